"""Forms of a web page: what a filled-in field shows."""

from justhtml import Element, Node

_TYPES = frozenset(
    ("", "text", "number", "date", "time", "datetime-local", "month", "week", "tel", "email", "url")
)


def shown_value(tag: dict[str, str]) -> str:
    """Return what a browser shows in an `input`; empty for hidden fields, buttons and ticks."""
    if tag.get("type", "").strip().lower() not in _TYPES:
        return ""
    return " ".join(tag.get("value", "").split())[:1000]


def chosen(select: Node) -> Element | None:
    """Return the choice of a list that a browser shows: the one selected, else the first."""
    options = [
        child for child in select.children or () if isinstance(child, Element) and child.name == "option"
    ]
    marked = [option for option in options if "selected" in (option.attrs or {})]
    return next(iter([*marked, *options]), None)
