"""Print-ready Chinese work bulletins (工作简报) from YAML.

`Issue` and `Volume` are what one begins with; docs/python.md has the whole of it, with examples.
"""

TYPE_CHECKING = False
# Type checkers take it for true; importing `typing` would take ten times as long as this package.
if TYPE_CHECKING:
    from bulletin_pdf.api.archives import audit as audit
    from bulletin_pdf.api.archives import catalogue as catalogue
    from bulletin_pdf.api.archives import find as find
    from bulletin_pdf.api.archives import recognise as recognise
    from bulletin_pdf.api.archives import transfer as transfer
    from bulletin_pdf.api.archives import unpack as unpack
    from bulletin_pdf.api.archives import verify_folder as verify_folder
    from bulletin_pdf.api.compared_pdfs import ComparedPdfs as ComparedPdfs
    from bulletin_pdf.api.compared_pdfs import compare as compare
    from bulletin_pdf.api.importing import ImportedIssue as ImportedIssue
    from bulletin_pdf.api.importing import import_file as import_file
    from bulletin_pdf.api.issue import Issue as Issue
    from bulletin_pdf.api.options import numbered_copies as numbered_copies
    from bulletin_pdf.api.pdfs import ImposedPdf as ImposedPdf
    from bulletin_pdf.api.pdfs import PreflightReport as PreflightReport
    from bulletin_pdf.api.pdfs import VerifyReport as VerifyReport
    from bulletin_pdf.api.pdfs import impose as impose
    from bulletin_pdf.api.pdfs import preflight as preflight
    from bulletin_pdf.api.pdfs import sign as sign
    from bulletin_pdf.api.pdfs import verify as verify
    from bulletin_pdf.api.proposed_design import ProposedDesign as ProposedDesign
    from bulletin_pdf.api.proposed_design import propose_design as propose_design
    from bulletin_pdf.api.results import Checked as Checked
    from bulletin_pdf.api.results import Fixed as Fixed
    from bulletin_pdf.api.results import Result as Result
    from bulletin_pdf.api.results import SetPages as SetPages
    from bulletin_pdf.api.review import Review as Review
    from bulletin_pdf.api.review import ReviewDecision as ReviewDecision
    from bulletin_pdf.api.session import Session as Session
    from bulletin_pdf.api.volume import Volume as Volume
    from bulletin_pdf.api.volume import VolumeResult as VolumeResult
    from bulletin_pdf.archive.unpacking.unpack_archive import UnpackedArchive as UnpackedArchive
    from bulletin_pdf.build import Outcome as Outcome
    from bulletin_pdf.issue.model import Change as Change
    from bulletin_pdf.pages import Document as Document
    from bulletin_pdf.press.options import Copy as Copy
    from bulletin_pdf.press.options import PrintOptions as PrintOptions
    from bulletin_pdf.problem_codes import Level as Level
    from bulletin_pdf.problems import BulletinError as BulletinError
    from bulletin_pdf.problems import Problem as Problem
    from bulletin_pdf.problems import Span as Span
    from bulletin_pdf.proof.finding import Finding as Finding
    from bulletin_pdf.proof.finding import Fix as Fix
    from bulletin_pdf.proof.neighbours import Neighbourhood as Neighbourhood
    from bulletin_pdf.version import __version__ as __version__
    from bulletin_pdf.volume.files.outcome import VolumeOutcome as VolumeOutcome

_PLACES = {
    "BulletinError": "problems",
    "Change": "issue.model",
    "Checked": "api.results",
    "ComparedPdfs": "api.compared_pdfs",
    "Copy": "press.options",
    "Document": "pages",
    "Finding": "proof.finding",
    "Fix": "proof.finding",
    "Fixed": "api.results",
    "ImportedIssue": "api.importing",
    "ImposedPdf": "api.pdfs",
    "Issue": "api.issue",
    "Level": "problem_codes",
    "Neighbourhood": "proof.neighbours",
    "Outcome": "build",
    "PreflightReport": "api.pdfs",
    "PrintOptions": "press.options",
    "Problem": "problems",
    "ProposedDesign": "api.proposed_design",
    "Result": "api.results",
    "Review": "api.review",
    "ReviewDecision": "api.review",
    "Session": "api.session",
    "SetPages": "api.results",
    "Span": "problems",
    "UnpackedArchive": "archive.unpacking.unpack_archive",
    "VerifyReport": "api.pdfs",
    "Volume": "api.volume",
    "VolumeOutcome": "volume.files.outcome",
    "VolumeResult": "api.volume",
    "__version__": "version",
    "audit": "api.archives",
    "catalogue": "api.archives",
    "find": "api.archives",
    "import_file": "api.importing",
    "compare": "api.compared_pdfs",
    "impose": "api.pdfs",
    "numbered_copies": "api.options",
    "preflight": "api.pdfs",
    "propose_design": "api.proposed_design",
    "recognise": "api.archives",
    "sign": "api.pdfs",
    "transfer": "api.archives",
    "unpack": "api.archives",
    "verify": "api.pdfs",
    "verify_folder": "api.archives",
}
"""Public name → the module below this package that defines it, imported when the name is first used."""

__all__ = list(_PLACES)  # noqa: PLE0605


def __getattr__(name: str) -> object:
    place = _PLACES.get(name)
    if place is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(f"{__name__}.{place}"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_PLACES})
