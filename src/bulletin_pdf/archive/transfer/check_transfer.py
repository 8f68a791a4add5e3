"""Check of a transfer folder against its lists."""

import hashlib
import os
import xml.etree.ElementTree as ElementTree
from base64 import b64decode
from collections.abc import Iterator

from bulletin_pdf.archive.transfer.eep_package import EEP_ENDING, EEP_FOLDER
from bulletin_pdf.archive.transfer.eep_schema import EEP_SPACE
from bulletin_pdf.archive.transfer.eep_signature import package_signature_holds
from bulletin_pdf.archive.transfer.transfer_folder import DIGEST_NAMES, LIST_NAME, NOTE_NAME, has_algorithm
from bulletin_pdf.archive.transfer.transfer_items import FOLDER
from bulletin_pdf.archive.transfer.transfer_xml import SPACE
from bulletin_pdf.messages import Detail, Term
from bulletin_pdf.patterns import pattern
from bulletin_pdf.plain_files import open_plain, read_plain
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem
from bulletin_pdf.signing.signing_extra import can_sign

_LINE = pattern(r"([0-9a-f]{64})  (\S.*)")
_BLOCK = 1 << 20


def is_transfer(directory: str) -> bool:
    """Whether a directory looks like one that was handed over."""
    return os.path.isfile(os.path.join(directory, LIST_NAME)) and os.path.isfile(
        os.path.join(directory, NOTE_NAME)
    )


def transfer_problems(directory: str) -> Iterator[Problem]:
    """Return what is damaged, missing or too much in such a folder, and what its lists say wrongly."""
    lists = {name: path for name, path in DIGEST_NAMES.items() if os.path.isfile(_below(directory, path))}
    if "sha256" not in lists:
        yield _said(Code.BAG_FILE_MISSING, _below(directory, DIGEST_NAMES["sha256"]), manifest=LIST_NAME)
    said = {name: _read_list(_below(directory, path)) for name, path in lists.items() if has_algorithm(name)}
    wrong: set[str] = set()
    doubted: set[str] = set()
    for name in sorted({name for digests in said.values() for name in digests}):
        path = _below(directory, name)
        if not os.path.isfile(path):
            wrong.add(name)
            yield _said(Code.BAG_FILE_MISSING, path, manifest=lists[next(iter(said))])
            continue
        failed = {kind for kind, digests in said.items() if digests.get(name) != _digest(path, kind)}
        if len(failed) == len(said):
            wrong.add(name)
            yield _said(Code.FIXITY_BROKEN, path, manifest=lists[min(failed)])
        else:
            # What one list alone denies, is wrong in the list.
            doubted |= failed
    for kind in sorted(doubted):
        yield _said(Code.MANIFEST_CONTRADICTED, _below(directory, lists[kind]))
    known = {*lists.values(), *(name for digests in said.values() for name in digests)}
    for name in sorted(_present(directory) - known):
        yield _said(Code.BAG_FILE_EXTRA, _below(directory, name))
    if LIST_NAME not in wrong:
        yield from _listed_wrongly(directory, wrong)
    yield from _packed_wrongly(directory, wrong)


def _read_list(path: str) -> dict[str, str]:
    """Read a list of digests; a line that is none is one that says nothing."""
    lines = map(_LINE.fullmatch, read_plain(path).decode("utf-8", "replace").splitlines())
    return {found[2]: found[1] for found in lines if found is not None}


def _listed_wrongly(directory: str, wrong: set[str]) -> Iterator[Problem]:
    """Compare path, size and digest of each item in 文件目录.XML with its file."""
    path = _below(directory, LIST_NAME)
    try:
        root = ElementTree.fromstring(read_plain(path))
    except ElementTree.ParseError:
        yield _said(Code.METADATA_UNREADABLE, path)
        return
    for item in root.iter(f"{{{SPACE}}}电子档案"):
        name = item.findtext(f"{{{SPACE}}}存放路径", "")
        file = _below(directory, name)
        if name in wrong:
            continue
        size = item.findtext(f".//{{{SPACE}}}计算机文件大小", "")
        if not os.path.isfile(file) or str(os.path.getsize(file)) != size:
            yield _said(Code.METADATA_DIFFERS, path, name=name)


def _packed_wrongly(directory: str, wrong: set[str]) -> Iterator[Problem]:
    """Compare the file in each EEP with the one that lies in 电子档案/."""
    for name in sorted(_present(directory)):
        if name in wrong or not (name.startswith(f"{EEP_FOLDER}/") and name.endswith(EEP_ENDING)):
            continue
        year, stem = name.removeprefix(f"{EEP_FOLDER}/").removesuffix(EEP_ENDING).rpartition("/")[::2]
        beside = f"{FOLDER}/{year}/{stem}.pdf"
        path = _below(directory, name)
        try:
            root = ElementTree.fromstring(read_plain(path))
            inside = b64decode(root.findtext(f".//{{{EEP_SPACE}}}编码数据", ""))
        except (ElementTree.ParseError, ValueError):
            yield _said(Code.METADATA_UNREADABLE, path)
            continue
        file = _below(directory, beside)
        if beside not in wrong and (not os.path.isfile(file) or read_plain(file) != inside):
            yield _said(Code.PACKED_FILE_DIFFERS, path, name=beside)
        yield from _signed_wrongly(path, root)


def _signed_wrongly(path: str, package: ElementTree.Element) -> Iterator[Problem]:
    """Check the signatures of an EEP against the certificates in it."""
    signatures = list(package.iter(f"{{{EEP_SPACE}}}电子签名"))
    if signatures and not can_sign():
        yield _said(Code.SIGNATURE_NOT_CHECKED, path)
        return
    for signature in signatures:
        value, certificate = (
            signature.findtext(f".//{{{EEP_SPACE}}}{name}", "") for name in ("签名结果", "证书")
        )
        if not package_signature_holds(read_plain(path), value, certificate):
            yield _said(Code.SIGNATURE_BROKEN, path, name="电子签名块", why=Term("signature digest"))


def _present(directory: str) -> set[str]:
    found: set[str] = set()
    for home, _, names in os.walk(directory):
        below = os.path.relpath(home, directory)
        start = () if below == os.curdir else tuple(below.split(os.sep))
        found.update("/".join((*start, name)) for name in names)
    return found


def _digest(path: str, algorithm: str) -> str:
    digest = hashlib.new(algorithm)
    with open_plain(path) as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _below(directory: str, name: str) -> str:
    return os.path.join(directory, *name.split("/"))


def _said(code: str, path: str, /, **details: Detail) -> Problem:
    return Problem(code, None, (("file", path), *details.items()))
