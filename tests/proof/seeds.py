"""Puts one known error at a time into clean texts; the same errors every time."""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bulletin_pdf.proof.misspellings import common_misspellings
from bulletin_pdf.proof.office import read_knowledge
from bulletin_pdf.proof.pairs import PAIRS

CLEAN = Path(__file__).parent / "corpus" / "clean"
SEED = 20261123
MAX_PER_CODE = 20

PROSE = re.compile(r"^ {6}(?:- )?(?=[㐀-鿿“《（①0-9*])(?!- ?(?:heading|quote|city):)(.+)$", re.MULTILINE)
HAN = re.compile("[㐀-鿿]")


class Seeded(NamedTuple):
    """A text with one error: its code, and the places (from, to) where it may be found."""

    code: str
    file: str
    text: str
    places: tuple[tuple[int, int], ...]
    without: str = ""
    """A file of the directory to be taken away."""


class Edit(NamedTuple):
    """Put `new` in place of start..end; the error then stands at mark..mark_end of the result."""

    start: int
    end: int
    new: str
    mark: int
    mark_end: int


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Give where the paragraphs of 正文 stand."""
    return [match.span(1) for match in PROSE.finditer(text)]


def in_prose(text: str, pattern: str) -> Iterator[re.Match[str]]:
    for start, end in paragraphs(text):
        yield from re.compile(pattern).finditer(text, start, end)


def put(start: int, end: int, new: str) -> Edit:
    """An edit whose error is what was put in."""
    return Edit(start, end, new, start, start + max(len(new), 1))


def pairs_in(text: str, openings: str = "“（《") -> Iterator[tuple[int, int]]:
    """Give the places of marks that enclose, without others inside."""
    for opening in openings:
        for match in in_prose(text, f"{opening}[^“”‘’（）《》]+{PAIRS[opening]}"):
            yield match.start(), match.end() - 1


def unclosed(text: str) -> Iterator[Edit]:
    for start, end in pairs_in(text):
        yield Edit(end, end + 1, "", start, start + 1)


def unopened(text: str) -> Iterator[Edit]:
    for start, end in pairs_in(text):
        yield Edit(start, start + 1, "", end - 1, end)


def crossed(text: str) -> Iterator[Edit]:
    for start, end in pairs_in(text, "“《"):
        inside = text[start + 1 : end]
        if text[start] == "《":
            yield Edit(start, end + 1, f"“《{inside}”》", end + 1, end + 3)
        elif len(inside) < 10:
            yield Edit(start, end + 1, f"（“{inside}）”", end + 1, end + 3)


def turned(text: str) -> Iterator[Edit]:
    for start, end in pairs_in(text, "“"):
        if end - start < 20:
            yield put(start, start + 1, "”")
            yield put(end, end + 1, "“")


def no_end(text: str) -> Iterator[Edit]:
    for start, end in paragraphs(text):
        core = text[start:end].rstrip("”")
        if core.endswith("。"):
            at = start + len(core) - 1
            yield Edit(at, at + 1, "", at - 1, at + 2)


def doubled_marks(text: str) -> Iterator[Edit]:
    for match in in_prose(text, "[，。、；：](?![”）])"):
        at, mark = match.start(), match[0]
        yield Edit(at, at + 1, mark * 2, at, at + 2)
        for other in {"，": "。、", "。": "，；", "、": "，", "；": "。", "：": "，"}[mark]:
            yield Edit(at, at + 1, mark + other, at, at + 2)
        if mark in "，；：":
            half = {"，": ",", "；": ";", "：": ":"}[mark]
            yield Edit(at, at + 1, half * 2, at, at + 2)


def half_marks(text: str) -> Iterator[Edit]:
    for match in in_prose(text, "(?<=[㐀-鿿])。(?=[㐀-鿿])"):
        yield put(match.start(), match.end(), ".")


def spaces(text: str) -> Iterator[Edit]:
    for match in in_prose(text, "(?<=[㐀-鿿，。])(?=[㐀-鿿])"):
        at = match.start()
        line = text[text.rfind("\n", 0, at) : at]
        if line.count("“") == line.count("”") and line.count("《") == line.count("》"):
            yield put(at, at, " ")
            yield put(at, at, "\u3000")


def doubled_words(text: str) -> Iterator[Edit]:
    for match in in_prose(text, "[的了在是和与]|进行|群众|通过|全市|由于|以及|根据|按照|目前|他们|干部"):
        yield Edit(match.start(), match.end(), match[0] * 2, match.start(), match.start() + 2 * len(match[0]))


def leading(text: str) -> Iterator[Edit]:
    for start, _ in paragraphs(text):
        if text[start - 1] == " " and text[start] not in "“《":
            for mark in "，、。；":
                yield put(start, start, mark)


_SEQUENCES = (
    ("[。；：，](HAN)是", "一二三四五六"),
    ("[。；：](?:第)(HAN)，", "一二三四五六"),
    ("[。；：]其(HAN)，", "一二三四五六"),
    ("[。；：]（(HAN)）", "123456"),
    ("[。；：](HAN)", "①②③④⑤⑥"),
    ("^ {6}(HAN)、", "一二三四五六"),
    ("^ {6}- heading: (HAN)、", "一二三四五六"),
    ("^ {6}（(HAN)）", "一二三四五六"),
    ("^ {6}(HAN)\\. ", "123456"),
)


def sequence_places(text: str) -> Iterator[tuple[list[re.Match[str]], str]]:
    for pattern, numbers in _SEQUENCES:
        found = list(re.finditer(pattern.replace("HAN", f"[{numbers}]"), text, re.MULTILINE))
        runs: list[list[re.Match[str]]] = []
        for match in found:
            if match[1] == numbers[0]:
                runs.append([])
            if runs:
                runs[-1].append(match)
        for run in runs:
            if [match[1] for match in run] == list(numbers[: len(run)]) and len(run) > 1:
                yield run, numbers


def left_out(text: str) -> Iterator[Edit]:
    for run, numbers in sequence_places(text):
        for at, match in enumerate(run[1:], 1):
            start, end = match.span(1)
            yield Edit(start, end, numbers[at + 1], start - 2, end + 2)


def repeated(text: str) -> Iterator[Edit]:
    for run, numbers in sequence_places(text):
        for at, match in enumerate(run[1:], 1):
            # 一是…一是 alone is good Chinese; 一是…一是…三是 is not.
            if at > 1 or len(run) > 2:
                start, end = match.span(1)
                yield Edit(start, end, numbers[at - 1], start - 2, end + 2)


def nested(text: str) -> Iterator[Edit]:
    for start, end in pairs_in(text, "“"):
        inside = text[start + 1 : end]
        if len(inside) > 5 and HAN.match(inside, 2) and HAN.match(inside, 3):
            yield Edit(start + 3, start + 5, f"“{inside[2:4]}”", start + 3, start + 4)


def entries(text: str) -> Iterator[Edit]:
    """One character of an entry of 要目 is another."""
    for match in re.finditer("contents_title: (.{2,4}：)(.*)", text):
        for at in range(match.start(2), match.end(2)):
            if HAN.match(text, at):
                new = "们" if at % 2 else "合"
                yield Edit(at, at + 1, new, at - 2, at + 3)
        yield Edit(match.start(1), match.start(1) + 1, "某", match.start(1), match.end(1))


def exchanged(text: str) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    found = list(re.finditer("contents_title: (.*)", text))
    if len(found) == 2:
        first, second = found
        made = (
            text[: first.start(1)]
            + second[1]
            + text[first.end(1) : second.start(1)]
            + first[1]
            + text[second.end(1) :]
        )
        shift = len(second[1]) - len(first[1])
        yield made, (first.span(1), (second.start(1) + shift, second.end(1) + shift))


PREFECTURES = [
    "长沙市",
    "株洲市",
    "湘潭市",
    "衡阳市",
    "邵阳市",
    "岳阳市",
    "常德市",
    "张家界市",
    "益阳市",
    "郴州市",
    "永州市",
    "怀化市",
    "娄底市",
]


def contributors(text: str) -> Iterator[Edit]:
    for report in re.finditer("  - city: (.+)\n(?:.*\n)*?    by: (.+)\n", text):
        city = report[1]
        for unit in re.finditer("[^、]+", report[2]):
            start = report.start(2) + unit.start()
            own = re.match(f"{city}|.{{2,3}}[市州县区]", unit[0])
            if not own or city not in (*PREFECTURES, "湘西州"):
                continue
            for other in PREFECTURES[city == PREFECTURES[0] :: 5]:
                if other != city:
                    yield Edit(start, start + own.end(), other, start, start + len(other))


_TYPOS = str.maketrans(
    "潭沙州阳德界益化底城邑浏沅罗鼎汨首邵韶江凤", "谭砂洲杨得届溢花低成色流元锣顶泪手绍诏红风"
)


def city_typos(text: str) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    for match in re.finditer("  - city: (.+)\n", text):
        for at in range(len(match[1])):
            wrong = match[1][:at] + match[1][at].translate(_TYPOS) + match[1][at + 1 :]
            if wrong == match[1]:
                continue
            entry = text.replace(f"contents_title: {match[1]}：", f"contents_title: {wrong}：")
            yield entry[: match.start(1)] + wrong + entry[match.end(1) :], (match.span(1),)


def strange_cities(text: str) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    for match in re.finditer("  - city: (.+)\n", text):
        for other in ("武汉市", "赣州市", "恩施州", "江岭市"):
            by = re.search("by: (.+)\n", text[match.end() :])
            if by and all(unit.startswith(match[1]) for unit in by[1].split("、")):
                made = text.replace(match[1], other)
                yield made, ((match.start(1), match.start(1) + len(other)),)


def openings(text: str) -> Iterator[Edit]:
    for report in re.finditer("  - city: (.+)\n", text):
        city = report[1]
        if city not in PREFECTURES:
            continue
        body = text.find(f"      {city}", report.end())
        for other in PREFECTURES[::4]:
            if other != city and body > 0:
                yield put(body + 6, body + 6 + len(city), other)


def names(text: str) -> Iterator[Edit]:
    for match in re.finditer("《([^》]{6,})》", text):
        if text.count(match[0]) > 1 and match.start() != text.find(match[0]):
            for at in range(match.start(1) + 3, match.end(1) - 1):
                new = "理" if text[at] != "理" else "里"
                # A difference has no right side: either place will do.
                yield Edit(at, at + 1, new, 0, len(text))


def pasted_twice(text: str) -> Iterator[Edit]:
    for start, end in paragraphs(text):
        line = text[text.rfind("\n", 0, start) + 1 : end]
        if end - start > 30 and not re.match("[一二三四（0-9]", text[start:end]):
            copy = f"\n\n{line}" if "- " not in line else f"\n{line}"
            yield Edit(end, end, copy, end, end + len(copy))


def numbers(text: str) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    match = re.search("^number: ([0-9]+)$", text, re.MULTILINE)
    if match and "series" not in text:
        bare = re.sub("^serial: .*\n", "", text, flags=re.MULTILINE)
        number = int(match[1])
        for other in (number - 1, number + 1):
            if 1 <= other <= 12:
                made = bare[: match.start(1)] + str(other) + bare[match.end(1) :]
                yield made, ((match.start(1), match.end(1) + 1),)


def dates(text: str) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    match = re.search("^date: (2024-(..)-..)$", text, re.MULTILINE)
    if match and "series" not in text:
        # Two months earlier, or later.
        for month in (int(match[2]) - 2, int(match[2]) + 2):
            if 1 <= month <= 12 and not ("number: 12\n" in text and month > 7):
                made = f"2024-{month:02}-15"
                yield text[: match.start(1)] + made + text[match.end(1) :], (match.span(1),)


def serials(text: str) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    match = re.search("^serial: ([0-9]+)$", text, re.MULTILINE)
    if match and "\nnumber: 1\n" not in "\n" + text:
        for other in (int(match[1]) - 1, int(match[1]) + 1, int(match[1]) + 10):
            yield text[: match.start(1)] + str(other) + text[match.end(1) :], (match.span(1),)


def copies(text: str) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    for first, second in ((13, 86), (12, 68), (120, 86)):
        block = (
            f"distribution:\n  report: [省委办公厅（{first}份）]\n  send: [省直各单位（{second}份）]\n"
            "  issue: [各市州委办公室（42份）]\n  copies: 140\n"
        )
        yield text + block, ((len(text), len(text) + len(block)),)


def ranges(text: str) -> Iterator[Edit]:
    for match in in_prose(text, r"(?<![0-9.第～])([1-9][0-9]{1,2})(人|名|家|件|公里|岁|户|元|天|份|分钟|%)"):
        if match[2] == "份":
            continue
        first, unit = int(match[1]), match[2]
        for join in "-~":
            yield put(*match.span(), f"{first}{join}{first + 5}{unit}")
    for match in in_prose(text, "([0-9.]+)([%亿万])～([0-9.]+)([%亿万])"):
        yield put(*match.span(), f"{match[1]}～{match[3]}{match[4]}")
        yield put(*match.span(), f"{match[1]}-{match[3]}{match[4]}")


def mixed(text: str) -> Iterator[Edit]:
    for match in in_prose(text, "(?<![0-9.])([1-9])([1-9])[0-9]{2}(?=[人名家件元份户张条公])"):
        yield put(*match.span(), f"{match[1]}千{match[2]}百")
    for match in in_prose(text, "(?<![0-9.])([1-9])\\.([1-9])(?=万[人份元])"):
        yield put(match.start(), match.end() + 1, f"{match[1]}万{match[2]}千")
    for match in in_prose(text, "20(2[0-9])年"):
        for new in (f"二0{match[1]}年", f"2〇{match[1]}年", f"二〇{match[1]}年"):
            yield put(*match.span(), new)


def item_marks(text: str) -> Iterator[Edit]:
    for pattern, new in (
        ("(?<=^ {6})([1-9])\\. ", "{}、"),
        ("(?<=^ {6})(（[一二三四]）)", "{}、"),
        ("(?<=^ {6})([一二三四])、", "{}."),
        ("(?<=[。；：])(第[一二三四])，", "{}、"),
        ("(?<=[。；：])(其[一二三四])，", "{}、"),
        ("(?:(?<=[。；：])|(?<=^ {6}))(首先|其次|最后)，", "{}、"),
        ("(?<=[。；：])(（[1-9]）)", "{}、"),
    ):
        pattern = pattern.replace("(?<=^ {6})", "(?<=\n {6})")
        for match in re.finditer(pattern, text):
            yield put(*match.span(), new.format(match[1]))


def about(text: str) -> Iterator[Edit]:
    counted = r"(?<![0-9.近约余第～上以前])(?<![0-9])([1-9][0-9]*(?:\.[0-9]+)?万?)(人|名|件|家|户|张|元|公里|公顷|份|条|幅|人次)(?![0-9一-十])"
    for match in in_prose(text, counted):
        number, unit = match[1], match[2]
        for new in (
            f"近{number}余{unit}",
            f"约{number}{unit}左右",
            f"超过{number}多{unit}",
            f"{number}余{unit}左右",
        ):
            yield put(*match.span(), new)


def centuries(text: str) -> Iterator[Edit]:
    for match in in_prose(text, "20世纪"):
        yield put(*match.span(), "上世纪")
        yield put(*match.span(), "上个世纪")


def impossible(text: str) -> Iterator[Edit]:
    for match in in_prose(text, "(?<![0-9])([0-9]{1,2})月([0-9]{1,2})日(?!（)"):
        yield put(*match.span(), f"{match[1]}月32日")
        yield put(*match.span(), f"13月{match[2]}日")
    for match in in_prose(text, "(?<![0-9])([0-9]{1,2})月([0-9]{1,2})日（星期.）"):
        yield Edit(*match.span(), "2月30日", match.start(), match.start() + 5)
        yield Edit(*match.span(), "6月31日", match.start(), match.start() + 5)
    for match in in_prose(text, "至([0-9]{1,2})日(?!内)"):
        yield put(*match.span(), "至32日")
    for match in in_prose(text, "(?<=[0-9年])([0-9]{1,2})月"):
        if text[match.end()] not in "0123456789":
            yield put(*match.span(), "14月")
    for match in in_prose(text, "20(2[0-9])年(?=[0-9]+月)"):
        yield put(*match.span(), f"202{match[1]}年")
        yield put(*match.span(), f"2{match[1]}年")
    for match in in_prose(text, "([0-9]{1,2})时([0-9]{2})分"):
        yield put(*match.span(), f"{match[1]}时75分")
    for match in in_prose(text, "晚([0-9]):([0-9]{2})"):
        yield put(*match.span(), f"晚{match[1]}:65")


def weekdays(text: str) -> Iterator[Edit]:
    for match in in_prose(text, "(?<=日（)星期([一二三四五六日])"):
        for day in "一二三四五六日":
            if day != match[1]:
                yield put(*match.span(), f"星期{day}")


def fallen(text: str) -> Iterator[Edit]:
    """Ranges the wrong way round."""
    for match in in_prose(
        text,
        "(?<![0-9.])([0-9]+)～([0-9]+)(?=万|亿|元|人|名|个|天|户|亩|公里|米|吨|次|场|小时|分钟|件|家|所)",
    ):
        yield put(*match.span(), f"{match[2]}～{match[1]}")
    for match in in_prose(text, "(20[0-9]{2})—(20[0-9]{2})(?=年)"):
        yield put(*match.span(), f"{match[2]}—{match[1]}")


def opening_typos(text: str) -> Iterator[Edit]:
    """The city a report opens with, one character of it another."""
    for match in re.finditer("city: ([㐀-鿿]{3,5})\n(?:.*\n)*?      (?=\\1)", text):
        start, city = match.end(), match[1]
        for at in range(len(city) - 1):
            yield put(start, start + len(city), f"{city[:at]}某{city[at + 1 :]}")


def other_prefectures(text: str) -> Iterator[Edit]:
    """A county under a prefecture it does not belong to."""
    for match in in_prose(text, "(?<=[。，])(?=[㐀-鿿]{4})"):
        for name in ("岳阳市汝城县", "郴州市平江县", "常德市韶山市"):
            yield put(match.start(), match.start(), f"{name}也来参观，")


def miscounted(text: str) -> Iterator[Edit]:
    """A list of places and a number that is not theirs."""
    for match in in_prose(text, "(?<=[。，])(?=[㐀-鿿]{4})"):
        for names in (
            "安化、桑植、通道4个县",
            "长沙、株洲、湘潭、岳阳3个市",
            "汝城、宜章、桂阳、嘉禾、临武6个县",
        ):
            yield put(match.start(), match.start(), f"先后到过{names}，")


def zeros(text: str) -> Iterator[Edit]:
    for match in in_prose(text, "二〇([一二〇][一-九])年"):
        year = match[0]
        yield put(*match.span(), year.replace("〇", "零"))
        yield put(*match.span(), year.replace("〇", "○"))
        yield put(*match.span(), year.replace("〇", "零", 1))


def misspelt(code: str) -> Callable[[str], Iterator[Edit]]:
    def find(text: str) -> Iterator[Edit]:
        for word in common_misspellings():
            if word.code == code and word.right in text:
                for match in in_prose(text, re.escape(word.right)):
                    # Some words are wrong in certain company only.
                    written = text[: match.start()] + word.wrong + text[match.end() :]
                    if re.compile(word.pattern).match(written, match.start()):
                        yield put(*match.span(), word.wrong)

    return find


def site_words(forbidden: bool) -> Callable[[str], Iterator[Edit]]:
    from bulletin_pdf.problems import Problems

    words = read_knowledge([str(CLEAN / "words.tsv")], Problems()).words

    def find(text: str) -> Iterator[Edit]:
        for word in words:
            if not forbidden and word.right:
                for match in in_prose(text, re.escape(word.right)):
                    yield put(*match.span(), word.wrong)
            elif forbidden and not word.right:
                for match in in_prose(text, "(?<=[，。])(?=[㐀-鿿]{4})"):
                    yield put(match.start(), match.start(), f"{word.wrong}，")

    return find


EDITS: dict[str, Callable[[str], Iterator[Edit]]] = {
    "B401": unclosed,
    "B402": unopened,
    "B403": crossed,
    "B404": turned,
    "B405": no_end,
    "B406": doubled_marks,
    "B407": half_marks,
    "B408": spaces,
    "B409": doubled_words,
    "B410": leading,
    "B411": left_out,
    "B412": repeated,
    "B413": nested,
    "B420": entries,
    "B422": contributors,
    "B424": openings,
    "B425": names,
    "B426": pasted_twice,
    "B440": ranges,
    "B441": mixed,
    "B442": item_marks,
    "B443": about,
    "B444": centuries,
    "B445": impossible,
    "B446": weekdays,
    "B447": zeros,
    "B455": fallen,
    "B456": miscounted,
    "B457": other_prefectures,
    "B458": opening_typos,
    "B450": misspelt("B450"),
    "B451": misspelt("B451"),
    "B452": site_words(False),
    "B453": site_words(True),
    "B454": misspelt("B454"),
}

REWRITES: dict[str, Callable[[str], Iterator[tuple[str, tuple[tuple[int, int], ...]]]]] = {
    "B421": exchanged,
    "B423": city_typos,
    "B427": strange_cities,
    "B430": numbers,
    "B431": dates,
    "B432": serials,
    "B434": copies,
}


def clean_texts() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(CLEAN.glob("[0-9]*.yaml"))}


def seeded(most: int = MAX_PER_CODE) -> list[Seeded]:
    """Give the seeded texts: at most so many of a code, chosen by lot."""
    texts = clean_texts()
    found: dict[str, list[Seeded]] = defaultdict(list)
    for file, text in texts.items():
        for code, edits in EDITS.items():
            for edit in edits(text):
                made = text[: edit.start] + edit.new + text[edit.end :]
                found[code].append(Seeded(code, file, made, ((edit.mark, edit.mark_end),)))
        for code, rewrite in REWRITES.items():
            found[code] += [Seeded(code, file, made, places) for made, places in rewrite(text)]
    found["B433"] = list(_gaps(texts))
    chosen: list[Seeded] = []
    for code in sorted(found):
        rng = random.Random(f"{SEED} {code}")
        errors = found[code]
        chosen += errors if len(errors) <= most else rng.sample(errors, most)
    return chosen


def _gaps(texts: dict[str, str]) -> Iterator[Seeded]:
    """The issue before is not there."""
    before = dict(
        zip(["03", "04", "05", "06", "07", "08", "09", "12", "13", "14"], range(2, 12), strict=True)
    )
    by_number = {2: "02", 3: "03", 4: "04", 5: "05", 6: "06", 7: "07", 8: "08", 9: "09", 10: "12", 11: "13"}
    for name, number in before.items():
        text = texts[f"{name}.yaml"]
        match = re.search("^number: ([0-9]+)$", text, re.MULTILINE)
        assert match
        yield Seeded("B433", f"{name}.yaml", text, (match.span(1),), f"{by_number[number]}.yaml")
