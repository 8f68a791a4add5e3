"""What the bulletin.yaml beside a draft gives already, which the draft need not say again."""

import os
from pathlib import Path

from bulletin_pdf.diagnostics import Problems
from bulletin_pdf.importers.infer import Known
from bulletin_pdf.issue.paths import BULLETIN_FILE
from bulletin_pdf.issue.vocabulary import BULLETIN
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.node import load


class Beside(NamedTuple):
    """The shared file: what it says, and whether its keys are Chinese."""

    known: Known
    chinese: bool = False
    given: frozenset[str] = frozenset()
    """Every field it gives."""
    found: bool = False
    """Whether there is one."""


def look_beside(output: str) -> Beside:
    """Read the bulletin.yaml beside `output` or in the nearest directory above; a faulty one gives nothing."""
    for directory in Path(os.path.abspath(output)).parents:
        path = directory / BULLETIN_FILE
        if path.is_file():
            return _read(str(path))
    return Beside(Known())


def _read(path: str) -> Beside:
    problems = Problems()
    node = load(path, problems)
    if node is None:
        return Beside(Known())
    fields = Fields(node, BULLETIN, problems)
    name = fields.text("bulletin")
    publishers = tuple(line.text for line in fields.texts("publisher"))
    given = frozenset(key.name for key in BULLETIN.keys if fields.has(key.name))
    return Beside(Known(name.text if name else "", publishers), fields.chinese, given, True)
