"""Builds the handbook into the package: `make site`. A key without an example, or a link to nowhere, fails the build.

Pages are gathered in .site/: those written by hand (docs/handbook), the pages of docs/ that both languages share, and
those made from the program. MkDocs with the Material theme makes two sites of them, one in the other, that need no
network and no server.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from made_pages import ROOT, made_pages
from manual import manual_page
from pictures import WrongExampleError, draw_pictures
from rules_in_chinese import in_chinese_frame
from sample_files import FILES, lay_out, lay_out_volume

STAGE = ROOT / ".site"
SITE = ROOT / "src" / "bulletin_pdf" / "handbook" / "site"
HANDBOOK = ROOT / "docs" / "handbook"
SHARED = ("yaml", "desk", "importing", "proofing", "certificate", "figures", "python")
"""Pages of docs/ that both languages take in as they are; so are rules/ and standards/."""
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((?!https?:|#)([^)#]+)(#[^)]*)?\)")


def gather(lang: str, pictures: str) -> Path:
    """Put every page of one language in one folder; return it."""
    folder = STAGE / lang
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HANDBOOK / lang, folder)
    shutil.copytree(HANDBOOK / "theme" / "assets", folder / "assets")
    shutil.copytree(FILES, folder / "files", ignore=shutil.ignore_patterns("issues"))
    shared = [ROOT / "docs" / f"{name}.md" for name in SHARED]
    shared += [*(ROOT / "docs" / "rules").glob("*.md"), *(ROOT / "docs" / "standards").glob("*.md")]
    made = dict(made_pages(lang, pictures))  # type: ignore[arg-type]
    here = {path.relative_to(ROOT / "docs").as_posix() for path in shared} | set(made)
    for path in shared:
        place = path.relative_to(ROOT / "docs")
        (folder / place).parent.mkdir(exist_ok=True)
        text = _within(path.read_text("utf-8"), place, here)
        framed = in_chinese_frame(place.as_posix(), text) if lang == "zh" else text
        (folder / place).write_text(framed, "utf-8")
    for picture in (ROOT / "docs").glob("*.png"):
        shutil.copy(picture, folder)
    for name, text in made.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def _within(text: str, place: Path, here: set[str]) -> str:
    """Take the links out of a page that lead to files which the site does not have."""

    def kept(found: re.Match[str]) -> str:
        words, link, _ = found.groups()
        target = (ROOT / "docs" / place.parent / link).resolve()
        inside = target.is_relative_to(ROOT / "docs")
        known = inside and target.relative_to(ROOT / "docs").as_posix() in here
        return found[0] if known else words

    return _LINK.sub(kept, text)


def main() -> int:
    """Build both sites; return an exit code."""
    gathered = gather("zh", "../pictures")
    gather("en", "../../pictures")
    shutil.rmtree(SITE, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        lay_out(Path(folder))
        lay_out_volume(Path(folder))
        try:
            draw_pictures(Path(folder), gathered / "pictures")
        except WrongExampleError as error:
            print(error, file=sys.stderr)
            return 1
    shutil.copytree(ROOT / "docs" / "designs", gathered / "pictures" / "designs")
    for config in ("mkdocs.yml", "mkdocs.en.yml"):
        made = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", str(HANDBOOK / config)],
            check=False,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )
        if made.returncode:
            return made.returncode
    for unused in SITE.rglob("*.map"):
        unused.unlink()
    (SITE / "bulletin-pdf.1").write_text(manual_page(), "utf-8")
    print(SITE / "index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
