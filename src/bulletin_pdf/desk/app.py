"""The desk as a web application: which function answers each request, and the static files of the page."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bulletin_pdf.desk import plain_words
from bulletin_pdf.desk.body_answers import Bodies
from bulletin_pdf.desk.design_gallery import Looks
from bulletin_pdf.desk.folder import OutsideError
from bulletin_pdf.desk.guard import UPLOAD, Access, App, Guard
from bulletin_pdf.desk.incoming import TooMuchError
from bulletin_pdf.desk.issue_answers import Desk
from bulletin_pdf.desk.issue_text import Sources
from bulletin_pdf.desk.old_paper_answers import OldPapers
from bulletin_pdf.desk.paper_answers import Papers
from bulletin_pdf.desk.publishing import published
from bulletin_pdf.desk.request_values import Record, RefusedError, WrongRequestError
from bulletin_pdf.desk.review_answers import Reviews
from bulletin_pdf.desk.volume_answers import Volumes
from bulletin_pdf.desk.words import say
from bulletin_pdf.desk.working import HeldError, StaleError
from bulletin_pdf.fonts.font_book import open_book
from bulletin_pdf.messages import Language
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.yamldoc.operations import EditError

STATIC = Path(__file__).parent / "static"
"""Where the page's own files lie once they are built."""
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Files:
    """Files that pages show or that were made of an issue."""

    def __init__(self, desk: Desk) -> None:
        """Serve those of a desk."""
        self.desk = desk

    def font(self, request: Request) -> Response:
        """Return a font that pages need."""
        data = self.desk.stage.font(request.path_params["name"])
        if data is None:
            return Response(status_code=404)
        return Response(data, media_type="font/ttf", headers={"Cache-Control": "max-age=86400, immutable"})

    def face(self, request: Request) -> Response:
        """Return a shipped face for the page itself, where the machine has no Chinese one."""
        role = request.path_params["role"]
        if role not in ("hei", "song"):
            return Response(status_code=404)
        path = open_book().chain(role)[0].path
        return FileResponse(path, media_type="font/ttf", headers={"Cache-Control": "max-age=86400"})

    def picture(self, request: Request) -> Response:
        """Return a picture that pages show."""
        path = self.desk.stage.pictures.get(request.path_params["name"])
        return FileResponse(path) if path else Response(status_code=404)

    def pdf(self, request: Request) -> Response:
        """Return the issue as the PDF that the preview shows."""
        working = self.desk.working(request.query_params.get("file"))
        issue = self.desk.stage.session.parse(
            working.data, base=str(working.path.parent), name=working.path.name
        )
        try:
            return Response(issue.pdf("screen").data, media_type="application/pdf")
        except BulletinError as error:
            return Response(_told(error.problems, language_of(request)), 409, media_type="text/plain")

    def made(self, request: Request) -> Response:
        """Return a file that was written for the printer or the archive."""
        issue = self.desk.folder.issue_path(request.query_params.get("file", ""))
        path = published(issue, request.path_params["name"])
        if path is None:
            return Response(status_code=404)
        if path.suffix == ".docx":
            return FileResponse(path, media_type=_WORD, filename=path.name)
        return FileResponse(path, media_type="application/pdf")


def application(desk: Desk, access: Access) -> App:
    """Return the guarded application of a desk."""
    papers, looks, files = Papers(desk), Looks(desk), Files(desk)
    bodies, volumes, sources = Bodies(desk, papers.incoming), Volumes(desk), Sources(desk)
    reviews = Reviews(desk, papers.incoming)
    old_papers = OldPapers(desk, looks, papers.incoming)
    desk.ends.append(volumes.end)

    def asking(answer: Callable[[Record], Record], *, reads: bool = False) -> Route:
        async def endpoint(request: Request) -> Response:
            lang = language_of(request)
            try:
                asked = dict(request.query_params) if reads else await request.json()
                if not isinstance(asked, dict):
                    raise WrongRequestError
                return JSONResponse(await run_in_threadpool(answer, {**asked, "lang": lang}))
            except Exception as error:
                return _refusal(error, lang)

        return Route(f"/api/{answer.__name__}", endpoint, methods=["GET" if reads else "POST"])

    async def upload(request: Request) -> Response:
        lang = language_of(request)
        try:
            key = papers.incoming.take(request.query_params.get("name", ""), await request.body())
            return JSONResponse({"key": key})
        except TooMuchError as error:
            return _refusal(error, lang)

    def figure(request: Request) -> Response:
        path = bodies.picture(request.query_params.get("file", ""), request.query_params.get("name", ""))
        return FileResponse(path) if path else Response(status_code=404)

    def review_picture(request: Request) -> Response:
        path = reviews.picture(request.query_params.get("file", ""), request.query_params.get("id", ""))
        return FileResponse(path) if path else Response(status_code=404)

    def old_page(request: Request) -> Response:
        picture = old_papers.old_page(request.query_params.get("key", ""))
        if picture is None:
            return Response(status_code=404)
        return Response(picture, media_type="image/png" if picture.startswith(b"\x89PNG") else "image/jpeg")

    def bound(request: Request) -> Response:
        path = volumes.made(request.query_params.get("file", ""), request.path_params["name"])
        return FileResponse(path, media_type="application/pdf") if path else Response(status_code=404)

    async def index(_request: Request) -> Response:
        return FileResponse(STATIC / "index.html")

    routes = [
        Route("/", index),
        *(asking(answer, reads=True) for answer in (desk.year, desk.issue, desk.saved, desk.search, papers.states, sources.source, volumes.volumes, volumes.bound, reviews.review)),
        *(
            asking(answer)
            for answer in (
                desk.edit, desk.pages, desk.common_fonts, desk.check, desk.apply, desk.ignore, desk.undo, desk.resolve, desk.publish, desk.quit,
                desk.take_over, papers.propose, papers.confirm, papers.show_next, papers.make_next, papers.compare,
                papers.restore, looks.designs, looks.show_design, looks.choose_design,
                old_papers.propose_design, old_papers.save_design, old_papers.drop_design,
                bodies.change_table, bodies.insert_block, bodies.replace_picture, volumes.bind, volumes.cancel,
                sources.replace_source, reviews.review_papers, reviews.review_report, reviews.returned, reviews.forget,
                reviews.take_review, reviews.decide_review, reviews.undo_review,
            )
        ),
        Route(UPLOAD, upload, methods=["PUT"]),
        Route("/font/{name}", files.font),
        Route("/face/{role}", files.face),
        Route("/picture/{name}", files.picture),
        Route("/figure", figure),
        Route("/review_picture", review_picture),
        Route("/old_page", old_page),
        Route("/pdf", files.pdf),
        Route("/made/{name}", files.made),
        Route("/bound/{name}", bound),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]  # fmt: skip
    outside = {OutsideError: _no_such_file}
    return Guard(cast(App, Starlette(routes=routes, exception_handlers=cast(Any, outside))), access)


def _refusal(error: Exception, lang: Language) -> Response:
    """Return what could not be done in words; a fault of the program itself is raised again."""
    match error:
        case UnicodeDecodeError():
            return JSONResponse({"message": say("not-utf-8", lang)}, 415)
        case WrongRequestError() | ValueError() | RecursionError():
            return JSONResponse({"message": say("wrong-request", lang)}, 400)
        case OutsideError() | FileNotFoundError():
            return JSONResponse({"message": say("no-such-file", lang)}, 404)
        case RefusedError():
            return JSONResponse({"message": say(str(error), lang)}, 409)
        case StaleError() | EditError() | KeyError():
            return JSONResponse({"message": say("stale", lang)}, 409)
        case HeldError():
            message = say("held", lang, who=error.holder.who, since=error.holder.since)
            return JSONResponse({"message": message}, 423)
        case TooMuchError():
            return JSONResponse({"message": say("too-large", lang)}, 413)
        case BulletinError():
            return JSONResponse({"message": _told(error.problems, lang)}, 409)
        case OSError():
            reason = error.strerror or str(error)
            return JSONResponse({"message": say("machine", lang, reason=reason)}, 500)
    raise error


def language_of(request: Request) -> Language:
    """Return the language of the browser that asks."""
    return "en" if request.headers.get("accept-language", "").lower().startswith("en") else "zh"


def _no_such_file(_request: Request, _error: Exception) -> Response:
    return Response(status_code=404)


def _told(problems: Problems, lang: Language) -> str:
    """Return the errors in words, each with the file it is in and what to do."""
    words = [(each, plain_words.message(each, lang)) for each in problems.errors]
    told = (f"{os.path.basename(each.span.path)}：{said}" if each.span else said for each, said in words)
    hints = (plain_words.hint(each, lang) for each in problems.errors)
    return "\n".join(dict.fromkeys(f"{said} {hint}".strip() for said, hint in zip(told, hints, strict=True)))
