"""A volume as it is read, before anything of it is set."""

from collections.abc import Iterable

from bulletin_pdf.input_states import InputState, note_files
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.press.options import PrintOptions, option_files
from bulletin_pdf.problems import Problems
from bulletin_pdf.volume.plan.read_plan import read_plan
from bulletin_pdf.volume.plan.volume_plan import VolumePlan
from bulletin_pdf.yamldoc.source import SourceText


class ReadVolume(NamedTuple):
    """A volume with all its issues, read without an error."""

    plan: VolumePlan
    problems: Problems
    files: tuple[InputState, ...]
    """Everything that was read, as it was then."""
    jobs: int
    """How many processes may be used."""


def read_volume(
    source: str | SourceText, options: PrintOptions, jobs: int, own: Iterable[object] = ()
) -> ReadVolume:
    """Read a volume and its issues, `jobs` at once; the steps of `own` are done in this process while others read.

    Raises `BulletinError` with every problem when there are errors.
    """
    problems = Problems()
    given = note_files(option_files(options))
    plan = read_plan(source, problems, jobs, own=own)
    return ReadVolume(plan, problems, (*given, *plan.read), jobs)
