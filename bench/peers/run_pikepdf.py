"""Merges PDFs page by page with pikepdf: `python run_pikepdf.py TARGET SOURCE…`."""

import sys

import pikepdf

target, *sources = sys.argv[1:]
merged = pikepdf.Pdf.new()
for source in sources:
    merged.pages.extend(pikepdf.Pdf.open(source).pages)
merged.save(target)
