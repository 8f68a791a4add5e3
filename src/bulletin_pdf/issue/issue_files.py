"""The files an issue is made of."""

import os
from collections.abc import Iterator

from bulletin_pdf.design.model import HouseStyle, PictureRow
from bulletin_pdf.input_states import InputState, note_files
from bulletin_pdf.issue.model import Figure, Issue
from bulletin_pdf.issue.paths import find_bulletin


def note_issue_files(path: str) -> tuple[InputState, ...]:
    """Note the state of an issue's file and of the bulletin.yaml it shares; to be called before they are read."""
    bulletin = find_bulletin(path)
    found = os.path.abspath(bulletin) if bulletin else ""
    return InputState("bulletin", os.path.abspath(path), found), *note_files((path, bulletin))


def design_files(house: HouseStyle) -> tuple[str, ...]:
    """Return the files of a design: its own YAML and its parents', artwork, pictures of the head."""
    pictures = tuple(row.path for row in house.head.rows if isinstance(row, PictureRow))
    return tuple(path for path in (house.switches.artwork, *house.files, *pictures) if path)


def named_files(issue: Issue) -> Iterator[str]:
    """Return the files an issue and its bulletin.yaml name: pictures, artwork, faces, word lists."""
    for report in issue.reports:
        if report.banner:
            yield report.banner
        for element in report.body:
            if isinstance(element, Figure):
                yield from element.files
    yield from (*design_files(issue.design), *(face.path for face in issue.fonts), *issue.word_lists)
