"""Puts the catalogues of words in order and makes the pages that are made from the program.

With --check only says which are stale.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from catalogues import CATALOGUES, compile_stale, in_order
from designs import PAGE, PREPARED, designs_page, prepared_module
from make_patterns import own_file, own_programs
from module_map import PAGE as MODULES
from module_map import modules_page

from bulletin_pdf.messages import find, say
from bulletin_pdf.problem_codes import CODES

ROOT = Path(__file__).parent.parent


def problems_page() -> str:
    """Every problem, what it says and what to do."""
    parts = ["# 问题一览 · Problems\n", "由程序生成，请勿手改。Made from the program; do not edit.\n"]
    chapter = ""
    for code in sorted(CODES):
        if code[:2] != chapter:
            chapter = code[:2]
            parts.append(
                f"## {chapter}xx {say('zh', 'chapter', chapter)} · {say('en', 'chapter', chapter)}\n"
            )
        parts.append(_entry(code))
    return "\n".join(parts)


def _entry(code: str) -> str:
    level = CODES[code].level.value
    lines = [f"### {code} · {say('zh', 'level', level)} · {say('en', 'level', level)}\n"]
    for lang in ("zh", "en"):
        lines.append(find(lang, "problem", code) + "  ")
        if hint := find(lang, "hint", code):
            lines.append(f"*{hint}*")
        lines.append("")
    return "\n".join(lines).replace("**", r"\*\*")


MADE: dict[Path, Callable[[], str]] = {
    **{path: partial(in_order, path) for path in CATALOGUES},
    ROOT / "docs" / "problems.md": problems_page,
    PREPARED: prepared_module,
    PAGE: designs_page,
    own_file(): own_programs,
}


def main() -> int:
    compile_stale()
    stale = [path for path, make in MADE.items() if not path.exists() or path.read_text("utf-8") != make()]
    for path in stale:
        if "--check" in sys.argv:
            print(f"{path}: stale; run make docs", file=sys.stderr)
        else:
            path.write_text(MADE[path](), "utf-8")
            print(path)
    if "--check" not in sys.argv:
        # Follows every module's first line; it is made anew here and not checked.
        MODULES.write_text(modules_page(), "utf-8")
    return int(bool(stale) and "--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
