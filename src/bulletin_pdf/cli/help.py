"""`bulletin-pdf help`: the handbook in the terminal, or in the browser."""

from collections.abc import Sequence

from bulletin_pdf.cli.arguments import CommandParser, WrongUsage, nearest
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.terminal import Terminal, to_json_line


def handbook(arguments: Sequence[str], terminal: Terminal) -> int:
    """Show a topic; return the exit code."""
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf help", say_on_terminal(lang, "help"))
    parser.add_argument(
        "topic", nargs="?", metavar=say_on_terminal(lang, "TOPIC"), help=say_on_terminal(lang, "help-topic")
    )
    parser.add_argument("--open", action="store_true", help=say_on_terminal(lang, "help-open"))
    parser.common()
    options = parser.parse_intermixed_args(arguments)
    terminal.take_options(options)
    if options.open:
        return _open(options.topic, terminal)
    text = _about(options.topic, terminal) if options.topic else _contents(terminal)
    terminal.document(
        to_json_line({"topic": options.topic, "text": text}) if terminal.json else text.rstrip()
    )
    return 0


def _about(topic: str, terminal: Terminal) -> str:
    from bulletin_pdf.cli import COMMANDS
    from bulletin_pdf.cli.parsers import parser_of
    from bulletin_pdf.handbook.page_files import page_names, page_text
    from bulletin_pdf.handbook.topics import about_key, about_problem, topics

    lang = terminal.lang
    if topic in COMMANDS:
        return parser_of(topic, terminal).format_help()
    if topic in page_names(lang):
        return page_text(topic, lang)
    found = about_problem(topic.upper(), lang) or about_key(topic, lang)
    if not found:
        words = terminal.say("no-topic", topic=topic)
        raise WrongUsage(words + nearest(topic, [*COMMANDS, *topics(lang)], lang))
    return found


def _contents(terminal: Terminal) -> str:
    """Return the pages there are, and what else can be looked up."""
    from bulletin_pdf.handbook.page_files import page_names, page_title

    names = page_names(terminal.lang)
    width = max(map(len, names)) + 2
    lines = [f"  {name:{width}}{page_title(name, terminal.lang)}" for name in names]
    return "\n".join([terminal.say("handbook-pages"), *lines, "", terminal.say("handbook-more")])


def _open(topic: str | None, terminal: Terminal) -> int:
    """Show the site in the browser."""
    import webbrowser
    from pathlib import Path

    from bulletin_pdf.handbook.page_files import site_page
    from bulletin_pdf.problem_codes import CODES

    name, mark = topic or "index", ""
    if name.upper() in CODES:
        name, mark = "problems", f"#{name.upper()}"
    path = site_page(name, terminal.lang) or site_page("index", terminal.lang)
    if path is None:
        raise WrongUsage(terminal.say("no-site"))
    terminal.result(path)
    webbrowser.open(Path(path).as_uri() + mark)
    return 0
