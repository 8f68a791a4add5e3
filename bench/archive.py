"""An archive file taken apart: what its profile and its sources weigh, and what is left for the pages."""

import zlib
from pathlib import Path
from typing import Any

from pypdf import PdfReader


def weigh(path: Path) -> dict[str, float]:
    """Give the MB of the whole file, of its profile, of its attachments, and of the rest for 300 pages."""
    reader = PdfReader(path)
    catalog: Any = reader.root_object
    profiles = sum(_length(intent["/DestOutputProfile"]) for intent in _items(catalog, "/OutputIntents"))
    attachments = sum(_length(spec["/EF"]["/F"]) for spec in _items(catalog, "/AF"))
    size = path.stat().st_size
    rest = size - profiles - attachments
    return {
        "file": size / 1e6,
        "profile": profiles / 1e6,
        "attachments": attachments / 1e6,
        "pages and fonts a 300 pages": rest / 1e6 * 300 / len(reader.pages),
    }


def _items(catalog: Any, key: str) -> list[Any]:
    return [item.get_object() for item in catalog.get(key, ())]


def _length(stream: Any) -> int:
    return len(zlib.compress(stream.get_object().get_data()))
