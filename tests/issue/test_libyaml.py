"""Reading YAML takes libyaml's parser alone; PyYAML is still whole for whoever imports it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = [
    ROOT / "issues/2022-zk30.yaml",
    ROOT / "issues/bulletin.yaml",
    ROOT / "tests/issue/whole.yaml",
    ROOT / "tests/issue/whole.zh.yaml",
    *sorted((ROOT / "tests/corpus").glob("*/issue.yaml")),
]

READ = "import sys, bulletin_pdf.yamldoc.parse as parse\n"


def said(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", READ + program], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_parser_in_python_is_not_imported() -> None:
    assert said("print(parse.Parser.__module__, 'yaml.reader' in sys.modules)") == "yaml._yaml False"


def test_the_rest_of_the_package_is_there_when_it_is_asked_for() -> None:
    program = """
import yaml
print(yaml.safe_load("a: 2"), yaml.load("a: 3", yaml.CSafeLoader), yaml.safe_dump({"a": 4}).strip())
try:
    yaml.load("a: [", yaml.CSafeLoader)
except yaml.YAMLError:
    print(yaml.reader.__name__, hasattr(yaml, "nothing"))
"""
    assert said(program).splitlines() == ["{'a': 2} {'a': 3} a: 4", "yaml.reader False"]


def test_names_of_the_package_may_be_imported() -> None:
    assert said("from yaml import BaseLoader, load; print(load('a: 5', BaseLoader))") == "{'a': '5'}"


def test_a_program_that_has_the_package_keeps_it() -> None:
    program = "import yaml, bulletin_pdf.yamldoc.parse as parse; print(parse.Parser is yaml.CSafeLoader)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


EVENTS = """
import pathlib
def events(parser):
    try:
        while parser.check_event():
            event = parser.get_event()
            told = [getattr(event, name, None) for name in ("value", "style", "tag", "anchor", "implicit")]
            yield type(event).__name__, told, *[(mark.line, mark.column) for mark in (event.start_mark, event.end_mark)]
    except parse.error.YAMLError as fault:
        yield "fault", fault.problem_mark.line
for path in sys.argv[1:]:
    text = pathlib.Path(path).read_text("utf-8")
    for broken in (text, text[: len(text) // 2] + chr(10) + "'", text.replace("reports", "reports: [", 1)):
        print(list(events(parse.Parser(broken))))
"""


def read_by(before: str, paths: list[Path]) -> list[str]:
    call = [sys.executable, "-c", before + READ + EVENTS, *map(str, paths)]
    return subprocess.run(call, capture_output=True, text=True, check=True).stdout.splitlines()


def test_it_reads_what_the_whole_package_reads() -> None:
    alone = read_by("", SAMPLES)
    assert len(alone) == 3 * len(SAMPLES) and any("fault" in line for line in alone)
    assert alone == read_by("import yaml\n", SAMPLES)


@pytest.mark.parametrize("missing", ["yaml._yaml"])
def test_without_libyaml_the_parser_in_python_reads_the_same(missing: str) -> None:
    sample = [ROOT / "tests/issue/whole.yaml"]
    plain = read_by(f"import sys; sys.modules[{missing!r}] = None\n", sample)
    assert plain[0] == read_by("", sample)[0]
