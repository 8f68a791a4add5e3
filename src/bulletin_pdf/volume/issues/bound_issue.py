"""An issue at its place in the volume."""

from bulletin_pdf.compose.contents import anchor_of
from bulletin_pdf.compose.design import Design
from bulletin_pdf.geometry import Size
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, SectionPage
from bulletin_pdf.volume.issues.issue_findings import IssueFindings
from bulletin_pdf.volume.plan.members import Member


class BoundIssue(NamedTuple):
    """An issue in its place in the volume."""

    member: Member
    design: Design
    page: Size
    """The size of the volume's pages, in whose middle smaller pages stand."""
    document: Document
    """Without its pages."""
    pages: tuple[SectionPage, ...]
    """Its pages, as they were added to the volume's (`VolumePages`)."""
    prefix: str
    first: int
    """The volume page it begins on."""
    findings: IssueFindings = IssueFindings()
    volume_book: str = ""
    """The book it is bound in, of several."""

    @property
    def issue(self) -> Issue:
        """The issue as the volume shows it: as issued, or with its errata applied."""
        return self.findings.corrected or self.member.issue

    @property
    def last(self) -> int:
        """The volume page it ends on."""
        return self.first + len(self.pages) - 1

    @property
    def anchor(self) -> str:
        """The name of its first page."""
        return f"{self.prefix}top"

    def report_anchor(self, number: int) -> str:
        """The name of the place of its report `number`, counted from 1."""
        return self.prefix + anchor_of(number)
