"""What the issues of a directory say of themselves, kept from one run to the next, each under the digest of its bytes.

A file counts as the one that was read when its bytes are the same, and those of the bulletin.yaml beside it, whose
values it takes over; times and sizes are not relied on. Another version of the program reads everything again.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from bulletin_pdf.kept_files import keep, read_kept
from bulletin_pdf.version import __version__

_FORM = 2
"""Changes when other things are kept, or read otherwise."""
_WORTH = 24
"""A directory with fewer new files is read as fast as what was kept."""
_MAX_KEPT = 5000
_TYPES = (str, str, bool, str, int, int, str, list)


class KeptHeads:
    """The heads of one directory's files: those kept, and those seen in this run."""

    def __init__(self, directory: str, shared: bytes | None) -> None:
        """Recall what was kept; `shared` are the bytes of the bulletin.yaml in the directory."""
        self._place = (
            "neighbours",
            f"{digest_of(os.path.realpath(directory).encode(errors='surrogateescape'))}.json",
        )
        self._program = [__version__, _FORM, digest_of(shared or b"")]
        self._kept = self._recall()
        self._seen: dict[str, Sequence[Any]] = {}
        self._new = 0

    def known(self, digest: str) -> Sequence[Any] | None:
        """Return what was kept of a file with these bytes: empty for one that is no issue, None when nothing was."""
        found = self._kept.get(digest)
        if found is not None:
            self._seen[digest] = found
        return found

    def note(self, digest: str, said: Sequence[Any]) -> None:
        """Note what a file says; nothing for one that is no issue."""
        self._seen[digest] = said
        self._new += 1

    def save(self) -> None:
        """Keep what was seen where that spares the next run something; where it cannot be kept it is read again."""
        if not self._new >= _WORTH or len(self._seen) > _MAX_KEPT:
            return
        import json

        with suppress(OSError, ValueError):
            keep(json.dumps([self._program, self._seen]).encode(), *self._place)

    def _recall(self) -> dict[str, Sequence[Any]]:
        content = read_kept(*self._place)
        if content is None:
            return {}
        import json

        try:
            program, heads = json.loads(content)
            sound = program == self._program and all(map(_is_head, heads.values()))
            return dict(heads) if sound else {}
        except (ValueError, TypeError, AttributeError, RecursionError):
            return {}


def _is_head(kept: Any) -> bool:
    """Whether something kept is a head, or says that a file has none."""
    return kept == [] or (len(kept) == len(_TYPES) and all(map(isinstance, kept, _TYPES)))


def digest_of(data: bytes) -> str:
    """Return what tells one file's bytes from all others."""
    from hashlib import blake2b

    return blake2b(data, digest_size=16).hexdigest()
