"""Every command and every piece of YAML and Python in the handbook is run, as it stands there, in a fresh folder."""

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest
import yaml

from bulletin_pdf.cli.main import main
from bulletin_pdf.handbook.in_chinese import in_chinese
from bulletin_pdf.handbook.page_files import page_names, page_text
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.messages import Language
from bulletin_pdf.problems import BulletinError

from .sample_folder import FILES, lay_out

_BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
_OUTSIDE = re.compile(r"^(python|pipx?|uv|make|podman|install\.cmd|sh) ")
"""Commands that are not this program's stand in blocks of plain text."""
PAGES = page_names("zh")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BULLETIN_PDF_CACHE", str(tmp_path / ".cache"))
    return tmp_path


def blocks(page: str, lang: Language) -> list[tuple[str, str, str]]:
    return _BLOCK.findall(page_text(page, lang))


def run(command: str, lang: str) -> None:
    """Run one line as a shell would."""
    words = shlex.split(command)
    assert words[0] == "bulletin-pdf", command
    target = words[words.index(">") + 1] if ">" in words else None
    arguments = words[1 : words.index(">")] if target else words[1:]
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = main([*arguments, "--lang", lang])
    assert code == 0, (command, out.getvalue())
    if target:
        Path(target).write_text(out.getvalue(), "utf-8")
    for given in re.findall(r"-o (\S+)", command):
        assert Path(given).exists(), command


def read_named(name: str, text: str, lang: str) -> None:
    """Write a file that the page names."""
    Path(name).write_text(text, "utf-8")
    assert isinstance(yaml.safe_load(text), dict)


def read_fragment(text: str, lang: str) -> None:
    """A few fields, without a name of a file: they go with an issue, but for those of a volume."""
    base = (FILES / "base.yaml").read_text("utf-8")
    given = yaml.load(text, yaml.BaseLoader)
    whole = yaml.load(in_chinese(base, "issue") if lang == "zh" else base, yaml.BaseLoader)
    errata = given.get("勘误", given.get("errata"))
    if errata:
        # They are of another issue: the words that were wrong stand there.
        errata[0]["误" if lang == "zh" else "was"] = "甲县"
    path = Path("fragment.yaml")
    path.write_text(yaml.safe_dump({**whole, **given}, allow_unicode=True), "utf-8")
    try:
        assert not list(read_issue(str(path)).problems)
    except BulletinError as error:
        pytest.fail(f"{text}\n{error}")


def follow(page: str, lang: Language) -> None:
    for kind, name, text in blocks(page, lang):
        if kind == "yaml":
            read_named(name, text, lang) if name else read_fragment(text, lang)
        elif kind == "sh":
            for command in text.splitlines():
                run(command, lang)
        elif kind == "python":
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(text, page, "exec"), {})
        else:
            assert kind == "text"
            # Only what stands outside the program may be left unrun.
            assert all(_OUTSIDE.match(line) for line in text.splitlines()), text


@pytest.mark.parametrize("page", PAGES)
def test_all_of_a_page_runs(page: str, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    follow(page, "zh")
    assert "Traceback" not in capfd.readouterr().err


def test_the_tutorial_runs_in_english(folder: Path) -> None:
    follow("tutorial", "en")


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_have_the_same_commands(page: str) -> None:
    def commands(lang: Language) -> list[list[str]]:
        found = [(kind, text) for kind, _, text in blocks(page, lang) if kind in ("sh", "text")]
        ascii_only = [(kind, re.sub(r"[^\x21-\x7e]|#.*|\(.*\)", "", text)) for kind, text in found]
        return [[kind, text] for kind, text in ascii_only if kind == "sh"]

    zh, en = commands("zh"), commands("en")
    assert len(zh) == len(en)
    for chinese, english in zip(zh, en, strict=True):
        # A topic may be asked for by its name in either language.
        assert re.sub("help[a-z]*", "help", chinese[1]) == re.sub("help[a-z]*", "help", english[1])


def test_both_languages_have_the_same_pages_and_chapters() -> None:
    assert page_names("zh") == page_names("en")
    for page in PAGES:
        chapters = [re.findall("^#+", page_text(page, lang), re.MULTILINE) for lang in ("zh", "en")]
        assert chapters[0] == chapters[1], page
