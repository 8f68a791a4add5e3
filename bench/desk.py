"""From a keystroke to the painted page in a real browser, and memory after a thousand edits.

`python -m bench.desk` prints a line of JSON: ms and MB by what was measured. The clock starts with the event of the
keystroke in the page and stops when the frame with the changed page has been painted.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import quantiles
from typing import Any

from bench.material import SEED, Bulletin, make_bulletins
from bench.ours import issue_yaml

MODEL = Path(__file__).parent.parent / "issues"
LONG = 20_000
"""Characters of the long issue."""
KEYS = 60
WARMING = 5
"""Keystrokes not counted."""
EDITS = 1000
PAUSE = 180
"""ms between two keystrokes: a quick typist."""

_WATCH = """() => {
    window.painted = new Promise(done => {
        let began = 0
        addEventListener('beforeinput', event => { began = began || event.timeStamp }, {capture: true, once: true})
        const watch = new MutationObserver(() => {
            watch.disconnect()
            requestAnimationFrame(() => { const {port1, port2} = new MessageChannel()
                port1.onmessage = () => done(performance.now() - began); port2.postMessage(0) })
        })
        watch.observe(document.querySelector('.sheets'), {subtree: true, childList: true})
    })
}"""


def main() -> None:
    """Measure and print."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory(prefix="bench-") as place, sync_playwright() as playwright:
        folder = Path(place)
        for path in MODEL.glob("*.yaml"):
            shutil.copy(path, folder)
        (folder / "long.yaml").write_text(issue_yaml(_long()), "utf-8")
        server, address = _serve(folder)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--enable-precise-memory-info"]
        )
        try:
            page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
            page.goto(address)
            found = {}
            for name, file in (("model issue", "2022-zk30.yaml"), (f"{LONG} characters", "long.yaml")):
                _open(page, file)
                times = [_key(page, char) for char in _typed()][WARMING:]
                found[f"{name}, p50, ms"], found[f"{name}, p95, ms"] = _cuts(times)
            found |= _memory(page, server.pid)
        finally:
            browser.close()
            server.kill()
            server.wait()
    print(json.dumps(found))


def _long() -> Bulletin:
    """Make an issue of about `LONG` characters from the articles of several."""
    articles, count = [], 0
    for bulletin in make_bulletins(40, SEED):
        for article in bulletin.articles:
            articles.append(article)
            count += sum(len(passage.lead) + len(passage.text) for passage in article.passages)
            if count >= LONG:
                return bulletin._replace(articles=tuple(articles))
    raise ValueError(f"the material has no {LONG} characters")


def _serve(folder: Path) -> tuple["subprocess.Popen[str]", str]:
    command = [sys.executable, "-m", "bulletin_pdf", "desk", str(folder), "--no-browser"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert server.stdout is not None
    line = server.stdout.readline()
    return server, line[line.index("http") :].strip()


def _open(page: Any, file: str) -> None:
    page.goto(f"{page.url.partition('#')[0]}#{file}")
    page.reload()
    page.locator(".finding-card, .page svg").first.wait_for()
    page.locator(".ProseMirror").first.focus()
    page.keyboard.press("Control+Home")
    page.wait_for_timeout(3500)


def _typed() -> str:
    """Return running text to type: some characters come again, others are on no page yet."""
    passages = make_bulletins(3, SEED + 1)[-1].articles[0].passages
    return "".join(passage.text for passage in passages)[: WARMING + KEYS]


def _key(page: Any, char: str) -> float:
    """Type one character; return the ms until the page with it is painted."""
    page.evaluate(_WATCH)
    page.keyboard.insert_text(char)
    took = float(page.evaluate("window.painted"))
    page.wait_for_timeout(PAUSE)
    return took


def _cuts(times: list[float]) -> tuple[float, float]:
    cuts = quantiles(times, n=20)
    return round(cuts[9], 1), round(cuts[18], 1)


def _memory(page: Any, pid: int) -> dict[str, float]:
    """Return what server and page hold before and after a thousand edits of the model issue, MB."""
    _open(page, "2022-zk30.yaml")
    session = page.context.new_cdp_session(page)

    def held() -> tuple[float, float]:
        session.send("HeapProfiler.collectGarbage")
        heap = page.evaluate("performance.memory.usedJSHeapSize")
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return round(pages * 4096 / 1e6, 1), round(heap / 1e6, 1)

    server, heap = held()
    for number in range(EDITS):
        page.evaluate(_WATCH)
        # Words come and go, so that the text stays as long as it was.
        page.keyboard.press("Backspace") if number % 2 else page.keyboard.insert_text("试")
        page.evaluate("window.painted")
    after_server, after_heap = held()
    return {
        "server before edits, MB": server,
        f"server after {EDITS}, MB": after_server,
        "page before edits, MB": heap,
        f"page after {EDITS}, MB": after_heap,
    }


if __name__ == "__main__":
    main()
