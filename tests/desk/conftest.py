"""A desk of its own for each test, run as users run it, and a browser to look at it with."""

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent.parent
MODEL = "2022-zk30.yaml"


class Served(NamedTuple):
    """A running desk."""

    folder: Path
    address: str
    """Address with the launch code, as the terminal shows it."""
    process: "subprocess.Popen[str]"
    top: Path | None = None
    """The folder of the desk, where that is not the one of the issues."""

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    @property
    def file(self) -> str:
        """The model issue as the desk names it."""
        return self.model.relative_to(self.top or self.folder).as_posix()

    @property
    def model(self) -> Path:
        return self.folder / MODEL

    def ask(
        self, path: str, body: bytes | None = None, headers: dict[str, str] | None = None, method: str = ""
    ) -> tuple[int, bytes, dict[str, str]]:
        """Send a request just so; return status, body and headers."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method or ("GET" if body is None else "POST"), path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}
        finally:
            connection.close()

    def enter(self) -> dict[str, str]:
        """Use the launch code up; return the headers that the page's own requests have."""
        status, _, headers = self.ask(self.address.partition(str(self.port))[2])
        assert status == 303
        cookie = headers["set-cookie"].partition(";")[0]
        origin = f"http://127.0.0.1:{self.port}"
        return {"Cookie": cookie, "Origin": origin, "Content-Type": "application/json"}


class Server:
    """Starts desks and ends them."""

    def __init__(self) -> None:
        self._started: list[subprocess.Popen[str]] = []

    def __call__(self, folder: Path) -> Served:
        """Start a desk on a folder; the model issue is put into a new one."""
        if not folder.exists():
            shutil.copytree(ROOT / "issues", folder)
        command = [sys.executable, "-m", "bulletin_pdf", "desk", str(folder), "--no-browser"]
        environment = {**os.environ, "PYTHONUTF8": "1"}
        environment.pop("PYTHONUNBUFFERED", None)  # The address comes through a pipe without it, too.
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment
        )
        self._started.append(process)
        assert process.stdout is not None
        line = process.stdout.readline()
        return Served(folder, line[line.index("http") :].strip(), process)

    def end(self) -> None:
        for process in self._started:
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()


@pytest.fixture(scope="package")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk for all tests that do not end it; each has a folder of its own below it."""
    server = Server()
    folder = tmp_path_factory.mktemp("desk") / "简报"
    folder.mkdir()
    yield server(folder)
    server.end()


@pytest.fixture(scope="package")
def cookie(shared: Served) -> str:
    """What lets a browser into the shared desk."""
    return shared.enter()["Cookie"].partition("=")[2]


@pytest.fixture
def place(shared: Served) -> Iterator[Served]:
    """The shared desk, with the model issue in a folder that is the test's own."""
    folder = shared.folder / secrets.token_hex(4)
    shutil.copytree(ROOT / "issues", folder)
    yield shared._replace(folder=folder, top=shared.folder)
    shutil.rmtree(folder)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Served]:
    """A desk that nobody has opened yet."""
    server = Server()
    yield server(tmp_path / "简报")
    server.end()


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, dict[str, str]]]:
    """A desk for several tests that change nothing, and the headers that let them in."""
    server = Server()
    served = server(tmp_path_factory.mktemp("desk") / "简报")
    yield served, served.enter()
    server.end()


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Browser]:
    """The browser, without pages of earlier tests: these would go on asking for desks that have ended."""
    yield chromium
    for context in chromium.contexts:
        context.close()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window; it ends with these tests, since its event loop disturbs those of others."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("chromium is not installed")
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield launched
        launched.close()
