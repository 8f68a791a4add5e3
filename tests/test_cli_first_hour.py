"""What a person meets in the first hour at the command line, in one process: streams, names, folding, help."""

import io
import shutil
import sys
from pathlib import Path

import pytest

from bulletin_pdf.cli import main as program
from bulletin_pdf.cli.folded_problems import MANY
from bulletin_pdf.problems import display_width

HANDBOOK = Path(__file__).parent.parent / "docs" / "handbook" / "files"
ISSUE = """\
bulletin: 情况反映
number: {number}
publisher: 某某市文明办
date: 2024-05-06
reports:
  - city: 甲县
    title: 开展志愿服务
    text: |
      甲县,开展{text}志愿服务,参加的有28人。
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(ISSUE.format(number=3, text=""), "utf-8")
    return tmp_path


def run(*arguments: str, lang: str = "en") -> int:
    return program.main([*arguments, "--lang", lang])


class Bytes:
    """A standard stream that is bytes, as a pipe is."""

    def __init__(self, data: bytes = b"") -> None:
        self.buffer = io.BytesIO(data)
        self.encoding = "utf-8"

    def isatty(self) -> bool:
        return False

    def write(self, text: str) -> int:
        return self.buffer.write(text.encode())

    def flush(self) -> None:
        pass


def test_a_pdf_through_pipes_is_the_file(monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    assert run("build", "a.yaml", "-o", "a.pdf") == 0
    for source in ("a.yaml", "-"):
        out = Bytes()
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stdin", Bytes(Path("a.yaml").read_bytes()))
        assert run("build", source, "-o", "-") == 0
        assert out.buffer.getvalue() == Path("a.pdf").read_bytes()
    assert {path.name for path in here.iterdir()} == {"a.yaml", "a.pdf"}


def test_faults_of_a_stream_show_their_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], here: Path
) -> None:
    faulty = ISSUE.format(number="drei", text="").encode()
    monkeypatch.setattr(sys, "stdin", Bytes(faulty))
    assert run("check", "-") == 1
    told = capsys.readouterr().err
    assert "-:2:9: error B138" in told
    assert "2 │ number: drei" in told
    monkeypatch.setattr(sys, "stdin", Bytes(faulty))
    assert run("build", "-", "-o", "x/a.pdf") == 1
    assert "2 │ number: drei" in capsys.readouterr().err
    assert not Path("x/a.pdf").exists()


def test_new_goes_to_a_stream_with_the_keys_of_the_reader(
    capsys: pytest.CaptureFixture[str], here: Path
) -> None:
    assert run("new", "-o", "-", lang="zh") == 0
    assert "\n期号: 1" in "\n" + capsys.readouterr().out
    assert run("new", "-o", "-") == 0
    assert "\nnumber: 1" in "\n" + capsys.readouterr().out
    assert [path.name for path in here.iterdir()] == ["a.yaml"]


@pytest.mark.parametrize("name", ["-x.yaml", "-.yaml", "--force.yaml", "--edition.yaml"])
def test_a_file_may_begin_with_a_hyphen(name: str, here: Path) -> None:
    (here / name).write_bytes(Path("a.yaml").read_bytes())
    assert run("build", name, "-o", "x.pdf", "-q") == 0
    assert Path("x.pdf").exists()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("--editoin", "--edition"), ("--cluster-sert=x", "--cluster-cert"), ("--mark", "--marks")],
)
def test_a_mistyped_option_is_told_with_the_one_meant(
    typed: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("build", "a.yaml", typed) == 2
    assert f"did you mean “{meant}”?" in capsys.readouterr().err
    assert run("build", "a.yaml", typed, lang="zh") == 2
    assert f"是不是“{meant}”" in capsys.readouterr().err


def test_copies_leave_the_plain_file(here: Path) -> None:
    assert run("build", "a.yaml") == 0
    plain = Path("out/a.pdf").read_bytes()
    assert run("build", "a.yaml", "--edition", "print", "screen", "--copies", "1-3") == 0
    assert Path("out/a.pdf").read_bytes() == plain
    assert {path.name for path in Path("out").iterdir()} == {"a.pdf", "a.copies.pdf", "a.screen.pdf"}


def test_many_issues_are_told_in_few_lines(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    names = [f"{number}.yaml" for number in range(1, MANY + 2)]
    for name in names:
        text = ISSUE.format(number=name.split(".")[0], text="").replace("开展志愿", "开展**志愿", 1)
        Path(name).write_text(text, "utf-8")
    assert run("build", *names) == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == len(names) + 3, out
    assert f"in {len(names)} issues" in out
    assert f"B213 ×{len(names) - 2}" in err
    assert err.count("warning B213") == 2
    assert run("build", *names, "-v") == 0
    unfolded = capsys.readouterr()
    assert "line 9" in unfolded.out
    assert unfolded.err.count("warning B213") == len(names)


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "not proofread; to proofread: bulletin-pdf check a.yaml"), ("“", "at least 1 error in marks")],
)
def test_a_build_says_what_check_would(
    text: str, said: str, capsys: pytest.CaptureFixture[str], here: Path
) -> None:
    Path("a.yaml").write_text(ISSUE.format(number=3, text=text), "utf-8")
    assert run("build", "a.yaml") == 0
    assert said in capsys.readouterr().out
    assert run("check", "a.yaml") == int(bool(text))
    assert run("build", "a.yaml", "-q") == 0
    assert run("build", "a.yaml", "--edition", "校样") == 0
    assert "not proofread" not in capsys.readouterr().out


@pytest.mark.parametrize("command", ["build", "volume", "check", "import", "impose", "new", "fonts"])
def test_columns_of_help_stand_below_each_other(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command, "--help", lang="zh") == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(display_width, lines)) <= 102
    starts = set()
    for line in lines:
        head, gap, words = line.strip().partition("  ")
        if line.startswith("  ") and not line.startswith("    ") and gap and words:
            starts.add(display_width(line) - display_width(words.lstrip()))
    assert len(starts) == 1


def test_a_stream_is_taken_where_one_file_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Never is a folder called `-` made."""
    for name in ("typical.yaml", "paper.docx", "photo.jpg"):
        shutil.copy(HANDBOOK / name, tmp_path)

    def run(*arguments: str, given: bytes = b"") -> tuple[int, bytes]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
        code = program.main([*arguments, "--lang", "en"])
        return code, capfdbinary.readouterr().out

    code, page = run("build", "typical.yaml", "-o", "-")
    assert code == 0 and page.startswith(b"%PDF")
    for command in (["head", "typical.yaml"], ["impose", "-", "--scheme", "saddle"]):
        code, made = run(*command, "-o", "-", given=page)
        assert code == 0 and made.startswith(b"%PDF") and made != page
    assert run("preflight", "-", given=page) == (0, b"-: pass (issue, print)\n")
    assert run("verify", "-", given=page)[0] == 1
    code, draft = run("import", "paper.docx", "-o", "-", "--log", "log.txt")
    assert code == 0 and "红白事".encode() in draft and (tmp_path / "log.txt").exists()
    assert run("import", "paper.docx", "-o", "-", "--certificate")[0] == 2
    assert not (tmp_path / "-").exists() and not (tmp_path / "paper.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            "impose a.pdf --scheme 骑马钉",
            "saddle（骑马订）, perfect（胶装）, nup（缩小打样）；是不是“骑马订”？",
        ),
        ("build a.yaml --red 专色红", "是不是“专色”？"),
        ("schema 版本", "design（版式）"),
        ("head a.yaml -o a.docx", "“a.docx”不是 PDF 的文件名"),
    ],
)
def test_a_value_that_is_none_is_told_with_those_there_are(
    arguments: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main([*arguments.split(), "--lang", "zh"]) == 2
    assert said in capsys.readouterr().err
