"""A push is taken once, whole groups or none; two desks end with the same rows."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread  # noqa: TID251 (two desks at the same moment)
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, select, text

from app import clock
from app.desk import links
from app.domain.errors import Refused
from app.domain.evidence import Link, Sameness
from app.domain.ids import ClaimId, new_id
from app.domain.index_card import IndexCard
from app.domain.person import Claim, ClaimKind, Person
from app.domain.phrase import Phrase
from app.domain.station import Station
from app.domain.visit import Visit
from app.domain.voucher import Voucher
from app.store import central, devices, find, line, people, walls
from app.store.ask import all_of, get
from app.store.central import Behind
from app.store.tables import TABLES, change, enrolled, quarantine, stream
from app.wire.entry import commit, dump, load
from app.wire.kinds import KINDS
from app.wire.talk import Change, Enrol, Part
from tests import makers, two_desks
from tests.makers import NOON
from tests.two_desks import Side
from tests.ui import station

pytest_plugins = ["tests.centre"]


@pytest.fixture
def desks(engine: Engine, data: Path) -> Iterator[tuple[Side, Side, makers.Desk]]:
    """Two desks of one station and the centre between them; the first has everybody on file."""
    one, house = two_desks.first(engine, data / "one")
    other = two_desks.second(engine, data / "other")
    with closing(one.register), closing(other.register):
        yield one, other, house


def _rows(register: object, kind: str) -> list[object]:
    return sorted(all_of(register, KINDS[kind]), key=lambda r: r.id)  # type: ignore[arg-type, attr-defined]


def test_what_one_desk_saved_the_other_has_word_for_word(
    desks: tuple[Side, Side, makers.Desk], engine: Engine
) -> None:
    one, other, house = desks
    visit = station.arrive(
        house, "欧阳𬎆", NOON, home="湖南省邵阳市", document="11010119900101001X"
    )
    station.voucher(house, visit)
    one.push()
    one.pull()
    other.pull()
    for kind in TABLES.keys() - {"viewing", "search", "printing", "index_card"}:
        assert _rows(other.register, kind) == _rows(one.register, kind), kind
    assert [f.person for f in find.find(other.register, "ouyang")] == [visit.person]
    with walls.within(engine, walls.EVERYWHERE) as connection:
        assert connection.execute(select(TABLES["visit"].c.id)).scalars().all() == [visit.id]


def test_what_is_said_twice_is_taken_once(
    desks: tuple[Side, Side, makers.Desk], engine: Engine
) -> None:
    one, _, house = desks
    station.arrive(house, "王淼", NOON)
    entries = one.waiting()
    first = one.push_these(entries)
    assert one.push_these(entries) == first
    assert one.push_these(entries[-3:]) == first
    with walls.within(engine, walls.EVERYWHERE) as connection:
        said = connection.execute(select(stream.c.name, stream.c.last)).all()
        kept = connection.execute(select(change.c.stream, change.c.seq)).all()
    for name, last in said:
        assert sorted(seq for s, seq in kept if s == name) == list(range(1, last + 1))


def test_entries_that_do_not_follow_are_named(desks: tuple[Side, Side, makers.Desk]) -> None:
    one, _, house = desks
    station.arrive(house, "王淼", NOON)
    entries = one.waiting()
    with pytest.raises(Behind, match=r"line\.gap") as gap:
        one.push_these(entries[5:])
    assert gap.value.last_n == 0
    one.push_these(entries)
    with pytest.raises(Behind, match=r"line\.gap"):
        one.push_these(entries[:2])


def test_a_cloned_disk_is_noticed(desks: tuple[Side, Side, makers.Desk]) -> None:
    one, _, house = desks
    one.push()
    station.arrive(house, "王淼", NOON)
    entries = one.waiting()
    copy = two_desks.forged(entries, officer=new_id())
    one.push_these(copy)
    with pytest.raises(Behind, match=r"line\.cloned"):
        one.push_these(entries)


@pytest.mark.parametrize("damage", [{"salt": b"other salt"}, {"hash": bytes(32)}, {"n": 99}])
def test_a_chain_that_does_not_prove_right_is_refused(
    desks: tuple[Side, Side, makers.Desk], damage: dict[str, object]
) -> None:
    one, _, _ = desks
    entries = one.waiting()
    broken = [*entries[:-1], replace(entries[-1], **damage)]  # type: ignore[arg-type]
    with pytest.raises(Refused, match=r"line\.broken_chain"):
        one.push_these(broken)
    one.push()


def test_nobody_says_something_under_one_id_and_means_another(
    desks: tuple[Side, Side, makers.Desk], engine: Engine
) -> None:
    one, other, house = desks
    one.push()
    other.pull()
    phrase = Phrase(id=new_id(), field="story", words="零", at=NOON, officer=house.intake.id)
    one.register.write(phrase, by=house.intake.id, at=NOON)
    entry = one.waiting()[0]
    meant = str(new_id())
    said = load(entry.payload)
    payload = dump(replace(said, fields={**said.fields, "id": (meant, None)}))
    one.push_these(
        two_desks.forged([entry], payload=payload, commitment=commit(entry.salt, payload))
    )
    with walls.within(engine, walls.EVERYWHERE) as connection:
        reasons = connection.execute(select(quarantine.c.reason)).scalars().all()
    assert reasons == ["entry.not_understood"]
    # And a centre that says so is not believed either.
    stream_of = f"station:{house.station.code}"
    told = Change(
        seq=1, kind="phrase", record=phrase.id, versions={"*": f"{1:016x}.{new_id().hex}"},
        fields={"id": meant, **{name: value for name, (value, _) in said.fields.items()}},
        device=entry.device, n=1, group=entry.group, officer=entry.officer, hlc=1,
    )  # fmt: skip
    other.register.settle([Part(stream=stream_of, changes=(told,), last=9)], NOON)
    assert [one.id for one in all_of(other.register, Phrase)] == [phrase.id]


def test_one_bad_group_is_set_aside_and_the_queue_goes_on(
    desks: tuple[Side, Side, makers.Desk], engine: Engine
) -> None:
    one, _, house = desks
    one.push()
    bad = replace(makers.person(), station="110101-01")  # somebody else's station
    one.register.write(bad, by=house.intake.id, at=NOON)
    good = makers.person()
    one.register.write(good, by=house.intake.id, at=NOON)
    bad_text = makers.claim(good, house.intake, "NUL \0 in PostgreSQL")
    one.register.write(bad_text, by=house.intake.id, at=NOON)
    orphan = makers.claim(makers.person(), house.intake, "of nobody")
    one.register.write(orphan, by=house.intake.id, at=NOON)
    one.push()
    one.pull()
    with walls.within(engine, walls.EVERYWHERE) as connection:
        reasons = connection.execute(select(quarantine.c.reason)).scalars().all()
        people = connection.execute(select(TABLES["person"].c.id)).scalars().all()
    assert sorted(reasons) == [
        "entry.no_beginning",
        "entry.not_storable",
        "entry.other_station",
    ]
    assert people == [good.id]
    told = {letter.content["reason"] for letter in line.letters(one.register)}
    assert told == set(reasons)


def test_two_desks_change_other_fields_of_one_record(
    desks: tuple[Side, Side, makers.Desk],
) -> None:
    one, other, house = desks
    one.push()
    other.pull()
    place = all_of(one.register, Station)[0]
    one.register.write(replace(place, phone="020-1111"), by=house.leader.id, at=NOON)
    other.register.write(replace(place, address="示例路 2 号"), by=house.leader.id, at=NOON)
    _exchange(one, other)
    for side in (one, other):
        now = all_of(side.register, Station)[0]
        assert (now.phone, now.address) == ("020-1111", "示例路 2 号")
        assert line.letters(side.register) == []


def test_of_a_quiet_field_the_last_writer_holds(desks: tuple[Side, Side, makers.Desk]) -> None:
    one, other, house = desks
    one.push()
    other.pull()
    place = all_of(one.register, Station)[0]
    later = NOON + timedelta(minutes=1)
    other.register.write(replace(place, phone="later"), by=house.leader.id, at=later)
    one.register.write(replace(place, phone="earlier"), by=house.leader.id, at=NOON)
    other.push(later)
    one.push(later)  # arrives later, was written earlier
    _exchange(one, other)
    assert [all_of(s.register, Station)[0].phone for s in (one, other)] == ["later", "later"]
    assert line.letters(one.register) == line.letters(other.register) == []


def test_of_a_watched_field_the_loser_is_kept_and_told(
    desks: tuple[Side, Side, makers.Desk],
) -> None:
    one, other, house = desks
    one.push()
    other.pull()
    place = all_of(one.register, Station)[0]
    one.register.write(replace(place, account="甲"), by=house.leader.id, at=NOON)
    other.register.write(
        replace(place, account="乙"), by=house.leader.id, at=NOON + timedelta(seconds=9)
    )
    _exchange(one, other)
    assert [all_of(s.register, Station)[0].account for s in (one, other)] == ["乙", "乙"]
    for side in (one, other):
        (letter,) = line.letters(side.register)
        assert letter.kind == "conflict"
        assert (letter.content["kept"], letter.content["lost"]) == ("乙", "甲")


def test_two_corrections_of_one_claim_both_stay_and_are_told(
    desks: tuple[Side, Side, makers.Desk],
) -> None:
    one, other, house = desks
    person = two_desks.correct_twice(one, other, house)
    _exchange(one, other)
    for side in (one, other):
        assert {c.value for c in all_of(side.register, Claim)} == {"王淼", "王森", "汪淼"}
        (letter,) = line.letters(side.register)
        assert {letter.content["kept"], letter.content["lost"]} == {"王森", "汪淼"}
        assert letter.person == person.id


def test_two_desks_that_push_at_the_same_moment_are_asked_all_the_same(
    desks: tuple[Side, Side, makers.Desk], monkeypatch: pytest.MonkeyPatch, owner: Engine
) -> None:
    one, other, house = desks
    two_desks.correct_twice(one, other, house)
    merged, go_on, append = Event(), Event(), central.append

    def waits(*words: Any) -> Any:
        if not merged.is_set():
            merged.set()
            assert go_on.wait(20)
        return append(*words)

    monkeypatch.setattr(central, "append", waits)
    sent = [(side, side.waiting()) for side in (one, other)]
    first, second = (Thread(target=side.push_these, args=(said,)) for side, said in sent)
    first.start()
    assert merged.wait(20)  # the first one is merged, and nobody knows of it yet
    second.start()
    stands = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    while second.is_alive():
        with owner.begin() as connection:
            if connection.execute(stands).scalar_one():
                break
    go_on.set()
    for thread in (first, second):
        thread.join(20)
    for side in (one, other):
        side.pull()
        (letter,) = line.letters(side.register)
        assert {letter.content["kept"], letter.content["lost"]} == {"王森", "汪淼"}


def test_the_centre_decides_which_withdrawal_counts(
    desks: tuple[Side, Side, makers.Desk],
) -> None:
    one, other, house = desks
    voucher = station.voucher(house, station.arrive(house, "王淼"))
    one.push(clock.now())
    other.pull()
    for side, why in ((other, "丢失"), (one, "改签")):
        mine = get(side.register, Voucher, voucher.id)
        assert mine is not None
        side.register.write(mine.void(why), by=house.leader.id, at=clock.now())
    assert line.still_waiting(one.register, [voucher.id]) == {voucher.id}
    other.push(clock.now())
    one.push(clock.now())
    one.pull()
    other.pull()
    for side in (one, other):
        now = get(side.register, Voucher, voucher.id)
        assert now is not None
        assert now.void_reason == "丢失"  # came first, though it was not the last to be written
    assert line.still_waiting(one.register, [voucher.id]) == set()


def test_facts_are_added_and_never_changed(
    desks: tuple[Side, Side, makers.Desk], engine: Engine
) -> None:
    one, _, house = desks
    person = makers.person()
    said = makers.claim(person, house.intake, "王淼")
    one.register.write(person, said, by=house.intake.id, at=NOON)
    one.push()
    # A desk whose own checks were removed.
    from app.store import saving
    from app.wire import kinds

    kept = kinds.FACTS
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(saving, "FACTS", kept - {"claim"})
        one.register.write(replace(said, value="李四"), by=house.intake.id, at=NOON)
    one.push()
    with walls.within(engine, walls.EVERYWHERE) as connection:
        assert connection.execute(select(TABLES["claim"].c.value)).scalars().all() == ["王淼"]
        assert connection.execute(select(quarantine.c.reason)).scalars().all() == [
            "entry.append_only"
        ]


def test_a_clock_far_ahead_is_set_back_and_what_it_said_is_kept(
    desks: tuple[Side, Side, makers.Desk],
) -> None:
    one, other, house = desks
    one.push()
    other.pull()
    mine = Phrase(id=new_id(), field="story", words="一", at=NOON, officer=house.intake.id)
    one.register.write(mine, by=house.intake.id, at=NOON + timedelta(days=400))
    one.push(NOON)
    one.pull()
    other.pull()
    other.register.write(
        replace(mine, words="二"), by=house.intake.id, at=NOON + timedelta(hours=1)
    )
    other.push(NOON + timedelta(hours=1))
    one.pull()
    # Without being set back, nobody could change it for 400 days.
    assert [get(s.register, Phrase, mine.id).words for s in (one, other)] == ["二", "二"]  # type: ignore[union-attr]


def test_a_number_printed_twice_is_kept_twice_and_told(
    desks: tuple[Side, Side, makers.Desk], engine: Engine
) -> None:
    one, other, house = desks
    visit = station.arrive(house, "王淼", NOON)
    one.push()
    other.pull()
    person = makers.person()
    again = replace(visit, id=new_id(), person=person.id)  # type: ignore[arg-type]
    other.register.write(person, again, by=house.intake.id, at=NOON)
    other.push()
    one.pull()
    assert len(all_of(one.register, Visit)) == 2
    (letter,) = line.letters(one.register)
    assert (letter.kind, letter.content["number"]) == ("number_twice", visit.case_number)


def test_a_suspended_device_is_refused(
    desks: tuple[Side, Side, makers.Desk], engine: Engine
) -> None:
    one, _, _ = desks
    with walls.within(engine, walls.EVERYWHERE) as connection:
        devices.suspend(connection, one.device)
    with pytest.raises(Refused, match=r"line\.suspended"):
        one.push()
    with walls.within(engine, walls.EVERYWHERE) as connection:
        assert connection.execute(select(enrolled.c.last_n)).scalars().all() == [0, 0]


def test_of_two_decisions_about_the_same_two_persons_the_first_to_arrive_stands(
    desks: tuple[Side, Side, makers.Desk],
) -> None:
    one, other, house = desks
    a, b = (station.arrive(house, name).person for name in ("王淼", "王焱"))
    _exchange(one, other, clock.now())
    first = links.judge(
        one.register, a, b, Sameness.SAME, "疤痕一致", by=house.intake, at=clock.now()
    )
    second = links.judge(
        other.register, b, a, Sameness.NOT_SAME, "年龄差太多", by=house.leader, at=clock.now()
    )
    assert line.still_waiting(other.register, [second.id]) == {second.id}
    _exchange(one, other, clock.now())
    for side in (one, other):
        found = {link.id: link for link in all_of(side.register, Link)}
        assert found[first.id].stands
        assert found[second.id].undone_by == first.decision
        assert set(people.together(side.register, a)) == {a, b}
        letters = line.letters(side.register)
        assert [(one.kind, one.content["lost"]) for one in letters] == [("link_twice", "not_same")]
    third = links.judge(  # who has read both decides anew: that is no conflict
        other.register, a, b, Sameness.NOT_SAME, "当面核对", by=house.leader, at=clock.now()
    )
    _exchange(one, other, clock.now())
    for side in (one, other):
        assert [x.id for x in all_of(side.register, Link) if x.stands] == [third.id]
        assert len(line.letters(side.register)) == 1


def test_a_code_lets_one_device_in_once(engine: Engine) -> None:
    def enrol(code: str, device: UUID, key: bytes = b"k" * 32, at: datetime = NOON) -> None:
        asked = Enrol(
            code=code,
            device=device,
            incarnation=device,
            public_key=key,
            station="440114-01",
            name="",
        )
        with walls.within(engine, walls.EVERYWHERE) as connection:
            devices.let_in(connection, asked, at)

    with walls.within(engine, walls.EVERYWHERE) as connection:
        code = devices.invite(connection, "440114-01", NOON)
    mine = new_id()
    enrol(code.lower().replace("-", " "), mine)
    enrol(code, mine)  # its answer got lost
    for other, why in ((new_id(), "used"), (mine, "known_device")):
        with pytest.raises(Refused, match=rf"enrol\.{why}"):
            enrol(code, other, b"x" * 32)
    with pytest.raises(Refused, match=r"enrol\.wrong_code"):
        enrol("ABCD-EFGH", mine)
    with walls.within(engine, walls.EVERYWHERE) as connection:
        late = devices.invite(connection, "440114-01", NOON)
    with pytest.raises(Refused, match=r"enrol\.expired"):
        enrol(late, new_id(), at=NOON + timedelta(days=2))


def test_claims_keep_their_kind(desks: tuple[Side, Side, makers.Desk]) -> None:
    one, other, house = desks
    person = makers.person()
    said = makers.claim(person, house.intake, "138", ClaimKind.PHONE)
    one.register.write(person, said, by=house.intake.id, at=NOON)
    one.push()
    other.pull(most=1)
    assert get(other.register, Claim, said.id) == said
    assert get(other.register, Person, person.id) == person


def _exchange(one: Side, other: Side, at: datetime = NOON + timedelta(hours=1)) -> None:
    """Both send what they have and hear what there is."""
    for side in (one, other):
        if side.waiting():
            side.push(at)
    for side in (one, other):
        side.pull()


def _elsewhere(engine: Engine, folder: Path) -> Side:
    """A desk of another station in the same province."""
    from app.store import keys
    from app.store.register import create

    return two_desks.let_in(engine, create(folder, keys.new_key(), NOON), "440305-02")


def test_another_station_gets_a_card_and_no_more(
    desks: tuple[Side, Side, makers.Desk], engine: Engine, data: Path
) -> None:
    one, _, house = desks
    visit = station.arrive(
        house, "欧阳娜娜", NOON, document="110101199001011237", phone="13900001234", alias="娜娜"
    )
    one.push()
    (data / "far").mkdir()
    far = _elsewhere(engine, data / "far")
    with closing(far.register):
        far.pull()
        for typed in ("欧阳", "oynn", "娜娜", "110101199001011237", visit.case_number):
            (found,) = find.find(far.register, typed)
            assert (found.person, found.elsewhere) == (visit.person, "440114-01"), typed
        assert find.find(far.register, "13900001234") == []
        kept = {kind: len(_rows(far.register, kind)) for kind in TABLES}
        assert {kind for kind, count in kept.items() if count} <= {"index_card", "station"}
        (card,) = all_of(far.register, IndexCard)
        text = str(card)
        assert "110101199001011237" not in text
        assert "13900001234" not in text
        assert card.visits == ("2026-11-23",)


def test_a_card_follows_what_is_corrected_and_sealed(
    desks: tuple[Side, Side, makers.Desk], engine: Engine, data: Path
) -> None:
    one, _, house = desks
    person = makers.person()
    said = makers.claim(person, house.intake, "王淼")
    one.register.write(person, said, by=house.intake.id, at=NOON)
    one.push()
    (data / "far").mkdir()
    far = _elsewhere(engine, data / "far")
    with closing(far.register):
        far.pull()
        better = replace(said, id=ClaimId(new_id()), value="王森", supersedes=said.id)
        one.register.write(better, by=house.intake.id, at=NOON)
        one.push()
        far.pull()
        assert [f.name for f in find.find(far.register, "王森")] == ["王森"]
        assert find.find(far.register, "王淼") == []
        one.register.write(replace(person, sealed=True), by=house.leader.id, at=NOON)
        one.push()
        far.pull()
        for typed in ("王森", "王", "wangsen", "ws"):
            assert find.find(far.register, typed) == []
        assert all_of(far.register, IndexCard) == []


def test_devices_of_one_station_have_numbers_of_their_own(
    desks: tuple[Side, Side, makers.Desk], engine: Engine
) -> None:
    from app.domain.number import CASE, VOUCHER, NumberBlock
    from app.store.papers import newest_blocks

    one, other, _ = desks
    one.push()
    one.pull()
    other.pull()
    blocks = all_of(one.register, NumberBlock)
    for kind in (CASE, VOUCHER):
        mine = [b for b in blocks if b.kind == kind]
        assert sum(b.left for b in mine) >= 420  # a week of a large station
        numbers = [n for b in mine for n in range(b.first, b.last + 1)]
        assert len(numbers) == len(set(numbers))
    with walls.within(engine, walls.EVERYWHERE) as connection:
        from app.store import grants

        made = grants.grant(connection, "440114-01", other.device, (CASE,), NOON)
    highest = max(b.last for b in blocks if b.kind == CASE)
    assert made[0][0].first == highest + 1
    assert newest_blocks(one.register, CASE, one.device)[-1].last == highest


def test_a_desk_that_knows_other_stations_still_stands_in_its_own(
    desks: tuple[Side, Side, makers.Desk], engine: Engine, data: Path
) -> None:
    from app.desk.door import the_station
    from app.domain.station import station_id

    one, _, house = desks
    one.push()
    (data / "far").mkdir()
    far = _elsewhere(engine, data / "far")
    with closing(far.register):
        own = replace(house.station, id=station_id("440305-02"), code="440305-02", name="远方站")
        far.register.write(own, by=house.leader.id, at=NOON)
        far.push()
        far.pull()
        one.pull()
        assert {s.code for s in all_of(far.register, Station)} == {"440114-01", "440305-02"}
        assert the_station(far.register).name == "远方站"
        assert the_station(one.register) == house.station
    assert station_id("440114-01") == station_id("440114-01") != station_id("440305-02")


def test_a_station_says_nothing_of_anothers_people_and_changes_nothing_of_theirs(
    desks: tuple[Side, Side, makers.Desk], engine: Engine, data: Path
) -> None:
    """A desk whose own checks were removed, with the ids that stand on index cards."""
    one, _, house = desks
    person = makers.person()
    said = makers.claim(person, house.intake, "王淼")
    visit = station.arrive(house, "李四", NOON)
    voucher = station.voucher(house, visit)
    one.register.write(person, said, by=house.intake.id, at=NOON)
    one.push()
    (data / "far").mkdir()
    far = _elsewhere(engine, data / "far")
    with closing(far.register):
        defaced = makers.claim(person, house.intake, "骗子", ClaimKind.ALIAS)
        far.register.write(defaced, by=house.intake.id, at=NOON)
        later = NOON + timedelta(days=1)
        for theirs in (house.station, house.leader, voucher):
            far.register.write(theirs, by=house.intake.id, at=later)
        far.register.write(replace(house.station, account="我的账户"), by=house.intake.id, at=later)
        far.register.write(voucher.void("别站作废"), by=house.intake.id, at=later)
        far.push(later)
        far.pull()
        reasons = [letter.content["reason"] for letter in line.letters(far.register)]
        assert set(reasons) == {"entry.other_station"}
        assert len(reasons) == 6
    one.pull()
    assert get(one.register, Station, house.station.id) == house.station
    assert get(one.register, Voucher, voucher.id) == voucher
    with walls.within(engine, walls.EVERYWHERE) as connection:
        card = TABLES["index_card"]
        found = connection.execute(select(card.c.aliases).where(card.c.id == person.id))
        assert found.scalar_one() == []


def test_no_desk_says_what_an_index_card_holds(
    desks: tuple[Side, Side, makers.Desk], engine: Engine
) -> None:
    """A desk whose own checks were removed: whoever searches the cards would believe it."""
    one, _, house = desks
    card = IndexCard(id=new_id(), station="110101-01", name="骗子", changed_at=NOON)  # type: ignore[arg-type]
    one.register.write(card, by=house.intake.id, at=NOON)
    one.push()
    with engine.begin() as connection:
        table = TABLES["index_card"]
        assert connection.execute(select(table).where(table.c.name == "骗子")).all() == []
        reasons = connection.execute(select(quarantine.c.reason)).scalars().all()
    assert reasons == ["entry.only_here"]
