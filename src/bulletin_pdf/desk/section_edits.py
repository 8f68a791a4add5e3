"""Edits of fields of 报尾 and 版记 inherited from bulletin.yaml."""

from typing import Any

from bulletin_pdf.desk.form import form_of
from bulletin_pdf.desk.working import Working
from bulletin_pdf.messages import Language
from bulletin_pdf.yamldoc.operations import Edit, SetValue


def whole_section(edit: Edit, working: Working, lang: Language) -> Edit:
    """Return an edit of a field below 报尾 or 版记 as one of the whole_section, where the issue has only that of bulletin.yaml."""
    if not isinstance(edit, SetValue) or len(edit.path) != 2 or not isinstance(edit.path[1], str):
        return edit
    form = form_of(str(working.path), working.text, lang)
    own = {path[0] for path, _ in form.texts if len(path) > 1} if form else set()
    section = (
        next((each for each in form.sections if each.fields[0].path[0] == edit.path[0]), None)
        if form
        else None
    )
    if section is None or edit.path[0] in own:
        return edit
    values: dict[str, Any] = {
        str(field.path[1]): field.value.split("\n") if "\n" in field.value else field.value
        for field in section.fields
        if field.value
    }
    return SetValue(edit.path[:1], {**values, edit.path[1]: edit.value})
