"""A page is placed as it is trimmed; text that a reader shows outside is never left out without a word."""

import io
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import ArrayObject, FloatObject, NameObject, NumberObject

from bulletin_pdf.build import publish
from bulletin_pdf.pdf.foreign.cropped_text import cropped_text
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf
from bulletin_pdf.problems import Problems
from bulletin_pdf.source_map import SourceMap
from bulletin_pdf.volume.plan.foreign_faults import judge_foreign
from bulletin_pdf.volume.plan.foreign_issue import ForeignIssue
from bulletin_pdf.volume.plan.foreign_trial import look_at
from support.issues import write_issue
from support.narrowed import present


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    home = tmp_path_factory.mktemp("cropped")
    publish(str(write_issue(home, "正文一段，用来裁切。")), str(home / "a.pdf"))
    return (home / "a.pdf").read_bytes()


def boxed(data: bytes, turn: int = 0, **boxes: tuple[float, float, float, float]) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    first = writer.pages[0]
    first[NameObject("/Rotate")] = NumberObject(turn)
    for name, box in boxes.items():
        first[NameObject(f"/{name}")] = ArrayObject(map(FloatObject, box))
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        ({}, False),
        ({"TrimBox": (20, 20, 575, 820)}, False),
        ({"TrimBox": (0, 0, 595.276, 600)}, True),
        ({"TrimBox": (0, 0, 250, 841.89)}, True),
        ({"CropBox": (0, 0, 595.276, 600), "TrimBox": (0, 0, 595.276, 600)}, False),
    ],
)
def test_text_outside_the_trim_is_found(
    page: bytes, turn: int, boxes: dict[str, tuple[float, float, float, float]], said: bool
) -> None:
    assert bool(cropped_text(ForeignPdf(boxed(page, turn, **boxes)), 0)) == said


@pytest.mark.parametrize("pixels", [0, 40])
def test_it_is_told_with_its_page_and_words(page: bytes, tmp_path: Path, pixels: int) -> None:
    """Copied and drawn pages alike."""
    path, problems = tmp_path / "old.pdf", Problems()
    path.write_bytes(boxed(page, TrimBox=(0, 0, 595.276, 500)))
    place = present(SourceMap("volume.yaml", ((0, 3, 5),)).span(0, 4))
    looked = look_at(str(path), pixels, place, problems)
    judge_foreign([(ForeignIssue(str(path), looked.pages, (1,), pixels), place)], (), problems)
    (found,) = [problem for problem in problems if problem.code == "B533"]
    assert (found.level.value, dict(found.details)["page"]) == ("warning", 1)
    assert dict(found.details)["text"]
