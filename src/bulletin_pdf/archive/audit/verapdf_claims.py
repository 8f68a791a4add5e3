"""Conformance claims of files checked by veraPDF, where it is installed."""

import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping, Sequence

from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem

_BATCH = 50
_FLAVOURS = frozenset(("1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u", "4", "4e", "4f", "ua1"))


def verapdf_command() -> str:
    """Return the path of veraPDF's command; empty where it is not installed."""
    return shutil.which("verapdf") or ""


def claim_problems(command: str, claims: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """Have veraPDF judge files by the standards they claim; return the claims that are not kept.

    `OSError` when the command cannot be run.
    """
    by_flavour: dict[str, list[str]] = {}
    for path, flavours in claims.items():
        for flavour in flavours:
            if flavour in _FLAVOURS:
                by_flavour.setdefault(flavour, []).append(path)
    for flavour, paths in sorted(by_flavour.items()):
        for start in range(0, len(paths), _BATCH):
            yield from _judged(command, flavour, paths[start : start + _BATCH])


def _judged(command: str, flavour: str, paths: Sequence[str]) -> Iterator[Problem]:
    done = subprocess.run(
        [command, "--format", "xml", "--flavour", flavour, *paths], capture_output=True, check=False
    )
    kept: dict[str, bool] = {}
    try:
        root = ElementTree.fromstring(done.stdout)
    except ElementTree.ParseError:
        root = ElementTree.Element("report")
    for job in root.iter("job"):
        name, report = job.findtext("item/name", ""), job.find("validationReport")
        kept[name] = report is not None and report.get("isCompliant") == "true"
    for path in paths:
        if not kept.get(path, False):
            yield Problem(Code.CLAIM_NOT_KEPT, None, (("file", path), ("standard", standard_of(flavour))))


def standard_of(flavour: str) -> str:
    """Return the name of a standard: PDF/A-3a, PDF/UA-1."""
    return "PDF/UA-1" if flavour == "ua1" else f"PDF/A-{flavour}"
