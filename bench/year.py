"""How long a year takes, how much memory and how many bytes: `python bench/year.py [ISSUES …]`.

Issues are made of the model issue's reports, each in other words' order, some nine pages long;
each volume is bound in a process of its own, with one job and with two.
"""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

MODEL = Path(__file__).parent.parent / "issues/2022-zk30.yaml"
CITIES = [
    "长沙市",
    "株洲市",
    "湘潭市",
    "衡阳市",
    "邵阳市",
    "岳阳市",
    "常德市",
    "张家界市",
    "益阳市",
    "郴州市",
    "永州市",
    "怀化市",
    "娄底市",
    "湘西州",
]


class _Dumper(yaml.SafeDumper):
    """Writes text as editors do: a block, a paragraph a line."""


def _write_text(dumper: _Dumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _write_text)


def write_year(directory: Path, count: int) -> Path:
    """Write `count` issues and the volume that binds them."""
    model = yaml.safe_load(MODEL.read_text("utf-8"))
    paragraphs = [line for report in model["reports"] for line in report["text"].split("\n") if line.strip()]
    chance = random.Random(count)
    for number in range(1, count + 1):
        reports = []
        for place in range(5):
            city = chance.choice(CITIES)
            lines = chance.sample(paragraphs, min(6, len(paragraphs)))
            title = f"第{number}期的第{place + 1}篇经验"
            reports.append({"city": city, "title": title, "by": f"{city}文明办", "text": "\n\n".join(lines)})
        issue = {
            "bulletin": "湖南精神文明建设",
            "publisher": "湖南省精神文明建设指导委员会办公室",
            "number": number,
            "date": f"2022-{1 + (number - 1) * 12 // count:02d}-15",
            "reports": reports,
        }
        path = directory / f"2022-{number:03d}.yaml"
        path.write_text(yaml.dump(issue, Dumper=_Dumper, allow_unicode=True, sort_keys=False), "utf-8")
    volume = {"title": "湖南精神文明建设", "year": 2022, "issues": ["2022-*.yaml"]}
    path = directory / "volume.yaml"
    path.write_text(yaml.safe_dump(volume, allow_unicode=True), "utf-8")
    return path


def bind(volume: Path, edition: str, jobs: int) -> None:
    """Bind one volume and print its figures as JSON; runs in a process of its own."""
    from bulletin_pdf.volume.publish import Target, publish_volume

    target = volume.with_suffix(f".{edition}.pdf")
    outcome = publish_volume(str(volume), [Target(edition, str(target))], jobs=jobs)
    print(
        json.dumps(
            {
                "issues": outcome.issues,
                "pages": outcome.pages,
                "edition": edition,
                "jobs": jobs,
                "seconds": round(outcome.files[0].seconds, 2),
                "CPU ms a page": round(1000 * time.process_time() / outcome.pages, 2),
                "MB peak": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
                "MB file": round(os.path.getsize(target) / 1e6, 2),
            },
            ensure_ascii=False,
        )
    )


def main(counts: list[int]) -> None:
    """Measure each count of issues."""
    for count in counts:
        with tempfile.TemporaryDirectory() as directory:
            volume = write_year(Path(directory), count)
            for edition, jobs in (("print", "1"), ("archive", "1"), ("archive", "2")):
                subprocess.run([sys.executable, __file__, "--bind", str(volume), edition, jobs], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--bind"]:
        bind(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
    else:
        main([int(count) for count in sys.argv[1:]] or [48, 480])
