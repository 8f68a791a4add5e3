"""A volume in several books: as few and as even as can be, each a whole file (A-67)."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml

from bulletin_pdf.issue.printed_form import printed_entry
from bulletin_pdf.problems import Problems
from bulletin_pdf.volume.book.books import _filled, book_name, page_limit
from bulletin_pdf.volume.book.labels import box_for
from bulletin_pdf.volume.book.set_volume import SetVolume
from bulletin_pdf.volume.files.outcome import VolumeOutcome, VolumeTarget
from bulletin_pdf.volume.files.publish import publish_volume
from bulletin_pdf.volume.plan.thickness import sides_within, spine_width
from bulletin_pdf.volume.plan.volume_plan import Binding
from support.measured import squashed
from support.narrowed import present
from support.verapdf import verdicts
from volume.conftest import VOLUME, YEAR, volume_of

LIMIT = 56


def divided(directory: Path, **binding: Any) -> Path:
    shutil.copytree(YEAR, directory, dirs_exist_ok=True)
    volume = yaml.safe_load(VOLUME.read_text("utf-8"))
    volume["binding"] = {"paper": 80, "cover_paper": 200, **binding}
    path = directory / "volume.yaml"
    path.write_text(yaml.safe_dump(volume, allow_unicode=True, sort_keys=False), "utf-8")
    return path


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, VolumeOutcome, SetVolume]:
    directory = tmp_path_factory.mktemp("books")
    path = divided(directory / "year", max_pages=LIMIT, box=True)
    targets = [VolumeTarget(name, str(directory / f"2022{end}")) for name, end in FILES.items()]
    outcome = publish_volume(str(path), targets, package=str(directory / "bag"))
    return directory, outcome, volume_of(path)


FILES = {"print": ".pdf", "archive": ".archive.pdf"}


def texts(path: Path) -> list[str]:
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    return [squashed(page) for page in done.stdout.decode().split("\f")]


def test_each_book_is_a_whole_file(books: tuple[Path, VolumeOutcome, SetVolume]) -> None:
    directory, outcome, _ = books
    names = [Path(file.target.path).name for file in outcome.files]
    assert names == ["2022-1.pdf", "2022-2.pdf", "2022-1.archive.pdf", "2022-2.archive.pdf"]
    assert [book.name for book in outcome.books] == ["上册", "下册"]
    assert sum(book.issues for book in outcome.books) == 14
    files = [directory / name for name in names[2:]]
    for verdict in verdicts(files, ("3a", "ua1")):
        assert verdict.compliant, str(verdict)
    for name, mark in zip(names, ("上册", "下册") * 2, strict=True):
        first = texts(directory / name)[0]
        assert mark in first and present(present(pypdf.PdfReader(directory / name).metadata).title).endswith(
            mark
        )


def test_no_book_is_larger_than_the_limit(books: tuple[Path, VolumeOutcome, SetVolume]) -> None:
    _, _, volume = books
    assert all(volume_book.block <= LIMIT for volume_book in volume.volume_books)
    sizes = [volume_book.block for volume_book in volume.volume_books]
    assert max(sizes) - min(sizes) <= 8, "even, as far as whole issues allow"


def test_page_numbers_go_on(books: tuple[Path, VolumeOutcome, SetVolume]) -> None:
    directory, _, volume = books
    first, second = volume.volume_books
    labels = [
        page.label
        for volume_book in volume.volume_books
        for page in volume_book.document.pages
        if page.label.isdigit()
    ]
    assert labels == [str(number) for number in range(1, len(labels) + 1)]
    assert second.first == first.volume_book.issues[-1].last + first.volume_book.issues[-1].last % 2 + 1
    for volume_book in volume.volume_books:
        for side, page in enumerate(volume_book.document.pages, start=1):
            assert not page.label.isdigit() or int(page.label) % 2 == side % 2
    reader = pypdf.PdfReader(directory / "2022-2.archive.pdf")
    assert str(second.first) in reader.page_labels and "1" not in reader.page_labels


def test_the_contents_name_all_issues_with_their_books(books: tuple[Path, VolumeOutcome, SetVolume]) -> None:
    directory, _, volume = books
    for name in ("2022-1.archive.pdf", "2022-2.archive.pdf"):
        contents = "".join(texts(directory / name)).partition("总目录")[2]
        assert "上册" in contents and "下册" in contents
        assert contents.index("上册") < contents.index("下册")
        for issue in volume.issues:
            for report in issue.member.issue.reports:
                assert squashed(printed_entry(report).text) in contents


def test_links_lead_nowhere_but_into_their_own_book(books: tuple[Path, VolumeOutcome, SetVolume]) -> None:
    directory, _, volume = books
    for place, volume_book in enumerate(volume.volume_books, start=1):
        reader = pypdf.PdfReader(directory / f"2022-{place}.archive.pdf")
        links = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
        assert links and all("/Dest" in link or "/A" in link for link in links)
        known = {anchor.name for page in volume_book.document.pages for anchor in page.anchors}
        items = [item.anchor for item in volume_book.document.outline]
        assert items and set(items) <= known


def test_parts_stand_once(books: tuple[Path, VolumeOutcome, SetVolume]) -> None:
    """编辑说明 in the first book, indexes and the rest in the last; 备考表 in each."""
    _, _, volume = books
    first, second = (volume_book.volume_book.plan.parts for volume_book in volume.volume_books)
    assert "foreword" in first and "foreword" not in second
    assert "index-city" in second and "index-city" not in first
    assert "remarks" in first and "remarks" in second and "contents" in second


def test_each_has_its_own_cover(books: tuple[Path, VolumeOutcome, SetVolume]) -> None:
    directory, outcome, volume = books
    for place, (book, volume_book) in enumerate(
        zip(outcome.books, volume.volume_books, strict=True), start=1
    ):
        assert book.cover == str(directory / f"2022-{place}.cover.pdf")
        assert volume.plan.binding is not None
        assert book.spine == pytest.approx(spine_width(volume.plan.binding, volume_book.block))
        assert book.name in texts(Path(book.cover))[0]


def test_the_catalogue_says_in_which_book(books: tuple[Path, VolumeOutcome, SetVolume]) -> None:
    _, outcome, volume = books
    rows = Path(outcome.catalogue).read_text("utf-8-sig").splitlines()[1:]
    marks = [issue.volume_book for issue in volume.issues]
    assert all(f"{mark}第" in row for mark, row in zip(marks, rows, strict=True))


def test_the_package_holds_both(books: tuple[Path, VolumeOutcome, SetVolume]) -> None:
    directory, _, _ = books
    assert {path.name for path in (directory / "bag/data").glob("*.pdf")} == {"volume-1.pdf", "volume-2.pdf"}
    assert (directory / "bag/data/volume-1.pdf").read_bytes() == (
        directory / "2022-1.archive.pdf"
    ).read_bytes()


def test_a_volume_within_the_limit_is_one_book(tmp_path: Path) -> None:
    path = divided(tmp_path, max_thickness=30)
    outcome = publish_volume(str(path), [VolumeTarget("screen", str(tmp_path / "v.pdf"))])
    assert [book.name for book in outcome.books] == [""] and (tmp_path / "v.pdf").exists()


def test_an_issue_larger_than_a_book_is_told(tmp_path: Path) -> None:
    problems = Problems()
    volume = volume_of(divided(tmp_path, max_pages=20), problems)
    assert len(volume.volume_books) > 2 and volume.volume_books[0].volume_book.name in ("第一册", "上册")


def test_a_thick_volume_without_a_limit_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bulletin_pdf.volume.files.write_volume.COMMON_PAGES", 50)
    outcome = publish_volume(str(VOLUME), [VolumeTarget("screen", str(tmp_path / "v.pdf"))])
    assert "B879" in [problem.code for problem in outcome.problems]


def test_thickness_is_reckoned_from_the_paper() -> None:
    """R-68: 240 pages of 80 g are 12.92 mm."""
    assert sides_within(80, 12.93) == 240
    assert page_limit(Binding(80, 200, 500, 12)) == sides_within(80, 12)
    assert page_limit(Binding(80, 200)) == page_limit(None) == 0


@pytest.mark.parametrize(
    ("sizes", "room", "last", "counts"),
    [
        ([10, 10, 10], 100, 100, [3]),
        ([10, 10, 10, 10], 20, 20, [2, 2]),
        ([10, 10, 10], 30, 10, [2, 1]),
        ([50, 10], 20, 20, [1, 1]),
    ],
)
def test_filling(sizes: list[int], room: int, last: int, counts: list[int]) -> None:
    assert _filled(sizes, room, last) == counts


def test_names() -> None:
    assert [book_name(place, 3) for place in range(3)] == ["上册", "中册", "下册"]
    assert book_name(3, 5) == "第四册"


def test_labels_for_the_boxes(books: tuple[Path, VolumeOutcome, SetVolume]) -> None:
    """docs/rules/archive.md §4: fonds, year, retention, office, items and box, one label a book."""
    _, outcome, volume = books
    page = pypdf.PdfReader(outcome.labels).pages[0]
    text = squashed(texts(Path(outcome.labels))[0])
    count = len(volume.volume_books[0].volume_book.issues)
    for words in (
        "全宗号",
        "J001",
        "2022",
        "30年",
        "BGS",
        f"0001—{count:04d}",
        f"{count + 1:04d}—0014",
        "盒号",
    ):
        assert words in text, words
    assert float(page.mediabox.height) == pytest.approx(841.89, abs=0.01)
    assert box_for(3.0) == 20 and box_for(17.0) == 30 and box_for(46.0) == 50


def test_no_labels_unless_asked_for(tmp_path: Path) -> None:
    outcome = publish_volume(str(VOLUME), [VolumeTarget("screen", str(tmp_path / "v.pdf"))])
    assert outcome.labels == "" and not list(tmp_path.glob("*.box.pdf"))
