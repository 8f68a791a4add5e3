"""The bench measures programs on one text: the text is the same every time, and whole in every program's words."""

import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from bench.contest import Row, paired
from bench.goals import Measured
from bench.judge import judge
from bench.material import Bulletin, make_bulletins, model_bulletin
from bench.measure import Cost
from bench.ours import issue_yaml, write_volume
from bench.peers.platypus_source import platypus_json
from bench.peers.typst_source import typst_volume
from bench.peers.weasyprint_source import html_volume
from bench.races import race
from bench.races.race import Race, Racer, compete, growth
from bench.races.tables import tables
from bench.races.years import check
from bench.report import changes_table, goals_table
from bench.texture import full_lines, texture
from bulletin_pdf.build import publish
from bulletin_pdf.volume.files.outcome import VolumeTarget
from bulletin_pdf.volume.files.publish import publish_volume


def test_a_seed_gives_one_text() -> None:
    assert make_bulletins(3, 5) == make_bulletins(3, 5)
    assert make_bulletins(3, 5) != make_bulletins(3, 6)


def test_the_first_issues_do_not_depend_on_how_many_follow() -> None:
    assert make_bulletins(20)[:2] == make_bulletins(2)


def test_ours_is_what_the_bench_asks_for(tmp_path: Path) -> None:
    bulletins = make_bulletins(2, 1)
    target = tmp_path / "volume.pdf"
    publish_volume(str(write_volume(bulletins, tmp_path)), [VolumeTarget("print", str(target))])
    assert judge(target, bulletins).faults == ()


def test_the_bench_sees_a_wrong_text(tmp_path: Path) -> None:
    bulletins = make_bulletins(2, 1)
    target = tmp_path / "volume.pdf"
    publish_volume(str(write_volume(bulletins, tmp_path)), [VolumeTarget("print", str(target))])
    faults = judge(target, make_bulletins(2, 2), near=500).faults
    assert any("pages where 500" in fault for fault in faults)
    assert any("not in the text" in fault for fault in faults)


def test_texture_is_measured_on_the_finished_page(tmp_path: Path) -> None:
    """A strict grid has holes beside digits that even lines have not; both fill the same measure."""
    figures = {}
    for way in ("even", "grid"):
        source = tmp_path / f"{way}.yaml"
        source.write_text(f"{issue_yaml(model_bulletin())}design: {{typesetting: {way}}}\n", "utf-8")
        target = tmp_path / f"{way}.pdf"
        publish(str(source), str(target))
        figures[way] = texture(list(full_lines(target)))
    even, grid = figures["even"], figures["grid"]
    hole, cells = "of these, a gap over 0.4 em, %", "Han in a cell of the grid, %"
    assert min(even["full lines"], grid["full lines"]) > 90
    assert even[hole] == 0 < grid[hole]
    assert min(even[cells], grid[cells]) > 65
    assert even["narrowest ，、；：, em"] > 0.74


def plain_typst(bulletins: tuple[Bulletin, ...]) -> str:
    return re.sub(r"\\(.)", r"\1", typst_volume(bulletins))


def plain_html(bulletins: tuple[Bulletin, ...]) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html_volume(bulletins, Path("/fonts"))))


def plain_platypus(bulletins: tuple[Bulletin, ...]) -> str:
    return unescape(re.sub(r"<[^>]*>", "", platypus_json(bulletins)))


@pytest.mark.parametrize("words_of", [plain_typst, plain_html, plain_platypus])
def test_peers_are_given_every_passage(words_of: Callable[[tuple[Bulletin, ...]], str]) -> None:
    bulletins = make_bulletins(2, 1)
    words = words_of(bulletins)
    for bulletin in bulletins:
        for article in bulletin.articles:
            assert article.headline in words
            assert article.by in words
            for passage in article.passages:
                assert passage.text in words


def test_ratios_are_taken_round_by_round() -> None:
    ours = [Cost(1.0, 1.0, 10.0), Cost(4.0, 2.0, 10.0), Cost(3.0, 3.0, 10.0)]
    theirs = [Cost(2.0, 4.0, 40.0), Cost(4.0, 4.0, 40.0), Cost(4.0, 4.0, 40.0)]
    assert paired(ours, theirs) == Cost(0.75, 0.5, 0.25)


def test_a_goal_is_met_by_a_smaller_figure() -> None:
    rows = {"Typst": Row(pages=400, wall_ratio=0.65, tree_ratio=0.55, size_ratio=0.6)}
    table = goals_table(Measured({"W2": rows}))
    assert "| W2, wall | ≤ 0.8 × Typst | 0.65 | yes |" in table
    assert "| W2, memory of all processes | ≤ 0.5 × Typst | 0.55 | no |" in table


def test_a_program_that_was_not_timed_meets_no_goal() -> None:
    rows = {"Typst": Row(pages=3, fault="3 pages where 400 were expected")}
    assert "W2" not in goals_table(Measured({"W2": rows}))


def test_changes_are_told_beside_the_figures_kept() -> None:
    table = changes_table(
        {"warm": {"ours": 10.0, "same": 1.0}}, {"warm": {"ours": 12.0, "same": 1.02}}, "abc..HEAD"
    )
    assert "(abc..HEAD)" in table
    assert "| warm › ours | 10 | 12 | +20% |" in table
    assert "same" not in table


def test_seconds_of_another_machine_are_no_change() -> None:
    before: dict[str, Any] = {"works": {"W1": {"Typst": {"wall": 1.0, "wall_ratio": 1.0}}}}
    now: dict[str, Any] = {"works": {"W1": {"Typst": {"wall": 2.0, "wall_ratio": 1.1}}}}
    table = changes_table(before, now, "abc..HEAD")
    assert "wall_ratio | 1 | 1.10 | +10% |" in table
    assert "wall |" not in table


def test_a_race_sees_what_is_missing(tmp_path: Path) -> None:
    ours, typst, weasyprint = tables(tmp_path, 1, 23).racers
    assert compete(Race("tables", "", (ours,)), lambda _: None, 1)["bulletin_pdf"].fault == ""
    other = tmp_path / "other"
    other.mkdir()
    tables(other, 1, 30)
    shutil.copy(tmp_path / "bulletin_pdf.pdf", other)
    assert tables(other, 1, 30).racers[0].fault() == "7 rows are missing, 00024村 first"
    assert (tmp_path / "table.typ").read_text("utf-8").count("rowspan: 10") == 2
    assert (tmp_path / "table.html").read_text("utf-8").count('rowspan="10"') == 2
    assert {typst.name, weasyprint.name} == {"Typst", "WeasyPrint"}


def test_growth_in_proportion_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(race, "run", lambda command, _most: Cost(0.0, float(command[0]), 0.0))

    def counted(_place: Path, _seed: int, count: int) -> Race:
        return Race("counted", "", (Racer("ours", (str(count),), str),))

    assert growth(counted, 3, 1, tmp_path) == pytest.approx(1)


def test_the_rows_of_years_are_read_and_found(tmp_path: Path) -> None:
    """What the peers are given is the same text; a peer that read less is not timed."""
    ours, *peers = check(tmp_path, 1, 2).racers
    bulletin = make_bulletins(2, 1)[1]
    text = (tmp_path / "002.txt").read_text("utf-8")
    assert all(passage.text in text for article in bulletin.articles for passage in article.passages)
    assert [Path(path).suffix for path in ours.command[-2:]] == [".yaml", ".yaml"]
    for peer in peers:
        (tmp_path / "zhlint.json").write_text('{"files": 1, "characters": 9, "findings": 0}', "utf-8")
        assert peer.fault() == "1 files of 2 were read"
