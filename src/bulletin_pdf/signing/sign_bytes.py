"""Signatures over arbitrary bytes, used for EEPs."""

from typing import Final

from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.signing.sign_file import KeyFile

_RSA: Final = "1.2.840.113549.1.1.11"
_ECDSA: Final = "1.2.840.10045.4.3.2"
"""sha256WithRSAEncryption and ecdsa-with-SHA256."""


class BytesSignature(NamedTuple):
    """A signature over a SHA-256, and by whom it is."""

    value: bytes
    algorithm: str
    """Its object identifier."""
    certificate: bytes
    """DER."""
    name: str


class BytesSigner:
    """Signs digests with the key of a PKCS#12 file; RSA or elliptic curves."""

    def __init__(self, key: KeyFile) -> None:
        """Open the key; raises `BulletinError` when it cannot be used (B320) or its certificate does not hold now (B321)."""
        from datetime import UTC, datetime

        from asn1crypto.keys import PrivateKeyInfo
        from cryptography.hazmat.primitives.serialization import load_der_private_key

        from bulletin_pdf.signing.signing_extra import require_signing

        require_signing()
        opened = key.open()
        opened.refuse_unless_valid(datetime.now(UTC), key.path)
        info, certificate = opened.signer.signing_key, opened.signer.signing_cert
        assert isinstance(info, PrivateKeyInfo) and certificate is not None
        self._key, self._certificate = load_der_private_key(info.dump(), None), bytes(certificate.dump())
        self.name, self._path = opened.name, key.path
        self.sign(b"\0" * 32)

    def sign(self, digest: bytes) -> BytesSignature:
        """Sign a SHA-256; raises `BulletinError` for another kind of key (B320)."""
        from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
        from cryptography.hazmat.primitives.hashes import SHA256

        hashed = utils.Prehashed(SHA256())
        if isinstance(self._key, rsa.RSAPrivateKey):
            value, algorithm = self._key.sign(digest, padding.PKCS1v15(), hashed), _RSA
        elif isinstance(self._key, ec.EllipticCurvePrivateKey):
            value, algorithm = self._key.sign(digest, ec.ECDSA(hashed)), _ECDSA
        else:
            problems = Problems()
            problems.add(Code.KEY_FILE_UNUSABLE, None, file=self._path, why=Term("key kind of key"))
            raise BulletinError(problems)
        return BytesSignature(value, algorithm, self._certificate, self.name)


def signature_holds(digest: bytes, value: bytes, certificate: bytes) -> bool:
    """Whether a signature over a SHA-256 is that of a certificate (DER); False also for what cannot be read."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.x509 import load_der_x509_certificate

    hashed = utils.Prehashed(SHA256())
    try:
        key = load_der_x509_certificate(certificate).public_key()
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(value, digest, padding.PKCS1v15(), hashed)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(value, digest, ec.ECDSA(hashed))
        else:
            return False
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True
