"""The material as JSON for `run_platypus.py`, text in the markup of reportlab's paragraphs."""

import json
import re
from collections.abc import Sequence
from html import escape

from bench.material import NAME, PUBLISHER, YEAR, Article, Bulletin

_LATIN = re.compile(r"[0-9A-Za-z.%+]+")


def platypus_json(bulletins: Sequence[Bulletin]) -> str:
    """Give one issue, or a volume of several."""
    volume = len(bulletins) > 1
    title = f"{NAME}{YEAR}年合订本" if volume else f"{NAME}第{bulletins[0].number}期"
    issues = [_issue(bulletin) for bulletin in bulletins]
    return json.dumps({"title": title, "volume": volume, "issues": issues}, ensure_ascii=False)


def _issue(bulletin: Bulletin) -> dict[str, object]:
    return {
        "key": f"i{bulletin.number}",
        "label": f"第{bulletin.number}期（{bulletin.day}）",
        "name": NAME,
        "number": f"第{bulletin.number}期",
        "imprint": _marked(f"{PUBLISHER}　{bulletin.day}"),
        "articles": [
            _article(article, f"r{bulletin.number}-{place}")
            for place, article in enumerate(bulletin.articles)
        ],
    }


def _article(article: Article, key: str) -> dict[str, object]:
    return {
        "key": key,
        "entry": article.entry,
        "headline": article.headline,
        "by": f"（{article.by}）",
        "passages": [
            (f'<font name="hei">{escape(passage.lead)}</font>' if passage.lead else "")
            + _marked(passage.text)
            for passage in article.passages
        ],
    }


def _marked(text: str) -> str:
    """Set Latin letters and digits in the Latin face."""
    return _LATIN.sub(lambda run: f'<font name="latin">{run[0]}</font>', escape(text, quote=False))
