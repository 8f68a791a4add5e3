"""A reply of a cluster is bytes; one that is not exactly what it must be is refused, and nothing is written."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batch.conftest import Run
from bulletin_pdf.batch import sealed_reply
from bulletin_pdf.batch.parcel import Reply, pack_parcel
from bulletin_pdf.batch.sealed_reply import MAGIC, ForgedReplyError, seal, set_and_seal, unseal
from bulletin_pdf.batch.task import Result, Task
from bulletin_pdf.batch.task_status import TaskStatus
from bulletin_pdf.issue.model import Change
from bulletin_pdf.press.options import PrintOptions
from bulletin_pdf.problems import Problem, Span

PDF = b"%PDF-1.7 of some length"
SOURCES = ("issues/a.yaml",)
PLACE = Span("issues/a.yaml", 3, 5, 2)
TASK = Task("issues/a.yaml", "print", "out/a.pdf", PrintOptions(ticket=True))
REPLY = Reply(
    Result(
        TASK,
        TaskStatus((Problem("B502", PLACE, (("text", "甲"),)), Problem("B303", None))),
        4,
        len(PDF),
        0.25,
        (Change(PLACE, "...", "……", "J-30"),),
        ("a note",),
    ),
    (("a.pdf", PDF), ("a.ticket.json", b"{}"), ("a.ticket.pdf", PDF)),
)
FAILED = Reply(Result(TASK, TaskStatus((Problem("B301", PLACE),), 3, (2, "No such file", "x"), "E", "T")))


@pytest.mark.parametrize(
    "reply", [REPLY, FAILED, Reply(Result(TASK, TaskStatus()), differences=("a 1 ≠ 2",))]
)
def test_a_reply_comes_back_as_it_was(reply: Reply) -> None:
    assert unseal(seal(reply), TASK, SOURCES) == reply


def test_a_reply_of_the_real_program(office: Path, run: Run) -> None:
    options = PrintOptions(ticket=True, certificate=True)
    task = Task("office/issues/a.yaml", "print", "out/a.pdf", options)
    packed = pack_parcel(task)
    large = {name: Path(path).read_bytes() for name, path in packed.large.items()}
    sources = {each.path for each in packed.parcel.enclosed}
    reply = unseal(set_and_seal(packed.parcel, large), task, sources)
    assert [name for name, _ in reply.files] == [
        "a.pdf",
        "a.certificate.json",
        "a.ticket.json",
        "a.ticket.pdf",
    ]
    assert reply.result.size == len(reply.files[0][1])


def forged(change: Callable[[dict[str, Any]], None], body: bytes | None = None) -> bytes:
    """Change the header of a sound reply, or what follows it."""
    data = seal(REPLY)
    start = len(MAGIC) + 4
    end = start + int.from_bytes(data[len(MAGIC) : start], "big")
    header = json.loads(data[start:end])
    change(header)
    text = json.dumps(header).encode()
    return MAGIC + len(text).to_bytes(4, "big") + text + (data[end:] if body is None else body)


def put(*path: str | int, to: object) -> Callable[[dict[str, Any]], None]:
    def change(header: Any) -> None:
        for step in path[:-1]:
            header = header[step]
        header[path[-1]] = to

    return change


FORGED = {
    "wrong digest": put("files", 0, 2, to="0" * 64),
    "digest of another kind": put("files", 0, 2, to=None),
    "path": put("files", 1, 0, to="../../etc/passwd"),
    "name for a kind": put("files", 0, 0, to="a.pdf"),
    "unasked file": put("files", 1, 0, to="certificate.json"),
    "file twice": put("files", 1, 0, to="pdf"),
    "huge file": put("files", 0, 1, to=1 << 40),
    "negative size": put("files", 0, 1, to=-1),
    "size as text": put("files", 0, 1, to=str(len(PDF))),
    "no files": put("files", to=[]),
    "extra field": put("target", to="/etc/passwd"),
    "extra field of trouble": put("trouble", "path", to="x"),
    "pages true": put("pages", to=True),
    "seconds without end": put("seconds", to=float("nan")),
    "notes as text": put("notes", to="note"),
    "another size": put("size", to=3),
    "failed with files": put("trouble", "code", to=3),
    "unknown code": put("trouble", "code", to=7),
    "unknown problem": put("trouble", "problems", 0, "Problem", 0, to="B000"),
    "details of fractions": put("trouble", "problems", 0, "Problem", 2, to=[["a", 1.5]]),
    "details of lists of lists": put("trouble", "problems", 0, "Problem", 2, to=[["a", [["b"]]]]),
    "details of terms of numbers": put("trouble", "problems", 0, "Problem", 2, to=[["a", {"Term": [1]}]]),
    "place in another file": put("trouble", "problems", 0, "Problem", 1, "Span", 0, to="/etc/passwd"),
    "place of no line": put("changes", 0, "Change", 0, "Span", 1, to="3"),
    "another type": put("changes", 0, to={"Task": ["a", "b", "c"]}),
    "no type": put("changes", 0, to={"Change": [1]}),
    "machine of two": put("trouble", "machine", to=[2, "x"]),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_header_is_refused(name: str) -> None:
    with pytest.raises(ForgedReplyError):
        unseal(forged(FORGED[name]), TASK, SOURCES)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x",
        MAGIC,
        MAGIC + b"\xff\xff\xff\xff",
        MAGIC + b"\0\0\0\x02{}",
        None,
        REPLY,
        bytearray(seal(REPLY)),
    ],
)
def test_what_is_no_reply_is_refused(data: object) -> None:
    with pytest.raises(ForgedReplyError):
        unseal(data, TASK, SOURCES)


def test_more_or_less_than_the_header_says(monkeypatch: pytest.MonkeyPatch) -> None:
    data = seal(REPLY)
    for wrong in (data + b"x", data[:-1], forged(lambda _: None, PDF)):
        with pytest.raises(ForgedReplyError):
            unseal(wrong, TASK, SOURCES)
    monkeypatch.setattr(sealed_reply, "LARGEST", len(data) - 1)
    with pytest.raises(ForgedReplyError):
        unseal(data, TASK, SOURCES)


def test_names_come_from_the_task_and_not_from_the_reply() -> None:
    reply = unseal(seal(REPLY), TASK._replace(target="elsewhere/b.PDF"), SOURCES)
    assert [name for name, _ in reply.files] == ["b.PDF", "b.ticket.json", "b.ticket.pdf"]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_byte_changed_is_refused_or_changes_what_is_told_only(data: st.DataObject) -> None:
    sound = seal(REPLY)
    at = data.draw(st.integers(0, len(sound) - 1))
    value = data.draw(st.integers(0, 255).filter(lambda byte: byte != sound[at]))
    try:
        reply = unseal(sound[:at] + bytes((value,)) + sound[at + 1 :], TASK, SOURCES)
    except ForgedReplyError:
        return
    assert reply.files == REPLY.files
