"""Words that are none, where another character of the same sound or shape gives a common word: 兼故 → 兼顾.

A text is split into words. Where characters are left that belong to no word, words of the same sound
or shape are looked for. What is found weighs as much more than the characters by themselves as its
logarithm of frequency is above theirs; only what weighs far more is reported.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import compress, count
from math import log
from operator import add

from bulletin_pdf.compose.trade_terms import TERMS
from bulletin_pdf.issue.character_kinds import is_ideograph
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.proof.agreement import AgreementContext
from bulletin_pdf.proof.cited import cited_spans, is_cited
from bulletin_pdf.proof.finding import ProofFindings
from bulletin_pdf.proof.lexicon import (
    CLAUSES_KEPT,
    KNOWN_COUNT,
    Segments,
    by_sound,
    clauses,
    columns_of,
    counted,
    know_words,
    known_words,
    near_sound,
    runs,
    shapes,
    sounds,
    split_again,
    table,
)
from bulletin_pdf.proof.trigrams import weigh_with_model

_KINDS = ("paragraph", "quote", "note", "heading", "title")
_LONGEST = 4
_LONGEST_TERM = 8
GAP = "?"
"""Stands for any character of a word."""
_TOTAL = log(60_101_967)
"""How often all words of the dictionary occur together."""
_LEAST = log(300) - _TOTAL
"""What a rare character weighs: it may stand in a name."""
_GAIN = 8.75
_GAIN_LONG = 6.5
"""By how much the logarithm of frequency must rise, for words of two characters and for longer ones."""
_GAIN_OFFICIAL = 6.0
_GAIN_OFFICIAL_LONG = 5.0
"""By how much it must rise for words that fixed terms of official writing are made of."""
_GAIN_TURNED = 2.0
"""By how much more where two characters have changed places."""
_LESS = 5.0
"""By how much less it may rise where a model of three words in a row is installed …"""
_LIKELIER = 4.5
"""… and finds the text likelier by so much, a common logarithm."""
_GAIN_BESIDE = 1.5
"""By how much more for words of two characters beside a further one that belongs to no word: a name, terse wording."""
_GAIN_BESIDE_LONG = 2.5
"""The same for those of three: 国家|疾控局."""
_COMMON = 3500
"""Characters of the first level of 通用规范汉字表."""

FUNCTION = frozenset(
    "之以不为与向对只还者而其于所及一二三四五六七八九十百千万亿两前后中内外上下的了是在有和人这那个也就都"
    "要会能可被把让使得到从由将并或每各逐未另里因至如若且须"
)
"""Characters that stand by themselves everywhere, so that what they make with a neighbour says nothing."""
_MAX_STRANGE = 2
"""Characters outside 通用规范汉字表; a text with more of them is in traditional characters, of which too little is known."""
_PARTICLES = frozenset("的地得了着是在")
_OF_PLACES = frozenset(
    "镇乡村组屯街道社区县市州河湖江山岭路桥港岛集团公司厂店酒大学中小寺庙省旗盟苑园沟坪塘湾洲庄堡寨坝坡"
)
"""What stands in front of these may be a name."""
_OF_AREAS = frozenset("区乡镇村县州")
"""What ends like these may be a name that no list has: 县城区, 驶区."""
_ENDS_OF_NAMES = frozenset(
    [
        "大学",
        "中学",
        "小学",
        "公司",
        "集团",
        "街道",
        "社区",
        "大道",
        "大街",
        "大厦",
        "大桥",
        "大厅",
        "桥头",
        "河道",
        "湖区",
        "山区",
        "路口",
        "厂房",
        "酒店",
        "寺庙",
        "屯子",
        "长江大桥",
        "大桥",
        "铁路",
        "高铁",
        "高速",
        "高速公路",
        "公路",
        "隧道",
        "机场",
        "航道",
        "水库",
        "城际",
        "地铁",
        "运河",
        "枢纽",
        "特大桥",
        "组织部",
    ]
)
SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱郭何林罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪姜范姚谭廖邹熊陆郝崔邱秦侯邵孟龙段汤尹黎乔赖龚翁殷葛聂章岳庞樊兰倪严牛温芦俞詹欧柯翟毕阮柳霍莫冉丛骆蒲"
    "虞蓝覃霞曲戚佟甄"
)
_OF_FOREIGNERS = frozenset(
    "赫塞契茨恩丁森伦顿宾逊乌帕穆默桑佐佩岑贾纳努埃斯尔特克德拉兹姆瑟蒂杜布鲁卡塔萨洛罗格伊埃奥诺莱科夫娃维佩莉丽娜琳妮雅莎茜菲奇基米戈弗哈沃霍图迪坦亚"
)
_POST = pattern(
    "(?:书记|主任|县长|市长|省长|部长|局长|村民|同志|院长|教授|记者|党员|农民|委员|校长|主席|总理|队长|医生|护士|老师|作者"
    "|编辑|科长|处长|镇长|乡长|选手|居民|老人|大爷|大妈|法官|律师|警官|民警|总统|首相|防长|外长|国王|大使|总裁|议长|元首|发言人|代表"
    "|司令|大臣|总书记|副主任|模范|师傅|博士|先生|女士|队员|馆长|行长|社长|团长|校友|同学).?$"
)
_COUNTED = pattern(
    "(?:^|[一二三四五六七八九十百千万亿两])[个项名条户家次位件所座场期批处册套台辆]|[这那每该]口"
)
"""A measure word behind its number, which in figures is no part of the run: 7项|政府 is no 县政府."""
_QUOTED = pattern("[“‘「『][^“”‘’「」『』]{1,8}[”’」』]")


class SpellingSlip(NamedTuple):
    """A stretch of a text, and the word that is likely meant."""

    start: int
    end: int
    word: str


class _Guess(NamedTuple):
    """A slip, by how much its word weighs more than what is written, and by how much it has to."""

    gain: float
    needed: float
    slip: SpellingSlip

    def moved(self, by: int) -> "_Guess":
        """Return it for a text in which what it is about stands further on."""
        start, end, word = self.slip
        return self._replace(slip=SpellingSlip(start + by, end + by, word))


class _Terms(NamedTuple):
    """Fixed terms of official writing."""

    known: frozenset[str]
    lengths: tuple[int, ...]
    by_sound: Mapping[str, tuple[str, ...]]
    """Marks of sounds → terms."""
    after: Mapping[str, frozenset[str]]
    """A character → those that stand behind it in terms."""
    before: Mapping[str, frozenset[str]]
    """A character → those that stand before it in terms."""
    by_beginning: Mapping[str, tuple[str, ...]]
    """Three marks of sounds → the marks of terms that begin with them."""


class _Tables(NamedTuple):
    """What is known of words and characters."""

    often: Mapping[str, str]
    """A character or word → how often it occurs."""
    near_sounds: Mapping[int, str]
    """The code of a character → a mark of its sound, the same for zh and z, ing and in …"""
    of_near_sound: Mapping[str, str]
    """Such a mark → the characters of that sound."""
    gaps: Mapping[str, str]
    """A word with GAP for one of its characters → the characters that make it a word."""
    shapes: Mapping[str, str]
    """A character → those that look like it."""
    common: frozenset[str]
    """Characters anybody writes."""
    behind: Mapping[str, str]
    """A character → those that stand behind it in words and terms."""
    before: Mapping[str, str]
    """A character → those that stand before it."""


class _Weights(dict[str, float]):
    """A character or word → the logarithm of its frequency, worked out when it is asked for."""

    def __missing__(self, word: str) -> float:
        """Work out what a word weighs; raises `KeyError` for what is none."""
        weight = self[word] = log(max(int(_tables().often[word]), 1)) - _TOTAL
        return weight


def words_spelt(setting: AgreementContext) -> ProofFindings:
    """B477: no word, and a common word has the same sound or shape. What occurs twice is taken for meant."""
    whole = "\n".join(passage.text for passage in setting.passages)
    know_words(whole)
    for passage in setting.passages:
        if passage.kind not in _KINDS:
            continue
        text = passage.text
        for slip in spelling_slips(text):
            found = text[slip.start : slip.end]
            if whole.count(found) == 1 or passage.kind in ("heading", "title"):
                yield passage.find(Code.NOT_A_WORD, slip.start, slip.end, found=found, to=slip.word)


def sound_marks(text: str) -> str:
    """Put in place of each character another that stands for its sound, tones left aside."""
    return text.translate(_sound_marks())


@lru_cache(maxsize=1)
def _sound_marks() -> Mapping[int, str]:
    return {ord(char): chars[0] for chars in by_sound().values() for char in chars}


def spelling_slips(text: str) -> Iterator[SpellingSlip]:
    """Return the words of a text that are likely misspelt, in order; none in titles of works, names, quoted words."""
    know_words(text)
    weigh = weigh_with_model()
    less = _LESS if weigh else 0.0
    found = [guess.moved(begin) for begin, clause in clauses(text) for guess in _guesses_in(clause, less)]
    if not found:
        return
    guesses = [
        guess
        for guess in found
        if guess.gain >= guess.needed or (weigh is not None and weigh(text, *guess.slip) >= _LIKELIER)
    ]
    if not guesses or _is_traditional(text):
        return
    kept = [*cited_spans(text), *(match.span() for match in _QUOTED.finditer(text))]
    taken: list[SpellingSlip] = []
    for _, _, slip in sorted(guesses, key=lambda guess: (-guess.gain, guess.slip.start)):
        apart = all(slip.end <= other.start or other.end <= slip.start for other in taken)
        if apart and not is_cited(kept, slip.start, slip.end):
            taken.append(slip)
    yield from sorted(taken)


@lru_cache(maxsize=1)
def _readable() -> frozenset[str]:
    """Return the characters whose sound is known, and common marks and figures."""
    return frozenset(sounds()).union("，。、；：？！“”《》（）〔〕0123456789%.—～·‘’")


def _is_traditional(text: str) -> bool:
    """Whether too many of a text's characters are unknown: 繁體."""
    strange = set(text).difference(_readable())
    return len(strange) > _MAX_STRANGE and sum(map(is_ideograph, strange)) > _MAX_STRANGE


@lru_cache(maxsize=CLAUSES_KEPT)
def _guesses_in(clause: str, less: float) -> tuple[_Guess, ...]:
    """Return the guesses of a clause that miss the gain they need by `less` at most."""
    return tuple(guess.moved(start) for start, run in runs(clause) for guess in _guesses_in_run(run, less))


@lru_cache(maxsize=CLAUSES_KEPT)
def _guesses_in_run(run: str, less: float) -> tuple[_Guess, ...]:
    """Return the guesses of a run of characters between marks."""
    words = split_again(run)
    known = sounds()
    singles = [index for index, word in enumerate(words.words) if word in known]
    content = [index for index in singles if words.words[index] not in FUNCTION]
    doubtful = [index for index in content if _is_doubtful(run, words.starts[index])]
    found = [guess for index in doubtful for guess in _guesses(_Doubt(run, words, index), less)]
    if content and _may_be_turned(run):
        found += _turned(run, words, content, less)
    found += [_Guess(gain, 0.0, slip) for gain, slip in _of_terms(run, words, singles)]
    return tuple(found)


class _Doubt(NamedTuple):
    """A character that belongs to no word, and which another one might join to a word."""

    text: str
    split: Segments
    word: int
    """Which of the words it is."""


def _is_doubtful(text: str, at: int) -> bool:
    """Whether another character of its sound or shape stands beside one of its neighbours in words."""
    return (at > 0 and _fits_behind(text[at - 1 : at + 1])) or _fits_before(text[at : at + 2])


@lru_cache(maxsize=100_000)
def _fits_behind(two: str) -> bool:
    """Whether what the second of two characters may be meant for stands behind the first in words or terms."""
    return not _confused(two[1]).isdisjoint(_beside(two[0], behind=True))


@lru_cache(maxsize=100_000)
def _fits_before(two: str) -> bool:
    """Whether what the first of two characters may be meant for stands before the second in words or terms."""
    return not _confused(two[0]).isdisjoint(_beside(two[1:], behind=False))


@lru_cache(maxsize=10_000)
def _beside(char: str, *, behind: bool) -> frozenset[str]:
    """Return what stands behind a character, or before it, in words and terms."""
    return frozenset((_tables().behind if behind else _tables().before).get(char, ""))


def _stretches(split: Segments, wrong: int) -> list[tuple[int, int]]:
    """Return first and last of the stretches of several known words around one, as long as words are."""
    words, starts = split
    often = _tables().often
    found: list[tuple[int, int]] = []
    first, lowest, count = wrong, starts[wrong + 1] - _LONGEST, len(words)
    while first >= 0 and starts[first] >= lowest and words[first] in often:
        last, furthest = wrong, starts[first] + _LONGEST
        while last < count and starts[last + 1] <= furthest and words[last] in often:
            if last > first:
                found.append((first, last))
            last += 1
        first -= 1
    return found


def _guesses(doubt: _Doubt, less: float) -> Iterator[_Guess]:
    """Return what the words around a character may be meant for were it another one, with how much more that weighs."""
    text, split, index = doubt
    words, starts = split
    at = starts[index]
    gaps, confused = _tables().gaps, _confused(text[at])
    behind = at > 0 and _fits_behind(text[at - 1 : at + 1])
    before = _fits_before(text[at : at + 2])
    for first, last in _stretches(split, index):
        start, end = starts[first], starts[last + 1]
        if not (start < at and behind or end > at + 1 and before):
            continue
        fill = gaps.get(f"{text[start:at]}{GAP}{text[at + 1 : end]}")
        if fill is None or confused.isdisjoint(fill):
            continue
        alike = _alike(text[start:end], fill, at - start)
        weight = _weight(words[first : last + 1]) if alike else 0.0
        if end - start < _LONGEST and alike and _is_beside_single(words, first, last):
            weight += _GAIN_BESIDE if end - start == 2 else _GAIN_BESIDE_LONG
        for word, likely, needed in alike:
            gain = likely - weight
            if gain >= needed - less and not _may_be_name(text, words, starts, first, last):
                yield _Guess(gain, needed, SpellingSlip(start, end, word))


def _weight(words: Iterable[str]) -> float:
    weights = _weights()
    return sum(max(weights[word], _LEAST) if len(word) == 1 else weights[word] for word in words)


def _may_be_turned(text: str) -> bool:
    """Whether two neighbours that change places make a word, or the inner characters of two words do."""
    often, official = _tables().often, _official_words()
    behind = _tables().behind
    for at in [
        at for at, two in enumerate(zip(text, text[1:], strict=False)) if two[0] in behind.get(two[1], "")
    ]:
        turned = text[at + 1] + text[at]
        before, after = text[max(at - 2, 0) : at], text[at + 2 : at + 4]
        if turned in often or any(
            f"{before[first:]}{turned}{after[:last]}" in often
            for first in range(len(before) + 1)
            for last in range(len(after) + 1)
        ):
            return True
    # 健制|全度: 健全 and 制度, one begun a character behind the other.
    return b"\1\1" in bytes(map(official.__contains__, map(add, text, text[2:])))


def _turned(text: str, split: Segments, content: Iterable[int], less: float) -> Iterator[_Guess]:
    """Return what stretches of words are if two neighbouring characters have changed places: 色绿, 满度|意."""
    words, starts = split
    often = _tables().often
    stretches = dict.fromkeys(stretch for index in content for stretch in _stretches(split, index))
    for first, last in stretches:
        start, end = starts[first], starts[last + 1]
        found = text[start:end]
        length = end - start
        if (length == 2 and found[::-1] not in often) or (
            length == 3
            and found[1] + found[0] + found[2] not in often
            and found[0] + found[:0:-1] not in often
        ):
            continue
        turns = _turns(found)
        weight = _weight(words[first : last + 1]) if turns else 0.0
        for word, likely, needed in turns:
            gain = likely - weight
            if gain >= needed - less and not _may_be_name(text, words, starts, first, last):
                yield _Guess(gain, needed, SpellingSlip(start, end, word))


@lru_cache(maxsize=100_000)
def _turns(found: str) -> tuple[tuple[str, float, float], ...]:
    """Return the words that two neighbouring characters make when they change places: word, weight, needed gain."""
    often, official = _tables().often, _official_words()
    content = FUNCTION.isdisjoint(found)
    if len(found) == 2:
        made = [found[::-1]] if content else []
    else:
        made = [found[:at] + found[at + 1] + found[at] + found[at + 2 :] for at in range(len(found) - 1)]
        made = made if content else [word for word in made if word in official]
    weights = _weights()
    turns = [
        (word, weights[word], _needed(word) + _GAIN_TURNED)
        for word in made
        if word in often and word != found and (word in counted() or word in official)
    ]
    if len(found) == _LONGEST and content:
        # 健制|全度: the inner characters of two words.
        pair = found[0] + found[2], found[1] + found[3]
        if all(word in official and word in often for word in pair):
            turns.append(("".join(pair), sum(weights[word] for word in pair), _GAIN_LONG))
    return tuple(turns)


def _of_terms(text: str, split: Segments, singles: Iterable[int]) -> Iterator[tuple[float, SpellingSlip]]:
    """Return terms in which one character has the sound of the right one, or, where it belongs to no word, its shape."""
    terms = _terms()
    marks = text.translate(_tables().near_sounds)
    beginnings = terms.by_beginning
    three = map(add, map(add, marks, marks[1:]), marks[2:])
    found = list(compress(count(), map(beginnings.__contains__, three)))
    alone = (
        {at for at in map(split.starts.__getitem__, singles) if text[at] not in _PARTICLES} if found else ()
    )
    for start in found:
        for key in beginnings[marks[start : start + 3]]:
            if marks.startswith(key, start):
                yield from _sounding(text, start, split, alone, terms.by_sound[key])
    shapes = _tables().shapes
    for at in map(split.starts.__getitem__, singles):
        looks = shapes.get(text[at])
        if not looks or text[at] in _PARTICLES:
            continue
        for likely in (terms.after.get(text[at - 1 : at]), terms.before.get(text[at + 1 : at + 2])):
            for right in likely.intersection(looks) if likely else ():
                yield from _with(text, at, right, terms)


def _sounding(
    text: str, start: int, split: Segments, alone: Collection[int], terms: Iterable[str]
) -> Iterator[tuple[float, SpellingSlip]]:
    """Return the terms that stand at `start` but for one character that belongs to no word, or to one that no term has here."""
    for term in terms:
        end = start + len(term)
        wrong = [at for at in range(start, end) if text[at] != term[at - start]]
        if len(wrong) != 1 or _is_part(split, start, wrong[0]):
            continue
        if wrong[0] in alone or _is_odd(text, start, end, split, wrong[0]):
            yield 10.0 * len(term), SpellingSlip(start, end, term)


def _is_part(split: Segments, start: int, wrong: int) -> bool:
    """Whether a word reaches over the start of a stretch without the wrong character: 学生|餐|安全 is no 生产安全."""
    at, word = next(((at, word) for word, at in split.around(start, start + 1)), (start, ""))
    return at < start and at + len(word) == start + 1 <= wrong


def _is_odd(text: str, start: int, end: int, split: Segments, wrong: int) -> bool:
    """Whether a stretch made of whole words is none that is said as well as the term: 旅行职责, but 法制建设."""
    if not (split.begins(start) and split.begins(end)) or text[wrong] in _PARTICLES:
        return False
    return text[start:end] not in _terms().known and not any(
        text[at : at + 2] in _twins() for at in (wrong - 1, wrong) if start <= at < end - 1
    )


@lru_cache(maxsize=1)
def _twins() -> frozenset[str]:
    return frozenset(table("twins.txt").split())


def _with(text: str, at: int, right: str, terms: _Terms) -> Iterator[tuple[float, SpellingSlip]]:
    mended = text[:at] + right + text[at + 1 :]
    for start, end in _around(text, at, terms):
        if mended[start:end] in terms.known:
            yield 10.0 * (end - start), SpellingSlip(start, end, mended[start:end])


def _around(text: str, at: int, terms: _Terms) -> Iterator[tuple[int, int]]:
    """Return the stretches, as long as terms are, that have the character at `at` in them."""
    for length in terms.lengths:
        for start in range(max(at - length + 1, 0), min(at, len(text) - length) + 1):
            yield start, start + length


@lru_cache(maxsize=10_000)
def _confused(char: str) -> frozenset[str]:
    """Return the characters that one may be meant for: of a sound like its own, and of its shape."""
    return frozenset(_near(char) + _tables().shapes.get(char, ""))


@lru_cache(maxsize=10_000)
def _near(char: str) -> str:
    """Return the characters of a sound like that of one, zh and z taken for the same; none for a rare one."""
    if char not in _tables().common or char not in sounds():
        return ""
    tables = _tables()
    return tables.of_near_sound[tables.near_sounds[ord(char)]]


@lru_cache(maxsize=100_000)
def _alike(found: str, fill: str, at: int) -> tuple[tuple[str, float, float], ...]:
    """Return words with another character of like sound or shape at a place: word, weight, the gain it needs.

    `fill` are the characters that make a word there; in short words one must sound quite the same.
    """
    content = FUNCTION.isdisjoint(found)
    if len(found) == 2 and not content:
        return ()
    wrong = found[at]
    heard = _near(wrong)
    if heard and len(found) == 2:
        heard = by_sound()[sounds()[wrong]]
    right = sorted(filter(fill.__contains__, heard), key=fill.index)
    if len(found) == 2:
        # A short word of the lists alone is too often a name: 普光气田.
        right = [char for char in right if found[:at] + char + found[at + 1 :] in counted()]
    if content:
        right += [look for look in _tables().shapes.get(wrong, "") if look in fill]
    words = [found[:at] + char + found[at + 1 :] for char in right if char != wrong]
    weights = _weights()
    return tuple(
        (word, weights[word], _needed(word)) for word in words if len(found) > 2 or word[0] != word[1]
    )


def _needed(word: str) -> float:
    """Return by how much more a word must weigh."""
    if word in _official_words():
        return _GAIN_OFFICIAL if len(word) == 2 else _GAIN_OFFICIAL_LONG
    return _GAIN if len(word) == 2 else _GAIN_LONG


@lru_cache(maxsize=1)
def _official_words() -> frozenset[str]:
    return frozenset(table("official_words.txt").split())


def _is_beside_single(tokens: Sequence[str], first: int, last: int) -> bool:
    sides = (*tokens[max(first - 1, 0) : first], *tokens[last + 1 : last + 2])
    return any(len(token) == 1 and is_ideograph(token) and token not in FUNCTION for token in sides)


def _names_a_place(word: str) -> bool:
    """Whether a word is one that names of places and bodies end with: 村, 镇政府, 大学."""
    return (
        word in _ENDS_OF_NAMES
        or word[:1] in _OF_PLACES
        and (len(word) == 1 or word[0] in _OF_AREAS or word in _ENDS_OF_NAMES)
    )


def _may_be_name(text: str, tokens: list[str], starts: list[int], first: int, last: int) -> bool:
    """Whether the words first..last may be the name of a person or a place, or part of one."""
    start, end = starts[first], starts[last + 1]
    after = text[end : end + 2]
    if (
        _POST.search(text[max(start - 4, 0) : start])
        or _names_a_place(tokens[last + 1] if last + 1 < len(tokens) else "")
        or text[end - 1] in _OF_AREAS
        or after[1:] in ("镇", "村", "乡", "县")
        or after[:1] == "某"
        # 条法司、会计司 of a ministry; no other word than 公司, 上司, 官司 ends so.
        or (text[end - 1] == "司" and text[end - 2] not in "公上官")
        or _COUNTED.search(text, max(start - 1, 0), start + 1)
    ):
        return True
    if end - start == _LONGEST:
        return False
    if end - start == 2 and (_is_parallel(text, start) or _has_short_name(tokens[first : last + 1])):
        return True
    begin = first
    while begin and first - begin < 2 and len(tokens[begin - 1]) == 1:
        begin -= 1
    if any(len(token) == 1 and token in SURNAMES for token in tokens[begin : first + 1]):
        return True
    stop = last + 1
    while stop < len(tokens) and stop - last < 3 and len(tokens[stop]) == 1:
        stop += 1
    return sum(char in _OF_FOREIGNERS for char in text[starts[begin] : starts[stop]]) > 1


def _is_parallel(text: str, start: int) -> bool:
    """Whether two characters are built like the two beside them, so that both are meant: 失能失智, 事实办实."""
    here = text[start : start + 2]
    return any(
        side and (side[0] == here[0]) != (side[1] == here[1])
        for side in (text[max(start - 2, 0) : start], text[start + 2 : start + 4])
        if len(side) == 2
    )


_OF_PROVINCES = frozenset("津冀晋辽吉沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔滇藏陕秦甘陇青宁")
"""Short names of provinces: 鲁剧, 津融."""


def _has_short_name(words: Iterable[str]) -> bool:
    """Whether one of the words is the short name of a province."""
    return not _OF_PROVINCES.isdisjoint(words)


@lru_cache(maxsize=1)
def _terms() -> _Terms:
    near = _tables().near_sounds
    known = {
        word for word in (*table("official_terms.txt").split(), *TERMS) if 3 < len(word) <= _LONGEST_TERM
    }
    by_sound: dict[str, tuple[str, ...]] = {}
    for term in sorted(known):
        key = term.translate(near)
        by_sound[key] = (*by_sound.get(key, ()), term)
    by_beginning: dict[str, list[str]] = {}
    for key in by_sound:
        by_beginning.setdefault(key[:3], []).append(key)
    return _Terms(
        frozenset(known),
        tuple(sorted({len(term) for term in known})),
        by_sound,
        _neighbours(known, 0),
        _neighbours(known, 1),
        {three: tuple(keys) for three, keys in by_beginning.items()},
    )


def _neighbours(terms: Iterable[str], of: int) -> Mapping[str, frozenset[str]]:
    """Return the neighbours of characters in terms, behind them (`of` 0) or before them (1)."""
    found: dict[str, set[str]] = {}
    for pair in {term[at : at + 2] for term in terms for at in range(len(term) - 1)}:
        found.setdefault(pair[of], set()).add(pair[1 - of])
    return {char: frozenset(beside) for char, beside in found.items()}


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    often = {**counted(), **dict.fromkeys(known_words(), str(KNOWN_COUNT))}
    alike: dict[str, str] = {}
    for sound, chars in by_sound().items():
        near = near_sound(sound)
        alike[near] = alike.get(near, "") + chars
    of_near = {chars[0]: chars for chars in alike.values()}
    near_sounds = {ord(char): mark for mark, chars in of_near.items() for char in chars}
    return _Tables(
        often,
        near_sounds,
        of_near,
        columns_of("gaps.txt"),
        shapes(),
        _common_characters(),
        columns_of("behind.txt"),
        columns_of("before.txt"),
    )


@lru_cache(maxsize=1)
def _weights() -> _Weights:
    return _Weights()


def words_with_gaps() -> dict[str, str]:
    """Return the words that may be meant, with each character in turn left open, for `scripts/make_spelling.py`."""
    official = _official_words()
    words = [word for word in counted() if len(word) > 1]
    words += [word for word in known_words() if 1 < len(word) <= _LONGEST and word in official]
    found: dict[str, str] = {}
    for word in words:
        for at, char in enumerate(word):
            key = f"{word[:at]}{GAP}{word[at + 1 :]}"
            found[key] = found.get(key, "") + char
    return found


def characters_beside(side: int) -> dict[str, str]:
    """Return what stands behind each character (`side` 0) or before it (1) in words and terms, for the same script."""
    words = [*counted(), *known_words(), *sorted(_official_words()), *sorted(_terms().known)]
    pairs = dict.fromkeys(word[at : at + 2] for word in words for at in range(len(word) - 1))
    found: dict[str, str] = {}
    for pair in pairs:
        found[pair[side]] = found.get(pair[side], "") + pair[1 - side]
    return found


def _common_characters() -> frozenset[str]:
    return frozenset("".join(table("tgscc-2013.txt", "data").split())[:_COMMON])
