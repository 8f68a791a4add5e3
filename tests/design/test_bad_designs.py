"""Bad designs: each is told at the very word that is wrong, with what to do about it.

What stands between « and » is where the first problem has to point; the marks are taken out before the file is read.
"""

from pathlib import Path

import pytest

from bulletin_pdf.cli.main import main
from bulletin_pdf.design.chain import read_design
from bulletin_pdf.problems import Problems

BAD = """
page: {top: «37»}
page: {top: «thirty mm»}
page: {top: «-5mm»}
page: {top: «1e3mm»}
page: {top: «»[37mm]}
page: {top: 37mm, bottom: «35mm»}\\ngrid: {height: 200mm}
page: {size: «A44»}
page: {size: «»[210mm, 297mm, 1mm]}
page: {size: [210mm, «297»]}
page: {size: [«2000mm», 297mm]}
page: {«heigth»: 37mm}
page: {inner: «100mm»}\\ngrid: {width: 130mm}
页面: {天头: «三七毫米»}
页面: {«天头高»: 37毫米}
grid: {lines: «22.5»}
grid: {lines: «0»}
grid: {lines: «many»}
grid: {lines: «22mm»}
grid: {characters: «100»}
grid: {pitch: «1mm»}
grid: {pitch: «24.75»}
grid: {cell: «5em»}
grid: {«colums»: 2}
grid: «22 lines»
grid: {width: «40mm», characters: 28}
inks: {red: «red»}
inks: {red: [0, 100, 100, «x»]}
inks: {red: [0, 100, 100, «200»]}
inks: {red: «»[0, 100, 100]}
inks: {«blue»: [100, 0, 0, 0]}
styles: {body: {size: «十五号»}}
styles: {body: {size: «15 px»}}
styles: {body: {size: «0pt»}}
styles: {body: {face: «Comic Sans»}}
styles: {body: {«font»: hei}}
styles: {body: {ink: «blue»}}
styles: {body: {align: «middle»}}
styles: {body: {indent: «2»}}
styles: {body: {lines: «two»}}
styles: {title: {lines: [3, «99»]}}
styles: {title: {leading: «1.3»}}
styles: {title: {above: «-1»}}
styles: {title: {above: «1.5»}}
styles: {title: {mark: «一二三四五六七八九十一二三»}}
styles: {title: {like: «heading»}}
styles: {title: {like: «title»}}
styles: {title: {size: 小初, lines: «»[1]}}
styles: {«titel»: {size: 小二}}
styles: {body: {size: «50pt»}}
styles: {quote: {left: «26em»}}
样式: {正文: {字体: «微软雅黑»}}
样式: {«正题»: {字号: 三号}}
styles: {part_entry: {size: «60pt»}}
head: «rows»
head: {rows: [{left: «title»}]}
head: {rows: [{left: [number, «nummer»]}]}
head: {rows: [{center: number}, {right: [date, {slot: «dates»}]}]}
head: {rows: [{center: {text: 甲, «colour»: red}}]}
head: {rows: [{center: {slot: number, style: «big»}}]}
head: {rows: [{center: number}, {}, «»[number]]}
head: {rows: [{rule: «green»}]}
head: {rows: [{rule: red, weights: [1pt, «9mm»]}]}
head: {rows: [{rule: red, weights: «»[1pt, 1pt, 1pt, 1pt]}]}
head: {rows: [{rule: red, star: «100mm»}]}
head: {rows: [{rule: red, length: «300mm»}]}
head: {rows: [{rule: red, top: 3mm, middle: «4mm»}]}
head: {rows: [{rule: red, ink_top: «4mm»}]}
head: {rows: [{rule: red, stack: «true»}]}
head: {rows: [{name: true, inset: «1em»}]}
head: {rows: [{name: {least: «200»}}]}
head: {rows: [{name: {parts: [{characters: «0»}]}}]}
head: {rows: [{name: {parts: [{characters: 2, face: «隶书»}]}}]}
head: {rows: [{name: {two_lines: {size: «big»}}}]}
head: {rows: [{name: «maybe»}]}
head: {rows: [{name: true, rule: «red»}]}
head: {rows: [{gap: 3mm, above: «3mm»}]}
head: {rows: [{gap: «3»}]}
head: {rows: [{picture: «logo.svg»}]}
head: {rows: [{picture: «missing.svg», width: 20mm}]}
head: {rows: [{picture: «../up.svg», width: 20mm}]}
head: {rows: [{stretch: «wide»}]}
head: {rows: [{«name»: true, free: true}]}
head: {rows: [{name: true, top: «400mm»}]}
head: {rows: [{name: true, bottom: «-60mm»}]}
head: {rows: [{name: true, from: «sheet», top: 3mm}]}
head: {rows: [{center: number, pages: «first»}]}
head: {rows: [{left: number, right_on: «middle»}]}
head: {lines: «six»}
报头: {行: [{左: «期»}]}
frame: [{«rule»: red}]
frame: [{«name»: true, top: 3mm}]
frame: [{rule: red, top: «300mm»}]
frame: [{rule: red, bottom: «300mm», from: foot}]
frame: [{center: number, top: 9mm, pages: «last»}]
frame: [{center: number, above: «9mm», top: 3mm}]
contents: {label: «一二三四五六七八九十一二三»}
contents: {numbers: «often»}
contents: {numbers: «0»}
contents: {around: «»[≡, ≡, ≡]}
contents: {rule: «thick»}
reports: {between: «-2»}
reports: {by: «top»}
reports: {under_title: [source, «author»]}
folio: {form: «第页»}
folio: {form: «"{n} / {total}"»}
folio: {form: «"{n} of 9"»}
folio: {place: «top»}
folio: {drop: 7mm, from_top: «9mm»}
folio: {drop: «100mm»}
folio: {from_top: «290mm»}\\npage: {size: 16K}
folio: {first: «sometimes»}
folio: {«postion»: outer}
foot: {rows: [[report], [«everyone»]]}
foot: {rows: [[report, send], [«report»]]}
foot: {rows: «report»}
foot: {copies: «above»}
foot: {pitch: «5pt»}
foot: {outer: «1em»}
volume: {cover: «hard»}
volume: {lines: «0»}
volume: {«covers»: rule}
marks: «wide»
pair: «2»
han_latin_gap: «0.3»
mirror: «2»
artwork: «none.svg»
language: «one»
language: «7»
extends: «gongwem»
extends: «./nowhere.yaml»
extends: «»[gongwen]
design: «»[甲]
«colour»: red
""".strip().splitlines()


def test_there_are_a_hundred() -> None:
    assert len(BAD) == len(set(BAD)) >= 100


@pytest.mark.parametrize("line", BAD)
def test_a_bad_design_is_told_at_the_word(line: str, tmp_path: Path) -> None:
    marked = line.replace("\\n", "\n")
    path = tmp_path / "own.yaml"
    path.write_text(marked.replace("«", "").replace("»", "") + "\n", "utf-8")
    problems = Problems()
    found = read_design(str(path), problems)
    if line == "foot: {rows: «report»}":
        assert found is not None  # one thing is a list of one
        return
    assert found is None
    problem = problems.errors[0]
    before = marked.partition("«")[0]
    place = (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
    assert problem.span is not None
    assert (problem.span.path, problem.span.line, problem.span.column) == (str(path), *place)
    for lang in ("zh", "en"):
        assert problem.message(lang)
        assert problem.hint(lang)


def test_the_command_shows_file_line_caret_and_hint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("head:\n  rows:\n    - {center: number}\n    - {left: [date, nummer]}\n", "utf-8")
    assert main(["design", str(path), "--lang", "en"]) == 1
    said = capsys.readouterr()[1]
    assert "own.yaml:4:21: error B141" in said
    assert "                     ^^^^^^" in said
    assert "hint:" in said
    assert "Traceback" not in said
