"""`Volume`: the YAML of a year of issues, and what can be made of it."""

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from bulletin_pdf.api.inputs import StrPath, file_text, path_of, unsaved_text
from bulletin_pdf.api.options import edition_of, options_of
from bulletin_pdf.api.yaml_text import YamlText
from bulletin_pdf.issue.model import Change
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.press.options import PrintOptions
from bulletin_pdf.problems import BulletinError, Problem
from bulletin_pdf.volume.files.outcome import EDITIONS, BookOutcome, VolumeOutcome, VolumeTarget
from bulletin_pdf.volume.files.publish import check_volume, make_volume, publish_volume

if TYPE_CHECKING:
    from bulletin_pdf.api.results import Checked


class VolumeResult(NamedTuple):
    """A volume in memory: all its files."""

    files: Mapping[str, bytes]
    """Name → data: the PDF of each book, then catalogue, cover sheets and labels where the volume has them."""
    books: tuple[BookOutcome, ...]
    """The books, one unless the volume is parted; `BookOutcome.cover` names the file of a cover sheet."""
    problems: tuple[Problem, ...]
    changes: tuple[Change, ...]

    @property
    def data(self) -> bytes:
        """The PDF of the first book, which is all of it unless the volume is parted."""
        return next(iter(self.files.values()))

    @property
    def pages(self) -> int:
        """How many pages all books have."""
        return sum(book.pages for book in self.books)


class Volume(YamlText):
    """The YAML of one volume (年度合订本).

    The text is taken as it is; what binds it raises `BulletinError` with all that is wrong with it and with its
    issues, which are read again each time.
    """

    @classmethod
    def read(cls, path: StrPath) -> "Volume":
        """Read the text of a file; raises `BulletinError` when there is none that can hold a volume, else `OSError`."""
        return cls(file_text(path))

    @classmethod
    def parse(cls, text: str | bytes, *, base: StrPath = ".", name: str = "volume.yaml") -> "Volume":
        """Make a volume of a text, as if it were the file `name` in the folder `base`; issues are looked up from there."""
        return cls(unsaved_text(text, base, name))

    @classmethod
    def from_data(
        cls, data: Mapping[str, object], *, base: StrPath = ".", name: str = "volume.yaml"
    ) -> "Volume":
        """Take mappings, lists and texts with the keys of a volume; raises `TypeError` for what YAML cannot hold."""
        from bulletin_pdf.yamldoc.dump import write_data

        return cls.parse(write_data(data), base=base, name=name)

    def pdf(
        self, edition: str = "print", options: PrintOptions | None = None, *, jobs: int = 1
    ) -> VolumeResult:
        """Bind the volume and return its files; `jobs` is how many issues are set at once, in processes of their own.

        Editions are `print`, `archive` and `screen`. Raises `BulletinError` when the volume or an issue has errors.
        """
        stem = os.path.splitext(os.path.basename(self.path))[0]
        targets = _targets({edition: f"{stem}.pdf" if edition == "print" else f"{stem}.{edition}.pdf"})
        files, outcome = make_volume(self._source, targets, options_of(options), jobs=_jobs(jobs))
        return VolumeResult(files, outcome.books, outcome.problems, outcome.changes)

    def write_pdf(
        self,
        path: StrPath,
        edition: str = "print",
        options: PrintOptions | None = None,
        *,
        package: StrPath = "",
        jobs: int = 1,
    ) -> VolumeOutcome:
        """Bind the volume and write its files; the folder of `path` must be there.

        `package` is a new folder for the archive package (BagIt). All files take their places together, or none.
        """
        return self.write_editions({edition: path}, options, package=package, jobs=jobs)

    def write_editions(
        self,
        paths: Mapping[str, StrPath],
        options: PrintOptions | None = None,
        *,
        package: StrPath = "",
        jobs: int = 1,
    ) -> VolumeOutcome:
        """Set the volume once and write it as several editions: `{"print": "2022.pdf", "archive": "2022.a.pdf"}`."""
        targets = _targets(paths)
        for target in targets:
            if os.path.realpath(target.path) == os.path.realpath(self.path):
                raise ValueError(f"{target.path} is the volume itself")
        place = path_of(package, "package")
        return publish_volume(self._source, targets, options_of(options), place, _jobs(jobs))

    def check(self, *, jobs: int = 1) -> "Checked":
        """Read and set the volume with all its issues; return all there is to say of it. Nothing is raised for errors."""
        from bulletin_pdf.api.results import Checked
        from bulletin_pdf.proof.finding import Finding

        try:
            problems = check_volume(self._source, _jobs(jobs))
        except BulletinError as error:
            problems = tuple(error.problems)
        return Checked(tuple(map(Finding, problems)))


def _targets(paths: Mapping[str, StrPath]) -> Sequence[VolumeTarget]:
    if not isinstance(paths, Mapping):
        raise TypeError(f"paths must be a mapping of editions to paths, not {type(paths).__name__}")
    if not paths:
        raise ValueError("no edition is asked for")
    return tuple(
        VolumeTarget(edition_of(edition, EDITIONS), path_of(path)) for edition, path in paths.items()
    )


def _jobs(jobs: int) -> int:
    if not isinstance(jobs, int) or isinstance(jobs, bool):
        raise TypeError(f"jobs must be a whole number, not {type(jobs).__name__}")
    if jobs < 1:
        raise ValueError(f"jobs must be 1 or more, not {jobs}")
    return jobs
