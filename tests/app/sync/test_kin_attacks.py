"""寻亲 against whoever skips the desk's checks, and against raw SQL as the centre's own service."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from app.desk import admission, erasing, inquiries
from app.desk.admission import Said
from app.desk.inquiries import Wrote
from app.domain.erasure import Ground
from app.domain.evidence import Link, Sameness
from app.domain.ids import DecisionId, LinkId, OfficerId, new_id
from app.domain.inquiry import InquiryEntry, InquiryStep, Sought
from app.domain.kin_match import KinMatch, KinState, KinStep, KinTold
from app.domain.person import ClaimKind, Person
from app.store import snapshots, walls
from app.store.ask import all_of
from app.store.inquiries import inquiry_of
from app.store.rows import values_of
from app.store.tables import TABLES, change, journal, snapshot_chunk
from tests.handed import HERE, THERE, THIRD, refused
from tests.kin import CAME, LOST, Apart, apart

pytest_plugins = ["tests.centre"]
Step = KinStep
DANGER = Wrote(result="danger", words="本人说多次被打")


@pytest.fixture
def both(engine: Engine, tmp_path: Path) -> Iterator[Apart]:
    """Somebody is at the first station; at the other one is asked for him."""
    with apart(engine, tmp_path) as made:
        yield made


def _asked(both: Apart) -> Any:
    asked = both.ask()
    both.meet()
    both.compare()
    both.meet()
    return asked


def _kept(engine: Engine, stream: str) -> bytes:
    """All that is readable in a stream's log and its snapshots."""
    with walls.within(engine, walls.EVERYWHERE) as connection:
        rows = connection.execute(select(change.c.body).where(change.c.stream == stream))
        chunks = connection.execute(select(snapshot_chunk.c.body))
        whole: list[bytes] = [*rows.scalars(), *chunks.scalars()]
    return b"".join(whole)


def test_that_somebody_may_do_harm_is_taken_back_by_nothing_but_words(both: Apart) -> None:
    asked = both.ask()
    both.check(asked.id)
    both.check(asked.id, DANGER)
    whole = inquiry_of(both.there.register, asked.id)
    assert whole is not None
    assert whole.check is not None
    usual: dict[str, Any] = {
        "station": THERE, "inquiry": asked.id, "supersedes": whole.check.id,
        "officer": both.there.house.intake.id,
    }  # fmt: skip
    for step, more in (
        (InquiryStep.CONTACT, {"whom": "某人", "words": "闲谈"}),
        (InquiryStep.SOUGHT, {"about": "story", "value": "没有新情况"}),
        (InquiryStep.INQUIRER, {"detail": {"name": "赵桂兰", "relation": "母亲"}}),
        (InquiryStep.CHECKED, {"result": "verified", "detail": {"how": "police"}}),
    ):
        entry = InquiryEntry(id=new_id(), step=step, at=both.now(), **usual, **more)
        assert refused(both.ends(), both.there, entry) == "inquiry.not_to_take_back", step
    whole = inquiry_of(both.there.register, asked.id)
    assert whole is not None
    assert whole.check is not None
    assert whole.check.result == "danger"


def test_what_every_desk_hears_of_an_inquiry_is_a_number_and_no_letter(both: Apart) -> None:
    id_ = new_id()
    first = InquiryEntry(
        id=id_, station=THERE, inquiry=id_, step=InquiryStep.OPENED, channel="phone",
        number="X" * 50_000, detail={"name": "某人", "phone": "1"},
        officer=both.there.house.intake.id, at=both.now(),
    )  # fmt: skip
    assert refused(both.ends(), both.there, first) == "inquiry.no_number"


def test_the_second_officer_is_somebody_and_works_here(both: Apart) -> None:
    asked = _asked(both)
    both.check(asked.id)
    both.ask_him()
    both.meet()
    last = both.pair().steps[-1]
    gone = replace(both.here.house.leader, active=False)
    for second in (OfficerId(new_id()), both.there.house.leader.id):
        one = replace(
            last, id=new_id(), step=Step.CONFIRMED, how=("dna",), second=second, words="x",
            at=both.now(),
        )  # fmt: skip
        assert refused(both.ends(), both.here, one) == "kin.needs_second"
    both.here.register.write(gone, by=both.here.house.administrator.id, at=both.now())
    one = replace(one, id=new_id(), second=gone.id, at=both.now())
    assert refused(both.ends(), both.here, one) == "kin.needs_second"
    assert both.pair().state is KinState.VERIFYING, "what was not taken counts here neither"


def test_for_a_child_a_leader_decides_also_behind_a_modified_desk(
    engine: Engine, tmp_path: Path
) -> None:
    born = Said(kind=ClaimKind.BIRTH, value="2014-05-06")
    child = (*(one for one in CAME if one.kind is not ClaimKind.AGE), born)
    with apart(engine, tmp_path, child) as both:
        both.ask(sought={name: text for name, text in LOST.items() if name != "age"})
        both.meet()
        (offered,) = both.compare()
        both.step(Step.VERIFYING)
        both.meet()
        yes = replace(
            offered, id=new_id(), step=Step.WISH, clues=(), how=("yes",), whom="问过", words="x",
            at=both.now(),
        )  # fmt: skip
        assert refused(both.ends(), both.here, yes) == "kin.best_interest"


def test_one_family_is_confirmed_for_one_person_behind_a_modified_desk(both: Apart) -> None:
    house = both.here.house
    admission.admit(
        house.register, admission.Arrival(arrived_at=both.at, said=CAME), house.station,
        by=house.intake, at=both.now(),
    )  # fmt: skip
    asked = both.ask()
    both.meet()
    one, other = both.compare()
    both.check(asked.id)
    for each in (one, other):
        both.chosen = each.pair
        both.ask_him()
    both.chosen = one.pair
    both.step(Step.CONFIRMED, how=("dna",), second=house.leader.id)
    both.meet()
    again = replace(
        other, id=new_id(), step=Step.CONFIRMED, clues=(), how=("dna",), words="x",
        second=house.leader.id, at=both.now(),
    )  # fmt: skip
    assert refused(both.ends(), both.here, again) == "kin.taken"


@pytest.mark.parametrize(
    "more",
    [
        {"clues": ({"about": "name"},)},
        {"clues": ({"about": "name", "verdict": "sure", "weight": "1", "key": "k"},)},
        {"clues": ({"about": "name", "verdict": "near", "weight": "nan", "key": "k"},)},
        {"clues": ({"about": "name", "verdict": "near", "weight": "1", "key": "k" * 70_000},)},
        {"chance": 7.0},
        {"words": "x" * 5000},
    ],
)
def test_an_offer_that_no_register_makes_reaches_no_other_desk(
    both: Apart, more: dict[str, Any]
) -> None:
    both.ask()
    both.meet()
    (offered,) = both.compare()
    both.meet()
    junk = replace(offered, id=new_id(), at=both.now(), **more)
    assert refused(both.ends(), both.here, junk) == "kin.no_offer"


def test_of_whoever_may_do_harm_the_other_station_reads_no_station_any_more(
    both: Apart, engine: Engine
) -> None:
    asked = _asked(both)
    both.step(Step.VERIFYING)
    both.meet()
    (told,) = all_of(both.there.register, KinTold)
    assert told.contact
    snapshots.make(engine, f"station:{THERE}", both.now())
    assert b"verifying" in _kept(engine, f"station:{THERE}")
    both.check(asked.id, DANGER)
    (told,) = all_of(both.there.register, KinTold)
    assert (told.state, told.ended, told.contact) == ("", True, "")
    assert b"verifying" not in _kept(engine, f"station:{THERE}")


def test_who_turns_out_to_be_somebody_sealed_is_told_no_more(both: Apart) -> None:
    _asked(both)
    both.step(Step.VERIFYING)
    both.meet()
    house = both.here.house
    other = admission.admit(
        house.register, admission.Arrival(arrived_at=both.at), house.station, by=house.intake,
        at=both.now(),
    ).visit.person  # fmt: skip
    (person,) = [x for x in all_of(house.register, Person) if x.id == other]
    house.register.write(replace(person, sealed=True), by=house.leader.id, at=both.now())
    both.meet()
    assert not all_of(both.there.register, KinTold)[0].ended
    link = Link(
        id=LinkId(new_id()), one=both.came.visit.person, other=other, answer=Sameness.SAME,
        decision=DecisionId(new_id()), at=both.now(),
    )  # fmt: skip
    house.register.write(link, by=house.leader.id, at=both.now())
    both.meet()
    assert all_of(both.there.register, KinTold)[0].ended


def test_an_erasure_takes_what_was_found_about_them_along_everywhere(
    both: Apart, engine: Engine
) -> None:
    _asked(both)
    both.step(Step.VERIFYING)
    both.meet()
    house = both.here.house
    erasing.ask(
        house.register, both.came.visit.person, Ground.MISTAKE, "站务会决定", by=house.leader,
        approver=house.administrator, at=both.now(),
    )  # fmt: skip
    both.meet()
    for end in (both.here, both.there):
        assert (all_of(end.register, KinMatch), all_of(end.register, KinTold)) == ([], [])
    for stream in (f"station:{HERE}", f"station:{THERE}"):
        assert b"verifying" not in _kept(engine, stream)
    assert all_of(both.there.register, Sought), "she is looked for on"


def test_after_its_end_nothing_of_an_inquiry_is_readable_at_the_centre_or_another_desk(
    both: Apart, engine: Engine
) -> None:
    asked = _asked(both)
    words = "石盘村".encode()
    assert words in _kept(engine, "alert")
    house = both.there.house
    inquiries.close(
        both.there.register, asked.id, Wrote(result="withdrawn"), by=house.intake, at=both.now()
    )
    both.meet()
    assert words not in _kept(engine, "alert")
    here = both.here.register
    assert words.decode() not in str(all_of(here, Sought))
    said = here.ask(select(journal.c.payload).where(journal.c.record == asked.id))
    assert not [row for row in said if row.payload and words in row.payload]


def _row(kind: str, record: Any, device: str) -> dict[str, Any]:
    return values_of(kind, record) | {"versions": {"*": f"1.{device}"}, "extra": {}}


def test_the_database_itself_believes_no_check_that_nobody_made(
    both: Apart, engine: Engine
) -> None:
    asked = _asked(both)
    both.step(Step.VERIFYING)
    both.meet()
    (told,) = all_of(both.there.register, KinTold)
    (card,) = all_of(both.here.register, Sought)
    centre = "0" * 32

    def put(kind: str, record: Any, device: str = centre) -> str:
        try:
            with walls.within(engine, walls.EVERYWHERE) as connection:
                connection.execute(insert(TABLES[kind]), _row(kind, record, device))
        except DBAPIError as error:
            return str(error.orig).split("\n", maxsplit=1)[0]
        return ""

    assert "inquiry.unknown" in put("sought", replace(card, id=new_id(), checked="verified"))
    for more in ({"to": THIRD}, {"state": "confirmed"}, {"person": new_id()}):
        assert "kin.unknown" in put("kin_told", replace(told, id=new_id(), **more)), more

    for change_, why in (
        (update(TABLES["sought"]).values(checked="verified"), "kin.not_checked"),
        (update(TABLES["kin_told"]).values(to=THIRD), "kin.unknown"),
        (update(TABLES["kin_told"]).values(state="confirmed"), "kin.unknown"),
    ):
        with pytest.raises(DBAPIError, match=why), walls.within(engine, walls.EVERYWHERE) as c:
            c.execute(change_)
    both.check(asked.id)
    both.step(Step.WISH, how=("yes",), whom="李芳")
    both.check(asked.id, DANGER)
    last = both.pair().steps[-1]
    device = both.here.register.device.hex
    one = replace(last, id=new_id(), step=Step.CONFIRMED, how=("dna",), second=OfficerId(new_id()))
    assert "kin.needs_second" in put("kin_match", one, device)
    one = replace(one, second=both.here.house.leader.id)
    assert "kin.danger" in put("kin_match", one, device)
    whole = inquiry_of(both.there.register, asked.id)
    assert whole is not None
    assert whole.check is not None
    silent = replace(
        whole.check, id=new_id(), step=InquiryStep.CONTACT, result="", supersedes=whole.check.id
    )
    assert "not_to_take_back" in put("inquiry_entry", silent, both.there.register.device.hex)
    entries = TABLES["inquiry_entry"]
    with walls.within(engine, walls.EVERYWHERE) as connection:
        walls.erase(connection, [whole.check.id])
        with pytest.raises(DBAPIError, match="append_only"):
            connection.execute(delete(entries).where(entries.c.id == whole.check.id))
