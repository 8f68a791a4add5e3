"""Web archives (.mht) and mails (.eml): the page or text inside, with the pictures that came along."""

import email
import email.policy
from collections.abc import Callable, Iterator
from email.message import EmailMessage

from bulletin_pdf.importers.fetching import inline_picture
from bulletin_pdf.importers.material import Remark, SourceEdit
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span

_SHOWN = ("subject", "from", "to", "cc", "date")
"""Fields that a reader of the mail sees."""
_MAX_PARTS = 500


class Letter(NamedTuple):
    """What a mail or web archive holds."""

    data: bytes
    """The page or text itself."""
    charset: str
    subject: str
    edits: tuple[SourceEdit, ...]
    """What is said about it: subject, sender, day."""
    remarks: tuple[Remark, ...]
    """Files that came along and are not read."""
    fetch: Callable[[str], bytes]
    """Gives a picture by the name the page has for it."""


def open_mail(path: str, data: bytes, problems: Problems) -> Letter | None:
    """Take a mail apart; None when there is no text in it, with the reason in `problems`."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    parts = [part for _, part in zip(range(_MAX_PARTS), _leaves(message), strict=False)]
    main = _main(parts)
    if main is None:
        problems.add(Code.IMPORT_WITHOUT_TEXT, Span(path, 1, 1))
        return None
    span = Span(path, 1, 1)
    fields = [f"{name.title()}: {_field(message, name)}" for name in _SHOWN if _field(message, name)]
    files = [part.get_filename() or "" for part in parts if part is not main and _is_file(part)]
    remarks = [Remark(Code.MAIL_FILE_NOT_READ, span, (("file", name[:80]),)) for name in files]
    return Letter(
        _bytes(main), main.get_content_charset("") or "", _field(message, "subject"),
        tuple(SourceEdit(span, text, "", "mail") for text in fields), tuple(remarks), _fetcher(parts),
    )  # fmt: skip


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    for part in message.walk():
        if isinstance(part, EmailMessage) and not part.is_multipart():
            yield part


def _main(parts: list[EmailMessage]) -> EmailMessage | None:
    """The page, else the text: mails often hold both, saying the same."""
    for kind in ("text/html", "application/xhtml+xml", "text/plain"):
        for part in parts:
            if part.get_content_type() == kind and not _is_file(part) and _bytes(part).strip():
                return part
    return None


def _is_file(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment"


def _field(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())[:1000]
    except (ValueError, IndexError, TypeError, LookupError):  # a field that breaks the rules of its kind
        return ""


def _bytes(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _fetcher(parts: list[EmailMessage]) -> Callable[[str], bytes]:
    """Return pictures by their place on the web or by their content id."""
    known: dict[str, EmailMessage] = {}
    for part in parts:
        if part.get_content_maintype() != "image":
            continue
        place, mark = _field(part, "content-location"), _field(part, "content-id").strip("<>")
        for name in (place, f"cid:{mark}" if mark else "", part.get_filename() or ""):
            if name:
                known.setdefault(name, part)

    def fetch(name: str) -> bytes:
        if name.startswith("data:"):
            return inline_picture(name)
        part = known.get(name) or known.get(name.rsplit("/", 1)[-1])
        return _bytes(part) if part is not None else b""

    return fetch
