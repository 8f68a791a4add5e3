"""Damage done on purpose to a store of `bench.judged_store`, and whether `audit` names all of it and nothing else.

`python -m bench.seeded_damage STORE [--seed N]` copies the store twice. One copy is damaged before its first audit, the
other after it; each prints what was missed and what was told of files that are sound.
"""

import argparse
import json
import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import yaml

from bulletin_pdf.api.archives import audit
from bulletin_pdf.archive.audit.publish_audit import PublishedAudit
from bulletin_pdf.parallel import processors
from bulletin_pdf.problem_codes import Code

BROKEN = frozenset(
    (Code.FILE_NOT_FROM_SOURCE, Code.HOLDING_DAMAGED, Code.ENCLOSED_DAMAGED, Code.FILE_ENCRYPTED)
)
LATER = frozenset((*BROKEN, Code.FILE_CHANGED))


class Damage(NamedTuple):
    """One thing done to a store, and the findings that name it."""

    what: str
    path: str
    """The file or directory it must be told of, relative to the store."""
    codes: frozenset[str]
    """One of these must be told, others of them may be."""


def flip(path: Path, chance: random.Random) -> None:
    """Change one bit."""
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def cut(path: Path, chance: random.Random) -> None:
    """Leave the beginning of a file, or nothing."""
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(len(data) - 1)])


def swap(one: Path, other: Path) -> None:
    """Exchange what two files hold."""
    first = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(first)


class Damaging:
    """Damages a store, each file once."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.chance = root, random.Random(seed)
        self.done: list[Damage] = []
        for path in root.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        years = sorted(path for path in root.iterdir() if path.is_dir())
        self.bags = [path for path in years if path.name.endswith("-bag")]
        self.archived = self._spare(path for year in years[:3] for path in year.glob("*.pdf"))
        self.sources = self._spare(path for year in years[3:6] for path in year.glob("*.yaml"))
        self.pictures = sorted(path for year in years[9:] for path in year.glob("*.pdf"))
        self.chance.shuffle(self.pictures)

    def _spare(self, paths: Iterator[Path]) -> list[Path]:
        """Return files in any order; the last number of a year stays out: only records tell that it was there."""
        found = sorted(paths)
        found = [path for path in found if path.with_name(_next_name(path)) in found]
        self.chance.shuffle(found)
        return found

    def note(self, what: str, path: Path, *codes: str) -> None:
        """Note what was done."""
        self.done.append(Damage(what, path.relative_to(self.root).as_posix(), frozenset(codes)))

    # What shows in a first audit

    def archive_files(self, codes: frozenset[str]) -> None:
        """Damage archive files."""
        for _ in range(6):
            path = self.archived.pop()
            flip(path, self.chance)
            self.note("flipped bit", path, *codes)
        for _ in range(3):
            path = self.archived.pop()
            cut(path, self.chance)
            self.note("truncated", path, *codes)
        path = self.archived.pop()
        path.write_bytes(b"")
        self.note("emptied", path, *codes)

    def payload(self) -> None:
        """Damage a bag: its files, its manifests, its metadata."""
        bag = self.bags[0]
        sources = sorted((bag / "data" / "source").rglob("*.yaml"))
        self.chance.shuffle(sources)
        for _ in range(3):
            path = sources.pop()
            flip(path, self.chance)
            self.note("flipped bit in a bag", path, Code.FIXITY_BROKEN)
        path = sources.pop()
        path.unlink()
        self.note("removed from a bag", path, Code.BAG_FILE_MISSING)
        one, other = sources.pop(), sources.pop()
        swap(one, other)
        self.note("swapped in a bag", one, Code.FIXITY_BROKEN)
        self.note("swapped in a bag", other, Code.FIXITY_BROKEN)
        path = sources.pop()
        path.rename(path.with_name("other.yaml"))
        self.note("renamed in a bag", path, Code.BAG_FILE_MISSING)
        self.note("renamed in a bag", path.with_name("other.yaml"), Code.BAG_FILE_EXTRA)
        path = bag / "data" / "note.txt"
        path.write_text("left here", "utf-8")
        self.note("added to a bag", path, Code.BAG_FILE_EXTRA)
        self._manifests(self.bags[1])

    def _manifests(self, bag: Path) -> None:
        for name in ("manifest-sha512.txt", "bag-info.txt", "data/metadata.xml"):
            flip(bag / name, self.chance)
            self.note(
                "flipped bit in a bag",
                bag / name,
                Code.FIXITY_BROKEN,
                Code.BAG_MALFORMED,
                Code.MANIFEST_CONTRADICTED,
            )
        flip(self.bags[2] / "tagmanifest-sha256.txt", self.chance)
        self.note(
            "flipped bit in a bag",
            self.bags[2] / "tagmanifest-sha256.txt",
            Code.MANIFEST_CONTRADICTED,
            Code.BAG_MALFORMED,
        )

    def numbers(self) -> None:
        """Take numbers away, double them, misname files."""
        for paths in (self.archived, self.sources):
            path = paths.pop()
            path.unlink()
            self.note("gap", path.parent, Code.NUMBER_GAP)
            path = paths.pop()
            keys = path.with_name(f"copy of {path.name}")
            shutil.copy(path, keys)
            # `audit` takes the first of two by their names for the original.
            self.note("same file twice", max(path, keys), Code.SAME_CONTENT)
        path = self.sources.pop()
        keys = yaml.safe_load(path.read_text("utf-8")) | {"theme": "另一份"}
        other = path.with_name(f"{path.stem}-new.yaml")
        other.write_text(yaml.safe_dump(keys, allow_unicode=True), "utf-8")
        self.note("doubled number", max(path, other), Code.NUMBER_DOUBLED)
        for paths in (self.archived, self.sources):
            path = paths.pop()
            path.rename(path.with_name(f"{path.stem[:4]}-97{path.suffix}"))
            self.note("renamed", path.with_name(f"{path.stem[:4]}-97{path.suffix}"), Code.NAME_CONTRADICTS)
        one = self.archived.pop()
        other = next(path for path in self.archived if path.parent == one.parent)
        self.archived.remove(other)
        swap(one, other)
        for path in (one, other):
            self.note("swapped", path, Code.NAME_CONTRADICTS)

    def last_number(self) -> None:
        """Take the last number of a year away: total numbers (总第N期) of the next year tell, and what lists the year."""
        path = sorted((self.root / "2014").glob("*.yaml"))[-1]
        path.unlink()
        self.note("last number gone", path.parent, Code.NUMBER_GAP)

    def claims(self) -> None:
        """Add a file that says it is PDF/A and is not."""
        path = self.pictures.pop()
        data = path.read_bytes()
        xmp = (
            b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf='
            b'"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
            b'<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
        )
        path.write_bytes(_with_metadata(data, xmp))
        self.note("false claim", path, Code.CLAIM_NOT_KEPT)

    def touched(self) -> None:
        """Change times of files only: nothing may be told."""
        for path in (
            self.archived.pop(),
            self.sources.pop(),
            self.pictures.pop(),
            self.bags[2] / "bagit.txt",
        ):
            os.utime(path, (1_000_000_000, 1_000_000_000))

    # What shows only beside an earlier audit

    def since(self) -> None:
        """Change what only an earlier record can tell."""
        for paths in (self.sources, self.pictures):
            path = paths.pop()
            flip(path, self.chance)
            self.note("flipped bit", path, *LATER, Code.CLAIM_NOT_KEPT)
            path = paths.pop()
            cut(path, self.chance)
            self.note("truncated", path, *LATER)
            path = paths.pop()
            path.unlink()
            self.note("removed", path, Code.FILE_GONE)
            if paths is self.sources:
                self.note("removed", path.parent, Code.NUMBER_GAP)
        for paths in (self.archived, self.sources):
            path = paths.pop()
            path.rename(path.with_name(f"{path.stem[:4]}-97{path.suffix}"))
            moved = path.with_name(f"{path.stem[:4]}-97{path.suffix}")
            self.note("renamed", moved, Code.FILE_RENAMED, Code.NAME_CONTRADICTS)
            one = paths.pop()
            other = next(path for path in paths if path.parent == one.parent)
            paths.remove(other)
            swap(one, other)
            for path in (one, other):
                self.note("swapped", path, Code.FILE_SWAPPED, Code.NAME_CONTRADICTS)
        path = sorted((self.root / "2016").glob("*.yaml"))[-1]
        path.unlink()
        self.note("last number gone", path, Code.FILE_GONE)
        self.note("last number gone", path.parent, Code.NUMBER_GAP)


def _next_name(path: Path) -> str:
    year, _, number = path.stem.partition("-")
    return f"{year}-{int(number) + 1:02d}{path.suffix}" if number.isdigit() else path.name


def _with_metadata(data: bytes, xmp: bytes) -> bytes:
    import io

    import pypdf
    from pypdf.generic import DecodedStreamObject, NameObject

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    stream = DecodedStreamObject()
    stream.set_data(xmp)
    stream.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
    writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def compare(
    damages: list[Damage], made: PublishedAudit, root: Path
) -> tuple[list[Damage], list[tuple[str, str]]]:
    """Return the damages that were not named, and the findings that name none."""
    told: list[tuple[str, str]] = []
    for _, problem in made.outcome.findings:
        file = str(dict(problem.details)["file"])
        told.append((problem.code, Path(file).relative_to(root).as_posix()))
    missed = [
        one for one in damages if not any(path == one.path and code in one.codes for code, path in told)
    ]
    false = [
        (code, path)
        for code, path in told
        if code != Code.FORMAT_NOT_KEPT and not any(path == one.path and code in one.codes for one in damages)
    ]
    return missed, false


def _judge(name: str, damages: list[Damage], made: PublishedAudit, root: Path) -> bool:
    missed, false = compare(damages, made, root)
    print(f"{name}: {len(damages)} damages, {len(missed)} missed, {len(false)} findings of what is sound")
    for one in missed:
        print(f"  missed: {one.what} {one.path}")
    for code, path in false:
        print(f"  false: {code} {path}")
    return not missed and not false


def _audited(root: Path, log: Path) -> PublishedAudit:
    return audit(root, output=log, jobs=processors(), now=datetime(2026, 11, 30, 9, 0))


def main() -> int:
    """Damage copies of a store and judge what `audit` says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="keep logs and reports there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        home = options.keep or Path(made)
        first, later = home / "first", home / "later"
        for copy in (first, later):
            shutil.copytree(options.store, copy)
        damaging = Damaging(first, options.seed)
        steps: tuple[Callable[[], None], ...] = (
            lambda: damaging.archive_files(BROKEN), damaging.payload, damaging.numbers, damaging.last_number, damaging.touched,
        )  # fmt: skip
        for step in steps:
            step()
        if shutil.which("verapdf"):
            damaging.claims()
        well = _judge("first run", damaging.done, _audited(first, home / "first-log"), first)
        undamaged = _audited(later, home / "later-log")
        well &= _judge("sound store", [], undamaged, later)
        damaging = Damaging(later, options.seed + 1)
        damaging.archive_files(LATER)
        damaging.payload()
        damaging.since()
        damaging.touched()
        made_later = _audited(later, home / "later-log")
        well &= _judge("second run", damaging.done, made_later, later)
        log = json.loads((home / "later-log" / "audit.json").read_text("utf-8"))
        print(f"runs in the log: {len(log['runs'])}, new: {len(log['new'])}")
    return 0 if well else 1


if __name__ == "__main__":
    raise SystemExit(main())
