"""街面巡查 in the register: by two, met again by an officer's word, looked for, brought in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine

from app.desk import admission, erasing, protecting, street, street_arrival, street_seen, today
from app.desk.street import Going, Met, Shown
from app.domain.erasure import Ground
from app.domain.errors import Refused
from app.domain.face import Photograph, Template
from app.domain.ids import new_id
from app.domain.matter import Matter
from app.domain.person import ClaimKind
from app.domain.staff import Officer, Viewing
from app.domain.street import Encounter, Offer, StreetAnswer, StreetRound, Urgent
from app.domain.visit import Answer
from app.settings import Settings
from app.store import street as store
from app.store.ask import all_of
from tests import makers
from tests.makers import NOON
from tests.two_desks import first, second

pytest_plugins = ["tests.centre"]

NIGHT = NOON + timedelta(hours=10)
JPEG = b"\xff\xd8 a street at night"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[makers.Desk]:
    """An open register."""
    made = makers.desk(tmp_path / "data")
    yield made
    made.register.close()


def go(house: makers.Desk, **more: object) -> StreetRound:
    facts: dict[str, object] = {"second": house.leader.id, "began_at": NIGHT, "area": "火车站片区"}
    going = Going(**(facts | more))  # type: ignore[arg-type]
    return street.go(house.register, house.station, going, by=house.intake, at=NIGHT)


def met(**more: object) -> Met:
    facts: dict[str, object] = {
        "met_at": NIGHT, "place": "人民路桥洞", "sex": "1", "age": "约50",
        "look": "灰棉衣，左手少一指",
        "offered": (Offer.QUILT, Offer.PLACE), "taken": StreetAnswer.REFUSED, "why": "怕丢了行李",
    }  # fmt: skip
    return Met(**(facts | more))  # type: ignore[arg-type]


def meet(
    house: makers.Desk, one: Met | None = None, *, by: Officer | None = None,
    corrects: UUID | None = None, hours: float = 0,
) -> Encounter:  # fmt: skip
    at = NIGHT + timedelta(hours=hours)
    one, settings = one or met(), Settings(data=Path())
    if hours and one.met_at == NIGHT:
        one = replace(one, met_at=at)
    return street.meet(
        house.register, house.station, one, settings, by=by or house.intake, at=at,
        corrects=corrects,
    )  # fmt: skip


def refused(call: object, *facts: object, **more: object) -> str:
    with pytest.raises(Refused) as caught:
        call(*facts, **more)  # type: ignore[operator]
    return caught.value.key


def test_two_go_out_and_are_back_and_what_was_wrong_is_said_anew(house: makers.Desk) -> None:
    assert refused(go, house, second=house.intake.id) == "street.one_officer"
    assert refused(go, house, second=new_id()) == "street.needs_second"
    assert refused(go, house, low=99) == "street.degrees"
    assert refused(go, house, began_at=NIGHT + timedelta(days=1)) == "street.not_yet"
    out = go(house, low=-2)
    back = NIGHT + timedelta(hours=2)
    made = street.end(house.register, out.round, "无异常", by=house.intake, at=back)
    assert store.round_called(house.register, out.round) == made
    assert refused(street.end, house.register, out.round, by=house.intake, at=back) == "street.over"
    right = Going(second=house.leader.id, began_at=NIGHT, ended_at=back, area="江边")
    street.go(
        house.register, house.station, right, by=house.leader, at=back, corrects=out.round
    )  # fmt: skip
    (stands,) = store.last_rounds(house.register, NOON)
    assert (stands.area, stands.officer) == ("江边", house.intake.id)
    assert len(all_of(house.register, StreetRound)) == 3
    early = replace(right, ended_at=NIGHT - timedelta(hours=1))
    assert refused(
        street.go, house.register, house.station, early, by=house.intake, at=back,
        corrects=out.round,
    ) == "street.ends"  # fmt: skip


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"place": " "}, "street.needs_place"),
        ({"offered": ()}, "street.needs_offer"),
        ({"met_at": NIGHT + timedelta(hours=1)}, "street.not_yet"),
        ({"met_at": NIGHT - timedelta(days=40)}, "street.too_old"),
        ({"look_at": "2026-11-20T00:00:00+00:00"}, "street.look_at"),
        ({"look": "衣" * 501}, "street.too_long"),
        ({"shown": Shown(jpeg=JPEG, width=4, height=3)}, "street.photo_unasked"),
        (
            {"shown": Shown(jpeg=JPEG, width=4, height=3), "photo_answer": Answer.REFUSED},
            "street.photo_refused",
        ),
        ({"stranger": new_id()}, "street.unknown"),
        ({"round": new_id()}, "street.no_round"),
        ({"called": {"police": "2026-11-24T00:00:00+00:00"}}, "street.not_yet"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    house: makers.Desk, said: dict[str, object], key: str
) -> None:
    assert refused(meet, house, met(**said)) == key
    assert not all_of(house.register, Encounter)


def test_who_refuses_on_a_cold_night_is_looked_for_within_hours_and_is_due_today(
    house: makers.Desk,
) -> None:
    assert meet(house).look_at == NIGHT + timedelta(days=1)
    cold = meet(house, met(round=go(house, low=-2).round, place="北站出口"))
    assert cold.look_at == NIGHT + timedelta(hours=4)
    assert meet(house, met(taken=StreetAnswer.ACCEPTED)).look_at is None
    assert meet(house, met(look_at=street.NEVER)).look_at is None

    def due(hours: float, by: Officer = house.intake) -> list[str]:
        now = NIGHT + timedelta(hours=hours)
        found = today.gathered(house.register, house.station.code, 4, by=by, now=now)
        return [row.due.words for row in found.rows if row.due.matter is Matter.STREET]

    assert due(1) == ["北站出口", "人民路桥洞"]
    meet(house, met(stranger=cold.stranger, taken=StreetAnswer.GONE, offered=()), hours=3)
    assert due(4) == ["人民路桥洞"]
    (row,) = today.gathered(house.register, house.station.code, 4, by=house.intake, now=NIGHT).rows
    assert row.name == "约50，灰棉衣，左手少一指"


def test_who_is_in_need_is_due_at_once_until_somebody_was_called(house: makers.Desk) -> None:
    ill = met(urgent=(Urgent.ILL, Urgent.CHILD), called={"police": NIGHT.isoformat()})
    made = meet(house, ill)
    assert (made.to_call, made.look_at) == (("hospital",), NIGHT)
    called = replace(ill, called=ill.called | {"hospital": NIGHT.isoformat()})
    assert meet(house, called, corrects=made.met).look_at == NIGHT + timedelta(days=1)
    (stands,) = store.met_lately(house.register, NIGHT)
    assert (stands.met, stands.to_call) == (made.met, ())


def test_who_it_is_again_an_officer_says_and_takes_back(house: makers.Desk) -> None:
    before = meet(house)
    later = meet(house, met(place="人民路口"), hours=30)
    assert later.stranger != before.stranger  # nobody is taken for somebody by a machine
    by, at = house.intake, NIGHT + timedelta(hours=31)
    street.seen_again(house.register, later.met, before.stranger, by=by, at=at)
    known = street_seen.look(house.register, before.stranger, by=by, at=at)
    assert [one.place for one in known] == ["人民路桥洞", "人民路口"]
    assert all_of(house.register, Viewing)[-1].what == f"street {before.stranger}"
    street.seen_again(house.register, later.met, before.stranger, by=by, at=at)
    assert [one.met for one in store.met_before(house.register, [before.stranger])] == [before.met]
    assert store.met_as(house.register, later.met).stranger == later.met  # type: ignore[union-attr]


def come(house: makers.Desk, one: Encounter, hours: float = 1) -> admission.Admitted:
    at = NIGHT + timedelta(hours=hours)
    found = street_arrival.along(house.register, one.met, by=house.intake, at=at, lang="zh")
    said = (admission.Said(kind=ClaimKind.MARKS, value=found.fields["marks"]),)
    arrival = admission.Arrival(
        arrived_at=at, said=said, photos=found.photos, encounter=found.encounter,
        found_at=found.fields["found_at"],
    )  # fmt: skip
    return admission.admit(house.register, arrival, house.station, by=house.intake, at=at)


def test_who_comes_along_is_written_down_once_and_no_face_is_measured(house: makers.Desk) -> None:
    shown = Shown(jpeg=JPEG, width=4, height=3)
    one = meet(
        house, met(round=go(house).round, shown=shown, photo_answer=Answer.GRANTED, name="老王")
    )
    found = street_arrival.along(house.register, one.met, by=house.intake, at=NIGHT, lang="zh")
    assert found.fields["way"] == "patrol"
    assert found.fields["brought_by"] == "街面巡查：测试intake、测试leader"
    assert {found.fields[key] for key in ("name", "found_at", "marks", "birth", "sex")} == {
        "老王", "人民路桥洞", "灰棉衣，左手少一指", "约50", "1",
    }  # fmt: skip
    assert "拒绝" not in "".join(found.fields.values())
    done = come(house, one)
    (photo,) = all_of(house.register, Photograph)
    assert (photo.sha256, photo.visit) == (one.photo, done.visit.id)
    assert not all_of(house.register, Template)
    assert store.came_as(house.register, [one.stranger]) == {
        one.stranger: (done.visit.person, done.visit.id)
    }
    assert not store.to_look_for(house.register, NIGHT)
    assert refused(come, house, one) == "street.came_already"
    other = meet(house, met(place="别处"), hours=2)
    came = come(house, other, hours=3)
    assert came.visit.person != done.visit.person
    assert refused(
        street.seen_again, house.register, other.met, one.stranger, by=house.intake,
        at=NIGHT + timedelta(hours=4),
    ) == "street.two_people"  # fmt: skip


def test_a_sealed_person_is_in_no_list_and_an_erased_one_is_gone_with_the_pictures(
    house: makers.Desk,
) -> None:
    shown = Shown(jpeg=JPEG, width=4, height=3)
    one = meet(house, met(shown=shown, photo_answer=Answer.UNABLE))
    again = meet(house, met(stranger=one.stranger), hours=5)
    elsewhere = meet(house, met(place="江边"))
    done = come(house, again, hours=6)
    at = NIGHT + timedelta(hours=7)
    meet(house, met(stranger=one.stranger), hours=7)
    protecting.protect(house.register, done.visit.person, "家暴", by=house.leader, at=at)
    hidden = street_seen.hidden(house.register, [again, elsewhere], house.intake)
    assert hidden == {one.stranger}
    assert refused(street_seen.look, house.register, one.stranger, by=house.intake, at=at) == (
        "street.unknown"
    )
    rows = today.gathered(house.register, house.station.code, 4, by=house.intake, now=at).rows
    assert [row.due.words for row in rows if row.due.matter is Matter.STREET] == ["江边"]
    assert street_seen.look(house.register, one.stranger, by=house.leader, at=at)
    erasing.ask(
        house.register, done.visit.person, Ground.MISTAKE, "重复登记", by=house.leader,
        approver=house.administrator, at=at, years=10,
    )  # fmt: skip
    assert [x.met for x in all_of(house.register, Encounter)] == [elsewhere.met]
    assert not list((house.register.folder / "blobs").glob("*/*"))


def test_the_other_desk_hears_of_it_and_another_station_does_not(
    engine: Engine, tmp_path: Path
) -> None:
    one, house = first(engine, tmp_path / "a")
    shown = Shown(jpeg=JPEG, width=4, height=3)
    made = meet(house, met(shown=shown, photo_answer=Answer.GRANTED))
    one.push()
    one.pull()
    other = second(engine, tmp_path / "b")
    other.pull()
    assert store.met_lately(other.register, NIGHT) == [made]
    house.register.close()
    other.register.close()
