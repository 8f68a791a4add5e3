"""The text of the pages of notes at the end of a proof (校对意见): every finding once."""

import re
from collections.abc import Sequence

from bulletin_pdf.attest.wording import Wording
from bulletin_pdf.messages import Language, say
from bulletin_pdf.problems import Problem, numbered_note


def notes_wording(printed: str, problems: Sequence[Problem], lang: Language) -> Wording:
    """Return every note in the order of `printed`; they stand in the order of the lines they are about.

    Where a note points is read from the page; that there is one for each finding, and that
    it says what was found, is not.
    """
    said = Wording()
    order: dict[int, str] = {}
    nowhere = say(lang, "sheet", "nowhere")
    for number, page, line, on, column, beside in _opening(lang).findall(printed):
        where = say(lang, "sheet", "place", page=page, line=line) if page else nowhere
        if column:
            where = say(lang, "sheet", "place in column", page=on, column=column, line=beside)
        order.setdefault(int(number), where)
    if problems:
        said.say("part", say(lang, "sheet", "head"))
    for number in [*order, *(place for place in range(1, len(problems) + 1) if place not in order)]:
        if number <= len(problems):
            said.say("remark", numbered_note(problems[number - 1], number, order.get(number, ""), lang))
    return said


def _opening(lang: Language) -> re.Pattern[str]:
    """What a note begins with, without blanks: its number, and the page, column and line it points at or none."""
    number = "([0-9]+)"
    place = say(lang, "sheet", "place", page=number, line=number)
    place += "|" + say(lang, "sheet", "place in column", page=number, column=number, line=number)
    nowhere = say(lang, "sheet", "nowhere")
    return re.compile("〔([0-9]+)〕(?:" + "".join(f"{place}|{nowhere}".split()) + ")")
