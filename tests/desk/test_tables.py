"""Rows and columns of tables: cells keep their words and reach as far as before, and nothing else of the file changes."""

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from bulletin_pdf.desk.form import form_of
from bulletin_pdf.desk.table_edits import Action, Cell, TableError, table_edits
from bulletin_pdf.yamldoc.edit import edited

HEAD = "# 一期\nreports:\n  - city: 甲市\n    body:\n      - 上文  # 注\n      - table:"
TAIL = "\n        caption: 表1  # 待核\n      - 下文\n"
PATH = ("reports", 0, "body", 1, "table")
FLOW = "\n          - [市州, {text: 数, colspan: 2}]\n          - [{text: 甲, rowspan: 2}, 1, 2]  # 注\n          - [3, 4]"
BLOCK = "\n        -\n          - 市州\n          - {跨列: 2, 文字: 数}\n        - - 甲\n          - 1\n          -\n"


def table(text: str) -> tuple[tuple[Cell, ...], ...]:
    form = form_of("x.yaml", text, "zh")
    assert form is not None
    block = form.reports[0].blocks[1]
    assert block.kind == "table", "the rows do not fit each other"
    return block.rows


def after(text: str, action: Action, row: int, column: int) -> str:
    return edited(text, table_edits(table(text), PATH, action, row, column, False))


def shape(text: str) -> list[str]:
    return [
        "|".join(f"{cell.value}{'→' * (cell.colspan - 1)}{'↓' * (cell.rowspan - 1)}" for cell in row)
        for row in table(text)
    ]


def test_rows_and_columns_beside_merged_cells() -> None:
    text = HEAD + FLOW + TAIL
    assert shape(text) == ["市州|数→", "甲↓|1|2", "3|4"]
    assert shape(after(text, "add-row", 1, 1)) == ["市州|数→", "甲↓↓|1|2", "|", "3|4"]
    assert shape(after(text, "add-row", 2, 0)) == ["市州|数→", "甲↓|1|2", "3|4", "||"]
    assert shape(after(text, "remove-row", 1, 0)) == ["市州|数→", "甲|3|4"]
    assert shape(after(text, "remove-row", 2, 0)) == ["市州|数→", "甲|1|2"]
    assert shape(after(text, "add-column", 0, 1)) == ["市州|数→→", "甲↓|1||2", "3||4"]
    assert shape(after(text, "remove-column", 0, 0)) == ["数→", "1|2", "3|4"]
    assert shape(after(text, "remove-column", 1, 2)) == ["市州|数", "甲↓|1", "3"]
    assert shape(after(text, "merge-down", 1, 1)) == ["市州|数→", "甲↓|1 3↓|2", "4"]
    assert shape(after(text, "merge-right", 2, 1)) == ["市州|数→", "甲↓|1|2", "3 4→"]
    assert shape(after(text, "split", 1, 0)) == ["市州|数→", "甲|1|2", "|3|4"]


@given(st.data())
def test_any_changes_keep_the_table_whole_and_the_rest_of_the_file_as_it_is(data: st.DataObject) -> None:
    text = HEAD + data.draw(st.sampled_from((FLOW, BLOCK.rstrip("\n")))) + TAIL
    for _ in range(data.draw(st.integers(1, 5))):
        cell = data.draw(st.sampled_from([cell for row in table(text) for cell in row]))
        action: Action = data.draw(st.sampled_from(get_args(Action)))
        last = cell.row + cell.rowspan - 1, cell.column + cell.colspan - 1
        words = [each.value for row in table(text) for each in row]
        try:
            changed = after(text, action, *(last if action.startswith("add") else (cell.row, cell.column)))
        except TableError:
            continue
        assert changed.startswith(HEAD) and changed.endswith(TAIL)
        left = [each.value for row in table(changed) for each in row]
        if action in ("add-row", "add-column", "split"):
            assert sorted(filter(None, left)) == sorted(filter(None, words))
        text = changed
