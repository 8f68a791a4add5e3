"""Every rule that source and tests name by its id stands in docs/rules, and says there what keeps it."""

import re
from pathlib import Path

import pytest

from house.test_ledgers import NAMES

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted((ROOT / "docs/rules").glob("*.md"))
RULE = re.compile(r"\b([PTRAVJF]-\d\d)")
"""P page, J 简报, T typesetting, R print-ready output, F preflight, A archive, V finished files."""
ROWS = re.compile(r"^\| ([PTRAVJF]-\d\d) \|(.*)\| ([^|]*) \|$", re.MULTILINE)
UNMEASURED = ("author: ", "definition: ", "not built: ")
NAMED = [
    path
    for where in ("src", "tests", "docs", "scripts", "bench")
    for path in sorted((ROOT / where).rglob("*"))
    if path.suffix in (".py", ".md", ".po", ".yaml") and path.is_file()
]


def rows() -> list[tuple[str, str]]:
    return [(row[1], row[3]) for page in PAGES for row in ROWS.finditer(page.read_text("utf-8"))]


def test_every_rule_has_one_row() -> None:
    ids = [rule for rule, _ in rows()]
    assert len(ids) > 250
    assert len(set(ids)) == len(ids)


def test_every_id_that_is_named_stands_in_the_rules() -> None:
    known = {rule for rule, _ in rows()}
    unknown = {
        (str(path.relative_to(ROOT)), rule)
        for path in NAMED
        for rule in RULE.findall(path.read_text("utf-8"))
        if rule not in known
    }
    assert not unknown


@pytest.mark.parametrize(("rule", "kept"), rows(), ids=lambda value: value if RULE.match(value) else "")
def test_a_rule_names_what_keeps_it(rule: str, kept: str) -> None:
    named = set(re.findall(r"`(\w+)`", kept))
    assert named <= NAMES or kept.startswith(UNMEASURED), sorted(named - NAMES)
    assert named or kept.startswith(UNMEASURED), f"nothing measures {rule}"


def test_pages_of_the_documentation_that_are_named_are_there() -> None:
    absent = {
        (str(path.relative_to(ROOT)), page)
        for path in NAMED
        for page in re.findall(r"\bdocs/[\w/-]+\.md\b", path.read_text("utf-8"))
        if not (ROOT / page).is_file()
    }
    assert not absent
