"""Comments of a YAML file: their places, and those that cut off text of a value.

Wherever YAML is not inside a value, `#` makes the rest of the line a comment, and after a blank
it ends a plain value: `title: 热议 #最美志愿者# 活动` is 热议. Nobody who writes a comment leaves
out the space after `#`, so that is what distinguishes a comment from a text that was cut.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.source import Source

_MAX_SHOWN = 30
_ENDS = "。！？…"
_CLOSING = "”’）》」』"
_HASHTAG_LINE = pattern(r"#[^\s#!][^\s#]{0,39}#")
"""A topic with both its signs, `#光盘行动#`, where a line begins."""
_ONLY_COMMENTS = pattern(r"[ \t]*(?:#[^\n]*)?(?:\n[ \t]*(?:#[^\n]*)?)*\n[ \t]*")


class ScalarStretch(NamedTuple):
    """Where a scalar stands in the text, and its style as libyaml names it: `|`, `>`, a quote or nothing."""

    start: int
    end: int
    style: str


class Comment(NamedTuple):
    """A comment from its `#` to the end of its line."""

    start: int
    end: int


def find_comments(
    text: str, scalars: Sequence[ScalarStretch], start: int = 0, stop: int | None = None
) -> Iterator[Comment]:
    """Return the comments of a text whose scalars are known, in order."""
    starts = [scalar.start for scalar in scalars]
    stop = len(text) if stop is None else stop
    at = text.find("#", start, stop)
    while at >= 0:
        place = bisect_right(starts, at) - 1
        inside = scalars[place] if place >= 0 and at < scalars[place].end else None
        if inside is not None and not _is_in_header(text, inside, at):
            after = inside.end
        else:
            after = text.find("\n", at)
            after = len(text) if after < 0 else after
            yield Comment(at, after)
        at = text.find("#", after, stop)


def _is_in_header(text: str, scalar: ScalarStretch, at: int) -> bool:
    """Whether a place is on the line of the `|` or `>` with which a block begins."""
    if scalar.style not in ("|", ">"):
        return False
    head = max(text.find(scalar.style, scalar.start, scalar.end), scalar.start)
    return text.find("\n", head, at) < 0


def report_cuts(source: Source, comments: Iterator[Comment], problems: Problems) -> bool:
    """Report comments that may be text; give whether one of them is so by its form, which is an error."""
    cut = False
    for comment in comments:
        before = source.text[source.text.rfind("\n", 0, comment.start) + 1 : comment.start]
        said = source.text[comment.start : comment.end].rstrip()
        span = source.span(comment.start, comment.start + len(said))
        if not before.strip(" \t"):
            if _HASHTAG_LINE.match(said) and not said.isascii():
                problems.add(Code.COMMENT_LINE_IN_TEXT, span, cut=_short(said))
        elif _is_cut(before, said):
            problems.add(Code.TEXT_CUT_BY_COMMENT, span, cut=_short(said))
            cut = True
        elif _goes_on(before, said):
            problems.add(Code.COMMENT_AFTER_TEXT, span, cut=_short(said))
    return cut


def _is_cut(before: str, said: str) -> bool:
    """Whether a comment that follows something on its line was meant as text.

    With one space before and one after `#` it is a comment, unless a second `#` closes a topic: `# 光盘行动 #`.
    """
    if said[1:2] not in (" ", "\t") or not before.endswith((" ", "\t")):
        return True
    return "#" in said[1:] and not _is_apart(before)


def _is_apart(before: str) -> bool:
    return before.endswith(("  ", "\t"))


def _goes_on(before: str, said: str) -> bool:
    """Whether a comment one space away ends like a sentence that the value before it begins."""
    last = before.rstrip(" \t" + _CLOSING)[-1:]
    return (
        not _is_apart(before)
        and said.rstrip(_CLOSING).endswith(tuple(_ENDS))
        and (last.isalnum() or last in tuple("，、；"))
    )


def _short(said: str) -> str:
    return said if len(said) <= _MAX_SHOWN else said[:_MAX_SHOWN] + "…"


def report_interrupted(source: Source, scalars: Sequence[ScalarStretch], at: int, problems: Problems) -> bool:
    """Where reading stopped at `at`: report it if comments have ended the plain value that goes on there."""
    last = next((scalar for scalar in reversed(scalars) if scalar.end <= at), ScalarStretch(0, 0, ""))
    found = find_comments(source.text, scalars, 0, at)
    outside = (comment for comment in found if not _is_quoted(source.text, last.end, comment.start))
    if report_cuts(source, outside, problems):
        return True
    if last.style or last.start == last.end or not _ONLY_COMMENTS.fullmatch(source.text, last.end, at):
        return False
    comment = source.text.find("#", last.end, at)
    if comment < 0 or _indent(source, at) <= _indent(source, last.start):
        return False
    problems.add(Code.COMMENT_INSIDE_VALUE, source.span(comment, at), line=source.place(at)[0])
    return True


def _is_quoted(text: str, read: int, at: int) -> bool:
    """Whether a place stands in quotes of which nothing was read yet, because reading stopped on their line."""
    before = text[max(read, text.rfind("\n", 0, at) + 1) : at]
    return bool(before.count("'") % 2 or before.count('"') % 2)


def _indent(source: Source, at: int) -> int:
    line = source.line(source.place(at)[0])
    return len(line) - len(line.lstrip(" "))
