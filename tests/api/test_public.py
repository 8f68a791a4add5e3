"""What is public: it is there, typed, documented, and costs nothing until it is used."""

import ast
import inspect
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import bulletin_pdf as bp
from api.material import ISSUES

ROOT = Path(__file__).parent.parent.parent
PAGES = ("README.md", "README.zh-CN.md", "docs/python.md")


def test_every_public_name_is_there_and_documented() -> None:
    page = (ROOT / "docs" / "python.md").read_text("utf-8")
    for name in bp.__all__:
        value = getattr(bp, name)
        if name != "__version__":
            assert inspect.getdoc(value), name
    for name in (
        "Issue",
        "Volume",
        "Session",
        "preflight",
        "verify",
        "impose",
        "compare",
        "ComparedPdfs",
        "propose_design",
        "ProposedDesign",
        "import_file",
        "BulletinError",
    ):
        assert name in page
    assert set(bp.__all__) <= set(dir(bp))


def test_no_module_takes_the_place_of_a_public_name() -> None:
    places = [
        Path(bp.__file__).parent / f"{name}{end}" for name in bp.__all__ for end in (".py", "/__init__.py")
    ]
    assert not [place for place in places if place.exists()]


def test_type_checkers_see_the_same_names_in_the_same_places() -> None:
    tree = ast.parse((ROOT / "src" / "bulletin_pdf" / "__init__.py").read_text("utf-8"))
    (block,) = [node for node in tree.body if isinstance(node, ast.If)]
    seen = {
        alias.asname: f"{node.module}"
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert seen == {name: f"bulletin_pdf.{place}" for name, place in bp._PLACES.items()}


def test_public_methods_say_what_they_return() -> None:
    for kind in (bp.Issue, bp.Volume, bp.Session):
        for name, method in inspect.getmembers(kind, callable):
            if not name.startswith("_"):
                assert inspect.getdoc(method), f"{kind.__name__}.{name}"
                assert inspect.signature(method).return_annotation is not inspect.Signature.empty, name


def test_importing_the_package_loads_nothing_else() -> None:
    script = "import sys; before = set(sys.modules); import bulletin_pdf, json; print(json.dumps(sorted(set(sys.modules) - before)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert {name for name in json.loads(done.stdout) if name.startswith("bulletin")} == {"bulletin_pdf"}
    assert {name.split(".")[0] for name in json.loads(done.stdout)} <= {
        "bulletin_pdf",
        "json",
        "typing",
    } | STANDARD


STANDARD = {"_json", "collections", "contextlib", "functools", "keyword", "operator", "re", "reprlib", "types", "copyreg", "enum", "sre_compile"} | set(sys.stdlib_module_names)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_run_as_they_stand(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "issues").mkdir()
    for path in ISSUES.glob("*.yaml") if page != "docs/python.md" else ():
        (tmp_path / "issues" / path.name).write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)
    assert blocks
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, page, "exec"), names)
    assert list(tmp_path.glob("*.pdf"))
