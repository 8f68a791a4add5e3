"""The picture of what a key sets: the part of the page where the example differs from the file without it."""

import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops
from sample_files import base_file, example_file

import bulletin_pdf as bp
from bulletin_pdf.handbook.examples import example_of
from bulletin_pdf.handbook.key_tables import FileKind, KeyEntry, entries

_FINE = 1.25
"""Pixels a point."""
_AROUND = 24
_TALLEST = 260
_LEAST = 90
"""Points: white around what differs, height of a picture at most and at least."""
_COLOURS = 32
_MIN_SEEN = 24
"""Of 255: less than that differs by antialiasing alone."""

Pages = Sequence[Image.Image]


class WrongExampleError(Exception):
    """An example is missing, or is not what it is said to be."""


def draw_pictures(folder: Path, target: Path) -> None:
    """Draw the picture of every key into a folder; raises `WrongExampleError` with all that is wrong."""
    wrong: list[str] = []
    target.mkdir(parents=True, exist_ok=True)
    for kind in ("issue", "design", "volume"):
        plain = {of: _pages(base_file(of, folder), of) for of in dict.fromkeys((kind, "volume"))}
        for entry in entries(kind):
            try:
                _draw(entry, kind, plain, folder, target)
            except WrongExampleError as error:
                wrong.append(str(error))
            except bp.BulletinError as error:
                wrong.append(f"{entry.name}: {error}")
    if wrong:
        raise WrongExampleError("\n".join(wrong))


def _draw(entry: KeyEntry, kind: FileKind, plain: dict[FileKind, Pages], folder: Path, target: Path) -> None:
    example = example_of(entry, kind)
    if example is None:
        raise WrongExampleError(f"{entry.name} has no example")
    of: FileKind = "volume" if example.bound else kind
    pages = _pages(example_file(example, kind, "en", folder), of)
    part = _different(plain[of], pages)
    if (part is not None) != example.seen:
        said = "changes no page" if example.seen else "is said to change no page, and does"
        raise WrongExampleError(f"the example of {entry.name} {said}")
    if part is not None:
        part.quantize(_COLOURS, dither=Image.Dither.NONE).save(target / f"{entry.name}.png", optimize=True)


def _pages(path: Path, kind: FileKind) -> Pages:
    """Set a file; return its pages, drawn finely."""
    made = bp.Volume.read(path).pdf("screen") if kind == "volume" else bp.Issue.read(path).pdf("screen")
    document = pdfium.PdfDocument(io.BytesIO(made.data))
    return [page.render(scale=_FINE).to_pil().convert("RGB") for page in document]


def _different(plain: Pages, pages: Pages) -> Image.Image | None:
    """Return the part of the first page that differs; None where none does."""
    for index, page in enumerate(pages):
        box = (
            _box(plain[index], page)
            if index < len(plain)
            else _box(Image.new("RGB", page.size, "white"), page)
        )
        if box is not None:
            return _cut(page, box)
    return None if len(plain) == len(pages) else _cut(pages[-1], (0, 0, *pages[-1].size))


def _box(before: Image.Image, after: Image.Image) -> tuple[int, int, int, int] | None:
    if before.size != after.size:
        return (0, 0, after.size[0], after.size[1])
    bands = ImageChops.difference(before, after).split()
    most = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return most.point([255 * (value > _MIN_SEEN) for value in range(256)]).getbbox()


def _cut(page: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    """Cut the whole width of a page around what differs, its beginning where that is tall."""
    top = box[1] - _AROUND * _FINE
    bottom = min(max(box[3] + _AROUND * _FINE, top + _LEAST * _FINE), top + _TALLEST * _FINE)
    upper = _white_row(page, range(max(0, round(top)), -1, -1), 0)
    least = round((upper + bottom) / 2)
    lower = _white_row(page, range(min(page.size[1], round(bottom)) - 1, least, -1), round(bottom))
    return page.crop((0, upper, page.size[0], lower))


def _white_row(page: Image.Image, rows: range, other: int) -> int:
    """Return the first of some rows that is white, so that no line of text is cut; `other` where none is."""
    grey = page.convert("L")
    for row in rows:
        if grey.crop((0, row, page.size[0], row + 1)).getextrema()[0] > 255 - _MIN_SEEN:
            return row
    return other
