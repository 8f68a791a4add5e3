"""Reading YAML takes libyaml's parser alone; PyYAML is still whole for whoever imports it."""

import subprocess
import sys

READ = "import sys, bulletin_pdf.yamldoc.node as node\n"


def said(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", READ + program], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_parser_in_python_is_not_imported() -> None:
    assert said("print(node.Parser.__module__, 'yaml.reader' in sys.modules)") == "yaml._yaml False"


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
    program = "import yaml, bulletin_pdf.yamldoc.node as node; print(node.Parser is yaml.CSafeLoader)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
