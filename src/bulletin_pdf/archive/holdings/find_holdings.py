"""Files below directories of an archive that may be issues, volumes or bags."""

import os
from collections.abc import Callable, Iterable, Iterator

from bulletin_pdf.issue.paths import BULLETIN_FILE

YAML_ENDINGS = (".yaml", ".yml")
_ENDINGS = (*YAML_ENDINGS, ".pdf")
_BAG = "bagit.txt"
_PAYLOAD = "data"


def holdings_below(paths: Iterable[str]) -> list[str]:
    """Return the YAML and PDF files in and below some paths, each once, in the order of their names.

    Of a bag only what lies directly in its payload counts: its sources are embedded in the archive file as well. Hidden
    directories and links to directories are passed by.
    """
    found: dict[str, str] = {}
    for path in paths:
        for file in [path] if os.path.isfile(path) else _below(path):
            found.setdefault(os.path.realpath(file), file)
    return list(found.values())


def _below(directory: str) -> Iterator[str]:
    for home, inside, names in os.walk(directory):
        if _BAG in names and _PAYLOAD in inside:
            inside.clear()
            payload = os.path.join(home, _PAYLOAD)
            yield from _files(payload, sorted(os.listdir(payload)))
            continue
        inside[:] = sorted(name for name in inside if not name.startswith("."))
        yield from _files(home, sorted(names))


def _files(home: str, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        path = os.path.normpath(os.path.join(home, name))
        wanted = name.lower().endswith(_ENDINGS) and not name.startswith(".") and name != BULLETIN_FILE
        if wanted and os.path.isfile(path):
            yield path


def packages_and_files(paths: Iterable[str], is_package: Callable[[str], bool]) -> list[str]:
    """Return the packages (bags and the like), and the YAML and PDF files outside these, in and below some paths, each once."""
    found: dict[str, str] = {}
    for path in paths:
        for each in [path] if os.path.isfile(path) else _packages_and_files(path, is_package):
            found.setdefault(os.path.realpath(each), each)
    return list(found.values())


def _packages_and_files(directory: str, is_package: Callable[[str], bool]) -> Iterator[str]:
    for home, inside, names in os.walk(directory):
        if is_package(home):
            inside.clear()
            yield os.path.normpath(home)
            continue
        inside[:] = sorted(name for name in inside if not name.startswith("."))
        yield from _files(home, sorted(names))
