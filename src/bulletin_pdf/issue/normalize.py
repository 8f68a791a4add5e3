"""Normalisation of a text, each change logged: widths of marks, layout spaces.

J-30, J-33, J-34 are rules of the page's reference, T-45 of the Chinese typesetting one. Nothing is guessed: a straight
quotation mark without a partner stays and is reported.

A line is corrected in passes. Full-width letters and figures become half-width first; addresses and names of files are
found and never touched. Then, in each pass, quotation marks are paired and curled, brackets, ellipses and dashes,
stops and pauses are widened wherever Chinese stands next to them. What has become wide may make its neighbour
part of Chinese text, so passes follow, forwards and backwards in turn, until one changes nothing.
"""

from bulletin_pdf.issue.character_kinds import BLANKS, is_ideograph, is_wide
from bulletin_pdf.issue.model import Change, Lang
from bulletin_pdf.issue.normalize_marks import CLOSING, WEB_CODE, put_right
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems
from bulletin_pdf.source_map import TextEdit
from bulletin_pdf.yamldoc.written import PlacedText

_OPENING = "“‘（《〈【〖〔［｛「『"
_POINT = pattern(r"(?<=[^!-~])[.．](?=[^!-~])")
_LAST_POINT = pattern(r"(?<=[0-9A-Za-z%％‰℃])[.．](?=[”’）》」』)\"']*\s*$)")
_ENDS_WITH_POINT = pattern(
    r"(?:^|[^A-Za-z])(?:[A-Za-z]|Co|Ltd|Inc|Corp|No|Vol|etc|al|Dr|Mr|Mrs|Ms|St|Jr|Sr)[.．][^A-Za-z]*$"
    r"|^\s*(?:附件|附|表|图|注|第)?\s*[0-9]+[.．]\s*$"
)
"""Abbreviations, initials and numbers alone (No. · U.S. · 附件1.), whose point is no full stop."""
_SPACES = pattern(f"[{BLANKS}]+")
_TABS = pattern("\t")
_ODD_BLANKS = pattern("[" + BLANKS.strip(" \u3000") + "]")
"""All but a space and a full-width one."""
_SPREAD = pattern(f"[^\\W\\d_A-Za-z](?:[{BLANKS}]+[^\\W\\d_A-Za-z]){{2,}}")
"""湖 南 简 报: the program spreads a name itself."""
_OPEN_TO_CHANGE = pattern("[\t\u00a0\u2000-\u200a\u202f\u205f<&\"'(),:;!?.．､｡…•・‧∙⋅･－─―０-９Ａ-Ｚａ-ｚ-]")
"""What a pattern above may begin with. Most paragraphs have none of it."""
_DECIMAL_POINT = pattern("(?<=[0-9])[.](?=[0-9])")


def _is_settled(text: str) -> bool:
    """Whether a text has nothing in it that is ever changed or reported; the point of 3.5 is not."""
    return all(_DECIMAL_POINT.match(text, found.start()) for found in _OPEN_TO_CHANGE.finditer(text))


class Tidier:
    """Puts texts right and keeps the log of it."""

    def __init__(self, problems: Problems, normalize: bool = True, lang: Lang = "zh-Hans") -> None:
        self.problems = problems
        self.normalize = normalize
        self.lang = lang
        self.changes: list[Change] = []

    def tidy(self, written: PlacedText, *, indented: bool = False) -> PlacedText:
        """Put a paragraph or a field of one line right; one that is `indented` keeps its spaces in front."""
        written = self._folds(self.strip(written, front=not indented))
        if _is_settled(written.text):
            return written
        self._report_web_code(written)
        return self.blanks(self._marks(written, eat_spaces=True))

    def tidy_title(self, written: PlacedText) -> PlacedText:
        """Put a title right: any space in it is one space, where a line may end (J-34)."""
        written = self.strip(written)
        spaces = [
            (match.start(), match.end(), " ") for match in _SPACES.finditer(written.text) if match[0] != " "
        ]
        written = self._change(written, spaces, "J-34")
        if _is_settled(written.text):
            return written
        self._report_web_code(written)
        return self._marks(written, eat_spaces=False)

    def unspread(self, written: PlacedText) -> PlacedText:
        """Take the spaces out of a name typed loose, one between all its characters (J-34)."""
        if not _SPREAD.fullmatch(written.text):
            return written
        spaces = [(match.start(), match.end(), "") for match in _SPACES.finditer(written.text)]
        return self._change(written, spaces, "J-34")

    def strip(self, written: PlacedText, *, front: bool = True) -> PlacedText:
        """Take spaces off both ends; those that served as layout are logged (J-34)."""
        text = written.text
        if len(text.strip(BLANKS)) == len(text):
            return written
        start = len(text) - len(text.lstrip(BLANKS)) if front else 0
        end = max(len(text.rstrip(BLANKS)), start)
        for begin, stop in ((0, start), (end, len(text))):
            if text[begin:stop].strip(" "):
                self._log(written, begin, stop, "", "J-34")
        return written.cut(start, end)

    def replace(self, written: PlacedText, start: int, end: int, new: str, rule: str) -> PlacedText:
        """Put something else in the place of a stretch, logged if that is a change."""
        if written.text[start:end] == new:
            return written
        return self._change(written, [(start, end, new)], rule)

    def _folds(self, written: PlacedText) -> PlacedText:
        """A text wrapped over several lines of the file gets no space inside Chinese."""
        if len(written.source.anchors) == 1 or " " not in written.text:
            return written
        text = written.text
        edits = [
            (at, at + 1, "")
            for at in range(1, len(text) - 1)
            if text[at] == " "
            and is_wide(text[at - 1])
            and is_wide(text[at + 1])
            and written.place(at)[0] != written.place(at + 1)[0]
        ]
        return self._change(written, edits, "J-34")

    def blanks(self, written: PlacedText) -> PlacedText:
        """A tab is layout; so are no-break, thin and other blanks, which look like a space."""
        blanks = _ODD_BLANKS if self.normalize else _TABS
        edits = [(match.start(), match.end(), " ") for match in blanks.finditer(written.text)]
        return self._change(written, edits, "J-34")

    def tabs(self, written: PlacedText) -> PlacedText:
        """Put a space for each tab, which no face has; other blanks stay as written."""
        edits = [(match.start(), match.end(), " ") for match in _TABS.finditer(written.text)]
        return self._change(written, edits, "J-34")

    def _report_web_code(self, written: PlacedText) -> None:
        for match in WEB_CODE.finditer(written.text):
            self.problems.add(
                Code.WEB_CODE_IN_TEXT, written.span(match.start(), match.end()), code=match[0][:40]
            )

    def _report_points(self, written: PlacedText) -> None:
        """J-30, J-33: a point between Han is a 。 or a ·; only the editor can decide. So is one before an opening mark."""
        text = written.text
        for match in _POINT.finditer(text):
            before, after = text[match.start() - 1], text[match.end()]
            if (is_ideograph(before) or (before in CLOSING and after in _OPENING)) and (
                is_ideograph(after) or after in _OPENING
            ):
                self.problems.add(
                    Code.POINT_BETWEEN_HAN, written.span(match.start(), match.end()), point=match[0]
                )
        last = _LAST_POINT.search(text)
        if last and any(map(is_ideograph, text)) and not _ENDS_WITH_POINT.search(text):
            self.problems.add(Code.FINAL_POINT, written.span(last.start(), last.end()), point=last[0])

    def _marks(self, written: PlacedText, eat_spaces: bool) -> PlacedText:
        if not self.normalize:
            return written
        odd, edits = put_right(written.text, eat_spaces, self.lang)
        if odd >= 0:
            self.problems.add(Code.UNPAIRED_STRAIGHT_QUOTES, written.span(odd, odd + 1), quote='"')
        for start, end, new, rule in edits:
            self._log(written, start, end, new, rule)
        edited = written.edit([(start, end, new) for start, end, new, _ in edits])
        # Brackets next to a point are full-width only now.
        self._report_points(edited)
        return edited

    def _change(self, written: PlacedText, edits: list[TextEdit], rule: str) -> PlacedText:
        for start, end, new in edits:
            self._log(written, start, end, new, rule)
        return written.edit(edits)

    def _log(self, written: PlacedText, start: int, end: int, new: str, rule: str) -> None:
        self.changes.append(Change(written.span(start, end), written.text[start:end], new, rule))
