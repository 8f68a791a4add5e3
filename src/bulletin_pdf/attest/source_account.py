"""The bytes of a source that are text, and whether all were read: the account given in a certificate.

A file is read a second time, by other means (`yamldoc.account`), and every byte put in one class. Of its
texts each character must stand in what was read as text of the issue, unless normalisation logged it or it
is a mark of the form: `**`, `==`, brackets and labels that are printed anyway. A value of which nothing was
read as text is a setting, and listed as one.
"""

import os
from codecs import BOM_UTF8
from collections.abc import Iterator
from hashlib import sha256

from bulletin_pdf.design.vocabulary import DESIGN
from bulletin_pdf.issue.model import Change, Issue, Prose
from bulletin_pdf.issue.texts import issue_texts
from bulletin_pdf.issue.vocabulary import (
    BLOCKS,
    CELL,
    COLOPHON,
    DISTRIBUTION,
    ERRATUM,
    FIGURE,
    FONTS,
    ISSUE,
    REPORT,
)
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.second_reading import CharacterAccount, FilePart, take_account
from bulletin_pdf.yamldoc.source import SourceText, decode

_WHITE = str.maketrans("", "", " \t\n")
_FORM = frozenset("*=()（）[]【】〔〕：:，,")
"""What reading takes off a text because the printed form brings it itself, or marks a style with."""
TextPlace = tuple[int, int]


class ReadSources(NamedTuple):
    """Files, and what was read from them: an issue, or the plan of a volume."""

    issues: tuple[SourceText, ...]
    """Files of issues, of whose texts every one must have been read."""
    others: tuple[SourceText, ...]
    """Files that issues share or that name them: an issue's own values come before theirs."""
    texts: tuple[Prose, ...]
    """Everything that was read of them as text."""
    changes: tuple[Change, ...]


def read_of(issue: Issue) -> ReadSources:
    """Return the files of one issue, and what was read from them."""
    return ReadSources(issue.sources[:1], issue.sources[1:], tuple(issue_texts(issue)), issue.changes)


def accounts_of(read: ReadSources, beside: str) -> list[dict[str, object]]:
    """Return the accounts of files, named as seen from the file `beside`.

    Raises `BulletinError` when a text of one of them was not read whole.
    """
    problems = Problems()
    texts = {text.path: text.data for text in (*read.others, *read.issues)}
    own = [text.path for text in read.issues]
    placed: dict[str, set[TextPlace]] = {path: set() for path in texts}
    logged: dict[str, set[TextPlace]] = {path: set() for path in texts}
    for prose in read.texts:
        _add_places(prose, placed)
    for change in read.changes:
        place = change.place
        if place.path in logged:
            logged[place.path].update((place.line, place.column + at) for at in range(place.length))
    root = os.path.dirname(beside) or "."
    found = []
    for path in dict.fromkeys((*own, *texts)):
        name = os.path.relpath(path, root).replace(os.sep, "/")
        where = _Where(placed[path], logged[path], path in own)
        found.append(_account(SourceText(path, texts[path]), name, where, problems))
    problems.raise_if_errors()
    return found


class _Where(NamedTuple):
    """Places of one file: those of texts of the issue, and those that normalisation changed."""

    read: set[TextPlace]
    logged: set[TextPlace]
    is_issue: bool


def _add_places(prose: Prose, placed: dict[str, set[TextPlace]]) -> None:
    if prose.place is None or prose.place.path not in placed:
        return
    places = placed[prose.place.path]
    for at in range(len(prose.text)):
        span = prose.place_of(at)
        if span is not None:
            places.add((span.line, span.column))


def _account(given: SourceText, name: str, where: _Where, problems: Problems) -> dict[str, object]:
    data = given.data
    source = decode(given.path, data, problems)
    account = None if source is None else take_account(source, problems)
    if source is None or account is None:
        return {}
    sizes = {
        kind: sum(_size(source.text, part) for part in account.parts if part.kind == kind) for kind in _KINDS
    }
    mark = len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0
    return {
        "name": name,
        "bytes": len(data),
        "sha256": sha256(data).hexdigest(),
        "text": sizes["value"],
        "keys": sizes["key"],
        "signs": sizes["sign"],
        "comments": sizes["comment"],
        "white": len(data) - mark - sum(sizes.values()),
        "mark": mark,
        "values": sum(part.kind == "value" for part in account.parts),
        "comment lines": list(_comments(account)),
        "settings": list(_settings(account, where, problems)),
    }


def _names_of_texts() -> frozenset[str]:
    """Return the keys whose values are printed as they stand, wherever in an issue they are written."""
    tables = (ISSUE, REPORT, DISTRIBUTION, COLOPHON, DESIGN, FONTS, ERRATUM, CELL, *BLOCKS.values())
    keys = [key for table in tables for key in table.keys]
    others = {name for key in keys if key.value not in _PRINTED for name in key.names}
    return frozenset(name for key in keys for name in key.names) - others - _IN_OTHER_WORDS


_PRINTED = ("line", "lines", "title", "prose", "table")
_IN_OTHER_WORDS = frozenset(
    name for table, key in ((ISSUE, "copy_number"), (FIGURE, "alt")) for name in table.by_name[key].names
)
"""Keys of what is read into words of the program's own, which have no places."""
_TEXTS = _names_of_texts()
_NOTHING = ("", "~", "null", "Null", "NULL")
_KINDS = ("value", "key", "sign", "comment")


def _size(text: str, part: FilePart) -> int:
    """Count a part's bytes; white space inside a comment is part of it, elsewhere it is counted apart."""
    stretch = text[part.start : part.end]
    return len(
        (stretch if part.kind == "comment" else stretch.translate(_WHITE)).encode("utf-8", "surrogatepass")
    )


def _comments(account: CharacterAccount) -> Iterator[dict[str, object]]:
    for part in account.parts:
        if part.kind == "comment":
            line, column = account.source.place(part.start)
            yield {"line": line, "column": column, "text": account.source.text[part.start : part.end]}


def _settings(account: CharacterAccount, where: _Where, problems: Problems) -> Iterator[dict[str, object]]:
    """Return the values nothing of which was read as text; report a text that was read in part."""
    key = ""
    for part in account.parts:
        if part.kind == "key":
            key = part.said.strip()
        elif part.kind == "value":
            unread = _unread(account, part, where)
            may_be_none = not where.is_issue or key not in _TEXTS or part.said.strip() in _NOTHING
            if may_be_none and unread is None:
                line, column = account.source.place(part.start)
                yield {"line": line, "column": column, "value": part.said}
            elif key not in _IN_OTHER_WORDS:
                _report_lost(account, part, unread, problems)


def _unread(account: CharacterAccount, part: FilePart, where: _Where) -> list[int] | None:
    """Return the characters of a value that are neither text of the issue nor logged; None if none of it is text."""
    source = account.source
    said = [at for at in range(part.start, part.end) if _says(source.text[at])]
    unread = [at for at in said if source.place(at) not in where.read]
    if len(unread) == len(said):
        return None
    return [at for at in unread if source.place(at) not in where.logged]


def _report_lost(
    account: CharacterAccount, part: FilePart, unread: list[int] | None, problems: Problems
) -> None:
    text = account.source.text
    whole = range(part.start, part.end)
    lost = next((at for at in (whole if unread is None else unread) if not _is_form(text, at, part)), -1)
    if lost >= 0:
        problems.add(
            Code.YAML_TEXT_NOT_READ,
            account.source.span(lost, lost + 1),
            text=text[lost : lost + 12].split("\n")[0],
        )


def _says(char: str) -> bool:
    return not char.isspace()


def _is_form(text: str, at: int, part: FilePart) -> bool:
    """Whether a character is one of YAML's own in quotes, or of the form."""
    quote = text[part.start]
    if quote in "\"'" and (
        text[at] == quote or (quote == '"' and "\\" in text[max(part.start, at - 9) : at + 1])
    ):
        return True
    return text[at] in _FORM
