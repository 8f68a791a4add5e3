"""A file's bytes → its text: encodings detected, unprintable characters reported."""

import os
from bisect import bisect_right
from codecs import BOM_UTF8
from itertools import accumulate, islice

from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.plain_files import NoFileError, open_plain
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span

MAX_BYTES = 4 << 20
"""An issue is some tens of KB and a year of them under 2 MB; more is a mistake."""

_MAX_NAMED = 20
"""Unprintable characters named one by one; a damaged file has thousands."""

_SAMPLE = 20_000

_KINDS = (
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "word"),
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\xff\xd8\xff", "picture"),
    (b"\x89PNG", "picture"),
)

_LOW_INVISIBLE = (
    # Format characters (Cf), but for those that print something: Arabic number signs and their kind.
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    # What else Unicode calls default ignorable, selectors of variants apart: fillers, joiners, room kept for more.
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2065\u3164\uffa0\ufff0-\ufff8"
    # Placeholders and blanks that are no spaces: an embedded object, a braille cell without dots, Ogham's ruled space.
    "\ufffc\u2800\u1680"
)
_HIGH_INVISIBLE = (
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
    "\U000e0000\U000e0002-\U000e001f\U000e0080-\U000e00ff\U000e01f0-\U000e0fff"
)
NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
"""Code points that Unicode keeps from being characters, written for a set of a pattern."""
_LOW = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffd\ufdd0-\ufdef\ufffe\uffff" + _LOW_INVISIBLE
_SUSPECT = pattern(f"[{_LOW}\U00010000-\U0010ffff]")
"""What may be unprintable: a set of one range above the first plane is looked through ten times as fast."""
_UNPRINTABLE = pattern(f"[{_LOW}{_HIGH_INVISIBLE}{NONCHARACTERS}]")
INVISIBLE = pattern(f"[{_LOW_INVISIBLE}{_HIGH_INVISIBLE}]")

# Characters libyaml stops at or takes for line ends; the zero-width space keeps the columns.
_FOREIGN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class SourceText(NamedTuple):
    """A file as it was read, or a text that lies in no file yet: a name for its problems, and the bytes.

    What is set, locked, certified and shown is this text, whatever becomes of the file meanwhile.
    """

    path: str
    data: bytes


class Source(NamedTuple):
    """The text of one file, line ends made `\\n`, and where its lines begin."""

    path: str
    text: str
    starts: tuple[int, ...]

    def place(self, index: int) -> tuple[int, int]:
        """Return line and column, from 1, of the character at `index`."""
        line = bisect_right(self.starts, index)
        return line, index - self.starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """Return the place of a stretch, as far as it goes on its first line."""
        line, column = self.place(start)
        stop = self.starts[line] - 1 if line < len(self.starts) else len(self.text)
        return Span(self.path, line, column, max(1, min(end, stop) - start))

    def line(self, number: int) -> str:
        """Return the text of a line, counted from 1."""
        if not 1 <= number <= len(self.starts):
            return ""
        end = self.starts[number] - 1 if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end]


def make_source(path: str, text: str) -> Source:
    """Wrap a text; CR LF and CR become LF."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lengths = [len(line) + 1 for line in text.split("\n")]
    return Source(path, text, tuple(accumulate(lengths[:-1], initial=0)))


def read_source(path: str, problems: Problems) -> Source | None:
    """Read a file; None when it cannot be read as text, with the reason in `problems`.

    A machine failure (no permission, disk) stays an OSError.
    """
    given = read_text(path, problems)
    return None if given is None else decode(given.path, given.data, problems)


def read_text(path: str, problems: Problems) -> SourceText | None:
    """Read the bytes of a file that is to hold YAML; None when there is none, with the reason in `problems`."""
    data = read_bytes(path, problems, MAX_BYTES, Code.YAML_FILE_TOO_LARGE)
    return None if data is None else SourceText(path, data)


def read_bytes(path: str, problems: Problems, most: int, too_large: str) -> bytes | None:
    """Read a file that is one, of at most `most` bytes; `too_large` is the code for a larger one."""
    try:
        file = open_plain(path)
    except NoFileError as error:
        problems.add(error.code, file=path)
        return None
    with file:
        size = os.fstat(file.fileno()).st_size
        if size > most:
            problems.add(too_large, Span(path, 1, 1), size=megabytes(size), limit=megabytes(most))
            return None
        data = file.read(size + 1)
        # A file may have grown meanwhile; room for the most there may be is not taken for all of them.
        return data if len(data) <= size else data + file.read(most - size)


def megabytes(size: int) -> str:
    """Word a size."""
    return f"{size / (1 << 20):.1f} MB"


def decode(path: str, data: bytes, problems: Problems) -> Source | None:
    """Turn bytes into text; None when they are not UTF-8, with what they are instead."""
    if len(data) > MAX_BYTES:
        problems.add(
            Code.YAML_FILE_TOO_LARGE, Span(path, 1, 1), size=megabytes(len(data)), limit=megabytes(MAX_BYTES)
        )
        return None
    kind = _kind(data)
    if kind:
        problems.add(Code.NOT_A_YAML_FILE, Span(path, 1, 1), kind=Term(kind))
        return None
    encoding = _wide_encoding(data)
    if encoding:
        problems.add(Code.UTF16_FILE, Span(path, 1, 1), encoding=encoding, command=_command(path, encoding))
        return None
    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as fault:
        _report_encoding(path, data, fault.start, problems)
        return None
    return _checked(make_source(path, text), problems)


def _kind(data: bytes) -> str:
    for signature, kind in _KINDS:
        if data.startswith(signature):
            return kind
    head = data[:200].lstrip().lower()
    return "html" if head.startswith((b"<!doctype html", b"<html", b"<?xml")) else ""


def _wide_encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "UTF-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    head = data[:4096]
    # Without a mark: the ASCII of keys and blanks leaves every other byte zero.
    if len(head) >= 4 and head.count(0) > len(head) // 8:
        if head[1::2].count(0) > 3 * head[0::2].count(0):
            return "UTF-16LE"
        if head[0::2].count(0) > 3 * head[1::2].count(0):
            return "UTF-16BE"
    return ""


def _command(path: str, encoding: str) -> str:
    from shlex import quote

    target = os.path.splitext(os.path.basename(path))[0] + ".utf-8.yaml"
    return f"iconv -f {encoding} -t UTF-8 {quote(path)} > {quote(target)}"


def _report_encoding(path: str, data: bytes, start: int, problems: Problems) -> None:
    before = data[:start].decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    span = Span(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
    if _is_gb18030(data):
        problems.add(Code.GB18030_FILE, span, command=_command(path, "GB18030"))
    elif data[:4096].count(0) > 40:
        problems.add(Code.NOT_A_YAML_FILE, Span(path, 1, 1), kind=Term("binary"))
    else:
        problems.add(Code.NOT_UTF8, span)


def _is_gb18030(data: bytes) -> bool:
    """Whether bytes are Chinese in GB18030, not UTF-8 with a few bad bytes or another encoding."""
    as_utf8 = data.decode("utf-8", errors="replace")
    damaged = as_utf8.count("\ufffd")
    if sum(char > "\x7f" for char in as_utf8) > 4 * damaged:
        return False
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as fault:
        if fault.start < len(data) - 4:
            return False
        text = data[: fault.start].decode("gb18030")
    sample = [char for char in text if char > "\x7f"][:_SAMPLE]
    return sum(map(_in_gb2312, sample)) > 0.8 * len(sample)


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _checked(source: Source, problems: Problems) -> Source:
    """Name unprintable characters; those YAML cannot read are taken out of its way."""
    found = find_unprintable(source.text)
    for at in found:
        report_unprintable(source.text[at], source.span(at, at + 1), problems)
    return source._replace(text=_FOREIGN.sub("\u200b", source.text)) if found else source


def find_unprintable(text: str) -> list[int]:
    """Return where characters stand that can be neither seen nor printed, the first few."""
    suspects = (match.start() for match in _SUSPECT.finditer(text))
    return list(islice((at for at in suspects if _UNPRINTABLE.match(text, at)), _MAX_NAMED))


def report_unprintable(char: str, span: Span, problems: Problems) -> None:
    """Name one unprintable character with its code point."""
    code = f"U+{ord(char):04X}"
    if char == "\ufffd":
        problems.add(Code.REPLACEMENT_CHARACTER, span, code=code)
    elif char == "\ufffc":
        problems.add(Code.OBJECT_PLACEHOLDER, span, code=code)
    elif char < "\xa0" and char != "\x85":
        problems.add(Code.CONTROL_CHARACTER, span, code=code)
    else:
        problems.add(Code.INVISIBLE_CHARACTER, span, code=code, name=Term(_name(char)))


def _name(char: str) -> str:
    """Name what kind of character it is, in a term of problems."""
    code = ord(char)
    if char in _NAMES:
        return _NAMES[char]
    if "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069":
        return "bidi"
    if "\ufff9" <= char <= "\ufffb":
        return "annotation"
    if 0xE0000 <= code <= 0xE0FFF:
        return "tag character"
    return "noncharacter" if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF else "invisible"


_NAMES = {
    "\u00ad": "soft hyphen",
    "\ufeff": "byte order mark",
    **dict.fromkeys("\x85\u2028\u2029", "line separator"),
    **dict.fromkeys("\u200b\u200c\u200d\u2060", "zero width"),
    **dict.fromkeys("\u061c\u200e\u200f", "bidi"),
    **dict.fromkeys("\u2800\u1680\u3164\uffa0\u115f\u1160", "odd blank"),
}
