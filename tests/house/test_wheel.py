"""The wheel brings all that the program needs, and nothing that only its makers do."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (path,) = place.glob("*.whl")
    return path


def test_what_is_in_it(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "bulletin_pdf/locale/zh_CN/LC_MESSAGES/bulletin_pdf.mo",
        "bulletin_pdf/locale/en/LC_MESSAGES/bulletin_pdf.mo",
        "bulletin_pdf/data/fonts/manifest.json",
        "bulletin_pdf/data/icc/sRGB.icc",
        "bulletin_pdf/data/cmaps.xz",
        "bulletin_pdf/desk/static/app.js",
        "bulletin_pdf/desk/static/NOTICE",
        "bulletin_pdf/handbook/examples/issue.txt",
        "bulletin_pdf/handbook/pages/zh/tutorial.md",
        "bulletin_pdf/handbook/pages/en/tutorial.md",
        "bulletin_pdf/desk/static/old.js",
    ):
        assert wanted in names
    # The licences of what the page of the desk is made of are among those of the wheel.
    assert any(name.endswith("licenses/src/bulletin_pdf/desk/static/NOTICE") for name in names)
    assert not [name for name in names if name.endswith((".po", ".pyc")) or "/tests/" in name]


def test_it_sets_an_issue_and_speaks_both_languages(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "bulletin_pdf", *arguments]
        return subprocess.run(
            line, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    issue = ROOT / "issues" / "2022-zk30.yaml"
    built = run("--lang", "zh", "build", str(issue), "--log", "log.txt", "-o", "a.pdf")
    assert (built.returncode, built.stderr) == (0, "")
    assert "a.pdf  8 页  4 张" in built.stdout
    assert "does not exist" in run("--lang", "en", "build", "none.yaml").stderr
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
    where = "import bulletin_pdf; print(bulletin_pdf.__file__)"
    said = subprocess.run([sys.executable, "-c", where], env=environment, capture_output=True, text=True)
    assert said.stdout.startswith(str(tmp_path))
