"""Requests of the page read into values; invalid ones raise `WrongRequestError`."""

from collections.abc import Mapping
from typing import Any, get_args

from bulletin_pdf.desk.publishing import Order, What
from bulletin_pdf.messages import Language
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.press.copies import copies_in_range
from bulletin_pdf.press.schemes import Scheme
from bulletin_pdf.yamldoc.operations import Edit, Insert, Move, Remove, SetValue

MAX_ITEMS = 1000

Record = Mapping[str, Any]
"""What is asked and what is answered, as JSON has it; `lang` is the language of the browser."""


class OnPage(NamedTuple):
    """What the page has already: names of drawn pages, and the number of the first font it lacks."""

    pages: frozenset[str]
    fonts: int


class WrongRequestError(Exception):
    """A request that the page would not have made."""


class RefusedError(Exception):
    """Something that cannot be done, with the key of the words for it."""


def read_known(asked: Mapping[str, Any]) -> OnPage:
    """Read what the page has already; nothing where it does not say."""
    digests = read_list(asked.get("known", []))
    return OnPage(frozenset(map(str, digests)), read_number(asked.get("fonts", 0)))


def read_edit(asked: object) -> Edit:
    """Read an edit; raises `WrongRequestError` for what is none."""
    if not isinstance(asked, dict):
        raise WrongRequestError
    path = tuple(read_list(asked.get("path")))
    if not path or not all(isinstance(step, str) or (type(step) is int and step >= 0) for step in path):
        raise WrongRequestError
    match asked.get("op"):
        case "set":
            return SetValue(path, read_value(asked.get("value")))
        case "insert":
            return Insert(path, read_value(asked.get("value")))
        case "remove":
            return Remove(path)
        case "move":
            return Move(path, read_number(asked.get("to")))
    raise WrongRequestError


def read_value(asked: object) -> Any:
    """Read a value to be written: a text, texts, or a mapping of texts."""
    if isinstance(asked, str):
        return asked
    if isinstance(asked, list) and all(isinstance(part, str) for part in asked):
        return asked
    if isinstance(asked, dict) and all(isinstance(part, str) for part in asked.values()):
        return asked
    raise WrongRequestError


def read_order(asked: Mapping[str, Any]) -> Order:
    """Read what is to be made of an issue."""
    what: What | None = next((each for each in get_args(What) if each == asked.get("what")), None)
    scheme = asked.get("scheme", "")
    if what is None or scheme not in ("", *get_args(Scheme)):
        raise WrongRequestError
    copies = read_text(asked.get("copies", ""))
    if copies and not copies_in_range(copies):
        raise RefusedError("wrong-copies")
    return Order(what, asked.get("ticket") is True, copies, scheme)


def read_text(asked: object) -> str:
    """Read a text."""
    if not isinstance(asked, str):
        raise WrongRequestError
    return asked


def read_number(asked: object) -> int:
    """Read a whole number."""
    if type(asked) is not int:
        raise WrongRequestError
    return asked


def read_list(asked: object) -> list[Any]:
    """Read a list of at most `MAX_ITEMS` items."""
    if not isinstance(asked, list) or len(asked) > MAX_ITEMS:
        raise WrongRequestError
    return asked


def lang_of(asked: Record) -> Language:
    """Return the language to answer in."""
    return "en" if asked.get("lang") == "en" else "zh"
