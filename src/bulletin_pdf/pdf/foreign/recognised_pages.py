"""Which pages of a PDF have recognised text: the mark in its metadata.

It is an entry of `xmpMM:History`, which every PDF/A may have, so that nobody takes that text for the source.
"""

from bulletin_pdf.patterns import pattern
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf
from bulletin_pdf.pdf.foreign.pdf_values import PdfStream

_MARK = "text recognised, not source; pages "
_FOUND = pattern(_MARK + r"([0-9]{1,6}(?:,[0-9]{1,6}){0,20000})")


def recognised_pages(foreign: ForeignPdf) -> frozenset[int]:
    """Return the pages, counted from 1, whose text was recognised."""
    found = _FOUND.search(metadata_of(foreign))
    return frozenset(map(int, found[1].split(","))) if found else frozenset()


def metadata_of(foreign: ForeignPdf) -> str:
    """Return the XMP of a file; empty where it has none."""
    metadata = foreign.follow(foreign.root().get("Metadata"))
    return metadata.unpack().decode("utf-8", "replace") if isinstance(metadata, PdfStream) else ""


def marked(xmp: str, pages: tuple[int, ...], program: str) -> str:
    """Return metadata with the mark added; new metadata where there are none."""
    said = _MARK + ",".join(map(str, pages))
    entry = (
        '<rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" '
        'xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"><xmpMM:History><rdf:Seq><rdf:li '
        f'rdf:parseType="Resource"><stEvt:action>converted</stEvt:action><stEvt:softwareAgent>{program}</stEvt:softwareAgent>'
        f"<stEvt:parameters>{said}</stEvt:parameters></rdf:li></rdf:Seq></xmpMM:History></rdf:Description>"
    )
    if "</rdf:RDF>" in xmp:
        return xmp.replace("</rdf:RDF>", entry + "</rdf:RDF>", 1)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{entry}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
