"""A PDF with scanned pages → the same file with an invisible layer of recognised text, marked as recognised."""

import math
import os
import tempfile
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

from bulletin_pdf.archive.recognition.tesseract import (
    LANGUAGE,
    FailedError,
    page_turn,
    recognised_lines,
    tesseract_version,
)
from bulletin_pdf.archive.recognition.text_layer import LayerFont, layer_form
from bulletin_pdf.geometry import Matrix, multiply_matrices
from bulletin_pdf.messages import Detail
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.drawn_picture import picture_of
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.pdf.foreign.page_boxes import geometry_of, upright
from bulletin_pdf.pdf.foreign.pdf_values import PdfStream
from bulletin_pdf.pdf.foreign.raster import PageRasteriser, can_rasterise
from bulletin_pdf.pdf.foreign.recognised_pages import marked, metadata_of
from bulletin_pdf.plain_files import read_plain
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problems

_GOOD = 300
"""Dots an inch that recognition asks for."""
_MAX_DOTS = 600
_SLACK = 0.97
"""A page that was cut a little has a few dots less."""


class RecognitionResult(NamedTuple):
    """The outcome of a file."""

    data: bytes
    """The new file; empty when there was nothing to recognise."""
    pages: tuple[int, ...]
    """The pages that have a recognised text now, counted from 1."""
    problems: Problems


class _Scan(NamedTuple):
    place: int
    dots: int
    """Dots an inch of its picture."""


def recognise_file(path: str) -> RecognitionResult:
    """Recognise the pages of a file that are pictures without text.

    Raises `BulletinError` where tesseract, its data for Chinese or pdfium is missing (B328) and for a file that cannot
    be read (B247, B261).
    """
    problems = Problems()
    version = tesseract_version() if can_rasterise() else ""
    if not version:
        problems.add(Code.RECOGNISER_MISSING, None)
        raise BulletinError(problems)
    data = read_plain(path)
    try:
        foreign = ForeignPdf(data)
        scans = [
            _Scan(place, dots) for place in range(foreign.page_count) if (dots := _scan_dots(foreign, place))
        ]
    except ForeignPdfError as error:
        encrypted = error.fault == "encrypted"
        details: dict[str, Detail] = {} if encrypted else {"code": str(Code.ARCHIVE_NOT_READ)}
        problems.add(Code.FILE_ENCRYPTED if encrypted else Code.HOLDING_DAMAGED, None, file=path, **details)
        raise BulletinError(problems) from error
    if not scans:
        problems.add(Code.NOTHING_TO_RECOGNISE, None, file=path)
        return RecognitionResult(b"", (), problems)
    _report_coarse(scans, path, problems)
    return _Recognising(path, data, foreign, problems).run(scans, f"tesseract {version} ({LANGUAGE})")


def _report_coarse(scans: Sequence[_Scan], path: str, problems: Problems) -> None:
    coarse = [scan for scan in scans if scan.dots < _GOOD * _SLACK]
    if coarse:
        pages = tuple(str(scan.place + 1) for scan in coarse)
        dots = min(scan.dots for scan in coarse)
        problems.add(Code.SCAN_TOO_COARSE, None, file=path, pages=pages, dots=dots, wanted=_GOOD)


def _scan_dots(foreign: ForeignPdf, place: int) -> int:
    """Return the dpi of the picture that a page is; 0 for a page that has text or no picture."""
    if foreign.page_text(place).strip():
        return 0
    resources = foreign.follow(foreign.page(place).get("Resources")) or {}
    pictures = [foreign.follow(value) for value in (foreign.follow(resources.get("XObject")) or {}).values()]
    areas = [
        int(foreign.follow(one.entries.get("Width")) or 0)
        * int(foreign.follow(one.entries.get("Height")) or 0)
        for one in pictures
        if isinstance(one, PdfStream) and foreign.follow(one.entries.get("Subtype")) == "Image"
    ]
    size = geometry_of(foreign, place).size
    return round(math.sqrt(max(areas, default=0) / (size.width * size.height)) * 72)


class _Recognising:
    def __init__(self, path: str, data: bytes, foreign: ForeignPdf, problems: Problems) -> None:
        self.path, self.foreign, self.problems = path, foreign, problems
        reader = PdfReader(BytesIO(data))
        self.writer = PdfWriter(clone_from=reader)
        self.writer.pdf_header = reader.pdf_header
        self.font = LayerFont(self.writer)

    def run(self, scans: Sequence[_Scan], program: str) -> RecognitionResult:
        done: list[int] = []
        with (
            tempfile.TemporaryDirectory(prefix="bulletin-recognition-") as room,
            PageRasteriser(self.path) as drawing,
        ):
            for scan in scans:
                try:
                    if self._page(scan, drawing, os.path.join(room, "page.png")):
                        done.append(scan.place + 1)
                except FailedError as error:
                    code = Code.PAGE_RECOGNISED_TOO_SLOWLY if error.slow else Code.PAGE_NOT_RECOGNISED
                    self.problems.add(code, None, file=self.path, page=scan.place + 1)
        if not done:
            return RecognitionResult(b"", (), self.problems)
        self.font.finish()
        self._mark(tuple(done), program)
        made = BytesIO()
        self.writer.write(made)
        return RecognitionResult(made.getvalue(), tuple(done), self.problems)

    def _page(self, scan: _Scan, drawing: PageRasteriser, picture: str) -> bool:
        geometry = geometry_of(self.foreign, scan.place)
        dots = min(max(scan.dots, _GOOD), _MAX_DOTS)
        width, height = (max(1, round(side / 72 * dots)) for side in geometry.size)
        pixels = drawing.draw(scan.place, width, height)
        image = picture_of(pixels).convert("L")
        image.save(picture)
        turn = page_turn(picture)
        if turn:
            image = image.rotate(-turn, expand=True)
            image.save(picture)
        lines = tuple(recognised_lines(picture, dots))
        if not lines:
            return False
        size = (image.width / dots * 72, image.height / dots * 72)
        form = layer_form(self.font, lines, size, dots)
        self._lay(scan.place, form, multiply_matrices(_turned_back(turn, *size), _inverse(upright(geometry))))
        return True

    def _lay(self, place: int, form: Any, matrix: Matrix) -> None:
        """Put the layer behind what the page paints, whose state it does not see."""
        page = self.writer.pages[place]
        resources: Any = page["/Resources"].get_object()
        names: Any = resources.setdefault(NameObject("/XObject"), DictionaryObject()).get_object()
        key = "/Recognised"
        while key in names:
            key += "n"
        names[NameObject(key)] = form
        shown = " ".join(f"{part:.5f}" for part in matrix)
        layer = f"q {shown} cm {key} Do Q\n"
        if "/MarkInfo" in self.writer.root_object:  # what stands in no tag of a tagged file is an artifact
            layer = f"/Artifact BMC\n{layer}EMC\n"
        before, after = _content(f"{layer}q\n"), _content("\nQ\n")
        contents: Any = page.get("/Contents")
        old = contents.get_object() if contents is not None else None
        parts = list(old) if isinstance(old, list) else [page.raw_get("/Contents")] if old is not None else []
        page[NameObject("/Contents")] = ArrayObject(
            [self.writer._add_object(before), *parts, self.writer._add_object(after)]
        )

    def _mark(self, pages: tuple[int, ...], program: str) -> None:
        stream = _content(marked(metadata_of(self.foreign), pages, program))
        stream.update(
            {NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")}
        )
        self.writer.root_object[NameObject("/Metadata")] = self.writer._add_object(stream)


def _content(text: str) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(text.encode("utf-8"))
    return stream


def _turned_back(turn: int, width: float, height: float) -> Matrix:
    """Return the matrix that undoes a clockwise turn of a page by `turn`; sizes are those of the turned page."""
    return {
        90: (0.0, 1.0, -1.0, 0.0, height, 0.0),
        180: (-1.0, 0.0, 0.0, -1.0, width, height),
        270: (0.0, -1.0, 1.0, 0.0, 0.0, width),
    }.get(turn, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))


def _inverse(matrix: Matrix) -> Matrix:
    a, b, c, d, e, f = matrix
    by = a * d - b * c
    return d / by, -b / by, -c / by, a / by, (c * f - d * e) / by, (b * e - a * f) / by
