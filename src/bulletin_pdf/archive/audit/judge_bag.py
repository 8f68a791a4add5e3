"""Findings about a bag or a transfer folder: its lists and the archive files in it."""

import hashlib
import os
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping

from bulletin_pdf.archive.audit.judge_pdf import heads_of, judge_pdf
from bulletin_pdf.archive.audit.judge_yaml import judge_yaml
from bulletin_pdf.archive.audit.judged_file import HeldIssue, JudgedHolding, said
from bulletin_pdf.archive.holdings.bag_check import BAG_FILE, check_bag
from bulletin_pdf.archive.holdings.find_holdings import YAML_ENDINGS
from bulletin_pdf.archive.transfer.check_transfer import is_transfer, transfer_problems
from bulletin_pdf.input_states import file_sha256
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdfError
from bulletin_pdf.plain_files import read_plain
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problem, Problems
from bulletin_pdf.verification import Trust
from bulletin_pdf.volume.plan.read_plan import read_plan

_METADATA = "metadata.xml"


def is_bag(path: str) -> bool:
    """Whether a directory is a bag."""
    return os.path.isfile(os.path.join(path, BAG_FILE))


def is_package(path: str) -> bool:
    """Whether a directory is judged as one: a bag, or a folder that was handed over."""
    return is_bag(path) or is_transfer(path)


def judge_bag(path: str, trust: Trust) -> JudgedHolding:
    """Judge a bag: its manifests, its metadata, and the archive files in it."""
    bag = check_bag(path)
    payload = os.path.join(path, "data")
    problems = list(bag.problems)
    if is_transfer(payload):
        problems += [one for one in transfer_problems(payload) if _file_of(one) in bag.payload]
    inside = _Inside(_archive_files(payload), bag.payload, trust)
    metadata = os.path.join(payload, _METADATA)
    if metadata in bag.payload:
        problems += _metadata_problems(metadata, payload, bag.payload)
    heads = tuple(inside.heads) or _heads_of_sources(os.path.join(payload, "source"))
    return JudgedHolding(
        path, "bag", bag.size, "", bag.digest, bag.files, (*problems, *inside.problems), heads,
        tuple(dict.fromkeys(inside.claims)), True, tuple(inside.claiming), bool(inside.heads),
    )  # fmt: skip


def judge_transfer(path: str, trust: Trust) -> JudgedHolding:
    """Judge a folder that was handed over: its lists, and the archive files in it."""
    problems = tuple(transfer_problems(path))
    wrong = {_file_of(one) for one in problems}
    files = [os.path.join(home, name) for home, _, names in os.walk(path) for name in names]
    digests = {file: file_sha256(file) for file in sorted(files)}
    inside = _Inside(
        _archive_files(path), {file: said for file, said in digests.items() if file not in wrong}, trust
    )
    size = sum(map(os.path.getsize, digests))
    whole = "\n".join(f"{said}  {os.path.relpath(file, path)}" for file, said in digests.items())
    digest = hashlib.sha256(whole.encode("utf-8", "surrogateescape")).hexdigest()
    return JudgedHolding(
        path, "transfer", size, "", digest, len(files), (*problems, *inside.problems), tuple(inside.heads),
        tuple(dict.fromkeys(inside.claims)), True, tuple(inside.claiming), not wrong,
    )  # fmt: skip


def _file_of(problem: Problem) -> str:
    return str(dict(problem.details)["file"])


def _archive_files(payload: str) -> Iterator[str]:
    """Return the PDFs of a payload: what lies directly in it, of a folder that was handed over all."""
    if is_transfer(payload):
        found = [os.path.join(home, name) for home, _, names in os.walk(payload) for name in names]
    else:
        found = (
            [os.path.join(payload, name) for name in os.listdir(payload)] if os.path.isdir(payload) else []
        )
    return iter(sorted(path for path in found if path.lower().endswith(".pdf")))


class _Inside:
    """What the archive files in a package hold and claim, those that are as they should be."""

    def __init__(self, files: Iterator[str], good: Mapping[str, str], trust: Trust) -> None:
        self.trust = trust
        self.problems: list[Problem] = []
        self.heads: list[HeldIssue] = []
        self.claims: list[str] = []
        self.claiming: list[str] = []
        for file in files:
            if file in good:
                self._judge(JudgedHolding(file, "other", os.path.getsize(file), "", good[file]))

    def _judge(self, plain: JudgedHolding) -> None:
        try:
            # Its digest is what the manifest says: it is what was packed.
            judged = judge_pdf(plain, plain.path, trusted=True, trust=self.trust)
        except ForeignPdfError:
            judged = plain._replace(problems=(said(Code.HOLDING_DAMAGED, plain.path),))
        self.problems += judged.problems
        self.heads += judged.heads
        self.claims += judged.claims
        self.claiming += [plain.path] if judged.claims else []


def _heads_of_sources(directory: str) -> tuple[HeldIssue, ...]:
    """Return the issues of a bag by the sources next to an archive file that is damaged."""
    for home, _, names in os.walk(directory):
        for name in sorted(names):
            if name.lower().endswith(YAML_ENDINGS):
                plain = JudgedHolding(os.path.join(home, name), "other", 0, "", "")
                try:
                    if judge_yaml(plain).kind == "listing":
                        return heads_of(read_plan(plain.path, Problems()))
                except BulletinError:
                    continue
    return ()


def _metadata_problems(metadata: str, payload: str, good: Mapping[str, str]) -> Iterator[Problem]:
    """Compare what the metadata say of each file with the file; files that are damaged are named elsewhere."""
    try:
        root = ElementTree.fromstring(read_plain(metadata))
    except ElementTree.ParseError:
        yield said(Code.METADATA_UNREADABLE, metadata)
        return
    for element in root.iter():
        fields = {child.tag.rpartition("}")[2]: child.text or "" for child in element}
        name = fields.get("计算机文件名")
        if name is None:
            continue
        file = os.path.join(payload, *name.split("/"))
        if file not in good:
            continue
        if (
            fields.get("文件大小") != str(os.path.getsize(file))
            or fields.get("SHA-256", good[file]) != good[file]
        ):
            yield said(Code.METADATA_DIFFERS, metadata, name=name)
