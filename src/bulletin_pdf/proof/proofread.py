"""The front door: an issue → what is wrong with it, what is waived, what can be mended by itself."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from bulletin_pdf.issue.model import Issue
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem, Problems, Span
from bulletin_pdf.proof import (
    agreement,
    days,
    formulas,
    homonyms,
    lists,
    misspellings,
    near_places,
    numerals,
    official_forms,
    pairs,
    particles,
    regions,
    sequences,
    spelling,
    stops,
    sums,
    unit_notation,
)
from bulletin_pdf.proof.agreement import AgreementContext
from bulletin_pdf.proof.finding import Finding, Fix, Passage, ProofFindings
from bulletin_pdf.proof.known_names import names_known
from bulletin_pdf.proof.neighbours import Neighbourhood, numbers_agree
from bulletin_pdf.proof.office import Knowledge, read_knowledge
from bulletin_pdf.proof.passages import passages_of
from bulletin_pdf.proof.waivers import Waived, apply_waivers


class Proofread(NamedTuple):
    """What was found in an issue; `findings` are those that are not waived."""

    problems: Problems
    waived: tuple[Waived, ...]
    findings: tuple[Finding, ...]
    """Each of the problems, with the change that mends it."""

    @property
    def fixes(self) -> tuple[Fix, ...]:
        """The changes that need no thought."""
        return tuple(finding.fix for finding in self.findings if finding.fix is not None)


PASSAGE_RULES: tuple[Callable[[Passage], ProofFindings], ...] = (
    stops.no_end_mark,
    stops.doubled_marks,
    stops.leading_mark,
    stops.half_width_marks,
    stops.stray_spaces,
    stops.doubled_words,
    numerals.zero_of_years,
    numerals.item_marks,
    numerals.doubled_about,
    numerals.last_century,
    numerals.approximate,
    numerals.fewer_by_times,
    numerals.figures_and_hanzi,
    particles.particles,
    official_forms.titles_of_works,
    official_forms.marks_of_lists,
    lists.announced,
    lists.enumerated,
    lists.named_after,
    misspellings.misspelt,
    formulas.formula_slips,
)
"""Rules that look at one passage."""

FIGURE_RULES: tuple[Callable[[Passage], ProofFindings], ...] = (
    numerals.ranges,
    numerals.falling_ranges,
    numerals.mixed_digits,
    numerals.short_years,
    numerals.approximate_in_figures,
    numerals.years_without_word,
    numerals.han_then_figures,
    unit_notation.units_and_groups,
    official_forms.document_numbers,
    days.times_and_spans,
    days.impossible_dates,
    sums.sums,
    sums.doublings,
)
"""Rules that look at one passage with numbers in figures in it."""

ISSUE_RULES: tuple[Callable[[AgreementContext], ProofFindings], ...] = (
    lambda setting: pairs.unpaired(setting.passages),
    lambda setting: sequences.sequences(setting.passages),
    lambda setting: official_forms.marks_between(setting.passages),
    agreement.unknown_province,
    agreement.contents_agree,
    agreement.cities_known,
    agreement.contributors_fit,
    agreement.openings_fit,
    regions.counties_fit,
    regions.openings_spelt,
    regions.lists_counted,
    near_places.places_spelt,
    spelling.words_spelt,
    homonyms.names_sound,
    agreement.names_agree,
    agreement.paragraphs_differ,
    agreement.titles_differ,
    agreement.copies_agree,
)
"""Rules that look at the whole issue."""

GENERAL: Mapping[str, int] = {
    Code.FORMULA_SLIP: 1,
    Code.PLACE_MISSPELT: 1,
    Code.PLACE_UNKNOWN: 1,
    Code.NOT_A_WORD: 2,
}
"""Findings that rest on general lists, not on what the issue says elsewhere; the higher, the more general."""


OF_WORDS = frozenset(
    (
        Code.REPEATED_CHARACTERS,
        Code.SPELLINGS_DIFFER,
        Code.MISSPELLING,
        Code.PROBABLE_MISSPELLING,
        Code.UNUSUAL_SPELLING,
        Code.FORMER_NAME,
        Code.FORMULA_SLIP,
        Code.PLACE_MISSPELT,
        Code.PLACE_UNKNOWN,
        Code.NOT_A_WORD,
        Code.HOMONYM_NAMES,
    )
)
"""Findings about words alone, which an office may know better."""


def findings(issue: Issue, knowledge: Knowledge, beside: Neighbourhood) -> Iterator[Finding]:
    """Apply every rule to an issue."""
    passages = passages_of(issue)
    years: defaultdict[int, set[int]] = defaultdict(set)
    for passage in passages:
        for rule in PASSAGE_RULES:
            yield from rule(passage)
        if passage.has_digits:
            for rule in FIGURE_RULES:
                yield from rule(passage)
            years[passage.report] |= days.years_named(passage.text)
            yield from days.wrong_weekdays(passage, issue.masthead.date.iso, years[passage.report])
        yield from official_forms.bodies_renamed(passage, issue.masthead.date.iso)
        yield from misspellings.against_lists(passage, knowledge.words)
        yield from names_known(passage, knowledge)
    setting = AgreementContext(issue, passages, agreement.province(issue))
    for issue_rule in ISSUE_RULES:
        yield from issue_rule(setting)
    yield from numbers_agree(issue, beside)


def proofread(issue: Issue, noticed: Problems, beside: Neighbourhood | None = None) -> Proofread:
    """Proofread an issue; what was noticed while reading and setting it can be waived too.

    Who proofreads many issues hands in one `beside`, so that their directory is looked at once.
    """
    knowledge = read_knowledge(issue.word_lists, noticed)
    found = _without_echoes(list(findings(issue, knowledge, beside or Neighbourhood())))
    found = [finding for finding in found if not _is_known(finding, knowledge.known)]
    everything = [*noticed, *(finding.problem for finding in found)]
    problems, waived = apply_waivers(_each_once(everything), (*issue.waivers, *knowledge.waivers))
    fixes = {finding.problem: finding.fix for finding in found if finding.fix is not None}
    left = (Finding(problem, fixes.get(problem)) for problem in problems)
    return Proofread(problems, tuple(waived), tuple(left))


def _is_known(finding: Finding, known: frozenset[str]) -> bool:
    """Whether a word that the office knows is what was found, or has it in it."""
    if finding.problem.code not in OF_WORDS or not known:
        return False
    details = dict(finding.problem.details)
    found, near = details.get("found", ""), details.get("near", "")
    return any(found in word and word in near for word in known)


def _without_echoes(found: list[Finding]) -> list[Finding]:
    """Leave out what a rule of general knowledge says of words that a more particular one has named."""
    named = [(GENERAL.get(finding.problem.code, 0), finding.problem.span) for finding in found]
    return [
        finding
        for finding in found
        if not (level := GENERAL.get(finding.problem.code, 0))
        or not any(other < level and _overlap(finding.problem.span, span) for other, span in named)
    ]


def _overlap(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None or one[:2] != other[:2]:
        return False
    return one.column < other.column + other.length and other.column < one.column + one.length


def _each_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """One fault of one place is told once, however the passages overlap."""
    seen: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        words: Mapping[str, str] = {name: value for name, value in problem.details if name != "near"}
        seen.setdefault((problem.code, problem.span, *sorted(words.items())), problem)
    yield from seen.values()
