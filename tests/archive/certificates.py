"""Certificates made for a test: a root, and PKCS#12 files of those who sign."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PASSPHRASE = "口令 9704"
NOW = datetime.now(UTC).replace(microsecond=0)
USAGE = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")  # fmt: skip


Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class Root(NamedTuple):
    key: Key
    certificate: x509.Certificate

    def write(self, path: Path) -> Path:
        path.write_bytes(self.certificate.public_bytes(Encoding.PEM))
        return path


class Holder(NamedTuple):
    key: Key
    certificate: x509.Certificate

    def p12(self, path: Path, passphrase: str = PASSPHRASE) -> Path:
        secret = BestAvailableEncryption(passphrase.encode())
        path.write_bytes(
            pkcs12.serialize_key_and_certificates(b"k", self.key, self.certificate, None, secret)
        )
        return path


def make_root(name: str = "青河档案根证书") -> Root:
    key = ec.generate_private_key(ec.SECP256R1())
    return Root(
        key, _certificate(name, name, key, key, (-4000, 4000), ("key_cert_sign", "crl_sign"), root=True)
    )


def make_holder(
    root: Root, name: str = "青河县委办公室", days: tuple[float, float] = (-10, 10), *, stamps: bool = False,
    uses: tuple[str, ...] = ("digital_signature", "content_commitment"),
) -> Holder:  # fmt: skip
    # The service of time stamps that the library has for tests knows RSA alone.
    key = rsa.generate_private_key(65537, 2048) if stamps else ec.generate_private_key(ec.SECP256R1())
    issuer = root.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    certificate = _certificate(name, str(issuer), key, root.key, days, uses, stamps=stamps)
    return Holder(key, certificate)


def _certificate(
    name: str, issuer: str, key: Key, signs: Key,
    days: tuple[float, float], uses: tuple[str, ...], *, root: bool = False, stamps: bool = False,
) -> x509.Certificate:  # fmt: skip
    made = x509.CertificateBuilder(
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]),
        key.public_key(),
        x509.random_serial_number(),
        NOW + timedelta(days[0]),
        NOW + timedelta(days[1]),
    )
    made = made.add_extension(x509.BasicConstraints(root, None), critical=True)
    made = made.add_extension(x509.KeyUsage(**{use: use in uses for use in USAGE}), critical=True)
    if stamps:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return made.sign(signs, hashes.SHA256())
