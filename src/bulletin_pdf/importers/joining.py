"""Drafts of several papers → the draft of one issue, the reports in the order the papers were given.

What a paper says of an issue (name, number, day, lists) is taken where one paper alone says it, for then
it is the issue's own masthead; where several do, each belongs to another bulletin, and all of it
stands in the comments of the draft.
"""

import os
import re
from collections.abc import Sequence

from bulletin_pdf.importers.draft import Draft, Guess
from bulletin_pdf.importers.infer import NO_DATE, NO_NAME, NO_NUMBER, KnownMasthead
from bulletin_pdf.importers.line_kinds import CITY
from bulletin_pdf.issue.dates import read_date
from bulletin_pdf.issue.model import (
    Colophon,
    Distribution,
    Element,
    Figure,
    Issue,
    Lang,
    Masthead,
    Prose,
    Report,
)
from bulletin_pdf.issue.printed_form import in_script, number_line, printed_note, serial_line
from bulletin_pdf.issue.yaml_lines import CommentPlace
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

_AFTER_CITY = ("市", "州", "县", "区", "自治州", "自治县", "盟", "地区")
_COUNTED = pattern(r"^[\s(（\[【]*[0-9]{1,3}(?:[\s)）\]】.．、_-]+(?![0-9])|(?=[一-鿿])(?![年月日期个大项]))")
_OFFICE = pattern(
    r"(?:文明办|宣传部|办公室|市委|县委|区委|州委|报送|供稿|来稿|材料|简报|稿件|[（(][^（()）]*[)）]$|[-_—\s]|[0-9])+$"
)
_TOP = (
    "bulletin",
    "series",
    "label",
    "number",
    "serial",
    "publisher",
    "date",
    "theme",
    "note",
    "distribution",
    "colophon",
)


class Paper(NamedTuple):
    """One source and what was made of it."""

    path: str
    draft: Draft
    said: tuple[str, ...]
    """All its text, for the proof."""

    @property
    def name(self) -> str:
        """Its file's name."""
        return os.path.basename(self.path)


def join_papers(
    papers: Sequence[Paper], known: KnownMasthead, head_given: bool, taken: frozenset[str]
) -> Draft:
    """Make one draft of several; `head_given` where the issue has its masthead already.

    `taken` holds the names of pictures that lie beside the issue.
    """
    speaking = [paper for paper in papers if _has_head(paper.draft)]
    chief = speaking[0] if len(speaking) == 1 and not head_given else None
    issue = chief.draft.issue if chief else _headless(papers[0].draft.issue, known)
    guesses = _top_guesses(chief.draft) if chief else _missing(known)
    unplaced: list[str] = []
    reports: list[Report] = []
    names = _PictureNames(taken)
    for paper in papers:
        hinted = with_hints(paper) if len(papers) > 1 or head_given else paper.draft
        renamed = names.rename(hinted)
        unplaced += [f"{paper.name}: {line}" for line in hinted.unplaced]
        if paper is not chief:
            unplaced += [f"{paper.name}: {line}" for line in _said_of_issue(hinted, known)]
        first = len(reports)
        guesses[("reports", first)] = (Guess("from-file", (("file", paper.name),)),)
        for place, of_place in hinted.guesses.items():
            if place[0] == "reports" and len(place) > 1:
                guesses[("reports", int(place[1]) + first, *place[2:])] = of_place
        reports += [_with_files(report, renamed) for report in hinted.issue.reports]
    edits = tuple(edit for paper in papers for edit in paper.draft.edits)
    remarks = tuple(remark for paper in papers for remark in paper.draft.remarks)
    lang: Lang = "zh-Hant" if all(paper.draft.issue.lang == "zh-Hant" for paper in papers) else "zh-Hans"
    issue = issue._replace(reports=tuple(reports), lang=lang)
    return Draft(issue, guesses, edits, remarks, tuple(unplaced), tuple(names.pictures))


def _has_head(draft: Draft) -> bool:
    """Whether a paper says of which issue it is."""
    head = draft.issue.masthead
    return draft.issue.number is not None or (head.label is not None and head.label.text != NO_NUMBER)


def _headless(issue: Issue, known: KnownMasthead) -> Issue:
    head = Masthead(
        Prose(known.name or NO_NAME),
        None,
        Prose(NO_NUMBER),
        tuple(map(Prose, known.publishers)),
        read_date(NO_DATE),
    )
    return issue._replace(
        masthead=head, theme=None, note=(), distribution=Distribution(), colophon=Colophon(()), number=None,
        supplement=False, year=None, serial=None,
    )  # fmt: skip


def _top_guesses(draft: Draft) -> dict[CommentPlace, tuple[Guess, ...]]:
    return {place: of_place for place, of_place in draft.guesses.items() if place[0] in _TOP}


def _missing(known: KnownMasthead) -> dict[CommentPlace, tuple[Guess, ...]]:
    missing: dict[CommentPlace, tuple[Guess, ...]] = {
        ("label",): (Guess("no-number"),),
        ("date",): (Guess("no-date"),),
    }
    return missing if known.name else {("bulletin",): (Guess("no-name"),), **missing}


def _said_of_issue(draft: Draft, known: KnownMasthead) -> list[str]:
    """What a paper says of an issue, as lines for the comments; not what bulletin.yaml says already."""
    issue, head = draft.issue, draft.issue.masthead
    texts = [head.name.text if head.name.text != NO_NAME else "", head.series.text if head.series else ""]
    line = number_line(issue)
    texts += [line if line != NO_NUMBER else "", serial_line(issue)]
    texts += [text.text for text in head.publishers]
    texts += [head.date.printed if head.date.iso != NO_DATE else "", issue.theme.text if issue.theme else ""]
    texts += [text.text for text in printed_note(issue)]
    lists = issue.distribution
    texts += [text.text for text in (*lists.report, *lists.send, *lists.issue, *lists.extra)]
    texts += [f"{in_script(label, issue.lang)}：{value.text}" for label, value in issue.colophon.entries]
    texts = [text for text in texts if text != known.name and text not in known.publishers]
    return [line for text in texts for line in text.split("\n") if line.strip()]


# 图片


class _PictureNames:
    """Names for the pictures of all papers, in one folder; the same picture has one name."""

    def __init__(self, taken: frozenset[str]) -> None:
        self.taken = {name.lower() for name in taken}
        self.pictures: list[tuple[str, bytes]] = []
        self._known: dict[bytes, str] = {}
        self._next = 1

    def rename(self, draft: Draft) -> dict[str, str]:
        """Take the pictures of a draft; return its names for them with the new ones."""
        renamed = {}
        for name, data in draft.pictures:
            if data not in self._known:
                self._known[data] = self._free(os.path.splitext(name)[1])
                self.pictures.append((self._known[data], data))
            renamed[name] = self._known[data]
        return renamed

    def _free(self, ending: str) -> str:
        while f"{self._next}{ending}".lower() in self.taken:
            self._next += 1
        self._next += 1
        return f"{self._next - 1}{ending}"


def _with_files(report: Report, renamed: dict[str, str]) -> Report:
    return report._replace(body=tuple(_renamed(element, renamed) for element in report.body))


def _renamed(element: Element, renamed: dict[str, str]) -> Element:
    if not isinstance(element, Figure):
        return element
    files = []
    for file in element.files:
        folder, name = os.path.split(file)
        files.append(os.path.join(folder, renamed.get(name, name)).replace(os.sep, "/"))
    return element._replace(files=tuple(files))


# 文件名


_HAN = pattern("[一-鿿]")
_WORD = {".docx", ".docm", ".doc", ".wps"}
_FEWEST_IN_TITLE = 4
_LATIN_WORD = pattern("[A-Za-z]{4,}")
_SHORT_KIND = pattern(
    "[一-鿿]{0,2}(?:稿|书|章程|总结|分工|通知|公告|方案|报告|纪要|名单|守则|规定|制度|计划|心得|感悟)"
)
_UNNAMED = pattern("新建|未命名|无标题|文档[0-9]*$")
"""Names that programs give."""


def with_hints(paper: Paper, *, cities: bool = True) -> Draft:
    """Take from a file's name what the paper itself does not say: the city, and a title that is missing."""
    draft = paper.draft
    stem = _COUNTED.sub("", os.path.splitext(paper.name)[0])
    city = _city_in(stem, "".join(paper.said)) if cities else ""
    guesses, reports = dict(draft.guesses), list(draft.issue.reports)
    for number, report in enumerate(reports):
        title, place = report.title[0].text, ("reports", number, "title")
        own = any(guess.key == "no-title" for guess in guesses.get(place, ())) or _is_stale(
            paper, title, guesses.get(place, ())
        )
        words = _OFFICE.sub("", stem.removeprefix(city).strip(" -_—，、"))
        own = own and _is_telling(words)
        if own:
            title = words
            guesses[place] = (Guess("file-name", (("file", paper.name),)),)
        if not (city and not report.city_name and city not in title) and not own:
            continue
        if city and not report.city_name and city not in title:
            guesses[("reports", number, "city")] = (Guess("file-name", (("file", paper.name),)),)
            report = report._replace(city=Prose(city))
        reports[number] = _retitled(report, title)
    return draft._replace(issue=draft.issue._replace(reports=tuple(reports)), guesses=guesses)


def _is_stale(paper: Paper, title: str, guesses: Sequence[Guess]) -> bool:
    """Whether a title comes from a Word document's properties and its text never says it: it is often a model's."""
    word = os.path.splitext(paper.name)[1].lower() in _WORD
    return word and any(guess.key == "title-page" for guess in guesses) and title not in "".join(paper.said)


def _is_telling(name: str) -> bool:
    """Whether a file's name says what the paper is: some hanzi, or the kind of a paper."""
    words = len(_HAN.findall(name)) + len(_LATIN_WORD.findall(name))
    long = words >= _FEWEST_IN_TITLE or words > 2 and bool(_LATIN_WORD.search(name))
    return (long or bool(_SHORT_KIND.fullmatch(name))) and not _UNNAMED.match(name)


def _retitled(report: Report, title: str) -> Report:
    """Return a report under its city and title, as they are printed by default."""
    names = (title, *(text.text for text in report.title[1:]))
    return report._replace(title=tuple(map(Prose, names)), heading=(), contents_title=None)


def _city_in(stem: str, text: str) -> str:
    """The city that a file's name opens with; a short name (长沙) counts when the text has its full one."""
    match = CITY.match(stem)
    if match and len(match[0]) <= 9:
        return match[0]
    for length in (4, 3, 2):
        short = stem[:length]
        if len(short) == length and re.fullmatch("[一-鿿]+", short):
            full = next((short + after for after in _AFTER_CITY if short + after in text), "")
            if full:
                return full
    return ""
