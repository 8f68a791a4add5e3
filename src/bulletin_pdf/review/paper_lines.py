"""The lines of a paper, and the places of their characters in the files of the issue."""

from collections.abc import Sequence

from bulletin_pdf.issue.model import (
    Issue,
    Prose,
)
from bulletin_pdf.issue.printed_form import (
    number_line,
    serial_line,
)
from bulletin_pdf.issue.vocabulary import ISSUE
from bulletin_pdf.review.line_text import LineText, file_start
from bulletin_pdf.review.paper import (
    NO_XML,
    Line,
    LineKind,
    PaperItem,
    PaperPicture,
    ReviewPaper,
)
from bulletin_pdf.review.written_values import NOWHERE, WrittenFiles, WrittenValue
from bulletin_pdf.yamldoc.key_table import Keys
from bulletin_pdf.yamldoc.operations import Path


class PaperLines:
    """Collects the lines of a paper, and finds where values are written."""

    def __init__(self, issue: Issue) -> None:
        self.issue = issue
        self.house = issue.design
        self.files = WrittenFiles(issue.sources)
        self.lines: list[Line] = []
        self.items: list[PaperItem] = []
        self.pictures: list[PaperPicture] = []
        self.passages: list[list[int]] = []

    def _made(self) -> ReviewPaper:
        passage_of = [0] * len(self.lines)
        for number, passage in enumerate(self.passages):
            for line in passage:
                passage_of[line] = number
        return ReviewPaper(
            self.issue,
            self.files,
            tuple(self.lines),
            tuple(self.items),
            tuple(self.pictures),
            tuple(map(tuple, self.passages)),
            tuple(passage_of),
        )

    def _line(
        self, kind: LineKind, style: str, text: LineText, *, joins: bool = False, shown: bool = True
    ) -> int:
        number = len(self.lines)
        self.lines.append(
            Line(
                number,
                kind,
                style,
                NO_XML.sub("\ufffd", text.text),
                tuple(text.positions),
                tuple(text.styles),
                tuple(text.dots),
                tuple(text.wholes),
            )
        )
        if joins:
            self.passages[-1].append(number)
        else:
            self.passages.append([number])
        if shown:
            self.items.append(number)
        return number

    def _written(self, prose: Prose) -> LineText:
        return LineText().prose(prose, self._positions(prose))

    def _positions(self, prose: Prose) -> list[int]:
        """Return where each character stands; one that reading added shares the place of the next."""
        found = [self.files.position(prose.place_of(at)) for at in range(len(prose.text))]
        limit = 1 << 62
        for at in reversed(range(len(found))):
            value = self.files.value(found[at])
            if (
                value is None
                or not 0 <= found[at] < limit
                or value.index_of(found[at]) < 0
                or value.value[value.index_of(found[at])] == "\n"
            ):
                found[at] = NOWHERE
            else:
                limit = found[at]
        return found

    def _plain_lines(self, kind: LineKind, style: str, proses: Sequence[Prose]) -> None:
        for at, prose in enumerate(proses):
            self._line(kind, style, self._written(prose), joins=at > 0)

    def _field(self, name: str) -> LineText | None:
        """Return a value that is no text of the issue: a number, a date."""
        head = self.issue.masthead
        match name:
            case "number":
                return self._numbered(number_line(self.issue), ("label", "number", "year"))
            case "serial":
                return self._numbered(serial_line(self.issue), ("serial",))
            case "copy_number":
                return self._numbered(head.copy_number, ("copy_number",))
            case "date":
                return self._whole(head.date.printed, "date", ISSUE)
            case "published":
                return self._whole(head.published.printed if head.published else "", "published", ISSUE)
        return None

    def _numbered(self, text: str, names: Sequence[str]) -> LineText | None:
        """Put a line that values as they are written stand in: 2022年第30期."""
        if not text:
            return None
        line = LineText().added(text)
        for name in names:
            value = self._value(name, ISSUE)
            if value is None or not value.value:
                continue
            at = text.rfind(value.value)
            if at >= 0 and all(line.positions[at + step] < 0 for step in range(len(value.value))):
                first = file_start(value)
                for step in range(len(value.value)):
                    line.positions[at + step] = first + value.places[step]
        return line

    def _whole(self, text: str, name: str, table: Keys, within: Path = ()) -> LineText | None:
        if not text:
            return None
        value = self._value(name, table, within)
        start = NOWHERE if value is None or not value.places else file_start(value) + value.places[0]
        return LineText().whole(text, start)

    def _value(self, name: str, table: Keys, within: Path = ()) -> WrittenValue | None:
        """Find the value of a key, in the issue's own file first."""
        for file in range(len(self.files.sources)):
            for path in self.files.paths(file):
                if len(path) == len(within) + 1 and path[: len(within)] == within:
                    key = table.by_name.get(str(path[-1]).strip())
                    if key is not None and key.name == name:
                        return self.files.value_of(file, path)
        return None
