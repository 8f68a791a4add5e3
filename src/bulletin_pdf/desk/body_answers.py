"""Requests about pictures, tables and other blocks between the paragraphs of a report."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from bulletin_pdf.desk.form import Report
from bulletin_pdf.desk.form_blocks import Block
from bulletin_pdf.desk.incoming import Incoming
from bulletin_pdf.desk.issue_answers import Desk
from bulletin_pdf.desk.request_values import (
    Record,
    RefusedError,
    WrongRequestError,
    lang_of,
    read_list,
    read_number,
    read_text,
)
from bulletin_pdf.desk.table_edits import Action, TableError, is_whole, table_edits
from bulletin_pdf.desk.words import say
from bulletin_pdf.desk.working import StaleError, Working
from bulletin_pdf.importers.convert import pictures_directory
from bulletin_pdf.issue.vocabulary import BLOCKS, CELL, REPORT
from bulletin_pdf.pictures.facts import picture_facts_of_data
from bulletin_pdf.pictures.picture_error import PictureError
from bulletin_pdf.safe_files import replace_file
from bulletin_pdf.yamldoc.operations import Edit, Insert, Remove, SetValue
from bulletin_pdf.yamldoc.scalars import Value

_PICTURES = frozenset((".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".avif", ".tif", ".tiff", ".jp2"))
"""Endings of files that the page may show."""
_NEW_TABLE = (("", "", ""), ("", "", ""), ("", "", ""))


class Bodies:
    """Blocks of the reports of a desk."""

    def __init__(self, desk: Desk, incoming: Incoming) -> None:
        """Work for a desk; pictures come as papers do."""
        self.desk, self.incoming = desk, incoming

    def change_table(self, asked: Record) -> Record:
        """Add or take away a row or a column, merge or split cells."""
        working = self.desk.working(asked.get("file"))
        block, chinese = self._block(working, asked)
        action: Action | None = next((each for each in get_args(Action) if each == asked.get("action")), None)
        if block.kind != "table" or action is None:
            raise WrongRequestError
        row, column = read_number(asked.get("row")), read_number(asked.get("column"))
        try:
            edits = table_edits(block.rows, block.place, action, row, column, chinese)
        except TableError:
            raise RefusedError("table-change") from None
        return self._made(asked, working, edits)

    def insert_block(self, asked: Record) -> Record:
        """Put a picture, a table or another block behind a block, or into a text."""
        working = self.desk.working(asked.get("file"))
        form = self.desk.form(working, lang_of(asked))
        reports = form.reports if form else ()
        report = next((each for each in reports if list(each.path) == asked.get("report")), None)
        kind, at, split = asked.get("kind"), read_number(asked.get("at")), asked.get("split")
        if form is None or report is None:
            raise StaleError
        if kind not in BLOCKS or not 0 <= at < len(report.blocks) or not isinstance(split, int | None):
            raise WrongRequestError
        name = BLOCKS[kind].keys[0].names[form.chinese]
        value = {name: self._new(working, asked, form.chinese)}
        return self._made(asked, working, insertion(report, at, split, value, form.chinese))

    def _new(self, working: Working, asked: Record, chinese: bool) -> Value:
        """Return what a block that is put in holds at first."""
        match asked.get("kind"):
            case "figure":
                return self._pictures(working, asked)
            case "table":
                return _pasted(asked["rows"], chinese) if "rows" in asked else _NEW_TABLE
        return say("new-block", lang_of(asked))

    def replace_picture(self, asked: Record) -> Record:
        """Put other pictures in the place of those of a figure."""
        working = self.desk.working(asked.get("file"))
        block, _ = self._block(working, asked)
        if block.kind != "figure":
            raise WrongRequestError
        return self._made(asked, working, [SetValue(block.place, self._pictures(working, asked))])

    def picture(self, file: str, name: str) -> Path | None:
        """Return a picture that an issue names, within the folder of the desk; None for any other."""
        working = self.desk.working(file)
        place = (working.path.parent / name).resolve()
        if not place.is_relative_to(self.desk.folder.root) or not place.is_file():
            return None
        if place.suffix.lower() not in _PICTURES:
            return None
        form = self.desk.form(working, "zh")
        blocks = (block for report in form.reports for block in report.blocks) if form else ()
        return place if any(name in block.pictures for block in blocks) else None

    def _block(self, working: Working, asked: Record) -> tuple[Block, bool]:
        form = self.desk.form(working, lang_of(asked))
        blocks = (block for report in form.reports for block in report.blocks) if form else iter(())
        found = next((block for block in blocks if list(block.path) == asked.get("path")), None)
        if form is None or found is None:
            raise StaleError
        return found, form.chinese

    def _pictures(self, working: Working, asked: Record) -> Value:
        """Write pictures that were sent next to the issue; return their names as the issue has them."""
        papers = self.incoming.give([read_text(key) for key in read_list(asked.get("keys"))])
        if not papers:
            raise WrongRequestError
        for _, data in papers:
            try:
                picture_facts_of_data(data)
            except PictureError:
                raise RefusedError("no-picture") from None
        folder = working.path.parent / pictures_directory(str(working.path))
        folder.mkdir(exist_ok=True)
        names = [write_beside(folder, name, data) for name, data in papers]
        found = [f"{folder.name}/{name}" for name in names]
        return found[0] if len(found) == 1 else found

    def _made(self, asked: Record, working: Working, edits: list[Edit]) -> Record:
        working.edit(read_number(asked.get("version")), edits)
        return {"version": working.version, "issue": self.desk.as_form(asked, working)}


def _pasted(asked: object, chinese: bool) -> Value:
    """Read the rows of a table that was pasted; merged cells that do not fit each other become plain ones."""
    rows = [[_pasted_cell(cell) for cell in read_list(row)] for row in read_list(asked)]
    text, across, down = (CELL.by_name[name].names[chinese] for name in ("text", "colspan", "rowspan"))
    if not is_whole([[spans for _, spans in row] for row in rows]):
        width = max((len(row) for row in rows), default=0)
        return [[*(words for words, _ in row), *[""] * (width - len(row))] for row in rows]

    def value(words: str, spans: tuple[int, int]) -> Value:
        said = {name: str(span) for name, span in zip((across, down), spans, strict=True) if span > 1}
        return {text: words, **said} if said else words

    return [[value(*cell) for cell in row] for row in rows]


def _pasted_cell(asked: object) -> tuple[str, tuple[int, int]]:
    if not isinstance(asked, dict):
        raise WrongRequestError
    spans = read_number(asked.get("colspan")), read_number(asked.get("rowspan"))
    return read_text(asked.get("text")), (max(spans[0], 1), max(spans[1], 1))


def write_beside(folder: Path, name: str, data: bytes) -> str:
    """Write a file into a folder under a name that is free, or that has these very bytes; return the name."""
    stem, ending = os.path.splitext(
        "".join("-" if char in '/\\:*?"<>|' or char < " " else char for char in name)
    )
    stem, number = stem.strip(". ")[:60] or "picture", 1
    while (place := folder / (f"{stem}{ending}" if number == 1 else f"{stem}-{number}{ending}")).exists():
        if place.read_bytes() == data:
            return place.name
        number += 1
    replace_file(str(place), data)
    return place.name


def insertion(
    report: Report, at: int, split: int | None, value: Mapping[str, Value], chinese: bool
) -> list[Edit]:
    """Return the edits that put a block behind block `at` of a report, or into its text before character `split`.

    A report has either a text or a body: with its first block the text becomes one.
    """
    block = report.blocks[at]
    is_split = block.kind == "text" and split is not None
    before = block.value[:split].strip("\n") if is_split else block.value.strip("\n")
    behind = block.value[split:].strip("\n") if is_split else ""
    parts = [part + "\n" if isinstance(part, str) else part for part in (before, value, behind) if part]
    last = block.path[-1]
    if isinstance(last, str):
        body = (*report.path, REPORT.by_name["body"].names[chinese])
        return [Remove(block.path), *(Insert((*body, number), part) for number, part in enumerate(parts))]
    place = block.path[:-1]
    if not behind:
        return [Insert((*place, last + 1), value)]
    if not before:
        return [Insert((*place, last), value)]
    return [
        SetValue(block.path, before),
        *(Insert((*place, last + 1 + number), part) for number, part in enumerate(parts[1:])),
    ]
