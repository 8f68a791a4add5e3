"""Single values that issues and entries of volumes share: dates, names, own faces."""

from bulletin_pdf.issue.dates import DateFault, read_date
from bulletin_pdf.issue.model import (
    IssueDate,
    OwnFace,
)
from bulletin_pdf.issue.vocabulary import (
    FONTS,
)
from bulletin_pdf.messages import Term
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.named_files import file_is_there, read_file_name
from bulletin_pdf.yamldoc.written import PlacedText


def read_day(fields: Fields, name: str, problems: Problems, *, required: bool = False) -> IssueDate | None:
    """Read a date; None where it is left out or is no date."""
    written = fields.text(name, required=required)
    if written is None:
        return None
    try:
        return read_date(written.text)
    except DateFault as fault:
        why = {"why": Term(fault.why)} if fault.why else {}
        problems.add(fault.code, written.span(), value=written.text[:40], **why)
        return None


def warn_of_quotes(written: PlacedText, key: str, problems: Problems) -> None:
    """A name wholly inside “…” was meant to be in YAML's quotes: of an office, a city or a bulletin none is."""
    text = written.text.strip()
    if (
        len(text) > 2
        and text[0] in "“‘"
        and text[-1] in "”’"
        and not any(mark in text[1:-1] for mark in "“”‘’")
    ):
        problems.add(Code.VALUE_IN_TYPOGRAPHIC_QUOTES, written.span(), key=key, text=text[1:-1][:40])


def own_faces(of: Fields, problems: Problems) -> tuple[OwnFace, ...]:
    """Read `fonts`, the font files of the office's own; one that cannot be found is a problem."""
    fields = of.fields("fonts", FONTS)
    found = []
    for key in FONTS.keys:
        written = fields.text(key.name)
        if written is None:
            continue
        name, chosen = written, ""
        if "#" in written.text and not file_is_there(written):
            mark = written.text.index("#")
            name, chosen = written.cut(0, mark), written.text[mark + 1 :].strip()
        path = read_file_name(name, Code.FONT_NOT_FOUND, problems)
        if path is not None:
            found.append(OwnFace(key.name, path, chosen, written.span()))
    return tuple(found)
