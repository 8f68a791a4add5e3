"""The front door: an issue → what is wrong with it, what is waived, what can be mended by itself."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from bulletin_pdf.issue.model import Issue
from bulletin_pdf.messages import Detail
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem, Problems, Span
from bulletin_pdf.proof import (
    agreement,
    days,
    formulas,
    homonyms,
    idioms,
    lists,
    misspellings,
    near_places,
    numerals,
    official_forms,
    pairs,
    particles,
    regions,
    said_once,
    sequences,
    spelling,
    stops,
    sums,
    table_sums,
    unit_notation,
)
from bulletin_pdf.proof.agreement import AgreementContext
from bulletin_pdf.proof.finding import Finding, Fix, Passage, ProofFindings
from bulletin_pdf.proof.known_names import names_known
from bulletin_pdf.proof.neighbours import Neighbourhood
from bulletin_pdf.proof.numbers_beside import numbers_agree
from bulletin_pdf.proof.office import Knowledge, read_knowledge
from bulletin_pdf.proof.parts import PartsSeen
from bulletin_pdf.proof.passages import passages_of
from bulletin_pdf.proof.repeated_figures import figures_agree
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


class PassageRule(NamedTuple):
    """A rule that looks at one passage, and what a text must have in it for the rule to find anything."""

    apply: Callable[[Passage], ProofFindings]
    signs: tuple[frozenset[str], ...]
    """Sets of characters; of each of them one at least stands in such a text."""
    seen: Callable[[], PartsSeen[Any]] | None = None
    """Returns the parts of texts that were looked at; in one part at least of such a text something was found."""


def _rule(apply: Callable[[Passage], ProofFindings], *signs: str) -> PassageRule:
    return PassageRule(apply, tuple(map(frozenset, signs)))


def _word_rule(apply: Callable[[Passage], ProofFindings], seen: Callable[[], PartsSeen[Any]]) -> PassageRule:
    return PassageRule(apply, (), seen)


_FIGURES = "0123456789"
_DASHES = "-－–—~～"

PASSAGE_RULES = (
    _rule(stops.no_end_mark),
    _rule(stops.doubled_marks, "，、；：。！？"),
    _rule(stops.leading_mark, "，、；：。！？"),
    _rule(stops.half_width_marks, ",;:!?()."),
    _rule(stops.stray_spaces, " \u3000"),
    _word_rule(stops.doubled_words, stops.twice_seen),
    _rule(numerals.zero_of_years, "年", "零○"),
    _rule(numerals.item_marks, "、，.．"),
    _rule(numerals.doubled_about, "多余右下上"),
    _rule(numerals.last_century, "纪"),
    _rule(numerals.approximate, "、"),
    _rule(numerals.fewer_by_times, "倍"),
    _rule(numerals.figures_and_hanzi, "季元纪多余日"),
    _rule(particles.particles, "的得"),
    _rule(official_forms.titles_of_works, "》"),
    _rule(official_forms.marks_of_lists, "等"),
    _rule(lists.announced, "：:"),
    _rule(lists.enumerated, "、"),
    _rule(lists.named_after, "：:"),
    _rule(lists.quoted, "”"),
    _word_rule(misspellings.misspelt, misspellings.misspellings_seen),
    _word_rule(formulas.formula_slips, formulas.slips_seen),
    _word_rule(idioms.idioms_spelt, idioms.idioms_seen),
    _rule(numerals.ranges, _FIGURES, f"{_DASHES}至到"),
    _rule(numerals.falling_ranges, _FIGURES, f"{_DASHES}至"),
    _rule(numerals.mixed_digits, _FIGURES, "年万千百"),
    _rule(numerals.short_years, _FIGURES, "年"),
    _rule(numerals.approximate_in_figures, _FIGURES, "、"),
    _rule(numerals.years_without_word, _FIGURES, "至到"),
    _rule(numerals.han_then_figures, _FIGURES, "十百千"),
    _rule(unit_notation.units_and_groups, _FIGURES),
    _rule(official_forms.document_numbers, _FIGURES, "号"),
    _rule(days.times_and_spans, _FIGURES, "月年时点:：午晨"),
    _rule(days.impossible_dates, _FIGURES, "月时点:："),
    _rule(sums.sums, _FIGURES),
    _rule(sums.doublings, _FIGURES, "番"),
)
"""Rules that look at one passage, in the order in which they are reported."""

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
    said_once.contributors_said_once,
    said_once.years_agree,
    said_once.secrecy_has_its_star,
    agreement.copies_agree,
    table_sums.table_sums,
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
"""Findings about words alone, which the lists of an office may overrule."""


def findings(issue: Issue, knowledge: Knowledge, beside: Neighbourhood) -> Iterator[Finding]:
    """Apply every rule to an issue."""
    passages = passages_of(issue)
    _look_for_words(passages)
    years: defaultdict[int, set[int]] = defaultdict(set)
    for passage in passages:
        yield from _found_in(passage)
        if passage.has_digits:
            years[passage.report] |= days.years_named(passage.text)
            yield from days.wrong_weekdays(passage, issue.masthead.date.iso, years[passage.report])
        yield from official_forms.bodies_renamed(passage, issue.masthead.date.iso)
        yield from misspellings.against_lists(passage, knowledge.words)
        yield from names_known(passage, knowledge)
    setting = AgreementContext(issue, passages, agreement.province(issue))
    for issue_rule in ISSUE_RULES:
        yield from issue_rule(setting)
    yield from numbers_agree(issue, beside)
    yield from figures_agree(issue, passages, beside)


def found_in(passage: Passage) -> ProofFindings:
    """Apply the rules that look at one passage to it, but for those that can find nothing there."""
    _look_for_words((passage,))
    yield from _found_in(passage)


def _look_for_words(passages: Sequence[Passage]) -> None:
    """Look at the words of passages, all at once."""
    texts = tuple(passage.text for passage in passages)
    for _, seen in _word_rules():
        seen.look_at(texts)


def _found_in(passage: Passage) -> ProofFindings:
    text = passage.text
    words = sum(1 << number for number, seen in _word_rules() if seen.any_in(text))
    for rule in _rules_for(_ALL_SIGNS.intersection(text), words):
        yield from rule.apply(passage)


@lru_cache(maxsize=1)
def _word_rules() -> tuple[tuple[int, PartsSeen[Any]], ...]:
    """Return the rules about words by number, with what they have seen."""
    return tuple((number, rule.seen()) for number, rule in enumerate(PASSAGE_RULES) if rule.seen)


_ALL_SIGNS = frozenset[str]().union(*(signs for rule in PASSAGE_RULES for signs in rule.signs))


@lru_cache(maxsize=10_000)
def _rules_for(signs: frozenset[str], words: int) -> tuple[PassageRule, ...]:
    """Return the rules that may find something in a text with these signs and, by number, those about its words."""
    return tuple(
        rule
        for number, rule in enumerate(PASSAGE_RULES)
        if (words >> number & 1 if rule.seen else not any(map(signs.isdisjoint, rule.signs)))
    )


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
    """Whether a word of the office's list is what was found, or has it in it."""
    if finding.problem.code not in OF_WORDS or not known:
        return False
    details = dict(finding.problem.details)
    found, near = str(details.get("found", "")), str(details.get("near", ""))
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
    """One fault of one place is reported once, however the passages overlap."""
    seen: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        words: Mapping[str, Detail] = {name: value for name, value in problem.details if name != "near"}
        seen.setdefault((problem.code, problem.span, *sorted(words.items())), problem)
    yield from seen.values()
