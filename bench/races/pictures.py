"""A hundred photographs of six megapixels in one issue, beside Typst."""

import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import yaml

from bench.material import Bulletin, make_bulletin
from bench.ours import issue_yaml
from bench.peers.typst_source import typst_issue
from bench.races.race import OURS, Race, Racer
from bench.races.tables import FONTS, PEERS

SIZE = (3000, 2000)
SCENES = 4
"""So many are painted; the others are copies that differ by a comment, so that no program sees two of the same."""


def pictures(place: Path, seed: int, count: int = 100) -> Race:
    """Write one issue with so many photographs."""
    names = _photographs(place, Random(f"{seed}-pictures"), count)
    bulletin = make_bulletin(1, seed)
    bulletin = bulletin._replace(articles=bulletin.articles[:1])
    (place / "pictures.yaml").write_text(_ours(bulletin, names), "utf-8")
    images = "\n\n".join(f'#align(center, image("{name}", width: 120mm))' for name in names)
    (place / "pictures.typ").write_text(f"{typst_issue(bulletin)}\n\n{images}", "utf-8")
    ours, typst = place / "ours.pdf", place / "typst.pdf"
    command = ("-m", "bulletin_pdf", "build", "--force", str(place / "pictures.yaml"), "--edition", "screen")
    racers = (
        Racer(OURS, (sys.executable, *command, "-q", "-o", str(ours)), lambda: _fault(ours, count)),
        Racer(
            "Typst",
            (
                sys.executable,
                str(PEERS / "run_typst.py"),
                str(place / "pictures.typ"),
                str(typst),
                str(FONTS),
            ),
            lambda: _fault(typst, count),
        ),
    )
    return Race("pictures", f"{count} photographs of 6 MP, for the screen", racers)


def _photographs(place: Path, random: Random, count: int) -> list[str]:
    from io import BytesIO

    from PIL import Image

    scenes: list[bytes] = []
    for _ in range(min(SCENES, count)):
        small = Image.effect_noise((60, 40), 80).convert("RGB")
        small.putdata([tuple(int(random.random() * 256) for _ in range(3)) for _ in range(60 * 40)])
        data = BytesIO()
        small.resize(SIZE, Image.Resampling.BICUBIC).save(data, "JPEG", quality=90)
        scenes.append(data.getvalue())
    names = [f"photograph-{number:03d}.jpg" for number in range(count)]
    for number, name in enumerate(names):
        scene = scenes[number % SCENES]
        # A comment (COM) after the marker that begins the file.
        (place / name).write_bytes(scene[:2] + b"\xff\xfe\x00\x06%04d" % number + scene[2:])
    return names


def _ours(bulletin: Bulletin, names: list[str]) -> str:
    issue: Any = yaml.safe_load(issue_yaml(bulletin))
    report = issue["reports"][0]
    report["body"] = [*report.pop("text").split("\n\n"), *({"figure": name} for name in names)]
    return str(yaml.safe_dump(issue, allow_unicode=True, sort_keys=False, width=10**6))


def _fault(target: Path, count: int) -> str:
    done = subprocess.run(["pdfimages", "-list", target], capture_output=True, text=True, check=True)
    found = sum(" image " in line for line in done.stdout.splitlines())
    return "" if found >= count else f"{found} pictures where {count} were expected"
