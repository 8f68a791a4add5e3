"""Results of the API: plain named tuples, each with its problems."""

import os
from typing import TYPE_CHECKING

from bulletin_pdf.build import Ticket
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.issue.model import Change
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document
from bulletin_pdf.plain_files import read_plain
from bulletin_pdf.problem_codes import Code, Level
from bulletin_pdf.problems import BulletinError, Problem, Problems

if TYPE_CHECKING:
    from bulletin_pdf.proof.finding import Finding, Fix
    from bulletin_pdf.proof.repair import Repair
    from bulletin_pdf.proof.waivers import Waived


class Result(NamedTuple):
    """An issue as a PDF, in memory."""

    data: bytes
    """The file."""
    pages: int
    """How many pages it has, blank ones and pages of notes too."""
    problems: tuple[Problem, ...]
    """Warnings and notes; with errors there is no result."""
    changes: tuple[Change, ...]
    """Every change that normalisation made to the text, in the order of the file."""
    certificate: bytes
    """The certificate of the text as JSON (docs/certificate.md); empty unless the options ask for one."""
    ticket: Ticket | None
    """The job ticket (付印单); None unless the options ask for one and the edition is for the press."""


class SetPages(NamedTuple):
    """The pages of an issue, before they are a file."""

    document: Document
    """Pages with every mark at its place (pt, from the top left corner of the trimmed page), tags, outline."""
    problems: tuple[Problem, ...]
    changes: tuple[Change, ...]
    book: FontBook
    """The faces that the marks name."""


class Checked(NamedTuple):
    """The problems of an issue: errors that stop a build, warnings and notes, findings of proofreading."""

    findings: "tuple[Finding, ...]"
    """Each problem in the order of the file, with the change that mends it where that is beyond doubt."""
    waived: "tuple[Waived, ...]" = ()
    """Findings that the issue itself lets stand, each with the reason it gives."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of the findings."""
        return tuple(finding.problem for finding in self.findings)

    @property
    def fixes(self) -> "tuple[Fix, ...]":
        """The changes that need no thought."""
        return tuple(finding.fix for finding in self.findings if finding.fix is not None)

    @property
    def can_be_built(self) -> bool:
        """Whether none of the problems is an error."""
        return all(problem.level is not Level.ERROR for problem in self.problems)


class Fixed(NamedTuple):
    """An issue's text with safe changes made, every other byte as it was; nothing is written yet."""

    text: str
    fixes: "tuple[Fix, ...]"
    """The changes made; one whose place no longer reads as expected is left out."""
    repair: "Repair"
    """The bytes before and after."""

    @property
    def data(self) -> bytes:
        """The text as bytes, with the line ends and the byte order mark it had."""
        return self.repair.after

    def diff(self) -> str:
        """Return the changes as a unified diff."""
        return self.repair.diff()

    def write(self) -> None:
        """Write the text over the file it was read from.

        Raises `BulletinError` (B181) when that no longer holds what was read: nothing is written then.
        """
        path = self.repair.path
        if not os.path.isfile(path) or read_plain(path) != self.repair.before:
            problems = Problems()
            problems.add(Code.FILE_CHANGED_SINCE_READ, None, file=path)
            raise BulletinError(problems)
        self.repair.write()
