"""From archive files alone comes the folder that gives the same volume again; where not, it is told."""

import os
import shutil
from pathlib import Path

import pytest
import yaml
from PIL import Image

import bulletin_pdf as bp
from archive.conftest import Store, issue_of, write_issue
from support.program import run_here

SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 3'><path d='M0 0H9V3H0Z'/></svg>"


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A volume with pictures of two kinds, artwork, a design of the office's own and a bulletin.yaml."""
    home = tmp_path_factory.mktemp("desk")
    for folder in ("art", "issues/photos"):
        (home / folder).mkdir(parents=True)
    (home / "art/name.svg").write_text(SVG, "utf-8")
    for name, kind in (("photo.jpg", "JPEG"), ("chart.png", "PNG")):
        Image.effect_noise((900, 600), 40).convert("RGB").save(home / "issues/photos" / name, kind)
    (home / "bulletin.yaml").write_text("design: {artwork: art/name.svg}\n", "utf-8")
    for number in (1, 2):
        figures = [{"figure": f"photos/{name}", "caption": "图"} for name in ("photo.jpg", "chart.png")]
        reports = [{"city": "长沙市", "title": f"小事{number}", "body": ["一段话。", *figures]}]
        write_issue(home / "issues" / f"{number}.yaml", issue_of(2017, number, reports=reports))
    keys = {"title": "青河简报", "year": 2017, "issues": ["issues/*.yaml"], "parts": ["contents", "issues"]}
    (home / "2017.yaml").write_text(yaml.safe_dump(keys, allow_unicode=True), "utf-8")
    return home


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def codes(made: bp.UnpackedArchive) -> list[str]:
    return [str(problem.code) for problem in made.problems]


@pytest.fixture(scope="module")
def bound(year: Path) -> bytes:
    return bp.Volume.read(year / "2017.yaml").pdf("archive").data


def test_a_volume_gives_back_all_it_was_made_from(year: Path, bound: bytes, tmp_path: Path) -> None:
    (tmp_path / "2017.pdf").write_bytes(bound)
    made = bp.unpack(tmp_path / "2017.pdf", output=tmp_path / "out")
    assert files_below(tmp_path / "out") == files_below(year)
    assert [(file.source, file.identical) for file in made.files] == [("2017.yaml", True)]
    assert not made.problems and not made.volumes
    assert bp.Volume.read(tmp_path / "out/2017.yaml").pdf("archive").data == bound


def test_issues_are_put_together_as_volumes_by_year(built_store: Store, tmp_path: Path) -> None:
    made = bp.unpack(built_store.archived, output=tmp_path / "out")
    assert made.volumes == ("2015.yaml",) and all(file.identical for file in made.files)
    plan = yaml.safe_load((tmp_path / "out/2015.yaml").read_text("utf-8"))
    assert plan["title"] == "青河简报" and plan["year"] == 2015
    assert plan["issues"] == [f"2015-{number}/{number}.yaml" for number in (1, 2, 3)]
    again = bp.Issue.read(tmp_path / "out/2015-2/2.yaml").pdf("archive").data
    assert again == (built_store.archived / "2015-2.pdf").read_bytes()
    assert bp.Volume.read(tmp_path / "out/2015.yaml").pdf("archive").pages > 3


def test_where_it_does_not_come_out_the_same_is_told(built_store: Store, tmp_path: Path) -> None:
    for path in built_store.archived.iterdir():
        shutil.copy(path, tmp_path)
    other = (tmp_path / "2015-2.pdf").read_bytes()
    (tmp_path / "2015-2.pdf").write_bytes(other + b"% appended\n")
    (tmp_path / "2015-3.pdf").write_bytes(other[: len(other) // 2])
    names = [tmp_path / f"2015-{number}.pdf" for number in (1, 2, 3)]
    made = bp.unpack(*names, output=tmp_path / "out")
    assert [file.identical for file in made.files] == [True, False, False]
    assert {"B801", "B810"} <= set(codes(made)) or len(codes(made)) >= 2
    assert sorted(os.listdir(tmp_path / "out")) == ["2015-1", "2015-2", "2015.yaml"]


def test_a_bulletin_yaml_of_somebody_else_is_told(built_store: Store, tmp_path: Path) -> None:
    (tmp_path / "bulletin.yaml").write_text("secrecy: 机密\n", "utf-8")
    made = bp.unpack(built_store.archived / "2015-1.pdf", output=tmp_path / "out")
    assert codes(made) == ["B267"] and made.files[0].identical


def test_nothing_is_written_where_nothing_can_be_unpacked(store: Store, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.pdf").write_bytes(b"no PDF")
    for place, code in ((tmp_path / "empty", "B268"), (tmp_path / "text.pdf", "B801")):
        with pytest.raises(bp.BulletinError) as refused:
            bp.unpack(place, output=tmp_path / "out")
        assert [problem.code for problem in refused.value.problems] == [code]
        assert not (tmp_path / "out").exists()
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken/file").write_text("mine")
    with pytest.raises(FileExistsError):
        bp.unpack(store.archived, output=tmp_path / "taken")
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".part")]


def test_the_command(store: Store, tmp_path: Path) -> None:
    pdf = next((store.bag / "data").glob("*.pdf"))
    done = run_here("unpack", pdf, "-o", "out", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 0 and "1 typeset again and identical" in done.stdout
    assert "year.yaml" in done.stdout and (tmp_path / "out/year.yaml").exists()
    assert run_here("unpack", pdf, "-o", "out", cwd=tmp_path).returncode == 2
    missing = run_here("unpack", "none.pdf", "-o", "new", cwd=tmp_path)
    assert missing.returncode == 1 and "B701" in missing.stderr and not (tmp_path / "new").exists()
