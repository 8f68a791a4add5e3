"""Find words that hold together (外商投资|企业, 民间|投资) by counting neighbours in official reports.

    python scripts/make_pairs.py REPORTS.jsonl...

Each line of a file is a JSON object whose `content` is the text of one report. The table was made from the reports on
the work of the government and to the congresses of the Party, 1921 to 2025, which as official papers have no copyright
(Copyright Law of the PRC, article 5). It holds pairs of words and nothing else of them.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from math import log2
from pathlib import Path
from typing import Final

from bulletin_pdf.compose.segmenter import full_segmenter
from bulletin_pdf.compose.titling.word_roles import NOUN_LIKE_VERBS
from bulletin_pdf.compose.trade_terms import TERMS

TABLE: Final = Path(__file__).parent.parent / "src" / "bulletin_pdf" / "data" / "pairs.txt"
FIRST: Final = ("n", "vn", "an", "a", "j", "b", "l", "t", "s")
"""Parts of speech of a pair's first word."""
SECOND: Final = ("n", "vn", "an", "j", "l")
MIN_OFTEN: Final = 4
LONGEST: Final = 9
"""Characters of a pair."""
MIN_HOLD: Final = 12.0
MIN_SHARE: Final = 0.08
"""So often, of all times one of the words occurs, it has the other beside it."""


def main(files: list[str]) -> None:
    """Write the table."""
    segmenter = full_segmenter()
    for term in TERMS:
        segmenter.add_word(term, 1_000_000, "n")
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    kinds: dict[str, str] = {}
    for stretch in stretches(files):
        row = list(segmenter.tag(stretch))
        words.update(word for word, _ in row)
        kinds.update(row)
        pairs.update((a, b) for (a, _), (b, _) in pairwise(row))
    kept = sorted(pair for pair in pairs if holds(pair, pairs, words, kinds))
    TABLE.write_text("".join(f"{a} {b}\n" for a, b in kept), "utf-8", newline="\n")


def stretches(files: list[str]) -> Iterator[str]:
    """Give the stretches of hanzi between marks."""
    for file in files:
        for line in Path(file).read_text("utf-8").splitlines():
            yield from re.findall("[一-鿿]{2,}", json.loads(line)["content"])


def holds(
    pair: tuple[str, str], pairs: Counter[tuple[str, str]], words: Counter[str], kinds: dict[str, str]
) -> bool:
    """Whether two nouns stand beside each other far more often than by chance."""
    first, second = pair
    often = pairs[pair]
    if often < MIN_OFTEN or min(map(len, pair)) < 2 or len(first + second) > LONGEST:
        return False
    if not (is_noun(first, kinds, FIRST) and is_noun(second, kinds, SECOND)):
        return False
    chance = words[first] * words[second] / words.total()
    share = often / min(words[first], words[second])
    return log2(often / chance) * log2(often) >= MIN_HOLD and share >= MIN_SHARE


def is_noun(word: str, kinds: dict[str, str], parts: tuple[str, ...]) -> bool:
    """Whether a word is a noun, or a verb that is used as one."""
    return kinds[word].startswith(parts) or word in NOUN_LIKE_VERBS


if __name__ == "__main__":
    main(sys.argv[1:])
