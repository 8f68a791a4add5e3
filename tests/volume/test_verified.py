"""`verify` of volumes: bound again from the archive file alone, and what is told when it is not the same."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml
from PIL import Image

from bulletin_pdf import lock_record
from bulletin_pdf.build import publish
from bulletin_pdf.cli.main import main
from bulletin_pdf.fonts.font_book import open_book
from bulletin_pdf.geometry import A4
from bulletin_pdf.pages import Attachment, Document, Page
from bulletin_pdf.pdf.profile import ARCHIVE
from bulletin_pdf.pdf.write.pdf_file import render
from bulletin_pdf.press.options import PrintOptions
from bulletin_pdf.problems import show
from bulletin_pdf.verification import verify
from bulletin_pdf.volume.files.outcome import VolumeTarget
from bulletin_pdf.volume.files.publish import publish_volume
from bulletin_pdf.volume.files.verify_volume import unpack_any
from support.issues import PARAGRAPH
from support.narrowed import present, untyped
from support.verapdf import verdicts
from volume.conftest import Bound, Year, small_issue

ROOT = Path(__file__).parent.parent.parent
SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 3'><path d='M0 0H9V3H0Z'/></svg>"


def codes(path: Path, files: str = "") -> list[str]:
    problems = verify(str(path), path.read_bytes(), files, unpack_any).problems
    for problem in problems:
        assert show(problem, "zh")
        assert show(problem, "en")
    return [problem.code for problem in problems]


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place of work with nothing of the volume's; afterwards nothing but what was there is in it."""
    place = tmp_path / "elsewhere"
    (place / "tmp").mkdir(parents=True)
    # A stray bulletin.yaml above the directory of temporary files is nobody's.
    (place / "bulletin.yaml").write_text("bulletin: 别的简报\nsecrecy: 机密\n", "utf-8")
    monkeypatch.setattr(tempfile, "tempdir", str(place / "tmp"))
    monkeypatch.chdir(place)
    yield place
    assert [path.name for path in (place / "tmp").iterdir()] == []


# Identical


def test_the_sample_year_is_identical(bound: Bound, elsewhere: Path) -> None:
    moved = elsewhere / "另存 的.pdf"
    shutil.copy(bound.file("archive"), moved)
    assert codes(moved) == []


def photo(path: Path, kind: str = "JPEG", mode: str = "RGB", seed: int = 0) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.effect_noise((320, 200), 40 + seed).convert(mode)
    more = {"save_all": True, "append_images": [picture]} if kind == "MPO" else {}
    picture.save(path, kind, **more)


def write(path: Path, keys: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(keys, allow_unicode=True, sort_keys=False), "utf-8")
    return path


def pictured(number: int, *files: str, **keys: Any) -> dict[str, Any]:
    figures = [{"figure": name, "caption": "图"} for name in files]
    report = {"city": "长沙市", "title": "一件小事", "body": [PARAGRAPH, *figures]}
    return small_issue(number=number, date=f"2022-0{number}-01", **keys) | {"reports": [report]}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year of everything: pictures of all kinds, artwork, words, members that are PDFs, links, directories."""
    home = tmp_path_factory.mktemp("shelf")
    year = home / "2022"
    photo(year / "photos/甲.jpg")
    photo(year / "photos/b.png", "PNG", "L", 1)
    photo(year / "photos/phone.jpg", "MPO", "RGB", 2)
    photo(year / "second/photos/cmyk.jpg", "JPEG", "CMYK", 3)
    (year / "photos/named.jpg").symlink_to("甲.jpg")
    (home / "words.txt").write_text("截止目前 截至目前\n", "utf-8")
    (home / "art").mkdir()
    (home / "art/name.svg").write_text(SVG, "utf-8")
    write(home / "bulletin.yaml", {"design": {"artwork": "art/name.svg"}, "wordlist": "words.txt"})
    write(year / "second/bulletin.yaml", {"secrecy": "内部资料"})
    names = ("photos/甲.jpg", "photos/b.png", "photos/phone.jpg", "photos/named.jpg")
    write(year / "01.yaml", pictured(1, *names))
    write(year / "second/02.yaml", pictured(2, "photos/cmyk.jpg"))
    outside = home / "apart"
    write(outside / "03.yaml", small_issue(number=3, date="2022-03-01"))
    publish(str(outside / "03.yaml"), str(year / "03.archive.pdf"), "archive")
    publish(str(outside / "03.yaml"), str(year / "04.pdf"), "print")
    issues: list[object] = ["01.yaml", "second/0*.yaml", {"pdf": "03.archive.pdf"}]
    issues.append({"pdf": "04.pdf", "number": 4, "date": "2022-04-01"})
    volume = {"title": "青河简报", "year": 2022, "issues": issues, "archive": {"fonds": "J001"}}
    write(year / "volume.yaml", volume)
    write(year / "thick.yaml", volume | {"binding": {"paper": 80, "cover_paper": 200, "max_pages": 30}})
    return year


def bind(
    source: Path, target: Path, options: PrintOptions = PrintOptions(), *more: VolumeTarget
) -> list[Path]:
    outcome = publish_volume(str(source), [VolumeTarget("archive", str(target)), *more], options)
    return [Path(file.target.path) for file in outcome.files if file.target.edition == "archive"]


def test_all_that_a_volume_is_made_from_is_inside(shelf: Path, tmp_path: Path, elsewhere: Path) -> None:
    gone = tmp_path / "gone"
    shutil.copytree(shelf.parent, gone, symlinks=True)
    (target,) = bind(gone / "2022/volume.yaml", tmp_path / "v.archive.pdf")
    shutil.rmtree(gone)
    assert codes(target) == []
    assert all(verdict.compliant for verdict in verdicts([target])), verdicts([target])


def test_each_book_of_a_thick_volume_has_it_all(shelf: Path, tmp_path: Path, elsewhere: Path) -> None:
    """The pictures of the first book are needed for the second one too."""
    gone = tmp_path / "gone"
    shutil.copytree(shelf.parent, gone, symlinks=True)
    long = {"reports": [{"title": "长文", "text": "\n".join([PARAGRAPH] * 150)}]}
    write(gone / "2022/second/05.yaml", small_issue(number=5, date="2022-05-01") | long)
    books = bind(gone / "2022/thick.yaml", tmp_path / "v.archive.pdf")
    shutil.rmtree(gone)
    assert len(books) > 1
    assert [codes(book) for book in books] == [[] for _ in books]


def test_printers_marks_on_another_edition_do_no_harm(year: Year, tmp_path: Path) -> None:
    path = year({"issues/01": {}})
    (plain,) = bind(path, tmp_path / "plain.pdf")
    printed = VolumeTarget("print", str(tmp_path / "p.pdf"))
    (marked,) = bind(path, tmp_path / "marked.pdf", PrintOptions(marks=True), printed)
    assert [codes(plain), codes(marked)] == [[], []]


def test_an_offices_own_font_is_looked_for(year: Year, tmp_path: Path, elsewhere: Path) -> None:
    (tmp_path / "fonts").mkdir()
    own = tmp_path / "fonts/own.ttf"
    shutil.copy(ROOT / "fonts/kai/LXGWWenKaiGBLite-Regular.ttf", own)
    (tmp_path / "bulletin.yaml").write_text("fonts: {fangsong: fonts/own.ttf}\n", "utf-8")
    (target,) = bind(year({"issues/01": {}}), elsewhere / "v.archive.pdf")
    assert codes(target) == ["B805"]
    assert codes(target, str(tmp_path)) == []
    own.write_bytes(b"another")
    assert codes(target, str(tmp_path)) == ["B805"]


def test_nothing_is_found_twice(bound: Bound, shelf: Path, tmp_path: Path) -> None:
    """JPEG data stand in the file once; other pictures and members come along as they are."""
    (target,) = bind(shelf / "volume.yaml", tmp_path / "v.archive.pdf")
    names = set(files_of(target))
    assert {"2022/photos/b.png", "2022/04.pdf", "art/name.svg", "words.txt"} <= names
    assert not {"2022/photos/甲.jpg", "2022/second/photos/cmyk.jpg"} & names


# Not identical


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("small")
    for number in (1, 2):
        write(home / f"issues/0{number}.yaml", small_issue(number=number, date=f"2022-0{number}-01"))
    write(home / "volume.yaml", {"title": "青河简报", "year": 2022, "issues": ["issues/*.yaml"]})
    (target,) = bind(home / "volume.yaml", home / "v.archive.pdf")
    return target


def files_of(path: Path) -> dict[str, bytes]:
    return {name: data[0] for name, data in pypdf.PdfReader(path).attachments.items()}


def test_the_lock_is_read_as_it_is_written(small: Path) -> None:
    written = files_of(small)[lock_record.LOCK_NAME]
    read = lock_record.read_volume_lock(json.loads(written))
    assert read.as_json() == written and read.bulletins.keys() == {"issues/01.yaml", "issues/02.yaml"}


def edited(path: Path, edit: Callable[[pypdf.PdfWriter], None], directory: Path) -> Path:
    writer = pypdf.PdfWriter(clone_from=path)
    edit(writer)
    target = directory / "edited.pdf"
    writer.write(target)
    return target


def test_the_first_page_that_differs_is_named(small: Path, tmp_path: Path) -> None:
    def edit(writer: pypdf.PdfWriter) -> None:
        for place in (6, 8):
            stream = pypdf.generic.StreamObject()
            data = present(writer.pages[place].get_contents()).get_data()
            stream.set_data(data.replace(b"Td", b"Td 0 Tr", 1))
            writer.pages[place][pypdf.generic.NameObject("/Contents")] = writer._add_object(stream)

    changed = edited(small, edit, tmp_path)
    problems = list(verify(str(changed), changed.read_bytes(), "", unpack_any).problems)
    assert [problem.code for problem in problems] == ["B810", "B823"]
    assert dict(problems[0].details)["page"] == 7


def test_another_version_is_given_as_the_reason(
    year: Year, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bulletin_pdf.volume.files.enclosed_files.__version__", "0.0.9")
    (target,) = bind(year({"issues/01": {}}), tmp_path / "v.pdf")
    monkeypatch.undo()
    assert codes(target) == ["B812", "B820"]


def test_a_volume_of_an_older_version_is_named_as_one(small: Path, tmp_path: Path) -> None:
    def edit(writer: pypdf.PdfWriter) -> None:
        names = untyped(writer.root_object["/Names"])["/EmbeddedFiles"]["/Names"]
        place = list(names).index(lock_record.LOCK_NAME)
        del names[place : place + 2]

    assert codes(edited(small, edit, tmp_path)) == ["B807"]


Change = Callable[[dict[str, Any]], object]


def relocked(path: Path, change: Change, directory: Path, **files: bytes) -> Path:
    """A page with what rides in another file, and a lock that says something else."""
    inside = files_of(path) | files
    record = json.loads(inside[lock_record.LOCK_NAME])
    change(record)
    inside[lock_record.LOCK_NAME] = json.dumps(record).encode()
    attached = tuple(Attachment(name, data, "text/plain", "Source", name) for name, data in inside.items())
    document = Document((Page(A4, ()),), (), (), "题", date="2022-06-16", attachments=attached)
    target = directory / "changed.pdf"
    target.write_bytes(render(document, ARCHIVE, open_book()))
    return target


def test_a_source_changed_inside_is_not_believed(small: Path, tmp_path: Path) -> None:
    changed = relocked(small, lambda record: None, tmp_path, **{"issues/01.yaml": b"bulletin: x\n"})
    assert codes(changed) == ["B804"]


def test_a_source_that_cannot_be_bound_any_more(small: Path, tmp_path: Path) -> None:
    source = "bulletin: 简报\nnumbre: 3\n".encode()

    def change(record: dict[str, Any]) -> None:
        record["files"]["issues/01.yaml"] = lock_record.data_digest(source)

    changed = relocked(small, change, tmp_path, **{"issues/01.yaml": source})
    problems = list(verify(str(changed), changed.read_bytes(), "", unpack_any).problems)
    assert {"B806", "B131"} <= {problem.code for problem in problems}
    (place,) = {problem.span.path for problem in problems if problem.span is not None}
    assert place == f"{changed}#issues/01.yaml"


# Files that mean harm

OUTWARD = [
    "../out.yaml",
    "/tmp/out.yaml",
    "..",
    "a/../../out.yaml",
    "a//b",
    "./a",
    "a\\b",
    "C:out",
    "a\0b",
    "",
    "x" * 2000,
    "a\nb",
]


@pytest.mark.parametrize("name", OUTWARD, ids=lambda name: repr(name[:20]))
def test_names_inside_lead_nowhere(small: Path, tmp_path: Path, elsewhere: Path, name: str) -> None:
    data = b"stray"
    changes: list[Change] = [
        lambda record: record["files"].update({name: lock_record.data_digest(data)}),
        lambda record: record.update(source=name),
        lambda record: record["bulletins"].update({"issues/01.yaml": name} if name else {name: "a"}),
        lambda record: record["fonts"].append({"role": "hei", "file": name, "sha256": "0", "shipped": False}),
    ]
    before = sorted(tmp_path.rglob("*"))
    for change in changes:
        changed = relocked(small, change, tmp_path)
        assert codes(changed) == ["B804"]
        changed.unlink()
        assert sorted(tmp_path.rglob("*")) == before
    assert not Path("/tmp/out.yaml").exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record.update(files=[]),
        lambda record: record.update(book={"place": 3, "count": 2}),
        lambda record: record.update(book={"place": 0, "count": 10**9}),
        lambda record: record.update(book=None),
        lambda record: record.update(bulletins="x"),
        lambda record: record["options"].update(edition="print"),
        lambda record: record["program"].update(x=3),
        lambda record: record.pop("fonts"),
        lambda record: record["files"].update({"volume.yaml/x": record["files"]["volume.yaml"]}),
    ],
)
def test_a_forged_lock_is_told(small: Path, tmp_path: Path, elsewhere: Path, change: Change) -> None:
    found = codes(relocked(small, change, tmp_path))
    assert found and set(found) <= {"B804", "B805"}


def test_a_lock_for_more_books_than_there_are(small: Path, tmp_path: Path, elsewhere: Path) -> None:
    assert codes(relocked(small, lambda r: r.update(book={"place": 1, "count": 2}), tmp_path)) == ["B808"]


def test_files_that_unpack_to_more_than_anything_has(
    small: Path, tmp_path: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bulletin_pdf.pdf.foreign.foreign_pdf.MAX_UNPACKED", 1 << 20)
    bomb = {f"{n}.yaml": bytes(300_000) for n in range(6)}
    assert codes(relocked(small, lambda record: None, tmp_path, **bomb)) == ["B801"]


@pytest.mark.parametrize("seed", range(6))
def test_damage_anywhere_is_told_and_never_a_crash(
    small: Path, tmp_path: Path, elsewhere: Path, seed: int
) -> None:
    import random

    chance = random.Random(seed)
    data = bytearray(small.read_bytes())
    for _ in range(chance.choice([1, 5, 40])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(data)
    assert codes(damaged)


def test_the_command_says_identical(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(small), "--lang", "en"]) == 0
    out, err = capsys.readouterr()
    assert "identical" in out
    assert err == ""
