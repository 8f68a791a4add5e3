"""One catalogue over many years: complete, found in like grep, and only what has changed is read again."""

import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from archive.conftest import YEAR, Store, issue_of, write_issue
from bulletin_pdf.api.archives import catalogue, find
from bulletin_pdf.archive.catalogue.catalogue_database import open_to_read
from bulletin_pdf.archive.catalogue.catalogue_entries import read_contents
from bulletin_pdf.archive.catalogue.catalogue_tables import parted
from bulletin_pdf.archive.catalogue.find_passages import FoundPassage
from bulletin_pdf.archive.catalogue.indexed_text import folded, indexed, phrase, place_of
from bulletin_pdf.archive.catalogue.publish_catalogue import CatalogueOutcome
from bulletin_pdf.build import publish
from bulletin_pdf.cli.main import main
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf
from bulletin_pdf.press.preflight.judge import judge
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError
from bulletin_pdf.volume.parts.part_tables import PartTable
from support.narrowed import untyped
from support.verapdf import verdicts


@pytest.fixture(scope="module")
def made(built_store: Store, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, CatalogueOutcome]:
    place = tmp_path_factory.mktemp("catalogue")
    return place, catalogue(built_store.root, output=place)


def issues_of(place: Path) -> list[tuple[int, str, str]]:
    with open_to_read(str(place / "catalogue.sqlite")) as database:
        return [
            (issue.year, issue.series + issue.label, issue.path) for issue in read_contents(database).issues
        ]


def test_every_issue_of_every_kind_is_there_once(
    made: tuple[Path, CatalogueOutcome], built_store: Store
) -> None:
    issues = issues_of(made[0])
    assert [label for year, label, _ in issues if year == 2014] == ["第1期", "第2期", "第3期"]
    assert {Path(path).suffix for year, _, path in issues if year == 2015} == {".pdf"}
    inside = built_store.bag / "data" / "year.pdf"
    assert [path for year, _, path in issues if year == 2016] == [str(inside)] * 3
    assert len(issues) == 9 + 14
    scans = [label for year, label, path in issues if year == 2022 and path.endswith(".pdf")]
    assert scans == ["第11期"]
    assert made[1].problems == ()


def test_an_entry_has_its_page_and_its_units(made: tuple[Path, CatalogueOutcome]) -> None:
    with open_to_read(str(made[0] / "catalogue.sqlite")) as database:
        contents = read_contents(database)
    entry = next(one for one in contents.entries if one.title == "第2件小事的2015年")
    assert (entry.city, entry.units, entry.page, entry.place) == (
        "湘西州", ("湘西州文明办",), 1, "《青河简报》2015年第2期，第1页",
    )  # fmt: skip
    scanned = next(one for one in contents.entries if one.issue.label == "第11期")
    assert (scanned.title, scanned.units) == ("老戏台前的 新风榜", ("邵阳市文明办",))


WORDS = (
    "文明",
    "村",
    "守”",
    "，人",
    "S-2015/2号",
    "rs-2014",
    "12014",
    "𠮷祥",
    "𬭎",
    "Ⅻ月",
    "“村规民约，人人守”",
    "RS2015",
    "人人 守",
    "祥话",
    "。",
    "ＲＳ－2014",
    "１２０１４个",
    '"村规民约,人人守"',
    "S-2015/2 号文件",
    "％",
)


def _bare(text: str, alike: dict[int, int]) -> str:
    return "".join(text.translate(alike).split())


@pytest.mark.parametrize("word", WORDS)
def test_find_gives_what_grep_gives(made: tuple[Path, CatalogueOutcome], word: str) -> None:
    path = made[0] / "catalogue.sqlite"
    with closing(sqlite3.connect(path)) as database:
        texts = [row[0] for row in database.execute("SELECT text FROM passage ORDER BY id DESC")]
    # As `grep -i` does over texts and words without white, with all widths and quotation marks made one.
    bare = str.maketrans("ＲＳ－１２０４％，“”", 'RS-1204%,""')
    wanted = [text for text in texts if _bare(word, bare).lower() in _bare(text, bare).lower()]
    assert [one.text for one in find(word, catalogue=made[0])] == wanted


def test_sources_say_what_is_found(made: tuple[Path, CatalogueOutcome]) -> None:
    """By the words of the YAML themselves, whatever the source was read from."""
    for year in (2014, 2015, 2016):
        for number in (1, 2, 3):
            (found,) = find(f"RS-{year}/{number}号文件写明", catalogue=made[0])
            assert (found.year, found.label, found.page) == (year, f"第{number}期", 1)


@given(st.text('文明村aZ9，。 𠮷Ⅻé—－“"…Ａ％', max_size=12), st.data())
def test_any_stretch_of_a_text_is_a_phrase_of_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize='unicode61')")
        database.execute("INSERT INTO words VALUES (?)", (indexed(text),))
        asked = phrase(part)
        found = (
            database.execute("SELECT count(*) FROM words WHERE words MATCH ?", (asked,)) if asked else [(1,)]
        )
        assert next(iter(found))[0] == 1


def test_what_setting_changes_makes_no_difference() -> None:
    for one, other in (
        ("３个１００％", "3个100％"),
        ("GB/T\n9704", "gb/t9704"),
        ('说"好"', "说“好”"),
        ("2012--2015", "2012——2015"),
        ("等等...", "等等……"),
    ):
        assert indexed(one) == indexed(other)
    assert indexed("3.5") != indexed("3…5") != indexed("35")


@given(st.text("文a9 —-…”Ａ", max_size=10), st.text("文a9 —-…”Ａ", min_size=1, max_size=3))
def test_a_word_is_shown_where_it_stands(around: str, word: str) -> None:
    text = f"{around}村{word}镇{around}"
    start, end = place_of(text, f"村{word}镇")
    assert folded(text[start:end]) == folded(f"村{word}镇") and text[start:end].strip()[0] == "村"
    assert place_of(around, "没有") == (0, 0)


def labels(found: Sequence[FoundPassage]) -> set[tuple[int, str]]:
    return {(one.year, one.label) for one in found}


def test_what_is_found_is_narrowed(made: tuple[Path, CatalogueOutcome]) -> None:
    place = made[0]
    assert {one.year for one in find("实践站", catalogue=place, years=(2014, 2015))} == {2014, 2015}
    here = find("实践站", catalogue=place, city="湘西", years=(2014, 2016))
    assert labels(here) == {(2014, "第3期"), (2015, "第2期"), (2016, "第1期")}
    unit = find("说", catalogue=place, unit="株洲市文明办", years=(2014, 2015))
    assert labels(unit) == {(2015, "第3期")}
    assert {one.label[:-3] for one in find("的", catalogue=place, theme="文明实践")} == {
        "新时代文明实践工作专刊"
    }
    both = find("建成", "守", catalogue=place, years=(2014, 2014))
    assert len(both) == 3 and not find("建成", "祥村", catalogue=place)
    assert len(find("建成", catalogue=place, limit=2)) == 2


def test_the_newest_stands_first_and_an_issue_in_its_order(made: tuple[Path, CatalogueOutcome]) -> None:
    dates = [one.date for one in find("文明", catalogue=made[0])]
    assert dates == sorted(dates, reverse=True)
    places = [one.title for one in find("青河县委办公室", "省文明办", catalogue=made[0])]
    assert places == []
    titles = [one.text for one in find("小事的2014", catalogue=made[0])]
    assert titles == ["湘西州第3件小事的2014年", "长沙市第2件小事的2014年", "邵阳市第1件小事的2014年"]
    first = [one.kind for one in find("1", catalogue=made[0], years=(2014, 2014)) if one.label == "第1期"]
    assert first.index("frame") < first.index("title") < first.index("report")


# Again --------------------------------------------------------------------------------------


def test_only_what_has_changed_is_read_again(store: Store, tmp_path: Path) -> None:
    first = catalogue(store.root, output=tmp_path / "cat")
    again = catalogue(store.root, output=tmp_path / "cat")
    assert (again.update.read, again.written) == (0, False)
    assert again.update.unchanged == first.update.read
    write_issue(store.yaml / "2014-2.yaml", issue_of(2014, 2, theme="新的专题"))
    (store.archived / "2015-3.pdf").unlink()
    third = catalogue(store.root, output=tmp_path / "cat")
    assert (third.update.read, third.update.gone, third.written) == (1, 1, True)
    assert (2015, "第3期") not in {issue[:2] for issue in issues_of(tmp_path / "cat")}
    assert not find("RS-2015/3", catalogue=tmp_path / "cat")
    assert len(find("RS-2014/2", catalogue=tmp_path / "cat", theme="新的专题")) == 1


def test_a_run_that_stops_before_its_end_leaves_the_old_catalogue(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All three files: the database is kept for good when the others are written."""
    catalogue(store.yaml, output=tmp_path / "cat")
    before = {path.name: path.read_bytes() for path in (tmp_path / "cat").iterdir()}
    write_issue(store.yaml / "2014-2.yaml", issue_of(2014, 2, theme="新的专题"))

    def stop(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patched, pytest.raises(MemoryError):
        patched.setattr("bulletin_pdf.archive.catalogue.catalogue_volume.catalogue_volume", stop)
        catalogue(store.yaml, output=tmp_path / "cat")
    assert {path.name: path.read_bytes() for path in (tmp_path / "cat").iterdir()} == before
    assert catalogue(store.yaml, output=tmp_path / "cat").update.read == 1
    assert len(find("RS-2014/2", catalogue=tmp_path / "cat", theme="新的专题")) == 1


def test_the_index_forgets_and_learns(store: Store, tmp_path: Path) -> None:
    """After any changes the database is as one made anew, but for its numbers of files."""
    cat, fresh = tmp_path / "cat", tmp_path / "fresh"
    catalogue(store.root, output=cat)
    write_issue(store.yaml / "2014-1.yaml", issue_of(2014, 1, note="全新的编者按。"))
    catalogue(store.root, output=cat)
    catalogue(store.root, output=fresh)
    for word in ("编者按", "文明", "1"):
        assert [one.text for one in find(word, catalogue=cat)] == [
            one.text for one in find(word, catalogue=fresh)
        ]
    with closing(sqlite3.connect(cat / "catalogue.sqlite")) as database:
        database.execute("INSERT INTO words(words) VALUES ('integrity-check')")


def test_a_copy_takes_the_place_of_a_file_that_is_gone(store: Store, tmp_path: Path) -> None:
    copy = write_issue(store.root / "desk" / "2015-1.yaml", issue_of(2015, 1))
    cat = tmp_path / "cat"
    assert catalogue(store.root, output=cat).problems == ()
    assert issues_of(cat)[3][2] == str(store.archived / "2015-1.pdf")
    (store.archived / "2015-1.pdf").unlink()
    catalogue(store.root, output=cat)
    assert issues_of(cat)[3][2] == str(copy)
    assert len(find("RS-2015/1", catalogue=cat)) == 1


def test_two_versions_of_an_issue_are_named_in_every_run(store: Store, tmp_path: Path) -> None:
    keys = issue_of(2015, 1)
    untyped(keys["reports"])[0]["text"] = "别的话。"
    other = write_issue(store.root / "desk" / "2015-1.yaml", keys)
    for _ in range(2):
        (problem,) = catalogue(store.root, output=tmp_path / "cat").problems
        assert problem.code == Code.HOLDINGS_DIFFER
        assert dict(problem.details)["file"] == str(other)


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_in(store: Store, tmp_path: Path) -> None:
    (store.yaml / "2014-2.yaml").write_text("bulletin: 青河简报\nreports: [{title: 无文}]\n", "utf-8")
    (store.archived / "2015-2.pdf").write_bytes(b"no PDF at all")
    outcome = catalogue(store.root, output=tmp_path / "cat")
    named = {dict(problem.details)["file"] for problem in outcome.problems}
    assert named == {str(store.yaml / "2014-2.yaml"), str(store.archived / "2015-2.pdf")}
    assert {problem.code for problem in outcome.problems} == {Code.HOLDING_NOT_READ}
    assert outcome.issues == 7


def test_a_foreign_pdf_is_found_by_its_pages(store: Store, tmp_path: Path) -> None:
    """One of another program's: its date and number are on its first page; of a scan there is only its name."""
    source = write_issue(tmp_path / "5.yaml", issue_of(2013, 5))
    publish(str(source), str(tmp_path / "p.pdf"))
    writer = pypdf.PdfWriter()
    writer.append(str(tmp_path / "p.pdf"))
    writer.write(store.root / "old.pdf")
    shutil.copy(YEAR / "2022-11-scan.pdf", store.root / "2012-07.pdf")
    outcome = catalogue(store.root, output=tmp_path / "cat")
    assert [problem.code for problem in outcome.problems] == [Code.PAGES_WITHOUT_TEXT]
    assert (2012, "第7期") in {issue[:2] for issue in issues_of(tmp_path / "cat")}
    found = [one for one in find("RS-2013/5", catalogue=tmp_path / "cat") if one.kind == "page"]
    assert [(one.year, one.label, one.page) for one in found] == [(2013, "第5期", 1)]


def test_nothing_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BulletinError) as caught:
        catalogue(tmp_path, output=tmp_path / "cat")
    assert [problem.code for problem in caught.value.problems] == [Code.NOTHING_TO_CATALOGUE]
    with pytest.raises(BulletinError) as caught:
        find("文明", catalogue=tmp_path / "none")
    assert [problem.code for problem in caught.value.problems] == [Code.NO_CATALOGUE]


def test_another_file_of_that_name_is_left_alone(store: Store, tmp_path: Path) -> None:
    other = tmp_path / "cat" / "catalogue.sqlite"
    other.parent.mkdir()
    other.write_bytes(b"my own notes, quite a few of them" * 40)
    with pytest.raises(BulletinError) as caught:
        catalogue(store.yaml, output=tmp_path / "cat")
    assert [problem.code for problem in caught.value.problems] == [Code.CATALOGUE_UNUSABLE]
    assert other.read_bytes().startswith(b"my own notes")


# Files --------------------------------------------------------------------------------------


def test_the_volume_conforms_and_says_what_it_is(made: tuple[Path, CatalogueOutcome]) -> None:
    path = made[0] / "catalogue.pdf"
    for verdict in verdicts([str(path)]):
        assert verdict.compliant, verdict
    assert [one.code for one in judge(str(path), path.read_bytes()).problems] == []
    titles = [title for title, _ in ForeignPdf(path.read_bytes()).bookmarks()]
    assert titles == [
        "封面",
        "目录",
        "总目录",
        "地区索引",
        "供稿单位索引",
        "专题索引",
        "篇名索引",
        "数据一览",
        "统计",
    ]


def test_entries_of_the_volume_name_year_issue_and_page(made: tuple[Path, CatalogueOutcome]) -> None:
    text = subprocess.run(
        ["pdftotext", "-layout", str(made[0] / "catalogue.pdf"), "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    bare = re.sub(r"\s", "", text)
    assert "第2件小事的2015年（湘西州）《青河简报》2015年第2期，第1页" in bare
    assert "老戏台前的新风榜（邵阳市）《湖南精神文明建设》2022年第11期，第1页" in bare


def test_the_workbook_has_every_report(made: tuple[Path, CatalogueOutcome]) -> None:
    book = load_workbook(io.BytesIO((made[0] / "catalogue.xlsx").read_bytes()))
    assert book.sheetnames == [
        "总目录", "地区索引", "供稿单位索引", "专题索引", "篇名索引", "数据一览", "各年收录", "各地区各年", "各单位各年",
    ]  # fmt: skip
    rows = list(book["总目录"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == made[1].reports
    assert (2015, "青河简报", "第2期") in {row[:3] for row in rows}
    years = {row[0]: row[1] for row in book["各年收录"].iter_rows(min_row=2, values_only=True)}
    assert years == {"2014年": 3, "2015年": 3, "2016年": 3, "2022年": 14, "合计": 23}
    assert len(book["各年收录"]._charts) == len(book["各地区各年"]._charts) == 1


def test_tables_of_many_years_are_parted() -> None:
    years = tuple(map(str, range(1991, 2022)))
    row = ("长沙市", *("1" for _ in years), "31")
    parts = parted(PartTable(("地区", *years, "合计"), (row,), "表", "篇"))
    assert [year for part in parts for year in part.head[1:-1]] == list(years)
    assert all(part.rows[0][-1] == "31" and len(part.head) <= 12 for part in parts)


def test_a_secret_issue_marks_the_cover(tmp_path: Path) -> None:
    write_issue(tmp_path / "a" / "1.yaml", issue_of(2014, 1, secrecy="机密★5年"))
    catalogue(tmp_path / "a", output=tmp_path / "cat")
    first = subprocess.run(
        ["pdftotext", "-l", "1", str(tmp_path / "cat/catalogue.pdf"), "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "机密★5年" in first.replace(" ", "")


# The command line ---------------------------------------------------------------------------


def test_the_commands(
    made: tuple[Path, CatalogueOutcome],
    built_store: Store,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["catalogue", str(built_store.yaml), "-o", str(tmp_path / "cat"), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["issues"] == 3
    assert (
        main(
            [
                "find",
                "实践站",
                "--catalogue",
                str(made[0]),
                "--year",
                "2014-2015",
                "--limit",
                "1",
                "--lang",
                "zh",
            ]
        )
        == 0
    )
    told = capsys.readouterr().out
    assert "2015 第3期 第1页" in told and "还有更多" in told
    assert main(["find", "实践站", "--catalogue", str(made[0]), "--format", "json", "--limit", "0"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(find("实践站", catalogue=made[0]))
    assert main(["find", "x", "--catalogue", str(tmp_path / "none")]) == 1
    assert main(["find", "x", "--year", "last"]) == 2
    assert main(["find", " "]) == 2


def test_a_catalogue_is_found_where_it_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_issue(Path("2014/1.yaml"), issue_of(2014, 1))
    assert main(["catalogue", "-q", "2014"]) == 0
    assert os.listdir("cat") and main(["find", "-q", "文明"]) == 0
