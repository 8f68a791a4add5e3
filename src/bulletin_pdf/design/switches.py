"""Words of the settings that an issue may choose itself, in English and Chinese."""

from typing import Final

from bulletin_pdf.design.model import ArticleBreak, LineEdges, MarkStyle, OpenTrim, Typesetting

LINE_EDGES: Final[dict[str, LineEdges]] = {
    "basic": "basic",
    "gb": "gb",
    "strict": "strict",
    "基本": "basic",
    "国标": "gb",
    "严格": "strict",
}

MARK_STYLES: Final[dict[str, MarkStyle]] = {
    "line-end-half": "line-end-half",
    "full": "full",
    "kaiming": "kaiming",
    "half": "half",
    "行末半角": "line-end-half",
    "全身": "full",
    "开明": "kaiming",
    "半角": "half",
}

OPEN_TRIMS: Final[dict[str, OpenTrim]] = {
    "always": "always",
    "turned": "turned",
    "never": "never",
    "总是": "always",
    "转行": "turned",
    "从不": "never",
}

TYPESETTINGS: Final[dict[str, Typesetting]] = {"even": "even", "grid": "grid", "匀排": "even", "对格": "grid"}
ARTICLE_BREAKS: Final[dict[str, ArticleBreak]] = {"run": "run", "page": "page", "接排": "run", "另页": "page"}
PAIRS: Final = {"1.5": 1.5, "1": 1.0, "1.0": 1.0}
GAPS: Final = {"0": 0.0, "0.0": 0.0, "0.125": 0.125, "0.25": 0.25}

WORDS: Final[dict[str, dict[str, object]]] = {
    "line_edges": {**LINE_EDGES},
    "marks": {**MARK_STYLES},
    "pair": {**PAIRS},
    "han_latin_gap": {**GAPS},
    "typesetting": {**TYPESETTINGS},
    "trim_open_at_start": {**OPEN_TRIMS},
    "article_break": {**ARTICLE_BREAKS},
}
"""Every setting that is one of several words."""
