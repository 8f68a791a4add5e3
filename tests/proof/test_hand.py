"""Errors put by hand into clean texts that the rules were not made on."""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from proof.measure import problems_in

HERE = Path(__file__).parent
UNSEEN = HERE / "corpus/unseen"
ISSUES = sorted(path.stem for path in UNSEEN.glob("*.yaml") if path.stem != "bulletin")


class Seed(NamedTuple):
    file: str
    before: str
    after: str
    codes: frozenset[str]


def seeds() -> tuple[list[Seed], list[Seed]]:
    """Those the rules were mended by, and those put in afterwards."""
    batches: list[list[Seed]] = []
    for line in (HERE / "hand.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            batches.append([])
            continue
        file, before, after, codes = line.split("\t")
        batches[-1].append(Seed(file, before, after, frozenset(codes.split("|"))))
    first, second = batches
    return first, second


@pytest.mark.parametrize("name", ISSUES)
def test_nothing_is_said_of_clean_texts(name: str) -> None:
    """Speeches, regulations, statistics, names, verse, traditional and Latin text: all of it right."""
    assert [problem.message("zh") for problem in problems_in(UNSEEN / f"{name}.yaml")] == []


def found_in(directory: Path, seed: Seed) -> tuple[bool, int]:
    """Whether a seeded error was told by its name, and how many other findings there were."""
    path = directory / f"{seed.file}.yaml"
    text = path.read_text("utf-8")
    assert seed.before in text, seed
    path.write_text(text.replace(seed.before, seed.after, 1), "utf-8")
    codes = [problem.code for problem in problems_in(path)]
    path.write_text(text, "utf-8")
    return bool(seed.codes & set(codes)), sum(code not in seed.codes for code in codes)


def test_recall_and_precision(tmp_path: Path) -> None:
    """The figures stand in docs/proofing.md."""
    shutil.copytree(UNSEEN, tmp_path, dirs_exist_ok=True)
    told = others = 0
    for batch, fewest in zip(seeds(), (0.96, 0.92), strict=True):
        results = [found_in(tmp_path, seed) for seed in batch]
        found = sum(right for right, _ in results)
        assert len(results) >= 80
        assert found / len(results) >= fewest
        told += found
        others += sum(wrong for _, wrong in results)
    assert told / (told + others) >= 0.98
