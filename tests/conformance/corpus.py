"""The corpus: each issue read, built and taken apart once in a session."""

import tempfile
from functools import cache
from pathlib import Path

from bulletin_pdf.build import publish
from bulletin_pdf.issue.read import read_issue
from conformance.elements import find_elements
from conformance.rules import Sample
from support.printed import take_apart

CORPUS = Path(__file__).parent.parent / "corpus"
MODEL = Path(__file__).parent.parent.parent / "issues" / "2022-zk30.yaml"
NAMES = sorted(path.parent.name for path in CORPUS.glob("*/issue.yaml"))


def source_of(name: str) -> Path:
    """Give an issue's file: one of the corpus, or the model issue."""
    return MODEL if name == "model" else CORPUS / name / "issue.yaml"


@cache
def sample(name: str) -> Sample:
    """Build an issue and take its pages apart; the second time it is only remembered."""
    source = source_of(name)
    with tempfile.TemporaryDirectory(prefix="conformance-") as room:
        target = Path(room) / f"{name}.pdf"
        outcome = publish(str(source), str(target))
        printed = take_apart(target)
    reading = read_issue(source)
    return Sample(name, reading.issue, outcome.problems, printed, find_elements(reading.issue, printed))
