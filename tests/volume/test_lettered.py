"""Fonts of members: text of every encoding stays text, damaged maps are written anew."""

import subprocess
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageChops, ImageStat

from bulletin_pdf.pdf.foreign.conform import cmaps
from bulletin_pdf.pdf.foreign.to_unicode import read_map, spaces_of, write_map
from bulletin_pdf.volume.files.outcome import VolumeTarget
from bulletin_pdf.volume.files.publish import publish_volume
from support.narrowed import present
from support.verapdf import verdicts
from volume.lettered import (
    DAMAGED,
    ENCODINGS,
    LETTERED,
    TEXT,
    collected,
    identity,
    lettered,
    own_cmap,
    predefined,
)
from volume.test_damaged import looked_at
from volume.test_odd_pdfs import volume_of_files

ADOBE = Path("/usr/share/poppler/cMap")


@pytest.fixture(scope="module")
def bound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("lettered")
    path = volume_of_files(directory, LETTERED)
    publish_volume(str(path), [VolumeTarget("archive", str(directory / "v.pdf"))])
    return directory


def test_the_text_of_every_encoding_is_searchable(bound: Path) -> None:
    text = subprocess.run(
        ["pdftotext", bound / "v.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    pages = text.split("\f")
    for place, name in enumerate(LETTERED):
        assert TEXT in "".join(pages[4 + 2 * place].split()), name


def test_every_page_looks_as_it_did(bound: Path) -> None:
    """pdfium knows the predefined CMaps by itself, but for those in UTF-8 and UTF-32; the volume brings its own."""
    volume = pypdfium2.PdfDocument(bound / "v.pdf")
    for place, name in enumerate(LETTERED):
        if "UTF8" in name or "UTF32" in name:
            continue
        alone = pypdfium2.PdfDocument(bound / f"{place + 2}.pdf")
        pictures = [
            page.render(scale=50 / 72).to_pil().convert("L") for page in (alone[0], volume[4 + 2 * place])
        ]
        pictures = [picture.resize((414, 585)).crop((0, 0, 414, 520)) for picture in pictures]
        difference = ImageStat.Stat(ImageChops.difference(*pictures)).mean[0]
        ink = 255 - ImageStat.Stat(pictures[0]).mean[0]
        assert ink > 0 and difference < ink / 3, f"{name}: {difference} of {ink}"
        alone.close()
    volume.close()


def test_the_volume_conforms(bound: Path) -> None:
    for verdict in verdicts([bound / "v.pdf"], ("3a", "ua1")):
        assert verdict.compliant, str(verdict)
    assert (
        subprocess.run(["qpdf", "--check", bound / "v.pdf"], capture_output=True, check=False).returncode == 0
    )


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_map_of_a_program_without_names_is_told(tmp_path: Path, name: str) -> None:
    """Nothing is known of at least one character then."""
    if name in ("no end of a block", "odd digits"):
        assert looked_at(tmp_path, identity(to_unicode=DAMAGED[name], nameless=True)) == (1, [])
    else:
        assert looked_at(tmp_path, identity(to_unicode=DAMAGED[name], nameless=True)) == (1, ["B854"])


def test_numbers_that_only_claim_to_be_of_a_collection_are_not_believed(tmp_path: Path) -> None:
    """Glyphs by number, called CIDs of GB1: the program says otherwise, and nothing decides."""
    assert looked_at(tmp_path, identity(ordering="GB1")) == (1, ["B854"])
    assert looked_at(tmp_path, identity(ordering="GB1", to_unicode=DAMAGED["no end of a block"])) == (1, [])


def test_an_encoding_of_another_collection_is_told(tmp_path: Path) -> None:
    codes = [char.encode("gbk") for char in TEXT]
    data = lettered("GBK-EUC-H", codes, list(range(1, 7)), ordering="Japan1")
    assert looked_at(tmp_path, data) == (1, ["B871"])


def test_fonts_that_are_not_embedded_stay_refused(tmp_path: Path) -> None:
    for data in (predefined("GBK-EUC-H"), collected("GB1"), own_cmap()):
        assert looked_at(tmp_path, data.replace(b"/FontFile2", b"/FontFileX")) == (1, ["B851"])


# The tables ----------------------------------------------------------------------------------


@pytest.mark.skipif(not ADOBE.is_dir(), reason="poppler-data is not installed")
def test_the_predefined_cmaps_are_adobes() -> None:
    from make_cmaps import NAMES, read

    for collection, names in NAMES.items():
        for name in names.split():
            table, _ = read(ADOBE / collection, name)
            found = cmaps.named(name)
            assert found is not None and found.ordering == collection.removeprefix("Adobe-")
            assert all(found.cid(code) == cid for code, cid in table.items()), name


@pytest.mark.parametrize("name", ENCODINGS)
def test_strings_part_as_their_encoding_does(name: str) -> None:
    found = cmaps.named(name)
    assert present(found).split(TEXT.encode(ENCODINGS[name])) == [
        char.encode(ENCODINGS[name]) for char in TEXT
    ]
    assert all(present(found).cid(char.encode(ENCODINGS[name])) > 0 for char in TEXT)


def test_what_is_no_cmap_is_none() -> None:
    assert cmaps.named("Strange-H") is None and cmaps.named("../x") is None
    assert cmaps.characters("Strange") == {}


@given(st.dictionaries(st.binary(min_size=2, max_size=2), st.text(min_size=1, max_size=3), max_size=300))
def test_a_map_that_is_written_is_read_again(texts: dict[bytes, str]) -> None:
    texts = {
        code: text for code, text in texts.items() if not any("\ud800" <= char < "\ue000" for char in text)
    }
    assert read_map(write_map(texts)) == texts


@given(
    st.lists(st.text("中文日本Ab1é𠀀㐀", min_size=1, max_size=1), min_size=1),
    st.sampled_from(("gb18030", "utf-8", "utf-16-be")),
)
def test_code_spaces_part_the_strings_they_are_of(chars: list[str], encoding: str) -> None:
    codes = [char.encode(encoding) for char in chars]
    found = cmaps.CodeMap("", spaces_of(codes), {})
    assert found.split(b"".join(codes)) == codes


@given(st.binary(max_size=200), st.binary(max_size=40))
def test_no_map_breaks_its_reader(noise: bytes, more: bytes) -> None:
    for data in (
        noise,
        b"1 beginbfchar" + noise + b"endbfchar",
        b"1 beginbfrange <01>" + more + b"[<41>" + noise,
    ):
        read_map(data)
        cmaps.read_cmap(data, vertical=False, base=None)
        cmaps.read_cmap(b"begincidrange" + data, vertical=False, base=None).split(b"abc")
