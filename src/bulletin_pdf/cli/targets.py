"""Where results may be written: not to a file that is named like one of another kind."""

import os

from bulletin_pdf.cli.arguments import WrongUsage
from bulletin_pdf.cli.terminal import Terminal

_YAML = frozenset(("yaml", "yml"))
_KINDS = _YAML.union(
    (
        "csv",
        "doc",
        "docx",
        "htm",
        "html",
        "json",
        "md",
        "odt",
        "ofd",
        "pdf",
        "ppt",
        "pptx",
        "ps",
        "rtf",
        "txt",
    ),
    ("eps", "gif", "jpeg", "jpg", "png", "svg", "tif", "tiff", "wps", "xls", "xlsx", "xml", "zip"),
)
"""Endings of kinds of files; a folder may have a point in its name too (2024.05)."""


def refuse_other_kind(output: str, terminal: Terminal) -> None:
    """Refuse a target of PDFs that is named like a file of another kind, or `-`, where it is not taken."""
    if output == "-" or _kind(output) - {"pdf"}:
        raise WrongUsage(terminal.say("not-a-pdf-name", path=output))


def refuse_no_yaml(output: str, terminal: Terminal) -> None:
    """Refuse a target of YAML that is named like a file of another kind, or `-`, where it is not taken."""
    if output == "-" or _kind(output) - _YAML:
        raise WrongUsage(terminal.say("not-a-yaml-name", path=output))


def _kind(path: str) -> set[str]:
    ending = os.path.splitext(path)[1][1:].lower()
    return {ending} if ending in _KINDS and not os.path.isdir(path) else set()
