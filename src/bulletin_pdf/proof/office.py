"""What an office has and no table: its words, the people it names with their posts, in order, and its bodies."""

from collections.abc import Iterator, Sequence

from bulletin_pdf.issue.model import Waiver
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.proof.misspellings import MAX_WORDS, SiteWord, is_usable, word_of_line
from bulletin_pdf.yamldoc.node import Node
from bulletin_pdf.yamldoc.parse import parse_yaml
from bulletin_pdf.yamldoc.source import Source, read_source

SECTIONS = {
    "words": "用词",
    "preferred": "首选",
    "forbidden": "不用",
    "known": "认得",
    "people": "人员",
    "bodies": "机构",
    "waive": "豁免",
}
"""Sections of an office's file, by their English and Chinese names."""
_NAMES = {**{name: name for name in SECTIONS}, **{chinese: name for name, chinese in SECTIONS.items()}}


class Person(NamedTuple):
    """Somebody an office names, with all posts held."""

    name: str
    posts: tuple[str, ...]


class Body(NamedTuple):
    """A body by its full name, and the short forms that are used."""

    name: str
    shorts: tuple[str, ...]


class Knowledge(NamedTuple):
    """All that the files of an office say, in the order written."""

    words: tuple[SiteWord, ...] = ()
    known: frozenset[str] = frozenset()
    """Words that are right, whatever the general rules say."""
    people: tuple[Person, ...] = ()
    """In the order in which they are named."""
    bodies: tuple[Body, ...] = ()
    waivers: tuple[Waiver, ...] = ()


def read_knowledge(paths: Sequence[str], problems: Problems) -> Knowledge:
    """Read an office's files: TSV (wrong, right, note), YAML (wrong: right), YAML in sections; faults are B482, B483."""
    found = _Found()
    for path in paths:
        source = read_source(path, problems)
        if source is None:
            continue
        if path.lower().endswith((".yaml", ".yml")):
            node = parse_yaml(source, problems)
            for key, value in node.pairs if node is not None else ():
                found.take(key, value, problems)
        else:
            found.take_table(source, problems)
    return found.knowledge()


class _Found:
    """What was read so far; of two entries the first counts."""

    def __init__(self) -> None:
        self.words: dict[str, SiteWord] = {}
        self.known: set[str] = set()
        self.people: dict[str, Person] = {}
        self.bodies: dict[str, Body] = {}
        self.waivers: list[Waiver] = []

    def knowledge(self) -> Knowledge:
        people, bodies = tuple(self.people.values()), tuple(self.bodies.values())
        words, known = tuple(self.words.values()), frozenset(self.known)
        return Knowledge(words, known, people, bodies, tuple(self.waivers))

    def take(self, key: Node, value: Node, problems: Problems) -> None:
        """Take an entry of a file: a section, or a word and its right form."""
        section = _NAMES.get(key.value.strip()) if key.kind == "text" else None
        if value.kind == "text" and section is None:
            self._word(key.value, "" if value.is_blank else value.value, "", key.span, problems)
        elif section is None:
            problems.add(Code.WORD_LIST_LINE_UNREADABLE, key.span)
        else:
            for name, said, span in _entries(value, problems):
                self._in_section(section, name, said, span, problems)

    def take_table(self, source: Source, problems: Problems) -> None:
        """Take the lines of a table."""
        for number, line in enumerate(source.text.split("\n"), 1):
            if not line.strip() or line.startswith("#"):
                continue
            span = Span(source.path, number, 1, len(line))
            word = word_of_line(line)
            if word is None:
                problems.add(Code.WORD_LIST_LINE_UNREADABLE, span)
            else:
                self._word(*word, span, problems)

    def _in_section(self, section: str, name: str, said: str, span: Span, problems: Problems) -> None:
        parts = tuple(part.strip() for part in said.split("、") if part.strip())
        match section:
            case "people" if parts:
                self.people.setdefault(name, Person(name, parts))
            case "bodies":
                self.bodies.setdefault(name, Body(name, parts))
            case "waive":
                code, _, found = name.partition(" ")
                self.waivers.append(Waiver(code, found.strip(), said, span, shared=True))
            case "known":
                self.known.add(name)
            case "forbidden":
                self._word(name, "", said, span, problems)
            case "words":
                self._word(name, said, "", span, problems)
            case "preferred" if parts:
                for wrong in parts:
                    self._word(wrong, name, "", span, problems, preferred=True)
            case _:
                problems.add(Code.WORD_LIST_LINE_UNREADABLE, span)

    def _word(
        self, wrong: str, right: str, note: str, span: Span, problems: Problems, preferred: bool = False
    ) -> None:
        word = SiteWord(wrong.strip(), right.strip(), note.strip(), preferred)
        if not is_usable(word):
            problems.add(Code.WORD_LIST_LINE_UNREADABLE, span)
        elif len(self.words) < MAX_WORDS:
            self.words.setdefault(word.wrong, word)


def _entries(value: Node, problems: Problems) -> Iterator[tuple[str, str, Span]]:
    """Return the entries of a section: name, what is said of it, place."""
    if value.kind == "list":
        for item in value.items:
            if item.kind == "mapping":
                yield from _entries(item, problems)
            elif item.kind == "text" and not item.is_blank:
                yield item.value.strip(), "", item.span
            else:
                problems.add(Code.WORD_LIST_LINE_UNREADABLE, item.span)
        return
    if value.kind != "mapping":
        problems.add(Code.WORD_LIST_LINE_UNREADABLE, value.span)
        return
    for key, said in value.pairs:
        if said.kind == "list":
            text = "、".join(each.value.strip() for each in said.items if each.kind == "text")
        else:
            text = "" if said.kind != "text" or said.is_blank else said.value.strip()
        yield key.value.strip(), text, key.span
