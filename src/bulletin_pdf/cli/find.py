"""`bulletin-pdf find`: search a catalogue of many years."""

import re
from collections.abc import Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from bulletin_pdf.batch.task_status import caught
from bulletin_pdf.cli.arguments import CommandParser, WrongUsage
from bulletin_pdf.cli.catalogue import DEFAULT_CATALOGUE
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.show_problems import show_trouble
from bulletin_pdf.cli.terminal import Terminal, to_json_line

if TYPE_CHECKING:
    from bulletin_pdf.archive.catalogue.find_passages import FoundPassage

_LIMIT = 20
_YEARS = re.compile(r"([0-9]{4})\w?(?:\s*[-—–]+\s*([0-9]{4})\w?)?")


def find(arguments: Sequence[str], terminal: Terminal) -> int:
    """Find the words in `arguments`; return the exit code."""
    options = _parser(terminal).parse_intermixed_args(arguments)
    terminal.take_options(options)
    words = [word for word in options.words if word.strip()]
    if not words:
        raise WrongUsage(terminal.say("find-nothing"))
    years = _years(options.year or "", terminal)
    limit = options.limit
    if limit < 0:
        raise WrongUsage(terminal.say("negative-limit"))
    from bulletin_pdf.api.archives import find as find_words

    passages: Sequence[FoundPassage] = ()
    started = perf_counter()
    with caught() as found:
        narrowed = {name: getattr(options, name) or "" for name in ("city", "unit", "theme")}
        wanted = limit and limit + 1
        passages = find_words(*words, catalogue=options.catalogue, years=years, limit=wanted, **narrowed)
    seconds = perf_counter() - started
    status = found.status()
    show_trouble(status, terminal)
    if status.code == 0:
        _show(passages, words[0], limit, seconds, terminal)
    return status.code


def _parser(terminal: Terminal) -> CommandParser:
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf find", say_on_terminal(lang, "find"))
    parser.add_argument(
        "words", nargs="+", metavar=say_on_terminal(lang, "WORD"), help=say_on_terminal(lang, "help-words")
    )
    for name in ("city", "unit", "theme"):
        parser.add_argument(
            f"--{name}",
            metavar=say_on_terminal(lang, "NAME"),
            help=say_on_terminal(lang, f"help-find-{name}"),
        )
    parser.add_argument(
        "--year", metavar=say_on_terminal(lang, "YEARS"), help=say_on_terminal(lang, "help-find-year")
    )
    parser.add_argument(
        "--catalogue",
        default=DEFAULT_CATALOGUE,
        metavar=say_on_terminal(lang, "DIRECTORY"),
        help=say_on_terminal(lang, "help-find-catalogue"),
    )
    parser.add_argument(
        "--limit",
        type=int,
        default=_LIMIT,
        metavar=say_on_terminal(lang, "N"),
        help=say_on_terminal(lang, "help-limit"),
    )
    parser.common()
    return parser


def _years(text: str, terminal: Terminal) -> tuple[int, int]:
    """Read 2022 or 2015-2020."""
    if not text:
        return (0, 0)
    given = _YEARS.fullmatch(text.strip())
    if given is None:
        raise WrongUsage(terminal.say("no-years", text=text))
    first, last = int(given[1]), int(given[2] or given[1])
    return min(first, last), max(first, last)


def _show(
    passages: "Sequence[FoundPassage]", word: str, limit: int, seconds: float, terminal: Terminal
) -> None:
    shown = passages[:limit] if limit else passages
    for one in shown:
        if terminal.json:
            terminal.result(to_json_line(one._asdict()))
        else:
            terminal.result(terminal.say("found-in", issue=_label(one), page=one.page, report=_report(one)))
            mark = terminal.say("recognised-text") if one.kind == "recognised" else ""
            terminal.result(f"    {one.excerpt(word)}{mark}")
    if terminal.json:
        return
    key = "found-more" if len(passages) > len(shown) else "found-all"
    count = terminal.count("passages", len(shown))
    terminal.result(terminal.say(key, passages=count, milliseconds=f"{1000 * seconds:.0f}"))


def _label(one: "FoundPassage") -> str:
    year = f"{one.year} " if one.year and str(one.year) not in one.label else ""
    return f"{year}{one.label}"


def _report(one: "FoundPassage") -> str:
    return one.title if not one.city or one.city in one.title else f"{one.city}  {one.title}"
