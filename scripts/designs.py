"""Reads the shipped designs and writes `design/prepared.py`, from which the program starts."""

from pathlib import Path

from bulletin_pdf.design.read import read_layer
from bulletin_pdf.design.vocabulary import DESIGN
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.node import load

SOURCES = Path(__file__).parent.parent / "src" / "bulletin_pdf" / "data" / "designs"
PREPARED = Path(__file__).parent.parent / "src" / "bulletin_pdf" / "design" / "prepared.py"
_DEFAULT = "gongwen"
_HEAD = '''"""The settings of the shipped designs: name → its parent's name and what its file says.

Made from `data/designs/*.yaml` by scripts/make_docs.py; do not edit.
"""

from typing import Any, Final

# fmt: off
DESIGNS: Final[dict[str, tuple[str, dict[str, Any]]]] = {
'''


def prepared_module() -> str:
    """Return the module, the default design first."""
    names = sorted((path.stem for path in SOURCES.glob("*.yaml")), key=lambda name: (name != _DEFAULT, name))
    return _HEAD + "".join(map(_entry, names)) + "}\n"


def _entry(name: str) -> str:
    problems = Problems()
    node = load(str(SOURCES / f"{name}.yaml"), problems)
    if node is None:
        raise BulletinError(problems)
    fields = Fields(node, DESIGN, problems)
    layer = read_layer(fields, name)
    parent = fields.text("extends")
    problems.raise_if_errors()
    lines = [f"    {name!r}: ({(parent.text if parent else '')!r}, {{"]
    lines += [f"        {key!r}: {value!r}," for key, value in layer.values.items()]
    return "\n".join([*lines, "    }),\n"])
