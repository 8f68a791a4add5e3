"""What a bulletin looks like is said by designs alone: no face, size or place is written beside them.

What rightly stays in code is listed with its reason; a line more or less fails.
"""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "bulletin_pdf"
WRITTEN = re.compile(
    r'\bmm\(|\bZIHAO\b|TextStyle\("|"(?:fangsong|kai|hei|xbs|song|zhongsong|shusong)"|\bA[345]\b'
)
SHOWN_IN_MM = re.compile(r"/ mm\(1\)")
"""A length turned into mm for people to read."""
STYLE_NAME = re.compile(r'"(?:gongwen|jianbao|jiyao|renda|ribao|tuanxue|neikan|xiaokai|xinhan|zhuanbao)"')

KNOWN = {
    "layout/figures.py": (1, "white between two pictures abreast"),
    "layout/table_parts.py": (2, "rules of tables, the same in every design"),
    "press/impose.py": (8, "sheets of the printer: creep, room for marks"),
    "press/marks.py": (12, "printer's marks outside the page"),
    "press/preflight/page_rules.py": (11, "tolerances of the judge; the page itself is that of the file's design"),
    "press/quick_checks.py": (1, "tolerance of a check"),
    "press/registration.py": (7, "the sheet that shows how a printer is off: a scale in mm"),
    "press/sheet_marks.py": (6, "where sheets of the printer are cut, folded and stapled"),
    "press/sheets.py": (6, "the printer's sheets"),
    "press/ticket.py": (11, "the job ticket: a form of the program's own on A4, whatever it is for"),
    "volume/book/cover.py": (13, "bleed, hinge, folds; the spine's slots are the same on every year's volume (A-72)"),
    "volume/book/labels.py": (17, "labels for archive boxes and their cover: a form of the archive's"),
    "volume/issues/corrections.py": (1, "distance of 勘误 from the type area"),
    "volume/issues/volume_folio.py": (2, "how far the volume's folio keeps from what is there"),
    "volume/parts/charts.py": (1, "height of a chart"),
    "volume/parts/part_tables.py": (1, "steps by which a wide table grows smaller before it is turned"),
    "volume/parts/register.py": (2, "rules of a table"),
    "volume/plan/foreign_trial.py": (1, "stands for a page whose size cannot be read"),
}  # fmt: skip


def lines_of(path: Path) -> list[str]:
    """The lines of a module without imports and docstrings of one line."""
    lines = path.read_text("utf-8").splitlines()
    return [line for line in lines if not re.match(r'\s*(from\b|import\b|""")', line)]


MODULES = sorted(
    (
        *SOURCE.glob("compose/**/*.py"),
        *SOURCE.glob("layout/*.py"),
        *SOURCE.glob("press/**/*.py"),
        *SOURCE.glob("volume/**/*.py"),
    )
)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_face_size_or_place_is_written_beside_the_design(path: Path) -> None:
    found = [line for line in lines_of(path) if WRITTEN.search(SHOWN_IN_MM.sub("", line))]
    count, _ = KNOWN.get(path.relative_to(SOURCE).as_posix(), (0, ""))
    assert len(found) == count, found


def test_no_design_is_named_outside_its_room() -> None:
    named = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for line in lines_of(path)
        if STYLE_NAME.search(line)
    }
    assert named <= {"design/shipped.py", "design/prepared.py"}, named


def test_what_is_listed_is_there_and_has_a_reason() -> None:
    assert {path for path in KNOWN if not (SOURCE / path).is_file()} == set()
    assert all(reason for _, reason in KNOWN.values())
