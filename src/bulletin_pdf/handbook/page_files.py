"""The pages of the handbook as text, and the site for the browser if it was built."""

import os

from bulletin_pdf.messages import Language

_HERE = os.path.dirname(os.path.abspath(__file__))
_CHECKOUT = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(_HERE))), "docs", "handbook")
_ENDING = ".md"


def page_names(lang: Language) -> list[str]:
    """Return the names of the pages, such as `tutorial`."""
    names = (name for name in os.listdir(_folder(lang)) if name.endswith(_ENDING))
    return sorted(name.removesuffix(_ENDING) for name in names)


def page_text(name: str, lang: Language) -> str:
    """Return the text of a page, in Markdown."""
    with open(os.path.join(_folder(lang), name + _ENDING), encoding="utf-8") as file:
        return file.read()


def page_title(name: str, lang: Language) -> str:
    """Return what stands over a page."""
    return page_text(name, lang).partition("\n")[0].lstrip("# ")


def site_page(name: str, lang: Language) -> str | None:
    """Return the file of a page of the site; None where the site was not built."""
    folder = os.path.join(_HERE, "site", *(["en"] if lang == "en" else []))
    path = os.path.join(folder, name + ".html")
    return path if os.path.isfile(path) else None


def _folder(lang: Language) -> str:
    """Return where the pages lie: in the installed package, else in the checkout."""
    installed = os.path.join(_HERE, "pages", lang)
    return installed if os.path.isdir(installed) else os.path.join(_CHECKOUT, lang)
