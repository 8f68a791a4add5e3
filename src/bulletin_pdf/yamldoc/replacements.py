"""Ways to write an edit of a YAML text: replacements of one stretch, closest to the existing style first."""

import re
from collections.abc import Iterator

from bulletin_pdf.yamldoc.operations import Edit, Insert, Move, Path, Remove, SetValue
from bulletin_pdf.yamldoc.scalars import (
    Value,
    block_lines,
    double_quoted,
    in_flow,
    is_collection,
    is_short,
    scalar,
    single_quoted,
    value_lines,
)
from bulletin_pdf.yamldoc.stretches import (
    Node,
    apart,
    blank_before,
    column,
    content,
    dash,
    indent_of,
    line_end,
    line_indent,
    line_start,
    part_stretches,
)


def attempts(text: str, root: Node, edit: Edit) -> Iterator[tuple[int, int, str]]:
    """Yield replacements of one stretch, the one nearest to what stands there first."""
    match edit:
        case Insert():
            yield from _insertions(text, root, edit)
        case SetValue():
            yield from _settings(text, root, edit)
        case Remove() | Move():
            yield from _rearrangements(text, root, edit)


def _at(root: Node, path: Path) -> Node:
    node = root
    for step in path:
        if isinstance(step, int):
            node = node.items[step]
        else:
            node = next(value for key, value in node.pairs if key.value == step)
    return node


def _settings(text: str, root: Node, edit: SetValue) -> Iterator[tuple[int, int, str]]:
    parent = _at(root, edit.path[:-1])
    last = edit.path[-1]
    if isinstance(last, str) and all(key.value != last for key, _ in parent.pairs):
        yield from _new_keys(text, parent, last, edit.value)
        return
    node = _at(root, edit.path)
    start = content(text, node)
    if isinstance(edit.value, str) and node.kind == "text":
        yield from _texts(text, node, start, edit.value, parent.style == "flow")
    elif isinstance(edit.value, str) and parent.style == "flow":
        yield node.start, node.end, apart(text, node.start) + in_flow(edit.value)
    indent = indent_of(text, parent) + 2
    if is_collection(edit.value) and (parent.style or is_short(edit.value)):
        yield node.start, node.end, apart(text, node.start) + in_flow(edit.value)
    if parent.style != "flow":
        sign = _after_sign(text, parent, last)
        yield _below(text, sign, node, value_lines(edit.value, indent), beside=not is_collection(edit.value))


def _after_sign(text: str, parent: Node, step: str | int) -> int:
    """Return the place behind the colon or the dash that a value follows."""
    if isinstance(step, int):
        return dash(text, column(text, parent.start), parent.items[step]) + 1
    return text.index(":", next(key.end for key, _ in parent.pairs if key.value == step)) + 1


def _below(text: str, sign: int, node: Node, lines: list[str], *, beside: bool) -> tuple[int, int, str]:
    """Return lines in place of a value, the first next to its key; the comment on the key's line stays."""
    stop = line_end(text, node.end)
    is_on_line = line_end(text, sign) >= node.start
    comment = text[node.end : stop] if is_on_line else text[sign : line_end(text, sign)]
    first = " " + lines.pop(0) if beside else ""
    return sign, stop, "\n".join([(first + comment).rstrip(" "), *lines])


def _texts(text: str, node: Node, start: int, value: str, flow: bool) -> Iterator[tuple[int, int, str]]:
    """Yield a text in the place of another: in its own style, then in others."""
    one_line = value.rstrip("\n")
    before = apart(text, node.start)
    if node.style in ("|", ">") and one_line:
        yield from _block_texts(text, node, start, value)
    if "\n" not in one_line and node.style not in ("|", ">"):
        if node.style == "'" and node.value:
            yield start, node.end, before + single_quoted(one_line)
        elif node.style != '"' or not node.value:
            yield start, node.end, before + scalar(one_line, flow)
        yield start, node.end, before + double_quoted(one_line)
    elif not one_line:
        yield start, node.end, before + "''"
    if flow:
        yield start, node.end, before + double_quoted(one_line)


def _block_texts(text: str, node: Node, start: int, value: str) -> Iterator[tuple[int, int, str]]:
    """Yield a block with other lines: those that stay are left as they are written."""
    written = text[start : node.end].split("\n")
    header, old = written[0], written[1:]
    full = [line for line in old if line.strip()]
    digit = re.search(r"[1-9]", header.partition("#")[0])
    indents = [len(line) - len(line.lstrip(" ")) for line in full]
    if node.style == "|" and full:
        for indent in sorted({min(indents)} if not digit else set(range(1, min(indents) + 1)), reverse=True):
            new = block_lines(value, indent)
            yield start, node.end, "\n".join([header, *_kept(old, new, indent)])
    indent = min(indents, default=line_indent(text, node.start) + 2)
    for sign in ("", *"123456789"):
        for chomp in ("", "-"):
            yield start, node.end, "\n".join([f"|{sign}{chomp}", *block_lines(value, indent)])


def _kept(old: list[str], new: list[str], indent: int) -> list[str]:
    """Return the new lines, as they stand in the file where they say the same."""
    from difflib import SequenceMatcher

    said = [line[indent:] for line in old]
    matcher = SequenceMatcher(None, said, [line[indent:] for line in new], autojunk=False)
    lines: list[str] = []
    for tag, first, last, begin, end in matcher.get_opcodes():
        lines += old[first:last] if tag == "equal" else new[begin:end]
    return lines


def _new_keys(text: str, parent: Node, key: str, value: Value) -> Iterator[tuple[int, int, str]]:
    if parent.style == "flow":
        entry = f"{in_flow(key)}: {in_flow(value)}"
        yield parent.end - 1, parent.end - 1, f"{', ' if parent.pairs else ''}{entry}"
        return
    if not parent.pairs:
        return
    indent = column(text, parent.pairs[0][0].start)
    lines = value_lines({key: value}, indent)
    at = line_end(text, parent.pairs[-1][1].end)
    yield at, at, "\n" + "\n".join(lines)


def _insertions(text: str, root: Node, edit: Insert) -> Iterator[tuple[int, int, str]]:
    path, at = edit.path[:-1], edit.path[-1]
    parent = _at(root, path[:-1])
    if path and isinstance(path[-1], str) and all(key.value != path[-1] for key, _ in parent.pairs):
        yield from _new_keys(text, parent, path[-1], [edit.value])
        return
    node = _at(root, path)
    if node.kind == "text" or not node.items:
        yield from _settings(text, root, SetValue(path, [edit.value]))
        return
    assert isinstance(at, int)
    if node.style == "flow":
        flow = in_flow(edit.value)
        if at < len(node.items):
            yield node.items[at].start, node.items[at].start, flow + ", "
        else:
            yield node.items[-1].end, node.items[-1].end, ", " + flow
        return
    parts_at = part_stretches(text, node)
    lines = "\n".join(value_lines([edit.value], column(text, node.start)))
    if at < len(parts_at):
        begin = parts_at[at][0]
        beside_dash = begin > line_start(text, begin)
        margin = " " * column(text, begin) if beside_dash else ""
        yield begin, begin, (lines.lstrip(" ") if beside_dash else lines) + "\n" + margin
    else:
        yield parts_at[-1][1], parts_at[-1][1], "\n" + lines


def _rearrangements(text: str, root: Node, edit: Remove | Move) -> Iterator[tuple[int, int, str]]:
    node, last = _at(root, edit.path[:-1]), edit.path[-1]
    parts = list(node.items) or [value for _, value in node.pairs]
    number = last if isinstance(last, int) else [key.value for key, _ in node.pairs].index(last)
    if node.style == "flow":
        yield from _flow_rearranged(text, node, number, edit)
        return
    parts_at = part_stretches(text, node)
    start, end = parts_at[number]
    if isinstance(edit, Move):
        order = [place for place in range(len(parts)) if place != number]
        order.insert(edit.to, number)
        low, high = min(number, edit.to), max(number, edit.to)
        first, stop = parts_at[low][0], parts_at[high][1]
        between = [text[parts_at[place][1] : parts_at[place + 1][0]] for place in range(low, high)]
        pieces = [text[slice(*parts_at[place])] for place in order[low : high + 1]]
        yield first, stop, "".join(piece + gap for piece, gap in zip(pieces, [*between, ""], strict=True))
    elif len(parts) == 1:
        yield blank_before(text, node.start), node.end, " []" if node.kind == "list" else " {}"
    elif number + 1 < len(parts):
        beside_dash = bool(node.pairs) and start > line_start(text, start)
        yield start, node.pairs[1][0].start if beside_dash else parts_at[number + 1][0], ""
        if node.items and number == 0:
            # The first of a list that begins next to another dash.
            first, second = (dash(text, column(text, node.start), item) for item in node.items[:2])
            yield first, second, ""
    else:
        yield parts_at[number - 1][1], end, ""


def _flow_rearranged(
    text: str, node: Node, number: int, edit: Remove | Move
) -> Iterator[tuple[int, int, str]]:
    pieces = [text[item.start : item.end] for item in node.items]
    pieces = pieces or [text[key.start : value.end] for key, value in node.pairs]
    moved = pieces.pop(number)
    if isinstance(edit, Move):
        pieces.insert(edit.to, moved)
    if "\n" in text[node.start : node.end] and "#" in text[node.start : node.end]:
        return
    yield node.start + 1, node.end - 1, ", ".join(pieces)
