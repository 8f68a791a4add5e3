"""A Word document whose every value is known is measured to those values."""

from pathlib import Path
from typing import Any

import pytest

from bulletin_pdf.api.proposed_design import propose_design
from bulletin_pdf.design.chain import read_design
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.proposal.measure_paper import measure_paper
from bulletin_pdf.proposal.measure_word import measure_word
from bulletin_pdf.proposal.measured_style import Evidence, MeasuredStyle
from proposal.word_papers import (
    CENTER,
    HEAD,
    PAGE,
    RED,
    REPORT,
    RIGHT,
    TEXT,
    field,
    indented,
    para,
    run,
    word_paper,
)


def measured(body: str = HEAD + REPORT, section: str = PAGE, **more: Any) -> MeasuredStyle:
    problems = Problems()
    found = measure_word("旧.docx", word_paper(body, section, **more), problems)
    assert found is not None and not problems.count
    return found


def values(found: MeasuredStyle, start: str) -> dict[str, object]:
    """Return what was measured below a key."""
    paths = {".".join(each.key): each.value for each in found.values}
    return {path.removeprefix(f"{start}."): value for path, value in paths.items() if path.startswith(start)}


# Page and grid


def test_margins_are_those_of_the_file_as_far_as_the_lines_agree() -> None:
    found = measured()
    page = values(found, "page")
    # Word's line of 28 pt has its baseline at 22.4 pt, ours at 20.08 pt: 0.8 mm lower.
    assert page == {"size": "A4", "top": "37.8mm", "bottom": "34.2mm", "inner": "28mm", "outer": "26mm"}
    assert next(each.shown for each in found.values if each.key == ("page", "top")) == "37 mm"
    assert values(found, "grid") == {"pitch": "28pt", "cell": "16pt"} and values(found, "mirror") == {
        "mirror": False
    }


def test_a_grid_of_lines_and_characters_gives_both() -> None:
    section = PAGE + '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-847"/>'
    styles = '<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>'
    body = "".join(para(run(TEXT), indented(2), 0) for _ in range(5))
    found = measured(HEAD + body, section, parts={"styles": styles})
    assert values(found, "grid") == {"pitch": "28.95pt", "characters": 28}
    assert values(found, "page")["top"] == "37mm"


def test_columns_with_a_line_between() -> None:
    grid = values(measured(section=PAGE + '<w:cols w:num="2" w:space="567" w:sep="1"/>'), "grid")
    assert grid["columns"] == 2 and grid["gap"] == "10mm" and grid["rule"] == "0.5pt"


def test_odd_paper_and_mirrored_margins() -> None:
    section = '<w:pgSz w:w="10658" w:h="14740"/><w:pgMar w:top="1440" w:bottom="1440" w:left="1134" w:right="1134" w:gutter="283"/>'
    settings = "<w:settings><w:mirrorMargins/></w:settings>"
    found = measured(section=section, parts={"settings": settings})
    assert values(found, "page")["size"] == "16K" and values(found, "page")["inner"] == "25mm"
    assert values(found, "mirror") == {"mirror": True}


# Styles


def test_each_part_has_its_face_size_and_indent() -> None:
    styles = values(measured(), "styles")
    assert (
        styles["body.face"] == "fangsong" and styles["body.size"] == "三号" and styles["body.indent"] == "2em"
    )
    assert (
        styles["title.face"] == "xbs" and styles["title.size"] == "二号" and styles["title.align"] == "center"
    )
    assert styles["title.leading"] == "1.25 lines" and styles["title.below"] == 1
    assert (
        styles["level1.face"] == "hei" and styles["level2.face"] == "kai" and styles["level2.indent"] == "2em"
    )
    assert styles["number.face"] == "kai" and styles["name.face"] == "xbs" and styles["name.ink"] == "red"


def test_what_most_paragraphs_have_counts() -> None:
    odd = para(run(TEXT, size=14), indented(2))
    found = measured(HEAD + REPORT + odd)
    size = next(each for each in found.values if each.key == ("styles", "body", "size"))
    assert size.value == "三号" and size.evidence == Evidence("paragraphs", 6, 7) and size.shown == "16 pt"


def test_styles_themes_and_defaults_are_inherited() -> None:
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme>'
        '<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:font script="Hans" typeface="楷体"/></a:minorFont>'
        "</a:fontScheme></a:themeElements></a:theme>"
    )
    styles = (
        '<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsiaTheme="minorEastAsia"/></w:rPr></w:rPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:rPr><w:sz w:val="28"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:pPr><w:spacing w:line="500" w:lineRule="exact"/>'
        '<w:ind w:firstLineChars="200"/></w:pPr></w:style></w:styles>'
    )
    plain = f'<w:p><w:pPr><w:pStyle w:val="b"/></w:pPr><w:r><w:t>{TEXT}</w:t></w:r></w:p>'
    found = measured(HEAD + plain * 5, parts={"styles": styles, "theme": theme})
    body = values(found, "styles.body")
    assert body["face"] == "kai" and body["size"] == "四号" and body["indent"] == "2em"
    assert values(found, "grid")["pitch"] == "25pt"


def test_blanks_at_the_beginning_are_an_indent() -> None:
    body = "".join(para(run("　　" + TEXT)) for _ in range(5))
    assert values(measured(HEAD + body), "styles.body")["indent"] == "2em"


def test_a_face_the_program_does_not_know_is_named() -> None:
    head = para(run("甲市工作简报", "某体行楷简", 54, RED), CENTER, 80) + para(run("第30期"), CENTER)
    faces = measured(head + REPORT).missing_faces
    assert [(face.font, face.role, face.characters) for face in faces] == [("某体行楷简", "kai", 6)]


# Head


def test_texts_of_the_head_stand_where_word_puts_them() -> None:
    head = measured().head
    assert head is not None
    places = {piece.slot: (round(piece.baseline, 1), round(piece.left, 1)) for piece in head.pieces}
    # 37 mm, then four fifths of 80 pt; then lines of 28 pt, whose baseline is at 22.4 pt.
    assert places["name"] == (168.9, 138.5)
    assert places["number"][0] == places["serial"][0] == 207.3
    assert places["publisher"] == (235.3, 79.4) and places["date"] == (235.3, 401.4)
    (rule,) = head.rules
    assert rule.weights == (2.0,) and rule.ink == "red" and round(rule.top, 1) == 244.9
    assert round(rule.left, 1) == 79.4 and round(rule.right, 1) == 521.6


LINE = (
    '<w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="margin"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="page"><wp:posOffset>2750000</wp:posOffset></wp:positionV><wp:extent cx="5616000" cy="0"/>'
    '<a:graphic><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst="line"/><a:ln w="28575" cmpd="{kind}"><a:solidFill>'
    '<a:srgbClr val="{colour}"/></a:solidFill></a:ln></wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>'
)
VML = (
    '<w:r><w:pict><v:line style="position:absolute;margin-left:0;margin-top:12pt;z-index:1" from="0,12pt" to="442pt,12pt" '
    'strokecolor="red" strokeweight="2.25pt"/></w:pict></w:r>'
)


def test_drawn_lines_are_rules() -> None:
    numbers = para(run("第30期") + LINE.format(kind="sng", colour="C00000"), CENTER)
    head = measured(para(run("甲市工作简报", size=54), CENTER, 80) + numbers + REPORT).head
    assert head is not None and [
        (rule.weights, rule.ink, round(rule.top + 1.125, 2)) for rule in head.rules
    ] == [((2.25,), "red", round(2750000 / 12700, 2))]


def test_lines_of_older_word_are_rules_too() -> None:
    numbers = para(run("第30期") + VML, CENTER)
    head = measured(para(run("甲市工作简报", size=54), CENTER, 80) + numbers + REPORT).head
    assert head is not None
    (rule,) = head.rules
    assert rule.weights == (2.25,) and rule.ink == "red"
    assert round(rule.top + 1.125, 1) == 196.9  # 12 pt below the top of the line it is anchored to


def test_a_head_in_a_table_is_read_cell_by_cell() -> None:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="24" w:color="FF0000"/></w:tcBorders></w:tcPr>{each}</w:tc>'
        for each in (para(run("甲市文明办")), para(run("2022年6月16日"), RIGHT))
    )
    grid = '<w:tblGrid><w:gridCol w:w="4422"/><w:gridCol w:w="4422"/></w:tblGrid>'
    table = f"<w:tbl><w:tblPr/>{grid}<w:tr>{cells}</w:tr></w:tbl>"
    top = para(run("甲市工作简报", size=54), CENTER, 80) + para(run("第30期"), CENTER)
    head = measured(top + table + REPORT).head
    assert head is not None
    by_slot = {piece.slot: piece for piece in head.pieces}
    assert round(by_slot["date"].right, 1) == round(79.4 - 5.4 + 442.2 - 5.4, 1)
    (rule,) = head.rules
    assert rule.weights == (3.0,) and round(rule.right - rule.left, 1) == 442.2


def test_a_form_that_is_not_filled_in_is_read_all_the_same() -> None:
    head = para(run("甲市工作简报", size=54), CENTER, 80) + para(run("第 ×× 期"), CENTER)
    head += para(run("甲市文明办\t××××年×月×日"))
    found = measured(head + REPORT).head
    assert found is not None and [piece.slot for piece in found.pieces] == [
        "name",
        "number",
        "publisher",
        "date",
    ]


# 页码 and 报尾


FOOT = para(
    run("— ", "宋体", 14, latin="宋体") + field("PAGE") + run(" —", "宋体", 14, latin="宋体"), "{}", 0
)


def test_a_folio_in_the_middle() -> None:
    folio = values(measured(feet={"default": FOOT.format(CENTER)}), "folio")
    assert folio["form"] == "— {n} —" and folio["place"] == "center" and folio["first"] is True


def test_a_folio_on_the_outer_side() -> None:
    inset = '<w:ind w:rightChars="100" w:leftChars="100"/>'
    feet = {"default": FOOT.format(RIGHT + inset), "even": FOOT.format(inset)}
    settings = "<w:settings><w:evenAndOddHeaders/></w:settings>"
    folio = values(measured(section=PAGE + "<w:titlePg/>", feet=feet, parts={"settings": settings}), "folio")
    assert folio["place"] == "outer" and folio["inset"] == "1em" and folio["first"] is False


def test_a_folio_in_a_frame_says_how_many_pages_there_are() -> None:
    frame = '<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="center"/>'
    text = run("第", size=14) + field("PAGE") + run("页 共", size=14) + field("NUMPAGES") + run("页", size=14)
    folio = values(measured(feet={"default": para(text, frame, 0)}), "folio")
    assert folio["form"] == "第{n}页 共{pages}页" and folio["place"] == "center"


LISTS = ("报：省文明办，市委办公室。", "送：各县（市、区）文明办。", "甲市文明办　　2022年6月16日印发")


def test_a_foot_in_a_table() -> None:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{size}"/>'
        for side, size in (("top", 8), ("bottom", 8), ("insideH", 6))
    )
    inset = '<w:ind w:leftChars="100"/>'
    rows = "".join(f"<w:tr><w:tc>{para(run(text, size=14), inset, 24)}</w:tc></w:tr>" for text in LISTS)
    table = f"<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>{rows}</w:tbl>"
    found = measured(HEAD + REPORT + table)
    foot = values(found, "foot")
    assert (
        foot["outer"] == "1pt"
        and foot["inner"] == "0.75pt"
        and foot["pitch"] == "24pt"
        and foot["inset"] == "1em"
    )
    assert foot["rows"] == [["report", "send", "issue", "extra"], ["imprint"], ["colophon"]]
    assert values(found, "styles.foot")["size"] == "四号"


def test_a_foot_of_paragraphs_with_lines_along_them() -> None:
    top = '<w:pBdr><w:top w:val="single" w:sz="12"/><w:bottom w:val="single" w:sz="6"/></w:pBdr>'
    last = '<w:pBdr><w:bottom w:val="single" w:sz="12"/></w:pBdr>'
    lines = para(run(LISTS[0], size=14), top, 24) + para(run(LISTS[2], size=14), last, 24)
    foot = values(measured(HEAD + REPORT + lines), "foot")
    assert foot["outer"] == "1.5pt" and foot["inner"] == "0.75pt"


# What cannot be read


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04broken", word_paper(""), word_paper("<w:p/>"), word_paper(HEAD)[:900]]
)
def test_what_cannot_be_read_is_a_problem_and_no_traceback(data: bytes) -> None:
    problems = Problems()
    assert measure_word("旧.docx", data, problems) is None
    assert problems.errors


def test_a_paper_without_a_head_asks_for_it() -> None:
    found = measured("".join(para(run(TEXT), indented(2)) for _ in range(3)))
    assert found.head is None and ("head", "rows") in [each.key for each in found.questions]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "B346"),
        (b"\x89PNG....", "B346"),
        ("工作简报".encode(), "B346"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "B909"),
        (b"{\\rtf1 broken", "B347"),
    ],
)
def test_what_is_no_old_paper_is_refused_in_words(
    data: bytes, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bulletin_pdf.importers.office._find", lambda: "")
    with pytest.raises(BulletinError) as refused:
        measure_paper(data, "旧简报")
    (problem,) = refused.value.problems
    assert problem.code == code and problem.message("zh") and problem.hint("en")


def test_hanzi_and_figures_stand_apart_as_word_sets_them() -> None:
    head = measured().head
    assert head is not None
    date = next(piece for piece in head.pieces if piece.slot == "date")
    # 3 hanzi, 7 figures of half an em, 5 places where they meet at a quarter of an em
    assert round(date.right - date.left, 1) == 16 * (3 + 3.5 + 5 / 4)


def test_what_is_measured_in_word_is_a_design_without_a_problem(tmp_path: Path) -> None:
    lists = "".join(para(run(text, size=14), "", 24) for text in LISTS)
    made = propose_design(
        ("旧.docx", word_paper(HEAD + REPORT + lists, feet={"default": FOOT.format(RIGHT)}))
    )
    (tmp_path / "本局.yaml").write_text(made.text, "utf-8")
    problems = Problems()
    read = read_design(str(tmp_path / "本局.yaml"), problems)
    assert read is not None and not list(problems)
    house = read[0]
    assert round(house.page.pitch, 2) == 28 and not house.frame and house.folio.place == "right"
    assert house.styles.title.size == 22 and house.head.lines == 5
