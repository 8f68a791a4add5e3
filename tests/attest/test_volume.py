"""A volume says what its issues say, and what its own parts are to say; each page number it lists is right."""

import json
import re
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from attest.damage import Change, line_of, rewritten, shown, unpacked
from bulletin_pdf.pdf.profile import PROFILES
from bulletin_pdf.pdf.write.pdf_file import render
from bulletin_pdf.press.options import PrintOptions
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.volume.book.set_volume import SetVolume, set_volume
from bulletin_pdf.volume.book.volume_attestation import attest_volume
from bulletin_pdf.volume.files.outcome import VolumeTarget
from bulletin_pdf.volume.files.publish import publish_volume
from bulletin_pdf.volume.plan.read_plan import read_plan
from support.measured import pages_by_readers

YEAR = Path(__file__).parent.parent / "corpus" / "year" / "volume.yaml"


@cache
def _volume() -> SetVolume:
    problems = Problems()
    return set_volume(read_plan(str(YEAR), problems), problems)


@cache
def _readable(edition: str, directory: Path) -> str:
    volume = _volume()
    path = directory / f"{edition}.pdf"
    path.write_bytes(render(volume.document, PROFILES[edition], volume.book))
    return unpacked(path)


def fault(directory: Path, change: Change, edition: str = "print") -> tuple[str, str]:
    """Change the file; give the code of the fault found, and the file of the source it points at."""
    before = _readable(edition, directory)
    after = change(before)
    assert after != before
    with pytest.raises(BulletinError) as caught:
        attest_volume(
            rewritten(after, directory), _volume().volume_books[0].units, "", _volume().book, Problems()
        )
    (problem,) = caught.value.problems.errors
    return problem.code, Path(problem.span.path).name if problem.span else ""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("volume")


def test_every_edition_is_proved_and_certified(room: Path) -> None:
    editions = ("print", "archive", "screen")
    targets = [VolumeTarget(edition, str(room / f"year.{edition}.pdf")) for edition in editions]
    outcome = publish_volume(str(YEAR), targets, PrintOptions(certificate=True))
    for target in targets:
        pdf = Path(target.path)
        certificate = json.loads(pdf.with_suffix(".certificate.json").read_text("utf-8"))
        pages = pages_by_readers(pdf, "pdftotext")
        assert [page["sha256"] for page in certificate["pages"]] == [
            sha256(page.encode("utf-8")).hexdigest() for page in pages
        ]
        assert certificate["file"]["sha256"] == sha256(pdf.read_bytes()).hexdigest()
        issues = [unit for unit in certificate["units"] if unit["reports"] or unit["facsimile"]]
        assert len(issues) == outcome.issues
        assert [unit["title"] for unit in certificate["units"] if unit["facsimile"]] == [
            "湖南精神文明建设 第11期"
        ]
        assert certificate["order of tags"] == ("no tags" if target.edition == "print" else "proved")
    assert len(list(room.glob("*.certificate.json"))) == 3


def test_a_character_of_an_issue(room: Path) -> None:
    said = list(_volume().volume_books[0].units)[6].wording
    passage = next(passage for passage in said.passages if passage.kind == "paragraph")
    words = re.findall("[\u4e00-\u9fff]{6}", passage.text)[0]
    changed = words[1] + words[0] + words[2:]

    def change(file: str) -> str:
        assert shown(words) in file
        return file.replace(shown(words), shown(changed), 1)

    code, source = fault(room, change)
    assert code == "B940"
    assert re.fullmatch(r"2022-.*\.yaml", source)


def test_a_page_number_of_the_contents(room: Path) -> None:
    def change(file: str) -> str:
        # The first text after dots is a number of the contents.
        number = re.search(r"l S\n(?:/GS\w+ gs\n)?BT\n(?:[^\n<(]+\n)*<(00[0-9a-f]+)> Tj", file)
        assert number is not None
        return f"{file[: number.start(1)]}{shown('7')}{file[number.end(1) :]}"

    assert fault(room, change)[0] == "B945"


def test_a_number_of_the_volume(room: Path) -> None:
    def change(file: str) -> str:
        folio = re.search(r"<00b700200035[0-9a-f]*>", file)
        assert folio is not None
        return file.replace(folio[0], folio[0].replace("0035", "0036"))

    assert fault(room, change)[0] == "B946"


def test_an_entry_of_an_index_lost(room: Path) -> None:
    def change(file: str) -> str:
        return file.replace(line_of(file, "市，第"), "", 1)

    assert fault(room, change)[0] == "B940"


def test_tags_of_an_issue_in_another_order(room: Path) -> None:
    def change(file: str) -> str:
        kids = max(re.findall(r"/K \[\n((?:    \d+ 0 R\n){3,})", file), key=len)
        lines = kids.splitlines(keepends=True)
        lines[1], lines[2] = lines[2], lines[1]
        return file.replace(kids, "".join(lines))

    assert fault(room, change, "screen")[0] == "B948"


@pytest.mark.parametrize("name", ["简报", "要情"])
def test_a_name_of_two_characters_set_far_apart_stands_on_its_title_page(tmp_path: Path, name: str) -> None:
    (tmp_path / "issue.yaml").write_text(
        f"bulletin: {name}\nnumber: 1\npublisher: 某办\ndate: 2022-01-16\nreports:\n- {{title: 动态, text: 正文。}}\n",
        "utf-8",
    )
    (tmp_path / "volume.yaml").write_text(
        f"title: {name}\nyear: 2022\npublisher: 某办\nissues: [issue.yaml]\nparts: [cover, title, issues]\n",
        "utf-8",
    )
    problems = Problems()
    plan = read_plan(str(tmp_path / "volume.yaml"), problems)
    volume = set_volume(plan, problems)
    data = render(volume.document, PROFILES["print"], volume.book)
    attest_volume(data, volume.volume_books[0].units, "", volume.book, problems)
    assert [problem.code for problem in problems] == []
