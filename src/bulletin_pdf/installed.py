"""Which libraries are installed, and in which version, without importing anything."""

import os
import re
import sys
from collections.abc import Mapping
from functools import cache

_INSTALLED = re.compile(r"([A-Za-z0-9_.]+)-([^-]+)(?:-[^-]+)*\.(?:dist|egg)-info")


@cache
def installed() -> Mapping[str, str]:
    """Give name, in lower case, → version, from the names of directories; the first on the path of each counts."""
    found: dict[str, str] = {}
    for directory in sys.path:
        try:
            names = os.listdir(directory or ".")
        except OSError:
            continue
        for match in filter(None, map(_INSTALLED.fullmatch, names)):
            found.setdefault(match[1].lower(), match[2])
    return found
