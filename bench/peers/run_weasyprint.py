"""Sets SOURCE as TARGET with WeasyPrint: `python run_weasyprint.py SOURCE TARGET`."""

import sys

from weasyprint import HTML

source, target = sys.argv[1:]
HTML(source).write_pdf(target)
