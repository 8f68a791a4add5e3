"""Whether every run of text stands where it was set: the file's bytes against the pages they were made from."""

from collections.abc import Sequence
from math import dist
from struct import error

from bulletin_pdf.pdf.readback.content_text import ContentText
from bulletin_pdf.pdf.readback.file_text import PageText, Readback
from bulletin_pdf.pdf.text_places import NUMBERS_PER_RUN, TextPlaces, place_values
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems

_TOLERANCE = 0.05
"""pt. Shifts are written in thousandths of the em and tracking in ten thousandths of a point: 0.02 pt in the longest line."""
_LONGEST_SHOWN = 12


def check_places(readback: Readback, places: Sequence[TextPlaces], problems: Problems) -> bool:
    """Hold each page against where its text was set; false when a run stands elsewhere, which is a problem then."""
    before = len(problems.errors)
    for number, (page, wanted) in enumerate(zip(readback.pages, places, strict=True), start=1):
        try:
            found = b"".join(map(_places_in, page.contents))
        except (ValueError, IndexError, KeyError, error) as damage:
            problems.add(Code.NOT_READ_BACK, None, why=f"{type(damage).__name__}: {damage}")
            continue
        if found != wanted and (run := _first_moved(place_values(found), place_values(wanted))) is not None:
            _report(page, number, run, place_values(found), place_values(wanted), problems)
    return len(problems.errors) == before


def _places_in(content: ContentText) -> TextPlaces:
    if content.places or not content.text:
        return content.places
    from bulletin_pdf.pdf.readback.run_places import placed_runs, placed_text

    return placed_text(placed_runs(content))


def _first_moved(found: Sequence[float], wanted: Sequence[float]) -> int | None:
    """Return which run is the first that stands elsewhere, or that one side alone has."""
    # If all of them together are not so far apart, no one is: most pages cost this one comparison.
    if len(found) == len(wanted) and dist(found, wanted) < _TOLERANCE:
        return None
    for at, (here, there) in enumerate(zip(found, wanted, strict=False)):
        if not abs(here - there) < _TOLERANCE:
            return at // NUMBERS_PER_RUN
    return None if len(found) == len(wanted) else min(len(found), len(wanted)) // NUMBERS_PER_RUN


def _report(
    page: PageText, number: int, run: int, found: Sequence[float], wanted: Sequence[float], problems: Problems
) -> None:
    at = slice(NUMBERS_PER_RUN * run, NUMBERS_PER_RUN * run + NUMBERS_PER_RUN)
    moved = [
        f"{round(here - there, 2) + 0.0:+.2f}" for here, there in zip(found[at], wanted[at], strict=False)
    ]
    across, up, wider = moved or ["–"] * NUMBERS_PER_RUN
    text = _text_of(page, run)[:_LONGEST_SHOWN] or "–"
    problems.add(Code.LINE_MOVED, None, page=number, text=text, across=across, up=up, wider=wider)


def _text_of(page: PageText, run: int) -> str:
    """Return the text of a page's run; only one that is reported is looked for."""
    from bulletin_pdf.pdf.readback.run_places import placed_runs

    texts: list[str] = []
    for content in page.contents:
        for piece in placed_runs(content):
            if piece.start is not None:
                texts.append(piece.text)
            elif texts:
                texts[-1] += piece.text
    return texts[run] if run < len(texts) else ""
