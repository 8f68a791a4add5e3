"""A turned table may stand behind whole paragraphs that follow it in the source (P-65)."""

from bulletin_pdf.fidelity.turned import with_table_later
from bulletin_pdf.fidelity.wording import CellWords, TableWords, Wording


def wording() -> Wording:
    said = Wording()
    said.say("paragraph", "前一段。")
    said.say("caption", "表1")
    said.say("unit", "")
    start = said.length
    said.say("cell", "县市")
    said.tables.append(TableWords(((CellWords(start, said.length, 1, 1),),), 0, "（续表）"))
    said.say("paragraph", "后 一段。")
    said.say("paragraph", "再后一段。")
    return said


def test_whole_paragraphs_may_stand_before_the_table() -> None:
    later = with_table_later(wording(), 0, "前一段。后一段。")
    assert later is not None
    assert later.text == "前一段。后一段。表1县市再后一段。"
    (((cell,),),) = (table.rows for table in later.tables)
    assert later.text[cell.start : cell.end] == "县市"
    assert later.blanks == {5: " "}


def test_nothing_else_may() -> None:
    assert with_table_later(wording(), 0, "前一段。后一") is None
    assert with_table_later(wording(), 0, "前一段。再后一段。") is None
    assert with_table_later(wording(), 0, "后一段。前一段。") is None
