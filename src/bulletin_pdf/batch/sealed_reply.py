"""The reply of a cluster: plain bytes, checked before a file is written.

A reply is MAGIC, the length of a JSON header in four bytes, the header, then the files one after
the other. The header names kinds of files, never paths: where a file goes says the task that was
sent out. What is not exactly as it must be is refused as a whole.
"""

import hashlib
import json
import os
from collections.abc import Callable, Collection, Mapping
from math import isfinite
from typing import Any

from bulletin_pdf.batch.parcel import Parcel, Reply, set_parcel
from bulletin_pdf.batch.records import packed, unpacked
from bulletin_pdf.batch.task import Result, Task
from bulletin_pdf.batch.task_status import TaskStatus
from bulletin_pdf.issue.model import Change
from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import CODES
from bulletin_pdf.problems import Problem, Span

MAGIC = b"bulletin reply 1\n"
LARGEST = 1 << 30
"""Bytes of a reply; an issue of photographs in 1,000 numbered copies has a tenth."""
_LARGEST_HEADER = 16 << 20
_KINDS = ("pdf", "certificate.json", "ticket.json", "ticket.pdf")
_KEYS = frozenset(("problems", "code", "machine", "unexpected", "traceback"))
_FIELDS = frozenset(("differences", "trouble", "pages", "size", "seconds", "changes", "notes", "files"))
_TYPES: Mapping[str, Callable[..., Any]] = {kind.__name__: kind for kind in (Span, Problem, Change, Term)}


class ForgedReplyError(Exception):
    """A reply is not what a worker of ours sends; the message says in what."""


class _ReplyFile(NamedTuple):
    """One file of a reply."""

    kind: str
    size: int
    sha256: str


# At the worker ------------------------------------------------------------------------------------


def set_and_seal(parcel: Parcel, large: Mapping[str, bytes]) -> bytes:
    """Set what is in a parcel and give the reply as bytes."""
    return seal(set_parcel(parcel, large))


def seal(reply: Reply) -> bytes:
    """Write a reply as bytes."""
    result, names = reply.result, {name: kind for kind, name in _names(reply.result.task).items()}
    header = {
        "differences": reply.differences,
        "trouble": dict(zip(TaskStatus._fields, map(packed, result.status), strict=True)),
        "pages": result.pages,
        "size": result.size,
        "seconds": result.seconds,
        "changes": packed(result.changes),
        "notes": result.notes,
        "files": [(names[name], len(data), hashlib.sha256(data).hexdigest()) for name, data in reply.files],
    }
    text = json.dumps(header, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return b"".join((MAGIC, len(text).to_bytes(4, "big"), text, *(data for _, data in reply.files)))


def _names(task: Task) -> dict[str, str]:
    """Name the files that a task may make, by their kinds."""
    name = os.path.basename(task.target)
    stem = name[:-4] if name.lower().endswith(".pdf") else name
    return {"pdf": name} | {kind: f"{stem}.{kind}" for kind in _KINDS[1:]}


# Here ---------------------------------------------------------------------------------------------


def unseal(data: object, task: Task, sources: Collection[str]) -> Reply:
    """Check a reply to a task and give it; `ForgedReplyError` if anything is not as it must be.

    `sources` are the files that problems may be found in.
    """
    if type(data) is not bytes or not data.startswith(MAGIC):
        raise ForgedReplyError("no reply")
    if len(data) > LARGEST:
        raise ForgedReplyError(f"{len(data)} bytes; {LARGEST} are the most")
    start = len(MAGIC) + 4
    end = start + int.from_bytes(data[len(MAGIC) : start], "big")
    _demand(end - start <= _LARGEST_HEADER and end <= len(data), "length")
    try:
        header = json.loads(data[start:end].decode("utf-8", "surrogatepass"))
        return _checked(header, memoryview(data)[end:], task, frozenset(sources))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ForgedReplyError(f"header: {type(error).__name__}") from error


def _checked(header: Any, body: memoryview, task: Task, sources: frozenset[str]) -> Reply:
    _demand(type(header) is dict and header.keys() == _FIELDS, "fields")
    status = _trouble(header["trouble"], sources)
    changes = unpacked(header["changes"], _TYPES)
    for change in _list_of(changes, Change, "changes"):
        _span(change.place, sources)
        _texts(change[1:], "changes")
    files = [_ReplyFile(*each) for each in header["files"]]
    _texts(header["notes"], "notes")
    _texts(header["differences"], "differences")
    _demand(all(_is_count(header[key]) for key in ("pages", "size")), "numbers")
    seconds = header["seconds"]
    _demand(type(seconds) in (int, float) and isfinite(seconds) and seconds >= 0, "numbers")
    notes, differences = tuple(header["notes"]), tuple(header["differences"])
    result = Result(task, status, header["pages"], header["size"], float(seconds), changes, notes)
    return Reply(result, _files(files, body, result, bool(differences)), differences)


def _files(
    files: list[_ReplyFile], body: memoryview, result: Result, differs: bool
) -> tuple[tuple[str, bytes], ...]:
    """Cut the files apart; they must be those that the task makes, and nothing may be left over."""
    task = result.task
    asked = {"pdf": True, "certificate.json": task.options.certificate}
    asked |= dict.fromkeys(("ticket.json", "ticket.pdf"), task.options.ticket)
    names, taken, at = _names(task), dict[str, bytes](), 0
    for kind, size, digest in files:
        _demand(type(kind) is str and asked.get(kind, False) and kind not in taken, "another file")
        _demand(_is_count(size) and at + size <= len(body), "length")
        taken[kind] = bytes(body[at : at + size])
        _demand(hashlib.sha256(taken[kind]).hexdigest() == digest, "digest")
        at += size
    _demand(at == len(body), "length")
    made = not (result.status.code or differs)
    _demand(("pdf" in taken) if made else not taken, "files")
    if made:
        _demand(next(iter(taken)) == "pdf" and len(taken["pdf"]) == result.size, "size")
        _demand(taken["pdf"].startswith(b"%PDF-"), "no PDF")
    return tuple((names[kind], data) for kind, data in taken.items())


def _trouble(header: Any, sources: frozenset[str]) -> TaskStatus:
    _demand(type(header) is dict and header.keys() == _KEYS, "fields")
    problems = unpacked(header["problems"], _TYPES)
    for problem in _list_of(problems, Problem, "problems"):
        _demand(type(problem.code) is str and problem.code in CODES, "problems")
        _demand(type(problem.details) is tuple, "problems")
        for detail in problem.details:
            _demand(type(detail) is tuple and len(detail) == 2 and type(detail[0]) is str, "problems")
            _detail(detail[1])
        if problem.span is not None:
            _span(problem.span, sources)
    machine = header["machine"]
    if machine is not None:
        _demand(type(machine) is list and len(machine) == 3 and type(machine[0]) is int, "machine")
        _texts(machine[1:], "machine")
        machine = (machine[0], machine[1], machine[2])
    _texts((header["unexpected"], header["traceback"]), "trouble")
    _demand(type(header["code"]) is int and header["code"] in (0, 1, 3), "code")
    return TaskStatus(problems, header["code"], machine, header["unexpected"], header["traceback"])


def _detail(value: Any) -> None:
    """A text, a number, a term, or a list of these."""
    for each in value if type(value) is tuple else (value,):
        _demand(type(each) in (str, int) or (type(each) is Term and type(each.key) is str), "problems")


def _list_of(values: Any, kind: type, what: str) -> tuple[Any, ...]:
    _demand(type(values) is tuple and all(type(each) is kind for each in values), what)
    checked: tuple[Any, ...] = values
    return checked


def _span(span: Any, sources: frozenset[str]) -> None:
    """A place is one of a file that was sent; its line is shown to the user."""
    _demand(type(span) is Span and span.path in sources and all(map(_is_count, span[1:])), "place")


def _texts(values: Any, what: str) -> None:
    _demand(type(values) in (tuple, list) and all(type(each) is str for each in values), what)


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 <= value <= LARGEST


def _demand(right: bool, what: str) -> None:
    if not right:
        raise ForgedReplyError(what)
