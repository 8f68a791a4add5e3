"""Every way a file can come to say something else is noticed and named, with its place in the source."""

import re
from functools import cache
from pathlib import Path

import pytest

from attest.damage import Change, faults_of, line_of, once, readable, rewritten, shown
from bulletin_pdf.problems import Problem
from support.issues import write_issue

FIRST = "州委州政府高度重视，多次调研部署，明确责任，细化任务，建立台账，定期通报。"
SECOND = "村民自己议事，自己办事，自己评事，大家都说这个办法好，别的村也来学。"
LAST = "The quick brown fox jumps over the lazy dog."
ROWS = [["县市", "志愿者"], ["吉首市", "28282"], ["凤凰县", "34567"]]
BODY = (FIRST, SECOND, {"table": ROWS, "caption": "注册志愿者人数", "header_rows": 1}, LAST)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_issue(tmp_path_factory.mktemp("damage"), *BODY)


@cache
def _readable(source: Path, edition: str) -> str:
    return readable(source, source.parent, edition)


def fault(source: Path, change: Change, edition: str = "print") -> Problem:
    """Change the file and give the one fault found in it."""
    file = _readable(source, edition)
    changed = change(file)
    assert changed != file, "nothing was changed"
    found = list(faults_of(rewritten(changed, source.parent), source))
    assert len(found) == 1, [problem.message("en") for problem in found]
    return found[0]


def line(source: Path, text: str) -> int:
    lines = source.read_text("utf-8").splitlines()
    return next(number for number, words in enumerate(lines, start=1) if text in words)


def test_a_file_rewritten_by_another_program_is_read_the_same(source: Path) -> None:
    data = rewritten(_readable(source, "print"), source.parent)
    assert not list(faults_of(data, source))


def test_another_character_is_named_where_it_stands(source: Path) -> None:
    problem = fault(source, once(shown("高度重视"), shown("高度重村")))
    assert problem.code == "B940"
    assert str(dict(problem.details)["wanted"]).startswith("视，多次")
    assert str(dict(problem.details)["found"]).startswith("村，多次")
    assert problem.span is not None
    assert problem.span.line == line(source, FIRST[:10])
    assert (
        problem.span.column == source.read_text("utf-8").splitlines()[problem.span.line - 1].index("视") + 1
    )


@pytest.mark.parametrize(
    ("old", "new"), [("调研部署", "调研署部"), ("定期通报", "定通报"), ("细化任务", "细化化任务")]
)
def test_characters_swapped_lost_or_doubled(source: Path, old: str, new: str) -> None:
    assert fault(source, once(shown(old), shown(new))).code == "B940"


def test_a_code_without_text(source: Path) -> None:
    def change(file: str) -> str:
        char = shown("议").upper()
        block = re.search(rf"(\d+) beginbfchar\n(?:<[^\n]*\n)*?<{char}> <{char}>\n", file)
        assert block is not None
        fewer = block[0].replace(f"<{char}> <{char}>\n", "").replace(block[1], str(int(block[1]) - 1), 1)
        return file.replace(block[0], fewer)

    problem = fault(source, change)
    assert problem.code == "B943"
    assert dict(problem.details)["code"] == shown("议").upper()


def test_a_code_with_the_text_of_another(source: Path) -> None:
    char, other = shown("议").upper(), shown("义").upper()
    problem = fault(source, once(f"<{char}> <{char}>", f"<{char}> <{other}>"))
    assert problem.code == "B940"
    assert problem.span is not None
    assert problem.span.line == line(source, SECOND[:8])


def test_two_lines_swapped(source: Path) -> None:
    def change(file: str) -> str:
        one, two = line_of(file, FIRST[:8]), line_of(file, SECOND[:8])
        return file.replace(one, "\0").replace(two, one).replace("\0", two)

    assert fault(source, change).code == "B940"


def test_a_line_dropped(source: Path) -> None:
    assert fault(source, lambda file: file.replace(line_of(file, SECOND[:8]), "")).code == "B940"


def test_a_line_printed_twice(source: Path) -> None:
    def change(file: str) -> str:
        one = line_of(file, SECOND[:8])
        return file.replace(one, f"{one}\n{one}")

    assert fault(source, change).code == "B940"


def test_a_table_cell_lost(source: Path) -> None:
    problem = fault(source, lambda file: file.replace(line_of(file, "凤凰县"), ""))
    assert problem.code == "B940"
    assert problem.span is not None
    assert problem.span.line == line(source, "凤凰县")


def test_a_space_between_words_lost(source: Path) -> None:
    problem = fault(source, once(shown("quick brown"), shown("quickbrown")))
    assert problem.code == "B947"
    assert dict(problem.details)["wanted"] == "equick brownf"
    assert dict(problem.details)["found"] == "equickbrownf"


def test_a_space_inside_a_word(source: Path) -> None:
    assert fault(source, once(shown("quick"), shown("qui ck"))).code == "B947"


def test_the_last_words_lost(source: Path) -> None:
    problem = fault(source, once(shown(" dog."), shown(" do")))
    assert problem.code == "B941"
    assert dict(problem.details)["wanted"] == "g."
    assert problem.span is not None
    assert problem.span.line == line(source, LAST[:9])


def test_the_wrong_page_number(source: Path) -> None:
    def change(file: str) -> str:
        folio = re.search(r"<2014[^\n]*2014>[^\n]*", file)
        assert folio is not None
        return file.replace(folio[0], folio[0].replace("0031", "2014"))

    problem = fault(source, change)
    assert problem.code == "B946"
    assert dict(problem.details)["wanted"] == "—1—"


def test_words_that_are_nobodys(source: Path) -> None:
    def change(file: str) -> str:
        folio = re.search(r"[^\n]*<2014[^\n]*2014>[^\n]*", file)
        assert folio is not None
        return file.replace(folio[0], f"{folio[0]}\n<{shown('1')}> Tj")

    assert fault(source, change).code == "B946"


def test_tags_in_another_order(source: Path) -> None:
    def change(file: str) -> str:
        kids = max(re.findall(r"/K \[\n((?:    \d+ 0 R\n){3,})", file), key=len)
        lines = kids.splitlines(keepends=True)
        lines[-1], lines[-2] = lines[-2], lines[-1]
        return file.replace(kids, "".join(lines))

    assert fault(source, change, "archive").code == "B948"


def test_text_marked_as_decoration(source: Path) -> None:
    def change(file: str) -> str:
        opening = re.findall(r"/P <<[^\n]*BDC", file)[-1]
        return file.replace(opening, "/Artifact <</Type /Layout>> BDC")

    assert fault(source, change, "archive").code == "B948"


def test_a_file_cut_off_cannot_be_proved(source: Path) -> None:
    data = rewritten(_readable(source, "print"), source.parent)
    (problem,) = faults_of(data[: len(data) // 2], source)
    assert problem.code == "B944"
