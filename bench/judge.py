"""Whether a file is what was asked for: pages, text, contents, outline, faces. Only then does its time count."""

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pypdf import PdfReader

from bench.material import Article, Bulletin

NEAR = 0.06
"""Pages may differ from ours by this share: the programs break lines and fill pages by rules of their own."""

_FOLIO = re.compile(r"(\s*[—·]\s*[\divxlc]+\s*[—·])+\s*")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_MARKS = "·.…‥・"


class Verdict(NamedTuple):
    """What was found in a file."""

    pages: int
    outline: int
    """Entries."""
    faults: tuple[str, ...]


def judge(path: Path, bulletins: Sequence[Bulletin], near: int | None = None) -> Verdict:
    """Judge a file that should hold `bulletins`; `near` is the number of pages it should have, about."""
    pages, contents = _pages(path, "-raw"), _pages(path, "-layout")
    faults = []
    if near is not None and abs(len(pages) - near) > max(1, NEAR * near):
        faults.append(f"{len(pages)} pages where {near} were expected")
    faults += _text_faults(pages, contents, bulletins)
    faults += [f"not embedded: {face}" for face in _unembedded(path)]
    articles = [article for bulletin in bulletins for article in bulletin.articles]
    outline = _outline(path)
    wanted = len(articles) + (len(bulletins) if len(bulletins) > 1 else 0)
    if outline < wanted:
        faults.append(f"{outline} outline entries where {wanted} were expected")
    return Verdict(len(pages), outline, tuple(faults))


def _text_faults(pages: Sequence[str], as_seen: Sequence[str], bulletins: Sequence[Bulletin]) -> list[str]:
    """Look for every passage in order, and for every title in the contents with its page.

    `pages` are in the order of the file, `as_seen` line by line, a title and its page together.
    """
    whole = "".join(pages)
    starts = [0]
    for page in pages:
        starts.append(starts[-1] + len(page))
    volume = len(bulletins) > 1
    first = _first_page(pages, bulletins[0]) if volume else 0
    contents, at = "".join(as_seen[: first or 1]), starts[first]
    faults = []
    for bulletin in bulletins:
        for article in bulletin.articles:
            for part, text in enumerate(_parts(article)):
                found = whole.find(text, at)
                if found < 0:
                    faults.append(f"not in the text: {text[:40]}")
                    continue
                at = found + len(text)
                if part == 0:
                    number = sum(start <= found for start in starts[first + 1 :]) + 1
                    if not _is_listed(article, number, contents):
                        faults.append(f"not in the contents: {article.entry}, page {number}")
            if len(faults) > 5:
                return faults
    return faults


def _first_page(pages: Sequence[str], bulletin: Bulletin) -> int:
    """Give the place of the page on which the first issue begins, behind the contents."""
    return next(place for place, page in enumerate(pages) if "本期要目" in page)


def _parts(article: Article) -> list[str]:
    passages = [passage.lead + passage.text for passage in article.passages]
    return [_squeezed(text) for text in (article.headline, *passages, f"（{article.by}）")]


def _is_listed(article: Article, page: int, contents: str) -> bool:
    title = re.escape(_squeezed(article.title))
    return re.search(f"{title}[{_MARKS}]*{page}(?!\\d)", contents) is not None


def _pages(path: Path, order: str) -> list[str]:
    done = subprocess.run(["pdftotext", order, "-enc", "UTF-8", path, "-"], capture_output=True, check=True)
    return [_without_folios(page) for page in done.stdout.decode("utf-8").split("\f")[:-1]]


def _without_folios(page: str) -> str:
    lines = [line for line in page.splitlines() if not _FOLIO.fullmatch(line)]
    return _squeezed("".join(lines))


def _squeezed(text: str) -> str:
    return "".join(text.translate(_INVISIBLE).split())


def _unembedded(path: Path) -> list[str]:
    done = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    column = lines[0].index("emb")
    return [line.split()[0] for line in lines[2:] if line[column : column + 3] != "yes"]


def _outline(path: Path) -> int:
    def count(items: Sequence[object]) -> int:
        return sum(count(item) if isinstance(item, list) else 1 for item in items)

    return count(PdfReader(path).outline)
