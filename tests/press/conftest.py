"""The model issue as the press gets it, and what outside programs make of the file."""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

from bulletin_pdf.build import publish
from bulletin_pdf.press.options import PrintOptions

ROOT = Path(__file__).parent.parent.parent
MODEL = ROOT / "issues/2022-zk30.yaml"

Publish = Callable[..., Path]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Publish:
    """Set the model issue, or another, as options say; the same call gives the same file."""
    directory = tmp_path_factory.mktemp("press")
    files: dict[object, Path] = {}

    def make(edition: str = "print", source: Path = MODEL, **options: Any) -> Path:
        key = (edition, source, tuple(sorted(options.items())))
        if key not in files:
            target = directory / f"{len(files)}.pdf"
            publish(str(source), str(target), edition, PrintOptions(**options))
            files[key] = target
        return files[key]

    return make


@pytest.fixture(scope="session")
def run() -> Callable[..., str]:
    """Run an outside program and give what it prints; a missing program skips the test."""

    def run_program(*command: str | Path) -> str:
        need(str(command[0]))
        return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")

    return run_program


def need(program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")


def plates(pdf: Path, directory: Path, page: int = 1, resolution: int = 72) -> Mapping[str, int]:
    """Separate a page as a press would: plate → pixels with ink on them."""
    need("gs")
    command = ("gs", "-q", "-sDEVICE=tiffsep", f"-dFirstPage={page}", f"-dLastPage={page}", f"-r{resolution}")
    done = subprocess.run([*command, "-o", directory / "p.tif", pdf], capture_output=True, check=True)
    assert not done.stderr
    found = {}
    for path in sorted(directory.glob("p(*).tif")):
        with Image.open(path) as plate:
            found[path.stem[2:-1]] = sum(plate.convert("L").histogram()[:250])
        path.unlink()
    return found


def rendered(pdf: Path, page: int = 1, resolution: int = 60) -> Image.Image:
    """Give one page as poppler shows it."""
    need("pdftoppm")
    command = ("pdftoppm", "-r", str(resolution), "-f", str(page), "-l", str(page), "-png", str(pdf))
    data = subprocess.run(command, capture_output=True, check=True).stdout
    return Image.open(BytesIO(data)).convert("RGB")


def same(first: Image.Image, second: Image.Image) -> bool:
    return first.size == second.size and ImageChops.difference(first, second).getbbox() is None
