"""A window's line to a real centre in process: a cable that can be pulled out, and rounds on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from sqlalchemy import Engine

from app import clock
from app.centre.service import service
from app.desk import centre as deeds
from app.store import access
from app.store.depot import depot
from app.store.register import Register
from app.sync.joining import join, wish
from tests import makers
from ui.jobs import Jobs
from ui.rounds import Rounds

URL = "http://127.0.0.1:1"


class Switch(httpx.AsyncBaseTransport):
    """A network that can be pulled out."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        folder.mkdir()
        self.there = True
        self.depot = depot(folder)
        self._centre = httpx.ASGITransport(service(engine, depot=self.depot))  # type: ignore[arg-type]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if not self.there:
            raise httpx.ConnectError("pulled out")
        return await self._centre.handle_async_request(request)


def let_in(house: makers.Desk, engine: Engine, network: Switch) -> None:
    """This desk joins, as its administrator would do it."""
    register, code = house.register, access.invite(engine, house.station.code, clock.now())
    joined = join(wish(register, URL, code, house.station.code), network)
    by, at = house.administrator, clock.now()
    deeds.keep(register, joined.known, life=joined.incarnation, by=by, at=at)


@contextmanager
def rounds_of(
    jobs: Jobs, register: Register, network: Switch, held: float = 0.2
) -> Iterator[Rounds]:
    """Rounds of a desk that has joined."""
    jobs.serve(register)
    made = Rounds(jobs, held=held)
    made._transport = network
    made.serve(register)
    yield made
    made.leave()
