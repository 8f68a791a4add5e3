"""A design proposed from an office's old papers."""

import os
from typing import get_args

from bulletin_pdf.api.inputs import Pdf, StrPath, one_of, path_of, pdf_of
from bulletin_pdf.messages import Language, Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.conform.page_faults import unread_file
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdfError
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problem, Problems
from bulletin_pdf.proposal.measure_paper import measure_paper
from bulletin_pdf.proposal.measured_style import MeasuredStyle, MeasuredValue
from bulletin_pdf.proposal.taken_together import taken_together
from bulletin_pdf.proposal.write_proposal import write_proposal
from bulletin_pdf.safe_files import replace_file


class ProposedDesign(NamedTuple):
    """A design measured in old papers, as a difference over the nearest one that ships."""

    text: str
    """Its YAML: each key with its evidence as a comment, what could not be known commented out with the question."""
    extends: str
    """The shipped design it changes."""
    changes: tuple[MeasuredValue, ...]
    """What it changes: `key`, `value`, `evidence`."""
    measured: MeasuredStyle
    """All that was measured: `values`, `questions`, `missing_faces`, `head`; lengths of the head in pt."""
    problems: tuple[Problem, ...]
    """What the papers do not show; nothing that stops."""

    def write(self, path: StrPath, *, force: bool = False) -> None:
        """Write it; `BulletinError` (B907) when there is such a file already, unless `force` says to replace it."""
        target, problems = path_of(path), Problems()
        if os.path.isdir(target):
            problems.add(Code.IS_A_DIRECTORY, file=target)
        elif os.path.lexists(target) and not force:
            problems.add(Code.OUTPUT_EXISTS, file=target)
        problems.raise_if_errors()
        os.makedirs(os.path.dirname(target) or ".", exist_ok=True)
        replace_file(target, self.text.encode("utf-8"))


def propose_design(*papers: Pdf | tuple[str, bytes], name: str = "", lang: Language = "zh") -> ProposedDesign:
    """Measure old papers, PDFs of any program or Word files, and propose the design they were set in.

    Each paper is a path, the bytes of a PDF or Word file, or a pair of its name and its bytes; what kind it is shows
    from its content. Several are taken together: of each setting the value that most of them have. `name` is what the
    design is called, `lang` the language of its comments. Raises `BulletinError` with what is wrong with each paper
    that cannot be read or shows nothing.
    """
    if not papers:
        raise TypeError("propose_design needs at least one paper")
    lang = one_of(lang, "lang", get_args(Language))
    problems = Problems()
    measured = [found for paper in papers if (found := _measured(paper, problems)) is not None]
    problems.raise_if_errors()
    together = taken_together(measured)
    _tell_scan(together, problems)
    made = write_proposal(together, lang, name)
    return ProposedDesign(made.text, made.base, made.kept, together, tuple(problems))


def _measured(paper: Pdf | tuple[str, bytes], problems: Problems) -> MeasuredStyle | None:
    path = ""
    try:
        path, data = _given(paper)
        found = measure_paper(data, os.path.basename(path))
    except BulletinError as error:
        problems.extend(error.problems)
        return None
    except ForeignPdfError as error:
        code, reason = unread_file(error)
        problems.add(code, None, file=path, reason=Term(reason))
        return None
    if not found.values:
        problems.add(Code.PAPER_SHOWS_NO_STYLE, None, file=path)
        return None
    return found


def _given(paper: Pdf | tuple[str, bytes]) -> tuple[str, bytes]:
    """Return name and data of a paper; `BulletinError` when there is no such file."""
    given = paper if isinstance(paper, tuple) else pdf_of(paper, "paper")
    if len(given) != 2 or not isinstance(given[0], str) or not isinstance(given[1], bytes):
        raise TypeError("a paper that lies in no file is bytes, or a pair of its name and its bytes")
    return given


def _tell_scan(measured: MeasuredStyle, problems: Problems) -> None:
    if measured.kind == "scan":
        problems.add(Code.SCAN_SHOWS_LITTLE, None, files=measured.papers)
