"""Random issues built end to end: nothing is lost, nothing leaves its place (§10, invariants).

The examples are the same in every run. Each is measured on its finished pages with the checks
of the table that hold whatever an issue says.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bulletin_pdf.build import publish
from bulletin_pdf.issue.read import read_issue
from conformance.corpus import CORPUS
from conformance.elements import find_elements
from conformance.parts import unnumbered
from conformance.rules import Sample
from conformance.table import CHECKS
from support.measured import squashed
from support.printed import take_apart

Issue = dict[str, Any]

ALWAYS: Final = frozenset({
    "pages_are_a4", "nothing_stands_outside_the_type_area", "body_baselines_stand_on_the_grid",
    "no_page_holds_more_than_22_lines", "no_two_lines_of_text_share_a_place", "body_is_set_in_sanhao",
    "ink_is_black_but_for_name_and_rule", "lines_begin_at_their_indent", "justified_lines_end_at_the_measure",
    "no_line_begins_with_a_forbidden_mark", "no_line_ends_with_an_opening_mark",
    "dashes_and_ellipses_are_not_parted", "numbers_stay_whole", "numbers_keep_their_units_and_signs",
    "latin_words_stay_whole", "numbered_things_stay_whole", "parts_of_dates_stay_whole",
    "addresses_break_only_after_their_marks", "hanzi_hardly_close_and_open_not_too_far",
    "tracking_is_the_same_all_along_a_line", "last_lines_are_not_stretched", "no_mark_is_squeezed_past_its_face",
    "han_latin_gaps_keep_their_limits", "last_lines_hold_two_hanzi",
    "no_page_begins_with_the_last_line_of_a_paragraph", "no_page_ends_with_the_first_line_of_a_paragraph",
    "no_heading_is_left_at_the_foot_of_a_page", "attributions_stay_with_their_text",
    "everything_stands_in_the_order_of_the_source", "every_element_is_set_in_its_face_and_size",
    "titles_and_labels_are_centred", "the_foot_is_ruled", "the_foot_stands_on_the_last_page",
    "recipients_are_set_one_cell_in", "copies_stand_at_the_right_end", "folios_stand_where_the_standard_says",
    "contents_give_pages_when_there_are_more_than_four", "page_numbers_in_contents_are_right",
    "attributions_stand_right", "the_red_rule_closes_the_head", "every_text_is_printed_once",
    "heads_of_tables_are_repeated_with_a_mark", "captions_stand_below_their_pictures",
})  # fmt: skip

# Text ------------------------------------------------------------------------------------------

WORDS: Final = (
    "群众", "乡镇", "水利", "工作", "干部", "村民", "办法", "材料", "今年", "服务", "建设", "管理",
    "责任", "情况", "问题", "学习", "调查", "研究", "分析", "落实", "推动", "形成", "提高", "完成",
    "组织", "协调", "公开", "监督", "改造", "维修", "清理", "整治", "培训", "宣传", "走访", "座谈",
    "评议", "反馈", "登记", "核实", "党支部", "合作社", "养老院", "图书馆", "示范点", "志愿者",
    "网格员", "负责人", "责任制", "台账表", "路线图", "时间表", "工作组", "领导小组",
    "新时代文明实践站", "乡村振兴示范带", "便民服务中心", "矛盾纠纷调解室", "买买提·艾力",
)  # fmt: skip
WORD = st.sampled_from(WORDS)
RUN = st.lists(WORD, min_size=1, max_size=5).map("".join)
FIGURE = st.one_of(
    st.integers(1, 999999).map(lambda n: f"{n}个"),
    st.integers(10, 9999).map(lambda n: f"{n / 10}%"),
    st.tuples(st.integers(1, 12), st.integers(1, 28)).map(lambda d: f"2024年{d[0]}月{d[1]}日"),
    st.sampled_from(
        ["12.5km", "¥340万元", "3.7×10⁶", "10:30", "1/2", "±0.5℃", "〔2022〕8号", "第30期", "100～150万元", "36℃",
         "98.5%", "4—6月", "2.5m³", "25 mg·L⁻¹"]
    ),
)  # fmt: skip
LATIN = st.sampled_from(
    ["GDP", "Kubernetes", "ISO/IEC 27001:2022", "PM2.5", "e-mail", "5G", "V—Tax", "WebAuthn", "API",
     "https://www.example.gov.cn/notice/2024?id=30&lang=zh", "service@example.gov.cn"]
)  # fmt: skip
PHRASE = st.one_of(
    RUN, RUN, RUN, RUN,
    st.tuples(RUN, FIGURE, RUN).map("".join),
    st.tuples(RUN, LATIN, RUN).map("".join),
    RUN.map(lambda run: f"“{run}”"),
    st.tuples(RUN, RUN).map(lambda pair: f"{pair[0]}“‘{pair[1]}’工程”"),
    RUN.map(lambda run: f"《{run}条例》（试行）"),
    st.tuples(RUN, RUN).map(lambda pair: f"{pair[0]}——{pair[1]}"),
    st.tuples(RUN, RUN).map(lambda pair: f"{pair[0]}：“{pair[1]}……”"),
)  # fmt: skip
MARK = st.sampled_from(["，", "，", "，", "、", "；", "，其中"])


def _sentence(parts: Sequence[tuple[str, str]]) -> str:
    text = "".join(phrase + mark for phrase, mark in parts)
    return re.sub("(?:[，、；]|，其中)$", "", text)


SENTENCE = st.tuples(
    st.lists(st.tuples(PHRASE, MARK), min_size=1, max_size=7).map(_sentence), st.sampled_from("。。。！？")
).map("".join)
PROSE = st.lists(SENTENCE, min_size=1, max_size=4).map("".join)
LEAD = st.tuples(RUN, PROSE).map(lambda pair: f"**{pair[0]}。**{pair[1]}")

# Blocks ----------------------------------------------------------------------------------------

PICTURES: Final = tuple(sorted(path.name for path in (CORPUS / "photos/pictures").glob("*.jpg"))[:3])


def _headings(draw: st.DrawFn, number: int) -> str:
    kind = draw(st.sampled_from(["一、", "（一）", "1.", "（1）"]))
    return kind.replace("一", "一二三四五六七八九十"[number % 10]).replace("1", str(number + 1)) + draw(RUN)


@st.composite
def tables(draw: st.DrawFn, number: int) -> Issue:
    columns, rows = draw(st.integers(2, 6)), draw(st.integers(2, 14))
    head = [f"表{number}第{column}栏" for column in range(columns)]
    body = [
        [f"行{number}之{row}", *(f"{draw(st.integers(0, 9999)) / 10}" for _ in range(columns - 1))]
        for row in range(rows)
    ]
    return {"table": [head, *body], "caption": f"表{number}　{draw(RUN)}", "header_rows": 1}


@st.composite
def blocks(draw: st.DrawFn, number: int) -> list[str | Issue]:
    kind = draw(
        st.sampled_from(["text"] * 8 + ["heading", "heading", "quote", "verse", "note", "table", "figure"])
    )
    if kind == "heading":
        return [{"heading": _headings(draw, number)}, draw(PROSE)]
    if kind == "quote":
        return [{"quote": draw(PROSE)}]
    if kind == "verse":
        return [{"verse": draw(st.lists(RUN.map(lambda run: run + "，"), min_size=1, max_size=6))}]
    if kind == "note":
        return [{"note": draw(PROSE)}]
    if kind == "table":
        return [draw(PROSE), draw(tables(number))]
    if kind == "figure":
        return [
            {"figure": draw(st.sampled_from(PICTURES)), "caption": f"图{number}　{draw(RUN)}"},
            draw(PROSE),
        ]
    return [draw(st.one_of(PROSE, PROSE, LEAD))]


@st.composite
def reports(draw: st.DrawFn, number: int) -> Issue:
    count = draw(st.integers(1, 8))
    body = [block for place in range(count) for block in draw(blocks(number * 20 + place))]
    report: Issue = {"title": f"第{number}篇" + draw(RUN), "body": body}
    if draw(st.booleans()):
        report["title"] += " " + draw(RUN)
    if draw(st.booleans()):
        report["city"] = draw(st.sampled_from(["湘西州", "长沙市", "新晃侗族自治县"]))
    if draw(st.integers(0, 4)) == 0:
        report["subtitle"] = "——" + draw(RUN)
    if draw(st.booleans()):
        units = st.lists(
            st.sampled_from(["市委宣传部", "市文明办", "县农业农村局", "州妇联"]), min_size=1, max_size=4
        )
        report["by"] = "、".join(draw(units))
    elif draw(st.integers(0, 5)) == 0:  # both together: T-65, see test_cases.py
        body.append({"right": ["江源市人民政府办公室", "2024年1月5日"]})
    return report


@st.composite
def issues(draw: st.DrawFn) -> Issue:
    made: Issue = {
        "bulletin": draw(
            st.sampled_from(
                ["简报", "工作简报", "情况反映", "湖南精神文明建设", "农村集体经济组织登记管理工作简报"]
            )
        ),
        "publisher": draw(
            st.one_of(st.just("江源市人民政府办公室"), st.just(["江源市委办公室", "江源市人民政府办公室"]))
        ),
        "number": draw(st.integers(1, 60)),
        "date": "2024-01-05",
        "contents": draw(st.sampled_from(["auto", "none", "pages", "list"])),
        "reports": [draw(reports(number)) for number in range(1, draw(st.integers(1, 3)) + 1)],
    }
    for key, value in (
        ("series", "专题调研专刊"), ("serial", 512), ("secrecy", "内部资料　注意保存"), ("urgency", "特急"),
        ("copy_number", "000012"), ("signer", "周正"), ("theme", "乡村振兴"), ("fit", "off"),
        ("note", "现将各地的做法印发，供学习借鉴。"),
    ):  # fmt: skip
        if draw(st.integers(0, 3)) == 0:
            made[key] = value
    if draw(st.booleans()):
        names = st.lists(RUN.map(lambda run: run + "办公室"), min_size=1, max_size=9)
        made["distribution"] = {
            "report": draw(names),
            "issue": draw(names),
            "copies": draw(st.integers(1, 500)),
        }
    if draw(st.booleans()):
        made["colophon"] = {"editor": "林小雨", "reviewer": "何立", "phone": "0000-8866021"}
    return made


# Checks ----------------------------------------------------------------------------------------


def _built(made: Issue, room: Path) -> Sample:
    source, target = room / "issue.yaml", room / "issue.pdf"
    for picture in PICTURES:
        shutil.copy(CORPUS / "photos/pictures" / picture, room)
    source.write_text(yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=10000), "utf-8")
    outcome = publish(str(source), str(target))
    read = read_issue(source).issue
    printed = take_apart(target)
    return Sample("random", read, outcome.problems, printed, find_elements(read, printed))


def _text_is_back_in_order(sample: Sample) -> None:
    done = subprocess.run(
        ["pdftotext", "-raw", str(sample.printed.path), "-"], capture_output=True, check=True
    )
    text = ""
    for number, page in enumerate(done.stdout.decode("utf-8").split("\f")[: sample.printed.pages], 1):
        words = squashed(page)
        assert number in unnumbered(sample) or f"—{number}—" in words, f"no folio on page {number}"
        text += words.replace(f"—{number}—", "", 1)
    at = 0
    for element in sample.found.elements:
        if not element.wanted.floats:
            found = text.find(squashed(element.text), at)
            assert found >= 0, f"{element.kind} {element.text[:40]}"
            at = found + len(squashed(element.text))


def test_the_checks_are_in_the_table() -> None:
    assert {check.name for check in CHECKS} >= ALWAYS


@given(issues())
@settings(
    max_examples=24, derandomize=True, deadline=None, database=None,
    phases=[Phase.explicit, Phase.generate],  # shrinking builds hundreds: add it to look into a fault
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)  # fmt: skip
def test_random_issues_keep_every_rule(made: Issue) -> None:
    with tempfile.TemporaryDirectory(prefix="random-") as room:
        sample = _built(made, Path(room))
        faults = [
            f"{check.rule} {check.name}: {seen.place}: {seen.fault}"
            for check in CHECKS if check.name in ALWAYS
            for seen in check.measure(sample) if seen.fault
        ]  # fmt: skip
        assert not faults, "\n".join(faults)
        _text_is_back_in_order(sample)
