"""Directories → catalogue: the database is updated, workbook and volume are made again if it has changed."""

import os
import sqlite3
from collections.abc import Sequence

from bulletin_pdf.archive.catalogue.catalogue_database import (
    DATABASE_NAME,
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
    """The outcome of a catalogue."""

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
    the catalogue is then as it was. The database is kept for good last: stopped before, the next run does it all again.
    """
    os.makedirs(directory, exist_ok=True)
    database, workbook, volume = (
        os.path.join(directory, n) for n in (DATABASE_NAME, WORKBOOK_NAME, VOLUME_NAME)
    )
    writing = _Writing(workbook, volume)
    update = update_catalogue(
        database,
        places,
        jobs=jobs,
        force=force,
        watched=watched,
        besides=(workbook, volume),
        finish=writing.finish,
    )
    return CatalogueOutcome(
        update,
        (database, workbook, volume),
        writing.written,
        writing.issues,
        writing.reports,
        writing.pages,
        (*update.problems, *writing.problems),
    )


class _Writing:
    """Writes workbook and volume where they are not those of the database."""

    def __init__(self, workbook: str, volume: str) -> None:
        self.workbook, self.volume = workbook, volume
        self.written = False
        self.issues = self.reports = self.pages = 0
        self.problems: tuple[Problem, ...] = ()

    def finish(self, database: sqlite3.Connection, update: Update) -> None:
        contents = read_contents(database)
        self.issues, self.reports = len(contents.issues), len(contents.entries)
        state = f"{update.revision} {__version__}"
        there = os.path.exists(self.workbook) and os.path.exists(self.volume)
        if there and state_of(database, _WRITTEN) == state:
            return
        from bulletin_pdf.archive.catalogue.catalogue_volume import catalogue_volume
        from bulletin_pdf.archive.catalogue.catalogue_workbook import as_workbook

        bound = catalogue_volume(database, contents)
        self.pages, self.problems, self.written = bound.pages, tuple(bound.problems), True
        with Staged() as staged:
            staged.store(self.volume, bound.data)
            staged.store(self.workbook, as_workbook(database, contents))
        set_state(database, _WRITTEN, state)
