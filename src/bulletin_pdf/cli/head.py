"""`bulletin-pdf head`: the red head alone, or the sheet that shows how a printer is off."""

import os
from collections.abc import Sequence

from bulletin_pdf.cli.arguments import CommandParser, WrongUsage
from bulletin_pdf.cli.build import DEFAULT_DIRECTORY, set_one
from bulletin_pdf.cli.faults import show_trouble
from bulletin_pdf.cli.plan import Task
from bulletin_pdf.cli.printing import add_red, print_options
from bulletin_pdf.cli.terminal import Terminal, as_json
from bulletin_pdf.cli.words import say
