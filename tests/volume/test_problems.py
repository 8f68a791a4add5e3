"""What is wrong with a year is said with its place; nothing is renumbered (A-66, V-07)."""

from pathlib import Path
from typing import Any

import pytest

from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.volume.plan.read_plan import read_plan
from volume.conftest import Year, volume_of


def numbered(*numbers: Any, **more: Any) -> dict[str, dict[str, int | str]]:
    return {
        f"issues/{place:02d}": {"number": number, "date": f"2022-{place:02d}-01", **more}
        for place, number in enumerate(numbers, start=1)
    }


def found(path: Path) -> Any:
    problems = Problems()
    try:
        volume_of(path, problems)
    except BulletinError as error:
        problems = error.problems
    return [
        (problem.code, problem.span.path.rpartition("/")[2], problem.span.line, dict(problem.details))
        for problem in problems
        if problem.span
    ]


def codes(path: Path) -> list[str]:
    return [code for code, *_ in found(path)]


LISTED = ["issues/01.yaml", "issues/02.yaml", "issues/03.yaml"]

CASES: dict[str, tuple[Any, Any, list[str]]] = {
    "whole": (numbered(1, 2, 3), {}, []),
    "one missing": (numbered(1, 2, 4), {}, ["B840"]),
    "two missing": (numbered(2, 4), {}, ["B840", "B840"]),
    "counted on from the last year": (numbered(201, 202, 203), {}, []),
    "doubled": (numbered(1, 2, 2), {}, ["B841"]),
    "out of order": (numbered(1, 3, 2), {"issues": LISTED}, ["B842"]),
    "dates out of order": (
        {"issues/1": {"number": 1, "date": "2022-05-01"}, "issues/2": {"number": 2, "date": "2022-04-01"}},
        {},
        ["B843"],
    ),
    "without a number": (
        {"issues/1": {"number": None, "label": "创刊号"}, "issues/2": {"number": 1}},
        {},
        ["B844"],
    ),
    "another year": ({"issues/1": {"date": "2021-12-30"}}, {}, ["B845"]),
    "total number doubled": (
        {"issues/1": {"number": 1, "serial": 9}, "issues/2": {"number": 2, "serial": 9}},
        {},
        ["B846"],
    ),
    "total number missing": (
        {"issues/1": {"number": 1, "serial": 9}, "issues/2": {"number": 2, "serial": 12}},
        {},
        ["B847"],
    ),
    "total numbers against dates": (
        {
            "issues/1": {"number": 1, "serial": 9, "date": "2022-05-01", "series": "专刊"},
            "issues/2": {"number": 1, "serial": 10, "date": "2022-04-01"},
        },
        {},
        ["B848"],
    ),
    "series have numbers of their own": (
        {"issues/1": {"number": 1}, "issues/2": {"number": 1, "series": "专刊"}},
        {},
        [],
    ),
    "supplements too": ({"issues/1": {"number": 1}, "issues/2": {"number": 1, "supplement": True}}, {}, []),
    "no such file": (numbered(1), {"issues": ["issues/no.yaml"]}, ["B830"]),
    "no such pattern": (numbered(1), {"issues": ["none/*.yaml"]}, ["B830"]),
    "twice": (numbered(1), {"issues": ["issues/*.yaml", "issues/01.yaml"]}, ["B831"]),
    "outside": (numbered(1), {"issues": ["../*.yaml"]}, []),
    "absolute": (numbered(1), {"issues": ["/etc/passwd"]}, ["B214"]),
    "part twice": (numbered(1), {"parts": ["cover", "封面", "issues"]}, ["B833"]),
    "no issues part": (numbered(1), {"parts": ["cover"]}, ["B834"]),
    "unknown part": (numbered(1), {"parts": ["issues", "index"]}, ["B141"]),
    "unknown key": (numbered(1), {"isues": ["a"]}, ["B131"]),
    "bad paper": (numbered(1), {"binding": {"paper": 8}}, ["B139"]),
    "bad date": (numbered(1), {"date": "2022-13-01"}, ["B202"]),
    "a fault in an issue": ({"issues/1": {"reports": []}}, {}, ["B144"]),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_found(year: Year, name: str) -> None:
    issues, volume, expected = CASES[name]
    path = year(issues, **volume)
    if name == "outside":
        (path.parent.parent / "stray.yaml").write_text("a: b", "utf-8")
        expected = ["B214"]
    assert codes(path) == expected


def test_places_are_in_the_issues_own_files(year: Year) -> None:
    issues = {"issues/1": {"number": 1, "serial": 5}, "issues/2": {"number": 2, "serial": 8}}
    path = year(issues)
    ((code, file, line, details),) = found(path)
    assert (code, file, details["missing"]) == ("B847", "2.yaml", "6—7")
    assert (path.parent / "issues/2.yaml").read_text("utf-8").splitlines()[line - 1] == "serial: 8"


def test_missing_numbers_are_printed(year: Year) -> None:
    """缺第N期 in 编辑说明 and 备考表."""
    path = year(numbered(1, 2, 5), parts=["foreword", "issues", "remarks"])
    pages = volume_of(path).document.pages
    for page in (pages[0], pages[-2]):
        text = "".join(getattr(mark, "text", "") for mark in page.marks)
        assert "缺第3期" in text and "缺第4期" in text


def test_nothing_is_renumbered(year: Year) -> None:
    volume = volume_of(year(numbered(3, 9)))
    assert [issue.member.issue.number for issue in volume.issues] == [3, 9]


def test_a_required_field(year: Year) -> None:
    path = year(numbered(1))
    path.write_text("title: 青河简报\n", "utf-8")
    with pytest.raises(BulletinError) as error:
        read_plan(str(path), Problems())
    assert [problem.code for problem in error.value.problems] == ["B136", "B136"]
