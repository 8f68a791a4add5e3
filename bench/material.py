"""Bulletins made up from a seed: the same seed gives the same text on every machine.

Only `Random.random` is drawn from, whose sequence Python promises never to change.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from bench import wording

NAME = "湖南精神文明建设"
PUBLISHER = "湖南省精神文明建设指导委员会办公室"
YEAR = 2022
SEED = 9704
TITLE_LINE = 20
"""Characters of 二号 in a line of 28 characters of 三号."""


class Passage(NamedTuple):
    """A paragraph: its run-in head in 黑体, which may be empty, and what follows."""

    lead: str
    text: str


class Article(NamedTuple):
    """One report of an issue."""

    city: str
    title: str
    by: str
    passages: tuple[Passage, ...]

    @property
    def headline(self) -> str:
        """What stands over it."""
        return self.city + self.title

    @property
    def entry(self) -> str:
        """What stands for it in the contents."""
        return f"{self.city}：{self.title}"


class Bulletin(NamedTuple):
    """One issue."""

    number: int
    date: date
    articles: tuple[Article, ...]

    @property
    def day(self) -> str:
        """The date as it is printed."""
        return f"{self.date.year}年{self.date.month}月{self.date.day}日"


def make_bulletins(count: int, seed: int = SEED) -> tuple[Bulletin, ...]:
    """Give the first `count` issues, of about eight pages each; 480 fill a year."""
    return tuple(make_bulletin(number, seed) for number in range(1, count + 1))


def make_bulletin(number: int, seed: int = SEED) -> Bulletin:
    """Give one issue; it does not depend on the others."""
    return _Author(seed, number).bulletin(number)


def model_bulletin() -> Bulletin:
    """Give the model issue."""
    return Bulletin(30, date(YEAR, 6, 16), tuple(map(_model_article, wording.model_reports())))


def _model_article(report: Mapping[str, str]) -> Article:
    matches = re.finditer(r"^(?:\*\*(.*?)\*\*)?(.+)$", report["text"], re.MULTILINE)
    passages = tuple(Passage(match[1] or "", match[2]) for match in matches)
    return Article(report["city"], report["title"], report["by"], passages)


def with_changed_paragraph(bulletin: Bulletin, turn: int) -> Bulletin:
    """Give the issue with one paragraph of its second report changed, another way each `turn`."""
    articles = list(bulletin.articles)
    passages = list(articles[1].passages)
    lead, text = passages[1]
    passages[1] = Passage(lead, f"第{turn + 1}次修改：{text}")
    articles[1] = articles[1]._replace(passages=tuple(passages))
    return bulletin._replace(articles=tuple(articles))


class _Author:
    """Draws the words of one issue."""

    def __init__(self, seed: int, number: int) -> None:
        self.random = Random(f"{seed}-{number}")
        self.sentences = wording.model_sentences()
        self.city = ""

    def bulletin(self, number: int) -> Bulletin:
        day = date(YEAR, 1, 4) + timedelta(days=(number - 1) * 3 // 4)
        return Bulletin(number, day, tuple(self.article() for _ in range(4 + self.below(2))))

    def article(self) -> Article:
        self.city = self.one(wording.CITIES)
        title = self.filled(self.one(wording.TITLES))
        by = f"{self.city}{self.one(wording.UNITS[:2])}、{self.city[-1]}{self.one(wording.UNITS[2:])}"
        opening = Passage("", self.sentence() + self.sentence())
        return Article(self.city, title, by, (opening, *(self.passage() for _ in range(3 + self.below(2)))))

    def passage(self) -> Passage:
        lead = self.filled(self.one(wording.LEADS))
        return Passage(lead, "".join(self.sentence() for _ in range(4 + self.below(2))))

    def sentence(self) -> str:
        """Give a sentence, as often one of the model issue as one of our own words."""
        if self.random.random() < 0.5:
            return self.one(self.sentences)
        return self.filled(self.one(wording.PATTERNS))

    def filled(self, pattern: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda place: self.word(place[1]), pattern)

    def word(self, kind: str) -> str:
        match kind:
            case "place":
                return self.characters(2)
            case "person":
                return self.one(wording.SURNAMES) + self.characters(1 + self.below(2))
            case "unit":
                return self.city + self.one(wording.UNITS)
            case "day":
                return f"周{self.one('一二三四五六日')}"
            case "people":
                return str(20 + self.below(3000))
            case "times" | "rate" | "years":
                return str(3 + self.below({"times": 60, "rate": 95, "years": 20}[kind]))
        words = {
            "verb": wording.VERBS,
            "matter": wording.MATTERS,
            "result": wording.RESULTS,
            "thing": wording.THINGS,
            "brand": wording.BRANDS,
        }
        return self.one(words[kind])

    def characters(self, count: int) -> str:
        return "".join(self.one(wording.CHARACTERS) for _ in range(count))

    def below(self, limit: int) -> int:
        return int(self.random.random() * limit)

    def one(self, choices: Sequence[str]) -> str:
        return choices[self.below(len(choices))]
