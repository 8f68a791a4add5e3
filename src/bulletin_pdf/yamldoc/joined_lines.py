"""Multi-line texts in which one line looks like a paragraph or an entry of its own."""

from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.node import Node

_JOINED = pattern("[。！？][”’）》」』]*[ \t]*\n[ \t]*(?=[^ \t\n])")
"""A line of the file that ends a sentence, and the next one."""
_DASH = pattern(r"\n[ ]*- ")
_BEGINS = pattern(r"[ ]*(?:- +)*")
_ENTRY = pattern(r"\n([ ]*)(-[ \n]|[^\s:\"'“”]{1,20}:[ \n])")


def report_joined(node: Node, problems: Problems) -> None:
    """Report a text over several lines where one of them looks like a paragraph or an entry of its own."""
    source, text = node.source, node.source.text
    joined = _JOINED.search(text, node.start, node.end)
    if joined:
        problems.add(Code.LINES_JOINED, source.span(joined.end(), joined.end() + 1))
    if not node.style and (dash := _DASH.search(text, node.start, node.end)):
        problems.add(Code.DASH_INSIDE_TEXT, source.span(dash.end() - 2, dash.end()))
    if node.style not in ("'", '"'):
        return
    line = source.starts[source.place(node.start)[0] - 1]
    found = _BEGINS.match(text, line, node.start)
    column = found.end() - line if found else 0
    for entry in _ENTRY.finditer(text, node.start, node.end):
        if len(entry[1]) <= column:
            problems.add(
                Code.QUOTE_OPEN_OVER_LINES,
                source.span(node.start, node.start + 1),
                line=source.place(entry.start(2))[0],
            )
            return
