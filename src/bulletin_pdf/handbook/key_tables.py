"""Every key of every kind of file in one list, and the keys allowed below each value."""

from collections.abc import Iterator, Mapping
from typing import Final, Literal

from bulletin_pdf.design import vocabulary as design
from bulletin_pdf.issue import vocabulary as issue
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.volume.plan import volume_vocabulary as volume
from bulletin_pdf.yamldoc.key_table import Key, Keys

FileKind = Literal["issue", "bulletin", "design", "volume"]

_OF_ISSUE: Final = (issue.ISSUE, issue.REPORT, *issue.BLOCKS.values(), issue.CELL, issue.ERRATUM)
_OF_ALL_ISSUES: Final = (issue.DISTRIBUTION, issue.COLOPHON, issue.FONTS, issue.ISSUE_ARCHIVE)
_OF_DESIGN: Final = (
    design.DESIGN,
    *design.SECTIONS.values(),
    design.STYLES,
    design.STYLE,
    design.ROW,
    design.NAME_ROW,
    design.TWO_LINES,
    design.PART,
    design.SLOT,
)
_OF_VOLUME: Final = (volume.VOLUME, volume.PDF_MEMBER, volume.PDF_ENTRY, volume.BINDING, volume.ARCHIVE)

TABLES: Final[Mapping[FileKind, tuple[Keys, ...]]] = {
    "issue": (*_OF_ISSUE, *_OF_ALL_ISSUES),
    "bulletin": (issue.BULLETIN, *_OF_ALL_ISSUES),
    "design": _OF_DESIGN,
    "volume": _OF_VOLUME,
}
"""The tables of keys of each kind of file, the top first."""


class KeyEntry(NamedTuple):
    """One key, in the table of the mapping it stands in."""

    table: Keys
    key: Key

    @property
    def name(self) -> str:
        """Return the key under which its example stands, such as `report.title`."""
        return f"{self.table.of}.{self.key.name}"


def entries(kind: FileKind) -> Iterator[KeyEntry]:
    """Yield every key of a kind of file, table by table."""
    for table in TABLES[kind]:
        yield from (KeyEntry(table, key) for key in table.keys)


def all_entries() -> Iterator[KeyEntry]:
    """Yield every key of every kind of file once."""
    for kind in ("issue", "design", "volume"):
        yield from entries(kind)


BELOW: Final[Mapping[str, tuple[Keys, ...]]] = {
    "distribution": (issue.DISTRIBUTION,),
    "colophon": (issue.COLOPHON,),
    "fonts": (issue.FONTS,),
    "archive": (issue.ISSUE_ARCHIVE,),
    "reports": (issue.REPORT,),
    "errata": (issue.ERRATUM,),
    "body": tuple(issue.BLOCKS.values()),
    "table": (issue.CELL,),
    "design": (design.DESIGN,),
}
"""The keys that stand below a kind of value in an issue or bulletin.yaml; of several tables, the one that knows the first key."""

BELOW_IN_DESIGN: Final[Mapping[str, tuple[Keys, ...]]] = {
    **{name: (table,) for name, table in design.SECTIONS.items()},
    "styles": (design.STYLES,),
    "style": (design.STYLE,),
    "rows": (design.ROW,),
    "frame": (design.ROW,),
    "name_row": (design.NAME_ROW,),
    "two_lines": (design.TWO_LINES,),
    "parts": (design.PART,),
    "slots": (design.SLOT,),
}

BELOW_IN_VOLUME: Final[Mapping[str, tuple[Keys, ...]]] = {
    "design": (design.DESIGN,),
    "members": (volume.PDF_MEMBER,),
    "entries": (volume.PDF_ENTRY,),
    "binding": (volume.BINDING,),
    "archive": (volume.ARCHIVE,),
}


def below(kind: FileKind, table: Keys, value: str) -> tuple[Keys, ...]:
    """Return the tables that may stand below a value of a key of `table`."""
    if kind == "design" or table in _OF_DESIGN:
        return BELOW_IN_DESIGN.get(value, ())
    if kind == "volume":
        return BELOW_IN_VOLUME.get(value, ())
    return BELOW.get(value, ())
