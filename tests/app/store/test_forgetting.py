"""Whoever is erased is gone from both desks and the centre, whatever comes of them afterwards."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import Engine, select, text

from app.desk import claims, erasing
from app.domain.belongings import Belonging
from app.domain.erasure import ErasureWish, Ground
from app.domain.errors import Refused
from app.domain.face import Basis, Template
from app.domain.ids import (
    BelongingId,
    ClaimId,
    OfficerId,
    PersonId,
    PhotoId,
    StationId,
    TemplateId,
    VisitId,
    new_id,
)
from app.domain.person import Claim, ClaimKind, Person, Source
from app.store import central, erasures, find, forgetting, line, passing, walls, wishes
from app.store.ask import all_of, get
from app.store.depot import Depot, depot
from app.store.register import open_register
from app.store.tables import TABLES, change, erased, metadata, quarantine
from app.wire.talk import ERASED, Ask, Change
from tests import makers, two_desks
from tests.app.store.keeping import arrive
from tests.makers import NOON
from tests.old_centre import dump, load
from tests.two_desks import Side
from ui.centre.wording import told

pytest_plugins = ["tests.centre"]
NAME = "欧阳测试甲"
LATER = NOON + timedelta(days=3)


@pytest.fixture
def pictures(data: Path) -> Depot:
    """What lies beside the database of the centre."""
    (data / "centre").mkdir()
    return depot(data / "centre")


@pytest.fixture
def desks(engine: Engine, data: Path, pictures: Depot) -> Iterator[tuple[Side, Side, makers.Desk]]:
    """Two desks of one station and the centre between them."""
    one, house = two_desks.first(engine, data / "one")
    other = two_desks.second(engine, data / "other")
    one, other = replace(one, depot=pictures), replace(other, depot=pictures)
    with closing(one.register), closing(other.register):
        yield one, other, house


def _there(engine: Engine, word: str) -> list[str]:
    """The tables of the centre in which a word stands, in any form."""
    found = []
    with walls.within(engine, walls.EVERYWHERE) as connection:
        for table in metadata.sorted_tables:
            if "centre" not in table.info["at"]:
                continue
            for row in connection.execute(select(table)):
                whole = b"".join(
                    value if isinstance(value, bytes) else str(value).encode() for value in row
                )
                if word.encode() in whole:
                    found.append(table.name)
    return sorted(set(found))


def _files(folder: Path, word: str) -> list[str]:
    """Files in which a word stands in clear."""
    files = [f for f in folder.rglob("*") if f.is_file()]
    return [f.name for f in files if word.encode() in f.read_bytes()]


def _knows(side: Side, person: UUID) -> list[str]:
    """The tables of a desk in which a person is, the kept ones left out."""
    kept = {"viewing", "search", "printing", "erasure_wish"}
    rows = {kind: side.register.ask(select(TABLES[kind])) for kind in TABLES.keys() - kept}
    return sorted(k for k, found in rows.items() if str(person) in str([tuple(r) for r in found]))


def _ask(house: makers.Desk, person: UUID, ground: Ground = Ground.MISTAKE) -> None:
    erasing.ask(
        house.register,
        PersonId(person),
        ground,
        "站务会决定 2026-11",
        by=house.leader,
        approver=house.administrator,
        at=LATER,
    )


def _both(one: Side, other: Side) -> None:
    for side in (one, other, one, other):
        if side.waiting():
            side.push(LATER)
        side.pull(LATER)


def test_nobody_knows_them_any_more_and_no_stream_has_a_hole(
    desks: tuple[Side, Side, makers.Desk], engine: Engine, pictures: Depot
) -> None:
    one, other, house = desks
    gone, stays = arrive(house, NAME), arrive(house, "王淼")
    _both(one, other)
    name = gone.photos[0].sha256
    pictures.put(name, 0, house.register.blobs.get(name), last=True)
    assert find.find(other.register, NAME)
    assert _there(engine, NAME)
    _ask(house, gone.visit.person)
    assert find.find(one.register, NAME)  # until the centre has decided
    assert [a.refused for a in wishes.asked_for(one.register, [gone.visit.person])] == [""]
    _both(one, other)
    assert _there(engine, NAME) == []
    assert pictures.has(name) == 0
    for side in (one, other):
        assert _knows(side, gone.visit.person) == []
        assert find.find(side.register, NAME) == []
        assert [f.person for f in find.find(side.register, "王淼")] == [stays.visit.person]
        assert [w.person for w in all_of(side.register, ErasureWish)] == [gone.visit.person]
        side.register.verify_journal()
        assert _files(side.register.folder, NAME) == []
        letters = [x for x in line.letters(side.register) if x.kind == "erased"]
        words = f"登记有误；提出：{house.leader.name}，同意：{house.administrator.name}"
        assert [told(x, "zh") for x in letters] == [f"一份档案已从各台电脑和中心删除（{words}）。"]
    with walls.within(engine, walls.EVERYWHERE) as connection:
        heads = {row.name: row.last for row in connection.execute(text("SELECT * FROM stream"))}
        rows = connection.execute(select(change)).all()
    for stream, last in heads.items():
        assert sorted(r.seq for r in rows if r.stream == stream) == list(range(1, last + 1))
    heard = [msgspec.msgpack.decode(r.body, type=Change) for r in rows]
    assert all(not c.fields and not c.versions for c in heard if c.kind == ERASED)
    assert {r.stream for r, c in zip(rows, heard, strict=True) if c.kind == ERASED} >= {
        "station:440114-01",
        "prov:44",
    }


def test_what_one_push_says_and_takes_back_never_stands_in_a_stream(
    desks: tuple[Side, Side, makers.Desk], engine: Engine
) -> None:
    one, other, house = desks
    one.push()
    gone = arrive(house, NAME)
    _ask(house, gone.visit.person)
    one.push(LATER)
    assert _there(engine, NAME) == []
    _both(one, other)
    assert _knows(other, gone.visit.person) == _knows(one, gone.visit.person) == []


def test_a_desk_that_was_away_for_a_year_brings_nobody_back(
    desks: tuple[Side, Side, makers.Desk], engine: Engine
) -> None:
    one, other, house = desks
    gone = arrive(house, NAME)
    _both(one, other)
    by = house.leader
    claims.add(
        other.register, gone.visit.person, ClaimKind.ALIAS, NAME + "二", Source.SAID,
        by=by, at=LATER,
    )  # fmt: skip
    kept = makers.person()
    other.register.write(kept, makers.claim(kept, by, "王淼"), by=by.id, at=LATER)
    _ask(house, gone.visit.person)
    _both(one, one)
    late = LATER + timedelta(days=400)
    other.push(late)
    assert _there(engine, NAME) == []
    with walls.within(engine, walls.EVERYWHERE) as connection:
        assert connection.execute(select(quarantine)).all() == []
        assert connection.execute(select(TABLES["person"].c.id)).scalars().all() == [kept.id]
    other.pull(late)
    assert _knows(other, gone.visit.person) == []
    assert [x.kind for x in line.letters(other.register) if x.kind == "erased_late"]
    assert line.how_many_wait(other.register) == 0
    other.register.verify_journal()
    assert b"".join(
        r[0] or b"" for r in other.register.ask(text("SELECT payload FROM journal"))
    ).count(NAME.encode()) == 0  # fmt: skip


def test_a_refused_entry_that_lies_aside_is_emptied_too(
    desks: tuple[Side, Side, makers.Desk], engine: Engine
) -> None:
    one, other, house = desks
    gone = arrive(house, NAME)
    _both(one, other)
    wrong = replace(makers.claim(makers.person(), house.intake, NAME), person=gone.visit.person)
    house.register.write(wrong, by=house.intake.id, at=LATER)
    entries = one.waiting()
    payload = msgspec.msgpack.decode(entries[0].payload)
    payload["fields"]["kind"] = ["no such kind", None]
    body = msgspec.msgpack.encode(payload)
    from app.wire.entry import commit

    one.push_these(
        two_desks.forged(entries, payload=body, commitment=commit(entries[0].salt, body)), LATER
    )
    assert _there(engine, NAME) != []
    with walls.within(engine, walls.EVERYWHERE) as connection:
        assert len(connection.execute(select(quarantine)).all()) == 1
    _ask_at(other, house, gone.visit.person)
    other.push(LATER)
    assert _there(engine, NAME) == []


def _ask_at(side: Side, house: makers.Desk, person: UUID) -> None:
    _ask(replace(house, register=side.register), person)


def _wish(house: makers.Desk, person: UUID, **other: object) -> ErasureWish:
    wish = ErasureWish(
        id=new_id(), person=PersonId(person), station="440114-01", ground=Ground.MISTAKE,
        reason="试", approver=house.administrator.id, officer=house.leader.id, at=LATER,
    )  # fmt: skip
    return replace(wish, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "other"),
    [
        ("erasure.one_officer", {"approver": "leader"}),
        ("erasure.not_leader", {"officer": "intake"}),
        ("erasure.not_approver", {"approver": "intake"}),
        ("erasure.not_approver", {"approver": "nobody"}),
        ("erasure.locked", {"ground": Ground.PERIOD_OVER}),
        ("entry.other_station", {"station": "110101-01"}),
    ],
)
def test_the_centre_refuses_what_may_not_be_whatever_the_desk_sends(
    desks: tuple[Side, Side, makers.Desk], engine: Engine, key: str, other: dict[str, object]
) -> None:
    one, second, house = desks
    there = arrive(house, NAME)
    from app.domain.visit import LeavingKind

    makers.leave(house.register, there.visit.id, LeavingKind.OWN_WISH, "", by=house.intake, at=NOON)
    _both(one, second)
    staff = {"leader": house.leader.id, "intake": house.intake.id, "nobody": new_id()}
    said = {name: staff.get(str(value), value) for name, value in other.items()}
    wish = _wish(house, there.visit.person, **said)
    house.register.write(wish, by=house.leader.id, at=LATER)
    _both(one, second)
    letter = next(x for x in line.letters(one.register) if x.kind == "refused")
    assert letter.content["reason"] == key
    assert [a.refused for a in wishes.asked_for(one.register, [there.visit.person])] == [key]
    assert find.find(second.register, NAME)
    assert "claim" in _there(engine, NAME)


def test_a_station_cannot_erase_somebody_elses_person(
    desks: tuple[Side, Side, makers.Desk], engine: Engine, data: Path
) -> None:
    one, other, house = desks
    there = arrive(house, NAME)
    _both(one, other)
    folder = data / "far"
    far = makers.desk(folder)
    station = replace(far.station, code="440114-02", id=StationId(new_id()))
    far.register.write(station, by=far.administrator.id, at=NOON)
    away = two_desks.let_in(engine, far.register, "440114-02")
    with closing(far.register):
        wish = _wish(far, there.visit.person, station="440114-02")
        far.register.write(wish, by=far.leader.id, at=LATER)
        away.push(LATER)
        away.pull(LATER)
        with pytest.raises(Refused, match=r"claims\.no_person"):
            erasing.own_records(far.register, PersonId(there.visit.person), "440114-02")
        keys = {x.content["reason"] for x in line.letters(far.register)}
        assert "entry.other_station" in keys
        one.pull(LATER)
        assert find.find(one.register, NAME)
        # The card of the province goes with the person.
        assert "index_card" in _knows(away, there.visit.person)
        _ask(house, there.visit.person)
        one.push(LATER)
        away.pull(LATER)
        assert _knows(away, there.visit.person) == []


def test_an_old_backup_of_the_centre_brings_nobody_back(
    owner: Engine, desks: tuple[Side, Side, makers.Desk], engine: Engine, pictures: Depot
) -> None:
    one, other, house = desks
    gone = arrive(house, NAME)
    _both(one, other)
    old = dump(engine)
    _ask(house, gone.visit.person)
    one.push(LATER)
    assert _there(engine, NAME) == []
    load(owner, old)
    assert _there(engine, NAME) != []
    assert passing.keep_erased(engine, pictures, LATER) == 1
    assert _there(engine, NAME) == []
    assert passing.keep_erased(engine, pictures, LATER) == 0
    # And a database whose list was lost writes it anew.
    (pictures.folder.parent / erasures.FILE).unlink()
    assert passing.keep_erased(engine, pictures, LATER) == 0
    (line_,) = erasures.read(pictures.folder.parent, pictures.key)
    assert line_.person == gone.visit.person
    assert gone.visit.id in line_.records


def test_an_old_backup_of_a_desk_brings_nobody_back(
    desks: tuple[Side, Side, makers.Desk], data: Path
) -> None:
    one, other, house = desks
    gone = arrive(house, NAME)
    _both(one, other)
    folder = house.register.folder
    one.register.close()
    old = (folder / "register.db").read_bytes()
    from app.store import mark

    marks = (folder / mark.FILE).read_bytes()
    again = open_register(folder, house.key, LATER)
    back = replace(one, register=again)
    _ask(replace(house, register=again), gone.visit.person)
    back.push(LATER)
    back.pull(LATER)
    assert _knows(back, gone.visit.person) == []
    again.close()
    (folder / "register.db").write_bytes(old)
    (folder / mark.FILE).write_bytes(marks)
    with closing(open_register(folder, house.key, LATER)) as older:
        assert _knows(replace(one, register=older), gone.visit.person) == []


def test_a_kill_between_list_and_rows_is_made_up_for(
    desks: tuple[Side, Side, makers.Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other, house = desks
    gone = arrive(house, NAME)
    _both(one, other)
    _ask(house, gone.visit.person)
    one.push(LATER)
    parts = one.news()
    folder, key = one.register.folder, house.key

    class Killed(BaseException):
        pass

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(erasures, "wipe", die)
        with pytest.raises(Killed):
            one.register.settle(parts, LATER)
    assert "person" in _knows(one, gone.visit.person)
    one.register.close()
    with closing(open_register(folder, key, LATER)) as again:
        side = replace(one, register=again)
        assert _knows(side, gone.visit.person) == []
        side.pull(LATER)
        assert _knows(side, gone.visit.person) == []


def test_a_wish_outlives_a_restart_and_waits_without_a_network(
    desks: tuple[Side, Side, makers.Desk],
) -> None:
    one, _, house = desks
    gone = arrive(house, NAME)
    one.push()
    _ask(house, gone.visit.person)
    with pytest.raises(Refused, match=r"erasure\.asked_already"):
        _ask(house, gone.visit.person)
    folder = one.register.folder
    one.register.close()
    with closing(open_register(folder, house.key, LATER)) as again:
        assert get(again, Person, gone.visit.person)
        assert len(wishes.asked_for(again, [gone.visit.person])) == 1
        arrive(replace(house, register=again), "王淼")  # nothing keeps anybody from being helped
        side = replace(one, register=again)
        side.push(LATER)
        side.pull(LATER)
        assert get(again, Person, gone.visit.person) is None


def test_devices_that_have_not_acknowledged_are_listed(
    desks: tuple[Side, Side, makers.Desk], engine: Engine
) -> None:
    one, other, house = desks
    gone = arrive(house, NAME)
    _both(one, other)
    _ask(house, gone.visit.person)
    one.push(LATER)
    (listed,) = passing.every(engine)
    assert (listed.person, listed.ground) == (gone.visit.person, "mistake")
    assert {w.device for w in listed.waiting} == {one.device, other.device}
    one.pull(LATER)
    _ask_for_more(engine, one)
    (listed,) = passing.every(engine)
    assert [w.device for w in listed.waiting] == [other.device]
    assert listed.waiting[0].station == "440114-01"
    other.pull(LATER)
    _ask_for_more(engine, other)
    assert passing.every(engine)[0].waiting == ()


def _ask_for_more(engine: Engine, side: Side) -> None:
    from app.store import access

    heard = {name: seq for name, (seq, _) in line.cursors(side.register).items()}
    central.read(engine, access.device_of(engine, side.device), Ask(cursors=heard), LATER)


def test_who_was_erased_before_joining_never_comes_to_the_centre(
    engine: Engine, data: Path, pictures: Depot
) -> None:
    house = makers.desk(data / "alone")
    with closing(house.register):
        gone = arrive(house, NAME)
        _ask(house, gone.visit.person)
        assert get(house.register, Person, gone.visit.person) is None
        side = replace(two_desks.let_in(engine, house.register), depot=pictures)
        side.push(LATER)
        assert _there(engine, NAME) == []
        with walls.within(engine, walls.EVERYWHERE) as connection:
            assert connection.execute(select(erased.c.id)).scalars().all() == [gone.visit.person]
            assert connection.execute(select(quarantine)).all() == []


def test_officers_of_another_station_decide_nothing_here(
    desks: tuple[Side, Side, makers.Desk], engine: Engine, data: Path
) -> None:
    one, other, house = desks
    there = arrive(house, NAME)
    _both(one, other)
    far = makers.desk(data / "far")
    with closing(far.register):
        far.register.write(
            replace(far.station, code="110101-01", id=StationId(new_id())),
            by=far.leader.id,
            at=NOON,
        )
        away = two_desks.let_in(engine, far.register, "110101-01")
        strangers = [
            replace(officer, id=OfficerId(new_id())) for officer in (far.leader, far.administrator)
        ]
        far.register.write(*strangers, by=far.administrator.id, at=NOON)
        away.push(LATER)
        leader, agrees = (officer.id for officer in strangers)
        with walls.within(engine, walls.EVERYWHERE) as connection:
            known = connection.execute(select(TABLES["officer"].c.id)).scalars().all()
        assert {leader, agrees} <= set(known)
        wish = _wish(far, there.visit.person, officer=leader, approver=agrees)
        house.register.write(wish, by=leader, at=LATER)
        _both(one, other)
    keys = {x.content["reason"] for x in line.letters(one.register) if x.kind == "refused"}
    assert keys == {"erasure.not_leader"}


def _face(house: makers.Desk, person: UUID, at: datetime = NOON) -> Template:
    return Template(
        id=TemplateId(new_id()), person=PersonId(person), photo=PhotoId(new_id()), engine="e",
        model_sha256="m", dim=1, metric="cosine", vector=b"FACEFACE", quality=1.0,
        basis=Basis.CONSENT, made_at=at,
    )  # fmt: skip


def test_a_withdrawn_consent_takes_its_templates_from_every_desk_and_none_was_at_the_centre(
    desks: tuple[Side, Side, makers.Desk], engine: Engine, pictures: Depot
) -> None:
    one, other, house = desks
    there = arrive(house, NAME).visit
    face = _face(house, there.person)
    house.register.write(face, by=house.intake.id, at=NOON)
    _both(one, other)
    assert all_of(house.register, Template) == [face]
    assert all_of(other.register, Template) == []
    assert _there(engine, "FACEFACE") == [], "a template stays where it was made"
    late = _face(house, there.person)
    other.register.write(late, by=house.intake.id, at=NOON)
    erasing.withdraw(house.register, there.person, "口头", by=house.intake, at=LATER)
    one.push(LATER)
    assert _there(engine, "FACEFACE") == []
    other.push(LATER)  # before it has heard of it
    assert _there(engine, "FACEFACE") == []
    _both(one, other)
    for side in (one, other):
        assert all_of(side.register, Template) == []
        assert find.find(side.register, NAME)
        side.register.verify_journal()
    passing.keep_erased(engine, pictures, LATER)
    assert _there(engine, NAME) != []


def test_nobody_else_is_taken_in_beside_an_erasure(
    desks: tuple[Side, Side, makers.Desk], engine: Engine
) -> None:
    one, _, house = desks
    there = arrive(house, NAME)
    usual = one.waiting()
    one.push()
    _ask(house, there.visit.person)
    asking = text("SELECT pg_try_advisory_xact_lock_shared(hashtext('erasures'))")
    for entries, free in ((usual, True), (one.waiting(), False)):
        with engine.connect() as first, engine.connect() as second:
            forgetting.stand_apart(first, entries)
            assert second.execute(asking).scalar_one() is free
            first.rollback()
            second.rollback()


def test_what_hangs_on_something_late_is_late_as_well(
    desks: tuple[Side, Side, makers.Desk], engine: Engine
) -> None:
    one, other, house = desks
    gone = arrive(house, NAME)
    _both(one, other)
    _ask(house, gone.visit.person)
    one.push(LATER)
    visit = replace(gone.visit, id=VisitId(new_id()), case_number="440114-01-20261125-0999")
    bag = Belonging(
        id=BelongingId(new_id()), visit=visit.id, item=NAME, at=LATER, officer=house.intake.id
    )
    stays = makers.person()
    other.register.write(visit, bag, stays, by=house.intake.id, at=LATER)
    late = replace(bag, id=BelongingId(new_id()))
    other.register.write(late, by=house.intake.id, at=LATER)
    entries = other.waiting()
    other.push_these(entries[:-1], LATER)
    other.push_these(entries, LATER)
    assert _there(engine, NAME) == []
    with walls.within(engine, walls.EVERYWHERE) as connection:
        assert connection.execute(select(TABLES["person"].c.id)).scalars().all() == [stays.id]
        known = set(connection.execute(select(erased.c.id)).scalars())
    assert {visit.id, bag.id, late.id} <= known
    other.register.acknowledge(entries[-1].n, entries[-1].hash, 0)
    other.pull(LATER)
    assert _knows(other, gone.visit.person) == []
    assert all_of(other.register, Belonging) == []


def test_a_desk_that_comes_afterwards_hears_numbers_and_no_words(
    desks: tuple[Side, Side, makers.Desk], engine: Engine, data: Path
) -> None:
    one, other, house = desks
    gone = arrive(house, NAME)
    stays = arrive(house, "王淼")
    _both(one, other)
    _ask(house, gone.visit.person)
    _both(one, other)
    third = two_desks.second(engine, data / "third")
    with closing(third.register):
        heard = third.pull(LATER)
        assert sum(h.unknown for h in heard) == 0
        assert [p.id for p in all_of(third.register, Person)] == [stays.visit.person]
        assert _knows(third, gone.visit.person) == []


def test_what_two_desks_said_differently_of_them_is_quoted_nowhere(
    desks: tuple[Side, Side, makers.Desk], engine: Engine
) -> None:
    one, other, house = desks
    gone = arrive(house, "王淼")
    _both(one, other)
    (said,) = [c for c in all_of(one.register, Claim) if c.kind is ClaimKind.NAME]
    for side, name in ((one, NAME), (other, NAME + "二")):
        better = replace(said, id=ClaimId(new_id()), value=name, supersedes=said.id)
        side.register.write(better, by=house.intake.id, at=LATER)
    _both(one, other)
    assert "conflict" in {x.kind for x in line.letters(one.register)}
    assert _there(engine, NAME)
    _ask(house, gone.visit.person)
    _both(one, other)
    assert _there(engine, NAME) == []
    for side in (one, other):
        assert {x.kind for x in line.letters(side.register)} == {"erased"}


def test_a_picture_that_somebody_else_shares_stays_at_the_centre(
    desks: tuple[Side, Side, makers.Desk], pictures: Depot
) -> None:
    one, other, house = desks
    gone, _ = arrive(house, NAME), arrive(house, NAME)
    _both(one, other)
    name = gone.photos[0].sha256
    pictures.put(name, 0, house.register.blobs.get(name), last=True)
    _ask(house, gone.visit.person)
    _both(one, other)
    assert pictures.has(name) == -1
