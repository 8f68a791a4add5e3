"""Compiles the catalogues of words, and puts the faces and colour profiles into the wheel.

An editable install finds faces and profiles in the checkout.
"""

from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShippedData(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for catalogue in Path(self.root, "src/bulletin_pdf/locale").rglob("*.po"):
            polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))
        build_data["artifacts"].append("src/bulletin_pdf/locale/**/*.mo")
        if version == "editable":
            return
        build_data["force_include"]["fonts"] = "bulletin_pdf/data/fonts"
        build_data["force_include"]["icc"] = "bulletin_pdf/data/icc"
