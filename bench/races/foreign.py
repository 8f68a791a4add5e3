"""Two hundred pages of another program's PDFs bound as a volume, beside a plain merge by pikepdf.

The volume judges every font, ink and picture, numbers the pages and proves the file; a merge copies objects.
"""

import sys
from pathlib import Path

import yaml
from pypdf import PdfReader

from bench.material import NAME, YEAR, make_bulletins
from bench.peers.typst_source import typst_volume
from bench.races.race import OURS, Race, Racer
from bench.races.tables import FONTS, PEERS

ISSUES = 2
"""Issues of the material in one PDF: about twenty pages."""
PAGES = 20


def foreign(place: Path, seed: int, pages: int = 200) -> Race:
    """Write PDFs with about so many pages, and the volume that binds them."""
    count = max(1, pages // PAGES)
    bulletins = make_bulletins(count * ISSUES, seed)
    sources = [
        _set(place / f"{YEAR}-{number + 1:03d}.pdf", typst_volume(bulletins[number * ISSUES : (number + 1) * ISSUES]))
        for number in range(count)
    ]  # fmt: skip
    members = [
        {
            "pdf": source.name,
            "number": number,
            "date": bulletins[number - 1].day,
            "contents": [{"title": bulletins[(number - 1) * ISSUES].articles[0].title, "page": 1}],
        }
        for number, source in enumerate(sources, start=1)
    ]
    plan = {"title": NAME, "year": YEAR, "issues": members, "parts": ["contents", "issues"]}
    (place / "volume.yaml").write_text(yaml.safe_dump(plan, allow_unicode=True, sort_keys=False), "utf-8")
    total = sum(len(PdfReader(source).pages) for source in sources)
    bound, merged = place / "bound.pdf", place / "merged.pdf"
    command = ("-m", "bulletin_pdf", "volume", "--force", str(place / "volume.yaml"), "-q", "-o", str(bound))
    racers = (
        Racer(OURS, (sys.executable, *command), lambda: _fault(bound, total)),
        Racer(
            "pikepdf, plain merge",
            (sys.executable, str(PEERS / "run_pikepdf.py"), str(merged), *map(str, sources)),
            lambda: _fault(merged, total),
        ),
    )
    return Race("foreign", f"{total} pages of {count} PDFs by another program", racers)


def _set(target: Path, markup: str) -> Path:
    import typst

    source = target.with_suffix(".typ")
    source.write_text(markup, "utf-8")
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    typst.compile(str(source), output=str(target), font_paths=fonts)
    return target


def _fault(target: Path, pages: int) -> str:
    found = len(PdfReader(target).pages)
    return "" if found >= pages else f"{found} pages where {pages} were expected"
