"""People and bodies held against an office's own list: posts, order, names misspelt."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.proof.cited import cited_spans, is_cited
from bulletin_pdf.proof.finding import Passage, ProofFindings
from bulletin_pdf.proof.lexicon import is_alike, is_word, sounds
from bulletin_pdf.proof.office import Body, Knowledge, Person

_POST = pattern(
    "(副|代|常务副)?(总书记|书记|省长|市长|州长|县长|区长|乡长|镇长|主任|主席|局长|厅长|部长|秘书长|处长|科长|院长|校长|检察长|理事长|会长|总经理|董事长|队长|站长|所长)(?:、|，|：)?(?:同志)?$"
)
_PAST = pattern("原|前任|时任|历任|曾任|曾|任命|当选|接任|辞去|免去")
_BEFORE = 16
_LONG_BODY = 6
"""Shorter names differ from other words in one character too often."""


def names_known(passage: Passage, knowledge: Knowledge) -> ProofFindings:
    """B418 another post than the list has, B419 not in the order of the list, B428 a name misspelt, B429 a body misspelt."""
    if not (knowledge.people or knowledge.bodies):
        return
    text = passage.text
    places = sorted(
        (match.start(), person)
        for person in knowledge.people
        if person.name in text
        for match in re.finditer(re.escape(person.name), text)
    )
    for start, person in places:
        yield from _other_post(passage, start, person)
    yield from _other_order(passage, places, knowledge.people)
    for person in knowledge.people:
        yield from _misspelt_person(passage, person)
    for body in knowledge.bodies:
        yield from _misspelt_body(passage, body)


def _other_post(passage: Passage, start: int, person: Person) -> ProofFindings:
    before = passage.text[max(start - _BEFORE, 0) : start]
    said = _POST.search(before)
    if said is None or _PAST.search(before):
        return
    post = (said[1] or "") + said[2]
    own = [match for match in map(_POST.search, person.posts) if match]
    if own and all((match[1] or "") + match[2] != post for match in own):
        end = start + len(person.name)
        first = start - len(before) + said.start()
        yield passage.find(
            Code.POST_DIFFERS_FROM_LIST, first, end, found=passage.text[first:end], to="、".join(person.posts)
        )


def _other_order(
    passage: Passage, places: Sequence[tuple[int, Person]], people: Sequence[Person]
) -> ProofFindings:
    """People in one row, with nothing but 、 and posts between them, follow the order of the list."""
    rank = {person.name: number for number, person in enumerate(people)}
    for (at, first), (then, second) in pairwise(places):
        between = passage.text[at + len(first.name) : then]
        is_row = re.fullmatch("(?:、|和|及|，)[\u3400-\u9fff]{0,12}", between) and between[0] in "、和及"
        if is_row and rank[second.name] < rank[first.name]:
            yield passage.find(
                Code.ORDER_DIFFERS_FROM_LIST,
                then,
                then + len(second.name),
                found=second.name,
                other=first.name,
            )


def _misspelt_person(passage: Passage, person: Person) -> ProofFindings:
    """A name with one character of like sound or shape in place of another, after one of the person's posts."""
    text, name = passage.text, person.name
    for post in person.posts:
        at = text.find(post)
        while at >= 0:
            start = at + len(post)
            said = text[start : start + len(name)]
            wrong = [pair for pair in zip(said, name, strict=False) if pair[0] != pair[1]]
            if len(said) == len(name) > 1 and len(wrong) == 1 and said[0] in sounds() and is_alike(*wrong[0]):
                yield passage.find(Code.LISTED_PERSON_MISSPELT, start, start + len(name), found=said, to=name)
            at = text.find(post, start)


def _misspelt_body(passage: Passage, body: Body) -> ProofFindings:
    """A body's name with a character left out, replaced by a like one, or two neighbours changed over."""
    text = passage.text
    cited = cited_spans(text)
    for name in (body.name, *body.shorts):
        if len(name) < _LONG_BODY:
            continue
        for start, said in _near(text, name):
            end = start + len(said)
            if said not in body.shorts and not is_cited(cited, start, end):
                yield passage.find(Code.LISTED_BODY_MISSPELT, start, end, found=said, to=name)


def _near(text: str, name: str) -> Iterator[tuple[int, str]]:
    """Return where a form stands that one slip makes of a name, found by its first or its last characters."""
    half = len(name) // 2
    starts = {match.start() for match in re.finditer(re.escape(name[:half]), text)}
    ends = {match.end() for match in re.finditer(re.escape(name[half:]), text)}
    for length in (len(name), len(name) - 1):
        for start in sorted(starts | {end - length for end in ends if end >= length}):
            said = text[start : start + length]
            whole = text[max(start - 1, 0) : start + length + 1]
            if len(said) == length and said != name and name not in whole and _is_slip(said, name):
                yield start, said


def _is_slip(said: str, name: str) -> bool:
    if len(said) < len(name):
        return any(name[:at] + name[at + 1 :] == said for at in range(1, len(name) - 1))
    wrong = [at for at, pair in enumerate(zip(said, name, strict=True)) if pair[0] != pair[1]]
    if len(wrong) == 1:
        at = wrong[0]
        return is_alike(said[at], name[at]) or not (
            is_word(said[at - 1 : at + 1]) or is_word(said[at : at + 2])
        )
    return (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and said[wrong[0]] == name[wrong[1]]
        and said[wrong[1]] == name[wrong[0]]
    )
