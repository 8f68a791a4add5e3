"""An issue from a file, from text, from data: set, checked, mended."""
# Calls that a type checker refuses are part of what is tested.
# mypy: disable-error-code="arg-type, dict-item, list-item"

import json
import os
import pickle
import threading
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf._page import ImageFile

import bulletin_pdf as bp
from api.material import MODEL, TEXT, model_in
from bulletin_pdf.cli.main import main
from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.dump import write_data
from bulletin_pdf.yamldoc.node import Node
from bulletin_pdf.yamldoc.parse import load
from bulletin_pdf.yamldoc.source import SourceText
from support.narrowed import present


def codes(problems: Iterable[bp.Problem]) -> list[str]:
    return [problem.code for problem in problems]


@pytest.mark.parametrize("edition", ["print", "archive", "proof"])
def test_it_is_the_file_that_the_command_writes(
    edition: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = model_in(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["build", "-q", source.name, "--edition", edition, "-o", "out.pdf"]) == 0
    read = bp.Issue.read(source.name).pdf(edition)
    assert read.data == (tmp_path / "out.pdf").read_bytes()
    unsaved = bp.Issue.parse(source.read_bytes(), base=tmp_path, name=source.name)
    assert unsaved.pdf(edition, prove=False).data == read.data


def test_what_is_written_is_what_is_returned(tmp_path: Path) -> None:
    issue = bp.Issue.parse(TEXT)
    options = bp.PrintOptions(certificate=True, ticket=True, marks=True)
    written = issue.write_pdf(tmp_path / "issue.pdf", "print", options)
    result = issue.pdf("print", options)
    assert (tmp_path / "issue.pdf").read_bytes() == result.data
    assert (tmp_path / "issue.certificate.json").read_bytes() == result.certificate
    assert (tmp_path / "issue.ticket.json").read_bytes() == present(result.ticket).record
    assert (tmp_path / "issue.ticket.pdf").read_bytes() == present(result.ticket).page
    assert written.pages == result.pages == len(PdfReader(tmp_path / "issue.pdf").pages)
    assert written.changes == result.changes and [change.before for change in result.changes] == [","]
    assert [Path(file.path).name for file in written.stored] == [
        "issue.pdf", "issue.certificate.json", "issue.ticket.json", "issue.ticket.pdf",
    ]  # fmt: skip


def test_a_file_that_changes_after_it_was_read_changes_nothing(tmp_path: Path) -> None:
    source = tmp_path / "issue.yaml"
    source.write_text(TEXT, "utf-8")
    issue = bp.Issue.read(source)
    wanted = issue.pdf("archive", bp.PrintOptions(certificate=True))
    source.write_text("nothing: like it\n", "utf-8")
    again = issue.pdf("archive", bp.PrintOptions(certificate=True))
    assert again.data == wanted.data and again.certificate == wanted.certificate
    assert bp.verify(again.data).identical
    assert json.loads(again.certificate)["source"]["name"] == "issue.yaml"
    proof = issue.pdf("proof").data
    assert proof == bp.Issue.parse(TEXT, base=tmp_path).pdf("proof").data


def test_no_file_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for edition in ("print", "archive", "proof"):
        assert bp.Issue.parse(TEXT).pdf(edition).pages
    assert not list(tmp_path.iterdir())


def test_errors_are_told_all_at_once_with_place_words_and_source() -> None:
    issue = bp.Issue.parse("numbre: 30\nreports: []\n", name="七月.yaml")
    with pytest.raises(bp.BulletinError) as caught:
        issue.pdf()
    error = caught.value
    assert codes(error.problems) == ["B131", "B136", "B136", "B144"]
    first = error.problems[0]
    assert present(first.place)[1:] == (1, 1, 6) and first.level is bp.Level.ERROR
    assert first.message("zh") == "没有“numbre”这一项" and first.hint("en") == "Did you mean “number”?"
    assert str(error).startswith("七月.yaml:1:1: error B131: there is no field “numbre” here")
    assert "    1 │ numbre: 30" in error.show("zh") and "是不是“number”？" in error.show()
    again = pickle.loads(pickle.dumps(error))
    assert tuple(again.problems) == tuple(error.problems)
    checked = issue.check()
    assert codes(checked.problems) == codes(error.problems) and not checked.can_be_built


@pytest.mark.parametrize("text", ["", "a: [", "\ufeff", "\x00", "湖南\ud800", b"\xff\xfe\x00", "- 1\n- 2\n"])
def test_no_text_is_a_fault_of_the_program(text: str | bytes) -> None:
    issue = bp.Issue.parse(text)
    assert not issue.check().can_be_built
    assert issue.fix().data == issue.data
    with pytest.raises(bp.BulletinError):
        issue.pdf()


def test_half_a_character_pair_is_told_with_its_place() -> None:
    (problem,) = bp.Issue.parse(TEXT.replace("上台阶", "上\ud800台阶")).check().problems
    assert problem.code == "B111" and present(problem.place).line == 7


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(bp.BulletinError) as missing:
        bp.Issue.read(tmp_path / "none.yaml")
    assert codes(missing.value.problems) == ["B701"]
    with pytest.raises(bp.BulletinError) as folder:
        bp.Issue.read(tmp_path)
    assert codes(folder.value.problems) == ["B702"]
    with pytest.raises(bp.BulletinError) as base:
        bp.Issue.parse(TEXT, base=tmp_path / "nowhere")
    assert codes(base.value.problems) == ["B180"]


def test_pictures_are_looked_for_from_the_base(tmp_path: Path) -> None:
    body = [{"figure": "pictures/a.png", "caption": "图1 合影"}, "一段文字。"]
    data = {
        "bulletin": "简报", "number": 1, "date": "2022-06-16",
        "reports": [{"title": "标题", "body": body}],
    }  # fmt: skip
    issue = bp.Issue.from_data(data, base=tmp_path)
    (problem,) = issue.check().problems
    assert problem.level is bp.Level.ERROR and present(problem.place).path == str(tmp_path / "issue.yaml")
    from PIL import Image

    (tmp_path / "pictures").mkdir()
    Image.new("L", (600, 400), 128).save(tmp_path / "pictures" / "a.png")
    assert len(PdfReader_images(issue.pdf("screen").data)) == 1


def PdfReader_images(data: bytes) -> list[ImageFile]:
    import io

    return [image for page in PdfReader(io.BytesIO(data)).pages for image in page.images]


def test_the_bulletin_is_the_nearest_or_the_one_that_is_named(tmp_path: Path) -> None:
    (tmp_path / "bulletin.yaml").write_text("publisher: 甲办\n", "utf-8")
    other = tmp_path / "other.yaml"
    other.write_text("publisher: 乙办\n", "utf-8")
    text = TEXT.replace("publisher: 湖南省文明办\n", "")

    def author(**named: Any) -> str:
        return bp.Issue.parse(text, base=tmp_path, **named).pages().document.author

    assert (author(), author(bulletin=other), author(bulletin="")) == ("甲办", "乙办", "")


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: bp.Issue.read(None), TypeError, "path must be a path"),
        (lambda: bp.Issue.read(b"issue.yaml"), TypeError, "path must be a path"),
        (lambda: bp.Issue.parse(7), TypeError, "must be str or bytes, not int"),
        (lambda: bp.Issue.parse(TEXT, name="a/b.yaml"), ValueError, "without folders"),
        (lambda: bp.Issue.parse(TEXT, base=None), TypeError, "base must be a path"),
        (lambda: bp.Issue.parse(TEXT).pdf("prnit"), ValueError, "edition must be one of 'print', 'overprint'"),
        (lambda: bp.Issue.parse(TEXT).pdf(3), TypeError, "edition must be a text"),
        (lambda: bp.Issue.parse(TEXT).pdf(options={"marks": True}), TypeError, "must be PrintOptions, not dict"),
        (lambda: bp.Issue.parse(TEXT).pdf(options=bp.PrintOptions(red="green")), ValueError, "red must be one"),
        (lambda: bp.Issue.parse(TEXT).pdf(options=bp.PrintOptions(offset=(99, 0))), ValueError, "within 50 mm"),
        (lambda: bp.Issue.parse(TEXT).pdf(options=bp.PrintOptions(offset=3)), TypeError, "two numbers"),
        (lambda: bp.Issue.parse(TEXT).pdf(options=bp.PrintOptions(copies="1-3")), TypeError, "numbered_copies"),
        (lambda: bp.Issue.parse(TEXT).pdf(options=bp.PrintOptions(marks="yes")), TypeError, "True or False"),
        (lambda: bp.numbered_copies("9-1"), ValueError, "'1-300'"),
        (lambda: bp.Issue.from_data([1]), TypeError, "a mapping is needed"),
        (lambda: bp.Issue.from_data({"reports": [{"text": {1, 2}}]}), TypeError, r"data\['reports'\]\[0\]"),
        (lambda: bp.Issue.from_data({"date": datetime(2022, 6, 1)}), TypeError, "datetime is no text"),
        (lambda: bp.Issue.from_data({1: "x"}), TypeError, "a key is a text"),
        (lambda: bp.Issue.from_data({"number": float("nan")}), ValueError, "nan"),
        (lambda: bp.Issue.parse(TEXT).fix(["x"]), TypeError, "must be those of a check, not str"),
        (lambda: bp.Issue.parse(TEXT).fix(3), TypeError, "must be those of a check, not int"),
        (lambda: bp.Problem("B701").message("fr"), ValueError, "lang must be one of 'zh', 'en', not 'fr'"),
        (lambda: bp.Issue.parse(TEXT).write_pdf("no/x.pdf"), FileNotFoundError, r"directory: 'no/x.pdf'$"),
        (lambda: bp.Nothing, AttributeError, "no attribute 'Nothing'"),
    ],
)  # fmt: skip
def test_a_call_that_cannot_be_meant_is_refused_in_plain_words(
    call: Callable[..., object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        call()


def test_the_issue_itself_is_never_written_over(tmp_path: Path) -> None:
    source = tmp_path / "issue.yaml"
    source.write_text(TEXT, "utf-8")
    with pytest.raises(ValueError, match="is the issue itself"):
        bp.Issue.read(source).write_pdf(source)
    assert source.read_text("utf-8") == TEXT


# Data -----------------------------------------------------------------------------------------


def test_data_is_the_same_issue_as_its_yaml() -> None:
    data = {
        "bulletin": "湖南精神文明建设",
        "number": 30,
        "publisher": "湖南省文明办",
        "date": date(2022, 6, 16),
        "reports": [
            {
                "city": "湘西州",
                "title": "推动工作上台阶",
                "text": "湘西州全面推进新时代文明实践中心建设，取得明显成效。\n\n"
                "**强统筹。**州委主要领导多次调研，明确责任,细化任务。",
            }
        ],
    }
    assert bp.Issue.from_data(data).pdf().data == bp.Issue.parse(TEXT).pdf().data


PRINTABLE = st.characters(
    codec="utf-8", categories=["L", "N", "P", "S", "Zs"], include_characters="\n\t", exclude_characters="\u3164\uffa0\u115f\u1160\u2800"
)  # fmt: skip
TEXTS = st.one_of(
    st.text(PRINTABLE, max_size=20),
    st.lists(
        st.sampled_from(["- a", "a: b", "# c", " d", "", "|", "'", '"', "\\n", "~", "%", "@"]), max_size=4
    ).map("\n".join),
)
VALUES = st.recursive(
    st.one_of(TEXTS, st.integers(), st.booleans(), st.none()),
    lambda inside: st.one_of(st.lists(inside, max_size=3), st.dictionaries(TEXTS, inside, max_size=3)),
    max_leaves=12,
)


@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4))
@settings(deadline=None, max_examples=300)
def test_every_value_comes_back_from_the_yaml_of_data(data: dict[str, Any]) -> None:
    problems = Problems()
    node = load(SourceText("data.yaml", write_data(data).encode()), problems)
    assert node is not None, [problem.message("en") for problem in problems]
    assert plain(node) == said(data)


def plain(node: Node) -> Any:
    if node.kind == "text":
        return node.value
    if node.kind == "list":
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.pairs}


def said(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: said(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return [said(inside) for inside in value]
    if isinstance(value, bool):
        return str(value).lower()
    return "~" if value is None else str(value)


# Mending --------------------------------------------------------------------------------------

FAULTY = TEXT.replace("取得明显成效。", "取得明显成效。。").replace("细化任务。", "细化任务。。")


@pytest.mark.parametrize("form", [str, lambda text: "\ufeff" + text.replace("\n", "\r\n")])
def test_a_fix_changes_its_words_alone_and_writes_nothing(form: Callable[[str], str], tmp_path: Path) -> None:
    source = tmp_path / "issue.yaml"
    source.write_bytes(form(FAULTY).encode())
    issue = bp.Issue.read(source)
    fixed = issue.fix()
    assert fixed.data == form(FAULTY.replace("。。", "。")).encode() and len(fixed.fixes) == 2
    assert source.read_bytes() == issue.data
    fixed.write()
    assert source.read_bytes() == fixed.data


def test_some_findings_can_be_mended_alone() -> None:
    issue = bp.Issue.parse(FAULTY)
    findings = [finding for finding in issue.check().findings if finding.fix is not None]
    assert len(findings) == 2
    assert issue.fix(findings[:1]).text == FAULTY.replace("成效。。", "成效。")
    assert issue.fix([]).text == FAULTY


def test_a_file_that_has_changed_since_is_not_written_over(tmp_path: Path) -> None:
    source = tmp_path / "issue.yaml"
    source.write_text(FAULTY, "utf-8")
    fixed = bp.Issue.read(source).fix()
    source.write_text(FAULTY + "# 后来加的\n", "utf-8")
    with pytest.raises(bp.BulletinError) as caught:
        fixed.write()
    assert codes(caught.value.problems) == ["B181"]
    assert source.read_text("utf-8").endswith("# 后来加的\n")
    with pytest.raises(bp.BulletinError):
        bp.Issue.parse(FAULTY, base=tmp_path, name="new.yaml").fix().write()
    assert os.listdir(tmp_path) == ["issue.yaml"]


def test_waived_findings_come_with_their_reasons() -> None:
    text = FAULTY + "waive:\n  B403: 原文如此\n"
    checked = bp.Issue.parse(text).check()
    assert {reason for _, reason in checked.waived} <= {"原文如此"}
    assert len(checked.findings) + len(checked.waived) >= 2


def test_neighbours_are_compared_with_the_text_that_is_not_saved(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(TEXT, "utf-8")
    (tmp_path / "b.yaml").write_text(TEXT.replace("number: 30", "number: 31"), "utf-8")
    saved = bp.Issue.read(tmp_path / "b.yaml")
    unsaved = bp.Issue.parse(TEXT, base=tmp_path, name="b.yaml")
    assert "B430" not in codes(saved.check().problems)
    assert "B430" in codes(unsaved.check().problems)


def test_issues_are_set_in_several_threads() -> None:
    text = MODEL.read_text("utf-8")
    texts = [text.replace("湘西州紧盯", word) for word in ("湘西州紧盯", "长沙市紧盯", "株洲市先后紧盯")]
    wanted = [bp.Issue.parse(each, base=MODEL.parent).pdf("screen").data for each in texts]
    made = {}

    def work(place: int) -> None:
        made[place] = bp.Issue.parse(texts[place], base=MODEL.parent).pdf("screen").data

    threads = [threading.Thread(target=work, args=(place,)) for place in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [made[place] for place in range(3)] == wanted
