"""`NamedTuple` as in `typing`, defined in a third of the time.

Setting one issue loads two hundred kinds of named tuple. For each of them `typing.NamedTuple` checks every annotation, compiles a
constructor from text and makes six methods. Here kinds with as many fields share the code of their constructor, and all kinds share
the methods. Of one issue set in a new process (W1 of `make bench`) this takes off a tenth of all instructions.
"""

import sys
from typing import TYPE_CHECKING

new_tuple = tuple.__new__
"""`new_tuple(Kind, (…))` makes a named tuple of all its fields in half the time that a call of its class takes: for the kinds of
which every line of type has several (2 % of the instructions of a volume)."""

# From 3.14 on the annotations of a class are worked out after it is made.
if TYPE_CHECKING or sys.implementation.name != "cpython" or sys.version_info >= (3, 14):
    from typing import NamedTuple as NamedTuple
else:
    from _collections import _tuplegetter
    from functools import cache
    from types import FunctionType

    _NEW = {"_new": tuple.__new__, "__name__": __name__}

    class _Named(tuple):
        """The methods of `collections.namedtuple`."""

        __slots__ = ()

        @classmethod
        def _make(cls, iterable):
            made = tuple.__new__(cls, iterable)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **changed):
            made = tuple.__new__(type(self), map(changed.pop, self._fields, self))
            if changed:
                raise ValueError(f"Got unexpected field names: {list(changed)!r}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            fields = zip(self._fields, self, strict=True)
            return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in fields)})"

        def __getnewargs__(self):
            return tuple(self)

    @cache
    def _constructor(count):
        """Return the code of a constructor with so many fields, whose names have no meaning yet."""
        names = "".join(f"_{place}, " for place in range(count))
        return eval(f"lambda _cls, {names}: _new(_cls, ({names}))").__code__

    @cache
    def _getter(place):
        return _tuplegetter(place, f"Alias for field number {place}")

    class _Maker(type):
        """Makes a subclass of `tuple` from the body of a class."""

        def __new__(maker, name, bases, body):
            if not bases:
                return super().__new__(maker, name, bases, body)
            fields = tuple(body.get("__annotations__", ()))
            preset = {field: body[field] for field in fields if field in body}
            code = _constructor(len(fields)).replace(
                co_varnames=("_cls", *fields), co_name="__new__", co_qualname=f"{name}.__new__"
            )
            made = {
                "__slots__": (),
                "__match_args__": fields,
                "__new__": FunctionType(code, _NEW, None, tuple(preset.values())),
                "_fields": fields,
                "_field_defaults": preset,
            }
            getters = zip(fields, map(_getter, range(len(fields))), strict=True)
            return type(name, (_Named,), {**body, **made, **dict(getters)})

    class NamedTuple(metaclass=_Maker):
        """Makes its subclasses named tuples."""
