"""A returned Word paper as plain values: every character with its tracked change."""

from bulletin_pdf.named_tuples import NamedTuple


class WordMark(NamedTuple):
    """Who did what, and when; `state` is empty for what was left alone."""

    state: str = ""
    """ins, del, or nothing."""
    who: str = ""
    when: str = ""
    moved: bool = False


class Char(NamedTuple):
    """A character of a returned paper; `lead` and `dots` are nothing where that is not said."""

    text: str
    mark: WordMark
    lead: bool | None
    dots: bool | None
    by: WordMark
    """Who changed its look, where that was tracked."""


class WordParagraph(NamedTuple):
    """A paragraph: its characters, its end, the lines whose ids it bears, and the cell it lies in, -1 for none."""

    chars: tuple[Char, ...]
    end: WordMark
    lines: tuple[int, ...]
    cell: int


class WordRow(NamedTuple):
    """A row of a table: its cells by number, and whether it was put in or taken out as a whole."""

    cells: tuple[int, ...]
    mark: WordMark


class WordAnchor(NamedTuple):
    """A place in a returned paper: the number of a paragraph, and of a character in it."""

    paragraph: int
    char: int


class WordComment(NamedTuple):
    """A comment, and the stretch it is about."""

    who: str
    when: str
    text: str
    start: WordAnchor
    end: WordAnchor


class Unread(NamedTuple):
    """A kind of mark that is not taken: a term of `messages.TERMS`."""

    kind: str
    at: WordAnchor
    who: str = ""
    when: str = ""
    text: str = ""


class ReturnedPicture(NamedTuple):
    """A picture of the paper as it came back; `digest` is that of the file that was sent."""

    number: int
    digest: str
    data: bytes
    name: str
    at: WordAnchor


class WordReturn(NamedTuple):
    """A returned Word paper."""

    properties: dict[str, str]
    who: str
    """Who saved it last."""
    when: str
    paragraphs: tuple[WordParagraph, ...]
    comments: tuple[WordComment, ...]
    unread: tuple[Unread, ...]
    pictures: tuple[ReturnedPicture, ...]
    tables: tuple[tuple[WordRow, ...], ...] = ()


def rejected_text(paragraph: WordParagraph) -> str:
    """Return a paragraph as it reads with all tracked changes rejected."""
    return "".join(char.text for char in paragraph.chars if char.mark.state != "ins")


def accepted_text(paragraph: WordParagraph) -> str:
    """Return a paragraph as it reads with all tracked changes accepted."""
    return "".join(char.text for char in paragraph.chars if char.mark.state != "del")


def has_text(paragraph: WordParagraph) -> bool:
    """Whether a paragraph has any character that is not white space."""
    return any(not char.text.isspace() for char in paragraph.chars)
