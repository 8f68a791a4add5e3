"""The command: where files go, exit codes, both tongues."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bulletin_pdf.cli.main import main
from volume.conftest import VOLUME, Year


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> tuple[int, str, str]:
        code = main(["volume", *map(str, arguments)])
        out = capsys.readouterr()
        return code, out.out, out.err

    return call


SMALL = {"issues/1": {"number": 1}}
PARTS = ["cover", "contents", "issues", "catalogue"]


def test_files_go_beside_each_other(
    run: Callable[..., tuple[int, str, str]], year: Year, tmp_path: Path
) -> None:
    path = year(SMALL, parts=PARTS, binding={"paper": 80})
    code, out, _ = run(path, "--edition", "print", "screen")
    assert code == 0 and "out/volume.screen.pdf" in out
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        "volume.catalogue.csv", "volume.catalogue.xlsx", "volume.cover.pdf", "volume.pdf", "volume.screen.pdf",
    ]  # fmt: skip


def test_one_file_by_name(run: Callable[..., tuple[int, str, str]], year: Year, tmp_path: Path) -> None:
    code, _, _ = run(year(SMALL, parts=["issues"]), "-o", "year.pdf", "-q")
    assert code == 0 and (tmp_path / "year.pdf").is_file()


def test_json_says_the_same(run: Callable[..., tuple[int, str, str]], year: Year) -> None:
    code, out, _ = run(year(SMALL, parts=["issues"]), "--format", "json")
    record = json.loads(out)
    assert code == 0
    assert (record["issues"], record["edition"], record["pages"]) == (1, "print", 2)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_faulty_material_is_1_and_writes_nothing(
    run: Callable[..., tuple[int, str, str]], year: Year, tmp_path: Path, lang: str
) -> None:
    path = year(SMALL, issues=["none.yaml"])
    code, out, err = run(path, "--lang", lang)
    assert (code, out) == (1, "") and "B830" in err
    assert not list(tmp_path.glob("out/*"))


@pytest.mark.parametrize(
    "arguments",
    [(), ("--edition", "head"), ("--edition", "overprint"), ("--jobs", "-1"), ("a.yaml", "b.yaml")],
)
def test_wrong_usage_is_2(run: Callable[..., tuple[int, str, str]], arguments: tuple[str, ...]) -> None:
    assert run(VOLUME, *arguments)[0] == 2 if arguments else run()[0] == 2


def test_a_package_wants_its_own_directory(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    (tmp_path / "bag").mkdir()
    (tmp_path / "bag/mine").write_text("x", "utf-8")
    assert run(VOLUME, "--package", "bag")[0] == 2


def test_no_such_volume_is_1(run: Callable[..., tuple[int, str, str]]) -> None:
    code, _, err = run("none.yaml")
    assert code == 1 and "B701" in err


def test_crop_marks_on_blanks_and_folios_do_not_disturb_the_proof_of_the_text(
    run: Callable[..., tuple[int, str, str]], year: Year
) -> None:
    """Every page of a volume with marks has the printer's line, the blanks between the issues too."""
    code, out, err = run(year(SMALL, parts=PARTS), "--marks", "--format", "json")
    assert (code, "B94" in err) == (0, False)
    assert json.loads(out)["pages"] > 2
