"""Every pair of classes at a line's end, every mark's width, and the texts of pairs.yaml."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bulletin_pdf.typeset.breaks import FORBIDDEN, RELUCTANT, RuleLevel, find_breaks
from bulletin_pdf.typeset.classes import LATIN, classify
from bulletin_pdf.typeset.spacing import MarkStyle, Spaced, SpacingStyle, space

TABLES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("pairs.yaml").read_text("utf-8"))
WIDTHS = [line.split() for line in TABLES["widths"].splitlines()]
_UNSIGNED = str.maketrans("", "", "|¦'")
_SIGN = {0: "|", RELUCTANT: "¦", FORBIDDEN: ""}


def spaced(text: str, marks: MarkStyle = "line-end-half") -> Spaced:
    classes = classify(text)
    advances = [0.5 if letter in LATIN or letter in "Dh/" else 1.0 for letter in classes]
    return space(text, classes, advances, SpacingStyle(marks=marks))


@pytest.mark.parametrize("level", TABLES["edges"])
def test_a_line_ends_between_no_pair_that_its_level_forbids(level: RuleLevel) -> None:
    (_, *head), *rows = (line.split() for line in TABLES["edges"][level].splitlines())
    wrong = []
    for before, *signs in rows:
        for after, sign in zip(head, signs, strict=True):
            text = f"田{before}{after}田"
            cost = find_breaks(text, classify(text), level).costs[1 + len(before)]
            if (cost == FORBIDDEN) != (sign == "x"):
                wrong.append(before + after)
    assert not wrong


@pytest.mark.parametrize("column", [1, 2, 3, 4], ids=WIDTHS[0][1:])
def test_marks_and_pairs_have_the_width_of_the_style(column: int) -> None:
    """T-30, T-34, T-02: measured between two Han, which keep their own em."""
    style: Any = WIDTHS[0][column]
    wrong = {}
    for row in WIDTHS[1:]:
        width = spaced(f"田{row[0]}田", style).positions[-1] - 2
        if width != pytest.approx(float(row[column])):
            wrong[row[0]] = width
    assert not wrong


def transcribed(text: str) -> str:
    """Give a text with the marks of pairs.yaml where a line may end and a gap opens."""
    costs = find_breaks(text, classify(text)).costs
    gaps = spaced(text).gaps
    signs = ("'" * (index - 1 in gaps) + _SIGN[costs[index]] for index in range(1, len(text)))
    return text[0] + "".join(sign + char for sign, char in zip(signs, text[1:], strict=True))


def test_lines_end_and_gaps_open_where_they_may() -> None:
    found = {text: transcribed(text.translate(_UNSIGNED)) for text in TABLES["texts"].splitlines()}
    assert not {text: got for text, got in found.items() if got != text}
