"""Every kind of leaving asks what the law asks, and nothing else is in the way."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.desk import admission, adverse, leaving
from app.domain.adverse import Answered
from app.domain.document import read_number
from app.domain.errors import Refused
from app.domain.ids import OfficerId, VisitId, new_id
from app.domain.leaving import ASKED, TWO, Leaver, asked_of, must_part, offered
from app.domain.lending import lend
from app.domain.person import Claim, ClaimKind, Source
from app.domain.visit import Leaving, LeavingKind, Visit
from app.store.ask import all_of, get
from app.store.register import open_register
from tests import makers
from tests.makers import NOON, parting

LATER = NOON + timedelta(hours=3)
TODAY = date(2026, 11, 23)
ME, OTHER = OfficerId(new_id()), OfficerId(new_id())
GROWN = Leaver(arrived_at=NOON, years=40)
Kind = LeavingKind
OWN_NUMBER = "110101199003070011"


def _part(kind: Kind, who: Leaver = GROWN, **said: Any) -> None:
    given: dict[str, object] = {"left_at": LATER, "second": OTHER} | said
    must_part(parting(kind, **given), who, ME, LATER, TODAY)  # type: ignore[arg-type]


def _refused(key: str, kind: Kind, who: Leaver = GROWN, **said: Any) -> None:
    with pytest.raises(Refused) as no:
        _part(kind, who, **said)
    assert no.value.key == f"leaving.{key}"


def _arrive(desk: makers.Desk, *said: admission.Said, **more: Any) -> Visit:
    arrival = makers.arrival("王𬎆", **more)
    whole = replace(arrival, said=(*arrival.said, *said))
    return admission.admit(desk.register, whole, desk.station, by=desk.intake, at=NOON).visit


def _leave(
    desk: makers.Desk, visit: Visit, kind: Kind, at: datetime = LATER, **said: object
) -> Leaving:
    wanted = parting(kind, **({"second": desk.leader.id, "left_at": at} | said))  # type: ignore[arg-type]
    return leaving.leave(desk.register, VisitId(visit.id), wanted, by=desk.intake, at=at)


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_is_done_with_all_it_asks_and_not_without_any_of_it(kind: Kind) -> None:
    who = replace(GROWN, ended=True)
    _part(kind, who)
    for name in (*ASKED[kind], *(("second",) if kind in TWO else ())):
        empty = None if name in ("left_at", "second", "fare") else ""
        with pytest.raises(Refused) as no:
            _part(kind, who, **{name: empty})
        assert no.value.facts == {"field": name}


def test_a_child_does_not_leave_alone_and_a_minor_with_the_bureaus_consent() -> None:
    child, youth = replace(GROWN, years=15), replace(GROWN, years=17)
    for kind in (Kind.OWN_WISH, Kind.VOUCHER, Kind.SHORT_FARE):
        _refused("child_alone", kind, child)
        _refused("missing", kind, youth)
    _refused("child_alone", Kind.TERMINATED, replace(youth, ended=True))
    asked: dict[str, Any] = {"guardian": "父亲 王大山", "consent": "yes"}
    _part(Kind.FETCHED, child, **asked)
    _part(Kind.OWN_WISH, youth, **asked)
    _refused("no_consent", Kind.FETCHED, child, **asked | {"consent": "no"})
    _part(Kind.HOSPITAL, child)  # care never waits


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"id_checked": "differs"}, "id_differs"),
        ({"id_copied": "no"}, "id_not_copied"),
        ({"collector_id": "452701195001010011"}, "id_odd"),
        ({"collector_id": "45270119500101001"}, "id_odd"),
        ({"collector_id": OWN_NUMBER}, "id_is_theirs"),
        ({"collector_id": "E12345678"}, "collector_birth"),
        ({"collector_id": "E12345678", "collector_birth": "2010-05-01"}, "collector_minor"),
        ({"collector_id": "110101201003070011"}, "collector_minor"),
    ],
)
def test_nobody_is_handed_to_whom_the_document_does_not_hold_for(
    said: dict[str, Any], key: str
) -> None:
    assert not read_number(OWN_NUMBER, TODAY).warnings
    _refused(key, Kind.FETCHED, replace(GROWN, number=OWN_NUMBER), **said)


def test_a_collector_with_a_passport_is_asked_for_their_birth() -> None:
    _part(Kind.FETCHED, collector_id="E12345678", collector_birth="1980-05-01")


@pytest.mark.parametrize("fare", ["20.01", "0", "-1", "NaN", "Infinity"])
def test_more_than_twenty_yuan_is_no_short_fare(fare: str) -> None:
    _refused("fare", Kind.SHORT_FARE, fare=Decimal(fare))
    _part(Kind.SHORT_FARE, fare=Decimal("20.00"))


def test_a_short_fare_is_signed_for() -> None:
    _refused("fare_unsigned", Kind.OWN_WISH, fare_need="fare")
    _part(Kind.OWN_WISH, fare_need="voucher")


def test_the_database_itself_holds_the_twenty_yuan(desk: makers.Desk) -> None:
    gone = _leave(desk, _arrive(desk), Kind.SHORT_FARE, fare=Decimal("19.50"))
    assert gone.fare == Decimal("19.50")
    more = text("UPDATE leaving SET fare = '20.01'")
    with pytest.raises(IntegrityError):
        desk.register.within(lambda c: c.execute(more))


def test_nobody_leaves_before_they_came_or_before_it_is_time() -> None:
    _refused("before_arrival", Kind.OWN_WISH, left_at=NOON - timedelta(minutes=1))
    _refused("not_yet", Kind.OWN_WISH, left_at=LATER + timedelta(hours=1))


def test_who_is_in_the_station_has_not_absconded() -> None:
    _refused("still_here", Kind.ABSCONDED, searched="here")
    seen = replace(GROWN, seen_at=LATER - timedelta(minutes=30))
    _refused("seen_since", Kind.ABSCONDED, seen, left_at=LATER - timedelta(hours=1))
    _part(Kind.ABSCONDED, seen, left_at=LATER - timedelta(minutes=10))


def test_a_death_is_written_down_by_two() -> None:
    _refused("one_officer", Kind.DIED, second=ME)
    _refused("missing", Kind.DIED, second=None)
    _part(Kind.DIED)


@pytest.mark.parametrize("kind", sorted(Kind))
def test_two_officers_answer_for_what_two_must_see(kind: Kind) -> None:
    """Absconding, a death, an escort, a transfer and a settlement are nobody's word alone."""
    two = {Kind.ABSCONDED, Kind.DIED, Kind.ESCORTED, Kind.TRANSFERRED, Kind.SETTLED}
    if kind in two:
        _refused("one_officer", kind, second=ME)
        _refused("missing", kind, second=None)
    else:
        assert "second" not in asked_of(kind, GROWN, {})


def test_a_woman_and_a_child_are_escorted_by_a_woman() -> None:
    _part(Kind.ESCORTED, woman_escort="no")
    _refused("no_woman", Kind.ESCORTED, replace(GROWN, woman=True), woman_escort="no")
    child: dict[str, Any] = {"guardian": "无", "consent": "yes", "woman_escort": "no"}
    _refused("no_woman", Kind.TRANSFERRED, replace(GROWN, years=9), **child)


def test_across_provinces_is_asked_for_more() -> None:
    _refused("missing", Kind.ESCORTED, province="other")
    more: dict[str, Any] = {"basis": "身份证", "kin_refusal": "无亲属", "proposed_on": "2026-12-01"}
    _part(Kind.ESCORTED, province="other", province_contact="李某", **more)


def test_what_is_kept_is_explained_but_a_patient_does_not_wait_for_it() -> None:
    holds = replace(GROWN, kept=("手机",))
    _refused("missing", Kind.OWN_WISH, holds)
    _part(Kind.OWN_WISH, holds, kept_why="已当面领回")
    _part(Kind.HOSPITAL, holds)


def test_no_answer_that_nobody_offered_and_nothing_endless() -> None:
    _refused("missing", Kind.OWN_WISH, capacity="maybe")
    _refused("no_capacity", Kind.OWN_WISH, capacity="no")
    _refused("not_told", Kind.OWN_WISH, told="no")
    _refused("too_long", Kind.POLICE, reason="长" * 501)


def test_a_form_shows_only_what_belongs_to_the_kind() -> None:
    for kind in Kind:
        names = offered(kind, GROWN, {})
        assert len(set(names)) == len(names)
        assert "guardian" not in names
        assert ("collector" in names) == (kind is Kind.FETCHED)
        assert ("second" in names) == (kind in TWO)


def test_both_places_are_told_where_somebody_lives_elsewhere_than_registered(
    desk: makers.Desk,
) -> None:
    home = admission.Said(kind=ClaimKind.HOME, value="广西河池", detail={"code": "451202"})
    real = admission.Said(kind=ClaimKind.ADDRESS, value="广东东莞", detail={"code": "441900"})
    visit = _arrive(desk, home, real)
    with pytest.raises(Refused) as no:
        _leave(desk, visit, Kind.FETCHED)
    assert no.value.facts == {"field": "told_home"}
    gone = _leave(desk, visit, Kind.FETCHED, told_home="民政局 李某", told_real="街道 张某")
    assert (gone.detail["home"], gone.detail["real"]) == ("广西河池", "广东东莞")


def test_of_a_place_known_more_closely_nobody_says_that_it_is_another() -> None:
    def claim(value: str, **detail: str) -> Claim:
        return Claim(
            id=new_id(),  # type: ignore[arg-type]
            person=makers.person().id, kind=ClaimKind.HOME, value=value, detail=detail,
            source=Source.SAID, at=NOON, officer=ME,
        )  # fmt: skip

    city, county = claim("河池市", code="451200"), claim("河池市金城江区", code="451202")
    old = claim("河池市", code="452701", successor="451202")
    assert not leaving.lives_apart(city, county)
    assert not leaving.lives_apart(old, county)
    assert not leaving.lives_apart(claim("河池"), claim("河池 金城江"))
    assert leaving.lives_apart(county, claim("东莞市", code="441900"))
    assert leaving.lives_apart(claim("河池"), claim("东莞"))
    assert not leaving.lives_apart(county, None)


def test_help_ended_needs_the_notice_and_that_somebody_heard_them(desk: makers.Desk) -> None:
    visit = _arrive(desk)
    with pytest.raises(Refused, match=r"leaving\.not_ended"):
        _leave(desk, visit, Kind.TERMINATED)
    wanted = adverse.Proposed(
        kind="termination", ground="no_kin", facts="兄长来接", help=("food",), help_words="午饭"
    )
    made = adverse.propose(desk.register, visit.id, wanted, by=desk.intake, at=NOON)
    adverse.hear(desk.register, made.id, "同意", by=desk.intake, at=NOON)
    with pytest.raises(Refused, match=r"leaving\.not_ended"):
        _leave(desk, visit, Kind.TERMINATED)
    adverse.answer(desk.register, made.id, Answered.AGREED, "", by=desk.leader, at=LATER)
    assert _leave(desk, visit, Kind.TERMINATED).kind is Kind.TERMINATED


def test_it_is_kept_whole_over_a_restart_with_what_belongs_to_its_kind(
    desk: makers.Desk,
) -> None:
    item = admission.Item(item="手机", features="黑色", kept=True)
    visit = _arrive(desk, items=(item,))
    gone = _leave(desk, visit, Kind.ABSCONDED, symptoms="发热", kept_why="留站保管")
    assert (gone.second, "symptoms" in gone.detail) == (desk.leader.id, False)
    assert "手机" in gone.detail["kept"]
    desk.register.close()
    again = open_register(desk.register.folder, desk.key, LATER)
    assert get(again, Leaving, gone.id) == gone
    again.close()


def test_the_second_officer_is_one_of_the_station(desk: makers.Desk) -> None:
    visit = _arrive(desk)
    with pytest.raises(Refused) as no:
        _leave(desk, visit, Kind.DIED, second=OfficerId(new_id()))
    assert no.value.facts == {"field": "second"}
    assert all_of(desk.register, Leaving) == []
    asked = leaving.asked(desk.register, VisitId(visit.id), by=desk.intake, at=LATER)
    assert str(desk.intake.id) not in dict(asked.staff)
    assert str(desk.leader.id) in dict(asked.staff)


def test_another_station_hears_nothing_of_who_fetched_somebody(desk: makers.Desk) -> None:
    gone = _leave(desk, _arrive(desk), Kind.FETCHED)
    assert gone.detail["collector"] == "王大山"
    lent = lend(makers.person(), (), (), (gone,), (), (), (), ()).leavings[0]
    assert (lent.detail, lent.second, lent.fare, lent.note) == ({}, None, None, "")
