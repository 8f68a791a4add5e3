"""Days and weekdays agree with Python's calendar."""

import calendar

import pytest

from bulletin_pdf.proof.days import days_in, weekday

YEARS = (1900, 1999, 2000, 2001, 2004, 2023, 2024, 2100, 2400)


@pytest.mark.parametrize("year", YEARS)
def test_every_month_has_its_days(year: int) -> None:
    assert [days_in(month, year) for month in range(1, 13)] == [
        calendar.monthrange(year, month)[1] for month in range(1, 13)
    ]


def test_february_of_an_unknown_year_may_have_29() -> None:
    assert [days_in(month, None) for month in (1, 2, 4)] == [31, 29, 30]


@pytest.mark.parametrize("year", YEARS)
def test_every_day_has_its_weekday(year: int) -> None:
    days = [(month, day) for month in range(1, 13) for day in (1, 13, 28)]
    assert [weekday(year, *day) for day in days] == [calendar.weekday(year, *day) for day in days]
