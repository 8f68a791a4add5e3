"""One audit of a store: file by file, then as a whole."""

import os
from collections.abc import Callable, Iterator, Sequence

from bulletin_pdf.archive.audit.audit_items import ITEM_OF, AuditItem, AuditStage, items_of
from bulletin_pdf.archive.audit.audit_log import AuditLog, AuditRun
from bulletin_pdf.archive.audit.file_facts import FileFacts, facts_of
from bulletin_pdf.archive.audit.judge_bag import is_package
from bulletin_pdf.archive.audit.judge_file import AuditTask, judge_file, state_of
from bulletin_pdf.archive.audit.judged_file import JudgedHolding
from bulletin_pdf.archive.audit.store_checks import store_problems
from bulletin_pdf.archive.audit.verapdf_claims import claim_problems, verapdf_command
from bulletin_pdf.archive.holdings.find_holdings import packages_and_files
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.parallel import ProcessDied, processes_worth, results_in_order
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problem, Problems
from bulletin_pdf.verification import Trust
from bulletin_pdf.version import __version__

Clock = Callable[[], str]
AuditWatch = Callable[[Iterator[JudgedHolding], int], Iterator[JudgedHolding]]


def unwatched(results: Iterator[JudgedHolding], _total: int) -> Iterator[JudgedHolding]:
    """Pass results on."""
    return results


class ItemResult(NamedTuple):
    """What came of one item."""

    item: AuditItem
    judged: bool
    """Whether it was judged at all; what is left to hands or to a program that is not there was not."""
    findings: int
    evidence: str
    """What was looked at, in words for the report."""


class AuditOutcome(NamedTuple):
    """An audit as it ended."""

    run: AuditRun
    runs: tuple[AuditRun, ...]
    """All runs since the first."""
    stage: AuditStage
    items: tuple[ItemResult, ...]
    findings: tuple[tuple[str, Problem], ...]
    """Number of the item and problem."""
    new: tuple[Problem, ...]
    """Findings that the last run did not have."""
    mended: tuple[Problem, ...]
    """Findings of the last run that are none any more."""
    added: tuple[str, ...]
    """Files that the last run did not know."""
    kinds: tuple[tuple[str, int], ...]
    """How many files there are of each kind."""


def run_audit(
    log: AuditLog,
    places: Sequence[str],
    stage: AuditStage,
    now: Clock,
    *,
    jobs: int = 1,
    accept: bool = False,
    watched: AuditWatch = unwatched,
    besides: Sequence[str] = (),
    trust: Trust = Trust(),
) -> AuditOutcome:
    """Check everything in and below `places` and end the run; an interrupted run is resumed.

    Raises `BulletinError` where there is nothing to judge (B259), `OSError` when the machine fails.
    """
    paths = [path for path in packages_and_files(places, is_package) if os.path.abspath(path) not in besides]
    if not paths:
        raise _error(Code.NOTHING_TO_AUDIT, places[0] if places else os.curdir)
    run = log.begin(
        now(), stage, sorted(map(os.path.abspath, places)), f"bulletin_pdf {__version__}", accepted=accept
    )
    _judge_all(log, run, paths, jobs, watched, trust)
    return _Ending(log, run, stage).end(now())


def _judge_all(
    log: AuditLog, run: int, paths: Sequence[str], jobs: int, watched: AuditWatch, trust: Trust
) -> None:
    done, remade = log.judged(run), log.remade()
    for path in done.keys() - set(paths):
        log.drop(run, path)
    left = [path for path in paths if path not in done or done[path] != state_of(path)]
    tasks = [AuditTask(path, remade.get(path, ""), trust) for path in left]
    results = results_in_order(judge_file, tasks, processes_worth(len(tasks), jobs))
    try:
        for result in watched(results, len(tasks)):
            log.add(run, result)
    except ProcessDied as died:
        raise _error(Code.PROCESS_DIED, left[died.place]) from died


def _error(code: str, path: str) -> BulletinError:
    problems = Problems()
    problems.add(code, None, file=path)
    return BulletinError(problems)


class _Ending:
    """Puts together what the files say, and what shows only in all of them."""

    def __init__(self, log: AuditLog, run: int, stage: AuditStage) -> None:
        self.log, self.number, self.stage = log, run, stage
        self.known = log.baseline(run)
        self.facts: list[FileFacts] = []
        self.found: list[Problem] = []
        self.claims: dict[str, tuple[str, ...]] = {}
        self.kinds: dict[str, int] = {}
        self.files = self.size = self.remade = 0
        for file in log.files(run):
            self.facts.append(facts_of(file))
            self.found += file.problems
            if file.claims and not (self.facts[-1].damaged and not file.inside):
                # What a damaged file claims is no question any more.
                self.claims |= dict.fromkeys(file.inside or (file.path,), file.claims)
            self.kinds[file.kind] = self.kinds.get(file.kind, 0) + 1
            self.files, self.size = self.files + file.files, self.size + file.size
            self.remade += file.remade and file.kind in ("archive", "volume")

    def end(self, now: str) -> AuditOutcome:
        self.found += store_problems(self.facts, self.known)
        self._forget_listed()
        described = {os.path.abspath(head.path) for file in self.facts for head in file.heads if head.path}
        self.found += [
            Problem(Code.HOLDING_UNPLACED, None, (("file", file.path),))
            for file in self.facts
            if file.kind == "pdf"
            and os.path.abspath(file.path) not in described
            and not file.heads
            and not file.damaged
        ]
        command = verapdf_command()
        if command:
            self.found += claim_problems(command, self.claims)
        asked = items_of(self.stage)
        numbers = {item.number for item in asked}
        findings = [
            (ITEM_OF[code].number, problem)
            for problem in dict.fromkeys(self.found)
            if (code := problem.code) in ITEM_OF and ITEM_OF[code].number in numbers
        ]
        findings.sort(key=lambda pair: (_place(pair[0]), str(dict(pair[1].details).get("file"))))
        before = [run for run in self.log.runs() if run.ended and run.number < self.number]
        last = self.log.findings(before[-1].number) if before else []
        added = self._added(before[-1].number) if before else ()
        self.log.end(self.number, now, findings)
        runs = tuple(self.log.runs())
        results = tuple(self._result(item, findings, command) for item in asked)
        problems = [problem for _, problem in findings]
        return AuditOutcome(
            runs[-1],
            runs,
            self.stage,
            results,
            tuple(findings),
            tuple(one for one in problems if one not in last) if before else (),
            tuple(one for one in last if one not in problems),
            added,
            tuple(sorted(self.kinds.items())),
        )

    def _forget_listed(self) -> None:
        """Of a listed file that an earlier run found, it was said already that it is gone or renamed."""
        known = {os.path.abspath(path) for path in self.known}
        self.found = [
            one for one in self.found if one.code != Code.LISTED_FILE_GONE or _listed_path(one) not in known
        ]

    def _added(self, last: int) -> tuple[str, ...]:
        before = self.log.judged(last)
        return tuple(file.path for file in self.facts if file.path not in before)

    def _result(self, item: AuditItem, findings: Sequence[tuple[str, Problem]], command: str) -> ItemResult:
        count = sum(number == item.number for number, _ in findings)
        judged = item.judge == "program" or (item.judge == "verapdf" and bool(command))
        return ItemResult(item, judged, count, self._evidence(item, command) if judged else "")

    def _evidence(self, item: AuditItem, command: str) -> str:
        issues = sum(len(file.heads) for file in self.facts)
        match item.number:
            case "1-1" | "2-1":
                return f"{self.files}个文件、{self.size}字节；以前的记录{len(self.known)}条"
            case "1-2":
                return f"归档文件{self.remade}个重排后相同"
            case "1-7" | "1-8" | "2-6":
                return f"{issues}期"
            case "3-3":
                return f"{len(self.claims)}个文件，{os.path.basename(command)}"
            case "4-7":
                return f"历次检测{len(self.log.runs())}次"
            case _:
                return f"{len(self.facts)}个文件和归档包"


def _place(number: str) -> tuple[int, ...]:
    return tuple(map(int, number.split("-")))


def _listed_path(problem: Problem) -> str:
    details = dict(problem.details)
    return os.path.abspath(os.path.join(os.path.dirname(str(details["file"])), str(details["name"])))
