"""The cost of ending a line of a title at each kind of place."""

from typing import Final

PAUSE: Final = 0.2
OPENS: Final = 0.5
FAIR: Final = 1.0
MIDDLING: Final = 2.0
GROUP: Final = 2.2
"""Between two groups of nouns."""
POOR: Final = 3.0
BAD: Final = 4.5
WORST: Final = 8.0
"""Inside a word or a name, and next to a mark that keeps to its neighbour."""
LONG: Final = 9
HALF_LONG: Final = 6
"""A verb's object of so many characters may begin a line of its own."""
PARALLEL: Final = 4
"""Parts that 和 or 、 join may be parted when each has so many characters."""
SHORTEST_SUBJECT: Final = 3
LONG_HEAD: Final = 5
"""Heads of so many characters may stand on a line of their own."""
