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


@dataclass(slots=True, eq=False)
class Folder:
    """A folder without its name: what is in it, what is sure of that, and changes since."""

    now: dict[str, "File | Folder"] = field(default_factory=dict)
    sure: dict[str, "File | Folder"] = field(default_factory=dict)
    waiting: list[tuple["Named", ...]] = field(default_factory=list)

    def sync(self) -> None:
        """Every name is sure."""
        for changes in self.waiting:
            for folder, name, node in changes:
                _name(folder.sure, name, node)
        self.waiting.clear()


Named = tuple[Folder, str, "File | Folder | None"]
"""A name in a folder and what it stands for from now on; None: nothing."""


class Disk:
    """The folder as the running system sees it, and as the platter may hold it."""

    def __init__(self, root: Path, before: Path | None = None) -> None:
        """`root` as the log calls it; `before` holds what was there at first, all of it sure."""
        self._root = str(root)
        self._top = _known(before) if before else Folder()
        self._open: dict[int, File | Folder] = {}

    def do(self, step: Step) -> None:
        """One step of the process."""
        path = step.a.decode() if step.op in _WITH_PATH else ""
        if path.endswith(_PASSED_OVER):
            return
        if step.op in {_WRITE, _TRUNCATE, _SYNC, _CLOSE}:
            self._with_opened(step)
        elif step.op == _OPEN:
            self._opened(step, path)
        elif step.op in _WITH_PATH:
            self._renamed(step, path)

    def _with_opened(self, step: Step) -> None:
        node = self._open.get(step.fd)
        if step.op == _CLOSE:
            self._open.pop(step.fd, None)
        elif node is not None and step.op == _SYNC:
            node.sync()
        elif isinstance(node, File):
            node.waiting.append((step.at, step.a if step.op == _WRITE else None))

    def _opened(self, step: Step, path: str) -> None:
        above, name = self._place(path)
        node = above.now.get(name) if name else above
        if node is None:
            node = File()
            self._change((above, name, node))
        elif isinstance(node, File) and step.at & os.O_TRUNC:
            node.waiting.append((0, None))
        self._open[step.fd] = node

    def _renamed(self, step: Step, path: str) -> None:
        above, name = self._place(path)
        if step.op == _MKDIR and name:
            self._change((above, name, Folder()))
        elif step.op == _UNLINK:
            self._change((above, name, None))
        elif step.op in {_RENAME, _LINK} and (node := above.now.get(name)) is not None:
            target: Named = (*self._place(step.b.decode()), node)
            self._change(*([(above, name, None)] if step.op == _RENAME else []), target)

    def _change(self, *changes: Named) -> None:
        """Done now; sure when the folder of the last name is synced, all of it or nothing."""
        for folder, name, node in changes:
            _name(folder.now, name, node)
        changes[-1][0].waiting.append(changes)

    def _place(self, path: str) -> tuple[Folder, str]:
        """The folder of a path and the name in it; no name for the whole folder itself."""
        *above, name = Path(path).relative_to(self._root).parts or ("",)
        folder = self._top
        for part in above:
            node = folder.now.get(part)
            folder = node if isinstance(node, Folder) else Folder()
        return folder, name

    def cut(self, chance: Random) -> dict[str, bytes]:
        """The power goes: path -> content of what is found afterwards. What was not synced is
        lost, kept, or there in parts; a file whose folder has no name is lost with it."""
        share = chance.choice((0.0, 0.0, 1.0, 0.1, 0.5, 0.9))

        def keeps() -> bool:
            return chance.random() < share

        left = {id(folder): dict(folder.sure) for folder in self._folders(self._top)}
        for folder in self._folders(self._top):
            for changes in folder.waiting:
                if keeps():
                    for place, name, node in changes:
                        _name(left.get(id(place), {}), name, node)
        contents: dict[int, bytes] = {}
        return dict(_found(self._root, left[id(self._top)], left, contents, keeps))

    def _folders(self, top: Folder) -> Iterator[Folder]:
        """Each folder once, whether only its older or only its newer name leads there."""
        seen, waiting = {id(top)}, [top]
        while waiting:
            folder = waiting.pop()
            yield folder
            named = [node for changes in folder.waiting for _, _, node in changes]
            for node in (*folder.sure.values(), *folder.now.values(), *named):
                if isinstance(node, Folder) and id(node) not in seen:
                    seen.add(id(node))
                    waiting.append(node)


def _name(names: dict[str, File | Folder], name: str, node: File | Folder | None) -> None:
    if node is None:
        names.pop(name, None)
    else:
        names[name] = node


def _known(before: Path) -> Folder:
    folder = Folder()
    for path in sorted(before.iterdir()):
        if path.is_dir():
            folder.sure[path.name] = _known(path)
        elif not path.name.endswith(_PASSED_OVER):
            folder.sure[path.name] = File(sure=bytearray(path.read_bytes()))
    folder.now.update(folder.sure)
    return folder


def _found(
    path: str,
    names: dict[str, File | Folder],
    left: dict[int, dict[str, File | Folder]],
    contents: dict[int, bytes],
    keeps: Callable[[], bool],
) -> Iterator[tuple[str, bytes]]:
    for name, node in names.items():
        if isinstance(node, Folder):
            yield from _found(f"{path}/{name}", left[id(node)], left, contents, keeps)
        else:
            if id(node) not in contents:
                contents[id(node)] = node.left(keeps)
            yield f"{path}/{name}", contents[id(node)]


_WITH_PATH = {_OPEN, _RENAME, _UNLINK, _MKDIR, _LINK}


def put_down(left: dict[str, bytes], root: Path, to: Path) -> None:
    """Write what a cut left into another folder, to be opened there."""
    to.mkdir(parents=True)
    for path, content in left.items():
        place = to / Path(path).relative_to(root)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
