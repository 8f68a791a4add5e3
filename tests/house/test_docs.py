"""The pages say what the program does."""

import re
from pathlib import Path

import pytest
from make_docs import problems_page

from bulletin_pdf import __version__
from bulletin_pdf.cli import COMMANDS
from bulletin_pdf.pdf.profile import PROFILES
from bulletin_pdf.problem_codes import CODES

ROOT = Path(__file__).parent.parent.parent
READMES = ("README.md", "README.zh-CN.md")


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_problems_page_is_fresh() -> None:
    assert read("docs/problems.md") == problems_page(), "run make docs"


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(readme: str, command: str) -> None:
    assert f"bulletin-pdf {command}" in read(readme)


@pytest.mark.parametrize("readme", READMES)
def test_no_other_command_is_promised(readme: str) -> None:
    assert set(re.findall(r"bulletin-pdf ([a-z]+)", read(readme))) == set(COMMANDS)


@pytest.mark.parametrize("readme", READMES)
def test_editions_of_the_readme_exist(readme: str) -> None:
    table = re.search(r"\| (?:edition|版本) \|(?:.*\n)+?\n", read(readme))
    assert table is not None
    assert set(re.findall(r"^\| `(\w+)`", table[0], re.MULTILINE)) == set(PROFILES)


@pytest.mark.parametrize("readme", READMES)
def test_first_screen(readme: str) -> None:
    """One sentence, the two commands, three lines of Python, the picture of page 1."""
    title, sentence, commands, program, picture = [part for part in read(readme).split("\n\n") if part][:5]
    assert title == "# bulletin_pdf"
    assert "\n" not in sentence
    assert re.findall(r"^make (\w+)", commands, re.MULTILINE) == ["issue", "test"]
    assert len(program.split("\n")) == 5 and program.startswith("```python\nimport bulletin_pdf")
    assert picture.startswith("![") and picture.endswith("(docs/page1.png)")


@pytest.mark.parametrize("page", [*READMES, "docs/architecture.md", "docs/python.md", "CHANGELOG.md"])
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", read(page)):
        assert ((ROOT / page).parent / target).exists(), target


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md", "docs/architecture.md", "docs/python.md"])
def test_codes_named_exist(page: str) -> None:
    assert set(re.findall(r"\bB\d{3}\b", read(page))) <= set(CODES)


def test_files_to_change_exist() -> None:
    """The table names files and folders of the package, or of the page in web/."""
    section = read("docs/architecture.md").partition("### Where to change what")[2].partition("\n## ")[0]
    named = set(re.findall(r"`([a-z_/]+(?:\.py|\.yaml|/))`", section))
    assert len(named) > 40
    there = {name for name in named for root in (ROOT, ROOT / "src/bulletin_pdf") if (root / name).exists()}
    assert named == there


def test_this_version_is_in_the_changelog() -> None:
    assert f"## {__version__} " in read("CHANGELOG.md")
