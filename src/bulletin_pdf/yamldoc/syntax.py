"""Syntax errors of libyaml as problems that an editor understands."""

from typing import Any

from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.yamldoc.source import Source

MAX_LEVELS = 40
"""Nesting beyond this is a mistake or an attack."""

_WORD = pattern(r"\S+")
_BRACKET = pattern(r"[\[{\]}]")
_NAMED = pattern(r"[:：]|^ *(?:- |-$|#)")
"""What a line has that is a field, an entry or a comment."""
_WIDE_INDENT = pattern(r"[ \t]*[\u3000\xa0]+(?=\S)")
_TIGHT_DASH = pattern(r"\s*([-－–—])([^\s:：\"'“”-]{1,12})[:：](?:\s|$)")
_TAB_INDENT = pattern(r"[ \t]*?\t")
_BLOCK_HEADER = pattern(r"[|>][-+0-9]*[ \t]*$")
_WIDE_COLON = pattern(r"\s*(?:- +)*([^\s:：\"'“”]{1,12})(：)")
_TIGHT_COLON = pattern(r"\s*(?:- +)*([^\s:：\"'“”]{1,20})(:)[^\s/]")


def report_syntax(fault: Any, source: Source, problems: Problems) -> None:
    """Report a parser's fault with the likeliest cause and its place."""
    at = index_of(fault, source)
    begun = _index(fault.context_mark, source) if fault.context_mark else at
    problem = fault.problem or ""
    line = source.place(at)[0]
    if _report_tab(source, line, problems) or _report_deep_blank(source, line, problems):
        return
    if not is_open(fault) and _report_blank_or_dash(
        source, [source.place(begun)[0], line, line - 1], problems
    ):
        return
    if is_open(fault):
        problems.add(Code.UNCLOSED_QUOTE, source.span(begun, begun + 1), quote=source.text[begun : begun + 1])
    elif "escape" in problem:
        problems.add(Code.BAD_ESCAPE, source.span(at, at + 2))
    elif "maximum nesting depth" in problem:  # reported by libyaml before its first event
        problems.add(Code.NESTED_TOO_DEEP, _too_deep(source, at), limit=MAX_LEVELS)
    elif "cannot start any token" in problem:
        problems.add(Code.BAD_FIRST_CHARACTER, source.span(at, at + 1), char=source.text[at : at + 1])
    elif source.text[begun : begun + 1] in ("[", "{") and "did not find expected" in problem:
        problems.add(Code.UNCLOSED_BRACKET, source.span(begun, begun + 1), bracket=source.text[begun])
    elif "node content" in problem and not source.text[at:].strip():
        begun = max(source.text.rfind("["), source.text.rfind("{"), 0)
        problems.add(Code.UNCLOSED_BRACKET, source.span(begun, begun + 1), bracket=source.text[begun])
    elif _report_sign(fault.context or "", source, begun, problems):
        return
    else:
        _report_line(problem, source, at, begun, problems)


def _too_deep(source: Source, at: int) -> Span:
    """Return the bracket with which a line's nesting goes too far."""
    depth = 0
    for match in _BRACKET.finditer(source.text, source.text.rfind("\n", 0, at) + 1, at):
        depth += 1 if match[0] in "[{" else -1
        if depth > MAX_LEVELS:
            return source.span(match.start(), match.end())
    return source.span(at, at + 1)


def index_of(fault: Any, source: Source) -> int:
    """Return where a parser's fault was noticed."""
    return _index(fault.problem_mark, source)


def is_open(fault: Any) -> bool:
    """Whether a fault is a quotation mark that is never closed; what follows it is no YAML."""
    problem = fault.problem or ""
    return "unexpected end of stream" in problem or "document indicator" in problem


def _index(mark: Any, source: Source) -> int:
    return min(int(mark.index), len(source.text))


def _report_tab(source: Source, line: int, problems: Problems) -> bool:
    match = _TAB_INDENT.match(source.line(line))
    if match:
        problems.add(Code.TAB_IN_INDENTATION, Span(source.path, line, match.end()))
    return match is not None


def _report_blank_or_dash(source: Source, lines: list[int], problems: Problems) -> bool:
    """A line indented with full-width or no-break spaces, which YAML takes for text; a `-` without its space."""
    for line in lines:
        text = source.line(line)
        blank = _WIDE_INDENT.match(text)
        # After spaces it may be the first line of a paragraph, which a fault on the next line says nothing of.
        if blank and (line == lines[1] or text[0] in "\u3000\xa0"):
            problems.add(Code.WIDE_SPACE_INDENTS, Span(source.path, line, 1, blank.end()))
            return True
        if dash := _TIGHT_DASH.match(text):
            problems.add(
                Code.NO_SPACE_AFTER_DASH,
                Span(source.path, line, dash.start(1) + 1),
                dash=dash[1],
                text=dash[2],
            )
            return True
    return False


def _report_deep_blank(source: Source, line: int, problems: Problems) -> bool:
    """A block whose first, blank line has more spaces than its text: YAML takes those for its indentation."""
    above = line - 1
    while above and not source.line(above).strip(" "):
        above -= 1
    blanks = range(above + 1, line)
    if not blanks or not _BLOCK_HEADER.search(source.line(above)):
        return False
    deepest = max(blanks, key=lambda number: len(source.line(number)))
    text = source.line(line)
    if len(source.line(deepest)) <= len(text) - len(text.lstrip(" ")):
        return False
    problems.add(Code.BLANK_LINE_SETS_INDENTATION, Span(source.path, deepest, 1, len(source.line(deepest))))
    return True


def _report_sign(context: str, source: Source, begun: int, problems: Problems) -> bool:
    """A value that begins with a sign YAML keeps for itself: & * ! %."""
    word = _WORD.match(source.text, begun)
    end = word.end() if word else begun + 1
    if "anchor" in context or "alias" in context:
        problems.add(Code.BAD_FIRST_CHARACTER, source.span(begun, end), char=source.text[begun : begun + 1])
    elif "tag" in context or source.text[begun : begun + 1] == "!":
        problems.add(Code.UNKNOWN_TAG, source.span(begun, end), tag=source.text[begun:end][:60])
    elif "directive" in context:
        problems.add(Code.YAML_DIRECTIVE, source.span(begun, end))
    else:
        return False
    return True


def _report_line(problem: str, source: Source, at: int, begun: int, problems: Problems) -> None:
    """Faults of one line: its colon, its quotes, its indentation."""
    line, column = source.place(at)
    simple_key = "expected ':'" in problem
    lines = [source.place(begun)[0]] if simple_key else [line, line - 1]
    if (simple_key or "mapping values" in problem) and report_colon(source, lines, problems):
        return
    before = source.line(line)[: column - 1]
    if "mapping values" in problem and _report_nameless(source, line, problems):
        return
    if simple_key:
        start = source.place(begun)
        problems.add(
            Code.NOT_A_FIELD, Span(source.path, *start, max(1, len(source.line(start[0])) - start[1] + 1))
        )
    elif "mapping values" in problem:
        problems.add(Code.UNEXPECTED_COLON, source.span(at, at + 1))
    elif "did not find expected" in problem and before.rstrip().endswith(('"', "'")):
        problems.add(Code.TEXT_AFTER_QUOTE, source.span(at, at + 1))
    elif "did not find expected key" in problem or "indicator" in problem:
        problems.add(
            Code.BAD_INDENTATION if not before.strip() else Code.INVALID_YAML, source.span(at, at + 1)
        )
    else:
        problems.add(Code.INVALID_YAML, source.span(at, at + 1))


def _report_nameless(source: Source, line: int, problems: Problems) -> bool:
    """A line of the same indentation above, without a colon, which YAML joins to this one."""
    here, above = source.line(line), source.line(line - 1).rstrip()
    begin = len(above) - len(above.lstrip(" "))
    if not above.strip() or begin != len(here) - len(here.lstrip(" ")) or _NAMED.search(above):
        return False
    problems.add(Code.NOT_A_FIELD, Span(source.path, line - 1, begin + 1, len(above) - begin))
    return True


def report_colon(source: Source, lines: list[int], problems: Problems) -> bool:
    """A full-width colon after a key, or no space after the half-width one."""
    for line in lines:
        for code, colon in ((Code.FULL_WIDTH_COLON, _WIDE_COLON), (Code.NO_SPACE_AFTER_COLON, _TIGHT_COLON)):
            match = colon.match(source.line(line))
            if match:
                problems.add(code, Span(source.path, line, match.start(2) + 1), key=match[1])
                return True
    return False
