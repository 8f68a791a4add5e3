"""The schema that editors get, judged by a library that checks as they do."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bulletin_pdf.cli.main import main
from bulletin_pdf.issue.editor_schema import for_editors
from bulletin_pdf.issue.schema import schema
from bulletin_pdf.issue.vocabulary import ISSUE, REPORT
from bulletin_pdf.messages import Language
from bulletin_pdf.volume.plan.volume_schema import volume_schema

from .test_schema import load

HERE = Path(__file__).parent
ISSUES = HERE.parent.parent / "issues"
LANGS: tuple[Language, ...] = ("zh", "en")
MADE = {lang: for_editors(schema("issue"), "issue", lang) for lang in LANGS}
GOOD = {"bulletin": "甲", "number": 1, "date": "2022-06-16", "reports": [{"title": "甲", "text": "乙"}]}


@pytest.mark.parametrize("lang", LANGS)
def test_each_key_is_offered_by_one_name_and_taken_by_all(lang: Language) -> None:
    made = MADE[lang]
    for shape, table in ((made, ISSUE), (made["$defs"]["report"], REPORT)):
        assert set(shape["properties"]) == {key.names[lang == "zh"] for key in table.keys}
    assert not list(Draft202012Validator(made).iter_errors(GOOD))
    for name in ("whole.yaml", "whole.zh.yaml"):
        assert not list(Draft202012Validator(made).iter_errors(load(HERE / name)))
    assert not list(Draft202012Validator(made).iter_errors(load(ISSUES / "2022-zk30.yaml")))


WITHIN = ("properties", "patternProperties", "$defs", "allOf", "anyOf", "oneOf")
WITHIN_ONE = ("items", "additionalProperties", "if", "then", "else", "not", "contains", "propertyNames")


def schemas_in(made: Any) -> Iterator[Any]:
    """Yield a schema and those within it, each with `true` for those within: checking all at once takes ten times as long."""
    if not isinstance(made, dict):
        yield made
        return
    flat = dict(made)
    for key in set(WITHIN) & made.keys():
        held = made[key]
        yield from (
            each
            for inner in (held.values() if isinstance(held, dict) else held)
            for each in schemas_in(inner)
        )
        flat[key] = dict.fromkeys(held, True) if isinstance(held, dict) else [True] * len(held)
    for key in set(WITHIN_ONE) & made.keys():
        yield from schemas_in(made[key])
        flat[key] = True
    yield flat


def canonical(made: Any) -> str:
    return json.dumps(made, sort_keys=True)


@pytest.mark.parametrize("kind", ["issue", "bulletin", "design", "volume"])
def test_every_schema_is_one(kind: str) -> None:
    for lang in LANGS:
        made = for_editors(volume_schema() if kind == "volume" else schema(kind), kind, lang)  # type: ignore[arg-type]
        for each in set(map(canonical, schemas_in(made))):
            Draft202012Validator.check_schema(json.loads(each))
        assert made["$id"] == f"urn:bulletin-pdf:schema:{kind}:{lang}"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"number": "三十"}, "$.number"),
        ({"number": 0}, "$.number"),
        ({"contents": "always"}, "$.contents"),
        ({"bulletin": ["甲"]}, "$.bulletin"),
        ({"reports": []}, "$.reports"),
        ({"reports": [{"title": "甲"}]}, "$.reports[0]"),
        ({"reports": [{"title": "甲", "text": ["乙", {}]}]}, "$.reports[0].text[1]"),
        ({"reports": [{"title": "甲", "body": [{"heading": "一、", "level": 9}]}]}, "$.reports[0].body[0].level"),
        ({"reports": [{"title": "甲", "body": [{"table": [[{"text": 1, "colspan": 0}]]}]}]}, "$.reports[0].body[0].table[0][0].colspan"),
        ({"distribution": {"copies": "many"}}, "$.distribution.copies"),
        ({"design": {"page": {"top": "3 apples"}}}, "$.design.page.top"),
        ({"design": {"styles": {"body": {"size": "大"}}}}, "$.design.styles.body.size"),
        ({"design": "jianbo"}, "$.design"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_value(change: dict[str, Any], place: str) -> None:
    for lang in LANGS:
        (found,) = Draft202012Validator(MADE[lang]).iter_errors({**GOOD, **change})
        assert found.json_path == place
        assert found.validator != "anyOf", found.message


def test_what_is_missing_is_named_in_the_language_asked_for() -> None:
    said = [
        [error.message for error in Draft202012Validator(MADE[lang]).iter_errors({"bulletin": "甲"})]
        for lang in LANGS
    ]
    assert said[0][:2] == ["'印发日期' is a required property", "'报告' is a required property"]
    assert said[1][:2] == ["'date' is a required property", "'reports' is a required property"]


def test_defaults_and_values_to_fill_in() -> None:
    chinese, english = (MADE[lang]["properties"] for lang in LANGS)
    assert (chinese["要目"]["default"], english["contents"]["default"]) == ("自动", "auto")
    assert chinese["报告"]["defaultSnippets"][0]["body"][0].keys() == {"地区", "标题", "供稿单位", "正文"}
    for lang in LANGS:
        fits = Draft202012Validator(MADE[lang])
        for name, value in MADE[lang]["properties"].items():
            if "default" in value:
                assert not list(fits.iter_errors({**GOOD, name: value["default"]})), name


def test_new_names_the_schema_that_lies_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "-o", "a.yaml", "--lang", "en"]) == 0
    assert not Path("a.yaml").read_text("utf-8").startswith("# yaml-language-server")
    assert main(["schema", "issue", "--names", "zh", "--lang", "en"]) == 0
    Path("issue.schema.json").write_text(capsys.readouterr().out.partition("\n")[2], "utf-8")
    assert main(["new", "-o", "b.yaml", "--lang", "en"]) == 0
    assert Path("b.yaml").read_text("utf-8").startswith("# yaml-language-server: $schema=issue.schema.json\n")
