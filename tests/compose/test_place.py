"""Labels: set once for all issues of a bulletin, and what is said about one is said to each."""

from bulletin_pdf.compose.single_lines import put_label, set_label
from bulletin_pdf.fonts.font_book import open_book
from bulletin_pdf.layout.block import Piece
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.source_map import SourceMap
from support.plain_design import BODY, DESIGN, KAI


def test_a_label_set_again_has_its_own_tag_and_is_the_same_otherwise() -> None:
    book, caption = open_book(), (Piece(0, 4, BODY),)
    again, anew = (
        Typesetter(book, DESIGN.rules, Problems()),
        Typesetter(open_book(), DESIGN.rules, Problems()),
    )
    set_label("签发人：周正 A3", KAI, 7, again, pieces=caption)
    for tag in (None, 8):
        runs = put_label(set_label("签发人：周正 A3", KAI, tag, again, pieces=caption), 10.0, 20.0)
        assert {run.tag for run in runs} == {tag}
        assert runs == put_label(set_label("签发人：周正 A3", KAI, tag, anew, pieces=caption), 10.0, 20.0)


def test_what_is_wrong_with_a_label_is_told_wherever_it_stands() -> None:
    book = open_book()
    for path in ("a.yaml", "b.yaml"):
        typesetter = Typesetter(book, DESIGN.rules, Problems())
        for _ in range(2):
            set_label("甲\U000e0fff乙", KAI, 1, typesetter, SourceMap.start(path, 3, 5))
        assert [(found.code, found.span) for found in typesetter.problems] == [("B310", Span(path, 3, 6))]
