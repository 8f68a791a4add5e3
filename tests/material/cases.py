"""Bad material of every kind a command reads, made by rule with a fixed seed: several hundred files.

A case is a command line in a directory of its own and the files that lie there. What each command
should say of it is not listed: `test_bad_material` states what holds for all of them.
"""

import io
import random
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
ISSUE = """\
bulletin: 工作简报
number: 30
publisher: 某市基层工作办公室
date: 2022-06-16
reports:
  - city: 甲县
    title: 抓好春耕备耕
    text: |
      甲县组织干部下田，帮助农户备足种子、化肥，春耕进度快于往年。
"""
VOLUME = (
    "title: 工作简报\npublisher: 某市基层工作办公室\nyear: 2022\ndate: 2023-01-10\nissues:\n  - issue.yaml\n"
)


class Case(NamedTuple):
    name: str
    command: tuple[str, ...]
    files: dict[str, bytes]
    may_pass: bool = False
    """Whether a result with no more than a warning is as good: an import of a damaged page."""


def all_cases() -> list[Case]:
    makers = (
        issues,
        pictures,
        drawings,
        faces,
        profiles,
        word_lists,
        recipients,
        volumes,
        pdfs,
        pages,
        documents,
        texts,
    )
    return [case for make in makers for case in make()]


def damaged(data: bytes, seed: str, *, cuts: int = 4, flips: int = 4) -> Iterator[tuple[str, bytes]]:
    """A file cut short, with bytes changed, with a hole of zeros, with two halves the wrong way round."""
    chance = random.Random(seed)
    for number in range(1, cuts + 1):
        yield f"cut {number}", data[: len(data) * number // (cuts + 1)]
    for number in range(flips):
        changed = bytearray(data)
        for _ in range(max(len(data) // 400, 8)):
            changed[chance.randrange(len(data))] = chance.randrange(256)
        yield f"flipped {number}", bytes(changed)
    third = len(data) // 3
    yield "hole", data[:third] + bytes(third) + data[2 * third :]
    yield "halves changed", data[third:] + data[:third]


NO_FILE_OF_ITS_KIND = {
    "empty": b"",
    "blank": b" \n\n ",
    "zeros": bytes(3000),
    "noise": random.Random("noise").randbytes(3000),
    "text": "这是文字，不是别的。\n".encode() * 20,
    "page": b"<html><body>404 Not Found</body></html>",
    "archive": b"PK\x05\x06" + bytes(18),
}


def with_issue(
    addition: str, files: dict[str, bytes], name: str, *options: str, may_pass: bool = False
) -> Case:
    return Case(
        name,
        ("build", "issue.yaml", *options),
        {"issue.yaml": (ISSUE + addition).encode(), **files},
        may_pass,
    )


# 稿件


def issues() -> Iterator[Case]:
    from issue import bad_inputs

    for name, content, _ in bad_inputs.ALL:
        data = content if isinstance(content, bytes) else content.encode()
        yield Case(f"issue said: {name}", ("check", "issue.yaml"), {"issue.yaml": data, "a.jpg": b""})
    for name, data in {**NO_FILE_OF_ITS_KIND, **dict(encoded(ISSUE))}.items():
        yield Case(f"issue: {name}", ("build", "issue.yaml"), {"issue.yaml": data})
    for name, data in damaged(ISSUE.encode(), "issue", cuts=6, flips=12):
        yield Case(f"issue: {name}", ("build", "issue.yaml"), {"issue.yaml": data}, may_pass=True)


def encoded(text: str) -> Iterator[tuple[str, bytes]]:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "big5", "shift_jis"):
        yield encoding, text.encode(encoding, "replace")
    for mark in "\u200b\u200d\u2060\ufeff\u202e\u00ad\x00\x1b\x85\u2028\ufffe\ue000\ufffd":
        yield f"U+{ord(mark):04X}", text.replace("春耕", f"春{mark}耕").encode()
    yield "half a character", text.encode().replace("耕".encode(), "耕".encode()[:2])
    yield "twice encoded", text.encode().decode("latin-1").encode()


# 图片、题字、字体、色彩


@cache
def picture(kind: str, **options: object) -> bytes:
    from PIL import Image

    stream = io.BytesIO()
    mode = str(options.pop("mode", "RGB"))
    image = Image.effect_noise((400, 300), 40).convert(mode)
    image.save(stream, kind, **options)
    return stream.getvalue()


def pictures() -> Iterator[Case]:
    for kind in ("JPEG", "PNG", "TIFF", "GIF", "BMP", "WEBP"):
        for name, data in damaged(picture(kind), kind, cuts=3, flips=2):
            yield figured(f"{kind} {name}", data)
    for name, data in NO_FILE_OF_ITS_KIND.items():
        yield figured(name, data)
    png = picture("PNG")
    yield figured("100,000 pixels square", png[:16] + (100_000).to_bytes(4, "big") * 2 + png[24:])
    yield figured("no pixels", png[:16] + bytes(8) + png[24:])
    yield figured("drawing called a photograph", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    tricks = ("../a.jpg", "/etc/passwd", "C:\\\\a.jpg", "a\\0.jpg", "~/a.jpg", "file:///etc/passwd", "http://x/a.jpg",
              "photos", "%2e%2e/a.jpg", ".", "", "a.jpg/b.jpg", "link.jpg", "A.JPG", "a.jpg ", "n" * 300 + ".jpg")  # fmt: skip
    for trick in tricks:
        body = f'    body:\n      - figure: "{trick}"\n        caption: 图为现场\n'
        files = {
            "issue.yaml": (ISSUE.split("    text")[0] + body).encode(),
            "a.jpg": picture("JPEG"),
            "photos/b.jpg": b"",
        }
        yield Case(f"picture: path {trick[:20]!r}", ("build", "issue.yaml"), files, trick in ("a.jpg ",))


def figured(name: str, data: bytes) -> Case:
    body = "    body:\n      - figure: a.jpg\n        caption: 图为现场\n"
    issue = (ISSUE.split("    text")[0] + body).encode()
    return Case(
        f"picture: {name}", ("build", "issue.yaml"), {"issue.yaml": issue, "a.jpg": data}, may_pass=True
    )


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 20">{}</svg>'
DRAWINGS = {
    "entities": '<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + SVG.format("<text>&b;</text>"),
    "file entity": '<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG.format("<text>&a;</text>"),
    "uses itself": SVG.format('<g id="a"><use xlink:href="#a"/></g>'),
    "uses in a ring": SVG.format('<g id="a"><use xlink:href="#b"/></g><g id="b"><use xlink:href="#a"/></g>'),
    "uses by the thousand": SVG.format(
        '<path id="p0" d="M0 0h1v1z"/>'
        + "".join(f'<g id="p{n}">' + f'<use xlink:href="#p{n - 1}"/>' * 10 + "</g>" for n in range(1, 9))
    ),
    "deep": SVG.format("<g>" * 3000 + "</g>" * 3000),
    "no numbers": SVG.format('<path d="M nan inf L 1e999 0 z"/>'),
    "path that breaks off": SVG.format('<path d="M0 0 C 1"/>'),
    "photograph inside": SVG.format('<image href="data:image/png;base64,AAAA" width="1" height="1"/>'),
    "photograph far away": SVG.format('<image href="http://example.com/a.png" width="9" height="9"/>'),
    "script": SVG.format("<script>while(1);</script>"),
    "no size": '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1v1z"/></svg>',
    "nothing drawn": SVG.format(""),
    "size of nothing": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"><path d="M0 0h1v1z"/></svg>',
    "not closed": SVG.format("<g>").replace("</svg>", ""),
    "other root": "<html><body/></html>",
    "huge numbers": SVG.format('<rect width="1e300" height="1e300"/>'),
}


def drawings() -> Iterator[Case]:
    made = {name: text.encode() for name, text in DRAWINGS.items()} | NO_FILE_OF_ITS_KIND
    made["utf-16"] = SVG.format('<path d="M0 0h1v1z"/>').encode("utf-16")
    for name, data in made.items():
        yield with_issue("design: {artwork: a.svg}\n", {"a.svg": data}, f"drawing: {name}", may_pass=True)
    yield with_issue("design: {artwork: none.svg}\n", {}, "drawing: none")


def faces() -> Iterator[Case]:
    face = next((ROOT / "fonts/latin").glob("*.?tf")).read_bytes()
    for name, data in [*damaged(face, "face", cuts=5, flips=3), *NO_FILE_OF_ITS_KIND.items()]:
        yield with_issue("fonts: {latin: a.ttf}\n", {"a.ttf": data}, f"face: {name}", may_pass=True)
    collection = b"ttcf\x00\x01\x00\x00\xff\xff\xff\xff"
    yield with_issue("fonts: {latin: a.ttc}\n", {"a.ttc": collection}, "face: a collection of none")
    yield with_issue("fonts: {song: a.woff2}\n", {"a.woff2": b"wOF2" + bytes(40)}, "face: packed for the web")
    yield with_issue("fonts: {song: none.ttf}\n", {}, "face: none")


def profiles() -> Iterator[Case]:
    profile = (ROOT / "icc/FOGRA47L.icc").read_bytes()
    made = {**dict(damaged(profile, "profile", cuts=3, flips=0)), **NO_FILE_OF_ITS_KIND}
    made["of a screen"] = (ROOT / "icc/sRGB.icc").read_bytes()
    made["length that lies"] = (2**31).to_bytes(4, "big") + profile[4:]
    for name, data in made.items():
        yield with_issue(
            "", {"a.icc": data}, f"profile: {name}", "--intent", "a.icc", may_pass="hole" in name
        )
    yield with_issue("", {}, "profile: none", "--intent", "a.icc")


# 词表、名单


def word_lists() -> Iterator[Case]:
    texts = {
        "four columns": "错\t对\t说明\t再说明\n".encode(),
        "same twice": "对\t对\n".encode(),
        "one word of 10,000": ("长" * 10_000 + "\t短\n").encode(),
        "gb18030": "截止\t截至\n".encode("gb18030"),
        "utf-16": "截止\t截至\n".encode("utf-16"),
    }
    for name, data in {
        **texts,
        **{k: v for k, v in NO_FILE_OF_ITS_KIND.items() if k in ("zeros", "noise", "archive")},
    }.items():
        case = with_issue("wordlist: a.tsv\n", {"a.tsv": data}, f"word list: {name}")
        yield case._replace(command=("check", "issue.yaml"))
    for name, text in {
        "list": "- 甲\n",
        "broken": "甲: [乙\n",
        "bomb": bomb(),
        "nested": "甲: {乙: 丙}\n",
    }.items():
        case = with_issue("wordlist: a.yaml\n", {"a.yaml": text.encode()}, f"word list: YAML {name}")
        yield case._replace(command=("check", "issue.yaml"))
    for path in ("none.tsv", "../a.tsv", "/etc/passwd"):
        yield with_issue(f"wordlist: {path}\n", {}, f"word list: {path}")._replace(
            command=("check", "issue.yaml")
        )


def bomb() -> str:
    lines = ["a0: &a0 [甲, 甲, 甲, 甲, 甲, 甲, 甲, 甲, 甲]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    return "\n".join(lines) + "\n"


def recipients() -> Iterator[Case]:
    texts = {
        "no numbers": "甲,乙\n丙,丁\n".encode(),
        "numbers twice": "number,recipient\n1,甲\n1,乙\n".encode(),
        "below nought": "number,recipient\n-1,甲\n".encode(),
        "seven digits": "number,recipient\n1000000,甲\n".encode(),
        "quote not closed": 'number,recipient\n1,"甲\n'.encode(),
        "head alone": b"number,recipient\n",
        "a field of a million": b"number,recipient\n1," + b"a" * 1_000_000 + b"\n",
        "hanzi no face has": "number,recipient\n1,\U000e0100\ue123\n".encode(),
    }
    for name, data in {**texts, **NO_FILE_OF_ITS_KIND}.items():
        yield with_issue(
            "",
            {"a.csv": data},
            f"recipients: {name}",
            "--copies-from",
            "a.csv",
            may_pass=name in ("quote not closed", "hanzi no face has"),
        )
    yield with_issue("", {}, "recipients: none", "--copies-from", "a.csv")


# 合订本、PDF


def volumes() -> Iterator[Case]:
    texts = {
        "no issues": VOLUME.split("issues")[0],
        "issues that are none": VOLUME.replace("issue.yaml", "none-*.yaml"),
        "the volume itself": VOLUME.replace("issue.yaml", "volume.yaml"),
        "an issue twice": VOLUME + "  - issue.yaml\n",
        "a PDF that is none": VOLUME + "  - {pdf: issue.yaml, number: 3, date: 2022-02-11}\n",
        "a PDF that is missing": VOLUME + "  - {pdf: a.pdf, number: 3, date: 2022-02-11}\n",
        "a path outside": VOLUME + "  - ../issue.yaml\n",
        "an absolute path": VOLUME + "  - /etc/*.yaml\n",
        "a pattern of stars": VOLUME + "  - " + "*/" * 40 + "*.yaml\n",
        "a part unknown": VOLUME + "parts: [cover, covers]\n",
        "paper of nothing": VOLUME + "binding: {paper: 0}\n",
        "paper of words": VOLUME + "binding: {paper: 厚}\n",
        "a key unknown": VOLUME + "titel: 甲\n",
        "issues that are text": VOLUME.split("issues")[0] + "issues: issue\n",
        "a year of words": VOLUME.replace("2022", "虎年"),
        "a retention unknown": VOLUME + "archive: {retention: D31}\n",
        "a bomb": bomb() + VOLUME,
        "deep": VOLUME + "foreword: " + "[" * 5000 + "]" * 5000 + "\n",
        "an issue with errors": VOLUME.replace("issue.yaml", "bad.yaml"),
    }
    files = {"issue.yaml": ISSUE.encode(), "bad.yaml": ISSUE.replace("30", "三十呀").encode()}
    for name, data in {
        **{k: v.encode() for k, v in texts.items()},
        **NO_FILE_OF_ITS_KIND,
        **dict(encoded(VOLUME)),
    }.items():
        if name not in ("U+FFFD", "half a character", "twice encoded") and not name.startswith("U+"):
            yield Case(f"volume: {name}", ("volume", "volume.yaml"), {**files, "volume.yaml": data})


@cache
def finished(edition: str) -> bytes:
    """A file of the program's own."""
    import tempfile

    from bulletin_pdf.cli.main import main

    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name, "issue.yaml"), Path(name, "a.pdf")
        source.write_text(ISSUE, "utf-8")
        if main(["build", "-q", str(source), "-o", str(target), "--edition", edition]):
            raise AssertionError(edition)
        return target.read_bytes()


PAGE = b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[%b]%b>>\nendobj\n"


def assembled(*objects: bytes, trailer: bytes = b"<</Root 1 0 R/Size 9>>") -> bytes:
    data, places = b"%PDF-1.6\n", []
    for text in objects:
        places.append(len(data))
        data += text
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(places) + 1, table)
    return data + b"trailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (trailer, start)


def built_pdfs() -> Iterator[tuple[str, bytes]]:
    catalog = b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    tree = b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
    yield "no pages", assembled(catalog, b"2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n")
    yield "pages in a ring", assembled(catalog, b"2 0 obj\n<</Type/Pages/Kids[2 0 R]/Count 1>>\nendobj\n")
    yield (
        "a million pages said",
        assembled(catalog, b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1000000>>\nendobj\n"),
    )
    yield "no catalogue", assembled(b"1 0 obj\nnull\nendobj\n")
    yield "a page of nothing", assembled(catalog, tree, PAGE % (b"0 0 0 0", b""))
    yield "a page turned over", assembled(catalog, tree, PAGE % (b"600 800 0 0", b""))
    yield "a page of a mile", assembled(catalog, tree, PAGE % (b"0 0 9e9 9e9", b""))
    yield "a box of words", assembled(catalog, tree, PAGE % (b"/a /b /c /d", b""))
    yield "contents that are missing", assembled(catalog, tree, PAGE % (b"0 0 595 842", b"/Contents 77 0 R"))
    stream = b"4 0 obj\n<</Length 30/Filter/FlateDecode>>stream\nnot deflated at all, I fear...\nendstream\nendobj\n"
    yield (
        "contents that do not unpack",
        assembled(catalog, tree, PAGE % (b"0 0 595 842", b"/Contents 4 0 R"), stream),
    )
    yield (
        "locked",
        assembled(
            catalog,
            tree,
            PAGE % (b"0 0 595 842", b""),
            trailer=b"<</Root 1 0 R/Size 9/Encrypt<</Filter/Standard/V 1/R 2/O(a)/U(b)/P -4>>/ID[(a)(a)]>>",
        ),
    )
    yield "a table that leads to itself", assembled(catalog, tree, trailer=b"<</Root 1 0 R/Size 9/Prev 20>>")
    yield "only a head", b"%PDF-1.7\n"
    import zlib

    packed = zlib.compress(bytes(60 << 20), 9)
    stream = b"4 0 obj\n<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream\nendobj\n" % (
        len(packed),
        packed,
    )
    yield "contents of 60 MB", assembled(catalog, tree, PAGE % (b"0 0 595 842", b"/Contents 4 0 R"), stream)


def pdfs() -> Iterator[Case]:
    commands = {
        "preflight": ("preflight", "a.pdf"),
        "impose": ("impose", "a.pdf", "--scheme", "saddle"),
        "verify": ("verify", "a.pdf"),
    }
    made = {
        **dict(built_pdfs()),
        **NO_FILE_OF_ITS_KIND,
        **dict(damaged(finished("archive"), "pdf", cuts=3, flips=3)),
    }
    for name, data in made.items():
        for command, line in commands.items():
            yield Case(f"{command}: {name}", line, {"a.pdf": data}, may_pass=command == "impose")
    yield Case("verify: nothing embedded", commands["verify"], {"a.pdf": finished("print")})


# 导入


PAGES = {
    "tags alone": "<html><body><div><p></p></div></body></html>",
    "scripts alone": "<html><script>document.write('甲')</script></html>",
    "frames": "<html><frameset><frame src=a.htm></frameset></html>",
    "half a tag": "<html><body><p>" + "甲县抓好春耕，农户早备种子。" * 3 + "<a hre",
    "half a comment": "<html><body><p>" + "甲县抓好春耕，农户早备种子。" * 3 + "<!-- ",
    "zeros inside": "<html><body><p>甲县\x00抓好\x00春耕，农户早备种子，进度快于往年，面积超过去年。</p>",
    "every invisible": "<html><body><p>"
    + "".join(f"甲{chr(c)}" for c in (0x200B, 0x200D, 0x2060, 0xFEFF, 0x202E, 0xAD, 0x180E)) * 9,
    "references to nothing": "<html><body><p>&#0;&#xFFFE;&#x110000;&nosuch;&#xD800;甲县抓好春耕，农户早备种子，面积超过去年，进度快。</p>",
    "a table of 60 columns": "<html><table>" + ("<tr>" + "<td>甲</td>" * 60 + "</tr>") * 3 + "</table>",
    "spans of 999": "<html><body><p>甲县抓好春耕，农户早备种子，面积超过去年，进度快。</p><table><tr><td colspan=999 rowspan=999>甲<td>乙<tr><td>丙</table>",
    "pictures outside": "<html><body><p>甲县抓好春耕，农户早备种子，面积超过去年，进度快。</p><img src=../../etc/passwd><img src='file:///etc/passwd'><img src='//x/y'>",
    "a picture that is none": "<html><body><p>甲县抓好春耕，农户早备种子，面积超过去年，进度快。</p><img src='data:image/png;base64,AAAA'>",
    "entities": "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><html><body><p>&b;甲县抓好春耕，农户早备种子，面积超过去年。</p>",
    "wrong charset": "<html><meta charset=shift_jis><body><p>甲县抓好春耕，农户早备种子，面积超过去年，进度快。</p>",
    "charset that is none": "<html><meta charset=x-none><body><p>甲县抓好春耕，农户早备种子，面积超过去年，进度快。</p>",
}


def pages() -> Iterator[Case]:
    model = (ROOT / "tests/importers/data/2022-zk30.html").read_bytes()
    made = {name: text.encode("utf-8", "surrogatepass") for name, text in PAGES.items()}
    made |= dict(damaged(model, "page", cuts=6, flips=12))
    made |= {name: data for name, data in encoded(model.decode()) if name not in ("shift_jis")}
    for name, data in made.items():
        yield Case(f"page: {name}", ("import", "a.html", "--log", "a.log"), {"a.html": data}, may_pass=True)
    for name, data in NO_FILE_OF_ITS_KIND.items():
        yield Case(f"page: {name}", ("import", "a.html"), {"a.html": data}, may_pass=name in ("text", "page"))


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PARTS = {
    "no body": f"<w:document {WORD}/>",
    "empty body": f"<w:document {WORD}><w:body/></w:document>",
    "not closed": f"<w:document {WORD}><w:body><w:p>",
    "entities": f'<!DOCTYPE a [<!ENTITY b "c">]><w:document {WORD}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>',
    "deep": f"<w:document {WORD}><w:body>" + "<w:sdt><w:sdtContent>" * 400,
    "other names": "<a><b/></a>",
    "not XML": "甲县抓好春耕",
    "numbers that are none": f'<w:document {WORD}><w:body><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="-9"/></w:tcPr><w:p><w:pPr>'
    '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="99999999"/></w:numPr><w:outlineLvl w:val="77"/></w:pPr><w:r><w:t>甲</w:t><w:sym w:char="zz"/>'
    '<w:sym w:char="D800"/></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>',
    "pictures of nothing": f'<w:document {WORD} xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body><w:p><w:r><w:t>甲县抓好春耕，农户早备种子。</w:t>'
    '<w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r></w:p></w:body></w:document>',
}


def packed(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return stream.getvalue()


@cache
def document() -> bytes:
    import docx

    word, stream = docx.Document(), io.BytesIO()
    word.add_heading("甲县抓好春耕备耕", 1)
    for _ in range(6):
        word.add_paragraph(
            "甲县组织干部下田，帮助农户备足种子、化肥，春耕进度快于往年。", style="List Number"
        )
    word.add_table(3, 3).cell(0, 0).text = "乡镇"
    word.add_picture(io.BytesIO(picture("JPEG")))
    word.save(stream)
    return stream.getvalue()


def documents() -> Iterator[Case]:
    made = {name: packed({"word/document.xml": text.encode()}) for name, text in PARTS.items()}
    made |= dict(damaged(document(), "document", cuts=6, flips=12))
    with zipfile.ZipFile(io.BytesIO(document())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for left in ("word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels", "[Content_Types].xml", "_rels/.rels",
                 "word/document.xml"):  # fmt: skip
        made[f"without {left}"] = packed({name: data for name, data in parts.items() if name != left})
        made[f"broken {left}"] = packed(parts | {left: parts[left][: len(parts[left]) // 2]})
    made["a bomb"] = packed(parts | {"word/document.xml": b"<a>" + b"0" * (70 << 20)})
    made["paths outside"] = packed(parts | {"../../evil.xml": b"x", "/etc/evil": b"x"})
    made["main part outside"] = packed(
        parts | {"_rels/.rels": parts["_rels/.rels"].replace(b"word/document.xml", b"../../etc/passwd")}
    )
    made["5,000 parts"] = packed({f"a{n}": b"" for n in range(5_100)})
    made["locked"] = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    )
    made["a spreadsheet"] = packed({"xl/workbook.xml": b"<workbook/>", "[Content_Types].xml": b"<Types/>"})
    for name, data in made.items():
        yield Case(
            f"document: {name}", ("import", "a.docx", "--log", "a.log"), {"a.docx": data}, may_pass=True
        )


def texts() -> Iterator[Case]:
    text = (ROOT / "tests/importers/data/pasted.txt").read_text("utf-8")
    made = {**dict(damaged(text.encode(), "text", cuts=3, flips=8)), **dict(encoded(text))}
    made["ends of every kind"] = (
        text.replace("\n", "\r", 3).replace("\n", "\r\n", 3).replace("\n", "\u2028", 2).encode()
    )
    made["one line of 100,000"] = ("甲县抓好春耕。" * 15_000).encode()
    made["lines of one character"] = ("甲\n" * 4_000).encode()
    made["marks alone"] = "，。！？\n".encode() * 40
    for name, data in made.items():
        yield Case(f"text: {name}", ("import", "a.txt"), {"a.txt": data}, may_pass=True)
    for name, options in {
        "no file": (),
        "over itself": ("-o", "a.txt"),
        "log over itself": ("--log", "a.txt"),
    }.items():
        files = {} if name == "no file" else {"a.txt": text.encode()}
        yield Case(f"text: {name}", ("import", "a.txt", *options), files)
