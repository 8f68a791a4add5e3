"""Output intents: the shipped ones by name, the office's own ICC file after a check (R-20)."""

import os

from bulletin_pdf.pdf.profile import FOGRA39, FOGRA47, OutputIntent
from bulletin_pdf.plain_files import NotPlainError, read_plain
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems

INTENTS = {"fogra47": FOGRA47, "fogra39": FOGRA39}

MAX_BYTES = 64 << 20
"""Ten times the largest profile of an offset press; what is longer is cut and then refused as none."""

_HEADER = 128
"""Bytes before an ICC profile's table of tags."""


def output_intent(wanted: str, problems: Problems) -> OutputIntent | None:
    """Find an intent by its name or read an ICC file; what is wrong with it is a problem."""
    shipped = INTENTS.get(wanted.lower())
    if shipped is not None:
        return shipped
    try:
        data = read_plain(wanted, MAX_BYTES)
    except NotPlainError as error:
        problems.add(error.code, None, file=wanted)
        return None
    except (OSError, ValueError):
        problems.add(Code.ICC_NOT_READ, None, file=wanted)
        return None
    code, found = _fault(data)
    if code:
        problems.add(code, None, file=wanted, found=found)
        return None
    info = description(data) or os.path.basename(wanted)
    return OutputIntent("Custom", info, os.path.abspath(wanted), registered=False)


def _fault(data: bytes) -> tuple[str, str]:
    """R-20: an ICC signature, a profile of an output device, CMYK."""
    if len(data) < _HEADER + 4 or data[36:40] != b"acsp" or int.from_bytes(data[:4], "big") > len(data):
        return Code.ICC_DAMAGED, ""
    kind, space = (data[place : place + 4].decode("latin-1").strip() for place in (12, 16))
    if kind != "prtr":
        return Code.ICC_NOT_OUTPUT, kind
    return ("", "") if space == "CMYK" else (Code.ICC_NOT_CMYK, space)


def description(data: bytes) -> str:
    """Return what an ICC profile calls itself; empty when it does not say (tags `desc` of v2 and v4)."""
    count = int.from_bytes(data[_HEADER : _HEADER + 4], "big")
    for place in range(_HEADER + 4, min(_HEADER + 4 + 12 * count, len(data) - 11), 12):
        if data[place : place + 4] == b"desc":
            start = int.from_bytes(data[place + 4 : place + 8], "big")
            size = int.from_bytes(data[place + 8 : place + 12], "big")
            return _text_of(data[start : start + size])
    return ""


def _text_of(tag: bytes) -> str:
    if tag[:4] == b"desc":
        length = int.from_bytes(tag[8:12], "big")
        return tag[12 : 12 + length].rstrip(b"\0").decode("latin-1")
    if tag[:4] == b"mluc":
        length, start = (int.from_bytes(tag[place : place + 4], "big") for place in (20, 24))
        return tag[start : start + length].decode("utf-16-be", errors="replace").rstrip("\0")
    return ""
