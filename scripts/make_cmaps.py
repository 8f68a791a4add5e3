"""Makes src/bulletin_pdf/data/cmaps.xz: the predefined CMaps of ISO 32000-1, table 118.

Takes the directory of Adobe's cmap-resources (on Debian, /usr/share/poppler/cMap of poppler-data).
Of a vertical CMap only what differs from its horizontal one is kept.
"""

import json
import lzma
import re
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src/bulletin_pdf/data/cmaps.xz"
NAMES = {
    "Adobe-GB1": "GB-EUC-H GB-EUC-V GBpc-EUC-H GBpc-EUC-V GBK-EUC-H GBK-EUC-V GBKp-EUC-H GBKp-EUC-V GBK2K-H GBK2K-V "
    "UniGB-UCS2-H UniGB-UCS2-V UniGB-UTF16-H UniGB-UTF16-V",
    "Adobe-CNS1": "B5pc-H B5pc-V HKscs-B5-H HKscs-B5-V ETen-B5-H ETen-B5-V ETenms-B5-H ETenms-B5-V CNS-EUC-H CNS-EUC-V "
    "UniCNS-UCS2-H UniCNS-UCS2-V UniCNS-UTF16-H UniCNS-UTF16-V",
    "Adobe-Japan1": "83pv-RKSJ-H 90ms-RKSJ-H 90ms-RKSJ-V 90msp-RKSJ-H 90msp-RKSJ-V 90pv-RKSJ-H Add-RKSJ-H Add-RKSJ-V "
    "EUC-H EUC-V Ext-RKSJ-H Ext-RKSJ-V H V UniJIS-UCS2-H UniJIS-UCS2-V UniJIS-UCS2-HW-H UniJIS-UCS2-HW-V "
    "UniJIS-UTF16-H UniJIS-UTF16-V",
    "Adobe-Korea1": "KSC-EUC-H KSC-EUC-V KSCms-UHC-H KSCms-UHC-V KSCms-UHC-HW-H KSCms-UHC-HW-V KSCpc-EUC-H UniKS-UCS2-H "
    "UniKS-UCS2-V UniKS-UTF16-H UniKS-UTF16-V",
}

Map = dict[bytes, int]


def read(directory: Path, name: str) -> tuple[Map, list[str]]:
    """Read a CMap and those it uses: code → CID, and its code space ranges, low and high in turn."""
    text = (directory / name).read_text("latin-1")
    table: Map = {}
    spaces: list[str] = []
    if used := re.search(r"/(\S+)\s+usecmap", text):
        table, spaces = read(directory, used.group(1))
    for block in re.findall(r"begincodespacerange(.*?)endcodespacerange", text, re.DOTALL):
        spaces = re.findall(r"<([0-9A-Fa-f]+)>", block)
    for block in re.findall(r"begincidrange(.*?)endcidrange", text, re.DOTALL):
        for low, high, cid in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(\d+)", block):
            first = int(low, 16)
            for code in range(first, int(high, 16) + 1):
                table[code.to_bytes(len(low) // 2, "big")] = int(cid) + code - first
    for block in re.findall(r"begincidchar(.*?)endcidchar", text, re.DOTALL):
        table |= {
            bytes.fromhex(code): int(cid) for code, cid in re.findall(r"<([0-9A-Fa-f]+)>\s*(\d+)", block)
        }
    return table, spaces


def ranges(table: Map, length: int) -> list[list[int]]:
    """Give the codes of so many bytes as ranges: first code, count, first CID."""
    found: list[list[int]] = []
    for code in sorted(int.from_bytes(code, "big") for code in table if len(code) == length):
        cid = table[code.to_bytes(length, "big")]
        if found and found[-1][0] + found[-1][1] == code and found[-1][2] + found[-1][1] == cid:
            found[-1][1] += 1
        else:
            found.append([code, 1, cid])
    return found


def varint(number: int) -> bytes:
    """Write a number of either sign, seven bits a byte."""
    number, out = number * 2 if number >= 0 else -number * 2 - 1, b""
    while True:
        out += bytes((number & 127 | (128 if number > 127 else 0),))
        number >>= 7
        if not number:
            return out


def packed(table: Map) -> tuple[list[int], bytes]:
    """Pack the ranges as three columns of differences; also say how many ranges each length of code has."""
    counts, columns = [], [b"", b"", b""]
    for length in (1, 2, 3, 4):
        found, code_before, cid_before = ranges(table, length), 0, 0
        counts.append(len(found))
        for code, count, cid in found:
            columns[0] += varint(code - code_before)
            columns[1] += varint(count)
            columns[2] += varint(cid - cid_before)
            code_before, cid_before = code + count, cid + count
    return counts, b"".join(columns)


def main() -> None:
    root = Path(sys.argv[1])
    head: dict[str, object] = {}
    body = b""
    for collection, names in NAMES.items():
        for name in names.split():
            table, spaces = read(root / collection, name)
            base = {"V": "H"}.get(name, name[:-2] + "-H" if name.endswith("-V") else "")
            if base:
                other, _ = read(root / collection, base)
                table = {code: cid for code, cid in table.items() if other.get(code) != cid}
            counts, data = packed(table)
            head[name] = [collection, base, spaces, counts, len(body)]
            body += data
    whole = json.dumps(head, separators=(",", ":")).encode("ascii") + b"\n" + body
    TARGET.write_bytes(lzma.compress(whole, preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main()
