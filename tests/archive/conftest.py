"""A small archive of several years: issues as YAML, archive files, a volume as a bag, scans and foreign PDFs."""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from bulletin_pdf.build import publish
from bulletin_pdf.volume.files.outcome import VolumeTarget
from bulletin_pdf.volume.files.publish import publish_volume

YEAR = Path(__file__).parent.parent / "corpus/year"
CITIES = ("长沙市", "湘西州", "株洲市", "邵阳市")


def issue_of(year: int, number: int, **keys: object) -> dict[str, object]:
    """An issue with words of its own."""
    city = CITIES[(year + number) % len(CITIES)]
    text = f"{year}年第{number}期说，共建成{number}{year}个文明实践站。RS-{year}/{number}号文件写明“村规民约，人人守”。"
    report = {"city": city, "title": f"第{number}件小事的{year}年", "by": f"{city}文明办", "text": text}
    second = {
        "city": CITIES[0],
        "title": f"又一件{number}",
        "by": "省文明办",
        "text": "𠮷祥村里话家常，Ⅻ月𬭎大。",
    }
    plain = {"bulletin": "青河简报", "publisher": "青河县委办公室", "number": number}
    return {**plain, "date": f"{year}-0{number}-1{number}", "reports": [report, second], **keys}


def write_issue(path: Path, keys: dict[str, object]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(keys, allow_unicode=True, sort_keys=False), "utf-8")
    return path


class Store(NamedTuple):
    """Where the years lie."""

    root: Path

    @property
    def yaml(self) -> Path:
        return self.root / "2014"

    @property
    def archived(self) -> Path:
        return self.root / "2015"

    @property
    def bag(self) -> Path:
        return self.root / "2016-bag"


@pytest.fixture(scope="session")
def built_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """2014 as YAML, 2015 as archive files, 2016 as a volume in a bag, 2022 with a scan that its volume describes."""
    root = tmp_path_factory.mktemp("store")
    store, desk = Store(root), tmp_path_factory.mktemp("desk")
    for number in (1, 2, 3):
        write_issue(store.yaml / f"2014-{number}.yaml", issue_of(2014, number))
        source = write_issue(desk / "2015" / f"{number}.yaml", issue_of(2015, number))
        store.archived.mkdir(exist_ok=True)
        publish(str(source), str(store.archived / f"2015-{number}.pdf"), "archive")
        write_issue(desk / "2016" / f"{number}.yaml", issue_of(2016, number))
    volume = desk / "2016" / "year.yaml"
    keys = {"title": "青河简报", "year": 2016, "issues": ["[123].yaml"], "parts": ["contents", "issues"]}
    volume.write_text(yaml.safe_dump(keys, allow_unicode=True), "utf-8")
    publish_volume(str(volume), [VolumeTarget("archive", str(desk / "2016.pdf"))], package=str(store.bag))
    shutil.copytree(YEAR, root / "2022")
    return store


@pytest.fixture
def store(built_store: Store, tmp_path: Path) -> Store:
    """A copy of the smaller years that a test may change."""
    shutil.copytree(built_store.root, tmp_path / "store", ignore=shutil.ignore_patterns("2022"))
    return Store(tmp_path / "store")
