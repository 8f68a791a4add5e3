"""Compiles the catalogues of words, and puts faces, colour profiles, handbook and manual page into the wheel.

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
        for lang in ("zh", "en"):
            build_data["force_include"][f"docs/handbook/{lang}"] = f"bulletin_pdf/handbook/pages/{lang}"
        manual = Path(self.root, "src/bulletin_pdf/handbook/site/bulletin-pdf.1")
        if self.target_name == "wheel" and manual.is_file():
            build_data["shared_data"][str(manual)] = "share/man/man1/bulletin-pdf.1"
