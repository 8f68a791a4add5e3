"""The archive edition: PDF/A-3a and 3u with PDF/UA-1, judged by veraPDF; what rides inside and what it says."""

import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pypdf
import pytest
from fontTools.ttLib import TTFont

from bulletin_pdf.build import publish
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.geometry import A4
from bulletin_pdf.issue.model import Paragraph
from bulletin_pdf.issue.printed_form import attribution, printed_heading
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.pages import Attachment, Document, Page
from bulletin_pdf.pdf.profile import ARCHIVE
from bulletin_pdf.pdf.write.pdf_file import render
from bulletin_pdf.problems import BulletinError
from support import verapdf
from support.issues import publish_issue
from support.measured import squashed, text_by_readers
from support.narrowed import present, untyped
from support.verapdf import verdicts

ROOT = Path(__file__).parent.parent.parent
MODEL = ROOT / "issues/2022-zk30.yaml"
CORPUS = [
    *sorted((ROOT / "tests/corpus").glob("*/issue.yaml")),
    ROOT / "tests/corpus/two-columns/neikan.yaml",
]

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
RECORD = "{urn:bulletin-pdf:gwjb:1}"


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("model") / "2022-zk30.archive.pdf"
    publish(str(MODEL), str(target), "archive")
    return target


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An issue with every kind of block, headings that leave levels out, pictures of every kind."""
    home = tmp_path_factory.mktemp("everything")
    make_pictures(home)
    target, _ = publish_issue(
        home,
        "（一）这一篇没有第一级标题",
        "文字English words和123，还有“引号”——破折号……",
        {"heading": "1.再低一级", "level": 3},
        {"heading": "一、第一级在后", "level": 1},
        {"heading": "（1）跳过两级", "level": 4},
        {"figure": "rgb.jpg", "caption": "图一", "credit": "某人 摄", "alt": "一群人"},
        {"figure": ["cmyk.jpg", "gray.png"], "caption": "图二"},
        {"figure": ["clear.png", "tagged.jpg", "broken.jpg"]},
        {"table": [["县市", "人数"], ["吉首市", "28282"], [{"text": "合计", "colspan": 2}]], "caption": "表一"},
        {"table": [[{"text": "甲", "rowspan": 2}, {"text": "乙", "colspan": 2}], ["丙", "丁"], ["一", "二", ""]],
         "header_rows": 2, "unit": "人"},
        {"quote": "引文。"},
        {"verse": "上句\n下句\n\n又句\n"},
        {"right": ["某某市文明办", "2022年6月16日"]},
        {"note": "附注。"},
        edition="archive",
    )  # fmt: skip
    return target


def make_pictures(home: Path) -> None:
    from PIL import Image

    noise = Image.effect_noise((600, 400), 64)
    rgb, cmyk = noise.convert("RGB"), noise.convert("CMYK")
    rgb.save(home / "rgb.jpg")
    cmyk.save(home / "cmyk.jpg")
    noise.save(home / "gray.png")
    Image.merge("RGBA", [noise] * 4).save(home / "clear.png")
    fogra = (ROOT / "icc/FOGRA39L_coated.icc").read_bytes()
    cmyk.save(home / "tagged.jpg", icc_profile=fogra)
    rgb.save(home / "broken.jpg", icc_profile=bytes(16) + b"RGB " + bytes(200))


# veraPDF


def test_the_model_issue_is_an_archive_file(model: Path) -> None:
    assert_compliant([model])


def test_every_kind_of_block_is_archivable(everything: Path) -> None:
    assert_compliant([everything])


def test_the_corpus_is_archivable(tmp_path: Path) -> None:
    targets = [target for source in CORPUS if (target := archived(source, tmp_path)) is not None]
    assert targets or not CORPUS
    if targets:
        assert_compliant(targets)


def archived(source: Path, directory: Path) -> Path | None:
    """Set an issue of the corpus; one that is there for its errors gives no file."""
    target = directory / f"{source.parent.name}.pdf"
    try:
        publish(str(source), str(target), "archive")
    except BulletinError:
        return None
    return target


def assert_compliant(paths: list[Path]) -> None:
    found = verdicts(paths)
    assert not [str(verdict) for verdict in found if not verdict.compliant or verdict.failures]
    assert all(verdict.checks > 500 for verdict in found)


def test_characters_of_an_offices_own_lower_the_level(tmp_path: Path) -> None:
    # PDF/A-3, 6.2.11.7.3: level A would want words for U+E003; level U does not. The face is the
    # office's own: what stands in the private area of a shipped face is not set.
    face = TTFont(ROOT / "fonts/kai/LXGWWenKaiGBLite-Regular.ttf")
    face["head"].fontRevision += 1
    face.save(tmp_path / "own.ttf")
    (tmp_path / "bulletin.yaml").write_text("fonts: {kai: own.ttf}\n", "utf-8")
    target, _ = publish_issue(tmp_path, {"quote": "造字\ue003在此。"}, edition="archive")
    packet = untyped(pypdf.PdfReader(target).root_object["/Metadata"].get_object()).get_data().decode("utf-8")
    assert "<pdfaid:conformance>U<" in packet
    assert [str(verdict) for verdict in verdicts([target], ["3u", "ua1"]) if not verdict.compliant] == []


def test_the_judge_sees_what_is_broken(document: Document, book: FontBook, tmp_path: Path) -> None:
    broken = {
        "untagged": (
            document._replace(pages=untagged(document)),
            ARCHIVE._replace(tagged=False),
            "ua1",
            "6.2-1",
        ),
        "no intent": (document, ARCHIVE._replace(intent=None), "3u", "6.2.4.3-2"),
        "no pdfaid": (document, ARCHIVE._replace(a_level=("", "")), "3u", "6.6.4-1"),
        "no pdfuaid": (document, ARCHIVE._replace(ua_part=""), "ua1", "5-1"),
        "skipped level": (skipping(document), ARCHIVE, "ua1", "7.4.2-1"),
        "no title": (document._replace(title=""), ARCHIVE, "ua1", "7.1-9"),
    }
    for name, (pages, profile, _, _) in broken.items():
        (tmp_path / name).write_bytes(render(pages, profile, book))
    found = {
        (Path(v.path).name, v.flavour): v
        for v in verdicts([tmp_path / name for name in broken], ("3u", "ua1"))
    }
    for name, (_, _, flavour, rule) in broken.items():
        assert not found[name, flavour].compliant, name
        assert rule in found[name, flavour].rules, found[name, flavour]


def untagged(document: Document) -> tuple[Page, ...]:
    return tuple(page._replace(marks=tuple(bare(mark) for mark in page.marks)) for page in document.pages)


def bare(mark: Any) -> Any:
    return mark._replace(tag=None) if hasattr(mark, "tag") else mark


def skipping(document: Document) -> Document:
    tags = list(document.tags)
    tags[5] = tags[5]._replace(role="H3")
    return document._replace(tags=tuple(tags))


# Tags


def roles_below(pdf: Path) -> list[str]:
    """The headings of a file in reading order."""
    found = []

    def walk(element: Any) -> None:
        element = element.get_object()
        if isinstance(element, dict) and "/S" in element:
            found.append(element["/S"][1:])
        if isinstance(element, dict):
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, list) else [kids]:
                walk(kid)

    walk(pypdf.PdfReader(pdf).root_object["/StructTreeRoot"])
    return found


def test_headings_skip_no_level(everything: Path) -> None:
    # （一） before 一、, and （1） right below 一、.
    headings = [role for role in roles_below(everything) if re.fullmatch(r"H\d", role)]
    assert headings == ["H1", "H2", "H3", "H4", "H3", "H4"]


def test_contents_are_a_toc_of_links(model: Path) -> None:
    #
    roles = roles_below(model)
    start = roles.index("TOC")
    assert roles[start : start + 8] == [
        "TOC",
        "Caption",
        "TOCI",
        "Reference",
        "Link",
        "TOCI",
        "Reference",
        "Link",
    ]
    links = [note.get_object() for page in pypdf.PdfReader(model).pages for note in page.get("/Annots", [])]
    assert len(links) == roles.count("Link")
    for link in links:
        assert link["/Contents"]
        assert link["/F"] == 4
        assert "/StructParent" in link


def test_figures_say_what_area_they_fill(everything: Path) -> None:
    found = []

    def walk(element: Any) -> None:
        element = element.get_object()
        if isinstance(element, dict):
            if element.get("/S") == "/Figure":
                found.append([float(edge) for edge in element["/A"]["/BBox"]])
            for kid in element.get("/K", []):
                walk(kid)

    walk(pypdf.PdfReader(everything).root_object["/StructTreeRoot"])
    assert len(found) == 3
    for left, bottom, right, top in found:
        assert 0 < left < right < A4.width
        assert 0 < bottom < top < A4.height


# What it says of itself


def record_of(pdf: Path) -> dict[str, list[str | None]]:
    packet = untyped(pypdf.PdfReader(pdf).root_object["/Metadata"].get_object()).get_data()
    found = {}
    for element in ET.fromstring(packet.decode("utf-8").replace("\ufeff", "")).iter():
        if element.tag.startswith(RECORD):
            items = [item.text for item in element.iter(f"{RDF}li")] or [element.text]
            found[element.tag.removeprefix(RECORD)] = items
    return found


def test_the_record_has_the_elements_of_da_t_46(model: Path) -> None:
    record = record_of(model)
    assert record["题名"] == ["湖南精神文明建设 新时代文明实践工作专刊 第30期"]
    assert record["文件编号"] == ["第30期"]
    assert record["责任者"] == ["湖南省精神文明建设指导委员会办公室"]
    assert record["日期"] == ["2022-06-16"]
    assert record["文种"] == ["简报"]
    assert record["页数"] == [str(len(pypdf.PdfReader(model).pages))]
    assert record["关键词"][:2] == ["湘西州", "湘潭市"]


def test_every_property_of_the_record_is_declared(model: Path) -> None:
    #
    packet = untyped(pypdf.PdfReader(model).root_object["/Metadata"].get_object()).get_data().decode("utf-8")
    declared = set(re.findall(r"<pdfaProperty:name>(.*?)<", packet))
    assert set(record_of(model)) | {"part"} == declared


def test_secrecy_and_recipients_are_recorded(tmp_path: Path) -> None:
    source = tmp_path / "issue.yaml"
    source.write_text(
        "bulletin: 简报\nnumber: 3\ndate: 2022-06-16\npublisher: [甲办, 乙办]\nsecrecy: 机密★1年\nurgency: 特急\n"
        "reports: [{title: 题目, text: 文字。}]\n"
        "distribution: {report: [省委], send: [各厅局], issue: [各市州]}\n",
        "utf-8",
    )
    target = tmp_path / "issue.pdf"
    publish(str(source), str(target), "archive")
    record = record_of(target)
    assert (record["密级"], record["保密期限"], record["紧急程度"]) == (["机密"], ["1年"], ["特急"])
    assert (record["责任者"], record["主送"], record["抄送"]) == (
        ["甲办", "乙办"],
        ["省委"],
        ["各厅局", "各市州"],
    )


def test_info_and_xmp_agree(model: Path) -> None:
    #
    reader = pypdf.PdfReader(model)
    info, xmp = reader.metadata, reader.xmp_metadata
    assert info is not None
    assert xmp is not None
    assert info.title == present(xmp.dc_title)["zh-CN"]
    assert [info.author] == xmp.dc_creator
    assert info.subject == present(xmp.dc_description)["zh-CN"]
    assert str(info["/Keywords"]) == xmp.pdf_keywords
    assert "/Trapped" not in info


# What rides inside


def specifications(pdf: Path) -> list[Any]:
    root: Any = pypdf.PdfReader(pdf).root_object
    return [each.get_object() for each in root["/AF"]]


def test_source_and_lock_ride_inside(model: Path) -> None:
    #
    found = specifications(model)
    assert [(each["/F"], each["/UF"], each["/AFRelationship"]) for each in found] == [
        ("2022-zk30.yaml", "2022-zk30.yaml", "/Source"),
        ("bulletin.yaml", "bulletin.yaml", "/Source"),
        ("bulletin.lock.json", "bulletin.lock.json", "/Data"),
    ]
    for each in found:
        stream = each["/EF"]["/UF"]
        assert stream["/Subtype"] in ("/application/yaml", "/application/json")
        assert stream["/Params"]["/ModDate"] == "D:20220616000000+08'00'"
        assert stream["/Params"]["/Size"] == len(stream.get_data())
        assert each["/Desc"]
    assert found[0]["/EF"]["/F"].get_data() == MODEL.read_bytes()
    assert found[1]["/EF"]["/F"].get_data() == (ROOT / "issues/bulletin.yaml").read_bytes()


def test_the_lock_names_what_the_file_was_made_with(model: Path) -> None:
    lock = json.loads(specifications(model)[-1]["/EF"]["/F"].get_data())
    manifest = json.loads((ROOT / "fonts/manifest.json").read_text("utf-8"))["fonts"]
    shipped = {face["role"]: face["sha256"] for face in manifest}
    assert {font["role"] for font in lock["fonts"]} >= {"xbs", "fangsong", "hei", "kai"}
    for font in lock["fonts"]:
        assert font["sha256"] == shipped[font["role"]]
    assert set(lock["icc"]) == {"sRGB.icc"}
    assert lock["options"] == {"edition": "archive"}


def test_pictures_are_locked_and_those_the_pages_do_not_keep_ride_inside(everything: Path) -> None:
    names = [each["/UF"] for each in specifications(everything)]
    assert names == ["issue.yaml", "gray.png", "clear.png", "bulletin.lock.json"]
    lock = json.loads(specifications(everything)[-1]["/EF"]["/F"].get_data())
    assert len(lock["files"]) == 6


def test_attachments_of_any_name_are_listed_in_order(book: FontBook, tmp_path: Path) -> None:
    files = tuple(
        Attachment(name, name.encode(), "text/plain", "Data", "说明")
        for name in ("乙.txt", "b.txt", "甲.txt", "a(1).txt")
    )
    document = Document((Page(A4, ()),), (), (), "题", date="2022-06-16", attachments=files)
    target = tmp_path / "files.pdf"
    target.write_bytes(render(document, ARCHIVE, book))
    names = untyped(pypdf.PdfReader(target).root_object["/Names"])["/EmbeddedFiles"]["/Names"][::2]
    assert [name.get_object() for name in names] == ["a(1).txt", "b.txt", "乙.txt", "甲.txt"]
    assert pypdf.PdfReader(target).attachments["甲.txt"] == ["甲.txt".encode()]


# The text


@pytest.mark.parametrize("reader", ["pdftotext", "mutool", "pypdf"])
def test_readers_give_the_source_back_exactly(model: Path, reader: str) -> None:
    #
    text = re.sub(r"—\d+—", "", text_by_readers(model)[reader])
    at = 0
    for report in read_issue(MODEL).issue.reports:
        wanted = ["".join(line.text for line in printed_heading(report))]
        wanted += [element.prose.text for element in report.body if isinstance(element, Paragraph)]
        wanted.append(present(attribution(report)).text if report.by else "")
        for stretch in map(squashed, wanted):
            found = text.find(stretch, at)
            assert found >= 0, stretch
            at = found + len(stretch)
    assert at == len(text)


# The same anywhere


def test_the_same_bytes_from_anywhere(model: Path, tmp_path: Path) -> None:
    wanted = model.read_bytes()
    copy = tmp_path / "別處 elsewhere"
    shutil.copytree(MODEL.parent, copy)
    for number, (zone, seed, lang, home, source) in enumerate(
        (
            ("Asia/Shanghai", "1", "zh_CN.UTF-8", MODEL.parent, MODEL.name),
            ("America/Lima", "77", "C", tmp_path, f"{copy.name}/{MODEL.name}"),
        )
    ):
        target = tmp_path / f"{number}.pdf"
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LANG": lang, "LC_ALL": ""}
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, map(os.path.abspath, sys.path)))
        command: list[Any] = [
            sys.executable,
            "-m",
            "bulletin_pdf",
            "build",
            source,
            "-q",
            "--edition",
            "archive",
            "-o",
            target,
        ]
        subprocess.run(command, cwd=home, env=environment, check=True)
        assert target.read_bytes() == wanted


# The judge himself


def test_a_judge_who_stays_away_is_a_failure_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verapdf, "missing", lambda: "no Java")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no Java"):
        verdicts([MODEL])
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception, match="no Java"):
        verdicts([MODEL])
