"""What a page says of itself in its head: title, date and source."""

from collections.abc import Iterator

from justhtml import Element, JustHTML, Node, Text

from bulletin_pdf.importers.material import SourceEdit
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.yamldoc.source import Source

_TITLES = ("articletitle", "og:title", "twitter:title")
"""Names of `meta` that give the title alone; the first is that of government sites."""
_DATES = ("pubdate", "publishdate", "article:published_time")
_ORIGINS = ("contentsource", "mediaid")
_PARTS = pattern(r"\s*[_|｜]+\s*|\s+[-–—]+\s+|(?<=[一-鿿”》）])-+(?=[一-鿿“《])")
_DAY = pattern(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})")
_MOST = 200


class PageClaims(NamedTuple):
    """What the head of a page says."""

    title: str
    """The title alone where the page gives it so, else that of the window, with the site's name."""
    date: str
    source: str
    edits: tuple[SourceEdit, ...]


def said(page: JustHTML, source: Source, around: str) -> PageClaims:
    """Read the head of a page; the window's title goes into the log. `around` is what stands beside its text."""
    metas = dict(_metas(page))
    window, edits = "", []
    for node in page.query("head title")[:1]:
        for text in node.children or ():
            if isinstance(text, Text) and (text.data or "").strip():
                at = text.origin_offset or 0
                words = text.data or ""
                edits.append(
                    SourceEdit(source.span(at, at + len(words)), " ".join(words.split()), "", "window")
                )
                window += words
    day = _DAY.search(next((metas[name] for name in _DATES if metas.get(name)), around))
    return PageClaims(
        next((metas[name] for name in _TITLES if metas.get(name)), "") or _plain(window),
        f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}" if day else "",
        next((metas[name] for name in _ORIGINS if metas.get(name)), "")[:40],
        tuple(edits),
    )


def _plain(text: str) -> str:
    return " ".join(text.split())[:_MOST]


def _metas(page: JustHTML) -> Iterator[tuple[str, str]]:
    """Yield name and content of what the head says; the first of a name comes last, and so counts."""
    nodes: list[Node] = list(page.query("meta"))
    for node in reversed(nodes):
        if isinstance(node, Element):
            tag = {name: value or "" for name, value in (node.attrs or {}).items()}
            name = (tag.get("name") or tag.get("property") or "").strip().lower()
            if name:
                yield name, _plain(tag.get("content", ""))


def title_parts(title: str) -> list[str]:
    """Take a window's title apart: the page's own title and the names of site and column."""
    return [part for part in _PARTS.split(title) if part]
