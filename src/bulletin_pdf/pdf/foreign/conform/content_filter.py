"""Resources used by a content stream, and the stream as a conforming file may have it.

Painting stays byte for byte as it was. Marked content goes, for old tags mean nothing here;
so do hidden layers, rendering intents, and what restores or ends more than was begun.
"""

from collections.abc import Callable

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.pdf.foreign.conform.operations import Operation, name_of, operations, string_of
from bulletin_pdf.pdf.objects import name

MAX_NESTED = 28
"""A-03: saved graphics states, one inside the other."""
_LONGEST_STRING = 32_767
_LONGEST_NAME = 127
_LARGEST_INTEGER = 2**31 - 1

_MARKING = frozenset((b"BDC", b"BMC", b"EMC", b"MP", b"DP"))
_SHOWING = frozenset((b"Tj", b"TJ", b"'", b'"'))
_PAINTING = frozenset(b"b B b* B* f F f* s S".split())
_SEEN = _SHOWING | _PAINTING | frozenset((b"Do", b"sh", b"BI"))
_EXTERNAL = {b"Do": "XObject", b"gs": "ExtGState", b"sh": "Shading"}
_COLOUR = {b"cs": "ColorSpace", b"CS": "ColorSpace", b"scn": "Pattern", b"SCN": "Pattern"}
_KNOWN = (
    frozenset(
        b"b B b* B* BI BT BX c cm CS cs d d0 d1 ET EX f F f* G g h i J j K k l m M n q Q re RG rg ri s S "
        b"sc SC scn SCN T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \" Do gs sh".split()
    )
    | _MARKING
)
_LONG_INTEGER = pattern(rb"[+-]?[0-9]{10,}")
_DEVICES = frozenset(("DeviceGray", "DeviceRGB", "DeviceCMYK", "Pattern"))
_INLINE_DEVICES = frozenset((b"/G", b"/RGB", b"/CMYK", b"/I", b"/Indexed"))
_INLINE_PACKINGS = frozenset((b"/Fl", b"/FlateDecode", b"/DCT", b"/DCTDecode", b"/CCF", b"/CCITTFaxDecode",
    b"/RL", b"/RunLengthDecode", b"/AHx", b"/ASCIIHexDecode", b"/A85", b"/ASCII85Decode"))  # fmt: skip
_NOT_INLINE = frozenset((b"/I", b"/Interpolate", b"/Intent"))
_INVISIBLE = 3


class StreamUse(NamedTuple):
    """What a stream uses."""

    resources: dict[str, set[str]]
    """Kind of resource → names."""
    shown: dict[str, set[bytes]]
    """Font → strings that are seen."""
    hidden: dict[str, set[bytes]]
    """Font → strings set invisibly, as under a scan."""
    draws: dict[str, int]
    """XObject → how often it is drawn."""
    strange: bool
    """Has operators that PDF does not define, as a damaged stream does (PDF/A 6.2.2)."""
    paints: bool
    """Paints something, or at least says so."""
    beyond: bool
    """Goes beyond what a conforming file may (A-03), or packs an image in a way it may not."""


def survey(data: bytes) -> StreamUse:
    """Go through a stream and note what it uses."""
    use = StreamUse({}, {}, {}, {}, False, False, False)
    font, render, saved = "", 0, list[tuple[str, int]]()
    strange = beyond = paints = False
    for operation in operations(data):
        operator, operands = operation.operator, operation.operands
        if operator in _SHOWING:
            strings = {string_of(token) for token in operands if token[:1] in (b"(", b"<")} - {b""}
            (use.hidden if render == _INVISIBLE else use.shown).setdefault(font, set()).update(strings)
        elif operator == b"Tf" and operands:
            font = name_of(operands[0])
            use.resources.setdefault("Font", set()).add(font)
        elif operator == b"Tr" and operands:
            render = _INVISIBLE if operands[0] == b"3" else 0
        elif operator == b"q":
            saved.append((font, render))
            beyond |= len(saved) > MAX_NESTED
        elif operator == b"Q" and saved:
            font, render = saved.pop()
        elif operator == b"BI":
            beyond |= _note_image(operands, use)
        elif operands and (kind := _EXTERNAL.get(operator) or _COLOUR.get(operator)):
            _note(kind, operands[-1], use)
        elif operator not in _KNOWN:
            strange = True
        paints |= operator in _SEEN
        beyond |= any(map(_is_beyond, operands))
    return use._replace(strange=strange, paints=paints, beyond=beyond)


def _note(kind: str, token: bytes, use: StreamUse) -> None:
    if token[:1] != b"/":
        return
    named = name_of(token)
    if kind == "ColorSpace" and named in _DEVICES:
        return
    use.resources.setdefault(kind, set()).add(named)
    if kind == "XObject":
        use.draws[named] = use.draws.get(named, 0) + 1


def _note_image(entries: list[bytes], use: StreamUse) -> bool:
    """Note the colour space of an inline image; return whether its packing is not for archives."""
    beyond = False
    for place, token in enumerate(entries):
        following = entries[place + 1 : place + 2]
        if token in (b"/CS", b"/ColorSpace") and following and following[0] not in _INLINE_DEVICES:
            _note("ColorSpace", following[0], use)
        if token in (b"/F", b"/Filter"):
            end = entries.index(b"]", place) if following == [b"["] and b"]" in entries[place:] else place + 2
            beyond |= any(
                part[:1] == b"/" and part not in _INLINE_PACKINGS for part in entries[place + 1 : end]
            )
    return beyond


def _is_beyond(token: bytes) -> bool:
    if token[:1] == b"/":
        return len(token) > _LONGEST_NAME
    return (
        token[:1] in (b"(", b"<") and len(token) > _LONGEST_STRING and len(string_of(token)) > _LONGEST_STRING
    )


class StreamChoice(NamedTuple):
    """What is left out of a stream."""

    layer_hidden: Callable[[bytes], bool] = lambda token: False
    """Whether a property list, as it is named in the stream, is a layer that is not seen."""
    missing: frozenset[tuple[str, str]] = frozenset()
    """Resources that are not there, or not to be drawn: kind and name."""
    silent: frozenset[str] = frozenset()
    """Fonts whose invisible text cannot stand in the file."""


def cleaned(data: bytes, choice: StreamChoice) -> bytes:
    """Return the stream as it may stand in a conforming file."""
    return _Cleaner(data, choice).run()


class _Cleaner:
    def __init__(self, data: bytes, choice: StreamChoice) -> None:
        self.data, self.choice = data, choice
        self.parts: list[bytes] = []
        self.done = 0
        self.in_text = False
        self.saved: list[tuple[str, bytes]] = []
        self.font, self.render = "", b"0"
        self.marked: list[bool] = []
        """Marked content that is open: whether it is a hidden layer."""

    def run(self) -> bytes:
        last = 0
        for operation in operations(self.data):
            self._put(operation)
            last = operation.end
        self._keep(last)
        self.done = len(self.data)
        if self.in_text:
            self.parts.append(b"ET")
        self.parts += [b"Q"] * len(self.saved)
        return b"\n".join(part for part in self.parts if part)

    def _keep(self, end: int) -> None:
        """Keep everything up to `end` as it is."""
        self.parts.append(self.data[self.done : end])
        self.done = end

    def _swap(self, operation: Operation, other: bytes = b"") -> None:
        self._keep(operation.start)
        if other:
            self.parts.append(other)
        self.done = operation.end

    def _put(self, operation: Operation) -> None:
        operator = operation.operator
        if operator in _MARKING:
            self._mark(operation)
        elif operator == b"q":
            self.saved.append((self.font, self.render))
        elif operator == b"Q":
            self._restore(operation)
        elif operator in (b"BT", b"ET"):
            if (operator == b"BT") == self.in_text:
                self._swap(operation)
            self.in_text = operator == b"BT"
        elif operator in (b"ri", b"BX", b"EX"):
            self._swap(operation)
        elif operator == b"BI":
            self._inline_image(operation)
        elif any(self.marked) and self._hide(operation):
            pass
        elif operator in _SHOWING:
            self._show(operation)
        elif operation.operands and self._is_missing(operation):
            self._swap(operation)
        else:
            self._follow(operation)

    def _mark(self, operation: Operation) -> None:
        other = b""
        if operation.operator in (b"BDC", b"BMC"):
            hides = operation.operands[:1] == [b"/OC"] and self.choice.layer_hidden(operation.operands[-1])
            if hides and not any(self.marked):
                other = b"3 Tr"
            self.marked.append(hides)
        elif operation.operator == b"EMC" and self.marked and self.marked.pop() and not any(self.marked):
            other = self.render + b" Tr"
        self._swap(operation, other)

    def _restore(self, operation: Operation) -> None:
        if not self.saved:
            self._swap(operation)
            return
        self.font, self.render = self.saved.pop()
        if any(self.marked):
            self._keep(operation.end)
            self.parts.append(b"3 Tr")

    def _hide(self, operation: Operation) -> bool:
        """Leave out what a hidden layer paints; what it sets stays set."""
        operator = operation.operator
        if operator in _PAINTING:
            self._swap(operation, b"n")
        elif operator in (b"Do", b"sh"):
            self._swap(operation)
        elif operator == b"Tr":
            self.render = operation.operands[0] if operation.operands else b"0"
            self._swap(operation)
        else:
            return False
        return True

    def _show(self, operation: Operation) -> None:
        invisible = self.render == b"3" or any(self.marked)
        if not (invisible and self.font in self.choice.silent):
            return
        moves = {b"'": b"T*", b'"': b"%b Tw %b Tc T*" % tuple((operation.operands + [b"0", b"0"])[:2])}
        self._swap(operation, moves.get(operation.operator, b""))

    def _is_missing(self, operation: Operation) -> bool:
        kind = _EXTERNAL.get(operation.operator)
        return kind is not None and (kind, name_of(operation.operands[-1])) in self.choice.missing

    def _follow(self, operation: Operation) -> None:
        """Keep an operation; names and whole numbers are written as the new file writes them."""
        operator, operands = operation.operator, operation.operands
        if operator == b"Tf" and operands:
            self.font = name_of(operands[0])
            if ("Font", self.font) in self.choice.missing:
                self._swap(operation)
                return
        elif operator == b"Tr" and operands:
            self.render = operands[0]
        if any(map(_is_written_otherwise, operands)):
            self._swap(operation, b" ".join((*map(_written, operands), operator)))

    def _inline_image(self, operation: Operation) -> None:
        entries = operation.operands
        if any(self.marked):
            self._swap(operation)
        elif any(entry in _NOT_INLINE for entry in entries[::2]) or any(map(_is_written_otherwise, entries)):
            kept: list[bytes] = []
            for place, token in enumerate(entries):
                if token in _NOT_INLINE and _is_key(entries, place):
                    continue
                if place and entries[place - 1] in _NOT_INLINE and _is_key(entries, place - 1):
                    continue
                kept.append(_written(token))
            start, end = operation.image
            self._swap(operation, b"BI %b ID %b\nEI" % (b" ".join(kept), self.data[start:end]))


def _is_key(entries: list[bytes], place: int) -> bool:
    """Whether a name is a key, not a value of the same name: /CS /I is a colour space, /I true a wish."""
    return entries[place] != b"/I" or entries[place + 1 : place + 2] in ([b"true"], [b"false"])


def _is_written_otherwise(token: bytes) -> bool:
    return (token[:1] == b"/" and (b"#" in token or not token.isascii())) or (
        len(token) > 9 and _LONG_INTEGER.fullmatch(token) is not None
    )


def _written(token: bytes) -> bytes:
    if not _is_written_otherwise(token):
        return token
    if token[:1] == b"/":
        return name(name_of(token)).encode("ascii")
    # whole numbers are of 32 bits; a larger one is written with a decimal point.
    return token if abs(int(token)) <= _LARGEST_INTEGER else token[:30] + b".0"
