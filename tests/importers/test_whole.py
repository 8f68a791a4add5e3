"""The proof of an import: a second reading of the source against draft, comments and log."""

import json
from pathlib import Path
from typing import Any

import pytest

from bulletin_pdf.cli.main import main
from bulletin_pdf.importers import infer
from bulletin_pdf.importers.material import Para, SourceEdit
from bulletin_pdf.importers.source_coverage import missing_text, said_by
from bulletin_pdf.problems import Span
from importers.helpers import import_text

TEXT = (
    "工作简报\n2023年第5期\n某市办公室　2023年4月6日\n甲县：扎实推进志愿服务\n"
    + "甲县坚持以需求为导向，扎实推进各项工作。" * 4
)
HERE = Span("a", 1, 1)


def edit(before: str, after: str = "") -> SourceEdit:
    return SourceEdit(HERE, before, after, "layout")


def test_what_is_in_the_draft_or_in_the_log_is_accounted_for() -> None:
    assert missing_text(["甲县　开展活动", "乙县"], "甲县开展 活动", [edit("乙县")]) == []


def test_a_text_that_is_nowhere_is_given_whole() -> None:
    assert missing_text(["甲县开展活动", "乙县整治环境卫生"], "甲县开展活动", []) == ["乙县整治环境卫生"]


def test_a_text_is_lost_even_where_all_its_characters_stand_elsewhere() -> None:
    assert missing_text(["一二三四五六七八"], "八六四二七五三一", []) == ["一二三四五六七八"]


def test_a_text_that_stands_twice_must_be_held_twice() -> None:
    assert missing_text(["甲县", "甲县"], "甲县", []) == ["甲县"]


def test_what_an_import_puts_in_does_not_stand_for_what_is_lost() -> None:
    assert missing_text(["一年一度"], "一年度", [edit("", "一")]) == ["一", "一"]


def test_a_changed_character_is_held_by_the_log() -> None:
    assert missing_text(["面积10m2"], "面积10m²", [edit("2", "²")]) == []


def test_a_draft_says_its_values_and_the_source_lines_of_its_head() -> None:
    draft = "# 由 a 导入\n# 没有归类：\n#   甲县\nreports:\n  - title: 丙县  # 猜测：乙县\n    text: |\n      丁县\n"
    assert said_by(draft).rstrip().split("\n") == ["甲县", "丙县", "丁县"]


@pytest.mark.parametrize("field", ["bulletin: 简报", "colophon:\n  编辑: 丙", "印发日期: 2023-04-06"])
def test_what_was_moved_to_a_field_stands_in_the_log_alone(field: str) -> None:
    """Counted twice, it would stand for the same characters lost elsewhere."""
    assert said_by(f"{field}\n") == ""


def test_every_character_of_a_text_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one that the masthead holds as well: 2023年 stands in two of its lines."""
    text = TEXT + "\n2023年，甲县建成实践站5个。"
    for char in "2023年，甲县建成实践站5个。":
        monkeypatch.setattr(
            infer,
            "read_report_body",
            lambda items, *rest, lost=char: read([*items[:-1], without(items[-1], lost)], *rest),
        )
        result, _ = import_text(text, tmp_path)
        assert char in "".join(result.account.lost)


def without(para: Para, char: str) -> Para:
    at = para.words.index(char)
    return para._replace(text=para.text.edit([(at, at + 1, "")]))


def test_a_loss_is_told_and_the_text_stands_at_the_head(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a part of the program forgets, the proof finds."""
    monkeypatch.setattr(infer, "read_report_body", lambda items, *rest: read(items[:-1], *rest))
    text = TEXT + "\n这最后一段会被漏掉。"
    result, _ = import_text(text, tmp_path)
    (problem,) = (problem for problem in result.problems if problem.code == "B950")
    assert "这最后一段会被漏掉" in problem.message("zh")
    assert "#   这最后一段会被漏掉。" in result.text
    assert ("这最后一段会被漏掉。", "unaccounted") in {(e.before, e.why) for e in result.draft.edits}


def test_a_loss_is_an_error_and_the_draft_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(infer, "read_report_body", lambda items, *rest: read(items[:-1], *rest))
    (tmp_path / "a.txt").write_text(TEXT + "\n这最后一段会被漏掉。", "utf-8")
    assert main(["import", "a.txt", "--log", "a.log"]) == 1
    assert "B950" in capsys.readouterr().err
    assert all("这最后一段会被漏掉。" in (tmp_path / name).read_text("utf-8") for name in ("a.yaml", "a.log"))


def test_a_certificate_says_what_was_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    assert main(["import", "a.txt", "--certificate"]) == 0
    record = json.loads((tmp_path / "a.import.json").read_text("utf-8"))
    assert (record["lost"], record["characters"]["source"]) == ([], len("".join(TEXT.split())))
    assert {"name", "bytes", "sha256"} == set(record["source"]) == set(record["draft"])


read: Any = vars(infer)["read_report_body"]


@pytest.mark.parametrize(
    ("name", "last"), [("防汛工作通知.txt", "防汛工作"), ("1.txt", "（标题）"), ("1.txt", "标题")]
)
def test_what_the_draft_invents_stands_for_nothing_that_was_lost(
    name: str, last: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"各县市区：\n为了做好各项准备，经研究，现就有关事项明确如下，请认真贯彻执行。\n{last}\n"
    assert not import_text(text, tmp_path, name)[0].account.lost
    monkeypatch.setattr(infer, "read_report_body", lambda items, *rest: read(items[:-1], *rest))
    assert "".join(import_text(text, tmp_path, name)[0].account.lost) == last
