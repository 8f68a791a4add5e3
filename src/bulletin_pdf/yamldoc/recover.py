"""All faults of a file at once, as far as one can be put right for the reader to go on: its colons."""

from collections.abc import Sequence
from typing import Any

from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem, Problems
from bulletin_pdf.yamldoc.libyaml import Parser, error, events
from bulletin_pdf.yamldoc.source import Source, make_source
from bulletin_pdf.yamldoc.syntax import is_open, report_colon, report_syntax

_MAX_FAULTS = 20

_COLONS = (Code.FULL_WIDTH_COLON, Code.NO_SPACE_AFTER_COLON)


def report_faults(fault: Any, source: Source, problems: Problems) -> None:
    """Report a parser's fault, and those behind it if it is a colon that can be put right.

    The text is put right for reading on alone; nothing of it is used but the places of further faults.
    """
    mended: set[int] = set()
    for _ in range(_MAX_FAULTS):
        found = Problems()
        report_syntax(fault, source, found)
        first = found[0]
        # A fault that a colon put right here has brought in is none of the file's.
        if first.span is None or first.span.line in mended or (mended and is_open(fault)):
            return
        problems.extend(found)
        if first.code not in _COLONS:
            return
        mended.add(first.span.line)
        source = _with_colon(source, first)
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
