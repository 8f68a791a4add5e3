"""The schema of word lists accepts what the reader accepts, and says where a list is wrong."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from support.program import run_here

from .measure import DOC

EXAMPLE = re.search("```yaml\n(用词：?: .*?)```", DOC.read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("names", ["zh", "en"])
def test_the_example_of_the_page_fits(names: str) -> None:
    assert EXAMPLE is not None
    assert not list(validator(names).iter_errors(yaml.safe_load(EXAMPLE[1])))


@pytest.mark.parametrize(
    "wrong",
    [
        {"people": ["王晓东"]},
        {"人员": {"王晓东": 3}},
        {"豁免": {"444": "引用"}},
        {"waive": {"B444": ""}},
        {"x": 1},
    ],
    ids=["no posts", "a number", "no code", "no reason", "no word"],
)
def test_what_does_not_fit_is_told(wrong: dict[str, Any]) -> None:
    assert list(validator("zh").iter_errors(wrong))


def validator(names: str) -> Draft202012Validator:
    done = run_here("schema", "wordlist", "--names", names, cwd=Path.cwd())
    assert done.returncode == 0
    found = json.loads(done.stdout)
    assert ("人员" in found["properties"]) == (names == "zh")
    return Draft202012Validator(found)
