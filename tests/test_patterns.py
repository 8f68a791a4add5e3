"""A pattern that is compiled at the first look, or was beforehand, is like any other afterwards."""

import re
import sys
from ast import literal_eval

import pytest

from bulletin_pdf import patterns
from bulletin_pdf.patterns import known_programs, pattern, unpacked


def test_it_finds_what_a_compiled_one_finds() -> None:
    dates = pattern("[0-9]+[年月日]")
    for _ in range(2):
        assert dates.findall("2022年6月16日") == ["2022年", "6月", "16日"]
    assert dates.sub("·", "6月") == "·"
    assert dates.pattern == "[0-9]+[年月日]"


def test_nothing_is_compiled_before(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    compiled = re.compile

    def noting(source: str) -> object:
        seen.append(source)
        return compiled(source)

    monkeypatch.setattr(re, "compile", noting)
    both = pattern("一"), pattern("二")
    assert not seen
    assert both[0].search("十一")
    assert seen == ["一"]


def test_programs_are_what_the_compiler_makes() -> None:
    """Two patterns are equal when source, flags and program are."""
    programs = [
        (literal_eval(source.decode()), packed) for source, packed in known_programs().items() if packed
    ]
    if not programs:
        pytest.skip(f"no patterns are compiled beforehand for Python {sys.version}")
    assert len(programs) > 400
    for source, packed in programs:
        beforehand, plain = unpacked(source, packed), re.compile(source)
        assert beforehand == plain, f"{source}: run make docs"
        assert (beforehand.groups, beforehand.groupindex) == (plain.groups, plain.groupindex)


@pytest.mark.parametrize("source", ["(?P<year>[0-9]{4})年", b"/MCID (\\d+)"])
def test_another_version_of_the_matcher_compiles_them_itself(
    source: str | bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patterns, "file_name", lambda: "0-32-little.txt")
    for cached in (known_programs, patterns.compiled):
        cached.cache_clear()
    try:
        assert patterns.compiled(source) is re.compile(source)
    finally:
        for cached in (known_programs, patterns.compiled):
            cached.cache_clear()
