"""Of many pairs only those are read that today's list may need."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from app.domain.ids import PersonId, new_id
from app.domain.kin_match import KinMatch, KinStep
from app.store.kin_matches import lately
from tests import makers
from tests.makers import NOON

BACK = timedelta(days=120)


def _offered(desk: makers.Desk, chance: float, at: datetime) -> KinMatch:
    return KinMatch(
        id=new_id(), pair=uuid4(), person=PersonId(uuid4()), station=desk.station.code,
        inquiry=uuid4(), to="510100-01", step=KinStep.OFFERED, chance=chance,
        officer=desk.intake.id, at=at,
    )  # fmt: skip


def test_a_faint_likeness_and_what_rests_for_months_are_not_read(desk: makers.Desk) -> None:
    near, faint = _offered(desk, 0.5, NOON), _offered(desk, 0.1, NOON)
    old = _offered(desk, 0.5, NOON - BACK - timedelta(days=1))
    seen = _offered(desk, 0.1, old.at)
    looked = replace(seen, id=new_id(), step=KinStep.VERIFYING, at=NOON)
    desk.register.write(near, faint, old, seen, looked, by=desk.intake.id, at=NOON)
    found = {pair.id: len(pair.steps) for pair in lately(desk.register, NOON - BACK, 0.2)}
    assert found == {near.pair: 1, seen.pair: 2}
