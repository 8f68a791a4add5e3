"""Material → Draft: which line is the name, where reports begin, who wrote them.

1. Furniture of pages and of web sites is taken off (`boilerplate`), broken lines are joined (`wrapped`).
2. The lines of a masthead are known by what they say (`masthead_lines`): name, number, office, day.
3. Titles part the rest into reports (`report_titles`); 版记 and lists of recipients are cut off at the end (`tail`).
4. Each report's text becomes paragraphs, headings, tables and pictures (`report_body`); its title gives city and heading.
5. What fits no field stands in the draft's comments, or in the text where there is none.

What a source says in so many words is taken; what is only likely is taken too and noted as a guess. Nothing is dropped
without a note: a line that fits no field stands in the draft's comments, and whatever is left out is in the log.
"""

import re
from collections.abc import Sequence

from bulletin_pdf.design.shipped import shipped
from bulletin_pdf.importers.boilerplate import CleanedPage, clear
from bulletin_pdf.importers.city_titles import split_title
from bulletin_pdf.importers.draft import NO_TEXT, Draft, Guess
from bulletin_pdf.importers.draft_values import (
    NO_TITLE,
    is_prose,
    joined_title,
    number_or_none,
    numbers_paper,
    place_of,
    prose_or_none,
    report_of,
    script_of,
    signed_day,
    with_clean_alt,
    words_in,
)
from bulletin_pdf.importers.form import (
    is_labelled,
    is_order,
    title_label,
)
from bulletin_pdf.importers.glued_titles import sent_out, unglue_title
from bulletin_pdf.importers.head_lines import has_number, is_label, marked_head, opened_tables
from bulletin_pdf.importers.line_kinds import (
    ENTRY_NUMBER,
    LABEL,
    TitleItems,
    is_short,
    title_key,
)
from bulletin_pdf.importers.masthead_lines import (
    MastheadHead,
    is_head_line,
    is_note,
    read_masthead,
    split_masthead_line,
)
from bulletin_pdf.importers.material import (
    Image,
    ImportedTable,
    Material,
    MaterialItem,
    Para,
    SourceEdit,
    cut_para,
)
from bulletin_pdf.importers.picture import picture_type
from bulletin_pdf.importers.report_body import ReportBody, read_report_body
from bulletin_pdf.importers.report_titles import FoundTitles, find_titles, sections_listed
from bulletin_pdf.importers.tail import DocumentEnd, read_tail
from bulletin_pdf.importers.text_begin import first_long_paragraph, text_begins
from bulletin_pdf.importers.tidy import spread_out, tidy_item, without_controls
from bulletin_pdf.issue.dates import DateFault, read_date
from bulletin_pdf.issue.model import (
    Colophon,
    Distribution,
    Element,
    Issue,
    IssueDate,
    Masthead,
    Paragraph,
    Prose,
    Report,
)
from bulletin_pdf.issue.printed_form import counted_line
from bulletin_pdf.issue.yaml_lines import CommentPlace
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

_NUMBERS = {"number", "serial", "label"}
_SHORT_NAME = 10
_MAX_UNPLACED = 8
"""Lines of a paper that is no issue which may stand in the comments; more of them are text."""
_MAX_ENTRY = 120
"""Characters of a line that an entry of the contents may repeat."""
NO_DATE = "1900-01-01"
"""Stands where a source gives no date: a draft builds, and nobody takes it for a real one."""
NO_NAME = "工作简报"
NO_NUMBER = "第　期"
_BY_HEAD = pattern(r"[^《》]{3,60}(?:公\s?告|通\s?告|公\s?报|令)")
"""A title that says no more than who published a paper of which kind; its number belongs to it."""
_CALLED = pattern(
    r"[^《》]{3,60}(?:公告|通告|令)\s?[（(〔\[](?:19|20)[0-9]{2}[）)〕\]]\s?第?\s?[0-9]{1,4}\s?号"
)
_ENTRY_PAGE = pattern(r"(?:[\s.…·⋯—_]{2,}|\s)[（(]?[0-9]{1,3}[)）]?\s*$")


class KnownMasthead(NamedTuple):
    """What the bulletin.yaml beside the draft says already."""

    name: str = ""
    publishers: tuple[str, ...] = ()


def infer(material: Material, known: KnownMasthead = KnownMasthead(), pictures: str = "") -> Draft:
    """Guess the issue; `pictures` is the directory its pictures will be named in."""
    return _Inferrer(material, known, pictures).infer()


class _Inferrer:
    def __init__(self, material: Material, known: KnownMasthead, pictures: str) -> None:
        self.material = material
        self.known = known
        self.folder = pictures
        self.edits: list[SourceEdit] = list(material.edits)
        self.guesses: dict[CommentPlace, list[Guess]] = {}
        self.unplaced: list[str] = []
        self.pictures: list[tuple[str, bytes]] = []
        self.files: dict[int, str] = {}
        self.numbered = False
        """Whether the paper is an issue of a bulletin, which has a number."""
        self.above: list[MaterialItem] = []
        """Tables and sentences above the first title: they begin the text of the first report."""

    def infer(self) -> Draft:
        page = clear(self.material, self.edits)
        page = page._replace(
            items=tuple(self._tidied(page.items)), headings=tuple(self._tidied_paras(page.headings))
        )
        tail = read_tail(page.items, self.edits)
        opened = opened_tables(page.items[: tail.end], first_long_paragraph(page.items))
        unglued = unglue_title(opened, self.edits)
        text, single = self._without_contents(unglued.items)
        first_long = single if single > 0 else text_begins(text, word=self.material.kind == "word")
        items, is_head = marked_head(text, first_long)
        self.numbered = any(head and has_number(item) for head, item in zip(is_head, items, strict=True))
        found = find_titles(items, is_head, first_long, numbered=self.numbered, single=single >= 0)
        if unglued.cut:
            found = found._replace(titles=tuple(title._replace(why="title-form") for title in found.titles))
        later = frozenset(
            title_key(item.words)
            for item in items[found.head_end :]
            if isinstance(item, Para) and len(item.words) <= _MAX_ENTRY
        )
        head = self._head(items[: found.head_end], page, later)
        reports = self._reports(items, found, page)
        issue = self._issue(head, reports, tail, page)
        edits = tuple(sorted(self.edits, key=lambda edit: (edit.place.line, edit.place.column)))
        guesses = {place: tuple(dict.fromkeys(of_place)) for place, of_place in self.guesses.items()}
        return Draft(issue, guesses, edits, self.material.remarks, tuple(self.unplaced), tuple(self.pictures))

    def _guess(self, place: CommentPlace, key: str, **details: str) -> None:
        cleaned = tuple((name, value[:40]) for name, value in details.items())
        self.guesses.setdefault(place, []).append(Guess(key, cleaned))

    # 整理

    def _tidied(self, items: Sequence[MaterialItem]) -> list[MaterialItem]:
        tidied = [tidy_item(item, self.edits) for item in items]
        kept = [with_clean_alt(item) for item in tidied if item is not None]
        for item in kept:
            if isinstance(item, Image):
                self._name_picture(item)
        return kept

    def _tidied_paras(self, paras: Sequence[Para]) -> list[Para]:
        return [item for item in self._tidied(paras) if isinstance(item, Para)]

    def _name_picture(self, image: Image) -> None:
        """Give a picture that could be had its file name."""
        ending = picture_type(image.data)
        if not ending:
            return
        for name, data in self.pictures:
            if data == image.data:
                self.files[id(image)] = f"{self.folder}/{name}" if self.folder else name
                return
        name = f"{len(self.pictures) + 1}.{ending}"
        self.pictures.append((name, image.data))
        self.files[id(image)] = f"{self.folder}/{name}" if self.folder else name

    # 一篇文稿自己的目录

    def _without_contents(self, items: Sequence[MaterialItem]) -> tuple[Sequence[MaterialItem], int]:
        """Take out the table of contents of a single paper, whose title stands above it; give its place, -1 for none.

        A bulletin, recognised by its number, has contents that name its reports.
        """
        listed = sections_listed(items)
        if not listed or any(has_number(item) for item in items[: listed[0]]):
            return items, -1
        below = {
            title_key(item.words)
            for at, item in enumerate(items)
            if isinstance(item, Para) and at not in set(listed)
        }
        named = [
            at for at in listed if isinstance(item := items[at], Para) and title_key(item.words) in below
        ]
        # Where most entries stand below, the others are what the contents were before the last change.
        gone = set(listed if len(named) * 2 > len(listed) else named)
        gone |= {at for at in range(listed[0]) if is_label(items[at])}
        for at in sorted(gone):
            if isinstance(item := items[at], Para):
                self.edits.append(SourceEdit(item.text.span(), item.words, "", "contents"))
        kept = [item for at, item in enumerate(items) if at not in gone]
        return kept, min(gone, default=listed[0])

    # 报头

    def _head(self, items: Sequence[MaterialItem], page: CleanedPage, later: frozenset[str]) -> MastheadHead:
        """Read what stands above the first report; `later` are the keys of the lines below."""
        lines: list[Para] = []
        note: list[Para] = []
        contents = False
        for item in items:
            if isinstance(item, Image):
                self._guess(("reports",), "no-picture", **{"from": item.source})
            if isinstance(item, ImportedTable):
                self.above.append(item)
            if not isinstance(item, Para):
                continue
            contents = contents or bool(LABEL.match(item.words))
            if contents:
                self._contents_line(item, later)
            elif is_note(item.words) or note:
                note.append(item)
            elif is_labelled(item.words) and not self.numbered:
                self.above.append(item)
            else:
                lines.append(item)
        self.note = self._note(note)
        head = read_masthead([line.words for line in lines])
        left = list(head.unplaced)
        for line in lines:
            if line.words not in left:  # taken, or said a second time
                rest = spread_out(split_masthead_line(line.words).rest)
                self.edits.append(
                    SourceEdit(line.text.span(), line.words, rest if rest in left else "", "field:masthead")
                )
                continue
            left.remove(line.words)
            if is_prose(line):
                self.above.append(line)
                head.unplaced.remove(line.words)
        if not self.numbered and len(self.unplaced) + len(head.unplaced) > _MAX_UNPLACED:
            self._place_in_text(items, head)
        self.unplaced += head.unplaced
        if page.headings:
            self._complete(head, page)
        for para in page.headings:
            self.edits.append(SourceEdit(para.text.span(), para.words, "", "heading-again"))
        return head

    def _place_in_text(self, items: Sequence[MaterialItem], head: MastheadHead) -> None:
        """So many lines that fit no field are text that stands above the title."""
        left = [*self.unplaced, *head.unplaced]
        known = {id(item) for item in self.above}
        placed = []
        for item in items:
            if id(item) not in known and isinstance(item, Para) and item.words in left:
                left.remove(item.words)
                known.add(id(item))
                placed.append(item.words)
        self.above = [item for item in items if id(item) in known]
        for text in placed:
            (self.unplaced if text in self.unplaced else head.unplaced).remove(text)

    def _contents_line(self, item: Para, later: frozenset[str]) -> None:
        """A line of the contents is made anew when it stands below as well; else it is kept in the comments."""
        if LABEL.match(item.words) or title_key(item.words) in later:
            self.edits.append(SourceEdit(item.text.span(), item.words, "", "contents"))
        else:
            self.unplaced.append(item.words)

    def _complete(self, head: MastheadHead, page: CleanedPage) -> None:
        """What the text's own head leaves open, the page's titles may say."""
        titles = [para.words for para in page.headings]
        above = read_masthead([text for text in titles if "期" in text or is_head_line(text)])
        for name, value in above.given.items():
            if name not in head.given and not (name == "name" and self.known.name):
                head.given[name] = value
                head.sources[name] = above.sources[name]
                self._guess(
                    (name if name != "name" else "bulletin",), "number", **{"from": above.sources[name]}
                )

    def _note(self, paras: list[Para]) -> list[Prose]:
        texts = [para.words for para in paras]
        if texts:
            self._guess(("note",), "note", **{"from": texts[0][:12]})
        if len(texts) > 1 and len(texts[0]) < 9:
            texts = (
                [texts[0].rstrip("：: ") + "：" + texts[1], *texts[2:]]
                if "【" not in texts[0]
                else [texts[0] + texts[1], *texts[2:]]
            )
        return [Prose(text) for text in texts]

    # 报告

    def _reports(self, items: Sequence[MaterialItem], found: FoundTitles, page: CleanedPage) -> list[Report]:
        titles = list(found.titles)
        for at in found.unmatched:
            item = items[at]
            if isinstance(item, Para):
                self.unplaced.append(item.words)
        if not titles:
            body = items[found.head_end :]
            return [self._untitled(body, page)] if body else [self._untitled((), page)]
        between = items[found.head_end : titles[0].first]
        self._between(between, {title.entry - found.head_end for title in titles if title.entry >= 0}, found)
        reports = []
        for number, title in enumerate(titles):
            stop = titles[number + 1].first if number + 1 < len(titles) else len(items)
            reports.append(self._report(number, title, items, stop))
        return reports

    def _between(self, items: Sequence[MaterialItem], entries: set[int], found: FoundTitles) -> None:
        """Lines between head and first title that are no entry of the contents."""
        known = {at - found.head_end for at in found.unmatched}
        note: list[Para] = []
        for at, item in enumerate(items):
            if isinstance(item, Para) and (at in entries or LABEL.match(item.words)):
                self.edits.append(SourceEdit(item.text.span(), item.words, "", "contents"))
            if not isinstance(item, Para):
                self.above.append(item)
            if at in entries or at in known or not isinstance(item, Para) or LABEL.match(item.words):
                continue
            if is_note(item.words) or note:
                note.append(item)
            elif is_prose(item):
                self.above.append(item)
            else:
                self.unplaced.append(item.words)
        if note and not self.note:
            self.note = self._note(note)

    def _report(self, number: int, title: TitleItems, items: Sequence[MaterialItem], stop: int) -> Report:
        place: CommentPlace = ("reports", number)
        lines = [
            self._drawn_together(item)
            for item in items[title.first : title.last + 1]
            if isinstance(item, Para)
        ]
        entry_item = items[title.entry] if title.entry >= 0 else None
        entry = self._entry(entry_item) if isinstance(entry_item, Para) else ""
        begin = title.last + 1
        subtitle = None
        if (
            begin < stop
            and isinstance(item := items[begin], Para)
            and re.match("——|--|—", item.words)
            and len(item.words) < 60
        ):
            subtitle, begin = Prose(item.words), begin + 1
        begin += self._said_again(items[begin:stop], joined_title(lines))
        body = self._body(place, items[begin:stop])
        called = joined_title(lines)
        if number == 0 and _BY_HEAD.fullmatch(called):
            called = self._with_number(called)
        taken = split_title(called, entry, body.by, words_in(items[begin:stop]))
        if title.why:
            self._guess((*place, "title"), title.why)
        if len(lines) > 1:
            self._guess((*place, "title"), "title-joined", count=str(len(lines)))
        if title.by_order:
            self._guess((*place, "contents_title"), "entry")
        if taken.guessed:
            self._guess((*place, "city"), "city")
        self._take_guesses(place, body.guesses)
        return report_of(taken, entry, subtitle, body.by, self._never_empty(place, body.elements))

    def _said_again(self, items: Sequence[MaterialItem], title: str) -> int:
        """Leave out the title where a page repeats it right above the text; return how many items that are."""
        first = items[0] if items else None
        if not isinstance(first, Para) or len(items) == 1 or title_key(first.words) != title_key(title):
            return 0
        self.edits.append(SourceEdit(first.text.span(), first.words, "", "heading-again"))
        return 1

    def _drawn_together(self, line: Para) -> str:
        """A line of a title without its label (作品名称：) and without the blanks that spread its hanzi over its width."""
        if line.words.endswith(("：", ":")):
            end = len(line.words) - 1
            self.edits.append(SourceEdit(line.text.span(end), line.words[end:], "", "layout"))
            line = cut_para(line, 0, end)
        label = title_label(line.words)
        if label:
            self.edits.append(SourceEdit(line.text.span(0, label), line.words[:label], "", "layout"))
            line = cut_para(line, label)
        made = spread_out(line.words)
        if made != line.words:
            self.edits.append(SourceEdit(line.text.span(), line.words, made, "layout"))
        return made

    def _body(self, place: CommentPlace, items: Sequence[MaterialItem]) -> ReportBody:
        """Read the text of a report; the first one begins with what stood above its title."""
        above: list[MaterialItem] = self.above if place[1] == 0 else []
        if above:
            self._guess((*place, "body"), "above-title", count=str(len(above)))
        return read_report_body([*above, *items], self.edits, self.files)

    def _never_empty(self, place: CommentPlace, elements: tuple[Element, ...]) -> tuple[Element, ...]:
        """A report without text takes what fits no field; “……” stands only where the source has nothing."""
        if elements or not self.unplaced or place[1] != 0:
            return elements or (Paragraph(Prose(NO_TEXT)),)
        self._guess((*place, "body"), "unplaced-body")
        lines, self.unplaced = self.unplaced, []
        return tuple(Paragraph(Prose(line)) for line in lines)

    def _entry(self, item: Para) -> str:
        return _ENTRY_PAGE.sub("", ENTRY_NUMBER.sub("", item.words)).strip()

    def _untitled(self, items: Sequence[MaterialItem], page: CleanedPage) -> Report:
        """A report whose title is not in the text: the page's own name may be it."""
        title = next((para.words for para in page.headings if "期" not in para.words), "")
        title = title or without_controls(re.split(r"[-_|—]{1,2}", self.material.title)[0]).strip()
        order = next((line for line in self.unplaced if is_order(line) or _CALLED.fullmatch(line)), "")
        issuer = "" if title or order else self._issuer_above(items)
        sent = "" if title or order or issuer else sent_out(items)
        place: CommentPlace = ("reports", 0)
        form = order or issuer or sent
        self._guess((*place, "title"), "title-form" if form else "title-page" if title else "no-title")
        if sent:
            self.edits.append(SourceEdit(place_of(items, self.material.path), "", sent, "title-again"))
        if order:
            self.unplaced.remove(order)
        if issuer:
            items = items[1:]
        title = self._with_number(order or issuer) if order or issuer else sent or title
        body = self._body(place, items)
        self._take_guesses(place, body.guesses)
        taken = split_title(title or NO_TITLE, "", body.by, words_in(items))
        return report_of(taken, "", None, body.by, self._never_empty(place, body.elements))

    def _issuer_above(self, items: Sequence[MaterialItem]) -> str:
        """Return the office by whose name and number a paper without a title is called: 甲市公安局 第3号."""
        first = items[0] if items else None
        named = isinstance(first, Para) and is_short(first) and not is_prose(first)
        return (
            first.words
            if named and isinstance(first, Para) and any(map(numbers_paper, self.unplaced))
            else ""
        )

    def _with_number(self, head: str) -> str:
        """Call a paper by its head and its number (…令 第308号), which then stands in no comment."""
        numbers = [line for line in self.unplaced if numbers_paper(line)]
        self.unplaced = [line for line in self.unplaced if line not in numbers]
        return " ".join([head, *numbers])

    def _take_guesses(self, place: CommentPlace, guesses: dict[str, tuple[Guess, ...]]) -> None:
        for name, of_name in guesses.items():
            self.guesses.setdefault((*place, name), []).extend(of_name)

    # 合成

    def _issue(
        self, head: MastheadHead, reports: list[Report], tail: DocumentEnd, page: CleanedPage
    ) -> Issue:
        given = head.given
        number = number_or_none(given.get("number", ""))
        year = number_or_none(given.get("year", ""))
        serial = number_or_none(given.get("serial", ""))
        if serial is not None and number is not None and serial < number and not head.supplement:
            self._left_over(head.sources["serial"], f"总第{serial}期")
            serial = None
        label = given.get("label", "")
        if number is None and not label:
            label = NO_NUMBER
            self._guess(("label",), "no-number")
        date = self._date(given, tail, page, signed="" if number is not None else signed_day(reports))
        if year is not None and str(year) != date.iso[:4]:
            self._left_over(head.sources.get("year", ""), f"{year}年")
            year = None
        masthead = Masthead(
            name=Prose(self._name(given)),
            series=prose_or_none(given.get("series", "")),
            label=prose_or_none("" if label == counted_line(number, year, supplement=False) else label),
            publishers=tuple(map(Prose, self._publishers(head, tail, page))),
            date=date,
            secrecy=prose_or_none(given.get("secrecy", "")),
            urgency=prose_or_none(given.get("urgency", "")),
            copy_number=given.get("copy_number", ""),
        )
        if tail.lists or tail.copies:
            self._guess(("distribution",), "distribution")
        if tail.colophon:
            self._guess(("colophon",), "colophon")
        sent = {name: tuple(map(Prose, lines)) for name, lines in tail.lists.items()}
        return Issue(
            path=self.material.path, masthead=masthead, theme=prose_or_none(given.get("theme", "")),
            note=tuple(self.note), contents="auto", reports=tuple(reports),
            distribution=Distribution(
                sent.get("report", ()), sent.get("send", ()), sent.get("issue", ()), sent.get("extra", ()), tail.copies
            ),
            colophon=Colophon(tuple((label, Prose(value)) for label, value in tail.colophon)),
            lang=script_of(page.items), number=number, supplement=head.supplement and not label, year=year, serial=serial,
            design=shipped(), fit=True, fonts=(), changes=(),
        )  # fmt: skip

    def _left_over(self, line: str, text: str) -> None:
        """A part of a line of the masthead contradicts the rest: it stands in the comments, and so did not go into a field."""
        self.unplaced.append(text)
        for at, edit in enumerate(self.edits):
            if edit.why == "field:masthead" and edit.before == line and not edit.after:
                self.edits[at] = edit._replace(after=text)
                return

    def _name(self, given: dict[str, str]) -> str:
        name = given.get("name", "")
        if not name and self.known.name:
            return self.known.name
        if not name:
            self._guess(("bulletin",), "no-name")
            return NO_NAME
        if name != self.known.name and len(name) > 16:
            self._guess(("bulletin",), "name", **{"from": name})
        return name

    def _publishers(self, head: MastheadHead, tail: DocumentEnd, page: CleanedPage) -> list[str]:
        if head.publishers:
            return head.publishers
        if self.known.publishers:
            return list(self.known.publishers)
        for text in (tail.publisher, page.source):
            if text:
                self._guess(("publisher",), "publisher", **{"from": text})
                return [text]
        return []

    def _date(self, given: dict[str, str], tail: DocumentEnd, page: CleanedPage, signed: str) -> IssueDate:
        choices = (
            (given.get("date", ""), ""),
            (tail.date, "tail-date"),
            (page.date, "web-date"),
            (signed, "signed-date"),
            (NO_DATE, "no-date"),
        )
        for text, key in choices:
            try:
                date = read_date(text)
            except DateFault:
                continue
            if key:
                self._guess(("date",), key)
            return date
        raise AssertionError(NO_DATE)
