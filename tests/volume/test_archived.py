"""Archive files of this program as members: set anew from the source inside, when it is true."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml

from bulletin_pdf.build import publish
from bulletin_pdf.issue.printed_form import printed_entry
from bulletin_pdf.problems import Problems
from bulletin_pdf.volume.files.outcome import VolumeTarget
from bulletin_pdf.volume.files.publish import publish_volume
from bulletin_pdf.volume.plan.read_plan import read_plan
from support.measured import squashed
from support.narrowed import present
from volume.conftest import YEAR, small_issue, volume_of

PARTS = ["contents", "issues", "index-city", "catalogue"]


@pytest.fixture
def shelf(tmp_path: Path) -> Callable[..., Path]:
    """A volume of one YAML issue and one archive file, which brings pictures and a bulletin.yaml."""
    (tmp_path / "1.yaml").write_text(yaml.safe_dump(small_issue(), allow_unicode=True), "utf-8")
    (tmp_path / "archive").mkdir()
    publish(str(YEAR / "2022-05.yaml"), str(tmp_path / "archive/2022-05.pdf"), "archive")

    def write(**keys: Any) -> Path:
        entry = {"pdf": "archive/2022-05.pdf", **keys}
        volume = {"title": "湖南精神文明建设", "year": 2022, "parts": PARTS, "issues": ["1.yaml", entry]}
        path = tmp_path / "volume.yaml"
        path.write_text(yaml.safe_dump(volume, allow_unicode=True), "utf-8")
        return path

    return write


def codes(path: Path) -> list[str]:
    problems = Problems()
    read_plan(str(path), problems)
    return [problem.code for problem in problems]


def test_it_is_a_member_like_any_other(shelf: Callable[..., Path], tmp_path: Path) -> None:
    volume = volume_of(shelf())
    issue = volume.issues[1]
    assert issue.member.foreign is None and issue.member.issue.number == 5
    assert issue.member.issue.masthead.date.iso.startswith("2022-")
    target = tmp_path / "volume.pdf"
    publish_volume(str(shelf()), [VolumeTarget("archive", str(target))])
    text = squashed(
        subprocess.run(["pdftotext", target, "-"], capture_output=True, check=True).stdout.decode()
    )
    for report in issue.member.issue.reports:
        # Contents, the issue itself, and its own contents.
        assert text.count(squashed(printed_entry(report).text)) >= 2, printed_entry(report).text
    assert report.city_name in text


def without_path(mark: Any) -> object:
    return mark._replace(path="") if hasattr(mark, "path") else mark


def test_its_pages_are_those_of_the_yaml(shelf: Callable[..., Path], tmp_path: Path) -> None:
    path = shelf()
    inside = volume_of(path).issues[1].document
    (tmp_path / "beside").mkdir()
    beside = yaml.safe_load(path.read_text("utf-8"))
    beside["issues"] = [str(YEAR.name) + "/2022-05.yaml"]
    (tmp_path / YEAR.name).symlink_to(YEAR)
    own = tmp_path / "own.yaml"
    own.write_text(yaml.safe_dump({**beside, "issues": ["copy/2022-05.yaml"]}, allow_unicode=True), "utf-8")
    subprocess.run(["cp", "-r", YEAR, tmp_path / "copy"], check=True)
    other = volume_of(own).issues[0].document
    assert [page.label for page in inside.pages] == [page.label for page in other.pages]
    for page, twin in zip(inside.pages, other.pages, strict=True):
        assert list(map(without_path, page.marks)) == list(map(without_path, twin.marks))


def test_the_same_volume_twice_is_the_same_file(shelf: Callable[..., Path], tmp_path: Path) -> None:
    """Where the source is laid out meanwhile leaves no trace."""
    made = []
    for name in ("one", "two"):
        target, bag = tmp_path / f"{name}.pdf", tmp_path / name
        publish_volume(str(shelf()), [VolumeTarget("archive", str(target))], package=str(bag))
        made.append(
            (target.read_bytes(), {p.relative_to(bag): p.read_bytes() for p in bag.rglob("*") if p.is_file()})
        )
    assert made[0] == made[1]
    names = {path.as_posix() for path in made[0][1]}
    assert {"data/source/archive/2022-05.pdf", "data/source/archive/2022-05/2022-05.yaml"} <= names
    assert "data/source/archive/2022-05/bulletin.yaml" in names


def test_it_is_verified_again_from_the_package(shelf: Callable[..., Path], tmp_path: Path) -> None:
    publish_volume(
        str(shelf()), [VolumeTarget("screen", str(tmp_path / "v.pdf"))], package=str(tmp_path / "bag")
    )
    assert codes(tmp_path / "bag/data/source/volume.yaml") == []


def test_what_is_said_beside_it_must_agree(shelf: Callable[..., Path]) -> None:
    assert codes(shelf(number=5)) == []
    assert codes(shelf(number=6)) == ["B876"]
    assert codes(shelf(contents=[{"title": "旧事"}], series="专刊")) == ["B876", "B876"]


def changed(path: Path) -> None:
    """Another hand opened and saved it."""
    writer = pypdf.PdfWriter(clone_from=str(path))
    writer.pages[0].rotate(180)
    writer.write(str(path))


def test_one_that_is_not_true_is_placed_as_it_is(shelf: Callable[..., Path], tmp_path: Path) -> None:
    path = shelf()
    changed(tmp_path / "archive/2022-05.pdf")
    assert codes(path) == ["B870"]
    volume = volume_of(path)
    issue = volume.issues[1]
    assert issue.member.foreign is not None
    # Number, date and contents still come from the source inside.
    assert issue.member.issue.number == 5
    own = volume_of(path).issues[1].member.issue
    assert len(issue.member.foreign.starts) == len(own.reports)


def test_bookmarks_say_where_its_reports_begin(shelf: Callable[..., Path], tmp_path: Path) -> None:
    expected = volume_of(shelf()).issues[1].pages
    pages = {anchor.name: number for number, page in enumerate(expected, 1) for anchor in page.anchors}
    changed(tmp_path / "archive/2022-05.pdf")
    foreign = present(volume_of(shelf()).issues[1].member.foreign)
    assert list(foreign.starts) == [pages[f"report-{n}"] for n in range(1, len(foreign.starts) + 1)]


def test_what_is_said_of_an_untrue_one_counts(shelf: Callable[..., Path], tmp_path: Path) -> None:
    changed(tmp_path / "archive/2022-05.pdf")
    issue = volume_of(shelf(number=9, date="2022-09-01")).issues[1].member.issue
    assert (issue.number, issue.masthead.date.iso) == (9, "2022-09-01")


def test_a_lock_changed_by_hand(shelf: Callable[..., Path], tmp_path: Path) -> None:
    """A source that was tampered with gives nothing: number and date must be said."""
    file = tmp_path / "archive/2022-05.pdf"
    writer = pypdf.PdfWriter(clone_from=str(file))
    writer.add_attachment("bulletin.lock.json", b"{}")
    writer.write(str(file))
    assert "B870" in codes(shelf(number=5, date="2022-05-01"))
