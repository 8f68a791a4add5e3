"""The shipped faces, and font files made wrong on purpose."""

import shutil
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from bulletin_pdf.fonts.font_book import FontBook, open_book


@pytest.fixture(scope="session")
def book() -> FontBook:
    return open_book()


@pytest.fixture
def altered(book: FontBook, tmp_path: Path) -> Callable[..., str]:
    """Copy the face of a role and write `value` (16 bits) at `offset` of one of its tables."""

    def alter(role: str, tag: str, offset: int, value: int) -> str:
        target = tmp_path / f"{role}.ttf"
        shutil.copyfile(book.face(role).path, target)
        with target.open("r+b") as file:
            count = struct.unpack(">12xH", b"\0" * 8 + file.read(6))[0]
            file.seek(12)
            records = [struct.unpack(">4sIII", file.read(16)) for _ in range(count)]
            start = next(start for name, _, start, _ in records if name == tag.encode())
            file.seek(start + offset)
            file.write(struct.pack(">H", value))
        return str(target)

    return alter
