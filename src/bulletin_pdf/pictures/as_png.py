"""A picture of any printable kind as PNG, for programs that support fewer kinds."""

import io

from bulletin_pdf.pictures.open_picture import opened
from bulletin_pdf.pictures.orientation import orientation_of


def as_png(data: bytes) -> bytes:
    """Return a picture, upright, as PNG. Raises `PictureError` for one that cannot be read."""
    from PIL import ImageOps

    with opened(data) as found:
        image = found.image
        if orientation_of(found) != 1:
            image = ImageOps.exif_transpose(image)
        kept = image if image.mode in ("1", "L", "LA", "P", "RGB", "RGBA") else image.convert("RGB")
        made = io.BytesIO()
        kept.save(made, "PNG")
    return made.getvalue()
