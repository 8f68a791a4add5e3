"""Indexes by city, by contributing unit and by title, in pinyin or stroke order (docs/rules/archive.md §6)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.compose.title_lines import title_joints
from bulletin_pdf.issue.model import Issue, Report
from bulletin_pdf.issue.title_place import one_line, placed_title
from bulletin_pdf.layout.block import Block, EntryBlock, TextBlock
from bulletin_pdf.layout.style import BlockStyle
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document
from bulletin_pdf.volume.issues.bound_issue import BoundIssue
from bulletin_pdf.volume.parts.contributors import contributing_units
from bulletin_pdf.volume.parts.index_orders import IndexOrder
from bulletin_pdf.volume.parts.part_pages import (
    NOTHING,
    VolumeContext,
    set_part,
)
from bulletin_pdf.volume.parts.spellings import one_spelling, place_key, theme_key, unit_key
from bulletin_pdf.volume.plan.volume_vocabulary import PART_TITLES, PartName


class ReportEntry(NamedTuple):
    """A report as an index names it."""

    report: Report
    issue: str
    """The issue it stands in."""
    anchor: str
    page: int
    theme: str

    @property
    def title(self) -> str:
        """Its title on one line."""
        return one_line([line.text for line in self.report.title])


def entries_of(issues: Iterable[BoundIssue], context: VolumeContext) -> list[ReportEntry]:
    """Return all reports of a volume in its order."""
    return [
        ReportEntry(report, bound.member.full_label, anchor, context.targets[anchor], theme_of(bound.issue))
        for bound in issues
        for number, report in enumerate(bound.issue.reports, start=1)
        for anchor in (bound.report_anchor(number),)
    ]


def set_index(name: PartName, issues: Sequence[BoundIssue], first: int, context: VolumeContext) -> Document:
    """Set one index; each entry leads to the report and gives its volume page."""
    title = PART_TITLES[name]
    tree = TagTree(title)
    blocks: list[Block] = [TextBlock(title, context.part("part_title"), tree.add("H1", title=title))]
    with_city = name != "index-city"
    groups = _groups(name, entries_of(issues, context), context.order)
    if not groups:
        blocks.append(TextBlock(NOTHING, context.part("part_text"), tree.add("P")))
    for head, entries in groups.items():
        blocks.append(TextBlock(head, context.part("part_group"), tree.add("H2", title=head)))
        blocks += _entry_blocks(entries, tree, context.part("part_entry"), with_city=with_city)
    return set_part(blocks, tree, context.close_grid, first, context)


def _groups(
    name: PartName, entries: Sequence[ReportEntry], order: IndexOrder
) -> Mapping[str, Sequence[ReportEntry]]:
    """Return what stands under each head of an index."""
    if name == "index-title":
        ordered = sorted(entries, key=lambda entry: (order.key(entry.title), entry.page))
        return _grouped((order.head(entry.title), entry) for entry in ordered)
    keyed = [(key, entry) for entry in entries for key in _keys(name, entry) if key]
    heads = one_spelling((key for key, _ in keyed), _SPELLINGS[name])
    found = _grouped((heads[key], entry) for key, entry in keyed)
    sort_key = order.name_key if name == "index-unit" else order.key
    return {head: found[head] for head in sorted(found, key=sort_key)}


_SPELLINGS: Mapping[str, Callable[[str], str]] = {
    "index-city": place_key,
    "index-theme": theme_key,
    "index-unit": unit_key,
}


def _keys(name: PartName, entry: ReportEntry) -> tuple[str, ...]:
    match name:
        case "index-city":
            return (entry.report.city_name,)
        case "index-theme":
            return (entry.theme,)
        case _:
            return contributing_units(entry.report)


def theme_of(issue: Issue) -> str:
    """What an issue is about as a whole: its 专题, else its series (栏目)."""
    if issue.theme is not None:
        return issue.theme.text.strip("〔〕【】[]")
    return issue.masthead.series.text if issue.masthead.series else ""


def _grouped(pairs: Iterable[tuple[str, ReportEntry]]) -> dict[str, list[ReportEntry]]:
    groups: dict[str, list[ReportEntry]] = {}
    for key, entry in pairs:
        groups.setdefault(key, []).append(entry)
    return groups


def _entry_blocks(
    entries: Sequence[ReportEntry], tree: TagTree, style: BlockStyle, *, with_city: bool
) -> Iterator[Block]:
    listing = tree.add("L")
    for entry in entries:
        says_place = not with_city or placed_title(entry.report.city_name, entry.title).said
        words = ["" if says_place else entry.report.city_name, entry.issue]
        text = f"{entry.title}（{'，'.join(word for word in words if word)}）"
        link = tree.add("Link", tree.add("LBody", tree.add("LI", listing)))
        source = entry.report.title[0].source
        yield EntryBlock(text, style, link, entry.anchor, link, True, source, title_joints)
