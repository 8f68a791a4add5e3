"""Pictures of a page: those that lie beside it, and those that stand in it; none is fetched from the network."""

import os
import stat
import urllib.parse
from collections.abc import Callable

from bulletin_pdf.plain_files import open_plain

MAX_PICTURE = 40 << 20
_MAX_PICTURES = 200


def fetcher(path: str) -> Callable[[str], bytes]:
    """Return what reads a page's pictures: from the page's own directory, never from the network."""
    root = os.path.realpath(os.path.dirname(path) or ".")
    left = [_MAX_PICTURES]

    def fetch(name: str) -> bytes:
        if name.startswith("data:"):
            return inline_picture(name)
        if left[0] <= 0 or "\0" in name or len(name) > 1000:
            return b""
        target = os.path.realpath(
            os.path.join(root, urllib.parse.unquote(name.split("?")[0]).replace("\\", "/"))
        )
        if os.path.commonpath((root, target)) != root:
            return b""
        try:
            if not stat.S_ISREG(os.stat(target).st_mode) or os.path.getsize(target) > MAX_PICTURE:
                return b""
            with open_plain(target) as file:
                left[0] -= 1
                return file.read(MAX_PICTURE)
        except (OSError, ValueError):
            return b""

    return fetch


def inline_picture(name: str) -> bytes:
    """Read a picture that stands in the page itself."""
    import base64
    import binascii

    head, _, body = name.partition(",")
    if not head.endswith(";base64"):
        return b""
    try:
        return base64.b64decode(urllib.parse.unquote(body), validate=False)
    except (binascii.Error, ValueError):
        return b""
