"""Files stay small enough to be read at a sitting: one subject each."""

from collections.abc import Mapping

from house.source import ROOT

MAX_LINES = 330
"""A typical file has one to three hundred."""

WHOLE = {
    "src/bulletin_pdf/problem_codes.py": "a table, one line a problem",
    "src/bulletin_pdf/design/prepared.py": "made by `make docs` from the designs",
    "src/bulletin_pdf/design/model.py": "plain values in the order of the design's YAML",
    "src/bulletin_pdf/fonts/face.py": "all that is read of one font file, once",
    "src/bulletin_pdf/pdf/write/page_content.py": "one stream and the state it has reached",
    "src/bulletin_pdf/pdf/foreign/conform/page_copier.py": "one page and the objects its copy shares",
    "src/bulletin_pdf/pages.py": "the values that all rooms meet at",
}
"""Files over the limit that are better whole."""

TO_PART = {
    "src/bulletin_pdf/compose/reports.py": 460,
    "src/bulletin_pdf/compose/slots.py": 380,
    "src/bulletin_pdf/importers/html.py": 550,
    "src/bulletin_pdf/importers/infer.py": 560,
    "src/bulletin_pdf/importers/report_titles.py": 345,
    "src/bulletin_pdf/layout/cells.py": 400,
    "src/bulletin_pdf/layout/tables.py": 400,
    "src/bulletin_pdf/proof/agreement.py": 420,
    "src/bulletin_pdf/proof/numerals.py": 400,
    "src/bulletin_pdf/proof/sums.py": 420,
    "src/bulletin_pdf/typeset/spacing.py": 380,
    "web/src/app.tsx": 500,
    "web/src/form.tsx": 420,
}
"""Files that are still to be parted, and what they may have until then."""


def sizes() -> Mapping[str, int]:
    """Return how many lines each source file has."""
    files = [
        *(ROOT / "src/bulletin_pdf").rglob("*.py"),
        *(ROOT / "web/src").glob("*.ts"),
        *(ROOT / "web/src").glob("*.tsx"),
    ]
    return {path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines()) for path in files}


def test_no_file_is_too_long() -> None:
    found = {
        name: size
        for name, size in sizes().items()
        if size > TO_PART.get(name, MAX_LINES) and name not in WHOLE
    }
    assert found == {}, "part it along its subjects, or say in WHOLE why it is better whole"


def test_what_is_listed_is_there() -> None:
    assert {*WHOLE, *TO_PART} - sizes().keys() == set()
