"""Differences between two texts, grouped as an editor would mark them."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from bulletin_pdf.named_tuples import NamedTuple

_BRIDGE = 2
"""Fewer characters left alone between two changes are taken as changed with them."""
_ALIKE = 0.75
"""A line that is so much like another is that one, changed."""
_LONGEST = 4_000
"""Longer stretches are compared by sentences first."""


class TextDifference(NamedTuple):
    """The stretch start..end of the old text stands in the new one as first..last."""

    start: int
    end: int
    first: int
    last: int


def differences(old: str, new: str) -> list[TextDifference]:
    """Return what was changed, in order; what lies between is the same in both."""
    if old == new:
        return []
    if "\n" in old and "\n" in new:
        by_lines = _by_lines(old, new)
        if by_lines is not None:
            return by_lines
    if ("\n" in old) != ("\n" in new):
        own = _line_of(old, new) if "\n" in new else _mirrored(_line_of(new, old))
        if own is not None:
            return own
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    middle, changed = old[head : len(old) - tail], new[head : len(new) - tail]
    if not middle and not changed:
        return []
    if not middle or not changed:
        return [_slid(old, new, TextDifference(head, head + len(middle), head, head + len(changed)))]
    found: list[TextDifference] = []
    for start, end, first, last in _compared(middle, changed):
        each = TextDifference(start + head, end + head, first + head, last + head)
        if found and each.start - found[-1].end < _BRIDGE and _replaces(found[-1], each):
            each = TextDifference(found[-1].start, each.end, found[-1].first, each.last)
            found.pop()
        found.append(each)
    return found


def _by_lines(old: str, new: str) -> list[TextDifference] | None:
    """Compare texts of several lines line by line; None where no line is the same in both."""
    olds, news = old.split("\n"), new.split("\n")
    codes = SequenceMatcher(None, olds, news, autojunk=False).get_opcodes()
    if len(codes) < 2 or not any(olds[a] for tag, a, *_ in codes if tag == "equal"):
        return None
    starts, firsts = _line_starts(olds), _line_starts(news)
    found: list[TextDifference] = []
    for tag, a, b, c, d in codes:
        if tag == "replace":
            at, other = starts[a], firsts[c]
            inner = differences("\n".join(olds[a:b]), "\n".join(news[c:d]))
            found += [TextDifference(s + at, e + at, f + other, last + other) for s, e, f, last in inner]
        elif tag != "equal":
            # Lines come and go with the line end behind them; the last ones with the one before.
            back = int(b == len(olds) or d == len(news))
            found.append(
                TextDifference(
                    max(starts[a] - back, 0),
                    max(starts[b] - back, 0),
                    max(firsts[c] - back, 0),
                    max(firsts[d] - back, 0),
                )
            )
    return found


def _line_starts(lines: Sequence[str]) -> list[int]:
    """Return where each line starts, and where one behind the last would."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _line_of(old: str, new: str) -> list[TextDifference] | None:
    """Compare a line with the one it has become, where others were put in around it; None where no line is like it."""
    begin = 0
    for line in new.split("\n"):
        end = begin + len(line)
        matcher = SequenceMatcher(None, old, line, autojunk=False)
        if line and matcher.quick_ratio() > _ALIKE and matcher.ratio() > _ALIKE:
            inner = [
                TextDifference(each.start, each.end, each.first + begin, each.last + begin)
                for each in differences(old, line)
            ]
            before = [TextDifference(0, 0, 0, begin)] if begin else []
            behind = [TextDifference(len(old), len(old), end, len(new))] if end < len(new) else []
            return [*before, *inner, *behind]
        begin = end + 1
    return None


def _mirrored(found: list[TextDifference] | None) -> list[TextDifference] | None:
    return None if found is None else [TextDifference(f, last, s, e) for s, e, f, last in found]


def _replaces(first: TextDifference, second: TextDifference) -> bool:
    """Whether two neighbours are one change: both take something out and put something in together."""
    out = first.end > first.start or second.end > second.start
    put = first.last > first.first or second.last > second.first
    return out and put


def _slid(old: str, new: str, only: TextDifference) -> TextDifference:
    """Put one insertion or deletion where a whole line comes or goes, if it can be moved there."""
    start, end, first, last = only
    text, at, until = (old, start, end) if end > start else (new, first, last)
    if "\n" not in text[at:until]:
        return only
    step = 0
    while (
        step <= at
        and text[at - step : until - step][:1] != "\n"
        and not _is_line(text, at - step, until - step)
    ):
        if step == at or text[at - step - 1] != text[until - step - 1]:
            return only
        step += 1
    return TextDifference(start - step, end - step, first - step, last - step)


def _is_line(text: str, start: int, end: int) -> bool:
    return (start == 0 or text[start - 1] == "\n") and text[end - 1 : end] == "\n"


def _common(first: str, second: str) -> int:
    """Return how many characters two texts begin with alike."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _compared(old: str, new: str) -> Iterator[TextDifference]:
    if len(old) * len(new) <= _LONGEST * _LONGEST:
        yield from _opcodes(old, new)
        return
    olds, news = _sentences(old), _sentences(new)
    starts, firsts = _starts(olds), _starts(news)
    for start, end, first, last in _opcodes(olds, news):
        a, b = "".join(olds[start:end]), "".join(news[first:last])
        inner = _opcodes(a, b) if len(a) * len(b) <= _LONGEST * _LONGEST else [(0, len(a), 0, len(b))]
        for each in inner:
            at, other = starts[start], firsts[first]
            yield TextDifference(each[0] + at, each[1] + at, each[2] + other, each[3] + other)


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[TextDifference]:
    for tag, *stretch in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield TextDifference(*stretch)


def _sentences(text: str) -> list[str]:
    parts, start = [], 0
    for at, char in enumerate(text):
        if char in "。；！？\n":
            parts.append(text[start : at + 1])
            start = at + 1
    return [*parts, text[start:]]


def _starts(parts: Sequence[str]) -> list[int]:
    found = [0]
    for part in parts:
        found.append(found[-1] + len(part))
    return found


def mapped(old: str, new: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where a stretch of an old text stands in a new one; None where it, or what it touches, has changed."""
    shift = 0
    for each in differences(old, new):
        if each.end < start or (each.end == start and start < end and each.end > each.start):
            shift += (each.last - each.first) - (each.end - each.start)
        elif each.start > end or (each.start == end and start < end):
            break
        else:
            return None
    return start + shift, end + shift
