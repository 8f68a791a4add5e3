"""Every key has an example, and every example is what it says, in both languages."""

from pathlib import Path

import pytest

from bulletin_pdf.handbook.examples import example_of, examples
from bulletin_pdf.handbook.in_chinese import in_chinese
from bulletin_pdf.handbook.key_tables import FileKind, all_entries, entries
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.messages import Language
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.volume.plan.read_plan import read_plan

from .sample_folder import example_file, lay_out, lay_out_volume

from unseen import where_it_shows  # isort: skip

KINDS: tuple[FileKind, ...] = ("issue", "design", "volume")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("examples")
    lay_out(made)
    lay_out_volume(made)
    return made


def problems_of(path: Path, kind: FileKind) -> list[str]:
    try:
        if kind == "volume":
            found = Problems()
            read_plan(str(path), found)
            return [str(problem) for problem in found]
        return [str(problem) for problem in read_issue(str(path)).problems]
    except BulletinError as error:
        return [str(problem) for problem in error.problems]


def test_every_key_has_an_example() -> None:
    for kind in ("issue", "bulletin", "design", "volume"):
        assert not [entry.name for entry in entries(kind) if example_of(entry, kind) is None]


def test_a_key_that_changes_no_page_says_where_it_shows() -> None:
    unseen = [
        entry
        for kind in KINDS
        for entry in entries(kind)
        if (made := example_of(entry, kind)) and not made.seen
    ]
    assert unseen
    for entry in unseen:
        chinese, english = (where_it_shows(entry, lang) for lang in ("zh", "en"))
        assert chinese.endswith("。") and english.endswith("."), entry.name


def test_no_example_is_of_a_key_that_is_gone() -> None:
    names = {entry.name for entry in all_entries()}
    for kind in KINDS:
        assert {name for name in examples(kind) if not name.endswith(".*")} <= names


@pytest.mark.parametrize("kind", KINDS)
def test_an_example_has_its_key_and_is_read_without_a_word(kind: FileKind, folder: Path) -> None:
    for entry in entries(kind):
        example = example_of(entry, kind)
        assert example is not None
        names: dict[Language, str] = {"en": entry.key.name, "zh": entry.key.chinese}
        for lang, name in names.items():
            assert f"{name}: " in example.written(lang, kind) or f"{name}:\n" in example.written(
                lang, kind
            ), entry.name
        # Names of both languages are one table: every other example is read in the other language.
        lang = "zh" if len(entry.name) % 2 else "en"
        of: FileKind = "volume" if example.bound else kind
        assert not problems_of(example_file(example, kind, lang, folder, "base.yaml"), of), entry.name


def test_names_and_words_become_chinese_and_nothing_else() -> None:
    text = (
        "contents: pages  # contents\nreports:\n  - title: 'title: by'\n    body: [{heading: 甲, level: 1}]\n"
    )
    assert in_chinese(text, "issue") == (
        "要目: 页码  # contents\n报告:\n  - 标题: 'title: by'\n    内容: [{小标题: 甲, 级别: 1}]\n"
    )
