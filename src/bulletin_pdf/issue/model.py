"""An issue as a plain value: masthead fields, reports, distribution, colophon.

Everything here is already read, checked and normalised; each text keeps its place in
the editor's file so that later stages can point at it.
"""

from collections.abc import Mapping
from typing import Literal

from bulletin_pdf.design.model import ColumnSpan, HouseStyle
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Span
from bulletin_pdf.source_map import NOWHERE, SourceMap
from bulletin_pdf.yamldoc.source import SourceText

ProseStyle = Literal["lead", "level1", "level2", "level3", "level4"]
ContentsMode = Literal["auto", "none", "pages", "list"]
Lang = Literal["zh-Hans", "zh-Hant"]


class Styled(NamedTuple):
    """The stretch start..end of a text that is set in another style."""

    start: int
    end: int
    style: ProseStyle


class Prose(NamedTuple):
    """A text with its styled stretches and its places in the file."""

    text: str
    styles: tuple[Styled, ...] = ()
    source: SourceMap = NOWHERE
    dots: tuple[tuple[int, int], ...] = ()
    """Stretches start..end whose hanzi bear emphasis dots (着重号)."""

    @property
    def place(self) -> Span | None:
        """The place of the whole text in the editor's file."""
        return self.source.whole(self.text)

    def place_of(self, index: int) -> Span | None:
        """Return the place in the editor's file of the character at `index`."""
        return self.source.place_of(index)


class Paragraph(NamedTuple):
    """A paragraph of 正文; a run-in head is a styled stretch at its start."""

    prose: Prose


class Heading(NamedTuple):
    """A heading on its own line, level 1 to 4 (GB/T 9704-2012 7.3.3)."""

    level: int
    prose: Prose


class Figure(NamedTuple):
    """One picture or a group, with one caption and credit."""

    files: tuple[str, ...]
    caption: Prose
    credit: Prose
    alt: str
    place: Span | None
    span: ColumnSpan | None = None
    """Whether it stands across all columns of its page or in one; None: as its design has it."""


class Cell(NamedTuple):
    """One cell of a table."""

    prose: Prose
    colspan: int = 1
    rowspan: int = 1


class Table(NamedTuple):
    """A table; the first `header_rows` rows are column heads."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: Prose
    unit: Prose
    header_rows: int
    place: Span | None
    span: ColumnSpan | None = None


class Quote(NamedTuple):
    """A quotation set in 楷体, indented on both sides; one prose a paragraph."""

    paragraphs: tuple[Prose, ...]


class Verse(NamedTuple):
    """Lines kept as written; an empty line parts stanzas."""

    lines: tuple[Prose, ...]


class RightLines(NamedTuple):
    """Signature and date, set right."""

    lines: tuple[Prose, ...]


class Note(NamedTuple):
    """附注."""

    prose: Prose


Element = Paragraph | Heading | Figure | Table | Quote | Verse | RightLines | Note


class Report(NamedTuple):
    """One city's report (报告), as it is written; `printed_form` says what is printed of it."""

    city: Prose | None
    title: tuple[Prose, ...]
    """One prose a line the author ended; a single line is broken by sense when set."""
    heading: tuple[Prose, ...]
    """Its own heading over the text; empty for the title."""
    contents_title: Prose | None
    """Its own entry in 要目."""
    subtitle: Prose | None
    by: Prose | None
    """供稿单位, without the （） it is printed in."""
    body: tuple[Element, ...]
    place: Span | None
    column: Prose | None = None
    """栏目; reports of one 栏目 that follow one another stand under it."""
    banner: str = ""
    """A picture in place of the name of its 栏目, absolute path."""
    source: Prose | None = None
    """出处."""
    date: "IssueDate | None" = None
    people: tuple[tuple[str, tuple[Prose, ...]], ...] = ()
    """出席 请假 列席 of minutes: label and names, in printing order."""
    span: ColumnSpan | None = None
    """Whether its title stands across all columns of the page or in one; None: as its design has it."""

    @property
    def city_name(self) -> str:
        """The text of 地区; empty for a report without one."""
        return self.city.text if self.city is not None else ""


class IssueDate(NamedTuple):
    """印发日期: as printed, and its last day as YYYY-MM-DD."""

    printed: str
    iso: str


class Masthead(NamedTuple):
    """报头: what stands above the red rule."""

    name: Prose
    series: Prose | None
    """专刊名, without the 【】 it is printed in."""
    label: Prose | None
    """What stands in place of 第30期 (`printed_form.number_line`)."""
    publishers: tuple[Prose, ...]
    date: IssueDate
    secrecy: Prose | None = None
    urgency: Prose | None = None
    copy_number: str = ""
    copy_numbers: bool = False
    signer: Prose | None = None
    permit: Prose | None = None
    """准印证号."""
    published: IssueDate | None = None
    """发布日期, next to the day it was issued."""


class Distribution(NamedTuple):
    """报 送 发, 本期增发, and the number of copies."""

    report: tuple[Prose, ...] = ()
    send: tuple[Prose, ...] = ()
    issue: tuple[Prose, ...] = ()
    extra: tuple[Prose, ...] = ()
    copies: int | None = None
    audience: tuple[Prose, ...] = ()
    """发送对象."""
    printer: Prose | None = None
    """印刷单位."""


class Colophon(NamedTuple):
    """编辑 and those who answer for the issue: label as written and value, in printing order."""

    entries: tuple[tuple[str, Prose], ...] = ()


class Change(NamedTuple):
    """One change made by normalisation; `rule` is J-30, J-33, J-34 or T-45."""

    place: Span
    before: str
    after: str
    rule: str

    def renamed(self, names: Mapping[str, str]) -> "Change":
        """Return the change with other names of files."""
        return self._replace(place=self.place.renamed(names))

    def as_record(self) -> dict[str, str | int]:
        """Return the change as JSON has it."""
        return {**self.place.as_record(), "before": self.before, "after": self.after, "rule": self.rule}


class Waiver(NamedTuple):
    """豁免: findings of one code that the editor has looked at and lets stand, and why.

    `found` narrows it to findings whose surroundings have these words in them.
    """

    code: str
    found: str
    reason: str
    place: Span
    shared: bool
    """Whether it is one for all issues, from bulletin.yaml."""


class Erratum(NamedTuple):
    """勘误: what an issue says wrongly as issued, and what it should have said.

    `page` is the issue's own, `report` and `paragraph` count from 1; each is needed only
    where `was` stands more than once.
    """

    was: Prose
    now: Prose
    page: int | None = None
    report: int | None = None
    paragraph: int | None = None
    note: Prose | None = None
    """Why, or by whose word it was corrected."""


class OwnFace(NamedTuple):
    """A font file of the office's own for a role."""

    role: str
    path: str
    """Absolute."""
    chosen: str = ""
    """Which face of the file, or which weight (`fonts.face_choice`); empty where it is not said."""
    span: Span | None = None

    @property
    def named(self) -> str:
        """The file and what is chosen in it, as the font book takes them."""
        return f"{self.path}#{self.chosen}" if self.chosen else self.path


class ArchiveRecord(NamedTuple):
    """归档: where an issue belongs in the archive, as far as its YAML or its bulletin's says so."""

    fonds: str
    """全宗号."""
    category: str
    """档案门类代码: WS."""
    retention: str
    """保管期限: Y, D30 or D10."""
    office: str
    """机构（问题）代码."""
    item: int | None
    """件号."""
    repository: str
    """档案馆名称, and its code."""
    repository_code: str
    fonds_name: str
    """全宗名称 and 立档单位名称; empty for that of the publisher."""
    creator: str


class Issue(NamedTuple):
    """One issue, read whole."""

    path: str
    masthead: Masthead
    theme: Prose | None
    """专题, without the 〔〕 it is printed in."""
    note: tuple[Prose, ...]
    """编者按, one prose a paragraph; its label may be missing (`printed_form.printed_note`)."""
    contents: ContentsMode
    reports: tuple[Report, ...]
    distribution: Distribution
    colophon: Colophon
    lang: Lang
    number: int | None
    supplement: bool
    year: int | None
    serial: int | None
    design: HouseStyle
    fit: bool
    """Whether paragraphs may be set a line shorter or longer for the last page's sake (T-64)."""
    fonts: tuple[OwnFace, ...]
    changes: tuple[Change, ...]
    bulletin: str = ""
    """Path of the bulletin.yaml it shares with others; empty when there is none."""
    waivers: tuple[Waiver, ...] = ()
    word_lists: tuple[str, ...] = ()
    """The office's own lists for proofreading, absolute paths."""
    province: Prose | None = None
    errata: tuple[Erratum, ...] = ()
    """Mistakes found after it was issued; the issue itself is set as issued."""
    chinese: bool = False
    """Whether its file names its fields in Chinese."""
    sources: tuple[SourceText, ...] = ()
    """The YAML it was read from: its own, then the bulletin.yaml it shares with others."""
    archive: ArchiveRecord | None = None
