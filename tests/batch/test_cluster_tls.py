"""A cluster over TLS on loopback, with certificates made here; what does not fit is told before Dask is asked."""

import datetime
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from batch.test_cluster import Cluster, Start, build, build_here, pdfs, start, write_issues

pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
__all__ = ["start"]

DAY = datetime.timedelta(days=1)


class Papers(NamedTuple):
    """Files of PEM: who signs, a certificate, its key."""

    ca: str
    cert: str
    key: str

    def options(self) -> tuple[str, ...]:
        return tuple(part for name in self._fields for part in (f"--cluster-{name}", getattr(self, name)))

    def for_dask(self) -> tuple[str, ...]:
        return ("--tls-ca-file", self.ca, "--tls-cert", self.cert, "--tls-key", self.key)


def papers(directory: Path, name: str) -> Papers:
    """Make an office that signs, and a certificate signed by it."""
    office, machine = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"office {name}")])
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    files = Papers(*(str(directory / f"{name}.{kind}.pem") for kind in Papers._fields))
    for path, subject, key in ((files.ca, issuer, office), (files.cert, own, machine)):
        now = datetime.datetime.now(datetime.UTC)
        builder = x509.CertificateBuilder(
            issuer, subject, key.public_key(), 1000 + len(subject.rfc4514_string())
        )
        builder = builder.not_valid_before(now - DAY).not_valid_after(now + DAY)
        builder = builder.add_extension(
            x509.BasicConstraints(ca=path == files.ca, path_length=None), critical=True
        )
        certificate = builder.sign(office, hashes.SHA256())
        Path(path).write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    Path(files.key).write_bytes(machine.private_bytes(serialization.Encoding.PEM, *plain))
    return files


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    return papers(tmp_path_factory.mktemp("papers"), "ours")


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    return papers(tmp_path_factory.mktemp("papers"), "others")


@pytest.fixture(scope="module")
def secured(start: Start, ours: Papers) -> Cluster:
    return start(1, secured=ours.for_dask())


def refused(directory: Path, address: str, *options: str) -> str:
    (name,) = write_issues(directory, 1)
    done = build_here(directory, name, "--cluster", address, *options)
    assert done.returncode == 3
    assert not (directory / "out").exists()
    return done.stderr


def test_the_same_bytes_come_back_over_tls(secured: Cluster, ours: Papers, tmp_path: Path) -> None:
    assert secured.address.startswith("tls://")
    names = write_issues(tmp_path, 2)
    there = build(tmp_path, *names, "-o", "there", "--cluster", secured.address, *ours.options())
    assert there.returncode == 0, there.stderr
    build(tmp_path, *names, "-o", "here", "--force")
    assert pdfs(tmp_path / "there") == pdfs(tmp_path / "here")


def test_a_certificate_of_somebody_else_is_not_taken(
    secured: Cluster, ours: Papers, others: Papers, tmp_path: Path
) -> None:
    foreign = others._replace(ca=ours.ca)
    assert "error B995: the scheduler tls://" in refused(tmp_path, secured.address, *foreign.options())


def test_a_scheduler_of_somebody_else_is_not_trusted(
    secured: Cluster, ours: Papers, others: Papers, tmp_path: Path
) -> None:
    trusting = ours._replace(ca=others.ca)
    assert "error B993: the certificate of the scheduler" in refused(
        tmp_path, secured.address, *trusting.options()
    )


def test_a_scheduler_without_tls(start: Start, ours: Papers, tmp_path: Path) -> None:
    address = start(0).address.replace("tcp://", "tls://")
    assert "error B994: " in refused(tmp_path, address, *ours.options())


@pytest.fixture
def unheard() -> Iterator[str]:
    """An address where nobody answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"tls://127.0.0.1:{taken.getsockname()[1]}"


def test_files_that_do_not_fit(ours: Papers, others: Papers, unheard: str, tmp_path: Path) -> None:
    missing = ours._replace(key=str(tmp_path / "none.pem"))
    assert "error B991: " in refused(tmp_path, unheard, *missing.options())
    assert "none.pem" in refused(tmp_path, unheard, *missing.options())
    (tmp_path / "words.pem").write_text("no certificate\n", "utf-8")
    for name in Papers._fields:
        words = ours._replace(**{name: str(tmp_path / "words.pem")})
        assert "error B991: " in refused(tmp_path, unheard, *words.options()), name
    mixed = ours._replace(key=others.key)
    assert "error B992: " in refused(tmp_path, unheard, *mixed.options())
    assert "error B881: " in refused(tmp_path, unheard, *ours.options())


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "tls://127.0.0.1:9"])
def test_options_that_do_not_go_together(address: str, ours: Papers, tmp_path: Path) -> None:
    (name,) = write_issues(tmp_path, 1)
    options = ours.options() if address.startswith("tcp") else ours.options()[:4]
    done = build_here(tmp_path, name, "--cluster", address, *options)
    assert (done.returncode, "must be given together" in done.stderr) == (2, True)
