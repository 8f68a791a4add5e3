"""XMP and Info from one record, so that they agree (R-04, A-11…A-13)."""

from collections.abc import Iterable, Sequence

from bulletin_pdf.geometry import mm
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, RecordField
from bulletin_pdf.pdf.objects import dictionary, number, text_string
from bulletin_pdf.pdf.own_kinds import NAMESPACE, write_leaves
from bulletin_pdf.pdf.profile import Profile

PRODUCER = "bulletin_pdf"


# The offices that write these bulletins keep one time zone the whole year.
_ZONE = "+08:00"

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    # The archive record: the element names of DA/T 46 in a name space of our own.
    "gwjb": "urn:bulletin-pdf:gwjb:1",
    "bulletin": NAMESPACE,
}

_UA_FIELD = RecordField("part", ("1",), "Part of ISO 14289 the file conforms to", "Integer")
_X_FIELD = RecordField("GTS_PDFXVersion", (), "Version of PDF/X the file conforms to")


class Metadata(NamedTuple):
    """What a file says of itself."""

    title: str
    author: str
    subject: str
    keywords: str
    lang: str
    date: str
    """YYYY-MM-DD or empty: never the clock, so that the same issue gives the same file."""
    x_version: str
    identity: str
    """A UUID from the file's content."""
    cities: tuple[str, ...] = ()
    a_level: tuple[str, str] = ("", "")
    ua_part: str = ""
    record: tuple[RecordField, ...] = ()
    kind: tuple[tuple[str, str], ...] = ()
    """What the file is, its edition, and what its pages are; an archive file says so in its lock."""


def describe(document: Document, profile: Profile, characters: Iterable[str], digest: bytes) -> Metadata:
    """Make the record; `characters` are all that are set, `digest` is taken of all other objects of the file."""
    if document.date and not _is_date(document.date):
        raise ValueError(f"date is not YYYY-MM-DD: {document.date!r}")
    return Metadata(
        title=document.title,
        author=document.author,
        subject=document.subject,
        keywords="; ".join(document.keywords),
        lang=document.lang,
        date=document.date,
        x_version=profile.x_version,
        identity=_uuid(digest),
        cities=document.keywords,
        a_level=_a_level(characters, profile),
        ua_part=profile.ua_part,
        record=document.record if profile.record else (),
        kind=_kind(document, profile) if document.kind and not profile.a_level[0] else (),
    )


def _kind(document: Document, profile: Profile) -> tuple[tuple[str, str], ...]:
    pages = write_leaves(document.leaves)
    moved = " ".join(number(length / mm(1)) for length in document.offset)
    offset = (("offset", moved),) if any(document.offset) else ()
    return ("kind", document.kind), ("edition", profile.name), ("pages", pages), *offset


def _a_level(characters: Iterable[str], profile: Profile) -> tuple[str, str]:
    """Return the level of PDF/A a file with these characters reaches.

    Level A requires words for characters that mean nothing outside an office's own font (PDF/A-3,
    6.2.11.7.3); nobody can give them, so a file with such characters claims level U.
    """
    part, conformance = profile.a_level
    if conformance != "A":
        return profile.a_level
    return (part, "U") if any(map(_is_private, characters)) else profile.a_level


def _is_private(char: str) -> bool:
    return "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000"


def moment_of(date: str) -> str:
    """Write a date as PDF does; empty for none."""
    return f"D:{date.replace('-', '')}000000{_ZONE.replace(':', chr(39))}'" if date else ""


def info_dictionary(metadata: Metadata) -> str:
    """Write the Info dictionary."""
    texts = {
        "Title": metadata.title,
        "Author": metadata.author,
        "Subject": metadata.subject,
        "Keywords": metadata.keywords,
        "Creator": PRODUCER,
        "Producer": PRODUCER,
        "GTS_PDFXVersion": metadata.x_version,
    }
    moment = moment_of(metadata.date)
    texts |= {"CreationDate": moment, "ModDate": moment}
    entries = {key: text_string(text) for key, text in texts.items() if text}
    # Whether a file is trapped matters to a press; PDF/A's XMP has no word for it (trap 8).
    return dictionary(entries | ({"Trapped": "/False"} if metadata.x_version else {}))


def xmp_packet(metadata: Metadata) -> bytes:
    """Write the XMP packet in UTF-8."""
    body = "\n".join(f"   {line}" for line in _properties(metadata))
    used = {prefix: uri for prefix, uri in _NAMESPACES.items() if f"<{prefix}:" in body}
    spaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in used.items())
    packet = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""{spaces}>
{body}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
    return packet.encode("utf-8")


def _properties(metadata: Metadata) -> list[str]:
    moment = f"{metadata.date}T00:00:00{_ZONE}" if metadata.date else ""
    plain = {
        "dc:format": "application/pdf",
        "pdf:Producer": PRODUCER,
        "pdf:Keywords": metadata.keywords,
        "pdf:Trapped": "False" if metadata.x_version else "",
        "xmp:CreatorTool": PRODUCER,
        "xmp:CreateDate": moment,
        "xmp:ModifyDate": moment,
        "xmp:MetadataDate": moment,
        "xmpMM:DocumentID": f"uuid:{metadata.identity}",
        "xmpMM:InstanceID": f"uuid:{metadata.identity}",
        "xmpMM:VersionID": "1",
        "xmpMM:RenditionClass": "default",
        "pdfxid:GTS_PDFXVersion": metadata.x_version,
        "pdfaid:part": metadata.a_level[0],
        "pdfaid:conformance": metadata.a_level[1],
        "pdfuaid:part": metadata.ua_part,
        "dc:identifier": f"uuid:{metadata.identity}",
    }
    lists = [
        _alternatives("dc:title", metadata.title, metadata.lang),
        _list("dc:creator", "Seq", metadata.author),
        _alternatives("dc:description", metadata.subject, metadata.lang),
        _list("dc:language", "Bag", metadata.lang),
        _list("dc:subject", "Bag", *metadata.cities),
        _list("dc:publisher", "Bag", metadata.author),
        _list("dc:date", "Seq", metadata.date),
        _list("dc:type", "Bag", "Text"),
    ]
    written = [f"<{key}>{_escaped(text)}</{key}>" for key, text in plain.items() if text]
    record = [_recorded(field) for field in metadata.record]
    kind = [f"<bulletin:{key}>{_escaped(text)}</bulletin:{key}>" for key, text in metadata.kind]
    return [line for line in (*lists, *written, *record, *kind, _extensions(metadata)) if line]


def _recorded(field: RecordField) -> str:
    key = f"gwjb:{field.name}"
    if field.kind == "bag Text":
        return _list(key, "Bag", *field.values)
    return f"<{key}>{_escaped(field.values[0])}</{key}>"


def _extensions(metadata: Metadata) -> str:
    """Describe every property that PDF/A does not define (A-12)."""
    if not metadata.a_level[0]:
        return ""
    schemas = [
        ("pdfuaid", "PDF/UA identification", (_UA_FIELD,) if metadata.ua_part else ()),
        ("pdfxid", "PDF/X identification", (_X_FIELD,) if metadata.x_version else ()),
        ("gwjb", "公文类简报归档元数据 (DA/T 46-2009)", metadata.record),
    ]
    items = "".join(_schema(prefix, title, fields) for prefix, title, fields in schemas if fields)
    container = "pdfaExtension:schemas"
    return f"<{container}><rdf:Bag>{items}</rdf:Bag></{container}>" if items else ""


def _schema(prefix: str, title: str, fields: Sequence[RecordField]) -> str:
    properties = "".join(map(_property, fields))
    return (
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaSchema:schema>{title}</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{_NAMESPACES[prefix]}</pdfaSchema:namespaceURI>"
        f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )


def _property(field: RecordField) -> str:
    return (
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{field.name}</pdfaProperty:name>"
        f"<pdfaProperty:valueType>{field.kind}</pdfaProperty:valueType>"
        # Internal: made by the program; external: given by people.
        f"<pdfaProperty:category>{'internal' if field.kind == 'Integer' else 'external'}</pdfaProperty:category>"
        f"<pdfaProperty:description>{_escaped(field.description)}</pdfaProperty:description></rdf:li>"
    )


def _alternatives(key: str, text: str, lang: str) -> str:
    if not text:
        return ""
    items = "".join(f'<rdf:li xml:lang="{tag}">{_escaped(text)}</rdf:li>' for tag in ("x-default", lang))
    return f"<{key}><rdf:Alt>{items}</rdf:Alt></{key}>"


def _list(key: str, kind: str, *texts: str) -> str:
    items = "".join(f"<rdf:li>{_escaped(text)}</rdf:li>" for text in texts if text)
    return f"<{key}><rdf:{kind}>{items}</rdf:{kind}></{key}>" if items else ""


def _uuid(digest: bytes) -> str:
    """A name-like UUID (version 5 layout) from a digest."""
    raw = bytearray(digest[:16])
    raw[6] = raw[6] & 0x0F | 0x50
    raw[8] = raw[8] & 0x3F | 0x80
    text = raw.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def _is_date(text: str) -> bool:
    parts = text.split("-")
    return [len(part) for part in parts] == [4, 2, 2] and all(part.isdigit() for part in parts)


def _escaped(text: str) -> str:
    """Escape for XML, which has no way to write most control characters."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(char for char in text if char >= " " or char in "\t\n")
