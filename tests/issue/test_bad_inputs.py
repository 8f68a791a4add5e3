import re
from pathlib import Path

import pytest

from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.problems import BulletinError, Problems, problem_as_json, show, source_lines

from . import bad_inputs


def found(path: Path) -> Problems:
    try:
        return read_issue(path).problems
    except BulletinError as error:
        return error.problems


def places(problems: Problems) -> str:
    return " ".join(f"{p.code} {p.span.line}:{p.span.column}" for p in problems if p.span)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A directory with a picture, and links that lead out of it."""
    inside = tmp_path / "office"
    (inside / "photos").mkdir(parents=True)
    (inside / "a.jpg").write_bytes(b"")
    (tmp_path / "a.jpg").write_bytes(b"")
    (inside / "out").symlink_to(tmp_path)
    (inside / "out.jpg").symlink_to(tmp_path / "a.jpg")
    (inside / "ring.jpg").symlink_to("ring.jpg")
    return inside


@pytest.mark.parametrize(
    ("content", "expected"),
    [pytest.param(content, expected, id=name) for name, content, expected in bad_inputs.ALL],
)
def test_bad_input(office: Path, content: str | bytes, expected: str) -> None:
    path = office / "issue.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(BulletinError) as caught:
        read_issue(path)
    assert places(caught.value.problems) == expected
    for problem in caught.value.problems:
        for lang in ("zh", "en"):
            shown = show(problem, lang, source_lines(str(path)))
            assert not re.search(r"\{[a-z]+\}|@[a-z]", shown.split("│")[0])
            assert "\n" not in problem_as_json(problem, lang)


@pytest.mark.parametrize(
    ("content", "expected"),
    [pytest.param(content, expected, id=name) for name, content, expected in bad_inputs.WARNINGS],
)
def test_warning(office: Path, content: str, expected: str) -> None:
    path = office / "issue.yaml"
    path.write_text(content, encoding="utf-8")
    assert places(read_issue(path).problems) == expected


def test_there_are_many() -> None:
    assert len(bad_inputs.ALL) >= 200
    assert len({name for name, *_ in bad_inputs.ALL}) == len(bad_inputs.ALL)
