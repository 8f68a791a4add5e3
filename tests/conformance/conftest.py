"""Small issues written in a test, built and taken apart."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bulletin_pdf.build import publish
from bulletin_pdf.issue.read import read_issue
from conformance.elements import find_elements
from conformance.rules import Sample
from support.printed import take_apart

HEAD = "bulletin: 工作简报\nnumber: 1\ndate: 2024-01-05\npublisher: 江源市政府办公室\n"
Build = Callable[[str], Sample]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Build an issue from its YAML below a plain head; `bulletin:` in it replaces the head."""

    def of(yaml: str) -> Sample:
        source, target = tmp_path / "issue.yaml", tmp_path / "issue.pdf"
        source.write_text(yaml if "bulletin:" in yaml else HEAD + yaml, encoding="utf-8")
        outcome = publish(str(source), str(target))
        issue = read_issue(source).issue
        printed = take_apart(target)
        return Sample("case", issue, outcome.problems, printed, find_elements(issue, printed))

    return of
