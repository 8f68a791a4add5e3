"""Members whose fonts have programs of other kinds than ours: Type 1, CFF, TrueType that cannot be encoded."""

import io
import re
import subprocess
from pathlib import Path

import pypdf
import pypdfium2
import pytest
import reportlab
from PIL import ImageChops, ImageStat
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from bulletin_pdf.volume.files.outcome import VolumeTarget
from bulletin_pdf.volume.files.publish import publish_volume
from support.narrowed import untyped
from support.verapdf import verdicts
from volume.lettered import face
from volume.odd_pdfs import simple
from volume.test_damaged import looked_at
from volume.test_odd_pdfs import volume_of_files

SAID = "Old issue"
FONTS = Path(reportlab.__file__).parent / "fonts"


def type1() -> bytes:
    """Text in the Type 1 face that reportlab brings."""
    face = pdfmetrics.EmbeddedType1Face(str(FONTS / "DarkGardenMK.afm"), str(FONTS / "DarkGardenMK.pfb"))
    pdfmetrics.registerTypeFace(face)
    pdfmetrics.registerFont(pdfmetrics.Font("DarkGarden", "DarkGardenMK", "WinAnsiEncoding"))
    data = io.BytesIO()
    canvas = Canvas(data, (595.28, 841.89), invariant=True)
    canvas.setFont("DarkGarden", 20)
    canvas.drawString(72, 700, SAID)
    canvas.save()
    return data.getvalue()


def cff(directory: Path) -> bytes:
    """The same text as Ghostscript writes it: a bare CFF program of one byte a code."""
    source, made = directory / "cff.ps", directory / "cff.pdf"
    source.write_text(
        f"<< /PageSize [595 842] >> setpagedevice /Times-Roman findfont 20 scalefont setfont"
        f" 72 700 moveto ({SAID}) show showpage"
    )
    subprocess.run(
        ["gs", "-q", "-sDEVICE=pdfwrite", "-dPDFSETTINGS=/prepress", "-o", made, "-f", source], check=True
    )
    return made.read_bytes()


@pytest.fixture(scope="module")
def bound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("programs")
    members = {"Type 1": type1(), "CFF": cff(directory)}
    path = volume_of_files(directory, members)
    publish_volume(str(path), [VolumeTarget("archive", str(directory / "v.pdf"))])
    return directory


def test_the_members_are_what_they_are_said_to_be(bound: Path) -> None:
    for name, entry in (("2.pdf", "/FontFile"), ("3.pdf", "/FontFile3")):
        fonts = untyped(pypdf.PdfReader(bound / name).pages[0])["/Resources"]["/Font"].values()
        assert any(entry in font.get_object().get("/FontDescriptor", {}) for font in fonts)


def test_their_text_stays_searchable(bound: Path) -> None:
    text = subprocess.run(["pdftotext", bound / "v.pdf", "-"], capture_output=True, check=True).stdout
    assert text.decode().count(SAID) == 2


def test_their_pages_look_as_they_did(bound: Path) -> None:
    volume = pypdfium2.PdfDocument(bound / "v.pdf")
    for place, name in ((4, "2.pdf"), (6, "3.pdf")):
        alone = pypdfium2.PdfDocument(bound / name)
        before, after = (
            page.render(scale=1).to_pil().convert("L").resize((595, 842)).crop((0, 0, 595, 700))
            for page in (alone[0], volume[place])
        )
        ink = 255 - ImageStat.Stat(before).mean[0]
        assert ink > 0.1
        assert ImageStat.Stat(ImageChops.difference(before, after)).mean[0] < ink / 3
        alone.close()
    volume.close()


def test_the_volume_conforms(bound: Path) -> None:
    for verdict in verdicts([bound / "v.pdf"], ("3a", "ua1")):
        assert verdict.compliant, str(verdict)


def test_a_width_that_is_not_the_programs_is_told(tmp_path: Path) -> None:
    data = type1()
    widths = re.search(rb"/Widths *\[([^\]]*)\]", data)
    assert widths
    assert looked_at(tmp_path, data) == (1, [])
    wrong = data.replace(widths[1], re.sub(rb"[0-9](?=[0-9]{2}\b)", b"9", widths[1]))
    assert "B871" in looked_at(tmp_path, wrong)[1]


def test_a_simple_truetype_program_without_cmap_is_told(tmp_path: Path) -> None:
    assert looked_at(tmp_path, simple())[1] == []
    nameless = simple(program=face("Old issue", nameless=True))
    assert "B871" in looked_at(tmp_path, nameless)[1]
