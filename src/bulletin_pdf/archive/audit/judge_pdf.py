"""Findings about a PDF: its kind, its claims, whether it is readable and equal to the result of its source."""

import os
import tempfile
from collections.abc import Iterator

from bulletin_pdf.archive.audit.active_content import has_active_content
from bulletin_pdf.archive.audit.judge_yaml import head_of
from bulletin_pdf.archive.audit.judged_file import HeldIssue, JudgedHolding, JudgedKind, by_name, said
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.laid_out_source import MAX_BYTES, lay_out_issue
from bulletin_pdf.lock_record import LOCK_NAME, VOLUME_LOCK_FORMAT, format_of
from bulletin_pdf.patterns import pattern
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.pdf.foreign.pdf_values import PdfStream
from bulletin_pdf.plain_files import read_plain
from bulletin_pdf.press.preflight.recognise import is_ours
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problem, Problems
from bulletin_pdf.signing.judge_signatures import judge_signatures
from bulletin_pdf.verification import Trust
from bulletin_pdf.volume.files.verify_volume import bulletins_below, lay_out_volume, unpack_any
from bulletin_pdf.volume.plan.foreign_trial import damaged_pages
from bulletin_pdf.volume.plan.read_plan import read_plan
from bulletin_pdf.volume.plan.volume_plan import VolumePlan

_PART = pattern(r"pdfaid:part(?:>|=[\"'])([1-4])")
_LEVEL = pattern(r"pdfaid:conformance(?:>|=[\"'])([ABUabu])")
_ACCESSIBLE = pattern(r"pdfuaid:part(?:>|=[\"'])1")
_SINCE = frozenset((Code.VERSION_DIFFERS, Code.FACE_DIFFERS, Code.PROFILE_DIFFERS, Code.FILE_NOT_ENCLOSED))
"""Reasons why a file comes out otherwise that are no fault of the file."""


def judge_pdf(plain: JudgedHolding, path: str, *, trusted: bool, trust: Trust) -> JudgedHolding:
    """Judge a PDF; one that is trusted is what it was made as, and only has to open. `trust` is for its signatures."""
    if plain.size > MAX_BYTES:
        raise ForeignPdfError("too large")
    foreign = ForeignPdf(read_plain(path))
    xmp = _xmp(foreign)
    found = plain._replace(kind=_kind(foreign), claims=tuple(_claims(xmp)), remade=trusted)
    problems = [said(Code.ACTIVE_CONTENT, path)] if has_active_content(foreign) else []
    if found.kind in ("archive", "volume"):
        made, heads, remade = _source(foreign, path, trusted=trusted)
        problems += made
        found = found._replace(heads=heads or tuple(by_name(path)), remade=remade)
    if not found.remade and not problems:
        pages = damaged_pages(path)
        problems += [said(Code.HOLDING_DAMAGED, path)] if pages else []
    if found.kind == "pdf" and not found.claims:
        problems.append(said(Code.FORMAT_NOT_KEPT, path))
    problems += judge_signatures(foreign.data, path, trust.roots, trust.now).problems
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
        return [said(Code.ENCLOSED_DAMAGED, path)], heads, False
    if codes & _SINCE:
        return [], heads, False
    first = next(iter(problems)).code
    return [said(Code.FILE_NOT_FROM_SOURCE, path, code=str(first))], heads, False


def _issues_inside(foreign: ForeignPdf, path: str, root: str) -> tuple[HeldIssue, ...]:
    """Return what the issues in an archive file are known by; nothing where its source cannot be read."""
    os.mkdir(root)
    try:
        if format_of(foreign.attachments()) == VOLUME_LOCK_FORMAT:
            source, lock = lay_out_volume(foreign, path, root, Problems())
            if not source or lock is None:
                return ()
            return heads_of(read_plan(source, Problems(), 1, bulletins_below(root, lock)))
        laid = lay_out_issue(foreign, path, root, Problems())
        if not laid.source or laid.lock is None:
            return ()
        shared = laid.lock.shared
        beside = os.path.normpath(os.path.join(os.path.dirname(laid.source), shared.file)) if shared else ""
        return (head_of(read_issue(laid.source, beside).issue),)
    except BulletinError:
        return ()


def heads_of(plan: VolumePlan) -> tuple[HeldIssue, ...]:
    """Return what the issues of a volume are known by."""
    return tuple(head_of(member.issue) for member in plan.members)
