"""The signatures of a file, validated by pyHanko."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

from asn1crypto import x509
from asn1crypto.cms import ContentInfo
from pyhanko.pdf_utils.generic import DictionaryObject, EncryptedObjAccess
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    FormUpdatingRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.commons import compare_dicts
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from bulletin_pdf.messages import Term
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems
from bulletin_pdf.signing.signature_states import JudgedSignatures, Signature, SignatureState
from bulletin_pdf.signing.signing_key import day_of, subject_of

_ONLY_SIGNATURES = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),
        XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
    ],
    form_rule=FormUpdatingRule(field_rules=[SigFieldCreationRule(), SigFieldModificationRule()]),
)
"""What may be put behind an archive file: signatures, and not even new metadata."""

_OF_ROOT = frozenset(("/AcroForm", "/Extensions"))
_OF_PAGE = frozenset(("/Annots", "/Tabs"))
"""What a signature adds to the catalog and to a page."""

_UNREADABLE = Exception
"""What pyHanko raises for files that are damaged on purpose or by accident is of every kind."""


def read_signatures(data: bytes, path: str, roots: Sequence[bytes], now: datetime) -> JudgedSignatures:
    """Judge every signature of a file, the first one first."""
    problems = Problems()
    try:
        reader = PdfFileReader(io.BytesIO(data))
        embedded = list(reader.embedded_signatures)
    except _UNREADABLE:
        problems.add(
            Code.SIGNATURE_BROKEN,
            None,
            file=path,
            name="",
            why=Term("signature unreadable"),
        )
        return JudgedSignatures((), tuple(problems))
    if not embedded:
        problems.add(Code.SIGNATURE_BROKEN, None, file=path, name="", why=Term("signature no field"))
        return JudgedSignatures((), tuple(problems))
    judged = _Judge(path, data, [x509.Certificate.load(root) for root in roots], now, problems)
    states = [judged.judge(each) for each in embedded]
    if "broken" not in {one.state for one in states} and _changed_since(reader, embedded, data):
        problems.add(Code.CHANGED_AFTER_SIGNING, None, file=path)
        states = [one._replace(state="changed") for one in states]
    return JudgedSignatures(tuple(states), tuple(problems))


def _changed_since(reader: PdfFileReader, embedded: Sequence[EmbeddedPdfSignature], data: bytes) -> bool:
    """Whether anything but signatures stands behind the first revision, or anything at all behind the last signature."""
    try:
        reach = max(_reach(each) for each in embedded)
        first = 0 if "/AcroForm" in reader.get_historical_root(0) else 1
        found = _ONLY_SIGNATURES.review_file(reader, first)
        more = first == 1 and not _adds_a_field(reader)
    except _UNREADABLE:
        return True
    return reach != len(data) or isinstance(found, SuspiciousModification) or more


def _adds_a_field(reader: PdfFileReader) -> bool:
    """Whether the revision behind the first one adds a field for a signature, and changes nothing that was there."""
    before, after = reader.get_historical_resolver(0), reader.get_historical_resolver(1)
    root = reader.trailer.raw_get("/Root").reference
    if reader.xrefs.refs_freed_in_revision(1) or reader.xrefs.object_streams_used_in(1):
        return False
    for reference in reader.xrefs.explicit_refs_in_revision(1):
        if reader.xrefs.get_historical_ref(reference, 0) is None:
            continue
        was, now = before(reference), after(reference)
        is_page = isinstance(was, DictionaryObject) and was.get("/Type") == "/Page"
        ignored = _OF_ROOT if reference == root else _OF_PAGE if is_page else frozenset()
        if not ignored or not compare_dicts(was, now, ignored, raise_exc=False):
            return False
        if is_page and not _annotations_kept(was, now):
            return False
    return True


def _annotations_kept(was: DictionaryObject, now: DictionaryObject) -> bool:
    """Whether a page has all annotations it had, and at most one more."""
    old, new = (list(page["/Annots"]) if "/Annots" in page else [] for page in (was, now))
    return [_number(one) for one in new[: len(old)]] == list(map(_number, old)) and len(new) - len(old) <= 1


def _number(reference: object) -> object:
    return getattr(reference, "idnum", reference)


def _reach(signature: EmbeddedPdfSignature) -> int:
    """Return where the bytes that a signature covers end."""
    reach = list(map(int, signature.byte_range))
    return reach[-2] + reach[-1]


class _Judge:
    """Judges one signature after the other."""

    def __init__(
        self, path: str, data: bytes, roots: list[x509.Certificate], now: datetime, problems: Problems
    ) -> None:
        self.path, self.data, self.roots, self.now, self.problems = path, data, roots, now, problems

    def judge(self, signature: EmbeddedPdfSignature) -> Signature:
        """Return the state of a signature; what is wrong is added to the problems."""
        name = str(signature.field_name)
        try:
            status = validate_pdf_signature(
                signature, self._context(signature), self._context(signature), skip_diff=True
            )
            certificate = status.signing_cert
            signer = subject_of(certificate.subject.native, certificate.subject.human_friendly)
            stamp = status.timestamp_validity
            stamped = bool(stamp and stamp.intact and stamp.valid and (stamp.trusted or not self.roots))
            time = stamp.timestamp if stamp and stamped else _time_of(signature)
        except _UNREADABLE:
            return self._broken(Signature(name, "", "", False, "broken"), "signature unreadable")
        found = Signature(
            name, signer, time.isoformat(timespec="seconds") if time else "", stamped, "unchecked"
        )
        if not (status.intact and status.valid):
            return self._broken(found, "signature digest" if not status.intact else "signature value")
        if why := _hole(signature, self.data):
            return self._broken(found, why)
        return found._replace(state=self._of_certificate(found, status, time))

    def _broken(self, found: Signature, why: str) -> Signature:
        self.problems.add(Code.SIGNATURE_BROKEN, None, file=self.path, name=found.field, why=Term(why))
        return found._replace(state="broken")

    def _context(self, signature: EmbeddedPdfSignature) -> ValidationContext:
        """Judge certificates for the time of the signature; whether that is proven is asked elsewhere."""
        moment = _time_of(signature) or self.now
        return ValidationContext(trust_roots=self.roots, moment=moment, allow_fetching=False)

    def _of_certificate(
        self, found: Signature, status: PdfSignatureStatus, time: datetime | None
    ) -> SignatureState:
        certificate = status.signing_cert
        begins, ends = certificate.not_valid_before, certificate.not_valid_after
        said = {"file": self.path, "name": found.signer, "begins": day_of(begins), "ends": day_of(ends)}
        if time is not None and not begins <= time <= ends:
            self.problems.add(Code.NOT_VALID_WHEN_SIGNED, None, **said, day=day_of(time))
            return "expired"
        if self.roots and not status.trusted:
            self.problems.add(Code.SIGNER_UNTRUSTED, None, file=self.path, name=found.signer)
            return "untrusted"
        if self.now > ends and not found.stamped:
            self.problems.add(Code.SIGNATURE_EXPIRED, None, **said)
            return "expired"
        return "valid" if self.roots else "unchecked"


def _time_of(signature: EmbeddedPdfSignature) -> datetime | None:
    """Return the time a signature says it was made at."""
    time: datetime | None = signature.self_reported_timestamp
    return time.replace(tzinfo=UTC) if time is not None and time.tzinfo is None else time


def _hole(signature: EmbeddedPdfSignature, data: bytes) -> str:
    """Return what is wrong where a signature leaves out more of the file than itself (ISO 32000-1, 12.8.1).

    Behind its value is room that was not needed: nothing but noughts may stand there.
    """
    ranges = list(map(int, signature.byte_range))
    if len(ranges) != 4 or ranges[0] != 0:
        return "signature hole"
    value = bytes(signature.sig_object.raw_get("/Contents", decrypt=EncryptedObjAccess.RAW))
    written = data[ranges[1] : ranges[2]]
    if written not in (b"<%s>" % value.hex().encode(), b"<%s>" % value.hex().upper().encode()):
        return "signature hole"
    return "signature value" if value[len(_value(value)) :].strip(b"\0") else ""


def _value(padded: bytes) -> bytes:
    """Return the value of a signature (CMS, DER) without what stands behind it."""
    found: bytes = ContentInfo.load(padded, strict=False).dump()
    return found
