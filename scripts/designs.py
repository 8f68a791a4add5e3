"""Reads the shipped designs; writes `design/prepared.py`, from which the program starts, and `docs/designs.md`."""

from pathlib import Path

from bulletin_pdf.design import vocabulary
from bulletin_pdf.design.kinds import COVERS
from bulletin_pdf.design.prepared import DESIGNS
from bulletin_pdf.design.read import read_layer
from bulletin_pdf.design.vocabulary import DESIGN
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.key_table import Keys
from bulletin_pdf.yamldoc.parse import load

SOURCES = Path(__file__).parent.parent / "src" / "bulletin_pdf" / "data" / "designs"
PREPARED = Path(__file__).parent.parent / "src" / "bulletin_pdf" / "design" / "prepared.py"
_DEFAULT = "gongwen"
_HEAD = '''"""The settings of the shipped designs: name → its parent's name and what its file says.

Made from `data/designs/*.yaml` by scripts/make_docs.py; do not edit.
"""

from typing import Any, Final

# fmt: off
DESIGNS: Final[dict[str, tuple[str, dict[str, Any]]]] = {
'''


def _plain(value: object) -> object:
    """Return a setting without the places its parts had in their file."""
    if not isinstance(value, tuple) or not all(isinstance(row, dict) for row in value):
        return value
    return tuple({key: inner for key, inner in row.items() if key != "spans"} for row in value)


def prepared_module() -> str:
    """Return the module, the default design first."""
    names = sorted((path.stem for path in SOURCES.glob("*.yaml")), key=lambda name: (name != _DEFAULT, name))
    return _HEAD + "".join(map(_entry, names)) + "}\n"


def _entry(name: str) -> str:
    problems = Problems()
    node = load(str(SOURCES / f"{name}.yaml"), problems)
    if node is None:
        raise BulletinError(problems)
    fields = Fields(node, DESIGN, problems)
    layer = read_layer(fields, name)
    parent = fields.text("extends")
    problems.raise_if_errors()
    lines = [f"    {name!r}: ({(parent.text if parent else '')!r}, {{"]
    lines += [f"        {key!r}: {_plain(value)!r}," for key, value in layer.values.items()]
    return "\n".join([*lines, "    }),\n"])


PAGE = Path(__file__).parent.parent / "docs" / "designs.md"
_INTRO = """# 版式 · Designs

Made from the program; do not edit. The pictures are made by `make gallery`.

A bulletin's look is one YAML file. An issue, or `bulletin.yaml` for all issues, names it: `design: jianbao` (a shipped one),
`design: ./our.yaml` (a file beside it), or a mapping that changes a few things. A file says how it differs from the one it
`extends` (else from `gongwen`, the page of GB/T 9704-2012); chains have four files at most. `bulletin-pdf design NAME` shows every
value with the file it comes from, and each deviation from the standard by clause; `schema design` is for editors.

```yaml
design: 县府督查
extends: gongwen
page: {top: 30mm, bottom: 25mm, inner: 27mm, outer: 27mm}  # any two of three lengths give the third
grid: {pitch: 26pt}                                        # lines and characters follow
styles:
  body: {size: 四号}
  title: {face: 小标宋, size: 二号, lines: [3, 5]}            # grid lines taken by one, two … lines of a title
head:
  rows:                                                    # from the top down; what is empty vanishes
    - {left: secrecy, right: permit, baseline: 36mm, from: page, free: true}
    - {name: {size: 64pt, width: 130mm}, ink_top: 40mm, from: page}
    - {center: [series, number, serial], above: 6mm}
    - {left: publisher, right: date, above: 4mm}
    - {rule: red, weights: [2.25pt, 0.75pt], spacing: 1pt, above: 3mm}
frame:                                                     # outside the text, from the page's top edge
  - {center: name, style: imprint, baseline: 20mm, pages: others}
folio: {form: "第 {n} 页 共 {pages} 页", place: center, from_foot: 15mm, first: false}
```

- **Lengths have units**: mm, cm, pt, em (字), lines (行), %, and names of sizes such as 小三. `cell` is the size that fills the grid.
- **Two of three**: margins and measure add up to the paper; lines and pitch give the height. What contradicts is refused with the sum.
- **A row of the head** stands below the one before it (`above`: white from edge to edge), or with its `top`, `middle`, `bottom`, `baseline`, `ink_top` or
  `ink_bottom` where it says, counted from the type area or `from: page` or `foot`; it is pushed down where what is over it needs the
  room; two rows with places only where their text would meet. With `free: true` it stands exactly there, whatever else does; a text that then overlaps another stops the build (B534). `{stretch: 6pt}` is white that takes up what is left before the next row with a place.
- **Columns** (分栏): `grid: {columns: 2, gap: 2em, rule: 0.1mm}` lets the text flow from column to column; `characters` are those of a line of a column.
  `gap` is two characters where it is left out, `rule` is drawn as high as the text beside it. A design that only says `columns: 2` keeps the size of its
  text and sets as many whole characters in each column as find room. What a style with `span: all` (通栏) sets stands across all columns: titles
  (with what stands under them; that of a text too short to fill two lines of each column stays in its column, 半版), headings, 编者按, 要目, and by the styles of their captions figures and tables. It
  ends the columns over it, which are balanced, and they begin anew below it. A figure or table in the midst of a text stands below that text on its page, where it
  finds room, so that columns are read to their end. A table too wide for a column, or taller than a third of one, spans all of them. 报头, 报尾 and the frame stand across the page; a volume's own parts have
  one column.
- **The frame** stands on every page, on the first or on the `others`, counted from the page's top edge; `inner` and `outer` change sides from page to page.
- **A volume** (合订本) has a design of its own or that of its issues: `volume: {cover: rule}` (a rule under the name), `frame` (a red frame) or `slip`
  (题签: the name upright in a framed slip); styles `cover_…`, `part_…`, `spine…` and `volume_folio` are its own.
- `ink: red` is the plate of the red head. Red text (`styles`) is printed in `print`; paper that has its red head cannot carry it (B227).
- **A style** takes what it does not say from the one it is `like`, else from the body.
- What an issue says and its design has no place for is reported (B220).

## From old papers

`bulletin-pdf design --from 旧1.pdf 旧2.pdf -o 本局.yaml` measures what an office has printed so far and proposes its design: PDFs of any program, Word files,
scans, several issues taken together by majority. The proposal extends the nearest shipped design and says only what differs:

```yaml
design: 本局
language: 1
extends: gongwen

grid:
  pitch: 28.95pt  # 66 of 66 lines on 5 pages

styles:
  body:
    size: 三号  # 16pt: 74 of 74 lines on 5 pages

head:
  rows:  # 5 of 5 texts
    - {name: {size: 56pt, width: 129.12mm}, baseline: 54.4mm, from: page}
    - {center: number, baseline: 68.41mm, from: page}
    - {left: publisher, right: date, inset: 16pt, baseline: 79.33mm, from: page}
    - {rule: red, weights: 2pt, top: 84.22mm, from: page}

# foot:
#   outer: 0.35mm  # There is no foot in the old paper; how thick are the rules above and below it?
```

- **Each key has its evidence**: in how many of how many lines, texts, rules or pages it was seen. What is not certain, and what could not be known, stays
  commented out with the question. Two pages of one issue show the type area; three issues show more.
- **Measured**: paper, margins of odd and even pages, grid, columns with their rule; face, size and place of body, titles, headings, 供稿, captions, 要目;
  the head row by row with its rules and inks; 版记; the form and the place of page numbers; how marks stand at the edges of lines.
- **Faces that do not ship** are named at the end with the line of `bulletin.yaml` that takes the office's own file.
- **A scan** gives paper, margins, distance of lines and red parts, no more; it needs the extra `raster`.
- **Off the grid**: text always stands on the lines of the grid here. A paper whose titles take two lines and a half comes out with whole ones.
- Then set an issue with it and look: `bulletin-pdf compare 旧.pdf out/新.pdf -o diff.pdf`.

## Shipped
"""


def designs_page() -> str:
    """Return the page about designs: the shipped ones with their pictures, and every key."""
    parts = [_INTRO]
    for name, (parent, values) in DESIGNS.items():
        chinese, _, english = values["about"].partition(" · ")
        after = f", extends `{parent}`" if parent else ""
        parts.append(f"### {name} · {values['design']}{after}\n\n{chinese}。{english}.\n")
        parts.append(f"![Page 1 in {name}](designs/{name}-1.png) ![Page 2 in {name}](designs/{name}-2.png)\n")
    covers = " ".join(f"![Cover {name}](designs/cover-{name}.png)" for name in sorted(set(COVERS.values())))
    parts.append(f"### Covers of volumes\n\n`volume: {{cover: …}}`: frame, rule, slip.\n\n{covers}\n")
    parts.append("## Every key\n")
    for table in (value for value in vars(vocabulary).values() if isinstance(value, Keys)):
        parts.append(f"### {table.of}\n\n| key | 名称 | |\n|---|---|---|")
        parts += [
            f"| `{key.name}` | {key.chinese} | {table.about(key, 'en')} · {table.about(key, 'zh')} |"
            for key in table.keys
        ]
        parts.append("")
    return "\n".join(parts)
