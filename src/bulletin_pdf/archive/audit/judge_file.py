"""One file or bag of a store → what is found of it: fixity, readability, what it was made from, what it claims."""

import os
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping

from bulletin_pdf.archive.audit.judged_file import HeldIssue, JudgedHolding, JudgedKind
from bulletin_pdf.archive.holdings.bag_check import BAG_FILE, check_bag
from bulletin_pdf.archive.holdings.holdings_below import YAML_ENDINGS
from bulletin_pdf.input_states import file_sha256
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.issue.printed_form import number_line
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.issue.vocabulary import ISSUE
from bulletin_pdf.lock_record import LOCK_NAME, VOLUME_LOCK_FORMAT, format_of
from bulletin_pdf.messages import Detail
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.pdf.foreign.pdf_values import PdfStream
from bulletin_pdf.plain_files import read_plain
from bulletin_pdf.press.preflight.recognise import is_ours
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problem, Problems
from bulletin_pdf.verification import MAX_BYTES, lay_out_issue
from bulletin_pdf.volume.files.verify_volume import bulletins_below, lay_out_volume, unpack_any
from bulletin_pdf.volume.plan.foreign_issues import damaged_pages
from bulletin_pdf.volume.plan.volume_plan import VolumePlan, read_plan
from bulletin_pdf.volume.plan.volume_vocabulary import VOLUME
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.node import load
from bulletin_pdf.yamldoc.source import read_text

_PART = pattern(r"pdfaid:part(?:>|=[\"'])([1-4])")
_LEVEL = pattern(r"pdfaid:conformance(?:>|=[\"'])([ABUabu])")
_ACCESSIBLE = pattern(r"pdfuaid:part(?:>|=[\"'])1")
_ACTIVE = pattern(rb"/(?:JavaScript|JS|Launch|ImportData|SubmitForm|GoToR|GoToE|RichMedia)(?![A-Za-z])")
_SINCE = frozenset((Code.VERSION_DIFFERS, Code.FACE_DIFFERS, Code.PROFILE_DIFFERS, Code.FILE_NOT_ENCLOSED))
"""Reasons why a file comes out otherwise that are no fault of the file."""
_NAMED = pattern(r"((?:19|20)[0-9]{2})[-_.年第 ]*0*([0-9]{1,3})(?![0-9])")
_METADATA = "metadata.xml"


class AuditTask(NamedTuple):
    """A file or bag to be judged."""

    path: str
    trusted: str = ""
    """Its SHA-256 as it was when it was set again last: while it has that, it need not be set again."""


def state_of(path: str) -> str:
    """Return what shows whether a file was touched: size and time of change; of a bag, those of all its files."""
    if not os.path.isdir(path):
        status = os.stat(path)
        return f"{status.st_size} {status.st_mtime_ns}"
    count = size = newest = 0
    for home, _, names in os.walk(path):
        for name in names:
            status = os.stat(os.path.join(home, name))
            count, size, newest = count + 1, size + status.st_size, max(newest, status.st_mtime_ns)
    return f"{count} {size} {newest}"


def judge_file(task: AuditTask) -> JudgedHolding:
    """Judge a file or a bag; whatever is wrong with it is a problem of the result. `OSError` when the machine fails."""
    path, state = task.path, state_of(task.path)
    if os.path.isdir(path):
        return _judge_bag(path)._replace(state=state)
    sha256 = file_sha256(path)
    plain = JudgedHolding(path, "other", os.path.getsize(path), state, sha256)
    try:
        if path.lower().endswith(YAML_ENDINGS):
            return _judge_yaml(plain)
        return _judge_pdf(plain, path, trusted=task.trusted == sha256)
    except ForeignPdfError as error:
        code = Code.FILE_ENCRYPTED if error.fault == "encrypted" else Code.HOLDING_DAMAGED
        return plain._replace(kind="pdf", problems=(_said(code, path),), heads=tuple(_by_name(path)))
    except BulletinError as error:
        found = next(iter(error.problems.errors))
        problem = _said(Code.HOLDING_DAMAGED, path, code=str(found.code))
        return plain._replace(kind="issue", problems=(problem,), heads=tuple(_by_name(path)))


def _said(code: str, path: str, /, **details: Detail) -> Problem:
    if code == Code.HOLDING_DAMAGED:
        details = {"code": str(Code.ARCHIVE_NOT_READ)} | details
    return Problem(code, None, (("file", path), *details.items()))


def _by_name(path: str) -> Iterator[HeldIssue]:
    """What the name of a file that cannot be read says it is: its number is not missing."""
    named = _NAMED.search(os.path.basename(path))
    if named:
        yield HeldIssue("", "", False, int(named[1]), int(named[2]), os.path.basename(path))


# YAML ---------------------------------------------------------------------------------------


def _judge_yaml(plain: JudgedHolding) -> JudgedHolding:
    problems = Problems()
    source = read_text(plain.path, problems)
    problems.raise_if_errors()
    node = None if source is None else load(source, problems)
    problems.raise_if_errors()
    if node is None or node.kind != "mapping":
        return plain
    if Fields(node, VOLUME, Problems()).has("issues"):
        plan = read_plan(plain.path, Problems())
        # Its other issues are files that are judged for themselves.
        heads = [_head(m.issue)._replace(path=m.foreign.path) for m in plan.members if m.foreign is not None]
        return plain._replace(kind="listing", heads=tuple(heads))
    if not Fields(node, ISSUE, Problems()).has("reports"):
        return plain
    issue, _ = read_issue(plain.path)
    return plain._replace(kind="issue", heads=(_head(issue),))


def _head(issue: Issue) -> HeldIssue:
    head = issue.masthead
    series = head.series.text if head.series else ""
    year = issue.year or int(head.date.iso[:4] or 0)
    name = "".join(head.name.text.split())
    return HeldIssue(
        name, series, issue.supplement, year, issue.number, number_line(issue) or head.date.printed
    )


def _heads_of(plan: VolumePlan) -> tuple[HeldIssue, ...]:
    return tuple(_head(member.issue) for member in plan.members)


# PDF ----------------------------------------------------------------------------------------


def _judge_pdf(plain: JudgedHolding, path: str, *, trusted: bool) -> JudgedHolding:
    """Judge a PDF; one that is trusted is what it was made as, and only has to open."""
    if plain.size > MAX_BYTES:
        raise ForeignPdfError("too large")
    foreign = ForeignPdf(read_plain(path))
    xmp = _xmp(foreign)
    found = plain._replace(kind=_kind(foreign), claims=tuple(_claims(xmp)), remade=trusted)
    problems = list(_active(foreign, path))
    if found.kind in ("archive", "volume"):
        made, heads, remade = _source(foreign, path, trusted=trusted)
        problems += made
        found = found._replace(heads=heads or tuple(_by_name(path)), remade=remade)
    if not found.remade and not problems:
        pages = damaged_pages(path)
        problems += [_said(Code.HOLDING_DAMAGED, path)] if pages else []
    if found.kind == "pdf" and not found.claims:
        problems.append(_said(Code.FORMAT_NOT_KEPT, path))
    return found._replace(problems=tuple(problems))


def _kind(foreign: ForeignPdf) -> JudgedKind:
    inside = foreign.attachments()
    if LOCK_NAME in inside:
        return "volume" if format_of(inside) == VOLUME_LOCK_FORMAT else "archive"
    return "own" if is_ours(foreign) else "pdf"


def _xmp(foreign: ForeignPdf) -> str:
    metadata = foreign.follow(foreign.root().get("Metadata"))
    return metadata.unpack().decode("utf-8", errors="replace") if isinstance(metadata, PdfStream) else ""


def _claims(xmp: str) -> Iterator[str]:
    part, level = _PART.search(xmp), _LEVEL.search(xmp)
    if part:
        yield part[1] + (level[1].lower() if level else "")
    if _ACCESSIBLE.search(xmp):
        yield "ua1"


def _active(foreign: ForeignPdf, path: str) -> Iterator[Problem]:
    if _ACTIVE.search(foreign.data):
        yield _said(Code.ACTIVE_CONTENT, path)


def _source(
    foreign: ForeignPdf, path: str, *, trusted: bool
) -> tuple[list[Problem], tuple[HeldIssue, ...], bool]:
    """Lay out what an archive file was made from and, unless it is trusted, make it again.

    Returns what is wrong, the issues in it, and whether the file is what comes out.
    """
    problems = Problems()
    with tempfile.TemporaryDirectory(prefix="bulletin-audit-") as made:
        root = os.path.realpath(made)
        heads = _issues_inside(foreign, path, os.path.join(root, "read"))
        if not trusted:
            again = os.path.join(root, "again")
            os.mkdir(again)
            unpack_any(foreign, path, again, problems)
    codes = {problem.code for problem in problems}
    if not codes:
        return [], heads, True
    if Code.ENCLOSED_FILE_CHANGED in codes:
        return [_said(Code.ENCLOSED_DAMAGED, path)], heads, False
    if codes & _SINCE:
        return [], heads, False
    first = next(iter(problems)).code
    return [_said(Code.FILE_NOT_FROM_SOURCE, path, code=str(first))], heads, False


def _issues_inside(foreign: ForeignPdf, path: str, root: str) -> tuple[HeldIssue, ...]:
    """Return what the issues in an archive file are known by; nothing where its source cannot be read."""
    os.mkdir(root)
    try:
        if format_of(foreign.attachments()) == VOLUME_LOCK_FORMAT:
            source, lock = lay_out_volume(foreign, path, root, Problems())
            if not source or lock is None:
                return ()
            return _heads_of(read_plan(source, Problems(), 1, bulletins_below(root, lock)))
        laid = lay_out_issue(foreign, path, root, Problems())
        if not laid.source or laid.lock is None:
            return ()
        shared = laid.lock.shared
        beside = os.path.normpath(os.path.join(os.path.dirname(laid.source), shared.file)) if shared else ""
        return (_head(read_issue(laid.source, beside).issue),)
    except BulletinError:
        return ()


# Bags ---------------------------------------------------------------------------------------


def _judge_bag(path: str) -> JudgedHolding:
    """Judge a bag: its manifests, its metadata, and the archive files in it."""
    bag = check_bag(path)
    problems = list(bag.problems)
    heads: tuple[HeldIssue, ...] = ()
    claims: list[str] = []
    inside: list[str] = []
    payload = os.path.join(path, "data")
    for name in sorted(os.listdir(payload)) if os.path.isdir(payload) else ():
        file = os.path.join(payload, name)
        if not name.lower().endswith(".pdf") or file not in bag.payload:
            continue
        plain = JudgedHolding(file, "other", os.path.getsize(file), "", bag.payload[file])
        try:
            # Its digest is what the manifest says: it is what was packed.
            judged = _judge_pdf(plain, file, trusted=True)
        except ForeignPdfError:
            judged = plain._replace(problems=(_said(Code.HOLDING_DAMAGED, file),))
        problems += judged.problems
        heads = (*heads, *judged.heads)
        claims += judged.claims
        inside += [file] if judged.claims else []
    metadata = os.path.join(payload, _METADATA)
    if metadata in bag.payload:
        problems += _metadata_problems(metadata, payload, bag.payload)
    certain = bool(heads)
    heads = heads or _heads_of_sources(os.path.join(payload, "source"))
    return JudgedHolding(
        path, "bag", bag.size, "", bag.digest, bag.files, tuple(problems), heads, tuple(dict.fromkeys(claims)),
        True, tuple(inside), certain,
    )  # fmt: skip


def _heads_of_sources(directory: str) -> tuple[HeldIssue, ...]:
    """Return the issues of a bag by the sources beside an archive file that is damaged."""
    for home, _, names in os.walk(directory):
        for name in sorted(names):
            if name.lower().endswith(YAML_ENDINGS):
                plain = JudgedHolding(os.path.join(home, name), "other", 0, "", "")
                try:
                    if _judge_yaml(plain).kind == "listing":
                        return _heads_of(read_plan(plain.path, Problems()))
                except BulletinError:
                    continue
    return ()


def _metadata_problems(metadata: str, payload: str, good: Mapping[str, str]) -> Iterator[Problem]:
    """Compare what the metadata say of each file with the file; files that are damaged are named elsewhere."""
    try:
        root = ElementTree.fromstring(read_plain(metadata))
    except ElementTree.ParseError:
        yield _said(Code.METADATA_UNREADABLE, metadata)
        return
    for element in root.iter():
        said = {child.tag.rpartition("}")[2]: child.text or "" for child in element}
        name = said.get("计算机文件名")
        if name is None:
            continue
        file = os.path.join(payload, *name.split("/"))
        if file not in good:
            continue
        if (
            said.get("文件大小") != str(os.path.getsize(file))
            or said.get("SHA-256", good[file]) != good[file]
        ):
            yield _said(Code.METADATA_DIFFERS, metadata, name=name)


def is_bag(path: str) -> bool:
    """Whether a directory is a bag."""
    return os.path.isfile(os.path.join(path, BAG_FILE))
