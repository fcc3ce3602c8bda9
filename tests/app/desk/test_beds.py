"""Beds at one desk and between two: given by the rules, freed by leaving, decided at the centre."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.desk import beds, disclosure, reopening, rooms, shift_paper, shifts
from app.desk.rooms import RoomFacts
from app.domain.bed import BedState
from app.domain.bed_warnings import BedAlarm
from app.domain.errors import Refused
from app.domain.handover import Matter
from app.domain.ids import new_id
from app.domain.room import FirstBed, Room, RoomFor
from app.domain.staff import Viewing
from app.domain.visit import LeavingKind, Visit
from app.paper.assessment import assessment
from app.paper.facts import Sheet
from app.store import line, walls
from app.store import register as registers
from app.store.beds import stays_now, stays_of
from app.store.people import file_of
from app.store.proving_streams import prove_streams
from tests import makers
from tests.makers import NOON
from tests.two_desks import Side, first, second
from tests.ui import station

pytest_plugins = ["tests.centre"]
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[makers.Desk]:
    """An open register."""
    made = makers.desk(tmp_path / "data")
    yield made
    made.register.close()


def _room(house: makers.Desk, name: str, use: RoomFor, beds: int = 2) -> Room:
    facts = RoomFacts(name=name, use=use, beds=beds)
    return rooms.keep(house.register, house.station, facts, by=house.leader, at=NOON)


def _give(house: makers.Desk, visit: Visit, room: Room, bed: int = 1, why: str = "") -> object:
    place = (visit.id, room.id, bed, why)
    return beds.assign(house.register, house.station, *place, by=house.intake, at=LATER)


def test_a_bed_is_given_moved_and_freed_by_leaving_and_survives_a_restart(
    house: makers.Desk, tmp_path: Path
) -> None:
    visit = station.arrive(house, at=NOON, sex="1", age="40")
    room = _room(house, "男1室", RoomFor.MEN)
    _give(house, visit, room)
    with pytest.raises(Refused, match=r"bed\.there_already"):
        _give(house, visit, room)
    _give(house, visit, room, 2)
    folder, key = house.register.folder, house.key
    house.register.close()
    with closing(registers.open_register(folder, key, LATER)) as again:
        (now,) = stays_now(again)
        assert now.place == (room.id, 2)
        assert beds.slept(again, visit.id) == ("男1室 1", "男1室 2"), "as form 8 says it"
        by, at = house.intake, LATER + timedelta(hours=1)
        gone = makers.leave(again, visit.id, LeavingKind.OWN_WISH, "成都", by=by, at=at)
        assert stays_now(again) == []
        assert [one.place for one in stays_of(again, [visit.id])][-1] is None
        back = at + timedelta(minutes=1)
        reopening.take_back(again, gone.id, "误办", by=by, at=back)
        assert [one.place for one in stays_now(again)] == [(room.id, 2)]


def test_a_man_is_not_put_into_a_womens_room_and_the_sentence_says_where_to(
    house: makers.Desk,
) -> None:
    visit = station.arrive(house, at=NOON, sex="1", age="40")
    women = _room(house, "女1室", RoomFor.WOMEN)
    with pytest.raises(Refused, match=r"bed\.only_women"):
        _give(house, visit, women, why="没有别的床")
    with pytest.raises(Refused, match=r"bed\.none_fits"):
        beds.assign_suggested(house.register, house.station, visit.id, by=house.intake, at=LATER)
    _room(house, "男1室", RoomFor.MEN)
    made, room = beds.assign_suggested(
        house.register, house.station, visit.id, by=house.intake, at=LATER
    )
    assert (made.bed, room.name) == (1, "男1室")


def test_one_key_gives_the_bed_that_the_board_would_suggest_and_never_a_second(
    house: makers.Desk,
) -> None:
    _room(house, "女1室", RoomFor.WOMEN, beds=1)
    _room(house, "男1室", RoomFor.MEN, beds=2)
    _room(house, "照料室", RoomFor.CARE, beds=2)
    ages = (("1", "40"), ("2", "35"), ("1", "70"), ("2", "61"), ("1", "33"))
    visits = [
        station.arrive(house, f"王{n}", NOON, sex=sex, age=age) for n, (sex, age) in enumerate(ages)
    ]
    where = (house.register, house.station)
    for visit in visits:
        seen = beds.board(house.register, house.station.code, LATER).suggested(visit.id)
        if seen is None:
            with pytest.raises(Refused, match=r"bed\.none_fits"):
                beds.assign_suggested(*where, visit.id, by=house.intake, at=LATER)
            continue
        made, room = beds.assign_suggested(*where, visit.id, by=house.intake, at=LATER)
        assert (room, made.bed) == (seen.room, seen.number)
        with pytest.raises(Refused, match=r"bed\.there_already"):
            beds.assign_suggested(*where, visit.id, by=house.intake, at=LATER)
    assert len(stays_now(house.register)) == 4, "one woman beside a man in the care room fits not"


def test_a_taken_bed_and_one_out_of_use_are_refused(house: makers.Desk) -> None:
    one, two = (station.arrive(house, name, NOON, sex="1", age="40") for name in ("王淼", "刘"))
    room = _room(house, "男1室", RoomFor.MEN)
    _give(house, one, room)
    with pytest.raises(Refused, match=r"bed\.taken"):
        _give(house, two, room)
    with pytest.raises(Refused, match=r"bed\.no_such_bed"):
        _give(house, two, room, 3)
    facts = RoomFacts(name="男1室", use=RoomFor.MEN, beds=2, shut={"2": "漏水"})
    rooms.keep(house.register, house.station, facts, room.id, by=house.leader, at=LATER)
    with pytest.raises(Refused, match=r"bed\.out_of_use"):
        _give(house, two, room, 2)
    for wrong, key in (
        (RoomFacts(name="男1室", use=RoomFor.MEN, beds=2, closed="装修"), "room.people_in_it"),
        (RoomFacts(name="男1室", use=RoomFor.WOMEN, beds=2), "room.people_do_not_fit"),
    ):
        with pytest.raises(Refused, match=key):
            rooms.keep(house.register, house.station, wrong, room.id, by=house.leader, at=LATER)
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        rooms.keep(house.register, house.station, facts, room.id, by=house.intake, at=LATER)


def test_the_board_knows_who_has_no_bed_and_shows_nobody_who_is_sealed(house: makers.Desk) -> None:
    child = station.arrive(house, "陈小雨", NOON, sex="2", age="13")
    _room(house, "男1室", RoomFor.MEN, 1)
    seen = beds.board(house.register, house.station.code, LATER)
    assert [one.visit.id for one in seen.without] == [child.id]
    told = {one.alarm: one.count for one in beds.bed_warnings(house.register, "440114-01", LATER)}
    assert told == {BedAlarm.CHILD_WITHOUT: 1, BedAlarm.TOO_FEW: 1, BedAlarm.WITHOUT: 1}
    assert [bed.state for bed in seen.beds] == [BedState.FREE]


def test_the_persons_own_paper_says_where_they_slept(house: makers.Desk) -> None:
    visit = station.arrive(house, at=NOON, sex="1", age="40")
    _give(house, visit, _room(house, "男1室", RoomFor.MEN))
    file = file_of(house.register, visit.person)
    by = house.intake
    look = Viewing(
        id=new_id(), person=visit.person, officer=by.id, at=LATER, purpose="reception", what="file"
    )
    house.register.write(look, by=by.id, at=LATER)
    told = disclosure.chapters(house.register, file, 30, by=by, at=LATER, lang="zh")
    lines = [line.text for chapter in told for line in chapter.lines]
    assert any("男1室 1 床" in one for one in lines)


def test_a_shift_is_handed_over_with_what_is_open_and_by_two_people(house: makers.Desk) -> None:
    visit = station.arrive(house, at=NOON, sex="1", age="40")
    said = shifts.Said(
        on_shift=(house.leader.id,), women=0, words="107 室的人夜里咳嗽，请多看一次。"
    )
    with pytest.raises(Refused, match=r"handover\.one_officer"):
        shifts.hand_over(
            house.register, house.station, said, house.intake, by=house.intake, at=LATER
        )
    with pytest.raises(Refused, match=r"handover\.not_theirs"):
        shifts.hand_over(
            house.register, house.station, said, house.auditor, by=house.intake, at=LATER
        )
    made = shifts.hand_over(
        house.register, house.station, said, house.leader, by=house.intake, at=LATER
    )
    assert made.matters[Matter.NO_BED] == [str(visit.id)]
    seen = shifts.shift(house.register, house.station.code, LATER)
    assert seen.past == (made,)
    assert beds.on_duty(house.register, house.station.code).women == 0
    paper = shift_paper.facts_of(
        house.register, made.id, house.station, Sheet(lang="zh", reprint=0, printed_at=LATER)
    )
    lines = [line.text for chapter in paper.chapters for line in chapter.lines]
    assert visit.case_number in lines
    assert not any("王淼" in one for one in lines)
    assert assessment(paper).startswith(b"%PDF")


def _two(engine: Engine, tmp_path: Path, rule: FirstBed) -> tuple[Side, Side, makers.Desk, Room]:
    one, house = first(engine, tmp_path / "one")
    room = _room(house, "男1室", RoomFor.CARE)
    rooms.choose_rule(house.register, house.station, rule, by=house.leader, at=NOON)
    other = second(engine, tmp_path / "other")
    return one, other, house, room


@pytest.mark.parametrize(
    ("rule", "child_keeps"), [(FirstBed.EARLIER, False), (FirstBed.NEED, True)]
)
def test_a_bed_that_two_desks_gave_away_is_decided_by_the_centre_and_the_loser_is_told(
    engine: Engine, tmp_path: Path, rule: FirstBed, child_keeps: bool
) -> None:
    one, other, house, room = _two(engine, tmp_path, rule)
    with closing(one.register), closing(other.register):
        man = station.arrive(house, "王淼", NOON, sex="1", age="40")
        child = station.arrive(house, "刘小刚", NOON, sex="1", age="12")
        one.push(LATER)
        other.pull(LATER)
        by, where = house.intake, (room.id, 1)
        beds.assign(one.register, house.station, man.id, *where, by=by, at=LATER)
        at = LATER + timedelta(minutes=2)
        beds.assign(other.register, house.station, child.id, *where, by=by, at=at)
        seen = beds.board(other.register, house.station.code, at)
        assert seen.lodgers[child.id].pending
        # Whoever comes to the centre first: here the later one.
        other.push(at)
        one.push(at)
        for side in (one, other, one):
            side.pull(at)
        kept, lost = (child, man) if child_keeps else (man, child)
        for side in (one, other):
            seen = beds.board(side.register, house.station.code, at)
            assert [len(bed.stays) for bed in seen.beds] == [1, 0]
            assert seen.lodgers[kept.id].stay is not None
            assert not seen.lodgers[kept.id].pending
            assert [x.visit.id for x in seen.without] == [lost.id]
            (letter,) = line.letters(side.register)
            assert (letter.kind, letter.person) == ("bed_clash", lost.person)
            assert letter.content["kept"] == kept.case_number
        # Another push decides nothing again, and another bed may be given.
        beds.assign(one.register, house.station, lost.id, room.id, 2, by=by, at=at)
        one.push(at)
        other.pull(at)
        assert len(line.letters(other.register)) == 1
        assert len(stays_now(other.register)) == 2
        with walls.within(engine, walls.EVERYWHERE) as connection:
            assert prove_streams(connection).changes  # what the centre said is its own to say
