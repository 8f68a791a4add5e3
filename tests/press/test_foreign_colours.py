"""Colours of other programs' files are judged by what is meant: Default spaces, calibrated ones, what lies beneath."""

from collections.abc import Callable
from typing import Any

import pypdf
import pytest
from PIL import ImageCms
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NumberObject,
)

from bulletin_pdf.pdf.foreign.colour_spaces import ColourSpaces
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf
from bulletin_pdf.pdf.foreign.painted import read_painted_page
from support.narrowed import untyped

from .test_preflight import Edit, all_of, codes, edited, entry, good, image, name, on_page, paint, place, text

__all__ = ["good"]

Value = object
WHITE = ArrayObject(map(FloatObject, (0.9505, 1, 1.089)))
POINT = entry(WhitePoint=WHITE)
CAL_RGB = ArrayObject([name("CalRGB"), POINT])
CAL_GRAY = ArrayObject([name("CalGray"), POINT])
LAB = ArrayObject(
    [name("Lab"), entry(WhitePoint=WHITE, Range=ArrayObject(map(NumberObject, (-99, 99, -99, 99))))]
)


def stream(data: bytes, **entries: Any) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(data)
    made.update(entry(**entries))
    return made


def icc(components: int = 3) -> ArrayObject:
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return ArrayObject([name("ICCBased"), stream(data, N=NumberObject(components))])


def indexed(base: Value, table: bytes = b"\x00\x00\xff\xff\xff\xff") -> ArrayObject:
    return ArrayObject([name("Indexed"), base, NumberObject(1), ByteStringObject(table)])


def inks(kind: str, alternate: Value, components: int = 3) -> ArrayObject:
    tint = entry(
        FunctionType=NumberObject(2),
        Domain=ArrayObject([NumberObject(0), NumberObject(1)]),
        C0=ArrayObject([NumberObject(1)] * components),
        C1=ArrayObject([NumberObject(0)] * components),
        N=NumberObject(1),
    )
    names = name("Spot") if kind == "Separation" else ArrayObject([name("Spot")])
    return ArrayObject([name(kind), names, alternate, tint])


def area(space: Value, parts: str = "0.1 0.9 0.5", defaults: Any = None) -> Edit:
    """An area in the middle of page 1 in a colour space of the resources."""
    return paint(f"/CX cs {parts} sc 200 300 30 30 re f", ColorSpace=entry(CX=space, **(defaults or {})))


def defaults_for(**spaces: Value) -> Edit:
    return paint("", ColorSpace=entry(**spaces))


RGB = paint("0 0 1 rg 200 300 30 30 re f")
RGB_IMAGE = place(image(600, "RGB", (9, 200, 9)))
INLINE = paint("q 30 0 0 30 200 300 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID \x09\xc8\x09 EI Q")
INLINE_INDEXED = paint("q 30 0 0 30 200 300 cm BI /W 1 /H 1 /BPC 8 /CS [/I /RGB 0 <0000ff>] ID \x00 EI Q")


def form(resources: DictionaryObject | None) -> Edit:
    """A form that paints with rg, with resources of its own or the page's."""

    def edit(writer: pypdf.PdfWriter) -> None:
        own = {} if resources is None else {"Resources": resources}
        box = ArrayObject(map(NumberObject, (0, 0, 600, 800)))
        made = stream(b"0 0 1 rg 200 300 30 30 re f", Subtype=name("Form"), BBox=box, **own)
        paint("/FX Do", XObject=entry(FX=writer._add_object(made)))(writer)

    return edit


def tiled(content: bytes, resources: DictionaryObject, paint_type: int = 1, used: str = "") -> Edit:
    """An area filled with a pattern of cells."""

    def edit(writer: pypdf.PdfWriter) -> None:
        box = ArrayObject(map(NumberObject, (0, 0, 9, 9)))
        cell = stream(
            content, PatternType=NumberObject(1), PaintType=NumberObject(paint_type), TilingType=NumberObject(1),
            BBox=box, XStep=NumberObject(9), YStep=NumberObject(9), Resources=resources,
        )  # fmt: skip
        spaces = entry(PX=ArrayObject([name("Pattern"), *([name("DeviceRGB")] if used else [])]))
        shelf = entry(TX=writer._add_object(cell))
        paint(f"/PX cs {used} /TX scn 200 300 30 30 re f", Pattern=shelf, ColorSpace=spaces)(writer)

    return edit


def shaded(space: Value, how: str) -> Edit:
    """A shading, painted at once or as a pattern."""
    function = entry(
        FunctionType=NumberObject(2),
        Domain=ArrayObject([NumberObject(0), NumberObject(1)]),
        C0=ArrayObject([NumberObject(0)] * 3),
        C1=ArrayObject([NumberObject(1)] * 3),
        N=NumberObject(1),
    )
    shading = entry(
        ShadingType=NumberObject(2),
        ColorSpace=space,
        Coords=ArrayObject(map(NumberObject, (0, 0, 9, 9))),
        Function=function,
    )
    if how == "sh":
        return paint("q 200 300 30 30 re W n /SX sh Q", Shading=entry(SX=shading))
    pattern = entry(PatternType=NumberObject(2), Shading=shading)
    return paint("/Pattern cs /TX scn 200 300 30 30 re f", Pattern=entry(TX=pattern))


DEVICE = name("DeviceRGB")
CALIBRATED = {"DefaultRGB": CAL_RGB}

PAINTED: dict[str, Edit] = {
    "rg": RGB,
    "name": area(DEVICE),
    "image": RGB_IMAGE,
    "inline image": INLINE,
    "inline indexed image": INLINE_INDEXED,
    "indexed": area(indexed(DEVICE), "1"),
    "separation": area(inks("Separation", DEVICE), "1"),
    "devicen": area(inks("DeviceN", DEVICE), "1"),
    "indexed separation": area(indexed(inks("Separation", DEVICE), b"\x00\xff"), "1"),
    "form": form(None),
    "cells": tiled(b"0 0 1 rg 0 0 5 5 re f", entry()),
    "uncoloured cells": tiled(b"0 0 5 5 re f", entry(), 2, "0 0 1"),
    "shading": shaded(DEVICE, "sh"),
    "shading pattern": shaded(DEVICE, "pattern"),
}
"""Ways to paint in RGB of a device."""

OWN_RESOURCES = ("cells",)


@pytest.mark.parametrize("way", PAINTED)
def test_rgb_of_a_device_is_found_wherever_it_is(good: bytes, way: str) -> None:
    assert "F-14d" in codes(edited(good, PAINTED[way]))


@pytest.mark.parametrize("way", [way for way in PAINTED if way not in OWN_RESOURCES])
@pytest.mark.parametrize("default", ["CalRGB", "ICCBased"])
def test_a_default_space_says_what_is_meant(good: bytes, way: str, default: str) -> None:
    space = CAL_RGB if default == "CalRGB" else icc()
    assert "F-14d" not in codes(edited(good, all_of(PAINTED[way], defaults_for(DefaultRGB=space))))


@pytest.mark.parametrize("default", [DEVICE, ArrayObject([DEVICE]), ArrayObject(), NumberObject(3)])
def test_a_default_that_says_nothing_is_none(good: bytes, default: Value) -> None:
    assert "F-14d" in codes(edited(good, all_of(RGB, defaults_for(DefaultRGB=default))))


def test_forms_and_cells_have_defaults_of_their_own(good: bytes) -> None:
    own = entry(ColorSpace=entry(DefaultRGB=CAL_RGB))
    assert "F-14d" not in codes(edited(good, form(own)))
    assert "F-14d" not in codes(edited(good, tiled(b"0 0 1 rg 0 0 5 5 re f", own)))
    beside = defaults_for(DefaultRGB=CAL_RGB)
    assert "F-14d" in codes(edited(good, all_of(beside, form(entry()))))
    assert "F-14d" in codes(edited(good, all_of(beside, PAINTED["cells"])))


@pytest.mark.parametrize(
    ("space", "parts"),
    [
        (CAL_RGB, "0.1 0.9 0.5"),
        (CAL_GRAY, "0.5"),
        (LAB, "60 20 20"),
        (icc(), "0.1 0.9 0.5"),
        (indexed(CAL_RGB), "1"),
        (indexed(LAB), "1"),
        (inks("Separation", LAB), "1"),
        (inks("DeviceN", CAL_RGB), "1"),
        (name("DeviceGray"), "0.5"),
        (name("DeviceCMYK"), "0 0 1 0"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_spaces_that_a_press_can_read(good: bytes, space: Value, parts: str) -> None:
    assert codes(edited(good, area(space, parts))) == []


@pytest.mark.parametrize("key", ["DefaultGray", "DefaultCMYK"])
def test_other_defaults_are_heeded_too(good: bytes, key: str) -> None:
    space = CAL_GRAY if key == "DefaultGray" else icc(4)
    edit = all_of(
        paint("0.5 g 0.2 G 200 300 30 30 re f 0 0 1 0 k 200 340 30 30 re f"), defaults_for(**{key: space})
    )
    data = edited(good, edit)
    found = {mark.colour.space for mark in read_painted_page(ForeignPdf(data), 0).painted}
    assert ("CalGray" if key == "DefaultGray" else "ICCCMYK") in found
    assert ("DeviceGray" if key == "DefaultGray" else "DeviceCMYK") not in found
    assert "F-14d" not in codes(data)


def test_black_of_any_rgb_is_mixed_from_all_plates(good: bytes) -> None:
    for space, black in (
        (CAL_RGB, "0 0 0"),
        (icc(), "0 0 0"),
        (LAB, "0 0 0"),
        (indexed(CAL_RGB, b"\0\0\0"), "0"),
    ):
        before = f"/CX cs {black} sc"
        edit = all_of(defaults_for(CX=space), text(before=before))
        assert "F-08a" in codes(edited(good, edit)), space


def test_a_press_that_prints_rgb_reads_rgb(good: bytes) -> None:
    """ISO 15930-7, 6.2.4.3: the device's colours are those of the output intent's profile."""

    def rgb_press(writer: pypdf.PdfWriter) -> None:
        profile = untyped(writer.root_object["/OutputIntents"])[0]["/DestOutputProfile"]
        data = profile.get_data()
        profile.set_data(data[:16] + b"RGB " + data[20:])

    found = codes(edited(good, all_of(RGB, rgb_press)))
    assert found == ["F-14d"]  # our own red and black, in CMYK


def test_a_group_blends_in_a_space_that_is_told(good: bytes) -> None:
    group = on_page("Group", entry(S=name("Transparency"), CS=DEVICE))
    assert "F-12" in codes(edited(good, group))
    assert "F-12" not in codes(edited(good, all_of(group, defaults_for(DefaultRGB=CAL_RGB))))
    assert "F-12" not in codes(edited(good, on_page("Group", entry(S=name("Transparency"), CS=CAL_RGB))))


def test_an_index_gives_the_colour_of_its_table(good: bytes) -> None:
    foreign = ForeignPdf(good)
    space = ColourSpaces(foreign).space(["Indexed", "x", 1, b""], {})
    assert space.colour((1.0,)).parts == ()

    def read(value: Value, make: Callable[[DictionaryObject], None] = lambda _: None) -> object:
        data = edited(good, area(value, "1"))
        found = [
            m.colour
            for m in read_painted_page(ForeignPdf(data), 0).painted
            if m.kind == "fill" and m.size == 30
        ]
        return found[-1]

    assert untyped(read(indexed(DEVICE)))[:2] == ("DeviceRGB", (1.0, 1.0, 1.0))
    assert untyped(read(indexed(name("DeviceCMYK"), b"\0\0\0\0\0\0\0\xff")))[:2] == (
        "DeviceCMYK",
        (0.0, 0.0, 0.0, 1.0),
    )


def test_a_pattern_of_itself_ends(good: bytes) -> None:
    def endless(writer: pypdf.PdfWriter) -> None:
        PAINTED["cells"](writer)
        cell = untyped(writer.pages[0])["/Resources"]["/Pattern"]["/TX"]
        cell.set_data(b"/Pattern cs /TX scn 0 0 5 5 re f 0 0 1 rg 0 0 1 1 re f")
        cell[name("Resources")] = entry(Pattern=entry(TX=cell.indirect_reference))

    assert "F-14d" in codes(edited(good, endless))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_judged_as_it_shows(good: bytes, turn: int) -> None:
    """A bar 5 pt from the edge that shows on the left is near the edge, however the page is turned."""
    bars = {0: "5 300 30 30", 90: "300 5 30 30", 180: "560.28 300 30 30", 270: "300 806.89 30 30"}
    data = edited(good, all_of(paint(f"0 0 0 1 k {bars[turn]} re f"), on_page("Rotate", NumberObject(turn))))
    look = read_painted_page(ForeignPdf(data), 0)
    bar = next(mark for mark in look.painted if mark.kind == "fill" and abs(mark.size - 30) < 1e-6)
    assert bar.left == pytest.approx(5, abs=0.3)
