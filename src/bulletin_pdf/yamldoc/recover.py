"""All faults of a file at once, as far as one can be put right for the reader to go on.

A colon is put right; a value that cannot be read (quotes, brackets, first characters) is left out; a tab becomes spaces.
"""

from collections.abc import Sequence
from typing import Any

from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem, Problems
from bulletin_pdf.yamldoc.libyaml import Parser, error, events
from bulletin_pdf.yamldoc.source import Source, make_source
from bulletin_pdf.yamldoc.syntax import report_colon, report_syntax

_MAX_FAULTS = 20

_COLONS = (Code.FULL_WIDTH_COLON, Code.NO_SPACE_AFTER_COLON)
_OF_VALUES = (
    Code.UNCLOSED_QUOTE,
    Code.TEXT_AFTER_QUOTE,
    Code.UNCLOSED_BRACKET,
    Code.BAD_ESCAPE,
    Code.BAD_FIRST_CHARACTER,
)
_HEAD_OF_LINE = pattern("[ ]*(?:- +)*(?:[^\"'\\[\\]{}#:]+: *)?")
_INDENT = pattern("[ \t]*")


def report_faults(fault: Any, source: Source, problems: Problems) -> None:
    """Report a parser's fault, and those behind it as long as they can be put right.

    The text is put right for reading on alone; nothing of it is used but the places of further faults.
    """
    mended: set[int] = set()
    told: list[str] = []
    for _ in range(_MAX_FAULTS):
        found = Problems()
        report_syntax(fault, source, found)
        first = found[0]
        # A fault that what was put right here has brought in is none of the file's.
        if first.span is None or first.span.line in mended or _may_be_ours(first, told):
            return
        problems.extend(found)
        told.append(first.code)
        mended.add(first.span.line)
        further = _mended(source, first)
        if further is None:
            return
        source = further
        fault = _first_fault(source)
        if fault is None:
            return


def report_colons(source: Source, lines: Sequence[int], problems: Problems) -> bool:
    """Report every line of a text without any fields that has a full-width colon, or no space after a narrow one."""
    found = Problems()
    if not report_colon(source, list(lines), found):
        return False
    problems.extend(found)
    mended = _with_colon(source, found[0])
    further = _first_fault(mended)
    if further is not None:
        report_faults(further, mended, problems)
    return True


def _may_be_ours(problem: Problem, told: Sequence[str]) -> bool:
    """Whether a fault may follow from what was put right before it."""
    return problem.code == Code.BAD_INDENTATION and Code.TAB_IN_INDENTATION in told


def _mended(source: Source, problem: Problem) -> Source | None:
    """Return the text with one fault out of the way; None where it cannot be told how."""
    if problem.code in _COLONS:
        return _with_colon(source, problem)
    if problem.code in _OF_VALUES:
        return _without_value(source, problem)
    return _without_tab(source, problem) if problem.code == Code.TAB_IN_INDENTATION else None


def _without_value(source: Source, problem: Problem) -> Source | None:
    """Return the text with letters for the value on one line; names of fields stay."""
    if problem.span is None:
        return None
    start = source.starts[problem.span.line - 1]
    line = source.text[start:].partition("\n")[0]
    head = _HEAD_OF_LINE.match(line)
    kept = min(head.end() if head else 0, problem.span.column - 1)
    return _replaced(source, start + kept, start + len(line), "x" * (len(line) - kept))


def _without_tab(source: Source, problem: Problem) -> Source | None:
    """Return the text with one line indented as far as the line above it."""
    if problem.span is None or problem.span.line < 2:
        return None
    start, above = (source.starts[problem.span.line - back] for back in (1, 2))
    end = _INDENT.match(source.text, start).end()  # type: ignore[union-attr]
    line_above = source.text[above:start].rstrip()
    width = len(line_above) - len(line_above.lstrip(" -")) + 2 * line_above.endswith(":")
    return _replaced(source, start, end, " " * width)


def _replaced(source: Source, start: int, end: int, text: str) -> Source:
    return make_source(source.path, f"{source.text[:start]}{text}{source.text[end:]}")


def _with_colon(source: Source, problem: Problem) -> Source:
    """Return the text with one colon put right; places on other lines stay as they are."""
    if problem.span is None:
        return source
    at = source.starts[problem.span.line - 1] + problem.span.column - 1
    return make_source(source.path, f"{source.text[:at]}: {source.text[at + 1 :]}")


def _first_fault(source: Source) -> Any:
    """Return the first fault of a text; None where YAML can read it."""
    loader = Parser(source.text)
    try:
        while not isinstance(loader.get_event(), events.StreamEndEvent):
            pass
    except error.MarkedYAMLError as fault:
        return fault
    except error.YAMLError:
        return None
    finally:
        loader.dispose()
    return None
