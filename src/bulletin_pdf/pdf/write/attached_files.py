"""Files embedded in a document (A-14, A-30; ISO 32000-1, 7.11; PDF/A-3, 6.8)."""

from collections.abc import Sequence

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Attachment
from bulletin_pdf.pdf.objects import ObjectTable, Ref, array, dictionary, name, reference, text_string


class WrittenAttachments(NamedTuple):
    """Where the attachments of a file are."""

    names: Ref
    """The name tree that readers list attachments from."""
    associated: str
    """The array of file specifications that belong to the whole document."""


def write_attachments(files: Sequence[Attachment], moment: str, table: ObjectTable) -> WrittenAttachments:
    """Embed files; `moment` is the date they bear, as PDF writes it, and may be empty."""
    specifications = {file.name: _specification(file, moment, table) for file in files}
    # 7.9.6: the keys of a name tree ascend as strings of bytes.
    rows = sorted((_key(text), text) for text in specifications)
    pairs = " ".join(f"{text_string(text)} {reference(specifications[text])}" for _, text in rows)
    return WrittenAttachments(
        table.add(f"<</Names [{pairs}]>>"),
        array(reference(specifications[file.name]) for file in files),
    )


def _specification(file: Attachment, moment: str, table: ObjectTable) -> Ref:
    parameters = {"Size": str(len(file.data))}
    if moment:
        parameters["ModDate"] = text_string(moment)
    stream = table.add_stream(
        file.data,
        {"Type": "/EmbeddedFile", "Subtype": name(file.mime), "Params": dictionary(parameters)},
        deflate=file.packed,
    )
    entries = {
        "Type": "/Filespec",
        "F": text_string(file.name),
        "UF": text_string(file.name),
        "Desc": text_string(file.description),
        "AFRelationship": f"/{file.relationship}",
        "EF": dictionary({"F": reference(stream), "UF": reference(stream)}),
    }
    return table.add(dictionary(entries))


def _key(text: str) -> bytes:
    """Return the bytes that `text_string` writes for a text."""
    return text.encode("ascii") if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")
