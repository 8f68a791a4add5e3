"""Parts of texts looked at all at once give what each gives by itself."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_pdf.proof import formulas, homonyms, idioms, misspellings, near_places, regions, stops
from bulletin_pdf.proof.lexicon import clauses, know_words, runs
from bulletin_pdf.proof.parts import Batch, PartsSeen, batch_of
from bulletin_pdf.proof.spelling_guesses import guesses_in

from . import sentences

Look = Callable[[Batch], Mapping[str, Sequence[Any]]]

TEXTS = sorted({text for pair in sentences.pairs() for text in (*pair.wrong, *pair.right)})
RUNS = sorted({run for text in TEXTS for _, run in runs(text)})
CLAUSES = sorted({clause for text in TEXTS for _, clause in clauses(text)})
RULES: dict[str, tuple[Sequence[str], Look]] = {
    "spelling": (RUNS, lambda batch: guesses_in(batch, 0.0)),
    "spelling with a model": (RUNS, lambda batch: guesses_in(batch, 5.0)),
    "idioms": (RUNS, idioms._likely),
    "misspellings": (RUNS, misspellings._listed),
    "prefectures": (RUNS, regions._prefectures_in_runs),
    "formulas": (CLAUSES, formulas._slips_in),
    "repetitions": (CLAUSES, stops._twice_in),
    "names": (CLAUSES, homonyms._names),
    "ends of places": (CLAUSES, near_places._unknown_ends),
}


@pytest.mark.parametrize("rule", RULES)
def test_every_part_gives_what_it_gives_alone(rule: str) -> None:
    parts, look = RULES[rule]
    know_words("\n".join(TEXTS))
    together = {part: sorted(found) for part, found in look(batch_of(parts)).items() if found}
    alone = {part: sorted(look(batch_of([part])).get(part, ())) for part in parts}
    assert together, "a rule that finds nothing shows nothing"
    assert together == {part: found for part, found in alone.items() if found}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(RUNS), min_size=2, max_size=5, unique=True))
def test_nothing_is_found_across_two_parts(parts: list[str]) -> None:
    """Runs that make words together stand apart: 兼 at the end of one, 故 at the beginning of the next."""
    halves = [half for part in parts for half in (part[: len(part) // 2], part[len(part) // 2 :]) if half]
    halves = list(dict.fromkeys(halves))
    know_words("\n".join(parts))
    together = guesses_in(batch_of(halves), 5.0)
    for half in halves:
        assert sorted(together.get(half, ())) == sorted(guesses_in(batch_of([half]), 5.0).get(half, ()))


def test_a_text_is_looked_at_when_it_is_asked_for() -> None:
    looked: list[Sequence[str]] = []

    def look(batch: Batch) -> dict[str, tuple[int, ...]]:
        looked.append(batch.parts)
        return {part: (len(part),) for part in batch.parts if "布" in part}

    seen = PartsSeen(clauses, look)
    seen.look_at(("布署工作，落实", "落实到位"))
    assert looked == [["布署工作", "落实", "落实到位"]]
    assert seen.found_in("落实，布署工作") == [(3, 4)] and not seen.any_in("落实到位")
    assert seen.found_in("遍布全县") == [(0, 4)] and looked[1:] == [["遍布全县"]]
