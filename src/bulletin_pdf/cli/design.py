"""`bulletin-pdf design`: the shipped designs; the values of one with their origin, and where it leaves the standard.

With `--from`, a design from old papers (`propose`).
"""

import os
from collections.abc import Sequence

from bulletin_pdf.cli.arguments import CommandParser, WrongUsage
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.show_problems import show_problems
from bulletin_pdf.cli.terminal import Terminal, to_json_line
from bulletin_pdf.design.chain import read_design
from bulletin_pdf.design.kinds import Layer
from bulletin_pdf.design.model import HouseStyle
from bulletin_pdf.design.prepared import DESIGNS
from bulletin_pdf.design.shipped import layers_of, names, shipped
from bulletin_pdf.design.show import settings_of
from bulletin_pdf.design.standard import deviations
from bulletin_pdf.problems import Problems

_BETWEEN = " · "
"""Between the Chinese and the English of `about`."""


def design(arguments: Sequence[str], terminal: Terminal) -> int:
    """List the designs, show one, or propose one; return the exit code."""
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf design", say_on_terminal(lang, "design"))
    parser.add_argument("design", nargs="?", help=say_on_terminal(lang, "help-design"))
    parser.add_argument("--list", action="store_true", help=say_on_terminal(lang, "help-design-list"))
    parser.add_argument(
        "--from",
        dest="papers",
        nargs="+",
        metavar=say_on_terminal(lang, "OLD-PAPER"),
        help=say_on_terminal(lang, "help-design-from"),
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar=say_on_terminal(lang, "OUT"),
        help=say_on_terminal(lang, "help-design-output"),
    )
    parser.add_argument("--force", action="store_true", help=say_on_terminal(lang, "help-force"))
    parser.common()
    options = parser.parse_intermixed_args(arguments)
    terminal.take_options(options)
    if options.papers:
        if options.design or options.list:
            raise WrongUsage(terminal.say("design-or-papers"))
        from bulletin_pdf.cli.propose import propose

        return propose(options, terminal)
    if options.output or options.force:
        raise WrongUsage(terminal.say("output-needs-papers"))
    if options.list or options.design is None:
        _list(terminal)
        return 0
    found = _open(options.design, terminal)
    if found is None:
        return 1
    _show(*found, terminal)
    return 0


def _list(terminal: Terminal) -> None:
    for name, (_, values) in DESIGNS.items():
        about = about_in(values["about"], terminal.lang)
        if terminal.json:
            terminal.document(to_json_line({"name": name, "design": values["design"], "about": about}))
        else:
            terminal.document(f"{name}  {values['design']}  {about}")


def about_in(about: str, lang: str) -> str:
    """Return what a design says of itself, in one of its languages where it has two."""
    chinese, _, english = about.partition(_BETWEEN)
    return english if lang == "en" and english else chinese


def _open(name: str, terminal: Terminal) -> tuple[HouseStyle, list[Layer]] | None:
    """Open a shipped design or a file; report what is wrong with it."""
    known = names()
    if name in known:
        return shipped(known[name]), layers_of(known[name])
    if not name.endswith((".yaml", ".yml")) and not os.path.exists(name):
        raise WrongUsage(terminal.say("no-design", name=name, known="、".join(known)))
    problems = Problems()
    found = read_design(name, problems)
    show_problems(problems, terminal)
    return found


def _show(house: HouseStyle, layers: list[Layer], terminal: Terminal) -> None:
    settings, found = settings_of(layers, house), deviations(house)
    if terminal.json:
        terminal.document(
            to_json_line(
                {
                    "design": house.name,
                    "settings": [setting._asdict() for setting in settings],
                    "deviations": [deviation._asdict() for deviation in found],
                }
            )
        )
        return
    for setting in settings:
        origin = setting.origin or terminal.say("design-derived")
        terminal.document(f"{setting.path}: {setting.value}  ← {origin}")
    terminal.document("")
    terminal.document(terminal.say("design-deviations", count=len(found)))
    for deviation in found:
        force = terminal.say(f"force-{deviation.force}")
        terminal.document(
            terminal.say(
                "design-deviation",
                clause=deviation.clause,
                force=force,
                path=deviation.path,
                found=deviation.found,
                wanted=deviation.wanted,
            )
        )
