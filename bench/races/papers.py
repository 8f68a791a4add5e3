"""Sixty Word papers read: by us into one issue, with structure and proof; by pandoc and mammoth into plain text."""

import shutil
import sys
from pathlib import Path

from bench.material import Bulletin, make_bulletin
from bench.races.race import OURS, Race, Racer
from bench.races.tables import PEERS


def papers(place: Path, seed: int, count: int = 60) -> Race:
    """Write so many papers, each one report of a city's office."""
    folder = place / "papers"
    folder.mkdir()
    bulletins = [make_bulletin(number, seed) for number in range(1, count + 1)]
    for bulletin in bulletins:
        _write(bulletin, folder / f"{bulletin.number:03d}.docx")
    sources = tuple(map(str, sorted(folder.glob("*.docx"))))
    issue, plain = place / "issue.yaml", place / "pandoc.txt"
    extracted = place / "mammoth.txt"
    command = ("-m", "bulletin_pdf", "import", str(folder), "--force", "-q", "-o", str(issue))
    racers = [
        Racer(OURS, (sys.executable, *command), lambda: _fault(issue, bulletins)),
        Racer(
            "mammoth",
            (sys.executable, str(PEERS / "run_mammoth.py"), str(extracted), *sources),
            lambda: _fault(extracted, bulletins),
        ),
    ]
    if pandoc := shutil.which("pandoc"):
        options = ("-f", "docx", "-t", "plain", "--wrap=none", "-o", str(plain))
        racers.append(Racer("pandoc", (pandoc, *options, *sources), lambda: _fault(plain, bulletins)))
    return Race("papers", f"{count} Word papers; the peers give plain text alone", tuple(racers))


def _write(bulletin: Bulletin, path: Path) -> None:
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document, article = Document(), bulletin.articles[0]
    document.add_paragraph(article.headline).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for passage in article.passages:
        paragraph = document.add_paragraph()
        paragraph.add_run(passage.lead).bold = True
        paragraph.add_run(passage.text)
    document.add_paragraph(f"（{article.by}）")
    document.save(str(path))


def _fault(target: Path, bulletins: list[Bulletin]) -> str:
    text = "".join(target.read_text("utf-8").replace("**", "").split())
    passages = [passage.text for bulletin in bulletins for passage in bulletin.articles[0].passages]
    missing = [passage for passage in passages if "".join(passage.split()) not in text]
    return f"{len(missing)} passages of {len(passages)} are missing: {missing[0][:20]}" if missing else ""
