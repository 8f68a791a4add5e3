"""libyaml's parser without PyYAML's Python layer.

PyYAML comes with a second parser, written in Python, of which nothing is used here and whose patterns take
10 ms to compile at every start. All that libyaml's parser needs from it are the classes of its errors; it gets
others while it is imported. The rest of the package is loaded when a program uses it. The plain way,
`import yaml`, reads the same events at the same places (tests/issue/test_libyaml.py), and is taken where this fails.
"""

import sys
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

_SHARED = ("error", "events", "nodes", "tokens")
_ERRORS = {
    "reader": "ReaderError",
    "scanner": "ScannerError",
    "parser": "ParserError",
    "composer": "ComposerError",
    "constructor": "ConstructorError",
    "emitter": "EmitterError",
    "serializer": "SerializerError",
    "representer": "RepresenterError",
}
"""The modules of what is written in Python, and what libyaml's parser takes from each."""


def _load() -> tuple[Any, Any, Any]:
    """Return the parser, the module of its events and that of its errors."""
    spec = None if "yaml" in sys.modules else PathFinder.find_spec("yaml")
    if spec is not None and spec.loader is not None and spec.submodule_search_locations is not None:
        try:
            return _parser_of(_begin(spec))
        except (ImportError, AttributeError):
            # A PyYAML built without libyaml, or one that asks for more.
            for name in [name for name in sys.modules if name.partition(".")[0] == "yaml"]:
                del sys.modules[name]
    import yaml

    # libyaml is 13 times faster than the Python parser; both keep line numbers.
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.events, yaml.error


def _begin(spec: ModuleSpec) -> ModuleType:
    """Put the package in its place; what it defines comes with the first thing that is missing of it."""
    package = ModuleType("yaml")
    package.__spec__, package.__file__ = spec, spec.origin
    package.__path__ = list(spec.submodule_search_locations or ())

    def missing(name: str) -> Any:
        del package.__dict__["__getattr__"]
        if spec.loader is not None:
            spec.loader.exec_module(package)
        return getattr(package, name)

    package.__dict__["__getattr__"] = missing
    sys.modules["yaml"] = package
    return package


def _parser_of(package: ModuleType) -> tuple[Any, Any, Any]:
    error, events, *_ = (import_module(f"yaml.{name}") for name in _SHARED)
    for name, fault in _ERRORS.items():
        module = sys.modules[f"yaml.{name}"] = ModuleType(f"yaml.{name}")
        module.__dict__[fault] = type(fault, (error.MarkedYAMLError,), {})
        package.__dict__[name] = module
    try:
        return import_module("yaml._yaml").CParser, events, error
    finally:
        for name in _ERRORS:
            del sys.modules[f"yaml.{name}"], package.__dict__[name]


Parser, events, error = _load()
