"""Faces on a lane of their own: what may travel is given, what may no longer is taken back."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.face_sharing import Mode
from app.store import line as lines
from app.store import offering, sharing
from app.store.ask import Asks
from app.store.register import Register
from app.sync.line import Line
from app.wire.faces import FaceAnswers, FaceAsk, Faces, FacesTaken


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What is to be said next, and under which decision."""

    faces: Faces
    under: str


def gather(asks: Asks, most: Mode, at: datetime) -> Offer | None:
    """The next templates to give or to take back; None where there are none. Their records come
    first."""
    mode, under = sharing.holds_here(asks, most)
    faces = offering.gather(asks, mode, most, under, at)
    if faces and faces.put and lines.how_many_wait(asks):
        # Looked at after them: what they stand on may be on its way, and would be missed there.
        faces = replace(faces, put=()) if faces.gone else None
    return Offer(faces=faces, under=under) if faces else None


def give(line: Line, offer: Offer) -> FacesTaken:
    """Say it to the centre; away from the register."""
    return line.ask("/v1/faces", offer.faces, FacesTaken)


def note(register: Register, offer: Offer, taken: FacesTaken) -> None:
    """The centre has heard of these; one that it did not take is not offered again before another
    decision."""
    register.within(lambda c: offering.note(c, offer.faces, taken.refused, offer.under))


def go_lane(
    register: Register, line: Line, at: datetime, most: Mode = Mode.SHARE
) -> tuple[int, int]:
    """Give and take back until all is as it should be; answers how many came there, and went."""
    given = gone = 0
    while offer := gather(register, most, at):
        taken = give(line, offer)
        note(register, offer, taken)
        given += len(offer.faces.put) - len(taken.refused)
        gone += len(offer.faces.gone)
    return given, gone


def ask(line: Line, asked: FaceAsk) -> FaceAnswers:
    """Who is this? Unavailable "line.…" or Trouble "sharing.…" where nobody answers that."""
    return line.ask("/v1/faces/ask", asked, FaceAnswers)
