"""An example of every key: a few lines of YAML."""

import os
import re
from functools import cache

from bulletin_pdf.handbook.in_chinese import in_chinese
from bulletin_pdf.handbook.key_tables import FileKind, KeyEntry
from bulletin_pdf.messages import Language
from bulletin_pdf.named_tuples import NamedTuple

_FOLDER = os.path.join(os.path.dirname(__file__), "examples")
_HEAD = re.compile(r"^\[([a-z_]+\.[a-z_0-9*]+)((?: (?:unseen|bound))*)\]\n", re.MULTILINE)
_EVERY = "*"
"""Stands for each key of a table whose keys have the same example."""


class Example(NamedTuple):
    """The lines of a key, with English names."""

    text: str
    seen: bool
    """Whether they change a page."""
    bound: bool = False
    """Whether it takes a volume to see what a design says here."""

    def written(self, lang: Language, kind: FileKind) -> str:
        """Return it with the names of one language."""
        return in_chinese(self.text, kind) if lang == "zh" else self.text


@cache
def examples(kind: FileKind) -> dict[str, Example]:
    """Return the examples of one kind of file: `table.key` → example."""
    name = "issue" if kind == "bulletin" else kind
    with open(os.path.join(_FOLDER, f"{name}.txt"), encoding="utf-8") as file:
        parts = _HEAD.split(file.read())[1:]
    return {
        of: Example(text, "unseen" not in said, "bound" in said)
        for of, said, text in zip(*[iter(parts)] * 3, strict=True)
    }


def example_of(entry: KeyEntry, kind: FileKind) -> Example | None:
    """Return the example of a key; None where there is none."""
    found = examples(kind).get(entry.name)
    if found is None and (every := examples(kind).get(f"{entry.table.of}.{_EVERY}")):
        return every._replace(text=every.text.replace(_EVERY, entry.key.name))
    return found
