"""Odd and broken PDFs as members: each gives a conforming volume or a problem that says why."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml
from PIL import Image, ImageChops, ImageStat

from bulletin_pdf.cli.main import main
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.volume.files.outcome import VolumeOutcome, VolumeTarget
from bulletin_pdf.volume.files.publish import publish_volume
from bulletin_pdf.volume.plan.read_plan import read_plan
from support.verapdf import verdicts
from volume.conftest import small_issue
from volume.damaged import MENDED, WHOLE
from volume.odd_pdfs import BOUND, REFUSED, composite, form_field, layered, many, noted, page, picture, simple

ENTRY = {"number": 2, "date": "2022-04-01"}


def volume_of_files(directory: Path, files: dict[str, bytes], **keys: Any) -> Path:
    (directory / "1.yaml").write_text(yaml.safe_dump(small_issue(), allow_unicode=True), "utf-8")
    entries: list[object] = ["1.yaml"]
    for number, data in enumerate(files.values(), start=2):
        (directory / f"{number}.pdf").write_bytes(data)
        entries.append({"pdf": f"{number}.pdf", "number": number, "date": "2022-04-01", **keys})
    volume = {"title": "青河简报", "year": 2022, "parts": ["cover", "issues"], "issues": entries}
    path = directory / "volume.yaml"
    path.write_text(yaml.safe_dump(volume, allow_unicode=True), "utf-8")
    return path


def codes(outcome: VolumeOutcome) -> list[str]:
    return [problem.code for problem in outcome.problems]


@pytest.fixture(scope="module")
def all_bound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, VolumeOutcome]:
    directory = tmp_path_factory.mktemp("strange")
    mended = {name: MENDED[name](WHOLE["a table"]) for name in ("no trailer", "lengths too small")}
    mended["object streams"] = MENDED["no start of the table"](WHOLE["object streams"])
    path = volume_of_files(directory, BOUND | mended)
    targets = [VolumeTarget(name, str(directory / f"{name}.pdf")) for name in ("archive", "print")]
    return directory, publish_volume(str(path), targets)


def test_the_volume_of_all_that_can_be_bound_conforms(all_bound: tuple[Path, VolumeOutcome]) -> None:
    directory, outcome = all_bound
    assert set(codes(outcome)) == {"B856", "B875", "B877"}
    for verdict in verdicts([directory / "archive.pdf"], ("3a", "3u", "ua1")):
        assert verdict.compliant, str(verdict)


def test_nothing_of_the_old_files_can_act(all_bound: tuple[Path, VolumeOutcome]) -> None:
    """R-11, A-10, R-13: no actions, notes, scripts, LZW; nothing private."""
    for edition in ("archive", "print"):
        reader = pypdf.PdfReader(all_bound[0] / f"{edition}.pdf")
        known: set[str] = set()
        for number in range(1, int(str(reader.trailer["/Size"]))):
            found = reader.get_object(number)
            if isinstance(found, dict):
                known |= set(found) | {
                    str(found.get("/S")),
                    str(found.get("/Filter")),
                    str(found.get("/Subtype")),
                }
        forbidden = {
            "/AA",
            "/JS",
            "/JavaScript",
            "/Launch",
            "/OpenAction",
            "/PieceInfo",
            "/TR",
            "/LZWDecode",
            "/PS",
        }
        forbidden |= {
            "/Widget",
            "/Stamp",
            "/AcroForm",
            "/XFA",
            "/OC",
            "/OCProperties",
            "/Interpolate",
            "/CIDSet",
        }
        assert not known & forbidden


def test_the_print_edition_of_odd_files_is_whole(all_bound: tuple[Path, VolumeOutcome]) -> None:
    done = subprocess.run(["qpdf", "--check", all_bound[0] / "print.pdf"], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_bound_is_named(tmp_path: Path, name: str) -> None:
    data, code = REFUSED[name]
    path = volume_of_files(tmp_path, {name: data})
    with pytest.raises(BulletinError) as error:
        publish_volume(str(path), [VolumeTarget("archive", str(tmp_path / "volume.pdf"))])
    found = [problem for problem in error.value.problems.errors if problem.code == code]
    assert found and found[0].span is not None and found[0].span.path == str(path)
    assert not (tmp_path / "volume.pdf").exists()


SMALL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (900 << 20, 900 << 20))
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
from bulletin_pdf.cli.main import main
sys.exit(main(["volume", sys.argv[1], "-o", sys.argv[2], "--edition", "archive", "--lang", "en"]))
"""


@pytest.mark.parametrize("name", [name for name in REFUSED if "bomb" in name or "megabytes" in name])
def test_a_bomb_neither_hangs_nor_fills_the_memory(tmp_path: Path, name: str) -> None:
    path = volume_of_files(tmp_path, {name: REFUSED[name][0]})
    words: list[Any] = [sys.executable, "-c", SMALL, path, tmp_path / "volume.pdf"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and REFUSED[name][1] in done.stderr, done.stderr


def test_many_pages(tmp_path: Path) -> None:
    path = volume_of_files(tmp_path, {"many": many(600)})
    assert publish_volume(str(path), [VolumeTarget("screen", str(tmp_path / "v.pdf"))]).pages == 2 + 2 + 600


# As it is seen --------------------------------------------------------------------------------

SEEN = {
    "layers": layered(),
    "form field": form_field().replace(b"/NeedAppearances true", b"/NeedAppearances null"),
    "stamp": noted("/Stamp", "/F 4 /AP << /N 6 0 R >>"),
    "hidden": noted("/Stamp", "/F 2 /AP << /N 6 0 R >>"),
    **{name: BOUND[name] for name in (
        "turned by 90", "turned by -90", "turned by 45", "turned by 359", "turned by -45", "turned by 90.5",
        "units of ten", "negative box", "crop box", "Lab", "ICC",
        "inline image", "transparency", "composite font", "simple font", "Type 3 font",
        "colour key mask", "form without resources", "encrypted, AES-128", "no end mark",
    )},
}  # fmt: skip


def rendered(path: Path, number: int) -> Image.Image:
    words: list[Any] = [
        "pdftoppm",
        "-r",
        "36",
        "-cropbox",
        "-png",
        "-singlefile",
        "-f",
        str(number),
        "-l",
        str(number),
        path,
    ]
    subprocess.run([*words, path.with_suffix("")], check=True, capture_output=True)
    with Image.open(path.with_suffix(".png")) as image:
        return image.convert("RGB")


def test_pages_look_as_they_did(tmp_path: Path) -> None:
    path = volume_of_files(tmp_path, SEEN)
    publish_volume(str(path), [VolumeTarget("screen", str(tmp_path / "volume.pdf"))])
    for place, name in enumerate(SEEN):
        inside = rendered(tmp_path / "volume.pdf", 2 * place + 5)
        # The volume's own folio.
        inside.paste("white", (120, 394, 180, 410))
        alone = rendered(tmp_path / f"{place + 2}.pdf", 1)
        if alone.width > alone.height:
            alone = alone.rotate(90, expand=True)
        alone = alone.resize(inside.size)
        alone.paste("white", (120, 394, 180, 410))
        difference = max(ImageStat.Stat(ImageChops.difference(alone, inside)).mean)
        assert difference < 1.5, f"{name}: {difference}"


def test_what_shows_itself_without_saying_how_is_told(tmp_path: Path) -> None:
    files = {"field": form_field(appearance=False), "remark": noted("/Text", "/AP << /N 6 0 R >>")}
    outcome = publish_volume(
        str(volume_of_files(tmp_path, files)), [VolumeTarget("screen", str(tmp_path / "v.pdf"))]
    )
    assert codes(outcome).count("B853") == 2


def test_what_only_the_archive_minds_can_be_printed(tmp_path: Path) -> None:
    files = {"widths": composite(widen=40.0), "encoding": BOUND["an embedded encoding"]}
    path = volume_of_files(tmp_path, files)
    assert codes(publish_volume(str(path), [VolumeTarget("print", str(tmp_path / "v.pdf"))])) == []
    text = subprocess.run(
        ["pdftotext", tmp_path / "v.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    assert text.count("Old issue") == 2


def test_text_stays_text(tmp_path: Path) -> None:
    path = volume_of_files(tmp_path, {"composite": composite(), "simple": simple()})
    publish_volume(str(path), [VolumeTarget("archive", str(tmp_path / "v.pdf"))])
    text = subprocess.run(
        ["pdftotext", tmp_path / "v.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    assert "Old issue 旧刊" in text and text.count("Old issue") == 2


def test_an_ink_of_one_name_is_mixed_in_one_way_in_all_files(tmp_path: Path) -> None:
    from volume.odd_pdfs import spot

    path = volume_of_files(tmp_path, {"one": spot(), "other": spot(mix="[1 0 0 0]")})
    with pytest.raises(BulletinError) as error:
        publish_volume(str(path), [VolumeTarget("archive", str(tmp_path / "v.pdf"))])
    assert "B872" in [problem.code for problem in error.value.problems.errors]


def test_no_name_holds_a_null_character(tmp_path: Path) -> None:
    """Found by chance: qpdf warns of such a name."""
    data = composite().replace(b"/BaseFont /ABCDEF+Old", b"/BaseFont /ABCDEF+#00d")
    path = volume_of_files(tmp_path, {"old": data})
    publish_volume(str(path), [VolumeTarget("screen", str(tmp_path / "v.pdf"))])
    assert subprocess.run(["qpdf", "--check", tmp_path / "v.pdf"], capture_output=True).returncode == 0


def test_a_page_may_say_what_it_means_by_the_colours_of_devices(tmp_path: Path) -> None:
    """ISO 32000-1, 8.6.5.6: also those of its pictures."""
    odd = "[/CalRGB << /WhitePoint [0.9505 1 1.089] /Gamma [1.5 1.5 1.5] >>]"
    plain = picture("/DeviceRGB", bytes(300), 10, 10)
    meant = plain.replace(b"/XObject << /Im", f"/ColorSpace << /DefaultRGB {odd} >> /XObject << /Im".encode())
    path = volume_of_files(tmp_path, {"plain": plain, "meant": meant})
    for edition in ("archive", "screen"):
        target = tmp_path / f"{edition}.pdf"
        publish_volume(str(path), [VolumeTarget(edition, str(target))])
        spaces = [image["/ColorSpace"] for image in _images(target)]
        kinds = [space if isinstance(space, str) else space.get_object()[0] for space in spaces]
        assert kinds.count("/CalRGB") == 1 and len(kinds) == 2


# As images ------------------------------------------------------------------------------------

DRAWN = ("font not embedded", "composite font not embedded", "states forty deep", "widths that lie")


def test_what_cannot_conform_is_bound_as_images_on_request(tmp_path: Path) -> None:
    path = volume_of_files(tmp_path, {name: REFUSED[name][0] for name in DRAWN}, raster=96)
    target = tmp_path / "v.pdf"
    publish_volume(str(path), [VolumeTarget("archive", str(target))])
    for verdict in verdicts([target], ("3a", "ua1")):
        assert verdict.compliant, str(verdict)
    images = _images(target)
    assert [image["/Width"] for image in images] == [794] * len(DRAWN)
    # A page without colour is grey.
    assert str(images[0]["/ColorSpace"]) == "/DeviceGray"


def test_images_are_drawn_for_the_press_unless_said_otherwise(tmp_path: Path) -> None:
    """Issue 5, R-06: 300 dots an inch."""
    plan = read_plan(str(volume_of_files(tmp_path, {"one": page()}, raster=True)), Problems())
    assert plan.members[1].foreign is not None and plan.members[1].foreign.pixels == 300


def _images(path: Path) -> list[dict[str, Any]]:
    reader = pypdf.PdfReader(path)
    found: Iterator[Any] = (
        reader.get_object(number) for number in range(1, int(str(reader.trailer["/Size"])))
    )
    return [item for item in found if isinstance(item, dict) and item.get("/Subtype") == "/Image"]


def test_dots_an_inch_can_be_chosen(tmp_path: Path) -> None:
    path = volume_of_files(tmp_path, {"one": page()}, raster=72)
    publish_volume(str(path), [VolumeTarget("screen", str(tmp_path / "v.pdf"))])
    assert [image["/Width"] for image in _images(tmp_path / "v.pdf")] == [595]


@pytest.mark.parametrize(
    ("name", "code"), [("locked, AES-256", "B850"), ("no PDF", "B850"), ("cut in the middle", "B858")]
)
def test_what_nobody_can_open_cannot_be_drawn(tmp_path: Path, name: str, code: str) -> None:
    path = volume_of_files(tmp_path, {name: REFUSED[name][0]}, raster=True)
    with pytest.raises(BulletinError) as error:
        publish_volume(str(path), [VolumeTarget("archive", str(tmp_path / "v.pdf"))])
    assert [problem.code for problem in error.value.problems.errors] == [code]


def test_drawing_without_pdfium_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    path = volume_of_files(tmp_path, {"one": page()}, raster=True)
    with pytest.raises(BulletinError) as error:
        publish_volume(str(path), [VolumeTarget("screen", str(tmp_path / "v.pdf"))])
    assert [problem.code for problem in error.value.problems.errors] == ["B874"]


def test_a_page_that_fails_after_the_trial_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that is too small ends the command with 3, and no file is written."""
    path = volume_of_files(tmp_path, {"one": page()}, raster=72)
    monkeypatch.setattr("bulletin_pdf.pdf.foreign.raster.pixel_size", lambda size, dots: (0, 0))
    monkeypatch.chdir(tmp_path)
    assert main(["volume", str(path), "-o", "v.pdf", "--edition", "screen"]) == 3
    assert not (tmp_path / "v.pdf").exists()
