"""YAML → Issue, completed with the values shared in bulletin.yaml."""

import os
from collections.abc import Iterator

from bulletin_pdf.design.chosen import house_style
from bulletin_pdf.issue.blocks import optional
from bulletin_pdf.issue.dates import DateFault, read_date, read_day
from bulletin_pdf.issue.kept_reports import Kept, read_kept
from bulletin_pdf.issue.model import (
    ArchiveRecord,
    Change,
    Colophon,
    Distribution,
    Erratum,
    Issue,
    IssueDate,
    Masthead,
    Prose,
    Report,
    Waiver,
)
from bulletin_pdf.issue.normalize import Tidier
from bulletin_pdf.issue.paths import find_bulletin, own_faces
from bulletin_pdf.issue.prose import editors_note, plain, unwrapped, warn_of_quotes
from bulletin_pdf.issue.vocabulary import (
    BULLETIN,
    COLOPHON,
    CONTENTS,
    DISTRIBUTION,
    ERRATUM,
    FITS,
    ISSUE,
    LANGS,
)
from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.yamldoc.field_values import MAX_PARAGRAPH, report_type
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.key_table import is_han
from bulletin_pdf.yamldoc.named_files import read_file_name
from bulletin_pdf.yamldoc.parse import load
from bulletin_pdf.yamldoc.source import SourceText, read_text
from bulletin_pdf.yamldoc.written import PlacedText

MAX_NUMBER = 99_999
MAX_COPIES = 1_000_000
YEARS = (1900, 2199)


class Reading(NamedTuple):
    """An issue, and what was noticed while reading it that does not stop the build."""

    issue: Issue
    problems: Problems


def read_issue(
    source: "str | os.PathLike[str] | SourceText",
    bulletin: "str | SourceText | None" = None,
    kept: Kept = None,
) -> Reading:
    """Read an issue from its file or its text; raises BulletinError with everything that is wrong with it.

    `bulletin` is the bulletin.yaml or its text, empty for none; left out, it is looked for. `kept` has reports read last.
    """
    problems = Problems()
    given = source if isinstance(source, SourceText) else read_text(str(source), problems)
    issue = None
    if given is not None:
        beside = find_bulletin(given.path) if bulletin is None else bulletin
        issue = _read(given, beside, problems, kept)
    problems.raise_if_errors()
    if issue is None:  # a file that gives no issue always has an error
        raise AssertionError(source)
    return Reading(issue, problems)


def _read(given: SourceText, beside: str | SourceText, problems: Problems, kept: Kept) -> Issue | None:
    node = load(given, problems)
    if node is None:
        return None
    beside_text = beside if isinstance(beside, SourceText) else None
    if isinstance(beside, str):
        beside_text = read_text(beside, problems) if beside else None
    shared = load(beside_text, problems) if beside_text else None
    defaults = None if shared is None else Fields(shared, BULLETIN, problems)
    # The bulletin's table is part of the issue's: its names are the same.
    fields = Fields(node, ISSUE, problems, defaults)
    lang = fields.choice("lang", LANGS, "zh-Hans")
    tidier = Tidier(problems, fields.flag("normalize", True), lang)
    issue = _Reader(fields, tidier, kept, broken=bool(beside) and shared is None).read(given.path)
    named = beside.path if isinstance(beside, SourceText) else beside
    return issue._replace(bulletin=named, sources=(given, beside_text) if beside_text else (given,))


class _Reader:
    """Reads one issue's fields; `broken` when its bulletin.yaml could not be read."""

    def __init__(self, fields: Fields, tidier: Tidier, kept: Kept, broken: bool) -> None:
        self.fields = fields
        self.kept = kept
        self.tidier = tidier
        self.problems = tidier.problems
        self.broken = broken

    def read(self, path: str) -> Issue:
        fields = self.fields
        number = fields.integer("number", 1, MAX_NUMBER)
        serial = fields.integer("serial", 1, MAX_NUMBER)
        year = fields.integer("year", *YEARS)
        supplement = fields.flag("supplement")
        date = self._date(year)
        self._check_number(number, serial, supplement)
        return Issue(
            path=path,
            masthead=self._masthead(supplement, date),
            theme=self._unwrapped("theme", "〔〕[]【】"),
            note=editors_note(fields.texts("note", limit=MAX_PARAGRAPH), self.tidier),
            contents=fields.choice("contents", CONTENTS, "auto"),
            reports=tuple(self._reports()),
            distribution=self._distribution(),
            colophon=self._colophon(),
            lang=self.tidier.lang,
            number=number,
            supplement=supplement,
            year=year,
            serial=serial,
            design=house_style(fields, self.problems),
            fit=fields.choice("fit", FITS, default=True),
            fonts=own_faces(self.fields, self.problems),
            waivers=(*self._waivers(fields.fallback, shared=True), *self._waivers(fields)),
            word_lists=self._word_lists(),
            province=optional(fields, "province", self.tidier),
            errata=read_errata(fields, self.tidier),
            chinese=fields.chinese,
            changes=tuple(sorted(self.tidier.changes, key=lambda change: change.place)),
            archive=self._archive(),
        )

    def _archive(self) -> ArchiveRecord | None:
        if not self.fields.has("archive"):
            return None
        from bulletin_pdf.issue.read_archive import read_archive  # few issues say it themselves

        return read_archive(self.fields)

    # 报头

    def _masthead(self, supplement: bool, date: IssueDate) -> Masthead:
        fields = self.fields
        also = Term("copy bulletin.yaml") if fields.fallback is None else ""
        name = fields.text("bulletin", required=not self.broken, also=also)
        publishers = fields.texts("publisher")
        for key, lines in (("bulletin", [name] if name else []), ("publisher", publishers)):
            for line in lines:
                warn_of_quotes(line, fields.name_of(key), self.problems)
        return Masthead(
            name=Prose("") if name is None else self._plain(self.tidier.unspread(name), "bulletin"),
            series=self._unwrapped("series", "【】〔〕"),
            label=self._label(supplement),
            publishers=tuple(self._plain(line, "publisher") for line in publishers),
            date=date,
            secrecy=optional(fields, "secrecy", self.tidier),
            urgency=optional(fields, "urgency", self.tidier),
            copy_number=self._word("copy_number"),
            copy_numbers=fields.flag("copy_numbers"),
            signer=optional(fields, "signer", self.tidier),
            permit=optional(fields, "permit", self.tidier),
            published=read_day(fields, "published", self.problems),
        )

    def _label(self, supplement: bool) -> Prose | None:
        label = optional(self.fields, "label", self.tidier)
        if label is not None and supplement:
            key, other = self.fields.name_of("supplement"), self.fields.name_of("label")
            self.problems.add(
                Code.FIELD_WITHOUT_EFFECT, self.fields.key_span("supplement"), key=key, other=other
            )
        return label

    def _check_number(self, number: int | None, serial: int | None, supplement: bool) -> None:
        """J-36: an issue has a number, and the running number is not less."""
        fields = self.fields
        if not any(fields.has(name) or fields.is_meant(name) for name in ("number", "label")):
            key, label = fields.name_of("number"), fields.name_of("label")
            self.problems.add(Code.ISSUE_WITHOUT_NUMBER, fields.span, key=key, label=label)
        # J-21: supplements have a series of their own.
        if serial and number and serial < number and not supplement:
            self.problems.add(
                Code.SERIAL_BELOW_NUMBER,
                self._value_span("serial"),
                key=fields.name_of("serial"),
                serial=serial,
                number=number,
            )

    def _date(self, year: int | None) -> IssueDate:
        written = self.fields.text("date", required=True)
        if written is None:
            return IssueDate("", "")
        try:
            date = read_date(written.text)
        except DateFault as fault:
            self.problems.add(
                fault.code,
                written.span(),
                value=written.text[:40],
                **({"why": Term(fault.why)} if fault.why else {}),
            )
            return IssueDate("", "")
        if (
            is_han(written.text)
            and written.text != date.printed
            and any(zero in written.text for zero in "○零")
        ):
            self.tidier.changes.append(Change(written.span(), written.text, date.printed, "GB/T 15835"))
        if year and str(year) != date.iso[:4]:
            key = self.fields.name_of("year")
            self.problems.add(
                Code.DATE_NOT_IN_YEAR, self._value_span("year"), found=date.iso[:4], key=key, year=year
            )
        return date

    # 报告

    def _reports(self) -> list[Report]:
        found = []
        key = self.fields.name_of("reports")
        for node in self.fields.items("reports", required=True):
            if node.kind == "mapping":
                found.append(read_kept(node, self.tidier, self.kept))
            elif node.is_blank:
                self.problems.add(Code.FIELD_EMPTY, node.span, key=key)
            else:
                report_type(node, key, "mapping", self.problems)
        return found

    # 报尾

    def _distribution(self) -> Distribution:
        fields = self.fields.fields("distribution", DISTRIBUTION)
        report, send, issue, extra = (
            tuple(plain(line, fields.name_of(name), self.tidier) for line in fields.texts(name))
            for name in ("report", "send", "issue", "extra")
        )
        audience = tuple(
            plain(line, fields.name_of("audience"), self.tidier) for line in fields.texts("audience")
        )
        printer = optional(fields, "printer", self.tidier)
        copies = fields.integer("copies", 1, MAX_COPIES)
        return Distribution(report, send, issue, extra, copies, audience, printer)

    def _colophon(self) -> Colophon:
        """Labels are the names the editor wrote, when Chinese: 责任编辑, 投稿邮箱."""
        fields = self.fields.fields("colophon", COLOPHON)
        entries = []
        for key in COLOPHON.keys:
            value = optional(fields, key.name, self.tidier)
            if value is not None:
                name = fields.name_of(key.name)
                entries.append((name if is_han(name) else key.chinese, value))
        return Colophon(tuple(entries))

    # 校对

    def _word_lists(self) -> tuple[str, ...]:
        found = [
            read_file_name(name, Code.WORD_LIST_NOT_FOUND, self.problems)
            for name in self.fields.texts("wordlist")
        ]
        return tuple(path for path in found if path is not None)

    def _waivers(self, fields: Fields | None, shared: bool = False) -> Iterator[Waiver]:
        """Read 豁免: `B405: 理由`, or `B405 文字: 理由` for findings with these words around them."""
        node = None if fields is None else fields.own("waive")
        if fields is None or node is None or node.is_blank:
            return
        if node.kind != "mapping":
            report_type(node, fields.name_of("waive"), "mapping", self.problems)
        for key, value in node.pairs:
            code, _, found = key.value.strip().partition(" ")
            if value.kind != "text":
                report_type(value, key.value, "text", self.problems)
                continue
            reason = "" if value.is_blank else value.value.strip()
            yield Waiver(code.upper(), found.strip(), reason, key.span, shared)

    def _plain(self, written: PlacedText, name: str) -> Prose:
        return plain(written, self.fields.name_of(name), self.tidier)

    def _unwrapped(self, name: str, pairs: str) -> Prose | None:
        written = self.fields.text(name)
        return None if written is None else self._plain(unwrapped(written, pairs), name)

    def _word(self, name: str) -> str:
        written = self.fields.text(name)
        return "" if written is None else self.tidier.tabs(self.tidier.strip(written)).text

    def _value_span(self, name: str) -> Span:
        node = self.fields.get(name)
        return self.fields.span if node is None else node.span


def read_errata(fields: Fields, tidier: Tidier) -> tuple[Erratum, ...]:
    """Read 勘误, of an issue or of an entry that stands for one."""
    found: list[Erratum] = []
    key = fields.name_of("errata")
    for node in fields.items("errata"):
        if node.kind != "mapping":
            report_type(node, key, "mapping", tidier.problems)
            continue
        own = Fields(node, ERRATUM, tidier.problems)
        was, now = (own.text(name, required=True) for name in ("was", "now"))
        page, report, paragraph = (
            own.integer(name, 1, MAX_NUMBER) for name in ("page", "report", "paragraph")
        )
        note = optional(own, "note", tidier)
        if was is None or now is None:
            continue
        before, after = plain(was, own.name_of("was"), tidier), plain(now, own.name_of("now"), tidier)
        if before.text == after.text:
            tidier.problems.add(
                Code.ERRATUM_SAYS_THE_SAME, now.span(), was=own.name_of("was"), now=own.name_of("now")
            )
            continue
        found.append(Erratum(before, after, page, report, paragraph, note))
    return tuple(found)
