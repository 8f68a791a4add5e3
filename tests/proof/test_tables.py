"""Tables that are worked out beforehand are what the lists give, and splitting with few words is splitting with all."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from bulletin_pdf.compose.dictionary import words_from, words_in
from bulletin_pdf.compose.segmenter import full_segmenter
from bulletin_pdf.proof import lexicon
from bulletin_pdf.proof.formulas import lines_of_forms
from bulletin_pdf.proof.spelling_tables import characters_beside, words_with_gaps

CORPUS = sorted(Path(__file__).parent.glob("corpus/*/*.yaml"))


def columns(table: Mapping[str, str]) -> Iterator[str]:
    return (f"{key} {value}" for key, value in table.items())


@pytest.mark.parametrize(
    "name, made",
    [
        ("forms.txt", lines_of_forms),
        ("gaps.txt", lambda: columns(words_with_gaps())),
        ("behind.txt", lambda: columns(characters_beside(0))),
        ("before.txt", lambda: columns(characters_beside(1))),
    ],
    ids=["forms", "gaps", "behind", "before"],
)
def test_a_table_is_what_the_lists_give(name: str, made: Callable[[], Iterator[str]]) -> None:
    assert lexicon.table(name).splitlines() == list(made()), "run scripts/make_spelling.py"


def test_the_known_words_are_those_of_the_lists() -> None:
    words = lexicon.known_words()
    assert words == lexicon.gathered_words(), "run scripts/make_spelling.py"
    for word in words[::97]:
        often = next((found.often for found in words_in(word) if found.text == word), 0)
        assert lexicon.table("known.txt").find(f"{word} {often}\n") >= 0


def test_few_words_split_a_text_as_all_do() -> None:
    whole = full_segmenter()
    for word in lexicon.known_words():
        whole.add_word(word, lexicon.KNOWN_COUNT, "n")
    few = lexicon._Segmenter()
    for path in CORPUS[::3]:
        text = path.read_text("utf-8")
        assert few.cut(text) == whole.cut(text, False)


def test_many_words_are_taken_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    few = lexicon._Segmenter()
    before = few.cut("研究施工方案。")
    monkeypatch.setattr(lexicon, "_MANY", 0)
    assert few.cut("县里召开推进会。") == ["县里", "召开", "推进会", "。"]
    assert few.cut("研究施工方案。") == before


def test_words_are_found_by_their_beginnings() -> None:
    found = {word.text for word in words_from(("一", "研究", "㐂㐂", "1号"))}
    assert {"一", "研究", "研究生", "1号店"} <= found
    assert not any(word.startswith("一") and len(word) > 1 for word in found)
