"""A text in work and its file: saved by itself, never over somebody else's words."""

from pathlib import Path

import pytest

from bulletin_pdf.desk.working import StaleError, Working
from bulletin_pdf.yamldoc.operations import EditError, SetValue

TEXT = "\ufeff# 一期\r\nnumber: 3\r\nreports: []\r\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "issue.yaml"
    place.write_bytes(TEXT.encode("utf-8"))
    place.chmod(0o600)
    return place


def test_one_value_changes_and_all_else_stays(path: Path) -> None:
    working = Working(path)
    assert working.save() == "saved" and path.read_bytes() == TEXT.encode("utf-8")
    assert working.edit(0, [SetValue(("number",), "4")]) == 1
    assert working.state == "saving"
    assert working.save() == "saved"
    assert path.read_bytes() == TEXT.replace("3", "4").encode("utf-8")
    assert path.stat().st_mode & 0o777 == 0o600


def test_edits_of_another_version_are_refused(path: Path) -> None:
    working = Working(path)
    working.edit(0, [SetValue(("number",), "4")])
    with pytest.raises(StaleError):
        working.edit(0, [SetValue(("number",), "5")])
    with pytest.raises(EditError):
        working.edit(1, [SetValue(("number",), "5"), SetValue(("number", "x"), "5")])
    assert "number: 4" in working.text


def test_another_hand_is_told_and_not_written_over(path: Path) -> None:
    working = Working(path)
    working.edit(0, [SetValue(("number",), "4")])
    path.write_text("number: 9\n", "utf-8")
    assert working.save() == "changed-elsewhere"
    working.edit(1, [SetValue(("number",), "5")])
    assert working.save() == "changed-elsewhere" and path.read_text("utf-8") == "number: 9\n"
    working.resolve("mine")
    assert "number: 5" in path.read_text("utf-8")


def test_the_other_version_can_be_taken(path: Path) -> None:
    working = Working(path)
    working.edit(0, [SetValue(("number",), "4")])
    path.write_text("number: 9\n", "utf-8")
    working.save()
    working.resolve("theirs")
    assert working.text == "number: 9\n" and working.state == "saved" and working.version == 2


def test_a_file_changed_while_nothing_was_typed_is_read_again(path: Path) -> None:
    working = Working(path)
    path.write_text("number: 9\n", "utf-8")
    assert working.look() == "saved" and working.text == "number: 9\n" and working.version == 1


def test_a_full_disk_is_told_and_tried_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    working = Working(path)
    working.edit(0, [SetValue(("number",), "4")])

    def full(target: str, data: bytes) -> None:
        raise OSError(28, "No space left on device", target)

    with monkeypatch.context() as patch:
        patch.setattr("bulletin_pdf.desk.working.replace_file", full)
        assert working.save() == "failed"
    assert path.read_bytes() == TEXT.encode("utf-8")
    assert working.save() == "saved" and b"number: 4" in path.read_bytes()


def test_a_file_that_is_gone_is_not_made_again_unasked(path: Path) -> None:
    working = Working(path)
    path.rename(path.with_suffix(".away"))
    assert working.look() == "missing"
    working.edit(0, [SetValue(("number",), "4")])
    assert working.save() == "missing" and not path.exists()
    working.resolve("mine")
    assert working.state == "saved"
    assert path.read_bytes() == TEXT.replace("3", "4").encode("utf-8")


def test_a_file_that_comes_back_is_compared_as_ever(path: Path) -> None:
    working = Working(path)
    path.unlink()
    working.look()
    path.write_text("number: 9\n", "utf-8")
    assert working.look() == "saved" and working.text == "number: 9\n"
    path.unlink()
    working.edit(working.version, [SetValue(("number",), "4")])
    working.save()
    path.write_text("number: 8\n", "utf-8")
    working.look()
    assert working.save() == "changed-elsewhere" and path.read_text("utf-8") == "number: 8\n"


def test_a_read_only_file_stays_as_it_is(path: Path) -> None:
    working = Working(path)
    path.chmod(0o400)
    working.edit(0, [SetValue(("number",), "4")])
    assert working.save() == "failed" and isinstance(working.failure, PermissionError)
    assert path.read_bytes() == TEXT.encode("utf-8")
    path.chmod(0o600)
    assert working.save() == "saved" and "number: 4" in path.read_text("utf-8-sig")


def test_what_cannot_be_read_does_not_take_the_place_of_what_can(path: Path) -> None:
    working = Working(path)
    path.write_bytes("期号: 9\n".encode("gb18030"))
    assert working.look() == "changed-elsewhere"
    with pytest.raises(UnicodeDecodeError):
        working.resolve("theirs")
    assert working.data == TEXT.encode("utf-8")
