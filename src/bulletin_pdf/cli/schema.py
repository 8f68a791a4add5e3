"""`bulletin-pdf schema`: the JSON Schema of the files, for editors."""

from collections.abc import Sequence

from bulletin_pdf.cli.arguments import CommandParser
from bulletin_pdf.cli.terminal import Terminal, as_json
from bulletin_pdf.cli.words import say


def schema(arguments: Sequence[str], terminal: Terminal) -> int:
    """Print the schema of one kind of file; give the exit code."""
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf schema", say(lang, "schema"))
    parser.add_argument("kind", choices=("issue", "bulletin"), help=say(lang, "help-schema"))
    parser.common()
    options = parser.parse_intermixed_args(arguments)
    terminal.obey(options)
    from bulletin_pdf.issue.schema import schema as schema_of

    terminal.document(as_json(schema_of(options.kind), indent=None if terminal.json else 2))
    return 0
