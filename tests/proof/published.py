"""Measures spelling on published test sets, which are not part of this program: `python -m proof.published FILE…` (in tests).

A file has a sentence with errors and the right one on each line, a tabulator between them; characters may be parted
by spaces, as in LEMON (github.com/gingasan/lemon), and a number may stand before them, as in ECSpell.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from bulletin_pdf.proof.idioms import idiom_slips
from bulletin_pdf.proof.spelling import spelling_slips


class Score(NamedTuple):
    """What was found in sentences with errors, and told of right ones."""

    sentences: int
    found: int
    true: int
    false: int
    alarms: int
    characters: int

    @property
    def row(self) -> str:
        precision = self.true / (self.true + self.false) if self.true + self.false else 1.0
        return (
            f"{self.sentences} | {self.found}（{self.found / max(self.sentences, 1):.1%}） | {precision:.3f} "
            f"| {self.alarms / max(self.characters, 1) * 10_000:.2f}"
        )


def pairs(path: Path) -> list[tuple[str, str]]:
    lines = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return [(line[-2].replace(" ", ""), line[-1].replace(" ", "")) for line in lines if len(line) > 1]


def told(text: str) -> list[tuple[int, int]]:
    return [slip[:2] for slip in (*spelling_slips(text), *idiom_slips(text))]


def measure(rows: Iterable[tuple[str, str]]) -> Score:
    sentences = found = true = false = 0
    rows = list(rows)
    for wrong, right in rows:
        places = {at for at, pair in enumerate(zip(wrong, right, strict=False)) if pair[0] != pair[1]}
        if not places or len(wrong) != len(right):
            continue
        sentences += 1
        hits = [any(start <= at < end for at in places) for start, end in told(wrong)]
        found += any(hits)
        true += sum(hits)
        false += len(hits) - sum(hits)
    rights = {right for _, right in rows}
    alarms = sum(len(told(right)) for right in rights)
    return Score(sentences, found, true, false, alarms, sum(map(len, rights)))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print("|", Path(name).stem, "|", measure(pairs(Path(name))).row, "|")
