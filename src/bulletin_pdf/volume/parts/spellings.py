"""One heading for different spellings in a year: 湘西州 and 湘西土家族苗族自治州, 州文明办 with and without spaces.

Entries keep what is written; only what they are gathered under is one of the spellings, the
one written most.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from bulletin_pdf.proof.places import AdministrativePlace, gazetteer
from bulletin_pdf.volume.parts.pinyin import SKIPPED

_ENDINGS = ("市", "州", "地区", "盟", "县", "区")
"""What a name of a place may be written without: 长沙 for 长沙市."""
_LONGEST_PLACE = 16
_SAME = 2
"""Characters that all names of a place begin with."""
_PARTY = "中共"
_MARKS = frozenset(SKIPPED + "\"'")


def one_spelling(names: Iterable[str], key: Callable[[str], str]) -> Mapping[str, str]:
    """Return for each name the spelling it is gathered under: of those with the same key the one written most."""
    counts = Counter(name for name in names if name)
    heads: dict[str, str] = {}
    for name in counts:
        known = heads.setdefault(key(name), name)
        if counts[name] > counts[known]:
            heads[key(name)] = name
    return {name: heads[key(name)] for name in counts}


def one_spelling_of_places(names: Iterable[str]) -> Mapping[str, str]:
    """Return for each place named the spelling it is gathered under.

    All names of a place begin with the same two characters, so one that begins like no other needs no gazetteer.
    """
    named = [name for name in names if name]
    begun = Counter(squeezed(name)[:_SAME] for name in set(named))

    def key(name: str) -> str:
        bare = squeezed(name)
        return bare if len(bare) >= _SAME and begun[bare[:_SAME]] == 1 else place_key(name)

    return one_spelling(named, key)


def squeezed(name: str) -> str:
    """Return a name without the spaces inside it, except between Latin words."""
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", name)


@lru_cache(1024)
def place_key(name: str) -> str:
    """Return what is the same for all spellings of a place."""
    bare = squeezed(name)
    for written in (bare, *(bare + ending for ending in _ENDINGS)):
        found = [place for place in gazetteer().get(written, ()) if written == bare or place.level == 2]
        if len(found) == 1:
            return found[0].name
    return bare


@lru_cache(1024)
def unit_key(name: str) -> str:
    """Return what is the same for all spellings of an office: without spaces and 中共, its place in short."""
    bare = squeezed(name).removeprefix(_PARTY)
    for length in range(min(_LONGEST_PLACE, len(bare)), 3, -1):
        found = gazetteer().get(bare[:length], ())
        if len(found) == 1:
            return found[0].short + bare[length:]
    return bare


def theme_key(name: str) -> str:
    """Return what is the same for all spellings of a theme: its words without marks and spaces."""
    return "".join(char for char in name if char not in _MARKS and not char.isspace())


def short_place(name: str) -> str:
    """Return the name offices use of a place (湘西州, 长沙市 also for 长沙), or the name itself."""
    found: tuple[AdministrativePlace, ...] = gazetteer().get(place_key(name), ())
    return found[0].short if len(found) == 1 and found[0].level > 1 else name
