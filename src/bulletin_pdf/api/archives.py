"""Many years at once: catalogue, search, audit of a store, transfer to an archive."""

import os
from collections.abc import Iterable, Sequence
from datetime import datetime

from bulletin_pdf.api.inputs import StrPath, one_of, path_of
from bulletin_pdf.api.pdfs import key_file, roots_of
from bulletin_pdf.archive.audit.audit_items import STAGES

# What reads PDFs takes a quarter of a second to import: each function imports its own room.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from bulletin_pdf.archive.audit.publish_audit import PublishedAudit
    from bulletin_pdf.archive.audit.run_audit import AuditWatch
    from bulletin_pdf.archive.catalogue.find_passages import FoundPassage
    from bulletin_pdf.archive.catalogue.publish_catalogue import CatalogueOutcome
    from bulletin_pdf.archive.catalogue.update_catalogue import Watched
    from bulletin_pdf.archive.recognition.publish_recognised import RecognisedFile
    from bulletin_pdf.archive.transfer.transfer_folder import TransferOutcome, TransferWatch
    from bulletin_pdf.archive.unpacking.unpack_archive import UnpackedArchive, UnpackWatch
    from bulletin_pdf.archive.verify_folder import FolderVerdict


def catalogue(
    *places: StrPath,
    output: StrPath,
    jobs: int = 1,
    force: bool = False,
    watched: "Watched | None" = None,
) -> "CatalogueOutcome":
    """Bring the catalogue in the folder `output` up to date with the issues in and below `places`.

    Read are issues and volumes as YAML, archive files, bags, and other PDFs by their pages; what has not changed is
    not read again unless `force` is set. The catalogue is a database (SQLite), a workbook and a volume (PDF). Raises
    `BulletinError` when there is nothing to catalogue; a file that cannot be read is a problem of the outcome.
    """
    if jobs < 1:
        raise ValueError(f"jobs must be 1 or more, not {jobs}")
    named = [path_of(place, "places") for place in places]
    from bulletin_pdf.archive.catalogue.publish_catalogue import publish_catalogue
    from bulletin_pdf.archive.catalogue.update_catalogue import unwatched

    target, watch = path_of(output, "output"), watched or unwatched
    return publish_catalogue(named, target, jobs=jobs, force=force, watched=watch)


def find(
    *words: str,
    catalogue: StrPath,
    city: str = "",
    unit: str = "",
    theme: str = "",
    years: tuple[int, int] = (0, 0),
    limit: int = 0,
) -> "Sequence[FoundPassage]":
    """Find the passages in which all words stand, the newest first; `limit` is how many, 0 for all.

    `catalogue` is the folder of a catalogue. Raises `BulletinError` when there is none.
    """
    if not any(word.strip() for word in words):
        raise ValueError("no word to look for")
    from bulletin_pdf.archive.catalogue.catalogue_database import DATABASE_NAME
    from bulletin_pdf.archive.catalogue.find_passages import Search, find_passages

    asked = tuple(word for word in words if word.strip())
    path = os.path.join(path_of(catalogue, "catalogue"), DATABASE_NAME)
    return find_passages(path, Search(asked, city, unit, theme, years), limit)


def audit(
    *places: StrPath,
    output: StrPath,
    stage: str = "keeping",
    jobs: int = 1,
    accept: bool = False,
    now: datetime | None = None,
    roots: Iterable[StrPath] = (),
    watched: "AuditWatch | None" = None,
) -> "PublishedAudit":
    """Audit the files and bags in and below `places` (四性检测) and carry the log in the folder `output` on.

    Stages are `archiving`, `transfer` and `keeping`. Everything is looked at again each time; a run that was stopped
    goes on. What has changed or gone since the first run is a finding until a run with `accept`. Written are a report
    (PDF), the same as JSON and as a workbook, and the log (SQLite); nothing that is audited is. `now` is the time the
    report names and certificates of signatures are judged at, left out that of the clock; `roots` are files of the
    certificates that signers are to lead to. Raises `BulletinError` where there is nothing to audit.
    """
    if jobs < 1:
        raise ValueError(f"jobs must be 1 or more, not {jobs}")
    chosen = one_of(stage, "stage", tuple(STAGES))
    named = [path_of(place, "places") for place in places]

    from bulletin_pdf.archive.audit.publish_audit import publish_audit
    from bulletin_pdf.archive.audit.run_audit import unwatched
    from bulletin_pdf.verification import Trust

    def clock() -> str:
        return (now or datetime.now().astimezone()).isoformat(timespec="seconds")

    return publish_audit(
        named,
        path_of(output, "output"),
        chosen,
        clock,
        jobs=jobs,
        accept=accept,
        watched=watched or unwatched,
        trust=Trust(roots_of(roots), now),
    )


def transfer(
    *volumes: StrPath,
    output: StrPath,
    bag: bool = False,
    eep: bool = False,
    key: StrPath = "",
    passphrase: str = "",
    jobs: int = 1,
    watched: "TransferWatch | None" = None,
) -> "TransferOutcome":
    """Make the folder in which the issues of some volumes are handed over to an archive (移交).

    It holds 说明文件.TXT, 文件目录.XML with the elements of DA/T 46, the archive file of each issue under its 档号, and
    lists of digests (SHA-256, and SM3 where this machine has it); with `eep` each issue is there as a package by DA/T 48
    as well, signed with the `key` of a PKCS#12 file where one is given, with `bag` it is the payload of a bag. Raises
    `BulletinError` when the material has errors or a volume names no fonds, `FileExistsError` when `output` is taken.
    """
    if not volumes:
        raise ValueError("no volume to hand over")
    if jobs < 1:
        raise ValueError(f"jobs must be 1 or more, not {jobs}")
    named = [path_of(volume, "volumes") for volume in volumes]
    from bulletin_pdf.archive.transfer.transfer_folder import publish_transfer, watched_by_nobody
    from bulletin_pdf.signing.sign_bytes import BytesSigner

    signer = BytesSigner(key_file(key, passphrase)) if eep and path_of(key, "key") else None
    target, watch = path_of(output, "output"), watched or watched_by_nobody
    return publish_transfer(named, target, bag=bag, eep=eep, signer=signer, jobs=jobs, watched=watch)


def unpack(
    *places: StrPath, output: StrPath, files: StrPath = "", watched: "UnpackWatch | None" = None
) -> "UnpackedArchive":
    """Take YAML, pictures, designs and members out of archive files, and those in folders, into the new folder `output`.

    Each file is set again from what came out and compared: `files` of the result say whether it is `identical`, `problems`
    where not. Issues are put together in the YAML of a volume a year. `files` is the folder in which the office's own
    faces are looked for. Raises `BulletinError` when nothing can be unpacked, `FileExistsError` when `output` is taken.
    """
    if not places:
        raise ValueError("no archive file to unpack")
    from bulletin_pdf.archive.unpacking.unpack_archive import unpack_archive, unwatched_files

    named = [path_of(place, "places") for place in places]
    return unpack_archive(
        named, path_of(output, "output"), path_of(files, "files"), watched or unwatched_files
    )


def verify_folder(folder: StrPath, *, roots: Iterable[StrPath] = ()) -> "FolderVerdict":
    """Check a bag or a folder that was handed over: every digest, every list, and each archive file set again.

    `roots` are files of the certificates that signers are to lead to. Raises `BulletinError` for a folder that is neither.
    """
    from bulletin_pdf.archive.verify_folder import verify_folder as verify_files
    from bulletin_pdf.verification import Trust

    return verify_files(path_of(folder, "folder"), Trust(roots_of(roots)))


def recognise(scan: StrPath, *, output: StrPath) -> "RecognisedFile":
    """Have tesseract recognise the pages of a PDF that are pictures, and write it with their text into the folder `output`.

    The text is invisible, can be searched and copied, and is marked as recognised in the metadata; what the file is
    otherwise stays. Raises `BulletinError` where tesseract with its data for Chinese or pdfium is missing, or the file
    cannot be read.
    """
    from bulletin_pdf.archive.recognition.publish_recognised import publish_recognised

    return publish_recognised(path_of(scan, "scan"), path_of(output, "output"))
