"""The certificate of an attestation: what was compared, so that anyone can repeat it.

Counts and digests are of text without white space, in UTF-8. A page's are of everything a
reader finds on it, page numbers too; all others are of the text of the source.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import groupby

from bulletin_pdf.attest.attestation import Attestation
from bulletin_pdf.attest.compare import WordingUnit
from bulletin_pdf.issue.model import Change
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.version import __version__
from bulletin_pdf.yamldoc.source import SourceText

FORMAT = 1
"""Raised when a key changes its meaning or goes."""


class CertificateSubject(NamedTuple):
    """What a certificate is about, besides the proof."""

    source: SourceText
    target: str
    edition: str
    changes: tuple[Change, ...]
    versions: tuple[tuple[str, str], ...] = ()
    """Libraries that had a part in the file's bytes."""
    accounts: Sequence[Mapping[str, object]] = ()
    """Of each YAML file that was read: what its bytes are (`attest.source_account`)."""


def write_certificate(proof: Attestation, subject: CertificateSubject) -> bytes:
    """Return the certificate as JSON; the same file and source give the same bytes."""
    record = {
        "certificate": "bulletin_pdf text fidelity",
        "format": FORMAT,
        "versions": {"bulletin_pdf": __version__, **dict(subject.versions)},
        "file": {
            "name": os.path.basename(subject.target),
            "edition": subject.edition,
            "bytes": len(proof.data),
            "sha256": sha256(proof.data).hexdigest(),
        },
        "source": _file(subject.source),
        "account": list(subject.accounts),
        "text": _counted("".join(unit.wording.text for unit in proof.units)),
        "order of tags": "proved" if proof.readback.tagged is not None else "no tags",
        "units": [_unit(proof, place) for place in range(len(proof.units))],
        "pages": [
            {"page": number, **_counted("".join(page.text.split()))}
            for number, page in enumerate(proof.readback.pages, start=1)
        ],
        "fonts": sorted(font.name for font in proof.readback.fonts),
        "changes": [_change(change, subject.source.path) for change in subject.changes],
    }
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")


def certificate_path(pdf: str) -> str:
    """Name the certificate of a PDF: it lies next to it."""
    stem = pdf[:-4] if pdf.lower().endswith(".pdf") else pdf
    return f"{stem}.certificate.json"


def _file(given: SourceText) -> dict[str, object]:
    return {"name": os.path.basename(given.path), "sha256": sha256(given.data).hexdigest()}


def _counted(text: str) -> dict[str, object]:
    return {"characters": len(text), "sha256": sha256(text.encode("utf-8")).hexdigest()}


def _unit(proof: Attestation, place: int) -> dict[str, object]:
    """An issue or a part of a volume: its pages in the file, its text, its reports."""
    unit, first = proof.units[place], proof.compared.first[place]
    return {
        "title": unit.title,
        "pages": [first + 1, first + unit.pages],
        "facsimile": unit.foreign,
        "passages": sum(bool(passage.text) for passage in unit.wording.passages),
        **_counted(unit.wording.text),
        "reports": list(_reports(unit)),
    }


def _reports(unit: WordingUnit) -> Iterable[dict[str, object]]:
    said = unit.wording
    ends = [*said.starts, said.length][1:]
    stretches = zip(said.passages, said.starts, ends, strict=True)
    for number, members in groupby(stretches, key=lambda stretch: stretch[0].report):
        texts = [(passage, said.text[start:end]) for passage, start, end in members]
        if number:
            title = "".join(text for passage, text in texts if passage.kind == "title")
            yield {"report": number, "title": title, **_counted("".join(text for _, text in texts))}


def _change(change: Change, source: str) -> dict[str, object]:
    beside = os.path.relpath(change.place.path, os.path.dirname(source) or ".")
    return {**change.as_record(), "path": beside.replace(os.sep, "/")}
