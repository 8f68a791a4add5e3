"""Every problem has an example that gives it, with what is right instead, or words on how it arises."""

import pytest

from bulletin_pdf.handbook.problem_examples import ProblemExample, how_it_arises, problem_examples
from bulletin_pdf.problem_codes import CODES

from .problem_cases import SampleFolder, codes_of

EXAMPLES = [
    example for found in problem_examples().values() for example in found if example.kind != "mistakes"
]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> SampleFolder:
    return SampleFolder(tmp_path_factory.mktemp("problems"))


def test_every_problem_has_an_example_or_how_it_arises() -> None:
    for code in CODES:
        arises = [how_it_arises(code, lang) for lang in ("zh", "en")]
        # One of the two: an example says how it arises.
        assert (code in problem_examples()) != all(arises), code
        assert all(arises) or not any(arises), code
    assert set(problem_examples()) <= set(CODES)


def test_most_problems_of_an_author_have_an_example() -> None:
    archive = ("B314", "B332")
    authors = [
        code
        for code in CODES
        if (code < "B23" or "B3" <= code < "B5" or "B63" <= code < "B65")
        and not archive[0] <= code <= archive[1]
    ]
    without = [code for code in authors if code not in problem_examples()]
    assert len(without) <= 20, without


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.code}-{example.kind}")
def test_what_is_wrong_gives_the_code_and_what_is_right_does_not(
    example: ProblemExample, samples: SampleFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BULLETIN_PDF_CACHE", str(samples.whole.parent / "cache"))
    assert example.code in codes_of(example, False, samples)
    assert example.code not in codes_of(example, True, samples)
