"""The command line: the commands there are, and the function behind each.

Each is imported when it is called: `check` does not wait for `build`.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Final, cast

from bulletin_pdf.cli.module_finder import install

install()

_FUNCTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "build": ("build", "build"),
    "volume": ("volume", "volume"),
    "check": ("check", "check"),
    "verify": ("verify", "verify"),
    "catalogue": ("catalogue", "catalogue"),
    "find": ("find", "find"),
    "audit": ("audit", "audit"),
    "sign": ("sign", "sign"),
    "unpack": ("unpack", "unpack"),
    "transfer": ("transfer", "transfer"),
    "recognise": ("recognise", "recognise"),
    "head": ("head", "head"),
    "impose": ("impose", "impose"),
    "preflight": ("preflight", "preflight"),
    "compare": ("compare", "compare"),
    "import": ("importing", "import_file"),
    "new": ("new", "new"),
    "review": ("review", "review"),
    "desk": ("desk", "desk"),
    "design": ("design", "design"),
    "fonts": ("fonts", "show_fonts"),
    "schema": ("schema", "schema"),
    "doctor": ("doctor", "doctor"),
    "completion": ("completion", "completion"),
    "help": ("help", "handbook"),
}
"""Name → module of this package and its function."""

COMMANDS: Final = tuple(_FUNCTIONS)

Command = Callable[[Sequence[str], object], int]


def command_named(name: str) -> Command:
    """Import one command."""
    module, function = _FUNCTIONS[name]
    return cast(Command, getattr(import_module(f"bulletin_pdf.cli.{module}"), function))
