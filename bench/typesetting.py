"""What breaking and layout cost: µs a character and ms a page, greedy beside total fit.

    python -m bench.typesetting [--characters 200000] [--runs 5]

The text is that of generated issues. Figures of one run are comparable with each other only; the ratio between greedy and best is what
to watch.
"""

import argparse
from collections.abc import Callable
from functools import partial
from itertools import count
from statistics import median
from time import perf_counter

from bench.material import SEED, make_bulletin
from bulletin_pdf.compose.design import design_of
from bulletin_pdf.design.shipped import shipped
from bulletin_pdf.fonts.font_book import FontBook, open_book
from bulletin_pdf.layout.block import TextBlock
from bulletin_pdf.layout.paginate import paginate
from bulletin_pdf.layout.set_block import set_block
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.problems import Problems
from bulletin_pdf.typeset.lines import Fit
from bulletin_pdf.typeset.measure import ParagraphShape
from bulletin_pdf.typeset.paragraph import Rules, set_paragraph

DESIGN = design_of(shipped())


def paragraphs(characters: int) -> list[str]:
    """Give paragraphs of generated issues, with as many characters in all."""
    chosen: list[str] = []
    for number in count(1):
        for article in make_bulletin(number, SEED).articles:
            for passage in article.passages:
                chosen.append(passage.lead + passage.text)
        if sum(map(len, chosen)) >= characters:
            return chosen
    raise AssertionError(characters)


def breaking(texts: list[str], book: FontBook, fit: Fit) -> int:
    """Break every paragraph at 28 em; give the number of lines."""
    face = book.face("fangsong")
    rules, shape = Rules(fit=fit), ParagraphShape(DESIGN.house.page.characters, DESIGN.paragraph.indent)
    return sum(
        len(set_paragraph(text, [face.advances[char] for char in text], shape, rules).lines) for text in texts
    )


def layout(texts: list[str], book: FontBook, fit: Fit) -> int:
    """Set every paragraph and make up pages; give their number."""
    typesetter = Typesetter(book, Rules(fit=fit), Problems())
    galleys = [set_block(TextBlock(text, DESIGN.paragraph, None), DESIGN.grid, typesetter) for text in texts]
    return len(paginate(galleys, (), DESIGN.grid))


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
    total = sum(map(len, texts))
    fits: tuple[Fit, ...] = ("greedy", "best")
    spent: dict[tuple[str, str], float] = {}
    print(f"{total} characters in {len(texts)} paragraphs")
    for fit in fits:
        seconds, lines = timed(partial(breaking, texts, book, fit), options.runs)
        spent["breaking", fit] = seconds
        print(f"breaking {fit:7} {seconds / total * 1e6:6.2f} µs/char  {lines} lines")
        seconds, pages = timed(partial(layout, texts, book, fit), options.runs)
        spent["layout", fit] = seconds
        print(f"layout   {fit:7} {seconds / total * 1e6:6.2f} µs/char  {seconds / pages * 1e3:.2f} ms/page")
    for stage in ("breaking", "layout"):
        print(f"{stage}: best takes {spent[stage, 'best'] / spent[stage, 'greedy']:.2f} × greedy")


if __name__ == "__main__":
    main()
