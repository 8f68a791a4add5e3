"""The desk's server: on this machine only, until it is stopped or idle for a while."""

import gc
import socket
import sys
import threading
import time
import webbrowser
from typing import Any

import uvicorn

from bulletin_pdf.desk.app import STATIC, application
from bulletin_pdf.desk.guard import Access, App
from bulletin_pdf.desk.issue_answers import Desk

IDLE = 300.0
"""Seconds after the last request until the server ends by itself; an open page asks every second."""


def is_built() -> bool:
    """Whether the files of the page are there; a checkout builds them with `make desk`."""
    return (STATIC / "app.js").is_file()


def serve(folder: str, port: int = 0, *, browser: bool = True, told: Any = None) -> None:
    """Serve a folder's desk until it ends; `told` is called with the address to open.

    `port` 0 takes a free one. Raises `OSError` when the port is taken.
    """
    # Named as TCP, since asyncio sends at once (TCP_NODELAY) on such sockets alone: else answers wait 40 ms and more.
    with socket.socket(proto=socket.IPPROTO_TCP) as place:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        place.bind(("127.0.0.1", port))
        # The address is good from now on: who comes early waits.
        place.listen(64)
        access = Access(place.getsockname()[1])
        ends = Ending()
        desk = Desk(folder, ends.end)
        config = uvicorn.Config(
            ends.watched(application(desk, access)),
            log_level="critical",
            access_log=False,
            timeout_graceful_shutdown=1,
            timeout_keep_alive=30,
            lifespan="off",
        )
        _answer_soon()
        server = uvicorn.Server(config)
        ends.server = server
        threading.Thread(target=ends.watch, daemon=True).start()
        if told is not None:
            told(access.address)
        if browser:
            webbrowser.open(access.address)
        try:
            server.run(sockets=[place])
        finally:
            desk.save_all()


def _answer_soon() -> None:
    """Give typing priority: threads switch sooner, garbage is collected more rarely."""
    sys.setswitchinterval(0.001)
    gc.set_threshold(20_000, 20, 20)


class Ending:
    """Ends a server: when it is stopped, or when no request has come for a while."""

    def __init__(self) -> None:
        """Begin with the server running."""
        self.server: uvicorn.Server | None = None
        self._last = time.monotonic()

    def end(self) -> None:
        """End the server once it has answered."""
        if self.server is not None:
            self.server.should_exit = True

    def watched(self, app: App) -> App:
        """Return an application that notes when it was last asked."""

        async def noting(scope: Any, receive: Any, send: Any) -> None:
            self._last = time.monotonic()
            await app(scope, receive, send)

        return noting

    def watch(self) -> None:
        """End the server when nobody has asked for `IDLE` seconds."""
        while self.server is not None and not self.server.should_exit:
            if time.monotonic() - self._last > IDLE:
                self.end()
            time.sleep(1)
