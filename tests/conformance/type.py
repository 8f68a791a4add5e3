"""Faces and sizes of every element (docs/rules/page.md §3, §8)."""

from collections.abc import Iterator

from conformance.elements import CENTRED, Element
from conformance.marks import face_left, face_right, is_han
from conformance.page import CELL, ER_HAO, SI_HAO, WIDTH, left_of
from conformance.rules import Sample, Seen, at, near, rule, within

FANGSONG, KAI, HEI, XBS, SONG = (
    "ZhuqueFangsong-Regular", "LXGWWenKaiGBLite-Regular", "NotoSansSC-Medium", "NotoSerifSC-Bold",
    "NotoSerifSC-Regular",
)  # fmt: skip
XIAO_SI, WU_HAO = 12.0, 10.5

FACES: dict[str, tuple[str, tuple[float, ...]]] = {
    "secrecy": (HEI, (CELL,)),
    "urgency": (HEI, (CELL,)),
    "series": (KAI, (CELL,)),
    "number": (KAI, (CELL,)),
    "publisher": (KAI, (CELL,)),
    "date": (KAI, (CELL,)),
    "theme": (KAI, (CELL,)),
    "contents-label": (HEI, (CELL,)),
    "entry": (KAI, (CELL,)),
    "title": (XBS, (ER_HAO,)),
    "subtitle": (KAI, (CELL,)),
    "heading1": (HEI, (CELL,)),
    "heading2": (KAI, (CELL,)),
    "heading3": (FANGSONG, (CELL,)),
    "heading4": (FANGSONG, (CELL,)),
    "quote": (KAI, (CELL,)),
    "verse": (KAI, (CELL,)),
    "signature": (FANGSONG, (CELL,)),
    "remark": (FANGSONG, (CELL,)),
    "attribution": (KAI, (CELL,)),
    "caption": (KAI, (XIAO_SI,)),
    "credit": (KAI, (WU_HAO,)),
    "table-caption": (HEI, (XIAO_SI,)),
    "unit": (FANGSONG, (WU_HAO,)),
    "table-head": (HEI, (XIAO_SI, WU_HAO, 9.0)),
    "cell": (FANGSONG, (XIAO_SI, WU_HAO, 9.0)),
    "recipients": (FANGSONG, (SI_HAO,)),
    "answering": (FANGSONG, (SI_HAO,)),
    "copies": (FANGSONG, (SI_HAO,)),
}
LEADS = {"lead": HEI, "level1": HEI, "level2": KAI, "level3": FANGSONG, "level4": FANGSONG}
HELPERS = (SONG, KAI, HEI)
"""Faces that lend a character another face lacks."""


@rule("P-20 §3 7.2.1 7.2.2 7.2.3 7.3.1 7.3.3 7.4.2")
def every_element_is_set_in_its_face_and_size(sample: Sample) -> Iterator[Seen]:
    for element in sample.found.elements:
        if element.kind not in FACES:
            continue
        face, sizes = FACES[element.kind]
        hanzi = [glyph for glyph in element.glyphs if is_han(glyph.text)]
        if not hanzi:
            continue
        faces = {glyph.font for glyph in hanzi}
        fault = "" if face in faces and faces <= {face, *HELPERS} else f"set in {sorted(faces)}, not {face}"
        if sum(glyph.font != face for glyph in hanzi) * 2 > len(hanzi):
            fault = f"mostly set in another face than {face}"
        sized = {round(glyph.size, 2) for glyph in hanzi}
        if not fault and (len(sized) > 1 or not any(abs(size - min(sized)) < 0.02 for size in sizes)):
            fault = f"set in {sorted(sized)} pt, not {sizes}"
        yield Seen(at(element.first), fault)


@rule("7.3.3 P-20 T-75")
def heads_and_leads_have_their_own_face(sample: Sample) -> Iterator[Seen]:
    """一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋, each to the end of its head."""
    for element in sample.found.elements:
        if element.kind not in ("paragraph", "note"):
            continue
        body = FANGSONG if element.kind == "paragraph" else KAI
        index = 0
        glyphs = list(element.glyphs)
        for position, char in enumerate(element.text):
            if not char.strip():
                continue
            glyph = glyphs[index]
            index += 1
            style = next((s.style for s in element.wanted.styles if s.start <= position < s.end), None)
            face = LEADS[style] if style else body
            if is_han(char) and glyph.font not in (face, *(set(HELPERS) - set(LEADS.values()))):
                rare = glyph.font in HELPERS and ord(char) > 0x9FA5
                yield Seen(at(element.first), "" if rare else f"{char} in {glyph.font}, not {face}")
            elif is_han(char) and style:
                yield Seen(at(element.first))


@rule("5.2.2 P-20")
def no_text_is_bold_but_name_and_titles(sample: Sample) -> Iterator[Seen]:
    for element in sample.found.elements:
        if element.kind in ("name", "title"):
            continue
        bold = {glyph.font for glyph in element.glyphs if "Bold" in glyph.font}
        yield Seen(at(element.first), f"set in {sorted(bold)}" if bold else "")


def _middle(element: Element) -> Iterator[tuple[str, float]]:
    for line in element.lines:
        middle = (face_left(line.glyphs[0]) + face_right(line.glyphs[-1])) / 2
        yield at(line), middle - left_of(line.page) - WIDTH / 2


@rule("P-30 T-70 7.3.1")
def titles_and_labels_are_centred(sample: Sample) -> Iterator[Seen]:
    for element in sample.found.elements:
        unsigned = (
            element.kind == "number"
            and not sample.issue.masthead.series
            and sample.issue.masthead.signer is None
        )
        if element.kind in CENTRED or unsigned:
            for place, off in _middle(element):
                yield Seen(place, near("off centre", off, 0.0, 0.3))


@rule("J-03")
def the_name_fills_its_share_of_the_measure(sample: Sample) -> Iterator[Seen]:
    """60 to 75 % of 156 mm, 初号 or larger while it fits on one line."""
    for element in sample.found.elements:
        if element.kind != "name":
            continue
        for line in element.lines:
            width = line.glyphs[-1].x + line.glyphs[-1].advance - line.glyphs[0].x
            yield Seen(at(line), within("share", width / WIDTH, 0.595, 0.755))
            yield Seen(at(line), within("size", line.size, ER_HAO + 4, 62.0))
