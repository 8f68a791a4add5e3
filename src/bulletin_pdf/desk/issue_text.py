"""The YAML of an issue as text: shown, and accepted back when it can be read."""

from bulletin_pdf.desk.issue_answers import Desk
from bulletin_pdf.desk.request_values import Record, lang_of, read_number, read_text
from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.parse import parse_yaml
from bulletin_pdf.yamldoc.source import make_source


class Sources:
    """Texts of the files of a desk."""

    def __init__(self, desk: Desk) -> None:
        """Work for a desk."""
        self.desk = desk

    def source(self, asked: Record) -> Record:
        """Return the text of an issue's file, its lines ended by LF, and whether it may be changed as a whole.

        A file that ends its lines in several ways may not: they could not be told apart any more.
        """
        working = self.desk.working(asked.get("file"))
        ends = _ends(working.text)
        return {
            "text": working.text.replace("\r\n", "\n").replace("\r", "\n"),
            "version": working.version,
            "writable": len(ends) < 2 and working.lease.other() is None,
        }

    def replace_source(self, asked: Record) -> Record:
        """Put another text in its place, with the line ends of the file; return the faults of one that is no YAML."""
        working, lang = self.desk.working(asked.get("file")), lang_of(asked)
        text, version = read_text(asked.get("text")), read_number(asked.get("version"))
        problems = Problems()
        if parse_yaml(make_source(str(working.path), text), problems) is None:
            told = [
                {
                    "line": problem.span.line if problem.span else 1,
                    "message": problem.message(lang),
                    "hint": problem.hint(lang),
                }
                for problem in problems.errors
            ]
            return {"problems": told, "version": working.version, "issue": None}
        end = next(iter(_ends(working.text)), "\n")
        working.replace(version, text.replace("\r\n", "\n").replace("\n", end))
        return {"problems": [], "version": working.version, "issue": self.desk.as_form(asked, working)}


def _ends(text: str) -> set[str]:
    """Return the line ends of a text."""
    bare = text.replace("\r\n", "")
    return {
        end for end, there in (("\r\n", "\r\n" in text), ("\n", "\n" in bare), ("\r", "\r" in bare)) if there
    }
