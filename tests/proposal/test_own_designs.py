"""A design that does not ship comes back from its pages: what its proposal sets stands where the old paper stood."""

from pathlib import Path

import pytest

import bulletin_pdf as bp
from bulletin_pdf.comparison.compare_pages import is_moved
from bulletin_pdf.geometry import mm
from proposal.test_round_trip import issue, pages_of

DESIGNS = {
    "no mirror, smaller text, name by its own place": """
  extends: gongwen
  mirror: false
  page: {top: 30mm, bottom: 25mm, inner: 27mm, outer: 25mm}
  grid: {pitch: 26pt}
  styles:
    body: {size: 四号}
    title: {face: zhongsong, size: 小二, lines: [3, 5]}
    number: {face: fangsong}
  head:
    rows:
      - {name: {size: 50pt, width: 120mm}, baseline: 52mm, from: page}
      - {left: publisher, right: date, baseline: 66mm, from: page}
      - {rule: red, weights: [2.25pt, 0.75pt], spacing: 1pt, top: 69mm, from: page}
      - {center: [series, number], baseline: 80mm, from: page}
  folio: {form: "第 {n} 页", place: center, from_foot: 15mm, first: false}
  foot: {outer: 1pt, inner: 0.5pt, pitch: 20pt, rows: [[report, issue], imprint]}
""",
    "paper of no name, marks full, black rule": """
  extends: jianbao
  marks: full
  trim_open_at_start: never
  page: {size: [190mm, 270mm], top: 28mm, inner: 24mm}
  grid: {width: 144mm, lines: 24, height: 218mm, characters: 28}
  inks: {red: [0, 90, 85, 0]}
  styles:
    title: {size: 小二, lines: [2, 4]}
    level1: {face: kai}
    foot: {size: 小四}
  head:
    rows:
      - {name: {size: 40pt, width: 100mm}, baseline: 48mm, from: page}
      - {center: number, baseline: 58mm, from: page}
      - {left: publisher, right: date, inset: 1em, baseline: 68mm, from: page}
      - {rule: black, weights: 1.5pt, top: 71mm, from: page}
""",
}


@pytest.mark.parametrize("own", DESIGNS.values(), ids=DESIGNS)
def test_a_design_of_an_office_comes_back(own: str, tmp_path: Path) -> None:
    text = issue("", 2).partition("\n")[2]
    old = pages_of(f"design:{own}{text}")
    proposed = bp.propose_design(("旧.pdf", old), lang="en")
    proposed.write(tmp_path / "own.yaml")
    new = pages_of(f"design: ./own.yaml\n{text}", str(tmp_path))
    found = bp.compare(old, new).found
    assert not found.breaks and not found.changes and not found.gone and not found.added, proposed.text
    assert not [pair for pair in found.rows if is_moved(pair, mm(0.15))], proposed.text
    assert all(pair.offset < mm(0.15) for pair in found.shapes), proposed.text
