"""Access control: requests from other pages of the browser are refused.

Only this address is served, under its own two names; writing needs the exact origin, the type of JSON and the cookie
that the launch code was exchanged for. The code works once and stands in no log.
"""

import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from bulletin_pdf.desk.words import say

MAX_BODY = 8 << 20
"""Bytes of one request; the largest text the program reads has half of that."""

UPLOAD = "/api/upload"
MAX_UPLOAD = 64 << 20
"""Bytes of one paper that is sent, which comes as it is."""

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Access:
    """The secrets of one run of the desk: the launch code, until it is used, and the key in the cookie."""

    def __init__(self, port: int) -> None:
        """Make both again."""
        self.port = port
        self.code = secrets.token_urlsafe(24)
        self._key = secrets.token_urlsafe(32)
        self.cookie = f"desk-{port}"
        """Cookies are shared by all ports of a machine, so their names are not."""

    @property
    def address(self) -> str:
        """The address to open in the browser; good for one visit."""
        return f"http://127.0.0.1:{self.port}/start?code={self.code}"

    def is_ours(self, host: str) -> bool:
        """Whether a request was sent to one of our two names, port included."""
        return host in (f"127.0.0.1:{self.port}", f"localhost:{self.port}")

    def exchange(self, code: str) -> str:
        """Return the key for the launch code, which is used up; empty for a wrong one."""
        right = bool(self.code) and hmac.compare_digest(code.encode(), self.code.encode())
        if right:
            self.code = ""
        return self._key if right else ""

    def holds_key(self, cookies: str) -> bool:
        """Whether the cookies of a request have the key."""
        try:
            found = SimpleCookie(cookies).get(self.cookie)
        except CookieError:
            return False
        return found is not None and hmac.compare_digest(found.value.encode(), self._key.encode())


class Guard:
    """Stands before the application and turns away what may not come in."""

    def __init__(self, app: App, access: Access) -> None:
        """Guard an application."""
        self.app, self.access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        answer = self._refusal(scope, headers) or self._start(scope)
        if answer is not None:
            await answer(scope, receive, _with_headers(send))
            return
        limit = MAX_UPLOAD if scope["path"] == UPLOAD else MAX_BODY
        await self.app(scope, _limited(receive, limit), _with_headers(send))

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        host = headers.get("host", "")
        if not self.access.is_ours(host):
            return JSONResponse({"message": say("other-host")}, 421)
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return JSONResponse({"message": say("other-origin")}, 403)
        if scope["method"] not in ("GET", "HEAD"):
            kind = headers.get("content-type", "").partition(";")[0].strip().lower()
            is_upload = scope["path"] == UPLOAD
            wanted = "application/octet-stream" if is_upload else "application/json"
            if headers.get("origin") != f"http://{host}" or kind != wanted:
                return JSONResponse({"message": say("other-origin")}, 403)
            length = headers.get("content-length", "")
            if not length.isdecimal() or int(length) > (MAX_UPLOAD if is_upload else MAX_BODY):
                return JSONResponse({"message": say("too-large")}, 413)
        is_start = scope["path"] == "/start"
        if not is_start and not self.access.holds_key(headers.get("cookie", "")):
            return HTMLResponse(_plain_page(say("no-key")), 403)
        return None

    def _start(self, scope: Scope) -> Response | None:
        if scope["path"] != "/start":
            return None
        from urllib.parse import parse_qs

        code = parse_qs(scope["query_string"].decode("latin-1")).get("code", [""])[0]
        key = self.access.exchange(code)
        if not key:
            return HTMLResponse(_plain_page(say("no-key")), 403)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self.access.cookie, key, httponly=True, samesite="strict", path="/")
        return answer


def _plain_page(text: str) -> str:
    return f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>bulletin_pdf</title><p>{text}</p></html>'


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending


def _limited(receive: Receive, limit: int) -> Receive:
    """Cut off a body that is longer than it said."""
    got = 0

    async def receiving() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        return {"type": "http.disconnect"} if got > limit else message

    return receiving
