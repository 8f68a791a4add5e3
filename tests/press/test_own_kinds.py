"""Every kind of file the program makes is recognised by `preflight` and passes its own rules."""

import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pypdf
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf.generic import RectangleObject

from bulletin_pdf.cli.main import main
from bulletin_pdf.geometry import Size
from bulletin_pdf.pages import FolioForm, Leaves, TypeArea
from bulletin_pdf.pdf.own_kinds import read_leaves, write_leaves
from bulletin_pdf.pdf.profile import PROFILES
from bulletin_pdf.press.preflight.judge import judge

from .test_preflight import edited, on_page, on_second, paint, text

REPORT = {
    "city": "长沙市",
    "title": "一篇文章",
    "by": "市文明办",
    "text": "做成了一件小事，“有引号”，（有括号），2022年投入3.5万元。\n" * 60,
}
ISSUE = {
    "bulletin": "青河简报",
    "publisher": "青河县委办公室",
    "number": 1,
    "date": "2022-03-01",
    "reports": [REPORT],
    "distribution": {"report": ["省委常委"], "send": ["省直各单位"], "issue": ["各市州文明办"]},
}
ONE_PAGE = ISSUE | {"number": 2, "date": "2022-04-01", "reports": [REPORT | {"text": "短。"}]}
BINDING = {"paper": 80, "cover_paper": 200}
PARTS = ["cover", "title", "foreword", "contents", "issues", "index-city", "index-unit", "index-title",
         "statistics", "figures", "errata", "concordance", "catalogue", "remarks"]  # fmt: skip


class Made(NamedTuple):
    """A file, what kind it is and for which edition."""

    path: Path
    kind: str
    edition: str
    warnings: tuple[str, ...] = ()
    """Those that are true of it."""


def run(*arguments: str | Path) -> None:
    assert main([*map(str, arguments), "-q"]) == 0, arguments


def write(path: Path, data: object) -> Path:
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    return path


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    return {made.path.name: made for made in make_all(tmp_path_factory.mktemp("kinds"))}


def make_all(home: Path) -> Iterator[Made]:
    yield from make_issues(home)
    yield from make_sheets(home)
    yield from make_volumes(home)


def make_issues(home: Path) -> Iterator[Made]:
    issue = write(home / "issue.yaml", ISSUE)
    odd = write(home / "odd.yaml", ISSUE | {"reports": [REPORT | {"text": REPORT["text"] * 2}]})
    plain = write(home / "plain.yaml", ISSUE | {"design": {"mirror": False, "colophon_on_even": False}})
    blanks = ("F-04b",)
    for edition in PROFILES:
        run("build", issue, "--edition", edition, "-o", home / f"issue.{edition}.pdf", "--ticket")
        yield Made(home / f"issue.{edition}.pdf", "issue", edition)
    for edition in ("print", "overprint", "head"):
        yield Made(home / f"issue.{edition}.ticket.pdf", "ticket", "print")
        run(
            "build",
            plain,
            "--edition",
            edition,
            "-o",
            home / f"plain.{edition}.pdf",
            "--marks",
            "--red",
            "spot",
        )
        yield Made(home / f"plain.{edition}.pdf", "issue", edition, blanks)
    run("build", issue, "--edition", "overprint", "--offset", "2.5,-1.5", "-o", home / "moved.pdf")
    yield Made(home / "moved.pdf", "issue", "overprint")
    run("build", issue, "--edition", "print", "--copies", "1-5", "-o", home / "copies.pdf")
    yield Made(home / "copies.pdf", "issue", "print")
    run("build", odd, "--edition", "overprint", "--copies", "7-9", "-o", home / "odd.pdf")
    yield Made(home / "odd.pdf", "issue", "overprint", blanks)
    run("head", issue, "-o", home / "head.pdf")
    yield Made(home / "head.pdf", "issue", "head")
    run("head", issue, "--registration", "-o", home / "registration.pdf")
    yield Made(home / "registration.pdf", "registration", "head")


SCHEMES = {
    "saddle": ("--scheme", "saddle"),
    "saddle-marks": ("--scheme", "saddle", "--marks"),
    "saddle-room": ("--scheme", "saddle", "--sheet", "SRA3"),
    "perfect": ("--scheme", "perfect"),
    "perfect-marks": ("--scheme", "perfect", "--marks", "--sheet", "A3+"),
    "single": ("--scheme", "perfect", "--sheet", "A4"),
    "nup": ("--scheme", "nup", "--up", "4"),
    "nup-many": ("--scheme", "nup", "--up", "16"),
}


def make_sheets(home: Path) -> Iterator[Made]:
    for name, options in SCHEMES.items():
        run("impose", home / "issue.print.pdf", *options, "-o", home / f"{name}.pdf")
        yield Made(home / f"{name}.pdf", "sheets", "print")


def make_volumes(home: Path) -> Iterator[Made]:
    year = home / "year"
    year.mkdir()
    write(year / "01.yaml", ISSUE)
    errata = [{"was": "短。", "now": "短一点。"}]
    write(year / "02.yaml", ONE_PAGE | {"errata": errata})
    write(year / "03.yaml", ISSUE | {"number": 3, "date": "2022-05-01", "design": {"mirror": False}})
    shutil.copy(home / "issue.screen.pdf", year / "old.pdf")
    issues: list[object] = ["0*.yaml", {"pdf": "old.pdf", "number": 4, "date": "2022-06-01"}]
    volume = {"title": "青河简报", "year": 2022, "issues": issues, "parts": PARTS, "binding": BINDING}
    volume |= {"foreword": "合订。", "errata": "apply", "archive": {"fonds": "J001"}}
    thick = {**BINDING, "max_pages": 32, "box": True}
    for name, keys in (("one", {}), ("two", {"binding": thick})):
        source = write(year / f"{name}.volume.yaml", volume | keys)
        run("volume", source, "--edition", "print", "archive", "screen", "-o", home / f"{name}.pdf")
        books = [name] if name == "one" else [f"{name}-1", f"{name}-2"]
        for book in books:
            for edition in ("print", "archive", "screen"):
                end = "" if edition == "print" else f".{edition}"
                placed = ("F-18",) if edition == "print" and book != "two-1" else ()
                yield Made(home / f"{book}{end}.pdf", "volume", edition, placed)
            yield Made(home / f"{book}.cover.pdf", "cover", "print")
    yield Made(home / "two.box.pdf", "labels", "print")


NAMES = [
    *(f"issue.{edition}.pdf" for edition in PROFILES),
    *(f"issue.{edition}.ticket.pdf" for edition in ("print", "overprint", "head")),
    *(f"plain.{edition}.pdf" for edition in ("print", "overprint", "head")),
    "moved.pdf", "copies.pdf", "odd.pdf", "head.pdf", "registration.pdf",
    *(f"{name}.pdf" for name in SCHEMES),
    *(f"{book}{end}.pdf" for book in ("one", "two-1", "two-2") for end in ("", ".archive", ".screen", ".cover")),
    "two.box.pdf",
]  # fmt: skip


def test_all_kinds_are_here(files: dict[str, Made]) -> None:
    assert sorted(files) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_what_we_make_passes_as_what_it_is(files: dict[str, Made], name: str) -> None:
    path, kind, edition, warnings = files[name]
    verdict = judge(name, path.read_bytes())
    assert (verdict.kind, verdict.edition) == (kind, edition)
    assert {problem.code for problem in verdict.problems} <= set(warnings), verdict.problems


@pytest.mark.parametrize(
    "name",
    ["issue.print.pdf", "issue.head.pdf", "issue.archive.pdf", "issue.proof.pdf", "issue.head.ticket.pdf",
     "plain.overprint.pdf", "moved.pdf", "odd.pdf", "registration.pdf", "saddle-marks.pdf", "perfect.pdf",
     "single.pdf", "nup.pdf", "one.pdf", "two-1.pdf", "two-2.screen.pdf", "one.cover.pdf", "two.box.pdf"],
)  # fmt: skip
def test_files_made_before_they_said_it_are_recognised_by_their_pages(
    files: dict[str, Made], name: str
) -> None:
    path, kind, edition, warnings = files[name]
    verdict = judge(name, unsaid(path.read_bytes()), edition)
    assert verdict.kind == kind
    # Which design its pages have, and how far they were moved, stands nowhere else.
    own_grid = (
        {"F-15b", "F-15d", "F-15e"} if "plain" in name or "moved" in name or kind == "volume" else set()
    )
    lost = {"F-01d", "F-01f"}  # pypdf has written other metadata
    assert {problem.code for problem in verdict.problems} <= {*warnings, *own_grid, *lost}, verdict.problems


def unsaid(data: bytes) -> bytes:
    """The same file as an older version would have made it."""
    header = data[:8].decode("ascii")

    def forget(writer: pypdf.PdfWriter) -> None:
        stream: Any = writer.root_object["/Metadata"]
        lines = stream.get_data().split(b"\n")
        stream.set_data(b"\n".join(line for line in lines if b"<bulletin:" not in line))
        info = pypdf.PdfReader(BytesIO(data)).metadata
        writer.metadata = info

    return edited(data, forget, header)


@pytest.mark.parametrize("name", ["one.pdf", "one.cover.pdf", "saddle.pdf", "two.box.pdf"])
def test_what_only_resembles_ours_answers_to_the_general_rules(files: dict[str, Made], name: str) -> None:
    def anothers(writer: pypdf.PdfWriter) -> None:
        writer.metadata = {"/Producer": "another program"}
        stream: Any = writer.root_object["/Metadata"]
        stream.set_data(
            stream.get_data().replace(b"<bulletin:", b"<other:").replace(b"</bulletin:", b"</other:")
        )

    verdict = judge(name, edited(files[name].path.read_bytes(), anothers))
    assert verdict.kind == ""
    assert {problem.code for problem in verdict.problems} & {"F-15a", "F-15b"}


def test_a_page_taken_out_is_not_believed(files: dict[str, Made]) -> None:
    """What the file says of its pages holds for all of them or for none."""

    def shorter(writer: pypdf.PdfWriter) -> None:
        writer.remove_page(2)
        writer.metadata = pypdf.PdfReader(files["issue.print.pdf"].path).metadata

    verdict = judge("x.pdf", edited(files["issue.print.pdf"].path.read_bytes(), shorter))
    assert (verdict.kind, verdict.edition) == ("issue", "print")
    assert {problem.code for problem in verdict.problems} == {"F-04b"}


@pytest.mark.parametrize(
    ("name", "edit", "code"),
    [
        ("issue.print.pdf", on_second, "F-15f"),
        ("one.pdf", text(x=30), "F-07a"),
        ("one.cover.pdf", paint("0 0 1 rg 200 300 30 30 re f"), "F-14d"),
        ("one.cover.pdf", on_page("TrimBox", RectangleObject((50, 50, 500, 700))), "F-20"),
        ("saddle-room.pdf", paint("1 1 1 0.5 k 200 300 30 30 re f"), "F-11"),
        ("two.box.pdf", paint("0 0 0 1 K 0.1 w 200 300 m 300 300 l S"), "F-09"),
        ("registration.pdf", text(), "F-07a"),
        ("issue.print.ticket.pdf", text(before="0.6 0.4 0.4 1 k"), "F-08a"),
    ],
)
def test_ours_spoilt_is_still_found(
    files: dict[str, Made], name: str, edit: Callable[[pypdf.PdfWriter], None], code: str
) -> None:
    spoilt = edited(files[name].path.read_bytes(), edit)
    assert code in {problem.code for problem in judge(name, spoilt).problems}


def test_an_edition_asked_for_is_what_counts(files: dict[str, Made]) -> None:
    data = files["issue.screen.pdf"].path.read_bytes()
    assert {problem.code for problem in judge("x", data, "print").problems} >= {"F-01c", "F-14d"}


def test_the_command_says_what_it_judged(files: dict[str, Made], capsys: pytest.CaptureFixture[str]) -> None:
    names = ("two-1.pdf", "issue.screen.pdf", "saddle.pdf")
    assert main(["preflight", *(str(files[name].path) for name in names), "--lang", "en"]) == 0
    out, _ = capsys.readouterr()
    assert [line.split(": ")[1] for line in out.splitlines()] == [
        "pass (annual volume, print)",
        "correct as screen edition, which is not for printing (issue)",
        "pass (imposed sheets, print)",
    ]


LENGTHS = st.integers(1, 900).map(float)
FOLIOS = st.builds(
    FolioForm,
    st.sampled_from(["— ", "", "第 ", "※ "]),
    st.sampled_from([" —", "", " 页，共 {pages} 页"]),
    st.sampled_from(["outer", "center"]),
    LENGTHS,
    LENGTHS,
    st.booleans(),
)
AREAS = st.none() | st.builds(
    TypeArea,
    st.builds(Size, LENGTHS, LENGTHS),
    *(LENGTHS,) * 4,
    st.integers(1, 60),
    LENGTHS,
    st.booleans(),
    FOLIOS,
    *(LENGTHS,) * 4,
    st.booleans(),
)
RUNS = st.builds(Leaves, st.sampled_from(["issue", "blank", "index-city"]), st.integers(1, 999), AREAS)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(RUNS, min_size=1, max_size=6))
def test_what_is_written_of_pages_is_read_again(runs: list[Leaves]) -> None:
    read = read_leaves(write_leaves(runs))
    assert [(run.kind, run.pages) for run in read] == [(run.kind, run.pages) for run in runs]
    for one, other in zip(read, runs, strict=True):
        assert (one.area is None) == (other.area is None)
        if one.area and other.area:
            assert flat(one.area) == pytest.approx(flat(other.area), abs=0.01)


def flat(area: TypeArea) -> list[object]:
    """A type area with everything inside it in one row."""
    return [part for each in area for part in (each if isinstance(each, tuple) else (each,))]


@given(st.text(st.sampled_from("issue blank,*0123456789."), max_size=40))
def test_other_words_are_no_pages_and_no_fault(words: str) -> None:
    assert sum(run.pages for run in read_leaves(words)) < 10**10
