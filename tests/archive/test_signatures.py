"""Archive files are signed, and what has become of a signature is told."""

import io
import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import NamedTuple

import pypdf
import pytest
from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

import bulletin_pdf as bp
from archive.certificates import NOW, PASSPHRASE, Holder, Root, make_holder, make_root
from archive.conftest import issue_of, write_issue
from bulletin_pdf.build import publish
from bulletin_pdf.pdf.foreign.revisions import is_signed, unsigned_revision
from bulletin_pdf.signing import judge_signatures as judging
from bulletin_pdf.signing import signing_extra
from bulletin_pdf.signing.signature_states import JudgedSignatures, Signature
from support.narrowed import untyped
from support.program import run_here
from support.verapdf import verdicts


class Office(NamedTuple):
    """An archive file, who signs it, and whom one trusts."""

    home: Path
    pdf: Path
    root: Root
    holder: Holder
    roots: Path
    key: Path
    signed: bytes


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    home = tmp_path_factory.mktemp("office")
    source = write_issue(home / "7.yaml", issue_of(2015, 7))
    publish(str(source), str(home / "7.pdf"), "archive")
    root = make_root()
    holder = make_holder(root)
    key = holder.p12(home / "key.p12")
    signed = bp.sign(home / "7.pdf", key=key, passphrase=PASSPHRASE)
    return Office(home, home / "7.pdf", root, holder, root.write(home / "root.pem"), key, signed)


def codes(report: bp.VerifyReport) -> list[str]:
    return [str(problem.code) for problem in report.problems]


def states(report: bp.VerifyReport) -> list[str]:
    return [signature.state for signature in report.signatures]


def test_a_signature_stands_behind_the_file_and_holds(office: Office) -> None:
    made = office.pdf.read_bytes()
    assert office.signed.startswith(made)
    assert unsigned_revision(office.signed) == made and is_signed(office.signed)
    report = bp.verify(office.signed, roots=[office.roots])
    assert report.identical and not report.problems
    (signature,) = report.signatures
    assert signature._replace(time="") == Signature("Signature1", "青河县委办公室", "", False, "valid")
    assert abs(datetime.fromisoformat(signature.time) - datetime.now(UTC)) < timedelta(hours=1)
    assert states(bp.verify(office.signed)) == ["unchecked"]


def test_a_signed_file_is_still_pdf_a_and_pdf_ua(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    twice = bp.sign(office.signed, key=office.key, passphrase=PASSPHRASE)
    path.write_bytes(twice)
    assert [str(verdict) for verdict in verdicts([path]) if not verdict.compliant] == []
    assert states(bp.verify(twice, roots=[office.roots])) == ["valid", "valid"]


def test_a_first_page_without_notes_gets_an_order_of_tabs(office: Office, tmp_path: Path) -> None:
    bare = bp.Issue.parse(
        "刊名: 工作简报\n期号: 1\n印发日期: 2024-05-06\n报告:\n  - 标题: 一页\n    正文: 可以。\n"
    )
    data = bare.pdf("archive").data
    assert "/Annots" not in pypdf.PdfReader(io.BytesIO(data)).pages[0]
    signed = bp.sign(data, key=office.key, passphrase=PASSPHRASE)
    (tmp_path / "bare.pdf").write_bytes(signed)
    assert all(verdict.compliant for verdict in verdicts([tmp_path / "bare.pdf"]))
    assert states(bp.verify(signed, roots=[office.roots])) == ["valid"]


def test_metadata_and_version_stay(office: Office) -> None:
    before, after = (pypdf.PdfReader(io.BytesIO(data)) for data in (office.pdf.read_bytes(), office.signed))
    assert after.metadata == before.metadata
    signed, unsigned = untyped(after.trailer["/Root"]), untyped(before.trailer["/Root"])
    assert signed["/Metadata"].get_data() == unsigned["/Metadata"].get_data()
    assert "/Version" not in signed


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes((data[place] ^ 1,)) + data[place + 1 :]


def test_what_was_signed_and_changed_is_told(office: Office) -> None:
    text = office.signed.index(b"stream", len(office.signed) // 3) + 40
    changed = bp.verify(flipped(office.signed, text), roots=[office.roots])
    assert "B314" in codes(changed) and states(changed) == ["broken"]
    assert not changed.identical or codes(changed) == ["B314"]


def test_what_is_added_after_signing_is_told(office: Office) -> None:
    appended = bp.verify(office.signed + b"% more\n", roots=[office.roots])
    assert codes(appended) == ["B315"] and states(appended) == ["changed"] and appended.identical
    writer = pypdf.PdfWriter(io.BytesIO(office.signed), incremental=True)
    writer.add_metadata({"/Title": "另一个题名"})
    stream = io.BytesIO()
    writer.write(stream)
    titled = bp.verify(stream.getvalue(), roots=[office.roots])
    assert "B315" in codes(titled) and states(titled) == ["changed"]


def test_what_was_changed_before_it_was_signed_again_is_told(office: Office) -> None:
    """A page altered behind the file and covered by a signature: the source inside gives another page."""
    writer = pypdf.PdfWriter(io.BytesIO(office.pdf.read_bytes()), incremental=True)
    writer.pages[0].rotate(90)
    stream = io.BytesIO()
    writer.write(stream)
    signed = bp.sign(stream.getvalue(), key=office.key, passphrase=PASSPHRASE)
    assert codes(bp.verify(signed, roots=[office.roots])) == ["B315"]


@pytest.mark.parametrize("cut", [1, 12, 300, 900, 2500])
def test_a_file_cut_short_is_told(office: Office, cut: int) -> None:
    report = bp.verify(office.signed[:-cut], roots=[office.roots])
    assert report.problems and "valid" not in states(report)


def test_a_hole_in_what_is_covered_is_told(office: Office) -> None:
    """More left out than the signature itself: what stands there could be changed unseen."""
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]( +)", office.signed)
    assert found is not None
    first, begin, length = (int(found[number]) for number in (1, 2, 3))
    holed = b"/ByteRange [0 %d %d %d]" % (first - 50, begin, length)
    width = found.end() - found.start()
    data = office.signed[: found.start()] + holed.ljust(width) + office.signed[found.end() :]
    assert codes(bp.verify(data, roots=[office.roots])) == ["B314"]


def test_no_bit_behind_the_signature_may_be_other(office: Office) -> None:
    """Neither the room that was left for a longer value nor the way it is written."""
    end = re.search(rb"0{40}>", office.signed[len(office.pdf.read_bytes()) :])
    assert end is not None
    place = len(office.pdf.read_bytes()) + end.start()
    for at, bits in ((place + 3, 1), (place + 30, 8), (place - 600, 0x20)):
        changed = bytearray(office.signed)
        changed[at] ^= bits
        assert "valid" not in states(bp.verify(bytes(changed), roots=[office.roots])), at


def test_certificates_are_judged_for_the_day(office: Office) -> None:
    later = bp.verify(office.signed, roots=[office.roots], now=NOW + timedelta(3000))
    assert codes(later) == ["B317"] and states(later) == ["expired"] and later.identical
    old = make_holder(office.root, days=(-30, -20)).p12(office.home / "old.p12")
    with pytest.raises(bp.BulletinError) as refused:
        bp.sign(office.pdf, key=old, passphrase=PASSPHRASE)
    assert [problem.code for problem in refused.value.problems] == ["B321"]
    backdated = bp.sign(office.pdf, key=old, passphrase=PASSPHRASE, now=NOW - timedelta(25))
    assert codes(bp.verify(backdated, roots=[office.roots])) == ["B316"]


def test_signers_that_lead_to_no_root_given_are_told(office: Office, tmp_path: Path) -> None:
    stranger = make_holder(make_root("别处"), "别处的人").p12(tmp_path / "stranger.p12")
    report = bp.verify(bp.sign(office.pdf, key=stranger, passphrase=PASSPHRASE), roots=[office.roots])
    assert codes(report) == ["B318"] and states(report) == ["untrusted"]


def test_key_files_that_cannot_be_used_are_told(office: Office, tmp_path: Path) -> None:
    cannot = make_holder(office.root, uses=("key_agreement",)).p12(tmp_path / "cannot.p12")
    (tmp_path / "text.p12").write_text("no key")
    cut = tmp_path / "cut.p12"
    cut.write_bytes(office.key.read_bytes()[:-40])
    for key, passphrase in ((office.key, "falsch-9704"), (office.key, ""), (cannot, PASSPHRASE), (cut, PASSPHRASE),
                            (tmp_path / "text.p12", PASSPHRASE), (office.roots, PASSPHRASE)):  # fmt: skip
        with pytest.raises(bp.BulletinError) as refused:
            bp.sign(office.pdf, key=key, passphrase=passphrase)
        assert [problem.code for problem in refused.value.problems] == ["B320"]
        assert passphrase == "" or passphrase not in str(refused.value)


def test_damaged_files_are_not_signed(office: Office) -> None:
    for data in (office.pdf.read_bytes()[:-900], b"no PDF", flipped(office.signed, 900)):
        with pytest.raises(bp.BulletinError) as refused:
            bp.sign(data, key=office.key, passphrase=PASSPHRASE)
        assert {problem.code for problem in refused.value.problems} <= {"B322", "B314"}


# Time stamps


@pytest.fixture
def service(office: Office) -> Iterator[str]:
    """A service of time stamps on this machine; what it signs with leads to the same root."""
    holder = make_holder(office.root, "时间戳服务", (-10, 4000), stamps=True, uses=("digital_signature",))
    private = holder.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    stamper = DummyTimeStamper(
        asn1.Certificate.load(holder.certificate.public_bytes(Encoding.DER)),
        keys.PrivateKeyInfo.load(private),
        certs_to_embed=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            answer = stamper.request_tsa_response(request).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_time_stamp_proves_the_time_after_the_certificate_ended(office: Office, service: str) -> None:
    signed = bp.sign(office.pdf, key=office.key, passphrase=PASSPHRASE, stamps=service)
    later = bp.verify(signed, roots=[office.roots], now=NOW + timedelta(3000))
    assert not later.problems and later.signatures[0].stamped and states(later) == ["valid"]


def test_a_service_that_does_not_answer_is_told(office: Office) -> None:
    with pytest.raises(bp.BulletinError) as refused:
        bp.sign(office.pdf, key=office.key, passphrase=PASSPHRASE, stamps="http://127.0.0.1:9/")
    assert [problem.code for problem in refused.value.problems] == ["B323"]


# Elsewhere


def test_without_the_extra_it_is_said(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing_extra, "find_spec", lambda name: None)
    report = bp.verify(office.signed)
    assert report.identical and codes(report) == ["B319"] and not report.signatures
    assert judging.judge_signatures(office.pdf.read_bytes(), "7.pdf") == JudgedSignatures()
    with pytest.raises(bp.BulletinError) as refused:
        bp.sign(office.pdf, key=office.key, passphrase=PASSPHRASE)
    assert [problem.code for problem in refused.value.problems] == ["B324"]


def test_audit_names_damaged_and_expired_signatures(office: Office, tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store/2015-07.pdf").write_bytes(office.signed)
    now = datetime.now(UTC)

    def audited(when: datetime) -> list[tuple[str, str]]:
        made = bp.audit(tmp_path / "store", output=tmp_path / "audit", now=when, roots=[office.roots])
        return [(item, str(problem.code)) for item, problem in made.outcome.findings if item == "1-1"]

    assert audited(now) == []
    assert audited(now + timedelta(3000)) == [("1-1", "B317")]
    (tmp_path / "store/2015-07.pdf").write_bytes(office.signed + b"%\n")
    assert ("1-1", "B315") in audited(now)


def test_a_signed_file_may_be_bound_in_a_volume(office: Office, tmp_path: Path) -> None:
    (tmp_path / "7.signed.pdf").write_bytes(office.signed)
    plan = tmp_path / "2015.yaml"
    plan.write_text("刊名: 青河简报\n年份: 2015\n各期: [{文件: 7.signed.pdf}]\n组成: [各期]\n", "utf-8")
    bound = bp.Volume.read(plan).pdf("archive")
    assert "B870" not in {str(problem.code) for problem in bound.problems}
    assert bp.verify(bound.data).identical


def test_the_command_signs_and_verify_tells(office: Office, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(f"{PASSPHRASE}\n", "utf-8")
    arguments = ["sign", office.pdf, "--p12", office.key, "--passphrase-file", "secret.txt"]
    assert run_here(*arguments, "-o", "out.pdf", cwd=tmp_path).returncode == 0
    made = office.pdf.read_bytes()
    assert unsigned_revision((tmp_path / "out.pdf").read_bytes()) == made
    said = run_here("verify", "out.pdf", "--roots", office.roots, "--lang", "zh", cwd=tmp_path)
    assert said.returncode == 0 and "青河县委办公室" in said.stdout and "有效" in said.stdout
    assert run_here(*arguments, "-o", office.pdf, cwd=tmp_path).returncode == 2
    assert office.pdf.read_bytes() == made


def test_the_passphrase_comes_from_the_environment_too(office: Office, tmp_path: Path) -> None:
    arguments = ("sign", office.pdf, "--p12", office.key, "-o", tmp_path, "--format", "json")
    wrong = run_here(*arguments, cwd=tmp_path, variables={"BULLETIN_PDF_PASSPHRASE": "wrong"})
    assert (
        wrong.returncode == 1 and "B320" in wrong.stdout + wrong.stderr and not list(tmp_path.glob("*.pdf"))
    )
    right = run_here(*arguments, cwd=tmp_path, variables={"BULLETIN_PDF_PASSPHRASE": PASSPHRASE})
    assert right.returncode == 0 and (tmp_path / "7.signed.pdf").exists()
