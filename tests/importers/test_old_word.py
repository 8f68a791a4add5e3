"""Word 97-2003 files where there is no LibreOffice: the same paper in both forms gives the same draft."""

import random
import struct
from pathlib import Path

import pytest

from bulletin_pdf.importers import office
from bulletin_pdf.importers.convert import convert
from bulletin_pdf.importers.doc_file import _pieces
from bulletin_pdf.importers.doc_lists import _SHAPES
from bulletin_pdf.importers.doc_properties import BOLD, EDGES, read_changes, with_changes
from bulletin_pdf.importers.doc_tables import _edges
from bulletin_pdf.importers.numbering import in_shape
from bulletin_pdf.problems import BulletinError
from importers.helpers import DATA, bare, import_copy, imported
from importers.old_word import make, make_floating


@pytest.fixture(autouse=True)
def without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_find", lambda: "")


def test_the_same_paper_in_both_forms(tmp_path: Path) -> None:
    old, old_issue = import_copy("old.doc", tmp_path)
    new, new_issue = imported(make(tmp_path / "new.docx"), tmp_path)
    names = ("old-pictures", "new-pictures")
    assert str(bare(old_issue)).replace(*names) == str(bare(new_issue))
    logs = [sorted((edit.why, edit.before, edit.after) for edit in one.draft.edits) for one in (old, new)]
    assert logs[0] == logs[1]
    assert not old.account.lost


def test_what_floats_stands_where_it_is_anchored(tmp_path: Path) -> None:
    """A picture and a text box beside the text, as in the same paper saved as .docx."""
    old, old_issue = import_copy("floating.doc", tmp_path)
    _, new_issue = imported(make_floating(tmp_path / "new.docx"), tmp_path)
    body = [str(element) for element in old_issue.reports[0].body]
    boxes = [at for at, element in enumerate(body) if "框里的话在这两段之间" in element]
    pictures = [at for at, element in enumerate(body) if element.startswith("Figure")]
    assert len(boxes) == len(pictures) == 1
    assert "清理了场地" in body[boxes[0] - 1] and "下一次活动" in body[boxes[0] + 1]
    assert pictures == [1]
    assert str(bare(old_issue)).replace("floating-pictures", "new-pictures") == str(bare(new_issue))
    assert [problem.code for problem in old.problems if problem.code in ("B917", "B914")] == ["B914"]
    assert len(old.draft.pictures[0][1]) > 100


def test_an_encrypted_file_says_so(tmp_path: Path) -> None:
    data = bytearray((DATA / "old.doc").read_bytes())
    at = data.index(struct.pack("<H", 0xA5EC)) + 11
    data[at] |= 1
    (tmp_path / "old.doc").write_bytes(data)
    with pytest.raises(BulletinError) as caught:
        convert(str(tmp_path / "old.doc"), str(tmp_path / "old.yaml"), "zh")
    assert {problem.code for problem in caught.value.problems} == {"B909"}


def test_damaged_files_are_refused_or_read_whole(tmp_path: Path) -> None:
    """Bytes changed or cut off anywhere: a draft proven whole against what can still be read, or a refusal."""
    data = (DATA / "old.doc").read_bytes()
    chance = random.Random(15)
    path = tmp_path / "old.doc"
    for number in range(40):
        damaged = bytearray(data[: chance.randrange(600, len(data))] if number % 4 == 0 else data)
        for _ in range(chance.randrange(1, 200)):
            damaged[chance.randrange(512, len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged)
        try:
            convert(str(path), str(tmp_path / "old.yaml"), "zh")
        except BulletinError as refused:
            assert {problem.code[:2] for problem in refused.problems} == {"B9"}


def test_pieces_that_quick_saves_left() -> None:
    """Two stretches, the second of one byte a character, and properties before them."""
    entries = (
        struct.pack("<3I", 0, 5, 9)
        + struct.pack("<HIH", 0, 2048, 1)
        + struct.pack("<HIH", 0, 0x40000000 | 2 * 600, 0)
    )
    clx = (
        b"\x01"
        + struct.pack("<H", 3)
        + struct.pack("<HB", BOLD, 1)
        + b"\x02"
        + struct.pack("<I", len(entries))
        + entries
    )
    first, second = _pieces(clx)
    assert (first.place(2), first.wide, first.changes) == (2052, True, struct.pack("<HB", BOLD, 1))
    assert (second.place(7), second.wide, second.changes) == (602, False, b"")


def test_changes_of_every_size() -> None:
    edges = bytes((1,)) + struct.pack("<2h", -108, 4000) + bytes(20)
    held = (
        struct.pack("<HB", BOLD, 1)
        + struct.pack("<HH", EDGES, len(edges) + 1)
        + edges
        + struct.pack("<HB", BOLD, 0x81)
    )
    assert [code for code, _ in read_changes(held)] == [BOLD, EDGES, BOLD]
    assert _edges(dict(read_changes(held))[EDGES]) == ([-108, 4000], [0])
    assert with_changes({BOLD: b"\1"}, held)[BOLD] == b"\0"
    assert with_changes({}, held)[BOLD] == b"\1"


def test_shapes_of_numbers_are_known() -> None:
    assert [in_shape(3, _SHAPES[code]) for code in (37, 10, 18, 28, 30, 38, 57)] == [
        "三", "三", "③", "③", "丙", "叁", "- 3 -",
    ]  # fmt: skip
