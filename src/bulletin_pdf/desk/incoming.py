"""Papers dropped on the page: imported as reports, previewed, and written after confirmation."""

import os
import secrets
import threading
from collections.abc import Sequence
from pathlib import Path

from bulletin_pdf.api.importing import ImportedIssue, import_file
from bulletin_pdf.desk.form import Form, form_of
from bulletin_pdf.importers.skeleton import Skeleton, next_issue
from bulletin_pdf.issue.vocabulary import ISSUE
from bulletin_pdf.messages import Language
from bulletin_pdf.named_tuples import NamedTuple

MAX_PAPERS = 60
MAX_BYTES = 200 << 20
"""Bytes of all papers that wait at once."""


class TooMuchError(Exception):
    """More papers than are taken at once."""


class Proposal(NamedTuple):
    """An import that is not written yet."""

    made: ImportedIssue
    file: str
    """Name of the issue below the desk's folder."""
    is_new: bool
    form: Form | None


class Incoming:
    """Papers and proposals that wait for a yes or a no; they end with the desk."""

    def __init__(self) -> None:
        """Begin with none."""
        self._papers: dict[str, tuple[str, bytes]] = {}
        self._proposals: dict[str, Proposal] = {}
        self._lock = threading.Lock()

    def take(self, name: str, data: bytes) -> str:
        """Keep a paper; return the key it is asked for by. Raises `TooMuchError`."""
        with self._lock:
            held = sum(len(each) for _, each in self._papers.values())
            if len(self._papers) >= MAX_PAPERS or held + len(data) > MAX_BYTES:
                raise TooMuchError
            key = secrets.token_hex(8)
            # The name is a hint for city and title; no path of the sender's is one here.
            self._papers[key] = (os.path.basename(name.replace("\\", "/")) or "paper", data)
            return key

    def look_at(self, keys: Sequence[str]) -> list[tuple[str, bytes]]:
        """Return papers by their keys, and keep them; `KeyError` for one that is not here."""
        with self._lock:
            return [self._papers[key] for key in keys]

    def forget(self, keys: Sequence[str]) -> None:
        """Discard papers."""
        with self._lock:
            for key in keys:
                self._papers.pop(key, None)

    def give(self, keys: Sequence[str]) -> list[tuple[str, bytes]]:
        """Return papers by their keys, and forget them; `KeyError` for one that is not here."""
        papers = self.look_at(keys)
        self.forget(keys)
        return papers

    def propose(
        self, keys: Sequence[str], root: Path, into: Path | None, lang: Language, beside: Path | None = None
    ) -> tuple[str, Proposal]:
        """Import papers in this order, into an issue or as a new one `beside` another; nothing is written.

        Raises `KeyError` for a paper that is not here, `BulletinError` when one cannot be imported.
        """
        papers = _with_names_apart(self.look_at(keys))
        if into is not None:
            made = import_file(*papers, into=into, lang=lang)
            target = into
        else:
            target = _free_name(beside.parent if beside else root, papers[0][0])
            made = import_file(*papers, output=target, keys=lang, lang=lang)
        key = secrets.token_hex(8)
        name = target.relative_to(root).as_posix()
        proposal = Proposal(made, name, into is None, form_of(str(target), made.text, lang))
        with self._lock:
            self._proposals[key] = proposal
        self.forget(keys)
        return key, proposal

    def confirmed(self, key: str) -> Proposal:
        """Return a proposal that was said yes to, and drop it."""
        with self._lock:
            return self._proposals.pop(key)


def _with_names_apart(papers: Sequence[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Return papers whose names differ, so that log and problems distinguish them."""
    seen: set[str] = set()
    apart = []
    for name, data in papers:
        stem, ending = os.path.splitext(name)
        free, number = name, 2
        while free in seen:
            free, number = f"{stem}-{number}{ending}", number + 1
        seen.add(free)
        apart.append((free, data))
    return apart


def _free_name(root: Path, paper: str) -> Path:
    """Return a name for a new issue that no file of the folder has."""
    stem = os.path.splitext(paper)[0].strip(". ") or "issue"
    stem = "".join("-" if char in '/\\:*?"<>|' or char < " " else char for char in stem)[:60]
    number = 1
    while (place := root / (f"{stem}.yaml" if number == 1 else f"{stem}-{number}.yaml")).exists():
        number += 1
    return place


class NextIssue(NamedTuple):
    """The issue after another, before it is written: what it takes over, and what is left open."""

    file: str
    skeleton: Skeleton
    changed: tuple[tuple[str, str, str], ...]
    """Names of fields, and their values before and then."""
    kept: tuple[tuple[str, str], ...]
    """Names of fields and their values."""
    open: tuple[str, ...]


def after(path: Path, root: Path, lang: Language) -> NextIssue:
    """Return what the issue after one of the folder would be. Raises `BulletinError` when that is unclear."""
    skeleton = next_issue(str(path), lang)
    target = path.parent / f"{skeleton.stem}.yaml"
    form = form_of(str(target), skeleton.text, lang)
    fields = form.fields if form else ()
    here = form_of(str(path), path.read_text("utf-8-sig"), lang)
    before = {field.name: field.value for field in (here.fields if here else ())}
    known = [field for field in fields if field.value and field.name in ISSUE.by_name]
    changed = tuple(
        (field.label, before[field.name], field.value)
        for field in known
        if before.get(field.name, field.value) != field.value
    )
    labels = {label for label, _, _ in changed}
    kept = tuple((field.label, field.value) for field in known if field.label not in labels)
    blank = tuple(field.label for field in fields if not field.value)
    return NextIssue(target.relative_to(root).as_posix(), skeleton, changed, kept, blank)
