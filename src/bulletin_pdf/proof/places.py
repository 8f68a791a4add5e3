"""Names of administrative places, in full and as offices shorten them (湘西土家族苗族自治州 → 湘西州)."""

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|"
    "柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|"
    "塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
_AUTONOMOUS = pattern(f"(?:(?:{_PEOPLES})族?)+自治(州|县|旗)$")
_PROVINCE = pattern("(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)$")
_TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "places.tsv")
_LONGEST = 16
_MAX_NEAR = 3


class AdministrativePlace(NamedTuple):
    """One place: its full name, level (1 province, 2 prefecture, 3 county), and where it lies."""

    name: str
    level: int
    province: str
    prefecture: str = ""

    @property
    def short(self) -> str:
        """The name offices use: 湘西州, 城步县, 湖南."""
        if self.level == 1:
            return _PROVINCE.sub("", self.name)
        if "自治" not in self.name:
            return self.name
        short = _AUTONOMOUS.sub(r"\1", self.name)
        return short if len(short) > 2 else self.name

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by: in full, 湘西州 and 湘西自治州."""
        if self.level > 1 and "自治" not in self.name:
            return (self.name,)
        spelt = _AUTONOMOUS.sub(r"自治\1", self.name) if self.level > 1 else self.name
        return tuple(dict.fromkeys((self.name, self.short, *((spelt,) if len(spelt) > 4 else ()))))

    def is_related(self, other: "AdministrativePlace") -> bool:
        """Whether one is the other or lies in it."""
        if self.province != other.province:
            return False
        if 1 in (self.level, other.level) or self.name == other.name:
            return True
        if self.level == other.level:
            return False
        above, below = sorted((self, other), key=lambda place: place.level)
        return below.prefecture == above.name


@lru_cache(maxsize=1)
def gazetteer() -> dict[str, tuple[AdministrativePlace, ...]]:
    """Return the places of each name, full or short."""
    found: dict[str, dict[AdministrativePlace, None]] = {}
    for place in _places():
        for name in place.names:
            found.setdefault(name, {})[place] = None
    return {name: tuple(places) for name, places in found.items()}


def _places() -> Iterator[AdministrativePlace]:
    with open(_TABLE, encoding="utf-8") as file:
        lines = file.read().splitlines()
    provinces: set[str] = set()
    for line in lines:
        if not line or line.startswith("#"):
            continue
        province, prefecture, counties = line.split("\t")
        if province not in provinces:
            provinces.add(province)
            yield AdministrativePlace(province, 1, province)
        if prefecture:
            yield AdministrativePlace(prefecture, 2, province)
        for county in counties.split():
            # Counties right under a province rank with prefectures.
            yield AdministrativePlace(county, 3 if prefecture else 2, province, prefecture)


def province_named(name: str) -> str:
    """Return the full name of a province; empty when there is none of that name."""
    return next((place.name for place in gazetteer().get(name.strip(), ()) if place.level == 1), "")


def province_of(texts: Iterable[str]) -> str:
    """Return the province an office's name begins with, as 湖南省精神文明建设指导委员会办公室."""
    for text in texts:
        place = leading_place(text.removeprefix("中共"))
        provinces = {each.province for each in place[1]}
        if len(provinces) == 1:
            return provinces.pop()
    return ""


def leading_place(text: str, province: str = "") -> tuple[str, tuple[AdministrativePlace, ...]]:
    """Return the place name a text begins with, the narrowest of 湖南省长沙市望城区, and what it may be."""
    found, places = _longest(text)
    if not found:
        return "", ()
    further, narrower = leading_place(text[len(found) :], province)
    within = tuple(each for each in narrower if any(each.is_related(place) for place in places))
    if within:
        return found + further, within
    known = tuple(place for place in places if place.province == province)
    # A county elsewhere is more likely a common word: 城区, 郊区, 市中区.
    places = tuple(place for place in places if place.level < 3 or (not province and len(found) > 2))
    return (found, known or places) if known or places else ("", ())


def _longest(text: str) -> tuple[str, tuple[AdministrativePlace, ...]]:
    """Find the longest name a text begins with; short names of provinces do not count."""
    names = gazetteer()
    for length in range(min(len(text), _LONGEST), 1, -1):
        name = text[:length]
        if name in names and name[-1] in "省市州县区旗盟":
            return name, names[name]
    return "", ()


def nearest_names(name: str, province: str, is_whole: bool = True) -> list[str]:
    """Return names of a province that differ from `name` in one character, the likeliest first.

    With `is_whole` false the name does not end as names of places do: 湘西洲 for 湘西州.
    """
    near = [
        known
        for known, places in gazetteer().items()
        if len(known) > 2
        and known[-1] in "市州县区旗盟"
        and any(place.province == province for place in places)
        and _differs_once(name, known)
        and (is_whole or (len(name) == len(known) and name[:-1] == known[:-1]))
    ]
    return sorted(near, key=lambda known: known[0] != name[0])[:_MAX_NEAR]


def _differs_once(first: str, second: str) -> bool:
    """One character is another, is missing or too many, or two have changed places."""
    if len(first) == len(second):
        wrong = [at for at, pair in enumerate(zip(first, second, strict=True)) if pair[0] != pair[1]]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            return first[wrong[0]] == second[wrong[1]] and first[wrong[1]] == second[wrong[0]]
        return len(wrong) == 1
    longer, shorter = sorted((first, second), key=len, reverse=True)
    if len(longer) != len(shorter) + 1 or len(shorter) < 3:
        return False
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
