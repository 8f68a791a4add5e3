"""Cities of the province without a report all year."""

from collections import Counter
from collections.abc import Iterable

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.proof.places import AdministrativePlace, gazetteer
from bulletin_pdf.volume.parts.pinyin import in_pinyin_order


class CityCoverage(NamedTuple):
    """The cities of a province, and those without a report."""

    province: str
    total: int
    silent: tuple[str, ...]


def cities_without_reports(cities: Iterable[str]) -> CityCoverage | None:
    """Compare the places of reports with the cities of their province, by the gazetteer.

    None when they lie in no one province, or are mostly counties: then the office is a city's own.
    """
    found = [places for city in dict.fromkeys(cities) if (places := gazetteer().get(city))]
    provinces = Counter(name for places in found for name in {place.province for place in places})
    if not provinces:
        return None
    province, count = provinces.most_common(1)[0]
    inside = [place for places in found for place in places if place.province == province]
    own = {place for place in inside if place.level == 2}
    if count < len(found) or 2 * len(own) < len(found):
        return None
    everyone = _cities_of(province)
    heard = {place.name for place in own} | {place.prefecture for place in inside if place.level == 3}
    silent = in_pinyin_order(place.short for place in everyone if place.name not in heard)
    return CityCoverage(province, len(everyone), tuple(silent))


def _cities_of(province: str) -> list[AdministrativePlace]:
    places = (place for places in gazetteer().values() for place in places)
    return list(dict.fromkeys(place for place in places if place.level == 2 and place.province == province))
