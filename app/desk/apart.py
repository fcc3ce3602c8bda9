"""A backup in a process of its own: checking a long journal must not slow the window down.

The window's side is `make_apart`; `main` is the child. The key goes through a pipe, never onto a
command line or disk; what is said back are parts, counts and reasons, nothing about anybody.
"""

import contextlib
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import IO

import msgspec

from app import settings
from app.desk import backups
from app.domain.errors import Refused, Unavailable
from app.store.backup import Made, Source
from app.store.proof import Step
from app.store.shelf import clear

ORDER = "keeper"
"""The word on the command line that begins the process; not one an officer types."""
ROOT = Path(__file__).parents[2]
_PATIENCE = 20.0


class Wish(msgspec.Struct, frozen=True):
    """What is to be backed up, and when that is."""

    folder: str
    key: bytes
    register: str
    at: datetime


class Went(msgspec.Struct, frozen=True, tag=True):
    """So much of a part is done."""

    part: str
    done: int
    of: int


class Done(msgspec.Struct, frozen=True, tag=True):
    """It is made and proved."""

    folder: str
    made_at: datetime
    entries: int
    photographs: int
    size: int
    missing: int = 0

    @property
    def made(self) -> Made:
        """As it is known on this side."""
        return Made(
            folder=Path(self.folder),
            made_at=self.made_at,
            entries=self.entries,
            photographs=self.photographs,
            size=self.size,
            missing=self.missing,
        )


class Sorry(msgspec.Struct, frozen=True, tag=True):
    """It is not, and why."""

    key: str
    facts: dict[str, str]
    refused: bool


Word = Went | Done | Sorry


def make_apart(source: Source, at: datetime, step: Step) -> Made:
    """One backup by the settings of its folder; `step` may raise to break it off."""
    try:
        return _apart(source, at, step)
    except Unavailable as sorry:
        if sorry.key == "backup.no_process":
            # It could not note by itself how it ended.
            backups.note_failure(source.folder, sorry, at)
        raise


def _apart(source: Source, at: datetime, step: Step) -> Made:
    wish = Wish(folder=str(source.folder), key=source.key, register=source.register, at=at)
    try:
        child = _begin()
    except OSError as error:
        raise Unavailable("backup.no_process") from error
    try:
        said = _talk(child, wish, step)
    except BaseException:
        _break_off(child, source)
        raise
    child.wait(_PATIENCE)
    if isinstance(said, Done):
        return said.made
    kind = Refused if said.refused else Unavailable
    raise kind(said.key, **said.facts)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, ORDER]
    return [sys.executable, "-P", "-m", "app", ORDER]


def _begin() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - ourselves
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _talk(child: "subprocess.Popen[bytes]", wish: Wish, step: Step) -> Done | Sorry:
    hears, says = child.stdout, child.stdin
    if hears is None or says is None:
        raise Unavailable("backup.no_process")
    with contextlib.suppress(OSError):
        says.write(msgspec.json.encode(wish) + b"\n")
        says.close()
    with hears:
        for line in hears:
            word = msgspec.json.decode(line, type=Word)
            if isinstance(word, Went):
                step(word.part, word.done, word.of)
            elif isinstance(word, Done | Sorry):
                return word
    raise Unavailable("backup.no_process")  # it ended without a word: killed, or our own bug


def _break_off(child: "subprocess.Popen[bytes]", source: Source) -> None:
    """Nobody listens any more: it cleans up by itself, or it is ended and we clean up."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(_PATIENCE)
        return
    child.kill()
    child.wait()
    with contextlib.suppress(OSError, Unavailable):
        clear(backups.folder_of(settings.read(source.folder, {})) / source.home)


def main() -> int:
    """The child: read the wish, make the backup, tell how it goes."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(5)  # whoever registers somebody comes first
    hears, says = sys.stdin.buffer, sys.stdout.buffer
    wish = msgspec.json.decode(hears.readline(), type=Wish)
    folder = Path(wish.folder)
    source = Source(folder=folder, key=wish.key, register=wish.register)
    try:
        chosen = settings.read(folder, {})
        made = backups.back_up(source, chosen, wish.at, _steps(says))
        _say(says, _done(made))
    except (Refused, Unavailable) as error:
        facts = {name: str(fact) for name, fact in error.facts.items()}
        said = Sorry(key=error.key, facts=facts, refused=isinstance(error, Refused))
        with contextlib.suppress(OSError):
            _say(says, said)
        return 1
    return 0


def _done(made: Made) -> Done:
    return Done(
        folder=str(made.folder),
        made_at=made.made_at,
        entries=made.entries,
        photographs=made.photographs,
        size=made.size,
        missing=made.missing,
    )


def _steps(says: IO[bytes]) -> Step:
    shown = ("", -1)

    def step(part: str, done: int, of: int) -> None:
        nonlocal shown
        now = (part, done * 100 // max(of, 1))
        if now == shown:
            return
        shown = now
        try:
            _say(says, Went(part=part, done=done, of=of))
        except OSError:
            raise Refused("backup.cancelled") from None

    return step


def _say(says: IO[bytes], word: Word) -> None:
    says.write(msgspec.json.encode(word) + b"\n")
    says.flush()
