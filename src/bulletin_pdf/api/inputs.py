"""Arguments of callers: paths, bytes, texts, names; a wrong type is reported at once."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from bulletin_pdf.plain_files import NoFileError, read_plain
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.yamldoc.source import SourceText, read_text

if TYPE_CHECKING:
    from bulletin_pdf.proof.finding import Finding

StrPath = str | os.PathLike[str]
"""A path."""
Pdf = StrPath | bytes | bytearray | memoryview
"""A PDF: its path, or its bytes."""

Name = TypeVar("Name", bound=str)


def path_of(value: object, what: str = "path") -> str:
    """Return a path as text; `TypeError` for anything else."""
    path = value if isinstance(value, str) else os.fspath(value) if isinstance(value, os.PathLike) else None
    if not isinstance(path, str):
        raise TypeError(f"{what} must be a path (str or os.PathLike), not {type(value).__name__}")
    return path


def is_data(value: object) -> bool:
    """Whether a value is bytes."""
    return isinstance(value, bytes | bytearray | memoryview)


def pdf_of(value: Pdf, name: str) -> tuple[str, bytes]:
    """Return the name and the data of a PDF; `name` is for one that comes as bytes. `BulletinError` when there is none."""
    if isinstance(value, bytes | bytearray | memoryview):
        return name, bytes(value)
    if not isinstance(value, str | os.PathLike):
        raise TypeError(f"a PDF is given as a path or as bytes, not {type(value).__name__}")
    path = path_of(value)
    try:
        return path, read_plain(path)
    except NoFileError as error:
        raise no_file(error) from error


def no_file(error: NoFileError) -> BulletinError:
    """Return the problem for a file that is missing."""
    problems = Problems()
    problems.add(error.code, None, file=str(error.filename))
    return BulletinError(problems)


def one_of(value: object, what: str, known: Iterable[Name]) -> Name:
    """Return the name of this value; `ValueError` for one that is not known, `TypeError` for no name at all."""
    names = tuple(known)
    if not isinstance(value, str):
        raise TypeError(f"{what} must be a text, not {type(value).__name__}")
    found = next((name for name in names if name == value), None)
    if found is None:
        raise ValueError(f"{what} must be one of {', '.join(map(repr, names))}, not {value!r}")
    return found


def file_text(path: StrPath) -> SourceText:
    """Read a file that is to hold YAML; `BulletinError` when there is none, else `OSError`."""
    problems = Problems()
    text = read_text(path_of(path), problems)
    problems.raise_if_errors()
    if text is None:  # a file that gives no text always has an error
        raise AssertionError(path)
    return text


def findings_of(value: object) -> "tuple[Finding, ...]":
    """Return the findings handed in; `TypeError` for anything else."""
    from bulletin_pdf.proof.finding import Finding

    given = tuple(value) if isinstance(value, Iterable) else (value,)
    for each in given:
        if not isinstance(each, Finding):
            raise TypeError(f"findings must be those of a check, not {type(each).__name__}")
    return given


def unsaved_text(text: str | bytes, base: StrPath, name: str) -> SourceText:
    """Return a text as if it were the file `name` in the folder `base`. Raises `BulletinError` when there is no such folder."""
    if not isinstance(text, str | bytes):
        raise TypeError(f"the YAML must be str or bytes, not {type(text).__name__}")
    if not isinstance(name, str) or name in ("", ".", "..") or os.path.basename(name) != name or "\0" in name:
        raise ValueError(f"name must be the name of a file without folders, not {name!r}")
    folder = path_of(base, "base")
    if not os.path.isdir(folder):
        problems = Problems()
        problems.add(Code.FOLDER_NOT_FOUND, None, file=folder)
        raise BulletinError(problems)
    # Half of a character pair has no bytes in UTF-8; what stands in its place is reported with its line and column.
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return SourceText(os.path.join(folder, name) if folder != "." else name, data)
