"""The font book: the face of each role, and the fallback for missing characters."""

import os
from collections.abc import Mapping
from typing import cast

from bulletin_pdf.fonts.face import Face, FaceError, face_id, name_in
from bulletin_pdf.fonts.font_fault import FaultCode, FontFault, FontFaultError
from bulletin_pdf.fonts.font_file import PLAIN, DamagedFaceError, FaceChoice
from bulletin_pdf.fonts.shapes import QUOTES
from bulletin_pdf.fonts.shipped import ShippedFace, fonts_directory, shipped_faces
from bulletin_pdf.fonts.subset import subset
from bulletin_pdf.named_tuples import NamedTuple

LATIN_ROLES = frozenset({"latin", "latin_bold"})

# A hanzi wider or narrower than this would not fill its cell of the 22 × 28 grid.
_SQUARE_TOLERANCE = 0.02


class FontEntry(NamedTuple):
    """One font file of the book before it is opened."""

    id: str
    role: str
    path: str
    choice: FaceChoice
    digest: str
    shipped: bool

    @property
    def present(self) -> bool:
        """Whether the file is there (the pack of rare characters may be left out)."""
        return os.path.isfile(self.path)


class ComparedFont(NamedTuple):
    """A font of a finished file as far as it is compared with the face it was cut from."""

    texts: Mapping[int, str]
    """What its codes stand for."""
    widths: Mapping[int, float]
    other_width: float
    """The width of codes that `widths` does not name, thousandths of an em."""
    program: bytes
    places: bytes
    """The glyphs of its codes, two bytes each; empty for PostScript outlines."""


class FontBook:
    """Roles → faces with their fallbacks. Files are opened at first use."""

    def __init__(self, chains: Mapping[str, tuple[FontEntry, ...]], opened: Mapping[str, Face]) -> None:
        """Take the chain of entries of each role, best first, and the faces opened already."""
        self._chains = {
            role: tuple(entry for entry in chain if entry.present) for role, chain in chains.items()
        }
        self._entries: dict[str, FontEntry] = {}
        for entry in (entry for chain in chains.values() for entry in chain):
            # A file that serves further roles is known by its first: archive files record that one.
            self._entries.setdefault(entry.id, entry)
        self._opened = dict(opened)
        self._choices: dict[str, dict[str, Face | None]] = {role: {} for role in chains}
        self.proven: dict[str, ComparedFont] = {}
        """By the name of a face, the font cut from it that was last found to be of its glyphs and widths."""

    def roles(self) -> tuple[str, ...]:
        """Return the roles in the manifest's order."""
        return tuple(self._chains)

    def chain(self, role: str) -> tuple[FontEntry, ...]:
        """Return the font files tried for a role, best first; absent files are left out."""
        return self._chains[role]

    def face(self, role: str) -> Face:
        """Return the first face of a role."""
        return self.by_id(self.chain(role)[0].id)

    def by_id(self, face_id: str) -> Face:
        """Return a face by the id that pages carry; `KeyError` for an id that is not in this book."""
        face = self._opened.get(face_id)
        if face is None:
            face = self._opened[face_id] = _open(self._entries[face_id])
        return face

    def entry(self, face_id: str) -> FontEntry:
        """Return the font file behind an id; `KeyError` for an id that is not in this book."""
        return self._entries[face_id]

    def named(self, name: str) -> dict[str, Face]:
        """Return the faces of a PostScript name by their ids: one file may serve as a Chinese and a Latin face."""
        ids = (one for one in self._entries if name_in(one) == name)
        return {one: self.by_id(one) for one in ids}

    def face_for(self, char: str, role: str) -> Face | None:
        """Return the first face of the role's chain that has the character; `None` if none has.

        For “ ” ‘ ’ next to Han it is the first one that has them full width.
        """
        choices = self._choices[role]
        if char not in choices:
            choices[char] = self._choose(char, role)
        return choices[char]

    def _choose(self, char: str, role: str) -> Face | None:
        # What stands in the private area of a shipped face is a sign of its makers, not what an editor meant.
        entries = (entry for entry in self._chains[role] if not (entry.shipped and is_private(char)))
        covering = (face for face in (self.by_id(entry.id) for entry in entries) if face.covers(char))
        if char not in QUOTES or role in LATIN_ROLES:
            return next(covering, None)
        # T-04: a face without full-width quotes borrows them. Boxed narrow ones would do for the eye,
        # but readers of the file take the space around them for spaces.
        faces = list(covering)
        return next((face for face in faces if face.advance(char) == 1), faces[0] if faces else None)


def is_private(char: str) -> bool:
    """Whether a character is one of private use, with the meaning that the makers of a face give it."""
    return "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000"


def open_book(overrides: Mapping[str, str] | None = None) -> FontBook:
    """Open the shipped faces, with an office's own font files for some roles.

    `overrides` maps a role to a path; what follows `#` chooses a face or a weight in it (`face_choice`).
    Each such file is opened and checked now; `FontFaultError` carries every fault found.
    The shipped face of the same role stays as its first fallback.
    """
    shipped = with_relatives(shipped_faces())
    own, faults = _own_faces(overrides or {}, shipped)
    if faults:
        raise FontFaultError(tuple(faults))
    files = {role: _files_of(role, face, own) for role, face in shipped.items()}
    chains = {role: _chain(role, shipped, files) for role in shipped}
    return FontBook(chains, {face.id: face for face in own.values()})


_RELATIVES = {"zhongsong": "xbs", "shusong": "song"}
"""Roles that have no shipped face of their own, and whose face serves them where an office gives none."""


def with_relatives(shipped: Mapping[str, ShippedFace]) -> dict[str, ShippedFace]:
    """Return the shipped faces, and 中宋 and 书宋 set in those of 小标宋 and 宋体."""
    return {**shipped, **{role: shipped[other]._replace(role=role) for role, other in _RELATIVES.items()}}


def _own_faces(
    overrides: Mapping[str, str], shipped: Mapping[str, ShippedFace]
) -> tuple[dict[str, Face], list[FontFault]]:
    faces: dict[str, Face] = {}
    faults: list[FontFault] = []
    for role, path in overrides.items():
        if role not in shipped:
            faults.append(FontFault("unknown-role", role, path, "、".join(shipped)))
            continue
        face, found = check_face(role, path)
        faults.extend(found)
        if face is not None:
            faces[role] = face
    return faces, faults


def check_face(role: str, path: str) -> tuple[Face | None, tuple[FontFault, ...]]:
    """Open a font file for a role and report all that is wrong with it; no face if there is anything."""
    file, wanted = split_face(path)
    try:
        face = Face(file, choice=_choice(file, wanted), latin=role in LATIN_ROLES)
    except FaceError as error:
        return None, (FontFault(cast(FaultCode, error.code), role, path, error.detail),)
    faults = tuple(_faults_of(face, role, path))
    return (None, faults) if faults else (face, ())


def split_face(path: str) -> tuple[str, str]:
    """Return the file that a face is in and what chooses it there; a file may itself have # in its name."""
    file, _, wanted = path.partition("#") if not os.path.exists(path) else (path, "", "")
    return file, wanted


def _choice(file: str, wanted: str) -> FaceChoice:
    """Return which face of an office's own file is meant; `FaceError` when it has none such."""
    from bulletin_pdf.fonts.face_choice import NoSuchFaceError, choose_face

    if not os.path.isfile(file):
        raise FaceError("not-found")
    try:
        return choose_face(file, wanted)
    except NoSuchFaceError as error:
        raise FaceError(error.code, error.known) from error
    except DamagedFaceError as error:
        raise FaceError("unreadable", str(error)) from error


def _faults_of(face: Face, role: str, path: str) -> list[FontFault]:
    faults = []
    if not face.covers(" ") or not _can_be_subset(face):
        return [FontFault("unreadable", role, path)]
    if not face.embeddable:
        faults.append(FontFault("embedding-forbidden", role, path, f"fsType {face.embedding_rights}"))
    if not face.subsettable:
        faults.append(FontFault("subsetting-forbidden", role, path, f"fsType {face.embedding_rights}"))
    if role in LATIN_ROLES:
        return faults
    advances = face.hanzi_advances
    if len(advances) < 5:
        faults.append(FontFault("no-hanzi", role, path))
    elif any(abs(advance - 1) > _SQUARE_TOLERANCE for advance in advances):
        worst = max(advances, key=lambda advance: abs(advance - 1))
        faults.append(FontFault("hanzi-not-square", role, path, f"{worst:.3f} em"))
    return faults


def _can_be_subset(face: Face) -> bool:
    """Try the outlines: a damaged file shows itself only when they are read."""
    try:
        subset(face, [face.glyphs[char] for char in "国中文明实A1"])
    except RuntimeError:
        return False
    return True


def _files_of(role: str, face: ShippedFace, own: Mapping[str, Face]) -> tuple[FontEntry, ...]:
    """The files that serve one role themselves: the office's own, then the shipped one."""
    path = os.path.join(fonts_directory(), *face.file.split("/"))
    identity = face_id(face.postscript_name, face.sha256, role in LATIN_ROLES)
    shipped = FontEntry(identity, role, path, PLAIN, face.sha256, shipped=True)
    if role not in own:
        return (shipped,)
    mine = own[role]
    return (FontEntry(mine.id, role, mine.path, mine.choice, "", shipped=False), shipped)


def _chain(
    role: str, shipped: Mapping[str, ShippedFace], files: Mapping[str, tuple[FontEntry, ...]]
) -> tuple[FontEntry, ...]:
    """The role's own files, then those of its fallback roles, each file once."""
    row = [entry for name in (role, *shipped[role].fallback) for entry in files.get(name, ())]
    return tuple({entry.id: entry for entry in row}.values())


def _open(entry: FontEntry) -> Face:
    return Face(entry.path, choice=entry.choice, digest=entry.digest, latin=entry.role in LATIN_ROLES)
