"""Red, output intents and printer's marks, as plates and boxes show them."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PIL import ImageChops

from bulletin_pdf.geometry import mm
from bulletin_pdf.press.intents import output_intent
from bulletin_pdf.problems import BulletinError, Problems
from support.narrowed import untyped

from .conftest import ROOT, Publish, plates, rendered

FOGRA39 = ROOT / "icc/FOGRA39L_coated.icc"


def content(pdf: Path, page: int = 0) -> str:
    stream = pypdf.PdfReader(pdf).pages[page].get_contents()
    assert stream is not None
    return stream.get_data().decode("ascii")


def test_a_spot_job_has_exactly_two_plates(made: Publish, tmp_path: Path) -> None:
    #
    found = plates(made(red="spot"), tmp_path)
    assert {plate for plate, pixels in found.items() if pixels} == {"Black", "BulletinRed"}


def test_text_is_on_the_black_plate_alone(made: Publish, tmp_path: Path) -> None:
    # pages after the first have no red at all, in spot and process jobs.
    for red in ("spot", "process"):
        found = plates(made(red=red), tmp_path, page=3)
        assert {plate for plate, pixels in found.items() if pixels} == {"Black"}


def test_red_and_black_do_not_meet(made: Publish, tmp_path: Path) -> None:
    # each plate is as full as when the other one is not printed at all.
    whole = plates(made(red="spot"), tmp_path)
    assert plates(made("head", red="spot"), tmp_path)["BulletinRed"] == whole["BulletinRed"]
    assert plates(made("overprint", red="spot"), tmp_path)["Black"] == whole["Black"]


@pytest.mark.parametrize(("red", "operator"), [("process", "0 1 1 0 k"), ("gb", "0 0.8 0.8 0 k")])
def test_red_as_process_ink(made: Publish, red: str, operator: str) -> None:
    assert operator in content(made(red=red))


def test_the_spot_is_a_separation_with_its_process_equivalent(made: Publish) -> None:
    page = pypdf.PdfReader(made(red="spot")).pages[0]
    space = untyped(page["/Resources"])["/ColorSpace"]["/BulletinRed"]
    assert space[:3] == ["/Separation", "/BulletinRed", "/DeviceCMYK"]
    assert space[3]["/C1"] == [0, 1, 1, 0]
    assert "/BulletinRed cs 1 scn" in content(made(red="spot"))


@pytest.mark.parametrize(
    ("wanted", "condition", "registry"),
    [("fogra47", "FOGRA47", True), ("FOGRA39", "FOGRA39", True), (str(FOGRA39), "Custom", False)],
)
def test_intents(made: Publish, wanted: str, condition: str, registry: bool) -> None:
    #
    (intent,) = untyped(pypdf.PdfReader(made(intent=wanted)).trailer["/Root"])["/OutputIntents"]
    assert intent["/OutputConditionIdentifier"] == condition
    assert ("/RegistryName" in intent) is registry
    assert intent["/Info"]
    assert intent["/DestOutputProfile"].get_data()[36:40] == b"acsp"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda data: b"", "B602"),
        (lambda data: data[:36] + b"none" + data[40:], "B602"),
        (lambda data: data[:500], "B602"),
        (lambda data: data[:12] + b"mntr" + data[16:], "B603"),
        (lambda data: data[:16] + b"RGB " + data[20:], "B604"),
    ],
)
def test_a_profile_that_will_not_do_is_refused(tmp_path: Path, change: Callable[..., Any], code: str) -> None:
    path = tmp_path / "own.icc"
    path.write_bytes(change(FOGRA39.read_bytes()))
    problems = Problems()
    assert output_intent(str(path), problems) is None
    assert [problem.code for problem in problems] == [code]


def test_a_missing_profile_stops_the_build(made: Publish) -> None:
    with pytest.raises(BulletinError) as caught:
        made(intent="no-such.icc")
    assert [problem.code for problem in caught.value.problems] == ["B601"]


def test_marks_grow_the_media_and_nothing_else(made: Publish) -> None:
    #
    page = pypdf.PdfReader(made(marks=True)).pages[0]
    assert float(page.mediabox.width) == pytest.approx(mm(236), abs=0.01)
    assert float(page.mediabox.height) == pytest.approx(mm(323), abs=0.01)
    assert float(page.trimbox.left) == pytest.approx(mm(13), abs=0.01)
    assert float(page.trimbox.width) == pytest.approx(mm(210), abs=0.01)
    assert "/CropBox" not in page
    assert "/Annots" not in page


def test_marks_stand_outside_the_bleed_and_leave_the_trim_alone(made: Publish) -> None:
    # the trimmed page is the page without marks.
    whole, plain = rendered(made(marks=True), resolution=127), rendered(made(), resolution=127)
    edge = round(13 / 25.4 * 127)
    inside = whole.crop((edge, edge, edge + plain.width, edge + plain.height))
    outside = whole.copy()
    outside.paste((255, 255, 255), (edge - 15, edge - 15, edge + plain.width + 15, edge + plain.height + 15))
    # Places rounded to 0.001 pt may fall into the next pixel, no more.
    changed = ImageChops.difference(inside, plain).convert("L").histogram()
    assert sum(changed[32:]) < 0.002 * plain.width * plain.height
    assert sum(outside.convert("L").histogram()[:128]) > 1000


def test_crosses_only_when_plates_must_register(made: Publish) -> None:
    # a black page needs none. A cross is two lines at the middle of each side.
    middle = f"{mm(13) + mm(105):.3f}"
    assert content(made("overprint", marks=True)).count(f"{middle} ") == 0
    assert content(made(marks=True)).count(f"{middle} ") > 0


@pytest.mark.parametrize(
    ("red", "tones"),
    [
        ("process", ["0 0 0 1 k", "0 0 0 0.5 k", "0 1 1 0 k", "0 0.5 0.5 0 k", "0 1 0 0 k", "0 0 1 0 k"]),
        ("spot", ["0 0 0 1 k", "0 0 0 0.5 k", "1 scn", "0.5 scn"]),
    ],
)
def test_the_colour_bar_shows_every_ink_of_the_job(made: Publish, red: str, tones: list[str]) -> None:
    # patches of 5 mm in a row below the trim; full and half tones, and the process inks of the job.
    drawn = re.findall(
        r"([\d. ]+ k|[\d.]+ scn)\b|([\d.]+) ([\d.]+) 14\.173 14\.173 re", content(made(marks=True, red=red))
    )
    patches: list[tuple[str, float, float]] = []
    ink = ""
    for named, x, y in drawn:
        if named:
            ink = named.strip()
        else:
            patches.append((ink, float(x), float(y)))
    assert [ink for ink, _, _ in patches] == tones
    assert [x for _, x, _ in patches] == pytest.approx(
        [patches[0][1] + n * mm(5) for n in range(len(tones))], abs=0.01
    )
    assert [y for _, _, y in patches] == pytest.approx([mm(13) - mm(10.5)] * len(tones), abs=0.01)


def test_slug_line_names_the_file_and_its_plates(made: Publish, run: Callable[..., str]) -> None:
    #
    file = made(marks=True, red="spot")
    line = run("pdftotext", "-l", "1", file, "-").splitlines()
    assert any(
        all(word in text for word in (file.name, "1/8", "Black + BulletinRed", "2022-06-16", "FOGRA47"))
        for text in line
    )


def test_marks_are_on_every_plate(made: Publish, tmp_path: Path) -> None:
    # a page of text alone has its crop marks on the red plate too.
    found = plates(made(marks=True, red="spot"), tmp_path, page=3)
    assert found["BulletinRed"] > 0
