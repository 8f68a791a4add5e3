"""密级 of a volume: the highest grade and the longest term of its issues."""

import re
from pathlib import Path
from typing import Any

import pytest

from bulletin_pdf.problems import Problems
from bulletin_pdf.volume.book.set_volume import SetVolume
from bulletin_pdf.volume.files.outcome import VolumeTarget
from bulletin_pdf.volume.files.publish import publish_volume
from bulletin_pdf.volume.parts.volume_record import empty_volume
from bulletin_pdf.volume.plan.secrecy import most_of, read_secrecy, secrecy_of
from volume.conftest import Year, volume_of

MOST = [
    (["机密★10年", "秘密★1年"], "机密★10年"),
    (["机密★1年", "秘密★10年"], "机密★10年"),
    (["秘密★6个月", "秘密★1年"], "秘密★1年"),
    (["秘密★长期", "绝密★5年"], "绝密★长期"),
    (["绝密★长期", "机密★20年"], "绝密★长期"),
    # A grade without a term holds as long as its grade may: 30, 20, 10 years.
    (["绝密", "机密★20年"], "绝密"),
    (["机密★5年", "秘密"], "机密★10年"),
    (["机密", "秘密★30年"], "机密★30年"),
    (["秘密 ★ 2年", "秘密★十二年"], "秘密★十二年"),
    (["秘密★90天", "秘密★6个月"], "秘密★6个月"),
    (["內部資料", "機密★5年"], "機密★5年"),
    (["内部资料　注意保存", ""], "内部资料　注意保存"),
    (["特急"], "特急"),
    ([], ""),
]


@pytest.mark.parametrize(("texts", "expected"), MOST)
def test_the_highest_grade_and_the_longest_term(texts: Any, expected: str) -> None:
    read = [one for text in texts if (one := read_secrecy(text))]
    for order in (read, read[::-1]):
        found = most_of(order)
        assert (found.text if found else "") == expected


def test_a_term_that_names_its_last_day() -> None:
    found = read_secrecy("秘密★2032年6月30日", "2022-06-16")
    assert found is not None and (found.months, found.text) == (120, "秘密★2032年6月30日")


def test_urgency_is_no_grade(year: Year) -> None:
    path = year({"issues/1": {"secrecy": "秘密★1年", "urgency": "特急"}})
    found = secrecy_of(volume_of(path).plan)
    assert found is not None and found.text == "秘密★1年"


TWO = {
    "issues/1": {"secrecy": "机密★10年", "copy_number": "000012"},
    "issues/2": {"number": 2, "date": "2022-04-01", "secrecy": "秘密★20年", "copy_number": "000013"},
}
PARTS = ["cover", "title", "issues", "catalogue", "remarks"]


def texts_of(volume: SetVolume, page: int) -> str:
    return "".join(getattr(mark, "text", "") for mark in volume.document.pages[page].marks)


@pytest.mark.parametrize(
    ("own", "marked", "codes"),
    [
        (None, "机密★20年", ["B865"]),
        ("机密★20年", "机密★20年", []),
        ("绝密★30年", "绝密★30年", []),
        ("秘密★20年", "机密★20年", ["B864"]),
        ("机密★1年", "机密★20年", ["B864"]),
        ("内部资料", "机密★20年", ["B864"]),
    ],
)
def test_where_it_stands(year: Year, own: str | None, marked: str, codes: list[str]) -> None:
    problems = Problems()
    path = year(TWO, parts=PARTS, **({"secrecy": own} if own else {}))
    volume = volume_of(path, problems)
    assert [problem.code for problem in problems] == codes
    assert all(problem.span is not None for problem in problems)
    for page in (0, 2):
        assert texts_of(volume, page).startswith(marked)
    assert f"本卷密级：{marked}。" in texts_of(volume, -2)
    record = {field.name: field.values for field in empty_volume(volume.plan, volume.issues).record}
    assert "★".join((record["密级"][0], record["保密期限"][0])) == marked


def test_a_volume_without_grades_has_none(year: Year) -> None:
    volume = volume_of(year({"issues/1": {}}, parts=PARTS))
    assert "★" not in "".join(texts_of(volume, page) for page in range(len(volume.document.pages)))
    assert {"密级", "保密期限"}.isdisjoint(
        field.name for field in empty_volume(volume.plan, volume.issues).record
    )


def test_it_stands_in_the_metadata(year: Year, tmp_path: Path) -> None:
    path = year(TWO, parts=PARTS)
    publish_volume(str(path), [VolumeTarget("archive", str(tmp_path / "v.pdf"))])
    xmp = re.search(rb"<x:xmpmeta.*?</x:xmpmeta>", (tmp_path / "v.pdf").read_bytes(), re.DOTALL)
    assert xmp is not None
    assert ">机密<".encode() in xmp[0] and ">20年<".encode() in xmp[0]


def test_each_book_is_marked_by_its_own_issues(year: Year) -> None:
    report = {
        "city": "长沙市",
        "title": "长篇",
        "text": "\n\n".join("说的是志愿服务，" * 40 for _ in range(60)),
    }
    issues = {
        f"issues/{n}": {
            "number": n,
            "date": f"2022-0{n}-01",
            "reports": [report],
            **({"secrecy": "机密★10年", "copy_number": "000012"} if n == 2 else {}),
        }
        for n in (1, 2)
    }
    path = year(issues, parts=["cover", "issues"], binding={"max_pages": 30})
    volume = volume_of(path)
    assert len(volume.volume_books) == 2
    first, second = (
        "".join(getattr(m, "text", "") for m in volume_book.document.pages[0].marks)
        for volume_book in volume.volume_books
    )
    assert not first.startswith("机密") and second.startswith("机密★10年")
