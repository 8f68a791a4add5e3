"""Which reader a file needs: its content decides, not its name."""

from collections.abc import Callable

from bulletin_pdf.importers.encoding import decode_bytes
from bulletin_pdf.importers.fetching import fetcher
from bulletin_pdf.importers.file_formats import file_format
from bulletin_pdf.importers.material import Material, Para, Remark, SourceEdit, TooMuchError
from bulletin_pdf.messages import Term
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.yamldoc.field_values import MAX_PARAGRAPH
from bulletin_pdf.yamldoc.source import megabytes, read_bytes

MAX_TEXT = 16 << 20
"""A web page or text beyond this holds something else than a bulletin."""
MAX_FILE = 120 << 20
_CLIPBOARD = pattern(
    r"\s*Version:[0-9.]{1,5}\n(?:(?:Start|End)(?:HTML|Fragment|Selection):-?[0-9]{1,12}\s*\n|SourceURL:[^\n<]{0,2000}\n)+"
)


def read_material(path: str, problems: Problems, data: bytes | None = None) -> Material | None:
    """Read a file; None when nothing can be made of it, with the reason in `problems`.

    `data` is what it holds, where it comes from no file.
    """
    try:
        data = read_bytes(path, problems, MAX_FILE, Code.IMPORT_TOO_LARGE) if data is None else data
        material = None if data is None else _read(path, data, problems)
    except TooMuchError as much:
        problems.add(much.code, Span(path, 1, 1), **much.details)
        return None
    if material is not None and not material.items:
        frames = [remark for remark in material.remarks if remark.code == Code.PAGE_IS_A_FRAME]
        for remark in frames or [Remark(Code.IMPORT_WITHOUT_TEXT, Span(path, 1, 1))]:
            problems.add(remark.code, remark.place, **dict(remark.details))
        return None
    for item in material.items if material else ():
        if isinstance(item, Para) and len(item.words) > MAX_PARAGRAPH:
            problems.add(
                Code.IMPORT_PARAGRAPH_TOO_LONG,
                item.text.span(0, 1),
                length=len(item.words),
                limit=MAX_PARAGRAPH,
            )
    return material


def _read(path: str, data: bytes, problems: Problems) -> Material | None:
    match file_format(data):
        case "text":
            return _read_text(path, data, problems)
        case "word":
            from bulletin_pdf.importers.docx import read_docx_whole

            return read_docx_whole(path, data, problems)
        case "sheet":
            from bulletin_pdf.importers.spreadsheets import read_sheets

            return read_sheets(path, data, problems)
        case "mail":
            return _read_mail(path, data, problems)
        case "open-document" | "old-word" | "rtf" as kind:
            return _read_old(path, data, kind, problems)
        case refused:
            problems.add(Code.IMPORT_KIND_UNKNOWN, Span(path, 1, 1), kind=Term(refused))
            return None


def _read_old(path: str, data: bytes, kind: str, problems: Problems) -> Material | None:
    """Read old Word files by what stands in them; RTF, .odt and what is damaged or older through LibreOffice.

    Where there is none, RTF is read as text.
    """
    from bulletin_pdf.importers.office import has_office, read_through_office

    if kind == "rtf" and not has_office():
        from bulletin_pdf.importers.rtf import read_rtf

        return read_rtf(path, data)
    if kind == "old-word":
        from bulletin_pdf.importers.doc import read_doc

        before = len(problems.errors)
        material = read_doc(path, data, problems)
        if material is not None or len(problems.errors) > before:
            return material
    return read_through_office(path, data, problems)


def _read_mail(path: str, data: bytes, problems: Problems) -> Material | None:
    from bulletin_pdf.importers.mail import open_mail

    letter = open_mail(path, data, problems)
    if letter is None:
        return None
    material = _read_text(path, letter.data, problems, letter.fetch, letter.charset)
    if material is None:
        return None
    return material._replace(
        title=material.title or letter.subject,
        edits=(*letter.edits, *material.edits),
        remarks=(*letter.remarks, *material.remarks),
        said=(*(edit.before for edit in letter.edits), *material.said),
    )


def _read_text(
    path: str,
    data: bytes,
    problems: Problems,
    fetch: Callable[[str], bytes] | None = None,
    charset: str = "",
) -> Material | None:
    if len(data) > MAX_TEXT:
        problems.add(
            Code.IMPORT_TOO_LARGE, Span(path, 1, 1), size=megabytes(len(data)), limit=megabytes(MAX_TEXT)
        )
        return None
    if not data.strip():
        problems.add(Code.IMPORT_WITHOUT_TEXT, Span(path, 1, 1))
        return None
    decoded = decode_bytes(path, data, problems, charset)
    if decoded is None:
        return None
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    header = clipboard_header(text)
    material = _read_decoded(path, " " * header + text[header:], fetch or fetcher(path))
    if not header:
        return material
    about = SourceEdit(Span(path, 1, 1), " ".join(text[:header].split()), "", "meta")
    return material._replace(edits=(about, *material.edits))


def clipboard_header(text: str) -> int:
    """Return the length of what Windows puts before a page on the clipboard (CF_HTML); 0 where there is none."""
    found = _CLIPBOARD.match(text)
    return found.end() if found else 0


def _read_decoded(path: str, text: str, fetch: Callable[[str], bytes]) -> Material:
    """Read a page, a table, Markdown or plain text: only commas and lines look alike, so a table is recognised by its name."""
    from bulletin_pdf.importers.html import is_html, read_html

    if path.lower().endswith((".csv", ".tsv")):
        from bulletin_pdf.importers.spreadsheets import read_csv

        return read_csv(path, text)
    if is_html(text):
        return read_html(path, text, fetch)
    from bulletin_pdf.importers.markdown import is_markdown, read_markdown
    from bulletin_pdf.importers.plain_text import read_plain_text

    read = read_markdown(path, text, fetch) if is_markdown(text) else read_plain_text(path, text)
    return read._replace(said=tuple(text.split("\n")))
