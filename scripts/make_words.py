"""Makes src/bulletin_pdf/data/words.txt: the words a title may be broken between, how often each occurs, what it is.

    pip download jieba==0.42.1 --no-deps && tar xzf jieba-0.42.1.tar.gz
    make_words.py jieba-0.42.1/jieba/dict.txt

It is the dictionary that rjieba has inside, in the order of its bytes, so that a word is found without
reading all of it. A test compares what is found with what rjieba says from its own.
"""

import sys
from pathlib import Path

WORDS = Path(__file__).parent.parent / "src/bulletin_pdf/data/words.txt"


def main() -> None:
    """Write the table."""
    lines = Path(sys.argv[1]).read_bytes().splitlines()
    WORDS.write_bytes(b"".join(line.strip() + b"\n" for line in sorted(set(lines))))


if __name__ == "__main__":
    main()
