"""The folder that the handbook's examples work in."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "scripts" / "site"))

from sample_files import FILES, base_file, example_file, lay_out, lay_out_volume

__all__ = ["FILES", "base_file", "example_file", "lay_out", "lay_out_volume"]
