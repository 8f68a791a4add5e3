"""Attributes computed on first use."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

_Value = TypeVar("_Value")


class derived(Generic[_Value]):
    """Like `functools.cached_property`, without the lock, which would cost more than most that is derived here."""

    def __init__(self, make: Callable[[Any], _Value]) -> None:
        self._make, self._name, self.__doc__ = make, make.__name__, make.__doc__

    def __get__(self, owner: object, kind: type) -> _Value:
        """Work out the value and keep it in the owner."""
        value: _Value = self._make(owner)
        owner.__dict__[self._name] = value
        return value
