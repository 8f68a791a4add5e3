"""Facts about each file that the checks of a whole store use."""

from bulletin_pdf.archive.audit.judged_file import HeldIssue, JudgedHolding
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem


class FileFacts(NamedTuple):
    """What the checks of a store need of each file: a few hundred bytes, however many files there are."""

    path: str
    kind: str
    sha256: str
    heads: tuple[HeldIssue, ...]
    damaged: bool
    told: bool = False
    """Whether something is wrong with it itself; that it has changed says nothing more then."""
    certain: bool = True
    """Whether it is known which issues it held."""


def facts_of(file: JudgedHolding) -> FileFacts:
    """Return what is needed of a file."""
    return FileFacts(
        file.path,
        file.kind,
        file.sha256,
        file.heads,
        any(map(_is_damage, file.problems)),
        bool(file.problems),
        file.certain,
    )


_DAMAGE = frozenset(
    (
        Code.FIXITY_BROKEN,
        Code.HOLDING_DAMAGED,
        Code.ENCLOSED_DAMAGED,
        Code.FILE_NOT_FROM_SOURCE,
        Code.BAG_FILE_MISSING,
    )
)


def _is_damage(problem: Problem) -> bool:
    return problem.code in _DAMAGE
