"""The language of designs: what is read, what is worked out, what is refused and how."""

import re
from pathlib import Path

import pytest

from bulletin_pdf.design import vocabulary
from bulletin_pdf.design.chain import read_design
from bulletin_pdf.design.model import HouseStyle, NameRow, red_in_text
from bulletin_pdf.design.prepared import DESIGNS
from bulletin_pdf.design.shipped import layers_of, shipped
from bulletin_pdf.design.show import settings_of
from bulletin_pdf.design.standard import deviations
from bulletin_pdf.geometry import mm
from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.key_table import Keys


def read(path: Path, text: str) -> tuple[HouseStyle | None, list[str]]:
    """A design from its text, and the codes of what was found."""
    path.write_text(text, "utf-8")
    problems = Problems()
    found = read_design(str(path), problems)
    return found and found[0], [problem.code for problem in problems]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own.yaml"


def test_any_two_lengths_give_the_third(own: Path) -> None:
    house, found = read(
        own, "page: {top: 30mm, bottom: 27mm, inner: 25mm, outer: 25mm}\ngrid: {pitch: 26pt}\n"
    )
    assert house is not None
    assert not found
    assert house.page.width == pytest.approx(mm(160))
    assert house.page.height == pytest.approx(mm(240))
    assert house.page.lines == 26
    assert house.page.cell == pytest.approx(mm(160) / 28)


def test_lengths_that_contradict_are_refused_with_the_arithmetic(own: Path) -> None:
    own.write_text("page: {inner: 28mm, outer: 30mm}\ngrid: {width: 156mm}\n", "utf-8")
    problems = Problems()
    assert read_design(str(own), problems) is None
    (problem,) = problems
    assert problem.message("en") == "lengths contradict each other: 28 + 156 + 30 = 214 ≠ 210 mm"
    assert problem.span is not None
    assert problem.span.line == 1


def test_a_nearer_file_has_the_first_word(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(
        "grid: {pitch: 25pt}\nstyles: {body: {size: 四号}, title: {face: 黑体}}\n", "utf-8"
    )
    house, found = read(
        tmp_path / "own.yaml", "extends: ./base.yaml\ngrid: {lines: 20}\n样式: {标题: {字号: 三号}}\n"
    )
    assert house is not None
    assert not found
    assert house.page.pitch == pytest.approx(mm(225) / 20)
    assert house.styles.body.size == 14
    assert (house.styles.title.face, house.styles.title.size, house.styles.title.latin) == ("hei", 16, "hei")


def test_what_is_like_another_style_follows_it(own: Path) -> None:
    house, _ = read(own, "styles: {body: {face: kai, size: 小三}}\n")
    assert house is not None
    assert (house.styles.level3.face, house.styles.level3.size) == ("kai", 15)


def test_chinese_keys_say_the_same(tmp_path: Path) -> None:
    english, _ = read(
        tmp_path / "a.yaml",
        "page: {size: 16K, top: 30mm, inner: 24mm}\ngrid: {width: 140mm, height: 200mm}\nfolio: {place: center, first: false}\n",
    )
    chinese, _ = read(
        tmp_path / "b.yaml",
        "页面: {纸张: 16开, 天头: 30毫米, 订口: 24毫米}\n版心: {宽: 140毫米, 高: 200毫米}\n页码: {位置: 中, 首页: 否}\n",
    )
    assert english is not None
    assert chinese is not None
    assert english._replace(files=()) == chinese._replace(files=())


def test_a_place_from_the_page_and_from_the_type_area_is_one(own: Path) -> None:
    house, _ = read(own, "head: {rows: [{name: true, top: 10mm}, {name: true, top: 47mm, from: page}]}\n")
    assert house is not None
    first, second = (row for row in house.head.rows if isinstance(row, NameRow))
    assert first.place.at == pytest.approx(second.place.at)


KEYS = {key.name for table in vars(vocabulary).values() if isinstance(table, Keys) for key in table.keys}

BAD = {
    "styles: {body: {size: 15}}": "B631",
    "styles: {body: {size: 15px}}": "B631",
    "styles: {body: {size: 900pt}}": "B632",
    "styles: {body: {size: 60pt}}": "B648",
    "styles: {title: {left: 19em}}": "B647",
    "styles: {bodi: {size: 15pt}}": "B131",
    "styles: {body: {face: comic}}": "B141",
    "styles: [1]": "B135",
    "styles: {body: 15pt}": "B135",
    "styles: {level1: {like: level2}, level2: {like: level1}}": "B640",
    "styles: {title: {lines: [0]}}": "B139",
    "styles: {title: {lines: []}}": None,
    "language: 2": "B139",
    "extends: nowhere": "B630",
    "extends: ./none.yaml": "B504",
    "extends: ./own.yaml": "B634",
    "extends: /etc/passwd.yaml": "B214",
    "page: {size: A7}": "B141",
    "page: {size: [210mm]}": "B135",
    "page: {size: [10mm, 10mm]}": "B632",
    "page: {top: 250mm}": "B637",
    "page: {inner: 60mm}": "B637",
    "grid: {lines: 200}": "B139",
    "grid: {lines: 22, pitch: 40pt, height: 225mm}": "B633",
    "grid: {characters: 28, cell: 20pt, width: 156mm}": "B633",
    "grid: {pitch: 8pt}": "B637",
    "inks: {red: [0, 100]}": "B643",
    "inks: {red: [0, 100, 100, 300]}": "B643",
    "inks: {green: [0, 0, 0, 0]}": "B130",
    "head: {rows: [{}]}": None,
    "head: {rows: [{top: 3mm}]}": "B638",
    "head: {rows: [{name: true, rule: red}]}": "B638",
    "head: {rows: [{left: nobody}]}": "B141",
    "head: {rows: [{left: {slot: name, text: 甲}}]}": "B638",
    "head: {rows: [{rule: red, stack: true}]}": "B645",
    "head: {rows: [{rule: red, baseline: 3mm}]}": "B645",
    "head: {rows: [{name: true, top: 3mm, bottom: 9mm}]}": "B646",
    "head: {rows: [{name: true, free: true}]}": "B646",
    "head: {rows: [{name: true, top: 500mm}]}": "B632",
    "head: {rows: [{rule: red, length: 400mm}]}": "B632",
    "head: {rows: [{picture: none.png, width: 20mm}]}": "B504",
    "head: {rows: 甲}": "B135",
    "frame: [{rule: red}]": "B646",
    "frame: [{name: true, top: 3mm}]": "B638",
    "folio: {form: 页}": "B642",
    "folio: {form: '{n} {n}'}": "B642",
    "folio: {form: '{x} {n}'}": "B642",
    "folio: {drop: 5mm, from_foot: 9mm}": "B646",
    "folio: {from_foot: 0}": "B632",
    "folio: {place: above}": "B141",
    "foot: {rows: [[report], [report]]}": "B644",
    "foot: {pitch: 7pt}": "B648",
    "foot: {outer: 90mm}": "B632",
    "contents: {numbers: sometimes}": "B138",
    "reports: {under_title: [title]}": "B141",
    "reports: {under_title: [source, source, source, source]}": "B145",
    "mirror: perhaps": "B140",
    "page: &a {top: *a}": "B101",
    "artwork: none.svg": "B504",
    "unknown: 1": "B130",
    "- 1": "B146",
    "page: {top: 37mm": "B105",
}  # fmt: skip


@pytest.mark.parametrize("text", BAD)
def test_a_bad_design_is_told_with_its_place(own: Path, text: str) -> None:
    own.write_text(text + "\n", "utf-8")
    problems = Problems()
    found = read_design(str(own), problems)
    codes = [problem.code for problem in problems]
    if BAD[text] is None:
        assert not problems.errors
        return
    assert found is None
    assert all(
        problem.span is not None and problem.message("zh") and problem.message("en") for problem in problems
    )
    if BAD[text] not in ("B101", "B105", "B130"):
        assert BAD[text] in codes
    for problem in problems:
        # Of the words it takes (face: …) and of designs the English ones are names as well.
        named = set(re.findall("[a-z_]{4,}", problem.message("zh"))) - set(re.findall("[a-z_]+", text))
        assert not named & KEYS, problem.message("zh")


def test_a_chain_too_long_is_refused(tmp_path: Path) -> None:
    for number in range(7):
        (tmp_path / f"{number}.yaml").write_text(f"extends: ./{number + 1}.yaml\n", "utf-8")
    (tmp_path / "7.yaml").write_text("mirror: false\n", "utf-8")
    problems = Problems()
    assert read_design(str(tmp_path / "0.yaml"), problems) is None
    assert [problem.code for problem in problems] == ["B635"]


@pytest.mark.parametrize("name", DESIGNS)
def test_every_value_of_a_shipped_design_has_its_origin(name: str) -> None:
    settings = settings_of(layers_of(name), shipped(name))
    assert {setting.origin for setting in settings} <= {name, "gongwen", ""}
    assert {"grid.lines", "styles.body.face", "folio.form", "mirror"} - {one.path for one in settings} <= {
        "mirror"
    }


def test_the_default_leaves_the_standard_in_the_place_of_the_name_alone() -> None:
    assert [(one.clause, one.force) for one in deviations(shipped())] == [("7.2.4", "practice")]
    assert {one.clause for one in deviations(shipped("tuanxue"))} >= {"5.2.1", "7.3.1", "7.5"}


@pytest.mark.parametrize("name", DESIGNS)
def test_a_shipped_design_has_nothing_wrong_or_idle(name: str) -> None:
    problems = Problems()
    source = Path(__file__).parents[2] / "src" / "bulletin_pdf" / "data" / "designs" / f"{name}.yaml"
    assert read_design(str(source), problems)
    assert not list(problems)


def test_what_has_no_effect_in_a_style_is_told(own: Path) -> None:
    text = "styles: {body: {mark: ■}, folio: {ink: red}, number: {align: left}, level1: {above: 1}}\n"
    house, found = read(own, text)
    assert house is not None
    assert found == ["B228", "B228", "B228"]


def test_empty_lines_of_headings_and_red_text_are_set(own: Path) -> None:
    house, found = read(own, "styles: {level1: {above: 1, below: 1, ink: red}}\n")
    assert house is not None
    assert not found
    assert (house.styles.level1.above, red_in_text(house)) == (1, ("level1",))


def test_columns_alone_keep_the_size_of_the_text(own: Path) -> None:
    """P-82: as many whole characters as find room, two characters of white between."""
    house, found = read(own, "grid: {columns: 2}\n")
    assert house is not None and not found
    plain = shipped().page
    assert house.page.characters == pytest.approx(13)
    assert house.page.cell == pytest.approx(plain.cell)
    assert house.page.gap == pytest.approx(2 * house.page.cell)
    assert house.page.width == pytest.approx(plain.width)


@pytest.mark.parametrize(
    ("grid", "characters", "gap"),
    [("characters: 12", 12, None), ("characters: 12, gap: 10mm", 12, mm(10)), ("gap: 10mm", 13, mm(10)),
     ("characters: 12, cell: 16pt", 12, 32.0), ("columns: 3, gap: 1em, cell: 12pt", 11.6168, None)],
)  # fmt: skip
def test_characters_cells_and_columns_add_up(
    own: Path, grid: str, characters: float, gap: float | None
) -> None:
    columns = "" if "columns" in grid else "columns: 2, "
    house, found = read(own, f"grid: {{{columns}{grid}}}\n")
    assert house is not None
    page = house.page
    assert page.characters == pytest.approx(characters)
    assert page.columns * page.characters * page.cell + (page.columns - 1) * page.gap == pytest.approx(
        page.width
    )
    assert gap is None or page.gap == pytest.approx(gap)


@pytest.mark.parametrize(
    "text",
    ["grid: {gap: 8mm}\n", "grid: {rule: 0.1mm}\n", "styles: {title: {span: all}}\n",
     "extends: neikan\ngrid: {columns: 1, rule: 0.2mm}\nstyles: {title: {size: 小三}}\n"],
)  # fmt: skip
def test_what_needs_columns_is_told_where_there_is_one(own: Path, text: str) -> None:
    assert read(own, text)[1] == ["B531"]


def test_columns_wider_than_the_page_and_too_thick_a_rule_are_refused(own: Path) -> None:
    assert read(own, "grid: {columns: 4, characters: 28, cell: 16pt}\n")[1] == ["B637"]
    assert read(own, "grid: {columns: 2, gap: 2mm, rule: 2mm}\n")[1] == ["B632"]


def test_neikan_is_what_its_source_says() -> None:
    page = shipped("neikan").page
    assert (page.columns, page.lines) == (2, 44)
    assert page.characters == pytest.approx(26)
    assert page.column == pytest.approx(mm(81)) and page.gap == pytest.approx(mm(8))
    assert page.pitch == pytest.approx(15.5, abs=0.05)
