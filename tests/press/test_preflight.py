"""Every rule of preflight has a file that breaks it and a file that does not."""

import json
import random
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PIL import Image
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)

from bulletin_pdf.cli.main import main
from bulletin_pdf.fonts.font_book import open_book
from bulletin_pdf.press.impose import impose
from bulletin_pdf.press.preflight.judge import CHECKS, preflight
from bulletin_pdf.press.printer_sheet import ImposeOptions
from bulletin_pdf.problem_codes import CODES
from bulletin_pdf.problems import Problems, show
from support.narrowed import untyped

from .conftest import Publish

Edit = Callable[[pypdf.PdfWriter], None]

ISSUE = """bulletin: 简报
number: 1
date: 2022-06-16
publisher: 办公室
reports:
  - title: 一篇文章
    text: |
      一段文字，“有引号”，（有括号）。
distribution: {report: [省委常委], send: [省直各单位], issue: [各市州文明办]}
"""


@pytest.fixture(scope="session")
def good(made: Publish, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    source = tmp_path_factory.mktemp("good") / "issue.yaml"
    source.write_text(ISSUE, "utf-8")
    return made(source=source).read_bytes()


def edited(data: bytes, edit: Edit, header: str = "%PDF-1.6") -> bytes:
    """Change a good file as another program would."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(data))
    writer.pdf_header = header
    edit(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def paint(operators: str, **resources: DictionaryObject) -> Edit:
    """Paint something more on page 1."""

    def edit(writer: pypdf.PdfWriter) -> None:
        page = writer.pages[0]
        stream = DecodedStreamObject()
        stream.set_data(b"\nq " + operators.encode("latin-1") + b" Q\n")
        old = page.raw_get("/Contents")
        before = list(old) if isinstance(old, ArrayObject) else [old]
        page[NameObject("/Contents")] = ArrayObject([*before, writer._add_object(stream)])
        for kind, entries in resources.items():
            present: Any = page["/Resources"]
            shelf = present.setdefault(NameObject(f"/{kind}"), DictionaryObject())
            shelf.get_object().update(entries)

    return edit


def name(text: str) -> NameObject:
    return NameObject(f"/{text}")


def entry(**values: Any) -> DictionaryObject:
    return DictionaryObject({name(key): value for key, value in values.items()})


def on_page(key: str, value: Callable[[pypdf.PageObject], object] | object, number: int = 0) -> Edit:
    def edit(writer: pypdf.PdfWriter) -> None:
        page = writer.pages[number]
        page[name(key)] = value(page) if callable(value) else value

    return edit


def on_root(key: str, value: Callable[[pypdf.PdfWriter], object] | object) -> Edit:
    def edit(writer: pypdf.PdfWriter) -> None:
        writer.root_object[name(key)] = value(writer) if callable(value) else value

    return edit


def without(key: str) -> Edit:
    def edit(writer: pypdf.PdfWriter) -> None:
        del writer.root_object[name(key)]

    return edit


def in_xmp(old: bytes, new: bytes) -> Edit:
    def edit(writer: pypdf.PdfWriter) -> None:
        stream: Any = writer.root_object["/Metadata"]
        data = stream.get_data()
        assert old in data
        stream.set_data(data.replace(old, new))

    return edit


def add_note(kind: str, rect: tuple[float, ...] = (100, 100, 200, 200)) -> Edit:
    def edit(writer: pypdf.PdfWriter) -> None:
        note = entry(Type=name("Annot"), Subtype=name(kind), Rect=ArrayObject(map(FloatObject, rect)))
        writer.pages[0][name("Annots")] = ArrayObject([writer._add_object(note)])

    return edit


def add_page(size: tuple[float, float], filled: bool = True) -> Edit:
    def edit(writer: pypdf.PdfWriter) -> None:
        page = writer.add_blank_page(*size)
        page[name("TrimBox")] = RectangleObject((0, 0, *size))
        if filled:
            stream = DecodedStreamObject()
            stream.set_data(b"0 0 0 1 k 200 300 50 50 re f")
            page[name("Contents")] = writer._add_object(stream)

    return edit


def plate(spot: str, mixture: tuple[float, ...] = (0, 1, 1, 0)) -> ArrayObject:
    tint = entry(
        FunctionType=NumberObject(2),
        Domain=ArrayObject([NumberObject(0), NumberObject(1)]),
        C0=ArrayObject([NumberObject(0)] * 4),
        C1=ArrayObject(map(FloatObject, mixture)),
        N=NumberObject(1),
    )
    return ArrayObject([name("Separation"), name(spot), name("DeviceCMYK"), tint])


def image(pixels: int, mode: str = "L", colour: Any = 128, **more: Any) -> DecodedStreamObject:
    picture = Image.new(mode, (pixels, pixels), colour)
    stream = DecodedStreamObject()
    stream.set_data(picture.tobytes())
    space = {"L": "DeviceGray", "1": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}[mode]
    stream.update(
        entry(
            Type=name("XObject"), Subtype=name("Image"), Width=NumberObject(pixels),
            Height=NumberObject(pixels), ColorSpace=name(space),
            BitsPerComponent=NumberObject(1 if mode == "1" else 8), **more,
        )
    )  # fmt: skip
    return stream


def place(picture: DecodedStreamObject, side: float = 144) -> Edit:
    """Place an image, `side` pt wide, in the middle of page 1."""

    def edit(writer: pypdf.PdfWriter) -> None:
        entries = entry(ImX=writer._add_object(picture))
        paint(f"{side} 0 0 {side} 200 300 cm /ImX Do", XObject=entries)(writer)

    return edit


def text(
    words: str = "words", font: str = "Helvetica", size: float = 16, x: float = 200, before: str = "0 0 0 1 k"
) -> Edit:
    facts = entry(Type=name("Font"), Subtype=name("Type1"), BaseFont=name(font))
    return paint(f"{before} BT /Fx {size} Tf {x} 300 Td ({words}) Tj ET", Font=entry(Fx=facts))


def all_of(*edits: Edit) -> Edit:
    def edit(writer: pypdf.PdfWriter) -> None:
        for one in edits:
            one(writer)

    return edit


def unmap(writer: pypdf.PdfWriter) -> None:
    for font in untyped(writer.pages[0])["/Resources"]["/Font"].values():
        del font.get_object()["/ToUnicode"]


def private(writer: pypdf.PdfWriter) -> None:
    """A font whose w is said to be a private character."""
    cmap = DecodedStreamObject()
    cmap.set_data(b"1 beginbfchar <77> <E000> endbfchar")
    facts = entry(
        Type=name("Font"), Subtype=name("Type1"), BaseFont=name("Own"), ToUnicode=writer._add_object(cmap)
    )
    paint("0 0 0 1 k BT /Fx 16 Tf 200 300 Td (w) Tj ET", Font=entry(Fx=facts))(writer)


def bad_intent(writer: pypdf.PdfWriter) -> None:
    profile = untyped(writer.root_object["/OutputIntents"])[0]["/DestOutputProfile"]
    data = profile.get_data()
    profile.set_data(data[:12] + b"mntr" + data[16:])


def on_second(writer: pypdf.PdfWriter) -> None:
    """Red on a page after the first."""
    add_page((595.276, 841.89))(writer)
    stream = DecodedStreamObject()
    stream.set_data(b"\nq 0 1 1 0 k 200 300 100 5 re f Q\n")
    page = writer.pages[len(writer.pages) - 1]
    page[name("Contents")] = ArrayObject([page.raw_get("/Contents"), writer._add_object(stream)])


OVER = entry(GX=entry(OP=BooleanObject(True), op=BooleanObject(True)))

BAD: list[tuple[str, Edit]] = [
    ("F-01c", in_xmp(b"PDF/X-4", b"PDF/X-1")),
    ("F-01d", in_xmp(b"xmpMM:VersionID", b"xmpMM:Other")),
    ("F-01e", in_xmp(b"<pdf:Trapped>False", b"<pdf:Trapped>Unknown")),
    ("F-01f", lambda writer: writer.add_metadata({"/Title": "Another"})),
    ("F-01g", on_page("ArtBox", RectangleObject((10, 10, 500, 800)))),
    ("F-01h", on_page("TrimBox", RectangleObject((-20, 0, 595.276, 841.89)))),
    ("F-01i", add_note("Link")),
    ("F-01j", on_root("OpenAction", entry(S=name("JavaScript"), JS=TextStringObject("app.beep()")))),
    ("F-01j", on_page("AA", entry(O=entry(S=name("Named"))))),
    ("F-01j", on_root("AcroForm", entry(Fields=ArrayObject([entry(T=TextStringObject("a"))])))),
    ("F-01k", paint("/GX gs", ExtGState=entry(GX=entry(TR=name("Identity"))))),
    ("F-01k", paint("/GX gs", ExtGState=entry(GX=entry(TR2=name("Identity"))))),
    ("F-02", on_page("UserUnit", FloatObject(2))),
    ("F-03a", add_page((595.276, 600))),
    ("F-03b", on_page("CropBox", RectangleObject((50, 50, 500, 800)))),
    ("F-04a", add_page((595.276, 841.89), filled=False)),
    ("F-04b", all_of(add_page((595.276, 841.89)), add_page((595.276, 841.89)))),
    ("F-05a", paint("/GX gs 0 0 0 0 k 200 300 30 30 re f", ExtGState=OVER)),
    ("F-05b", paint("/GX gs 0.5 g 200 300 30 30 re f", ExtGState=OVER)),
    ("F-06a", text(size=10)),
    ("F-06b", paint("0 0 0 1 K 1 w 200 300 m 300 300 l S")),
    ("F-07a", text()),
    ("F-07b", text(font="Courier")),
    ("F-08a", text(before="0.6 0.4 0.4 1 k")),
    ("F-08a", text(before="0 0 0 rg")),
    ("F-08b", text(size=7, before="0 0.5 0.5 0 k")),
    ("F-09", paint("0 0 0 1 K 0.1 w 200 300 m 300 300 l S")),
    ("F-09", paint("0 0 0 1 K 0 w 200 300 m 300 300 l S")),
    ("F-10a", paint(
        "/A cs 1 scn 200 300 9 9 re f /B cs 1 scn 200 320 9 9 re f /C cs 1 scn 200 340 9 9 re f",
        ColorSpace=entry(A=plate("One"), B=plate("Two"), C=plate("Three")),
    )),
    ("F-10b", paint(
        "/A cs 1 scn 200 300 9 9 re f /B cs 1 scn 200 320 9 9 re f",
        ColorSpace=entry(A=plate("Red"), B=plate("Red", (0, 0.8, 0.8, 0))),
    )),
    ("F-10b", paint(
        "/A cs 1 scn 200 300 9 9 re f /B cs 1 scn 200 320 9 9 re f",
        ColorSpace=entry(A=plate("Bulletin Red"), B=plate("bulletinred")),
    )),
    ("F-10c", paint("/A cs 1 scn 200 300 9 9 re f", ColorSpace=entry(A=plate("All", (1, 1, 1, 1))))),
    ("F-11", paint("1 1 1 0.5 k 200 300 30 30 re f")),
    ("F-11", place(image(600, "CMYK", (255, 255, 255, 128)))),
    ("F-12", on_page("Group", entry(S=name("Transparency"), CS=name("DeviceRGB")))),
    ("F-12", paint("/GX gs 0 0 0 1 k 200 300 30 30 re f", ExtGState=entry(GX=entry(ca=FloatObject(0.5))))),
    ("F-13a", place(image(200))),
    ("F-13b", place(image(400))),
    ("F-13c", place(image(1000))),
    ("F-13a", place(image(800, "1", 1))),
    ("F-13d", place(image(600, Filter=name("JPXDecode")))),
    ("F-14a", on_root("OCProperties", DictionaryObject())),
    ("F-14b", without("OutputIntents")),
    ("F-14c", bad_intent),
    ("F-14d", paint("0 0 1 rg 200 300 30 30 re f")),
    ("F-14d", place(image(600, "RGB", (9, 200, 9)))),
    ("F-15a", on_page("TrimBox", RectangleObject((0, 0, 500, 700)))),
    ("F-15b", text(x=30)),
    ("F-15f", on_second),
    ("F-16a", unmap),
    ("F-16b", private),
    ("F-17", paint("0 0 0 1 k 5 300 30 30 re f")),
]  # fmt: skip


def codes(data: bytes, edition: str = "print") -> list[str]:
    return [problem.code for problem in preflight("x.pdf", data, edition)]


def test_a_font_that_is_only_chosen_prints_nothing(good: bytes) -> None:
    assert codes(edited(good, text(words=""))) == []


def test_the_good_file_is_good(good: bytes) -> None:
    assert codes(good) == []
    assert codes(edited(good, lambda writer: None)) == []


@pytest.mark.parametrize(("code", "edit"), BAD, ids=[f"{code}-{n}" for n, (code, _) in enumerate(BAD)])
def test_a_bad_file_trips_its_rule(good: bytes, code: str, edit: Edit) -> None:
    assert code in codes(edited(good, edit))


def test_every_rule_has_a_bad_file() -> None:
    by_layout = {"F-15c", "F-15d", "F-15e", "F-16c"}  # tested below, on pages set wrongly
    by_writing = {"F-01a", "F-01b", "F-19a", "F-19b", "F-19c"}
    by_kind = {"F-18", "F-20"}  # tested in test_own_kinds
    rules = {code for code in CODES if code.startswith("F-")}
    assert {code for code, _ in BAD} | by_layout | by_writing | by_kind == rules


def test_header_and_identifier(good: bytes) -> None:
    assert "F-01a" in codes(edited(good, lambda writer: None, "%PDF-1.3"))
    assert "F-01b" in codes(good.replace(b"/ID [", b"/IX ["))


def test_an_encrypted_file_is_told_and_the_rest_judged(good: bytes, tmp_path: Path) -> None:
    def closed(password: str) -> Edit:
        return all_of(text(), lambda writer: writer.encrypt(password, "owner", algorithm="AES-128"))

    found = codes(edited(good, closed("")))
    assert {"F-19a", "F-07a"} <= set(found)
    assert "F-19a" not in codes(edited(good, closed("")), "screen")
    assert codes(edited(good, closed("secret"))) == ["B620"]


def test_a_file_without_its_end_is_told_and_the_rest_judged(good: bytes) -> None:
    plain = edited(good, text())
    found = codes(plain[: plain.rindex(b"xref")])
    assert {"F-19b", "F-07a"} <= set(found)


def test_pages_that_are_not_there_are_named(good: bytes) -> None:
    def lost(writer: pypdf.PdfWriter) -> None:
        kids = untyped(writer.root_object["/Pages"])["/Kids"]
        kids.append(pypdf.generic.IndirectObject(9_999, 0, writer))
        untyped(writer.root_object["/Pages"])[name("Count")] = NumberObject(2)

    (found,) = [problem for problem in preflight("x.pdf", edited(good, lost)) if problem.code == "F-19c"]
    assert dict(found.details)["pages"] == ("2",)


def test_a_page_set_wrongly() -> None:
    """F-15c…F-15e, F-16c on pages made by our own writer with another grid."""
    from bulletin_pdf.fonts.font_book import open_book
    from bulletin_pdf.geometry import A4, mm
    from bulletin_pdf.inks import BLACK
    from bulletin_pdf.pages import Document, Page, Rule, TextRun
    from bulletin_pdf.pdf.profile import PRINT
    from bulletin_pdf.pdf.write.pdf_file import render

    book = open_book()
    face = book.face("fangsong").id
    lines: list[Any] = [TextRun(mm(28), mm(45) + 24 * n, "“一行字", face, 16, BLACK) for n in range(25)]
    colophon = [
        Rule(mm(28), mm(240), mm(184), mm(240), mm(0.35), BLACK),
        TextRun(mm(33), mm(246), "报：省委", face, 14, BLACK),
        Rule(mm(28), mm(250), mm(184), mm(250), mm(0.35), BLACK),
    ]
    song = book.face("song").id
    folio = [TextRun(mm(100), mm(275), "— 1 —", song, 14, BLACK)]
    page = Page(A4, tuple(lines + colophon + folio))
    found = codes(render(Document((page,), (), (), "t", date="2022-06-16"), PRINT, book))
    assert {"F-15c", "F-15d", "F-15e", "F-16c"} <= set(found)


@pytest.mark.parametrize("red", ["process", "gb", "spot"])
@pytest.mark.parametrize("marks", [False, True])
def test_what_we_build_passes(made: Publish, red: str, marks: bool) -> None:
    """But for the quotation mark that the source itself leaves open."""
    assert codes(made(red=red, marks=marks).read_bytes()) == ["F-16c"]
    for edition in ("overprint", "head"):
        assert set(codes(made(edition, red=red, marks=marks).read_bytes(), edition)) <= {"F-16c"}


@pytest.mark.parametrize("edition", ["archive", "screen"])
def test_editions_for_reading_answer_to_fewer_rules(made: Publish, edition: str) -> None:
    data = made(edition).read_bytes()
    assert codes(data, edition) == ["F-16c"]
    assert "F-01c" in codes(data, "print")


def test_pages_of_one_fault_are_one_finding(made: Publish) -> None:
    data = made("screen").read_bytes()
    (found,) = [problem for problem in preflight("x.pdf", data, "print") if problem.code == "F-14d"]
    assert dict(found.details)["pages"] == tuple("12345678")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.6\n%%EOF", b"\0" * 100])
def test_rubbish(data: bytes) -> None:
    assert codes(data) == ["B620"]


_TOKEN = re.compile(rb"/[A-Za-z0-9]+|-?[0-9]+|\\[|\\]|<<|>>|\\bR\\b|endstream|stream")
_OTHER = (
    b"/X",
    b"0",
    b"-1",
    b"99999999999",
    b"1e400",
    b"[",
    b"]",
    b"<<",
    b">>",
    b"null",
    b"(a)",
    b"3 0 R",
    b"",
)


@pytest.mark.parametrize("seed", range(10))
def test_damage_anywhere_is_judged_and_never_a_crash(good: bytes, seed: int) -> None:
    """Bits turned over, tokens changed for others, an end cut off: preflight and imposing say what they can."""
    chance = random.Random(seed)
    data = bytearray(edited(good, lambda writer: None))
    if seed % 3 == 0:
        for _ in range(chance.choice((1, 5, 40))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    elif seed % 3 == 1:
        tokens = chance.sample(list(_TOKEN.finditer(bytes(data))), chance.choice((1, 5, 20)))
        for match in sorted(tokens, key=lambda match: -match.start()):
            data[match.start() : match.end()] = chance.choice(_OTHER)
    else:
        del data[chance.randrange(len(data)) :]
    for problem in preflight("x.pdf", bytes(data)):
        assert show(problem, "zh")
        assert show(problem, "en")
    problems = Problems()
    assert (
        impose("x.pdf", bytes(data), ImposeOptions("saddle"), open_book(), problems) is not None
        or problems.errors
    )


def test_exit_codes_and_json(good: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for stem, edit in (("good", lambda writer: None), ("warned", text(size=10, font="X")), ("bad", text())):
        (tmp_path / f"{stem}.pdf").write_bytes(edited(good, edit))
    (tmp_path / "warned.pdf").write_bytes(edited(good, paint("0 0 0 1 K 1 w 200 300 m 300 300 l S")))
    good_file, warned, bad = (str(tmp_path / f"{stem}.pdf") for stem in ("good", "warned", "bad"))
    assert main(["preflight", good_file]) == 0
    assert main(["preflight", good_file, warned]) == 0
    assert main(["preflight", "--strict", good_file]) == 0
    assert main(["preflight", "--strict", good_file, warned]) == 1
    assert main(["preflight", warned, bad]) == 1
    assert main(["preflight", str(tmp_path / "none.pdf")]) == 1
    (tmp_path / "empty.pdf").touch()
    capsys.readouterr()
    assert main(["preflight", "--lang", "en", str(tmp_path / "empty.pdf")]) == 1
    assert "not ready for the printer" in capsys.readouterr().out
    assert main(["preflight", good_file, "--edition", "poster"]) == 2
    capsys.readouterr()
    assert main(["preflight", "--format", "json", "--lang", "en", bad]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["verdict"] == "errors"
    assert {json.loads(line)["code"] for line in err.splitlines()} >= {"F-07a"}


def test_every_edition_can_be_judged() -> None:
    from bulletin_pdf.pdf.profile import PROFILES

    assert set(PROFILES) <= set(CHECKS)
