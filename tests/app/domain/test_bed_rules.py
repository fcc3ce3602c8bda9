"""Who may sleep where, what is suggested, what is warned of, and who keeps a bed given twice."""

from collections import Counter
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from app.domain import bed_rules
from app.domain.bed import FEMALE, MALE, Bed, BedState, BedStay, Guest, Need, beds_of, standing
from app.domain.bed_clash import Claimed, keeps
from app.domain.bed_rules import NEEDS_WHY, must_fit, suggest
from app.domain.bed_warnings import BedAlarm, Duty, warnings
from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId, VisitId, new_id
from app.domain.room import FirstBed, Room, RoomFor, must_be_told, must_leave_room, read_shut
from tests.makers import NOON

WHO = OfficerId(new_id())


def _guest(sex: str = MALE, years: int | None = 40, **more: bool) -> Guest:
    return Guest(visit=new_id(), sex=sex, youngest=years, oldest=years, **more)


def _room(use: RoomFor, beds: int = 2, name: str = "", **more: Any) -> Room:
    plain = Room(
        id=new_id(), station="440114-01", name=name or use, use=use, beds=beds, officer=WHO, at=NOON
    )
    return replace(plain, **more)


def _stay(guest: Guest, room: Room, bed: int = 1, **more: Any) -> BedStay:
    plain = BedStay(
        id=new_id(), person=PersonId(guest.visit), visit=VisitId(guest.visit), room=room.id,
        bed=bed, officer=WHO, at=NOON,
    )  # fmt: skip
    return replace(plain, **more)


MAN, WOMAN, BOY, GIRL = _guest(), _guest(FEMALE), _guest(years=13), _guest(FEMALE, 13)
SMALL, UNKNOWN = _guest(years=3), _guest("0", None)


@pytest.mark.parametrize(
    ("who", "use", "beside", "key"),
    [
        (MAN, RoomFor.WOMEN, [], "bed.only_women"),
        (WOMAN, RoomFor.MEN, [], "bed.only_men"),
        (BOY, RoomFor.GIRLS, [], "bed.only_women"),
        (BOY, RoomFor.WOMEN, [WOMAN], "bed.only_women"),
        (MAN, RoomFor.BOYS, [], "bed.only_children"),
        (SMALL, RoomFor.WOMEN, [], "bed.small_alone"),
        (SMALL, RoomFor.WOMEN, [GIRL], "bed.small_alone"),
        (MAN, RoomFor.CARE, [WOMAN], "bed.other_sex_there"),
        (MAN, RoomFor.FAMILY, [WOMAN], "bed.one_family"),
        (UNKNOWN, RoomFor.MEN, [], "bed.sex_unknown"),
        (UNKNOWN, RoomFor.CARE, [WOMAN], "bed.sex_unknown"),
        (BOY, RoomFor.MEN, [], "bed.minor_among_adults"),
        (_guest(MALE, None), RoomFor.BOYS, [], "bed.age_unknown"),
    ],
)
def test_the_wrong_room_is_refused_and_a_reason_answers_only_what_it_may(
    who: Guest, use: RoomFor, beside: list[Guest], key: str
) -> None:
    room = _room(use)
    with pytest.raises(Refused) as refused:
        must_fit(who, room, beside)
    assert refused.value.key == key
    if key in NEEDS_WHY:
        must_fit(who, room, beside, "王芳看过，与父亲同住")
    else:
        with pytest.raises(Refused, match=key):
            must_fit(who, room, beside, "王芳看过，与父亲同住")


@pytest.mark.parametrize(
    ("who", "use", "beside"),
    [
        (MAN, RoomFor.MEN, []),
        (SMALL, RoomFor.WOMEN, [WOMAN]),
        (_guest(years=6), RoomFor.WOMEN, [WOMAN]),
        (SMALL, RoomFor.GIRLS, []),
        (WOMAN, RoomFor.FAMILY, [SMALL]),
        (GIRL, RoomFor.GIRLS, [GIRL]),
        (UNKNOWN, RoomFor.CARE, []),
        (WOMAN, RoomFor.ISOLATION, [WOMAN]),
    ],
)
def test_the_right_room_asks_for_nothing(who: Guest, use: RoomFor, beside: list[Guest]) -> None:
    must_fit(who, _room(use), beside)


def test_an_estimate_that_may_be_a_child_counts_as_one() -> None:
    young = Guest(visit=new_id(), sex=MALE, youngest=16, oldest=20)
    assert young.need is Need.MINOR
    with pytest.raises(Refused, match=r"bed\.minor_among_adults"):
        must_fit(young, _room(RoomFor.MEN), [])


def test_what_is_suggested_breaks_no_rule() -> None:
    rooms = [_room(use, 1) for use in (RoomFor.WOMEN, RoomFor.MEN, RoomFor.GIRLS, RoomFor.CARE)]
    beds = beds_of(rooms, [])

    def use(guest: Guest) -> RoomFor | None:
        found = suggest(guest, beds, [guest])
        return found.room.use if found else None

    found = [use(one) for one in (MAN, WOMAN, GIRL, BOY, UNKNOWN, _guest(care=True), SMALL)]
    care = RoomFor.CARE
    assert found == [RoomFor.MEN, RoomFor.WOMEN, RoomFor.GIRLS, care, care, care, care]
    full = beds_of(rooms, [_stay(MAN, rooms[1])])
    assert suggest(_guest(), full, [MAN]) == full[3]  # care, where the men's room is full
    woman_there = [*beds_of(rooms[1:2], [_stay(MAN, rooms[1])])]
    assert suggest(_guest(), woman_there, [MAN]) is None


def test_a_large_house_knows_at_once_whether_everybody_would_have_a_bed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    uses = (RoomFor.MEN, RoomFor.WOMEN)
    beds = beds_of([_room(uses[n % 2], 25, f"{n:02d}") for n in range(40)], [])
    men = [_guest() for _ in range(501)]
    asked = Counter[str]()

    def must_fit(*fit: Any) -> None:
        asked["must_fit"] += 1
        asks(*fit)

    asks = bed_rules.must_fit
    monkeypatch.setattr(bed_rules, "must_fit", must_fit)
    told = {one.alarm: one.count for one in warnings(beds, men, Duty())}
    assert asked["must_fit"] <= 40 * len(men), "a room is asked once for each, not its every bed"
    assert told == {BedAlarm.TOO_FEW: 1, BedAlarm.WITHOUT: 501}


def test_the_last_bed_of_a_visit_counts_and_a_leaving_frees_it() -> None:
    room, other = _room(RoomFor.MEN), _room(RoomFor.CARE)
    first = _stay(MAN, room)
    moved = _stay(MAN, other, at=NOON.replace(hour=6))
    here = {MAN.visit}
    assert standing([moved, first], here) == [moved]
    assert standing([moved, first], set()) == []
    lost = replace(moved, lost_to=new_id())
    assert standing([first, lost], here) == []  # it does not fall back on the one before
    nowhere = replace(moved, room=None, bed=0, at=NOON.replace(hour=7))
    assert standing([first, moved, nowhere], here) == []


def test_a_bed_is_free_taken_shut_or_pending() -> None:
    room = _room(RoomFor.MEN, 3, shut={"3": "漏水"})
    other = _guest()
    beds = beds_of([room], [_stay(MAN, room, 1), _stay(other, room, 1)])
    assert [b.state for b in beds] == [BedState.CLASH, BedState.FREE, BedState.SHUT]
    fewer = replace(room, beds=1)
    assert [b.number for b in beds_of([fewer], [_stay(MAN, fewer, 3)])] == [1, 3]


def test_of_two_the_earlier_keeps_the_bed_or_who_needs_it_more() -> None:
    room = _room(RoomFor.CARE)
    man = Claimed(stay=_stay(MAN, room), version="01.a")
    child = Claimed(stay=_stay(BOY, room, need=Need.MINOR), version="02.b")
    for order in ([man, child], [child, man]):
        assert keeps(order, FirstBed.EARLIER) == (man, [child])
        assert keeps(order, FirstBed.NEED) == (child, [man])


def _alarms(beds: list[Bed], guests: list[Guest], duty: Duty) -> dict[BedAlarm, set[UUID]]:
    return {one.alarm: set(one.visits) for one in warnings(beds, guests, duty)}


def test_a_bed_too_few_a_child_without_one_and_nobody_to_look_after_them_are_told() -> None:
    men = _room(RoomFor.MEN, 1)
    second = _guest()
    told = _alarms(beds_of([men], []), [MAN, second, BOY], Duty(officers=1, women=0))
    assert told == {
        BedAlarm.CHILD_WITHOUT: {BOY.visit},
        BedAlarm.TOO_FEW: {BOY.visit, second.visit},
        BedAlarm.ALONE_WITH_MINORS: {BOY.visit},
        BedAlarm.WITHOUT: {MAN.visit, second.visit, BOY.visit},
    }
    women = _room(RoomFor.WOMEN)
    lies = beds_of([women], [_stay(WOMAN, women)])
    assert _alarms(lies, [WOMAN], Duty(officers=2, women=0)) == {BedAlarm.NO_WOMAN: {WOMAN.visit}}
    assert _alarms(lies, [WOMAN], Duty(officers=2, women=1)) == {}
    assert _alarms(lies, [WOMAN], Duty()) == {}  # nobody has said who is on shift


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"name": ""}, "room.needs_name"),
        ({"name": "男1室"}, "room.name_taken"),
        ({"name": "长" * 21}, "room.name_too_long"),
        ({"beds": 0}, "room.beds"),
        ({"beds": 1000}, "room.beds"),
        ({"closed": "修" * 101}, "room.why_too_long"),
    ],
)
def test_a_room_that_cannot_be_is_refused(change: dict[str, Any], key: str) -> None:
    other = _room(RoomFor.MEN, name="男1室")
    with pytest.raises(Refused, match=key):
        must_be_told(replace(_room(RoomFor.MEN, name="男2室"), **change), [other])


def test_nobodys_bed_is_taken_away_under_them() -> None:
    room = _room(RoomFor.MEN, 4)
    must_leave_room(room, [4])
    changes: tuple[tuple[dict[str, Any], str], ...] = (
        ({"closed": "装修"}, "room.people_in_it"),
        ({"gone": True}, "room.people_in_it"),
        ({"beds": 3}, "room.bed_taken"),
        ({"shut": {"4": "漏水"}}, "room.bed_taken"),
    )
    for change, key in changes:
        with pytest.raises(Refused, match=key):
            must_leave_room(replace(room, **change), [4])


def test_beds_out_of_use_are_read_as_they_are_typed() -> None:
    assert read_shut("3 漏水；05床：床板坏;7床板坏") == {"3": "漏水", "5": "床板坏", "7": "床板坏"}
    for unclear in ("漏水", "3"):
        with pytest.raises(Refused, match=r"room\.shut_unclear"):
            read_shut(unclear)
