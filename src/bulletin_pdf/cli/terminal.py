"""Output: results to stdout, problems to stderr, a progress bar for interactive use."""

import argparse
import contextlib
import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from time import perf_counter
from typing import IO, Any, TypeVar

from bulletin_pdf import messages
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.messages import Language
from bulletin_pdf.patterns import pattern

T = TypeVar("T")

# C0 without tab and line feed, DEL, C1, marks and controls of direction, line and paragraph separators.
_STEERING = pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]")

PATIENCE = 1.0
"""Seconds of work before a progress bar shows."""


class Terminal:
    """The two streams of this run. A reader who goes away (`| head`) does not stop the work."""

    def __init__(self, lang: Language, on_paper: Language = "zh") -> None:
        """Speak `lang` on the process's own streams, `on_paper` in what is printed for the office and the printer."""
        self.lang: Language = lang
        self.on_paper: Language = on_paper
        self.program = "bulletin-pdf"
        self.quiet = False
        self.verbose = False
        self.json = False
        self._bar: Any = None
        self._bar_from = 0.0
        for stream in (sys.stdout, sys.stderr):
            if stream is not None and hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")

    def take_options(self, options: argparse.Namespace) -> None:
        """Take over the options that every command has."""
        self.quiet = options.quiet
        self.verbose = getattr(options, "verbose", False)
        self.json = options.format == "json"

    def result(self, text: str) -> None:
        """Print a result; silent with `-q`."""
        if not self.quiet:
            self._write(sys.stdout, text)

    def document(self, text: str) -> None:
        """Print the result of a command, `-q` or not."""
        self._write(sys.stdout, text)

    def problem(self, text: str) -> None:
        """Print a problem."""
        self._write(sys.stderr, text)

    def say(self, key: str, **values: object) -> str:
        """Return words in this terminal's language; names and values among them stay on one line."""
        shown = {name: messages.on_lines_of_their_own(value) for name, value in values.items()}
        return say_on_terminal(self.lang, key, **shown)

    def count(self, what: str, count: int) -> str:
        """Return a number of things in this terminal's language: “7 pages”."""
        return messages.say(self.lang, "count", what, count=count)

    def machine_failed(self, error: OSError) -> None:
        """Word a failure of the machine."""
        name = errno.errorcode.get(error.errno or 0, "")
        reason = messages.find(self.lang, "errno", name) or error.strerror or str(error)
        hint = messages.find(self.lang, "errno-hint", name) or ""
        if self.json:
            failure = {"level": "failure", "path": _name(error) or None, "message": reason, "hint": hint}
            self.problem(to_json_line(failure))
            return
        if error.filename is None:
            self.problem(self.say("machine-nowhere", reason=reason))
        else:
            self.problem(self.say("machine", path=_name(error), reason=reason))
        if hint:
            self.problem(self.say("machine-hint", hint=hint))

    def report_fault(self, what: str) -> None:
        """Word a fault of the program."""
        if self.json:
            self.problem(to_json_line({"level": "failure", "path": None, "message": what}))
        else:
            self.problem(self.say("unexpected", what=what))

    def watched(self, items: Iterable[T], total: int, what: str) -> Iterator[T]:
        """Pass `items` on; a person at a terminal who waits sees how far along they are."""
        if sys.stderr is None or not sys.stderr.isatty():
            yield from items
            return
        from tqdm import tqdm

        tqdm.monitor_interval = 0
        bar = tqdm(items, total=total, desc=self.say(what), delay=PATIENCE, leave=False, file=sys.stderr)
        self._bar, self._bar_from = tqdm, perf_counter() + PATIENCE
        try:
            with _ticking(bar.refresh) if total == 1 else contextlib.nullcontext():
                yield from bar
        finally:
            if self._bar_shows():
                bar.clear()
            self._bar = None
            bar.close()

    def _bar_shows(self) -> bool:
        return self._bar is not None and perf_counter() >= self._bar_from

    def finish(self) -> int:
        """Pass on what is still held back; raises OSError when it cannot be."""
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                self._guarded(stream, stream.flush)
        return 0

    def _write(self, stream: IO[str] | None, text: str) -> None:
        if stream is None:
            return
        apart = self._bar.external_write_mode(file=stream) if self._bar_shows() else contextlib.nullcontext()
        with apart:
            self._guarded(stream, lambda: stream.write(escaped(text) + "\n"))

    def _guarded(self, stream: IO[str], act: Callable[[], object]) -> None:
        try:
            act()
        except OSError as error:
            # What the stream still holds goes nowhere: Python would try to write it once more at the end.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
            if not isinstance(error, BrokenPipeError):
                raise


def escaped(text: str) -> str:
    """Show what would steer a terminal, or turn its text round, as JSON writes it: ESC is `\\u001b`.

    Names of files, values and metadata come from anywhere. Line ends and tabs are our own here: those of
    values are shown where values are put into words.
    """
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


@contextlib.contextmanager
def _ticking(refresh: Callable[[], object]) -> Iterator[None]:
    """Refresh the bar of a single long task while it is worked on; its clock shows that there is life."""
    import threading

    done = threading.Event()

    def tick() -> None:
        while not done.wait(PATIENCE):
            refresh()

    ticker = threading.Thread(target=tick, daemon=True)
    ticker.start()
    try:
        yield
    finally:
        done.set()
        ticker.join()


def to_json_line(value: object, indent: int | None = None) -> str:
    """Return JSON, on one line unless indented; plain ASCII unless both streams take any character."""
    import json

    encodings = {(stream.encoding or "").lower() for stream in (sys.stdout, sys.stderr) if stream is not None}
    return json.dumps(value, ensure_ascii=not encodings <= {"utf-8", "utf8"}, indent=indent)


def _name(error: OSError) -> str:
    return (
        os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else str(error.filename or "")
    )
