"""A disk's cache, worked out from the log of power.c: what a power cut may leave of a folder.

The strict model of the standards: only what was synced is sure, names only by a sync of their
folder. Of everything else any part may be there, in sectors of 512 bytes and in any order.
"""

import os
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SECTOR = 512
NOTE = 10
_HEAD = struct.Struct("<BiqII")
_OPEN, _CLOSE, _WRITE, _TRUNCATE, _SYNC, _RENAME, _UNLINK, _MKDIR, _LINK = range(1, 10)
_PASSED_OVER = ("-shm", ".lock")
"""Files that mean nothing after a start of the machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the log."""

    op: int
    fd: int
    at: int
    a: bytes
    b: bytes


def read_log(file: Path) -> list[Step]:
    """The steps in order; a last one cut short is none."""
    data, at, steps = file.read_bytes(), 0, []
    while at + _HEAD.size <= len(data):
        op, fd, where, one, other = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        if at + one + other > len(data):
            break
        steps.append(
            Step(op=op, fd=fd, at=where, a=data[at : at + one], b=data[at + one : at + one + other])
        )
        at += one + other
    return steps


@dataclass(slots=True, eq=False)
class File:
    """A file without its name: what is sure, and what was written since the last sync."""

    sure: bytearray = field(default_factory=bytearray)
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)
    """(offset, bytes), or (size, None) for a cut to a size."""

    def sync(self) -> None:
        """Everything is sure."""
        for at, data in self.waiting:
            _apply(self.sure, at, data)
        self.waiting.clear()

    def left(self, keeps: Callable[[], bool]) -> bytes:
        """What is there after the cut."""
        content = bytearray(self.sure)
        for at, data in self.waiting:
            if data is None:
                if keeps():
                    _apply(content, at, None)
                continue
            for start, sector in _sectors(at, data):
                if keeps():
                    _apply(content, start, sector)
        return bytes(content)


def _apply(content: bytearray, at: int, data: bytes | None) -> None:
    size = at if data is None else max(len(content), at + len(data))
    content.extend(bytes(max(0, size - len(content))))
    if data is None:
        del content[at:]
    else:
        content[at : at + len(data)] = data


def _sectors(at: int, data: bytes) -> Iterator[tuple[int, bytes]]:
    place = at
    while place < at + len(data):
        end = min((place // SECTOR + 1) * SECTOR, at + len(data))
        yield place, data[place - at : end - at]
        place = end


Named = tuple[str, "File | None"]
"""A path and what it names from now on; None: nothing."""


class Disk:
    """The folder as the running system sees it, and as the platter may hold it."""

    def __init__(self, folder: Path, *, empty: bool = False) -> None:
        self._now: dict[str, File] = {}
        self._sure: dict[str, File] = {}
        self._folders: set[str] = set()
        self._waiting: dict[str, list[tuple[Named, ...]]] = {}
        self._open: dict[int, File | str] = {}
        self._begin(folder, empty=empty)

    def _begin(self, folder: Path, *, empty: bool) -> None:
        """What is there before the first step, all of it sure; or nothing is yet."""
        for path in () if empty else folder.rglob("*"):
            if path.is_dir():
                self._folders.add(str(path))
            elif not path.name.endswith(_PASSED_OVER):
                file = File(sure=bytearray(path.read_bytes()))
                self._now[str(path)] = self._sure[str(path)] = file
        self._made: set[str] = set(self._folders)
        self._root = str(folder)

    def do(self, step: Step) -> None:
        """One step of the process."""
        path = step.a.decode() if step.op in _WITH_PATH else ""
        if step.op in {_WRITE, _TRUNCATE, _SYNC, _CLOSE}:
            self._with_file(step)
        elif step.op == _OPEN:
            self._opened(step, path)
        elif not path.endswith(_PASSED_OVER):
            self._renamed(step, path)

    def _with_file(self, step: Step) -> None:
        file = self._open.get(step.fd)
        if step.op == _CLOSE:
            self._open.pop(step.fd, None)
        elif isinstance(file, File) and step.op == _SYNC:
            file.sync()
        elif isinstance(file, File):
            file.waiting.append((step.at, step.a if step.op == _WRITE else None))
        elif file is not None and step.op == _SYNC:
            self._sync_names(file)

    def _opened(self, step: Step, path: str) -> None:
        if path.endswith(_PASSED_OVER):
            return
        if path == self._root or path in self._folders:
            self._open[step.fd] = path
            return
        file = self._now.get(path)
        if file is None:
            file = self._now[path] = File()
            self._name((path, file))
        elif step.at & os.O_TRUNC:
            file.waiting.append((0, None))
        self._open[step.fd] = file

    def _renamed(self, step: Step, path: str) -> None:
        other = step.b.decode()
        if step.op == _MKDIR:
            self._folders.add(path)
            self._waiting.setdefault(_above(path), []).append(((path, None),))
        elif step.op == _UNLINK:
            self._now.pop(path, None)
            self._name((path, None))
        elif step.op == _RENAME and path in self._now:
            file = self._now[other] = self._now.pop(path)
            self._name((path, None), (other, file))
        elif step.op == _LINK and path in self._now:
            self._now[other] = self._now[path]
            self._name((other, self._now[path]))

    def _name(self, *changes: Named) -> None:
        self._waiting.setdefault(_above(changes[-1][0]), []).append(changes)

    def _sync_names(self, folder: str) -> None:
        for changes in self._waiting.pop(folder, []):
            self._take(self._sure, self._made, changes)

    def _take(self, names: dict[str, File], made: set[str], changes: tuple[Named, ...]) -> None:
        for path, file in changes:
            if file is not None:
                names[path] = file
            elif path in self._folders:
                made.add(path)
            else:
                names.pop(path, None)

    def cut(self, chance: Random) -> dict[str, bytes]:
        """The power goes: path -> content of what is found afterwards. What was not synced is
        lost, kept, or there in parts."""
        share = chance.choice((0.0, 0.0, 1.0, 0.1, 0.5, 0.9))

        def keeps() -> bool:
            return chance.random() < share

        names, made = dict(self._sure), set(self._made)
        for waiting in self._waiting.values():
            for changes in waiting:
                if keeps():
                    self._take(names, made, changes)
        there = {p: f for p, f in names.items() if self._reached(p, made)}
        contents = {id(f): f.left(keeps) for f in there.values()}
        return {path: contents[id(file)] for path, file in there.items()}

    def _reached(self, path: str, made: set[str]) -> bool:
        """A file whose folder has no name is lost with it."""
        above = _above(path)
        return above == self._root or (above in made and self._reached(above, made))


_WITH_PATH = {_OPEN, _RENAME, _UNLINK, _MKDIR, _LINK}


def _above(path: str) -> str:
    return path.rpartition("/")[0]


def put_down(left: dict[str, bytes], root: Path, to: Path) -> None:
    """Write what a cut left into another folder, to be opened there."""
    to.mkdir(parents=True)
    for path, content in left.items():
        place = to / Path(path).relative_to(root)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
