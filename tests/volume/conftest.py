"""The sample year, bound once, and small years for tests of what can go wrong."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from bulletin_pdf.build import publish
from bulletin_pdf.problems import Problems
from bulletin_pdf.volume.book.set_volume import SetVolume, set_volume
from bulletin_pdf.volume.files.outcome import VolumeOutcome, VolumeTarget
from bulletin_pdf.volume.files.publish import publish_volume
from bulletin_pdf.volume.issues.bound_issue import BoundIssue
from bulletin_pdf.volume.plan.read_plan import read_plan

YEAR = Path(__file__).parent.parent / "corpus/year"
VOLUME = YEAR / "volume.yaml"

needs_mutool = pytest.mark.skipif(shutil.which("mutool") is None, reason="mutool is not installed")


class Bound(NamedTuple):
    """The sample year as files, and as it was before it became files."""

    directory: Path
    outcome: VolumeOutcome
    volume: SetVolume

    @property
    def own(self) -> list[BoundIssue]:
        """The issues that were set here, not placed from an existing PDF."""
        return [issue for issue in self.volume.issues if issue.member.foreign is None]

    def file(self, edition: str) -> Path:
        return Path(next(file.target.path for file in self.outcome.files if file.target.edition == edition))


@pytest.fixture(scope="session")
def bound(tmp_path_factory: pytest.TempPathFactory) -> Bound:
    directory = tmp_path_factory.mktemp("year")
    targets = [VolumeTarget(name, str(directory / f"{name}.pdf")) for name in ("print", "archive", "screen")]
    outcome = publish_volume(str(VOLUME), targets)
    return Bound(directory, outcome, volume_of(VOLUME))


@pytest.fixture(scope="session")
def singles(tmp_path_factory: pytest.TempPathFactory, bound: Bound) -> list[Path]:
    """Every issue of the sample year on its own, in the volume's order."""
    directory = tmp_path_factory.mktemp("singles")
    paths = []
    for issue in bound.own:
        paths.append(directory / (Path(issue.member.issue.path).stem + ".pdf"))
        publish(issue.member.issue.path, str(paths[-1]))
    return paths


def volume_of(path: Path, problems: Problems | None = None) -> SetVolume:
    found = Problems() if problems is None else problems
    return set_volume(read_plan(str(path), found), found)


Year = Callable[..., Path]


@pytest.fixture
def year(tmp_path: Path) -> Year:
    """Write a small year: one mapping an issue, by file name, and the volume's own keys."""

    def write(issues: dict[str, dict[str, object]], /, **volume: object) -> Path:
        for name, keys in issues.items():
            place = tmp_path / f"{name}.yaml"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(
                yaml.safe_dump(small_issue(**keys), allow_unicode=True, sort_keys=False), "utf-8"
            )
        whole = {"title": "青河简报", "year": 2022, "issues": ["issues/*.yaml"], **volume}
        path = tmp_path / "volume.yaml"
        path.write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), "utf-8")
        return path

    return write


def small_issue(**keys: object) -> dict[str, object]:
    report = {"city": "长沙市", "title": "一件小事", "by": "市文明办", "text": "做成了一件小事。"}
    plain = {"bulletin": "青河简报", "publisher": "青河县委办公室", "number": 1, "date": "2022-03-01"}
    return {**plain, "reports": [report], **keys}
