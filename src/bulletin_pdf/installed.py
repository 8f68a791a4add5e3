"""Which libraries are installed, and in which version, without importing anything."""

import os
import sys
from collections.abc import Mapping
from functools import cache

_RECORDS = (".dist-info", ".egg-info")


@cache
def installed() -> Mapping[str, str]:
    """Return name, in lower case, → version, from the names of directories; the first on the path of each counts."""
    found: dict[str, str] = {}
    for directory in sys.path:
        try:
            names = os.listdir(directory or ".")
        except OSError:
            continue
        for record in names:
            if record.endswith(_RECORDS) and "-" in (stem := record.rpartition(".")[0]):
                name, version = stem.split("-")[:2]
                found.setdefault(name.lower(), version)
    return found
