"""At the foot of a paper: whether the centre had everything about the person at the printing."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app import clock
from app.desk import door, papers
from app.domain.ids import VisitId, new_id
from app.domain.staff import Viewing
from app.domain.visit import LeavingKind, Visit
from app.store.heard_all import heard_all
from tests import makers
from tests.app.paper.papers import text_of
from tests.makers import NOON
from tests.two_desks import Side, first
from tests.ui import station

pytest_plugins = ["tests.centre"]


@pytest.fixture
def joined(engine: Engine, tmp_path: Path) -> Iterator[tuple[Side, makers.Desk]]:
    """A desk that has joined a centre."""
    side, house = first(engine, tmp_path / "desk")
    yield side, house
    house.register.close()


def _foot(house: makers.Desk, visit: Visit) -> str:
    issuer = papers.Issuer(
        station=house.station, officer=house.intake, key=door.signer(house.register)
    )
    made = papers.make(
        house.register, papers.REGISTRATION, visit.id, issuer, at=clock.now(), lang="zh"
    )
    text = text_of(made.pdf)
    assert ("已同步" in text) != ("离线打印" in text)
    return "synced" if "已同步" in text else "offline"


def test_a_paper_says_whether_the_centre_knew_all_of_it(
    joined: tuple[Side, makers.Desk],
) -> None:
    side, house = joined
    one, other = station.arrive(house, "王𬎆"), station.arrive(house, "李四方")
    assert _foot(house, one) == "offline"
    side.push(clock.now())
    assert _foot(house, one) == "synced"
    station.voucher(house, other)
    assert _foot(house, other) == "offline"
    assert _foot(house, one) == "synced", "what waits of somebody else is not on this paper"
    seen = Viewing(
        id=new_id(), person=one.person, officer=house.intake.id, at=clock.now(), purpose="x",
        what="file",
    )  # fmt: skip
    house.register.write(seen, by=house.intake.id, at=clock.now())
    assert _foot(house, one) == "synced", "that somebody looked is not on it either"


def test_the_paper_of_a_leaving_says_so_as_well(joined: tuple[Side, makers.Desk]) -> None:
    side, house = joined
    visit = station.arrive(house, at=NOON)
    side.push(clock.now())
    gone = makers.leave(
        house.register, VisitId(visit.id), LeavingKind.OWN_WISH, "成都", by=house.intake,
        at=NOON + timedelta(hours=1),
    )  # fmt: skip
    assert not heard_all(house.register, gone.id)
    side.push(clock.now())
    assert heard_all(house.register, gone.id)
    station.arrive(house, "李四方")
    assert heard_all(house.register, gone.id)


def test_without_a_centre_every_paper_is_printed_offline(desk: makers.Desk) -> None:
    assert _foot(desk, station.arrive(desk, "王淼")) == "offline"
