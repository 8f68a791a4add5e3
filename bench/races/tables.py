"""A table of a thousand rows whose first column spans ten rows at a time, beside Typst and WeasyPrint."""

import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import yaml

from bench.material import Bulletin, make_bulletin
from bench.ours import issue_yaml
from bench.peers.typst_source import typst_issue
from bench.peers.weasyprint_source import html_issue
from bench.races.race import OURS, Race, Racer

FONTS = Path(__file__).parents[2] / "fonts"
PEERS = Path(__file__).parents[1] / "peers"
HEAD = ("乡镇", "项目村", "面积（公顷）", "投资（万元）", "进度（%）")
SPAN = 10
Row = tuple[str, ...]


def tables(place: Path, seed: int, rows: int = 1000) -> Race:
    """Write one issue with a table of so many rows, in the language of each program."""
    bulletin = _short(make_bulletin(1, seed))
    made = _rows(rows, Random(f"{seed}-table"))
    (place / "table.yaml").write_text(_ours(bulletin, made), "utf-8")
    (place / "table.typ").write_text(f"{typst_issue(bulletin)}\n\n{_typst(made)}", "utf-8")
    page = html_issue(bulletin, FONTS).replace("</section>", f"{_html(made)}</section>")
    (place / "table.html").write_text(page, "utf-8")
    racers = (
        _racer(OURS, ("-m", "bulletin_pdf", "build", "--force", str(place / "table.yaml"), "-q", "-o"), place, made),
        _racer("Typst", (str(PEERS / "run_typst.py"), str(place / "table.typ")), place, made, str(FONTS)),
        _racer("WeasyPrint", (str(PEERS / "run_weasyprint.py"), str(place / "table.html")), place, made),
    )  # fmt: skip
    return Race("tables", f"{rows} rows, cells over {SPAN} rows", racers)


def _racer(name: str, command: tuple[str, ...], place: Path, rows: list[Row], *more: str) -> Racer:
    target = place / f"{name}.pdf"
    return Racer(name, (sys.executable, *command, str(target), *more), lambda: _fault(target, rows))


def _short(bulletin: Bulletin) -> Bulletin:
    return bulletin._replace(articles=bulletin.articles[:1])


def _rows(count: int, random: Random) -> list[Row]:
    return [
        (f"第{number // SPAN + 1}乡", f"{number + 1:05d}村", *(f"{random.random() * 1000:.2f}" for _ in range(3)))
        for number in range(count)
    ]  # fmt: skip


def _spans(rows: list[Row], place: int) -> int:
    """Return how many rows the first cell of a row spans; 0 where the one above reaches down to it."""
    return 0 if place % SPAN else min(SPAN, len(rows) - place)


def _ours(bulletin: Bulletin, rows: list[Row]) -> str:
    issue: Any = yaml.safe_load(issue_yaml(bulletin))
    table: list[list[object]] = [list(HEAD)]
    for place, (town, *cells) in enumerate(rows):
        span = _spans(rows, place)
        first: list[object] = [{"text": town, "rowspan": span}] if span else []
        table.append([*first, *cells])
    report = issue["reports"][0]
    report["body"] = [*report.pop("text").split("\n\n"), {"table": table}]
    return str(yaml.safe_dump(issue, allow_unicode=True, sort_keys=False, width=10**6))


def _typst(rows: list[Row]) -> str:
    cells = [f"table.header({', '.join(f'[{cell}]' for cell in HEAD)})"]
    for place, (town, *others) in enumerate(rows):
        span = _spans(rows, place)
        first = [f"table.cell(rowspan: {span})[{town}]"] if span else []
        cells.append(", ".join((*first, *(f"[{cell}]" for cell in others))))
    return f"#set text(12pt)\n#table(columns: (1fr,) * 5, {', '.join(cells)})"


def _html(rows: list[Row]) -> str:
    def row(place: int, town: str, *others: str) -> str:
        span = _spans(rows, place)
        first = f'<td rowspan="{span}">{town}</td>' if span else ""
        return f"<tr>{first}{''.join(f'<td>{cell}</td>' for cell in others)}</tr>"

    head = "".join(f"<th>{cell}</th>" for cell in HEAD)
    body = "".join(row(place, *cells) for place, cells in enumerate(rows))
    style = "border-collapse: collapse; width: 100%; font: 12pt/1.5 latin, fangsong"
    return f'<table border="1" style="{style}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _fault(target: Path, rows: list[Row]) -> str:
    done = subprocess.run(["pdftotext", "-layout", target, "-"], capture_output=True, text=True, check=True)
    text = "".join(done.stdout.split())
    missing = [row[1] for row in rows if row[1] not in text]
    return f"{len(missing)} rows are missing, {missing[0]} first" if missing else ""
