"""The handbook's text on one topic: a key, a problem, a page."""

import re
from collections.abc import Iterator

from bulletin_pdf.handbook.examples import example_of
from bulletin_pdf.handbook.key_tables import FileKind, KeyEntry, entries
from bulletin_pdf.handbook.key_words import key_heading, table_title, value_words
from bulletin_pdf.handbook.page_files import page_names
from bulletin_pdf.handbook.problem_examples import how_it_arises, problem_examples
from bulletin_pdf.messages import Language, find, say
from bulletin_pdf.problem_codes import CODES

_DETAIL = re.compile(r"\{(\w+)\}")
_KINDS: tuple[FileKind, ...] = ("issue", "design", "volume")


def about_key(name: str, lang: Language) -> str:
    """Return what a key is, with its example, in every place where it may stand; empty where there is none."""
    return "\n".join(
        _entry(entry, kind, lang)
        for kind in _KINDS
        for entry in entries(kind)
        if name in entry.key.names or name == entry.name
    )


def _entry(entry: KeyEntry, kind: FileKind, lang: Language) -> str:
    where = f"{say(lang, 'schema', kind)}, {table_title(entry.table, lang)}"
    where = where.replace(", ", "，") if lang == "zh" else where
    lines = [f"{key_heading(entry.key, lang)}  ({where})", f"  {entry.table.about(entry.key, lang)}"]
    if words := value_words(entry, kind, lang):
        lines.append(f"  {words}")
    if example := example_of(entry, kind):
        lines += ["", *(f"    {line}" for line in example.written(lang, kind).splitlines()), ""]
    return "\n".join(lines)


def words_of(kind: str, code: str, lang: Language) -> str:
    """Return the words of a problem, or its hint, with … for what a file says."""
    return _DETAIL.sub(lambda found: "" if found[1] == "also" else "…", find(lang, kind, code))


def about_problem(code: str, lang: Language) -> str:
    """Return what a problem says and what to do; empty where the code is none."""
    if code not in CODES:
        return ""
    said = [f"{code} ({say(lang, 'level', CODES[code].level.value)})", f"  {words_of('problem', code, lang)}"]
    if hint := words_of("hint", code, lang):
        said.append(f"  {hint}")
    if arises := how_it_arises(code, lang):
        said.append(f"  {arises}")
    return "\n".join([*said, *_examples(code, lang)])


def _examples(code: str, lang: Language) -> Iterator[str]:
    """Yield the lines of what gives a problem and of what is right."""
    for example in problem_examples().get(code, ()):
        for word, text in example.sides(lang):
            yield f"\n  {word}"
            yield from (f"    {line}" for line in text.splitlines())


def topics(lang: Language) -> Iterator[str]:
    """Yield every name that has something to it, but for codes of problems."""
    yield from page_names(lang)
    for kind in _KINDS:
        for entry in entries(kind):
            yield from entry.key.names
