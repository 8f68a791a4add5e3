"""All faults of a file at once: each is repaired provisionally so that reading can continue.

What could have been meant is tried: a colon, a space, an indentation corrected, a value left out, at last the whole
line. What lets YAML read on furthest is taken, and nothing of it is used but the places of further faults.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem, Problems, Span
from bulletin_pdf.yamldoc.libyaml import Parser, error, events
from bulletin_pdf.yamldoc.source import Source, make_source
from bulletin_pdf.yamldoc.syntax import index_of, report_colon, report_syntax

_MAX_FAULTS = 20
_LINES_LOOKED_AT = 12
"""Above a line whose indentation fits nothing: theirs are tried."""

_COLONS = (Code.FULL_WIDTH_COLON, Code.NO_SPACE_AFTER_COLON)
_INDENTATIONS = (
    Code.TAB_IN_INDENTATION,
    Code.WIDE_SPACE_INDENTS,
    Code.BAD_INDENTATION,
    Code.UNEXPECTED_COLON,
)
_FOLLOWING = (Code.BAD_INDENTATION, Code.UNEXPECTED_COLON, Code.NOT_A_FIELD, Code.INVALID_YAML)
"""What a line that was corrected wrongly brings about below it."""
_HEAD_OF_LINE = pattern("[ ]*(?:- +)*(?:[^\"'\\[\\]{}#:]+: *)?")
_WIDE_FIELD = pattern("([\u3000\xa0]+)[^:：\\s]{1,20}:(?: |$)")
_INDENT = pattern("[ \t\u3000\xa0]*")


def report_faults(fault: Any, source: Source, problems: Problems) -> None:
    """Report a parser's fault, and those behind it as long as they can be corrected."""
    mended: set[int] = set()
    changed_indents: set[int] = set()
    for _ in range(_MAX_FAULTS):
        found = _told(fault, source)
        first = found[0]
        if first.span is None:
            problems.extend(found)
            return
        line = first.span.line
        if line not in mended and not (first.code in _FOLLOWING and line - 1 in changed_indents):
            problems.extend(found)
        further = _mended(source, first, line in mended)
        mended.add(line)
        if first.code in _INDENTATIONS:
            changed_indents.add(line)
        if further is None:
            return
        source, fault = further
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


def _mended(source: Source, problem: Problem, again: bool) -> tuple[Source, Any] | None:
    """Return the text with one fault out of the way and its next fault; None where nothing helps.

    `again` says that the line was corrected before, so that it is left out whole.
    """
    if problem.span is None:
        return None
    if problem.code in _COLONS and not again:  # the next fault may be the colon above
        text = _with_colon(source, problem)
        return text, _first_fault(text)
    best, furthest = None, -1
    for text in () if again else _tries(source, problem):
        fault = _first_fault(text)
        if fault is None:
            return text, None
        if _line_of(fault, text) != problem.span.line and index_of(fault, text) > furthest:
            best, furthest = (text, fault), index_of(fault, text)
    if best is None:
        text = _replaced(source, *_ends(source, problem.span.line), "")
        fault = _first_fault(text)
        best = (text, fault) if fault is None or _line_of(fault, text) != problem.span.line else None
    return best


def _line_of(fault: Any, source: Source) -> int:
    """Return the line that a fault is reported at; one that was noticed at the end may stand far above it."""
    span = _told(fault, source)[0].span
    return span.line if span else 0


def _told(fault: Any, source: Source) -> Problems:
    """Return what is reported of a fault: where indentation fits nothing, a line above with wide spaces is the cause."""
    found = Problems()
    report_syntax(fault, source, found)
    first = found[0]
    if first.span is not None and first.code in (Code.BAD_INDENTATION, Code.UNEXPECTED_COLON):
        for line in range(first.span.line - 1, max(0, first.span.line - _LINES_LOOKED_AT), -1):
            if wide := _WIDE_FIELD.match(source.line(line)):
                found = Problems()
                found.add(Code.WIDE_SPACE_INDENTS, Span(source.path, line, 1, wide.end(1)))
                break
    return found


def _tries(source: Source, problem: Problem) -> Iterator[Source]:
    """Yield the text corrected in each way that could have been meant."""
    assert problem.span is not None
    if problem.code == Code.NO_SPACE_AFTER_DASH:
        at = source.starts[problem.span.line - 1] + problem.span.column
        yield _replaced(source, at, at, " ")
    elif problem.code in _INDENTATIONS:
        yield from _indented(source, problem.span.line)
    if problem.code not in _INDENTATIONS or problem.code == Code.UNEXPECTED_COLON:
        yield from _without_value(source, problem)


def _indented(source: Source, line: int) -> Iterator[Source]:
    """Yield the text with one line indented as far as the lines above it, the nearest first."""
    start, end = _ends(source, line)
    text = source.text[start:end]
    bare = text[len(_INDENT.match(text)[0]) :]  # type: ignore[index]
    widths: dict[int, None] = {}
    for number in range(line - 1, max(0, line - 1 - _LINES_LOOKED_AT), -1):
        above = source.line(number).rstrip()
        width = len(above) - len(above.lstrip(" -"))
        if above:
            widths |= {width + 2: None, width: None} if above.endswith((":", "|")) else {width: None}
            widths[len(above) - len(above.lstrip(" "))] = None
    for width in widths:
        yield _replaced(source, start, end, " " * width + bare)


def _ends(source: Source, line: int) -> tuple[int, int]:
    """Return where the text of a line begins and ends."""
    start = source.starts[line - 1]
    return start, start + len(source.text[start:].partition("\n")[0])


def _without_value(source: Source, problem: Problem) -> Iterator[Source]:
    """Yield the text with letters for the value on one line; names of fields stay."""
    assert problem.span is not None
    start, end = _ends(source, problem.span.line)
    line = source.text[start:end]
    head = _HEAD_OF_LINE.match(line)
    if head and head[0].strip():
        kept = min(head.end(), problem.span.column - 1)
        yield _replaced(source, start + kept, end, "x" * (len(line) - kept))


def _replaced(source: Source, start: int, end: int, text: str) -> Source:
    return make_source(source.path, f"{source.text[:start]}{text}{source.text[end:]}")


def _with_colon(source: Source, problem: Problem) -> Source:
    """Return the text with one colon corrected; places on other lines stay as they are."""
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
