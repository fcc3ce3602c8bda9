"""Two desks change one person, or one record of the station, offline: class by class."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from app import clock
from app.domain.ids import ClaimId, new_id
from app.domain.person import Claim, ClaimKind, Person
from app.domain.phrase import Phrase
from app.domain.station import Station
from app.domain.voucher import Voucher
from app.store import line, walls
from app.store.ask import all_of, get
from app.store.tables import TABLES
from app.wire.entry import commit, dump, load
from tests import makers, two_desks
from tests.makers import NOON
from tests.two_desks import Side
from tests.ui import station

pytest_plugins = ["tests.centre"]
LATER = clock.now() + timedelta(days=3)
"""After everything that was made before, part of it by the machine's own clock."""
OLD, ONE, OTHER = "零", "甲", "乙"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Two desks that know the same, and what both will change."""

    sides: tuple[Side, Side]
    house: makers.Desk
    person: Person
    claim: Claim
    phrase: Phrase
    voucher: Voucher

    def write(self, side: Side, at: datetime, *records: object) -> None:
        """A deed at one of them."""
        side.register.write(*records, by=self.house.leader.id, at=at)

    def letters(self) -> list[str]:
        """What the officers are asked, at the first desk."""
        return [one.kind for one in line.letters(self.sides[0].register)]


@pytest.fixture
def world(engine: Engine, data: Path) -> Iterator[World]:
    """Everything is known to both."""
    one, house = two_desks.first(engine, data / "one")
    other = two_desks.second(engine, data / "other")
    phrase = Phrase(id=new_id(), field="story", words=OLD, at=NOON, officer=house.intake.id)
    person = makers.person()
    claim = makers.claim(person, house.intake, OLD)
    house.register.write(phrase, person, claim, by=house.intake.id, at=NOON)
    voucher = station.voucher(house, station.arrive(house, "李四"))
    one.push()
    one.pull()
    other.pull()
    with closing(one.register), closing(other.register):
        yield World(
            sides=(one, other), house=house, person=person, claim=claim, phrase=phrase,
            voucher=voucher,
        )  # fmt: skip


def _phrase(world: World, side: Side, word: str) -> Any:
    return replace(world.phrase, words=word)


def _account(world: World, side: Side, word: str) -> Any:
    return replace(all_of(side.register, Station)[0], account=word)


def _correction(world: World, side: Side, word: str) -> Any:
    return replace(world.claim, id=ClaimId(new_id()), value=word, supersedes=world.claim.id)


def _alias(world: World, side: Side, word: str) -> Any:
    return replace(
        world.claim, id=ClaimId(new_id()), value=word, kind=ClaimKind.ALIAS, supersedes=None
    )


def _withdrawal(world: World, side: Side, word: str) -> Any:
    found = get(side.register, Voucher, world.voucher.id)
    assert found is not None
    return found.void(word)


def _words(world: World, side: Side) -> set[str]:
    found = get(side.register, Phrase, world.phrase.id)
    return {found.words} if found else set()


def _accounts(world: World, side: Side) -> set[str]:
    return {one.account for one in all_of(side.register, Station)}


def _corrections(world: World, side: Side) -> set[str]:
    return {c.value for c in all_of(side.register, Claim) if c.supersedes == world.claim.id}


def _aliases(world: World, side: Side) -> set[str]:
    return {c.value for c in all_of(side.register, Claim) if c.kind is ClaimKind.ALIAS}


def _reasons(world: World, side: Side) -> set[str]:
    found = get(side.register, Voucher, world.voucher.id)
    return {found.void_reason} if found else set()


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a class is written, how it is read, and what becomes of two values."""

    write: Callable[[World, Side, str], Any]
    read: Callable[[World, Side], set[str]]
    both_stay: bool = False
    first_holds: bool = False
    asks: bool = False


CLASSES = {
    "quiet": Way(write=_phrase, read=_words),
    "watched": Way(write=_account, read=_accounts, asks=True),
    "facts": Way(write=_correction, read=_corrections, both_stay=True, asks=True),
    "sets": Way(write=_alias, read=_aliases, both_stay=True),
    "central": Way(write=_withdrawal, read=_reasons, first_holds=True, asks=True),
}
SKEWS = [timedelta(), timedelta(days=-40), timedelta(days=40), timedelta(minutes=4)]


@pytest.mark.parametrize("skew", SKEWS, ids=str)
@pytest.mark.parametrize("turned", [False, True], ids=["in order", "the later one first"])
@pytest.mark.parametrize("name", CLASSES)
def test_two_desks_change_one_thing_offline(
    world: World, name: str, turned: bool, skew: timedelta
) -> None:
    way = CLASSES[name]
    words = {world.sides[0]: ONE, world.sides[1]: OTHER}
    for number, (side, word) in enumerate(words.items()):
        at = LATER + timedelta(seconds=number) + skew * number
        world.write(side, at, way.write(world, side, word))
        assert word in way.read(world, side)
    order = world.sides[::-1] if turned else world.sides
    for side in order:
        side.push(LATER + timedelta(seconds=9))
        side.pull()
    for side in order[::-1]:
        side.pull()
    ends = [way.read(world, side) for side in world.sides]
    assert ends[0] == ends[1]
    if way.both_stay:
        assert ends[0] == {ONE, OTHER}
    elif way.first_holds:
        assert ends[0] == {words[order[0]]}
    else:
        later = ONE if skew < timedelta() else OTHER
        assert ends[0] == {later}
    assert world.letters() == (["conflict"] if way.asks else [])
    if way.asks and not way.both_stay:
        content = line.letters(world.sides[0].register)[0].content
        assert {content["kept"], content["lost"]} >= {*ends[0]}


@pytest.mark.parametrize("name", ["quiet", "watched", "facts", "sets"])
def test_a_change_that_waits_never_flashes_back(world: World, name: str) -> None:
    way, (one, other) = CLASSES[name], world.sides
    somebody = makers.person()
    world.write(other, LATER, way.write(world, other, OTHER))
    world.write(other, LATER, somebody)
    world.write(one, LATER + timedelta(seconds=1), way.write(world, one, ONE))
    other.push(LATER + timedelta(seconds=2))
    while parts := one.news(1):
        one.register.settle(parts, LATER)
        assert ONE in way.read(world, one)
    one.push_these(one.waiting(), LATER + timedelta(seconds=3))  # and the reply is lost
    one.pull()
    assert ONE in way.read(world, one)
    one.push(LATER + timedelta(seconds=4))
    other.pull()
    assert way.read(world, one) == way.read(world, other)
    assert get(one.register, Person, somebody.id) == somebody


def test_of_a_deed_with_one_bad_record_nothing_is_taken(world: World) -> None:
    one, other = world.sides
    somebody = makers.person()
    stranger = replace(makers.person(), station="110101-01")
    world.write(one, LATER, somebody, makers.claim(somebody, world.house.intake, ONE), stranger)
    next_one = makers.person()
    world.write(one, LATER, next_one)
    one.push(LATER)
    other.pull()
    found = {row.id for row in all_of(other.register, Person)}
    assert next_one.id in found
    assert not found & {somebody.id, stranger.id}
    with walls.within(one.engine, walls.EVERYWHERE) as connection:
        table = TABLES["claim"]
        claims = connection.execute(table.select().where(table.c.person == somebody.id)).all()
    assert claims == []


@pytest.mark.parametrize("name", ["quiet", "watched"])
def test_a_clock_far_ahead_wins_no_longer_than_minutes(world: World, name: str) -> None:
    way, (one, other) = CLASSES[name], world.sides
    world.write(one, LATER + timedelta(days=40), way.write(world, one, ONE))
    one.push(LATER)
    # An hour later, and without having heard of it.
    world.write(other, LATER + timedelta(hours=1), way.write(world, other, OTHER))
    other.push(LATER + timedelta(hours=1))
    for side in world.sides:
        side.pull()
        assert way.read(world, side) == {OTHER}


def test_what_the_centre_decided_is_seen_at_once(world: World) -> None:
    way, (one, other) = CLASSES["central"], world.sides
    for side, word in ((other, OTHER), (one, ONE)):
        world.write(side, LATER, way.write(world, side, word))
    other.push(LATER)
    assert way.read(world, one) == {ONE}
    one.pull()
    assert way.read(world, one) == {OTHER}


def test_a_newer_desk_says_more_and_it_comes_back_to_it(world: World) -> None:
    """Fields that this version does not know are kept by centre and desk, and sent on."""
    one, other = world.sides
    world.write(one, LATER, _phrase(world, one, ONE))
    (entry,) = one.waiting()
    said = load(entry.payload)
    newer = dump(replace(said, fields={**said.fields, "tone": ("gentle", None)}))
    forged = two_desks.forged([entry], payload=newer, commitment=commit(entry.salt, newer))
    one.push_these(forged, LATER)
    other.pull()
    with other.register._engine.begin() as connection:
        table = TABLES["phrase"]
        rows = connection.execute(table.select().where(table.c.id == world.phrase.id)).mappings()
        assert rows.one()["extra"] == {"tone": "gentle"}
    world.write(other, LATER + timedelta(seconds=5), _phrase(world, other, OTHER))
    other.push(LATER + timedelta(seconds=6))
    with walls.within(world.sides[0].engine, walls.EVERYWHERE) as connection:
        rows = connection.execute(table.select().where(table.c.id == world.phrase.id)).mappings()
        row = rows.one()
    assert (row["words"], row["extra"]) == (OTHER, {"tone": "gentle"})
