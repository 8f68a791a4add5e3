"""Turned tables may stand behind text that follows them in the source (P-65)."""

from bulletin_pdf.attest.turned_tables import DeferredTables, with_tables_later
from bulletin_pdf.attest.wording import CellWords, TableWords, Wording


def wording(tables: int = 1) -> Wording:
    said = Wording()
    said.say("paragraph", "前一段。")
    for number in range(1, tables + 1):
        begin = said.length
        said.say("caption", f"表{number}")
        said.say("unit", "")
        start = said.length
        said.say("cell", "县市")
        cells = ((CellWords(start, said.length, 1, 1),),)
        said.tables.append(TableWords(cells, 0, "（续表）", begin))
    said.say("paragraph", "后 一段。")
    said.say("paragraph", "再后一段。")
    return said


def later(body: str, tables: int = 1) -> list[DeferredTables]:
    said = wording(tables)
    return list(with_tables_later(said, said, 0, body))


def test_whole_paragraphs_may_stand_before_the_table() -> None:
    ((said, tagged),) = later("前一段。后一段。")
    assert said.text == tagged.text == "前一段。后一段。表1县市再后一段。"
    (((cell,),),) = (table.rows for table in said.tables)
    assert said.text[cell.start : cell.end] == "县市"
    assert said.blanks == {5: " "}


def test_a_paragraph_may_go_on_behind_the_table() -> None:
    ((said, tagged),) = later("前一段。后一段。再后")
    assert said.text == "前一段。后一段。再后表1县市一段。"
    assert tagged.text == "前一段。后一段。再后一段。表1县市"


def test_text_may_stand_before_several_tables_that_follow_each_other() -> None:
    ((said, _),) = later("前一段。后一段。", tables=2)
    assert said.text == "前一段。后一段。表1县市表2县市再后一段。"


def test_nothing_else_may() -> None:
    assert later("前一段。再后一段。") == []
    assert later("后一段。前一段。") == []
    assert later("前一段。后一段。表1") == []
