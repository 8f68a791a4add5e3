"""The designs available to an issue, each previewed with its first page."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bulletin_pdf.design.chain import read_design
from bulletin_pdf.design.model import HouseStyle
from bulletin_pdf.design.prepared import DESIGNS
from bulletin_pdf.design.shipped import DEFAULT, shipped
from bulletin_pdf.design.vocabulary import DESIGN
from bulletin_pdf.desk.deviations import deviations_of
from bulletin_pdf.desk.issue_answers import Desk
from bulletin_pdf.desk.request_values import Record, WrongRequestError, lang_of, read_number, read_text
from bulletin_pdf.desk.words import say
from bulletin_pdf.desk.working import Working
from bulletin_pdf.issue.vocabulary import ISSUE
from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.edit import edited
from bulletin_pdf.yamldoc.node import Node
from bulletin_pdf.yamldoc.operations import Edit, SetValue
from bulletin_pdf.yamldoc.operations import Path as ValuePath
from bulletin_pdf.yamldoc.parse import load, parse_yaml
from bulletin_pdf.yamldoc.scalars import Value
from bulletin_pdf.yamldoc.source import make_source

_EXTENDS = ("extends", "基于")
_MAX_FILES: Final = 200
"""Files of a folder among which designs are looked for."""


class Looks:
    """The gallery of a desk."""

    def __init__(self, desk: Desk) -> None:
        """Work for a desk."""
        self.desk = desk

    def designs(self, asked: Record) -> Record:
        """Return the designs that ship with the program, and which of them the issue has."""
        working = self.desk.working(asked.get("file"))
        current = _current(_root(str(working.path), working.text))
        chinese = lang_of(asked) == "zh"
        rows = []
        for name, (_, values) in DESIGNS.items():
            about, _, english = str(values.get("about", "")).partition(" · ")
            title = values["design"] if chinese else name
            is_current = current in (name, values["design"])
            rows.append(
                {
                    "name": name,
                    "title": title,
                    "about": about if chinese else english,
                    "current": is_current,
                    "deviations": deviations_of(shipped(name), lang_of(asked)),
                }
            )
        for name, (house, said) in own_designs(working.path.parent).items():
            about = say("own-design", lang_of(asked), file=name.removeprefix("./"))
            rows.append(
                {
                    "name": name,
                    "title": str(said.get("design") or Path(name).stem),
                    "about": about,
                    "current": current == name,
                    "deviations": deviations_of(house, lang_of(asked)),
                }
            )
        return {"designs": rows}

    def show_design(self, asked: Record) -> Record:
        """Return the first page of the issue in a design; nothing is changed."""
        working = self.desk.working(asked.get("file"))
        edit = _choice(str(working.path), working.text, _design(asked, working.path.parent))
        return self._page(working, edit, read_number(asked.get("fonts")))

    def in_settings(self, working: Working, settings: Mapping[str, Value], fonts: int) -> Record:
        """Return the first page of the issue in a design that is in no file."""
        root = _root(str(working.path), working.text)
        return self._page(working, SetValue(_key(root), settings), fonts)

    def _page(self, working: Working, edit: Edit, known: int) -> Record:
        """Return the first page after an edit that is not made, and fonts that the page has not."""
        text = edited(working.text, [edit])
        drawn = self.desk.stage.first_page(text.encode("utf-8"), str(working.path))
        upto, fonts = self.desk.stage.fonts_since(known)
        shown: Record = {"svg": None, "width": 0, "height": 0}
        if drawn is not None:
            sheet, page = drawn
            shown = {"svg": sheet.svg, "width": page.size.width, "height": page.size.height}
        return {**shown, "fonts": [cut.record() for cut in fonts], "nextFont": upto}

    def choose_design(self, asked: Record) -> Record:
        """Return the issue as a form again, with the design that was chosen."""
        working = self.desk.working(asked.get("file"))
        return self.choose(working, _design(asked, working.path.parent), asked)

    def choose(self, working: Working, design: str, asked: Record) -> Record:
        """Return the issue as a form again, with a design that ships or one of a file beside it."""
        edit = _choice(str(working.path), working.text, design)
        working.edit(read_number(asked.get("version")), [edit])
        return {"version": working.version, "issue": self.desk.as_form(asked, working)}


def _design(asked: Record, folder: Path) -> str:
    name = read_text(asked.get("design"))
    if name not in DESIGNS and name not in own_designs(folder):
        raise WrongRequestError
    return name


def own_designs(folder: Path) -> dict[str, tuple[HouseStyle, Mapping[str, Value]]]:
    """Return the design files of a folder, by what an issue beside them names them; faulty ones are left out."""
    found: dict[str, tuple[HouseStyle, Mapping[str, Value]]] = {}
    for path in sorted(folder.glob("*.y*ml"))[:_MAX_FILES]:
        if not is_design(path):
            continue
        read = read_design(str(path), Problems())
        if read is not None:
            found[f"./{path.name}"] = read[0], read[1][0].values
    return found


def is_design(path: Path) -> bool:
    """Whether a file is a design: it says what it extends, or how it is written, and has nothing of an issue."""
    try:
        root = load(str(path), Problems())
    except OSError:
        return False
    names = (
        {DESIGN.by_name[key.value].name for key, _ in root.pairs if key.value in DESIGN.by_name}
        if root
        else set()
    )
    alien = root is None or any(key.value not in DESIGN.by_name for key, _ in root.pairs)
    return bool(names & {"extends", "language"}) and not alien


def _key(root: Node | None) -> ValuePath:
    """Return the path of the key of the design as the issue writes it, or would write it."""
    found = _value(root)
    chinese = root is not None and any(key.value == "报告" for key, _ in root.pairs)
    return (found[0] if found else ISSUE.by_name["design"].names[chinese],)


def _root(path: str, text: str) -> Node | None:
    return parse_yaml(make_source(path, text), Problems())


def _value(root: Node | None) -> tuple[str, Node] | None:
    """Return the key of the design as it is written, and its value."""
    names = ISSUE.by_name["design"].names
    return (
        next(((key.value, value) for key, value in root.pairs if key.value in names), None) if root else None
    )


def _current(root: Node | None) -> str:
    found = _value(root)
    if found is None:
        return DEFAULT
    _, value = found
    if value.kind != "mapping":
        return value.value.strip() or DEFAULT
    return next((part.value for key, part in value.pairs if key.value in _EXTENDS), DEFAULT)


def _choice(path: str, text: str, name: str) -> Edit:
    """Return the edit that gives an issue a design; settings of its own next to the name stay."""
    root = _root(path, text)
    found = _value(root)
    if found is not None and found[1].kind == "mapping":
        key = next((key.value for key, _ in found[1].pairs if key.value in _EXTENDS), "extends")
        return SetValue((found[0], key), name)
    chinese = root is not None and any(key.value == "报告" for key, _ in root.pairs)
    spelt = str(DESIGNS[name][1]["design"]) if chinese and name in DESIGNS else name
    return SetValue(_key(root), spelt)
