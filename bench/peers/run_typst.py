"""Sets SOURCE as TARGET with Typst: `python run_typst.py SOURCE TARGET FONTS [untagged]`."""

import sys

import typst

source, target, fonts, *options = sys.argv[1:]
typst.compile(
    source,
    output=target,
    # Looking through the machine's own fonts would cost time and could change the faces.
    font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]),
    pdf_tags="untagged" not in options,
)
