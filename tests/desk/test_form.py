"""Every value of the form is that of the file at its path, and every value of the head, 报尾 and 版记 is in the form."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bulletin_pdf.desk.form import Form, form_of
from bulletin_pdf.desk.form_fields import Field
from support.narrowed import present

ROOT = Path(__file__).parent.parent.parent
CORPUS = [ROOT / "issues/2022-zk30.yaml", *sorted((ROOT / "tests/corpus").glob("*/issue.yaml"))]


def fields_of(form: Form) -> Iterator[Field]:
    yield from form.fields
    for report in form.reports:
        yield from report.fields
    for section in form.sections:
        yield from section.fields


def value_at(data: Any, path: tuple[str | int, ...]) -> str | None:
    """What the file has at a path as the form shows it, None where it has nothing there."""
    for step in path:
        if isinstance(data, dict) and step not in data:
            return None
        data = data[step] if data else None
    return "\n".join(data) if isinstance(data, list) else data


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.parent.name)
def test_the_form_shows_what_the_file_says(path: Path) -> None:
    text = path.read_text("utf-8")
    data = yaml.load(text, yaml.BaseLoader)
    fields = list(fields_of(present(form_of(str(path), text, "zh"))))
    for field in fields:
        written = value_at(data, field.path)
        assert field.shared or field.value.strip() == (written or "").strip(), field
    shown = {field.path for field in fields}
    for name in ("distribution", "报尾", "colophon", "版记"):
        assert {(name, key) for key in data.get(name) or {}} <= shown
