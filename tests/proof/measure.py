"""Measures proofreading on the seeded errors: what was found, what was missed, what was found wrongly."""

import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.problems import Problem
from bulletin_pdf.proof.neighbours import Neighbourhood
from bulletin_pdf.proof.proofread import proofread

from .seeds import CLEAN, MAX_PER_CODE, Seeded, clean_texts, seeded

DOC = Path(__file__).parent.parent.parent / "docs" / "proofing.md"
HEADING = "## 查得准不准 · Figures"


class Score(NamedTuple):
    """Seeded errors of one code, those found, and findings of the code that were none."""

    seeded: int
    found: int
    false: int

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.false) if self.found + self.false else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.seeded if self.seeded else 1.0


class Result(NamedTuple):
    scores: dict[str, Score]
    missed: list[Seeded]
    false: list[tuple[Seeded, Problem]]
    clean: list[tuple[str, Problem]]
    characters: int


def problems_in(path: Path, beside: Neighbourhood | None = None) -> list[Problem]:
    issue, noticed = read_issue(path)
    return [
        problem for problem in proofread(issue, noticed, beside).problems if problem.code.startswith("B4")
    ]


def measure(most: int = MAX_PER_CODE) -> Result:
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        for path in CLEAN.iterdir():
            shutil.copy(path, here)
        return _measure(here, most)


def _measure(here: Path, most: int) -> Result:
    texts, beside = clean_texts(), Neighbourhood()
    clean = [(file, problem) for file in texts for problem in problems_in(here / file, beside)]
    counts: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    false_codes = Counter(problem.code for _, problem in clean)
    missed, false = [], []
    for error in seeded(most):
        counts[error.code] += 1
        with _placed(here, error, texts):
            found = problems_in(here / error.file, Neighbourhood() if error.without else beside)
        starts = [0, *(at + 1 for at, char in enumerate(error.text) if char == "\n")]
        right = [problem for problem in found if _is_right(problem, error, starts)]
        hits[error.code] += bool(right)
        if not right:
            missed.append(error)
        for problem in found:
            if problem not in right:
                false_codes[problem.code] += 1
                false.append((error, problem))
    scores = {
        code: Score(counts[code], hits[code], false_codes[code]) for code in sorted({*counts, *false_codes})
    }
    return Result(scores, missed, false, clean, sum(map(len, texts.values())))


class _placed:
    """The seeded text in its place in the directory, and back again."""

    def __init__(self, here: Path, error: Seeded, texts: dict[str, str]) -> None:
        self.here, self.error, self.texts = here, error, texts

    def __enter__(self) -> None:
        (self.here / self.error.file).write_text(self.error.text, "utf-8")
        if self.error.without:
            (self.here / self.error.without).rename(self.here / "away")

    def __exit__(self, *_: Any) -> None:
        (self.here / self.error.file).write_text(self.texts[self.error.file], "utf-8")
        if self.error.without:
            (self.here / "away").rename(self.here / self.error.without)


def _is_right(problem: Problem, error: Seeded, starts: list[int]) -> bool:
    span = problem.span
    if problem.code != error.code or span is None:
        return False
    start = starts[span.line - 1] + span.column - 1
    return any(start < last and first < start + span.length for first, last in error.places)


def table(result: Result) -> str:
    """The figures as they stand in docs/proofing.md."""
    lines = ["| | 错误 | 找到 | 误报 | 精确率 | 召回率 |", "|---|--:|--:|--:|--:|--:|"]
    for code, score in result.scores.items():
        lines.append(
            f"| {code} {_short(code)} | {score.seeded} | {score.found} | {score.false} "
            f"| {score.precision:.2f} | {score.recall:.2f} |"
        )
    every = Score(*(sum(score[at] for score in result.scores.values()) for at in range(3)))
    lines.append(
        f"| **合计** | {every.seeded} | {every.found} | {every.false} | {every.precision:.3f} | {every.recall:.3f} |"
    )
    return "\n".join(lines)


_NAMES = {
    "B401": "没有收尾",
    "B402": "没有开头",
    "B403": "交叉",
    "B404": "方向反了",
    "B405": "段末缺标点",
    "B406": "标点重复",
    "B407": "半角标点",
    "B408": "多余的空格",
    "B409": "重复的字",
    "B410": "段首有逗号等",
    "B411": "跳号",
    "B412": "重号",
    "B413": "引号同号套用",
    "B420": "要目和标题不一致",
    "B421": "要目张冠李戴",
    "B422": "供稿单位和地区不符",
    "B423": "地名写错",
    "B424": "开头和地区不符",
    "B425": "名称两种写法",
    "B426": "段落重复",
    "B427": "不是省内地名",
    "B430": "期号重复",
    "B431": "日期颠倒",
    "B432": "总期号不对",
    "B433": "缺期",
    "B434": "份数不符",
    "B440": "数值范围",
    "B441": "数字混用",
    "B442": "序号后的标点",
    "B443": "约数重复",
    "B444": "上世纪",
    "B445": "日期不存在",
    "B446": "星期不符",
    "B447": "年份里的“〇”",
    "B450": "错别字",
    "B451": "疑似错别字",
    "B452": "词表：写法",
    "B453": "词表：不用的词",
    "B454": "推荐的写法",
    "B455": "范围从大到小",
    "B456": "列举和数目不符",
    "B457": "县不在这个市",
    "B458": "开头的地名写错",
}


def _short(code: str) -> str:
    return _NAMES[code]


def page(result: Result) -> str:
    """docs/proofing.md with these figures."""
    text = DOC.read_text("utf-8")
    before, heading, after = text.partition(HEADING)
    words = after.split("\n| |")[0].rstrip("\n")
    return f"{before}{heading}{words}\n\n{table(result)}\n"


def main() -> None:
    result = measure(1_000_000 if "--all" in sys.argv else MAX_PER_CODE)
    print(table(result))
    if "--write" in sys.argv:
        DOC.write_text(page(result), "utf-8")
    for error in result.missed:
        first, last = error.places[0]
        print("MISSED", error.code, error.file, error.text[max(first - 15, 0) : last + 15].replace("\n", "⏎"))
    for error, problem in result.false:
        first, last = error.places[0]
        around = error.text[max(first - 15, 0) : last + 15].replace("\n", "⏎")
        print("FALSE", problem.code, problem.message("zh"), "| seeded", error.code, around)


if __name__ == "__main__":
    main()
