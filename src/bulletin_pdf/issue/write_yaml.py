"""Issue → YAML in the vocabulary of `read`; reading the result gives the same issue.

Comments stand where a value needs a word to its editor: an importer marks its guesses
with them. Whatever equals a default is left out.
"""

import os
from collections.abc import Mapping

from bulletin_pdf.design.model import HouseStyle, Switches
from bulletin_pdf.design.switches import ARTICLE_BREAKS, LINE_EDGES, MARK_STYLES, OPEN_TRIMS, TYPESETTINGS
from bulletin_pdf.design.vocabulary import DESIGN
from bulletin_pdf.issue.marked_text import mark_prose
from bulletin_pdf.issue.model import (
    Issue,
    Prose,
)
from bulletin_pdf.issue.normalize import Tidier
from bulletin_pdf.issue.printed_form import (
    in_simplified,
)
from bulletin_pdf.issue.texts import issue_texts
from bulletin_pdf.issue.vocabulary import (
    COLOPHON,
    CONTENTS,
    DISTRIBUTION,
    ERRATUM,
    FONTS,
    ISSUE,
    ISSUE_ARCHIVE,
    LANGS,
)
from bulletin_pdf.issue.write_reports import ReportsWriter, unbracketed, written_day
from bulletin_pdf.issue.yaml_lines import Notes
from bulletin_pdf.problems import Problems
from bulletin_pdf.source_map import SourceMap
from bulletin_pdf.yamldoc.scalars import scalar
from bulletin_pdf.yamldoc.written import PlacedText


def write_issue(
    issue: Issue,
    *,
    chinese: bool = False,
    omit: frozenset[str] = frozenset(),
    notes: Notes = Notes(),
    directory: str = "",
    draft: bool = False,
) -> str:
    """Return the YAML of an issue.

    `omit` names keys that the bulletin.yaml next to it gives already; `directory` is where
    the file will lie, for the pictures it names. The texts of a `draft` are still to be
    normalised when it is read; those of an issue have been and stay as they are.
    """
    writer = _Writer(issue, chinese, omit, notes, directory or os.path.dirname(issue.path))
    return writer.write(settled=draft or _is_settled(issue))


class _Writer(ReportsWriter):
    def write(self, settled: bool) -> str:
        self.lines += [f"# {line}".rstrip() for line in self.notes.head]
        self._masthead()
        self._settings()
        if not settled:
            self._put(0, self._name(ISSUE, "normalize"), "否" if self.chinese else "false")
        self._reports()
        self._distribution()
        self._colophon()
        self._errata()
        return "\n".join(self.lines) + "\n"

    # 报头

    def _masthead(self) -> None:
        issue, head = self.issue, self.issue.masthead
        self._top("bulletin", head.name.text)
        self._top("series", unbracketed(head.series, "【】", "【】〔〕"))
        self._number()
        if "publisher" not in self.omit:
            names = [name.text for name in head.publishers]
            self._texts(0, self._name(ISSUE, "publisher"), names, ("publisher",))
        self._top("date", written_day(head.date))
        self._top("published", written_day(head.published) if head.published else "")
        for name in ("secrecy", "urgency", "signer", "permit"):
            prose: Prose | None = getattr(head, name)
            self._top(name, prose.text if prose else "")
        if head.copy_number:
            self._put(0, self._name(ISSUE, "copy_number"), scalar(head.copy_number), ("copy_number",))
        self._flag("copy_numbers", head.copy_numbers)
        self._top("theme", unbracketed(issue.theme, "〔〕", "〔〕[]【】"))
        if issue.note:
            self._above(0, ("note",))
            self._block(0, f"{self._name(ISSUE, 'note')}: ", map(mark_prose, issue.note))

    def _number(self) -> None:
        issue = self.issue
        number = "" if issue.number is None else str(issue.number)
        self._top("number", number)
        self._flag("supplement", issue.supplement)
        if issue.masthead.label is not None:
            self._top("label", issue.masthead.label.text)
        self._top("serial", "" if issue.serial is None else str(issue.serial))
        self._top("year", "" if issue.year is None else str(issue.year))

    # 设置

    def _settings(self) -> None:
        issue = self.issue
        if issue.lang != "zh-Hans":
            self._choice(0, ISSUE, "lang", LANGS, issue.lang)
        if issue.contents != "auto":
            self._choice(0, ISSUE, "contents", CONTENTS, issue.contents)
        if not issue.fit:
            self._put(0, self._name(ISSUE, "fit"), "关" if self.chinese else "off")
        self._design(issue.design)
        if issue.fonts:
            self._put(0, self._name(ISSUE, "fonts"), "")
            for face in issue.fonts:
                chosen = f"#{face.chosen}" if face.chosen else ""
                self._put(2, self._name(FONTS, face.role), scalar(self._relative(face.path) + chosen))

        self._archive()
        self._proofing()

    def _archive(self) -> None:
        """Write 归档, but for the item: that is of one issue alone."""
        archive = self.issue.archive
        if archive is None or "archive" in self.omit:
            return
        self._put(0, self._name(ISSUE, "archive"), "")
        for key in ISSUE_ARCHIVE.keys:
            value = getattr(archive, key.name)
            if key.name != "item" and value:
                self._put(2, self._name(ISSUE_ARCHIVE, key.name), scalar(value))

    def _proofing(self) -> None:
        issue = self.issue
        self._top("province", issue.province.text if issue.province else "")
        self._texts(0, self._name(ISSUE, "wordlist"), [self._relative(path) for path in issue.word_lists])
        own = [waiver for waiver in issue.waivers if not waiver.shared]
        if own:
            self._put(0, self._name(ISSUE, "waive"), "")
        for waiver in own:
            self._put(
                2,
                scalar(f"{waiver.code} {waiver.found}".strip()),
                scalar(waiver.reason) if waiver.reason else "",
            )

    def _design(self, house: HouseStyle) -> None:
        """Write a design's name or file; else the settings of the default that are chosen otherwise."""
        design, plain = house.switches, Switches()
        if house.base:
            self._top("design", house.base)
            return
        changed = {name for name in Switches._fields if getattr(design, name) != getattr(plain, name)}
        if not changed:
            return
        self._put(0, self._name(ISSUE, "design"), "")
        words: Mapping[str, Mapping[str, object]] = {
            "line_edges": LINE_EDGES,
            "marks": MARK_STYLES,
            "trim_open_at_start": OPEN_TRIMS,
            "typesetting": TYPESETTINGS,
            "article_break": ARTICLE_BREAKS,
        }
        for name in Switches._fields:
            value = getattr(design, name)
            if name not in changed:
                continue
            if name in words:
                self._choice(2, DESIGN, name, words[name], value)
            elif isinstance(value, bool):
                self._put(
                    2,
                    self._name(DESIGN, name),
                    ("是" if value else "否") if self.chinese else str(value).lower(),
                )
            elif isinstance(value, float):
                self._put(2, self._name(DESIGN, name), f"{value:g}")
            else:
                self._put(2, self._name(DESIGN, name), scalar(self._relative(value)))

    # 报尾

    def _distribution(self) -> None:
        lists = self.issue.distribution
        given = {
            name: [text.text for text in getattr(lists, name)]
            for name in ("report", "send", "issue", "extra", "audience")
        }
        given["printer"] = [lists.printer.text] if lists.printer else []
        if "distribution" in self.omit or not (any(given.values()) or lists.copies):
            return
        self._above(0, ("distribution",))
        self._put(0, self._name(ISSUE, "distribution"), "")
        for name, texts in given.items():
            self._texts(2, self._name(DISTRIBUTION, name), texts, ("distribution", name))
        if lists.copies:
            self._put(2, self._name(DISTRIBUTION, "copies"), str(lists.copies))

    def _colophon(self) -> None:
        entries = self.issue.colophon.entries
        if "colophon" in self.omit or not entries:
            return
        self._above(0, ("colophon",))
        self._put(0, self._name(ISSUE, "colophon"), "")
        for label, value in entries:
            key = self._label(label)
            self._put(2, key, scalar(value.text), ("colophon", key))

    def _errata(self) -> None:
        if not self.issue.errata:
            return
        self._put(0, self._name(ISSUE, "errata"), "")
        for erratum in self.issue.errata:
            begin = len(self.lines)
            for key in ERRATUM.keys:
                value = getattr(erratum, key.name)
                if value is not None:
                    text = scalar(value.text) if isinstance(value, Prose) else str(value)
                    self._put(4, self._name(ERRATUM, key.name), text)
            self.lines[begin] = "  - " + self.lines[begin][4:]

    def _label(self, label: str) -> str:
        """The key a printed label stands for: our own name for it, or the editor's."""
        simple = in_simplified(label)
        key = COLOPHON.by_name.get(label) or COLOPHON.by_name.get(simple)
        if key is None:
            raise ValueError(f"{label} is no label of the colophon")
        if key.chinese == simple:
            return key.chinese if self.chinese else key.name
        return label if label in COLOPHON.by_name else simple


def _is_settled(issue: Issue) -> bool:
    """Whether normalising once more would change nothing: a change may make room for another."""
    tidier = Tidier(Problems(), lang=issue.lang)

    def stays(text: str) -> bool:
        written = PlacedText(text, SourceMap.start(""))
        return text in (tidier.tidy(written).text, tidier.tidy_title(written).text)

    return all(stays(mark_prose(text)) for text in issue_texts(issue, verse=False))
