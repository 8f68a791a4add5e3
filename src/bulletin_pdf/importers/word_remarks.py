"""What is remarked on a Word document besides its text: what was accepted, moved or left out."""

from collections import Counter
from collections.abc import Iterator

from bulletin_pdf.importers.material import Remark
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Span

_COUNTED = (
    ("comment", Code.COMMENTS_NOT_IMPORTED),
    ("box", Code.TEXT_BOXES_MOVED),
    ("formula", Code.FORMULAS_AS_TEXT),
    ("chart", Code.OBJECTS_NOT_IMPORTED),
    ("anchor", Code.OBJECTS_NOT_IMPORTED),
    ("hidden", Code.HIDDEN_TEXT_NOT_IMPORTED),
    ("header", Code.RUNNING_HEADS_NOT_IMPORTED),
    ("struck", Code.STRUCK_TEXT_LEFT_OUT),
    ("flat", Code.SCRIPTS_SET_LEVEL),
)


def word_remarks(path: str, counts: Counter[str], notes: int) -> Iterator[Remark]:
    """Return what there is to tell of a document; `counts` says how often each thing was met, `notes` how many footnotes."""
    place = Span(path, 1, 1)
    inserted, deleted = counts["inserted"], counts["deleted"]
    if inserted or deleted:
        details = (("inserted", inserted), ("deleted", deleted))
        yield Remark(Code.TRACKED_CHANGES_ACCEPTED, place, details)
    for name, code in _COUNTED:
        if counts[name]:
            yield Remark(code, place, (("count", counts[name]),))
    if notes:
        yield Remark(Code.FOOTNOTES_MOVED, place, (("count", notes),))
