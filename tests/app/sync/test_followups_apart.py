"""Two stations: a reunion is followed up, an undone one not; who came again elsewhere is seen."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.clock import local
from app.desk import admission, followups, links, slips
from app.desk.door import signer
from app.domain.errors import Refused
from app.domain.evidence import Sameness
from app.domain.followup import Why
from app.domain.ids import VisitId
from app.domain.kin_match import KinStep
from app.domain.matter import Matter, still_open
from app.domain.visit import LeavingKind
from app.store.today import steps_of
from tests import makers
from tests.followed import DAY, HOME
from tests.kin import CAME, Apart, apart

pytest_plugins = ["tests.centre"]


def _open(both: Apart) -> set[Matter]:
    visit = both.came.visit.id
    return {one.matter for one in still_open(steps_of(both.here.register, [visit]).get(visit, []))}


def test_a_reunion_is_followed_up_and_a_false_one_no_more(engine: Engine, tmp_path: Path) -> None:
    with apart(engine, tmp_path) as both:
        asked = both.ask()
        both.meet()
        both.compare()
        both.check(asked.id)
        both.confirm()
        both.step(KinStep.TOLD, whom="母亲")
        today = local(both.at).date()
        met = both.step(KinStep.REUNITED, how=("fetched",), on=today, whom="母亲")
        assert _open(both) == {Matter.FOLLOW_UP}
        both.step(KinStep.UNDONE, undoes=met.id, words="不是一个人")
        assert _open(both) == set()


def test_who_leaves_here_and_comes_to_another_station_is_shown_by_their_card(
    engine: Engine, tmp_path: Path
) -> None:
    with apart(engine, tmp_path) as both:
        here, there, left = both.here, both.there, both.at
        visit, by = both.came.visit, here.house.intake
        makers.leave(
            here.register, VisitId(visit.id), LeavingKind.FETCHED, HOME, by=by, at=left
        )  # fmt: skip
        both.at = left + 10 * DAY
        again = admission.admit(
            there.register, admission.Arrival(arrived_at=both.at, said=CAME), there.house.station,
            by=there.house.intake, at=both.at,
        )  # fmt: skip
        both.meet()
        found = followups.listed(here.register, by=by, now=both.now()).rows
        assert [(row.one.why, row.one.again) for row in found] == [(Why.REUNITED, None)]
        links.judge(
            here.register, visit.person, again.visit.person, Sameness.SAME, "同一人",
            by=here.house.leader, at=both.now(),
        )  # fmt: skip
        (row,) = followups.listed(here.register, by=by, now=both.now()).rows
        assert row.one.again
        assert (row.one.again.station, row.one.again.day) == (there.code, local(both.at).date())
        letter = there.house.station.id  # any id: only whose code it is counts
        text = slips.code_of(letter, there.code, signer(there.register))
        with pytest.raises(Refused, match=r"followup\.other_station"):
            slips.by_code(here.register, text, here.code, by=by)
