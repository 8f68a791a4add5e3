"""数据一览: every figure of the year, and the pages it names are right."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from bulletin_pdf.issue.model import Heading, Issue, Paragraph, Prose
from bulletin_pdf.issue.printed_form import printed_heading
from bulletin_pdf.pages import Link, TextRun
from bulletin_pdf.volume.issues.numbers import numbers_in
from bulletin_pdf.volume.parts.register import short_labels
from support.measured import squashed
from volume.conftest import Bound, Year, needs_mutool, volume_of
from volume.test_navigation import pages_of, reading


def printed_in(issue: Issue) -> Iterator[Prose]:
    """The texts of an issue as its YAML has them."""
    yield from issue.note
    for report in issue.reports:
        yield Prose("".join(line.text for line in printed_heading(report)))
        yield from (element.prose for element in report.body if isinstance(element, Paragraph | Heading))
        yield from (getattr(element, "caption", Prose("")) for element in report.body)


IN_TABLES = {("86", "公里"), ("142", "公里"), ("37.5", "吨"), ("61.2", "吨"), ("48", "起"), ("19", "起")}
"""Of the one table of the sample year."""


def test_every_figure_of_the_texts_is_there(bound: Bound) -> None:
    tables: Counter[Any] = Counter()
    for issue in bound.own:
        wanted = Counter(
            (found.number, found.unit)
            for prose in printed_in(issue.member.issue)
            for found in numbers_in(prose.text)
        )
        found = Counter(one[:2] for one in issue.findings.figures)
        assert wanted <= found
        tables += found - wanted
    assert tables == Counter(IN_TABLES)
    assert sum(len(issue.findings.figures) for issue in bound.volume.issues) > 80


@needs_mutool
def test_every_row_leads_to_the_page_with_its_figure(bound: Bound) -> None:
    archive = reading(bound.file("archive"))
    figures: Counter[Any] = Counter()
    for issue in bound.own:
        for one in issue.findings.figures:
            label = str(issue.first + one.page - 1)
            figures[label] += 1
            text = archive.text(archive.labels.index(label))
            # In a table the unit stands in a head.
            wanted = [one.number, one.unit] if one[:2] in IN_TABLES else [one.number + one.unit]
            assert all(squashed(words) in text for words in wanted)
    places = pages_of(archive, "数据一览")
    links = [link for place in places for link in archive.links(place)]
    assert Counter(words for words, _ in links) == figures
    assert all(archive.labels[target] == words for words, target in links)
    for place in places:
        if archive.text(place):
            assert "地区数字单位所述事项期号原页本卷页" in archive.text(place)


def test_a_figure_at_a_pages_end_is_on_the_page_it_begins_on(year: Year) -> None:
    text = "\n\n".join(f"第{n}段说的是志愿服务，" * 9 + f"登记{n}003人。" for n in range(1, 30))
    report = {"city": "长沙市", "title": "长篇", "text": text}
    volume = volume_of(year({"issues/1": {"reports": [report]}}, parts=["issues", "figures"]))
    (issue,) = volume.issues
    own = volume.document.pages[issue.first - 1 : issue.last]
    said = ["".join(m.text for m in page.marks if isinstance(m, TextRun)) for page in own]
    found = issue.findings.figures
    assert [one.number for one in found if one.unit == "人"] == [f"{n}003" for n in range(1, 30)]
    assert len({one.page for one in found}) > 2
    for one in found:
        assert one.number in said[one.page - 1]
    register = [page for page in volume.document.pages if any(isinstance(m, Link) for m in page.marks)]
    assert sum(isinstance(m, Link) for page in register for m in page.marks) == len(found)


def test_a_year_without_figures_says_so(year: Year) -> None:
    volume = volume_of(year({"issues/1": {}}, parts=["issues", "figures"]))
    assert "（无）" in "".join(m.text for m in volume.document.pages[-2].marks if isinstance(m, TextRun))


@pytest.mark.parametrize(
    ("series", "labels"),
    [
        (["", "实践工作专刊"], ["第1期", "专刊第2期"]),
        (["实践工作专刊", "文明城市专刊"], ["实践工作专刊第1期", "文明城市专刊第2期"]),
    ],
)
def test_series_are_never_taken_for_each_other(year: Year, series: list[str], labels: list[str]) -> None:
    issues = {
        f"issues/{n}": {"number": n, **({"series": name} if name else {})}
        for n, name in enumerate(series, start=1)
    }
    assert short_labels(volume_of(year(issues)).issues) == labels
