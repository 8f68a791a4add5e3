"""What issues and volumes have in common: YAML text, from a file or from memory."""

from bulletin_pdf.yamldoc.source import SourceText


class YamlText:
    """A text that was read, under the name it has or would have; it is taken as it is and never changes."""

    def __init__(self, source: SourceText) -> None:
        """Take a text that was read; `read`, `parse` and `from_data` are the ways to one."""
        self._source = source

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.path}>"

    @property
    def path(self) -> str:
        """The file the text was read from, or the one it would have."""
        return self._source.path

    @property
    def data(self) -> bytes:
        """The text as bytes, just as it was given."""
        return self._source.data

    @property
    def text(self) -> str:
        """The text; bytes that are no UTF-8 show as �."""
        return self._source.data.decode("utf-8-sig", errors="replace")
