"""Work with a time limit, so that the page always gets an answer."""

import threading
from collections.abc import Callable
from typing import TypeVar

from bulletin_pdf.desk.request_values import RefusedError

Result = TypeVar("Result")


def within(seconds: float, work: Callable[[], Result]) -> Result:
    """Return what some work gives, or raise what it raises; `RefusedError` when it is not done in time.

    What is given up goes on unheard until it ends, or with the program.
    """
    results: list[Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not results:
        raise RefusedError("too-slow")
    return results[0]
