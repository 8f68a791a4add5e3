"""The walk over the texts of an issue leaves none out."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bulletin_pdf.issue.model import Issue, Prose, Verse
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.issue.texts import changed_element, element_texts, issue_texts

HERE = Path(__file__).parent
SAMPLES = [HERE.parents[1] / "issues/2022-zk30.yaml", *sorted((HERE.parent / "corpus").glob("*/issue.yaml"))]


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.parent.name)
def issue(request: pytest.FixtureRequest) -> Issue:
    return read_issue(request.param).issue


def every(value: object, *, verse: bool = True) -> Iterator[Prose]:
    """Return each prose anywhere in a value, by looking into all of its fields."""
    if isinstance(value, Prose):
        yield value
    elif isinstance(value, tuple) and (verse or not isinstance(value, Verse)):
        for part in value:
            yield from every(part, verse=verse)


@pytest.mark.parametrize("verse", [True, False])
def test_every_text_is_met_once(issue: Issue, verse: bool) -> None:
    expected = sorted(map(repr, every(issue, verse=verse)))
    assert sorted(map(repr, issue_texts(issue, verse=verse))) == expected


def test_elements_change_in_their_texts_alone(issue: Issue) -> None:
    for report in issue.reports:
        for element in report.body:
            assert element_texts(element) and changed_element(element, lambda text: text) == element
            changed = changed_element(element, lambda text: text._replace(text=f"〈{text.text}〉"))
            assert [text.text for text in element_texts(changed)] == [
                f"〈{text.text}〉" for text in element_texts(element)
            ]
