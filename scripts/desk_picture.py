"""Takes the picture of the desk that its page of the docs shows: python scripts/desk_picture.py TARGET"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent


def main(target: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        issues = Path(folder, "2022年")
        shutil.copytree(ROOT / "issues", issues)
        command = [sys.executable, "-m", "bulletin_pdf", "desk", str(issues), "--no-browser"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None
            line = server.stdout.readline()
            take(line[line.index("http") :].strip(), target)
        finally:
            server.kill()
            server.wait()


def take(address: str, target: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        page.goto(address)
        page.locator(".page svg").first.wait_for()
        page.locator(".finding-card").first.scroll_into_view_if_needed()
        page.evaluate("document.fonts.ready")
        page.locator("main").evaluate("main => main.scrollBy(0, 80)")
        page.screenshot(path=target, animations="disabled")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
