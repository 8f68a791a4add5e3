"""The styles of a design: own settings, then those of the style it is `like`, then common ones."""

from collections.abc import Mapping
from typing import Any, Final

from bulletin_pdf.design.kinds import Length, points
from bulletin_pdf.design.model import OF_VOLUMES, PageForm, Style, Styles
from bulletin_pdf.geometry import mm
from bulletin_pdf.messages import KeyName
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span

_LATIN: Final = {"hei": "hei", "xbs": "latin_bold", "zhongsong": "latin_bold"}
"""The face of Latin letters that goes with a Chinese one; `latin` with the others."""
_EMS: Final = ("indent", "hang", "left", "right", "spacing")
_CLOSE: Final = mm(225) / 32
"""Distance of lines in contents and indexes of a volume, where the design does not say how many a page has: 小四 needs no more."""
_FEWEST: Final = 4.0
"""Characters a line of any style holds at least."""
_LARGEST: Final = 72.0
_SINGLE: Final = (
    "name", "folio", "foot", "cover_subtitle", "cover_numbers", "cover_publisher", "title_page", "spine_name",
    "spine", "spine_publisher", "erratum", "volume_folio",
)  # fmt: skip
"""Styles of single lines, which grow smaller where they do not fit."""


_LEVELS: Final = ("level1", "level2", "level3", "level4")
_TITLES: Final = ("title", "first_title", *_LEVELS)
_WITH_WHITE: Final = (
    *_TITLES,
    "subtitle",
    "under_title",
    "theme",
    "column",
    "contents_label",
    "contents_column",
)
"""Styles of parts that may have empty lines around them."""
_SPANNING: Final = (
    *_TITLES, "theme", "note", "column", "contents_label", "contents_column", "contents_entry", "caption", "table_caption",
)  # fmt: skip
"""Styles of parts that may stand across all columns; a caption's says so of its figure or its table."""
_OF_TEXT: Final = ("like", "face", "latin", "size", "ink")
_SLOTS: Final = (
    "marking", "copy_number", "series", "number", "serial", "publisher", "date", "signer", "imprint",
)  # fmt: skip
"""Styles of what stands in rows, which have their places from there."""
_EFFECTIVE: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(_SINGLE, _OF_TEXT),
    **dict.fromkeys(_SLOTS, (*_OF_TEXT, "spacing")),
    "signer_label": ("like", "face", "latin", "ink"),
    "lead": ("like", "face", "latin", "ink"),
    "by": (*_OF_TEXT, "right"),
    "folio": ("like", "face", "size"),
    "name": ("like", "face", "latin", "ink"),
    "part_table": _OF_TEXT,
    "part_table_head": _OF_TEXT,
}
"""What counts in a style of which not all does."""


def latin_beside(face: str) -> str:
    """Return the role that sets digits and letters next to a Chinese face where a design does not name one."""
    return _LATIN.get(face, "latin")


def has_effect(name: str, key: str) -> bool:
    """Whether a setting of a style changes anything."""
    if key == "mark":
        return name in _TITLES
    if key in ("above", "below"):
        return name in _WITH_WHITE
    if key == "span":
        return name in _SPANNING
    return key in _EFFECTIVE.get(name, (key,))


class Effective:
    """What holds after all files of a chain: values, how far up each stands, and its place."""

    def __init__(
        self, values: Mapping[str, Any], depths: Mapping[str, int], spans: Mapping[str, Span | None]
    ) -> None:
        self.values, self.depths, self.spans = values, depths, spans

    def get(self, name: str, default: Any = None) -> Any:
        """Return a value, or `default`."""
        return self.values.get(name, default)

    def span(self, *names: str) -> Span | None:
        """Return the place of the first of these settings that an editor wrote, else of the first of all."""
        own = next((found for name in names if (found := self.spans.get(name)) is not None), None)
        return own or min((found for found in self.spans.values() if found is not None), default=None)


def resolve_styles(effective: Effective, page: PageForm, problems: Problems) -> Styles:
    """Work out every style."""
    resolver = _Resolver(effective, page, problems)
    found = Styles(*(resolver.style(name) for name in Styles._fields))
    _report_without_effect(effective, problems)
    before = problems.count
    own = {
        path.split(".")[1] for path, span in effective.spans.items() if span and path.startswith("styles.")
    }
    for name, style in zip(Styles._fields, found, strict=True):
        if (
            name in own or problems.count == before
        ):  # what is like a style that does not fit is not reported again
            _check(name, style, effective, page, problems)
    return found


def _report_without_effect(effective: Effective, problems: Problems) -> None:
    for path, span in effective.spans.items():
        if span and path.startswith("styles."):
            _, name, key = path.split(".")
            if not has_effect(name, key):
                from bulletin_pdf.design.key_names import style_key

                problems.add(Code.STYLE_KEY_WITHOUT_EFFECT, span, key=style_key(key), style=_said(name))


class _Resolver:
    def __init__(self, effective: Effective, page: PageForm, problems: Problems) -> None:
        self.effective, self.page, self.problems = effective, page, problems
        self.close = page.height / close_lines(effective, page)
        self.done: dict[str, Style] = {}
        self.open: list[str] = []

    def style(self, name: str) -> Style:
        """Return a style worked out; one that is like itself in the end is refused."""
        if name in self.done:
            return self.done[name]
        if name in self.open:
            around = tuple(_said(each) for each in (*self.open[self.open.index(name) :], name))
            self.problems.add(Code.STYLE_CIRCLE, self.effective.span(f"styles.{name}.like"), around=around)
            return self._default()
        self.open.append(name)
        self.done[name] = self._work_out(name)
        self.open.pop()
        return self.done[name]

    def _default(self) -> Style:
        return Style(
            "fangsong",
            "latin",
            self.page.cell,
            "black",
            "justify",
            0.0,
            0.0,
            0.0,
            0.0,
            (),
            1.0,
            0.0,
            0,
            0,
            "",
            "one",
        )

    def _work_out(self, name: str) -> Style:
        get = self.effective.values.get
        path = f"styles.{name}."
        like = get(path + "like")
        if like is not None:
            base = self.style(like)
        elif name == "body":
            base = self._default()
        else:
            body = self.style("body")
            base = self._default()._replace(face=body.face, latin=body.latin, size=body.size)
        given: dict[str, Any] = {
            key: get(path + key) for key in Style._fields if path + key in self.effective.values
        }
        if "face" in given and not self._latin_is_nearer(path):
            given["latin"] = latin_beside(given["face"])
        size = self._size(given.pop("size", None), base.size)
        for key in _EMS:
            if key in given:
                given[key] = points(given[key], em=size) / size if given[key][1] != "em" else given[key][0]
        if "leading" in given:
            amount, unit = given["leading"]
            pitch = self.close if name in OF_VOLUMES else self.page.pitch
            given["leading"] = amount if unit == "lines" else points(given["leading"]) / pitch
        return base._replace(size=size, **given)

    def _latin_is_nearer(self, path: str) -> bool:
        """Whether the Latin face was chosen for this Chinese face and not for one that a nearer file replaced."""
        depths = self.effective.depths
        return path + "latin" in depths and depths[path + "latin"] <= depths[path + "face"]

    def _size(self, given: Length | None, inherited: float) -> float:
        if given is None:
            return inherited
        amount, unit = given
        if unit == "cell":
            return self.page.cell
        return amount if unit == "zihao" else points(given)


def close_lines(effective: Effective, page: PageForm) -> int:
    """Return how many lines a page of the contents and indexes of a volume has."""
    return int(effective.get("volume.lines") or max(round(page.height / _CLOSE), 1))


def size_of(given: Length, page: PageForm) -> float:
    """Return a size in pt."""
    amount, unit = given
    return page.cell if unit == "cell" else amount if unit == "zihao" else points(given)


def _check(name: str, style: Style, effective: Effective, page: PageForm, problems: Problems) -> None:
    """Refuse a style that its lines cannot hold."""
    path = f"styles.{name}."
    if name in _SINGLE:
        return
    pitch = page.height / close_lines(effective, page) if name in OF_VOLUMES else page.pitch
    room = page.width if style.span == "all" else page.column
    measure = room / style.size - style.left - style.right - max(style.indent, style.hang)
    names = (path + "size", path + "left", path + "right", path + "indent", path + "hang", path + "like")
    if measure < _FEWEST - 1e-6 or style.size > _LARGEST:
        span = effective.span(*names, "styles.body.size")
        problems.add(Code.STYLE_TOO_WIDE, span, style=_said(name), found=f"{measure:.1f}")
        return
    deepest = style.leading * pitch if len(style.lines) > 1 else pitch
    heights = [
        lines * pitch - (count * style.leading * pitch + style.size)
        for count, lines in enumerate(style.lines)
    ]
    if (
        (not style.lines and style.size > pitch + 1e-6)
        or style.size > deepest + 1e-6
        or min(heights, default=0) < -1e-6
    ):
        span = effective.span(path + "lines", path + "leading", *names, "grid.pitch", "styles.body.size")
        problems.add(
            Code.STYLE_TOO_TALL, span, style=_said(name), size=f"{style.size:g}", pitch=f"{pitch:.2f}"
        )


def _said(name: str) -> KeyName:
    """Return a style as problems name it; the names are read when there is a problem, not before."""
    from bulletin_pdf.design.key_names import style_name

    return style_name(name)
