"""Volumes → the transfer folder: 说明文件.TXT, 文件目录.XML, 电子档案/, 其他/; optionally as the payload of a bag.

The same volumes give the same folder: it names no day and no machine. Files are written as they are made, so that
years need no more memory than an issue.
"""

import errno
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from bulletin_pdf.archive.transfer.eep_package import EEP_SCHEMA_NAME, eep_package, eep_path
from bulletin_pdf.archive.transfer.eep_schema import eep_schema
from bulletin_pdf.archive.transfer.eep_signature import signed_package
from bulletin_pdf.archive.transfer.transfer_items import TransferItem, items_of_volume
from bulletin_pdf.archive.transfer.transfer_xml import list_schema, written_list
from bulletin_pdf.issue.archival_code import RETENTION_WORDS
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem, Problems
from bulletin_pdf.review.evidence import PAGE_ENDING, RECORD_ENDING
from bulletin_pdf.safe_files import is_taken, new_directory
from bulletin_pdf.signing.sign_bytes import BytesSigner
from bulletin_pdf.version import __version__
from bulletin_pdf.volume.plan.read_plan import read_plan
from bulletin_pdf.volume.plan.volume_plan import VolumePlan

NOTE_NAME: Final = "说明文件.TXT"
LIST_NAME: Final = "文件目录.XML"
SCHEMA_NAME: Final = "其他/文件目录.xsd"
DIGEST_NAMES: Final[Mapping[str, str]] = {"sha256": "其他/摘要-SHA256.txt", "sm3": "其他/摘要-SM3.txt"}
"""Lists of digests in the folder, by algorithm."""
REVIEW_FOLDER: Final = "其他/审签"
"""Where the record of each item's review lies, and the page set from it."""
PROFILE_NAME: Final = "bagit-profile.json"
_WRITTEN: Final = {"sha256": "SHA-256", "sm3": "SM3"}
_BAG_ALGORITHMS: Final = ("sha256", "sha512", "sm3")
_PROFILE: Final = "urn:bulletin-pdf:bagit-profile:transfer:1"

TransferWatch = Callable[[Iterator[TransferItem], int], Iterator[TransferItem]]


class TransferOutcome(NamedTuple):
    """What was written."""

    directory: str
    items: int
    size: int
    """Bytes of 电子档案/."""
    algorithms: tuple[str, ...]
    """Digests that are listed: sha256, and sm3 where this machine has it."""
    problems: tuple[Problem, ...]


def has_algorithm(name: str) -> bool:
    """Whether hashlib has a digest: SM3 comes with OpenSSL, which may be built without it or forbid it."""
    try:
        hashlib.new(name)
    except ValueError:
        return False
    return True


def watched_by_nobody(items: Iterator[TransferItem], _total: int) -> Iterator[TransferItem]:
    """Pass items on."""
    return items


def publish_transfer(
    volumes: Sequence[str],
    directory: str,
    *,
    bag: bool = False,
    eep: bool = False,
    signer: BytesSigner | None = None,
    jobs: int = 1,
    watched: TransferWatch = watched_by_nobody,
) -> TransferOutcome:
    """Make the folder of some volumes; it stands whole under its name or not at all.

    With `eep` each item is also there as a package by DA/T 48 (其他/EEP/), signed where there is a `signer`.

    Raises `BulletinError` when the material has errors, a volume has no fonds (B263) or two items have one code
    (B264); `FileExistsError` when the name is taken by anything but an empty directory.
    """
    if is_taken(directory):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), directory)
    problems = Problems()
    plans = [read_plan(volume, problems, jobs) for volume in volumes]
    _check(plans, problems)
    algorithms = tuple(name for name in DIGEST_NAMES if has_algorithm(name))
    if "sm3" not in algorithms:
        problems.add(Code.NO_SM3, None, file=directory)
    with new_directory(directory) as place:
        outcome = _Folder(place, algorithms, bag=bag, eep=eep, signer=signer).fill(plans, jobs, watched)
    return outcome._replace(directory=directory, problems=(*problems, *outcome.problems))


def _check(plans: Sequence[VolumePlan], problems: Problems) -> None:
    taken: dict[str, str] = {}
    for plan in plans:
        if plan.archive is None:
            problems.add(Code.VOLUME_WITHOUT_FONDS, plan.issues_span)
            continue
        for number in range(len(plan.members)):
            code = plan.archive.of(plan.year, number)
            other = taken.setdefault(code, plan.path)
            if other != plan.path:
                problems.add(Code.ARCHIVAL_CODE_TWICE, plan.issues_span, archival=code, other=other)
                break
    problems.raise_if_errors()


class _Packed(NamedTuple):
    """A file that was written."""

    path: str
    size: int
    digests: Mapping[str, str]


class _Folder:
    """Writes files and keeps their digests."""

    def __init__(
        self, root: str, algorithms: Sequence[str], *, bag: bool, eep: bool, signer: BytesSigner | None
    ) -> None:
        self.root, self.listed, self.bag, self.eep, self.signer = root, tuple(algorithms), bag, eep, signer
        self.home = os.path.join(root, "data") if bag else root
        wanted = _BAG_ALGORITHMS if bag else algorithms
        self.algorithms = tuple(name for name in wanted if has_algorithm(name))
        self.files: list[_Packed] = []

    def fill(self, plans: Sequence[VolumePlan], jobs: int, watched: TransferWatch) -> TransferOutcome:
        os.makedirs(self.home, exist_ok=True)
        total = sum(len(plan.members) for plan in plans)
        problems: list[Problem] = []
        items = watched((item for plan in plans for item in items_of_volume(plan, jobs)), total)
        count = size = 0
        reviewed: list[str] = []

        def packed() -> Iterator[tuple[TransferItem, Mapping[str, str]]]:
            nonlocal count, size
            for item in items:
                file = self.add(item.path, item.data)
                if item.review is not None:
                    self.add(f"{REVIEW_FOLDER}/{item.code}{RECORD_ENDING}", item.review.record)
                    self.add(f"{REVIEW_FOLDER}/{item.code}{PAGE_ENDING}", item.review.page)
                    reviewed.append(item.code)
                problems.extend(item.problems)
                count, size = count + 1, size + file.size
                digests = {_WRITTEN[name]: file.digests[name] for name in self.listed}
                if self.eep:
                    package = eep_package(item, digests)
                    signed = signed_package(package, self.signer) if self.signer else package
                    self.add_pieces(eep_path(item), signed)
                yield item, digests

        self.add_pieces(LIST_NAME, written_list(packed()))
        self.add(SCHEMA_NAME, list_schema().encode("utf-8"))
        if self.eep:
            self.add(EEP_SCHEMA_NAME, eep_schema().encode("utf-8"))
        self.add(NOTE_NAME, _note(plans, count, size, self.listed, self._packages(), len(reviewed)))
        # A list of digests cannot have its own.
        listed = sorted(self.files)
        for name in self.listed:
            lines = [f"{file.digests[name]}  {file.path}\n" for file in listed]
            self.add_pieces(DIGEST_NAMES[name], lines)
        if self.bag:
            self._make_bag(plans)
        return TransferOutcome("", count, size, self.listed, tuple(problems))

    def _packages(self) -> str:
        """Return what 说明文件 says of the packages; nothing where there are none."""
        if not self.eep:
            return ""
        state = f"签名人：{self.signer.name}" if self.signer else "未签名"
        return f"“其他/EEP”文件夹，每件一个，DA/T 48-2009，{state}"

    def add(self, name: str, data: bytes) -> _Packed:
        """Write a file below the folder."""
        return self.add_pieces(name, (data,))

    def add_pieces(self, name: str, pieces: Iterable[bytes | str]) -> _Packed:
        """Write a file piece by piece."""
        path = os.path.join(self.home, *name.split("/"))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        hashes = {algorithm: hashlib.new(algorithm) for algorithm in self.algorithms}
        size = 0
        with open(path, "xb") as file:
            for piece in pieces:
                data = piece.encode("utf-8") if isinstance(piece, str) else piece
                file.write(data)
                size += len(data)
                for each in hashes.values():
                    each.update(data)
        packed = _Packed(name, size, {algorithm: each.hexdigest() for algorithm, each in hashes.items()})
        self.files.append(packed)
        return packed

    def _make_bag(self, plans: Sequence[VolumePlan]) -> None:
        """Put declaration, information, profile and manifests around the payload (RFC 8493)."""
        fonds = dict.fromkeys(plan.archive.fonds for plan in plans if plan.archive)
        issuers = dict.fromkeys(text.text for plan in plans for text in plan.publishers)
        oxum = f"{sum(file.size for file in self.files)}.{len(self.files)}"
        info = {
            "BagIt-Profile-Identifier": _PROFILE,
            "Source-Organization": "、".join(issuers),
            "External-Identifier": "、".join(fonds),
            "External-Description": "电子档案移交",
            "Bagging-Date": max(plan.date.iso for plan in plans),
            "Payload-Oxum": oxum,
            "Bag-Software-Agent": f"bulletin_pdf {__version__}",
        }
        tags = {
            "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            "bag-info.txt": "".join(f"{name}: {value}\n" for name, value in info.items() if value).encode(),
            PROFILE_NAME: _profile(self.algorithms),
        }
        for name in self.algorithms:
            lines = (f"{file.digests[name]}  data/{file.path}\n" for file in sorted(self.files))
            tags[f"manifest-{name}.txt"] = "".join(lines).encode()
        for name in self.algorithms:
            digests = (
                f"{hashlib.new(name, data).hexdigest()}  {tag}\n" for tag, data in sorted(tags.items())
            )
            with open(os.path.join(self.root, f"tagmanifest-{name}.txt"), "xb") as file:
                file.write("".join(digests).encode())
        for tag, data in tags.items():
            with open(os.path.join(self.root, tag), "xb") as file:
                file.write(data)


def _profile(algorithms: Sequence[str]) -> bytes:
    """Return the BagIt profile that the bag keeps (BagIt Profiles Specification 1.4)."""
    required = ("Source-Organization", "External-Identifier", "Bagging-Date", "Payload-Oxum")
    record = {
        "BagIt-Profile-Info": {
            "BagIt-Profile-Identifier": _PROFILE,
            "BagIt-Profile-Version": "1.4.0",
            "Source-Organization": "bulletin_pdf",
            "External-Description": "电子档案移交：说明文件.TXT、文件目录.XML、电子档案、其他",
            "Version": "1",
        },
        "Bag-Info": {name: {"required": True} for name in required},
        "Accept-BagIt-Version": ["1.0"],
        "Manifests-Required": ["sha256"],
        "Manifests-Allowed": list(_BAG_ALGORITHMS),
        "Tag-Manifests-Required": ["sha256"],
        "Allow-Fetch.txt": False,
        "Serialization": "optional",
        "Payload-Files-Required": [f"data/{name}" for name in (NOTE_NAME, LIST_NAME)],
    }
    return json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def _note(
    plans: Sequence[VolumePlan],
    count: int,
    size: int,
    algorithms: Sequence[str],
    packages: str,
    reviewed: int,
) -> bytes:
    """Write 说明文件.TXT: what is handed over; what only those who hand over and receive can say is left open."""
    archives = [plan.archive for plan in plans if plan.archive]
    years = sorted({plan.year for plan in plans})
    issuers = dict.fromkeys(
        archive.creator or "、".join(text.text for text in plan.publishers)
        for plan, archive in zip(plans, archives, strict=True)
    )
    digests = "、".join(_WRITTEN[name] for name in algorithms)
    without = "" if "sm3" in algorithms else "（制作时所用的 OpenSSL 没有 SM3）"
    rows = {
        "移交单位": "、".join(issuers),
        "接收单位": "、".join(
            dict.fromkeys(archive.repository for archive in archives if archive.repository)
        ),
        "全宗号": "、".join(dict.fromkeys(archive.fonds for archive in archives)),
        "全宗名称": "、".join(
            dict.fromkeys(archive.fonds_name for archive in archives if archive.fonds_name)
        ),
        "内容": "；".join(f"{plan.title.text} {plan.subtitle.text}，{len(plan.members)}件" for plan in plans),
        "年度": f"{years[0]}" if len(years) == 1 else f"{years[0]}—{years[-1]}",
        "保管期限": "、".join(dict.fromkeys(RETENTION_WORDS[archive.retention] for archive in archives)),
        "件数": str(count),
        "字节数": f"{size}（电子档案文件夹）",
        "文件格式": "PDF/A-3a；只存影像的各期为 PDF",
        "目录": f"{LIST_NAME}，格式见{SCHEMA_NAME}",
        "摘要": f"{digests}{without}，见“其他”文件夹",
        **({"封装包": packages} if packages else {}),
        **({"审签记录": f"{reviewed}件，见{REVIEW_FOLDER}"} if reviewed else {}),
        "制作程序": f"bulletin_pdf {__version__}",
        "阅读条件": "PDF 阅读程序；XML 为 UTF-8",
        "移交人": "",
        "接收人": "",
        "移交日期": "",
    }
    text = "电子档案移交说明\r\n\r\n" + "".join(f"{name}：{value}\r\n" for name, value in rows.items())
    return text.encode("utf-8-sig")
