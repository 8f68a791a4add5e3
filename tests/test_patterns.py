"""A pattern that is compiled at the first look is like any other afterwards."""

import re

import pytest

from bulletin_pdf.patterns import pattern


def test_it_finds_what_a_compiled_one_finds() -> None:
    dates = pattern("[0-9]+[年月日]")
    for _ in range(2):
        assert dates.findall("2022年6月16日") == ["2022年", "6月", "16日"]
    assert dates.sub("·", "6月") == "·"
    assert dates.pattern == "[0-9]+[年月日]"


def test_nothing_is_compiled_before(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    compiled = re.compile
    monkeypatch.setattr(re, "compile", lambda source: seen.append(source) or compiled(source))
    both = pattern("一"), pattern("二")
    assert not seen
    assert both[0].search("十一")
    assert seen == ["一"]
