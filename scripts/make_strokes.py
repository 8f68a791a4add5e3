"""Makes src/bulletin_pdf/data/strokes.txt: hanzi in stroke order (笔画序), for indexes.

    npm pack cnchar-order && tar xzf cnchar-order-*.tgz
    apt-get install unicode-data
    make_strokes.py package /usr/share/unicode

The 8105 characters of 通用规范汉字表 (2013) come in the order the table itself has in each of
its three levels: by number of strokes, then by their kinds (横竖撇点折), then by form (GF 3003).
The levels are merged by the kinds of stroke of each character from cnchar-order (MIT), whose
order agrees with that of the table for every character they share; a character it lacks goes
after the one before it in its level. Other characters of the block U+4E00 and of extension A
follow by number of strokes (Unihan kTotalStrokes, Unicode licence) and radical (code point).
"""

import bz2
import json
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path

DATA = Path(__file__).parent.parent / "src/bulletin_pdf/data"
LEVELS = ((0, 3500), (3500, 6500), (6500, 8105))
KINDS = {"横": "1", "提": "1", "竖": "2", "竖钩": "2", "撇": "3", "点": "4", "点2": "4", "捺": "4"}
FOLDED = "5"
WRONG = "皙"
"""cnchar counts twelve strokes, the table thirteen."""
LISTED = ((0x3400, 0x4DC0), (0x4E00, 0xA000))


def main() -> None:
    """Write the table."""
    package, unihan = sys.argv[1:]
    counts = total_strokes(Path(unihan))
    standard = (DATA / "tgscc-2013.txt").read_text("utf-8").replace("\n", "")
    keys = merged(standard, sequences(package), counts)
    groups: dict[int, list[str]] = {}
    for char in sorted(standard, key=keys.__getitem__):
        groups.setdefault(keys[char][0], []).append(char)
    for first, end in LISTED:
        for char in map(chr, range(first, end)):
            if char in counts and char not in keys:
                groups.setdefault(counts[char], []).append(char)
    lines = [f"{count} {''.join(chars)}\n" for count, chars in sorted(groups.items())]
    (DATA / "strokes.txt").write_text("".join(lines), "utf-8")


def sequences(package: str) -> dict[str, str]:
    """Give the kinds of stroke of each character, in the order they are written."""
    path = json.dumps(str(Path(package).resolve() / "cnchar.order.min.js"))
    code = f"process.stdout.write(JSON.stringify(require({path}).dict))"
    table = json.loads(subprocess.run(["node", "-e", code], capture_output=True, check=True).stdout)
    kinds = {letter: KINDS.get(stroke["name"], FOLDED) for letter, stroke in table["strokeTable"].items()}
    found = {char: "".join(kinds[letter] for letter in letters) for char, letters in table["orders"].items()}
    del found[WRONG]
    return found


def total_strokes(unihan: Path) -> dict[str, int]:
    """Give kTotalStrokes; the first of two is that of the mainland."""
    counts = {}
    with bz2.open(unihan / "Unihan_IRGSources.txt.bz2", "rt", encoding="utf-8") as file:
        for line in file:
            if "\tkTotalStrokes\t" in line:
                code, _, value = line.rstrip("\n").split("\t")
                counts[chr(int(code[2:], 16))] = int(value.split()[0])
    return counts


def merged(
    standard: str, strokes: Mapping[str, str], counts: Mapping[str, int]
) -> dict[str, tuple[int, str, int, int]]:
    """Give each character of the table its place among all three levels."""
    keys: dict[str, tuple[int, str, int, int]] = {}
    for level, (start, end) in enumerate(LEVELS):
        before = (1, "")
        known = [len(strokes[char]) if char in strokes else counts[char] for char in standard[start:end]]
        rising = longest_rising(known)
        for place, char in enumerate(standard[start:end]):
            # Unihan counts some simplified forms by their traditional shape: the level knows better.
            count = known[place] if place in rising else before[0]
            kinds = strokes.get(char, before[1] if count == before[0] else "")
            if (count, kinds) < before:
                raise ValueError(f"{char} stands out of order in level {level + 1}")
            keys[char] = (count, kinds, level, place)
            before = (count, kinds)
    return keys


def longest_rising(values: Sequence[int]) -> set[int]:
    """Give the places of the longest part of a row that never falls."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        at = bisect_right(ends, value)
        before.append(places[at - 1] if at else -1)
        ends[at : at + 1], places[at : at + 1] = [value], [place]
    found: set[int] = set()
    at = places[-1]
    while at >= 0:
        found.add(at)
        at = before[at]
    return found


if __name__ == "__main__":
    main()
