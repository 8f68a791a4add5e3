"""Import of documents as the draft of an issue: files, folders of files, or bytes."""

import os
from collections.abc import Iterator, Sequence
from typing import get_args

from bulletin_pdf.api.inputs import StrPath, no_file, one_of, path_of
from bulletin_pdf.api.issue import Issue
from bulletin_pdf.importers.convert import Imported, convert, count_guesses, pictures_directory
from bulletin_pdf.importers.gather import GatherOptions, gather
from bulletin_pdf.importers.import_certificate import import_certificate_path, write_import_certificate
from bulletin_pdf.importers.log import log_as_text
from bulletin_pdf.importers.material import SourceEdit
from bulletin_pdf.importers.shared_file import look_beside
from bulletin_pdf.importers.sources import PASTED, spread_folders
from bulletin_pdf.messages import Language
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.plain_files import NoFileError, open_plain
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem, Problems
from bulletin_pdf.safe_files import replace_file

ImportSource = StrPath | bytes | tuple[str, bytes]
"""A file or a folder of files, by its path; or what a file holds, alone or with the name it has."""


class ImportedIssue(NamedTuple):
    """The draft of an issue, in memory."""

    text: str
    """Its YAML; every guess is a comment in it."""
    path: str
    """Where the draft and the folder of its pictures belong."""
    pictures: tuple[tuple[str, bytes], ...]
    """Names, in the folder of pictures, and data."""
    problems: tuple[Problem, ...]
    """What was left out or could not be found; nothing that stops an import."""
    changes: tuple[SourceEdit, ...]
    """Every character changed or left out, with its place in the source."""
    reports: int
    guesses: int
    """How many things need confirmation."""
    lang: Language
    sources: tuple[tuple[str, bytes | None], ...]
    """Names of what was imported, and the data of what lay in no file."""
    result: Imported

    @property
    def issue(self) -> Issue:
        """The draft as an issue; its pictures are found once it is written."""
        folder, name = os.path.split(self.path)
        return Issue.parse(self.text, base=folder or ".", name=name)

    @property
    def pictures_folder(self) -> str:
        """Where the pictures belong, next to the draft."""
        return os.path.join(os.path.dirname(self.path), pictures_directory(self.path))

    def log(self, *, json: bool = False) -> str:
        """Return the log of the changes, a line each; as JSON when a program will read it."""
        return log_as_text(self.changes, self.lang, json=json)

    def certificate(self) -> bytes:
        """Return as JSON what a second reading compared, and that nothing was lost (docs/certificate.md)."""
        draft = self.path, self.text.encode("utf-8")
        return write_import_certificate(self.sources, draft, self.result.account, self.changes, self.lang)

    def write(self, *, force: bool = False, certificate: bool = False) -> None:
        """Write the pictures, the draft and, if requested, its certificate next to it.

        Raises `BulletinError` (B907) when the draft, or another picture of the same name, exists already, unless
        `force` says to replace them.
        """
        self.refuse_existing(force)
        os.makedirs(os.path.dirname(self.path) or ".", exist_ok=True)
        self.write_pictures()
        replace_file(self.path, self.text.encode("utf-8"))
        if certificate:
            replace_file(import_certificate_path(self.path), self.certificate())

    def refuse_existing(self, force: bool = False) -> None:
        """Raise `BulletinError` when draft or pictures would take the place of what is there."""
        refuse_existing(self.path, force)
        folder, problems = self.pictures_folder, Problems()
        if self.pictures and os.path.lexists(folder) and not os.path.isdir(folder):
            problems.add(Code.OUTPUT_EXISTS, file=folder)
        elif not force:
            for name, data in self.pictures:
                if _is_another(path := os.path.join(folder, name), data):
                    problems.add(Code.OUTPUT_EXISTS, file=path)
        problems.raise_if_errors()

    def write_pictures(self) -> None:
        """Write the pictures alone, for a draft whose text goes elsewhere."""
        if self.pictures:
            os.makedirs(self.pictures_folder, exist_ok=True)
        for name, data in self.pictures:
            replace_file(os.path.join(self.pictures_folder, name), data)


def import_file(
    *sources: ImportSource,
    output: StrPath | None = None,
    like: StrPath | None = None,
    into: StrPath | None = None,
    keys: str = "",
    lang: Language = "zh",
) -> ImportedIssue:
    """Import files as the draft of one issue; `ImportedIssue.write` writes it.

    `output` is where the draft belongs: the bulletin.yaml next to it is heeded and its pictures are named after
    it. Left out, it is the first source's name with `.yaml`, here. `like` is an issue whose names and lists are
    taken over, `into` one that is added to (the draft is then all of it). `keys` are `"zh"` or `"en"`, left out
    those of the files there; `lang` is the language of comments and log. What kind of file each is shows from
    its content. Raises `BulletinError` with all that is wrong when one of them cannot be imported.
    """
    named, given = _named(sources)
    if like and into:
        raise ValueError("like and into exclude each other")
    lang = one_of(lang, "lang", get_args(Language))
    keys = one_of(keys, "keys", get_args(Language)) if keys else ""
    model, target = (path_of(path or "", what) for path, what in ((like, "like"), (into, "into")))
    paths = spread(named)
    place = path_of(output) if output is not None else target or default_output(paths[0])
    if not keys and not model and not target and not look_beside(place).found:
        keys = lang
    try:
        if len(paths) == 1 and not model and not target:
            made = convert(paths[0], place, lang, keys, given.get(paths[0]))
        else:
            made = gather(paths, GatherOptions(place, model, target, keys), lang, given)
    except NoFileError as error:
        raise no_file(error) from error
    draft = made.draft
    return ImportedIssue(
        made.text,
        place,
        tuple(draft.pictures),
        tuple(made.problems),
        tuple(draft.edits),
        len(draft.issue.reports),
        count_guesses(draft),
        lang,
        tuple((path, given.get(path)) for path in paths),
        made,
    )


def spread(named: Sequence[str]) -> list[str]:
    """Put in place of folders their files; `BulletinError` for a folder without any that can be imported."""
    problems = Problems()
    paths = spread_folders(named, problems)
    problems.raise_if_errors()
    return paths


def default_output(source: str) -> str:
    """Return the name of a draft: the source's with `.yaml`, in this folder."""
    return ("pasted" if source == PASTED else os.path.splitext(os.path.basename(source))[0]) + ".yaml"


def refuse_existing(output: str, force: bool) -> None:
    """Raise `BulletinError` when a draft would take the place of what is there, unless `force` says it may."""
    problems = Problems()
    if os.path.isdir(output):
        problems.add(Code.IS_A_DIRECTORY, file=output)
    elif os.path.lexists(output) and not force:
        problems.add(Code.OUTPUT_EXISTS, file=output)
    problems.raise_if_errors()


def _is_another(path: str, data: bytes) -> bool:
    """Whether something is at a path that is not this very picture."""
    if not os.path.lexists(path):
        return False
    try:
        with open_plain(path) as file:
            return file.read(len(data) + 1) != data
    except (OSError, ValueError):
        return True


def _named(sources: Sequence[ImportSource]) -> tuple[list[str], dict[str, bytes]]:
    """Return the names of sources, and the data of those that come as bytes."""
    if not sources:
        raise TypeError("import_file needs at least one source")
    names: list[str] = []
    given: dict[str, bytes] = {}
    for name, data in map(_source, sources):
        if data is not None:
            name = next(free for free in _free_names(name) if free not in given)
            given[name] = data
        names.append(name)
    return names, given


def _source(source: ImportSource) -> tuple[str, bytes | None]:
    if isinstance(source, bytes):
        return PASTED, source
    if isinstance(source, tuple):
        if len(source) != 2 or not isinstance(source[0], str) or not isinstance(source[1], bytes):
            raise TypeError("a source that lies in no file is bytes, or a pair of its name and its bytes")
        return source
    return path_of(source, "source"), None


def _free_names(name: str) -> Iterator[str]:
    """Return a name, then the same with numbers."""
    stem, ending = os.path.splitext(name)
    yield name
    yield from (f"{stem}-{number}{ending}" for number in range(2, 100_000))
