"""`Session`: the same issues typeset repeatedly; only changed parts are set again."""

import contextlib
from collections.abc import Iterator, Mapping
from threading import RLock

from bulletin_pdf.api.inputs import StrPath
from bulletin_pdf.api.issue import UNSAVED, Issue
from bulletin_pdf.api.session_cache import Retained
from bulletin_pdf.build import Tools


class Session:
    """Keeps faces open, and of the issues set last the galleys and fonts.

    `read`, `parse` and `from_data` are those of `Issue`; an issue that is taken again under the same path, with
    another text, is set in a fraction of the time. What comes out is the same to the byte as without a session.
    A session may be used from several threads; they take turns. What it keeps goes when it goes.
    """

    def __init__(self) -> None:
        """Begin with nothing kept."""
        self._retained = Retained()
        self._lock = RLock()

    def read(self, path: StrPath, *, bulletin: StrPath | None = None) -> Issue:
        """Read the text of a file, as `Issue.read` does."""
        return self._kept(Issue.read(path, bulletin=bulletin))

    def parse(
        self, text: str | bytes, *, base: StrPath = ".", name: str = UNSAVED, bulletin: StrPath | None = None
    ) -> Issue:
        """Take a text that is in no file, or not yet, as `Issue.parse` does."""
        return self._kept(Issue.parse(text, base=base, name=name, bulletin=bulletin))

    def from_data(
        self,
        data: Mapping[str, object],
        *,
        base: StrPath = ".",
        name: str = UNSAVED,
        bulletin: StrPath | None = None,
    ) -> Issue:
        """Take mappings, lists and texts, as `Issue.from_data` does."""
        return self._kept(Issue.from_data(data, base=base, name=name, bulletin=bulletin))

    def _kept(self, issue: Issue) -> Issue:
        return issue.using(lambda: self._tools(issue.path))

    @contextlib.contextmanager
    def _tools(self, path: str) -> Iterator[Tools]:
        with self._lock:
            yield self._retained.tools_for(path)
