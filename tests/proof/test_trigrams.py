"""A model of three words in a row beside the frequencies of words: what it adds, and that it may be missing."""

from pathlib import Path
from typing import Any

import pytest

from bulletin_pdf.cli.main import main
from bulletin_pdf.proof import trigrams
from bulletin_pdf.proof.spelling import spelling_slips

ARPA = """\\data\\
ngram 1=9
ngram 2=3

\\1-grams:
-9.0\t<unk>\t0.0
-9.0\t<s>\t0.0
-2.0\t</s>
-2.0\t企业\t-0.5
-2.0\t生产\t-0.5
-3.0\t井然\t-0.5
-8.0\t景\t0.0
-8.0\t象\t0.0
-2.5\t景象\t-0.5

\\2-grams:
-0.5\t企业 生产
-0.5\t生产 景象
-0.5\t井然 景象

\\end\\
"""


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pytest.importorskip("kenlm", reason="kenlm, of the extra spelling, is not installed")
    path = tmp_path / "small.arpa"
    path.write_text(ARPA, "utf-8")
    monkeypatch.setenv(trigrams.MODEL, str(path))
    return path


def test_a_model_weighs_words_in_their_place(model: Path) -> None:
    weigh: Any = trigrams.weigh_with_model()
    text = "企业生产景像"
    assert weigh(text, 4, 6, "景象") > 5
    assert weigh("企业生产景象", 4, 6, "景像") < -5


def test_a_missing_model_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(trigrams.MODEL, "")
    assert trigrams.model_path() == "" and trigrams.weigh_with_model() is None
    monkeypatch.setenv(trigrams.MODEL, str(tmp_path / "nowhere.lm"))
    assert trigrams.weigh_with_model() is None
    assert [slip.word for slip in spelling_slips("各镇办理事项要遵照行证法规。")] == ["行政法规"]


def test_a_file_that_is_no_model_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("kenlm", reason="kenlm, of the extra spelling, is not installed")
    (tmp_path / "bad.lm").write_text("no model", "utf-8")
    monkeypatch.setenv(trigrams.MODEL, str(tmp_path / "bad.lm"))
    assert trigrams.weigh_with_model() is None


def test_check_says_what_it_rested_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(trigrams.MODEL, "")
    (tmp_path / "a.yaml").write_text(
        "number: 3\ndate: 2022-06-16\nreports: [{title: 标题, text: 正文。}]\n", "utf-8"
    )
    main(["check", "--lang", "zh", str(tmp_path / "a.yaml")])
    assert "同音字、形近字：按词频" in capsys.readouterr().out
