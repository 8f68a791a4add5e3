"""PlainValue values as YAML that our reader and any other take for the same: flow style, quoted where it must be."""

from bulletin_pdf.patterns import pattern
from bulletin_pdf.proposal.measured_style import PlainValue

_PLAIN = pattern(r"[\w\u2103（）《》·、．./-][\w\u2103（）《》·、．./% -]*(?<! )")
_TAKEN = frozenset({"true", "false", "null", "yes", "no", "on", "off", "~", "-"})


def as_yaml(value: PlainValue) -> str:
    """Return a value on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(as_yaml, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {as_yaml(each)}" for key, each in value.items()) + "}"
    return _text(value)


def _text(text: str) -> str:
    plain = _PLAIN.fullmatch(text) and text.lower() not in _TAKEN and not text.startswith("-")
    if plain or _is_negative_length(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _is_negative_length(text: str) -> bool:
    return text[:1] == "-" and text[1:2].isdigit() and text[1:].replace(".", "", 1).isalnum()
