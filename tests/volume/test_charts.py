"""Charts say what the tables say, in tints of black, and are figures to a reader (A-27)."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pypdf
import pytest

from bulletin_pdf.drawing.bar_charts import Bar, horizontal_bars
from bulletin_pdf.drawing.outlines import drawing_marks
from bulletin_pdf.inks import BLACK, Cmyk
from bulletin_pdf.pages import Mark, Path, TextRun
from bulletin_pdf.volume.book.set_volume import SetVolume
from bulletin_pdf.volume.parts.charts import by_city, by_month
from bulletin_pdf.volume.parts.silent_cities import cities_without_reports
from support.narrowed import present
from volume.conftest import Bound, Year, volume_of


def charts(volume: SetVolume) -> Iterator[tuple[Any, ...]]:
    """Every figure of the statistics with its marks: (alt, outlines, words)."""
    document = volume.document
    for place, tag in enumerate(document.tags):
        if tag.role == "Figure" and tag.alt.startswith("图"):
            marks = [m for page in document.pages for m in page.marks if getattr(m, "tag", None) == place]
            yield (
                tag.alt,
                [m for m in marks if isinstance(m, Path)],
                [m for m in marks if isinstance(m, TextRun)],
            )


def counted(bound: Bound, of: Callable[..., Any]) -> Counter[Any]:
    counts: Counter[Any] = Counter()
    for issue in bound.volume.issues:
        own = issue.member.issue
        counts.update(of(own, report) for report in own.reports)
    return counts


def test_months_and_cities_are_counted(bound: Bound) -> None:
    months = counted(bound, lambda issue, _: f"{int(issue.masthead.date.iso[5:7])}月")
    assert {bar.label: bar.total for bar in by_month(bound.volume.issues)} == {
        f"{month}月": months[f"{month}月"] for month in range(1, 13)
    }
    cities = counted(bound, lambda _, report: report.city_name)
    silent = present(cities_without_reports(cities)).silent
    bars = by_city(bound.volume.issues, silent, bound.volume.context)
    assert {bar.label: bar.total for bar in bars if bar.total} == {c: n for c, n in cities.items() if c}
    assert [bar.total for bar in bars] == sorted((bar.total for bar in bars), reverse=True)
    assert tuple(bar.label for bar in bars if not bar.total) == silent == ("张家界市",)


def test_bars_are_as_long_as_their_numbers(bound: Bound) -> None:
    (_, months, _), (alt, cities, words) = charts(bound.volume)
    heights: Counter[Any] = Counter()
    for path in months:
        xs = [step[1] for step in path.steps if len(step) > 1]
        ys = [step[2] for step in path.steps if len(step) > 1]
        heights[round(min(xs), 1)] += max(ys) - min(ys)
    wanted = [bar.total for bar in by_month(bound.volume.issues) if bar.total]
    # The legend's three squares are the only other outlines.
    tall = [height for _, height in sorted(heights.items()) if height > 10]
    assert [height / tall[0] * wanted[0] for height in tall] == pytest.approx(wanted)
    assert "湘西州3篇" in alt and "张家界市0篇" in alt
    said = "".join(run.text for run in words)
    assert all(name in said for name in ("湘西州", "张家界市", "正刊", "专刊", "增刊"))


def test_only_black_and_its_tints(bound: Bound) -> None:
    for _, outlines, words in charts(bound.volume):
        assert outlines and words
        for mark in (*outlines, *words):
            assert mark.ink == BLACK or (isinstance(mark.ink, Cmyk) and mark.ink[:3] == (0, 0, 0))


def test_figures_in_the_file_have_words_and_a_place(bound: Bound) -> None:
    root = pypdf.PdfReader(bound.file("archive")).root_object["/StructTreeRoot"]

    def figures(node: Any) -> Iterator[Any]:
        for kid in node.get("/K", ()) if isinstance(node.get("/K"), list) else [node.get("/K")]:
            kid = kid.get_object() if kid is not None else None
            if isinstance(kid, dict) and "/S" in kid:
                if kid["/S"] == "/Figure" and str(kid.get("/Alt", "")).startswith("图"):
                    yield kid
                yield from figures(kid)

    found = list(figures(root))
    assert [str(figure["/Alt"])[:2] for figure in found] == ["图一", "图二"]
    for figure in found:
        left, foot, right, top = map(float, figure["/A"]["/BBox"])
        assert 0 < left < right < 596 and 0 < foot < top < 842


def test_a_year_of_one_kind_has_no_legend_and_no_cities_no_chart_of_them(year: Year) -> None:
    report = {"title": "一件小事", "text": "做成了一件小事。"}
    volume = volume_of(year({"issues/1": {"reports": [report]}}, parts=["issues", "statistics"]))
    ((alt, outlines, words),) = charts(volume)
    assert alt.startswith("图一") and len(outlines) == 1
    assert "正刊" not in "".join(run.text for run in words)


def test_reportlab_is_imported_only_when_something_is_drawn(year: Year) -> None:
    source = year({"issues/1": {}}, parts=["issues", "index-title"])
    code = (
        "import sys; from volume.conftest import volume_of; from pathlib import Path\n"
        f"volume_of(Path({str(source)!r}))\n"
        "sys.exit('reportlab' in sys.modules)"
    )
    paths = ":".join(path for path in sys.path if path)
    done = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": paths}, check=False)
    assert done.returncode == 0


def test_long_labels_keep_within_the_chart() -> None:
    """The table beside a chart has every name whole."""
    names = ["长沙市", "马鞍山市雨山区新时代文明实践中心", "某" * 60]
    drawing = horizontal_bars([Bar(name, (1,)) for name in names], ("正刊",), 400.0, 16.0)
    marks: list[tuple[str, float, float]] = []

    def set_string(text: str, x: float, y: float, size: float, anchor: str) -> list[Mark]:
        if anchor == "end":
            marks.append((text, x - size * len(text), size))
        return []

    drawing_marks(drawing, 0.0, 0.0, set_string)
    shown = {text for text, _, _ in marks}
    assert {"长沙市", "马鞍山市雨山区新时代文明实践中心"} < shown and all(left >= 0 for _, left, _ in marks)
    assert any(text.endswith("某…") and size == 7.0 for text, _, size in marks)
