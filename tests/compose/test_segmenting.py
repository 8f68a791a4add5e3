"""Words of a title: what the segmenter says with a title's own words is what it says with its whole dictionary."""

from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin_pdf.compose import dictionary, segmenter, word_breaks
from bulletin_pdf.compose.trade_terms import TERMS

TABLE = Path(dictionary._WORDS).read_bytes()
COUNTS = {line.split(" ")[0]: int(line.split(" ")[1]) for line in TABLE.decode().splitlines()}
TITLES = Path(__file__).with_name("titles.txt").read_text("utf-8").replace("¦", "").splitlines()
LISTED = sorted(COUNTS)[::97]


@cache
def taught() -> Any:
    """The segmenter with all of its own dictionary."""
    import rjieba

    for term in TERMS:
        rjieba.add_word(term, word_breaks._TERM_COUNT, "n")
    return rjieba


def test_the_module_alone_is_the_segmenter_of_the_package() -> None:
    import rjieba

    for title in TITLES[:40]:
        whole = [tuple(word) for word in rjieba.Jieba().tag(title)]
        assert [tuple(word) for word in segmenter.full_segmenter().tag(title)] == whole


def agrees(text: str) -> bool:
    return word_breaks.tagged(text) == [tuple(word) for word in taught().tag(text)]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_split_as_with_the_whole_dictionary(title: str) -> None:
    assert agrees(title)


@given(
    st.lists(st.sampled_from([*LISTED, *TERMS, *"的了让在甲碁𠮷“”，· ", "2022年", "5G", "3.5%"])).map("".join)
)
def test_any_text_is_split_as_with_the_whole_dictionary(text: str) -> None:
    assert agrees(text)


@given(st.text(alphabet="中国特色社会主义新时代文明不一AB超", max_size=9))
def test_words_in_a_text_are_all_found(text: str) -> None:
    parts = {text[a:b] for a in range(len(text)) for b in range(a + 1, len(text) + 1)}
    found = {word.text: word.often for word in dictionary.words_in(text)}
    assert found == {part: COUNTS[part] for part in parts if part in COUNTS}


def test_the_table_is_in_order_and_counted() -> None:
    lines = TABLE.splitlines()
    assert lines == sorted(set(lines)) and len(COUNTS) == len(lines)
    assert sum((COUNTS | dict.fromkeys(TERMS, word_breaks._TERM_COUNT)).values()) == word_breaks._COUNT


def test_the_index_tells_where_words_of_a_character_begin() -> None:
    chars, places = dictionary._index()
    starts = [int(places[at : at + 6], 16) for at in range(0, len(places), 6)]
    assert starts[0] == 0 and starts[-1] == len(TABLE)
    assert list(chars) == sorted(set(chars))
    for char, start, end in zip(chars, starts, starts[1:], strict=False):
        stretch = TABLE[start:end].decode()
        assert stretch.endswith("\n")
        assert stretch.count("\n" + char) == stretch.count("\n") - 1 and stretch[0] == char


def test_words_the_dictionary_lacks_are_the_part_of_speech_that_the_segmenter_takes_them_for() -> None:
    """A segmenter without a dictionary lacks every word."""
    random, chars = Random(9704), dictionary._index()[0] + "碁𠮷，A%"
    plain = segmenter.empty_segmenter()
    for _ in range(2000):
        text = "".join(random.choices(chars, k=random.randint(1, 5)))
        guessed = [(word, word_breaks._guessed_kind(word)) for word in plain.cut(text)]
        assert guessed == [tuple(word) for word in plain.tag(text)]
