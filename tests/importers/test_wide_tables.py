"""Tables no page has room for: parted by columns, nothing lost, so that the draft builds."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_pdf.cli.main import main
from bulletin_pdf.importers.table_grid import placed, regular
from bulletin_pdf.importers.wide_tables import CONTINUED, TableTrial, fitted
from bulletin_pdf.issue.model import Cell, Paragraph, Prose, Table
from importers.helpers import imported
from importers.word import CENTER, Document


def test_a_table_of_many_columns_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    document = Document()
    document.line("各县市区文明实践工作情况统计表", CENTER)
    table = document.word.add_table(3, 25)
    for column in range(25):
        for row, text in enumerate((f"第{column}项志愿服务活动", f"{column}1234.5", f"{column}9876.5")):
            table.cell(row, column).text = text
    table.cell(0, 5).merge(table.cell(0, 14))
    result, issue = imported(document.save(tmp_path / "word.docx"), tmp_path)
    parts: list[Any] = list(issue.reports[0].body)
    assert issue.reports[0].title[0].text == "各县市区文明实践工作情况统计表"
    assert [part.caption.text for part in parts] == ["", *[CONTINUED] * (len(parts) - 1)]
    assert all(part.rows[1][0].prose.text == "01234.5" for part in parts)
    assert "parted-table" in {edit.why for edit in result.draft.edits} and not result.account.lost
    assert main(["build", "word.yaml", "-o", "word.pdf"]) == 0, capsys.readouterr().err


def grid(sizes: list[list[tuple[int, int]]]) -> Table:
    cells = (
        [Cell(Prose(f"{row}.{at}"), *spans) for at, spans in enumerate(of)] for row, of in enumerate(sizes)
    )
    return Table(regular(list(cells)), Prose(""), Prose(""), 0, None)


def words(tables: list[Any]) -> Counter[str]:
    return Counter(cell.prose.text for table in tables for row in table.rows for cell in row)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(1, 3), st.integers(1, 2)), min_size=1, max_size=9),
        min_size=1,
        max_size=4,
    ),
    st.integers(2, 5),
)
def test_every_cell_is_in_a_part(sizes: list[list[tuple[int, int]]], room: int) -> None:
    table = grid(sizes)
    columns = max(row[-1].column + row[-1].cell.colspan for row in placed(table.rows) if row)
    parts: list[Any] = fitted(table, lambda part: TableTrial(_columns(part) <= room, True))
    assert words([table]).keys() - {""} <= words(parts).keys()
    assert all(_columns(part) <= room for part in parts)
    assert (len(parts) == 1) == (columns <= room)
    for part in parts:
        assert [row[0].prose.text for row in part.rows if row] or part.rows == ()


def _columns(table: Any) -> int:
    return max((row[-1].column + row[-1].cell.colspan for row in placed(table.rows) if row), default=0)


def test_a_head_without_room_becomes_rows() -> None:
    table = grid([[(1, 1)] * 3] * 3)._replace(header_rows=2)
    (part,) = fitted(table, lambda part: TableTrial(True, part.header_rows == 0))
    assert part == table._replace(header_rows=0)


def test_a_column_without_room_becomes_paragraphs() -> None:
    parts = fitted(grid([[(1, 1)] * 3] * 2), lambda part: TableTrial(False, True))
    assert [part.prose.text for part in parts if isinstance(part, Paragraph)] == [
        "0.0；0.1；0.2",
        "1.0；1.1；1.2",
    ]
