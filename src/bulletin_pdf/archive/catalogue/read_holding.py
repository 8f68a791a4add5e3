"""One file of an archive → the records of the issues in it."""

import gc

from bulletin_pdf.archive.catalogue.holding_results import HoldingRead, not_read
from bulletin_pdf.archive.catalogue.index_issue import record_of_set
from bulletin_pdf.archive.holdings.find_holdings import YAML_ENDINGS
from bulletin_pdf.input_states import note_files
from bulletin_pdf.issue.issue_files import named_files, note_issue_files
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.issue.vocabulary import ISSUE
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.volume.plan.volume_vocabulary import VOLUME
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.parse import load
from bulletin_pdf.yamldoc.source import SourceText, read_text


def read_holding(path: str) -> HoldingRead:
    """Read a file; what cannot be read is a problem of the result."""
    try:
        if path.lower().endswith(YAML_ENDINGS):
            return _read_yaml(path)
        # Existing PDFs are read by a library that takes as long to import as a year to set.
        from bulletin_pdf.archive.catalogue.read_pdf_holding import read_pdf

        return read_pdf(path)
    except BulletinError as error:
        return not_read(path, next(iter(error.problems.errors)).code)
    finally:
        # An open PDF is a ring of objects, which the command line looks for too seldom to keep memory flat.
        gc.collect(1)


# YAML ---------------------------------------------------------------------------------------


def _read_yaml(path: str) -> HoldingRead:
    problems = Problems()
    source = read_text(path, problems)
    problems.raise_if_errors()
    if source is None:
        return HoldingRead("other", (), note_files((path,)))
    match _kind_of(source):
        case "volume":
            return _read_volume_yaml(path)
        case "issue":
            return _read_issue_yaml(path)
        case _:
            return HoldingRead("other", (), note_files((path,)))


def _kind_of(source: SourceText) -> str:
    """Return the kind of a YAML file by its keys; designs and word lists are of no kind."""
    node = load(source, Problems())
    if node is None or node.kind != "mapping":
        return "other"
    if Fields(node, VOLUME, Problems()).has("issues"):
        return "volume"
    return "issue" if Fields(node, ISSUE, Problems()).has("reports") else "other"


def _read_issue_yaml(path: str) -> HoldingRead:
    seen = note_issue_files(path)
    issue, _ = read_issue(path)
    seen = (*seen, *note_files(named_files(issue)))
    return HoldingRead("issue", (record_of_set(path, "issue", issue),), seen)


def _read_volume_yaml(path: str) -> HoldingRead:
    """Read the PDFs that a volume's YAML describes; its other issues are files that are read for themselves."""
    from bulletin_pdf.volume.plan.read_plan import read_plan

    plan = read_plan(path, Problems())
    members = tuple(member.path for member in plan.members if member.foreign is None)
    described = [member for member in plan.members if member.foreign is not None]
    if not described:
        return HoldingRead("listed", (), plan.read, (), members)
    from bulletin_pdf.archive.catalogue.read_pdf_holding import described_record

    return HoldingRead("listed", tuple(map(described_record, described)), plan.read, (), members)
