"""Who is inside is kept ready, and is always what visits, leavings and corrections say."""

from dataclasses import replace

from alembic import command
from sqlalchemy import select

from app.desk import admission
from app.domain.ids import VisitId, new_id
from app.domain.visit import Leaving, LeavingKind, Visit
from app.store import upgrade
from app.store.inside import not_ended
from app.store.people import in_station
from app.store.tables import inside, visit
from tests import makers
from tests.makers import NOON


def _kept_and_true(desk: makers.Desk) -> tuple[set[object], set[object]]:
    kept = {row.visit for row in desk.register.ask(select(inside.c.visit))}
    true = {row.id for row in desk.register.ask(select(visit.c.id).where(*not_ended()))}
    return kept, true


def _arrive(desk: makers.Desk, name: str) -> Visit:
    arrival = makers.arrival(name)
    return admission.admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON).visit


def _leave(desk: makers.Desk, one: Visit) -> None:
    gone = Leaving(
        id=new_id(),
        visit=one.id,
        person=one.person,
        at=NOON,
        kind=LeavingKind.OWN_WISH,
        officer=desk.intake.id,
    )
    desk.register.write(gone, by=desk.intake.id, at=NOON)


def test_who_arrived_is_inside_until_they_leave(desk: makers.Desk) -> None:
    one, other = _arrive(desk, "王淼"), _arrive(desk, "单雄")
    _leave(desk, one)
    assert [row.visit.id for row in in_station(desk.register)] == [other.id]
    kept, true = _kept_and_true(desk)
    assert kept == true == {other.id}


def test_a_corrected_visit_stands_once(desk: makers.Desk) -> None:
    one = _arrive(desk, "王淼")
    right = replace(one, id=VisitId(new_id()), found_at="北站", supersedes=one.id)
    desk.register.write(right, by=desk.intake.id, at=NOON)
    assert [row.visit.id for row in in_station(desk.register)] == [right.id]
    kept, true = _kept_and_true(desk)
    assert kept == true


def test_an_older_register_gets_its_list_filled(desk: makers.Desk) -> None:
    one, other = _arrive(desk, "王淼"), _arrive(desk, "单雄")
    _leave(desk, one)
    with desk.register._engine.begin() as connection:
        settings = upgrade.settings(connection, "desk")
        command.downgrade(settings, "0001")
        command.upgrade(settings, "head")
    kept, true = _kept_and_true(desk)
    assert kept == true == {other.id}
