"""Each kind of possible lead, what is none, and what was put aside and stays so."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from app.clock import local
from app.desk import blacklist, claims, leads, links, voucher_events, vouchers
from app.desk.claims import Behind
from app.desk.lead_signs import Limits
from app.desk.leads import Possible
from app.domain.blacklist import Fact, StepKind
from app.domain.errors import Refused
from app.domain.evidence import Sameness
from app.domain.ids import ClaimId, PersonId, new_id
from app.domain.lead import LeadKind
from app.domain.person import ClaimKind, Source
from app.domain.staff import Officer
from app.domain.visit import Visit
from app.domain.voucher import Voucher
from app.domain.voucher_event import VoucherEventKind
from app.store import register as registers
from app.store.people import claims_of
from tests import makers
from tests.makers import NOON
from tests.ui import station
from tests.ui.blacklist import listed_people

LATER = NOON + timedelta(days=30)
NUMBER, OTHER = "440114198003020012", "510106197911110035"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[makers.Desk]:
    """An open register."""
    made = makers.desk(tmp_path / "data")
    yield made
    made.register.close()


def _found(house: makers.Desk, limits: Limits | None = None) -> list[Possible]:
    day = local(LATER).date()
    return leads.possible(
        house.register, house.station.code, limits or Limits(), by=house.leader, today=day
    )


def _kinds(house: makers.Desk, limits: Limits | None = None) -> list[str]:
    return sorted(one.kind for one in _found(house, limits))


def _voucher(house: makers.Desk, visit: Visit, at: datetime = NOON, despite: str = "") -> Voucher:
    day = local(at).date()
    journey = vouchers.Journey(
        from_place="广州南", to_place="成都东", depart_on=day, valid_until=day, fare=Decimal(600),
        despite=despite,
    )  # fmt: skip
    return vouchers.issue(
        house.register, visit.id, journey, house.station, by=house.intake, at=at, most_days=3
    )


def _refund(
    house: makers.Desk, made: Voucher, at: datetime, said: str = "", ticket: str = ""
) -> None:
    moment = local(at)
    happened = voucher_events.Happened(
        kind=VoucherEventKind.REFUNDED, on=moment.date(), clock=moment.time(), ticket=ticket,
        statement=said or f"退票记录 {made.serial} {moment:%m-%d %H:%M}", amount=Decimal(300),
    )  # fmt: skip
    voucher_events.note(house.register, made.id, happened, by=house.intake, at=LATER)


def test_a_ticket_refunded_twice_is_said_and_one_written_down_twice_is_not(
    house: makers.Desk,
) -> None:
    one, other = (station.arrive(house, name, NOON) for name in ("王淼", "刘"))
    first, second = _voucher(house, one), _voucher(house, other)
    day = NOON + timedelta(days=1)
    _refund(house, first, day, ticket="E123")
    _refund(house, first, day, said="同一次退票，又登记了一次", ticket="E123")
    assert _kinds(house) == []
    _refund(house, second, day + timedelta(hours=1), ticket="e123 ")
    (found,) = _found(house)
    assert (found.said, found.facts["ticket"]) == ("lead.refunded_twice", "E123 e123")
    assert first.serial in found.facts["refunds"]
    assert second.serial in found.facts["refunds"]


def test_a_refund_within_hours_is_said_by_the_setting(house: makers.Desk) -> None:
    made = _voucher(house, station.arrive(house, at=NOON))
    _refund(house, made, NOON + timedelta(hours=6, minutes=1))
    assert _kinds(house) == []
    (found,) = _found(house, Limits(refund_hours=7))
    assert (found.said, found.facts["hours"]) == ("lead.refunded_soon", "7")


def test_another_voucher_after_a_refund_is_said_also_of_another_station(
    house: makers.Desk,
) -> None:
    visit = station.arrive(house, "王淼", NOON)
    _refund(house, _voucher(house, visit), NOON + timedelta(days=1))
    assert _again(house) == []
    card = makers.card_of(house.register, "王淼", "510106-01", "2026-12-01")
    _same(house, visit.person, card)
    assert _again(house) == [], "they came; no voucher of there is known"
    held = makers.card_of(house.register, "王淼", "510107-01", "2026-12-02", vouchers=("GT510",))
    _same(house, visit.person, held)
    assert _again(house) == ["GT510"]
    again = station.arrive(house, "王淼", NOON + timedelta(days=20))
    _same(house, visit.person, again.person)
    _voucher(house, again, NOON + timedelta(days=20), despite="该站凭证已作废")
    assert _again(house) == ["GT510"], "not so long afterwards"
    soon = _voucher(house, station.arrive(house, "刘", NOON))
    _refund(house, soon, NOON + timedelta(days=1))
    other = station.arrive(house, "刘", NOON + timedelta(days=9))
    _same(house, soon.person, other.person)
    anew = _voucher(house, other, NOON + timedelta(days=9))
    assert _again(house) == ["GT510", anew.serial]


def _again(house: makers.Desk) -> list[str]:
    """The vouchers after a refund that are said."""
    return [one.facts["serials"] for one in _found(house) if one.kind is LeadKind.REFUNDED_AGAIN]


def _same(house: makers.Desk, one: PersonId, other: PersonId) -> None:
    links.judge(
        house.register, one, other, Sameness.SAME, "本人承认", by=house.intake, at=NOON
    )  # fmt: skip


def _document(house: makers.Desk, person: PersonId, number: str) -> None:
    said = makers.claim(makers.person(), house.intake, number, ClaimKind.DOCUMENT)
    house.register.write(replace(said, person=person), by=house.intake.id, at=NOON)


def _refute(house: makers.Desk, person: PersonId, **more: str) -> None:
    (wrong,) = (c for c in claims_of(house.register, person) if c.kind is ClaimKind.DOCUMENT)
    behind = Behind(reason="公安核实为他人", **more)
    claims.withdraw(house.register, wrong.id, behind, by=house.intake, at=NOON)


def test_one_human_with_two_names_and_documents_of_which_one_was_refuted_is_said(
    house: makers.Desk,
) -> None:
    one, other = station.arrive(house, "王淼", NOON), station.arrive(house, "刘大", NOON)
    _document(house, one.person, NUMBER)
    _document(house, other.person, OTHER)
    _refute(house, one.person)
    assert _kinds(house) == [], "a number that was wrong is no other identity"
    _same(house, one.person, other.person)
    (found,) = _found(house)
    assert found.said == "lead.identity"
    assert (found.facts["number"], found.facts["other"]) == (NUMBER, OTHER)


def test_the_same_name_with_a_number_that_was_typed_wrongly_is_not(house: makers.Desk) -> None:
    one, other = (station.arrive(house, "王淼", NOON) for _ in range(2))
    _document(house, one.person, NUMBER)
    _document(house, other.person, OTHER)
    _refute(house, one.person)
    _same(house, one.person, other.person)
    assert _kinds(house) == []


def test_forged_papers_are_marked_with_what_that_rests_on_and_where_they_are(
    house: makers.Desk,
) -> None:
    visit = station.arrive(house, "王淼", NOON)
    _document(house, visit.person, NUMBER)
    with pytest.raises(Refused, match=r"claims\.needs_ground"):
        _refute(house, visit.person, forged="police")
    (name,) = (c for c in claims_of(house.register, visit.person) if c.kind is ClaimKind.NAME)
    forged = Behind(reason="不实", ground="公安", forged="copy")
    with pytest.raises(Refused, match=r"claims\.forged_document"):
        claims.withdraw(house.register, name.id, forged, by=house.intake, at=NOON)
    _refute(house, visit.person, forged="police", ground="派出所收据 12 号")
    (found,) = _found(house)
    assert (found.said, found.facts["ground"]) == ("lead.papers", "派出所收据 12 号")
    (wrong,) = (c for c in claims_of(house.register, visit.person) if "forged" in c.detail)
    mended = replace(
        wrong,
        id=ClaimId(new_id()),
        supersedes=wrong.id,
        detail={},
        source=Source.POLICE,
        verified=True,
    )
    house.register.write(mended, by=house.intake.id, at=NOON)
    assert _kinds(house) == [], "it was genuine after all"


def test_two_visits_that_nobody_can_make_are_said_and_what_may_be_is_not(
    house: makers.Desk,
) -> None:
    visit = station.arrive(house, "王淼", NOON)
    _same(house, visit.person, makers.card_of(house.register, "王淼", "110101-01", "2026-11-23"))
    assert _kinds(house) == [], "on one day only the day is known"
    _same(house, visit.person, makers.card_of(house.register, "王淼", "510106-01", "2026-11-25"))
    (found,) = _found(house)
    assert (found.person, found.said) == (visit.person, "lead.travel")
    assert "2026-11-25" in found.facts["ways"]


def test_what_a_leader_put_aside_stays_so_after_a_restart_until_there_is_more(
    house: makers.Desk, tmp_path: Path
) -> None:
    visit = station.arrive(house, "王淼", NOON)
    made = _voucher(house, visit)
    _refund(house, made, NOON + timedelta(hours=2))
    (found,) = _found(house)
    with pytest.raises(Refused, match=r"lead\.needs_reason"):
        _aside(house, found, " ", house.leader)
    for officer in (house.intake, house.administrator, house.auditor):
        with pytest.raises(Refused, match=r"staff\.not_allowed"):
            _aside(house, found, "列车停运", officer)
    _aside(house, found, "列车停运", house.leader)
    assert _kinds(house) == []
    house.register.close()
    again = registers.open_register(tmp_path / "data", house.key, LATER)
    reopened = replace(house, register=again)
    assert _kinds(reopened) == []
    _refund(reopened, made, NOON + timedelta(hours=3), said="另一份记录")
    assert "refunded_soon" in _kinds(reopened)
    again.close()


def _aside(house: makers.Desk, one: Possible, reason: str, by: Officer) -> None:
    leads.put_aside(house.register, one, reason, by=by, at=LATER)


def test_a_listing_that_was_dropped_hides_what_was_known_then_and_not_what_came_after(
    house: makers.Desk,
) -> None:
    visit = listed_people.adult(house)
    began = visit.arrived_at
    lead = blacklist.open_lead(
        house.register, visit.person, Fact.REFUNDED_TICKET, date(2026, 11, 20), "退票",
        listed_people.PROOFS, by=house.intake, at=began,
    )  # fmt: skip
    made = _voucher(house, visit, began)
    event = voucher_events.Happened(
        kind=VoucherEventKind.REFUNDED, on=local(began).date(), clock=local(began).time(),
        statement="退票记录", amount=Decimal(300),
    )  # fmt: skip
    later = began + timedelta(hours=1)
    voucher_events.note(house.register, made.id, event, by=house.intake, at=later)
    assert _kinds(house) == [], "somebody works on it"
    listed_people.step(house, lead, StepKind.DROPPED, later + timedelta(hours=1))
    assert _kinds(house) == [], "it was known when that was dropped"
    anew = replace(event, statement="另一份记录")
    after = later + timedelta(hours=2)
    voucher_events.note(house.register, made.id, anew, by=house.intake, at=after)
    assert _kinds(house) == ["refunded_soon"]
