"""Writes fonts/shapes.json: what HarfBuzz makes of dashes, dots and quotes in the faces we ship."""

import json
from pathlib import Path

import uharfbuzz

from bulletin_pdf.fonts import shapes
from bulletin_pdf.fonts.font_file import FontFile
from bulletin_pdf.fonts.shipped import fonts_directory, shipped_faces


def shapes_of(path: Path) -> dict[str, shapes.GlyphShape]:
    """Shape everything that may be asked of a Chinese face."""
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))
    wanted = [
        *((char, True) for char in shapes.QUOTES),
        *((text, False) for text in (*shapes.SINGLES, *shapes.PAIRS)),
    ]
    return {shapes.shape_name(*each): shapes.shaped(font, each[0], full_width=each[1]) for each in wanted}


def main() -> None:
    """Write the file."""
    known = {}
    for face in shipped_faces().values():
        path = Path(fonts_directory(), face.file)
        known[face.sha256] = {
            "face": face.postscript_name,
            "sum": shapes.file_sum(FontFile(str(path))),
            "shapes": shapes_of(path),
        }
    rows = (f"{json.dumps(digest)}: {json.dumps(each, ensure_ascii=False)}" for digest, each in known.items())
    Path(shapes.__file__).with_name("shapes.json").write_text("{\n" + ",\n".join(rows) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main()
