"""Named tuples of our own making are those of `typing`, but for the time they take to make."""

import copy
import pickle
import typing
from collections.abc import Callable
from typing import Any

import pytest

from bulletin_pdf import named_tuples


class Ours(named_tuples.NamedTuple):
    """A kind with everything in it."""

    name: str
    size: tuple[int, ...]
    flag: bool = False
    """A field with a default."""
    more: "Ours | None" = None

    @property
    def double(self) -> str:
        return self.name * 2

    @classmethod
    def plain(cls) -> "Ours":
        return cls("plain", ())

    def longer(self) -> "Ours":
        return self._replace(size=(*self.size, 0))


class Theirs(typing.NamedTuple):
    name: str
    size: tuple[int, ...]
    flag: bool = False
    more: "Theirs | None" = None


class Empty(named_tuples.NamedTuple):
    pass


class One(named_tuples.NamedTuple):
    only: int


CALLS = {
    "by place": lambda kind: kind("a", (1,), True, None),
    "by name": lambda kind: kind(size=(1,), name="a"),
    "iterated": lambda kind: list(kind("a", (1,))),
    "equal to a tuple": lambda kind: kind("a", (1,)) == ("a", (1,), False, None),
    "hash": lambda kind: hash(kind("a", (1,))),
    "order": lambda kind: kind("a", (1,)) < kind("b", (1,)),
    "attribute": lambda kind: kind("a", (1,)).size,
    "changed": lambda kind: kind("a", (1,))._replace(flag=True, size=()),
    "made": lambda kind: kind._make(["a", (1,), 1, 2]),
    "as a dictionary": lambda kind: kind("a", (1,))._asdict(),
    "fields": lambda kind: (kind._fields, kind._field_defaults, kind.__match_args__),
    "representation": lambda kind: repr(kind("a", (1,), True)),
    "pickled": lambda kind: pickle.loads(pickle.dumps(kind("a", (1,)))),
    "copied": lambda kind: copy.copy(kind("a", (1,))),
    "pattern": lambda kind: pattern_of(kind("a", (1,), True)),
    "doc of a field": lambda kind: kind.size.__doc__,
    "base": lambda kind: issubclass(kind, tuple),
    "too few": lambda kind: kind("a"),
    "too many": lambda kind: kind(1, 2, 3, 4, 5),
    "unknown name": lambda kind: kind("a", (1,), other=1),
    "change of an unknown name": lambda kind: kind("a", (1,))._replace(other=1),
    "made of too few": lambda kind: kind._make([1]),
    "set": lambda kind: setattr(kind("a", (1,)), "name", "b"),
    "set anew": lambda kind: setattr(kind("a", (1,)), "fresh", "b"),
}


def pattern_of(value: Ours | Theirs) -> tuple[str, bool]:
    match value:
        case Ours(name, flag=flag) | Theirs(name, flag=flag):
            return name, flag


def told(call: Callable[..., object], kind: Any) -> Any:
    try:
        return str(call(kind)).replace("Theirs", "Ours"), None
    except Exception as error:
        return type(error), str(error).replace("Theirs", "Ours")


@pytest.mark.parametrize("call", CALLS)
def test_like_those_of_typing(call: str) -> None:
    assert told(CALLS[call], Ours) == told(CALLS[call], Theirs)


def test_what_else_stands_in_the_class() -> None:
    assert Ours.plain().longer() == ("plain", (0,), False, None)
    assert Ours("a", ()).double == "aa"
    assert Ours.__doc__ == "A kind with everything in it."
    assert Ours.__module__ == __name__
    assert (Ours.__qualname__, Empty(), One(3).only) == ("Ours", (), 3)
