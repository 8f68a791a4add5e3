"""Reports put into an issue that exists: nothing else of its file changes, comments and line ends included."""

from collections.abc import Sequence

from bulletin_pdf.issue.vocabulary import ISSUE
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.node import Node
from bulletin_pdf.yamldoc.parse import parse_yaml
from bulletin_pdf.yamldoc.source import MAX_BYTES, Source, make_source, read_bytes

_LINES = pattern(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_INDENT = 2
"""Blanks before the dash of a report as it is written."""


class ExtendedIssue(NamedTuple):
    """The issue that is added to."""

    path: str
    mark: bytes
    """The byte order mark it begins with, or nothing."""
    text: str
    """Its text, line ends as they are."""
    node: Node
    chinese: bool
    held: int
    """How many reports it has."""


def open_target(path: str, problems: Problems) -> ExtendedIssue | None:
    """Read an issue that is to be added to; None with the reason in `problems`."""
    data = read_bytes(path, problems, MAX_BYTES, Code.YAML_FILE_TOO_LARGE)
    if data is None:
        return None
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    try:
        text = data[len(mark) :].decode("utf-8")
    except UnicodeDecodeError:
        problems.add(Code.ISSUE_NOT_EXTENDABLE, Span(path, 1, 1), file=path)
        return None
    node = parse_yaml(make_source(path, text), problems)
    if node is None:
        return None
    fields = Fields(node, ISSUE, Problems())
    reports = _reports(node)
    if reports is not None and not reports.is_blank and (reports.kind != "list" or _is_flow(reports)):
        problems.add(Code.ISSUE_NOT_EXTENDABLE, reports.span, file=path)
        return None
    return ExtendedIssue(path, mark, text, node, fields.chinese, len(reports.items) if reports else 0)


def _reports(node: Node) -> Node | None:
    return next((value for key, value in node.pairs if _name(key) == "reports"), None)


def _name(key: Node) -> str:
    return ISSUE.by_name[key.value].name if key.value in ISSUE.by_name else ""


def _is_flow(node: Node) -> bool:
    return node.source.text[node.start : node.start + 1] in ("[", "*")


def with_reports(target: ExtendedIssue, written: Sequence[str], problems: Problems) -> bytes:
    """Return the file's bytes with reports added below the last; `written` are their lines, indented by two."""
    source = target.node.source
    lines = _LINES.findall(target.text)
    end = "\r\n" if "\r\n" in target.text else "\n"
    at, indent, above = _where(target, source)
    added = [_shifted(line, indent) for line in written]
    new = [*above, *added]
    if at and not lines[at - 1].endswith(("\n", "\r")):
        lines[at - 1] += end
    text = "".join([*lines[:at], *(line + end for line in new), *lines[at:]])
    if not _holds(text, target):
        problems.add(Code.ISSUE_NOT_EXTENDABLE, Span(target.path, 1, 1), file=target.path)
        problems.raise_if_errors()
    return target.mark + text.encode("utf-8")


def _shifted(line: str, indent: int) -> str:
    """Return a line as far in as the reports that are there."""
    if not line.strip():
        return line
    return (
        " " * (indent - _INDENT) + line if indent >= _INDENT else line.removeprefix(" " * (_INDENT - indent))
    )


def _where(target: ExtendedIssue, source: Source) -> tuple[int, int, list[str]]:
    """The number of lines above the new reports, their indent, and the key if it has to be written."""
    reports = _reports(target.node)
    count = len(source.starts) if source.line(len(source.starts)) else len(source.starts) - 1
    if reports is None:
        return _end(source, count, count), _INDENT, [ISSUE.by_name["reports"].names[target.chinese] + ":"]
    order = [key for key, _ in target.node.pairs]
    at = next(number for number, key in enumerate(order) if _name(key) == "reports")
    below = order[at + 1].span.line - 1 if at + 1 < len(order) else count
    if not reports.items:
        return order[at].span.line, _INDENT, []
    first = reports.items[0].span.line
    dash = next(line for line in range(first, 0, -1) if source.line(line).lstrip().startswith("-"))
    indent = len(source.line(dash)) - len(source.line(dash).lstrip())
    return _end(source, below, count, indent), indent, []


def _end(source: Source, below: int, count: int, indent: int = 0) -> int:
    """The last line above `below` that belongs to what stands there: not blank, no comment of what follows."""
    stop = next((line - 1 for line in range(1, count + 1) if source.line(line).rstrip() == "..."), count)
    line = min(below, stop)
    while line > 0 and (not source.line(line).strip() or source.line(line).startswith("#")):
        line -= 1
    return line


def _holds(text: str, target: ExtendedIssue) -> bool:
    """Whether all that was there still reads the same, and the reports stand below."""
    node = parse_yaml(make_source(target.path, text), Problems())
    if node is None:
        return False
    old, new = _values(target.node), _values(node)
    was, now = old.pop("reports", None), new.pop("reports", None)
    before = was if isinstance(was, list) else []
    return old == new and isinstance(now, list) and now[: len(before)] == before and len(now) > len(before)


def _values(node: Node) -> dict[str, object]:
    return {_name(key) or key.value: _value(value) for key, value in node.pairs}


def _value(node: Node) -> object:
    if node.kind == "text":
        return node.value
    if node.kind == "list":
        return [_value(item) for item in node.items]
    return [(key.value, _value(value)) for key, value in node.pairs]
