"""Every word the program says comes from the catalogues, in both languages, and nothing stands there unused."""

import argparse
import ast
import errno
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import polib
import pytest
from catalogues import CATALOGUES, in_order
from polib import POEntry

from bulletin_pdf.cli import COMMANDS
from bulletin_pdf.design import vocabulary as design
from bulletin_pdf.issue import vocabulary as issue
from bulletin_pdf.problem_codes import CODES, Level, ProblemCode
from bulletin_pdf.volume.plan import volume_vocabulary as volume
from bulletin_pdf.yamldoc.key_table import Keys
from house.source import SOURCE, nodes

EN, ZH = (polib.pofile(str(path)) for path in CATALOGUES)
ENTRIES = {(entry.msgctxt, entry.msgid): entry for entry in ZH}
ENGLISH = {(entry.msgctxt, entry.msgid): entry for entry in EN}

# Texts whose keys others have given.
OUTSIDE: dict[str, set[object]] = {
    "errno": set(errno.errorcode.values()),
    "errno-hint": set(errno.errorcode.values()),
    "argparse": {
        call.args[0].value
        for call in ast.walk(ast.parse(Path(argparse.__file__).read_text("utf-8")))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) == "_"
        and isinstance(call.args[0], ast.Constant)
    },
}

# What is the same in every language: names of formats and of sets of characters.
SAME = {("cli", "set-GB 2312")}


def texts(entry: POEntry) -> list[str]:
    """All forms of a text."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def ends_of_f_strings() -> Iterator[Any]:
    """The fixed beginnings of f-strings: `f"role-{role}"` asks for any text whose key begins with role-."""
    for _, node in nodes(ast.JoinedStr):
        if node.values and isinstance(node.values[0], ast.Constant):
            yield node.values[0].value


@cache
def docstrings() -> set[Any]:
    return {node.value.value for _, node in nodes(ast.Expr) if isinstance(node.value, ast.Constant)}


@cache
def constants() -> set[str]:
    return {node.value for _, node in nodes(ast.Constant) if isinstance(node.value, str)}


@cache
def beginnings() -> set[str]:
    return {text for text in ends_of_f_strings() if re.fullmatch(r"[a-z-]*[ -]", text)}


def keys_of_terms(argument: ast.AST) -> Iterator[ast.AST]:
    """The keys of the terms in a piece of code."""
    for call in ast.walk(argument):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Term":
            yield from ast.walk(call.args[0])


def terms() -> set[str]:
    """The keys of the terms that are written out."""
    keys = (key for _, call in nodes(ast.Call) for key in keys_of_terms(call))
    texts = {key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str)}
    return {text for text in texts if not text.endswith(" ")}


@cache
def keys_by_constants() -> set[str]:
    return constants() | {text.partition(":")[0] for text in constants()}


def said() -> Iterator[tuple[Path, Any, Any]]:
    """Every `say(…)` and `find(…)` whose key is written out: place, kind, key."""
    for path, call in nodes(ast.Call):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        fixed = [leaf.value if isinstance(leaf, ast.Constant) else None for leaf in call.args]
        if name in ("say", "say_noted", "find") and isinstance(call.func, ast.Name) and len(fixed) > 2:
            yield path, fixed[1], fixed[2]
        elif name == "say" and fixed and "cli" in path.relative_to(SOURCE).parts:
            yield path, "cli", fixed[0] if isinstance(call.func, ast.Attribute) else fixed[-1]


def test_both_languages_say_the_same_things() -> None:
    assert set(ENTRIES) == set(ENGLISH)
    assert len(ENTRIES) == len(ZH) and len(ENGLISH) == len(EN), "an entry stands twice"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_catalogue_is_in_order(path: Path) -> None:
    assert path.read_text("utf-8") == in_order(path), "run make docs"
    assert not [entry.msgid for entry in polib.pofile(str(path)) if entry.fuzzy or entry.obsolete]


def test_nothing_is_left_empty() -> None:
    assert not [key for key, entry in (ENTRIES | ENGLISH).items() if not all(texts(entry))]


def test_placeholders_agree() -> None:
    for key, entry in ENTRIES.items():
        wanted = {frozenset(placeholders(text)) for text in texts(entry)}
        given = {frozenset(placeholders(text)) for text in texts(ENGLISH[key])}
        assert len(wanted) == 1, key
        # “1 page” may leave its number out.
        assert given - {frozenset(set(*wanted) - {"count"})} <= wanted, key


def test_a_text_with_plurals_has_a_count() -> None:
    for key, entry in ENGLISH.items():
        assert bool(entry.msgid_plural) == bool(ENTRIES[key].msgid_plural), key
        if entry.msgid_plural:
            assert "count" in placeholders(entry.msgstr_plural[1]), key


def test_each_language_is_itself() -> None:
    for key, entry in ENTRIES.items():
        words = re.sub(r"\{\w+\}|%\(\w+\)s|bulletin-pdf", "", "".join(texts(entry)))
        assert key in SAME or re.search("[㐀-鿿]", words) or not re.search("[A-Za-z]{3}", words), key


def test_every_problem_has_words() -> None:
    assert {key for kind, key in ENTRIES if kind == "problem"} == set(CODES)
    assert {key for kind, key in ENTRIES if kind == "hint"} <= set(CODES)
    assert {key for kind, key in ENTRIES if kind == "level"} == {level.value for level in Level}
    assert {key for kind, key in ENTRIES if kind == "chapter"} == {code[:2] for code in CODES}


@pytest.mark.parametrize("code", CODES)
def test_a_problem_ends_without_a_stop_and_a_hint_with_one(code: ProblemCode) -> None:
    assert not ENTRIES["problem", code].msgstr.endswith("。")
    assert not ENGLISH["problem", code].msgstr.endswith(".")
    if ("hint", code) in ENTRIES:
        assert ENTRIES["hint", code].msgstr[-1] in "。？”）}"
        assert ENGLISH["hint", code].msgstr[-1] in ".?”)}"


def test_a_chinese_problem_names_keys_in_chinese() -> None:
    english = {
        key.name
        for module in (issue, volume, design)
        for table in vars(module).values()
        if isinstance(table, Keys)
        for key in table.keys
    }
    for kind, key in ENTRIES:
        # B146 shows a line in either language.
        if kind in ("problem", "hint") and key != "B146":
            words = ENTRIES[kind, key].msgstr
            named = re.findall(r"“([a-z_]+)[:”]|\b([a-z]+_[a-z_]+)\b|\b([a-z]+)\.[a-z]+s\b", words)
            assert not english & {name for names in named for name in names}, (key, words)


def test_every_field_is_described() -> None:
    tables = [
        table
        for module in (issue, volume, design)
        for table in vars(module).values()
        if isinstance(table, Keys)
    ]
    fields = {f"{table.of}.{key.name}" for table in tables for key in table.keys}
    assert {key for kind, key in ENTRIES if kind == "field"} == fields


def test_everything_said_has_words() -> None:
    missing = [
        (path.name, kind, key)
        for path, kind, key in said()
        if kind and isinstance(key, str) and (kind, key) not in ENTRIES
    ]
    assert not missing
    assert {("cli", command) for command in COMMANDS} <= set(ENTRIES)
    assert terms() <= {key for kind, key in ENTRIES if kind == "term"}


def test_no_word_is_unused() -> None:
    by_code = {"problem", "hint", "level", "chapter", "field"}
    unused = [(kind, key) for kind, key in ENTRIES if kind not in by_code and not is_asked_for(kind, key)]
    assert not unused


def is_asked_for(kind: str, key: str) -> bool:
    """Its key is written somewhere, whole or behind the fixed beginning of an f-string."""
    if kind in OUTSIDE:
        return key in OUTSIDE[kind]
    if key in keys_by_constants():
        return True
    return any(key.startswith(begin) and key[len(begin) :] in constants() for begin in beginnings())


LIKE_A_SENTENCE = re.compile(r"[㐀-鿿]|(?!bulletin-pdf)[A-Za-z]{2,} [a-z]{2,}")


def spoken_literals() -> Iterator[tuple[str, str]]:
    """Literal text handed to whatever shows it to a person."""
    for path, call in nodes(ast.Call):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        shown = []
        if name in ("print", "WrongUsage", "result", "problem", "document", "exit", "CommandParser"):
            shown += call.args
        if name == "write" and "std" in ast.unparse(call.func):
            shown += call.args
        if name == "add" and "problems" in ast.unparse(call.func).lower():
            shown += [keyword.value for keyword in call.keywords]
        shown += [
            word.value for word in call.keywords if word.arg in ("help", "metavar", "description", "epilog")
        ]
        in_terms = {id(key) for argument in shown for key in keys_of_terms(argument)}
        for leaf in (leaf for argument in shown for leaf in ast.walk(argument)):
            if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str) and id(leaf) not in in_terms:
                yield f"{path.relative_to(SOURCE)}:{leaf.lineno}", leaf.value


def test_nothing_is_said_past_the_catalogue() -> None:
    assert not [(where, text) for where, text in spoken_literals() if LIKE_A_SENTENCE.match(text)]


# What these rooms say to people comes from the catalogues; the bulletin's own words are elsewhere.
TELLING = (
    "cli",
    "batch",
    "problems.py",
    "press/registration.py",
    "proof/sheet.py",
    "importers/remarks.py",
    "importers/log.py",
)


def test_rooms_that_tell_people_things_have_no_words_of_their_own() -> None:
    found = [
        (path.name, node.value)
        for path, node in nodes(ast.Constant)
        if path.relative_to(SOURCE).as_posix().startswith(TELLING)
        and isinstance(node.value, str)
        and re.search("[一-鿿]", node.value)
        and node.value not in docstrings()
    ]
    assert not found


def test_the_compiled_catalogue_says_what_the_source_says() -> None:
    """Read by gettext in a process of its own, as an installed program does."""
    script = (
        "import sys; from bulletin_pdf.messages import find\n"
        "for line in sys.stdin.read().split('\\x1e'):\n"
        "    lang, kind, key, text = line.split('\\x1f')\n"
        "    assert find(lang, kind, key) == text, line"
    )
    wanted = [
        (lang, *key, texts(entry)[-1])
        for lang, entries in (("zh", ENTRIES), ("en", ENGLISH))
        for key, entry in entries.items()
        if not entry.msgid_plural
    ]
    given = "\x1e".join("\x1f".join(line) for line in wanted)
    subprocess.run([sys.executable, "-c", script], input=given, text=True, check=True)
