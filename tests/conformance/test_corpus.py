"""Every rule of the table, measured in every printed issue of the corpus."""

import re
import subprocess
from pathlib import Path

import pytest

from bulletin_pdf.build import publish
from conformance.corpus import CORPUS, NAMES, sample, source_of
from conformance.elements import wanted_of
from conformance.known import KNOWN, UNSEEN
from conformance.parts import unnumbered
from conformance.table import CHECKS, MODULES, Check
from support.measured import pages_by_readers

EVERY = [*NAMES, "model"]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_rule(check: Check) -> None:
    """Kept in every issue, and to be seen in one: a check that finds nothing to measure keeps nothing."""
    measured = {name: list(check.measure(sample(name))) for name in EVERY}
    assert any(measured.values()) == (check.name not in UNSEEN)
    faults = {
        name: [f"{seen.place}: {seen.fault}" for seen in measured[name] if seen.fault] for name in EVERY
    }
    known = {name for known, name in KNOWN if known == check.name}
    assert {name for name in EVERY if faults[name]} == known, (check.rule, faults)


def test_known_faults_are_faults_of_checks_and_issues_there_are() -> None:
    checks = {check.name for check in CHECKS}
    assert {check for check, _ in KNOWN} <= checks
    assert {name for _, name in KNOWN} <= set(EVERY)
    assert set(UNSEEN) <= checks


# The file -----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    room = tmp_path_factory.mktemp("corpus")
    files = {name: room / f"{name}.pdf" for name in EVERY}
    for name, path in files.items():
        publish(str(source_of(name)), str(path))
    return files


@pytest.mark.parametrize("reader", ["pdftotext", "mutool", "pypdf"])
@pytest.mark.parametrize("name", EVERY)
def test_readers_give_the_text_back(built: dict[str, Path], name: str, reader: str) -> None:
    """Contract §5: character for character, in reading order; what is left over is numbers and heads."""
    text = ""
    for number, page in enumerate(pages_by_readers(built[name], reader), 1):
        numbered = number not in unnumbered(sample(name))
        assert not numbered or page.count(f"—{number}—") >= 1, f"no folio on page {number}"
        text += page.replace(f"—{number}—", "", 1)
    at = 0
    left = []
    wanted = wanted_of(sample(name).issue)
    for item in wanted:
        if item.floats:
            continue
        squashed = "".join(item.text.split())
        found = text.find(squashed, at)
        assert found >= 0, f"{item.kind} {item.text[:60]}"
        left.append(text[at:found])
        at = found + len(squashed)
    left.append(text[at:])
    rest = "".join(left)
    for item in wanted:
        if item.floats:
            squashed = "".join(item.text.split())
            assert squashed in rest, f"{item.kind} {item.text[:60]}"
    floating = any(item.floats for item in wanted)
    assert floating or re.fullmatch("[0-9]*", rest), rest[:80]


@pytest.mark.parametrize("name", EVERY)
def test_fonts_are_embedded_subsets_with_unicode(built: dict[str, Path], name: str) -> None:
    listing = subprocess.run(["pdffonts", str(built[name])], capture_output=True, text=True, check=True)
    rows = [line.split() for line in listing.stdout.splitlines()[2:]]
    assert len(rows) >= 3
    for row in rows:
        assert re.match(r"[A-Z]{6}\+", row[0]), row
        assert row[-5:-2] == ["yes", "yes", "yes"], row


@pytest.mark.parametrize("name", EVERY)
def test_qpdf_finds_nothing(built: dict[str, Path], name: str) -> None:
    done = subprocess.run(["qpdf", "--check", str(built[name])], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout + done.stderr


# The corpus itself ----------------------------------------------------------------------------


def test_the_corpus_is_wide_enough() -> None:
    assert len(NAMES) >= 15
    lengths = {len(sample(name).issue.masthead.name.text) for name in NAMES}
    assert lengths >= {2, 3, 4, 6, 10, 14, 20}
    assert sum(sample(name).printed.pages for name in NAMES) >= 100
    assert max(len(sample(name).issue.reports) for name in NAMES) >= 130


def test_pictures_of_the_corpus_are_small() -> None:
    pictures = [path for path in CORPUS.rglob("*") if path.suffix in (".jpg", ".png")]
    assert len(pictures) >= 8
    assert all(path.stat().st_size < 30_000 for path in pictures)


def test_modules_of_checks_are_all_in_the_table() -> None:
    modules = {check.measure.__module__ for check in CHECKS}
    assert modules == {module.__name__ for module in MODULES}
