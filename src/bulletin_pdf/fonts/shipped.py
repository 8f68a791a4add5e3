"""The shipped faces and colour profiles: their location and their manifest."""

import os

from bulletin_pdf.named_tuples import NamedTuple

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_REPOSITORY = os.path.dirname(os.path.dirname(_PACKAGE))


class ShippedFace(NamedTuple):
    """One entry of the manifest: a face, its role and where its missing characters come from."""

    role: str
    file: str
    """Path below `fonts_directory()`, with forward slashes."""
    postscript_name: str
    sha256: str
    fallback: tuple[str, ...]
    version: str
    license: str
    note: str


def fonts_directory() -> str:
    """Return the directory of the shipped faces: in the installed package, else in the repository."""
    return _data_directory("fonts")


def icc_directory() -> str:
    """Return the directory of the shipped ICC profiles, found the same way."""
    return _data_directory("icc")


def shipped_faces() -> dict[str, ShippedFace]:
    """Read the manifest: role → face, in the manifest's order."""
    import json

    with open(os.path.join(fonts_directory(), "manifest.json"), encoding="utf-8") as file:
        entries = json.load(file)["fonts"]
    return {entry["role"]: _shipped_face(entry) for entry in entries}


def _shipped_face(entry: dict[str, str]) -> ShippedFace:
    return ShippedFace(
        role=entry["role"],
        file=entry["file"],
        postscript_name=entry["postscript_name"],
        sha256=entry["sha256"],
        fallback=tuple(entry["fallback"]),
        version=entry["version"],
        license=entry["license"],
        note=entry["note"],
    )


def _data_directory(name: str) -> str:
    places = (os.path.join(_PACKAGE, "data", name), os.path.join(_REPOSITORY, name))
    for place in places:
        if os.path.isdir(place):
            return place
    raise FileNotFoundError(f"no directory of shipped {name}: looked for {' and '.join(places)}")
