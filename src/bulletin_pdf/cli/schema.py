"""`bulletin-pdf schema`: the JSON Schema of the files, for editors."""

from collections.abc import Sequence

from bulletin_pdf.cli.arguments import CommandParser
from bulletin_pdf.cli.terminal import Terminal, as_json
from bulletin_pdf.cli.words import say


def schema(arguments: Sequence[str], terminal: Terminal) -> int:
    """Print the schema of one kind of file; give the exit code."""
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf schema", say(lang, "schema"))
    parser.add_argument(
        "kind", choices=("issue", "bulletin", "design", "volume"), help=say(lang, "help-schema")
    )
    parser.common()
    options = parser.parse_intermixed_args(arguments)
    terminal.obey(options)
    if options.kind == "volume":
        from bulletin_pdf.volume.schema import volume_schema

        found = volume_schema()
    else:
        from bulletin_pdf.issue.schema import schema as schema_of

        found = schema_of(options.kind)
    terminal.document(as_json(found, indent=None if terminal.json else 2))
    return 0
