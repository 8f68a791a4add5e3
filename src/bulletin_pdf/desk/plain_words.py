"""Problems in terms of the form, for users who do not edit the YAML.

A name of a field is the label of its form. What speaks of YAML, of lines of the file or of commands is said
otherwise (`desk-problem`, `desk-hint` of the catalogues) or left out.
"""

from bulletin_pdf.issue.vocabulary import BLOCKS, CELL, COLOPHON, DISTRIBUTION, ERRATUM, ISSUE, REPORT
from bulletin_pdf.messages import Language, find, say_noted
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problems import Problem
from bulletin_pdf.volume.plan.volume_vocabulary import VOLUME

_NAMES = ("key", "other", "place", "across", "down")
"""Details that are names of fields as the file writes them."""
_TABLES = (REPORT, ISSUE, DISTRIBUTION, COLOPHON, *BLOCKS.values(), CELL, ERRATUM, VOLUME)

_TECHNICAL = {
    "zh": pattern(
        r"YAML|bulletin-pdf|pip |--[a-z]|缩进|[一这每几]行|[0-9] 行是|第 ?[0-9]+ ?行|行首|“- ”|\|”|true|false|半角冒号|"
        r"加上“|写“[a-z_]|[a-z_]{3,}(?:: |（)|列表|目录"
    ),
    "en": pattern(
        r"YAML|bulletin-pdf|pip |--[a-z]|[Ii]ndent|\blines?\b|\bcolon\b|true|false|[a-z_]{3,}: |`|director"
    ),
}


def is_syntax(code: str) -> bool:
    """Whether a problem is one of how a file is written, which no form can cause."""
    return "B101" <= code <= "B135" or "B146" <= code <= "B156" or "B182" <= code <= "B185"


def message(problem: Problem, lang: Language) -> str:
    """Return what is wrong."""
    key = "syntax" if is_syntax(problem.code) else problem.code
    named = _named(problem, lang)
    return (
        say_noted(lang, "desk-problem", key, named.details)
        if find(lang, "desk-problem", key)
        else named.message(lang)
    )


def hint(problem: Problem, lang: Language) -> str:
    """Return what to do in the page; empty when there is nothing to be said that its user could follow."""
    key = "syntax" if is_syntax(problem.code) else problem.code
    named = _named(problem, lang)
    if find(lang, "desk-hint", key):
        return say_noted(lang, "desk-hint", key, named.details)
    said = named.hint(lang)
    return "" if _TECHNICAL[lang].search(said) else said


def _named(problem: Problem, lang: Language) -> Problem:
    details = tuple(
        (name, label(value, lang) if name in _NAMES and isinstance(value, str) else value)
        for name, value in problem.details
    )
    return problem._replace(details=details)


def label(name: str, lang: Language) -> str:
    """Return what the form calls a field; the name itself for one that is none."""
    key = next((table.by_name[name] for table in _TABLES if name in table.by_name), None)
    if key is None:
        return name
    return key.chinese if lang == "zh" else key.name.replace("_", " ")
