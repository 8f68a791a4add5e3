"""Every key of an issue with a value that holds next to nothing: set, or told, and never a fault of the program."""

from pathlib import Path

import pytest
from PIL import Image

from bulletin_pdf.build import inspect, publish
from bulletin_pdf.design.vocabulary import DESIGN
from bulletin_pdf.issue.vocabulary import (
    BLOCKS,
    CELL,
    COLOPHON,
    DISTRIBUTION,
    ERRATUM,
    FONTS,
    ISSUE,
    REPORT,
)
from bulletin_pdf.problems import BulletinError

VALUES = ["　", "\u00a0\u2003", "\\t", "****", "====", "。", "（）", "甲\\t\u205f乙"]
TABLES = {
    "issue": ISSUE,
    "report": REPORT,
    "distribution": DISTRIBUTION,
    "colophon": COLOPHON,
    "design": DESIGN,
    "fonts": FONTS,
    "erratum": ERRATUM,
    "cell": CELL,
    **BLOCKS,
}
KEYS = [(kind, key.name) for kind, table in TABLES.items() for key in table.keys]
OWN = {"figure": "a.png", "table": "[[甲, 乙], [丙, 丁]]"}


def flow(fields: dict[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}"


def issue_with(kind: str, key: str, value: str) -> str:
    """The plainest issue with one key of one kind of mapping given this value."""
    head = {"bulletin": "工作简报", "number": "30", "date": "2022-06-16", "reports": ""}
    report = {"title": "标题", "text": "正文。"}
    if kind == "report":
        report[key] = value
    elif kind in ("distribution", "colophon", "design", "fonts"):
        head[kind] = flow({key: value})
    elif kind == "erratum":
        head["errata"] = f"[{flow({'was': '正文', 'now': '本文', key: value})}]"
    elif kind == "cell":
        report |= {"text": "~", "body": f"[{{table: [[甲, 乙], [丙, {flow({key: value})}]]}}]"}
    elif kind in BLOCKS:
        first = BLOCKS[kind].keys[0].name
        report |= {"text": "~", "body": f"[{flow({first: OWN.get(first, '文字'), key: value})}]"}
    head["reports"] = f"[{flow(report)}]"
    if kind == "issue":
        head[key] = value
    return "".join(f"{name}: {given}\n" for name, given in head.items())


@pytest.mark.parametrize(("kind", "key"), KEYS, ids=[f"{kind}.{key}" for kind, key in KEYS])
def test_a_value_of_next_to_nothing(kind: str, key: str, tmp_path: Path) -> None:
    Image.new("L", (40, 30), 128).save(tmp_path / "a.png", dpi=(300, 300))
    path = tmp_path / "issue.yaml"
    for number, value in enumerate(VALUES):
        path.write_text(issue_with(kind, key, f'"{value}"'), encoding="utf-8")
        try:
            publish(str(path), str(tmp_path / f"{number}.pdf"))
        except BulletinError as error:
            assert not {"B940", "B941", "B942", "B943", "B947"} & {p.code for p in error.problems}
        else:
            inspect(str(path))


@pytest.mark.parametrize("value", ['"　"', '"\u00a0"', '"\\t"', '" "', '""', "~", ""])
@pytest.mark.parametrize("key", ["bulletin", "date", "reports"])
def test_what_is_needed_and_blank_is_told(key: str, value: str, tmp_path: Path) -> None:
    path = tmp_path / "issue.yaml"
    path.write_text(issue_with("issue", key, value), encoding="utf-8")
    with pytest.raises(BulletinError) as caught:
        publish(str(path), str(tmp_path / "issue.pdf"))
    codes = [problem.code for problem in caught.value.problems]
    assert codes == ["B137"] or (key == "reports" and codes == ["B135"])
    assert not (tmp_path / "issue.pdf").exists()


def test_a_blank_heading_leaves_the_title(tmp_path: Path) -> None:
    path = tmp_path / "issue.yaml"
    path.write_text(issue_with("report", "heading", '"　"'), encoding="utf-8")
    assert publish(str(path), str(tmp_path / "issue.pdf")).pages == 1
