"""Issues are known by bulletin, series, year and number; only true doubles are told."""

from typing import Any

import pytest

from bulletin_pdf.pages import TextRun
from bulletin_pdf.problems import Problems
from bulletin_pdf.volume.book.set_volume import SetVolume
from bulletin_pdf.volume.parts.cover_page import ranges_of
from bulletin_pdf.volume.parts.file_list import concordance_of
from bulletin_pdf.volume.parts.register import short_labels
from bulletin_pdf.volume.parts.statistics import by_city_and_month, by_series
from bulletin_pdf.volume.plan.completeness import check_completeness
from volume.conftest import Year, volume_of


def issues_of(*rows: Any) -> dict[str, dict[str, int | str]]:
    return {
        f"issues/{place:02d}": {"bulletin": name, "number": number, "date": date, **more}
        for place, (name, number, date, more) in enumerate(rows, start=1)
    }


def bound_of(year: Year, *rows: Any, **volume: Any) -> tuple[SetVolume, list[str]]:
    problems = Problems()
    return volume_of(year(issues_of(*rows), **volume), problems), [problem.code for problem in problems]


def labels_of(volume: SetVolume) -> list[str]:
    return [issue.member.full_label for issue in volume.issues]


TWO_BULLETINS = [
    ("青河简报", 1, "2022-01-03", {}),
    ("白河简报", 1, "2022-02-03", {}),
    ("青河简报", 2, "2022-03-03", {}),
    ("白河简报", 2, "2022-04-03", {"series": "专题"}),
]
TWO_YEARS: list[tuple[Any, ...]] = [
    ("青河简报", 1, "2022-01-03", {}),
    ("青河简报", 2, "2022-03-03", {}),
    ("青河简报", 2, "2021-12-03", {}),
    ("青河简报", 1, "2021-11-03", {}),
]


def test_two_bulletins(year: Year) -> None:
    volume, codes = bound_of(year, *TWO_BULLETINS)
    assert labels_of(volume) == [
        "《青河简报》第1期",
        "《青河简报》第2期",
        "《白河简报》第1期",
        "《白河简报》专题第2期",
    ]
    # 专题 begins with its second number.
    assert codes == ["B840"]
    assert ranges_of(volume.plan) == ["《青河简报》第1期—第2期", "《白河简报》第1期", "《白河简报》专题第2期"]
    assert [row[0] for row in by_series(volume.plan, volume.issues).rows] == [
        "《青河简报》",
        "《白河简报》",
        "《白河简报》【专题】",
        "合计",
    ]
    assert short_labels(volume.issues) == [
        "青河简报第1期",
        "青河简报第2期",
        "白河简报第1期",
        "白河简报专题第2期",
    ]


def test_two_years(year: Year) -> None:
    volume, codes = bound_of(year, *TWO_YEARS)
    assert labels_of(volume) == ["2021年第1期", "2021年第2期", "2022年第1期", "2022年第2期"]
    assert codes == ["B845", "B845"]
    assert [row[0] for row in concordance_of(volume.issues).rows] == labels_of(volume)
    assert short_labels(volume.issues) == labels_of(volume)


def test_a_label_that_has_its_year_says_it_once(year: Year) -> None:
    rows: list[tuple[Any, ...]] = [
        (name, number, date, {"year": int(date[:4])}) for name, number, date, _ in TWO_YEARS
    ]
    volume, _ = bound_of(year, *rows)
    assert labels_of(volume) == ["2021年第1期", "2021年第2期", "2022年第1期", "2022年第2期"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # Counted on from year to year: one run, and what is missing between is told.
        ([(200, "2021-12-01"), (201, "2022-01-05"), (203, "2022-02-05")], ["B840", "B845"]),
        # The last issue of the year came out in January.
        ([(1, "2022-11-01"), (2, "2022-12-01"), (3, "2023-01-05")], ["B845"]),
        # A year's date mistaken: no year of its own.
        ([(1, "2022-01-05"), (2, "2012-01-20"), (3, "2022-02-05")], ["B843", "B845"]),
        # Parts of two years; nothing is missing between 第36期 and the next 第1期.
        ([(35, "2021-11-01"), (36, "2021-12-01"), (1, "2022-01-05")], ["B845", "B845"]),
        # True doubles, in one year.
        ([(1, "2022-01-05"), (2, "2022-02-05"), (2, "2022-03-05")], ["B841"]),
    ],
)
def test_numbers_and_years(year: Year, rows: list[tuple[int, str]], expected: list[str]) -> None:
    issues: list[tuple[Any, ...]] = [("青河简报", number, date, {}) for number, date in rows]
    _, codes = bound_of(year, *issues)
    assert sorted(codes) == expected


def test_doubles_are_told_within_each_bulletin_and_year(year: Year) -> None:
    rows = [*TWO_BULLETINS[:2], ("白河简报", 1, "2022-05-03", {})]
    volume, codes = bound_of(year, *rows)
    assert codes == ["B841"]
    assert check_completeness(volume.plan, Problems()).doubled == ("《白河简报》第1期",)


def test_gaps_name_bulletin_and_year(year: Year) -> None:
    rows = [*TWO_YEARS, ("青河简报", 4, "2022-04-03", {})]
    volume, _ = bound_of(year, *rows)
    assert check_completeness(volume.plan, Problems()).missing == ("缺2022年第3期",)


def test_total_numbers_run_within_a_bulletin(year: Year) -> None:
    rows = [
        ("青河简报", 1, "2022-01-03", {"serial": 12}),
        ("白河简报", 1, "2022-02-03", {"serial": 300}),
        ("青河简报", 2, "2022-03-03", {"serial": 14}),
    ]
    _, codes = bound_of(year, *rows)
    assert codes == ["B847"]


def test_one_name_written_with_and_without_spaces_is_one_bulletin(year: Year) -> None:
    volume, codes = bound_of(year, ("青河简报", 1, "2022-01-03", {}), ("青河 简报", 2, "2022-02-03", {}))
    assert labels_of(volume) == ["第1期", "第2期"] and codes == []


def test_the_editorial_note_says_what_is_bound(year: Year) -> None:
    volume, _ = bound_of(year, *TWO_BULLETINS, parts=["foreword", "issues"])
    text = "".join(getattr(mark, "text", "") for mark in volume.document.pages[0].marks)
    assert "本卷收2022年《青河简报》2期、2022年《白河简报》2期，共4篇。" in text


def test_the_editorial_note_gives_each_bulletin_its_year(year: Year) -> None:
    rows: list[tuple[Any, ...]] = [("青河简报", 1, "2022-01-03", {}), ("白河简报", 1, "2019-02-03", {})]
    volume, _ = bound_of(year, *rows, parts=["foreword", "issues"])
    text = "".join(getattr(mark, "text", "") for mark in volume.document.pages[0].marks)
    assert "本卷收2022年《青河简报》1期、2019年《白河简报》1期，共2篇。" in text


def test_months_of_several_years_are_told(year: Year) -> None:
    volume, _ = bound_of(year, *TWO_YEARS[:2])
    assert by_city_and_month(volume.issues).caption == "表二　各地区各月刊发篇数"
    volume, _ = bound_of(year, *TWO_YEARS)
    assert by_city_and_month(volume.issues).caption == "表二　各地区各月刊发篇数（各年合计）"


def test_long_names_stay_on_the_cover(year: Year) -> None:
    names = [f"青河县精神文明建设指导委员会办公室{kind}工作简报" for kind in ("甲", "乙")]
    rows: list[tuple[Any, ...]] = [
        (name, 1, "2022-01-03", {"series": "新时代文明实践中心建设工作专刊"}) for name in names
    ]
    volume, _ = bound_of(year, *rows, parts=["cover", "issues"])
    grid = volume.context.design.grid
    runs = [mark for mark in volume.document.pages[0].marks if isinstance(mark, TextRun)]
    assert any("《青河县" in run.text for run in runs)
    left = grid.left(1)
    for run in runs:
        # An opening mark stands half an em into its blank.
        assert run.x >= left - run.size
        advances = volume.book.by_id(run.face).advances
        width = sum(advances[char] * run.size + run.tracking for char in run.text)
        assert run.x + width <= left + grid.width + run.size
