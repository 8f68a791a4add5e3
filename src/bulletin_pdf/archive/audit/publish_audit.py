"""Directories → audit: the log is continued, the report written as PDF, JSON and workbook."""

import os
from collections.abc import Sequence

from bulletin_pdf.archive.audit.audit_items import AuditStage
from bulletin_pdf.archive.audit.audit_log import LOG_NAME, opened_log
from bulletin_pdf.archive.audit.audit_report import audit_report
from bulletin_pdf.archive.audit.audit_tables import as_audit_workbook, as_json
from bulletin_pdf.archive.audit.run_audit import AuditOutcome, AuditWatch, Clock, run_audit, unwatched
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.safe_files import Staged
from bulletin_pdf.verification import Trust

REPORT_STEM = "audit"


class PublishedAudit(NamedTuple):
    """An audit and its files."""

    outcome: AuditOutcome
    files: tuple[str, ...]
    """Report as PDF, as workbook, as JSON, and the log."""
    pages: int


def publish_audit(
    places: Sequence[str],
    directory: str,
    stage: AuditStage,
    now: Clock,
    *,
    jobs: int = 1,
    accept: bool = False,
    watched: AuditWatch = unwatched,
    trust: Trust = Trust(),
) -> PublishedAudit:
    """Audit what lies in and below `places`; log and reports are kept in `directory`.

    `now` gives date and time; `accept` takes the store as it is now for what it should be. Nothing that is audited is
    written. Raises `BulletinError` where there is nothing to audit or the log is none, `OSError` when the machine fails.
    """
    os.makedirs(directory, exist_ok=True)
    files = tuple(os.path.join(directory, f"{REPORT_STEM}{end}") for end in (".pdf", ".xlsx", ".json"))
    log_path = os.path.join(directory, LOG_NAME)
    with opened_log(log_path) as log:
        besides = tuple(map(os.path.abspath, (*files, log_path)))
        outcome = run_audit(
            log, places, stage, now, jobs=jobs, accept=accept, watched=watched, besides=besides, trust=trust
        )
    home = os.path.dirname(os.path.commonpath(outcome.run.places))
    pdf, pages = audit_report(outcome, home)
    with Staged() as staged:
        for path, data in zip(files, (pdf, as_audit_workbook(outcome), as_json(outcome)), strict=True):
            staged.store(path, data)
    return PublishedAudit(outcome, (*files, log_path), pages)
