"""Where words go: results to stdout, problems to stderr, a progress bar to a person who waits."""

import argparse
import contextlib
import errno
import os
import sys
from collections.abc import Iterable, Iterator
from typing import IO, Any, TypeVar

from bulletin_pdf.cli.words import ERRNO_ZH, Lang, say

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds of work before a progress bar shows."""


class Terminal:
    """The two streams of this run. A reader who goes away (`| head`) does not stop the work."""

    def __init__(self, lang: Lang) -> None:
        """Speak `lang` on the process's own streams."""
        self.lang: Lang = lang
        self.program = "bulletin-pdf"
        self.quiet = False
        self.json = False
        self._bar: Any = None
        for stream in (sys.stdout, sys.stderr):
            if stream is not None and hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")

    def obey(self, options: argparse.Namespace) -> None:
        """Take over the options that every command has."""
        self.quiet = options.quiet
        self.json = options.format == "json"

    def result(self, text: str) -> None:
        """Print a result; silent with `-q`."""
        if not self.quiet:
            self._write(sys.stdout, text)

    def document(self, text: str) -> None:
        """Print what was asked for, `-q` or not."""
        self._write(sys.stdout, text)

    def problem(self, text: str) -> None:
        """Print a problem."""
        self._write(sys.stderr, text)

    def say(self, key: str, **values: object) -> str:
        """Give words in this terminal's language."""
        return say(self.lang, key, **values)

    def machine_failed(self, error: OSError) -> None:
        """Word a failure of the machine."""
        reason = error.strerror or str(error)
        if self.lang == "zh":
            reason = ERRNO_ZH.get(errno.errorcode.get(error.errno or 0, ""), reason)
        if self.json:
            self.problem(as_json({"level": "failure", "path": _name(error) or None, "message": reason}))
        elif error.filename is None:
            self.problem(self.say("machine-nowhere", reason=reason))
        else:
            self.problem(self.say("machine", path=_name(error), reason=reason))

    def apologise(self, what: str) -> None:
        """Word a fault of the program."""
        if self.json:
            self.problem(as_json({"level": "failure", "path": None, "message": what}))
        else:
            self.problem(self.say("unexpected", what=what))

    def watched(self, items: Iterable[T], total: int, what: str) -> Iterator[T]:
        """Pass `items` on; a person at a terminal sees how far along they are."""
        if total < 2 or sys.stderr is None or not sys.stderr.isatty():
            yield from items
            return
        from tqdm import tqdm

        tqdm.monitor_interval = 0
        bar = tqdm(items, total=total, desc=self.say(what), delay=PATIENCE, leave=False, file=sys.stderr)
        self._bar = tqdm
        try:
            yield from bar
        finally:
            self._bar = None
            bar.close()

    def finish(self) -> None:
        """Pass on what is still held back; raises OSError when it cannot be."""
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                self._guarded(stream, stream.flush)

    def _write(self, stream: IO[str] | None, text: str) -> None:
        if stream is None:
            return
        apart = self._bar.external_write_mode(file=stream) if self._bar else contextlib.nullcontext()
        with apart:
            self._guarded(stream, lambda: stream.write(text + "\n"))

    def _guarded(self, stream: IO[str], act: Any) -> None:
        try:
            act()
        except BrokenPipeError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


def as_json(value: object) -> str:
    """Give one line of JSON; plain ASCII unless stdout and stderr both take any character."""
    import json

    encodings = {(stream.encoding or "").lower() for stream in (sys.stdout, sys.stderr) if stream is not None}
    return json.dumps(value, ensure_ascii=not encodings <= {"utf-8", "utf8"}, separators=(", ", ": "))


def _name(error: OSError) -> str:
    return os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else str(error.filename or "")
