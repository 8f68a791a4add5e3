"""Pages of text whose fonts name their characters in the ways old files do, right and wrong."""

import functools
import io

from bulletin_pdf.pdf.foreign.conform import cmaps
from volume.odd_pdfs import FACE, page, stream

TEXT = "中日本Ab1"

ENCODINGS = {
    "GB-EUC-H": "gb2312", "GB-EUC-V": "gb2312", "GBpc-EUC-H": "gb2312", "GBK-EUC-H": "gbk", "GBK-EUC-V": "gbk",
    "GBKp-EUC-H": "gbk", "GBK2K-H": "gb18030", "UniGB-UCS2-H": "utf-16-be", "UniGB-UCS2-V": "utf-16-be",
    "UniGB-UTF16-H": "utf-16-be", "UniGB-UTF16-V": "utf-16-be", "UniGB-UTF8-H": "utf-8", "UniGB-UTF32-H": "utf-32-be",
    "B5pc-H": "big5", "HKscs-B5-H": "big5hkscs", "ETen-B5-H": "big5", "ETenms-B5-V": "cp950",
    "UniCNS-UCS2-H": "utf-16-be", "UniCNS-UTF16-H": "utf-16-be", "90ms-RKSJ-H": "cp932", "90msp-RKSJ-H": "cp932",
    "EUC-H": "euc_jp", "UniJIS-UCS2-H": "utf-16-be", "UniJIS-UCS2-HW-H": "utf-16-be", "UniJIS-UTF16-H": "utf-16-be",
    "KSC-EUC-H": "euc_kr", "KSCms-UHC-H": "cp949", "UniKS-UCS2-H": "utf-16-be", "UniKS-UTF16-H": "utf-16-be",
}  # fmt: skip
"""Predefined CMaps, and the encoding of their codes."""


@functools.cache
def face(text: str = TEXT, *, nameless: bool = False) -> bytes:
    """A subset of a shipped face; `nameless` without the table of its characters and the names of its glyphs."""
    import uharfbuzz
    from fontTools.ttLib import TTFont

    entry = uharfbuzz.SubsetInput()
    entry.unicode_set.update(map(ord, text))
    whole = next(iter(sorted(FACE.rglob("*WenKai*.ttf")))).read_bytes()
    data = bytes(uharfbuzz.subset(uharfbuzz.Face(whole), entry).blob.data)
    if nameless:
        font = TTFont(io.BytesIO(data))
        del font["cmap"]
        font["post"].formatType = 3.0
        out = io.BytesIO()
        font.save(out)
        data = out.getvalue()
    return data


@functools.cache
def glyphs() -> dict[str, tuple[int, float]]:
    """Number and width of each character's glyph."""
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(face()))
    numbers, names, unit = font.getReverseGlyphMap(), font.getBestCmap(), font["head"].unitsPerEm
    return {
        char: (numbers[names[ord(char)]], font["hmtx"][names[ord(char)]][0] * 1000 / unit) for char in TEXT
    }


def lettered(
    encoding: str, codes: list[bytes], cids: list[int], *, ordering: str = "Identity", nameless: bool = False,
    to_unicode: bytes | None = None, embedded_cmap: bytes | None = None, supplement: int = 0,
) -> bytes:  # fmt: skip
    """A page that shows TEXT by these codes, whose CIDs are these."""
    known = glyphs()
    pairs = bytearray(2 * max(cids) + 2)
    widths = ""
    for char, cid in zip(TEXT, cids, strict=True):
        number, width = known[char]
        pairs[2 * cid : 2 * cid + 2] = number.to_bytes(2, "big")
        widths += f"{cid} [{width:.3f}] "
    shown = b"".join(codes).hex().encode()
    vertical = encoding.endswith("V")
    program = face(nameless=nameless)
    return page(
        b"BT /F 24 Tf %d 700 Td <%b> Tj ET" % (300 if vertical else 72, shown),
        "/Font << /F 5 0 R >>",
        {
            5: f"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Old /Encoding "
            f"{'/' + encoding if embedded_cmap is None else '11 0 R'} /DescendantFonts [6 0 R] "
            f"{'/ToUnicode 10 0 R' if to_unicode is not None else ''} >>",
            6: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Old /CIDSystemInfo << /Registry (Adobe) "
            f"/Ordering ({ordering}) /Supplement {supplement} >> /FontDescriptor 8 0 R /DW 1000 /W [{widths}] "
            "/CIDToGIDMap 7 0 R >>",
            7: stream(bytes(pairs)),
            8: "<< /Type /FontDescriptor /FontName /ABCDEF+Old /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 "
            "/Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 /FontFile2 9 0 R >>",
            9: stream(program, f"/Length1 {len(program)}"),
            **({10: stream(to_unicode)} if to_unicode is not None else {}),
            **(
                {11: stream(embedded_cmap, "/Type /CMap /CMapName /Own")} if embedded_cmap is not None else {}
            ),
        },
    )


def predefined(name: str, **options: object) -> bytes:
    """A page in a predefined CMap, without a ToUnicode map and without names in the program."""
    found = cmaps.named(name)
    assert found is not None
    codes = [char.encode(ENCODINGS[name]) for char in TEXT]
    cids = [found.cid(code) for code in codes]
    return lettered(name, codes, cids, ordering=found.ordering, nameless=True, **options)  # type: ignore[arg-type]


def collected(ordering: str) -> bytes:
    """A page in Identity-H whose CIDs are those of a collection."""
    texts = cmaps.characters(ordering)
    cids = [min(cid for cid, text in texts.items() if text == char) for char in TEXT]
    codes = [cid.to_bytes(2, "big") for cid in cids]
    return lettered("Identity-H", codes, cids, ordering=ordering, nameless=True)


def identity(**options: object) -> bytes:
    """A page in Identity-H by glyphs."""
    numbers = [glyphs()[char][0] for char in TEXT]
    codes = [number.to_bytes(2, "big") for number in numbers]
    return lettered("Identity-H", codes, numbers, **options)  # type: ignore[arg-type]


def rows(**other: str) -> bytes:
    """The rows of a ToUnicode map of `identity`, with other values for some characters."""
    return b" ".join(
        b"<%04X> <%b>" % (number, other.get(char, f"{ord(char):04X}").encode())
        for char, (number, _) in glyphs().items()
    )


def to_unicode(body: bytes) -> bytes:
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def 1 "
        b"begincodespacerange <0000> <FFFF> endcodespacerange %b endcmap end end" % body
    )


SOUND = to_unicode(b"6 beginbfchar %b endbfchar" % rows())
DAMAGED = {
    "empty": b"",
    "noise": bytes(range(256)) * 3,
    "no rows": to_unicode(b""),
    "zeros": to_unicode(b"6 beginbfchar %b endbfchar" % rows(中="0000", A="0000")),
    "byte order marks": to_unicode(b"6 beginbfchar %b endbfchar" % rows(中="FEFF", A="FFFE")),
    "no values": to_unicode(b"6 beginbfchar %b endbfchar" % rows(中="", A="")),
    "half characters": to_unicode(b"6 beginbfchar %b endbfchar" % rows(中="D800", A="DC00")),
    "private values": to_unicode(b"6 beginbfchar %b endbfchar" % rows(中="E000", A="F8FF")),
    "codes missing": to_unicode(b"1 beginbfchar %b endbfchar" % rows()[:13]),
    "cut off": SOUND[: len(SOUND) * 3 // 5],
    "no end of a block": to_unicode(b"6 beginbfchar %b" % rows()),
    "a list without its end": to_unicode(
        b"1 beginbfrange <%04X> <FFFF> [<0041> endbfrange" % glyphs()["A"][0]
    ),
    "a range of two numbers": to_unicode(b"1 beginbfrange <0001> <0003> endbfrange"),
    "words for numbers": to_unicode(b"6 beginbfchar (a) (b) <zz> <qq> endbfchar"),
    "odd digits": to_unicode(b"6 beginbfchar %b <4> <7> endbfchar" % rows()),
}
"""ToUnicode maps that say nothing, or not all, or what none may say."""

OWN = (
    b"/CIDInit /ProcSet findresource begin begincmap /CMapName /Own def 2 begincodespacerange <00> <7F> <8000> <FFFF> "
    b"endcodespacerange %b endcmap end"
)


def own_cmap() -> bytes:
    """A page whose encoding is a CMap of the file's own, with codes of one and two bytes."""
    codes = [char.encode("gbk") for char in TEXT]
    numbers = [glyphs()[char][0] for char in TEXT]
    lines = b"".join(
        b"<%b> %d " % (code.hex().encode(), number) for code, number in zip(codes, numbers, strict=True)
    )
    cmap = OWN % (b"6 begincidchar %b endcidchar" % lines)
    return lettered("Own-H", codes, numbers, embedded_cmap=cmap)


LETTERED: dict[str, bytes] = {
    **{name: predefined(name) for name in ENCODINGS},
    **{f"CIDs of {name}": collected(name) for name in ("GB1", "CNS1", "Japan1", "Korea1")},
    **{f"a map that is damaged: {name}": identity(to_unicode=data) for name, data in DAMAGED.items()},
    "no map": identity(),
    "a CMap of its own": own_cmap(),
}
"""All of these say TEXT and show it."""
