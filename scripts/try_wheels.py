"""Installs the wheel under every Python named and tries it: `make try-wheels PYTHONS="python3.12 python3.13"`.

Each gets a fresh environment with the wheel and what it needs from the index. There the program judges its
installation (`doctor`), sets the model issue in print and archive edition, verifies the archive file and shows a page of the
handbook. All Pythons must give the same bytes. A Python that is not on this machine is named; that is no failure unless
none is left.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
ISSUE = ROOT / "issues" / "2022-zk30.yaml"
KNOWN = "python3.11 python3.12 python3.13 python3.14"


def wheel(folder: Path) -> Path:
    """Build the wheel; return it."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(command, check=True)
    (made,) = folder.glob("*.whl")
    return made


def version_of(python: str) -> str:
    """Return the version of a Python; empty where there is none that starts."""
    if shutil.which(python) is None:
        return ""
    command = [python, "-c", "import platform; print(platform.python_version())"]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    return said.stdout.strip() if said.returncode == 0 else ""


def tried(python: str, package: Path, folder: Path) -> dict[str, str]:
    """Install the wheel under one Python and try it; return the digests of what it writes."""
    subprocess.run([python, "-m", "venv", str(folder)], check=True)
    scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [str(scripts / "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    subprocess.run([*pip, str(package)], check=True)
    program = str(scripts / "bulletin-pdf")
    made = folder / "made"
    for command in (
        ["doctor", "--quiet"],
        ["build", str(ISSUE), "-o", str(made) + "/", "--edition", "print", "archive", "--quiet", "--force"],
        ["verify", str(made / f"{ISSUE.stem}.archive.pdf"), "--files", str(ISSUE.parent), "--quiet"],
        ["help", "B136", "--quiet"],
    ):
        subprocess.run([program, *command, "--lang", "en"], check=True, cwd=folder, stdout=subprocess.DEVNULL)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(made.glob("*.pdf"))}


def main() -> int:
    """Try every Python named; return an exit code."""
    parser = argparse.ArgumentParser(description="Try the wheel under several Pythons.")
    parser.add_argument("pythons", nargs="*", default=KNOWN.split())
    found: dict[str, dict[str, str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        package = wheel(Path(folder))
        for python in parser.parse_args().pythons:
            version = version_of(python)
            if not version:
                print(f"{python}: not on this machine")
                continue
            found[version] = tried(python, package, Path(folder) / version)
            print(f"{python} ({version}): installed, whole, sets and verifies the model issue", flush=True)
    same = len({tuple(digests.items()) for digests in found.values()}) == 1
    print("the same bytes under all of them" if same else f"other bytes: {found}")
    return not same


if __name__ == "__main__":
    sys.exit(main())
