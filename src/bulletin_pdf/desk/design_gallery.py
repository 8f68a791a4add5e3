"""The designs available to an issue, each previewed with its first page."""

from bulletin_pdf.design.prepared import DESIGNS
from bulletin_pdf.design.shipped import DEFAULT
from bulletin_pdf.desk.deviations import deviations_of
from bulletin_pdf.desk.issue_answers import Desk
from bulletin_pdf.desk.request_values import Record, WrongRequestError, lang_of, read_number, read_text
from bulletin_pdf.issue.vocabulary import ISSUE
from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.edit import edited
from bulletin_pdf.yamldoc.node import Node
from bulletin_pdf.yamldoc.operations import Edit, SetValue
from bulletin_pdf.yamldoc.parse import parse_yaml
from bulletin_pdf.yamldoc.source import make_source

_EXTENDS = ("extends", "基于")


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
                    "deviations": deviations_of(name, lang_of(asked)),
                }
            )
        return {"designs": rows}

    def show_design(self, asked: Record) -> Record:
        """Return the first page of the issue in a design; nothing is changed."""
        working = self.desk.working(asked.get("file"))
        text = edited(working.text, [_choice(str(working.path), working.text, _design(asked))])
        drawn = self.desk.stage.first_page(text.encode("utf-8"), str(working.path))
        upto, fonts = self.desk.stage.fonts_since(read_number(asked.get("fonts")))
        shown: Record = {"svg": None}
        if drawn is not None:
            sheet, page = drawn
            shown = {"svg": sheet.svg, "width": page.size.width, "height": page.size.height}
        return {**shown, "fonts": [cut.record() for cut in fonts], "nextFont": upto}

    def choose_design(self, asked: Record) -> Record:
        """Return the issue a design."""
        working = self.desk.working(asked.get("file"))
        edit = _choice(str(working.path), working.text, _design(asked))
        working.edit(read_number(asked.get("version")), [edit])
        return {"version": working.version, "issue": self.desk.as_form(asked, working)}


def _design(asked: Record) -> str:
    name = read_text(asked.get("design"))
    if name not in DESIGNS:
        raise WrongRequestError
    return name


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
    spelt = ISSUE.by_name["design"].names[chinese]
    return SetValue((found[0] if found else spelt,), str(DESIGNS[name][1]["design"]) if chinese else name)
