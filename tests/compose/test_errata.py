"""勘误: found where they are printed, told where they are not, put right in an issue of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bulletin_pdf.build import publish
from bulletin_pdf.compose.apply_errata import find_errata, with_errata_applied
from bulletin_pdf.compose.design import design_for
from bulletin_pdf.compose.printed_text import printed_texts
from bulletin_pdf.issue.model import Issue, Table
from bulletin_pdf.issue.printed_form import printed_entry, printed_heading
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.issue.write_yaml import write_issue
from bulletin_pdf.pages import Document
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.typeset_issue import open_fonts, typeset
from support.narrowed import of_kind, present, prose_of, untyped

LONG = "苗乡侗寨的志愿者走村串户，把政策讲到火塘边。" * 30
ISSUE = {
    "bulletin": "青河简报",
    "publisher": "青河县委办公室",
    "number": 1,
    "date": "2022-03-01",
    "note": "全县共有12个站所。",
    "reports": [
        {
            "city": "湘西州",
            "title": "一件小时 办成了",
            "subtitle": "——全县第一",
            "by": "州文明办",
            "text": f"全县有志愿者320人，其中党员32人。\n\n{LONG}\n\n**突出“强”字决，**登记320人。",
        },
        {
            "title": "第二篇",
            "body": [
                "登记的有320人。",
                {"table": [["县市", "人数"], ["吉首", "320人"]], "caption": "各县市", "unit": "人"},
                {"heading": "一、抓住三个关键"},
                "末一段。",
            ],
        },
    ],
    "distribution": {"report": ["中央文明办"], "copies": 300},
}


@pytest.fixture
def set_issue(tmp_path: Path) -> Callable[..., tuple[Issue, Document]]:
    def setting(*errata: object, **keys: object) -> tuple[Issue, Document]:
        path = tmp_path / "issue.yaml"
        whole = {**ISSUE, "errata": list(errata), **keys}
        path.write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), "utf-8")
        issue = read_issue(path).issue
        return issue, document_of(issue)

    return setting


def document_of(issue: Issue) -> Document:
    problems = Problems()
    return typeset(issue, design_for(issue, problems), open_fonts(issue, problems), problems)


def found(setting: tuple[Issue, Document]) -> Any:
    problems = Problems()
    places = find_errata(*setting, problems)
    return places, [(problem.code, problem.details) for problem in problems]


PLACES = [
    ({"was": "党员32人"}, 1),
    ({"was": "320人", "report": 1, "paragraph": 1}, 1),
    ({"was": "320人", "report": 1, "page": 3}, 3),
    ({"was": "320人", "report": 2, "paragraph": 1}, 3),
    ({"was": "小时 办"}, 1),
    ({"was": "小时办成"}, 1),
    ({"was": "12个站所"}, 1),
    ({"was": "字决"}, 3),
    ({"was": "末一段", "paragraph": 2, "report": 2}, 3),
    ({"was": "中央文明办"}, 4),
]


@pytest.mark.parametrize(("erratum", "page"), PLACES)
def test_words_are_found_on_their_page(
    set_issue: Callable[..., tuple[Issue, Document]], erratum: dict[str, Any], page: int
) -> None:
    issue, document = set_issue({**erratum, "now": "改过"})
    (place,), problems = found((issue, document))
    assert not problems
    assert place.page == page
    texts = {text.tag: text for text in printed_texts(issue, document)}
    said = "".join(texts[place.tag].text.split())
    assert said[place.start :].startswith("".join(erratum["was"].split()))


FAULTS = [
    ({"was": "没有这句", "now": "改过"}, "B861"),
    ({"was": "320人", "now": "改过"}, "B862"),
    ({"was": "320人", "now": "改过", "report": 1}, "B862"),
    ({"was": "320人", "now": "改过", "report": 3}, "B861"),
    ({"was": "党员32人", "now": "改过", "page": 2}, "B861"),
    ({"was": "末一段", "now": "改过", "report": 2, "paragraph": 3}, "B861"),
    ({"was": "320人", "now": "320人"}, "B860"),
    ({"was": "320人"}, "B136"),
    ({"now": "320人"}, "B136"),
    ({"was": "320人", "now": "", "page": 1}, "B137"),
    ({"was": "320人", "now": "改过", "page": 0}, "B139"),
    ({"was": "320人", "now": "改过", "paragraf": 1}, "B131"),
    ("320人", "B135"),
]


@pytest.mark.parametrize(("erratum", "code"), FAULTS)
def test_an_erratum_that_names_no_one_place_stops_the_build_with_its_place(
    set_issue: Callable[..., tuple[Issue, Document]], tmp_path: Path, erratum: str | dict[str, Any], code: str
) -> None:
    with pytest.raises(BulletinError) as error:
        set_issue(erratum)
        publish(str(tmp_path / "issue.yaml"), str(tmp_path / "issue.pdf"))
    lines = (tmp_path / "issue.yaml").read_text("utf-8").splitlines()
    (problem,) = error.value.problems
    assert problem.code == code
    assert present(problem.span).line > lines.index("errata:")
    assert not (tmp_path / "issue.pdf").exists()


def test_the_issue_itself_is_set_as_issued(set_issue: Callable[..., tuple[Issue, Document]]) -> None:
    _, plain = set_issue()
    _, document = set_issue({"was": "党员32人", "now": "党员23人"})
    assert document == plain


def test_put_right(set_issue: Callable[..., tuple[Issue, Document]]) -> None:
    errata = [
        {"was": "320人，其中", "now": "1320余人，当中"},
        {"was": "党员32人", "now": "党员23人"},
        {"was": "小时 办", "now": "小事 办"},
        {"was": "“强”字决", "now": "“强”字诀"},
        {"was": "320人", "now": "230人", "report": 2, "paragraph": 1},
        {"was": "12个站所", "now": "21个站所"},
        {"was": "吉首", "now": "吉首市"},
        {"was": "中央文明办", "now": "省文明办"},
    ]
    issue, document = set_issue(*errata)
    places, problems = found((issue, document))
    assert not problems and len(places) == len(errata)
    corrected = with_errata_applied(issue, document, places)
    assert [one.erratum.was.text for one in corrected.applied] == [untyped(one)["was"] for one in errata[:-1]]
    first, second = corrected.issue.reports
    assert prose_of(first.body[0]).text == "全县有志愿者1320余人，当中党员23人。"
    assert prose_of(first.body[-1]).text == "突出“强”字诀，登记320人。"
    assert prose_of(first.body[-1]).styles[0][:2] == (0, 8)
    assert first.title[0].text == "一件小事 办成了"
    assert printed_heading(first)[0].text == "湘西州一件小事 办成了"
    assert printed_entry(first).text == "湘西州：一件小事 办成了"
    assert prose_of(second.body[0]).text == "登记的有230人。"
    assert of_kind(Table, second.body[1]).rows[1][0].prose.text == "吉首市"
    assert corrected.issue.note[0].text.endswith("全县共有21个站所。")
    assert (corrected.issue.distribution, corrected.issue.errata) == (issue.distribution, ())
    # Each stands where it is said to stand now.
    texts = {text.tag: text.text for text in printed_texts(corrected.issue, document_of(corrected.issue))}
    for one in corrected.applied:
        said = "".join(texts[one.tag].split())
        assert said[one.start :].startswith("".join(one.erratum.now.text.split()))


def test_errata_that_meet_are_not_both_applied(set_issue: Callable[..., tuple[Issue, Document]]) -> None:
    issue, document = set_issue({"was": "志愿者320人", "now": "甲"}, {"was": "320人，其中", "now": "乙"})
    corrected = with_errata_applied(issue, document, find_errata(issue, document, Problems()))
    assert [one.erratum.now.text for one in corrected.applied] == ["甲"]


@pytest.mark.parametrize("chinese", [False, True])
def test_written_and_read_again(
    set_issue: Callable[..., tuple[Issue, Document]], tmp_path: Path, chinese: bool
) -> None:
    whole = {"was": "320人", "now": "230人", "page": 1, "report": 1, "paragraph": 1, "note": "据来函"}
    issue, _ = set_issue(whole, {"was": "党员32人", "now": "党员23人"})
    again = tmp_path / "again.yaml"
    again.write_text(write_issue(issue, chinese=chinese), "utf-8")
    read = read_issue(again).issue
    shown = [[tuple(e)[2:5], e.was.text, e.now.text, e.note and e.note.text] for e in read.errata]
    assert shown == [[(1, 1, 1), "320人", "230人", "据来函"], [(None,) * 3, "党员32人", "党员23人", None]]
