"""Links of the handbook lead somewhere, its English is spelt right, its Chinese passes the program's own proofreading."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import bulletin_pdf as bp
from bulletin_pdf.handbook.page_files import page_names, page_text

DOCS = Path(__file__).parent.parent.parent / "docs"
_MADE = (
    "reference/issue.md",
    "reference/design.md",
    "reference/volume.md",
    "commands.md",
    "problems.md",
    "api.md",
    "gallery.md",
)
"""Pages that `make site` makes; MkDocs itself judges links to them and into them."""
_LET_BE = ("B405", "B408", "B409", "B501")
"""Stops and blanks: lines of a list, commands; how a line happens to be set."""
_NAMES = "统信"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_links_lead_somewhere(lang: str) -> None:
    for name in page_names(lang):  # type: ignore[arg-type]
        for link in re.findall(r"\]\(([^)#:]+)", page_text(name, lang)):  # type: ignore[arg-type]
            here = (DOCS / "handbook" / lang / link, DOCS / "handbook" / link, DOCS / link)
            assert link in _MADE or any(path.exists() for path in here), (name, link)


def test_english_is_spelt_right() -> None:
    pages = [
        DOCS / "handbook" / "en",
        DOCS.parent / "README.md",
        DOCS.parent / "CONTRIBUTING.md",
        DOCS / "python.md",
    ]
    command = [
        sys.executable,
        "-m",
        "codespell_lib",
        "--builtin",
        "clear,rare,informal",
        "-L",
        "numbre",
        *map(str, pages),
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout


def test_chinese_passes_our_own_proofreading() -> None:
    """Each page is an issue of one report; what is code, table or list is left aside."""
    for name in page_names("zh"):
        text = re.sub(r"^```.*?^```$", "", page_text(name, "zh"), flags=re.MULTILINE | re.DOTALL)
        lines = [line for line in text.split("\n\n") if line.strip() and line.lstrip()[0] not in "|#-`"]
        prose = [
            re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub("`[^`]*`", "命令", line))
            .replace("\n", "")
            .replace("**", "")
            for line in lines
        ]
        data = {
            "bulletin": "手册",
            "number": 1,
            "date": "2024-05-06",
            "reports": [{"title": "一页", "text": prose}],
        }
        found = bp.Issue.from_data(data).check().findings
        told = [(each.problem.code, each.problem.message("zh")) for each in found]
        assert not [each for each in told if each[0] not in _LET_BE and _NAMES not in each[1]], name
