"""Gathers everything an offline machine needs into one zip: wheels, checksums, an install script.

    make bundle PLATFORM=win_amd64|manylinux_x86_64|manylinux_aarch64 PYTHON=3.12

Where the platform and the Python are those of this machine, the bundle is installed from nothing but its own files,
and `doctor` is run.
"""

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
DIST = ROOT / "dist"
SCRIPTS = Path(__file__).parent / "install"
EXTRAS = "desk"

_GLIBC = ("2_28", "2_27", "2_26", "2_24", "2_17", "2_12", "2_5")
"""Versions of glibc, the newest that is needed first: 2.28 is that of 麒麟 V10, 统信 20, RHEL 8 and Debian 10."""
_OLD_NAMES = {"2_17": "manylinux2014", "2_12": "manylinux2010", "2_5": "manylinux1"}
_ONLY_WINDOWS = ("colorama",)
"""What libraries ask for on Windows alone: pip judges that by the machine it runs on."""
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def tags(name: str) -> list[str]:
    """Return pip's platforms for one of ours."""
    if not name.startswith("manylinux_"):
        return [name]
    machine = name.removeprefix("manylinux_")
    found = []
    for version in _GLIBC:
        found.append(f"manylinux_{version}_{machine}")
        if version in _OLD_NAMES and (machine == "x86_64" or version == "2_17"):
            found.append(f"{_OLD_NAMES[version]}_{machine}")
    return found


def is_ours(name: str, python: str) -> bool:
    """Whether a bundle can be tried on this machine."""
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    return name == f"manylinux_{platform.machine()}" and sys.platform == "linux" and python == here


def gather(folder: Path, name: str, python: str) -> None:
    """Put the wheels of the program and of all it needs into a folder."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)], check=True)
    (own,) = folder.glob("bulletin_pdf-*.whl")
    abi = "cp" + python.replace(".", "")
    where = [f"--platform={tag}" for tag in tags(name)]
    what = [f"{own}[{EXTRAS}]", *(_ONLY_WINDOWS if name.startswith("win") else ())]
    subprocess.run(
        [
            *pip, "download", "--quiet", "--only-binary=:all:", "--implementation=cp", f"--python-version={python}",
            f"--abi={abi}", "--abi=abi3", "--abi=none", *where, "--dest", str(folder), *what,
        ],
        check=True,
    )  # fmt: skip


def write_checksums(folder: Path) -> None:
    """Write the digest of every wheel, as `sha256sum -c` reads it."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  wheels/{path.name}\n"
        for path in sorted(folder.glob("*.whl"))
    ]
    (folder.parent / "SHA256SUMS").write_text("".join(lines), "ascii")


def pack(folder: Path, target: Path) -> None:
    """Write a folder as a zip, whose bytes do not depend on when it is made."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as made:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = f"{target.stem}/{path.relative_to(folder).as_posix()}"
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.external_attr = (0o755 if path.suffix == ".sh" else 0o644) << 16
            made.writestr(info, path.read_bytes())


def try_out(bundle: Path) -> None:
    """Install a bundle without a network into a folder of its own; raises `CalledProcessError` when that fails."""
    with tempfile.TemporaryDirectory() as place:
        shutil.unpack_archive(bundle, place)
        script = Path(place) / bundle.stem / "install.sh"
        environment = {
            **os.environ,
            "PYTHON": sys.executable,
            "BULLETIN_PDF_HOME": str(Path(place) / "home"),
            "PIP_INDEX_URL": "http://127.0.0.1:9/",
        }
        subprocess.run(["sh", str(script)], env=environment, check=True)


def main() -> int:
    """Make a bundle; return an exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--platform", choices=("win_amd64", "manylinux_x86_64", "manylinux_aarch64"), required=True
    )
    parser.add_argument("--python", choices=("3.11", "3.12", "3.13", "3.14"), required=True)
    options = parser.parse_args()
    DIST.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        wheels = Path(place) / "wheels"
        wheels.mkdir()
        gather(wheels, options.platform, options.python)
        write_checksums(wheels)
        windows = options.platform.startswith("win")
        for name in ("install.cmd",) if windows else ("install.sh",):
            text = (SCRIPTS / name).read_text("utf-8").replace("@PYTHON@", options.python)
            # cmd.exe reads lines that end with CR LF, in the code page of the machine: the script is ASCII.
            (Path(place) / name).write_bytes(text.replace("\n", "\r\n" if windows else "\n").encode("ascii"))
        (own,) = wheels.glob("bulletin_pdf-*.whl")
        version, python = own.name.split("-")[1], options.python.replace(".", "")
        target = DIST / f"bulletin-pdf-{version}-{options.platform}-py{python}.zip"
        pack(Path(place), target)
    if is_ours(options.platform, options.python):
        try_out(target)
    else:
        print(f"not tried: made for {options.platform}, Python {options.python}", file=sys.stderr)
    print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
