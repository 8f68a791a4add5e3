"""The certificate of an import: what was compared, and what was found in the draft, in its comments and in the log."""

import json
import os
from collections.abc import Sequence
from hashlib import sha256

from bulletin_pdf.importers.log import record
from bulletin_pdf.importers.material import SourceEdit
from bulletin_pdf.importers.source_coverage import Coverage
from bulletin_pdf.messages import Language
from bulletin_pdf.plain_files import read_plain
from bulletin_pdf.version import __version__

FORMAT = 1
"""Raised when a key changes its meaning or goes."""


def write_import_certificate(
    sources: Sequence[tuple[str, bytes | None]],
    draft: tuple[str, bytes],
    account: Coverage,
    edits: Sequence[SourceEdit],
    lang: Language,
) -> bytes:
    """Return the certificate as JSON; the same source gives the same bytes. `draft` is its path and bytes.

    `sources` are names, with the data of what lies in no file. Text from standard input could not be compared
    again: of it only the name stands there.
    """
    files = [_read(*source) for source in sources]
    said = {
        "certificate": "bulletin_pdf import",
        "format": FORMAT,
        "versions": {"bulletin_pdf": __version__},
        **({"source": files[0]} if len(files) == 1 else {"sources": files}),
        "draft": _file(*draft),
        "characters": {"source": account.source, "draft": account.draft, "log": account.logged},
        "lost": list(account.lost),
        "changes": [record(edit, lang) for edit in edits],
    }
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")


def import_certificate_path(draft: str) -> str:
    """Name the certificate of a draft: it lies beside it."""
    return f"{os.path.splitext(draft)[0]}.import.json"


def _read(source: str, data: bytes | None) -> dict[str, object]:
    if source == "-":
        return {"name": source}
    return _file(source, read_plain(source) if data is None else data)


def _file(path: str, data: bytes) -> dict[str, object]:
    return {"name": os.path.basename(path), "bytes": len(data), "sha256": sha256(data).hexdigest()}
