"""Volume YAML → VolumePlan: its issues are read, missing values are derived from them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from bulletin_pdf.design.chosen import house_style
from bulletin_pdf.design.model import HouseStyle
from bulletin_pdf.input_states import InputState, note_files
from bulletin_pdf.issue.archival_code import archival_code
from bulletin_pdf.issue.blocks import optional, read_paragraphs
from bulletin_pdf.issue.dates import read_day
from bulletin_pdf.issue.issue_files import design_files
from bulletin_pdf.issue.model import IssueDate, Prose
from bulletin_pdf.issue.normalize import Tidier
from bulletin_pdf.issue.prose import plain
from bulletin_pdf.issue.read import YEARS
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.volume.plan.file_patterns import find_issues, look_for, note_pattern
from bulletin_pdf.volume.plan.members import Member, in_number_series, members_in_order
from bulletin_pdf.volume.plan.read_archive_code import common_archive_code, read_archive_code
from bulletin_pdf.volume.plan.read_issues import ReadIssue, read_issues
from bulletin_pdf.volume.plan.volume_plan import ArchiveCode, Binding, VolumePlan
from bulletin_pdf.volume.plan.volume_vocabulary import (
    BINDING,
    BOOK_PAGES,
    BOOK_THICKNESS,
    DEFAULT_PARTS,
    ERRATA,
    GRAMMAGES,
    ORDERS,
    PART_TITLES,
    PART_WORDS,
    PDF_MEMBER,
    VOLUME,
    PartName,
)
from bulletin_pdf.yamldoc.field_values import MAX_PARAGRAPH, read_line
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.node import Node
from bulletin_pdf.yamldoc.parse import load
from bulletin_pdf.yamldoc.source import SourceText, read_text
from bulletin_pdf.yamldoc.written import PlacedText


def read_plan(
    source: str | SourceText,
    problems: Problems,
    jobs: int = 1,
    bulletins: Mapping[str, str] | None = None,
    own: Iterable[object] = (),
) -> VolumePlan:
    """Read a volume's YAML, or its text, and all issues it names, `jobs` at once; raises BulletinError with all that is wrong.

    `bulletins` says which bulletin.yaml each issue shares, by absolute paths; left out, they are looked for. The steps of
    `own` are done in this process while others begin with the issues.
    """
    seen = note_files((source if isinstance(source, str) else source.path,))
    given = read_text(source, problems) if isinstance(source, str) else source
    node = None if given is None else load(given, problems)
    plan = (
        None
        if node is None or given is None
        else _PlanReader(Fields(node, VOLUME, problems), problems, seen, jobs, bulletins, own).read(given)
    )
    problems.raise_if_errors()
    if plan is None:  # a file that gives no plan always has an error
        raise AssertionError(source)
    return plan


class _Named(NamedTuple):
    """An issue of the volume before it is read."""

    path: str
    place: Span


class _PlanReader:
    def __init__(
        self,
        fields: Fields,
        problems: Problems,
        seen: Iterable[InputState],
        jobs: int,
        bulletins: Mapping[str, str] | None,
        own: Iterable[object],
    ) -> None:
        self.fields, self.problems, self.jobs, self.bulletins = fields, problems, jobs, bulletins
        self.own = own
        self.seen = list(seen)
        self.tidier = Tidier(problems)

    def read(self, source: SourceText) -> VolumePlan:
        fields = self.fields
        title = fields.text("title", required=True)
        year = fields.integer("year", *YEARS)
        if year is None and not fields.has("year"):
            fields.value("year", required=True)
        subtitle = fields.text("subtitle")
        publishers = tuple(self._plain(line, "publisher") for line in fields.texts("publisher"))
        name = Prose("") if title is None else self._plain(self.tidier.unspread(title), "title")
        self.name, self.publishers = name, publishers
        given = read_day(self.fields, "date", self.problems)
        foreword = read_paragraphs(fields.texts("foreword", limit=MAX_PARAGRAPH), self.tidier)
        members = self._members()
        design = self._design()
        return VolumePlan(
            source.path,
            name,
            Prose(f"{year}年合订本") if subtitle is None else self._plain(subtitle, "subtitle"),
            publishers or _publishers_of(members),
            year or YEARS[0],
            given
            or max((member.issue.masthead.date for member in members), key=_iso, default=IssueDate("", "")),
            members,
            foreword,
            self._parts(members),
            fields.key_span("issues"),
            self._binding(),
            self._archive(members, year or YEARS[0]),
            tuple(self.tidier.changes),
            tuple(dict.fromkeys(self.seen)),
            fields.choice("errata", ERRATA, "list"),
            fields.choice("order", ORDERS, "pinyin"),
            optional(fields, "secrecy", self.tidier),
            source,
            design,
        )

    def _design(self) -> HouseStyle | None:
        """Read `design`; its files count as read."""
        if not self.fields.has("design"):
            return None
        house = house_style(self.fields, self.problems)
        self.seen += note_files(design_files(house))
        return house

    def _plain(self, written: PlacedText, name: str) -> Prose:
        return plain(written, self.fields.name_of(name), self.tidier)

    # 各期

    def _members(self) -> tuple[Member, ...]:
        fields = self.fields
        key = fields.name_of("issues")
        node = fields.value("issues", required=True)
        if node is None:
            return ()
        entries: Sequence[Node] = (node,) if node.kind == "text" else fields.items("issues", required=True)
        taken: dict[str, Span] = {}
        named = [self._entry(entry, key, taken) for entry in entries]
        paths = [one.path for row in named for one in row if isinstance(one, _Named)]
        read = read_issues(paths, self.jobs, self.bulletins, self.own)
        rows = [list(self._read(row, read)) for row in named]
        members = iter(in_number_series([member for row in rows for member in row]))
        return tuple(member for row in rows for member in members_in_order([*islice(members, len(row))]))

    def _read(self, row: "Sequence[_Named | Member]", read: Iterator[ReadIssue]) -> Iterator[Member]:
        for one in row:
            if isinstance(one, Member):
                yield one
                continue
            issue, problems, seen = next(read)
            self.problems.extend(problems)
            self.seen += seen
            if issue is not None:
                yield Member(issue, one.place)

    def _entry(self, entry: Node, key: str, taken: dict[str, Span]) -> "Sequence[_Named | Member]":
        """Return the issues an entry names; existing PDFs are read at once."""
        if entry.kind == "mapping":
            return self._adopted(entry, taken)
        written = read_line(entry, key, self.problems)
        if written is None:
            return []
        if not written.text:
            self.problems.add(Code.FIELD_EMPTY, entry.span, key=key)
            return []
        place = written.span()
        self.seen.append(note_pattern(written.source.path, written.text))
        found: list[_Named] = []
        for path in find_issues(written, self.problems):
            if path in taken:
                self.problems.add(Code.ISSUE_LISTED_TWICE, place, file=path, line=taken[path].line)
                continue
            taken[path] = place
            found.append(_Named(path, place))
        return found

    def _adopted(self, entry: Node, taken: dict[str, Span]) -> list[Member]:
        self.seen += _note_foreign_pdf(entry)
        # Existing PDFs are read by a library that takes as long to import as a year to set.
        from bulletin_pdf.volume.plan.foreign_issues import VolumeNames, read_foreign

        found = read_foreign(entry, VolumeNames(self.name, self.publishers), self.tidier, self.problems)
        if found is None:
            return []
        member = Member(found.issue, found.place, found.foreign, found.archived)
        if member.path in taken:
            self.problems.add(
                Code.ISSUE_LISTED_TWICE, found.place, file=member.path, line=taken[member.path].line
            )
            return []
        taken[member.path] = found.place
        return [member]

    # 组成

    def _parts(self, members: Sequence[Member]) -> tuple[PartName, ...]:
        fields = self.fields
        if not fields.has("parts"):
            return tuple(part for part in DEFAULT_PARTS if _has_matter(part, members))
        key = fields.name_of("parts")
        parts: list[PartName] = []
        for node in fields.items("parts", required=True):
            written = read_line(node, key, self.problems)
            if written is None:
                continue
            part = PART_WORDS.get(written.text)
            if part is None:
                shown = tuple(fields.in_its_language(PART_WORDS))
                self.problems.add(
                    Code.UNKNOWN_CHOICE, node.span, key=key, value=written.text[:40], choices=shown
                )
            elif part in parts:
                self.problems.add(Code.PART_LISTED_TWICE, node.span, part=written.text)
            else:
                parts.append(part)
        if "issues" not in parts and not self.problems.errors:
            part_name = PART_TITLES["issues"] if fields.chinese else "issues"
            self.problems.add(Code.UNKNOWN_PART, fields.key_span("parts"), key=key, part=part_name)
        return tuple(parts)

    def _binding(self) -> Binding | None:
        if not self.fields.has("binding"):
            return None
        fields = self.fields.fields("binding", BINDING)
        paper, cover = (fields.integer(name, *GRAMMAGES) for name in ("paper", "cover_paper"))
        return Binding(
            paper or 80,
            cover or 200,
            fields.integer("max_pages", *BOOK_PAGES) or 0,
            fields.integer("max_thickness", *BOOK_THICKNESS) or 0,
            fields.flag("box"),
        )

    def _archive(self, members: Sequence[Member], year: int) -> ArchiveCode | None:
        """Read 归档, else take what all issues say alike; tell where an issue says otherwise of itself."""
        archive = read_archive_code(self.fields) or common_archive_code(members)
        for place, member in enumerate(members) if archive is not None else ():
            said = member.issue.archive
            if said is None or said.item is None or archive is None:
                continue
            own = archival_code(said.fonds, said.category, year, said.retention, said.office, said.item)
            if own != (listed := archive.of(year, place)):
                self.problems.add(
                    Code.ARCHIVAL_CODE_DIFFERS,
                    self.fields.key_span("issues"),
                    issue=member.label,
                    own=own,
                    archival=listed,
                )
        return archive


def _note_foreign_pdf(node: Node) -> tuple[InputState, ...]:
    """Note the state of the file such an entry names; to be called before it is read."""
    written = Fields(node, PDF_MEMBER, Problems()).text("pdf")
    if written is None:
        return ()
    return note_pattern(written.source.path, written.text), *note_files(
        look_for(written.source.path, written.text)
    )


def _has_matter(part: PartName, members: Sequence[Member]) -> bool:
    """Whether a part would have something in it."""
    issues = [member.issue for member in members]
    match part:
        case "errata":
            return any(issue.errata for issue in issues)
        case "index-theme":
            return any(issue.theme or issue.masthead.series for issue in issues)
        case "index-city":
            return any(report.city_name for issue in issues for report in issue.reports)
        case "index-unit":
            return any(report.by for issue in issues for report in issue.reports)
        case _:
            return True


def _iso(date: IssueDate) -> str:
    return date.iso


def _publishers_of(members: Iterable[Member]) -> tuple[Prose, ...]:
    """Who published the issues; a volume need not say it again."""
    texts = (publisher.text for member in members for publisher in member.issue.masthead.publishers)
    return tuple(Prose(text) for text in dict.fromkeys(texts))[:_MAX_PUBLISHERS]


_MAX_PUBLISHERS = 3
