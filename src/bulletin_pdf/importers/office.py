"""RTF, .odt and Word files older than Word 97, turned into .docx by the office's own LibreOffice."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from bulletin_pdf.importers.material import Material
from bulletin_pdf.messages import Term
from bulletin_pdf.problem_codes import Code, ProblemCode
from bulletin_pdf.problems import Problems, Span

MAX_SECONDS = 120
PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
    "/opt/libreoffice/program/soffice",
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_through_office(path: str, data: bytes, problems: Problems) -> Material | None:
    """Convert a document and read it; None when that cannot be, with the reason in `problems`."""
    converted = docx_through_office(path, data, problems, Code.LIBREOFFICE_NOT_FOUND)
    if converted is None:
        return None
    from bulletin_pdf.importers.docx import read_docx_whole

    return read_docx_whole(path, converted, problems)


def docx_through_office(path: str, data: bytes, problems: Problems, missing: ProblemCode) -> bytes | None:
    """Return a document as .docx; None when that cannot be, with the reason in `problems`, `missing` without LibreOffice."""
    span = Span(path, 1, 1)
    if is_encrypted(data):
        problems.add(Code.PASSWORD_PROTECTED, span)
        return None
    program = _find()
    if not program:
        problems.add(missing, span)
        return None
    converted = _convert(program, data, _ending(data))
    if isinstance(converted, str):
        problems.add(Code.LIBREOFFICE_FAILED, span, why=Term(converted))
        return None
    return converted


def is_encrypted(data: bytes) -> bool:
    """Whether a file is a document of Word that only opens with its password."""
    return _ENCRYPTED in data


def has_office() -> bool:
    """Whether this machine has LibreOffice."""
    return bool(_find())


def _find() -> str:
    found = next((place for name in PROGRAMS if (place := shutil.which(name))), "")
    return found or next((place for place in _PLACES if os.path.isfile(place)), "")


def _ending(data: bytes) -> str:
    if data.startswith(b"PK"):
        return ".odt"
    return ".rtf" if data.startswith(b"{\\rtf") else ".doc"


def _convert(program: str, data: bytes, ending: str) -> bytes | str:
    """Return the .docx, or the term that says why there is none.

    The program works on a copy, with a profile of its own: the person may have it open.
    """
    with tempfile.TemporaryDirectory() as directory:
        source = Path(directory, "source" + ending)
        source.write_bytes(data)
        profile = Path(directory, "profile").as_uri()
        command = [program, "--headless", "--norestore", f"-env:UserInstallation={profile}",
                   "--convert-to", "docx", "--outdir", directory, str(source)]  # fmt: skip
        try:
            subprocess.run(
                command, capture_output=True, timeout=MAX_SECONDS, check=False, stdin=subprocess.DEVNULL
            )
        except subprocess.TimeoutExpired:
            return "office time"
        target = Path(directory, "source.docx")
        return target.read_bytes() if target.is_file() else "office failed"
