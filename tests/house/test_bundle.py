"""The bundle for machines without a network: which wheels it takes, and what its script says before it installs."""

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from bundle import SCRIPTS, pack, tags, write_checksums

unix = pytest.mark.skipif(sys.platform == "win32", reason="a script for sh")


def test_wheels_are_of_a_glibc_that_is_old_enough() -> None:
    found = tags("manylinux_x86_64")
    assert {
        "manylinux_2_28_x86_64",
        "manylinux_2_17_x86_64",
        "manylinux2014_x86_64",
        "manylinux1_x86_64",
    } <= set(found)
    assert not [tag for tag in found if tag.startswith("manylinux_2_3")]
    assert "manylinux2014_aarch64" in tags("manylinux_aarch64") and "manylinux1_aarch64" not in tags(
        "manylinux_aarch64"
    )
    assert tags("win_amd64") == ["win_amd64"]


def test_a_bundle_has_the_same_bytes_on_any_day(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    (folder / "wheels").mkdir(parents=True)
    (folder / "wheels" / "a-1-py3-none-any.whl").write_bytes(b"wheel")
    (folder / "install.sh").write_text("#!/bin/sh\n")
    write_checksums(folder / "wheels")
    digest = hashlib.sha256(b"wheel").hexdigest()
    assert (folder / "SHA256SUMS").read_text() == f"{digest}  wheels/a-1-py3-none-any.whl\n"
    pack(folder, tmp_path / "b.zip")
    before = (tmp_path / "b.zip").read_bytes()
    os.utime(folder / "install.sh", (0, 0))
    pack(folder, tmp_path / "b.zip")
    assert (tmp_path / "b.zip").read_bytes() == before
    with zipfile.ZipFile(tmp_path / "b.zip") as made:
        assert made.getinfo("b/install.sh").external_attr >> 16 == 0o755


def bundle_with(tmp_path: Path, python: str, wheel: bytes) -> Path:
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "bulletin_pdf-1-py3-none-any.whl").write_bytes(b"whole")
    write_checksums(tmp_path / "wheels")
    (tmp_path / "wheels" / "bulletin_pdf-1-py3-none-any.whl").write_bytes(wheel)
    text = (SCRIPTS / "install.sh").read_text("ascii").replace("@PYTHON@", python)
    (tmp_path / "install.sh").write_text(text)
    return tmp_path


def install(folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "BULLETIN_PDF_HOME": str(folder / "home"), **more}
    return subprocess.run(
        ["sh", str(folder / "install.sh")], env=environment, capture_output=True, text=True, check=False
    )


@unix
def test_another_python_is_told(tmp_path: Path) -> None:
    done = install(bundle_with(tmp_path, "3.99", b"whole"))
    assert done.returncode == 1 and "needs 64-bit Python 3.99" in done.stderr and "PYTHON=" in done.stderr
    assert not (tmp_path / "home").exists()


@unix
def test_a_damaged_bundle_is_told(tmp_path: Path) -> None:
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    done = install(bundle_with(tmp_path, here, b"damaged"), PYTHON=sys.executable)
    assert done.returncode == 1 and "damaged" in done.stderr
    assert not (tmp_path / "home").exists()


def test_the_script_for_windows_is_plain() -> None:
    text = (SCRIPTS / "install.cmd").read_text("ascii")
    assert "SHA256SUMS" in text and "--no-index" in text and "doctor" in text
    assert "PYTHONUTF8" in text
