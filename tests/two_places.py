"""Desks of two stations of a province, joined to one centre, and people before their cameras."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from app import clock
from app.desk.admission import Admitted, Asked, admit
from app.desk.recogniser import Recogniser, recogniser_of
from app.domain.visit import About, Answer
from app.store import access, line, walls
from app.store.register import Register
from app.store.tables import metadata
from app.sync.joining import join, line_of, wish
from app.sync.line import Line
from app.sync.round import Done, go_round
from tests import makers
from tests.app.desk.test_identify import take
from tests.makers import NOON

URL = "http://127.0.0.1:1"
HERE, THERE = "440114-01", "440103-02"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A desk of one station that has joined, its line, and whom it recognises."""

    house: makers.Desk
    line: Line
    faces: Recogniser

    @property
    def register(self) -> Register:
        """Its register."""
        return self.house.register

    def round(self) -> Done:
        """Send and hear everything there is."""
        return go_round(self.register, self.line, clock.now())

    def come(self, name: str, **asked: Any) -> Admitted:
        """Somebody arrives before the camera and says yes or no about the face."""
        shot = take(self.faces, name, 1)
        answer = Asked(about=About.FACE, **{"answer": Answer.GRANTED, **asked})
        arrival = replace(makers.arrival(f"测试{name}"), asked=(answer,), photos=(shot.taken,))
        return admit(self.register, arrival, self.house.station, by=self.house.intake, at=NOON)


def place(folder: Path, code: str, engine: Engine, transport: Any, model: Any) -> Place:
    """A desk of a station, let in."""
    folder.mkdir()
    house = makers.desk(folder, code)
    invitation = access.invite(engine, code, clock.now())
    known = join(wish(house.register, URL, invitation, code), transport).known
    house.register.within(lambda connection: line.keep(connection, known))
    speaking = line_of(known, house.register.device, transport)
    return Place(house=house, line=speaking, faces=recogniser_of(model))


def everything_in(engine: Engine) -> bytes:
    """Every value of every table of the centre."""
    found = []
    with walls.within(engine, walls.EVERYWHERE) as connection:
        for table in metadata.sorted_tables:
            if "centre" in table.info["at"]:
                rows = connection.execute(select(table))
                found += [
                    value if isinstance(value, bytes) else str(value).encode()
                    for row in rows
                    for value in row
                ]
    return b"\n".join(found)
