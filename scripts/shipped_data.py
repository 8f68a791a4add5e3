"""Puts the faces and colour profiles into the wheel; an editable install finds them in the checkout."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShippedData(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        build_data["force_include"]["fonts"] = "bulletin_pdf/data/fonts"
        build_data["force_include"]["icc"] = "bulletin_pdf/data/icc"
