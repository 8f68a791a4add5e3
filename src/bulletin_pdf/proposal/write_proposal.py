"""What was measured → the YAML of a design: a difference over the nearest shipped style, each key with its evidence."""

from collections.abc import Iterator, Sequence

from bulletin_pdf.messages import Language, on_one_line, say
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.proposal.head_match import stands_alike
from bulletin_pdf.proposal.measured_style import (
    Evidence,
    KeyPath,
    MeasuredStyle,
    MeasuredValue,
    MissingFace,
    PlainValue,
)
from bulletin_pdf.proposal.nearest_style import difference_over_nearest
from bulletin_pdf.proposal.plain_yaml import as_yaml

_ORDER = ("mirror", "page", "grid", "inks", "styles", "head", "frame", "contents", "reports", "folio", "foot")
"""Sections as shipped designs have them."""
_STEP = "  "


class DesignProposal(NamedTuple):
    """A design that was proposed."""

    text: str
    """Its YAML."""
    base: str
    """The shipped style it extends."""
    kept: tuple[MeasuredValue, ...]
    """What it changes."""
    measured: MeasuredStyle


class _Entry(NamedTuple):
    """A line of the proposal: a key, its value, what is said of it; commented out or not."""

    key: KeyPath
    value: PlainValue
    remark: str
    holds: bool


def write_proposal(measured: MeasuredStyle, lang: Language, name: str = "") -> DesignProposal:
    """Write the design; `name` is what it is called."""
    found = difference_over_nearest(measured, stands_alike)
    entries = [_Entry(each.key, each.value, evidence_of(each, lang), True) for each in found.kept]
    open_values = [each for each in measured.values if not each.certain] + list(found.unusable)
    entries += (_Entry(each.key, each.value, evidence_of(each, lang), False) for each in open_values)
    asked = {entry.key for entry in entries}
    for question in measured.questions:
        if question.key not in asked:
            words = say(lang, "question", question.asks)
            entries.append(_Entry(question.key, question.example, words, False))
    lines = [*_opening(measured, found.base, name, lang), *_sections(entries)]
    lines += _faces(measured.missing_faces, lang)
    return DesignProposal("\n".join(lines) + "\n", found.base, found.kept, measured)


def _opening(measured: MeasuredStyle, base: str, name: str, lang: Language) -> Iterator[str]:
    papers = tuple(on_one_line(paper) for paper in measured.papers)
    yield "# " + say(lang, "proposal", f"from-{measured.kind}", papers=papers, pages=measured.pages)
    yield f"design: {as_yaml(on_one_line(name) or say(lang, 'proposal', 'name'))}"
    yield "language: 1"
    yield f"extends: {base}"


def evidence_of(value: MeasuredValue, lang: Language) -> str:
    """Return in words why a value is believed."""
    evidence: Evidence = value.evidence
    numbers = {"counted": evidence.counted, "of": evidence.of, "pages": evidence.pages}
    words = say(lang, "evidence", evidence.kind, **numbers)
    return say(lang, "evidence", "shown", shown=value.shown, words=words) if value.shown else words


def _sections(entries: Sequence[_Entry]) -> Iterator[str]:
    tops = sorted({entry.key[0] for entry in entries}, key=_place)
    for top in tops:
        yield ""
        yield from _branch([entry for entry in entries if entry.key[0] == top], 0)


def _place(top: str) -> tuple[int, str]:
    return (_ORDER.index(top) if top in _ORDER else len(_ORDER)), top


def _branch(entries: Sequence[_Entry], level: int) -> Iterator[str]:
    """Write all that stands below one key; commented out as a whole where nothing of it holds."""
    mark = "" if any(entry.holds for entry in entries) else "# "
    leaf = next((entry for entry in entries if len(entry.key) == level + 1), None)
    if leaf is not None:
        yield from _leaf(leaf, level)
        return
    yield f"{mark}{_STEP * level}{entries[0].key[level]}:"
    for name in dict.fromkeys(entry.key[level + 1] for entry in entries):
        yield from _branch([entry for entry in entries if entry.key[level + 1] == name], level + 1)


def _leaf(entry: _Entry, level: int) -> Iterator[str]:
    mark, indent = "" if entry.holds else "# ", _STEP * level
    key = entry.key[level]
    if isinstance(entry.value, list) and any(isinstance(each, dict) for each in entry.value):
        yield f"{mark}{indent}{key}:  # {entry.remark}"
        for each in entry.value:
            yield f"{mark}{indent}{_STEP}- {as_yaml(each)}"
    else:
        yield f"{mark}{indent}{key}: {as_yaml(entry.value)}  # {entry.remark}"


def _faces(faces: Sequence[MissingFace], lang: Language) -> Iterator[str]:
    if not faces:
        return
    yield ""
    yield "# " + say(lang, "proposal", "faces")
    yield "# fonts:"
    named: set[str] = set()
    for face in faces:
        count = say(lang, "proposal", "face-characters", font=on_one_line(face.font), count=face.characters)
        path = as_yaml(f"./{on_one_line(face.font)}.ttf")
        # One file serves a role: the face of most characters comes first.
        other = "# " if face.role in named else ""
        named.add(face.role)
        yield f"#   {other}{face.role}: {path}  # {count}"
