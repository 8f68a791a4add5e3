"""The log of an import: every change with its place in the source, and why."""

import json as json_module
from collections.abc import Iterable

from bulletin_pdf.importers.material import SourceEdit
from bulletin_pdf.importers.remarks import edit_reason
from bulletin_pdf.messages import Language


def log_as_text(edits: Iterable[SourceEdit], lang: Language, *, json: bool) -> str:
    """Word the log, a line a change; as JSON when a program will read it."""
    return "".join((_as_json(edit, lang) if json else _line(edit, lang)) + "\n" for edit in edits)


def _line(edit: SourceEdit, lang: Language) -> str:
    place = edit.place
    before, after = (_shown(text) for text in (edit.before, edit.after))
    return f"{place.path}:{place.line}:{place.column}: {before} → {after} ({edit_reason(edit.why, lang)})"


def _shown(text: str) -> str:
    """A text between 「」, with what cannot be seen spelt out."""
    return "「" + "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text) + "」"


def record(edit: SourceEdit, lang: Language) -> dict[str, str | int]:
    """Return a change as a program reads it."""
    return {
        **edit.place.as_record(),
        "before": edit.before,
        "after": edit.after,
        "rule": edit.why,
        "why": edit_reason(edit.why, lang),
    }


def _as_json(edit: SourceEdit, lang: Language) -> str:
    return json_module.dumps(record(edit, lang), ensure_ascii=False)
