"""A real browser on a desk: Debian's Chromium, without a window."""

import time
from typing import Any, Literal
from urllib.parse import quote

from playwright.sync_api import Browser, Page, TimeoutError

from desk.conftest import Served


class Look:
    """One page of the browser, and what went wrong in it."""

    def __init__(self, browser: Browser, served: Served, cookie: str = "", **context: Any) -> None:
        """Open the desk with its launch code, or, with the cookie, the issue of a shared one."""
        self.served = served
        self.context = browser.new_context(
            **{"viewport": {"width": 1366, "height": 768}, "locale": "zh-CN", **context}
        )
        self.context.set_default_timeout(30_000)
        self.faults: list[str] = []
        self.asked: list[str] = []
        """Addresses asked for by any page."""
        self.context.on("request", lambda request: self.asked.append(request.url))
        home = f"http://127.0.0.1:{served.port}/"
        if cookie:
            self.context.add_cookies([{"name": f"desk-{served.port}", "value": cookie, "url": home}])
        self.page = self.open(f"{home}#{quote(served.file)}" if cookie else served.address)

    def open(self, address: str, wait_until: Literal["commit", "load"] = "load") -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda message: self._note(message.type, message.text))
        page.goto(address, wait_until=wait_until)
        return page

    def _note(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.faults.append(text)

    def close(self) -> None:
        self.context.close()

    def ready(self) -> "Look":
        """Wait until the pages and the findings are there."""
        try:
            self.page.locator(".page svg").first.wait_for()
            self.page.locator(".finding-card").first.wait_for()
        except TimeoutError as error:
            raise AssertionError(f"{self.faults} {self.page.locator('main').inner_text()[:300]}") from error
        return self

    @property
    def text(self) -> Any:
        """The text of the first report."""
        return self.page.locator(".ProseMirror").first

    def caret_to_start(self) -> None:
        """Put the caret at the beginning of the first report's text."""
        self.text.focus()
        self.page.keyboard.press("Control+Home")

    def wait_for_file(self, *words: str, without: str = "\0") -> str:
        """Wait until the file of the model issue has these words and not those; return its text."""
        ends = time.monotonic() + 20
        while time.monotonic() < ends:
            text = self.served.model.read_text("utf-8")
            if all(word in text for word in words) and without not in text:
                return text
            self.page.wait_for_timeout(50)
        raise AssertionError(f"the file has not come to hold {words} without {without!r}")
