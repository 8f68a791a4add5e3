"""Compiles the catalogues of words, and puts the faces and colour profiles into the wheel.

An editable install finds faces and profiles in the checkout.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))


class ShippedData(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        from catalogues import compile_stale

        compile_stale()
        build_data["artifacts"].append("src/bulletin_pdf/locale/**/*.mo")
        if version == "editable":
            return
        build_data["force_include"]["fonts"] = "bulletin_pdf/data/fonts"
        build_data["force_include"]["icc"] = "bulletin_pdf/data/icc"
