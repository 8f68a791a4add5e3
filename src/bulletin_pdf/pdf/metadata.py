"""XMP and Info from one record, so that they agree (R-04, A-13)."""

from typing import NamedTuple

from bulletin_pdf.pages import Document
from bulletin_pdf.pdf.objects import dictionary, text_string
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
}


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


def describe(document: Document, profile: Profile, digest: bytes) -> Metadata:
    """Make the record; `digest` is taken of all other objects of the file."""
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
    )


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
    if metadata.date:
        moment = f"D:{metadata.date.replace('-', '')}000000{_ZONE.replace(':', chr(39))}'"
        texts |= {"CreationDate": moment, "ModDate": moment}
    entries = {key: text_string(text) for key, text in texts.items() if text}
    return dictionary(entries | {"Trapped": "/False"})


def xmp_packet(metadata: Metadata) -> bytes:
    """Write the XMP packet in UTF-8."""
    spaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    body = "\n".join(f"   {line}" for line in _properties(metadata))
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
        "pdf:Trapped": "False",
        "xmp:CreatorTool": PRODUCER,
        "xmp:CreateDate": moment,
        "xmp:ModifyDate": moment,
        "xmp:MetadataDate": moment,
        "xmpMM:DocumentID": f"uuid:{metadata.identity}",
        "xmpMM:InstanceID": f"uuid:{metadata.identity}",
        "xmpMM:VersionID": "1",
        "xmpMM:RenditionClass": "default",
        "pdfxid:GTS_PDFXVersion": metadata.x_version,
    }
    lists = [
        _alternatives("dc:title", metadata.title, metadata.lang),
        _list("dc:creator", "Seq", metadata.author),
        _alternatives("dc:description", metadata.subject, metadata.lang),
        _list("dc:language", "Bag", metadata.lang),
    ]
    return [line for line in lists if line] + [
        f"<{key}>{_escaped(text)}</{key}>" for key, text in plain.items() if text
    ]


def _alternatives(key: str, text: str, lang: str) -> str:
    if not text:
        return ""
    items = "".join(f'<rdf:li xml:lang="{tag}">{_escaped(text)}</rdf:li>' for tag in ("x-default", lang))
    return f"<{key}><rdf:Alt>{items}</rdf:Alt></{key}>"


def _list(key: str, kind: str, text: str) -> str:
    return f"<{key}><rdf:{kind}><rdf:li>{_escaped(text)}</rdf:li></rdf:{kind}></{key}>" if text else ""


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
