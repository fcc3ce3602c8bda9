"""Approval at another station: what it is shown, what it decides, and what nobody can force."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import Engine, insert, select, text
from sqlalchemy.exc import DBAPIError

from app.desk import blacklist, erasing, reviews
from app.domain.blacklist import Fact, Listing, State, StepKind
from app.domain.erasure import Ground
from app.domain.errors import Refused
from app.domain.ids import PersonId, new_id
from app.domain.listing_review import Asked, Review, Verdict
from app.domain.person import Person
from app.domain.staff import Viewing
from app.store import snapshots, walls
from app.store.ask import all_of, get
from app.store.rows import values_of
from app.store.tables import TABLES, change
from app.wire import hlc
from app.wire.talk import Change
from tests import makers
from tests.listed import UNTIL, Two, adult, now, raw, refused
from tests.makers import NOON
from tests.two_desks import Side, first, let_in, second

pytest_plugins = ["tests.centre"]
THERE = "110101-01"
"""Another station, in another province."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Three(Two):
    """Two desks of the station that proposes, and one of the station that is asked."""

    there: Side
    elsewhere: makers.Desk

    def meet(self) -> None:
        """All three hear everything."""
        for side in (self.one, self.other, self.there, self.one, self.other):
            if side.waiting():
                side.push(now(self.one))
            side.pull()

    def ask(self, lead: Listing, to: str = THERE) -> Asked:
        """The officer at intake asks the other station."""
        return reviews.ask(
            self.one.register, lead.id, to, "本站只有一位领导", by=self.house.intake,
            at=now(self.one),
        )  # fmt: skip

    def asked(self) -> tuple[Listing, Asked]:
        """Everything up to the asking, and everybody has heard of it."""
        lead = self.lead()
        self.heard(lead)
        made = self.ask(lead)
        self.meet()
        return lead, made

    def decide(self, asked: Asked, *, approves: bool = True, until: date | None = UNTIL) -> Verdict:
        """The leader there."""
        return reviews.decide(
            self.there.register, asked.id, approves=approves, words="核对过证据", until=until,
            by=self.elsewhere.leader, at=now(self.one),
        )  # fmt: skip

    def state(self, lead: Listing) -> State:
        """Where it stands at the desk that proposed it."""
        found = blacklist.courses_of(self.one.register, self.person, by=self.house.leader)
        return next(one for one in found if one.listing.id == lead.id).state(NOON.date())


@pytest.fixture
def three(engine: Engine, tmp_path: Path) -> Iterator[Three]:
    """The person is known at one station only."""
    one, house = first(engine, tmp_path / "a")
    person = adult(house)
    one.push()
    other = second(engine, tmp_path / "b")
    elsewhere = makers.desk(tmp_path / "c", THERE)
    there = let_in(engine, elsewhere.register, THERE)
    made = Three(
        one=one, other=other, house=house, person=person.id, there=there, elsewhere=elsewhere
    )
    made.meet()
    yield made
    for register in (house.register, other.register, elsewhere.register):
        register.close()


def test_what_another_station_approves_is_in_force_everywhere(three: Three) -> None:
    lead, asked = three.asked()
    (review,) = reviews.waiting(three.there.register, THERE, by=three.elsewhere.leader)
    assert review.case is not None
    assert (review.case.name, review.case.fact) == ("王淼", Fact.REFUNDED_TICKET)
    assert [step.kind for step in review.case.steps] == ["investigated", "notified", "heard"]
    step = three.decide(asked)
    assert three.listed(three.there) == [], "not before the centre has said so"
    three.meet()
    for side in (three.one, three.other, three.there):
        (told,) = three.listed(side)
        assert told.until == step.until
    assert three.state(lead) is State.IN_FORCE
    (course,) = blacklist.courses_of(three.other.register, three.person, by=three.house.leader)
    assert course.approval is not None
    assert course.approval.officer == three.elsewhere.leader.id


def test_the_case_is_gone_once_it_was_decided(three: Three, engine: Engine) -> None:
    lead, asked = three.asked()
    before = _log(engine)
    assert "一张车票两次退票" in before
    snapshots.make(engine, f"station:{THERE}", now(three.one))
    assert _chunks(engine) > 0
    three.decide(asked, approves=False)
    three.meet()
    for side in (three.one, three.there):
        told = get(side.register, Review, asked.id)
        assert told is not None
        assert (told.case, told.approves, told.answer) == (None, False, "核对过证据")
        assert told.decided_by
    assert "一张车票两次退票" not in _log(engine)
    assert _chunks(engine) == 0, "a desk that begins anew is given none that still shows it"
    assert three.state(lead) is State.HEARD, "another one may be asked, or it is dropped"
    assert three.listed(three.one) == []


def _chunks(engine: Engine) -> int:
    """How many pieces of snapshots lie ready."""
    with walls.within(engine, walls.EVERYWHERE) as connection:
        return int(connection.execute(text("SELECT count(*) FROM snapshot_chunk")).scalar_one())


def _log(engine: Engine) -> str:
    """What the stream of the asked station holds."""
    with walls.within(engine, walls.EVERYWHERE) as connection:
        found = connection.execute(
            text("SELECT body FROM change WHERE stream = :one"), {"one": f"station:{THERE}"}
        )
        return b"".join(found.scalars()).decode(errors="ignore")


def test_it_is_answered_once_and_its_objection_by_somebody_else(three: Three) -> None:
    lead, asked = three.asked()
    three.decide(asked)
    three.meet()
    with pytest.raises(Refused, match=r"listing\.answered"):
        three.decide(asked, approves=False)
    again = Verdict(
        id=new_id(), asked=asked.id, person=three.person, approves=True, words="再来一次",
        until=UNTIL, at=now(three.one), officer=three.elsewhere.leader.id,
    )  # fmt: skip
    assert _refused_there(three, again) == "listing.answered"
    three.step(lead, StepKind.OBJECTED)
    three.meet()
    assert three.listed(three.there) == []
    three.step(lead, StepKind.UPHELD, by=three.house.leader)
    three.meet()
    assert len(three.listed(three.there)) == 1, "who approved sits at another station"


def _refused_there(three: Three, record: Any) -> str:
    return refused(three, record, three.there, three.elsewhere.leader)


def test_a_station_that_was_not_asked_decides_nothing(three: Three) -> None:
    lead = three.lead()
    three.heard(lead)
    verdict = Verdict(
        id=new_id(), asked=new_id(), person=three.person, approves=True, words="没有人问过",
        until=UNTIL, at=now(three.one), officer=three.elsewhere.leader.id,
    )  # fmt: skip
    assert _refused_there(three, verdict) == "listing.not_asked"
    step = raw(three, lead, StepKind.APPROVED, three.elsewhere.leader, until=UNTIL)
    assert _refused_there(three, step) == "entry.other_station"
    assert three.state(lead) is State.HEARD


def test_a_third_station_decides_nothing(three: Three, engine: Engine, tmp_path: Path) -> None:
    _, asked = three.asked()
    house = makers.desk(tmp_path / "d", "310101-01")
    third = let_in(engine, house.register, "310101-01")
    verdict = Verdict(
        id=new_id(), asked=asked.id, person=three.person, approves=True, words="没有请这一站",
        until=UNTIL, at=now(three.one), officer=house.leader.id,
    )  # fmt: skip
    no = replace(verdict, id=new_id(), approves=False)
    for one in (verdict, no):
        assert refused(three, one, third, house.leader) == "listing.not_asked"
    house.register.close()


def test_what_an_asked_client_without_its_checks_may_not(three: Three) -> None:
    _, asked = three.asked()
    good = Verdict(
        id=new_id(), asked=asked.id, person=three.person, approves=True, words="核对过",
        until=UNTIL, at=now(three.one), officer=three.elsewhere.leader.id,
    )  # fmt: skip
    intake, leader = three.elsewhere.intake, three.elsewhere.leader
    tries = {
        "listing.needs_leader": (
            replace(good, id=new_id(), officer=intake.id, approves=False),
            intake,
        ),
        "listing.needs_officer": (replace(good, id=new_id()), intake),
        "listing.until": (replace(good, id=new_id(), until=date(2099, 1, 1)), leader),
        "listing.needs_words": (replace(good, id=new_id(), words=" "), leader),
        "listing.back_dated": (replace(good, id=new_id(), at=NOON - timedelta(days=3)), leader),
        "listing.not_asked": (replace(good, id=new_id(), person=PersonId(new_id())), leader),
    }
    for key, (record, by) in tries.items():
        assert refused(three, record, three.there, by) == key
    assert three.listed(three.one) == []
    assert refused(three, good, three.there, leader) == ""
    three.meet()
    assert len(three.listed(three.one)) == 1


def test_only_what_was_heard_is_asked_about_and_only_of_a_station_that_is_there(
    three: Three,
) -> None:
    lead = three.lead()
    with pytest.raises(Refused, match=r"listing\.not_heard"):
        three.ask(lead)
    three.heard(lead)
    for to in ("440114-01", "999999-99"):
        with pytest.raises(Refused, match=r"listing\.ask_another"):
            three.ask(lead, to)
    three.ask(lead)
    with pytest.raises(Refused, match=r"listing\.asked_already"):
        three.ask(lead)
    nowhere = Asked(
        id=new_id(), listing=lead.id, person=three.person, station="440114-01", to="999999-99",
        words="", at=now(three.one), officer=three.house.intake.id,
    )  # fmt: skip
    assert refused(three, nowhere) == "listing.ask_another"


def test_what_was_dropped_or_is_of_a_sealed_person_is_shown_no_more(three: Three) -> None:
    lead, _ = three.asked()
    three.step(lead, StepKind.DROPPED)
    three.meet()
    assert reviews.waiting(three.there.register, THERE, by=three.elsewhere.leader) == []
    _, asked = three.asked()
    (person,) = all_of(three.one.register, Person)
    three.one.register.write(
        replace(person, sealed=True), by=three.house.leader.id, at=now(three.one)
    )
    three.meet()
    told = get(three.there.register, Review, asked.id)
    assert told is not None
    assert told.case is None
    sure = Verdict(
        id=new_id(), asked=asked.id, person=three.person, approves=True, words="旧的",
        until=UNTIL, at=now(three.one), officer=three.elsewhere.leader.id,
    )  # fmt: skip
    assert _refused_there(three, sure) == "listing.sealed"


def test_looking_at_the_case_is_written_down_and_only_for_leaders(three: Three) -> None:
    _, asked = three.asked()
    register, house = three.there.register, three.elsewhere
    assert reviews.waiting(register, THERE, by=house.intake) == []
    reviews.look(register, asked.id, by=house.leader, at=now(three.one))
    (seen,) = [one for one in all_of(register, Viewing) if one.what == "listing_review"]
    assert (seen.person, seen.officer) == (three.person, house.leader.id)


def test_raw_sql_puts_no_approval_of_another_station_into_a_course(
    three: Three, engine: Engine
) -> None:
    lead = three.lead()
    three.heard(lead)
    step = raw(three, lead, StepKind.APPROVED, three.elsewhere.leader, until=UNTIL)
    row = values_of("listing_step", step)
    row |= {"versions": {"*": hlc.version(1, three.there.register.device.hex)}, "extra": {}}
    for station in (THERE, walls.EVERYWHERE):
        with (
            pytest.raises(DBAPIError, match=r"guitu listing\."),
            walls.within(engine, station) as connection,
        ):
            connection.execute(insert(TABLES["listing_step"]).values(row))


def test_the_station_that_was_asked_sees_no_more_than_the_case(
    three: Three, engine: Engine
) -> None:
    three.asked()
    with walls.within(engine, THERE) as connection:
        for table in ("person", "listing", "listing_step", "listing_asked"):
            station = TABLES[table].c.get("station")
            wanted = select(TABLES[table])
            if station is not None:
                wanted = wanted.where(station != THERE)
            assert connection.execute(wanted).all() == []
        assert len(connection.execute(select(TABLES["listing_review"])).all()) == 1


def test_a_new_desk_of_either_station_hears_the_same(
    three: Three, engine: Engine, tmp_path: Path
) -> None:
    from app.store.streams import rows_of

    _, asked = three.asked()
    three.decide(asked)
    three.meet()
    with walls.within(engine, walls.EVERYWHERE) as connection:

        def there(stream: str, kind: str) -> int:
            return len(list(rows_of(connection, f"station:{stream}", kind)))

        assert there("440114-01", "listing_step") == 4
        assert there(THERE, "listing_step") == 0
        assert there("440114-01", "listing_review") == there(THERE, "listing_review") == 1


def test_what_was_shown_is_emptied_and_who_was_asked_stays_in_the_log(
    three: Three, engine: Engine
) -> None:
    _, asked = three.asked()
    three.decide(asked)
    three.meet()
    with walls.within(engine, walls.EVERYWHERE) as connection:
        bodies = connection.scalars(select(change.c.body).where(change.c.record == asked.id))
        told = [msgspec.msgpack.decode(body, type=Change) for body in bodies]
    assert "listing_asked" in {one.kind for one in told}
    assert not any(one.fields.get("case") for one in told if one.kind == "listing_review")
    assert any(one.kind == "erased" for one in told)


def test_an_erasure_takes_listing_verdict_and_alert_along_at_every_station(
    three: Three, engine: Engine
) -> None:
    _, asked = three.asked()
    three.decide(asked)
    three.meet()
    assert len(three.listed(three.there)) == 1
    erasing.ask(
        three.one.register, three.person, Ground.MISTAKE, "站务会决定", by=three.house.leader,
        approver=three.house.administrator, at=now(three.one),
    )  # fmt: skip
    three.meet()
    with walls.within(engine, walls.EVERYWHERE) as connection:
        kinds = [name for name in TABLES if name.startswith("list")]
        left = {kind: connection.execute(select(TABLES[kind].c.id)).all() for kind in kinds}
        assert not any(left.values())
    for side in (three.one, three.other, three.there):
        assert three.listed(side) == []
        assert get(side.register, Review, asked.id) is None
