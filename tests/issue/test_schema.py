import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml

from bulletin_pdf.issue.schema import bulletin_schema, issue_schema, schema
from bulletin_pdf.issue.vocabulary import BULLETIN, ISSUE, REPORT

HERE = Path(__file__).parent
ISSUES = HERE.parent.parent / "issues"

TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}
KNOWN = {"$schema", "$defs", "$ref", "title", "description", "examples", "format", "type", "enum", "anyOf"}
KNOWN |= {"allOf", "properties", "required", "additionalProperties", "items", "minItems", "maxItems"}
KNOWN |= {"minLength", "maxLength", "minimum", "maximum", "pattern"}


def fits(value: Any, shape: dict[str, Any], root: dict[str, Any]) -> bool:
    """As much of JSON Schema 2020-12 as our schemas use."""
    assert set(shape) <= KNOWN
    if "$ref" in shape:
        return fits(value, root["$defs"][shape["$ref"].rsplit("/", 1)[1]], root)
    kinds = shape.get("type", [])
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if kinds and not any(isinstance(value, TYPES[kind]) and value is not True for kind in kinds):
        return False
    checks: list[bool] = [
        "enum" not in shape or value in shape["enum"],
        "anyOf" not in shape or any(fits(value, each, root) for each in shape["anyOf"]),
        all(fits(value, each, root) for each in shape.get("allOf", [])),
        *(_of_mapping(value, shape, root) if isinstance(value, dict) else ()),
    ]
    if isinstance(value, list):
        checks += [len(value) >= shape.get("minItems", 0)]
        checks += [fits(item, shape["items"], root) for item in value if "items" in shape]
    if isinstance(value, str):
        checks += [len(value) >= shape.get("minLength", 0), len(value) <= shape.get("maxLength", 10**9)]
        checks += [re.search(shape.get("pattern", ""), value) is not None]
    if isinstance(value, int) and not isinstance(value, bool):
        checks += [shape.get("minimum", value) <= value <= shape.get("maximum", value)]
    return all(checks)


def _of_mapping(value: Any, shape: Any, root: Any) -> Iterator[bool]:
    properties = shape.get("properties", {})
    yield all(name in value for name in shape.get("required", []))
    yield shape.get("additionalProperties", True) or set(value) <= set(properties)
    yield from (fits(each, properties[name], root) for name, each in value.items() if name in properties)


def load(path: Path) -> Any:
    """As an editor reads it, dates as text."""
    loader: Any = type("Loader", (yaml.SafeLoader,), {})
    loader.yaml_implicit_resolvers = {
        first: [(tag, rule) for tag, rule in rules if not tag.endswith("timestamp")]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(path.read_text("utf-8"), loader)


@pytest.mark.parametrize("name", ["whole.yaml", "whole.zh.yaml"])
def test_whole_files_fit(name: str) -> None:
    assert fits(load(HERE / name), issue_schema(), issue_schema())


def test_issues_of_the_repository_fit() -> None:
    assert fits(load(ISSUES / "bulletin.yaml"), bulletin_schema(), bulletin_schema())
    assert fits(load(ISSUES / "2022-zk30.yaml"), issue_schema(), issue_schema())


@pytest.mark.parametrize(
    "change",
    [
        {"titel": "甲"},
        {"reports": []},
        {"reports": [{"title": "甲"}]},
        {"reports": [{"text": "甲"}]},
        {"reports": {"title": "甲", "text": "乙"}},
        {"number": "三十"},
        {"contents": "always"},
        {"bulletin": ["甲"]},
        {"distribution": ["甲"]},
        {"distribution": {"copies": 0}},
        {"reports": [{"title": "甲", "body": [{"figure": "a.jpg", "level": 1}]}]},
    ],
)
def test_bad_shapes_do_not_fit(change: dict[str, Any]) -> None:
    good = {"bulletin": "甲", "number": 1, "date": "2022-06-16", "reports": [{"title": "甲", "text": "乙"}]}
    made = issue_schema()
    assert fits(good, made, made)
    assert not fits({**good, **change}, made, made)


@pytest.mark.parametrize("kind", ["issue", "bulletin"])
def test_every_name_is_described_in_both_languages(kind: Literal["issue", "bulletin"]) -> None:
    made = schema(kind)
    assert json.loads(json.dumps(made)) == made
    tables = [made["properties"], *(each["properties"] for each in made["$defs"].values())]
    for table in tables:
        for entry in table.values():
            chinese, english = entry["description"].split("\n")
            assert re.search("[㐀-鿿]", chinese) and re.search("[A-Za-z]", english)


def test_both_names_of_every_key_are_there() -> None:
    made = issue_schema()
    assert set(made["properties"]) == set(ISSUE.by_name)
    assert set(made["$defs"]["report"]["properties"]) == set(REPORT.by_name)
    assert set(BULLETIN.by_name) <= set(ISSUE.by_name)
