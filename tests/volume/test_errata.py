"""勘误: listed with pages that are right, and, when asked for, applied and marked (docs/rules/archive.md §6)."""

import re
from pathlib import Path
from typing import Any

import pypdf
import pytest

from bulletin_pdf.pages import Group, Link, Page, Rule, TextRun
from bulletin_pdf.problems import Problems
from bulletin_pdf.volume.files.outcome import VolumeOutcome, VolumeTarget
from bulletin_pdf.volume.files.publish import publish_volume
from support.measured import squashed
from support.verapdf import verdicts
from volume.conftest import Year, needs_mutool, small_issue, volume_of
from volume.test_navigation import pages_of, reading

LONG = "志愿者走村串户，把政策讲到火塘边，讲完留十分钟听意见。" * 40
FIRST: dict[str, Any] = small_issue(
    reports=[
        {
            "city": "长沙市",
            "title": "一件小时",
            "by": "市文明办",
            "text": f"登记320人。\n\n{LONG}\n\n又登记320人。",
        },
        {"city": "株洲市", "title": "又一件", "text": "办成了“三件实事”。"},
    ],
    errata=[
        {"was": "320人", "now": "302人", "page": 1},
        {"was": "又登记320人", "now": "又登记1302余人", "note": "据来函"},
        {"was": "小时", "now": "小事"},
        {"was": "青河县委办公室", "now": "青河县委办"},
    ],
)
SECOND: dict[str, Any] = small_issue(number=2, date="2022-04-01", errata=[{"was": "做成了", "now": "做完了"}])
ISSUES = {"issues/1": FIRST, "issues/2": SECOND}
PARTS = ["cover", "foreword", "contents", "issues", "errata"]


@pytest.fixture(params=["list", "apply"])
def files(request: pytest.FixtureRequest, year: Year, tmp_path: Path) -> tuple[str, VolumeOutcome, Path]:
    source = year(ISSUES, parts=PARTS, errata=request.param)
    targets = [VolumeTarget(name, str(tmp_path / f"{name}.pdf")) for name in ("print", "archive")]
    outcome = publish_volume(str(source), targets)
    return request.param, outcome, tmp_path


@needs_mutool
def test_the_list_leads_to_the_pages_it_names(files: tuple[str, VolumeOutcome, Path]) -> None:
    mode, outcome, home = files
    archive = reading(home / "archive.pdf")
    place = pages_of(archive, "勘误表")[0]
    said = archive.text(place)
    assert all(word in said for word in ("序号", "期号", "原页", "本卷页", "误", "正", "说明", "据来函"))
    errata = [one for issue in (FIRST, SECOND) for one in issue["errata"]]
    links = list(archive.links(place))
    assert len(links) == len(errata)
    for one, (page, target) in zip(errata, links, strict=True):
        assert archive.labels[target] == page
        applied = mode == "apply" and one["was"] != "青河县委办公室"
        assert squashed(one["now" if applied else "was"]) in archive.text(target)
        assert one["was"] in said and one["now"] in said
    codes = [problem.code for problem in outcome.problems if problem.code.startswith("B86")]
    assert codes == (["B863"] if mode == "apply" else [])


@needs_mutool
def test_the_editorial_note_says_what_was_done(files: tuple[str, VolumeOutcome, Path]) -> None:
    mode, _, home = files
    archive = reading(home / "archive.pdf")
    place = pages_of(archive, "编辑说明")[0]
    wanted = "其中4处已在文中改正" if mode == "apply" else "印发后发现差错5处，列入勘误表，正文照原样未改"
    assert wanted in archive.text(place)


def test_archive_stays_valid(files: tuple[str, VolumeOutcome, Path]) -> None:
    for verdict in verdicts([files[2] / "archive.pdf"]):
        assert verdict.compliant, str(verdict)


def dotted(page: Page) -> Any:
    return [mark for mark in page.marks if isinstance(mark, Rule) and mark.dots == 3.0]


def test_what_is_applied_is_marked_under_and_beside(year: Year) -> None:
    volume = volume_of(year(ISSUES, parts=PARTS, errata="apply"))
    pages = {page.label: page for page in volume.document.pages}
    grid = volume.issues[0].design.grid
    shown = []
    for label, page in pages.items():
        beside = [mark for mark in page.marks if isinstance(mark, TextRun) and mark.size == 9.0]
        shown += [
            (label, "".join(mark.text for mark in beside if mark.y == y)) for y in {m.y for m in beside}
        ]
        # In the outer margin, on the line of the words themselves.
        lines = {mark.y for mark in page.marks if isinstance(mark, TextRun) and mark.size > 9.0}
        assert all(mark.x > grid.left(1) + grid.width and mark.y in lines for mark in beside)
    # 要目 repeats the title; what it says there is marked too.
    assert sorted(shown) == [("1", "勘误1"), ("1", "勘误3"), ("1", "勘误3"), ("3", "勘误2"), ("5", "勘误5")]
    assert len(dotted(pages["1"])) == 3 and len(dotted(pages["2"])) == 0
    (rule,) = dotted(pages["3"])
    (run,) = [mark for mark in pages["3"].marks if isinstance(mark, TextRun) and "1302" in mark.text]
    assert rule.x < run.x and rule.x2 > run.x + 4 * 0.5 * run.size - 1
    links = [mark for mark in pages["3"].marks if isinstance(mark, Link)]
    assert [mark.anchor for mark in links] == ["erratum-2"]


def untagged(page: Page) -> list[Any]:
    """Return the marks of a page without their places in the tree, which other parts move."""
    return [mark._replace(tag=None) for mark in page.marks if not isinstance(mark, Group)]


def test_as_issued_by_default(year: Year) -> None:
    """A-62: without `apply` nothing of an issue changes."""
    volume = volume_of(year(ISSUES))
    plain = volume_of(year({name: {**keys, "errata": []} for name, keys in ISSUES.items()}))
    first, last = volume.issues[0].first, volume.issues[-1].last
    pages = {page.label: page for page in plain.document.pages}
    own = [
        page for page in volume.document.pages if page.label.isdigit() and first <= int(page.label) <= last
    ]
    assert len(own) >= len(volume.issues)
    for page in own:
        assert untagged(page) == untagged(pages[page.label])
    titles = [item.title for item in volume.document.outline if item.level == 1]
    assert "勘误表" in titles
    assert "勘误表" not in [item.title for item in plain.document.outline if item.level == 1]


def test_a_list_that_was_asked_for_and_is_empty_says_so(year: Year) -> None:
    volume = volume_of(year({"issues/1": {"number": 1}}, parts=["issues", "index-theme", "errata"]))
    for page in (volume.document.pages[-2], volume.document.pages[-1]):
        if page.marks:
            assert "（无）" in "".join(mark.text for mark in page.marks if isinstance(mark, TextRun))


def test_wrong_errata_stop_the_volume(year: Year) -> None:
    problems = Problems()
    volume_of(year({"issues/1": {"errata": [{"was": "没有", "now": "这句"}]}}), problems)
    assert [problem.code for problem in problems] == ["B861"]
    assert problems.errors


def test_print_has_marks_but_no_links(files: tuple[str, VolumeOutcome, Path]) -> None:
    mode, _, home = files
    reader = pypdf.PdfReader(home / "print.pdf")
    assert not any(page.get("/Annots") for page in reader.pages)
    text = "".join(page.extract_text() for page in reader.pages)
    assert bool(re.search(r"勘误\s*1", text.rpartition("勘误表")[0])) is (mode == "apply")


@needs_mutool
def test_contents_and_indexes_name_a_title_as_its_page_has_it(year: Year, tmp_path: Path) -> None:
    source = year(ISSUES, parts=["contents", "issues", "index-title", "errata"], errata="apply")
    publish_volume(str(source), [VolumeTarget("archive", str(tmp_path / "a.pdf"))])
    archive = reading(tmp_path / "a.pdf")
    for part in ("总目录", "篇名索引"):
        said = archive.text(pages_of(archive, part)[0])
        assert "一件小事" in said and "一件小时" not in said


def test_dots_stand_under_words_and_not_under_the_white_of_brackets(year: Year) -> None:
    """Named after a stretch that began half an em outside the type area."""
    report = {"city": "长沙市", "title": "一件", "text": "《误》说的是一件小事。"}
    issue = {"reports": [report], "errata": [{"was": "《误》", "now": "《正》"}]}
    volume = volume_of(year({"issues/1": issue}, parts=["issues", "errata"], errata="apply"))
    page = volume.document.pages[0]
    (rule,) = dotted(page)
    (run,) = [mark for mark in page.marks if isinstance(mark, TextRun) and "《正》" in mark.text]
    assert run.x < rule.x < run.x + run.size
    assert 1.5 * run.size < rule.x2 - rule.x < 2.5 * run.size
