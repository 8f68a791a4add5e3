"""What is said twice and should agree: 要目, places, names, numbers, copies; waivers and word lists."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.problems import Problem
from bulletin_pdf.proof.issue_heads import read_issue_head
from bulletin_pdf.proof.neighbours import Neighbourhood
from bulletin_pdf.proof.places import gazetteer, leading_place, nearest_names, province_named
from bulletin_pdf.proof.proofread import Proofread, proofread
from support.narrowed import present

ISSUE = """\
bulletin: 工作简报
number: 30
date: 2022-06-16
publisher: 湖南省某某委员会办公室
reports:
  - city: 湘西州
    title: 突出“四字”要诀 提升实践水平
    by: 湘西州委宣传部、州文明办
    text: 湘西州抓好落实。
  - city: 湘潭市
    title: 五注重五结合
    by: 湘潭市委宣传部、市文明办
    text: 湘潭市抓好落实。
"""


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., Proofread]:
    def run(
        text: str = ISSUE, *changes: tuple[str, str], bulletin: str = "", name: str = "a.yaml"
    ) -> Proofread:
        for before, after in changes:
            assert before in text
            text = text.replace(before, after, 1)
        (tmp_path / name).write_text(text, "utf-8")
        (tmp_path / "bulletin.yaml").write_text(bulletin or "bulletin: 工作简报\n", "utf-8")
        issue, problems = read_issue(tmp_path / name)
        return proofread(issue, problems)

    return run


def codes(proof: Proofread) -> list[str]:
    return [problem.code for problem in proof.problems]


def only(proof: Proofread) -> Problem:
    (problem,) = proof.problems
    return problem


def test_sound(check: Callable[..., Proofread]) -> None:
    assert codes(check()) == []


@pytest.mark.parametrize(
    "entry",
    [
        "湘西州:突出“四字”要诀 提升实践水平",
        "湘西州：突出“四字”要诀",
        "湘西：突出四字要诀提升实践水平",
        "突出“四字”要诀 提升实践水平",
    ],
)
def test_entries_that_agree(check: Callable[..., Proofread], entry: str) -> None:
    assert not codes(check(ISSUE, ("    by: 湘西", f"    contents_title: {entry}\n    by: 湘西")))


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("湘西州：突出“四字”要决 提升实践水平", "B420"),
        ("湘潭市：突出“四字”要诀 提升实践水平", "B420"),
        ("湘潭市：五注重五结合", "B421"),
        ("五注重五结合", "B421"),
    ],
)
def test_entries_that_do_not(check: Callable[..., Proofread], entry: str, code: str) -> None:
    problem = only(check(ISSUE, ("    by: 湘西", f"    contents_title: {entry}\n    by: 湘西")))
    assert (problem.code, present(problem.span).line) == (code, 8)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("by: 湘潭市委宣传部、市文明办", "by: 邵阳市委宣传部、市文明办", "B422"),
        ("by: 湘潭市委宣传部、市文明办", "by: 湘潭市委宣传部、州文明办", "B422"),
        ("by: 湘西州委宣传部、州文明办", "by: 湘西州委宣传部、市文明办", "B422"),
        ("text: 湘潭市抓好", "text: 邵阳市抓好", "B424"),
        ("title: 五注重", "title: 邵阳市五注重", "B424"),
    ],
)
def test_places_that_do_not_agree(
    check: Callable[..., Proofread], before: str, after: str, code: str
) -> None:
    assert only(check(ISSUE, (before, after))).code == code


@pytest.mark.parametrize(
    "by",
    [
        "湖南省委宣传部、湘西州委宣传部",
        "吉首市委宣传部、花垣县文明办、州文明办",
        "中共湘西土家族苗族自治州委员会宣传部",
        "吉首大学、州文明办",
        "吉首市文明办、市志愿者协会",
        "城区街道办、市中区工作站",
        "中国志愿服务联合会",
    ],
)
def test_contributors_of_a_prefecture(check: Callable[..., Proofread], by: str) -> None:
    assert not codes(check(ISSUE, ("by: 湘西州委宣传部、州文明办", f"by: {by}")))


@pytest.mark.parametrize(
    ("city", "expected"),
    [
        ("湘谭市", "B423"),
        ("湘西洲", "B423"),
        ("武汉市", "B427"),
        ("长沙市望城区", ""),
        ("望城区", ""),
        ("湖南省长沙市", ""),
        ("湘西土家族苗族自治州", ""),
        ("城步县", ""),
        ("经开区", ""),
        ("湘江新区", ""),
        ("洞庭湖区", ""),
        ("大湘西地区", ""),
        ("省直单位", ""),
        ("长沙", ""),
        ("老城区", ""),
    ],
)
def test_city_against_the_province(check: Callable[..., Proofread], city: str, expected: str) -> None:
    proof = check(
        ISSUE,
        ("city: 湘潭市", f"city: {city}"),
        ("    by: 湘潭市委宣传部、市文明办\n", ""),
        ("text: 湘潭市", "text: 该地"),
    )
    assert codes(proof) == [expected] * bool(expected)
    if expected:
        assert present(only(proof).span)[1:] == (10, 11, len(city))


def test_no_province_no_gazetteer(check: Callable[..., Proofread]) -> None:
    proof = check(
        ISSUE,
        ("publisher: 湖南省某某委员会办公室", "publisher: 某某办公室"),
        ("city: 湘潭市", "city: 西岭市"),
    )
    assert not codes(proof)


def test_province_may_be_named(check: Callable[..., Proofread]) -> None:
    assert codes(check(ISSUE, bulletin="province: 湖北\n")) == ["B427", "B427"]
    assert codes(check(ISSUE, bulletin="省份: 湖南省\n")) == []
    assert codes(check(ISSUE, bulletin="省份: 湖\n")) == ["B485"]


def test_a_fault_of_the_title_is_told_once(check: Callable[..., Proofread]) -> None:
    problem = only(check(ISSUE, ("title: 突出“四字”要诀", "title: 突出“四字要诀")))
    assert (problem.code, present(problem.span).line, present(problem.span).column) == ("B401", 7, 14)


def test_one_name_two_ways(check: Callable[..., Proofread]) -> None:
    text = "text: 印发《志愿服务积分管理办法》。《志愿服务积份管理办法》从今天起施行。"
    problem = only(check(ISSUE, ("text: 湘潭市抓好落实。", text)))
    assert problem.code == "B425"
    pairs = "text: 《第一季度工作要点》《第二季度工作要点》《市级工作管理办法》《县级工作管理办法》。"
    assert not codes(check(ISSUE, ("text: 湘潭市抓好落实。", pairs)))


def test_paragraph_pasted_twice(check: Callable[..., Proofread]) -> None:
    line = "各县市区抓好落实，按时完成全年目标任务，年底进行检查。"
    problem = only(check(ISSUE, ("text: 湘潭市抓好落实。", f"text: [{line}, {line}]")))
    assert problem.code == "B426"


@pytest.mark.parametrize(
    ("lines", "copies", "code"),
    [
        ("[甲（10份）, 乙（20份）]", 30, ""),
        ("[甲（10份）, 乙（20份）]", 40, "B434"),
        ("[甲（10份）, 乙]", 40, ""),
        ("[甲（50份）, 乙]", 40, "B434"),
        ("[甲, 乙]", 40, ""),
    ],
)
def test_copies(check: Callable[..., Proofread], lines: str, copies: int, code: str) -> None:
    proof = check(ISSUE + f"distribution: {{issue: {lines}, copies: {copies}}}\n")
    assert codes(proof) == [code] * bool(code)


# 各期之间


def other(
    tmp_path: Path, number: int, date: str, serial: str = "", name: str = "b.yaml", extra: str = ""
) -> None:
    text = re.sub("number: 30", f"number: {number}", ISSUE).replace("2022-06-16", date)
    text = extra + (f"serial: {serial}\n" if serial else "") + text
    (tmp_path / name).write_text(text, "utf-8")


def test_all_files_of_a_number_are_told_at_once(check: Callable[..., Proofread], tmp_path: Path) -> None:
    for name in "bcdefgh":
        other(tmp_path, 30, "2022-06-16", name=f"{name}.yaml")
    (told,) = (problem for problem in check(ISSUE).problems if problem.code == "B430")
    assert dict(told.details)["files"] == (*(f"{name}.yaml" for name in "bcdef"), "…")


@pytest.mark.parametrize(
    ("number", "date", "serial", "own", "expected"),
    [
        (29, "2022-06-09", "", "", []),
        (31, "2022-06-23", "", "", []),
        (30, "2022-06-09", "", "", ["B430"]),
        (30, "2021-06-09", "", "", []),
        (29, "2022-06-23", "", "", ["B431"]),
        (31, "2022-06-09", "", "", ["B431"]),
        (29, "2022-06-16", "", "", []),
        (27, "2022-06-09", "", "", ["B433"]),
        (29, "2022-06-09", "846", "847", []),
        (29, "2022-06-09", "846", "848", ["B432"]),
        (29, "2022-06-09", "847", "847", ["B432"]),
        (52, "2021-12-30", "900", "847", ["B432"]),
        (52, "2021-12-30", "817", "847", []),
    ],
)
def test_issue_among_others(
    check: Callable[..., Proofread],
    tmp_path: Path,
    number: int,
    date: str,
    serial: str,
    own: str,
    expected: list[str],
) -> None:
    other(tmp_path, number, date, serial)
    proof = check((f"serial: {own}\n" if own else "") + ISSUE)
    assert codes(proof) == expected
    for problem in proof.problems:
        assert "b.yaml" in problem.message("zh") and present(problem.span).path.endswith("a.yaml")


@pytest.mark.parametrize(
    "reports",
    [
        "reports: [{title: 标题, text: 正文。}]",
        "reports: &all\n  - title: 标题\n    text: |\n      number: 7\n\n      number: 8\n",
        "reports:\n- title: 标题\n  text: |\n    number: 7\n\n    number: 8\n",
        "reports:\n  - title: 标题\n    text: >\n      number: 7\n# number: 9\n\n  - title: 标题\n    text: 正文\n",
    ],
)
def test_a_head_is_read_without_the_reports(tmp_path: Path, reports: str) -> None:
    head, tail = "bulletin: 简报\nnumber: 12\n", "date: 2022-06-16\nserial: 700\n"
    (tmp_path / "a.yaml").write_text(f"{head}{reports}\n{tail}", "utf-8")
    found = present(read_issue_head(str(tmp_path / "a.yaml")))
    lines = (tmp_path / "a.yaml").read_text("utf-8").splitlines()
    assert (found.number, found.date, found.serial) == (12, "2022-06-16", 700)
    assert lines[present(found.date_place).line - 1].startswith("date")
    assert present(found.date_place).column == 7


def test_a_directory_is_looked_at_once(tmp_path: Path) -> None:
    for number in range(10):
        other(tmp_path, number + 1, "2022-06-09", name=f"n{number}.yaml")
    beside = Neighbourhood()
    assert [head.number for head in beside.beside(str(tmp_path / "n6.yaml"))] == [1, 2, 3, 4, 5, 6, 8, 9, 10]
    other(tmp_path, 99, "2022-06-09", name="n5.yaml")
    assert [head.number for head in beside.beside(str(tmp_path / "n6.yaml"))][5] == 6
    assert [head.number for head in Neighbourhood().beside(str(tmp_path / "n6.yaml"))][5] == 99


def test_other_runs_and_other_files_do_not_count(check: Callable[..., Proofread], tmp_path: Path) -> None:
    other(tmp_path, 30, "2022-06-09", name="s.yaml", extra="series: 专刊\n")
    other(tmp_path, 30, "2022-06-09", name="t.yaml", extra="supplement: true\n")
    (tmp_path / "volume.yaml").write_text("title: 合订本\nissues: [a.yaml]\n", "utf-8")
    (tmp_path / "broken.yaml").write_text("number: [30\n", "utf-8")
    (tmp_path / "bad.yaml").write_bytes(b"\xff\xfe\x00number")
    assert not codes(check())


# 豁免


def test_waived(check: Callable[..., Proofread]) -> None:
    text = ISSUE.replace("抓好落实。", "截止目前抓好落实。", 1) + "waive:\n  B450: 引用原文件\n"
    proof = check(text)
    assert codes(proof) == []
    ((problem, reason),) = proof.waived
    assert (problem.code, reason) == ("B450", "引用原文件")
    assert not proof.fixes


def test_waiver_for_some_words_only(check: Callable[..., Proofread]) -> None:
    text = ISSUE.replace("抓好落实。", "截止目前抓好落实。", 1).replace("湘潭市抓好", "湘潭市再接再励抓好")
    proof = check(text + "豁免: {B450 再接再励: 引用}\n")
    assert codes(proof) == ["B450"]
    assert len(proof.waived) == 1


@pytest.mark.parametrize(
    ("waiver", "code"),
    [
        ("B999: 理由", "B480"),
        ("B101: 理由", "B480"),
        ("B483: 理由", "B480"),
        ("随便: 理由", "B480"),
        ("B405:", "B481"),
        ("B405: ''", "B481"),
        ("B405: 理由", "B484"),
    ],
)
def test_waivers_are_checked(check: Callable[..., Proofread], waiver: str, code: str) -> None:
    problem = only(check(ISSUE + f"waive:\n  {waiver}\n"))
    assert problem.code == code
    assert present(problem.span).line == ISSUE.count("\n") + 2


def test_shared_waivers(check: Callable[..., Proofread]) -> None:
    text = ISSUE.replace("抓好落实。", "截止目前抓好落实。", 1)
    proof = check(text, bulletin="waive: {B450: 一向这样写, B405: 一向没有句号}\n")
    assert codes(proof) == [] and len(proof.waived) == 1


# 词表


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("words.tsv", "# 说明\n志愿服务者\t志愿者\t统一称呼\n最好\t\n"),
        ("words.yaml", "志愿服务者: 志愿者\n最好:\n"),
    ],
)
def test_word_list(check: Callable[..., Proofread], tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / name).write_text(words, "utf-8")
    proof = check(ISSUE, ("湘潭市抓好", "最好的志愿服务者抓好"), bulletin=f"wordlist: {name}\n")
    assert codes(proof) == ["B453", "B452"]
    assert [(fix.before, fix.after) for fix in proof.fixes] == [("志愿服务者", "志愿者")]


def test_right_form_that_has_the_wrong_one_in_it(check: Callable[..., Proofread], tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_text("文明站\t文明站点\n实践站\t文明实践站\n", "utf-8")
    proof = check(ISSUE, ("湘潭市抓好", "文明站点、文明实践站、文明站抓好"), bulletin="词表: words.tsv\n")
    assert codes(proof) == ["B452"]


def test_bad_word_lists(check: Callable[..., Proofread], tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_text("甲\t乙\t丙\t丁\n\t好\n好\t好\n", "utf-8")
    assert codes(check(ISSUE, bulletin="wordlist: words.tsv\n")) == ["B483"] * 3


# 地名


def test_gazetteer() -> None:
    every = {place for places in gazetteer().values() for place in places}
    assert sum(place.level == 1 for place in every) == 34
    assert province_named("湖南") == province_named("湖南省") == "湖南省"
    assert province_named("广西") == "广西壮族自治区"
    assert leading_place("湖南省长沙市望城区教育局")[0] == "湖南省长沙市望城区"
    assert leading_place("湘西州委")[0] == "湘西州"
    assert leading_place("双江县")[1][0].name == "双江拉祜族佤族布朗族傣族自治县"
    assert nearest_names("湘谭市", "湖南省")[0] == "湘潭市"
    hunan = {place.name for place in every if place.province == "湖南省"}
    assert len(hunan) == 1 + 14 + 122 + 1  # 祁阳县 became 祁阳市 in 2021


@pytest.mark.parametrize(
    ("said", "code", "words"),
    [
        ("湘潭市汝城县来人参观。", "B457", "郴州市"),
        ("湘西州平江县来人参观。", "B457", "岳阳市"),
        ("先后到安化、桑植、通道4个县参观。", "B456", "数得出 3 个"),
        ("活动走进郴洲市和衡阳市。", "B475", "郴洲市"),
        ("活动走进靖州苗族侗族自县。", "B475", "靖州苗族侗族自县"),
        ("活动走进广西自治区。", "B475", "广西自治区"),
        ("活动走进浏阳县。", "B476", "浏阳县"),
    ],
)
def test_places_in_the_text(check: Callable[..., Proofread], said: str, code: str, words: str) -> None:
    problem = only(check(ISSUE, ("湘潭市抓好落实。", f"湘潭市抓好落实。{said}")))
    assert problem.code == code
    assert words in problem.message("zh")


@pytest.mark.parametrize(
    "said",
    [
        "湘潭市韶山市、湘潭县来人参观。",
        "大城市、各县市区、北方采暖城市和雄安新区、合作区都来人参观。",
        "原浏阳县的老同志和当时望城县的干部来人参观。",
        "湘潭市新城区建设加快，岳阳市城区面貌一新。",
        "湘西州凤凰县、湘西自治州永顺县来人参观。",
        "先后到安化、桑植、通道3个县参观，又到长沙、株洲、湘潭等6个市学习。",
        "健全县、乡、村三级网络，农业、林业、水利3个部门参加。",
        "长沙市、浏阳市、宁乡市12个村来人参观。",
        "郴州市、汝城县来人参观。",
    ],
)
def test_places_rightly_named(check: Callable[..., Proofread], said: str) -> None:
    assert codes(check(ISSUE, ("湘潭市抓好落实。", f"湘潭市抓好落实。{said}"))) == []


def test_the_city_a_report_opens_with(check: Callable[..., Proofread]) -> None:
    problem = only(check(ISSUE, ("湘潭市抓好落实", "湘谭市抓好落实")))
    assert (problem.code, dict(problem.details)["to"]) == ("B458", "湘潭市")


def test_a_city_by_its_third_name(check: Callable[..., Proofread]) -> None:
    """湘西土家族苗族自治州 is 湘西州 and 湘西自治州."""
    assert codes(check(ISSUE, ("city: 湘西州", "city: 湘西自治州"))) == []
