"""The pages of rules on the Chinese site: every title, chapter and head of a table is Chinese; the rules are untouched."""

import re
from pathlib import Path

import pytest

from . import sample_folder  # noqa: F401  puts scripts/site on the path

from rules_in_chinese import _CHAPTERS, in_chinese_frame  # isort: skip

DOCS = Path(__file__).parent.parent.parent / "docs"
PAGES = [
    path.relative_to(DOCS).as_posix()
    for room in ("rules", "standards")
    for path in (DOCS / room).glob("*.md")
]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_frame_is_chinese_and_no_rule_is_lost(name: str) -> None:
    text = (DOCS / name).read_text("utf-8")
    framed = in_chinese_frame(name, text)
    titles = re.findall("^#+ .*$", framed, re.MULTILINE)
    assert len(titles) == len(re.findall("^#+ .*$", text, re.MULTILINE))
    assert all(re.search("[㐀-鿿]", title) for title in titles), titles
    assert len(set(titles)) == len(titles)
    assert len(_CHAPTERS.get(name, ())) == len(titles) - 1  # else they would stand at the wrong ones
    rows = [line for line in text.split("\n") if line.startswith("|") and not line.startswith("| id ")]
    kept = framed.split("\n")
    lost = [row for row in rows if row not in kept]
    # Heads alone are other lines now.
    assert all(text.split("\n")[text.split("\n").index(row) + 1].startswith("|--") for row in lost), lost
