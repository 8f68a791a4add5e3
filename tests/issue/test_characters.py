"""What becomes of every character of Unicode that is no letter, mark, number or sign: decided by its kind."""

import unicodedata
from pathlib import Path

import pytest

from bulletin_pdf.build import publish
from bulletin_pdf.fonts.font_book import open_book
from bulletin_pdf.issue.normalize import Tidier
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.source_map import SourceMap
from bulletin_pdf.yamldoc.source import decode, find_unprintable
from bulletin_pdf.yamldoc.written import PlacedText

EVERY = [chr(code) for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF]
PRINTED = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Format characters that print a sign over or under the digits after them."""
LAYOUT = set("\t\n\r")
ISSUE = "bulletin: 工作简报\nnumber: 30\ndate: 2022-06-16\nreports:\n- title: 标题\n  text: 甲{char}乙。\n"


def kind(*categories: str) -> list[str]:
    return [char for char in EVERY if unicodedata.category(char) in categories]


def test_controls_and_formats_are_refused() -> None:
    left = {char for char in kind("Cc", "Cf", "Zl", "Zp") if not find_unprintable(char)}
    assert left == LAYOUT | PRINTED


def test_noncharacters_are_refused() -> None:
    noncharacters = [c for c in EVERY if ord(c) & 0xFFFE == 0xFFFE or "\ufdd0" <= c <= "\ufdef"]
    assert len(noncharacters) == 66
    assert all(map(find_unprintable, noncharacters))


def test_what_is_refused_has_no_ink_of_its_own() -> None:
    others = {c for c in EVERY if find_unprintable(c) and unicodedata.category(c)[0] not in "CZ"}
    assert others == set(
        "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0\ufffc\ufffd"
    )


@pytest.mark.parametrize(
    ("char", "code"),
    [
        ("\ufffc", "B154"),
        ("\ufffd", "B117"),
        ("\ufff9", "B116"),
        ("\ufffb", "B116"),
        ("\u00ad", "B116"),
        ("\u200b", "B116"),
        ("\u202e", "B116"),
        ("\u206a", "B116"),
        ("\u2028", "B116"),
        ("\u0085", "B116"),
        ("\u001f", "B115"),
        ("\u3164", "B116"),
        ("\u1680", "B116"),
        ("\ufeff", "B116"),
        ("\U000e0041", "B116"),
        ("\U0001ffff", "B116"),
        ("\U0001d173", "B116"),
    ],
)
@pytest.mark.parametrize("form", ["plain", "escaped"])
def test_each_kind_is_named_with_its_place(char: str, code: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / "issue.yaml"
    text = ISSUE.format(char=char)
    if form == "escaped":
        text = ISSUE.replace("甲{char}乙。", f'"甲\\U{ord(char):08X}乙。"')
    path.write_bytes(text.encode())
    with pytest.raises(BulletinError) as caught:
        read_issue(path)
    column = 10 if form == "plain" else 11
    assert [(p.code, p.span and p.span[1:3]) for p in caught.value.problems] == [(code, (6, column))]


def test_a_blank_of_any_kind_is_a_space_and_logged() -> None:
    for char in kind("Zs"):
        if char in " \u3000" or find_unprintable(char):
            continue
        tidier = Tidier(Problems())
        assert tidier.tidy(PlacedText(f"甲{char}乙A{char}B", SourceMap.start("f"))).text == "甲 乙A B"
        assert [change.before for change in tidier.changes] == [char, char]


@pytest.mark.parametrize("place", ["text", "verse", "normalize", "copy_number"])
def test_a_blank_no_face_has_is_told_or_set_right(place: str, tmp_path: Path) -> None:
    """A tab or a thin space is no fault of the program, wherever it stands and whatever is normalised."""
    path = tmp_path / "issue.yaml"
    for number, char in enumerate(["\t", *kind("Zs")]):
        if find_unprintable(char):
            continue
        text = ISSUE.replace("{char}", char if place in ("text", "normalize") else "")
        if place == "normalize":
            text += "normalize: false\n"
        if place == "copy_number":
            text += f"copy_number: '00{char}12'\n"
        if place == "verse":
            text = text.replace("text: 甲乙。", f"body:\n  - verse: |\n      甲{char}乙")
        path.write_text(text, encoding="utf-8")
        try:
            publish(str(path), str(tmp_path / f"{number}.pdf"))
        except BulletinError as error:
            assert {problem.code for problem in error.problems.errors} == {"B310"}


def test_no_shipped_face_says_what_a_private_character_means() -> None:
    book = open_book()
    private = [chr(code) for code in (*range(0xE000, 0xF900), 0xFFFFD, 0x10FFFD)]
    assert not [char for char in private for role in book.roles() if book.face_for(char, role)]


def test_refused_characters_keep_the_columns_of_what_follows() -> None:
    problems = Problems()
    source = decode("f", "甲\u2028乙\ufffc\n".encode(), problems)
    assert source is not None and source.text == "甲\u200b乙\ufffc\n"
    assert [p.span and p.span.column for p in problems] == [2, 4]
