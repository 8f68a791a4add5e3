"""Edits of a YAML file that leave every other character unchanged: comments, key names, quotes, line ends.

An edit is worked out as a replacement of one stretch of the text. Then the text is read again: only the value
named may have changed. What cannot be written so is refused with `EditError`, never written otherwise.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.yamldoc.operations import Edit, EditError, Insert, Move, Path, Remove, SetValue
from bulletin_pdf.yamldoc.replacements import attempts
from bulletin_pdf.yamldoc.scalars import Value
from bulletin_pdf.yamldoc.stretches import Node, read_stretches


class Items(NamedTuple):
    """What a list says."""

    parts: tuple["Plain", ...]


class Pairs(NamedTuple):
    """What a mapping says, in its order."""

    parts: tuple[tuple[str, "Plain"], ...]

    @property
    def keys(self) -> list[str]:
        """The keys."""
        return [key for key, _ in self.parts]


Plain = str | Items | Pairs | None
"""What a value says, without its looks: a text, a list, a mapping, or nothing at all."""
_LINE_END = pattern("\r\n|\r|\n")
_LINE_ENDS = pattern("\n+")


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Return the text of a file after these edits, one after the other; line ends stay as they are.

    Raises `EditError` for the first that cannot be made; paths are those of the text after the edits before it.
    """
    for edit in edits:
        text = _made(text, edit)
    return text


def _made(raw: str, edit: Edit) -> str:
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    before = read_stretches(text)
    wanted = _expected(_plain(before), edit, edit.path)
    for start, end, new in attempts(text, before, edit):
        changed = text[:start] + new + text[end:]
        try:
            after = _plain(read_stretches(changed))
        except EditError:
            continue
        if _same(after, wanted):
            return _spliced(raw, text, changed)
    raise EditError(f"{'/'.join(map(str, edit.path))} cannot be changed by itself")


class Cut(NamedTuple):
    """Put `new` in place of the characters start..end of a text that a value says."""

    start: int
    end: int
    new: str


def text_at(root: Node, path: Path) -> Node:
    """Return the value at a path. Raises `EditError` when there is none."""
    node = root
    for step in path:
        parts = node.items if isinstance(step, int) else ()
        if isinstance(step, int) and 0 <= step < len(parts):
            node = parts[step]
            continue
        found = next((value for key, value in node.pairs if key.value == step), None)
        if found is None:
            raise EditError(f"there is no {step}")
        node = found
    return node


def cut_text(raw: str, path: Path, cuts: Sequence[Cut], places: Sequence[int]) -> str:
    """Return the text of a file after cuts in the value at `path`, given in order and not overlapping.

    `places` says where in the file, line ends made `\\n`, each character of the value stands. Only the characters of
    the cuts change where the value can be written so; else it is rewritten, in its own style if that can say it.
    Raises `EditError` when neither leaves everything else as it is.
    """
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    before = read_stretches(text)
    node = text_at(before, path)
    value = _cut(node.value, cuts)
    changed = _with_cuts(text, node, cuts, places)
    try:
        after = read_stretches(changed)
        exact = text_at(after, path).value == value and _same(
            _plain(after), _expected(_plain(before), SetValue(path, value), path)
        )
    except EditError:
        exact = False
    if exact:
        return _spliced(raw, text, changed)
    return edited(raw, [SetValue(path, _cut(node.value, [*cuts, *_folds(text, node, cuts, places)]))])


def _cut(value: str, cuts: Iterable[Cut]) -> str:
    for start, end, new in sorted(cuts, reverse=True):
        value = value[:start] + new + value[end:]
    return value


def _folds(text: str, node: Node, cuts: Sequence[Cut], places: Sequence[int]) -> Iterator[Cut]:
    """Yield the blanks that stand for line ends of the file between hanzi: written on one line they would be printed."""
    for at in range(1, len(node.value) - 1):
        is_fold = node.value[at] == " " and text[places[at]] == "\n"
        is_touched = any(cut.start <= at + 1 and at <= cut.end for cut in cuts)
        if is_fold and not is_touched and min(node.value[at - 1], node.value[at + 1]) > "\u2010":
            yield Cut(at, at + 1, "")


def _with_cuts(text: str, node: Node, cuts: Sequence[Cut], places: Sequence[int]) -> str:
    """Write cuts into the stretches of the file where their characters stand."""
    for start, end, new in reversed(cuts):
        first = places[start] if start < len(places) else places[-1] + 1 if places else node.end
        last = _after(text, node, places, end) if end > start else first
        text = text[:first] + _escaped(text, node, new) + text[last:]
    return text


def _after(text: str, node: Node, places: Sequence[int], end: int) -> int:
    """Return where the file goes on behind the character before `end`: behind its escape, or the indent of the next line."""
    at = places[end - 1]
    is_escape = node.style == '"' and text[at] == "\\"
    if end < len(places) and (is_escape or (node.style in ("|", ">") and node.value[end - 1] == "\n")):
        return places[end]
    if is_escape:
        return node.end - 1
    return at + (2 if node.style == "'" and text[at : at + 2] == "''" else 1)


def _escaped(text: str, node: Node, new: str) -> str:
    """Return a text as it stands inside a value of this style."""
    if node.style == "'":
        return new.replace("'", "''")
    if node.style == '"':
        return new.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    lines = text[node.start : node.end].split("\n")[1:]
    indent = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    if node.style == ">":
        new = _LINE_ENDS.sub(lambda found: found[0] + "\n", new)
    first, *further = new.split("\n")
    margin = " " * indent
    return "\n".join([first, *(margin + line if line or line is further[-1] else "" for line in further)])


def _spliced(raw: str, text: str, changed: str) -> str:
    """Return the file's text with the stretch that differs replaced, in the file's own line ends."""
    start = next(
        (at for at, (old, new) in enumerate(zip(text, changed, strict=False)) if old != new),
        min(len(text), len(changed)),
    )
    rest = min(len(text), len(changed)) - start
    tail = next((at for at in range(rest) if text[-1 - at] != changed[-1 - at]), rest)
    found = _LINE_END.search(raw)
    new = changed[start : len(changed) - tail].replace("\n", found[0] if found else "\n")
    pairs = [match.start() for match in re.finditer("\r\n", raw)]
    return raw[: _raw_index(pairs, start)] + new + raw[_raw_index(pairs, len(text) - tail) :]


def _raw_index(pairs: Sequence[int], index: int) -> int:
    """Return where a character of the text read stands in the file, whose CR LF begin at `pairs`."""
    return index + sum(1 for number, pair in enumerate(pairs) if pair - number < index)


# What a file says


def _plain(node: Node) -> Plain:
    """Return what a value says, without its looks; trailing line ends of a text say nothing."""
    match node.kind:
        case "list":
            return Items(tuple(map(_plain, node.items)))
        case "mapping":
            return Pairs(tuple((key.value, _plain(value)) for key, value in node.pairs))
        case "alias":
            return Pairs((("*", node.value),))
    blank = not node.style and node.value in ("", "~", "null")
    return None if blank else node.value.rstrip("\n")


def _said(value: Value) -> Plain:
    match value:
        case bool() | int():
            return str(value).lower()
        case str():
            return value.rstrip("\n")
        case Mapping():
            return Pairs(tuple((key, _said(part)) for key, part in value.items()))
    return Items(tuple(map(_said, value)))


# What the file must say afterwards


def _expected(said: Plain, edit: Edit, path: Path) -> Plain:
    if not path:
        if isinstance(edit, SetValue) and edit.path:
            return _said(edit.value)
        raise EditError("the path names no part of the file")
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        if said is None and isinstance(edit, Insert):
            said = Items(())
        if not isinstance(said, Items) and not _is_empty(said):
            raise EditError(f"there is no list at {step}")
        return Items(_with_item(said.parts if isinstance(said, Items) else (), step, edit, rest))
    if said is not None and not isinstance(said, Pairs) and not _is_empty(said):
        raise EditError(f"there is no mapping at {step}")
    return Pairs(_with_key(said if isinstance(said, Pairs) else Pairs(()), step, edit, rest))


def _is_empty(said: Plain) -> bool:
    """Whether it is a list or a mapping with nothing in it, which `{}` and `[]` may be written for either."""
    return isinstance(said, Items | Pairs) and not said.parts


def _with_item(parts: tuple[Plain, ...], step: int, edit: Edit, rest: Path) -> tuple[Plain, ...]:
    last = len(parts) if isinstance(edit, Insert) and not rest else len(parts) - 1
    if not 0 <= step <= last or (isinstance(edit, Move) and not rest and not 0 <= edit.to < len(parts)):
        raise EditError(f"there is no item {step}")
    if rest or isinstance(edit, SetValue):
        return *parts[:step], _expected(parts[step], edit, rest), *parts[step + 1 :]
    if isinstance(edit, Insert):
        return *parts[:step], _said(edit.value), *parts[step:]
    others = *parts[:step], *parts[step + 1 :]
    return others if isinstance(edit, Remove) else (*others[: edit.to], parts[step], *others[edit.to :])


def _with_key(said: Pairs, step: str, edit: Edit, rest: Path) -> tuple[tuple[str, Plain], ...]:
    parts, keys = said.parts, said.keys
    if step not in keys:
        if isinstance(edit, SetValue) and not rest:
            return *parts, (step, _said(edit.value))
        if not (isinstance(edit, Insert) and len(rest) == 1 and rest[0] == 0):
            raise EditError(f"there is no key {step}")
        return *parts, (step, Items((_said(edit.value),)))
    at = keys.index(step)
    if isinstance(edit, Remove) and not rest:
        return *parts[:at], *parts[at + 1 :]
    if isinstance(edit, Insert | Move) and not rest:
        raise EditError(f"{step} is no item of a list")
    return *parts[:at], (step, _expected(parts[at][1], edit, rest)), *parts[at + 1 :]


def _same(after: Plain, wanted: Plain) -> bool:
    """Whether a file says what it should; nothing at all and an empty list or text are the same."""
    return _without_blanks(after) == _without_blanks(wanted)


def _without_blanks(said: Plain) -> Plain:
    match said:
        case Items(parts):
            return Items(tuple(map(_without_blanks, parts))) if parts else None
        case Pairs(parts):
            return Pairs(tuple((key, _without_blanks(part)) for key, part in parts)) if parts else None
    return said or None
