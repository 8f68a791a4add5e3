"""The model issue is the published bulletin, character for character."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
SOURCE = (ROOT / "tests/data/2022-zk30.txt").read_text("utf-8").splitlines()
ISSUE = yaml.safe_load((ROOT / "issues/2022-zk30.yaml").read_text("utf-8"))
SHARED = yaml.safe_load((ROOT / "issues/bulletin.yaml").read_text("utf-8"))

HEAD, CONTENTS, BODY = SOURCE[:4], SOURCE[4:8], SOURCE[8:]


def as_published(report: dict[str, str]) -> list[str]:
    """Lay one report out as the source does: title, paragraphs, contributor in brackets after the last."""
    paragraphs = [line.replace("**", "") for line in report["text"].splitlines() if line]
    paragraphs[-1] += f"({report['by']})"
    return [report["city"] + report["title"], *paragraphs]


def test_head() -> None:
    date = ISSUE["date"]
    assert [
        SHARED["bulletin"],
        f"{SHARED['publisher']} {date.year}年{date.month}月{date.day}日",
        f"【{ISSUE['series']}】第{ISSUE['number']}期",
        f"〔{ISSUE['theme']}〕",
    ] == HEAD


def test_contents() -> None:
    assert [report["contents_title"] for report in ISSUE["reports"]] == CONTENTS
    assert [f"{report['city']}:{report['title']}" for report in ISSUE["reports"]] == CONTENTS


def test_reports() -> None:
    # The web page pads one contributor with a no-break space.
    published = [line.replace("\N{NO-BREAK SPACE}(", "(") for line in BODY]
    assert [line for report in ISSUE["reports"] for line in as_published(report)] == published


@pytest.mark.parametrize("report", ISSUE["reports"], ids=lambda report: report["city"])
def test_a_lead_is_the_sentence_that_opens_a_paragraph(report: dict[str, str]) -> None:
    for paragraph in report["text"].splitlines():
        if "**" in paragraph:
            assert re.fullmatch(r"\*\*[^*。]+。\*\*[^*]+", paragraph)


def test_nothing_is_invented() -> None:
    assert set(SHARED) == {"bulletin", "publisher"}
    assert set(ISSUE) == {"series", "number", "date", "theme", "reports"}
    assert {key for report in ISSUE["reports"] for key in report} == {
        "city",
        "title",
        "contents_title",
        "by",
        "text",
    }
