"""The next issue: what all issues share is kept as it was written, what is of one issue is left open."""

import os
import re
from collections.abc import Sequence
from itertools import takewhile

from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.issue.vocabulary import COLOPHON, DISTRIBUTION, ISSUE, REPORT
from bulletin_pdf.messages import Language, say
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.key_table import Keys
from bulletin_pdf.yamldoc.node import Node
from bulletin_pdf.yamldoc.parse import load, parse_yaml
from bulletin_pdf.yamldoc.scalars import scalar
from bulletin_pdf.yamldoc.source import make_source

_COUNTED = ("number", "serial")
_OF_ONE_ISSUE = ("date", "label", "theme", "note", "urgency", "copy_number", "waive", "year", "errata")
_EXAMPLE = {"city": "湘西州", "title": "突出“四字”要诀 提升文明实践水平", "by": "湘西州委宣传部、州文明办"}


class Skeleton(NamedTuple):
    """A YAML text with blanks, the number it carries, and what its file may be called."""

    text: str
    number: int
    date_key: str
    stem: str


class Filling(NamedTuple):
    """What stands in place of the blanks: the lines of the reports, a day to hold the place, and its comment."""

    reports: Sequence[str]
    date: str
    comment: str


def next_issue(path: str, lang: Language, filling: Filling | None = None) -> Skeleton:
    """Return the issue after the one in `path`; raises BulletinError when that is unclear."""
    reading = read_issue(path)
    problems = Problems()
    node = load(path, problems)
    if node is None:
        raise AssertionError(path)
    fields = Fields(node, ISSUE, problems)
    number = reading.issue.number
    if number is None:
        problems = Problems()
        problems.add(Code.MODEL_WITHOUT_NUMBER, Span(path, 1, 1), file=path, key=fields.name_of("number"))
        problems.raise_if_errors()
        raise AssertionError(path)
    text = "".join(_Copier(node, fields, lang, filling).lines())
    if not _is_whole(path, node, text):
        problems.add(Code.MODEL_NOT_COPYABLE, Span(path, 1, 1), file=path)
        problems.raise_if_errors()
    return Skeleton(text, number + 1, fields.name_of("date"), _next_stem(path, number))


def _is_whole(path: str, node: Node, text: str) -> bool:
    """Whether the copy still is a mapping with the model's fields: one field a line, no anchors cut off."""
    lines = [key.span.line for key, _ in node.pairs]
    if len(set(lines)) < len(lines) or any(key.span.column > 1 for key, _ in node.pairs):
        return False
    return parse_yaml(make_source(path, text), Problems()) is not None


def _next_stem(path: str, number: int) -> str:
    """2022-zk30 → 2022-zk31; a name without the number gets it."""
    stem = os.path.splitext(os.path.basename(path))[0]
    found = list(re.finditer(rf"(?<![0-9])0*{number}(?![0-9])", stem))
    if not found:
        return f"{stem}-{number + 1}"
    last = found[-1]
    width = len(last[0]) if last[0].startswith("0") else 0
    return stem[: last.start()] + str(number + 1).zfill(width) + stem[last.end() :]


class _Copier:
    """Copies the fields of a model line by line, its comments and its spelling of keys with them."""

    def __init__(self, node: Node, fields: Fields, lang: Language, filling: Filling | None) -> None:
        self.filling = filling
        self.node = node
        self.fields = fields
        self.lang = lang
        self.chinese = fields.chinese

    def lines(self) -> Sequence[str]:
        stretches = self._stretches()
        # What stands above the first field is about the model.
        stretches[0] = self.node.pairs[0][0].span.line, stretches[0][1]
        made: list[str] = []
        for (key, value), (first, last) in zip(self.node.pairs, stretches, strict=True):
            name = ISSUE.by_name[key.value].name if key.value in ISSUE.by_name else ""
            written = [self.node.source.line(number) for number in range(first, last)]
            made += self._field(name, key.value, value, written, first)
        if not self.fields.has("date"):
            made += self._date(ISSUE.by_name["date"].names[self.chinese])
        return [line + "\n" for line in made]

    def _stretches(self) -> list[tuple[int, int]]:
        """The lines of each field, with the comments above it."""
        starts = []
        for key, _ in self.node.pairs:
            line = key.span.line
            while line > 1 and (above := self.node.source.line(line - 1)).startswith("#") and above.strip():
                line -= 1
            starts.append(line)
        ends = [*starts[1:], len(self.node.source.starts) + 1]
        return list(zip(starts, ends, strict=True))

    def _field(self, name: str, key: str, value: Node, written: list[str], first: int) -> list[str]:
        if name == "date":
            return [*_comments(written), *self._date(key)]
        if name == "reports":
            return [*_comments(written), *self._reports(key)]
        if name in _COUNTED and value.value.strip().isdigit():
            return [*_comments(written), f"{key}: {int(value.value) + 1}"]
        if name == "year":
            return [
                *_comments(written),
                f"{key}: {value.value}  # {say(self.lang, 'skeleton', 'check-year')}",
            ]
        if name in _OF_ONE_ISSUE:
            return (
                [f"# {key}:  # {say(self.lang, 'skeleton', 'open')}"]
                if name in ("theme", "note", "urgency")
                else []
            )
        if name == "distribution":
            return self._without_extra(value, first, written)
        return written_without_end(written)

    def _date(self, key: str) -> list[str]:
        if self.filling is not None:
            return [f"{key}: {self.filling.date}  # {self.filling.comment}"]
        return [f"{key}:  # {say(self.lang, 'skeleton', 'date')}"]

    def _without_extra(self, value: Node, first: int, written: list[str]) -> list[str]:
        """本期增发 is of one issue only; `first` is the line the field's stretch begins with."""
        lines = written_without_end(written)
        flow = value.source.text[value.start : value.start + 1] == "{"
        for at, (key, inner) in enumerate(value.pairs):
            known = DISTRIBUTION.by_name.get(key.value)
            if flow or known is None or known.name != "extra" or inner.is_blank:
                continue
            begin = key.span.line - first
            below = value.pairs[at + 1][0].span.line - first if at + 1 < len(value.pairs) else len(lines)
            indent = " " * (key.span.column - 1)
            return [*lines[:begin], f"{indent}{key.value}: []", *lines[below:]]
        return lines

    def _reports(self, key: str) -> list[str]:
        if self.filling is not None:
            return [f"{key}:", *self.filling.reports]
        return [f"{key}:  # {say(self.lang, 'skeleton', 'reports')}", *_example(self.chinese, self.lang)]


def written_without_end(written: list[str]) -> list[str]:
    """A field's lines without the blank ones below."""
    lines = list(written)
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _comments(written: list[str]) -> list[str]:
    return list(takewhile(lambda line: line.startswith("#"), written))


def _example(chinese: bool, lang: Language) -> list[str]:
    """A report as a comment."""
    lines = []
    for name, text in _EXAMPLE.items():
        lines.append(f"    {REPORT.by_name[name].names[chinese]}: {text}")
    lines[0] = "  - " + lines[0][4:]
    lines += [
        f"    {REPORT.by_name['text'].names[chinese]}: |",
        f"      {say(lang, 'skeleton', 'paragraph')}",
    ]
    return [f"# {line}" for line in lines]


_PLAN: Sequence[tuple[str, str]] = (
    ("bulletin", ""),
    ("series", "#"),
    ("number", ""),
    ("serial", "#"),
    ("publisher", ""),
    ("date", ""),
    ("theme", "#"),
    ("note", "#"),
)


def first_issue(lang: Language, given: frozenset[str] = frozenset(), chinese: bool = False) -> Skeleton:
    """Return a skeleton for a first issue; `given` names what a bulletin.yaml says already."""
    lines: list[str] = []
    for name, mark in _PLAN:
        key = ISSUE.by_name[name]
        if name in given:
            continue
        words = ISSUE.about(key, lang)
        value = " 1" if name == "number" else ""
        text = f"{key.names[chinese]}:{value}  # {words}"
        lines.append(f"# {text}" if mark else text)
    lines += [
        f"{ISSUE.by_name['reports'].names[chinese]}:  # {say(lang, 'skeleton', 'reports')}",
        *_example(chinese, lang),
    ]
    for name, table in (("distribution", DISTRIBUTION), ("colophon", COLOPHON)):
        if name not in given:
            lines += _commented(name, table, chinese, lang)
    return Skeleton("".join(line + "\n" for line in lines), 1, ISSUE.by_name["date"].names[chinese], "issue")


def _commented(name: str, table: Keys, chinese: bool, lang: Language) -> list[str]:
    """A mapping as a comment, each key with what it is for."""
    lines = [f"# {ISSUE.by_name[name].names[chinese]}:"]
    for key in table.keys:
        lines.append(f"#   {scalar(key.names[chinese])}:  # {table.about(key, lang)}")
    return lines
