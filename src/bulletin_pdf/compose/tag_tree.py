"""The logical tree of a document during composition."""

from typing import TypedDict, Unpack

from bulletin_pdf.pages import Tag, TagId, TagRole

_HEADING_ROLES: tuple[TagRole, ...] = ("H3", "H4", "H5", "H6")

_HIGHER: dict[TagRole, TagRole] = {"H2": "H1", "H3": "H2", "H4": "H3", "H5": "H4", "H6": "H5"}


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
        self._open_levels: list[int] = []

    def add(self, role: TagRole, parent: TagId = 0, **words: Unpack[TagWords]) -> TagId:
        """Add a node under `parent` and give its id."""
        if role == "H2":
            self._open_levels.clear()
        self._tags.append(Tag(role, parent, **words))
        return len(self._tags) - 1

    def add_heading(self, level: int, parent: TagId, **words: Unpack[TagWords]) -> TagId:
        """Add a heading of the text, level 1 to 4, below the last title (H2).

        A report may begin with （一） and have no 一、: its tags still skip no level (A-24).
        """
        while self._open_levels and self._open_levels[-1] >= level:
            self._open_levels.pop()
        self._open_levels.append(level)
        return self.add(_HEADING_ROLES[len(self._open_levels) - 1], parent, **words)

    def tags(self) -> tuple[Tag, ...]:
        """Return the whole table; where no name heads a document its titles stand first (A-24)."""
        if any(tag.role == "H1" for tag in self._tags):
            return tuple(self._tags)
        return tuple(tag._replace(role=_HIGHER.get(tag.role, tag.role)) for tag in self._tags)
