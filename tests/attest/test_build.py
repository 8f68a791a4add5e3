"""What a user sees: nothing written when the proof fails, a certificate when it is asked for."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml
from fontTools.ttLib import TTFont

from bulletin_pdf import build
from bulletin_pdf.build import publish
from bulletin_pdf.cli.main import main
from bulletin_pdf.pages import Document, Page, TextRun
from bulletin_pdf.pdf.write import pdf_file
from bulletin_pdf.press.options import PrintOptions
from bulletin_pdf.problems import BulletinError
from support.issues import PARAGRAPH, write_issue


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_issue(tmp_path, PARAGRAPH, "志愿者, 一共28人;人人有责。", {"verse": "第一行，\n第二行。"})


def test_a_certificate_of_an_earlier_file_is_told(tmp_path: Path) -> None:
    source = write_issue(tmp_path, PARAGRAPH)
    target = str(tmp_path / "issue.pdf")
    first = publish(str(source), target, options=PrintOptions(certificate=True, ticket=True))
    again = publish(str(source), target)
    assert not [problem for problem in (*first.problems, *again.problems) if problem.code == "B709"]
    write_issue(tmp_path, PARAGRAPH, PARAGRAPH)
    told = [
        dict(problem.details)["file"]
        for problem in publish(str(source), target).problems
        if problem.code == "B709"
    ]
    assert [Path(str(name)).name for name in told] == ["issue.certificate.json", "issue.ticket.json"]


def test_a_file_that_says_something_else_is_not_written(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A writer that drops one run; the build must notice on the bytes, and keep the older file."""
    target = tmp_path / "issue.pdf"
    assert main(["build", str(source), "-o", str(target), "-q", "--lang", "en"]) == 0
    before = target.read_bytes()

    def forgetful(document: Document, *rest: Any, **named: Any) -> bytes:
        pages = tuple(map(_without_verse, document.pages))
        return pdf_file.render(document._replace(pages=pages), *rest, **named)

    monkeypatch.setattr(build, "render", forgetful)
    assert (
        main(["build", str(source), "-o", str(target), "-q", "--force", "--certificate", "--lang", "en"]) == 1
    )
    said = capsys.readouterr().err
    line = next(
        n for n, text in enumerate(source.read_text("utf-8").splitlines(), start=1) if "第二行" in text
    )
    assert f"{source}:{line}:" in said
    assert "error B941" in said
    assert "第二行。" in said
    assert target.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["issue.pdf", "issue.yaml"]


def _without_verse(page: Page) -> Page:
    kept = (mark for mark in page.marks if not (isinstance(mark, TextRun) and "第二行" in mark.text))
    return page._replace(marks=tuple(kept))


def test_a_certificate_says_what_was_proved(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "issue.pdf"
    assert main(["build", str(source), "-o", str(target), "-q", "--certificate"]) == 0
    record = json.loads((tmp_path / "issue.certificate.json").read_text("utf-8"))
    assert record["file"]["sha256"] == sha256(target.read_bytes()).hexdigest()
    assert record["source"] == {"name": "issue.yaml", "sha256": sha256(source.read_bytes()).hexdigest()}
    lines = source.read_text("utf-8").splitlines()
    assert [(change["before"], change["after"]) for change in record["changes"]] == [
        (", ", "，"),
        (";", "；"),
    ]
    for change in record["changes"]:
        assert change["path"] == "issue.yaml"
        assert lines[change["line"] - 1][change["column"] - 1 :].startswith(change["before"])
    (report,) = record["units"][0]["reports"]
    said = "".join(
        ("湘西州推动工作上台阶" + PARAGRAPH + "志愿者，一共28人；人人有责。第一行，第二行。").split()
    )
    assert report["characters"] == len(said)
    assert report["sha256"] == sha256(said.encode("utf-8")).hexdigest()


def test_the_same_issue_has_the_same_certificate_anywhere(source: Path, tmp_path: Path) -> None:
    records = []
    for name in ("one", "two"):
        other = tmp_path / name / "issue.yaml"
        other.parent.mkdir()
        other.write_bytes(source.read_bytes())
        assert main(["build", str(other), "-o", str(other.with_suffix(".pdf")), "-q", "--certificate"]) == 0
        records.append((other.parent / "issue.certificate.json").read_bytes())
    assert records[0] == records[1]


def test_a_certificate_that_is_gone_is_written_again(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "issue.pdf"
    certificate = tmp_path / "issue.certificate.json"
    assert main(["build", str(source), "-o", str(target), "-q"]) == 0
    assert main(["build", str(source), "-o", str(target), "-q", "--certificate"]) == 0
    first = certificate.read_bytes()
    certificate.unlink()
    assert main(["build", str(source), "-o", str(target), "-q", "--certificate"]) == 0
    assert certificate.read_bytes() == first


def test_two_characters_that_share_a_glyph_of_a_cff_face_are_told(source: Path, tmp_path: Path) -> None:
    own = Path("/usr/share/fonts/opentype/urw-base35/NimbusRoman-Regular.otf")
    if not own.exists():
        pytest.skip(f"no CFF font to try: {own} is not installed")
    font = TTFont(own)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[0x2011] = table.cmap[ord("-")]
    font.save(tmp_path / "own.otf")
    source.write_text(
        source.read_text("utf-8").replace("一共28人", "e-mail和e\u2011mail") + "fonts: {latin: own.otf}\n",
        "utf-8",
    )
    with pytest.raises(BulletinError) as caught:
        build.publish(str(source), str(tmp_path / "issue.pdf"))
    found = {problem.code: dict(problem.details) for problem in caught.value.problems}
    assert str(found["B940"]["wanted"]).startswith("\u2011mail")
    assert found["B949"] == {"font": "NimbusRoman-Regular"}
    assert not (tmp_path / "issue.pdf").exists()


@pytest.mark.parametrize(
    "titles",
    [
        ("0 5 10", "说明", "0 5 10", "10 5 0"),
        ("1995", "1996", "12", "1997"),
        ("2022", "20 22", "2", "22 2022"),
        ("1", "11", "111", "1", "1111", "11", "1", "111"),
        ("010", "111", "00", "1010", "0", "1", "0000", "1"),
    ],
)
def test_titles_of_figures_are_told_from_the_page_numbers_beside_them(
    titles: tuple[str, ...], tmp_path: Path
) -> None:
    text = "\n\n".join(["今年以来，我市坚持为民惠民，建成文明实践所十二个、站一百三十个。" * 12] * 6)
    issue: dict[str, Any] = {
        "bulletin": "青河简报",
        "publisher": "青河县委",
        "number": 3,
        "date": "2022-06-16",
        "reports": [{"title": title, "text": text} for title in titles],
    }
    source = tmp_path / "issue.yaml"
    source.write_text(yaml.safe_dump(issue, allow_unicode=True), "utf-8")
    assert build.publish(str(source), str(tmp_path / "issue.pdf")).pages > 4
