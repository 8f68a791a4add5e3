"""`--fix` on texts put together at random: what is cited stays, so does every byte outside the changes shown."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.proof.misspellings import common_misspellings
from bulletin_pdf.proof.proofread import proofread
from bulletin_pdf.proof.repair import Repair, repair

HEAD = "bulletin: 工作简报  # 两格\nnumber: 30\ndate: 2022-06-16\nreports:\n  - title: 各地推进工作\n    text: |\n"
WRONG = [word.wrong for word in common_misspellings() if word.is_safe]

wrong = st.sampled_from(WRONG)
cited = st.one_of(
    st.builds("《{}办法》".format, wrong),
    st.builds("《关于〈{}〉的通知》".format, wrong),
    st.builds("把“{0}”写成".format, wrong),
    st.builds("误为“{}”".format, wrong),
    st.builds("应为“{}”".format, wrong),
    st.builds("“{}”一词".format, wrong),
    st.builds("东河{}有限公司".format, wrong),
    st.builds("《{}》（湘政办发〔2022〕5号）".format, wrong),
)
plain = st.sampled_from(
    [
        "截止目前，共有3人",
        "会议要求，，抓好落实",
        "从二零二二年起",
        "截止日期为6月1日",
        "检查长度和拍卖标的的估价",
        "三、四个村",
        "湘政发（2022）5号",
        "村里“强“字诀”没有配对",
        "English, text; stays.",
        "座落在河边",
        "进一步",
        "各地 认真 落实",
    ]
)
sentences = st.lists(st.one_of(cited, plain, wrong), min_size=1, max_size=5).map(
    lambda parts: "，".join(parts) + "。"
)
papers = st.lists(sentences, min_size=1, max_size=4)


def mended(text: str) -> Repair:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "a.yaml"
        path.write_text(text, "utf-8")
        issue, problems = read_issue(str(path))
        return repair(issue.sources[0], proofread(issue, problems).fixes)


def written(paragraphs: list[str]) -> str:
    return HEAD + "".join(f"      {paragraph}\n\n" for paragraph in paragraphs)


@settings(max_examples=120, deadline=None)
@given(papers)
def test_changes_are_those_shown_and_there_are_none_the_second_time(paragraphs: list[str]) -> None:
    text = written(paragraphs)
    done = mended(text)
    lines = text.split("\n")
    for fix in sorted(done.fixes, key=lambda fix: fix.place, reverse=True):
        row, start = fix.place.line - 1, fix.place.column - 1
        lines[row] = lines[row][:start] + fix.after + lines[row][start + len(fix.before) :]
    assert done.after.decode() == "\n".join(lines)
    assert mended(done.after.decode()).fixes == ()


@settings(max_examples=120, deadline=None)
@given(cited, plain, plain)
def test_what_is_cited_stays(words: str, before: str, after: str) -> None:
    assert words in mended(written([f"{before}，{words}，{after}。"])).after.decode()
