"""Faults of the engine the suite has found and that are not mended yet: (check, issue) → what is right.

Each is a strict expected failure: a mended one fails the suite until it is struck out here.
"""

from typing import Final

KNOWN: Final[dict[tuple[str, str], str]] = {
    ("no_line_of_a_title_is_lost_beside_the_others", "rare-names"): "P-30: a last line of three Han in quotes",
    ("titles_break_at_no_bad_place", "long-names"): "P-33: 以 is left at the end of a title's line",
    ("the_foot_stands_on_an_even_page", "recipients"): "P-56: the rest of a long 报尾 on an odd page",
    ("text_fills_the_page_before_a_turned_table", "wide-tables"):
        "P-65, T-64: text that follows a turned table should fill the page before it",
}  # fmt: skip

UNSEEN: Final[dict[str, str]] = {}
"""Checks that measure nothing in the corpus yet, and why."""
