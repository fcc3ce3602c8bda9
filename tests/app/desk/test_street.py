"""街面巡查 in the register: by two, met again by an officer's word, looked for, brought in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
from PIL import Image
from sqlalchemy import Engine

from app.desk import act, admission, erasing, protecting, street, street_arrival, street_seen, today
from app.desk.street import Going, Met, Shown
from app.desk.street_said import read_degrees, read_when
from app.domain.erasure import Ground
from app.domain.errors import Refused
from app.domain.face import Photograph, Template
from app.domain.ids import new_id
from app.domain.matter import Matter
from app.domain.person import ClaimKind
from app.domain.staff import Officer, Viewing
from app.domain.street import Encounter, Offer, StreetAnswer, StreetRound, Urgent
from app.domain.visit import Answer, Visit
from app.settings import Settings
from app.store import central, devices
from app.store import street as store
from app.store.ask import all_of, get
from app.store.pictures import wanted
from tests import makers
from tests.makers import NOON
from tests.two_desks import first, let_in, second

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


def test_what_cannot_be_is_refused_in_a_sentence(house: makers.Desk) -> None:
    shown = Shown(jpeg=JPEG, width=4, height=3)
    cases: list[tuple[dict[str, object], str]] = [
        ({"place": " "}, "street.needs_place"),
        ({"offered": ()}, "street.needs_offer"),
        ({"met_at": NIGHT + timedelta(hours=1)}, "street.not_yet"),
        ({"met_at": NIGHT - timedelta(days=40)}, "street.too_old"),
        ({"look_at": "2026-11-20T00:00:00+00:00"}, "street.look_at"),
        ({"look": "衣" * 501}, "street.too_long"),
        ({"shown": shown}, "street.photo_unasked"),
        ({"shown": shown, "photo_answer": Answer.REFUSED}, "street.photo_refused"),
        ({"stranger": new_id()}, "street.unknown"),
        ({"round": new_id()}, "street.no_round"),
        ({"called": {"police": "2026-11-24T00:00:00+00:00"}}, "street.not_yet"),
    ]
    for said, key in cases:
        assert refused(meet, house, met(**said)) == key
    assert not all_of(house.register, Encounter)
    assert not list((house.register.folder / "blobs").glob("*/*"))
    for text in ("25:00", "昨晚", "13-40 10:00"):
        assert refused(read_when, text, NIGHT) == "street.unreadable_time"
    assert read_when("23:50", NIGHT) < NIGHT  # last night's
    assert read_degrees("负3℃") == -3


def test_who_refuses_in_the_cold_is_looked_for_within_hours_and_due(
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
    assert "怕丢了行李" not in "".join(found.fields.values())
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


def test_a_sealed_person_is_in_no_list_and_an_erased_one_is_gone(
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
    assert wanted(other.register, 9) == [made.photo]
    away = makers.desk(tmp_path / "c", "440115-01")
    far = let_in(engine, away.register, "440115-01")
    far.push()
    far.pull()
    assert not all_of(away.register, Encounter)
    with engine.begin() as connection:
        sides = [devices.must_know(connection, side.device) for side in (other, far)]
    assert [central.named(engine, side, [made.photo]) for side in sides] == [{made.photo}, set()]
    for register in (house.register, other.register, away.register):
        register.close()


def test_without_a_window_the_same_is_done(tmp_path: Path) -> None:
    outside = act.Outside(Settings(data=tmp_path / "act", lang="zh"))
    picture = tmp_path / "street.png"
    Image.new("RGB", (40, 30)).save(picture)

    def do(**deed: object) -> dict[str, Any]:
        (answer,) = act.answers(outside, [msgspec.json.encode(deed)])
        return answer

    me = {"login": "one", "password": makers.PASSWORD}
    do(do="set_up", code="440114-01", name="示例站", officer="陈静", **me)
    for login, role in (("two", "leader"), ("three", "intake")):
        do(do="officer", login=login, name=login, role=role, password=makers.PASSWORD)
    do(do="login", login="three", password=makers.PASSWORD, new_password="another horse 8")
    assert do(do="round", second="nobody")["key"] == "login.no_such_officer"
    out = do(do="round", second="two", area="江边", low=-5)
    assert out["ok"], out
    usual = {"do": "encounter", "round": out["round"], "place": "江边步道"}
    one = do(
        **usual, answer="refused", offered=["food"], photo=str(picture), photo_answer="granted",
        sex="2", age="约30", look="红衣", urgent=["child"],
    )  # fmt: skip
    assert list(one["to_call"]) == ["police"]
    assert do(**usual, answer="refused")["key"] == "street.needs_offer"
    other = do(**usual, answer="gone")
    again = do(do="seen_again", encounter=other["encounter"], stranger=one["stranger"])
    assert again["stranger"] == one["stranger"]
    assert do(do="to_look_for")["encounters"] == []
    came = do(do="arrive", encounter=one["encounter"], name="李娟")
    visit = get(outside.session.register, Visit, UUID(str(came["visit"])))
    assert visit is not None
    assert (visit.way, visit.found_at, visit.checks) == ("patrol", "江边步道", {"child": "yes"})
    assert len(came["photos"]) == 1
    assert do(do="round_over", round=out["round"])["ok"]
    outside.close()
