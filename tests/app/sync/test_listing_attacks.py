"""What somebody would try against the list over the real line: refused, and it stays on record."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine, select

from app import clock
from app.desk import blacklist, hits, requests, reviews
from app.desk import centre as deeds
from app.desk.blacklist import Said
from app.domain.blacklist import Fact, Listing, State, Step, StepKind
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.rights import RequestKind
from app.domain.staff import Officer
from app.settings import Settings
from app.store import access, backup, keys, line, listings, restore, walls
from app.store.register import open_register
from app.store.tables import quarantine
from app.sync.joining import join, open_line, wish
from app.sync.line import Trouble
from app.sync.round import go_round
from app.wire.entry import Entry
from app.wire.talk import (
    DEVICE,
    SIGNATURE,
    SPEAKS,
    TIME,
    Problem,
    Push,
    pack,
    to_sign,
    unpack,
)
from tests.two_stations import ASKING, URL, Both, Side, stations
from tests.ui.blacklist import listed_people

pytest_plugins = ["tests.centre"]
UNTIL = timedelta(days=100)


@pytest.fixture
def both(engine: Engine, tmp_path: Path) -> Iterator[Both]:
    """The station with the file, and another one."""
    with stations(engine, tmp_path) as made:
        yield made


def _heard(both: Both) -> Listing:
    """A lead up to the opinion, of somebody both stations know by the card."""
    house = both.owner.house
    visit = listed_people.adult(house)
    made = listed_people.heard(house, visit.person, clock.now())
    both.sync()
    return made


def _approval(lead: Listing, by: Officer, until: date | None = None) -> Step:
    return Step(
        id=new_id(), listing=lead.id, person=lead.person, kind=StepKind.APPROVED, words="自己批",
        until=until or (clock.now() + UNTIL).date(), at=clock.now(), officer=by.id,
    )  # fmt: skip


def _state(side: Side, lead: Listing) -> State:
    course = listings.course(side.register.ask, lead.id)
    assert course is not None
    (stands,) = blacklist.standing(side.register, [course])
    return stands.state(clock.now().date())


def _refusals(engine: Engine) -> dict[str, bytes]:
    """What the centre set aside: reason -> the entry as it came, for auditors."""
    with walls.within(engine, walls.EVERYWHERE) as connection:
        found = connection.execute(select(quarantine.c.reason, quarantine.c.entry))
        return {row.reason: msgspec.msgpack.decode(row.entry, type=Entry).payload for row in found}


def test_an_approval_of_a_client_without_checks_is_refused_and_stays_on_record(both: Both) -> None:
    lead, house = _heard(both), both.owner.house
    step = _approval(lead, house.leader)
    # The same computer: the leader's account on the device that proposed.
    house.register.write(step, by=house.leader.id, at=clock.now())
    both.owner.sync()
    assert _state(both.owner, lead) is State.HEARD
    assert listings.listed_of(both.asking.register, [lead.person], clock.now().date()) == []
    kept = _refusals(both.engine)
    assert "自己批" in kept["listing.own_proposal"].decode(errors="ignore")
    # The chain of the device proves that it was said, and by whom.
    assert house.register.verify_journal() > 0


def test_raw_http_needs_the_key_of_a_device_that_was_let_in(both: Both) -> None:
    lead, house = _heard(both), both.owner.house
    house.register.write(_approval(lead, house.leader), by=house.leader.id, at=clock.now())
    known = house.register.line
    assert known is not None
    waits = house.register.within(lambda c: line.waiting(c, known.sent))
    body = pack(Push(incarnation=waits[0].incarnation, entries=tuple(waits)))
    thief = Ed25519PrivateKey.generate()
    at = clock.now().isoformat()
    signature = thief.sign(to_sign("/v1/push", at, body)).hex()
    who = {SPEAKS: "1", TIME: at, DEVICE: str(house.register.device)}

    async def post(headers: dict[str, str]) -> str:
        async with httpx.AsyncClient(transport=both.transport, base_url=URL) as raw:
            answer = await raw.post("/v1/push", content=body, headers=headers)
            assert answer.status_code >= 400
            return unpack(answer.content, Problem).key

    tries = {
        "no signature": who,
        "a thief's signature": who | {SIGNATURE: signature},
        "a device that nobody let in": who | {SIGNATURE: signature, DEVICE: str(new_id())},
        "a leader's word": {SPEAKS: "1", "authorization": "Bearer leader"},
    }
    told = {name: asyncio.run(post(headers)) for name, headers in tries.items()}
    assert set(told.values()) <= {"line.wrong_signature", "line.not_signed", "line.unknown_device"}
    assert _refusals(both.engine) == {}, "nothing of it was even looked at"
    assert _listed_nowhere(both, lead)


def _listed_nowhere(both: Both, lead: Listing) -> bool:
    today = clock.now().date()
    sides = (both.owner, both.asking)
    return not any(listings.listed_of(side.register, [lead.person], today) for side in sides)


def test_a_desk_of_another_station_approves_nothing_it_was_not_asked(both: Both) -> None:
    lead, house = _heard(both), both.asking.house
    house.register.write(_approval(lead, house.leader), by=house.leader.id, at=clock.now())
    both.asking.sync()
    assert "entry.other_station" in _refusals(both.engine)
    both.sync()
    assert _state(both.owner, lead) is State.HEARD


def test_nobody_settles_a_quarrel_with_the_list(both: Both, settings: Settings) -> None:
    house, register = both.owner.house, both.owner.register
    visit = listed_people.adult(house)
    asked = requests.Asked(kind=RequestKind.COMPLAINT, words="他骂人", against=house.intake.id)
    requests.receive(register, visit.person, asked, settings, by=house.leader, at=clock.now())
    with pytest.raises(Refused, match=r"listing\.own_quarrel"):
        listed_people.lead(house, visit.person, clock.now())
    made = Listing(
        id=new_id(), person=visit.person, station="440114-01",
        fact=Fact.REFUNDED_TICKET, happened_on=clock.now().date(),
        words="出气", proofs=listed_people.PROOFS, at=clock.now(), officer=house.intake.id,
    )  # fmt: skip
    register.write(made, by=house.intake.id, at=clock.now())
    both.sync()
    assert "listing.own_quarrel" in _refusals(both.engine)


def test_an_old_backup_revives_nothing_and_an_old_list_says_so(both: Both, tmp_path: Path) -> None:
    lead, owner, asking = _heard(both), both.owner.house, both.asking.house
    reviews.ask(owner.register, lead.id, ASKING, "", by=owner.intake, at=clock.now())
    both.sync()
    (review,) = reviews.waiting(asking.register, ASKING, by=asking.leader)
    reviews.decide(
        asking.register, review.id, approves=True, words="有据", until=None, by=asking.leader,
        at=clock.now(),
    )  # fmt: skip
    both.sync()
    disk, recovery = tmp_path / "disk", keys.new_recovery()
    ring = keys.with_recovery(keys.new_ring(asking.register.device), recovery, asking.key)
    keys.write_ring(asking.register.folder, ring)
    disk.mkdir()
    backup.make(asking.register.source(), disk, clock.now(), keep=3)
    said = Said(kind=StepKind.REVOKED, words="售票方更正")
    blacklist.take_step(owner.register, lead.id, said, by=owner.leader, at=clock.now())
    both.sync()
    today = clock.now().date()
    assert listings.listed_of(asking.register, [lead.person], today) == []
    restore.restore(
        disk, tmp_path / "new", lambda ring: keys.open_with_recovery(ring, recovery), clock.now()
    )
    again = replace(asking, register=open_register(tmp_path / "new", asking.key, clock.now()))
    with closing(again.register):
        old = again.register
        four_weeks_on = clock.now() + timedelta(weeks=4)
        (hit,) = hits.hits(old, [lead.person], None, four_weeks_on)
        assert hit.stale(four_weeks_on, 7), "it may be out of date, and says so"
        with pytest.raises(Trouble, match=r"line\.other_life"):
            _round(old, both.transport)
        code = access.invite(both.engine, ASKING, clock.now(), old.device)
        done = join(wish(old, URL, code, ASKING), both.transport)
        deeds.keep(
            old, done.known, done.blocks, life=done.incarnation, alone=done.alone,
            by=again.administrator, at=clock.now(),
        )  # fmt: skip
        _round(old, both.transport)
        assert listings.listed_of(old, [lead.person], today) == []
        assert reviews.waiting(old, ASKING, by=asking.leader) == []
    assert _state(both.owner, lead) is State.REVOKED


def _round(register: Any, transport: Any) -> None:
    speaking = open_line(register, transport)
    assert speaking is not None
    with closing(speaking):
        go_round(register, speaking, clock.now())
