"""What the program says: how grave each problem is, and the way to the words of all that it tells people.

The words stand in `locale/`, Chinese and English each in a gettext catalogue. A text is found by its
kind (the context: problem, hint, term, cli …) and its key, and names its details in braces.
"""

import os
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from gettext import NullTranslations

Tongue = Literal["zh", "en"]

_CATALOGUES: Mapping[Tongue, str] = {"zh": "zh_CN", "en": "en"}
BETWEEN = "\x1f"
"""Stands between the texts of a detail that are a list; no text of the material has it in it."""

_LOCALE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "locale")


class Level(Enum):
    """How grave a problem is: an error stops the build, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


ERROR, WARNING, NOTE = Level.ERROR, Level.WARNING, Level.NOTE

PROBLEMS: Mapping[str, Level] = {
    # B1xx: reading the file
    "B101": ERROR,
    "B102": ERROR,
    "B103": ERROR,
    "B104": ERROR,
    "B105": ERROR,
    "B106": ERROR,
    "B107": ERROR,
    "B108": ERROR,
    "B109": ERROR,
    "B110": ERROR,
    "B111": ERROR,
    "B112": ERROR,
    "B113": ERROR,
    "B114": ERROR,
    "B115": ERROR,
    "B116": ERROR,
    "B117": ERROR,
    "B118": ERROR,
    "B119": ERROR,
    "B120": ERROR,
    "B121": ERROR,
    "B122": ERROR,
    "B123": ERROR,
    "B124": ERROR,
    "B125": ERROR,
    "B126": ERROR,
    "B127": ERROR,
    "B128": ERROR,
    "B129": ERROR,
    "B130": ERROR,
    "B131": ERROR,
    "B132": ERROR,
    "B133": ERROR,
    "B134": ERROR,
    "B135": ERROR,
    "B136": ERROR,
    "B137": ERROR,
    "B138": ERROR,
    "B139": ERROR,
    "B140": ERROR,
    "B141": ERROR,
    "B142": ERROR,
    "B143": ERROR,
    "B144": ERROR,
    "B145": ERROR,
    "B146": ERROR,
    "B147": ERROR,
    "B148": WARNING,
    "B149": WARNING,
    "B150": ERROR,
    "B151": ERROR,
    "B152": WARNING,
    "B153": ERROR,
    "B154": ERROR,
    "B155": ERROR,
    "B156": WARNING,
    "B157": ERROR,
    "B158": ERROR,
    "B180": ERROR,
    "B181": ERROR,
    "B199": NOTE,
    # B2xx: what the fields say
    "B201": ERROR,
    "B202": ERROR,
    "B203": ERROR,
    "B204": ERROR,
    "B205": ERROR,
    "B206": ERROR,
    "B207": ERROR,
    "B208": ERROR,
    "B209": ERROR,
    "B210": ERROR,
    "B211": ERROR,
    "B212": ERROR,
    "B213": WARNING,
    "B214": ERROR,
    "B215": WARNING,
    "B216": ERROR,
    "B217": ERROR,
    "B218": WARNING,
    "B219": WARNING,
    "B220": WARNING,
    "B223": WARNING,
    "B224": WARNING,
    # B3xx: fonts and characters
    "B301": ERROR,
    "B302": ERROR,
    "B303": ERROR,
    "B304": ERROR,
    "B305": ERROR,
    "B306": ERROR,
    "B307": ERROR,
    "B310": ERROR,
    "B311": NOTE,
    "B312": ERROR,
    "B313": WARNING,
    # B4xx: proofreading
    "B401": ERROR,
    "B402": ERROR,
    "B403": ERROR,
    "B404": ERROR,
    "B405": WARNING,
    "B406": ERROR,
    "B407": WARNING,
    "B408": WARNING,
    "B409": WARNING,
    "B410": WARNING,
    "B411": ERROR,
    "B412": ERROR,
    "B413": WARNING,
    "B414": NOTE,
    "B415": WARNING,
    "B416": WARNING,
    "B417": NOTE,
    "B420": WARNING,
    "B421": ERROR,
    "B422": WARNING,
    "B423": WARNING,
    "B424": WARNING,
    "B425": WARNING,
    "B426": WARNING,
    "B427": WARNING,
    "B430": WARNING,
    "B431": WARNING,
    "B432": ERROR,
    "B433": NOTE,
    "B434": WARNING,
    "B440": WARNING,
    "B441": WARNING,
    "B442": NOTE,
    "B443": WARNING,
    "B444": NOTE,
    "B445": ERROR,
    "B446": WARNING,
    "B447": WARNING,
    "B450": ERROR,
    "B451": WARNING,
    "B452": WARNING,
    "B453": ERROR,
    "B454": NOTE,
    "B455": WARNING,
    "B456": WARNING,
    "B457": WARNING,
    "B458": WARNING,
    "B459": WARNING,
    "B460": WARNING,
    "B461": WARNING,
    "B462": WARNING,
    "B463": WARNING,
    "B464": WARNING,
    "B466": NOTE,
    "B467": WARNING,
    "B468": WARNING,
    "B469": WARNING,
    "B470": WARNING,
    "B471": NOTE,
    "B472": WARNING,
    "B473": NOTE,
    "B474": WARNING,
    "B475": WARNING,
    "B476": NOTE,
    "B477": WARNING,
    "B478": WARNING,
    "B480": ERROR,
    "B481": ERROR,
    "B482": ERROR,
    "B483": ERROR,
    "B484": NOTE,
    "B485": WARNING,
    # B5xx: typesetting
    "B501": NOTE,
    "B502": NOTE,
    "B503": WARNING,
    "B504": ERROR,
    "B505": WARNING,
    "B506": ERROR,
    "B507": ERROR,
    "B509": WARNING,
    "B511": ERROR,
    "B512": WARNING,
    "B513": ERROR,
    "B515": ERROR,
    "B516": ERROR,
    "B520": NOTE,
    "B521": WARNING,
    "B522": WARNING,
    "B523": NOTE,
    "B524": NOTE,
    "B525": NOTE,
    "B526": NOTE,
    "B550": WARNING,
    # B6xx: for the printer
    "B601": ERROR,
    "B602": ERROR,
    "B603": ERROR,
    "B604": ERROR,
    "B605": WARNING,
    "B606": ERROR,
    "B607": ERROR,
    "B608": ERROR,
    "B609": ERROR,
    "B610": ERROR,
    "B611": ERROR,
    "B612": ERROR,
    "B620": ERROR,
    "B622": WARNING,
    "B623": WARNING,
    "B624": WARNING,
    "B625": ERROR,
    "B626": WARNING,
    "B627": WARNING,
    "B628": WARNING,
    "B629": NOTE,
    "B630": ERROR,
    "B631": ERROR,
    "B632": ERROR,
    "B633": ERROR,
    "B634": ERROR,
    "B635": ERROR,
    "B637": ERROR,
    "B638": ERROR,
    "B639": ERROR,
    "B640": ERROR,
    "B642": ERROR,
    "B643": ERROR,
    "B644": ERROR,
    "B645": ERROR,
    "B646": ERROR,
    "B647": ERROR,
    "B648": ERROR,
    # B7xx: files
    "B701": ERROR,
    "B702": ERROR,
    "B705": ERROR,
    "B706": ERROR,
    "B707": ERROR,
    "B708": WARNING,
    "B709": WARNING,
    "B710": ERROR,
    # B8xx: archive files
    "B801": ERROR,
    "B802": ERROR,
    "B803": ERROR,
    "B804": ERROR,
    "B805": ERROR,
    "B806": ERROR,
    "B807": ERROR,
    "B808": ERROR,
    "B810": ERROR,
    "B811": ERROR,
    "B812": ERROR,
    "B813": ERROR,
    "B814": ERROR,
    "B820": NOTE,
    "B821": NOTE,
    "B822": NOTE,
    "B823": NOTE,
    "B830": ERROR,
    "B831": ERROR,
    "B833": ERROR,
    "B834": ERROR,
    "B840": WARNING,
    "B841": WARNING,
    "B842": WARNING,
    "B843": WARNING,
    "B844": NOTE,
    "B845": WARNING,
    "B846": WARNING,
    "B847": WARNING,
    "B848": WARNING,
    "B850": ERROR,
    "B851": ERROR,
    "B852": ERROR,
    "B853": WARNING,
    "B854": ERROR,
    "B855": ERROR,
    "B856": WARNING,
    "B857": ERROR,
    "B858": ERROR,
    "B859": WARNING,
    "B860": ERROR,
    "B861": ERROR,
    "B862": ERROR,
    "B863": WARNING,
    "B864": WARNING,
    "B865": NOTE,
    "B870": WARNING,
    "B871": ERROR,
    "B872": ERROR,
    "B873": ERROR,
    "B874": ERROR,
    "B875": WARNING,
    "B876": WARNING,
    "B877": WARNING,
    "B878": WARNING,
    "B879": NOTE,
    "B880": ERROR,
    "B881": ERROR,
    "B882": ERROR,
    "B883": ERROR,
    "B884": ERROR,
    "B885": ERROR,
    "B886": ERROR,
    "B887": WARNING,
    "B888": ERROR,
    "B889": NOTE,
    # B9xx: import
    "B901": ERROR,
    "B902": ERROR,
    "B903": ERROR,
    "B904": ERROR,
    "B905": ERROR,
    "B906": ERROR,
    "B907": ERROR,
    "B908": WARNING,
    "B909": ERROR,
    "B911": NOTE,
    "B912": WARNING,
    "B913": NOTE,
    "B914": NOTE,
    "B915": NOTE,
    "B916": WARNING,
    "B917": WARNING,
    "B918": NOTE,
    "B920": WARNING,
    "B921": WARNING,
    "B922": ERROR,
    "B923": ERROR,
    "B930": ERROR,
    "B931": ERROR,
    "B932": ERROR,
    "B933": NOTE,
    "B934": ERROR,
    "B935": ERROR,
    "B936": WARNING,
    "B940": ERROR,
    "B941": ERROR,
    "B942": ERROR,
    "B943": ERROR,
    "B944": ERROR,
    "B945": ERROR,
    "B946": ERROR,
    "B947": ERROR,
    "B948": ERROR,
    "B949": NOTE,
    "B950": ERROR,
    "B951": NOTE,
    "B952": NOTE,
    "B953": WARNING,
    "B954": WARNING,
    "B960": ERROR,
    "B961": ERROR,
    "B962": ERROR,
    "B963": WARNING,
    "B965": ERROR,
    "B966": ERROR,
    "B967": ERROR,
    "B968": WARNING,
    "B969": WARNING,
    "B970": WARNING,
    "B971": WARNING,
    "B972": ERROR,
    "B973": WARNING,
    "B980": ERROR,
    "B981": ERROR,
    "B982": ERROR,
    "B983": ERROR,
    "B984": ERROR,
    "B990": ERROR,
    "B991": ERROR,
    "B992": ERROR,
    "B993": ERROR,
    "B994": ERROR,
    "B995": ERROR,
    # F-xx: preflight
    "F-01a": ERROR,
    "F-01b": ERROR,
    "F-01c": ERROR,
    "F-01d": ERROR,
    "F-01e": ERROR,
    "F-01f": ERROR,
    "F-01g": ERROR,
    "F-01h": ERROR,
    "F-01i": ERROR,
    "F-01j": ERROR,
    "F-01k": ERROR,
    "F-02": ERROR,
    "F-03a": ERROR,
    "F-03b": ERROR,
    "F-04a": WARNING,
    "F-04b": WARNING,
    "F-05a": ERROR,
    "F-05b": ERROR,
    "F-06a": WARNING,
    "F-06b": WARNING,
    "F-07a": ERROR,
    "F-07b": ERROR,
    "F-08a": ERROR,
    "F-08b": WARNING,
    "F-09": ERROR,
    "F-10a": ERROR,
    "F-10b": ERROR,
    "F-10c": ERROR,
    "F-11": ERROR,
    "F-12": ERROR,
    "F-13a": ERROR,
    "F-13b": WARNING,
    "F-13c": WARNING,
    "F-13d": WARNING,
    "F-14a": ERROR,
    "F-14b": ERROR,
    "F-14c": ERROR,
    "F-14d": ERROR,
    "F-15a": ERROR,
    "F-15b": ERROR,
    "F-15c": ERROR,
    "F-15d": ERROR,
    "F-15e": ERROR,
    "F-15f": ERROR,
    "F-16a": ERROR,
    "F-16b": ERROR,
    "F-16c": WARNING,
    "F-17": WARNING,
    "F-18": WARNING,
    "F-19a": ERROR,
    "F-19b": WARNING,
    "F-19c": ERROR,
    "F-20": ERROR,
}


def say(lang: Tongue, kind: str, key: str, /, **details: object) -> str:
    """Give a text of the catalogue with its details filled in; the key itself where there is no text.

    Where a language has several forms for a number, `count` among the details chooses.
    """
    text = find(lang, kind, key, details.get("count")) or key
    if not details:
        return text
    return text.format_map({name: _joined(lang, value) for name, value in details.items()})


def listed(texts: Iterable[str]) -> str:
    """Make one detail of several; they are said with the comma of the reader's language between."""
    return BETWEEN.join(texts)


def _joined(lang: Tongue, value: object) -> object:
    if isinstance(value, str) and BETWEEN in value:
        return value.replace(BETWEEN, find(lang, "shown", "and"))
    return value


def on_one_line(name: str) -> str:
    """Give a name or a value as one line: its own line ends, which names of files may have, are shown."""
    return name.replace("\r", "\\u000d").replace("\n", "\\u000a")


def say_noted(lang: Tongue, kind: str, key: str, details: Mapping[str, str]) -> str:
    """The same for details that were noted before the language was known.

    One that begins with `@` is a term and is put into the reader's language; all others are shown as
    they are, so that a field keeps the name it has in the editor's own file.
    """
    return say(lang, kind, key, **{name: _term(lang, value) for name, value in details.items()})


def find(lang: Tongue, kind: str, key: str, count: object = None) -> str:
    """Give a text as the catalogue has it; nothing where it has none."""
    catalogue = _catalogue(lang)
    number = str(count)
    numbered = catalogue.npgettext(kind, key, key, int(number)) if number.isdecimal() else ""
    return numbered or catalogue.pgettext(kind, key)


def _term(lang: Tongue, value: str) -> str:
    known = find(lang, "term", value[1:]) if value.startswith("@") else ""
    return known or on_one_line(value)


@cache
def _catalogue(lang: Tongue) -> "NullTranslations":
    """Read a catalogue on first need; a run with nothing to say never does."""
    from gettext import GNUTranslations, NullTranslations

    class Silence(NullTranslations):
        def pgettext(self, context: str, message: str) -> str:
            return ""

        def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
            return ""

    with open(os.path.join(_LOCALE, _CATALOGUES[lang], "LC_MESSAGES", "bulletin_pdf.mo"), "rb") as file:
        catalogue = GNUTranslations(file)
    catalogue.add_fallback(Silence())
    return catalogue
