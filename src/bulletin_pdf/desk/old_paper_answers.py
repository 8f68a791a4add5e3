"""Old papers dropped on the gallery of designs: the design proposed from them, saved as a file or dropped."""

import os
import re
import secrets
import tempfile
import threading
from io import BytesIO
from pathlib import Path

from bulletin_pdf.api.proposed_design import ProposedDesign, propose_design
from bulletin_pdf.desk import plain_words
from bulletin_pdf.desk.design_gallery import Looks
from bulletin_pdf.desk.incoming import Incoming
from bulletin_pdf.desk.issue_answers import Desk
from bulletin_pdf.desk.proposal_words import evidence_rows
from bulletin_pdf.desk.request_values import (
    Record,
    RefusedError,
    WrongRequestError,
    lang_of,
    read_list,
    read_number,
    read_text,
)
from bulletin_pdf.desk.time_limit import within
from bulletin_pdf.desk.working import Working
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.drawn_picture import picture_of
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdfError
from bulletin_pdf.pdf.foreign.page_boxes import geometry_of
from bulletin_pdf.pdf.foreign.raster import PageRasteriser, can_rasterise, pixel_size
from bulletin_pdf.proposal.measured_style import PlainValue
from bulletin_pdf.proposal.plain_yaml import as_yaml
from bulletin_pdf.proposal.style_layer import nested
from bulletin_pdf.safe_files import store

MAX_SECONDS = 120.0
"""Seconds that measuring may take."""
_MAX_HELD = 8
"""Proposals that are kept while nobody says what becomes of them."""
_DOTS = 110
"""Dots an inch of the old paper's picture."""
_MAX_NAME = 40


class _Held(NamedTuple):
    """A proposal, and the first of its papers that is a PDF."""

    design: ProposedDesign
    pdf: bytes


class OldPapers:
    """Designs proposed from old papers."""

    def __init__(self, desk: Desk, looks: Looks, incoming: Incoming) -> None:
        """Work for a desk; old papers come as others do."""
        self.desk, self.looks, self.incoming = desk, looks, incoming
        self._held: dict[str, _Held] = {}
        self._lock = threading.Lock()

    def propose_design(self, asked: Record) -> Record:
        """Measure papers; return what design they were set in, with the issue's first page in it. Nothing is written."""
        working, lang = self.desk.working(asked.get("file")), lang_of(asked)
        keys = [read_text(key) for key in read_list(asked.get("keys"))]
        if not keys:
            raise WrongRequestError
        papers = self.incoming.give(keys)
        name = self._free_name(working, os.path.splitext(papers[0][0])[0])
        made = within(MAX_SECONDS, lambda: propose_design(*papers, name=name, lang=lang))
        key = self._keep(_Held(made, next((data for _, data in papers if data.startswith(b"%PDF")), b"")))
        pdf = self._held[key].pdf
        return {
            "key": key,
            "name": name,
            "papers": [paper for paper, _ in papers],
            "text": made.text,
            "oldPage": f"/old_page?key={key}" if pdf and can_rasterise() else "",
            **evidence_rows(made, lang),
            "problems": [
                {"level": each.level.value, "message": plain_words.message(each, lang)}
                for each in made.problems
            ],
            "page": self.looks.in_settings(
                working, settings_of_proposal(made), read_number(asked.get("fonts"))
            ),
        }

    def save_design(self, asked: Record) -> Record:
        """Write a proposal as a design file beside the issue; with `use`, the issue has it from now on."""
        working, key = self.desk.working(asked.get("file")), read_text(asked.get("key"))
        with self._lock:
            held = self._held[key]
        name = _plain_name(read_text(asked.get("name")))
        if not name:
            raise RefusedError("design-no-name")
        target = working.path.parent / f"{name}.yaml"
        if os.path.lexists(target):
            raise RefusedError("design-exists")
        store(str(target), _named(held.design.text, name).encode("utf-8"))
        with self._lock:
            self._held.pop(key, None)
        if asked.get("use") is not True:
            return {"name": target.name, "version": working.version, "issue": None}
        answer = self.looks.choose(working, f"./{target.name}", asked)
        return {"name": target.name, **answer}

    def drop_design(self, asked: Record) -> Record:
        """Let a proposal go."""
        with self._lock:
            self._held.pop(read_text(asked.get("key")), None)
        return {}

    def old_page(self, key: str) -> bytes | None:
        """Return the first page of the old PDF as a picture; None where it cannot be drawn."""
        with self._lock:
            held = self._held.get(key)
        if held is None or not held.pdf:
            return None
        with tempfile.TemporaryDirectory(prefix="bulletin-old-paper-") as room:
            path = os.path.join(room, "old.pdf")
            Path(path).write_bytes(held.pdf)
            try:
                with PageRasteriser(path) as drawing:
                    size = geometry_of(drawing.foreign, 0).size
                    made = BytesIO()
                    picture_of(drawing.draw(0, *pixel_size(size, _DOTS))).save(made, "PNG")
                    return made.getvalue()
            except (ForeignPdfError, OSError):
                return None

    def _keep(self, held: _Held) -> str:
        key = secrets.token_hex(8)
        with self._lock:
            self._held[key] = held
            while len(self._held) > _MAX_HELD:
                del self._held[next(iter(self._held))]
        return key

    def _free_name(self, working: Working, paper: str) -> str:
        """Return a name for the design file that no file beside the issue has."""
        stem = _plain_name(paper) or "design"
        number, name = 2, stem
        while os.path.lexists(working.path.parent / f"{name}.yaml"):
            name, number = f"{stem}-{number}", number + 1
        return name


def settings_of_proposal(made: ProposedDesign) -> dict[str, PlainValue]:
    """Return a proposal as an issue could say it itself."""
    return {"extends": made.extends, **nested(made.changes)}


def _named(text: str, name: str) -> str:
    """Return a proposal under another name."""
    return re.sub(r"(?m)^design: .*$", lambda _: f"design: {as_yaml(name)}", text, count=1)


def _plain_name(name: str) -> str:
    """Return a name as a file of the folder may have it, without ending."""
    stem = name.strip().removesuffix(".yaml").removesuffix(".yml")
    plain = "".join("-" if char in '/\\:*?"<>|#' or char < " " else char for char in stem)
    return plain.strip(". ")[:_MAX_NAME]
