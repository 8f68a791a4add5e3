"""A Windows that this machine can play: without fork, fcntl, links, resource and SIGHUP; nothing that is open is replaced."""

import errno
import multiprocessing
import os
import shutil
import signal
import sys
from pathlib import Path

import pytest

from bulletin_pdf import partial_files

_GONE = (
    "fork",
    "link",
    "fchmod",
    "fchown",
    "geteuid",
    "getuid",
    "O_TMPFILE",
    "O_NONBLOCK",
    "O_NOFOLLOW",
    "O_DIRECTORY",
)


def play_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what Windows does not have, and let the system refuse what Windows refuses."""
    for name in _GONE:
        monkeypatch.delattr(os, name, raising=False)
    for name in ("SIGHUP", "pthread_sigmask"):
        monkeypatch.delattr(signal, name, raising=False)
    for module in ("fcntl", "resource", "pwd", "grp", "termios"):
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setattr(partial_files, "_fcntl", None)
    monkeypatch.setattr(partial_files, "_open_nameless", lambda *_: None)
    monkeypatch.setattr(partial_files, "_EXCLUSIVE", os.O_RDWR | os.O_CREAT | os.O_EXCL)
    monkeypatch.setattr(partial_files, "_LOOK", os.O_RDONLY)
    # How the library removes a tree is settled when it is loaded: up to Python 3.13 by the first name, from 3.14 on by the second.
    monkeypatch.setattr(shutil, "_use_fd_functions", False)
    if hasattr(shutil, "_rmtree_impl"):
        monkeypatch.setattr(shutil, "_rmtree_impl", shutil.__dict__["_rmtree_unsafe"])
    # Processes begin anew there, as they can here.
    spawning = multiprocessing.get_context("spawn")
    monkeypatch.setattr(multiprocessing.context._default_context, "_actual_context", spawning)
    replace, unlink, rename, really_open = os.replace, os.unlink, os.rename, os.open

    def refused(path: object) -> bool:
        wanted = os.path.realpath(os.fspath(path))  # type: ignore[call-overload]
        return any(os.path.realpath(entry) == wanted for entry in Path("/proc/self/fd").iterdir())

    def deny(path: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    def replace_closed(source: object, target: object, **more: object) -> None:
        if refused(source) or refused(target) or os.path.isdir(target):  # type: ignore[arg-type]
            deny(target)
        replace(source, target)  # type: ignore[arg-type]

    def rename_new(source: object, target: object, **more: object) -> None:
        if refused(source) or os.path.lexists(target):  # type: ignore[arg-type]
            deny(target)
        rename(source, target)  # type: ignore[arg-type]

    def unlink_closed(path: object, **more: object) -> None:
        if refused(path):
            deny(path)
        unlink(path)  # type: ignore[arg-type]

    def open_files(path: object, *more: object, **named: object) -> int:
        if not isinstance(path, int) and os.path.isdir(path):  # type: ignore[arg-type]
            deny(path)
        return really_open(path, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "replace", replace_closed)
    monkeypatch.setattr(os, "rename", rename_new)
    monkeypatch.setattr(os, "unlink", unlink_closed)
    monkeypatch.setattr(os, "remove", unlink_closed)
    monkeypatch.setattr(os, "open", open_files)
