"""Faces of collections, weights of variable fonts, names of any length: small fonts made from shipped faces."""

import io
import json
import subprocess
from pathlib import Path

import pypdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from bulletin_pdf.cli.main import main
from bulletin_pdf.fonts.face import Face
from bulletin_pdf.fonts.font_book import FontBook, check_face
from bulletin_pdf.fonts.font_file import FontFile
from bulletin_pdf.fonts.truetype import subset_truetype
from bulletin_pdf.fonts.webfont import web_font
from support.verapdf import verdicts

HANZI = " —0123456789中文明大小上下一人年国实A骨直令"
WEIGHTS = {"Thin": 100, "Regular": 400, "Bold": 700}
LONG = "Office" + "Name" * 60


def small(book: FontBook, role: str, family: str, style: str = "Regular", name: str = "") -> TTFont:
    """Cut a shipped face down to a few characters and give it names."""
    face = book.face(role)
    font = TTFont(io.BytesIO(web_font(face, {char: face.glyphs[char] for char in HANZI})))
    FontBuilder(font=font).setupNameTable(
        {
            "familyName": family,
            "styleName": style,
            "fullName": family,
            "psName": name or family.replace(" ", "") + "-" + style,
        }
    )
    return font


@pytest.fixture(scope="module")
def collection(book: FontBook, tmp_path_factory: pytest.TempPathFactory) -> str:
    """As Noto CJK is made: Japanese first; 骨 of each is another one."""
    path = tmp_path_factory.mktemp("ttc") / "cjk.ttc"
    fonts = TTCollection()
    roles = {"Try CJK JP": "song", "Try CJK KR": "xbs", "Try CJK SC": "hei", "Try CJK TC": "kai"}
    fonts.fonts = [small(book, role, family) for family, role in roles.items()]
    fonts.save(path)
    return str(path)


@pytest.mark.parametrize(
    ("chosen", "index"),
    [
        ("", 2),
        ("#SC", 2),
        ("#简体", 2),
        ("#JP", 0),
        ("#日文", 0),
        ("#tc", 3),
        ("#1", 1),
        ("#0", 0),
        ("#Try CJK TC", 3),
        ("#try cjk kr regular", 1),
        ("#TryCJKJP-Regular", 0),
    ],
)
def test_a_face_of_a_collection_is_chosen_by_script_name_or_place(
    collection: str, chosen: str, index: int
) -> None:
    face, faults = check_face("hei", collection + chosen)
    assert not faults
    assert face is not None
    assert face.choice.place == index


def test_faces_of_one_collection_have_ids_and_glyphs_of_their_own(collection: str) -> None:
    faces = [check_face("hei", f"{collection}#{index}")[0] for index in range(4)]
    assert len({face.id for face in faces if face}) == 4
    programs = [subset_truetype(face.open_file(), [face.glyphs["骨"]])[0] for face in faces if face]
    assert len(set(programs)) == 4


@pytest.mark.parametrize("chosen", ["#TH", "#4", "#Times", "#SC#700"])
def test_a_face_that_is_not_in_the_collection_is_refused_with_those_that_are(
    collection: str, chosen: str
) -> None:
    (fault,) = check_face("hei", collection + chosen)[1]
    assert fault.code == "no-such-face"
    assert "Try CJK" in fault.detail


def test_a_collection_without_scripts_gives_its_first_face(book: FontBook, tmp_path: Path) -> None:
    fonts = TTCollection()
    fonts.fonts = [small(book, "song", "SimTry"), small(book, "song", "NSimTry")]
    fonts.save(tmp_path / "simtry.ttc")
    face, _ = check_face("song", str(tmp_path / "simtry.ttc"))
    assert face is not None
    assert face.postscript_name == "SimTry-Regular"


# Weights


def axis(font: TTFont) -> None:
    """Give a font an axis of weight from 100 to 900."""
    names = [{"stylename": name, "location": {"wght": weight}} for name, weight in WEIGHTS.items()]
    FontBuilder(font=font).setupFvar([("wght", 100, 100, 900, "Weight")], names)


@pytest.fixture(scope="module")
def variable(book: FontBook, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A font whose points move with the weight, each in another way."""
    from fontTools.ttLib.tables.TupleVariation import TupleVariation

    path = tmp_path_factory.mktemp("vf") / "vf.ttf"
    font = small(book, "hei", "Try VF", "Thin")
    axis(font)
    glyf, moves = font["glyf"], {}
    for name in font.getGlyphOrder():
        count = len(glyf[name].coordinates) if glyf[name].numberOfContours > 0 else 0
        points = [(7 * place % 23, 5 * place % 17) for place in range(count)]
        moves[name] = [TupleVariation({"wght": (0, 1, 1)}, [*points, (0, 0), (0, 0), (0, 0), (0, 0)])]
    FontBuilder(font=font).setupGvar(moves)
    font.save(path)
    return str(path)


@pytest.fixture(scope="module")
def variable_cff(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A font of PostScript outlines (CFF2): squares that grow with the weight."""
    path = tmp_path_factory.mktemp("cff2") / "vf.otf"
    order = [".notdef", *(f"uni{ord(char):04X}" for char in HANZI)]
    square = [
        100,
        0,
        "rmoveto",
        500,
        300,
        1,
        "blend",
        "hlineto",
        700,
        "vlineto",
        -500,
        -300,
        1,
        "blend",
        "hlineto",
    ]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(char): f"uni{ord(char):04X}" for char in HANZI})
    builder.setupNameTable({"familyName": "Try CFF2", "styleName": "Thin", "psName": "TryCFF2-Thin"})
    axis(builder.font)
    builder.setupCFF2(
        {name: T2CharString(program=list(square)) for name in order}, regions=[{"wght": (0, 1, 1)}]
    )
    builder.setupHorizontalMetrics(dict.fromkeys(order, (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880)
    builder.setupPost()
    builder.save(path)
    return str(path)


@pytest.mark.parametrize(
    ("chosen", "weight", "name"),
    [
        ("#700", 700, "TryVF-wght700"),
        ("#Bold", 700, "TryVF-Bold"),
        ("#regular", 400, "TryVF-Regular"),
        ("#TryVF-Bold", 700, "TryVF-Bold"),
        ("#100", 100, "TryVF-wght100"),
        ("#555.5", 555.5, "TryVF-wght555.5"),
    ],
)
def test_a_variable_font_is_cut_at_the_named_weight_as_another_library_cuts_it(
    variable: str, chosen: str, weight: float, name: str
) -> None:
    face, faults = check_face("hei", variable + chosen)
    assert not faults
    assert face is not None
    assert face.postscript_name == name
    theirs = instantiateVariableFont(TTFont(variable), {"wght": weight})
    mine = TTFont(io.BytesIO(face._cut))
    assert mine.getGlyphOrder() == theirs.getGlyphOrder()
    for glyph in theirs.getGlyphOrder():
        ours, other = mine["glyf"][glyph], theirs["glyf"][glyph]
        pairs = zip(getattr(ours, "coordinates", ()), getattr(other, "coordinates", ()), strict=True)
        assert all(abs(x - u) <= 1 and abs(y - v) <= 1 for (x, y), (u, v) in pairs)
        assert mine["hmtx"][glyph][0] == theirs["hmtx"][glyph][0]


@pytest.mark.parametrize(
    ("chosen", "code"),
    [("", "variable"), ("#50", "no-such-face"), ("#Heavy", "no-such-face"), ("#400#700", "no-such-face")],
)
def test_a_variable_font_without_a_weight_is_refused_with_those_it_has(
    variable: str, chosen: str, code: str
) -> None:
    (fault,) = check_face("hei", variable + chosen)[1]
    assert (fault.code, fault.detail) == (code, "Thin、Regular、Bold")


def test_postscript_outlines_are_cut_too(variable_cff: str) -> None:
    face, faults = check_face("hei", variable_cff + "#500")
    assert not faults
    assert face is not None
    assert face.is_cff
    pen = RecordingPen()
    face._font.draw_glyph_with_pen(face.glyphs["国"], pen)
    assert max(points[0][0] for _, points in pen.value if points) == 100 + 500 + 150


def test_damage_to_a_variable_font_is_told(variable: str, tmp_path: Path) -> None:
    data = bytearray(Path(variable).read_bytes())
    place, size = FontFile(variable)._places["fvar"]
    data[place + 4 : place + size] = b"\xff" * (size - 4)
    (tmp_path / "bad.ttf").write_bytes(data)
    (fault,) = check_face("hei", str(tmp_path / "bad.ttf") + "#700")[1]
    assert fault.code in ("unreadable", "no-such-face")


# Names


def test_names_of_any_length_stay_apart_and_fit_a_pdf(book: FontBook, tmp_path: Path) -> None:
    names = []
    for end in "AB":
        path = tmp_path / f"{end}.ttf"
        small(book, "kai", "Long", name=LONG + end).save(path)
        names.append(Face(str(path)).postscript_name)
    assert names[0] != names[1]
    assert all(len(name) <= 63 and name.startswith("OfficeName") for name in names)


def test_an_archive_file_of_such_faces_conforms_and_verifies(
    book: FontBook,
    collection: str,
    variable: str,
    variable_cff: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    small(book, "kai", "Long", name=LONG).save(tmp_path / "long.ttf")
    for name, path in (("cjk.ttc", collection), ("vf.ttf", variable), ("vf.otf", variable_cff)):
        (tmp_path / name).write_bytes(Path(path).read_bytes())
    faces = {
        "hei": "cjk.ttc#SC",
        "fangsong": "cjk.ttc#JP",
        "kai": "long.ttf",
        "song": "vf.ttf#Bold",
        "xbs": "vf.otf#500",
    }
    text = "\n".join(f"  {role}: {file}" for role, file in faces.items())
    source = tmp_path / "issue.yaml"
    source.write_text(
        f"bulletin: 中文明\npublisher: 国人实文\nnumber: 1\ndate: 2022-06-16\ncontents: none\nfonts:\n{text}\n"
        "reports: [{title: 中国大, by: 国人, body: [{heading: 一、上下大小}, 骨直令大小上下]}]\n",
        "utf-8",
    )
    target = tmp_path / "out.pdf"
    assert main(["build", str(source), "-q", "-o", str(target), "--edition", "archive", "--lang", "en"]) == 0
    fonts = subprocess.run(["pdffonts", target], capture_output=True, check=True, text=True).stdout
    for name in ("TryCJKSC-Regular", "TryCJKJP-Regular", "TryVF-Bold", "TryCFF2-wght500", "OfficeNameName"):
        assert f"+{name}" in fonts
    assert main(["verify", str(target), "--files", str(tmp_path), "--lang", "en"]) == 0
    assert "identical" in capsys.readouterr()[0]
    lock = json.loads(pypdf.PdfReader(target).attachments["bulletin.lock.json"][0])
    chosen = {(font["role"], font.get("face")) for font in lock["fonts"] if not font["shipped"]}
    assert {("hei", "TryCJKSC-Regular"), ("song", "TryVF-Bold"), ("xbs", "TryCFF2-wght500")} <= chosen
    for verdict in verdicts([target]):
        assert verdict.compliant, str(verdict)
