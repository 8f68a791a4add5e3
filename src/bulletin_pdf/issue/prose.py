"""Paragraphs: leads marked `**…**`, headings known by their numbers, brackets and labels."""

from bisect import bisect_left

from bulletin_pdf.issue.model import Heading, Note, Paragraph, Prose, ProseStyle, Styled
from bulletin_pdf.issue.normalize import Tidier
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.written import PlacedText

_LEVELS: tuple[ProseStyle, ...] = ("level1", "level2", "level3", "level4")

# GB/T 9704-2012 7.3.3: 一、 （一） 1. （1）. Not 1.5万, not 2022., not 一、二季度 (first and second quarter).
_NUMBERS = (
    pattern("[一二三四五六七八九十百]{1,4}、(?![一二三四五六七八九十]+(?:[、季产级类线期月年组]|等奖))"),
    pattern("[（(][一二三四五六七八九十百]{1,4}[）)]"),
    pattern("[0-9]{1,2}[.．](?![0-9])"),
    pattern("[（(][0-9]{1,2}[）)]"),
)
_FIRST_OF_NUMBER = frozenset("一二三四五六七八九十百(（0123456789")
_LEAD = pattern(r"\*\*")
_ENDS = "。！？"
_OPENING, _CLOSING = "“‘（《〈「『【〔(", "”’）》〉」』】〕)"


def prose(written: PlacedText, styles: tuple[Styled, ...] = ()) -> Prose:
    """Make a prose of a text that is already corrected."""
    return Prose(written.text, styles, written.source)


def plain(written: PlacedText, key: str, tidier: Tidier) -> Prose:
    """Read a field of one line, where `**` means nothing."""
    return prose(_warn_of_leads(tidier.tidy(written), key, tidier.problems))


def title_line(written: PlacedText, key: str, tidier: Tidier) -> PlacedText:
    """Read one line of a title."""
    return _warn_of_leads(tidier.tidy_title(written), key, tidier.problems)


def _warn_of_leads(written: PlacedText, key: str, problems: Problems) -> PlacedText:
    at = written.text.find("**")
    if at >= 0:
        problems.add(Code.BOLD_MARK_PRINTED, written.span(at, at + 2), key=key)
    return written


def paragraph(written: PlacedText, tidier: Tidier, *, indented: bool = False) -> Paragraph | Heading | None:
    """Read a paragraph of 正文; None for a blank line. One that is `indented` keeps the spaces it begins with."""
    text = marked(written, tidier, indented=indented)
    if not text.text:
        return None
    return _numbered(text) or Paragraph(text)


def marked(written: PlacedText, tidier: Tidier, *, indented: bool = False) -> Prose:
    """Read a text in which `**…**` marks a lead and `==…==` 着重号."""
    written = tidier.tidy(written, indented=indented)
    if "==" in written.text:
        return _dotted(written, tidier)
    return _with_leads(written, tidier) if "**" in written.text else prose(written)


_DOTTED = pattern(r"(?<![0-9A-Za-z=])==(?=[^=]*[^\W\d_A-Za-z])([^= ](?:[^=]*[^= ])?)==(?![0-9A-Za-z=])")
"""A stretch for emphasis dots; there is Han in it, and A==B is none."""
_LONE_DOTTED = pattern(r"(?<=[^\W\d_A-Za-z])==(?![0-9A-Za-z=])|(?<![0-9A-Za-z=])==(?=[^\W\d_A-Za-z])")


def _dotted(written: PlacedText, tidier: Tidier) -> Prose:
    """Take `==` out and note where it stood; leads may stand inside or around."""
    stretches = [
        (match.start() - 4 * number, match.end() - 4 * (number + 1))
        for number, match in enumerate(_DOTTED.finditer(written.text))
    ]
    edits = [(at, at + 2, "") for m in _DOTTED.finditer(written.text) for at in (m.start(), m.end() - 2)]
    bare = written.edit(edits)
    for lone in _LONE_DOTTED.finditer(bare.text):
        tidier.problems.add(Code.UNPAIRED_EMPHASIS_MARK, bare.span(lone.start(), lone.end()))
    leads = [match.start() for match in _LEAD.finditer(bare.text)]
    text = _with_leads(bare, tidier)
    taken = leads[: len(leads) - len(leads) % 2]
    dots = tuple(
        (start - 2 * bisect_left(taken, start), end - 2 * bisect_left(taken, end)) for start, end in stretches
    )
    return text._replace(dots=dots)


def _with_leads(written: PlacedText, tidier: Tidier) -> Prose:
    marks = [match.start() for match in _LEAD.finditer(written.text)]
    if len(marks) % 2:
        tidier.problems.add(Code.UNPAIRED_BOLD_MARK, written.span(marks[-1], marks[-1] + 2))
        marks.pop()
    styles = []
    for number in range(0, len(marks), 2):
        # Each mark before has taken two characters out.
        start, end = marks[number] - 2 * number, marks[number + 1] - 2 * (number + 1)
        if start == end:
            tidier.problems.add(Code.EMPTY_BOLD, written.span(marks[number], marks[number + 1] + 2))
        else:
            styles.append(Styled(start, end, "lead"))
    return prose(written.edit([(at, at + 2, "") for at in marks]), tuple(styles))


def number_level(text: str) -> int:
    """Return the level of heading a text's number stands for, 0 for none."""
    if text[:1] not in _FIRST_OF_NUMBER:
        return 0
    for level, number in enumerate(_NUMBERS, 1):
        if number.match(text):
            return level
    return 0


def _numbered(text: Prose) -> Paragraph | Heading | None:
    """A numbered paragraph is a heading, or begins with a run-in one."""
    level = number_level(text.text)
    if not level:
        return None
    if level > 2 and text.styles and text.styles[0].end - text.styles[0].start == len(text.text):
        return Paragraph(text)  # 1. and （1） have the face of the text; the editor chose another
    end = _head_end(text)
    if end == 0:
        return Heading(level, text._replace(styles=()))
    rest = tuple(style for style in text.styles if style.start >= end)
    return Paragraph(text._replace(styles=(Styled(0, end, _LEVELS[level - 1]), *rest)))


def _head_end(text: Prose) -> int:
    """Return where the run-in head ends; 0 when the whole paragraph is a heading."""
    if text.styles and text.styles[0].start == 0 and text.styles[0].end < len(text.text):
        return text.styles[0].end
    inside, first = 0, 0
    for at, char in enumerate(text.text):
        if char in _OPENING:
            inside += 1
        elif char in _CLOSING:
            inside = max(inside - 1, 0)
        elif char in _ENDS:
            first = first or at + 1
            if not inside:
                return _past_closing(text.text, at + 1)
    return _past_closing(text.text, first) if first else 0


def _past_closing(text: str, at: int) -> int:
    """Doubled ends and closing marks belong to the sentence before them."""
    while at < len(text) and text[at] in _ENDS + _CLOSING:
        at += 1
    return at


def unwrapped(written: PlacedText, pairs: str) -> PlacedText:
    """Take off brackets that the printed form brings itself; `pairs` as `（）()`."""
    return written.cut(1, len(written.text) - 1) if is_wrapped(written.text, pairs) else written


def is_wrapped(text: str, pairs: str) -> bool:
    """Whether one pair of brackets of `pairs` stands around the whole text."""
    return any(
        text.startswith(opening) and text.endswith(closing) and _encloses(text, opening, closing)
        for opening, closing in zip(pairs[::2], pairs[1::2], strict=True)
    )


def _encloses(text: str, opening: str, closing: str) -> bool:
    """Whether one pair of brackets encloses the whole: （甲、乙）, not （甲）、（乙）."""
    depth = 0
    for at, char in enumerate(text):
        depth += (char == opening) - (char == closing)
        if depth == 0:
            return at == len(text) - 1
    return False


def editors_note(written: list[PlacedText], tidier: Tidier) -> tuple[Prose, ...]:
    """Read 编者按."""
    return tuple(text for line in written if (text := marked(line, tidier)).text)


def note(written: PlacedText, tidier: Tidier) -> Note:
    """Read one paragraph of 附注."""
    return Note(marked(written, tidier))


def warn_of_quotes(written: PlacedText, key: str, problems: Problems) -> None:
    """A name wholly inside “…” was meant to be in YAML's quotes: of an office, a city or a bulletin none is."""
    text = written.text.strip()
    if (
        len(text) > 2
        and text[0] in "“‘"
        and text[-1] in "”’"
        and not any(mark in text[1:-1] for mark in "“”‘’")
    ):
        problems.add(Code.VALUE_IN_TYPOGRAPHIC_QUOTES, written.span(), key=key, text=text[1:-1][:40])
