"""`bulletin-pdf schema`: the JSON Schema of the files, for editors."""

from collections.abc import Sequence
from typing import Any, Literal

from bulletin_pdf.cli.arguments import CommandParser
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.terminal import Terminal, to_json_line
from bulletin_pdf.messages import Language
from bulletin_pdf.option_words import KINDS, LANGUAGES, spoken

_Kind = Literal["issue", "bulletin", "design", "volume", "wordlist"]


def schema(arguments: Sequence[str], terminal: Terminal) -> int:
    """Print the schema of one kind of file; return the exit code."""
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf schema", say_on_terminal(lang, "schema"))
    parser.add_argument(
        "kind",
        choices=("issue", "bulletin", "design", "volume", "wordlist"),
        type=spoken(KINDS),
        help=say_on_terminal(lang, "help-schema"),
    )
    parser.add_argument(
        "--names", choices=("zh", "en"), type=spoken(LANGUAGES), help=say_on_terminal(lang, "help-names")
    )
    parser.common()
    options = parser.parse_intermixed_args(arguments)
    terminal.take_options(options)
    found = _schema(options.kind, options.names or lang)
    terminal.document(to_json_line(found, indent=None if terminal.json else 2))
    return 0


def _schema(kind: _Kind, names: Language) -> dict[str, Any]:
    if kind == "wordlist":
        from bulletin_pdf.proof.word_list_schema import word_list_schema

        return word_list_schema(names)
    if kind == "volume":
        from bulletin_pdf.volume.plan.volume_schema import volume_schema

        found = volume_schema()
    else:
        from bulletin_pdf.issue.schema import schema as schema_of

        found = schema_of(kind)
    from bulletin_pdf.issue.editor_schema import for_editors

    return for_editors(found, kind, names)
