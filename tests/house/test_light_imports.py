"""What is heavy is imported by whoever needs it, when it is needed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bulletin_pdf.patterns import known_programs

ALWAYS_HEAVY = {"dataclasses", "importlib.metadata", "logging", "multiprocessing", "concurrent", "tqdm"}
NEVER_NEEDED = {
    "reportlab",
    "pypdf",
    "fontTools",
    "numpy",
    "justhtml",
    "markdown_it",
    "openpyxl",
    "striprtf",
    "olefile",
}

MAX_MODULES = 245
"""What a build may import besides what a bare interpreter has; it is 236 to 243, of which the design takes 14."""

LOADED = """
import json, sys
{statement}
print(json.dumps(sorted(sys.modules)))
"""


def loaded(statement: str) -> set[str]:
    script = LOADED.format(statement=statement)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def heavy(modules: set[str]) -> set[str]:
    unwanted = ALWAYS_HEAVY | NEVER_NEEDED
    return {name for name in modules if name in unwanted or name.split(".")[0] in unwanted}


# What a bare interpreter of this installation brings along is not ours to answer for.
BARE = loaded("pass")

CHECK = "from bulletin_pdf.cli.main import main; main(['check', '-q', 'issues/2022-zk30.yaml'])"
VOLUME = "from bulletin_pdf.cli.main import main; main(['volume', '-q', '--jobs', '1', {!r}, '-o', {!r}])"
BUILD = (
    "from bulletin_pdf.cli.main import main; "
    "main(['build', '-q', 'issues/2022-zk30.yaml', '-o', {!r}, '--edition', {!r}])"
)


@pytest.mark.parametrize(
    "statement",
    [
        "import bulletin_pdf",
        "import bulletin_pdf.cli.main",
        "from bulletin_pdf.cli.main import main; main(['-h'])",
    ],
)
def test_the_door_is_light(statement: str) -> None:
    modules = loaded(statement) - BARE
    assert not heavy(modules)
    assert not {name.split(".")[0] for name in modules} & {"yaml", "uharfbuzz", "PIL", "json"}


def test_check_is_light() -> None:
    assert not heavy(loaded(CHECK) - BARE)


def test_a_quiet_build_reads_no_words(tmp_path: Path) -> None:
    script = (
        BUILD.format(str(tmp_path), "print")
        + "\nfrom bulletin_pdf import messages; assert not messages._catalogue.cache_info().misses"
    )
    loaded(script)


def test_a_build_compiles_no_patterns(tmp_path: Path) -> None:
    """All of them were compiled beforehand; a new one is after `make docs`."""
    if not known_programs():
        pytest.skip("no patterns are compiled beforehand for this version of Python")
    script = (
        f"from bulletin_pdf import patterns; patterns.re = None\n{BUILD.format(str(tmp_path), 'archive')}"
    )
    loaded(script)
    assert list(tmp_path.glob("*.pdf")), "a pattern is not in data/patterns: run make docs"


@pytest.mark.parametrize("edition", ["print", "archive", "screen"])
def test_build_of_one_issue_is_light(tmp_path: Path, edition: str) -> None:
    modules = loaded(BUILD.format(str(tmp_path), edition)) - BARE
    assert not heavy(modules)
    assert "PIL" not in modules, "no photographs, no Pillow"
    assert "uharfbuzz" not in modules, "shipped faces need no shaper"
    assert not modules & {"ast", "copy", "csv", "inspect", "pathlib", "shutil", "urllib.parse", "xml"}, (
        "wanted by nothing in it"
    )
    absent = {"bulletin_pdf.drawing", "bulletin_pdf.pictures", "bulletin_pdf.press.copies"}
    assert not modules & absent, "no artwork, no pictures, no numbered copies"
    assert "bulletin_pdf.attest.split_tables" not in modules, "no tables"
    assert len(modules) < MAX_MODULES


def test_only_what_an_issue_has_is_imported(tmp_path: Path) -> None:
    """Each of these is imported late by what needs it, so that other issues need not wait for it."""
    modules = loaded(
        BUILD.format(str(tmp_path), "print").replace("issues/2022-zk30", "tests/corpus/photos/issue")
    )
    assert {"PIL", "bulletin_pdf.pictures.facts", "bulletin_pdf.compose.picture_blocks"} <= modules


def test_volume_of_plain_issues_is_light(tmp_path: Path) -> None:
    for name in ("2022-zk30.yaml", "bulletin.yaml"):
        (tmp_path / name).write_bytes(Path("issues", name).read_bytes())
    volume = tmp_path / "volume.yaml"
    said = "title: 湖南精神文明建设\nyear: 2022\nissues: [2022-zk30.yaml]\nparts: [contents, issues]\n"
    volume.write_text(said, "utf-8")
    modules = loaded(VOLUME.format(str(volume), str(tmp_path / "out"))) - BARE
    assert (tmp_path / "out" / "volume.pdf").exists()
    assert not heavy(modules)
    assert "importlib.resources" not in modules, "no table of a room of proofreading"
    unwanted = {
        "issues.numbers",
        "parts.statistics",
        "parts.register",
        "plan.foreign_issues",
        "plan.archived_issues",
    }
    assert not {f"bulletin_pdf.volume.{name}" for name in unwanted} & modules
