"""电子签名块 of an EEP: a signature over the bytes of 被签名对象 in the file."""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Final
from xml.sax.saxutils import escape

from bulletin_pdf.signing.sign_bytes import BytesSigner, signature_holds

_RULE: Final = (
    "对封装包中从“<被签名对象”到“</被签名对象>”的字节（UTF-8，原样）计算SHA-256，再用签名人的私钥签名"
)
_BEGIN, _END, _ROOT_END = "<被签名对象", "</被签名对象>", "</电子文件封装包>"


def signed_package(pieces: Iterable[str], signer: BytesSigner, now: datetime | None = None) -> Iterator[str]:
    """Pass a package on piece by piece and put its signature behind 被签名对象."""
    digest, inside = hashlib.sha256(), False
    for piece in pieces:
        begin = 0 if inside else piece.find(_BEGIN)
        if begin >= 0:
            inside = True
            end = piece.find(_END)
            digest.update(piece[begin : end + len(_END) if end >= 0 else None].encode("utf-8"))
            inside = end < 0
        if (end := piece.find(_ROOT_END)) >= 0:
            yield piece[:end] + _block(signer, digest.digest(), now or datetime.now(UTC)) + piece[end:]
        else:
            yield piece


def _block(signer: BytesSigner, digest: bytes, now: datetime) -> str:
    made = signer.sign(digest)
    elements = {
        "签名标识符": "修改0-签名1",
        "签名规则": _RULE,
        "签名时间": now.isoformat(timespec="seconds"),
        "签名人": made.name,
        "签名结果": b64encode(made.value).decode("ascii"),
    }
    said = "".join(f"<{name}>{escape(text)}</{name}>\n" for name, text in elements.items())
    said += f"<证书块><证书>{b64encode(made.certificate).decode('ascii')}</证书></证书块>\n"
    said += f"<签名算法标识>{made.algorithm}</签名算法标识>\n"
    return f"<电子签名块>\n<电子签名>\n{said}</电子签名>\n</电子签名块>\n"


def package_signature_holds(data: bytes, value: str, certificate: str) -> bool:
    """Whether the signature of a package is one over its 被签名对象; `value` and `certificate` as Base64."""
    begin, end = data.find(_BEGIN.encode()), data.find(_END.encode())
    try:
        signature, der = b64decode(value), b64decode(certificate)
    except ValueError:
        return False
    signed = data[begin : end + len(_END.encode())]
    return 0 <= begin < end and signature_holds(hashlib.sha256(signed).digest(), signature, der)
