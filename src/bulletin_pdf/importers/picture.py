"""Pictures of imported material: those that cannot be printed are named and left out."""

from bulletin_pdf.importers.material import Image, Material, MaterialItem
from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pictures.facts import picture_facts_of_data
from bulletin_pdf.pictures.picture_error import PictureError
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems


class _Verdict(NamedTuple):
    """Why a picture is no use: a term of `messages.TERMS`, or nothing; `small` for icons and spacers."""

    why: str
    small: bool = False


def without_unprintable(material: Material, problems: Problems) -> Material:
    """Take out pictures that cannot be printed; icons and tracking dots go without a word."""
    items: list[MaterialItem] = []
    for item in material.items:
        if not isinstance(item, Image):
            items.append(item)
            continue
        verdict = _judge(item.data)
        if not verdict.why:
            items.append(item)
        elif not verdict.small:
            source = item.source if len(item.source) <= 60 else item.source[:57] + "…"
            problems.add(Code.PICTURE_NOT_IMPORTED, item.place, file=source, why=Term(verdict.why))
            # Keeps its place, so that the draft can say where a picture stood.
            items.append(item._replace(data=b""))
    return material._replace(items=tuple(items))


def _judge(data: bytes) -> _Verdict:
    if not data:
        return _Verdict("picture far")
    if not picture_type(data):
        return _Verdict("picture kind")
    try:
        picture_facts_of_data(data)
    except PictureError as error:
        return _Verdict("picture bad", error.fault == "too small")
    return _Verdict("")


def picture_type(data: bytes) -> str:
    """Name the kind of a picture by its first bytes; empty for what cannot be printed."""
    for mark, ending in (
        (b"\xff\xd8\xff", "jpg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"GIF8", "gif"),
        (b"BM", "bmp"),
        (b"II*\x00", "tif"),
        (b"MM\x00*", "tif"),
    ):
        if data.startswith(mark):
            return ending
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""
