"""Problems as values: what is wrong, where in the editor's file, and what to do."""

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from bulletin_pdf.messages import Detail, Details, KeyName, Language, Term, find, on_one_line, say, say_noted
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.plain_files import open_plain
from bulletin_pdf.problem_codes import CODES, Code, Level

MAX_PROBLEMS = 200
"""Further ones are only counted, the least grave first: nobody reads more, and a bad file may hold millions."""

_MILD_TO_GRAVE = (Level.NOTE, Level.WARNING, Level.ERROR)

MAX_TOLD = 20
"""Problems in the text of an exception."""

SHOWN_COLUMNS = 96
"""A longer source line is cut around the caret."""

MAX_READ = 16 << 20
"""Bytes of a file read to show a source line."""


class Span(NamedTuple):
    """A place in a file; line and column count from 1, length in characters."""

    path: str
    line: int
    column: int
    length: int = 1

    def as_record(self) -> dict[str, str | int]:
        """Return the place as JSON has it: file, line and column."""
        return {"path": self.path, "line": self.line, "column": self.column}

    def renamed(self, names: Mapping[str, str]) -> "Span":
        """Return the place in a file that has another name; `names` gives the new name of each."""
        return self._replace(path=names.get(self.path, self.path))


def record_of_place(span: Span | None) -> Mapping[str, str | int | None]:
    """Return the place of a problem as JSON has it; without a place there is nothing under each name."""
    return {**span.as_record()} if span else {"path": None, "line": None, "column": None}


class Problem(NamedTuple):
    """One fault in the user's material; the catalogue has its words under `code`."""

    code: str
    span: Span | None = None
    details: Details = ()

    @property
    def level(self) -> Level:
        """How grave it is."""
        return CODES[self.code].level

    @property
    def place(self) -> Span | None:
        """Where in the editor's file it is; None for what has no such place."""
        return self.span

    def message(self, lang: Language) -> str:
        """Return what is wrong."""
        return say_noted(lang, "problem", self.code, self.details)

    def hint(self, lang: Language) -> str:
        """Return what to do; empty when the message says it already."""
        known = find(lang, "hint", self.code)
        return say_noted(lang, "hint", self.code, self.details).rstrip() if known else ""

    def renamed(self, names: Mapping[str, str]) -> "Problem":
        """Return the problem with other names of files, in its place and where a detail is such a name."""
        details = tuple((name, _renamed(value, names)) for name, value in self.details)
        return Problem(self.code, self.span and self.span.renamed(names), details)


def _renamed(value: Detail, names: Mapping[str, str]) -> Detail:
    return names.get(value, value) if isinstance(value, str) else value


class BulletinError(Exception):
    """The material has errors; `problems` holds them all, warnings and notes too."""

    def __init__(self, problems: "Problems") -> None:
        super().__init__(problems)
        self.problems = problems
        self.texts: dict[str, bytes] = {}
        """What was read of the files the problems stand in, where it is known."""

    def __str__(self) -> str:
        told = [_where(problem.span) + level_and_message(problem, "en") for problem in self.problems]
        return "\n".join([*told[:MAX_TOLD], *(["…"] if len(told) > MAX_TOLD else [])])

    def show(self, lang: Language = "zh") -> str:
        """Word all problems as people read them: message, the line of the source with a caret, hint."""
        return "\n".join(
            show(problem, lang, self._lines(problem.span.path) if problem.span else ())
            for problem in self.problems
        )

    def _lines(self, path: str) -> list[str]:
        return lines_of(self.texts[path]) if path in self.texts else source_lines(path)


class Problems:
    """Collects problems; iterates in the order of their places, each problem once."""

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}
        self._levels = dict.fromkeys(_MILD_TO_GRAVE, 0)
        """How many of each level are listed."""
        self._unlisted = 0

    def add(self, code: str, span: Span | None = None, /, **details: Detail) -> None:
        """Note one problem; details fill the placeholders of its words."""
        self.include(Problem(code, span, tuple(details.items())))

    def include(self, problem: Problem) -> None:
        """Note a problem that was found elsewhere."""
        if problem in self._found:
            return
        if len(self._found) >= MAX_PROBLEMS:
            self._unlisted += 1
            if not self._drop_below(problem.level):
                return
        self._found[problem] = None
        self._levels[problem.level] += 1

    def _drop_below(self, level: Level) -> bool:
        """Take the last one of the least grave level off the list, if it is below `level`; whether it was."""
        least = next(each for each in _MILD_TO_GRAVE if self._levels[each])
        if _MILD_TO_GRAVE.index(least) >= _MILD_TO_GRAVE.index(level):
            return False
        del self._found[next(problem for problem in reversed(self._found) if problem.level is least)]
        self._levels[least] -= 1
        return True

    def extend(self, problems: "Problems") -> None:
        """Take over all problems of another collector."""
        for problem in problems._found:
            self.include(problem)
        self._unlisted += problems._unlisted

    @property
    def count(self) -> int:
        """How many were noted, listed or not."""
        return len(self._found) + self._unlisted

    def __iter__(self) -> Iterator[Problem]:
        yield from sorted(self._found, key=_place)
        if self._unlisted:
            yield Problem(Code.MORE_PROBLEMS, None, (("count", self._unlisted),))

    def __len__(self) -> int:
        return len(self._found) + (self._unlisted > 0)

    def __getitem__(self, place: int) -> Problem:
        return tuple(self)[place]

    @property
    def errors(self) -> list[Problem]:
        """Those that stop the build."""
        return [problem for problem in self if problem.level is Level.ERROR]

    def raise_if_errors(self) -> None:
        """Raise BulletinError with everything found, if any of it is an error."""
        if self._levels[Level.ERROR]:
            raise BulletinError(self)


def _place(problem: Problem) -> tuple[str, int, int, str]:
    span = problem.span or Span("", 0, 0)
    return span.path, span.line, span.column, problem.code


def show(problem: Problem, lang: Language, source_lines: Sequence[str] = ()) -> str:
    """Word a problem as people read it: message, source line with caret, hint."""
    lines = [_where(problem.span) + level_and_message(problem, lang)]
    span = problem.span
    if span is not None and 1 <= span.line <= len(source_lines):
        lines += _excerpt(span, source_lines[span.line - 1])
    hint = problem.hint(lang)
    if hint:
        lines.append("  " + say(lang, "shown", "hint", hint=hint))
    return "\n".join(lines)


def level_and_message(problem: Problem, lang: Language) -> str:
    """Return how grave a problem is, its code and what is wrong."""
    level, message = say(lang, "level", problem.level.value), problem.message(lang)
    return say(lang, "shown", "problem", level=level, code=problem.code, message=message)


def numbered_note(problem: Problem, number: int, where: str, lang: Language) -> str:
    """Word a problem as a numbered note on a proof."""
    said = level_and_message(problem, lang)
    if hint := problem.hint(lang):
        said = say(lang, "sheet", "hint", said=said, hint=hint)
    return say(lang, "sheet", "note", number=number, where=where, said=said)


def problem_as_json(problem: Problem, lang: Language) -> str:
    """Word a problem as one line of JSON."""
    record = {
        **record_of_place(problem.span),
        "length": problem.span.length if problem.span else None,
        "level": problem.level.value,
        "code": problem.code,
        "message": problem.message(lang),
        "hint": problem.hint(lang),
        "details": {name: _plain(value) for name, value in problem.details},
    }
    return json.dumps(record, ensure_ascii=False)


def _plain(detail: Detail) -> object:
    """Return a detail as JSON has it: texts and numbers as they are, terms and keys by their names in the program."""
    if isinstance(detail, Term):
        return detail.key
    if isinstance(detail, KeyName):
        return detail.english
    return [_plain(each) for each in detail] if isinstance(detail, tuple) else detail


def source_lines(path: str) -> list[str]:
    """Read a file's lines for `show`; a file in the wrong encoding is read as well as can be."""
    try:
        with open_plain(path) as file:
            data = file.read(MAX_READ)
    except (OSError, ValueError):
        return []
    return lines_of(data)


def lines_of(data: bytes) -> list[str]:
    """Return the lines of a file that was read, for `show`."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return _lines(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return _lines(data.decode("utf-8", errors="replace"))


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _where(span: Span | None) -> str:
    return f"{on_one_line(span.path)}:{span.line}:{span.column}: " if span else ""


def _excerpt(span: Span, source: str) -> list[str]:
    """Return the source line with its number, and below it the caret."""
    text, start, length = _cut(source, span.column - 1, max(span.length, 1))
    number = f"{span.line:5}"
    before = display_width(text[:start])
    under = display_width(text[start : start + length]) or 1
    return [f"{number} │ {text}", f"{'':5} │ {' ' * before}{'^' * under}"]


def _cut(source: str, start: int, length: int) -> tuple[str, int, int]:
    """Keep the part of a long line around the caret, at most SHOWN_COLUMNS wide."""
    begin, left = min(start, len(source)), SHOWN_COLUMNS // 3
    while begin > 0 and left > 0:
        begin -= 1
        left -= _width(source[begin])
    end, room = begin, SHOWN_COLUMNS
    while end < len(source) and room > 0:
        room -= _width(source[end])
        end += 1
    head, tail = "…" if begin else "", "…" if end < len(source) else ""
    text = head + "".join(_visible(char) for char in source[begin:end]) + tail
    return text, start - begin + len(head), min(length, max(end - start, 1))


def _visible(char: str) -> str:
    """Show what cannot be seen as one character that can."""
    if char == "\t":
        return "→"
    if char == "\x7f" or char < " ":
        return chr(0x2400 + min(ord(char), 0x21))
    if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return "�"
    return char


def display_width(text: str) -> int:
    """Count columns as a terminal does: a Han character takes two."""
    return sum(_width(_visible(char)) for char in text)


def _width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
