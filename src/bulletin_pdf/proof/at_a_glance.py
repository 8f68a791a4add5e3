"""What `build` can say of the errors `check` would find: the rules that take 20 ms and no dictionary."""

from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.problem_codes import Level
from bulletin_pdf.problems import BulletinError
from bulletin_pdf.proof import pairs, sequences
from bulletin_pdf.proof.passages import passages_of
from bulletin_pdf.proof.waivers import apply_waivers


def errors_at_a_glance(path: str) -> int:
    """Return how many errors of marks and numbering `check` finds in an issue; there may be others.

    An issue that cannot be read has none here: reading it has reported its problems.
    """
    try:
        issue, _ = read_issue(path)
    except (BulletinError, OSError):
        return 0
    passages = passages_of(issue)
    found = [*pairs.unpaired(passages), *sequences.sequences(passages)]
    problems, _ = apply_waivers(list(dict.fromkeys(each.problem for each in found)), issue.waivers)
    return sum(problem.level is Level.ERROR for problem in problems)
