"""Setting an issue in memory, again and again."""

from pathlib import Path

import pytest

from bulletin_pdf.build import preview, publish
from bulletin_pdf.diagnostics import BulletinError
from bulletin_pdf.fonts.book import open_book
from bulletin_pdf.layout.kept import KeptGalleys

MODEL = Path(__file__).parent.parent / "issues" / "2022-zk30.yaml"


@pytest.mark.parametrize("edition", ["screen", "print", "archive", "proof", "head"])
def test_it_is_the_file_that_build_writes(edition, tmp_path):
    target = tmp_path / "issue.pdf"
    publish(str(MODEL), str(target), edition)
    assert preview(str(MODEL), edition).pdf == target.read_bytes()


def test_an_open_book_changes_nothing_and_remembers_nothing(tmp_path):
    text = MODEL.read_text("utf-8")
    bulletin = (MODEL.parent / "bulletin.yaml").read_bytes()
    (tmp_path / "bulletin.yaml").write_bytes(bulletin)
    copy = tmp_path / "issue.yaml"
    book = open_book()
    copy.write_text(text.replace("湘西州紧盯", "自治州龘紧盯"), "utf-8")
    changed = preview(str(copy), book=book)
    copy.write_text(text, "utf-8")
    again = preview(str(copy), book=book)
    assert again.pdf == preview(str(copy)).pdf
    assert changed.pdf != again.pdf


def test_what_is_kept_changes_no_byte_and_leaves_nothing_unsaid(tmp_path):
    text = MODEL.read_text("utf-8")
    (tmp_path / "bulletin.yaml").write_bytes((MODEL.parent / "bulletin.yaml").read_bytes())
    copy = tmp_path / "issue.yaml"
    book = open_book()
    kept = KeptGalleys()
    for change in (
        "湘西州紧盯",
        "龘西州先后紧盯",
        "湘西州https://a.cn/bbbbbbbbbbbbbbbbbbbbbb紧盯",
        "湘西州紧盯",
    ):
        copy.write_text(text.replace("湘西州紧盯", change), "utf-8")
        again = preview(str(copy), book=book, kept=kept)
        fresh = preview(str(copy))
        assert again.pdf == fresh.pdf
        assert again.problems == fresh.problems


def test_galleys_of_another_book_are_not_used(tmp_path):
    kept = KeptGalleys()
    kinds = {}
    for role in ("kai", "song"):
        own = {"fangsong": open_book().entry(open_book().face(role).id).path}
        kinds[role] = preview(str(MODEL), book=open_book(own), kept=kept).pdf
    assert kinds["song"] == preview(str(MODEL), book=open_book(own)).pdf
    assert kinds["kai"] != kinds["song"]


def test_errors_are_told_all_at_once(tmp_path):
    source = tmp_path / "issue.yaml"
    source.write_text("numbre: 30\nreports: []\n", "utf-8")
    with pytest.raises(BulletinError):
        preview(str(source))
