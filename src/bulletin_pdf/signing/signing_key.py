"""Key and certificate from a PKCS#12 file (.p12, .pfx)."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problems

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from pyhanko.sign.signers import SimpleSigner


class SigningKey(NamedTuple):
    """What signs, and what its certificate says."""

    signer: "SimpleSigner"
    name: str
    """Who signs."""
    begins: datetime
    ends: datetime

    def refuse_unless_valid(self, now: datetime, path: str) -> None:
        """Raise `BulletinError` where the certificate does not hold now (B321)."""
        if not self.begins <= now <= self.ends:
            raise _error(
                Code.CERTIFICATE_NOT_VALID_NOW,
                file=path,
                name=self.name,
                begins=day_of(self.begins),
                ends=day_of(self.ends),
            )


def open_signing_key(data: bytes, path: str, passphrase: str) -> SigningKey:
    """Read a PKCS#12 file; `path` is what it is called. Raises `BulletinError` when it cannot be used (B320)."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import pkcs12
    from pyhanko.sign.signers import SimpleSigner

    if not _is_pkcs12(data):
        raise _unusable(path, "no pkcs12")
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(data, passphrase.encode("utf-8") or None)
    except ValueError:
        raise _unusable(path, "passphrase") from None
    except UnsupportedAlgorithm:
        raise _unusable(path, "kind of key") from None
    if key is None or certificate is None:
        raise _unusable(path, "no key")
    if not _may_sign(certificate):
        raise _unusable(path, "not for signing")
    signer = SimpleSigner.load_pkcs12_data(
        data, other_certs=[], passphrase=passphrase.encode("utf-8") or None
    )
    if signer is None:
        raise _unusable(path, "kind of key")
    return SigningKey(
        signer,
        subject_of(signer.signing_cert.subject.native, signer.signing_cert.subject.human_friendly),
        certificate.not_valid_before_utc,
        certificate.not_valid_after_utc,
    )


def subject_of(parts: dict[str, object], otherwise: str) -> str:
    """Return who a certificate is for: its common name, else its organisation, else all it says."""
    for name in ("common_name", "organization_name"):
        if isinstance(said := parts.get(name), str) and said:
            return said
    return otherwise


def day_of(moment: datetime) -> str:
    """Return the day of a moment, in UTC."""
    return moment.astimezone(UTC).date().isoformat()


def _is_pkcs12(data: bytes) -> bool:
    from asn1crypto.pkcs12 import Pfx

    try:
        Pfx.load(data)["auth_safe"]["content_type"].native  # noqa: B018 -- read, so that it is parsed
    except (ValueError, TypeError, KeyError):
        return False
    return True


def _may_sign(certificate: "Certificate") -> bool:
    """Whether the certificate leaves its key signatures (RFC 5280, 4.2.1.3); without that extension, anything."""
    from cryptography.x509 import ExtensionNotFound, KeyUsage

    try:
        usage = certificate.extensions.get_extension_for_class(KeyUsage).value
    except ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def _unusable(path: str, why: str) -> BulletinError:
    return _error(Code.KEY_FILE_UNUSABLE, file=path, why=Term(f"key {why}"))


def _error(code: str, **details: object) -> BulletinError:
    problems = Problems()
    problems.add(code, None, **details)  # type: ignore[arg-type]
    return BulletinError(problems)
