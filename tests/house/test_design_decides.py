"""What a bulletin looks like is said by designs alone: no face, size or place is written where pages are composed and laid out."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "bulletin_pdf"
WRITTEN = re.compile(
    r'\bmm\(|\bZIHAO\b|TextStyle\("|"(?:fangsong|kai|hei|xbs|song|zhongsong|shusong)"|\bA4\b'
)
KNOWN = {
    "layout/figures.py": 1,  # between two pictures abreast
    "layout/table_parts.py": 2,  # the rules of tables
}
"""What is the same in every design."""


@pytest.mark.parametrize(
    "path", sorted((*SOURCE.glob("compose/**/*.py"), *SOURCE.glob("layout/*.py"))), ids=lambda path: path.name
)
def test_no_face_size_or_place_is_written_beside_the_design(path: Path) -> None:
    lines = [
        line for line in path.read_text("utf-8").splitlines() if not re.match(r"\s*(from|import)\b", line)
    ]
    found = [line for line in lines if WRITTEN.search(line)]
    assert len(found) == KNOWN.get(path.relative_to(SOURCE).as_posix(), 0), found
