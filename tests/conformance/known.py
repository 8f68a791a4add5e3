"""Faults of the engine the suite has found and that are not mended yet: (check, issue) → what is right.

Each is a strict expected failure: a mended one fails the suite until it is struck out here.
"""

from typing import Final

KNOWN: Final[dict[tuple[str, str], str]] = {
    ("text_fills_the_page_before_a_turned_table", "wide-tables"):
        "P-65, T-64: text that follows a turned table should fill the page before it",
}  # fmt: skip

UNSEEN: Final[dict[str, str]] = {}
"""Checks that measure nothing in the corpus yet, and why."""
