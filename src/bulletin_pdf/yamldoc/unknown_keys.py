"""Unknown keys of a mapping: misspelt, in the wrong place, or in the wrong form."""

import difflib

from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.yamldoc.field_values import DASHES, MAX_SHOWN, shortened
from bulletin_pdf.yamldoc.key_table import Key, Keys, is_han


def report_unknown(
    name: str, span: Span, table: Keys, problems: Problems, *, chinese: bool, guess: bool
) -> Key | None:
    """Report a name that is no key of the table; return the key it stands for, if that can be told.

    `chinese` is the language of the mapping's names; a misspelt name is known where one may `guess`, which takes time.
    """
    key = _written_wrongly(name, span, table, problems)
    if key is None and not _is_misplaced(name, span, table, problems):
        key = _misspelt(name, span, table, problems, chinese, guess)
    return key


def _written_wrongly(name: str, span: Span, table: Keys, problems: Problems) -> Key | None:
    bare = name.lstrip(DASHES).strip()
    if name[0] in DASHES and bare in table.by_name:
        problems.add(Code.NO_SPACE_AFTER_DASH, span, dash=name[0], text=bare)
        return table.by_name[bare]
    known = name.partition("：")[0]
    if known in table.by_name and known != name:
        colon = span._replace(column=span.column + len(known), length=1)
        problems.add(Code.FULL_WIDTH_COLON, colon, key=known)
        return table.by_name[known]
    return None


def _is_misplaced(name: str, span: Span, table: Keys, problems: Problems) -> bool:
    """Whether a name is a field elsewhere in the file, which is reported."""
    place = table.elsewhere(name, table.of)
    if place is None:
        return False
    if place.below:
        below = place.below[is_han(name)]
        problems.add(Code.FIELD_BELONGS_BELOW, span, key=shortened(name), place=below)
    else:
        problems.add(Code.FIELD_BELONGS_ON_TOP, span, key=shortened(name))
    return True


def _misspelt(
    name: str, span: Span, table: Keys, problems: Problems, chinese: bool, guess: bool
) -> Key | None:
    nearest = _nearest(name, table) if guess else ""
    if not nearest:
        known = tuple(key.spelt(chinese) for key in table.keys)
        problems.add(Code.UNKNOWN_FIELD, span, key=shortened(name), known=known)
        return None
    key = table.by_name[nearest]
    # The file's own language, though the slip was made in the other.
    offered = nearest if is_han(nearest) == chinese else key.spelt(chinese)
    problems.add(Code.MISSPELT_FIELD, span, key=shortened(name), nearest=offered)
    return key


def _nearest(name: str, table: Keys) -> str:
    """Return the known name most like a misspelt one, in the language it is written in."""
    chinese = is_han(name)
    # One of two Han characters, or four of six letters.
    best, nearest = 0.5 if chinese else 0.65, ""
    matcher = difflib.SequenceMatcher(None, "", name[:MAX_SHOWN].lower())
    for known, key in table.by_name.items():
        if is_han(known) != chinese:
            continue
        matcher.set_seq1(known.lower())
        # Among equals the name we print ourselves, and the one that begins alike.
        score = matcher.ratio() + 0.01 * (known in key.names[:2]) + 0.02 * (known[0] == name[0])
        if score >= best:
            best, nearest = score, known
    return nearest
