"""`python -m bulletin_pdf`: the same as `bulletin-pdf`."""

import sys

from bulletin_pdf.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
