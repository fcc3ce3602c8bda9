"""转接 between two stations: its whole life, either end without a line, what crosses, attacks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select, text
from sqlalchemy.exc import DBAPIError

from app.desk import admission, door, papers, reopening, transfers
from app.desk.admission import Judged
from app.desk.today import gathered
from app.desk.transfer_views import incoming
from app.domain.errors import Refused
from app.domain.evidence import Sameness
from app.domain.ids import PersonId, new_id
from app.domain.matter import Matter
from app.domain.person import Person
from app.domain.staff import Viewing
from app.domain.transfer import Checked, Found, StepKind, Transfer, TransferStep, TransferTold
from app.domain.transfer_state import Clash, State
from app.domain.visit import Leaving, LeavingKind
from app.paper.read_code import read_code
from app.store import transfers as centre
from app.store import walls
from app.store.rows import values_of
from app.store.tables import TABLES
from app.wire import hlc
from app.wire.ticket import PREFIX
from tests.app.paper.papers import text_of
from tests.handed import HERE, THERE, THIRD, End, Ends, ends, refused, third
from tests.makers import NOON

pytest_plugins = ["tests.centre"]
ALL_THERE = tuple(Checked(item=n, found=Found.THERE) for n in (1, 2, 3))
PHONED = {"who": "周站长", "number": "020-1234"}


@pytest.fixture
def both(engine: Engine, tmp_path: Path) -> Iterator[Ends]:
    """Somebody is in the station that sends."""
    with ends(engine, tmp_path) as made:
        yield made


def _settled_at_both(both: Ends, made: Transfer, state: State, *open_: Clash) -> None:
    for end in (both.here, both.there):
        one = both.view(end, made.id)
        assert (one.state, [x.clash for x in one.clashes]) == (state, list(open_))


def test_the_file_is_there_before_the_person_and_nothing_is_typed_twice(both: Ends) -> None:
    made = both.prepare()
    both.meet()
    assert incoming(both.there.register, THERE, by=both.there.house.intake, at=both.at) == []
    both.step(both.here, made.id, StepKind.SENT)
    both.meet()
    coming = transfers.look(both.there.register, made.id, by=both.there.house.intake, at=both.now())
    assert (coming.name, coming.detail["risks"], coming.lines) == ("王淼", "会走失", 3)
    assert [x.what for x in both.told(both.there, Viewing)] == ["transfer"]
    both.step(both.there, made.id, StepKind.ACCEPTED)
    both.meet()
    both.step(both.here, made.id, StepKind.SET_OUT)
    (gone,) = both.told(both.here, Leaving)
    assert (gone.kind, gone.detail["escorts"]) == (LeavingKind.TRANSFERRED, "陈静、李芳")
    both.meet()
    fields = transfers.form_fields(both.view(both.there, made.id), {"risks": "风险"})
    assert (fields["name"], fields["way"], fields["birth"]) == ("王淼", "station", "1980-03-04")
    same = Judged(other=PersonId(made.person), answer=Sameness.SAME)
    arrival = admission.Arrival(arrived_at=both.at, judged=(same,))
    came = admission.admit(
        both.there.register, arrival, both.there.house.station, by=both.there.house.intake,
        at=both.now(),
    )  # fmt: skip
    differs = (*ALL_THERE[:2], Checked(item=3, found=Found.MISSING))
    both.step(both.there, made.id, StepKind.ARRIVED, visit=came.visit.id, checks=differs)
    both.meet()
    _settled_at_both(both, made, State.ARRIVED, Clash.DIFFERS)
    both.step(both.here, made.id, StepKind.SETTLED, words="材料留在本站，已寄出")
    both.meet()
    _settled_at_both(both, made, State.ARRIVED)


def test_the_file_goes_when_it_is_rejected_revoked_or_its_time_is_over(
    both: Ends, engine: Engine
) -> None:
    made = both.sent()
    assert "会走失" in _log(engine)
    both.step(both.there, made.id, StepKind.REJECTED, words="没有床位")
    both.meet()
    assert (both.told(both.there, TransferTold)[0].case, "会走失" in _log(engine)) == (None, False)
    assert both.told(both.here, Transfer)[0].detail["risks"] == "会走失", "the sender keeps it"
    both.step(both.here, made.id, StepKind.SENT)
    both.meet()
    assert both.view(both.there, made.id).case is not None
    both.step(both.there, made.id, StepKind.ARRIVED)
    both.meet()
    assert both.view(both.there, made.id).case is not None
    both.at += timedelta(days=4)
    assert both.view(both.there, made.id).case is None, "over, though nobody said so"
    centre.sweep(engine, both.at)
    both.meet()
    assert both.told(both.there, TransferTold)[0].case is None


def _log(engine: Engine) -> str:
    with walls.within(engine, walls.EVERYWHERE) as connection:
        found = connection.execute(
            text("SELECT body FROM change WHERE stream = :one"), {"one": f"station:{THERE}"}
        )
        return b"".join(found.scalars()).decode(errors="ignore")


def test_the_sender_sets_out_without_the_line_by_a_telephone_answer(both: Ends) -> None:
    made = both.prepare()
    with pytest.raises(Refused, match=r"transfer\.needs_phone"):
        both.step(both.here, made.id, StepKind.SET_OUT)
    both.step(both.here, made.id, StepKind.SET_OUT, phoned=PHONED)
    both.meet()
    one = both.view(both.there, made.id)
    assert (one.state, one.steps[0].phoned["who"]) == (State.ON_WAY, "周站长")
    assert one.case is not None


def test_the_receiver_takes_in_with_the_paper_alone_and_the_file_follows(both: Ends) -> None:
    made = both.prepare()
    both.step(both.here, made.id, StepKind.SET_OUT, phoned=PHONED)
    code = transfers.code_of(both.here.register, made, door.signer(both.here.register))
    step = both.step(both.there, new_id(), StepKind.ARRIVED, ticket=code)
    (one,) = incoming(both.there.register, THERE, by=both.there.house.intake, at=both.at)
    assert (one.id, one.name, one.state, one.only_paper) == (made.id, "王淼", State.ARRIVED, True)
    both.there.meet(both.now())  # the centre hears of the arrival before it hears of the transfer
    both.meet()
    _settled_at_both(both, made, State.ARRIVED)
    one = both.view(both.there, made.id)
    assert (one.only_paper, one.lines, step.id in one.waiting) == (False, 3, False)
    both.step(both.there, made.id, StepKind.CHECKED, checks=ALL_THERE)
    both.meet()
    assert both.view(both.here, made.id).steps[-1].checks == ALL_THERE


def test_a_code_that_is_false_or_goes_elsewhere_lets_nobody_in(both: Ends) -> None:
    made = both.prepare()
    both.meet()
    code = transfers.code_of(both.here.register, made, door.signer(both.here.register))
    other = transfers.code_of(both.here.register, made, door.signer(both.there.register))
    for text_, key in ((code[:-4] + "0000", "bad_ticket"), (other, "bad_ticket"), ("", "unknown")):
        with pytest.raises(Refused, match=key):
            both.step(both.there, new_id(), StepKind.ARRIVED, ticket=text_)
    by = both.here.house.intake
    with pytest.raises(Refused, match="other_station"):
        transfers.by_ticket(both.here.register, HERE, code, by=by, at=both.now())


@pytest.mark.parametrize(
    ("first", "second", "state", "clash"),
    [
        (StepKind.REVOKED, StepKind.ACCEPTED, State.REVOKED, Clash.REVOKED_ACCEPTED),
        (StepKind.SET_OUT, StepKind.REJECTED, State.ON_WAY, Clash.REJECTED_ON_WAY),
        (StepKind.REVOKED, StepKind.ARRIVED, State.ARRIVED, Clash.REVOKED_ARRIVED),
    ],
)
def test_what_crosses_is_decided_the_same_at_both_ends_and_shown_to_a_person(
    both: Ends, first: StepKind, second: StepKind, state: State, clash: Clash
) -> None:
    made = both.sent()
    both.step(both.here, made.id, first, phoned=PHONED)
    both.step(both.there, made.id, second)
    both.meet()
    _settled_at_both(both, made, state, clash)
    both.step(both.there, made.id, StepKind.SETTLED, words="已通话")
    both.meet()
    _settled_at_both(both, made, state)


def test_who_is_revoked_on_the_way_is_in_the_station_again(both: Ends) -> None:
    made = both.sent()
    both.step(both.here, made.id, StepKind.SET_OUT, phoned=PHONED)
    both.step(both.here, made.id, StepKind.REVOKED, words="中途返回")
    from app.store.papers import has_left

    assert not has_left(both.here.register, both.came.visit.id)


def test_who_has_not_left_after_all_is_on_the_way_no_more_at_either_end(both: Ends) -> None:
    made = both.sent()
    both.step(both.here, made.id, StepKind.SET_OUT, phoned=PHONED)
    (gone,) = both.told(both.here, Leaving)
    by = both.here.house.intake
    back = reopening.take_back(both.here.register, gone.id, "办错了", by=by, at=both.now())
    assert ([step.transfer for step in back.revoked], back.arrived) == ([made.id], False)
    both.meet()
    _settled_at_both(both, made, State.REVOKED)
    assert both.view(both.there, made.id).case is None, "the file goes out of the other register"
    assert both.prepare(), "and another one may be prepared"


def test_who_has_arrived_there_is_said_where_the_leaving_is_taken_back(both: Ends) -> None:
    made = both.sent()
    both.step(both.here, made.id, StepKind.SET_OUT, phoned=PHONED)
    both.meet()
    both.step(both.there, made.id, StepKind.ARRIVED)
    both.meet()
    (gone,) = both.told(both.here, Leaving)
    by = both.here.house.intake
    back = reopening.take_back(both.here.register, gone.id, "办错了", by=by, at=both.now())
    assert (back.revoked, back.arrived) == ((), True)
    _settled_at_both(both, made, State.ARRIVED)


def test_of_somebody_sealed_the_file_goes_only_with_a_leaders_word(both: Ends) -> None:
    house = both.here.house
    (person,) = [x for x in both.told(both.here, Person) if x.id == both.came.visit.person]
    made = both.sent()
    house.register.write(replace(person, sealed=True), by=house.leader.id, at=both.now())
    both.meet()
    one = both.view(both.there, made.id)
    assert (one.case, one.name, one.shut, bool(one.contact)) == (None, "", True, True)
    assert both.told(both.there, TransferTold)[0].case is None, "not even a leader there has it"
    with pytest.raises(Refused, match=r"transfer\.needs_leader"):
        both.step(both.here, made.id, StepKind.SENT)
    both.step(both.here, made.id, StepKind.SENT, by=house.leader)
    both.meet()
    assert both.view(both.there, made.id).case is None, "not to everybody there"
    leader = both.there.house.leader
    assert both.view(both.there, made.id, leader).name == "王淼"
    both.step(both.there, made.id, StepKind.ARRIVED)  # who stands at the door is taken in


def _try(both: Ends, end: End, step: TransferStep | Transfer) -> str:
    return refused(both, end, step)


def _forged(both: Ends, made: Transfer, kind: StepKind, end: End, **more: object) -> TransferStep:
    other = HERE if end.code == THERE else THERE
    usual: dict[str, object] = {
        "id": new_id(), "transfer": made.id, "person": made.person, "station": end.code,
        "to": other, "kind": kind, "words": "x", "happened_at": both.at, "at": both.at,
        "officer": end.house.intake.id, "phoned": PHONED,
    }  # fmt: skip
    return TransferStep(**(usual | more))  # type: ignore[arg-type]


def test_each_end_writes_its_own_steps_and_a_third_station_none(
    both: Ends, engine: Engine, tmp_path: Path
) -> None:
    made = both.sent()
    for kind in (StepKind.SET_OUT, StepKind.REVOKED, StepKind.SENT):
        assert _try(both, both.there, _forged(both, made, kind, both.there)) == "transfer.not_yours"
    for kind in (StepKind.ACCEPTED, StepKind.ARRIVED, StepKind.REJECTED):
        assert _try(both, both.here, _forged(both, made, kind, both.here)) == "transfer.not_yours"
    posing = _forged(both, made, StepKind.REVOKED, both.there, station=HERE, to=THERE)
    assert _try(both, both.there, posing) == "entry.other_station"
    leader = _forged(both, made, StepKind.ACCEPTED, both.there, leader=True)
    assert _try(both, both.there, leader) == "transfer.needs_leader"
    foreign = replace(made, id=new_id(), station=THERE, officer=both.there.house.intake.id)
    assert _try(both, both.there, foreign) == "entry.other_station"
    other = third(engine, tmp_path / "third")
    try:
        for kind in (StepKind.ACCEPTED, StepKind.ARRIVED, StepKind.NOT_ARRIVED):
            step = _forged(both, made, kind, other, to=HERE)
            assert _try(both, other, step) in {"transfer.unknown", "transfer.not_yours"}
        other.meet(both.now())
        assert both.told(other, TransferTold) == []
    finally:
        other.register.close()
    _settled_at_both(both, made, State.SENT)


def test_the_database_itself_shows_a_transfer_to_its_two_ends_alone(
    both: Ends, engine: Engine, tmp_path: Path
) -> None:
    made = both.prepare()
    both.meet()

    def seen(station: str) -> list[int]:
        with walls.within(engine, station) as connection:
            tables = ("transfer", "transfer_step", "transfer_told")
            return [len(connection.execute(select(TABLES[t].c.id)).all()) for t in tables]

    assert (seen(HERE), seen(THERE)) == ([1, 0, 0], [0, 0, 0]), "prepared is not sent"
    both.step(both.here, made.id, StepKind.SENT)
    both.meet()
    assert (seen(HERE), seen(THERE), seen(THIRD), seen("")) == (
        [1, 1, 1], [1, 1, 1], [0, 0, 0], [0, 0, 0],
    )  # fmt: skip
    ours, theirs = both.here.register.device.hex, both.there.register.device.hex
    for kind, station, device in (
        (StepKind.REVOKED, THERE, theirs),
        (StepKind.SENT, HERE, theirs),
        (StepKind.SENT, HERE, ours),
    ):
        row = values_of("transfer_step", _forged(both, made, kind, both.there, station=station))
        row |= {"versions": {"*": hlc.version(1, device)}, "extra": {}}
        with (
            pytest.raises(DBAPIError, match=r"not_yours|row-level"),
            walls.within(engine, THERE) as connection,
        ):
            connection.execute(insert(TABLES["transfer_step"]).values(row))
    posing = _forged(both, made, StepKind.SETTLED, both.there, station=HERE, to=HERE)
    row = values_of("transfer_step", posing)
    row |= {"versions": {"*": hlc.version(1, theirs)}, "extra": {}}
    with (
        pytest.raises(DBAPIError, match="not_yours"),
        walls.within(engine, walls.EVERYWHERE) as connection,
    ):
        connection.execute(insert(TABLES["transfer_step"]).values(row))
    for change in ("UPDATE transfer SET why = 'x'", "UPDATE transfer_step SET words = 'x'"):
        with pytest.raises(DBAPIError), walls.within(engine, HERE) as connection:
            connection.execute(text(change))
    told = both.told(both.there, TransferTold)[0]
    unsent = replace(told, id=new_id(), transfer=both.prepare_other().id)
    both.meet()
    row = values_of("transfer_told", unsent) | {"versions": {"*": "1.0.0"}, "extra": {}}
    with (
        pytest.raises(DBAPIError, match=r"transfer\.unknown"),
        walls.within(engine, walls.EVERYWHERE) as connection,
    ):
        connection.execute(insert(TABLES["transfer_told"]).values(row))


def test_an_erasure_takes_the_transfer_along_at_both_ends(both: Ends) -> None:
    from app.desk import erasing
    from app.domain.erasure import Ground

    made = both.sent()
    both.step(both.there, made.id, StepKind.ACCEPTED)
    both.meet()
    house = both.here.house
    erasing.ask(
        house.register, both.came.visit.person, Ground.MISTAKE, "站务会决定", by=house.leader,
        approver=house.administrator, at=both.now(),
    )  # fmt: skip
    both.meet()
    for kind in (Transfer, TransferStep, TransferTold):
        assert (both.told(both.here, kind), both.told(both.there, kind)) == ([], [])
    assert both.at > NOON


def test_the_papers_carry_the_code_the_list_and_what_came_back(both: Ends) -> None:
    made = both.sent()
    both.step(both.there, made.id, StepKind.ACCEPTED, words="床位已留")
    both.meet()
    both.step(both.here, made.id, StepKind.SET_OUT)
    both.meet()
    paper = _paper(both, both.here, "transfer", made)
    code = read_code(paper, PREFIX)
    assert code is not None
    by = both.there.house.intake
    assert transfers.by_ticket(both.there.register, THERE, code, by=by, at=both.at).id == made.id
    differs = (*ALL_THERE[:2], Checked(item=3, found=Found.DIFFERS, words="只有两页"))
    both.step(both.there, made.id, StepKind.ARRIVED, checks=differs)
    both.meet()
    told = text_of(_paper(both, both.here, "transfer", made))
    for words in ("奥氮平5mg每晚1片", "只有两页", "√1"):
        assert words in told
    with pytest.raises(Refused, match=r"transfer\.not_across"):
        _paper(both, both.here, "transfer_letter", made)
    slip = text_of(_paper(both, both.there, "transfer_reply", made))
    assert "■同意接收" in slip
    assert "王淼" in slip


def _paper(both: Ends, end: End, form: str, made: Transfer) -> bytes:
    house = end.house
    issuer = papers.Issuer(
        station=house.station, officer=house.intake, key=door.signer(end.register)
    )
    return papers.make(end.register, form, made.id, issuer, at=both.now(), lang="zh").pdf


def test_what_is_overdue_stands_in_todays_list_at_both_ends(both: Ends) -> None:
    made = both.sent()

    def waits(end: End) -> list[tuple[str, bool]]:
        found = gathered(end.register, end.code, 4, by=end.house.intake, now=both.at, hours=6)
        return [
            (row.due.words, row.due.is_late(both.at))
            for row in found.rows
            if row.due.matter is Matter.TRANSFER
        ]

    assert (waits(both.here), waits(both.there)) == ([("answer", False)], [("answer", False)])
    both.at = made.depart_at
    assert (waits(both.here), waits(both.there)) == ([("answer", True)], [("answer", True)])
    both.step(both.there, made.id, StepKind.ACCEPTED)
    both.meet()
    assert (waits(both.here), waits(both.there)) == ([("departure", True)], [])
    both.step(both.here, made.id, StepKind.SET_OUT)
    both.meet()
    both.at = made.arrive_at + timedelta(hours=5)
    assert waits(both.there) == [("arrival", False)]
    both.at += timedelta(hours=2)
    assert (waits(both.here), waits(both.there)) == ([("arrival", True)], [("arrival", True)])
    (row,) = gathered(
        both.there.register, THERE, 4, by=both.there.house.intake, now=both.at
    ).rows  # fmt: skip
    assert (row.name, row.due.owner) == ("王淼", both.there.house.intake.id)
    both.step(both.here, made.id, StepKind.NOT_ARRIVED, words="已报警 7 号")
    both.meet()
    assert (waits(both.here), waits(both.there)) == ([], [])
    both.step(both.there, made.id, StepKind.ARRIVED, checks=ALL_THERE)
    both.meet()
    assert (waits(both.here), waits(both.there)) == ([], [])
