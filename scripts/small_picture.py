"""Writes a picture of a page with few colours, so that it stays small: small_picture.py FROM TO."""

import sys

from PIL import Image

_COLOURS = 16

picture = Image.open(sys.argv[1]).convert("RGB")
picture.quantize(_COLOURS).save(sys.argv[2], optimize=True)
