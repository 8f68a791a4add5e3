"""`--fix`: safe changes made in the editor's file, everything else kept byte for byte."""

from collections.abc import Sequence

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problems import Problems
from bulletin_pdf.proof.finding import Fix
from bulletin_pdf.safe_files import replace_file
from bulletin_pdf.yamldoc.parse import parse_yaml
from bulletin_pdf.yamldoc.source import SourceText, make_source

_LINE_END = pattern("\r\n|\r|\n")
_MARK = b"\xef\xbb\xbf"

# What reading widens: the file may have either where the passage has the second.
_WRITTEN = {
    "，": ",",
    "：": ":",
    "；": ";",
    "！": "!",
    "？": "?",
    "（": "(",
    "）": ")",
    "。": ".",
    "“": '"',
    "”": '"',
}


class Repair(NamedTuple):
    """A file before and after, and what was changed."""

    path: str
    before: bytes
    after: bytes
    fixes: tuple[Fix, ...]

    def diff(self) -> str:
        """Show the change as a unified diff."""
        import difflib

        old, new = (_text(data).splitlines(keepends=True) for data in (self.before, self.after))
        lines = difflib.unified_diff(old, new, self.path, self.path, n=0)
        return "".join(line if line.endswith("\n") else line + "\n" for line in lines).rstrip("\n")

    def write(self) -> None:
        """Put the mended file in place of the old one, whole."""
        if self.fixes:
            replace_file(self.path, self.after)


def repair(given: SourceText, fixes: Sequence[Fix]) -> Repair:
    """Make the fixes that belong to one file; a place that does not read as expected is left alone."""
    path, before = given
    text = _text(before)
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    done: list[tuple[int, int, Fix]] = []
    for fix in sorted(set(fixes), key=lambda fix: fix.place):
        if fix.place.path != path or not 0 < fix.place.line <= len(starts):
            continue
        start = starts[fix.place.line - 1] + fix.place.column - 1
        end = start + len(fix.before)
        if _reads(text[start:end], fix.before) and (not done or done[-1][1] <= start):
            done.append((start, end, fix))
    mended = text
    for start, end, fix in reversed(done):
        mended = mended[:start] + fix.after + mended[end:]
    if not _is_still_yaml(path, mended):
        return Repair(path, before, before, ())
    after = (_MARK if before.startswith(_MARK) else b"") + mended.encode("utf-8")
    return Repair(path, before, after, tuple(fix for *_, fix in done))


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig")


def _reads(written: str, expected: str) -> bool:
    return len(written) == len(expected) and all(
        char == wanted or char == _WRITTEN.get(wanted) for char, wanted in zip(written, expected, strict=True)
    )


def _is_still_yaml(path: str, text: str) -> bool:
    problems = Problems()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return parse_yaml(make_source(path, text), problems) is not None and not problems.errors
