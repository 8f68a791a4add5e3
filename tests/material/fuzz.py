"""Files of twelve kinds spoilt at random, through the command line: what must hold whatever they are.

    python tests/material/fuzz.py 3000 --seed 7 [--kind lock]

Every input is made from its number and the seed alone, so that one that fails can be made again.
"""

import argparse
import contextlib
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))

from bulletin_pdf.cli.main import main
from material import cases

MAX_SECONDS = 20
"""Of the processor's time: no input takes more than a few."""
LONGEST_WAIT = 300
"""Seconds by the clock: one that waits for something must not hang the run, a busy machine is no fault."""
BULLETIN = "design: {line_edges: clean, artwork: m.svg}\nprovince: 湖南\nfonts: {latin: f.ttf}\n"
CSV = "number,recipient\n1-3,甲县\n4,乙县“办公室”\n"
TABLE = (
    cases.ISSUE
    + "      表见下。\n    body:\n      - table: {rows: [[甲, 乙], [1, {text: 二, colspan: 1}]]}\n      - quote: 引文。\n"
)


class Input(NamedTuple):
    """A command line in a directory of its own, and the files that lie there."""

    command: tuple[str, ...]
    files: dict[str, bytes]


Maker = Callable[[random.Random], Input]


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """Spoil bytes: a few changed, a piece gone, doubled, moved, or filled with one value; or the end gone."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        at = chance.randrange(len(changed) + 1)
        size = min(chance.choice((1, 2, 4, 30, 400)), len(changed) - at)
        match chance.randrange(7):
            case 0:
                changed[at : at + size] = chance.randbytes(size)
            case 1:
                del changed[at : at + size]
            case 2:
                changed[at:at] = changed[at : at + size]
            case 3:
                other = chance.randrange(len(changed) + 1)
                changed[at:at] = changed[other : other + size]
            case 4:
                changed[at : at + size] = bytes([chance.choice((0, 1, 127, 128, 255))]) * size
            case 5 if chance.random() < 0.3:
                del changed[at:]
            case _:
                if at < len(changed):
                    changed[at] ^= 1 << chance.randrange(8)
    return bytes(changed)


_PIECES = [
    *"：:#-|>&*!%@[]{}\"'，,\n\t ", "  ", "\n\n", "- ", "null", "~", "1e999", "-1", "0x7fffffff", "!!python/object:os.system",
    "<<: *a", "&a ", "*a", "\x1b[31m", "\u202e", "\ufeff", "𠮷", "é", "A" * 300, "甲" * 300, "99999999999999999999",
    "2022-02-30", "..", "/", "\0", "\\", "<b>", "</", "&#0;", "&amp;", "{{", "}}", "%s",
]  # fmt: skip


def reworded(text: str, chance: random.Random) -> bytes:
    """Spoil a text as text: pieces of syntax put in, lines moved, doubled, indented; seldom as bytes."""
    if chance.random() < 0.2:
        return spoilt(text.encode(), chance)
    for _ in range(chance.choice((1, 1, 2, 3))):
        lines = text.split("\n")
        at = chance.randrange(len(lines))
        match chance.randrange(5):
            case 0:
                lines[at] = lines[chance.randrange(len(lines))]
            case 1:
                lines[at] = " " * chance.randrange(9) + lines[at].lstrip(" ")
            case 2:
                lines.insert(at, lines.pop())
            case _:
                place = chance.randrange(len(lines[at]) + 1)
                drop = place + chance.choice((0, 0, 1, 3))
                lines[at] = lines[at][:place] + chance.choice(_PIECES) + lines[at][drop:]
        text = "\n".join(lines)
    return text.encode("utf-8", "surrogatepass")


def issue(chance: random.Random) -> Input:
    command = chance.choice(
        (("build", "issue.yaml"), ("check", "issue.yaml"), ("check", "--fix", "issue.yaml"))
    )
    return Input(command, {"issue.yaml": reworded(chance.choice((cases.ISSUE, TABLE)), chance)})


def bulletin(chance: random.Random) -> Input:
    face = next((cases.ROOT / "fonts/latin").glob("*.?tf")).read_bytes()
    files = {"issue.yaml": cases.ISSUE.encode(), "f.ttf": face, "m.svg": drawn().encode()}
    return Input(("build", "issue.yaml"), files | {"bulletin.yaml": reworded(BULLETIN, chance)})


def volume(chance: random.Random) -> Input:
    text = (
        cases.VOLUME
        + "parts: [cover, contents, issues, statistics]\nbinding: {paper: 70, cover_paper: 200}\n"
    )
    return Input(
        ("volume", "volume.yaml"), {"issue.yaml": cases.ISSUE.encode(), "volume.yaml": reworded(text, chance)}
    )


def picture(chance: random.Random) -> Input:
    kind, options = chance.choice((
        ("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {}), ("PNG", {"mode": "P"}), ("TIFF", {}),
        ("TIFF", {"compression": "tiff_lzw"}), ("GIF", {"mode": "P"}), ("BMP", {}), ("WEBP", {}), ("JPEG2000", {}),
        ("JPEG", {"mode": "CMYK"}), ("TIFF", {"mode": "LA"}),
    ))  # fmt: skip
    case = cases.figured("", spoilt(cases.picture(kind, **options), chance))
    return Input(case.command, case.files)


def drawn() -> str:
    return cases.SVG.format(
        '<g id="a" transform="scale(2)"><path d="M0 0 C 1 2 3 4 5 6 L 9 9 Z"/><use xlink:href="#b"/></g>'
        '<g id="b"><circle cx="5" cy="5" r="3"/><rect x="1" y="1" width="5" height="4" fill="red"/></g>'
    )


def drawing(chance: random.Random) -> Input:
    case = cases.with_issue("design: {artwork: a.svg}\n", {"a.svg": reworded(drawn(), chance)}, "")
    return Input(case.command, case.files)


def face(chance: random.Random) -> Input:
    paths = sorted(path for name in ("latin", "rare") for path in (cases.ROOT / "fonts" / name).glob("*.?tf"))
    data = min((path.read_bytes() for path in paths[:4]), key=len)
    role = chance.choice(("latin", "song", "hei"))
    case = cases.with_issue(f"fonts: {{{role}: a.ttf}}\n", {"a.ttf": spoilt_tables(data, chance)}, "")
    return Input(case.command, case.files)


def spoilt_tables(data: bytes, chance: random.Random) -> bytes:
    """Spoil a face where it says what it holds: glyph data alone would hardly be looked at."""
    count = int.from_bytes(data[4:6], "big")
    records = [data[12 + 16 * n : 28 + 16 * n] for n in range(count)]
    record = chance.choice([each for each in records if each[:4] not in (b"glyf", b"CFF ")])
    start, size = (int.from_bytes(record[place : place + 4], "big") for place in (8, 12))
    if chance.random() < 0.3:
        start, size = 0, 12 + 16 * count
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 9))):
        changed[min(start + chance.randrange(max(size, 1)), len(changed) - 1)] = chance.choice(
            (0, 1, 255, chance.randrange(256))
        )
    return bytes(changed)


def member(chance: random.Random) -> Input:
    text = cases.VOLUME + "  - {pdf: a.pdf, number: 31, date: 2022-07-11, contents: [{title: 甲, page: 1}]}\n"
    files = {"issue.yaml": cases.ISSUE.encode(), "volume.yaml": text.encode()}
    data = cases.finished(chance.choice(("print", "archive", "screen")))
    return Input(("volume", "volume.yaml"), files | {"a.pdf": spoilt(data, chance)})


def word(chance: random.Random) -> Input:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(cases.document())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    if chance.random() < 0.2:
        data = spoilt(cases.document(), chance)
    else:
        name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
        data = cases.packed(parts | {name: reworded(parts[name].decode(), chance)})
    return Input(("import", "a.docx"), {"a.docx": data})


def page(chance: random.Random) -> Input:
    text = (cases.ROOT / "tests/importers/data/2022-zk30.html").read_text("utf-8")
    text = chance.choice((text[:6000], *(each for each in cases.PAGES.values())))
    return Input(("import", "a.html"), {"a.html": reworded(text.replace("\0", ""), chance)})


def recipients(chance: random.Random) -> Input:
    case = cases.with_issue("", {"a.csv": reworded(CSV, chance)}, "", "--copies-from", "a.csv")
    return Input(case.command, case.files)


def archive(chance: random.Random) -> Input:
    return Input(("verify", "a.pdf"), {"a.pdf": spoilt(cases.finished("archive"), chance)})


def lock(chance: random.Random) -> Input:
    """An archive file whose lock says something else, every value of any type."""
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(cases.finished("archive")))
    for name, specification in embedded(writer):
        stream = specification["/EF"]["/F"].get_object()
        if name.endswith(".json"):
            value = forged(json.loads(stream.get_data()), chance)
            stream.set_data(
                json.dumps(value).encode() if chance.random() < 0.9 else reworded(json.dumps(value), chance)
            )
    made = io.BytesIO()
    writer.write(made)
    return Input(("verify", "a.pdf"), {"a.pdf": made.getvalue()})


def embedded(writer: Any) -> Iterator[tuple[str, Any]]:
    names = writer.root_object["/Names"]["/EmbeddedFiles"].get_object()["/Names"]
    for name, specification in zip(names[::2], names[1::2], strict=True):
        yield str(name), specification.get_object()


_VALUES: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    1e300,
    "",
    "甲",
    "../../etc/passwd",
    "/etc/passwd",
    "\0",
    "a" * 5000,
    [],
    {},
    [[]],
    {"a": {}},
    "\ud800",
)


def forged(value: object, chance: random.Random) -> object:
    """Put another value somewhere into a tree of JSON."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        key = chance.choice(sorted(value))
        if chance.random() < 0.1:
            return {name: each for name, each in value.items() if name != key}
        return value | {key: forged(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.85:
        at = chance.randrange(len(value))
        return [*value[:at], forged(value[at], chance), *value[at + 1 :]]
    return chance.choice(_VALUES)


def printed(chance: random.Random) -> Input:
    command = chance.choice((("preflight", "a.pdf"), ("impose", "a.pdf", "--scheme", "saddle")))
    return Input(command, {"a.pdf": spoilt(cases.finished(chance.choice(("print", "screen"))), chance)})


KINDS: dict[str, Maker] = {
    "issue": issue, "bulletin": bulletin, "volume": volume, "picture": picture, "drawing": drawing, "face": face,
    "member": member, "word": word, "page": page, "recipients": recipients, "archive": archive, "lock": lock,
    "printed": printed,
}  # fmt: skip


class Hangs(BaseException):
    """It goes on and on; no handler of the program takes it for its own."""


@cache
def qpdf() -> str:
    return shutil.which("qpdf") or ""


def judge(given: Input, home: Path) -> list[str]:
    """Run one input in an empty directory; give what is wrong with how the program took it."""
    for name, data in given.files.items():
        (home / name).write_bytes(data)
    out, err = io.StringIO(), io.StringIO()
    before = Path.cwd()
    os.chdir(home)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), bounded():
            code = main([*given.command, "--format", "json"])
    except Hangs:
        return ["it hangs"]
    finally:
        os.chdir(before)
    said = err.getvalue()
    wrong = []
    if code not in (0, 1, 2):
        wrong.append(f"exit {code}: {said[-300:]}")
    if "Traceback" in said:
        wrong.append(said[said.index("Traceback") :][-600:])
    wrong += [f"no JSON: {line[:200]}" for line in said.splitlines() if not is_json(line)]
    if "--fix" not in given.command:
        wrong += [
            f"{name} was changed" for name, data in given.files.items() if (home / name).read_bytes() != data
        ]
    wrong += [f"{path} lies about" for path in home.rglob(".*")]
    made = [path for path in home.rglob("*.pdf") if path.name not in given.files]
    return wrong + [complaint for path in made if (complaint := complaint_of(path))]


def is_json(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def complaint_of(path: Path) -> str:
    """Give what qpdf says against a file."""
    if not qpdf():
        return ""
    done = subprocess.run(
        [qpdf(), "--check", path], capture_output=True, text=True, errors="replace", check=False
    )
    return "" if done.returncode == 0 else f"qpdf: {(done.stderr or done.stdout)[-300:]}"


@contextlib.contextmanager
def bounded() -> Iterator[None]:
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def give_up(number: int, frame: object) -> None:
        raise Hangs

    before = [signal.signal(number, give_up) for number in (signal.SIGALRM, signal.SIGPROF)]
    signal.alarm(LONGEST_WAIT)
    signal.setitimer(signal.ITIMER_PROF, MAX_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        for number, handler in zip((signal.SIGALRM, signal.SIGPROF), before, strict=True):
            signal.signal(number, handler)


def made(kind: str, seed: int, number: int) -> Input:
    return KINDS[kind](random.Random(f"{kind} {seed} {number}"))


def failures(kind: str, seed: int, numbers: range) -> Iterator[str]:
    """Run some inputs of a kind; give those that were not taken as they should."""
    for number in numbers:
        with tempfile.TemporaryDirectory() as directory:
            for wrong in judge(made(kind, seed, number), Path(directory)):
                yield f"{kind} {seed} {number}: {' '.join(wrong.split())}"


def run() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, help="inputs, shared out among the kinds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=KINDS)
    options = parser.parse_args()
    kinds = [options.kind] if options.kind else list(KINDS)
    found = 0
    with tempfile.TemporaryDirectory() as cache_home:
        os.environ["BULLETIN_PDF_CACHE"] = cache_home
        for kind in kinds:
            for failure in failures(kind, options.seed, range(options.count // len(kinds))):
                found += 1
                print(failure, flush=True)
    print(f"{options.count // len(kinds) * len(kinds)} inputs, {found} failures")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(run())
