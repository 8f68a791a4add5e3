"""The pages of the handbook that are made from the program: keys, commands, problems, gallery."""

import argparse
import textwrap
from collections.abc import Iterator
from pathlib import Path

from api_page import api_page
from unseen import where_it_shows

from bulletin_pdf.cli import COMMANDS
from bulletin_pdf.cli.parsers import parser_of
from bulletin_pdf.cli.terminal import Terminal
from bulletin_pdf.design.prepared import DESIGNS
from bulletin_pdf.handbook.examples import example_of
from bulletin_pdf.handbook.key_tables import TABLES, FileKind, KeyEntry
from bulletin_pdf.handbook.key_words import key_heading, table_title, value_words
from bulletin_pdf.handbook.problem_examples import ProblemExample, how_it_arises, problem_examples
from bulletin_pdf.handbook.topics import words_of
from bulletin_pdf.messages import Language, say
from bulletin_pdf.problem_codes import CODES

ROOT = Path(__file__).parent.parent.parent
KINDS: tuple[FileKind, ...] = ("issue", "bulletin", "design", "volume")

_TITLES = {
    "issue": ("一期稿件的各项", "Keys of an issue"),
    "bulletin": ("bulletin.yaml 的各项", "Keys of bulletin.yaml"),
    "design": ("版式的各项", "Keys of a design"),
    "volume": ("合订本的各项", "Keys of a volume"),
}
_INTROS = {
    "issue": (
        "每一项都有例子和它排出来的样子。例子是在[base.yaml](../files/base.yaml)这份稿件上加的；名称用中文或英文都可以，一份稿件里最好用一种。",
        "Every key with an example and the picture of what it sets. The examples are added to "
        "[base.yaml](../files/base.yaml). Names may be English or Chinese; keep to one language in a file.",
    ),
    "bulletin": (
        "各期相同的内容写在同一文件夹（或上层文件夹）的 bulletin.yaml 里，一期稿件里写了的以稿件为准。",
        "What all issues share stands in bulletin.yaml, in the same folder or above it; an issue overrides it.",
    ),
    "design": (
        "版式写在一个 YAML 文件里，稿件用“版式: ./文件.yaml”指明；没有写的照“公文”。例子排的是[rich.yaml](../files/rich.yaml)。",
        "A design is a YAML file that an issue names with `design: ./file.yaml`; what it does not say is as in `gongwen`. "
        "The examples are set with [rich.yaml](../files/rich.yaml).",
    ),
    "volume": (
        "合订本的 YAML 交给 `bulletin-pdf volume`。例子是在[year.yaml](../files/year.yaml)上改的。",
        "The YAML of a volume is given to `bulletin-pdf volume`. The examples change [year.yaml](../files/year.yaml).",
    ),
}
_ALSO = ("又名：", "Also: ")
_LANGUAGES = {"text": "text", "office": "text", "command": "sh"}
"""Of the block that an example of a kind is shown in; others are YAML."""
_VALUE = ("值：", "Value: ")


def made_pages(lang: Language, pictures: str) -> Iterator[tuple[str, str]]:
    """Yield each page as its path and its text; `pictures` leads from reference/ to the pictures."""
    for kind in KINDS:
        yield f"reference/{kind}.md", _keys_page(kind, lang, pictures)
    yield "commands.md", _commands_page(lang)
    yield "problems.md", _problems_page(lang)
    yield "api.md", api_page(lang)
    yield "gallery.md", _gallery_page(lang, pictures.removeprefix("../"))


def _keys_page(kind: FileKind, lang: Language, pictures: str) -> str:
    chinese = lang == "en"
    parts = [f"# {_TITLES[kind][chinese]}", _INTROS[kind][chinese]]
    for table in TABLES[kind]:
        parts.append(f"## {table_title(table, lang)}")
        parts += [_key(KeyEntry(table, key), kind, lang, pictures) for key in table.keys]
    return "\n\n".join(parts) + "\n"


def _key(entry: KeyEntry, kind: FileKind, lang: Language, pictures: str) -> str:
    english = lang == "en"
    table, key = entry
    example = example_of(entry, kind)
    if example is None:
        raise KeyError(f"{entry.name} has no example")
    lines = [f"### {key_heading(key, lang)} {{#{entry.name}}}", "", f"{table.about(key, lang)}"]
    if key.aliases:
        lines += ["", _ALSO[english] + ("、" if lang == "zh" else ", ").join(key.aliases)]
    if words := value_words(entry, kind, lang):
        lines += ["", _VALUE[english] + words]
    lines += ["", "```yaml", example.written(lang, kind).rstrip("\n"), "```", ""]
    picture = f'<img class="set" src="{pictures}/{entry.name}.png" alt="{key.chinese}" loading="lazy">'
    lines.append(picture if example.seen else where_it_shows(entry, lang))
    return "\n".join(lines)


def _commands_page(lang: Language) -> str:
    english = lang == "en"
    parts = [
        "# Commands" if english else "# 命令",
        "Made from the program; `bulletin-pdf COMMAND --help` says the same."
        if english
        else "由程序生成，`bulletin-pdf 命令 --help` 说的是同样的话。",
    ]
    parts += [_command(name, lang) for name in COMMANDS]
    codes = parser_of(COMMANDS[0], Terminal(lang)).epilog
    return "\n\n".join([*parts, "## Exit codes" if english else "## 退出码", str(codes)]) + "\n"


def _command(name: str, lang: Language) -> str:
    """Return a command as its parser has it: what it does, a line of usage, a table of each group of options."""
    parser = parser_of(name, Terminal(lang))
    usage = " ".join(parser.format_usage().partition(" ")[2].split())
    parts = [f"## {name}", f"{parser.description}", f"```text\n{_wrapped(usage)}\n```"]
    for group in parser._action_groups:
        rows = [f"| {_invocation(action)} | {_cell(action.help or '')} |" for action in group._group_actions]
        if rows:
            parts.append("\n".join([f"| {group.title} | |", "|---|---|", *rows]))
    return "\n\n".join(parts)


def _invocation(action: argparse.Action) -> str:
    value = "" if action.nargs == 0 else str(action.metavar or action.dest)
    if action.choices and not action.metavar:
        value = "{" + ",".join(map(str, action.choices)) + "}"
    names = [f"`{name} {value}`".replace(" `", "`") for name in action.option_strings] or [f"`{value}`"]
    return _cell(" ".join(names))


def _cell(text: str) -> str:
    return text.replace("%%", "%").replace("|", "\\|").replace("*", r"\*")


def _wrapped(usage: str) -> str:
    return "\n".join(
        textwrap.wrap(usage, 72, subsequent_indent="    ", break_on_hyphens=False, break_long_words=False)
    )


def _problems_page(lang: Language) -> str:
    english = lang == "en"
    parts = [
        "# Problems" if english else "# 问题一览",
        "Every problem the program knows, with what to do and an example, or how it arises. Pieces of an issue are from [typical.yaml](files/typical.yaml), those of a volume from [year.yaml](files/year.yaml)."
        if english
        else "程序会指出的每个问题、改法和例子；没有例子的，说明怎样会出现。一期稿件的例子出自[typical.yaml](files/typical.yaml)，合订本的出自[year.yaml](files/year.yaml)。",
    ]
    chapter = ""
    for code in sorted(CODES):
        if code[:2] != chapter:
            chapter = code[:2]
            parts.append(f"## {chapter}xx {say(lang, 'chapter', chapter)}")
        level = say(lang, "level", CODES[code].level.value)
        parts.append(
            f"### {code} {{#{code}}}\n\n{level}{': ' if english else '：'}{_plain(words_of('problem', code, lang))}"
        )
        if hint := words_of("hint", code, lang):
            parts.append(f"*{_plain(hint)}*")
        parts += [_fault(example, lang) for example in problem_examples().get(code, ())]
        if arises := how_it_arises(code, lang):
            parts.append(f"{'How it arises: ' if english else '怎样会出现：'}{arises}")
    return "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    """Return a text of the catalogue as Markdown."""
    return text.replace("<", "&lt;").replace("*", r"\*")


def _fault(example: ProblemExample, lang: Language) -> str:
    """Return what gives a problem and what is right instead, as a box."""
    of = _LANGUAGES.get(example.kind, "yaml")
    parts = []
    for (word, text), language in zip(example.sides(lang), ("text", of), strict=True):
        block = "\n".join([f"```{language}", *text.splitlines(), "```"])
        parts += [word, block] if text.strip() else [word]
    return "\n\n".join([f'!!! example "{example.title(lang)}"', *map(_indented, parts)])


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line.strip() else "" for line in text.split("\n"))


def _gallery_page(lang: Language, pictures: str) -> str:
    english = lang == "en"
    parts = [
        "# Gallery of designs" if english else "# 版式图例",
        "`bulletin-pdf design NAME` shows every value; [the keys of a design](reference/design.md) say how one is changed."
        if english
        else "`bulletin-pdf design 名称` 列出每一项的值；怎样改，见[版式的各项](reference/design.md)。",
    ]
    for name, (_, values) in DESIGNS.items():
        about = values["about"].split(" · ")[english]
        code = f"design: {name}" if english else f"版式: {values['design']}"
        parts.append(
            f"## {values['design']} `{name}`\n\n{about}{'.' if english else '。'}\n\n```yaml\n{code}\n```\n\n"
            + " ".join(
                f'<img class="page" src="{pictures}/designs/{name}-{page}.png" alt="{name} {page}" loading="lazy">'
                for page in (1, 2)
            )
        )
    return "\n\n".join(parts) + "\n"
