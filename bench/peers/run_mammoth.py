"""Writes the plain text of Word papers with mammoth: `python run_mammoth.py TARGET SOURCE…`."""

import sys
from pathlib import Path

import mammoth

target, *sources = sys.argv[1:]
texts = []
for source in sources:
    with open(source, "rb") as file:
        texts.append(mammoth.extract_raw_text(file).value)
Path(target).write_text("\n".join(texts), "utf-8")
