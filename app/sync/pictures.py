"""Pictures on their own slow lane: after the records, in pieces, taken up where they broke off."""

import hashlib
from datetime import datetime

from app.domain.errors import Refused, Unavailable
from app.store import pictures
from app.store.ask import Asks
from app.store.register import Register
from app.sync.line import Line, Trouble
from app.wire.talk import PIECE, Have, Here, Piece, Taken, Want

AT_ONCE = 16
_WHOLE = -1


def missing_there(line: Line, names: list[str]) -> dict[str, int]:
    """Of these pictures, how much the centre has of each: -1 where it has all."""
    return line.ask("/v1/pictures", Have(names=tuple(names)), Here).sizes


def send(line: Line, name: str, data: bytes, offset: int = 0) -> None:
    """A picture, from `offset` on; the centre says where it wants the next piece."""
    tries = 0
    while 0 <= offset < len(data):
        part = data[offset : offset + PIECE]
        last = offset + len(part) == len(data)
        piece = Piece(name=name, offset=offset, data=part, last=last)
        there = line.ask("/v1/pictures/put", piece, Taken).size
        tries = tries + 1 if there <= offset else 0
        if tries > 2:
            raise Unavailable("line.not_a_centre")
        offset = there if there >= 0 else len(data)


def fetch(line: Line, name: str) -> bytes:
    """A picture of the own station. Trouble "picture.not_here" while it has not come there yet."""
    whole = bytearray()
    while True:
        piece = line.ask("/v1/pictures/get", Want(name=name, offset=len(whole)), Piece)
        whole += piece.data
        if piece.last:
            return bytes(whole)
        if not piece.data:
            raise Unavailable("line.not_a_centre")


def go_lane(register: Register, line: Line, at: datetime, most: int = 10_000) -> tuple[int, int]:
    """Send what the centre lacks, fetch what is wanted; answers how many of each."""
    sent = came = 0
    while sent < most and (names := pictures.to_send(register, AT_ONCE)):
        known = {name: carry(line, name, here(register, name)) for name in names}
        if not any(known.values()):
            break  # their records come first
        for state in (pictures.THERE, pictures.WANTED):
            these = [name for name, stands in known.items() if stands == state]
            register.within(lambda c, t=these, s=state: pictures.note(c, t, s, at))  # type: ignore[misc]
        sent += sum(stands == pictures.THERE for stands in known.values())
    for name in pictures.wanted(register, most):
        data = bring(line, name)
        if data is not None:
            register.keep_picture(data, at)
            came += 1
    return sent, came


def here(asks: Asks, name: str) -> bytes | None:
    """A picture of this desk; None where its file is gone."""
    try:
        return asks.blobs.get(name)
    except (Refused, Unavailable):
        return None


def carry(line: Line, name: str, data: bytes | None) -> str:
    """Send one from where it broke off; how it stands then: there, or wanted where its file is
    gone here. Empty while its record has not come there."""
    size = missing_there(line, [name]).get(name)
    if size is None:
        return ""
    if data is None:
        return pictures.WANTED  # the centre has it, or another desk may bring it there
    if size >= 0:
        send(line, name, data, size)
    return pictures.THERE


def bring_one(line: Line, names: list[str]) -> tuple[str, bytes | None]:
    """The first of these that the centre has, asked for all at once; no name where it has none."""
    there = missing_there(line, names)
    for name in names:
        if there.get(name) == _WHOLE and (data := bring(line, name)) is not None:
            return name, data
    return "", None


def bring(line: Line, name: str) -> bytes | None:
    """Fetch one; None while the centre does not have it. Refuses what is not what it is called."""
    try:
        data = fetch(line, name)
    except Trouble as trouble:
        if trouble.key != "picture.not_here":
            raise
        return None
    if hashlib.sha256(data).hexdigest() != name:
        raise Unavailable("line.not_a_centre")
    return data
