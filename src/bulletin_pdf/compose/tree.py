"""The logical tree of a document while it grows."""

from typing import TypedDict, Unpack

from bulletin_pdf.pages import Tag, TagId, TagRole


class TagWords(TypedDict, total=False):
    """What a tag may say besides its role."""

    title: str
    alt: str
    actual_text: str
    lang: str
    spans: tuple[int, int]


class TagTree:
    """Collects tags; children come after their parents."""

    def __init__(self, title: str) -> None:
        self._tags = [Tag("Document", -1, title=title)]

    def add(self, role: TagRole, parent: TagId = 0, **words: Unpack[TagWords]) -> TagId:
        """Add a node under `parent` and give its id."""
        self._tags.append(Tag(role, parent, **words))
        return len(self._tags) - 1

    def tags(self) -> tuple[Tag, ...]:
        """Give the whole table."""
        return tuple(self._tags)
