"""Versions told from the names of directories are those the libraries' own metadata give."""

from importlib.metadata import version

import pytest

from bulletin_pdf.installed import installed


@pytest.mark.parametrize("name", ["deflate", "pypdf", "pyyaml", "reportlab", "rjieba", "uharfbuzz"])
def test_versions_are_those_of_the_metadata(name: str) -> None:
    assert installed()[name] == version(name)
