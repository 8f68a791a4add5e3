"""Directories → catalogue: the database brought up to date, workbook and volume made again where it has changed."""

import os
from collections.abc import Sequence

from bulletin_pdf.archive.catalogue.catalogue_database import (
    DATABASE_NAME,
    open_to_read,
    open_to_write,
    set_state,
    state_of,
)
from bulletin_pdf.archive.catalogue.catalogue_entries import read_contents
from bulletin_pdf.archive.catalogue.update_catalogue import Update, Watched, unwatched, update_catalogue
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Problem
from bulletin_pdf.safe_files import Staged
from bulletin_pdf.version import __version__

WORKBOOK_NAME, VOLUME_NAME = "catalogue.xlsx", "catalogue.pdf"
_WRITTEN = "written"


class CatalogueOutcome(NamedTuple):
    """What became of a catalogue."""

    update: Update
    files: tuple[str, ...]
    """Database, workbook and volume."""
    written: bool
    """Whether workbook and volume were made again."""
    issues: int
    reports: int
    pages: int
    """Of the volume; 0 when it is as it was."""
    problems: tuple[Problem, ...]


def publish_catalogue(
    places: Sequence[str],
    directory: str,
    *,
    jobs: int = 1,
    force: bool = False,
    watched: Watched = unwatched,
) -> CatalogueOutcome:
    """Bring the catalogue in `directory` up to date with what lies in and below `places`.

    Raises `BulletinError` where nothing is found or what is there is no catalogue, `OSError` when the machine fails;
    the catalogue is then as it was.
    """
    os.makedirs(directory, exist_ok=True)
    database, workbook, volume = (
        os.path.join(directory, n) for n in (DATABASE_NAME, WORKBOOK_NAME, VOLUME_NAME)
    )
    update = update_catalogue(
        database, places, jobs=jobs, force=force, watched=watched, besides=(workbook, volume)
    )
    state = f"{update.revision} {__version__}"
    pages, problems = 0, update.problems
    with open_to_read(database) as opened:
        contents = read_contents(opened)
        fresh = state_of(opened, _WRITTEN) == state and os.path.exists(workbook) and os.path.exists(volume)
        if not fresh:
            from bulletin_pdf.archive.catalogue.catalogue_volume import catalogue_volume
            from bulletin_pdf.archive.catalogue.catalogue_workbook import as_workbook

            bound = catalogue_volume(opened, contents)
            pages, problems = bound.pages, (*problems, *bound.problems)
            with Staged() as staged:
                staged.store(volume, bound.data)
                staged.store(workbook, as_workbook(opened, contents))
    if not fresh:
        with open_to_write(database) as opened:
            set_state(opened, _WRITTEN, state)
    counts = (len(contents.issues), len(contents.entries))
    return CatalogueOutcome(update, (database, workbook, volume), not fresh, *counts, pages, problems)
