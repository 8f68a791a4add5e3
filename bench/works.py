"""W1, W2 and W3: the inputs of every program, and the commands that set them."""

import sys
from collections.abc import Callable
from pathlib import Path

from bench.contest import OURS, Contender, Work
from bench.material import Bulletin, make_bulletins
from bench.ours import write_issue, write_volume
from bench.peers.typst_source import typst_issue, typst_volume

FONTS = Path(__file__).parent.parent / "fonts"
PEERS = Path(__file__).parent / "peers"


def one_issue(place: Path, seed: int) -> Work:
    """W1: one issue, cold."""
    (bulletin,) = make_bulletins(1, seed)
    source = write_issue(bulletin, place)
    markup = place / "issue.typ"
    markup.write_text(typst_issue(bulletin), "utf-8")
    contenders = (*_ours(("build", "--force", str(source)), place), *_typst(markup, place))
    return Work("W1", "one issue, a new process", (bulletin,), contenders, 15)


def year(place: Path, seed: int) -> Work:
    """W2: a year of 48 issues as one volume."""
    return _volume("W2", "48 issues as one volume", make_bulletins(48, seed), place, 7)


def ten_years(place: Path, seed: int) -> Work:
    """W3: ten times W2."""
    return _volume("W3", "480 issues as one volume", make_bulletins(480, seed), place, 3)


WORKS: dict[str, Callable[[Path, int], Work]] = {"W1": one_issue, "W2": year, "W3": ten_years}


def _volume(name: str, about: str, bulletins: tuple[Bulletin, ...], place: Path, rounds: int) -> Work:
    source = write_volume(bulletins, place)
    markup = place / "volume.typ"
    markup.write_text(typst_volume(bulletins), "utf-8")
    contenders = (*_ours(("volume", "--force", str(source)), place), *_typst(markup, place))
    return Work(name, about, bulletins, contenders, rounds)


def _ours(command: tuple[str, ...], place: Path) -> tuple[Contender, ...]:
    program = str(Path(sys.executable).with_name("bulletin-pdf"))
    print_pdf, archive = place / "ours.pdf", place / "ours.archive.pdf"
    return (
        Contender(OURS, (program, *command, "-q", "-o", str(print_pdf)), print_pdf),
        Contender(
            f"{OURS} archive",
            (program, *command, "-q", "-o", str(archive), "--edition", "archive"),
            archive,
        ),
    )


def _typst(markup: Path, place: Path) -> tuple[Contender, ...]:
    command = (sys.executable, str(PEERS / "run_typst.py"), str(markup))
    tagged, untagged = place / "typst.pdf", place / "typst.untagged.pdf"
    return (
        Contender("Typst", (*command, str(tagged), str(FONTS)), tagged),
        Contender("Typst untagged", (*command, str(untagged), str(FONTS), "untagged"), untagged),
    )
