"""Faults of the engine the suite has found and that are not mended yet: (check, issue) → what is right.

A fault that is mended fails the suite until it is struck out here.
"""

from typing import Final

KNOWN: Final[dict[tuple[str, str], str]] = {}

UNSEEN: Final[dict[str, str]] = {}
"""Checks that measure nothing in the corpus yet, and why."""
