"""The script that changes the program in one place at a time makes programs, each with one change."""

import ast
from pathlib import Path

import mutants


def test_mutants_parse_and_differ_in_one_stretch() -> None:
    for mutant in mutants.sample(3, 40, "layout"):
        original = (mutants.ROOT / mutant.path).read_text(encoding="utf-8")
        ast.parse(mutant.text)
        assert mutant.text != original
        assert original.splitlines()[: mutant.line - 1] == mutant.text.splitlines()[: mutant.line - 1]


def test_a_seed_gives_the_same_mutants() -> None:
    assert mutants.sample(5, 3, "typeset") == mutants.sample(5, 3, "typeset")


def test_the_copy_is_as_it_was_after_a_mutant(tmp_path: Path) -> None:
    mutant = mutants.sample(1, 1, "geometry.py")[0]
    place = tmp_path / mutant.path
    place.parent.mkdir(parents=True)
    place.write_bytes((mutants.ROOT / mutant.path).read_bytes())
    seen: list[str] = []

    def failing(tests: list[str]) -> int:
        seen.append(place.read_text(encoding="utf-8"))
        return 1

    assert mutants.is_noticed(mutant, tmp_path, failing)
    assert seen == [mutant.text]
    assert place.read_bytes() == (mutants.ROOT / mutant.path).read_bytes()
    assert not mutants.is_noticed(mutant, tmp_path, lambda tests: 0)
