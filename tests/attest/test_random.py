"""Issues of text that no editor would write: what is set at all comes back, character for character."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from bulletin_pdf.build import publish
from bulletin_pdf.problems import BulletinError

HAN = st.text(
    "的一是在有人这上们来到时大地为子中你说生国年着就那和要她出也得里后自以会", min_size=1, max_size=9
)
MARK = st.sampled_from("，。；：？！、“”‘’（）《》【】〔〕…—·～–%％.,;:()'\"℃‰＋×")
WHITE = st.sampled_from([" ", "  ", "\u3000", "\u00a0", "\u2003"])
LATIN = st.sampled_from(
    [
        "GDP",
        "a",
        "5G",
        "e-mail",
        "https://www.example.gov.cn/a?b=c&d",
        "2022",
        "12.5%",
        "１２",
        "é",
        "e\u0301",
        "①",
        "㎡",
    ]
)
RARE = st.sampled_from(
    ["𠮷", "䶮", "𬭎", "葛\U000e0100", "——", "……", "“‘", "’”", "一是", "（一）", "1.", "**重点**", "&amp;"]
)
WORDS = st.lists(st.one_of(HAN, HAN, HAN, MARK, LATIN, WHITE, RARE), min_size=1, max_size=9).map(
    lambda parts: "".join(parts).strip() or "文"
)
LONG = st.lists(WORDS, min_size=1, max_size=12).map("".join)
CELL = st.one_of(WORDS, st.just(""), st.integers(0, 9999).map(str))
TABLE = st.integers(1, 6).flatmap(
    lambda columns: st.fixed_dictionaries(
        {
            "table": st.lists(st.lists(CELL, min_size=columns, max_size=columns), min_size=2, max_size=30),
            "header_rows": st.integers(0, 2),
        },
        optional={"caption": WORDS, "unit": WORDS},
    )
)
BLOCK = st.one_of(
    LONG, LONG, LONG, TABLE,
    st.fixed_dictionaries({"heading": WORDS}), st.fixed_dictionaries({"quote": LONG}),
    st.fixed_dictionaries({"verse": st.lists(WORDS, min_size=1, max_size=6).map("\n".join)}),
    st.fixed_dictionaries({"right": st.lists(WORDS, min_size=1, max_size=2)}),
)  # fmt: skip
REPORT = st.fixed_dictionaries(
    {"title": WORDS, "body": st.lists(BLOCK, min_size=1, max_size=7)},
    optional={"city": HAN, "subtitle": WORDS, "by": WORDS},
)
NAMES = st.lists(WORDS, min_size=1, max_size=6)
ISSUE = st.fixed_dictionaries(
    {
        "bulletin": HAN,
        "publisher": st.lists(WORDS, min_size=1, max_size=3),
        "number": st.integers(1, 99),
        "date": st.just("2022-06-16"),
        "contents": st.sampled_from(["auto", "none", "pages", "list"]),
        "reports": st.lists(REPORT, min_size=1, max_size=5),
    },
    optional={
        "series": WORDS, "serial": st.integers(1, 999), "signer": HAN, "theme": WORDS, "note": LONG,
        "distribution": st.fixed_dictionaries({"send": NAMES}, optional={"report": NAMES, "copies": st.integers(1, 500)}),
        "colophon": st.fixed_dictionaries({"editor": HAN}),
    },
)  # fmt: skip
EDITIONS = st.sampled_from(["print", "archive", "screen", "overprint", "proof"])


@settings(
    max_examples=25, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(issue=ISSUE, edition=EDITIONS)
def test_strange_text_comes_back(issue: dict[str, Any], edition: str) -> None:
    room = Path(tempfile.mkdtemp(prefix="fidelity-"))
    try:
        source = room / "issue.yaml"
        source.write_text(yaml.safe_dump(issue, allow_unicode=True, sort_keys=False), "utf-8")
        publish(str(source), str(room / "issue.pdf"), edition)
    except BulletinError as error:
        # What the issue itself is refused for is no matter here.
        codes = {problem.code for problem in error.problems.errors}
        assert not any(code.startswith("B94") for code in codes), (edition, issue, codes)
        assume(False)
    finally:
        shutil.rmtree(room)
