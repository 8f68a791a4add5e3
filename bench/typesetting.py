"""What breaking and layout cost: µs a character and ms a page, greedy beside total fit.

    python bench/typesetting.py [--characters 200000] [--runs 5]

The text is the model issue's paragraphs in an order drawn with a fixed seed. Figures of
one run are comparable with each other only; the ratio between greedy and best is what
to watch.
"""

import argparse
import random
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from bulletin_pdf.compose.design import BODY, GRID, INDENT
from bulletin_pdf.diagnostics import Problems
from bulletin_pdf.fonts.book import FontBook, open_book
from bulletin_pdf.issue.model import Paragraph
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.layout.block import TextBlock
from bulletin_pdf.layout.paginate import paginate
from bulletin_pdf.layout.setting import set_block
from bulletin_pdf.layout.shaping import Setter
from bulletin_pdf.layout.style import BlockStyle
from bulletin_pdf.typeset.lines import Fit, Shape
from bulletin_pdf.typeset.paragraph import Rules, set_paragraph

MODEL = Path(__file__).parent.parent / "issues" / "2022-zk30.yaml"
SEED = 9704


def paragraphs(characters: int) -> list[str]:
    """Give the model issue's paragraphs over and over, in an order that never changes."""
    issue = read_issue(MODEL).issue
    texts = [
        element.prose.text
        for report in issue.reports
        for element in report.body
        if isinstance(element, Paragraph)
    ]
    order = random.Random(SEED)
    chosen: list[str] = []
    while sum(map(len, chosen)) < characters:
        chosen.append(order.choice(texts))
    return chosen


def breaking(texts: list[str], book: FontBook, fit: Fit) -> int:
    """Break every paragraph at 28 em; give the number of lines."""
    face = book.face("fangsong")
    rules, shape = Rules(fit=fit), Shape(float(GRID.characters), INDENT)
    return sum(
        len(set_paragraph(text, [face.advances[char] for char in text], shape, rules).lines) for text in texts
    )


def layout(texts: list[str], book: FontBook, fit: Fit) -> int:
    """Set every paragraph and make up pages; give their number."""
    setter = Setter(book, Rules(fit=fit), Problems())
    style = BlockStyle(BODY, indent=INDENT)
    galleys = [set_block(TextBlock(text, style, None), GRID, setter) for text in texts]
    return len(paginate(galleys, (), GRID))


def timed(work: Callable[[], int], runs: int) -> tuple[float, int]:
    """Give the median of several runs, seconds, and what the work gave."""
    seconds, result = [], 0
    for _ in range(runs):
        start = perf_counter()
        result = work()
        seconds.append(perf_counter() - start)
    return median(seconds), result


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    texts, book = paragraphs(options.characters), open_book()
    count = sum(map(len, texts))
    fits: tuple[Fit, ...] = ("greedy", "best")
    spent: dict[tuple[str, str], float] = {}
    print(f"{count} characters in {len(texts)} paragraphs")
    for fit in fits:
        seconds, lines = timed(lambda fit=fit: breaking(texts, book, fit), options.runs)
        spent["breaking", fit] = seconds
        print(f"breaking {fit:7} {seconds / count * 1e6:6.2f} µs/char  {lines} lines")
        seconds, pages = timed(lambda fit=fit: layout(texts, book, fit), options.runs)
        spent["layout", fit] = seconds
        print(f"layout   {fit:7} {seconds / count * 1e6:6.2f} µs/char  {seconds / pages * 1e3:.2f} ms/page")
    for stage in ("breaking", "layout"):
        print(f"{stage}: best takes {spent[stage, 'best'] / spent[stage, 'greedy']:.2f} × greedy")


if __name__ == "__main__":
    main()
