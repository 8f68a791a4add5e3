"""A file that says what it must and draws something else is noticed: other glyphs, other widths, text off its page."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.t2CharStringPen import T2CharStringPen
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, NameObject, NumberObject

from attest.damage import faults_of, line_of, readable, rewritten, shown
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.problems import Problem, Problems
from bulletin_pdf.typeset_issue import open_fonts
from support.issues import write_issue
from support.narrowed import untyped

FIRST = "州委州政府高度重视，多次调研部署，明确责任，细化任务，建立台账，定期通报。"
LAST = "The quick brown fox jumps over the lazy dog."
BODY = (FIRST, "村民自己议事，自己办事，自己评事，大家都说这个办法好。", LAST)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_issue(tmp_path_factory.mktemp("drawn"), *BODY)


@cache
def _readable(source: Path) -> str:
    return readable(source, source.parent)


def faults(source: Path, change: Callable[[str], str]) -> list[tuple[str, dict[str, Any]]]:
    file = _readable(source)
    changed = change(file)
    assert changed != file, "nothing was changed"
    return found_in(rewritten(changed, source.parent), source)


def found_in(data: bytes, source: Path) -> list[tuple[str, dict[str, Any]]]:
    found: list[Problem] = list(faults_of(data, source))
    return [(problem.code, dict(problem.details)) for problem in found]


# Glyphs and widths


class Fonts:
    """The composite fonts of a finished file, to be changed one by one."""

    def __init__(self, source: Path) -> None:
        self.pdf = PdfWriter(clone_from=Path(source.parent, "print.pdf"))

    def __iter__(self) -> Iterator[Any]:
        yield from (font.get_object() for font in untyped(self.pdf.pages[0])["/Resources"]["/Font"].values())

    def with_code(self, char: str) -> Any:
        """Give the inner font that the character is shown in: the one of the most text that has it."""
        maps = {font["/ToUnicode"].get_data(): font for font in self}
        longest = max((each for each in maps if f"<{ord(char):04X}>".encode() in each), key=len)
        return maps[longest]["/DescendantFonts"][0].get_object()

    def changed(self, source: Path) -> bytes:
        target = source.parent / "changed.pdf"
        self.pdf.write(target)
        return target.read_bytes()


def program_of(inner: Any) -> bytearray:
    return bytearray(inner["/FontDescriptor"]["/FontFile2"].get_data())


def write_program(inner: Any, program: bytes | bytearray) -> None:
    inner["/FontDescriptor"]["/FontFile2"].set_data(bytes(program))


@pytest.fixture
def fonts(source: Path) -> Fonts:
    _readable(source)
    return Fonts(source)


def test_a_file_saved_by_another_program_passes(source: Path, fonts: Fonts) -> None:
    assert found_in(fonts.changed(source), source) == []


@pytest.mark.parametrize(("one", "other"), [("议", "事"), ("高", "度"), ("q", "k"), ("，", "。")])
def test_glyphs_exchanged_in_the_map(source: Path, fonts: Fonts, one: str, other: str) -> None:
    inner = fonts.with_code(one)
    places = bytearray(inner["/CIDToGIDMap"].get_data())
    first, second = 2 * ord(one), 2 * ord(other)
    places[first : first + 2], places[second : second + 2] = (
        places[second : second + 2],
        places[first : first + 2],
    )
    inner["/CIDToGIDMap"].set_data(bytes(places))
    ((code, details),) = found_in(fonts.changed(source), source)
    assert code == "B980"
    assert details["char"] in (one, other)
    assert details["page"] == 1


def test_outlines_exchanged_in_the_program(source: Path, fonts: Fonts) -> None:
    inner = fonts.with_code("议")
    program = program_of(inner)
    tables = {
        bytes(program[at : at + 4]): int.from_bytes(program[at + 8 : at + 12], "big")
        for at in range(12, 12 + 16 * int.from_bytes(program[4:6], "big"), 16)
    }
    places = inner["/CIDToGIDMap"].get_data()
    wide = program[tables[b"head"] + 51] == 1
    size, unit = (4, 1) if wide else (2, 2)
    glyph = int.from_bytes(places[2 * ord("议") : 2 * ord("议") + 2], "big")
    at = tables[b"loca"] + size * glyph
    start = tables[b"glyf"] + unit * int.from_bytes(program[at : at + size], "big")
    program[start + 30] ^= 1  # one coordinate or flag
    write_program(inner, program)
    ((code, details),) = found_in(fonts.changed(source), source)
    assert (code, details["char"], details["code"]) == ("B980", "议", "U+8BAE")


def test_a_font_is_proven_again_when_anything_of_it_is_another(source: Path, fonts: Fonts) -> None:
    """A book remembers the fonts it has proven, to the byte."""
    book = open_fonts(read_issue(str(source)).issue, Problems())
    file = fonts.changed(source)
    assert not list(faults_of(file, source, book)) and not list(faults_of(file, source, book))
    inner = fonts.with_code("议")
    program = program_of(inner)
    program[-1_000] ^= 1
    write_program(inner, program)
    changed = fonts.changed(source)
    told = list(faults_of(changed, source, book))
    assert told and told == list(faults_of(changed, source, book)), (
        "what is wrong is not remembered as proven"
    )
    assert not list(faults_of(file, source, book))


def test_bearings_that_shift_a_glyph(source: Path, fonts: Fonts) -> None:
    inner = fonts.with_code("q")
    program = program_of(inner)
    at = program.index(b"hmtx", 12)
    hmtx = int.from_bytes(program[at + 8 : at + 12], "big")
    glyph = int.from_bytes(inner["/CIDToGIDMap"].get_data()[2 * ord("q") : 2 * ord("q") + 2], "big")
    program[hmtx + 4 * glyph + 2] ^= 1
    write_program(inner, program)
    ((code, details),) = found_in(fonts.changed(source), source)
    assert (code, details["char"]) == ("B980", "q")


def test_a_program_cut_short(source: Path, fonts: Fonts) -> None:
    inner = fonts.with_code("议")
    write_program(inner, program_of(inner)[:200])
    ((code, _),) = found_in(fonts.changed(source), source)
    assert code == "B984"


def test_a_font_that_is_nobodys(source: Path, fonts: Fonts) -> None:
    for font in fonts:
        font[NameObject("/BaseFont")] = NameObject("/ABCDEF+Unknown")
    assert {code for code, _ in found_in(fonts.changed(source), source)} == {"B984"}


@pytest.mark.parametrize(("char", "width"), [("q", 700), ("议", 900), ("，", 500)])
def test_a_wrong_width(source: Path, fonts: Fonts, char: str, width: int) -> None:
    inner = fonts.with_code(char)
    # Of two rows for a code the later one stands.
    inner["/W"].extend((NumberObject(ord(char)), ArrayObject([NumberObject(width)])))
    ((code, details),) = found_in(fonts.changed(source), source)
    assert (code, details["char"], details["page"]) == ("B981", char, 1)


def test_another_width_for_all_that_name_none(source: Path, fonts: Fonts) -> None:
    fonts.with_code("议")[NameObject("/DW")] = NumberObject(980)
    assert [code for code, _ in found_in(fonts.changed(source), source)] == ["B981"]


# Places


def around(source: Path, text: str, before: str, after: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Put operators before and behind the one that shows a text."""

    def change(file: str) -> str:
        line = line_of(file, text)
        return file.replace(line, f"{before}\n{line}\n{after}", 1)

    return faults(source, change)


@pytest.mark.parametrize(
    ("move", "back"),
    [
        ("0 2000 Td", "0 -2000 Td"),
        ("0 -2000 Td", "0 2000 Td"),
        ("400 0 Td", "-400 0 Td"),
        ("-200 0 Td", "200 0 Td"),
        ("1 0 0 1 900 300 Tm", ""),
        ("30 TL T*\n5000 0 TD", ""),
    ],
)
def test_a_line_moved_off_its_page(source: Path, move: str, back: str) -> None:
    found = around(source, FIRST[:8], move, back)
    assert found[0] == ("B982", {"page": 1, "text": found[0][1]["text"]})
    assert str(found[0][1]["text"])[:4] in FIRST


@pytest.mark.parametrize("shift", [-40000, 40000])
def test_a_line_pushed_off_by_its_own_spaces(source: Path, shift: int) -> None:
    def change(file: str) -> str:
        line = line_of(file, FIRST[:8])
        return file.replace(
            line, re.sub(r"^\[?<([0-9a-f]{8})", rf"[<\1>{shift}<", line).replace("> Tj", ">] TJ"), 1
        )

    assert faults(source, change)[0][0] == "B982"


@pytest.mark.parametrize("matrix", ["1 0 0 1 0 900", "1 0 0 1 -600 0", "0 1 -1 0 0 0"])
def test_a_page_moved_as_a_whole(source: Path, matrix: str) -> None:
    def change(file: str) -> str:
        line = line_of(file, FIRST[:8])
        begin = file.rindex("BT\n", 0, file.index(line))
        return f"{file[:begin]}{matrix} cm\n{file[begin:]}"

    assert faults(source, change)[0][0] == "B982"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("3 Tr", "0 Tr"),
        ("3  Tr", "0  Tr"),
        ("7 Tr", "0 Tr"),
        ("30 Tz", "100 Tz"),
        ("400 Ts", "0 Ts"),
        ("1 0 0.4 1 90 400 Tm", ""),
        ("-1 0 0 1 500 400 Tm", ""),
        ("0.05 0 0 0.05 90 400 Tm", ""),
    ],
)
def test_a_line_invisible_or_distorted(source: Path, before: str, after: str) -> None:
    (code, details), *_ = around(source, FIRST[:8], before, after)
    assert (code, details["page"]) == ("B983", 1)
    assert str(details["text"])[:4] in FIRST


@pytest.mark.parametrize("path", ["0 0 100 100 re W n", "0 0 m 900 0 l 0 900 l h W* n"])
def test_a_line_clipped(source: Path, path: str) -> None:
    def change(file: str) -> str:
        line = line_of(file, FIRST[:8])
        begin = file.rindex("BT\n", 0, file.index(line))
        return f"{file[:begin]}{path}\n{file[begin:]}"

    (code, details), *_ = faults(source, change)
    assert (code, details["page"]) == ("B983", 1)


def test_small_type_in_a_large_matrix_is_judged_as_it_shows(source: Path) -> None:
    def change(file: str) -> str:
        line = line_of(file, LAST[:9])
        place = file.index(line)
        begin, end = file.rindex("BT\n", 0, place), file.index("ET\n", place) + 3
        return f"{file[:begin]}q 1 0 0 1 0 0 cm\n{file[begin:end]}Q\n{file[end:]}"

    assert faults(source, change) == []


def test_a_size_too_small_to_be_read(source: Path) -> None:
    def change(file: str) -> str:
        begin = file.rindex(" Tf\n", 0, file.index(line_of(file, FIRST[:8])))
        start = file.rindex(" ", 0, begin) + 1
        return f"{file[:start]}0.5{file[begin:]}"

    assert faults(source, change)[0][0] == "B983"


def test_other_ways_of_writing_the_same_are_read_the_same(source: Path) -> None:
    def change(file: str) -> str:
        line = line_of(file, LAST[:9])
        codes = "".join(re.findall("<([0-9a-f]+)>", line))
        octal = "".join(f"\\{int(codes[at : at + 2], 16):03o}" for at in range(0, len(codes), 2))
        assert shown("T") in codes
        return (
            file.replace(line, f"({octal})\n  Tj", 1)
            if line.endswith("Tj")
            else file.replace(line, line + " ", 1)
        )

    assert faults(source, change) == []


# CFF


@pytest.fixture
def own_cff(tmp_path: Path) -> Path:
    """An issue in a CFF face of the office's own, whose glyphs are boxes of different heights."""
    source = write_issue(tmp_path, *BODY)
    letters = sorted({char for char in LAST if char.isalpha()} | set("0123456789"))
    builder = FontBuilder(1000, isTTF=False)
    names = {ord(char): f"glyph{ord(char)}" for char in letters}
    builder.setupGlyphOrder([".notdef", "space", *names.values()])
    builder.setupCharacterMap({32: "space", **names})
    outlines = {name: _box(code) for code, name in names.items()}
    blank = {".notdef": _box(0), "space": _box(0)}
    builder.setupCFF("Own-Boxes", {}, {**blank, **outlines}, {})
    builder.setupHorizontalMetrics(dict.fromkeys((*blank, *outlines), (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Own", "styleName": "Boxes", "psName": "Own-Boxes"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    builder.setupPost()
    builder.save(tmp_path / "own.otf")
    source.write_text(source.read_text("utf-8") + "fonts: {latin: own.otf}\n", "utf-8")
    return source


def _box(height: int) -> T2CharString:
    pen = T2CharStringPen(600, None)
    if height:
        pen.moveTo((50, 0))
        for point in ((50, 5 * height), (500, 5 * height), (500, 0)):
            pen.lineTo(point)
        pen.closePath()
    return pen.getCharString()


def test_a_cff_program_is_held_against_its_face(own_cff: Path) -> None:
    readable(own_cff, own_cff.parent)
    fonts = Fonts(own_cff)
    assert found_in(fonts.changed(own_cff), own_cff) == []
    (own,) = (font for font in fonts if "Own-Boxes" in font["/BaseFont"])
    program = own["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile3"]
    data = program.get_data()
    # Heights are numbers of two bytes in the outlines (Type 2 charstrings, 3.2): one unit more for q.
    height = 5 * ord("q") - 108
    written = bytes((247 + height // 256, height % 256))
    assert data.count(written) == 1
    program.set_data(data.replace(written, bytes((written[0], written[1] ^ 1))))
    ((code, details),) = found_in(fonts.changed(own_cff), own_cff)
    assert (code, details["char"], details["font"]) == ("B980", "q", "Own-Boxes")


@pytest.mark.parametrize(("old", "new"), [(" Td\n", " Tx\n"), (" Td\n", " \x01 Td\n"), (" Td\n", " 4 Td\n")])
def test_operators_that_are_damaged_are_told(source: Path, old: str, new: str) -> None:
    def change(file: str) -> str:
        line = file.index(line_of(file, LAST[:9]))
        at = file.rindex(old, 0, line)
        return file[:at] + new + file[at + len(old) :]

    assert [code for code, _ in faults(source, change)] == ["B944"]
