"""A made-up store of twelve years, 576 issues, to judge `audit`, `catalogue` and `find` by; all text is invented.

`python -m bench.judged_store DIR [--per-year N]` makes it: three years of archive files, three of YAML, three of volumes in
bags, three whose volume's YAML lists YAML, scans and PDFs made elsewhere. The same seed gives the same text.
"""

import argparse
import random
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pypdf
import yaml

from bulletin_pdf.build import publish
from bulletin_pdf.volume.files.outcome import VolumeTarget
from bulletin_pdf.volume.files.publish import publish_volume

FIRST_YEAR = 2011
KINDS = (
    "archived",
    "archived",
    "archived",
    "yaml",
    "yaml",
    "yaml",
    "bag",
    "bag",
    "bag",
    "mixed",
    "mixed",
    "mixed",
)
CITIES = ("长沙市", "湘西州", "株洲市", "邵阳市", "怀化市", "永州市", "岳阳市", "娄底市")
THEMES = ("文明创建", "移风易俗", "志愿服务", "")
_SUBJECTS = (
    "村规民约",
    "红白理事会",
    "文明实践站",
    "道德讲堂",
    "积分超市",
    "老戏台",
    "农家书屋",
    "志愿者驿站",
    "乡贤议事厅",
    "好人榜",
)
_DEEDS = ("走进院落", "写进章程", "办到门口", "传到手上", "评到户头", "晒在墙上", "讲在田间", "落在账上")
_MARKS = ("，", "；", "。", "、")
_ODD = (
    "ＡＢＣ级",
    "App“村村通”",
    "GB/T 9704—2012",
    "３个１００％",
    "5G+",
    "Ⅻ月",
    "𠮷祥村",
    "12.5%",
    "《倡议书》（试行）",
    "A-3号",
)


class IssueTask(NamedTuple):
    """An issue that is to be made."""

    year: int
    number: int
    serial: int
    kind: str
    """archive, yaml, scan or foreign."""
    directory: Path
    desk: Path
    """For the source of what is no YAML in the store."""


def sentences(chance: random.Random, count: int) -> str:
    """Return so many sentences of invented news."""
    made = []
    for _ in range(count):
        parts = [chance.choice(_SUBJECTS) + chance.choice(_DEEDS) for _ in range(chance.randint(2, 4))]
        if chance.random() < 0.5:
            parts.insert(1, f"{chance.choice(_ODD)}共{chance.randint(2, 9999)}个")
        made.append("".join(part + chance.choice(_MARKS[:1] + _MARKS[3:]) for part in parts)[:-1] + "。")
    return "".join(made)


def keys_of(task: IssueTask) -> dict[str, object]:
    """Return an issue's YAML as a mapping."""
    chance = random.Random(f"{task.year}-{task.number}")
    reports = []
    for place in range(chance.randint(2, 4)):
        city = chance.choice(CITIES)
        reports.append(
            {
                "city": city,
                "title": f"{chance.choice(_SUBJECTS)}{chance.choice(_DEEDS)}",
                "by": f"{city}文明办",
                "text": "\n\n".join(sentences(chance, 3) for _ in range(2 + place % 2)),
            }
        )
    day = date(task.year, 1, 4) + timedelta(days=7 * (task.number - 1))
    keys: dict[str, object] = {
        "bulletin": "青河简报",
        "publisher": "青河县委办公室",
        "number": task.number,
        "serial": task.serial,
        "date": day.isoformat(),
        "reports": reports,
    }
    theme = THEMES[task.number % len(THEMES)]
    return keys | ({"theme": theme} if theme else {})


def write_yaml(path: Path, keys: object) -> Path:
    """Write a YAML file as an editor would."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(keys, allow_unicode=True, sort_keys=False, width=60), "utf-8")
    return path


def make_issue(task: IssueTask) -> None:
    """Make the file of one issue."""
    stem = f"{task.year}-{task.number:02d}"
    if task.kind == "yaml":
        write_yaml(task.directory / f"{stem}.yaml", keys_of(task))
        return
    source = write_yaml(task.desk / f"{stem}.yaml", keys_of(task))
    made = task.directory / f"{stem}.pdf"
    edition = "archive" if task.kind == "archive" else "screen"
    publish(str(source), str(made), edition)
    if task.kind == "scan":
        scanned(made)
    elif task.kind == "foreign":
        made_elsewhere(made)


def scanned(path: Path, dots: int = 200) -> None:
    """Turn a PDF into one whose pages are pictures, as a scanner makes them."""
    import pypdfium2

    document = pypdfium2.PdfDocument(str(path))
    pages = [page.render(scale=dots / 72, grayscale=True).to_pil() for page in document]
    document.close()
    pages[0].save(path, "PDF", save_all=True, append_images=pages[1:], resolution=dots)


def made_elsewhere(path: Path) -> None:
    """Take from a PDF what says that this program made it."""
    writer = pypdf.PdfWriter(clone_from=path)
    del writer.root_object["/Metadata"]
    writer.metadata = {"/Producer": "Office", "/Title": path.stem}
    writer.write(path)


def volume_keys(year: int, members: list[object]) -> dict[str, object]:
    """Return a volume's YAML as a mapping."""
    return {
        "title": "青河简报",
        "publisher": "青河县委办公室",
        "year": year,
        "issues": members,
        "parts": ["cover", "contents", "issues"],
        "archive": {"fonds": "J001", "category": "WS", "retention": "D30", "office": "BGS"},
    }


def member_kind(year_kind: str, number: int) -> str:
    """Return what the issue of a number is in a year of some kind."""
    if year_kind == "mixed":
        return {5: "scan", 0: "foreign"}.get(number % 8, "yaml")
    return {"archived": "archive"}.get(year_kind, "yaml")


def tasks(root: Path, desk: Path, per_year: int) -> Iterator[IssueTask]:
    """Return what is to be made, in the order of the years."""
    serial = 100
    for place, kind in enumerate(KINDS):
        year = FIRST_YEAR + place
        home = desk / str(year) if kind == "bag" else root / str(year)
        for number in range(1, per_year + 1):
            serial += 1
            yield IssueTask(year, number, serial, member_kind(kind, number), home, desk / f"{year}-sources")


def bind(root: Path, desk: Path, year: int, kind: str, made: list[IssueTask]) -> None:
    """Write what holds a year together: its bag, or the volume's YAML."""
    if kind == "bag":
        plan = write_yaml(desk / str(year) / "volume.yaml", volume_keys(year, [f"{year}-*.yaml"]))
        archive = VolumeTarget("archive", str(desk / f"{year}.pdf"))
        publish_volume(str(plan), [archive], package=str(root / f"{year}-bag"))
        return
    members: list[object] = [f"{year}-*.yaml"]
    for task in made:
        if task.kind in ("scan", "foreign"):
            keys = keys_of(task)
            titles = [{"title": f"{one['city']}：{one['title']}", "page": 1} for one in keys["reports"]]  # type: ignore[attr-defined]
            entry = {
                "pdf": f"{task.year}-{task.number:02d}.pdf",
                "number": task.number,
                "serial": task.serial,
            }
            members.append(entry | {"date": keys["date"], "contents": titles})
    write_yaml(root / str(year) / "volume.yaml", volume_keys(year, members))


def make_store(root: Path, per_year: int = 48, jobs: int = 2) -> None:
    """Make the store at `root`, which must not exist."""
    root.mkdir(parents=True)
    desk = root.parent / f"{root.name}-desk"
    everything = list(tasks(root, desk, per_year))
    for task in everything:
        task.directory.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(jobs) as pool:
        list(pool.map(make_issue, everything, chunksize=4))
    for place, kind in enumerate(KINDS):
        if kind in ("bag", "mixed"):
            year = FIRST_YEAR + place
            bind(root, desk, year, kind, [task for task in everything if task.year == year])
    shutil.rmtree(desk)


def main() -> None:
    """Make a store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--per-year", type=int, default=48)
    options = parser.parse_args()
    make_store(options.directory, options.per_year)


if __name__ == "__main__":
    main()
