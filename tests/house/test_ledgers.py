"""The ledgers of the standards name modules and tests that are there, and count right."""

import re
from collections import Counter
from pathlib import Path

import pytest

from bulletin_pdf.problem_codes import CODES
from conformance.table import CHECKS

ROOT = Path(__file__).parent.parent.parent
LEDGERS = sorted((ROOT / "docs/standards").glob("*.md"))
TESTS = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
COUNTED = [ledger for ledger in LEDGERS if ledger.stem in ("clreq", "gbt-9704")]
NAMES = {check.name for check in CHECKS} | set(re.findall(r"^def (test_\w+)\(", TESTS, re.MULTILINE))
MIN_KEPT = {"clreq": 95.0, "gbt-9704": 90.0}


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.stem)
def test_what_a_ledger_names_is_there(ledger: Path) -> None:
    text = ledger.read_text("utf-8")
    for module in re.findall(r"`((?:pdf|compose|press|layout)/\w+\.py)`", text):
        assert (ROOT / "src/bulletin_pdf" / module).is_file(), module
    for file in re.findall(r"`(tests/[\w/]+\.py)`", text):
        assert (ROOT / file).is_file(), file
    for name in re.findall(r"`(test_\w+)`", text):
        assert f"def {name}(" in TESTS, name


def rows_of(ledger: Path) -> list[list[str]]:
    lines = [
        line for line in ledger.read_text("utf-8").splitlines() if re.match(r"\| (?!section|clause)", line)
    ]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("ledger", COUNTED, ids=lambda ledger: ledger.stem)
def test_the_figures_of_a_ledger_are_those_of_its_rows(ledger: Path) -> None:
    states = Counter(row[2] for row in rows_of(ledger))
    assert set(states) <= {"kept", "author", "n/a", "not yet"}
    applicable = states.total() - states["n/a"]
    share = 100 * states["kept"] / applicable
    assert (
        f"**{states.total()} requirements, {applicable} applicable: {states['kept']} kept ({share:.1f} %), "
        f"{states['author']} left to the author, {states['not yet']} not yet; {states['n/a']} not applicable.**"
    ) in ledger.read_text("utf-8")
    assert share > MIN_KEPT[ledger.stem]


@pytest.mark.parametrize("ledger", COUNTED, ids=lambda ledger: ledger.stem)
def test_what_is_kept_names_what_measures_it(ledger: Path) -> None:
    for clause, asked, state, how in rows_of(ledger):
        named = set(re.findall(r"`(\w+)`", how))
        assert named <= NAMES, f"{clause}: {sorted(named - NAMES)}"
        assert named or state != "kept", f"{clause} {asked}: nothing measures it"


def test_every_way_yaml_changes_a_text_names_its_test() -> None:
    """docs/yaml.md: each row ends with a test that is there."""
    page = (ROOT / "docs/yaml.md").read_text("utf-8")
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in page.splitlines() if line.startswith("|")]
    rows = [row for row in rows if not row[0].startswith((" written", "---"))]
    assert len(rows) > 40
    for row in rows:
        assert len(row) == 4, row
        named = re.fullmatch(r" `(test_\w+)` ", row[3])
        assert named and f"def {named[1]}(" in TESTS, row
    assert set(re.findall(r"\bB\d{3}\b", page)) <= set(CODES)
