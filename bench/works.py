"""W1, W2 and W3: the inputs of every program, and the commands that set them."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.contest import OURS, Contender, Work
from bench.material import Bulletin, make_bulletins
from bench.ours import write_issue, write_volume
from bench.peers.platypus_source import platypus_json
from bench.peers.typst_source import typst_issue, typst_volume
from bench.peers.weasyprint_source import html_issue, html_volume

FONTS = Path(__file__).parent.parent / "fonts"
PEERS = Path(__file__).parent / "peers"
ARCHIVE, ONE_JOB = f"{OURS} archive", f"{OURS}, 1 job"
TYPST = "Typst"


def one_issue(place: Path, seed: int) -> Work:
    """W1: one issue, cold."""
    bulletins = make_bulletins(1, seed)
    source = write_issue(bulletins[0], place)
    contenders = (
        *_ours(("build", "--force", str(source)), place),
        *_typst(typst_issue(bulletins[0]), place),
        _weasyprint(html_issue(bulletins[0], FONTS), place),
        _platypus(bulletins, place),
    )
    return Work("W1", "one issue, each time a new process", bulletins, contenders, 15)


def year(place: Path, seed: int) -> Work:
    """W2: a year of 48 issues as one volume."""
    bulletins = make_bulletins(48, seed)
    contenders = (
        *_volume(bulletins, place),
        _weasyprint(html_volume(bulletins, FONTS), place),
        _platypus(bulletins, place),
    )
    return Work("W2", "48 issues as one volume", bulletins, contenders, 7)


def ten_years(place: Path, seed: int) -> Work:
    """W3: ten times W2."""
    bulletins = make_bulletins(480, seed)
    about = "480 issues as one volume"
    return Work("W3", about, bulletins, _volume(bulletins, place), 3, ("WeasyPrint", "Platypus"))


WORKS: dict[str, Callable[[Path, int], Work]] = {"W1": one_issue, "W2": year, "W3": ten_years}


def _volume(bulletins: Sequence[Bulletin], place: Path) -> tuple[Contender, ...]:
    command = ("volume", "--force", str(write_volume(bulletins, place)))
    return (
        *_ours(command, place),
        _our(ONE_JOB, (*command, "--jobs", "1"), place / "one-job.pdf"),
        *_typst(typst_volume(bulletins), place),
    )


def _ours(command: tuple[str, ...], place: Path) -> tuple[Contender, ...]:
    return (
        _our(OURS, command, place / "ours.pdf"),
        _our(ARCHIVE, (*command, "--edition", "archive"), place / "ours.archive.pdf"),
    )


def _our(name: str, command: tuple[str, ...], target: Path) -> Contender:
    program = str(Path(sys.executable).with_name("bulletin-pdf"))
    return Contender(name, (program, *command, "-q", "-o", str(target)), target)


def _typst(markup: str, place: Path) -> tuple[Contender, ...]:
    tagged, untagged = place / "typst.pdf", place / "typst.untagged.pdf"
    source = _written(place / "source.typ", markup)
    return (
        _peer(TYPST, source, tagged, str(FONTS)),
        _peer(f"{TYPST} untagged", source, untagged, str(FONTS), "untagged"),
    )


def _weasyprint(page: str, place: Path) -> Contender:
    return _peer("WeasyPrint", _written(place / "source.html", page), place / "weasyprint.pdf")


def _platypus(bulletins: Sequence[Bulletin], place: Path) -> Contender:
    source = _written(place / "source.json", platypus_json(bulletins))
    return _peer("Platypus", source, place / "platypus.pdf", str(FONTS))


def _peer(name: str, source: Path, target: Path, *options: str) -> Contender:
    script = PEERS / f"run_{name.split()[0].lower()}.py"
    return Contender(name, (sys.executable, str(script), str(source), str(target), *options), target)


def _written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path
