"""Measures proofreading on sentences with one error each and their right twins, per kind of error and per rule.

python -m proof.sentences --write     (in tests) puts the tables into docs/proofing.md
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.proof.proofread import proofread

from .measure import DOC

TABLE = Path(__file__).parent / "sentences.tsv"
HEADING = "## 一句一错 · One error a sentence"
END = "<!-- sentences end -->"
HEAD = """\
bulletin: 湖南工作简报
number: 30
date: 2022-06-16
province: 湖南
reports:
  - title: 工作有序推进
    text: |
"""


class Pair(NamedTuple):
    """A sentence with an error, its right twin, the kind of error, and the batch it was written in."""

    batch: str
    kind: str
    wrong: tuple[str, ...]
    right: tuple[str, ...]


class Result(NamedTuple):
    """What was found of each kind, and which rules spoke of wrong sentences and of right ones."""

    found: Counter[str]
    total: Counter[str]
    true: Counter[str]
    false: Counter[str]
    missed: tuple[Pair, ...]


def pairs() -> list[Pair]:
    lines = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [
        Pair(batch, kind, tuple(wrong.split(" / ")), tuple(right.split(" / ")))
        for batch, kind, wrong, right in lines
    ]


def measure_pairs(directory: Path) -> Result:
    result = Result(Counter(), Counter(), Counter(), Counter(), ())
    missed = []
    for pair in pairs():
        wrong, right = _codes(pair.wrong, directory), _codes(pair.right, directory)
        new = wrong - right
        result.total[pair.kind] += 1
        result.found[pair.kind] += bool(new)
        result.true.update(new.keys())
        result.false.update(right)
        if not new:
            missed.append(pair)
    return result._replace(missed=tuple(missed))


def _codes(paragraphs: tuple[str, ...], directory: Path) -> Counter[str]:
    path = directory / "issue.yaml"
    path.write_text(HEAD + "".join(f"      {paragraph}\n\n" for paragraph in paragraphs), "utf-8")
    issue, problems = read_issue(str(path))
    return Counter(p.code for p in proofread(issue, problems).problems if p.code.startswith("B4"))


def tables(result: Result) -> str:
    found, total = result.found.total(), result.total.total()
    rows = ["| 错误的种类 | 句子 | 找到 | 召回率 |", "|---|--:|--:|--:|"]
    for kind, count in sorted(result.total.items(), key=lambda each: -each[1]):
        rows.append(f"| {kind} | {count} | {result.found[kind]} | {result.found[kind] / count:.2f} |")
    rows += [f"| **合计** | {total} | {found} | {found / total:.2f} |", ""]
    rows += ["| 代号 | 有错的句子里报出 | 改对的句子里报出 | 精确率 |", "|---|--:|--:|--:|"]
    for code in sorted(result.true | result.false):
        true, false = result.true[code], result.false[code]
        rows.append(f"| {code} | {true} | {false} | {true / (true + false):.2f} |")
    return "\n".join(rows)


def page(result: Result) -> str:
    """docs/proofing.md with these tables."""
    text = DOC.read_text("utf-8")
    before, _, rest = text.partition(HEADING)
    words, _, after = rest.partition(END)
    intro = words.split("\n| ")[0].rstrip("\n")
    return f"{before}{HEADING}{intro}\n\n{tables(result)}\n\n{END}{after}"


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        result = measure_pairs(Path(directory))
    print(tables(result))
    for pair in result.missed:
        print("MISSED", pair.kind, " / ".join(pair.wrong))
    if "--write" in sys.argv:
        DOC.write_text(page(result), "utf-8")


if __name__ == "__main__":
    main()
