"""Allowed names of outputs: the ending must match the kind of file."""

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


_RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in "123456789"))
)
_FORBIDDEN = frozenset('<>:"|?*')


def refuse_reserved(output: str, terminal: Terminal, *, windows: bool = os.name == "nt") -> None:
    """Refuse a target whose name Windows keeps for devices or cannot hold."""
    if not windows:
        return
    import ntpath

    for part in ntpath.splitdrive(output)[1].replace("\\", "/").split("/"):
        stem = part.partition(".")[0].rstrip().lower()
        bad = stem in _RESERVED or _FORBIDDEN.intersection(part) or part.strip(".") and part[-1] in ". "
        if bad:
            raise WrongUsage(terminal.say("reserved-name", path=output, name=part))


def _kind(path: str) -> set[str]:
    ending = os.path.splitext(path)[1][1:].lower()
    return {ending} if ending in _KINDS and not os.path.isdir(path) else set()
