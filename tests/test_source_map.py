"""The map from a text to its places in the editor's file."""

from hypothesis import given
from hypothesis import strategies as st

from bulletin_pdf.source_map import NOWHERE, SourceMap, TextEdit, joined
from bulletin_pdf.yamldoc.written import edited

LINES = st.lists(st.text("甲乙丙ab", min_size=1, max_size=8), min_size=1, max_size=4)


def of_lines(lines: list[str]) -> tuple[str, SourceMap]:
    """Return a text whose lines stand below one another from line 3, column 5 on."""
    starts = [sum(map(len, lines[:number])) for number in range(len(lines))]
    return "".join(lines), SourceMap.of("a.yaml", [(at, 3 + number, 5) for number, at in enumerate(starts)])


@st.composite
def edits_of(draw: st.DrawFn, length: int) -> list[TextEdit]:
    bounds = sorted(draw(st.lists(st.integers(0, length), max_size=6).map(lambda at: at[: len(at) // 2 * 2])))
    return [
        (start, end, draw(st.text("新x", max_size=4)))
        for start, end in zip(bounds[::2], bounds[1::2], strict=True)
    ]


@given(LINES, st.data())
def test_what_an_edit_leaves_keeps_its_place(lines: list[str], data: st.DataObject) -> None:
    text, source = of_lines(lines)
    edits = data.draw(edits_of(len(text)))
    changed, after = edited(text, edits), source.edit(edits, len(text))
    kept = [at for at in range(len(text)) if not any(start <= at < end for start, end, _ in edits)]
    for at in kept:
        moved = at + sum(len(new) - (end - start) for start, end, new in edits if end <= at)
        assert changed[moved] == text[at]
        assert after.place(moved) == source.place(at)


@given(LINES, st.data())
def test_what_is_put_in_stands_where_the_old_words_stood(lines: list[str], data: st.DataObject) -> None:
    text, source = of_lines(lines)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    after = source.edit([(start, end, "新的文字")], len(text))
    assert after.place(start) == source.place(start)
    assert after.place(start + 3) == source.place(min(start + 3, end - 1))


@given(LINES, st.data())
def test_a_part_has_the_places_of_the_whole(lines: list[str], data: st.DataObject) -> None:
    text, source = of_lines(lines)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    part, rest = source.cut(start, end), source.after(start)
    for at in range(end - start):
        assert part.place(at) == rest.place(at) == source.place(start + at)


@given(LINES, st.integers(0, 5))
def test_words_of_the_program_have_the_place_of_what_follows(lines: list[str], length: int) -> None:
    text, source = of_lines(lines)
    led = source.behind(length)
    assert [led.place(at) for at in range(length)] == [source.place(0)] * length
    assert [led.place(length + at) for at in range(len(text))] == [
        source.place(at) for at in range(len(text))
    ]


@given(LINES, LINES, st.integers(0, 2))
def test_texts_put_together_keep_their_places(one: list[str], other: list[str], between: int) -> None:
    first, its = of_lines(one)
    second, others = of_lines(other)
    both = joined([(len(first), its), (len(second), others)], between)
    assert [both.place(at) for at in range(len(first))] == [its.place(at) for at in range(len(first))]
    behind = len(first) + between
    assert [both.place(behind + at) for at in range(len(second))] == [
        others.place(at) for at in range(len(second))
    ]
    assert between == 0 or both.place(len(first)) == others.place(0)


def test_the_program_itself_stands_nowhere() -> None:
    for source in (
        NOWHERE,
        NOWHERE.behind(2),
        NOWHERE.after(1),
        NOWHERE.cut(0, 1),
        NOWHERE.edit([(0, 1, "新")], 3),
    ):
        assert source.place_of(0) is None and source.whole("文字") is None
    assert joined([(2, SourceMap.start("a.yaml")), (2, NOWHERE)], 0).place_of(3) is None
