"""The page of the Python API has every public name once."""

import bulletin_pdf

from . import sample_folder  # noqa: F401  puts scripts/site on the path

from api_page import GROUPS, api_page  # isort: skip


def test_every_public_name_is_on_the_page() -> None:
    named = [name for *_, names in GROUPS for name in names]
    assert sorted([*named, "__version__"]) == sorted(bulletin_pdf._PLACES)
    for lang in ("zh", "en"):
        assert api_page(lang).count("\n::: bulletin_pdf.") == len(named)
