"""Issues of many years: proofread beside zhlint, searched beside grep, audited beside sha256sum.

The peers do less. zhlint looks at marks and spaces alone, of plain text; grep finds lines, not reports with their places;
sha256sum reads every byte of the store and judges nothing.
"""

import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.material import Bulletin, make_bulletins
from bench.measure import run
from bench.ours import write_issue
from bench.races.race import OURS, Race, Racer
from bench.races.tables import PEERS

PROGRAM = (sys.executable, "-m", "bulletin_pdf")
ZHLINT = Path(sys.prefix) / "peers/node_modules/zhlint/lib/index.js"
"""Where `scripts/system_tools.sh --peers` puts it."""
FOUND = 1
"""The exit code of `check` and `audit` that found something, which they do in made-up issues."""


def check(place: Path, seed: int, count: int = 480) -> Race:
    """Write so many issues, as YAML and as plain text."""
    bulletins = make_bulletins(count, seed)
    sources = _written(bulletins, place)
    texts = tuple(_as_text(bulletin, place) for bulletin in bulletins)
    racers = [Racer(OURS, (*PROGRAM, "check", "-q", *sources), lambda: "", FOUND)]
    if (node := shutil.which("node")) and ZHLINT.exists():
        told = place / "zhlint.json"
        script = (node, str(PEERS / "run_zhlint.mjs"), str(ZHLINT), str(told))
        racers.append(Racer("zhlint", (*script, *texts), lambda: _unread(told, count)))
    return Race(
        "check", f"{count} issues proofread; zhlint looks at marks and spaces of plain text", tuple(racers)
    )


def find(place: Path, seed: int, count: int = 576) -> Race:
    """Write so many issues and their catalogue, and look for words that the last of them has."""
    bulletins = make_bulletins(count, seed)
    _written(bulletins, place)
    store, told = str(place / "cat"), place / "grep.txt"
    run((*PROGRAM, "catalogue", str(place), "-q", "-o", store))
    words = bulletins[-1].articles[-1].title
    racers = [Racer(OURS, (*PROGRAM, "find", words, "--catalogue", store, "--limit", "0"), lambda: "")]
    if shutil.which("grep"):
        command = f"grep -rnF --include=*.yaml -- '{words}' '{place}' > '{told}'"
        racers.append(
            Racer("grep", ("sh", "-c", command), lambda: "" if told.stat().st_size else "nothing was found")
        )
    return Race("find", f"words looked for in {count} issues", tuple(racers))


def audit(place: Path, seed: int, count: int = 576) -> Race:
    """Make so many archive files, and audit the store they stand in."""
    store = place / "store"
    run(
        (
            *PROGRAM,
            "build",
            "--edition",
            "archive",
            "-q",
            "-o",
            f"{store}/",
            *_written(make_bulletins(count, seed), place),
        )
    )
    files = tuple(map(str, sorted(store.glob("*.pdf"))))
    report = place / "report"
    command = (*PROGRAM, "audit", str(store), "-q", "-o", str(report))
    racers = [Racer(OURS, command, lambda: "" if any(report.iterdir()) else "no report was written", FOUND)]
    if program := shutil.which("sha256sum"):
        racers.append(Racer("sha256sum", (program, *files), lambda: ""))
    return Race("audit", f"a store of {len(files)} archive files; sha256sum judges nothing", tuple(racers))


def _written(bulletins: Sequence[Bulletin], place: Path) -> tuple[str, ...]:
    return tuple(str(write_issue(bulletin, place)) for bulletin in bulletins)


def _as_text(bulletin: Bulletin, place: Path) -> str:
    lines = [
        line
        for article in bulletin.articles
        for line in (
            article.headline,
            *(passage.lead + passage.text for passage in article.passages),
            article.by,
        )
    ]
    path = place / f"{bulletin.number:03d}.txt"
    path.write_text("\n\n".join(lines) + "\n", "utf-8")
    return str(path)


def _unread(told: Path, count: int) -> str:
    found = json.loads(told.read_text("utf-8"))
    return (
        ""
        if found["files"] == count and found["characters"]
        else f"{found['files']} files of {count} were read"
    )
