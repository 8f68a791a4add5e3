"""A line that stands elsewhere than it was set is noticed, though it stays on its page and says the same."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from attest.damage import line_of, rewritten, unpacked
from bulletin_pdf.attest.attestation import attest, read_file_text
from bulletin_pdf.attest.compare import WordingUnit
from bulletin_pdf.attest.issue_wording import wording_of
from bulletin_pdf.attest.page_furniture import PageFurniture
from bulletin_pdf.build import SetEdition, set_edition
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.pdf.profile import PROFILES
from bulletin_pdf.pdf.text_places import text_places
from bulletin_pdf.pdf.write.pdf_file import render
from bulletin_pdf.problems import Problems
from bulletin_pdf.volume.book.set_volume import set_volume
from bulletin_pdf.volume.plan.read_plan import read_plan
from support.issues import write_issue

FIRST = "州委州政府高度重视，多次调研“五个一”部署，明确3个责任，细化任务，建立台账，定期通报，定期（每月）调度，有力推动。"
SECOND = "村民自己议事，自己办事，自己评事，大家都说这个办法好。"
WIDE = [[f"第{column}项指标完成情况" for column in range(14)], ["12345678"] * 14]
BODY = (FIRST, SECOND, "e̍ 与 ǹg̍。", {"table": WIDE, "header_rows": 1}, "此后继续。")
Change = Callable[[str], str]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_issue(tmp_path_factory.mktemp("places"), *BODY)


@cache
def _set(source: Path, edition: str) -> tuple[SetEdition, str]:
    problems = Problems()
    ready = set_edition(read_issue(str(source)).issue, problems, edition, target="x.pdf")
    path = source.parent / f"{edition}.pdf"
    path.write_bytes(render(ready.document, PROFILES[edition], ready.facts.book))
    return ready, unpacked(path)


def faults(source: Path, change: Change, edition: str = "print") -> list[tuple[str, dict[str, object]]]:
    """Change a finished file; give what the proof finds in it."""
    ready, file = _set(source, edition)
    changed = change(file)
    problems = Problems()
    readback = read_file_text(rewritten(changed, source.parent), problems)
    assert readback is not None, [problem.message("en") for problem in problems]
    unit = WordingUnit(wording_of(read_issue(str(source)).issue), len(readback.pages))
    places = [text_places(page) for page in ready.document.pages]
    attest(readback=readback, data=b"", units=[unit], furniture=PageFurniture(), book=ready.facts.book,
           problems=problems, places=places)  # fmt: skip
    return [(problem.code, dict(problem.details)) for problem in problems.errors]


def moved(file: str, text: str, across: float, up: float) -> str:
    """Move the run that shows a text, and nothing that follows it."""
    at = file.index(line_of(file, text))
    moves = list(re.finditer(r"^(-?[\d.]+) (-?[\d.]+) Td$", file, re.MULTILINE))
    own = max((move for move in moves if move.start() < at), key=lambda move: move.start())
    after = min((move for move in moves if move.start() > at), key=lambda move: move.start())
    if "BT\n" in file[own.end() : after.start()]:
        return f"{file[: own.start()]}{_by(own, across, up)}{file[own.end() :]}"
    parts = (
        file[: own.start()], _by(own, across, up), file[own.end() : after.start()], _by(after, -across, -up),
        file[after.end() :],
    )  # fmt: skip
    return "".join(parts)


def _by(move: "re.Match[str]", across: float, up: float) -> str:
    return f"{float(move[1]) + across:.3f} {float(move[2]) + up:.3f} Td"


@pytest.mark.parametrize("edition", ["print", "archive"])
def test_what_was_not_touched_stands_where_it_was_set(source: Path, edition: str) -> None:
    """Among it a table turned on a page of its own, and letters with marks that are placed one by one."""
    assert faults(source, lambda file: file, edition) == []


@pytest.mark.parametrize(
    ("across", "up", "edition"),
    [(3, 0, "print"), (0, -3, "print"), (-3, 0, "archive"), (0.2, 0, "archive")],
)
def test_a_line_moved_inside_its_page(source: Path, across: float, up: float, edition: str) -> None:
    ((code, details),) = faults(source, lambda file: moved(file, SECOND[:6], across, up), edition)
    assert code == "B532"
    assert details["page"] == 1
    assert SECOND.startswith(str(details["text"])[:6])
    assert (float(str(details["across"])), float(str(details["up"]))) == (across, up)


def test_two_lines_that_change_places(source: Path) -> None:
    """What is said and the order of painting stay."""
    both = faults(source, lambda file: moved(moved(file, FIRST[:6], 0, -28), SECOND[:6], 0, 28))
    assert [code for code, _ in both] == ["B532"]


@pytest.mark.parametrize(
    ("old", "new"), [(r">(\d+)<", r">\g<1>0<"), (r"^\[<(....)", r"[<\1>90<"), (r">(\d+)<", "><")]
)
def test_white_inside_a_line(source: Path, old: str, new: str) -> None:
    def change(file: str) -> str:
        shown = (line for line in file.splitlines() if line.endswith("TJ"))
        line = next(line for line in shown if re.search(r">\d+<", line) and re.search(old, line))
        return file.replace(line, re.sub(old, new, line, count=1), 1)

    ((code, details),) = faults(source, change)
    assert (code, details["across"], details["up"]) == ("B532", "+0.00", "+0.00")


def test_tracking_of_a_line(source: Path) -> None:
    def change(file: str) -> str:
        line = line_of(file, SECOND[:6])
        return file.replace(line, f"0.3 Tc\n{line}\n0 Tc", 1)

    assert [code for code, _ in faults(source, change)] == ["B532"]


@pytest.mark.parametrize("matrix", ["1 0 0 1 3 0", "1 0 0 1 0 -3", "0.99 0 0 0.99 0 0"])
def test_a_page_moved_as_a_whole(source: Path, matrix: str) -> None:
    def change(file: str) -> str:
        begin = file.rindex("BT\n", 0, file.index(line_of(file, FIRST[:6])))
        return f"{file[:begin]}{matrix} cm\n{file[begin:]}"

    found = faults(source, change)
    assert found and found[0][0] == "B532"


def test_a_turned_table_that_is_moved(source: Path) -> None:
    found = faults(source, lambda file: re.sub(r"0 1 -1 0 ([\d.]+) ([\d.]+) cm", r"0 1 -1 0 \1 3 cm", file))
    assert [code for code, _ in found] == ["B532"]


def test_a_line_that_stays_put_however_it_is_written(source: Path) -> None:
    def change(file: str) -> str:
        line = line_of(file, SECOND[:6])
        return file.replace(line, f"5 -7 Td\n-5 7 Td\n{line}", 1)

    assert faults(source, change) == []


def test_a_volume_written_early_knows_the_places_of_its_whole_pages(tmp_path: Path) -> None:
    write_issue(tmp_path, *BODY)
    volume = tmp_path / "volume.yaml"
    volume.write_text(
        "title: 工作简报\nyear: 2022\nissues: [issue.yaml]\nparts: [title, contents, issues]\n", "utf-8"
    )
    problems, profile = Problems(), PROFILES["archive"]
    plan = read_plan(str(volume), problems)
    early, whole = (set_volume(plan, problems, 1, profiles) for profiles in ((profile,), ()))
    writer = early.pages.writer("archive")
    assert writer is not None
    places = list(writer.places(early.volume_books[0].order))
    pages = [text_places(page) for page in whole.document.pages]
    assert [place for place in places if place] == [place for place in pages if place]
    assert sum(map(bool, places)) > 3
