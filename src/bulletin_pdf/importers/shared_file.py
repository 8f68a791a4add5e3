"""What the bulletin.yaml beside a draft gives already, which the draft need not say again."""

import os
from pathlib import Path

from bulletin_pdf.importers.infer import KnownMasthead
from bulletin_pdf.issue.model import OwnFace
from bulletin_pdf.issue.paths import BULLETIN_FILE, own_faces
from bulletin_pdf.issue.vocabulary import BULLETIN
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.parse import load


class SharedFile(NamedTuple):
    """The shared file: what it says, and whether its keys are Chinese."""

    known: KnownMasthead
    chinese: bool = False
    given: frozenset[str] = frozenset()
    """Every field it gives."""
    found: bool = False
    """Whether there is one."""
    faces: tuple[OwnFace, ...] = ()
    """The font files of the office's own."""


def look_beside(output: str) -> SharedFile:
    """Read the bulletin.yaml beside `output` or in the nearest directory above; a faulty one gives nothing."""
    for directory in Path(os.path.abspath(output)).parents:
        path = directory / BULLETIN_FILE
        if path.is_file():
            return _read(str(path))
    return SharedFile(KnownMasthead())


def _read(path: str) -> SharedFile:
    problems = Problems()
    node = load(path, problems)
    if node is None:
        return SharedFile(KnownMasthead())
    fields = Fields(node, BULLETIN, problems)
    name = fields.text("bulletin")
    publishers = tuple(line.text for line in fields.texts("publisher"))
    given = frozenset(key.name for key in BULLETIN.keys if fields.has(key.name))
    faces = own_faces(fields, problems)
    return SharedFile(
        KnownMasthead(name.text if name else "", publishers), fields.chinese, given, True, faces
    )
