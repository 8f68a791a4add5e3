"""Where the bulletin.yaml of an issue is looked for, and where not."""

import os
import sys
from pathlib import Path

import pytest

from bulletin_pdf.issue.paths import MAX_ABOVE, find_bulletin
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.problems import BulletinError


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A tree of the office's own, below a directory nobody else may write to."""
    office = tmp_path / "office"
    (office / "issues" / "2022").mkdir(parents=True)
    return office


def found(office: Path, where: str = "issues/2022") -> str:
    path = find_bulletin(str(office / where / "issue.yaml"))
    return os.path.relpath(path, office) if path else ""


def share(directory: Path) -> None:
    (directory / "bulletin.yaml").write_text("bulletin: 简报\n", "utf-8")


def test_beside_it_or_above(office: Path) -> None:
    assert found(office) == ""
    share(office)
    assert found(office) == "bulletin.yaml"
    share(office / "issues")
    assert found(office) == "issues/bulletin.yaml"
    share(office / "issues/2022")
    assert found(office) == "issues/2022/bulletin.yaml"


def test_not_above_what_is_under_version_control(office: Path) -> None:
    share(office)
    (office / "issues/.git").mkdir()
    assert found(office) == ""
    share(office / "issues")
    assert found(office) == "issues/bulletin.yaml"


@pytest.mark.skipif(sys.platform == "win32", reason="rights of Unix")
def test_not_where_anybody_may_write(office: Path) -> None:
    share(office)
    office.chmod(0o1777)
    assert found(office) == ""
    # Beside the issue it is the editor's own.
    (office / "issue.yaml").write_text("", "utf-8")
    assert found(office, ".") == "bulletin.yaml"


def test_not_on_another_disk(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    share(office)
    look = os.stat

    def elsewhere(path: str) -> os.stat_result:
        status = look(path)
        return os.stat_result((*status[:2], 99, *status[3:])) if path == str(office) else status

    monkeypatch.setattr(os, "stat", elsewhere)
    assert found(office) == ""


def test_not_farther_than_an_office_is_deep(tmp_path: Path) -> None:
    share(tmp_path)
    deep = tmp_path.joinpath(*["d"] * (MAX_ABOVE + 1))
    deep.mkdir(parents=True)
    assert found(tmp_path, str(deep.relative_to(tmp_path))) == ""
    assert found(tmp_path, str(deep.parent.relative_to(tmp_path))) == "bulletin.yaml"


def test_never_in_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    for name in ("exists", "lexists"):
        monkeypatch.setattr(os.path, name, lambda path: looked.append(path))
    find_bulletin("/usr/share/issue.yaml")
    assert os.path.abspath("/bulletin.yaml") not in looked
    assert os.path.abspath("/usr/bulletin.yaml") in looked


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_to_nothing_is_told(tmp_path: Path) -> None:
    issue = tmp_path / "issue.yaml"
    issue.write_text("bulletin: 简报\n", "utf-8")
    (tmp_path / "bulletin.yaml").symlink_to("elsewhere.yaml")
    with pytest.raises(BulletinError) as told:
        read_issue(issue)
    assert "B960" in [problem.code for problem in told.value.problems]
