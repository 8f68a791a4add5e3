"""The manual page, made from the parsers of the commands."""

from argparse_manpage.manpage import Manpage

from bulletin_pdf.cli.parsers import whole_parser
from bulletin_pdf.cli.terminal import Terminal
from bulletin_pdf.version import __version__


def manual_page() -> str:
    """Return the manual page of `bulletin-pdf`, in English."""
    parser = whole_parser(Terminal("en"))
    data = {
        "prog": "bulletin-pdf",
        "project_name": "bulletin-pdf",
        "version": __version__,
        "manual_section": 1,
        "manual_title": "bulletin_pdf",
        "description": parser.description,
    }
    return str(Manpage(parser, _data=data, format="pretty")) + "\n"
