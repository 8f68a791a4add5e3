"""The kind of the file being checked, and of each of its pages.

Files say it themselves (`pdf.own_kinds`; an archive file by the lock inside). Of files of this
program that were made before they did, and of those that lost a page since, it is recognised by
the pages. All other files are nobody's kind and answer to the general rules.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from bulletin_pdf.compose.design import usual_area
from bulletin_pdf.lock_record import LOCK_NAME
from bulletin_pdf.messages import Language, say
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import DocumentKind, Leaves, TypeArea
from bulletin_pdf.patterns import pattern
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf
from bulletin_pdf.pdf.foreign.painted_marks import PaintedMark, PaintedPage
from bulletin_pdf.pdf.foreign.pdf_values import PdfStream
from bulletin_pdf.pdf.own_kinds import OwnFileKind, read_kind, read_leaves
from bulletin_pdf.pdf.profile import PROFILES
from bulletin_pdf.pdf.write.metadata import PRODUCER
from bulletin_pdf.press.sheet_profile import declared_x_version, metadata_text

_FOLIO = pattern(r"[—–-]([0-9]{1,5})[—–-]")
_BOUND_FOLIO = pattern(r"·([0-9]{1,5}|[ivxlc]{1,9})·")
_TONGUES: tuple[Language, ...] = ("zh", "en")


class Leaf(NamedTuple):
    """What one page is."""

    kind: str
    """As in `pages.Leaves`; empty for pages of other programs."""
    number: int
    """Its number in the run it is in, counted from 1."""
    last: int
    """The number of the last page of that run."""
    area: TypeArea = usual_area()


class Recognised(NamedTuple):
    """What a file is."""

    kind: DocumentKind
    """Empty for a file of another program."""
    edition: str
    """Empty when the file does not say."""
    leaves: tuple[Leaf, ...]
    """One a page."""
    offset: tuple[float, float] = (0.0, 0.0)
    """How far its pages were moved on purpose, pt to the right and down."""


def recognise(foreign: ForeignPdf, looks: Sequence[PaintedPage]) -> Recognised:
    """Return what a file is."""
    count = len(looks)
    said = read_kind(_xmp(foreign)) or _from_lock(foreign)
    if said is not None and sum(run.pages for run in said.leaves) == count:
        leaves = tuple(leaf for run in said.leaves for leaf in _of_run(run))
        return Recognised(cast(DocumentKind, said.kind), _edition(said.edition), leaves, said.offset)
    if not is_ours(foreign):
        leaves = tuple(Leaf("", number, count) for number in range(1, count + 1))
        return Recognised("", "", leaves)
    return _from_pages(foreign, looks, "" if said is None else said.edition)


def _edition(name: str) -> str:
    """Sheets are printed, whatever they were made of."""
    return name if name in PROFILES else "print"


def _of_run(run: Leaves) -> Iterator[Leaf]:
    area = run.area or usual_area()
    return (Leaf(run.kind, number, run.pages, area) for number in range(1, run.pages + 1))


def _xmp(foreign: ForeignPdf) -> str:
    metadata = foreign.follow(foreign.root().get("Metadata"))
    return metadata.unpack().decode("utf-8", errors="replace") if isinstance(metadata, PdfStream) else ""


def _from_lock(foreign: ForeignPdf) -> OwnFileKind | None:
    """Read what an archive file is from the lock inside."""
    import json

    data = foreign.attachments().get(LOCK_NAME)
    if data is None:
        return None
    try:
        record = json.loads(data)
        pages = record.get("pages")
        leaves = read_leaves(pages) if isinstance(pages, str) else ()
    except (ValueError, AttributeError, RecursionError):
        return None
    kind = "volume" if leaves else "issue"
    return OwnFileKind(kind, "archive", leaves or (Leaves("issue", foreign.page_count),))


# Files that do not say it --------------------------------------------------------------------


def is_ours(foreign: ForeignPdf) -> bool:
    """Whether a file says that this program made it."""
    info = foreign.follow(foreign.trailer().get("Info"))
    info = info if isinstance(info, dict) else {}
    return all(metadata_text(foreign.follow(info.get(key))) == PRODUCER for key in ("Creator", "Producer"))


def _from_pages(foreign: ForeignPdf, looks: Sequence[PaintedPage], edition: str) -> Recognised:
    """Return what a file of ours is, by its pages."""
    texts = [_words(look.painted) for look in looks]
    kind = _kind_of(foreign, texts, looks)
    edition = edition or _edition_of(foreign)
    if kind in ("issue", "volume"):
        pages = zip(looks, texts, strict=True)
        leaves = [_leaf(place, look, words, kind) for place, (look, words) in enumerate(pages, start=1)]
        return Recognised(kind, edition, tuple(_counted(leaves)))
    count = len(looks)
    inside = _scheme(foreign) if kind == "sheets" else kind
    return Recognised(kind, edition, tuple(Leaf(inside, number, count) for number in range(1, count + 1)))


def _words(painted: Iterable[PaintedMark]) -> list[str]:
    """Return the stretches of text of a page without their white."""
    return ["".join(mark.text.split()) for mark in painted if mark.kind == "text"]


def _kind_of(foreign: ForeignPdf, texts: Sequence[list[str]], looks: Sequence[PaintedPage]) -> DocumentKind:
    title, first = _title(foreign), looks[0].geometry.size
    if title.endswith("档案盒脊背标签"):
        return "labels"
    if title.endswith("封面") and first.width > first.height:
        return "cover"
    if any(_begins(texts[0], say(lang, "ticket", "title")) for lang in _TONGUES):
        return "ticket"
    if any(_begins(texts[0], say(lang, "registration", "line-1")) for lang in _TONGUES):
        return "registration"
    if _scheme(foreign) and all(look.placed or not look.painted for look in looks):
        return "sheets"
    bound = any(_BOUND_FOLIO.fullmatch(word) for words in texts for word in words)
    return "volume" if bound else "issue"


def _begins(words: Iterable[str], line: str) -> bool:
    """Whether a page has this line, however it was spaced out."""
    return "".join(line.split()) in "".join(words)


def _title(foreign: ForeignPdf) -> str:
    info = foreign.follow(foreign.trailer().get("Info"))
    return metadata_text(foreign.follow(info.get("Title"))) if isinstance(info, dict) else ""


def _scheme(foreign: ForeignPdf) -> str:
    """Return how sheets are imposed, which their title ends with."""
    last = _title(foreign).rpartition(" ")[2]
    return last if last in ("saddle", "perfect", "nup") else ""


def _edition_of(foreign: ForeignPdf) -> str:
    if declared_x_version(foreign):
        return "print"
    return "archive" if "pdfaid:part" in _xmp(foreign) else "screen"


def _leaf(place: int, look: PaintedPage, words: Sequence[str], kind: str) -> Leaf:
    """Return what a page of an issue or a volume is: by the folio of its issue, by what stands on it."""
    if not look.painted:
        return Leaf("issue" if kind == "issue" else "blank", place, 0)
    if look.placed and kind == "volume":
        # Nothing of our own is drawn as a form.
        return Leaf("placed", place, 0)
    folio = next(filter(None, map(_FOLIO.fullmatch, words)), None)
    if folio is not None:
        return Leaf("issue", int(folio[1]), 0)
    if kind == "issue":
        return Leaf("issue", place, 0)
    return Leaf("part", place, 0)


def _counted(leaves: Sequence[Leaf]) -> Iterator[Leaf]:
    """Return each page of an issue how many pages its issue has."""
    count = 0
    counted: list[Leaf] = []
    for leaf in reversed(leaves):
        count = max(count, leaf.number)
        counted.append(leaf._replace(last=count))
        if leaf.number == 1 or leaf.kind != "issue":
            count = 0
    return reversed(counted)
