"""A run that a first look finds on its page stands there: where each of its strings stands is worked out apart."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_pdf.pdf.readback.content_text import ContentText, TextBox, read_content
from bulletin_pdf.pdf.readback.font_codes import EmbeddedProgram, FontWidths, ReadFont
from bulletin_pdf.pdf.readback.run_places import placed_runs, within

PAGE = TextBox(0.0, 0.0, 200.0, 200.0)
TEXT = "一二三abc"
WIDTHS = FontWidths({ord("a"): 500.0, ord("b"): 250.0, ord("c"): 700.0}, 1000.0)
shifts = st.integers(-3000, 3000)
strings = st.text(TEXT, min_size=1, max_size=6).map(lambda text: text.encode("utf-16-be").hex())


def look(line: str) -> tuple[bool, bool]:
    """Whether the first look finds all on the page, and whether it is."""
    font = ReadFont(
        "F", {ord(char): char for char in TEXT}, WIDTHS, EmbeddedProgram(b"", is_cff=False, places=b"")
    )
    data, fonts = line.encode(), {b"F": font}
    read = read_content(data, fonts, PAGE)
    runs = list(placed_runs(ContentText(*read, lambda: data, fonts)))
    assert "".join(run.text for run in runs) == read.text
    return read.on_page, all(within(run.box, PAGE) for run in runs)


@settings(max_examples=150, deadline=None)
@given(
    st.floats(-20, 200),
    st.floats(-2, 2),
    st.lists(st.tuples(strings, shifts), min_size=1, max_size=8),
    st.booleans(),
)
def test_what_is_found_on_the_page_is_there(
    x: float, tracking: float, parts: list[tuple[str, int]], ends: bool
) -> None:
    array = "".join(f"<{codes}>{shift}" for codes, shift in parts[:-1])
    array += f"<{parts[-1][0]}>" + (f"{parts[-1][1]}" if ends else "")
    found, right = look(f"BT\n{tracking:.3f} Tc\n{x:.3f} 100 Td\n/F 12 Tf\n[{array}] TJ\nET")
    assert right or not found


def test_a_line_with_many_marks_set_closer_needs_no_second_look() -> None:
    mark = "一".encode("utf-16-be").hex()
    array = "".join(f"<{mark}>500" for _ in range(24))
    assert look(f"BT\n2 100 Td\n/F 12 Tf\n[{array}] TJ\nET") == (True, True)
