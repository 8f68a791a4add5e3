"""The desk as a web application: what its page asks, answered from the files of one folder."""

import contextlib
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bulletin_pdf.desk import findings
from bulletin_pdf.desk.asked import WrongRequestError, read_edit, read_list, read_number, read_text
from bulletin_pdf.desk.folder import Entry, Folder, OutsideError, issue_name, with_gaps
from bulletin_pdf.desk.form import Form, form_of, place_of
from bulletin_pdf.desk.guard import Access, App, Guard
from bulletin_pdf.desk.publishing import publish, published, state_of
from bulletin_pdf.desk.setting import Stage
from bulletin_pdf.desk.words import say
from bulletin_pdf.desk.working import StaleError, Working
from bulletin_pdf.fonts.font_book import open_book
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.messages import Language
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.proof.finding import Finding
from bulletin_pdf.yamldoc.operations import Edit, EditError, SetValue

STATIC = Path(__file__).parent / "static"
"""Where the page's own files lie once they are built."""

Record = Mapping[str, Any]


class Desk:
    """One folder and the issues opened in it."""

    def __init__(self, root: str, leave: Callable[[], None]) -> None:
        """Take a folder; `leave` ends the server."""
        self.folder = Folder(root)
        self.leave = leave
        self.stage = Stage()
        self._opened: dict[str, Working] = {}
        self._lock = threading.RLock()

    def working(self, file: object) -> Working:
        """Return an issue that is worked on, opening it when it is not yet."""
        name = read_text(file)
        path = self.folder.issue_path(name)
        with self._lock:
            if name not in self._opened:
                self._opened[name] = Working(path)
            return self._opened[name]

    def save_all(self) -> None:
        """Write what is not written yet."""
        for each in self._opened.values():
            each.save()

    # What the page asks

    def year(self, asked: Record) -> Record:
        """Return the list of issues."""
        rows = []
        for row in with_gaps(self.folder.entries()):
            if isinstance(row, Entry):
                state = say(state_of(self.folder.issue_path(row.file)), _lang(asked))
                rows.append(
                    {
                        "kind": "issue",
                        "file": row.file,
                        "name": row.name,
                        "date": row.date,
                        "title": row.title,
                        "state": state,
                    }
                )
            else:
                rows.append({"kind": "gap", "name": row})
        return {"entries": rows, "year": self.folder.root.name}

    def issue(self, asked: Record) -> Record:
        """Return an issue as a form."""
        working = self.working(asked.get("file"))
        working.look()
        return self._as_form(asked, working)

    def _as_form(self, asked: Record, working: Working) -> Record:
        file = read_text(asked.get("file"))
        form = self._form(working, _lang(asked))
        title = Path(file).name
        with contextlib.suppress(BulletinError):
            title = issue_name(read_issue(str(working.path)).issue)
        return {
            "file": file,
            "title": title,
            "version": working.version,
            "readable": form is not None,
            "chinese": form.chinese if form else False,
            "fields": [field._asdict() for field in form.fields] if form else [],
            "reports": [
                {
                    "path": report.path,
                    "fields": [field._asdict() for field in report.fields],
                    "blocks": [_block(block) for block in report.blocks],
                }
                for report in form.reports
            ]
            if form
            else [],
        }

    def _form(self, working: Working, lang: Language) -> Form | None:
        return form_of(str(working.path), working.text, lang)

    def edit(self, asked: Record) -> Record:
        """Make edits; an issue whose parts have moved is returned as a form again."""
        working = self.working(asked.get("file"))
        edits = [read_edit(each) for each in read_list(asked.get("edits"))]
        version = working.edit(read_number(asked.get("version")), edits)
        moved = any(not isinstance(each, SetValue) for each in edits)
        form = self._as_form(asked, working) if moved else None
        return {"version": version, "saving": working.state, "issue": form}

    def pages(self, asked: Record) -> Record:
        """Return the pages; of those the page has already only their names."""
        working = self.working(asked.get("file"))
        version = working.version
        known = set(read_list(asked.get("known")))
        shown = self.stage.show(working.data, str(working.path))
        form = self._form(working, _lang(asked))
        pages = None if shown.pages is None else [
            {
                "digest": drawn.digest,
                "label": page.label,
                "width": page.size.width,
                "height": page.size.height,
                **({} if drawn.digest in known else {"svg": drawn.svg}),
            }
            for drawn, page in shown.pages
        ]  # fmt: skip
        return {
            "version": version,
            "pages": pages,
            "fonts": [
                {"family": cut.family, "address": f"/font/{name}.ttf", "range": cut.range}
                for name, cut in self.stage.fonts.items()
                if name in shown.fonts
            ],
            "problems": [findings.as_record(problem, form, _lang(asked)) for problem in shown.problems],
            "facts": None
            if pages is None
            else {"sheets": shown.sheets, "lastLines": shown.last_lines, "rare": shown.rare},
        }

    def check(self, asked: Record) -> Record:
        """Return what proofreading finds."""
        working = self.working(asked.get("file"))
        version = working.version
        found = self._found(working)
        return {
            "version": version,
            "findings": findings.records(found, self._form(working, _lang(asked)), _lang(asked)),
        }

    def _found(self, working: Working) -> tuple[Finding, ...]:
        return findings.find(self.stage.session, working.data, str(working.path.parent), working.path.name)

    def apply(self, asked: Record) -> Record:
        """Make the changes that findings propose."""
        working = self.working(asked.get("file"))
        version = read_number(asked.get("version"))
        wanted = set(read_list(asked.get("ids")))
        found = [each for each in self._found(working) if findings.identity(each.problem) in wanted]
        text = self.stage.session.parse(
            working.data, base=str(working.path.parent), name=working.path.name
        ).fix(found)
        working.replace(version, text.data.decode("utf-8-sig"))
        return self._answer(asked, working)

    def ignore(self, asked: Record) -> Record:
        """Let a finding stand, with a reason: a waiver is written into the issue."""
        working = self.working(asked.get("file"))
        version, wanted = read_number(asked.get("version")), read_text(asked.get("id"))
        form = self._form(working, _lang(asked))
        found = next(
            (each for each in self._found(working) if findings.identity(each.problem) == wanted), None
        )
        if found is None or form is None:
            raise StaleError
        place = place_of(form, found.problem.span)
        words = ""
        if place is not None:
            node = next(node for path, node in form.texts if path == place[0])
            words = " ".join(node.value[place[1] : place[2]].split())
        waiver = f"{found.problem.code} {words}".strip()
        key = "豁免" if form.chinese else "waive"
        there = next((path[0] for path, _ in form.texts if path[0] in ("豁免", "waive", "豁免项")), None)
        reason = read_text(asked.get("reason")).strip() or say("as-written", _lang(asked))
        edit: Edit = SetValue((str(there), waiver), reason) if there else SetValue((key,), {waiver: reason})
        working.edit(version, [edit])
        return self._answer(asked, working)

    def saved(self, asked: Record) -> Record:
        """Return how the text stands to its file."""
        working = self.working(asked.get("file"))
        return {"saving": working.look(), "at": working.saved_at, "version": working.version}

    def resolve(self, asked: Record) -> Record:
        """Choose between what is here and what somebody else has written."""
        working = self.working(asked.get("file"))
        keep = asked.get("keep")
        if keep not in ("mine", "theirs"):
            raise WrongRequestError
        working.resolve(keep)
        return self._as_form(asked, working)

    def publish(self, asked: Record) -> Record:
        """Write the file for the printer or the archive, judged by its own judge."""
        working = self.working(asked.get("file"))
        edition = asked.get("edition")
        if edition not in ("print", "archive"):
            raise WrongRequestError
        working.save()
        made = publish(working.path, edition)
        name = made.path.name
        return {
            "name": name,
            "address": f"/made/{name}?file={read_text(asked.get('file'))}",
            "pages": made.pages,
            "good": made.good,
            "problems": [findings.as_record(problem, None, _lang(asked)) for problem in made.problems],
        }

    def quit(self, _asked: Record) -> Record:
        """Write what is not written yet and end."""
        self.save_all()
        self.leave()
        return {}

    def _answer(self, asked: Record, working: Working) -> Record:
        return {"version": working.version, "issue": self._as_form(asked, working)}

    # Files

    def font(self, request: Request) -> Response:
        """Return a font that pages need."""
        cut = self.stage.fonts.get(request.path_params["name"])
        if cut is None:
            return Response(status_code=404)
        return Response(
            cut.data, media_type="font/ttf", headers={"Cache-Control": "max-age=86400, immutable"}
        )

    def face(self, request: Request) -> Response:
        """Return a shipped face for the page itself, where the machine has no Chinese one."""
        role = request.path_params["role"]
        if role not in ("hei", "song"):
            return Response(status_code=404)
        path = open_book().chain(role)[0].path
        return FileResponse(path, media_type="font/ttf", headers={"Cache-Control": "max-age=86400"})

    def picture(self, request: Request) -> Response:
        """Return a picture that pages show."""
        path = self.stage.pictures.get(request.path_params["name"])
        return FileResponse(path) if path else Response(status_code=404)

    def pdf(self, request: Request) -> Response:
        """Return the issue as the PDF that the preview shows."""
        working = self.working(request.query_params.get("file"))
        issue = self.stage.session.parse(working.data, base=str(working.path.parent), name=working.path.name)
        try:
            return Response(issue.pdf("screen").data, media_type="application/pdf")
        except BulletinError as error:
            return Response(_told(error.problems, language_of(request)), 409, media_type="text/plain")

    def made(self, request: Request) -> Response:
        """Return a file that was written for the printer or the archive."""
        issue = self.folder.issue_path(request.query_params.get("file", ""))
        path = published(issue, request.path_params["name"])
        return FileResponse(path, media_type="application/pdf") if path else Response(status_code=404)


def application(desk: Desk, access: Access) -> App:
    """Return the guarded application of a desk."""

    def asking(answer: Callable[[Record], Record], *, reads: bool = False) -> Route:
        async def endpoint(request: Request) -> Response:
            lang = language_of(request)
            try:
                asked = dict(request.query_params) if reads else await request.json()
                if not isinstance(asked, dict):
                    raise WrongRequestError
                return JSONResponse(await run_in_threadpool(answer, {**asked, "lang": lang}))
            except (WrongRequestError, ValueError, RecursionError):
                return JSONResponse({"message": say("wrong-request", lang)}, 400)
            except (OutsideError, FileNotFoundError):
                return JSONResponse({"message": say("no-such-file", lang)}, 404)
            except (StaleError, EditError):
                return JSONResponse({"message": say("stale", lang)}, 409)
            except BulletinError as error:
                return JSONResponse({"message": _told(error.problems, lang)}, 409)
            except OSError as error:
                reason = error.strerror or str(error)
                return JSONResponse({"message": say("machine", lang, reason=reason)}, 500)

        return Route(f"/api/{answer.__name__}", endpoint, methods=["GET" if reads else "POST"])

    async def index(_request: Request) -> Response:
        return FileResponse(STATIC / "index.html")

    routes = [
        Route("/", index),
        *(asking(answer, reads=True) for answer in (desk.year, desk.issue, desk.saved)),
        *(
            asking(answer)
            for answer in (
                desk.edit, desk.pages, desk.check, desk.apply, desk.ignore, desk.resolve, desk.publish, desk.quit,
            )
        ),
        Route("/font/{name}.ttf", desk.font),
        Route("/face/{role}", desk.face),
        Route("/picture/{name}", desk.picture),
        Route("/pdf", desk.pdf),
        Route("/made/{name}", desk.made),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]  # fmt: skip
    outside = {OutsideError: _no_such_file}
    return Guard(cast(App, Starlette(routes=routes, exception_handlers=cast(Any, outside))), access)


def language_of(request: Request) -> Language:
    """Return the language of the browser that asks."""
    return "en" if request.headers.get("accept-language", "").lower().startswith("en") else "zh"


def _lang(asked: Record) -> Language:
    return "en" if asked.get("lang") == "en" else "zh"


def _no_such_file(_request: Request, _error: Exception) -> Response:
    return Response(status_code=404)


def _told(problems: Problems, lang: Language) -> str:
    return "\n".join(
        dict.fromkeys(f"{each.message(lang)} {each.hint(lang)}".strip() for each in problems.errors)
    )


def _block(block: Any) -> Record:
    if block.kind == "text":
        return {"kind": "text", "path": block.path, "value": block.value}
    return {"kind": "other", "path": block.path, "label": block.label, "summary": block.value}
