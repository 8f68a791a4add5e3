"""Makes the pages that are made from the program; with --check only says which are stale."""

import sys
from pathlib import Path

from bulletin_pdf.words import problems_page

DOCS = Path(__file__).parent.parent / "docs"

PAGES = {DOCS / "problems.md": problems_page}


def main() -> int:
    stale = [path for path, make in PAGES.items() if not path.exists() or path.read_text("utf-8") != make()]
    for path in stale:
        if "--check" in sys.argv:
            print(f"{path}: stale; run make docs", file=sys.stderr)
        else:
            path.write_text(PAGES[path](), "utf-8")
            print(path)
    return int(bool(stale) and "--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
