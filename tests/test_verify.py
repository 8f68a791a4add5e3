"""`verify`: an archive file is set again from what is inside it."""

import json
import re
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pypdf
import pytest
import yaml
from PIL import Image
from pypdf.generic import NameObject

from bulletin_pdf import lock, lock_record
from bulletin_pdf.build import publish
from bulletin_pdf.cli.main import main
from bulletin_pdf.fonts.font_book import open_book
from bulletin_pdf.geometry import A4
from bulletin_pdf.pages import Attachment, Document, Page
from bulletin_pdf.pdf.profile import ARCHIVE
from bulletin_pdf.pdf.write.pdf_file import render
from bulletin_pdf.problems import BulletinError, show
from bulletin_pdf.verification import verify
from support.issues import PARAGRAPH, issue_of, publish_issue
from support.narrowed import untyped

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "issues/2022-zk30.yaml"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("model") / "2022-zk30.archive.pdf"
    publish(str(MODEL), str(target), "archive")
    return target


def codes(path: Path, files: str = "") -> list[str]:
    problems = verify(str(path), path.read_bytes(), files).problems
    for problem in problems:
        assert show(problem, "zh")
        assert show(problem, "en")
    return [problem.code for problem in problems]


def replaced(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


# Identical


def test_the_model_issue_is_identical(model: Path) -> None:
    assert codes(model) == []


def test_nothing_but_the_file_is_needed(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved = tmp_path / "另存 的.pdf"
    shutil.copy(model, moved)
    # A stray bulletin.yaml around the place of work is not the issue's.
    (tmp_path / "bulletin.yaml").write_text("bulletin: 别的简报\n", "utf-8")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert codes(moved) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bulletin.yaml", "另存 的.pdf"]


def test_an_issue_without_bulletin_yaml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    home.mkdir()
    elsewhere.mkdir()
    target, _ = publish_issue(home, PARAGRAPH, edition="archive")
    (elsewhere / "bulletin.yaml").write_text("normalize: false\nsecrecy: 机密\n", "utf-8")
    monkeypatch.setattr("tempfile.tempdir", str(elsewhere))
    assert codes(target) == []


def test_a_bulletin_yaml_further_up(tmp_path: Path) -> None:
    home = tmp_path / "2022" / "06"
    home.mkdir(parents=True)
    (tmp_path / "bulletin.yaml").write_text("secrecy: 机密★1年\n", "utf-8")
    target, _ = publish_issue(home, PARAGRAPH, edition="archive")
    (tmp_path / "bulletin.yaml").unlink()
    assert codes(target) == []


def test_pictures_come_out_of_the_file(tmp_path: Path) -> None:
    from PIL import Image

    noise = Image.effect_noise((300, 200), 64)
    (tmp_path / "photos").mkdir()
    noise.convert("CMYK").save(tmp_path / "photos" / "甲.jpg")
    noise.save(tmp_path / "photos" / "b.png")
    figure = {"figure": ["photos/甲.jpg", "photos/b.png"], "caption": "图"}
    target, _ = publish_issue(tmp_path, PARAGRAPH, figure, edition="archive")
    shutil.rmtree(tmp_path / "photos")
    assert codes(target) == []


def test_artwork_and_word_lists_come_out_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "art").mkdir()
    outline = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 3'><path d='M0 0H9V3H0Z'/></svg>"
    (tmp_path / "art/name.svg").write_text(outline, "utf-8")
    (tmp_path / "words.txt").write_text("截止目前 截至目前\n", "utf-8")
    issue = issue_of(PARAGRAPH) | {"wordlist": "words.txt", "design": {"artwork": "art/name.svg"}}
    (tmp_path / "issue.yaml").write_text(yaml.safe_dump(issue, allow_unicode=True), "utf-8")
    target = tmp_path / "issue.pdf"
    publish(str(tmp_path / "issue.yaml"), str(target), "archive")
    (tmp_path / "art/name.svg").unlink()
    (tmp_path / "words.txt").unlink()
    assert codes(target) == []


def test_an_offices_own_font_is_looked_for(tmp_path: Path) -> None:
    home, other = tmp_path / "home", tmp_path / "other"
    (home / "fonts").mkdir(parents=True)
    other.mkdir()
    shutil.copy(ROOT / "fonts/kai/LXGWWenKaiGBLite-Regular.ttf", home / "fonts/own.ttf")
    issue = issue_of(PARAGRAPH) | {"fonts": {"hei": "fonts/own.ttf"}}
    issue["reports"] = [{"title": "题目", "body": [{"heading": "一、标题"}, PARAGRAPH]}]
    (home / "issue.yaml").write_text(yaml.safe_dump(issue, allow_unicode=True), "utf-8")
    target = other / "issue.pdf"
    publish(str(home / "issue.yaml"), str(target), "archive")
    assert codes(target) == ["B805"]
    assert codes(target, str(home)) == []
    (home / "fonts/own.ttf").write_bytes(b"another")
    assert codes(target, str(home)) == ["B805"]


def test_a_font_that_is_named_and_sets_nothing_is_looked_for_too(tmp_path: Path) -> None:
    """The source names it, so it must be there to be read."""
    (tmp_path / "fonts").mkdir()
    shutil.copy(ROOT / "fonts/kai/LXGWWenKaiGBLite-Regular.ttf", tmp_path / "fonts/own.ttf")
    issue = issue_of(PARAGRAPH) | {"fonts": {"hei": "fonts/own.ttf"}}
    (tmp_path / "issue.yaml").write_text(yaml.safe_dump(issue, allow_unicode=True), "utf-8")
    (tmp_path / "other").mkdir()
    target = tmp_path / "other/issue.pdf"
    publish(str(tmp_path / "issue.yaml"), str(target), "archive")
    assert codes(target) == ["B805"]
    assert codes(target, str(tmp_path)) == []


def test_a_link_to_a_picture_keeps_its_name(tmp_path: Path) -> None:
    from PIL import Image

    Image.effect_noise((300, 200), 64).save(tmp_path / "real.png")
    (tmp_path / "named.png").symlink_to("real.png")
    target, _ = publish_issue(
        tmp_path, PARAGRAPH, {"figure": "named.png", "caption": "图"}, edition="archive"
    )
    (tmp_path / "named.png").unlink()
    (tmp_path / "real.png").unlink()
    assert codes(target) == []


@pytest.mark.parametrize(
    "font",
    [
        {"role": 3},
        {"file": 3},
        {"sha256": None},
        {"file": "x" * 300, "shipped": False},
        {"file": "issue.yaml", "shipped": False},
    ],
)
def test_a_forged_font_is_told(tmp_path: Path, font: dict[str, Any]) -> None:
    target, _ = publish_issue(tmp_path, PARAGRAPH, edition="archive")
    changed = relocked(target, lambda record: record["fonts"][0].update(font), tmp_path)
    assert set(codes(changed)) <= {"B804", "B805"}


# Not identical


def test_the_first_page_that_differs_is_named(model: Path, tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=model)
    for place in (3, 5):
        contents = writer.pages[place].get_contents()
        assert contents is not None
        stream = pypdf.generic.StreamObject()
        stream.set_data(contents.get_data().replace(b"Td", b"Td 0 Tr", 1))
        writer.pages[place][pypdf.generic.NameObject("/Contents")] = writer._add_object(stream)
    target = tmp_path / "tampered.pdf"
    writer.write(target)
    problems = list(verify(str(target), target.read_bytes()).problems)
    assert [problem.code for problem in problems] == ["B810", "B823"]
    assert dict(problems[0].details)["page"] == 4


def test_font_programs_that_changed_places_are_noticed(model: Path, tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=model)
    writer.metadata = pypdf.PdfReader(model).metadata
    fonts = [font.get_object() for font in untyped(writer.pages[0])["/Resources"]["/Font"].values()]
    descriptors = [
        font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        for font in fonts
        if "/DescendantFonts" in font
    ]
    first, second = (part for part in descriptors[:2])
    program = NameObject("/FontFile2")
    first[program], second[program] = second.raw_get(program), first.raw_get(program)
    writer.write(tmp_path / "swapped.pdf")
    problems = list(verify("swapped.pdf", (tmp_path / "swapped.pdf").read_bytes(), str(tmp_path)).problems)
    assert [problem.code for problem in problems] == ["B810", "B823"]
    assert dict(problems[0].details)["page"] == 1


def test_pictures_that_changed_places_are_noticed(tmp_path: Path) -> None:
    for name, level in (("a.png", 40), ("b.png", 200)):
        Image.new("L", (1600, 1200), level).save(tmp_path / name)
    body: list[object] = [
        "前一段。",
        {"figure": "a.png", "caption": "甲"},
        "后一段。",
        {"figure": "b.png", "caption": "乙"},
    ]
    target, _ = publish_issue(tmp_path, *body, edition="archive")
    assert codes(target) == []
    writer = pypdf.PdfWriter(clone_from=target)
    writer.metadata = pypdf.PdfReader(target).metadata
    pictures = next(
        untyped(page["/Resources"])["/XObject"]
        for page in writer.pages
        if len(cast(dict[str, Any], page["/Resources"]).get("/XObject", {})) == 2
    )
    first, second = list(pictures)
    pictures[NameObject(first)], pictures[NameObject(second)] = (
        pictures.raw_get(second),
        pictures.raw_get(first),
    )
    writer.write(tmp_path / "swapped.pdf")
    assert codes(tmp_path / "swapped.pdf")[0] == "B810"


def test_pages_taken_out_are_noticed(model: Path, tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=model)
    writer.remove_page(len(writer.pages) - 1)
    writer.write(tmp_path / "short.pdf")
    assert codes(tmp_path / "short.pdf")[0] in ("B810", "B811")


def test_metadata_changed_on_top_of_equal_pages(model: Path, tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=model)
    writer.add_metadata({"/Title": "别的题目"})
    writer.write(tmp_path / "titled.pdf")
    assert codes(tmp_path / "titled.pdf") == ["B812", "B823"]


def test_the_same_saved_by_another_program(model: Path, tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=model)
    writer.metadata = pypdf.PdfReader(model).metadata
    writer.write(tmp_path / "saved.pdf")
    assert codes(tmp_path / "saved.pdf")[0] in ("B812", "B813")


def test_what_was_added_after_the_end(model: Path, tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(model, incremental=True)
    writer.add_metadata({"/Note": "a signature would be added like this"})
    writer.write(tmp_path / "signed.pdf")
    assert codes(tmp_path / "signed.pdf") == ["B814"]


def test_another_version_is_given_as_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "__version__", "0.0.9")
    target, _ = publish_issue(tmp_path, PARAGRAPH, edition="archive")
    monkeypatch.undo()
    problems = list(verify(str(target), target.read_bytes()).problems)
    assert [problem.code for problem in problems] == ["B812", "B820"]
    assert dict(problems[1].details)["was"] == "0.0.9"


def test_a_library_that_did_not_pack_the_file_then_is_given_as_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "libraries", dict)
    target, _ = publish_issue(tmp_path, PARAGRAPH, edition="archive")
    monkeypatch.undo()
    problems = list(verify(str(target), target.read_bytes()).problems)
    assert [problem.code for problem in problems] == ["B812", "B820", "B820"]
    assert {dict(problem.details)["name"] for problem in problems[1:]} == set(lock.libraries())


def test_another_font_is_given_as_the_reason(tmp_path: Path) -> None:
    target, _ = publish_issue(tmp_path, PARAGRAPH, edition="archive")
    changed = relocked(target, lambda record: record["fonts"][0].update(sha256="0" * 64), tmp_path)
    assert codes(changed)[-1] == "B821"


def test_a_source_changed_inside_is_not_believed(tmp_path: Path) -> None:
    target, _ = publish_issue(tmp_path, PARAGRAPH, edition="archive")
    changed = with_files(target, {"issue.yaml": b"bulletin: x\n"}, tmp_path)
    assert codes(changed) == ["B804"]


def test_a_source_that_cannot_be_set_any_more(tmp_path: Path) -> None:
    target, _ = publish_issue(tmp_path, PARAGRAPH, edition="archive")
    source = "bulletin: 简报\nnumbre: 3\n".encode()

    def relock(record: dict[str, dict[str, str]]) -> None:
        record["source"]["sha256"] = lock_record.data_digest(source)

    changed = relocked(with_files(target, {"issue.yaml": source}, tmp_path), relock, tmp_path)
    found = codes(changed)
    assert "B806" in found
    assert "B131" in found


Change = Callable[[dict[str, Any]], object]


def relocked(path: Path, change: Change, directory: Path) -> Path:
    """The same file with a lock that says something else."""
    record = json.loads(files_of(path)[lock_record.LOCK_NAME])
    change(record)
    return with_files(path, {lock_record.LOCK_NAME: json.dumps(record).encode()}, directory)


def with_files(path: Path, files: dict[str, bytes], directory: Path) -> Path:
    """A page with the attachments of another file, some of them changed."""
    attached = tuple(
        Attachment(name, data, "text/plain", "Source", name)
        for name, data in (files_of(path) | files).items()
    )
    document = Document((Page(A4, ()),), (), (), "题", date="2022-06-16", attachments=attached)
    return replaced(directory / "changed.pdf", render(document, ARCHIVE, open_book()))


def files_of(path: Path) -> dict[str, bytes]:
    return {name: data[0] for name, data in pypdf.PdfReader(path).attachments.items()}


def test_the_lock_is_read_as_it_is_written(model: Path) -> None:
    written = files_of(model)[lock_record.LOCK_NAME]
    read = lock_record.read_issue_lock(json.loads(written))
    assert read.as_json() == written
    assert read.edition == "archive" and set(read.digests) == {read.source.file, "bulletin.yaml"}
    bare = read._replace(shared=None, fonts=())
    assert lock_record.read_issue_lock(json.loads(bare.as_json())) == bare


# Files that are not ours


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "..", "a/b.yaml", "a\\b.yaml", "a\0b", ""], ids=repr
)
def test_names_inside_lead_nowhere(tmp_path: Path, name: str) -> None:
    target, _ = publish_issue(tmp_path, PARAGRAPH, edition="archive")
    for change in (
        lambda record: record["source"].update(file=name),
        lambda record: record.update(shared={"file": name, "sha256": "0"}),
    ):
        assert set(codes(relocked(target, change, tmp_path))) == {"B804"}


def test_pictures_inside_lead_nowhere(tmp_path: Path) -> None:
    target, _ = publish_issue(tmp_path, PARAGRAPH, edition="archive")
    data = b"stray"
    stray = with_files(target, {"../../../stray": data}, tmp_path)
    changed = relocked(
        stray, lambda record: record.update(files={"../../../stray": lock_record.data_digest(data)}), tmp_path
    )
    assert codes(changed) == ["B805"]


@pytest.mark.parametrize(
    "record",
    [
        b"",
        b"[]",
        b"null",
        b'{"format": 3}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format": "bulletin_pdf lock 1"}',
    ],
    ids=lambda record: repr(record[:20]),
)
def test_a_lock_that_is_none(tmp_path: Path, record: bytes) -> None:
    target, _ = publish_issue(tmp_path, PARAGRAPH, edition="archive")
    assert set(codes(with_files(target, {lock_record.LOCK_NAME: record}, tmp_path))) <= {"B803", "B804"}


def test_a_press_file_has_no_source(tmp_path: Path) -> None:
    target, _ = publish_issue(tmp_path, PARAGRAPH)
    assert codes(target) == ["B802"]


def test_encrypted(model: Path, tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=model)
    writer.encrypt("geheim", algorithm="RC4-128")
    writer.write(tmp_path / "closed.pdf")
    assert codes(tmp_path / "closed.pdf") == ["B801"]


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.7, 0.9999])
def test_truncated(model: Path, tmp_path: Path, share: float) -> None:
    data = model.read_bytes()
    assert codes(replaced(tmp_path / "cut.pdf", data[: int(len(data) * share)])) == ["B801"]


@pytest.mark.parametrize(
    "data",
    [b"", b"no pdf", b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\nstartxref\n9\n%%EOF", zlib.compress(b"x") * 9],
    ids=repr,
)
def test_no_pdf_at_all(tmp_path: Path, data: bytes) -> None:
    assert codes(replaced(tmp_path / "none.pdf", data)) == ["B801"]


@pytest.mark.parametrize("seed", range(12))
def test_damage_anywhere_is_told_and_never_a_crash(model: Path, tmp_path: Path, seed: int) -> None:
    import random

    chance = random.Random(seed)
    data = bytearray(model.read_bytes())
    for _ in range(chance.choice([1, 5, 40])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    assert codes(replaced(tmp_path / "damaged.pdf", bytes(data)))


# The command


def test_the_command_says_identical(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(model), "--lang", "en"]) == 0
    out, err = capsys.readouterr()
    assert re.search(r"2022-zk30\.archive\.pdf: identical .*  8 pages", out)
    assert err == ""


def test_the_command_fails_and_says_why(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cut = replaced(tmp_path / "cut.pdf", model.read_bytes()[:5000])
    assert main(["verify", str(cut), str(model), "--format", "json"]) == 1
    out, err = capsys.readouterr()
    verdicts = [json.loads(line) for line in out.splitlines()]
    assert [verdict["identical"] for verdict in verdicts] == [False, True]
    assert json.loads(err)["code"] == "B801"
    assert main(["verify"]) == 2


def test_every_issue_of_the_corpus_comes_out_the_same(tmp_path: Path) -> None:
    for source in sorted((ROOT / "tests/corpus").glob("*/issue.yaml")):
        target = tmp_path / f"{source.parent.name}.pdf"
        try:
            publish(str(source), str(target), "archive")
        except BulletinError:  # an issue that is there for its errors
            continue
        assert codes(target) == [], source
