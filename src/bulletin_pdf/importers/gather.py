"""Several papers → one issue: a new one, the next after a model, or more reports in one that exists."""

import os
from collections.abc import Mapping, Sequence

from bulletin_pdf.importers.convert import (
    Imported,
    beside_with_keys,
    pictures_directory,
    read_paper,
    report_missing,
    shown_name,
)
from bulletin_pdf.importers.draft import Draft, inserted_texts, notes_of
from bulletin_pdf.importers.infer import NO_DATE
from bulletin_pdf.importers.into import open_target, with_reports
from bulletin_pdf.importers.joining import Paper, join_papers
from bulletin_pdf.importers.material import SourceEdit
from bulletin_pdf.importers.remarks import guess
from bulletin_pdf.importers.repeated import printed_before, repeats
from bulletin_pdf.importers.skeleton import Filling, next_issue
from bulletin_pdf.importers.source_coverage import Coverage, measure_coverage
from bulletin_pdf.issue.vocabulary import ISSUE, REPORT
from bulletin_pdf.issue.write_yaml import write_issue
from bulletin_pdf.messages import Language
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span

_OPEN = ("date", "reports")
"""What a model leaves open."""


class GatherOptions(NamedTuple):
    """What is to be made of the papers."""

    output: str
    like: str = ""
    """The issue whose name, lists and numbering are taken over."""
    into: str = ""
    """The issue that is added to."""
    keys: str = ""
    """"zh", "en", or as the files there have them."""


def gather(
    paths: Sequence[str], wanted: GatherOptions, lang: Language, given: Mapping[str, bytes] = {}
) -> Imported:
    """Import papers as one issue; raises BulletinError when one of them cannot be read.

    `given` holds the text of sources that are no files.
    """
    problems = Problems()
    target = open_target(wanted.into, problems) if wanted.into else None
    beside = beside_with_keys(wanted.into or wanted.like or wanted.output, wanted.keys)
    read = [read_paper(path, wanted.output, beside, problems, given.get(path)) for path in paths]
    problems.raise_if_errors()
    papers = [paper for paper in read if paper is not None]
    has_head = bool(wanted.like or wanted.into)
    draft = join_papers(papers, beside.known, has_head, _lying(wanted))
    chinese = target.chinese if target else beside.chinese
    chinese = _is_chinese(wanted.like) if wanted.like else chinese
    draft, plain, account = _proven(draft, papers, wanted, chinese, lang, problems)
    head, reports = _parted(plain, chinese)
    if target is not None:
        bytes_ = with_reports(target, [*head, *reports], problems)
        text, first = bytes_.decode("utf-8"), target.held
    elif wanted.like:
        comment = guess("guess", lang, (("what", guess("no-date", lang)),))
        made = next_issue(wanted.like, lang, Filling(reports, NO_DATE, comment))
        text, first = "".join(line + "\n" for line in head) + made.text, 0
    else:
        text, first = plain, 0
    if target is None:
        held = {place: made for place, made in draft.guesses.items() if place[0] in _OPEN or not wanted.like}
        report_missing(draft._replace(guesses=held), wanted.output, text, problems)
    _tell_repeats(draft, papers, wanted, (text, first), problems)
    return Imported(text, draft, problems, account)


def _is_chinese(path: str) -> bool:
    """Whether an issue names its fields in Chinese."""
    target = open_target(path, Problems())
    return target.chinese if target else False


def _lying(wanted: GatherOptions) -> frozenset[str]:
    """The names of pictures that lie beside an issue that is added to."""
    folder = os.path.join(os.path.dirname(wanted.output), pictures_directory(wanted.output))
    return frozenset(os.listdir(folder)) if wanted.into and os.path.isdir(folder) else frozenset()


def _proven(
    draft: Draft,
    papers: Sequence[Paper],
    wanted: GatherOptions,
    chinese: bool,
    lang: Language,
    problems: Problems,
) -> tuple[Draft, str, Coverage]:
    """Write the papers as an issue of their own, and prove that it holds all of them."""
    text = _written(draft, papers, wanted, chinese, lang)
    said = tuple(stretch for paper in papers for stretch in paper.said)
    account = measure_coverage(said, text, draft.edits, inserted_texts(draft, said))
    if account.lost:
        span = Span(papers[0].path, 1, 1)
        problems.add(Code.IMPORT_LOST_TEXT, span, count=len("".join(account.lost)), text=account.lost[0][:40])
        lost = tuple(SourceEdit(span, stretch, "", "unaccounted") for stretch in account.lost)
        draft = draft._replace(edits=(*draft.edits, *lost), lost=account.lost)
        text = _written(draft, papers, wanted, chinese, lang)
    return draft, text, account


def _written(
    draft: Draft, papers: Sequence[Paper], wanted: GatherOptions, chinese: bool, lang: Language
) -> str:
    notes = notes_of(
        draft, ("、" if lang == "zh" else ", ").join(shown_name(paper.path, lang) for paper in papers), lang
    )
    at = dict(notes.at)
    for place, of_place in draft.guesses.items():
        if of_place[0].key == "from-file":
            at[place] = guess("from-file", lang, of_place[0].details)
    directory = os.path.dirname(os.path.abspath(wanted.output))
    return write_issue(
        draft.issue, chinese=chinese, notes=notes._replace(at=at), directory=directory, draft=True
    )


def _parted(text: str, chinese: bool) -> tuple[list[str], list[str]]:
    """Part the comments above an issue, and the lines of its reports; no line of a text begins at the margin."""
    lines = text.rstrip("\n").split("\n")
    head = [line for at, line in enumerate(lines) if all(above.startswith("#") for above in lines[: at + 1])]
    at = lines.index(ISSUE.by_name["reports"].names[chinese] + ":")
    below = next((end for end in range(at + 1, len(lines)) if lines[end][:1] not in ("", " ")), len(lines))
    return head, lines[at + 1 : below]


def _tell_repeats(
    draft: Draft, papers: Sequence[Paper], wanted: GatherOptions, made: tuple[str, int], problems: Problems
) -> None:
    reports = draft.issue.reports
    files = [paper.name for paper in papers for _ in paper.draft.issue.reports]
    places = _titles(made[0], wanted.output)[made[1] :]
    folder = os.path.dirname(wanted.like or wanted.into or wanted.output)
    for code, found in (
        (Code.REPORT_REPEATED, repeats(reports, files)),
        # An issue that is added to holds only its earlier reports yet.
        (Code.REPORT_PRINTED_BEFORE, printed_before(reports, folder, "" if wanted.into else wanted.output)),
    ):
        for repeat in found:
            span = places[repeat.number] if repeat.number < len(places) else Span(wanted.output, 1, 1)
            title = "".join(text.text for text in reports[repeat.number].title)
            problems.add(code, span, title=title, file=repeat.file)


def _titles(text: str, path: str) -> list[Span]:
    """Where the titles of the reports stand."""
    names = REPORT.by_name["title"].names
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        name = line.partition(":")[0].lstrip("- ")
        if name in names and line[:1] in (" ", "-"):
            found.append(Span(path, number, line.index(name) + 1, len(name)))
    return found
