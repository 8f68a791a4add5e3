"""A file → the YAML of a draft, its pictures and its log: what the command writes."""

import os

from bulletin_pdf.importers.draft import Draft, inserted_texts, notes_of
from bulletin_pdf.importers.glyphs import without_faceless
from bulletin_pdf.importers.infer import infer
from bulletin_pdf.importers.joining import Paper, with_hints
from bulletin_pdf.importers.material import SourceEdit
from bulletin_pdf.importers.picture import without_unprintable
from bulletin_pdf.importers.read_material import read_material
from bulletin_pdf.importers.remarks import guess
from bulletin_pdf.importers.shared_file import SharedFile, look_beside
from bulletin_pdf.importers.source_coverage import Coverage, measure_coverage
from bulletin_pdf.importers.sources import PASTED
from bulletin_pdf.issue.printed_form import number_line
from bulletin_pdf.issue.vocabulary import ISSUE, REPORT
from bulletin_pdf.issue.write_yaml import write_issue
from bulletin_pdf.messages import Language, Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span

_MISSING = {
    "no-name": "bulletin name",
    "no-number": "issue number",
    "no-date": "issue date",
    "no-title": "report title",
}


class Imported(NamedTuple):
    """What is to be written."""

    text: str
    draft: Draft
    problems: Problems
    """Nothing that stops an import: what was left out, what could not be found."""
    account: Coverage = Coverage(0, 0, 0, ())
    """The proof that the draft holds the source whole."""


def convert(path: str, output: str, lang: Language, keys: str = "", data: bytes | None = None) -> Imported:
    """Import a file; raises BulletinError when nothing can be made of it.

    `keys` are "zh" or "en", or as the bulletin.yaml beside the draft has them; `data` is the text
    itself where it comes from no file.
    """
    problems = Problems()
    beside = beside_with_keys(output, keys)
    paper = read_paper(path, output, beside, problems, data)
    problems.raise_if_errors()
    if paper is None:
        raise AssertionError(path)
    draft = with_hints(paper, cities=False) if path != PASTED else paper.draft
    text = _written(draft, path, output, beside, lang)
    account = measure_coverage(paper.said, text, draft.edits, inserted_texts(draft, paper.said))
    if account.lost:
        problems.add(
            Code.IMPORT_LOST_TEXT,
            Span(path, 1, 1),
            count=len("".join(account.lost)),
            text=account.lost[0][:40],
        )
        lost = [SourceEdit(Span(path, 1, 1), stretch, "", "unaccounted") for stretch in account.lost]
        draft = draft._replace(edits=(*draft.edits, *lost), lost=account.lost)
        text = _written(draft, path, output, beside, lang)
    report_missing(draft, output, text, problems)
    return Imported(text, draft, problems, account)


def beside_with_keys(output: str, keys: str) -> SharedFile:
    """Read the bulletin.yaml beside a draft; `keys` settle the language of the draft's own."""
    beside = look_beside(output)
    return beside._replace(chinese=keys == "zh") if keys else beside


def read_paper(
    path: str, output: str, beside: SharedFile, problems: Problems, data: bytes | None = None
) -> Paper | None:
    """Read one source and guess its issue; None with the reason in `problems`."""
    before = len(problems.errors)
    material = read_material(path, problems, data)
    if material is None or len(problems.errors) > before:
        return None
    for remark in material.remarks:
        problems.add(remark.code, remark.place, **dict(remark.details))
    material = without_faceless(without_unprintable(material, problems), beside.faces, problems)
    return Paper(path, infer(material, beside.known, pictures_directory(output)), material.said)


def _written(draft: Draft, path: str, output: str, beside: SharedFile, lang: Language) -> str:
    return write_issue(
        draft.issue,
        chinese=beside.chinese,
        omit=_given(draft, beside.known.name, beside.known.publishers),
        notes=notes_of(draft, shown_name(path, lang), lang),
        directory=os.path.dirname(os.path.abspath(output)),
        draft=True,
    )


def shown_name(path: str, lang: Language) -> str:
    """Name a source for the person who reads the draft."""
    return guess("pasted", lang) if path == PASTED else os.path.basename(path)


def pictures_directory(output: str) -> str:
    """Name the directory of a draft's pictures, beside it."""
    return os.path.splitext(os.path.basename(output))[0] + "-pictures"


def _given(draft: Draft, name: str, publishers: tuple[str, ...]) -> frozenset[str]:
    """The fields that bulletin.yaml says just so."""
    head = draft.issue.masthead
    given = set()
    if name and head.name.text == name:
        given.add("bulletin")
    if publishers and tuple(text.text for text in head.publishers) == publishers:
        given.add("publisher")
    return frozenset(given)


def report_missing(draft: Draft, output: str, text: str, problems: Problems) -> None:
    """Name what the source does not say, which the draft only holds a place for."""
    head = draft.issue.masthead
    values = {"no-name": head.name.text, "no-number": number_line(draft.issue), "no-date": head.date.printed}
    for place, guesses in draft.guesses.items():
        for key, _ in guesses:
            if key in _MISSING:
                value = values.get(key, "") or draft.issue.reports[int(place[1])].title[0].text
                if key == "no-title":
                    span, name = _place_in(text, output, REPORT.by_name["title"].names, int(place[1]))
                else:
                    span, name = _place_in(text, output, ISSUE.by_name[str(place[0])].names)
                problems.add(Code.FIELD_NOT_IN_SOURCE, span, field=Term(_MISSING[key]), key=name, value=value)
    if draft.unplaced:
        problems.add(Code.LINES_UNPLACED, Span(output, 2, 1), count=len(draft.unplaced))


def _place_in(text: str, output: str, names: tuple[str, ...], before: int = 0) -> tuple[Span, str]:
    """Where in the draft a field stands, `before` of its name above it, and what it is called there."""
    for number, line in enumerate(text.split("\n"), 1):
        head = line.partition(":")[0]
        name = head.lstrip("- ")
        if name in names and not head.startswith("#"):
            if not before:
                return Span(output, number, len(head) - len(name) + 1, len(name)), name
            before -= 1
    return Span(output, 1, 1), names[0]


def count_guesses(draft: Draft) -> int:
    """Count what needs confirmation."""
    return sum(made.key != "from-file" for guesses in draft.guesses.values() for made in guesses)
