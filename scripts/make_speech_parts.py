"""Makes src/bulletin_pdf/data/speech_parts.txt: what part of speech a word is that no dictionary has, by its characters.

    pip download jieba==0.42.1 --no-deps && tar xzf jieba-0.42.1.tar.gz
    make_speech_parts.py jieba-0.42.1/jieba/posseg

It is the model that rjieba has inside: natural logarithms of how likely a place in a word and a part of speech (`Bn`: a noun
begins; M in the middle, E at the end, S alone) are to come first, to follow each other, and to be a character. A line begins with
what comes before (`^` for the beginning) or with the character; lines are in the order of their bytes. Five decimals tell more than the model does.
"""

import runpy
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

TABLE = Path(__file__).parent.parent / "src/bulletin_pdf/data/speech_parts.txt"

State = tuple[str, str]
_IMPOSSIBLE = -1e100


def main() -> None:
    """Write the table from the directory of jieba's model."""
    lines = sorted(f"{line}\n".encode() for line in _lines(Path(sys.argv[1])))
    TABLE.write_bytes(b"".join(lines))


def _lines(model: Path) -> Iterator[str]:
    starts, steps, odds, states = (
        runpy.run_path(str(model / f"{name}.py"))["P"]
        for name in ("prob_start", "prob_trans", "prob_emit", "char_state_tab")
    )
    yield _line("^", starts)
    for state, following in steps.items():
        yield _line("".join(state), following)
    # A character without states of its own may be in all.
    every = sorted(odds, key=lambda state: ("BMES".index(state[0]), state[1]))
    for char in {char for row in odds.values() for char in row}:
        row = {state: odds[state][char] for state in states.get(char, every) if char in odds[state]}
        yield _line(char, row)


def _line(head: str, odds: Mapping[State, float]) -> str:
    possible = ((state, value) for state, value in odds.items() if value > _IMPOSSIBLE)
    return " ".join((head, *(f"{place}{part}:{value:.5f}" for (place, part), value in possible)))


if __name__ == "__main__":
    main()
