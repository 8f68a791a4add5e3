"""Artwork that cannot be drawn, or would take minutes, is refused with the reason."""

import gzip
from pathlib import Path

import pytest

from bulletin_pdf.drawing.artwork import read_svg
from bulletin_pdf.svg_limits import MAX_LEVELS, MAX_SHAPES, ArtworkError

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 50">'
)
SHAPE = '<path d="M0 0L10 10H30V40Z"/>'


def svg(inside: str, before: str = "") -> bytes:
    return f"{before}{HEAD}{inside}</svg>".encode()


def tower(levels: int, uses: int) -> str:
    """Each group uses the one before it several times."""
    groups = [f'<g id="g0">{SHAPE}</g>']
    groups += [
        f'<g id="g{n}">{f"<use xlink:href={chr(34)}#g{n - 1}{chr(34)}/>" * uses}</g>'
        for n in range(1, levels)
    ]
    return "".join(groups)


REFUSED = {
    "infinite": (svg('<path d="M0 0L1e400 10H30V40Z"/>'), "numbers"),
    "no number": (svg('<path d="M0 0LNaN 10H30V40Z"/><rect width="1e999" height="3"/>'), "numbers"),
    "far away": (svg('<rect width="1e300" height="1e300"/>'), "numbers"),
    "infinite by its matrix": (svg(f'<g transform="scale(1e308)">{SHAPE}</g>'), "numbers"),
    "200,000 shapes": (svg("<path d='M0 0h1v1z'/>" * 200_000), "large"),
    "20,000 shapes": (svg(SHAPE * (MAX_SHAPES + 1)), "shapes"),
    "uses of uses": (svg(tower(8, 10)), "shapes"),
    "uses of uses by the new name": (svg(tower(8, 10).replace("xlink:href", "href")), "shapes"),
    "a long outline used often": (
        svg(f'<path id="a" d="M0 0{"l1 1" * 5000}z"/>' + '<use xlink:href="#a"/>' * 200), "shapes"),
    "uses itself": (svg('<g id="a"><use xlink:href="#a"/></g>'), "use"),
    "uses in a ring": (svg('<g id="a"><use xlink:href="#b"/></g><g id="b"><use xlink:href="#a"/></g>'), "use"),
    "deep": (svg("<g>" * MAX_LEVELS + SHAPE + "</g>" * MAX_LEVELS), "deep"),
    "entities": (svg("<text>&z;</text>", '<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(12)) + '<!ENTITY z "&m;">]>'), "unreadable"),
    "another file": (svg('<use xlink:href="other.svg#a"/>' + SHAPE), "elsewhere"),
    "a picture on the network": (svg('<image href="http://example.com/a.png" width="9" height="9"/>' + SHAPE), "picture"),
    "a picture on this machine": (svg('<image xlink:href="/etc/passwd" width="9" height="9"/>' + SHAPE), "picture"),
    "packed to a thousandth": (gzip.compress(svg(" " * 50_000_000 + SHAPE)), "large"),
    "not packed at all": (b"\x1f\x8b" + bytes(50), "unreadable"),
    "not closed": (svg("<g>" + SHAPE), "unreadable"),
    "nothing filled": (svg(""), "no outlines"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_the_reason(name: str, tmp_path: Path) -> None:
    data, fault = REFUSED[name]
    (tmp_path / "a.svg").write_bytes(data)
    with pytest.raises(ArtworkError) as caught:
        read_svg(str(tmp_path / "a.svg"))
    assert caught.value.fault == fault


@pytest.mark.parametrize(
    "data",
    [
        svg(SHAPE),
        svg(SHAPE * 2_000),
        svg(tower(4, 3) + '<use xlink:href="#g3"/>'),
        svg(SHAPE, '<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">]>'),
        gzip.compress(svg(SHAPE)),
    ],
    ids=["plain", "2,000 shapes", "uses", "entity", "packed"],
)
def test_drawn(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(data)
    artwork = read_svg(str(tmp_path / "a.svg"))
    assert (artwork.box.width, artwork.box.height) == pytest.approx((30, 40), rel=0.35)
