"""Random edits of a paper round trip: the proposals put into the old source give the edited text."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.review.applying import apply, read_sources
from bulletin_pdf.review.paper import Line
from bulletin_pdf.review.paper_maker import paper_of
from bulletin_pdf.review.returned_file import take
from bulletin_pdf.review.word_out import word_paper
from bulletin_pdf.yamldoc.source import SourceText
from review.edited_word import WordFile
from review.test_word import ISSUE

PAPER = paper_of(read_issue(SourceText("issue.yaml", ISSUE.encode()), "")[0])
WORD = word_paper(PAPER)
EDITABLE = [line for line in PAPER.lines if line.kind in ("text", "cell") and line.text]
BODY = [line for line in EDITABLE if line.style == "body"]
NEW = st.text("我们全面推进新时代建设，的了在。", min_size=1, max_size=4)

Edit = tuple[int, list[tuple[int, int, str]]]
EDITS = st.lists(
    st.tuples(
        st.sampled_from([line.number for line in EDITABLE]),
        st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5), st.just("") | NEW), min_size=1, max_size=3),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda edit: edit[0],
)


def pieces_of(line: Line, cuts: list[tuple[int, int, str]]) -> list[tuple[str, str]]:
    """Return a line in pieces, what is taken out and put in among them."""
    pieces, at = [], 0
    for start, length, new in sorted(cuts):
        start = max(at, min(start, len(line.text)))
        end = min(start + length, len(line.text))
        pieces += [(line.text[at:start], ""), (line.text[start:end], "del"), (new, "ins")]
        at = end
    pieces.append((line.text[at:], ""))
    return [piece for piece in pieces if piece[0]]


@settings(max_examples=30)
@given(
    EDITS,
    st.booleans(),
    st.sampled_from([line.number for line in BODY]),
    st.sampled_from(["", "另起一段说明情况。"]),
)
def test_random_edits_round_trip(edits: list[Edit], tracked: bool, behind: int, added: str) -> None:
    file = WordFile(WORD)
    wanted = {line.number: [line.text] for line in PAPER.lines}
    for number, cuts in edits:
        pieces = pieces_of(PAPER.lines[number], cuts)
        new = "".join(text for text, state in pieces if state != "del")
        if not new.strip() or new.lstrip("，。") != new:
            continue  # a line that is empty, or begins with a stop, is another matter
        file.put(number, pieces)
        if not tracked:
            file.settle(number)
        wanted[number] = [new]
    if added:
        file.put_paragraph(behind, added, "张三" if tracked else "")
        wanted[behind].append(added)
    proposals = take(PAPER, "a.docx", file.saved()).proposals
    applied = apply(PAPER, proposals)
    assert not applied.unfit
    got = [line.text for line in read_sources(applied.sources).lines if line.style != "contents_entry"]
    lines = [line for line in PAPER.lines if line.style != "contents_entry"]
    # A single … is printed as ……, whatever a reviewer leaves of it.
    assert got == [re.sub("…+", "……", text) for line in lines for text in wanted[line.number]]
