"""Word papers as reviewers give them back: texts changed with and without tracking, by editing their XML."""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from lxml import etree

DAY = "2024-03-06T09:30:00Z"
Piece = tuple[str, str]
"""A text and what is done to it: nothing, ins, del, moveFrom, moveTo."""


class WordFile:
    """A .docx whose main part can be changed."""

    def __init__(self, data: bytes) -> None:
        package = zipfile.ZipFile(io.BytesIO(data))
        self.parts = {name: package.read(name) for name in package.namelist()}
        self.document = parse_xml(self.parts["word/document.xml"])
        self.number = 9000

    def saved(self) -> bytes:
        """Return the changed file."""
        self.parts["word/document.xml"] = etree.tostring(
            self.document, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
            for name, content in self.parts.items():
                out.writestr(name, content)
        return made.getvalue()

    def paragraph(self, line: int) -> Any:
        """Return the paragraph of a line."""
        for mark in self.document.iter(qn("w:bookmarkStart")):
            if mark.get(qn("w:name"), "").startswith(f"bp_{line}_"):
                return mark.getparent()
        raise KeyError(line)

    def changed(self, name: str, who: str = "张三", **further: str) -> Any:
        """Return an element of a tracked change."""
        self.number += 1
        element = OxmlElement(f"w:{name}")
        for key, value in {"id": str(self.number), "author": who, "date": DAY, **further}.items():
            element.set(qn(f"w:{key}"), value)
        return element

    def put(self, line: int, pieces: Sequence[Piece], who: str = "张三") -> None:
        """Set a paragraph anew: its text in pieces, some of them tracked; runs keep the look of their characters."""
        paragraph = self.paragraph(line)
        looks = _looks(paragraph)
        for run in list(paragraph.iter(qn("w:r"))):
            run.getparent().remove(run)
        end = next(iter(paragraph.iter(qn("w:bookmarkEnd"))))
        at = 0
        for text, state in pieces:
            if state in ("ins", "moveTo"):
                look = looks[min(max(at - 1, 0), len(looks) - 1)] if looks else None
                end.addprevious(self._tracked(state, who, [_run(text, look)]))
                continue
            runs = [
                _run(char, look, deleted=bool(state)) for char, look in zip(text, looks[at:], strict=False)
            ]
            at += len(text)
            for each in [self._tracked(state, who, runs)] if state and runs else runs:
                end.addprevious(each)

    def settle(self, line: int) -> None:
        """Accept what is tracked in a paragraph, as if tracking had been off."""
        paragraph = self.paragraph(line)
        for removed in list(paragraph.iter(qn("w:del"))):
            paragraph.remove(removed)
        for added in list(paragraph.iter(qn("w:ins"))):
            for run in list(added):
                added.addprevious(run)
            paragraph.remove(added)

    def _tracked(self, state: str, who: str, runs: Sequence[Any]) -> Any:
        holder = self.changed(state, who)
        holder.extend(runs)
        return holder

    def put_paragraph(self, after: int, text: str, who: str = "") -> Any:
        """Put a paragraph behind a line, tracked if somebody is named."""
        paragraph = OxmlElement("w:p")
        if who:
            properties = OxmlElement("w:pPr")
            mark = OxmlElement("w:rPr")
            mark.append(self.changed("ins", who))
            properties.append(mark)
            paragraph.append(properties)
            paragraph.append(self._tracked("ins", who, [_run(text, None)]))
        else:
            paragraph.append(_run(text, None))
        self.paragraph(after).addnext(paragraph)
        return paragraph

    def take_out(self, line: int, who: str = "") -> None:
        """Take a paragraph out, tracked if somebody is named."""
        paragraph = self.paragraph(line)
        if not who:
            paragraph.getparent().remove(paragraph)
            return
        self.put(line, [(text_of(paragraph), "del")], who)
        mark = OxmlElement("w:rPr")
        mark.append(self.changed("del", who))
        paragraph.get_or_add_pPr().append(mark)

    def comment(self, line: int, text: str, who: str = "李四") -> None:
        """Put a comment on a whole paragraph."""
        paragraph = self.paragraph(line)
        start, end = OxmlElement("w:commentRangeStart"), OxmlElement("w:commentRangeEnd")
        for element in (start, end):
            element.set(qn("w:id"), "1")
        first = next(iter(paragraph.iter(qn("w:r"))))
        first.addprevious(start)
        paragraph.append(end)
        run, reference = OxmlElement("w:r"), OxmlElement("w:commentReference")
        reference.set(qn("w:id"), "1")
        run.append(reference)
        paragraph.append(run)
        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        self.parts["word/comments.xml"] = (
            f'<w:comments {space}><w:comment w:id="1" w:author="{who}" w:date="{DAY}" w:initials="L">'
            f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment></w:comments>"
        ).encode()
        relation = (
            '<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            'comments" Target="comments.xml"/>'
        )
        self._add_to("word/_rels/document.xml.rels", "</Relationships>", relation)
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
        part = f'<Override PartName="/word/comments.xml" ContentType="{kind}"/>'
        self._add_to("[Content_Types].xml", "</Types>", part)

    def _add_to(self, name: str, end: str, text: str) -> None:
        self.parts[name] = self.parts[name].decode().replace(end, text + end).encode()


def edited(data: bytes, change: Callable[[WordFile], object]) -> bytes:
    """Return a .docx with a change made in it."""
    file = WordFile(data)
    change(file)
    return file.saved()


def text_of(paragraph: Any) -> str:
    """Return the text of a paragraph."""
    return "".join(each.text or "" for each in paragraph.iter(qn("w:t")))


def _looks(paragraph: Any) -> list[Any]:
    """Return the properties of the run of each character; a tab is one."""
    looks: list[Any] = []
    for run in paragraph.iter(qn("w:r")):
        properties = run.find(qn("w:rPr"))
        for child in run:
            if child.tag == qn("w:t"):
                looks += [properties] * len(child.text or "")
            elif child.tag == qn("w:tab"):
                looks.append(properties)
    return looks


def _run(text: str, look: Any, *, deleted: bool = False) -> Any:
    run = OxmlElement("w:r")
    if look is not None:
        run.append(parse_xml(etree.tostring(look)))
    if text == "\t":
        run.append(OxmlElement("w:tab"))
        return run
    held = OxmlElement("w:delText" if deleted else "w:t")
    held.text = text
    held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(held)
    return run
