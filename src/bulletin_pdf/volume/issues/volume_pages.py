"""Storage of a volume's pages until it is bound."""

from collections.abc import Iterable, Sequence

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.pages import Page, SectionPage, TextRun
from bulletin_pdf.pdf.profile import Profile
from bulletin_pdf.pdf.write.sections import FileSection, SectionStore, SectionWriter
from bulletin_pdf.pdf.write.written_pages import WrittenSection


class VolumePages:
    """The pages of a volume: with a writer for each kind of file, or whole in a store where there are no writers.

    All writers give a page the same id.
    """

    def __init__(self, profiles: Sequence[Profile], book: FontBook) -> None:
        """Begin with none; pages are written for `profiles` as they are added."""
        self.profiles = tuple(profiles)
        self._writers = {profile.name: SectionWriter(profile, book) for profile in profiles}
        self._stores: tuple[SectionStore, ...] = tuple(self._writers.values()) or (SectionStore(),)

    def add(self, section: FileSection) -> tuple[SectionPage, ...]:
        """Add pages that have their number in the volume."""
        return [store.add(section) for store in self._stores][0]

    def add_written(
        self, written: Sequence[WrittenSection], folios: Sequence[TextRun]
    ) -> tuple[SectionPage, ...]:
        """Add pages that another process has written for each of the profiles, with their numbers."""
        pairs = zip(self._writers.values(), written, strict=True)
        return [writer.add_written(section, folios) for writer, section in pairs][0]

    def keep(self, pages: Iterable[Page]) -> tuple[SectionPage, ...]:
        """Add pages that are numbered in binding."""
        kept = tuple(pages)
        return [store.keep(kept) for store in self._stores][0]

    def writer(self, kind: str) -> SectionWriter | None:
        """Return the writer of a kind of file, by the name of its profile."""
        return self._writers.get(kind)

    def whole(self, order: Iterable[SectionPage]) -> tuple[Page, ...]:
        """Return the pages of an order with all their marks; none where writers have them."""
        return () if self._writers else tuple(self._stores[0].marked(order))
