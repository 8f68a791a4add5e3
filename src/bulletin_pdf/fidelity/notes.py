"""The pages of notes at the end of a proof (校对意见): every finding once, in words."""

import re
from collections.abc import Sequence

from bulletin_pdf.diagnostics import Problem
from bulletin_pdf.fidelity.wording import Wording
from bulletin_pdf.words import say

_OPENING = re.compile("〔([0-9]+)〕(第[0-9]+页第[0-9]+行|全文)")


def notes_wording(printed: str, problems: Sequence[Problem]) -> Wording:
    """Say every note as `printed` orders them; they stand in the order of the lines they are about.

    Where a note points is read from the page; that there is one for each finding, and that
    it says what was found, is not.
    """
    said = Wording()
    order: dict[int, str] = {}
    for number, where in _OPENING.findall(printed):
        order.setdefault(int(number), where)
    if problems:
        said.say("part", "校对意见")
    for number in [*order, *(place for place in range(1, len(problems) + 1) if place not in order)]:
        if number <= len(problems):
            problem = problems[number - 1]
            level = say("zh", "level", problem.level.value)
            words = f"{level} {problem.code}：{problem.message('zh')}　{problem.hint('zh')}".rstrip()
            said.say("remark", f"〔{number}〕{order.get(number, '')}　{words}")
    return said
