"""Values of a wide type narrowed to what a test expects; if they are something else, the test fails here."""

from typing import Any, TypeVar

from bulletin_pdf.issue.model import Prose

T = TypeVar("T")


def present(value: T | None) -> T:
    """Return a value that is there."""
    assert value is not None
    return value


def of_kind(kind: type[T], value: object) -> T:
    """Return a value that is of a kind."""
    assert isinstance(value, kind), f"{value!r} is no {kind.__name__}"
    return value


def prose_of(element: object) -> Prose:
    """Return the text of a paragraph, heading or note."""
    return of_kind(Prose, getattr(element, "prose", None))


def untyped(value: object) -> Any:
    """Return an object of a PDF, a pixel or another value of a library, of which only the test knows what it must be."""
    return value
