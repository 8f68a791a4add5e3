"""Draw the small pictures of the photo bulletin: run once, the files are kept."""

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parent / "photos" / "pictures"
SKY, FIELD, HOUSE, ROOF, SUN = (
    (168, 196, 214),
    (122, 150, 92),
    (214, 202, 180),
    (150, 84, 70),
    (236, 210, 130),
)


def scene(width: int, height: int) -> Image.Image:
    """Paint fields, a house and the sun, as large as asked."""
    image = Image.new("RGB", (width, height), SKY)
    draw = ImageDraw.Draw(image)
    horizon = height * 3 // 5
    draw.rectangle((0, horizon, width, height), FIELD)
    for step in range(1, 6):
        y = horizon + (height - horizon) * step * step // 36
        draw.line((0, y, width, y), (104, 132, 78), max(2, height // 200))
    radius = min(width, height) // 12
    draw.ellipse((width // 6 - radius, height // 6 - radius, width // 6 + radius, height // 6 + radius), SUN)
    side = min(width, height) // 4
    left, top = width // 2 - side // 2, horizon - side // 2
    draw.rectangle((left, top, left + side, top + side), HOUSE)
    draw.polygon(
        [(left - side // 5, top), (left + side // 2, top - side // 2), (left + side + side // 5, top)], ROOF
    )
    draw.rectangle((left + side * 2 // 5, top + side // 2, left + side * 3 // 5, top + side), (96, 72, 60))
    return image


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    shapes = {
        "landscape.jpg": (1500, 1000), "portrait.jpg": (900, 1200), "square.jpg": (900, 900),
        "panorama.jpg": (1800, 450), "left.jpg": (1000, 750), "right.jpg": (1000, 750),
    }  # fmt: skip
    for name, (width, height) in shapes.items():
        scene(width, height).save(FOLDER / name, quality=60, optimize=True)
    turned = scene(900, 1200).transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6
    turned.save(FOLDER / "turned.jpg", quality=60, optimize=True, exif=exif)
    scene(800, 600).convert("L").save(FOLDER / "grey.jpg", quality=60, optimize=True)
    seal = Image.new("RGBA", (600, 600), (0, 0, 0, 0))
    ImageDraw.Draw(seal).ellipse((30, 30, 570, 570), outline=(200, 30, 30, 255), width=30)
    seal.quantize(16).save(FOLDER / "mark.png", optimize=True)
    scene(600, 400).quantize(16).save(FOLDER / "chart.png", optimize=True)


if __name__ == "__main__":
    main()
