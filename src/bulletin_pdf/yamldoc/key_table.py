"""A table of the keys allowed in one kind of mapping, each in two languages."""

from collections.abc import Callable, Mapping

from bulletin_pdf.messages import Language, say
from bulletin_pdf.named_tuples import NamedTuple


class Key(NamedTuple):
    """One key: its English and Chinese names, and what it holds.

    `value` names the kind of value in the terms of `issue.schema`.
    """

    name: str
    chinese: str
    value: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name a file may use."""
        return (self.name, self.chinese, *self.aliases)

    def spelt(self, chinese: bool) -> str:
        """Return its name in a language."""
        return self.chinese if chinese else self.name


class FieldPlace(NamedTuple):
    """Where a name is a field: below the field that `below` names in both languages, or on top where it is empty."""

    below: tuple[str, ...] = ()


class Keys(NamedTuple):
    """The keys of one kind of mapping, and the key each name stands for."""

    of: str
    keys: tuple[Key, ...]
    by_name: Mapping[str, Key]
    elsewhere: Callable[[str, str], FieldPlace | None] = lambda name, of: None
    """Where else in the same file a name is a field that is none of `of`; None where nowhere."""

    def about(self, key: Key, lang: Language) -> str:
        """Return what a key is for."""
        return say(lang, "field", f"{self.of}.{key.name}")


def keys(
    of: str, *table: Key, elsewhere: Callable[[str, str], FieldPlace | None] = lambda name, of: None
) -> Keys:
    """Make the table of the keys of one kind of mapping, named as its descriptions in the catalogues are."""
    by_name: dict[str, Key] = {}
    for key in table:
        for name in key.names:
            if name in by_name:
                raise ValueError(f"the name {name} stands for two keys")
            by_name[name] = key
    return Keys(of, table, by_name, elsewhere)


def is_han(text: str) -> bool:
    """Whether a text has a Han character in it."""
    return not text.isascii() and any("㐀" <= char <= "鿿" or char > "\U0001ffff" for char in text)
