"""Setting one issue again after one paragraph changed, in a process that goes on: a desk, a preview, a server.

`python -m bench.warm ours|typst [--seed N] [--turns N]` prints a line of JSON: seconds for each turn.
Each turn changes another way what one paragraph says; the text is in memory before the clock starts.
"""

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from bench.material import SEED, Bulletin, make_bulletin, with_changed_paragraph
from bench.ours import issue_yaml
from bench.peers.typst_source import typst_issue
from bench.works import FONTS

OUR_PAGES, OUR_PDF, TYPST_PDF = "bulletin_pdf, pages", "bulletin_pdf, PDF", "Typst, PDF"
WARMING = 3
"""Turns not counted."""

Setting = Callable[[Bulletin], Callable[[], object]]
"""Takes the changed issue and gives the call that is timed."""


def ours(directory: Path) -> dict[str, Setting]:
    from bulletin_pdf.api.issue import Issue
    from bulletin_pdf.api.session import Session

    session = Session()

    def setting(call: Callable[[Issue], object]) -> Setting:
        def changed(bulletin: Bulletin) -> Callable[[], object]:
            text = issue_yaml(bulletin)
            return lambda: call(session.parse(text, base=directory))

        return changed

    return {
        OUR_PAGES: setting(lambda issue: issue.pages("screen")),
        OUR_PDF: setting(lambda issue: issue.pdf("screen", prove=False)),
        "bulletin_pdf, PDF read back and proved": setting(lambda issue: issue.pdf("screen")),
    }


def typst(_: Path) -> dict[str, Setting]:
    from typst import Compiler, Fonts

    faces = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    compiler = Compiler(font_paths=faces)

    def setting(*, tagged: bool) -> Setting:
        def changed(bulletin: Bulletin) -> Callable[[], object]:
            source = typst_issue(bulletin).encode("utf-8")
            return lambda: compiler.compile(source, format="pdf", pdf_tags=tagged)

        return changed

    return {TYPST_PDF: setting(tagged=True), "Typst, PDF untagged": setting(tagged=False)}


PROGRAMS = {"ours": ours, "typst": typst}


def turns(setting: Setting, seed: int, count: int) -> Iterator[float]:
    bulletin = make_bulletin(1, seed)
    for turn in range(WARMING + count):
        call = setting(with_changed_paragraph(bulletin, turn))
        start = perf_counter()
        call()
        if turn >= WARMING:
            yield perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.warm", description=__doc__)
    parser.add_argument("program", choices=PROGRAMS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--turns", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as directory:
        settings = PROGRAMS[options.program](Path(directory))
        times = {
            name: list(turns(setting, options.seed, options.turns)) for name, setting in settings.items()
        }
    print(json.dumps(times))


if __name__ == "__main__":
    main()
