"""What the issues of a large directory say is kept, and taken again only for the very same bytes."""

from pathlib import Path

import pytest

from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.proof import kept_heads, neighbours
from bulletin_pdf.proof.issue_heads import own_head
from bulletin_pdf.proof.neighbours import Neighbourhood


@pytest.fixture
def year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BULLETIN_PDF_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(kept_heads, "_WORTH", 2)
    directory = tmp_path / "year"
    directory.mkdir()
    for number in range(1, 5):
        write(directory, number)
    (directory / "volume.yaml").write_text("title: 合订本\n", "utf-8")
    return directory


def write(directory: Path, number: int, date: str = "2022-06-01") -> None:
    text = f"number: {number}\ndate: {date}\nreports:\n  - title: 进展\n    text: 全县已建成文明实践站{number}个。\n"
    (directory / f"{number}.yaml").write_text(text, "utf-8")


def heads(directory: Path) -> list[tuple[int, str]]:
    return [(head.number, head.date) for head in Neighbourhood().beside(str(directory / "1.yaml"))]


def test_nothing_is_read_again_while_it_stays_as_it_is(year: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = heads(year)
    assert before == [(2, "2022-06-01"), (3, "2022-06-01"), (4, "2022-06-01")]
    monkeypatch.setattr(neighbours, "head_in", lambda *_: pytest.fail("read again"))
    assert heads(year) == before


def test_changed_files_are_read_again(year: Path) -> None:
    heads(year)
    write(year, 3, "2022-07-01")
    assert heads(year) == [(2, "2022-06-01"), (3, "2022-07-01"), (4, "2022-06-01")]
    (year / "bulletin.yaml").write_text("series: 专刊\n", "utf-8")
    assert {head.series for head in Neighbourhood().beside(str(year / "1.yaml"))} == {"专刊"}


@pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b'[["x"],{}]', b"\xff", b"[" * 50_000])
def test_what_is_damaged_is_read_anew(year: Path, damage: bytes) -> None:
    before = heads(year)
    (kept,) = (year.parent / "cache" / "neighbours").iterdir()
    digest, content = kept.read_bytes().split(b"\n", 1)
    kept.write_bytes(digest + b"\n" + damage)
    assert heads(year) == before
    assert kept.read_bytes() == digest + b"\n" + content
    from bulletin_pdf.kept_files import keep

    keep(damage, "neighbours", kept.name)
    assert heads(year) == before


def test_where_nothing_can_be_kept_everything_is_read(year: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = heads(year)
    monkeypatch.setenv("BULLETIN_PDF_CACHE", "")
    assert heads(year) == before


def test_the_issue_that_is_proofread_is_known_from_its_file(
    year: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its head is not read again, unless its text is another than that of the file."""
    (year / "bulletin.yaml").write_text("bulletin: 简报\n", "utf-8")
    issue, _ = read_issue(str(year / "2.yaml"))
    whole = own_head(issue)
    monkeypatch.setattr(neighbours, "own_head", lambda _: None)
    known = Neighbourhood().own_head(issue)
    assert whole and known and known[:-3] == whole[:-3]
    write(year, 2, "2022-07-09")
    assert Neighbourhood().own_head(issue) is None, "the file has another text now"
