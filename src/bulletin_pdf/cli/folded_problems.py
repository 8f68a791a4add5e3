"""Problems of a run of many issues: every error, and the first few of each other kind with a count of the rest."""

from collections import Counter
from collections.abc import Sequence

from bulletin_pdf.batch.task import Result
from bulletin_pdf.cli.terminal import Terminal
from bulletin_pdf.pdf.profile import PROFILES
from bulletin_pdf.problem_codes import Level
from bulletin_pdf.problems import Problem

MANY = 10
"""Issues; what a run of more says is folded, so that its end can be read on one screen."""

_SHOWN = 2
"""Problems of one code that such a run shows in full."""


class FoldedProblems:
    """Counts what is left out of the results that are shown."""

    def __init__(self, terminal: Terminal, *, folds: bool) -> None:
        self.terminal = terminal
        self.folds = folds and not terminal.json
        self._met: Counter[str] = Counter()
        self._changes = self._issues = 0

    def shown(self, result: Result, *, again: bool) -> Result:
        """Return a result with what is to be shown of it."""
        if not self.folds:
            return result
        if not again:
            self._changes += len(result.changes)
            self._issues += bool(result.changes)
        told = () if again else tuple(filter(self._is_shown, result.status.problems))
        return result._replace(changes=(), status=result.status._replace(problems=told))

    def _is_shown(self, problem: Problem) -> bool:
        if problem.level is Level.ERROR:
            return True
        self._met[problem.code] += 1
        return self._met[problem.code] <= _SHOWN

    def show_rest(self) -> None:
        """Print one line for each kind that was left out."""
        left = {code: count - _SHOWN for code, count in sorted(self._met.items()) if count > _SHOWN}
        if left:
            codes = tuple(f"{code} ×{count}" for code, count in left.items())
            self.terminal.problem(self.terminal.say("problems-folded", count=sum(left.values()), codes=codes))
        if self._changes:
            issues = self.terminal.count("issues", self._issues)
            self.terminal.result(self.terminal.say("changes-of-many", count=self._changes, issues=issues))


def show_check_advice(results: Sequence[Result], terminal: Terminal) -> None:
    """Say in one line that nothing was proofread, how many errors are sure all the same, and how to see them."""
    if terminal.json or terminal.quiet:
        return
    proofread = {result.task.source for result in results if PROFILES[result.task.edition].proofread}
    set_issues = dict.fromkeys(result.task.source for result in results if not result.status.code)
    built = [source for source in set_issues if source not in proofread]
    if len(built) > MANY:
        terminal.result(terminal.say("check-not-run", command="bulletin-pdf check …"))
    elif built:
        import shlex

        from bulletin_pdf.proof.at_a_glance import errors_at_a_glance

        counts = {source: errors_at_a_glance(source) for source in built}
        faulty = [source for source, count in counts.items() if count]
        command = shlex.join(["bulletin-pdf", "check", *(faulty or built)])
        if faulty:
            terminal.result(terminal.say("check-finds", count=sum(counts.values()), command=command))
        else:
            terminal.result(terminal.say("check-not-run", command=command))
