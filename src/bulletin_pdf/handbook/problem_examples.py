"""An example of every problem that an author can cause, and how the others arise: `problems/*.yaml`.

A file a kind: `line` (a piece of an issue), `text` (a paragraph of one), `office` (a word list and a paragraph),
`design`, `volume`, `command`; `mistakes` are pieces of an issue with a title. tests/handbook/test_problem_examples.py
runs every one: what is wrong gives its code, what is right does not.
"""

import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from bulletin_pdf.messages import Language, say
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import CODES
from bulletin_pdf.yamldoc.own_files import load_own

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "problems")
KINDS: Final = ("mistakes", "line", "text", "office", "design", "volume", "command")
_CODE = r"[BF]-?\d+[a-z]?"
_RANGE = re.compile(rf"({_CODE})(?:-({_CODE}))?")


class ProblemExample(NamedTuple):
    """What gives one problem, and what is right instead."""

    code: str
    kind: str
    """The file it is from."""
    wrong: str
    right: str
    more: Mapping[str, Any]
    """What else its entry says: a title a language, where in the file it stands, files that are there before."""

    def title(self, lang: Language) -> str:
        """Return what stands over it."""
        return str(self.more.get(lang) or say(lang, "cli", "for-example"))

    def shown(self, text: str, before: Mapping[str, Any] | None = None) -> str:
        """Return one side as it is shown: a command with its program and the files that are there before."""
        if self.kind == "office":
            return f"# {self.more['list']}\n{text}"
        if "file" in self.more:
            return f"# {self.more['file']}\n{text}"
        if self.kind != "command":
            return text
        lines = [f"bulletin-pdf {line}" for line in text.splitlines()]
        return "\n".join([*_files_before(before or {}), *lines])

    def sides(self, lang: Language) -> tuple[tuple[str, str], tuple[str, str]]:
        """Return what is wrong and what is right as they are shown, each below its word; empty where it is to be deleted."""
        wrong = self.shown(self.wrong, self.more.get("given"))
        if "list_wrong" in self.more:
            wrong = f"# {self.more['list_wrong']}\n{self.wrong}"
        right = self.shown(self.right, self.more.get("after"))
        below = say(lang, "cli", "right") if right.strip() else say(lang, "cli", "delete-it")
        return (say(lang, "cli", "wrong"), wrong), (below, right)


def _files_before(given: Mapping[str, Any]) -> Iterator[str]:
    """Yield a comment for each file that is there before: what is in it, or what it was made from."""
    for name, made in given.items():
        if isinstance(made, str):
            yield from (f"# {name}: {line}" for line in made.splitlines() or ["—"])
            continue
        changed = [part.replace("\n", "; ") for part in made.get("put", {}).values()]
        said = [*changed, *(f"{made[key]}" for key in ("encoding",) if key in made)]
        said += [f"{made['cut']} B" for _ in range("cut" in made)]
        yield f"# {name}: {made['from']}" + "".join(f", {each.strip()}" for each in said)


@cache
def problem_examples() -> dict[str, list[ProblemExample]]:
    """Return the examples of each code that has some."""
    found: dict[str, list[ProblemExample]] = {}
    for kind in KINDS:
        given = _load(kind)
        entries = ((each["code"], each) for each in given) if kind == "mistakes" else given.items()
        for code, entry in entries:
            found.setdefault(code, []).append(_example(code, kind, entry))
    return found


def _example(code: str, kind: str, entry: Any) -> ProblemExample:
    if isinstance(entry, list):
        return ProblemExample(code, kind, entry[0], entry[1], {})
    more = {key: value for key, value in entry.items() if key not in ("wrong", "right")}
    return ProblemExample(code, kind, entry["wrong"], entry["right"], more)


@cache
def _arising() -> dict[str, dict[str, str]]:
    """Return for each code without an example how it arises, by language."""
    found: dict[str, dict[str, str]] = {}
    for group in _load("arises"):
        for code in _codes(group["codes"]):
            found[code] = group
    return found


def _codes(said: str) -> Iterator[str]:
    """Yield the codes of `B101 B105-B108`."""
    for first, last in _RANGE.findall(said):
        yield from (code for code in sorted(CODES) if first <= code <= (last or first))


def how_it_arises(code: str, lang: Language) -> str:
    """Return how a problem without an example arises; empty where it has one."""
    return _arising().get(code, {}).get(lang, "")


def _load(name: str) -> Any:
    with open(os.path.join(FOLDER, f"{name}.yaml"), encoding="utf-8") as file:
        return load_own(file.read())
