"""Makes src/bulletin_pdf/data/words.txt: the words a title may be broken between, how often each occurs, what it is.

Beside it words_index.txt: the characters that words begin with, and where in the table the words of each begin.

    pip download jieba==0.42.1 --no-deps && tar xzf jieba-0.42.1.tar.gz
    make_words.py jieba-0.42.1/jieba/dict.txt

Without a file the index alone is made again. The table is the dictionary that rjieba has inside, in the order of its bytes, so that a word is found without
reading all of it. A test compares what is found with what rjieba says from its own.
"""

import sys
from pathlib import Path

WORDS = Path(__file__).parent.parent / "src/bulletin_pdf/data/words.txt"


def main() -> None:
    """Write the table and its index."""
    if sys.argv[1:]:
        lines = Path(sys.argv[1]).read_bytes().splitlines()
        WORDS.write_bytes(b"".join(line.strip() + b"\n" for line in sorted(set(lines))))
    WORDS.with_name("words_index.txt").write_text(index(WORDS.read_bytes()), "utf-8")


def index(table: bytes) -> str:
    """Give the first characters in a line, and in another their bytes' places, six hexadecimal digits each.

    A last place is the length of the table.
    """
    places: dict[str, int] = {}
    at = 0
    for line in table.splitlines(keepends=True):
        places.setdefault(line.decode()[0], at)
        at += len(line)
    return "".join(places) + "\n" + "".join(f"{place:06x}" for place in (*places.values(), at)) + "\n"


if __name__ == "__main__":
    main()
