"""The plan of a volume: which issues in what order, and which parts around them."""

from collections.abc import Iterator

from bulletin_pdf.design.model import HouseStyle
from bulletin_pdf.input_states import InputState
from bulletin_pdf.issue.archival_code import archival_code
from bulletin_pdf.issue.model import ArchiveRecord, Change, Element, IssueDate, Prose
from bulletin_pdf.issue.texts import element_texts, issue_texts
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Span
from bulletin_pdf.volume.plan.members import Member
from bulletin_pdf.volume.plan.volume_vocabulary import (
    ErrataMode,
    OrderName,
    PartName,
)
from bulletin_pdf.yamldoc.source import SourceText


class Binding(NamedTuple):
    """Papers, g/m², and how large a book may be."""

    paper: int
    cover_paper: int
    max_pages: int = 0
    """Sides of one book at most; 0 for any number (A-67)."""
    max_thickness: int = 0
    """mm of its block at most."""
    box: bool = False
    """Whether labels for the spines of the archive's boxes are made."""


class ArchiveCode(NamedTuple):
    """The parts of 档号 that are the same for all issues (A-41)."""

    fonds: str
    category: str
    retention: str
    office: str
    first: int
    repository: str = ""
    """档案馆名称, and its code (DA/T 46, M3 and M4)."""
    repository_code: str = ""
    fonds_name: str = ""
    """全宗名称 and 立档单位名称 (M5, M6), where they are not the publisher's."""
    creator: str = ""

    def as_record(self) -> ArchiveRecord:
        """Return it as an issue has it, without the number of an item."""
        return ArchiveRecord(
            self.fonds, self.category, self.retention, self.office, None,
            self.repository, self.repository_code, self.fonds_name, self.creator,
        )  # fmt: skip

    def of(self, year: int, item: int) -> str:
        """Return the code of an issue: J001-WS·2022-D30-BGS-0030; `item` counts from 0."""
        number = self.first + item
        return archival_code(self.fonds, self.category, year, self.retention, self.office, number)


class VolumePlan(NamedTuple):
    """A volume, read whole."""

    path: str
    title: Prose
    subtitle: Prose
    publishers: tuple[Prose, ...]
    year: int
    date: IssueDate
    members: tuple[Member, ...]
    foreword: tuple[Element, ...]
    parts: tuple[PartName, ...]
    issues_span: Span
    """Where the issues are named, for what is missing among them."""
    binding: Binding | None = None
    archive: ArchiveCode | None = None
    changes: tuple[Change, ...] = ()
    read: tuple[InputState, ...] = ()
    """Everything that was read for it, in the state it had then."""
    errata: ErrataMode = "list"
    """Whether errata are only listed, or applied and marked as well."""
    order: OrderName = "pinyin"
    """How the indexes are sorted."""
    secrecy: Prose | None = None
    """密级 as its own YAML says it; what is printed is no less than that of its issues."""
    source: SourceText = SourceText("", b"")
    """The YAML it was read from."""
    design: HouseStyle | None = None
    """The design it chooses; None: that of its issues."""

    def words(self) -> Iterator[Prose]:
        """Return everything that is text in its YAML and in those of its issues."""
        yield from (self.title, self.subtitle, *self.publishers)
        if self.secrecy is not None:
            yield self.secrecy
        for element in self.foreword:
            yield from element_texts(element)
        for member in self.members:
            yield from issue_texts(member.issue)

    def texts(self) -> dict[str, bytes]:
        """Return the YAML of the volume, of its issues and of what they share, as it was read, by path."""
        issues = (text for member in self.members for text in member.issue.sources)
        return {text.path: text.data for text in (*issues, self.source)}
