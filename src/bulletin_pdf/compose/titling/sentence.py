"""A title as a sequence of words: lengths of its parts, and which words belong together.

A title has no stops; its phrases are bounded by other means. Each question here is answered by walking from a word to
the left or to the right until something ends the stretch:

- a phrase ends at a mark, a space, 关于 and 和 or before a verb that opens the next one (`left`, `right`);
- the object of a verb goes on over lists, to the next opening verb or pause (`object`);
- a list has members between its 、 and 和; it ends at 的, a preposition, a number or a pause (`members`);
- the heads of a title (工作 的 通知) are the words from a place to the end, if all of them can be heads (`heads`);
- nouns in a row group by fours from the end: 国家湿地公园|生态修复|项目资金 (`begins_group`).

Places are numbers of words; lengths are in characters. The files of joints (`joints_at_marks`, `joints_beside_verbs`,
`joints_among_nouns`) turn the answers into costs.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from bulletin_pdf.compose.titling import word_roles as known
from bulletin_pdf.compose.titling.title_words import TitleWord, WordRole
from bulletin_pdf.named_tuples import NamedTuple

_LONG_SUBJECT: Final = 4
"""A word of so many characters before a verb may be the subject of another clause."""
_LONG_NOUN: Final = 4
_LONGEST_EVENT: Final = 3
"""Words of an event's name before its end."""
_ENDS: Final = (WordRole.PAUSE, WordRole.SPACE, WordRole.COMMA, WordRole.AND, WordRole.ABOUT)
_OUTSIDE_LISTS: Final = (
    WordRole.PAUSE,
    WordRole.SPACE,
    WordRole.ABOUT,
    WordRole.OF,
    WordRole.PREPOSITION,
    WordRole.NUMBER,
)
_OUTSIDE_RELATIVES: Final = (
    WordRole.OF,
    WordRole.PAUSE,
    WordRole.SPACE,
    WordRole.ABOUT,
    WordRole.PREPOSITION,
)
_IN_NAMES: Final = (WordRole.NOUN, WordRole.MAYBE, WordRole.VERB, WordRole.MODIFIER)


class TitleSentence(NamedTuple):
    """A title and its words; places are numbers of words, lengths are characters."""

    text: str
    words: tuple[TitleWord, ...]

    # Stretches -----------------------------------------------------------------------------------

    def left(self, at: int) -> int:
        """Return the length of the stretch that ends before word `at`: up to a verb or a mark."""
        start = at
        while start and self.words[start - 1].part not in _ENDS and not self.words[start - 1].acts:
            start -= 1
        return self.words[at].start - self.words[start].start

    def behind_mark(self, at: int) -> int:
        """Return the length of what stands between a mark and word `at`, verbs included."""
        marks = (word.end for word in reversed(self.words[:at]) if word.part in _ENDS)
        return self.words[at].start - next(marks, 0)

    def right(self, at: int) -> int:
        """Return the length of the stretch that begins with word `at`: up to another phrase or a mark."""
        rest = self.words[at:]
        ends = (word.start for word in rest if word.part in _ENDS or word.opens)
        return next(ends, len(self.text)) - rest[0].start if rest else 0

    def object(self, at: int) -> int:
        """Return the length of a verb's object that begins with word `at`, lists included."""
        rest = self.words[at + 1 :]
        ends = (word.start for word in rest if word.opens or word.part in (WordRole.SPACE, WordRole.PAUSE))
        return next(ends, len(self.text)) - self.words[at].start

    def heads(self, at: int) -> int:
        """Return the length of the heads that end a phrase from word `at` on: 任务 分工 的 通知; 0 if it goes on."""
        for word in self.words[at:]:
            if word.opens or word.part in (WordRole.SPACE, WordRole.PAUSE, WordRole.CLOSE):
                return word.start - self.words[at].start
            if word.text in "上中":
                return 0
            if not (
                word.is_head or word.part in (WordRole.OF, WordRole.MAYBE, WordRole.VERB) or word.text == "（"
            ):
                return 0
        return len(self.text) - self.words[at].start

    def members(self, at: int) -> list[str]:
        """Return the members of the list that goes on with word `at`."""
        start = at
        while start and not _bounds_list(self.words[start - 1]):
            start -= 1
        members = [""]
        for word in self.words[start:]:
            if word.part in (WordRole.COMMA, WordRole.AND):
                members.append("")
            elif _bounds_list(word):
                break
            else:
                members[-1] += word.text
        return members

    def in_member(self, at: int) -> bool:
        """Whether word `at` stands inside a member of a list that a 、 ends."""
        rest = (
            word
            for word in self.words[at:]
            if _bounds_list(word) or word.part in (WordRole.COMMA, WordRole.AND)
        )
        after = next(rest, None)
        return after is not None and after.part is WordRole.COMMA and not _bounds_list(self.words[at - 1])

    def first_member(self, at: int) -> int:
        """Return the length of the member of a list that ends before word `at`."""
        starts = (n + 1 for n in range(at - 1, -1, -1) if self.words[n].part is WordRole.OF)
        return min(self.left(at), self.words[at].start - self.words[min(at, next(starts, 0))].start)

    def last_member(self, at: int) -> int:
        """Return the length of the last member of a list, which begins with word `at`."""
        rest = self.words[at:]
        ends = (word.start for word in rest if word.part in (WordRole.OF, WordRole.CLOSE))
        return min(self.right(at), next(ends, len(self.text)) - rest[0].start) if rest else 0

    def begins_group(self, at: int) -> bool:
        """Whether a group of two short nouns or a long noun begins with word `at`.

        A row of nouns goes by fours, from its end: 国家湿地公园|生态修复|项目资金. The head that is left over
        behind a long noun belongs to it (公共卫生事件|应急预案), the one before all to what follows.
        """
        end = next((n for n in range(at, len(self.words)) if not self.in_row(n)), len(self.words))
        while end > at:
            size = self._group_size(end)
            if end - size < at:
                return False
            end -= size
        if self._is_left_over(at - 1):
            return False
        before = self.words[at - 1]
        return (
            self.in_row(at - 2) or len(before.text) >= _LONG_NOUN or self.words[at - 2].part is WordRole.CLOSE
        )

    def _is_left_over(self, at: int) -> bool:
        """Whether a short word stands between a long one and a pair, to which it belongs: 食品安全|属地 管理 责任."""
        short = self.in_row(at) and len(self.words[at].text) < _LONG_NOUN
        pair = self.in_row(at + 1) and self.in_row(at + 2)
        long = self.in_row(at - 1) and len(self.words[at - 1].text) >= _LONG_NOUN
        return short and pair and long and len(self.words[at + 1].text) < _LONG_NOUN

    def _group_size(self, end: int) -> int:
        """Return how many words the last group of a row has that ends before word `end`."""
        light = 1 if self.words[end - 1].text in known.AFTER_VERBS and self.in_row(end - 2) else 0
        last = self.words[end - 1 - light]
        if self.in_row(end - 2) and len(self.words[end - 2].text) >= _LONG_NOUN and not light:
            return 2 if len(last.text) < _LONG_NOUN else 1
        if len(last.text) >= _LONG_NOUN or not self.in_row(end - 2 - light):
            return 1 + light
        return 2 + light

    def in_row(self, at: int) -> bool:
        """Whether word `at` may stand in a row of nouns."""
        return 0 <= at < len(self.words) and self.words[at].part in _IN_NAMES and not self.words[at].acts

    # What a word belongs to ----------------------------------------------------------------------

    def behind_about(self, at: int) -> bool:
        """Whether 关于 stands before word `at`."""
        return any(word.part is WordRole.ABOUT for word in self.words[:at])

    def is_nominal(self, at: int) -> bool:
        """Whether 关于 or no verb at all stands before word `at`."""
        return self.behind_about(at) or not any(word.acts for word in self.words[:at])

    def behind(self, at: int, openers: tuple[str, ...]) -> bool:
        """Whether the phrase that word `at` ends begins with one of these: 把……|送到, 以……|为纽带."""
        opening = next((word for word in reversed(self.words[:at]) if word.opens), None)
        return opening is not None and opening.text in openers

    def behind_short_subject(self, at: int, longest: int) -> bool:
        """Whether nothing but a short subject stands between a pause and the verb: ——某村|推行."""
        size = self.left(at)
        start = self.words[at].start - size
        return 0 < size <= longest and start > 0 and self.text[start - 1] in "：，；—"

    def begins_clause(self, at: int) -> bool:
        """Whether the subject of another clause stands behind an object: 发布红色预警|全市启动应急响应."""
        before, after = self.words[at - 1], self.words[at]
        if (
            before.part not in (WordRole.NOUN, WordRole.CLOSE, WordRole.MAYBE)
            or after.part is not WordRole.NOUN
        ):
            return False
        if self.behind_about(at):
            return False
        long = len(after.text) >= _LONG_SUBJECT or after.text[0] in known.WHICH
        return long and self.next_opens(at) and any(word.acts for word in self.words[: at - 1])

    def next_opens(self, at: int) -> bool:
        """Whether a phrase begins behind word `at`."""
        return at + 1 < len(self.words) and self.words[at + 1].opens

    def next_made_noun(self, at: int) -> bool:
        """Whether a verb stands here that the next word makes a noun of: 推进 情况."""
        verb = self.words[at].part is WordRole.VERB
        return verb and at + 1 < len(self.words) and self.words[at + 1].text in known.AFTER_VERBS

    def in_relative(self, at: int) -> bool:
        """Whether the phrase that begins here announces a noun after it: 德智体美劳|全面发展的社会主义建设者."""
        subject = self.words[at - 1].part in _IN_NAMES and not self.words[at - 1].acts
        if not subject or self.behind_about(at):
            return False
        ends = (n for n in range(at + 1, len(self.words)) if self.words[n].part in _OUTSIDE_RELATIVES)
        end = next(ends, len(self.words))
        return end + 1 < len(self.words) and self.words[end].part is WordRole.OF and self.object(end + 1) > 2

    def is_between_bodies(self, at: int) -> bool:
        """Whether a space parts two bodies that issue a paper together: 中共中央 国务院关于……."""
        after = next((word for word in self.words[at:] if word.is_body), None)
        issues = any(
            word.part is WordRole.ABOUT or word.text in known.ISSUING_VERBS for word in self.words[at:]
        )
        return self.words[at - 2].is_body and after is not None and issues and not self.behind_about(at)

    def has_object(self, at: int) -> bool:
        """Whether a number or the name of an event follows 举行, which has an object then: 举行|第一次全体会议."""
        return self.words[at].text == "举行" and at + 1 < len(self.words) and not self.next_opens(at)

    def names_event(self, at: int) -> bool:
        """Whether the name of an event goes on with word `at`: 第五届|中国国际|进口|博览会."""
        name = (self.words[number] for number in self._name(at, 1))
        return any(word.text.endswith(known.EVENT_ENDS) for word in islice(name, _LONGEST_EVENT))

    def names_paper(self, at: int) -> bool:
        """Whether word `at` stands in the name of the paper that is issued: 印发某省|推动……行动方案的通知."""
        issued = any(word.acts and word.text in known.ISSUING_VERBS for word in self.words[:at])
        quoted = any(word.text == "《" for word in self.words[:at])
        return issued and not quoted and self.is_nominal(at)

    def body_around(self, at: int) -> int:
        """Return how long the name of a body is that goes on across the place before word `at`; 0 if none does."""
        end = next((n for n in self._name(at, 1) if self.words[n].is_body), None)
        if end is None:
            return 0
        start = at
        for number in self._name(at - 1, -1):
            if self.words[number].is_body and self.words[number].text not in known.PARENT_BODIES:
                break
            start = number
        return self.words[end].end - self.words[start].start

    def _name(self, at: int, step: int) -> Iterator[int]:
        """Return the numbers of the words that may make one name, from word `at` on or back."""
        while 0 <= at < len(self.words):
            if self.words[at].part not in _IN_NAMES or self.words[at].acts:
                return
            yield at
            at += step


def _bounds_list(word: TitleWord) -> bool:
    return word.acts or word.part in _OUTSIDE_LISTS
