"""Run by Debian's Python, which has the bridge to LibreOffice: edits documents as a user of LibreOffice does.

Usage: uno_edits.py JOBS.json, a list of {in, out, track, edits}; an edit is its name and what it needs.
"""

import json
import os
import signal
import subprocess
import sys
import time
from importlib import import_module
from typing import Any

# Only Debian's Python has the bridge; its modules are made when they are asked for.
uno: Any = import_module("uno")
PropertyValue, NoConnectException, PARAGRAPH_BREAK = (
    uno.getClass("com.sun.star.beans.PropertyValue"),
    uno.getClass("com.sun.star.connection.NoConnectException"),
    uno.getConstantByName("com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK"),
)


def option(name: str, value: object) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connected(pipe: str) -> Any:
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")


def found(document: Any, text: str) -> Any:
    wanted = document.createSearchDescriptor()
    wanted.SearchString, wanted.SearchCaseSensitive = text, True
    place = document.findFirst(wanted)
    if place is None:
        raise SystemExit(f"{text} is not in the document")
    return place


def edit(document: Any, name: str, *given: Any) -> None:
    if name == "row":
        rows = document.TextTables.getByIndex(0).Rows
        rows.insertByIndex(given[0], 1)
        for column, text in enumerate(given[1]):
            document.TextTables.getByIndex(0).getCellByPosition(column, given[0]).setString(text)
        return
    place = found(document, given[0])
    if name == "insert":
        place.Text.insertString(place.End, given[1], False)
    elif name == "replace":
        place.setString(given[1])
    elif name == "bold":
        place.CharWeight = place.CharWeightAsian = 150.0
    elif name == "colour":
        place.CharColor = 0xFF0000
    elif name == "paragraph":
        cursor = place.Text.createTextCursorByRange(place.End)
        cursor.gotoEndOfParagraph(False)
        place.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        cursor.collapseToEnd()
        place.Text.insertString(cursor, given[1], False)
    elif name == "remove paragraph":
        cursor = place.Text.createTextCursorByRange(place)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        cursor.goRight(1, True)
        cursor.setString("")


def main() -> None:
    profile = os.path.join(os.path.dirname(sys.argv[1]), "profile")
    pipe = f"review{os.getpid()}"
    command = [
        "soffice",
        "--headless",
        "--norestore",
        f"-env:UserInstallation=file://{profile}",
        f"--accept=pipe,name={pipe};urp;",
    ]
    office = subprocess.Popen(command, start_new_session=True)
    try:
        context = connected(pipe)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        with open(sys.argv[1], encoding="utf-8") as jobs:
            for job in json.load(jobs):
                hidden = (option("Hidden", True),)
                document = desktop.loadComponentFromURL(
                    uno.systemPathToFileUrl(job["in"]), "_blank", 0, hidden
                )
                document.RecordChanges = job["track"]
                for each in job["edits"]:
                    edit(document, *each)
                document.storeToURL(
                    uno.systemPathToFileUrl(job["out"]), (option("FilterName", "MS Word 2007 XML"),)
                )
                document.close(True)
    finally:
        os.killpg(office.pid, signal.SIGKILL)


main()
