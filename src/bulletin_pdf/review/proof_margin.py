"""The proof with the changes of a round in its margin: numbered, underlined in place, listed at the end.

A number in the margin leads to its words, and the words lead back to the place.
"""

import os
from collections.abc import Sequence, Set

from bulletin_pdf.build import Tools, set_edition
from bulletin_pdf.compose.design import Design, design_for
from bulletin_pdf.compose.single_lines import put_label, set_label, width_of
from bulletin_pdf.geometry import Rect
from bulletin_pdf.inks import Cmyk, Ink
from bulletin_pdf.layout.block import Block, SpaceBlock, TextBlock
from bulletin_pdf.layout.fit import make_up
from bulletin_pdf.layout.page_numbers import PageNumbering, number_pages
from bulletin_pdf.layout.runs import SetText
from bulletin_pdf.layout.style import BlockStyle, TextStyle
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.messages import Language, say
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Anchor, Link, Mark, Page, Rule
from bulletin_pdf.pdf.write.pdf_file import render
from bulletin_pdf.problems import Problems
from bulletin_pdf.review.contradictions import line_at
from bulletin_pdf.review.located_parts import UnfitError, located
from bulletin_pdf.review.paper import ReviewPaper
from bulletin_pdf.review.pdf_out import LineRun, placed_lines
from bulletin_pdf.review.proposal import ProposalPart, plain
from bulletin_pdf.review.proposal_record import note_of
from bulletin_pdf.review.round import Standing

_OPEN = Cmyk(0.9, 0.4, 0, 0.1)
"""What is still to be decided."""
_DONE = Cmyk(0.75, 0, 0.8, 0.35)
"""What is in the text already."""
_SMALL = 7.0
_STEP = 8.5
"""From one line in the margin to the next, pt."""
_BESIDE = 5.0
"""Between the type area and what stands next to it, pt; findings stand on the first line of their own."""
_EDGE = 8.0
"""What stays white at the edge of the page, pt."""


class _PlacedChange(NamedTuple):
    """A change with its place on the pages, if it has one."""

    standing: Standing
    page: int
    x: float
    x2: float
    y: float


def proof_with_changes(
    paper: ReviewPaper, standings: Sequence[Standing], lang: Language, tools: Tools = Tools()
) -> bytes:
    """Return the proof of an issue with what was accepted and what is open. Raises `BulletinError` when it cannot be set."""
    issue, problems = paper.issue, Problems()
    stem = os.path.splitext(os.path.basename(issue.path))[0]
    ready = set_edition(issue, problems, "proof", target=f"{stem}.proof.pdf", tools=tools)
    design, book = design_for(issue, Problems()), ready.facts.book
    typesetter = Typesetter(book, design.rules, Problems())
    wanted = [each for each in standings if each.entry.state in ("open", "accepted")]
    runs = placed_lines(paper, ready.single.pages, book)
    shown = [_place(paper, each, runs) for each in wanted]
    pages = [
        _with_margin(page, [each for each in shown if each.page == number], number, design, typesetter, lang)
        for number, page in enumerate(ready.document.pages)
    ]
    pages += _words(shown, len(pages), design, typesetter, lang)
    document = ready.document._replace(pages=tuple(pages))
    return render(document, ready.facts.profile._replace(links=True), book)


# Where changes stand


def _place(paper: ReviewPaper, standing: Standing, runs: Sequence[LineRun]) -> _PlacedChange:
    nowhere = _PlacedChange(standing, -1, 0, 0, 0)
    for part in standing.entry.proposal.parts[:1]:
        try:
            first, start, end = located(paper, _now(part) if standing.entry.state == "accepted" else part)
        except UnfitError:
            return nowhere
        line, at = line_at(paper, first, start)
        for run in runs:
            if run.line == line and run.first <= at <= run.first + len(run.edges) - 1:
                from_, to = at - run.first, min(max(at + end - start, at) - run.first, len(run.edges) - 1)
                return _PlacedChange(standing, run.page, run.edges[from_], run.edges[to], run.y)
    return nowhere


def _now(part: ProposalPart) -> ProposalPart:
    """Return a part as its line says it once it is in."""
    if part.flip:
        return part
    now = plain(part.now)
    text = part.text[: part.start] + now + part.text[part.end :]
    return part._replace(text=text, end=part.start + len(now))


# In the margin


def _with_margin(
    page: Page,
    shown: Sequence[_PlacedChange],
    number: int,
    design: Design,
    typesetter: Typesetter,
    lang: Language,
) -> Page:
    left = design.grid.left(number + 1) + design.grid.width + _BESIDE
    room = page.size.width - left - _EDGE
    marks: list[Mark] = []
    anchors: list[Anchor] = []
    free = 0.0
    for each in sorted(shown, key=lambda one: (one.y, one.x)):
        ink, number_ = _ink(each.standing), each.standing.entry.id
        below = each.y + 3
        marks.append(Rule(each.x, below, max(each.x2, each.x + 3), below, 0.8, ink))
        # The line of the text itself has the numbers of what proofreading found.
        y = max(each.y + _STEP, free)
        lines = [_title(each.standing, lang), *_said_short(each.standing)]
        for text in lines:
            marks += put_label(_fitted(text, ink, room, typesetter), left, y)
            y += _STEP
        top = y - _STEP * len(lines) - _SMALL
        marks.append(Link(Rect(left, top, room, y - _STEP + 2 - top), f"review-{number_}", lines[0]))
        anchors.append(Anchor(f"review-place-{number_}", each.y - 20))
        free = y + 2
    return page._replace(marks=(*page.marks, *marks), anchors=(*page.anchors, *anchors))


def _fitted(text: str, ink: Ink, room: float, typesetter: Typesetter) -> SetText:
    """Set a line of the margin, cut where there is no more room."""
    style = TextStyle("song", _SMALL, ink=ink)
    label = set_label(text, style, None, typesetter)
    while width_of(label) > room and len(text) > 1:
        text = text.removesuffix("…")[:-1] + "…" if len(text) > 2 else text[:-1]
        label = set_label(text, style, None, typesetter)
    return label


def _ink(standing: Standing) -> Ink:
    return _DONE if standing.entry.state == "accepted" else _OPEN


def _title(standing: Standing, lang: Language) -> str:
    state = say(lang, "term", f"review {standing.entry.state}")
    return f"改{standing.entry.id} {state}" if lang == "zh" else f"{standing.entry.id} {state}"


def _said_short(standing: Standing) -> list[str]:
    proposal = standing.entry.proposal
    who = "、".join(proposal.who)
    now, was = plain(proposal.now), plain(proposal.was)
    said = f"＋{now}" if now and not was else f"－{was}" if was and not now else f"→{now}" if now else ""
    if not proposal.changes:
        said = proposal.note if proposal.kind == "comment" else ""
    return [" ".join(text.split()) for text in (who, said) if text]


# In words


def _words(
    shown: Sequence[_PlacedChange], pages: int, design: Design, typesetter: Typesetter, lang: Language
) -> tuple[Page, ...]:
    if not shown:
        return ()
    head = BlockStyle(TextStyle("hei", 16.0, latin="hei"), align="center", area=(2,), keep_with_next=1)
    style = BlockStyle(TextStyle("song", 12.0), hang=2.0, align="left")
    blocks: list[Block] = [TextBlock(say(lang, "review-report", "title"), head, None), SpaceBlock(1)]
    for each in shown:
        name = f"review-{each.standing.entry.id}"
        blocks.append(TextBlock(_sentence(each, lang), style, None, anchor=name))
    made = make_up(blocks, (), design.grid, typesetter, fit=False, foot_on_even=False)
    placed = {f"review-{each.standing.entry.id}" for each in shown if each.page >= 0}
    numbered = number_pages(made.pages, design.grid, PageNumbering(first=pages + 1), typesetter.book)
    return tuple(_with_links_back(page, placed, pages + at, design) for at, page in enumerate(numbered))


def _with_links_back(page: Page, placed: Set[str], number: int, design: Design) -> Page:
    """Let the first line of each change lead to its place."""
    left, width = design.grid.left(number + 1), design.grid.width
    links = [
        Link(Rect(left, anchor.y, width, 18), anchor.name.replace("review-", "review-place-"), anchor.name)
        for anchor in page.anchors
        if anchor.name in placed
    ]
    return page._replace(marks=(*page.marks, *links))


def _sentence(shown: _PlacedChange, lang: Language) -> str:
    standing = shown.standing
    proposal = standing.entry.proposal
    where = (
        say(lang, "sheet", "nowhere")
        if shown.page < 0
        else say(lang, "review-proof", "page", page=shown.page + 1)
    )
    kind = say(lang, "term", f"review {proposal.kind}")
    state = say(lang, "term", f"review {standing.entry.state}")
    when = proposal.when.replace("T", " ").removesuffix("Z")
    said = [f"{kind}：" if lang == "zh" else f"{kind}: "]
    if proposal.was:
        said.append(say(lang, "review-proof", "was", text=" ".join(plain(proposal.was).split())))
    if proposal.now:
        said.append(say(lang, "review-proof", "now", text=" ".join(plain(proposal.now).split())))
    note = note_of(standing, lang)
    if note:
        said.append(note)
    who = "、".join(proposal.who)
    by = " ".join(part for part in (who, when) if part)
    return say(
        lang,
        "review-proof",
        "sentence",
        id=standing.entry.id,
        where=where,
        state=state,
        by=by,
        said=" ".join(said),
    )
