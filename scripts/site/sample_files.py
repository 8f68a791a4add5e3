"""The files that the handbook's examples need, and an example put into a whole file."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

import bulletin_pdf as bp
from bulletin_pdf.fonts.shipped import fonts_directory, shipped_faces
from bulletin_pdf.handbook.examples import Example
from bulletin_pdf.handbook.in_chinese import in_chinese
from bulletin_pdf.handbook.key_tables import FileKind
from bulletin_pdf.issue.vocabulary import ISSUE, REPORT
from bulletin_pdf.messages import Language
from bulletin_pdf.volume.plan.volume_vocabulary import VOLUME

FILES = Path(__file__).parent.parent.parent / "docs" / "handbook" / "files"
_FACES = {"office.ttf": "kai", "bold.ttf": "hei"}
"""Names of faces in the examples, and the shipped faces that stand for them."""


def lay_out(folder: Path) -> None:
    """Put into a folder what the examples name."""
    shutil.copytree(FILES, folder, dirs_exist_ok=True)
    (folder / "fonts").mkdir(exist_ok=True)
    faces = shipped_faces()
    for name, role in _FACES.items():
        shutil.copyfile(Path(fonts_directory()) / faces[role].file, folder / "fonts" / name)


def example_file(
    example: Example, kind: FileKind, lang: Language, folder: Path, design_base: str = "rich.yaml"
) -> Path:
    """Write an example as a whole file, in one language; return its path (of a design: of an issue in it)."""
    given = _load(example.written(lang, kind))
    if kind == "volume":
        return _write(folder / "example.yaml", {**_base("year.yaml", kind, lang), **given})
    if kind == "design":
        _write(folder / "example-design.yaml", given)
        if example.bound:
            name = VOLUME.by_name["design"].names[lang == "zh"]
            return _write(
                folder / "example.yaml", {**_base("year.yaml", "volume", lang), name: "./example-design.yaml"}
            )
        given = {_said("design", lang): "./example-design.yaml"}
    base = _base(design_base if kind == "design" else "base.yaml", "issue", lang)
    return _write(folder / "example.yaml", _merged(base, given, lang))


def base_file(kind: FileKind, folder: Path) -> Path:
    """Return the whole file that the examples of a kind change."""
    return folder / {"volume": "year.yaml", "design": "rich.yaml"}.get(kind, "base.yaml")


def _merged(base: dict[str, Any], given: dict[str, Any], lang: Language) -> dict[str, Any]:
    """Put the reports of an example into the first ones of the base, and its other fields on top."""
    reports = _said("reports", lang)
    text, body = (REPORT.by_name[name].names[lang == "zh"] for name in ("text", "body"))
    made = {**base, **given, reports: list(base[reports])}
    for index, report in enumerate(given.get(reports, ())):
        kept = {key: value for key, value in base[reports][index].items() if not {text, body} & set(report)}
        kept |= {key: value for key, value in base[reports][index].items() if key not in (text, body)}
        made[reports][index] = kept | report
    return made


def _said(name: str, lang: Language) -> str:
    return ISSUE.by_name[name].names[lang == "zh"]


def _base(name: str, kind: FileKind, lang: Language) -> dict[str, Any]:
    text = (FILES / name).read_text("utf-8")
    return _load(in_chinese(text, kind) if lang == "zh" else text)


def _load(text: str) -> dict[str, Any]:
    """Read YAML with every value as it is written."""
    found = yaml.load(text, yaml.BaseLoader)
    assert isinstance(found, dict)
    return found


def _write(path: Path, value: dict[str, Any]) -> Path:
    path.write_text("".join(_lines(value)), "utf-8")
    return path


def _lines(value: dict[str, Any]) -> Iterator[str]:
    yield yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)


class _Dumper(yaml.SafeDumper):
    """Writes texts that could be numbers in quotes as texts are, plain."""


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def lay_out_volume(folder: Path) -> None:
    """Put into a folder an issue that survives as PDF."""
    (folder / "legacy").mkdir(exist_ok=True)
    bp.Issue.read(folder / "base.yaml").write_pdf(folder / "legacy" / "2024-04.pdf")
