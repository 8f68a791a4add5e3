"""Values of a draft, made from the lines of its source: a title of its lines, a report, the script, the day it is signed."""

from collections.abc import Sequence
from itertools import takewhile

from bulletin_pdf.importers.city_titles import SplitTitle
from bulletin_pdf.importers.form import is_document_number, is_paper_number
from bulletin_pdf.importers.joined_titles import runs_on
from bulletin_pdf.importers.masthead_lines import DATE
from bulletin_pdf.importers.material import Image, MaterialItem, Para
from bulletin_pdf.importers.no_titles import is_issuer
from bulletin_pdf.importers.tidy import without_controls
from bulletin_pdf.issue.character_kinds import is_ideograph
from bulletin_pdf.issue.model import Element, Lang, Prose, Report, RightLines
from bulletin_pdf.issue.printed_form import printed_entry, printed_heading
from bulletin_pdf.issue.read import MAX_NUMBER
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problems import Span

_SHORT_LABEL = 40
NO_TITLE = "（标题）"
_GOES_ON = pattern("[（(的和与及、]")
"""What a line of a title begins with where it goes on with the one above: （第二批）的公告."""


def place_of(items: Sequence[MaterialItem], path: str) -> Span:
    """Return where a text begins, for what an import puts in."""
    first = items[0] if items else None
    return first.text.span(0, 0) if isinstance(first, Para) else Span(path, 1, 1)


def numbers_paper(line: str) -> bool:
    """Whether a line is the number of a paper alone: 第308号, 〔2022〕第3号."""
    return is_paper_number(line) or (is_document_number(line) and not line[:1].isalpha())


def words_in(items: Sequence[MaterialItem]) -> str:
    """Return the words of all paragraphs, one behind the other."""
    return "".join(item.words for item in items if isinstance(item, Para))


def joined_title(lines: Sequence[str]) -> str:
    """Return the lines of a title as one; an end set letter below letter (策, 划, 书) is a word.

    A sentence broken over lines (关于甲市 / 工作情况的报告) has no blank where it was broken; offices above it have one.
    """
    offices = len(list(takewhile(is_issuer, lines[:-1])))
    if offices:
        return " ".join([*lines[:offices], joined_title(lines[offices:])])
    column = len(lines) - next((at for at, line in enumerate(reversed(lines)) if len(line) > 1), len(lines))
    broken = any(runs_on(line) for line in lines[: column - 1]) or any(map(_GOES_ON.match, lines[1:column]))
    return " ".join([("" if broken else " ").join(lines[:column]), *filter(None, ["".join(lines[column:])])])


def with_clean_alt(item: MaterialItem) -> MaterialItem:
    """Return a picture whose description has nothing that cannot be seen; other items as they are."""
    return item._replace(alt=without_controls(item.alt)) if isinstance(item, Image) else item


def is_prose(item: Para) -> bool:
    """Whether a line that fits no field is text: a sentence, or longer than a label."""
    return len(item.words) > _SHORT_LABEL or item.words.rstrip()[-1:] in "。；！？"


def script_of(items: Sequence[MaterialItem]) -> Lang:
    """Return the script of a text; of traditional text a good part of its hanzi is in Big5 and not in GB 2312."""
    words = "".join(item.words for item in items if isinstance(item, Para))[:20_000]
    han = [char for char in words if is_ideograph(char)]
    traditional = sum(not _is_in("gb2312", char) and _is_in("big5", char) for char in set(han))
    return "zh-Hant" if traditional * 8 > len(set(han)) else "zh-Hans"


def _is_in(encoding: str, char: str) -> bool:
    try:
        return bool(char.encode(encoding))
    except UnicodeEncodeError:
        return False


def signed_day(reports: Sequence[Report]) -> str:
    """Return the day that stands below the first report that is signed; nothing where none is."""
    lines = (
        line.text
        for report in reports
        for element in report.body
        if isinstance(element, RightLines)
        for line in element.lines
    )
    return next(("".join(line.split()) for line in lines if DATE.fullmatch(line.strip())), "")


def report_of(
    taken: SplitTitle, entry: str, subtitle: Prose | None, by: str, body: tuple[Element, ...]
) -> Report:
    """Return a report; what its city and title alone would print needs no heading and no entry of its own."""
    title = (Prose(taken.title or NO_TITLE),)
    report = Report(prose_or_none(taken.city), title, (), None, subtitle, prose_or_none(by), body, None)
    if taken.heading and taken.heading != printed_heading(report)[0].text:
        report = report._replace(heading=(Prose(taken.heading),))
    if entry and entry != printed_entry(report).text:
        report = report._replace(contents_title=Prose(entry))
    return report


def prose_or_none(text: str) -> Prose | None:
    """Return a text as prose; None for an empty one."""
    return Prose(text) if text else None


def number_or_none(text: str) -> int | None:
    """Return the number of an issue that a text gives; None where it gives none."""
    return int(text) if text.isascii() and text.isdigit() and 1 <= int(text) <= MAX_NUMBER else None
