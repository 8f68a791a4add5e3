"""Changed parts of a returned Word paper: its characters in sequence, with insertions and deletions."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.review.differences import TextDifference, differences
from bulletin_pdf.review.word_return import Char, WordMark, WordReturn

NOT_TRACKED = WordMark()


class WordGroup(NamedTuple):
    """Paragraphs that came back for a text of one line or several, and where in the paper that stands."""

    line: int
    text: str
    paragraphs: tuple[int, ...]


class WordChange(NamedTuple):
    """A stretch of a group's text and the characters put in its place."""

    start: int
    end: int
    new: tuple[Char, ...]
    mark: WordMark


def stream_of(given: WordReturn, paragraphs: Sequence[int]) -> list[Char]:
    """Return the characters of paragraphs, their ends as line ends between them."""
    stream: list[Char] = []
    for at, number in enumerate(paragraphs):
        paragraph = given.paragraphs[number]
        stream += paragraph.chars
        if at + 1 < len(paragraphs):
            stream.append(Char("\n", paragraph.end, None, None, WordMark()))
    last = given.paragraphs[paragraphs[-1]].end if paragraphs else WordMark()
    if last.state in ("ins", "del"):
        # The paragraph that came or went is the last one: its own line end is that of the text.
        at = len(stream) - 1
        while at >= 0 and stream[at].mark.state == last.state:
            at -= 1
        if at >= 0 and stream[at].text == "\n" and stream[at].mark.state == "":
            stream[at] = stream[at]._replace(mark=last)
    return stream


def tracked_changes(stream: Sequence[Char]) -> Iterator[WordChange]:
    """Yield tracked changes; what one reviewer took out and put in at one place is one change."""
    at = 0
    number = 0
    while number < len(stream):
        char = stream[number]
        if not char.mark.state:
            at += 1
            number += 1
            continue
        who, moved = char.mark.who, char.mark.moved
        start, new = at, []
        states = set()
        while number < len(stream) and _belongs(stream[number], who, moved):
            if stream[number].mark.state == "ins":
                new.append(stream[number])
            else:
                at += 1
            states.add(stream[number].mark.state)
            number += 1
        yield WordChange(start, at, tuple(new), char.mark)


def _belongs(char: Char, who: str, moved: bool) -> bool:
    return bool(char.mark.state) and char.mark.who == who and char.mark.moved == moved


def untracked_changes(stream: Sequence[Char], text: str) -> Iterator[WordChange]:
    """Compare a text with what came back; who has changed what is known where it was tracked."""
    kept = [char for char in stream if char.mark.state != "del"]
    new = "".join(char.text for char in kept)
    for each in differences(text, new):
        chars = tuple(kept[each.first : each.last])
        mark = next((char.mark for char in chars if char.mark.state == "ins"), NOT_TRACKED)
        if not mark.who and each.end > each.start:
            mark = _deleted_by(stream, text[each.start : each.end])
        yield WordChange(each.start, each.end, chars, mark)


def _deleted_by(stream: Sequence[Char], was: str) -> WordMark:
    """Return who took out a text, if that was tracked."""
    gone = [char for char in stream if char.mark.state == "del"]
    deleted = "".join(char.text for char in gone)
    at = deleted.find(was)
    return gone[at].mark if at >= 0 else NOT_TRACKED


def mixed_changes(stream: Sequence[Char], rejected: str, text: str) -> list[WordChange] | None:
    """Part tracked changes from others; None where they touch each other."""
    others = differences(text, rejected)
    changes: list[WordChange] = []
    for tracked in tracked_changes(stream):
        place = _back(others, tracked.start, tracked.end)
        if place is None:
            return None
        changes.append(WordChange(*place, tracked.new, tracked.mark))
    kept = [char for char in stream if char.mark.state != "ins"]
    changes += [
        WordChange(each.start, each.end, tuple(kept[each.first : each.last]), NOT_TRACKED) for each in others
    ]
    return sorted(changes, key=lambda change: (change.start, change.end))


def _back(others: Sequence[TextDifference], start: int, end: int) -> tuple[int, int] | None:
    """Return where a stretch of the changed text stood before; None where it touches a change."""
    shift = 0
    for each in others:
        if each.last < start:
            shift += (each.end - each.start) - (each.last - each.first)
        elif each.first > end:
            break
        else:
            return None
    return start + shift, end + shift


def carried_places(places: Sequence[int], old: str, new: str) -> list[int]:
    """Return the places of one text in another, as near as can be."""
    changes = differences(old, new)
    starts = [each.start for each in changes]
    found: list[int] = []
    for place in places:
        number = bisect_right(starts, place) - 1
        if number < 0:
            found.append(place)
            continue
        each = changes[number]
        found.append(each.last + place - each.end if place >= each.end else each.first)
    return found
