"""Desks and a centre that speak over the line's own bytes, without a network between them."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Engine

from app import clock
from app.centre.service import service
from app.desk import centre as deeds
from app.store import access, keys, snapshots, walls
from app.store.depot import depot
from app.store.register import Register, create
from app.sync.joining import join, line_of, wish
from app.sync.line import Line
from app.sync.round import Done, go_round
from app.wire.snapshot import Signed
from app.wire.talk import VERSION
from tests import makers
from tests.makers import NOON

URL, CODE = "http://127.0.0.1:1", "440114-01"
STREAMS = ("ref", f"station:{CODE}", "prov:44")


class Network:
    """A centre of one version, and how desks come to it."""

    def __init__(self, engine: Engine, folder: Path, newest: int = VERSION) -> None:
        self.engine = engine
        folder.mkdir(exist_ok=True)
        made = service(engine, depot=depot(folder), newest=newest)
        self.transport: Any = httpx.ASGITransport(made)  # type: ignore[arg-type]

    def join(self, house: makers.Desk, newest: int = VERSION) -> None:
        """Let in with a new code."""
        register, at = house.register, clock.now()
        code = access.invite(self.engine, house.station.code, at)
        wished = wish(register, URL, code, house.station.code)
        done = join(wished, self.transport, newest)
        life, by = done.incarnation, house.administrator
        deeds.keep(register, done.known, done.blocks, life=life, alone=done.alone, by=by, at=at)

    def line(self, register: Register, newest: int = VERSION) -> Line:
        """Who speaks for a register; to be closed."""
        known = register.line
        assert known is not None
        return line_of(known, register.device, self.transport, newest)

    def round(self, register: Register, newest: int = VERSION) -> Done:
        """Everything there is to say and to hear."""
        with closing(self.line(register, newest)) as speaking:
            return go_round(register, speaking, clock.now())

    def snapshots(self, streams: Iterable[str] = STREAMS) -> None:
        """The centre makes one of each stream."""
        for name in streams:
            snapshots.make(self.engine, name, clock.now())


def empty(folder: Path, house: makers.Desk) -> makers.Desk:
    """Another desk of the same station, of which nothing is known yet."""
    folder.mkdir()
    key = keys.new_key()
    return replace(house, register=create(folder, key, NOON), key=key)


def newest(engine: Engine, names: Iterable[str]) -> list[Signed]:
    """The newest snapshot of each of these streams, where there is one."""
    with walls.within(engine, walls.EVERYWHERE) as connection:
        return [one for name in names for one in snapshots._newest(connection, name)]
