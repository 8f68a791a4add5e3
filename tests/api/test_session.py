"""A session gives the very files that are made without one, whatever was set before."""

import random
import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bulletin_pdf as bp
from api.material import MODEL, TEXT
from bulletin_pdf.api.issue import Issue
from bulletin_pdf.fonts.font_book import open_book

BASE = MODEL.parent
MODEL_TEXT = MODEL.read_text("utf-8")
WORDS = (
    "湘西州",
    "龘",
    "先后",
    "https://a.cn/bbbbbbbbbbbbbbbbbbbbbb",
    "2022年6月16日",
    "A",
    "——",
    "𠮷",
    "，",
    "（一）",
    "=",
)


def edited(text: str, numbers: list[int]) -> str:
    """Change a few places of the texts of an issue: words put in, taken out, put twice."""
    lines = text.split("\n")
    texts = [place for place, line in enumerate(lines) if re.match(" {6,}[^ -]", line)]
    for number in numbers:
        rng = random.Random(number)
        place = rng.choice(texts)
        line, at = lines[place], rng.randrange(8, max(len(lines[place]), 9))
        word, cut = rng.choice(WORDS), rng.choice((0, 0, 1, 5))
        lines[place] = line[:at] + word + line[at + cut :]
        if rng.random() < 0.2:
            lines[place] += "\n" + lines[place]
    return "\n".join(lines)


def noting(function: Callable[..., object], calls: list[object]) -> Callable[..., object]:
    """Return the function as one that notes the first argument of each call."""

    def noted(*given: object) -> object:
        calls.append(given[0])
        return function(*given)

    return noted


def told(issue: Issue, edition: str) -> tuple[object, ...]:
    """Everything an edition gives: the file, or the errors."""
    try:
        result = issue.pdf(edition, prove=False)
    except bp.BulletinError as error:
        return tuple(error.problems)
    return result.data, result.pages, result.problems, result.changes


SHARED = bp.Session()


@given(
    st.lists(st.lists(st.integers(0, 10**9), min_size=1, max_size=3), min_size=1, max_size=4),
    st.sampled_from(["screen", "print", "archive"]),
)
@settings(deadline=None, max_examples=12)
def test_after_any_edits_it_is_the_file_of_a_fresh_build(edits: list[list[int]], edition: str) -> None:
    text = MODEL_TEXT
    for numbers in edits:
        text = edited(text, numbers)
        warm = told(SHARED.parse(text, base=BASE, name=MODEL.name), edition)
    assert warm == told(bp.Issue.parse(text, base=BASE, name=MODEL.name), edition)


@pytest.mark.parametrize("edition", ["overprint", "head", "proof"])
def test_every_edition_is_that_of_a_fresh_build(edition: str) -> None:
    told(SHARED.read(MODEL), "screen")
    assert told(SHARED.read(MODEL), edition) == told(bp.Issue.read(MODEL), edition)


def test_pages_and_findings_are_those_of_a_fresh_issue() -> None:
    changed = MODEL_TEXT.replace("湘西州紧盯", "湘西州先后紧盯。。")
    for text in (MODEL_TEXT, changed, MODEL_TEXT):
        warm, fresh = (taken.parse(text, base=BASE) for taken in (SHARED, bp.Issue))
        assert warm.pages()[:3] == fresh.pages()[:3]
        assert warm.check() == fresh.check()


def test_it_goes_on_after_errors() -> None:
    session = bp.Session()
    wanted = bp.Issue.parse(TEXT).pdf("screen").data
    for text in (TEXT, TEXT.replace("number", "numbre"), TEXT.replace("  - city", " - city"), TEXT):
        issue = session.parse(text)
        if text is not TEXT:
            with pytest.raises(bp.BulletinError):
                issue.pdf("screen")
    assert issue.pdf("screen").data == wanted


def test_faces_that_changed_are_opened_anew(tmp_path: Path) -> None:
    session, made = bp.Session(), {}
    book = open_book()
    font = tmp_path / "face.ttf"
    text = TEXT + "fonts:\n  fangsong: face.ttf\n"
    for role in ("kai", "hei"):
        font.write_bytes(Path(book.entry(book.face(role).id).path).read_bytes())
        made[role] = session.parse(text, base=tmp_path).pdf("screen").data
        assert made[role] == bp.Issue.parse(text, base=tmp_path).pdf("screen").data
    assert made["kai"] != made["hei"]


def test_many_issues_are_set_in_one_session() -> None:
    session = bp.Session()
    texts = [TEXT.replace("number: 30", f"number: {number}") for number in range(1, 11)]
    first = [session.parse(text, name=f"{place}.yaml").pdf("screen").data for place, text in enumerate(texts)]
    again = [session.parse(text, name=f"{place}.yaml").pdf("screen").data for place, text in enumerate(texts)]
    assert first == again == [bp.Issue.parse(text).pdf("screen").data for text in texts]


def test_threads_take_turns_and_two_sessions_have_nothing_in_common() -> None:
    sessions = (bp.Session(), bp.Session())
    texts = [MODEL_TEXT, MODEL_TEXT.replace("湘西州紧盯", "长沙市先后紧盯")]
    wanted = [bp.Issue.parse(text, base=BASE).pdf("screen", prove=False).data for text in texts]
    wrong = []

    def work(place: int) -> None:
        for turn in range(4):
            which = (place + turn) % 2
            issue = sessions[place // 2].parse(texts[which], base=BASE)
            if issue.pdf("screen", prove=False).data != wanted[which]:
                wrong.append((place, turn))

    threads = [threading.Thread(target=work, args=(place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_what_has_not_changed_is_not_set_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from bulletin_pdf.attest import drawn_glyphs
    from bulletin_pdf.layout import galley_cache as galleys
    from bulletin_pdf.pdf.write import embedded_fonts

    session = bp.Session()
    session.parse(MODEL_TEXT, base=BASE).pdf("screen")
    set_again: list[object] = []
    cut_again: list[object] = []
    held_again: list[object] = []
    for module, name, calls in (
        (galleys, "set_block", set_again),
        (embedded_fonts, "subset", cut_again),
        (drawn_glyphs, "other_glyphs", held_again),
    ):
        monkeypatch.setattr(module, name, noting(getattr(module, name), calls))
    session.parse(MODEL_TEXT.replace("湘西州紧盯", "湘西州紧紧盯"), base=BASE).pdf("screen")
    assert len(set_again) <= 3 and not cut_again and not held_again
    session.parse(MODEL_TEXT.replace("湘西州紧盯", "湘西州紧紧盯龘"), base=BASE).pdf("screen")
    assert cut_again and held_again, "another character, another font: it is proven"
