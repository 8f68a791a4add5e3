"""Small files that unpack to much: each is refused with its limit, or done within 400 MB."""

import io
import json
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from material import cases
from support.rasters import chunk, packed_zeros, tiff

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is told by Linux")

MAX_MEMORY = 400
"""MB of the whole process."""

RUN = r"""
import json, re, sys
from bulletin_pdf.cli.main import main
for command in json.loads(sys.argv[1]):
    print(json.dumps(["exit", main([*command, "--format", "json", "--lang", "en"])]), file=sys.stderr)
# Not getrusage: that counts what the process was before it became this one.
print(int(re.search(r"VmHWM:\s*(\d+) kB", open("/proc/self/status").read())[1]) // 1024)
"""


def blank_png(width: int, height: int, colour: int, samples: int) -> bytes:
    data = packed_zeros(height * (1 + width * samples))
    head = struct.pack(">2I5B", width, height, 8, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def saved(kind: str, mode: str, width: int, height: int, **options: Any) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, (width, height)).save(stream, kind, **options)
    return stream.getvalue()


def packed(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(f"word/{name}.xml", text)
    return stream.getvalue()


def enlarged(jpeg: bytes) -> bytes:
    """Say another size in the frame of a progressive JPEG (SOF2: length, bits, height, width)."""
    place = jpeg.index(b"\xff\xc2") + 5
    return jpeg[:place] + struct.pack(">HH", 9_900, 10_000) + jpeg[place + 4 :]


STRIP = {256: (9900,), 257: (9900,), 258: (8, 8, 8), 259: (8,), 262: (2,), 277: (3,), 278: (9900,)}
BODY = f"<w:document {cases.WORD}><w:body>"
DRAWING = cases.SVG.format('<path id="a" d="M0 0h1v1z"/>' + '<use xlink:href="#a"/>' * 60_000).encode()


def pictures() -> dict[str, tuple[bytes, int, str]]:
    """Name → file, exit code, problem."""
    return {
        "24 million pixels": (blank_png(6000, 4000, 2, 3), 0, ""),
        "81 million pixels": (blank_png(9000, 9000, 6, 4), 1, "B506"),
        "34 bytes": (b"RIFF\x1a\0\0\0WEBPVP8L\x0e\0\0\0\x2f\x7f\x3e\xa0\x0f\x07\x10\x11\xfd\x0f\x44\x44\xff\x03\0", 1, "B506"),
        "a wide GIF": (saved("GIF", "P", 16, 16)[:6] + b"\xff\xff\xff\xff" + saved("GIF", "P", 16, 16)[10:], 1, "B506"),
        "a strip of TIFF": (tiff(STRIP, [bytes(99)]), 1, "B506"),
        "JPEG in passes": (enlarged(saved("JPEG", "RGB", 64, 64, progressive=True)), 1, "B506"),
    }  # fmt: skip


def imports() -> dict[str, tuple[bytes, int, str]]:
    """Name → file, exit code, problem."""
    return {
        "cells.html": (
            "<html><body><h1>标题一二三四</h1><p>甲县组织干部下田，帮助农户备足种子、化肥，春耕进度快于往年。</p><table>".encode()
            + b"<tr><td colspan=1000 rowspan=65534>1<td colspan=1000 rowspan=65534>2" * 1500, 0, ""),
        "attributes.docx": (packed(document=BODY + "".join(f'<w:p w:a="{n}" w:b="{n * 7919}"/>' for n in range(400_000))), 1, "B902"),
        "zeros.docx": (packed(document="<a>" + "0" * (80 << 20)), 1, "B902"),
    }  # fmt: skip


def test_no_file_takes_more_than_its_share(tmp_path: Path) -> None:
    """One process takes them one after the other; what it took at most counts for each."""
    commands, expected = [], []
    for number, (data, code, problem) in enumerate(pictures().values()):
        case = cases.figured("", data)
        (tmp_path / "a.jpg").write_bytes(b"")
        home = tmp_path / str(number)
        home.mkdir()
        for name, content in case.files.items():
            (home / name).write_bytes(content)
        commands.append(["build", f"{number}/issue.yaml", "-o", f"{number}.pdf"])
        expected.append((code, problem))
    for name, (data, code, problem) in imports().items():
        (tmp_path / name).write_bytes(data)
        commands.append(["import", name])
        expected.append((code, problem))
    drawn = cases.with_issue("design: {artwork: a.svg}\n", {"a.svg": DRAWING}, "")
    for name, content in drawn.files.items():
        (tmp_path / name).write_bytes(content)
    commands.append(["build", "issue.yaml", "-o", "drawn.pdf"])
    expected.append((1, "B516"))
    done = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps(commands)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: list[tuple[int, set[str]]] = []
    codes: set[str] = set()
    for line in map(json.loads, done.stderr.splitlines()):
        if isinstance(line, list):
            found.append((line[1], codes))
            codes = set()
        elif line["level"] == "error":
            codes.add(line["code"])
    for command, (code, told), (wanted, problem) in zip(commands, found, expected, strict=True):
        assert code == wanted, (command, told)
        assert not problem or problem in told, (command, told)
    assert int(done.stdout.splitlines()[-1]) < MAX_MEMORY
