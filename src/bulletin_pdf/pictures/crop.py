"""Pictures cut to what is shown of them."""

import io

from bulletin_pdf.pictures.facts import picture_facts_of_data
from bulletin_pdf.pictures.picture_error import PictureError

_QUALITY = 95


def cropped(data: bytes, left: float, top: float, right: float, bottom: float) -> bytes:
    """Cut off shares (0 to 1) of each side; gives back the same bytes where that cannot be done or leaves too little."""
    from PIL import Image, UnidentifiedImageError

    try:
        picture_facts_of_data(data)
        with Image.open(io.BytesIO(data)) as picture:
            width, height = picture.size
            box = (
                round(width * left),
                round(height * top),
                round(width * (1 - right)),
                round(height * (1 - bottom)),
            )
            if not (0 <= box[0] < box[2] <= width and 0 <= box[1] < box[3] <= height):
                return data
            made = io.BytesIO()
            form = "JPEG" if picture.format == "JPEG" else "PNG"
            profile = picture.info.get("icc_profile")
            options: dict[str, object] = {"quality": _QUALITY} if form == "JPEG" else {}
            picture.crop(box).save(made, form, **options, **({"icc_profile": profile} if profile else {}))
            picture_facts_of_data(made.getvalue())
            return made.getvalue()
    except (PictureError, UnidentifiedImageError, OSError, ValueError):
        return data
