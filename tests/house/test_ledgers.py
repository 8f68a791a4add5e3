"""The ledgers of the standards name modules and tests that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LEDGERS = sorted((ROOT / "docs/standards").glob("*.md"))
TESTS = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.stem)
def test_what_a_ledger_names_is_there(ledger):
    text = ledger.read_text("utf-8")
    for module in re.findall(r"`((?:pdf|compose|press|layout)/\w+\.py)`", text):
        assert (ROOT / "src/bulletin_pdf" / module).is_file(), module
    for file in re.findall(r"`(tests/[\w/]+\.py)`", text):
        assert (ROOT / file).is_file(), file
    for name in re.findall(r"`(test_\w+)`", text):
        assert f"def {name}(" in TESTS, name
