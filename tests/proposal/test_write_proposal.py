"""A proposal is a design that loads, as short as can be, each key with its evidence."""

from pathlib import Path
from typing import Any

import pytest

from bulletin_pdf.design.chain import read_design
from bulletin_pdf.problems import Problems
from bulletin_pdf.proposal.measured_style import (
    Evidence,
    MeasuredStyle,
    MeasuredValue,
    MissingFace,
    OpenQuestion,
    PlainValue,
)
from bulletin_pdf.proposal.taken_together import taken_together
from bulletin_pdf.proposal.write_proposal import write_proposal


def value(path: str, what: PlainValue, counted: int = 9, *, certain: bool = True) -> MeasuredValue:
    return MeasuredValue(tuple(path.split(".")), what, Evidence("lines", counted, 10, 3), certain=certain)


def measured(*values: MeasuredValue, **more: Any) -> MeasuredStyle:
    return MeasuredStyle("pdf", values, papers=("旧.pdf",), pages=3)._replace(**more)


RENDA = (
    value("page.top", "37mm"), value("page.bottom", "35.02mm"), value("page.inner", "28.03mm"),
    value("page.outer", "26mm"), value("grid.lines", 20), value("grid.characters", 25),
    value("styles.title.face", "zhongsong"), value("styles.title.size", "二号"), value("folio.place", "right"),
    value("folio.form", "{n}"),
)  # fmt: skip


def test_what_the_nearest_style_has_is_left_out() -> None:
    found = write_proposal(measured(*RENDA), "en")
    assert found.base == "renda" and not found.kept


def test_a_change_stands_with_its_evidence_and_loads(tmp_path: Path) -> None:
    found = write_proposal(measured(*RENDA, value("styles.body.size", "小三", 7)), "en", "本局")
    assert "    size: 小三  # 7 of 10 lines on 3 pages\n" in found.text
    assert [each.key for each in found.kept] == [("styles", "body", "size")]
    file = tmp_path / "本局.yaml"
    file.write_text(found.text, "utf-8")
    problems = Problems()
    read = read_design(str(file), problems)
    assert read is not None and not problems.count
    assert read[0].styles.body.size == 15 and read[0].name == "本局"


def test_what_is_not_known_is_commented_out() -> None:
    question = OpenQuestion(("page", "bottom"), "lines-of-page", "35mm")
    open_value = value("grid.lines", 20, certain=False)
    found = write_proposal(
        measured(open_value, questions=(question,), missing_faces=(MissingFace("FZXBSK", "xbs", 12),)), "zh"
    )
    assert not found.kept
    said = [line for line in found.text.splitlines() if not line.startswith("#") and line]
    assert said == ["design: 旧文件的版式", "language: 1", "extends: gongwen"]
    assert "#   lines: 20  # 3 页上 10 行中的 9 行" in found.text
    assert "#   bottom: 35mm  # " in found.text
    assert "#   xbs: ./FZXBSK.ttf  # FZXBSK：12 个字" in found.text


def test_values_that_cannot_be_stand_commented_out() -> None:
    found = write_proposal(measured(value("page.inner", "28 parsecs"), value("grid.lines", 21)), "en")
    assert "#   inner: 28 parsecs" in found.text.replace('"', "") and "  lines: 21" in found.text


def test_most_papers_decide() -> None:
    sizes = "四号", "三号", "四号"
    papers = [measured(value("styles.body.size", size, 5)) for size in sizes]
    together = taken_together(papers)
    assert together.values[0].value == "四号" and together.values[0].evidence == Evidence("papers", 2, 3)
    assert together.pages == 9
    same = taken_together([papers[0], papers[2]])
    assert same.values[0].evidence == Evidence("lines", 10, 20, 6)


@pytest.mark.parametrize(
    "values",
    [
        (value("page.inner", "200mm"), value("page.outer", "100mm")),
        (value("styles.title.size", "60pt"), value("grid.pitch", "12pt"), value("styles.body.size", "11pt")),
        (value("page.top", "290mm"), value("grid.lines", 21), value("folio.place", "center")),
        (value("grid.characters", 25), value("page.inner", "104mm"), value("page.outer", "104mm")),
    ],
)
def test_what_no_page_can_have_stands_commented_out(
    tmp_path: Path, values: tuple[MeasuredValue, ...]
) -> None:
    found = write_proposal(measured(*values), "en")
    (tmp_path / "own.yaml").write_text(found.text, "utf-8")
    problems = Problems()
    assert read_design(str(tmp_path / "own.yaml"), problems) is not None and not problems.count
    assert len(found.kept) < len(values)
    for each in values:
        assert f"{each.key[-1]}: {each.value}" in found.text
