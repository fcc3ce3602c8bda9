"""Papers 7 and 21 and 权利请求 between two desks and the centre: what nobody can force."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, insert, select, text
from sqlalchemy.exc import DBAPIError

from app.desk import admission, adverse, erasing, leaving, letters, requests
from app.desk.adverse import Proposed, known
from app.domain.adverse import (
    AdverseAnswer,
    AdverseGround,
    AdverseKind,
    AdverseOpinion,
    AdverseProposal,
    AdverseReceipt,
    AdverseState,
    Answered,
    EmergencyHelp,
    Received,
)
from app.domain.erasure import Ground
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.outside_letter import LetterKind, LetterStep, OutsideLetter
from app.domain.person import ClaimKind
from app.domain.rights import Channel, Outcome, RequestAnswer, RequestKind, RightsRequest
from app.domain.staff import Officer
from app.domain.visit import Leaving, LeavingKind, Visit
from app.settings import Settings
from app.store import requests as asked
from app.store import walls
from app.store.ask import get
from app.store.papers import has_left
from app.store.rows import values_of
from app.store.tables import TABLES, letter
from app.wire import hlc
from app.wire.kinds import KIND_OF
from tests import makers
from tests.makers import NOON
from tests.two_desks import Side, first, second

pytest_plugins = ["tests.centre"]
STATION = "440114-01"
NUMBER = "Q440114-01-20261123-0009-9"


@dataclass(frozen=True, slots=True, kw_only=True)
class Two:
    """Two desks of one station, and somebody who is here."""

    one: Side
    other: Side
    house: makers.Desk
    visit: Visit

    def meet(self) -> None:
        """Both hear everything."""
        for side in (self.one, self.other, self.one):
            if side.waiting():
                side.push(now())
            side.pull()

    def proposed(self, kind: str = "termination") -> AdverseProposal:
        """By the officer at intake, at the first desk; both have heard of it."""
        wanted = Proposed(kind=kind, ground="no_kin", facts="哥哥来接", help=("food",))
        made = adverse.propose(
            self.one.register, self.visit.id, wanted, by=self.house.intake, at=now()
        )
        self.meet()
        return made

    def heard(self, proposal: AdverseProposal) -> None:
        """What the person said to it."""
        adverse.hear(self.one.register, proposal.id, "我愿意", by=self.house.intake, at=now())
        self.meet()

    def agreed(self, proposal: AdverseProposal) -> None:
        """By the leader at the other desk."""
        adverse.answer(
            self.other.register, proposal.id, "agreed", "", by=self.house.leader, at=now()
        )
        self.meet()

    def asked(self, kind: RequestKind = RequestKind.CORRECTION, **more: Any) -> RightsRequest:
        """A request of the person, at the first desk; both have heard of it."""
        wanted = requests.Asked(kind=kind, words="生日写错了", **more)
        chosen = Settings(data=Path())
        made = requests.receive(
            self.one.register, self.visit.person, wanted, chosen, by=self.house.intake, at=now()
        )
        self.meet()
        return made

    # As a desk without its checks would write it.

    def proposal(self, **more: Any) -> AdverseProposal:
        """Everything is right unless it is said what is not."""
        usual: dict[str, Any] = {
            "id": new_id(), "person": self.visit.person, "visit": self.visit.id,
            "kind": AdverseKind.REFUSAL, "ground": AdverseGround.NO_KIN, "facts": "没有检查",
            "help": (EmergencyHelp.FOOD,), "officer": self.house.intake.id, "at": now(),
        }  # fmt: skip
        return AdverseProposal(**(usual | more))

    def answer(self, to: AdverseProposal, by: Officer, **more: Any) -> AdverseAnswer:
        """Agreed to, unless it is said otherwise."""
        usual: dict[str, Any] = {
            "id": new_id(), "person": to.person, "visit": to.visit, "proposal": to.id,
            "answer": Answered.AGREED, "officer": by.id, "at": now(),
        }  # fmt: skip
        return AdverseAnswer(**(usual | more))

    def request(self, **more: Any) -> RightsRequest:
        """Everything is right unless it is said what is not."""
        usual: dict[str, Any] = {
            "id": new_id(), "number": NUMBER, "person": self.visit.person, "station": STATION,
            "kind": RequestKind.CORRECTION, "words": "没有检查", "channel": Channel.SPOKEN,
            "received_on": date(2026, 11, 23), "due_on": date(2026, 12, 14), "at": now(),
            "officer": self.house.intake.id,
        }  # fmt: skip
        return RightsRequest(**(usual | more))

    def reply(self, to: UUID, by: Officer, **more: Any) -> RequestAnswer:
        """Granted, unless it is said otherwise."""
        usual: dict[str, Any] = {
            "id": new_id(), "request": to, "person": self.visit.person,
            "outcome": Outcome.GRANTED, "reason": "没有检查", "at": now(), "officer": by.id,
        }  # fmt: skip
        return RequestAnswer(**(usual | more))

    def refused(self, record: Any, side: Side | None = None, by: Officer | None = None) -> str:
        """By which sentence the centre refuses it; empty where it stands."""
        here = side or self.one
        here.register.write(record, by=by.id if by else record.officer, at=now())
        here.push(now())
        here.pull()
        rows = here.register.ask(select(letter.c.content).where(letter.c.record == record.id))
        return str(rows[0].content["reason"]) if rows else ""


_TICKS = [0]


def now() -> datetime:
    """A second later each time."""
    _TICKS[0] += 1
    return NOON + timedelta(seconds=_TICKS[0])


@pytest.fixture
def two(engine: Engine, tmp_path: Path) -> Iterator[Two]:
    """Both desks know the person."""
    one, house = first(engine, tmp_path / "a")
    visit = admission.admit(
        house.register, makers.arrival("王淼"), house.station, by=house.intake, at=now()
    ).visit
    one.push(now())
    one.pull()
    other = second(engine, tmp_path / "b")
    other.pull()
    yield Two(one=one, other=other, house=house, visit=visit)
    one.register.close()
    other.register.close()


def test_help_is_ended_by_two_people_at_two_computers_after_the_person_was_heard(two: Two) -> None:
    house, made = two.house, two.proposed()
    with pytest.raises(Refused, match=r"adverse\.not_heard"):
        two.agreed(made)
    two.heard(made)
    with pytest.raises(Refused, match=r"adverse\.one_computer"):
        adverse.answer(two.one.register, made.id, "agreed", "", by=house.leader, at=now())
    two.agreed(made)
    receipt = adverse.receive(two.one.register, made.id, "signed", by=house.intake, at=now())
    two.meet()
    for side in (two.one, two.other):
        found = known(side.register, made.id)
        assert (found.state, found.receipts) == (AdverseState.AGREED, (receipt,))
        assert side.register.ask(select(letter.c.id)) == []


def test_a_client_without_its_checks_ends_nobodys_help(two: Two) -> None:
    house, made = two.house, two.proposed()
    leader = two.answer(made, house.leader)
    assert two.refused(leader, two.other) == "adverse.not_heard"
    two.heard(made)
    early = made.at - timedelta(seconds=1)
    tries: dict[str, tuple[Any, Side, Officer]] = {
        "one account": (two.answer(made, house.intake), two.other, house.intake),
        "one computer": (two.answer(made, house.leader), two.one, house.leader),
        "no leader": (two.answer(made, house.administrator), two.other, house.administrator),
        "another's name": (two.answer(made, house.leader), two.other, house.intake),
        "before it was heard": (two.answer(made, house.leader, at=early), two.other, house.leader),
        "years ago": (
            two.answer(made, house.leader, at=NOON - timedelta(days=900)), two.other, house.leader,
        ),
        "tomorrow": (
            two.answer(made, house.leader, at=NOON + timedelta(days=1)), two.other, house.leader,
        ),
        "nothing to take back": (
            two.answer(made, house.leader, answer=Answered.TAKEN_BACK, reason="搬走了"),
            two.other, house.leader,
        ),
        "about nothing": (
            replace(two.answer(made, house.leader), proposal=new_id()), two.other, house.leader,
        ),
    }  # fmt: skip
    assert {name: two.refused(what, side, by) for name, (what, side, by) in tries.items()} == {
        "one account": "adverse.not_leader",
        "one computer": "adverse.one_computer",
        "no leader": "adverse.not_leader",
        "another's name": "entry.other_officer",
        "before it was heard": "adverse.too_early",
        "years ago": "entry.back_dated",
        "tomorrow": "entry.back_dated",
        "nothing to take back": "adverse.not_agreed",
        "about nothing": "adverse.unknown",
    }
    for side in (two.one, two.other):
        assert known(side.register, made.id).state is AdverseState.PENDING, "as if never written"


def test_who_proposed_does_not_agree_also_at_another_computer(two: Two) -> None:
    made = two.proposal(officer=two.house.leader.id)
    assert two.refused(made) == ""
    two.meet()
    assert two.refused(two.answer(made, two.house.leader), two.other) == "adverse.one_officer"


def test_a_client_without_its_checks_proposes_nothing_on_no_ground(two: Two) -> None:
    house = two.house
    child = makers.claim(makers.person(), house.intake, "2012-05-01", ClaimKind.BIRTH)
    tries: list[tuple[AdverseProposal, str]] = [
        (two.proposal(ground="came_often"), "entry.not_understood"),
        (two.proposal(facts=" "), "adverse.needs_facts"),
        (two.proposal(help=()), "adverse.needs_help"),
        (two.proposal(help=(EmergencyHelp.NONE,)), "adverse.needs_why_none"),
        (two.proposal(visit=new_id()), "paper.no_subject"),
        (two.proposal(officer=house.auditor.id), "staff.not_allowed"),
        (two.proposal(supersedes=new_id()), "adverse.answered_already"),
        (two.proposal(), ""),
        (two.proposal(), "adverse.stands_already"),
    ]
    assert [two.refused(made) for made, _ in tries] == [key for _, key in tries]
    two.one.register.write(
        replace(child, person=two.visit.person), by=house.intake.id, at=now()
    )  # fmt: skip
    assert two.refused(two.proposal()) == "adverse.minor"


def test_what_was_agreed_is_neither_agreed_again_nor_handed_over_before(two: Two) -> None:
    house, made = two.house, two.proposed("refusal")
    receipt = AdverseReceipt(
        id=new_id(), person=made.person, visit=made.visit, proposal=made.id, how=Received.SIGNED,
        officer=house.intake.id, at=now(),
    )  # fmt: skip
    assert two.refused(receipt) == "adverse.not_agreed"
    bare = AdverseOpinion(
        id=new_id(), person=made.person, visit=made.visit, proposal=made.id, silent=True,
        officer=house.intake.id, at=now(),
    )  # fmt: skip
    assert two.refused(bare) == "adverse.needs_witnesses"
    two.agreed(made)
    assert two.refused(two.answer(made, house.leader), two.other) == "adverse.answered_already"
    anew = two.proposal(supersedes=made.id)
    assert two.refused(anew) == "adverse.answered_already"
    assert known(two.one.register, made.id).state is AdverseState.AGREED, "not written anew"


def test_a_client_without_its_checks_moves_no_day_and_answers_nothing(two: Two) -> None:
    house, made = two.house, two.asked(RequestKind.COMPLAINT, against=two.house.leader.id)
    late, day = date(2027, 3, 1), timedelta(days=1)
    received = made.received_on
    tries: list[tuple[Any, Officer, str]] = [
        (two.request(number=made.number), house.intake, "request.number_twice"),
        (two.request(number="Q110101-01-20261123-0009-3"), house.intake, "request.wrong_number"),
        (two.request(due_on=late), house.intake, "request.wrong_due"),
        (two.request(due_on=received), house.intake, "request.wrong_due"),
        (two.request(received_on=received + day), house.intake, "request.not_yet"),
        (two.request(received_on=received - 400 * day), house.intake, "request.too_long_ago"),
        (two.request(at=NOON - 60 * day), house.intake, "entry.back_dated"),
        (two.request(), house.auditor, "entry.other_officer"),
        (two.reply(made.id, house.intake), house.intake, "staff.not_allowed"),
        (two.reply(made.id, house.leader), house.leader, "request.about_you"),
        (two.reply(new_id(), house.leader), house.leader, "request.unknown"),
    ]
    assert [two.refused(what, by=by) for what, by, _ in tries] == [key for _, _, key in tries]
    plain = two.asked()
    tries = [
        (two.reply(plain.id, house.intake), house.intake, "staff.not_allowed"),
        (two.reply(plain.id, house.leader, reason=" "), house.leader, "request.needs_reason"),
        (two.reply(plain.id, house.leader, at=NOON), house.leader, "entry.back_dated"),
        (two.reply(plain.id, house.leader), house.leader, ""),
        (two.reply(plain.id, house.leader), house.leader, "request.answered_already"),
    ]
    assert [two.refused(what, by=by) for what, by, _ in tries] == [key for _, _, key in tries]
    two.meet()
    answers = {asked.answer_to(side.register, plain.id) for side in (two.one, two.other)}
    assert answers == {tries[3][0]}
    assert asked.how_many_wait(two.other.register, STATION, received) == (1, 0)


def _raw(engine: Engine, record: Any, device: str) -> str:
    """What the database says to a row that nobody checked."""
    kind = KIND_OF[type(record)]
    row = values_of(kind, record) | {"versions": {"*": hlc.version(1, device)}, "extra": {}}
    with (
        pytest.raises(DBAPIError, match=r"guitu [a-z_]+\.") as said,
        walls.within(engine, STATION) as connection,
    ):
        connection.execute(insert(TABLES[kind]).values(row))
    return str(said.value.orig).partition("\n")[0].removeprefix("guitu ")


def test_raw_sql_as_the_service_adds_nothing_that_breaks_a_rule(two: Two, engine: Engine) -> None:
    house, made = two.house, two.proposed()
    here, there = two.one.register.device.hex, two.other.register.device.hex
    tries: list[tuple[Any, str, str]] = [
        (two.proposal(ground="came_often"), here, "adverse.needs_ground"),
        (two.proposal(help=()), here, "adverse.needs_help"),
        (two.proposal(at=NOON + timedelta(days=900)), here, "entry.back_dated"),
        (two.proposal(visit=new_id()), here, "paper.no_subject"),
        (two.answer(made, house.leader), there, "adverse.not_heard"),
        (two.answer(made, house.leader), here, "adverse.one_computer"),
        (two.answer(made, house.intake), there, "adverse.not_leader"),
        (two.answer(made, house.leader, at=NOON), there, "adverse.too_early"),
        (two.answer(made, house.leader, answer=Answered.TAKEN_BACK, reason="1"), there,
         "adverse.not_agreed"),
        (two.answer(made, house.leader, person=new_id()), there, "adverse.unknown"),
        (two.request(due_on=date(2027, 3, 1)), here, "request.wrong_due"),
        (two.request(received_on=date(2026, 11, 25)), here, "request.not_yet"),
        (two.reply(new_id(), house.leader), here, "request.unknown"),
    ]  # fmt: skip
    assert [_raw(engine, what, device) for what, device, _ in tries] == [key for *_, key in tries]
    own = two.asked(RequestKind.COMPLAINT, against=house.leader.id)
    assert _raw(engine, two.request(number=own.number), here) == "request.number_twice"
    assert _raw(engine, two.reply(own.id, house.leader), there) == "request.about_you"
    plain = two.asked()
    assert _raw(engine, two.reply(plain.id, house.intake), there) == "adverse.not_leader"
    requests.answer(two.one.register, plain.id, Outcome.PARTLY, "已核对", by=house.leader, at=now())
    two.meet()
    assert _raw(engine, two.reply(plain.id, house.leader), there) == "request.answered_already"
    two.heard(made)
    two.agreed(made)
    assert _raw(engine, two.answer(made, house.leader), there) == "adverse.answered_already"


def test_a_leaving_reaches_the_other_desk_whole_and_no_fare_above_the_law_does(
    two: Two, engine: Engine
) -> None:
    said = makers.parting(LeavingKind.SHORT_FARE, fare=Decimal(20))
    gone = leaving.leave(two.one.register, two.visit.id, said, by=two.house.intake, at=now())
    two.meet()
    assert get(two.other.register, Leaving, gone.id) == gone
    assert has_left(two.other.register, two.visit.id)
    more = replace(gone, id=new_id(), fare=Decimal("20.01"))
    assert _raw(engine, more, two.one.register.device.hex) == "leaving.fare"


def _notice(two: Two) -> OutsideLetter:
    said = letters.Said(kind=LetterKind.PUBLIC_NOTICE, fields=makers.TOLD_LETTER)
    one, house = two.one.register, two.house
    made = letters.write(one, two.visit.id, said, house.station, by=house.intake, at=now())
    two.meet()
    return made


def _entry(about: OutsideLetter, step: LetterStep, by: Officer, **more: Any) -> OutsideLetter:
    """As a desk without its checks would write it."""
    usual: dict[str, Any] = {
        "id": new_id(), "person": about.person, "visit": about.visit, "letter": about.letter,
        "kind": about.kind, "step": step, "entry": about.id, "on": date(2026, 11, 23),
        "how": "published", "whom": "示例分局", "officer": by.id, "at": now(),
    }  # fmt: skip
    return OutsideLetter(**(usual | more))


def test_a_notice_is_published_only_with_the_approval_of_a_leader_who_did_not_write_it(
    two: Two, engine: Engine
) -> None:
    house, made, Step = two.house, _notice(two), LetterStep  # noqa: N806 - a kind
    sent = _entry(made, Step.SENT, house.intake)
    assert two.refused(sent) == "outside.not_approved"
    assert two.refused(_entry(made, Step.APPROVED, house.intake)) == "outside.not_leader"
    assert two.refused(_entry(made, Step.APPROVED, house.administrator)) == "staff.not_allowed"
    came = _entry(made, Step.ANSWERED, house.intake, result="clue")
    assert two.refused(came) == "outside.not_sent"
    assert two.refused(_entry(made, Step.SENT, house.auditor)) == "staff.not_allowed"
    own = _entry(made, Step.WRITTEN, house.leader, supersedes=made.id, to="公众", contact="110")
    own = replace(own, detail=makers.TOLD_LETTER, entry=None)
    assert two.refused(own) == ""
    approval = _entry(own, Step.APPROVED, house.leader)
    assert two.refused(approval) == "outside.own_approval"
    here = two.one.register.device.hex
    assert _raw(engine, replace(approval, id=new_id()), here) == "outside.own_approval"
    not_leader = _entry(made, Step.APPROVED, house.administrator)
    assert _raw(engine, not_leader, here) == "outside.not_leader"
    assert _raw(engine, replace(sent, id=new_id()), here) == "outside.not_approved"
    astray = _entry(made, Step.SENT, house.intake, kind=LetterKind.REPORT)
    assert _raw(engine, astray, here) == "outside.unknown"


def test_another_station_hears_of_no_letter(two: Two, engine: Engine) -> None:
    _notice(two)
    mine = select(TABLES["outside_letter"].c.id)
    with walls.within(engine, STATION) as connection:
        assert len(connection.execute(mine).all()) == 1
    with walls.within(engine, "440114-02") as connection:
        assert connection.execute(mine).all() == []


def test_raw_sql_as_the_service_changes_and_deletes_nothing(two: Two, engine: Engine) -> None:
    two.agreed(two.proposed("refusal"))
    two.asked()
    _notice(two)
    for table in ("adverse_answer", "adverse_proposal", "rights_request", "outside_letter"):
        with pytest.raises(DBAPIError), walls.within(engine, STATION) as connection:
            connection.execute(text(f"UPDATE {table} SET officer = officer"))  # noqa: S608 - ours
        delete = text(f"DELETE FROM {table}")  # noqa: S608 - ours
        with walls.within(engine, STATION) as connection:
            assert connection.execute(delete).rowcount == 0
            ids = connection.execute(select(TABLES[table].c.id)).scalars().all()
            walls.erase(connection, ids)
            with pytest.raises(DBAPIError, match=r"guitu entry\.append_only"):
                connection.execute(delete)
            connection.rollback()


def test_an_erasure_takes_them_along(two: Two, engine: Engine) -> None:
    made, house = two.asked(), two.house
    two.agreed(two.proposed("refusal"))
    _notice(two)
    erasing.ask(
        two.one.register, made.person, Ground.MISTAKE, "站务会决定",
        by=house.leader, approver=house.administrator, at=now(),
    )  # fmt: skip
    two.meet()
    with walls.within(engine, STATION) as connection:
        for table in ("adverse_answer", "adverse_proposal", "rights_request", "outside_letter"):
            assert connection.execute(select(TABLES[table].c.id)).all() == []
