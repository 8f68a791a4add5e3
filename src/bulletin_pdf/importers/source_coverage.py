"""Whether a draft holds its source whole: a second, simple reading of the source against draft, comments and log.

The account is kept in characters that show; blanks and what cannot be seen do not count. What the log
says was taken out adds to what is held, what it says was put in is taken off again, so that a
character inserted by the import cannot stand for one that was lost. Because any two texts share
characters, pairs of neighbours are looked for as well: a stretch whose pairs stand nowhere is lost, however
many of its characters stand elsewhere.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from bulletin_pdf.importers.material import SourceEdit
from bulletin_pdf.issue.vocabulary import FIGURE, ISSUE, REPORT
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.node import Node
from bulletin_pdf.yamldoc.parse import parse_yaml
from bulletin_pdf.yamldoc.source import make_source

_UNSEEN = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))
_ACCEPTED = "inserted"
"""A tracked insertion stands in the source as any other text."""
_MARKS = {ord(mark): None for mark in "*="}
"""Marks of bold type and of dots, which a draft may have without them."""
_FEWEST_PAIRS = 6
"""Changes within a text part some pairs of neighbours; a lost stretch lacks more in a row."""
_MAX_CHANGED = 3
"""Up to this length a logged text is a character changed within others."""
_MOVED = frozenset(
    name
    for table, fields in (
        (ISSUE, ("bulletin", "series", "number", "label", "serial", "year", "supplement", "publisher", "date", "theme",
                 "secrecy", "urgency", "copy_number", "distribution", "colophon")),
        (REPORT, ("contents_title", "by")),
        (FIGURE, ("credit",)),
    )
    for field in fields
    for name in table.by_name[field].names
)  # fmt: skip
"""Keys of what the log holds as moved to a field."""
_PRINTED = frozenset(REPORT.by_name["heading"].names)
_PARTS = frozenset((*REPORT.by_name["city"].names, *REPORT.by_name["title"].names)) - _PRINTED
"""A heading as the source prints it holds the characters of city and title."""
UNPLACED = "#   "
"""Begins a line of the draft's head that holds text of the source."""


class Coverage(NamedTuple):
    """What was compared, in characters that show."""

    source: int
    draft: int
    logged: int
    lost: tuple[str, ...]


def measure_coverage(
    sources: Sequence[str], draft_text: str, edits: Sequence[SourceEdit], inserted: Sequence[str] = ()
) -> Coverage:
    """Compare the texts of a source with the YAML of its draft and the log.

    `inserted` is what the draft says beyond its source: a title from the file's name, （标题）.
    """
    held = said_by(draft_text)
    lost = missing_text(sources, held, edits, inserted)
    logged = "".join(edit.before for edit in edits)
    return Coverage(len(_shown("".join(sources))), len(_shown(held)), len(_shown(logged)), tuple(lost))


def missing_text(
    sources: Sequence[str], held: str, edits: Sequence[SourceEdit], inserted: Sequence[str] = ()
) -> list[str]:
    """Return the stretches of the source that are neither in the text of the draft nor in the log."""
    removed = [_shown(edit.before) for edit in edits]
    put = "".join(_shown(edit.after) for edit in edits if edit.why != _ACCEPTED)
    put = put.translate(_MARKS) + "".join(map(_shown, inserted))
    pool = Counter(_shown(held))
    pool.update("".join(removed))
    pool.subtract(put)
    texts = [text for text in map(_shown, sources) if text]
    need = Counter("".join(texts))
    need.subtract({char: max(count, 0) for char, count in pool.items() if char in need})
    missing = Counter({char: count for char, count in need.items() if count > 0})
    pairs = _pairs([_shown(held), *removed])
    changed = frozenset("".join(text for text in removed if len(text) <= _MAX_CHANGED))
    lost = [stretch for text in texts for stretch in _unpaired(text, pairs, changed)]
    for stretch in lost:
        missing.subtract(stretch)
    return lost + _stretches(texts, +missing, pairs)


def said_by(draft_text: str) -> str:
    """Return what a draft says of its source: its values, and the lines of its head that hold text.

    Values that were moved into a field stand whole in the log, with what stood around them; they do not count twice.
    """
    head = [line[len(UNPLACED) :] for line in draft_text.split("\n") if line.startswith(UNPLACED)]
    node = parse_yaml(make_source("", draft_text), Problems())
    return "\n".join([*head, *(_values(node) if node else ())])


def _values(node: Node) -> Iterable[str]:
    if node.kind == "text":
        yield node.value
    for item in node.items:
        yield from _values(item)
    printed = any(key.value in _PRINTED for key, _ in node.pairs)
    for key, value in node.pairs:
        if key.value not in _MOVED and not (printed and key.value in _PARTS):
            yield from _values(value)


def _shown(text: str) -> str:
    """Keep the characters that show."""
    whole = "".join(text.split())
    if whole.isprintable():
        return whole
    return "".join(char for char in whole if unicodedata.category(char) not in _UNSEEN)


def _pairs(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(text[at : at + 2] for text in texts for at in range(len(text) - 1))


def _unpaired(text: str, pairs: frozenset[str], changed: frozenset[str]) -> Iterable[str]:
    """Stretches of a text none of whose pairs of neighbours is known; beside a changed character none needs be."""
    start = 0
    for at in range(len(text)):
        pair = text[at : at + 2]
        if len(pair) == 2 and pair not in pairs and not changed.intersection(pair):
            continue
        if at - start >= _FEWEST_PAIRS:
            yield text[start : at + 1]
        start = at + 1


def _stretches(texts: Sequence[str], missing: Counter[str], pairs: frozenset[str]) -> list[str]:
    """Find the missing characters in the texts, first where neighbours are missing too."""
    found: list[str] = []
    for text in sorted(texts, key=lambda text: -_share_unknown(text, pairs)) if missing else ():
        run = ""
        for char in text:
            if missing[char] > 0:
                missing[char] -= 1
                run += char
            elif run:
                found.append(run)
                run = ""
        found += [run] if run else []
        if not +missing:
            break
    return found


def _share_unknown(text: str, pairs: frozenset[str]) -> float:
    unknown = sum(text[at : at + 2] not in pairs for at in range(len(text) - 1))
    return (unknown + 0.5) / len(text)
