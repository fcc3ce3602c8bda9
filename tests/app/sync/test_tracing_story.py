"""One tracing from arrival to the look after somebody at home, over two stations and days without
a line: a man who cannot say who he is, and the mother who has looked for eleven years."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine

from app.clock import local
from app.desk import admission, followup_letters, followups, letters, traces
from app.desk.today import gathered
from app.domain.followup import Stand
from app.domain.ids import VisitId
from app.domain.kin_match import KinState, KinStep
from app.domain.matter import Matter
from app.domain.person import ClaimKind, Source
from app.domain.trace import TraceStep
from app.domain.visit import LeavingKind
from app.store.inquiries import inquiry_of
from app.store.kin_matches import every
from tests import makers
from tests.followed import DAY
from tests.handed import HERE, THERE
from tests.kin import apart

pytest_plugins = ["tests.centre"]
UNKNOWN = (
    admission.Said(kind=ClaimKind.SEX, value="1"),
    admission.Said(kind=ClaimKind.AGE, value="35-45"),
)


def test_from_an_arrival_without_a_name_to_the_second_visit_at_home(
    engine: Engine, tmp_path: Path
) -> None:
    with apart(engine, tmp_path, UNKNOWN) as both:
        house, visit = both.here.house, both.came.visit
        day = gathered(both.here.register, HERE, 5, by=house.intake, now=both.now())
        due = {row.due.matter for row in day.rows}
        assert {Matter.NOTICE, Matter.POLICE_ASKED, Matter.BIOMETRICS} <= due
        both.compare()

        # At the other station the mother asks; this one has no line for days. (The centre lets
        # nothing in from tomorrow, so they end before the day on which this was written.)
        asked = both.ask(both.there)
        both.there.meet(both.now())
        both.at += timedelta(days=3)
        for about, value in (
            ("words", "门口有座铁索桥"), ("heard", "建国"), ("home", "四川仪陇"),
            ("relatives", "母亲 赵桂兰"), ("marks", "左前臂烫伤疤痕"),
        ):  # fmt: skip
            said = traces.Said(step=TraceStep.CLUE, about=about, value=value, source=Source.SAID)
            traces.add(both.here.register, visit.id, said, by=house.intake, at=both.now())
        assert both.compare() == [], "nobody is looked for, as far as is known here"
        both.meet()
        (found,) = both.compare()
        assert (found.person, found.inquiry, found.to) == (visit.person, asked.id, THERE)

        both.step(KinStep.VERIFYING)
        both.meet()
        both.check(asked.id)
        both.step(KinStep.WISH, how=("yes",), whom="吴敏当面问")
        both.step(KinStep.CONFIRMED, how=("video", "told_apart"), second=house.leader.id)
        both.step(KinStep.TOLD, whom="赵桂兰")
        left = both.now()
        makers.leave(
            both.here.register, VisitId(visit.id), LeavingKind.FETCHED, "四川省仪陇县",
            by=house.intake, at=left,
        )  # fmt: skip
        both.step(
            KinStep.REUNITED, how=("fetched",), whom="赵桂兰", on=local(both.at).date(), cost="86.5"
        )
        both.meet()
        (pair,) = every(both.here.register)
        assert pair.state is KinState.REUNITED
        there = inquiry_of(both.there.register, asked.id)
        assert there
        assert there.is_open, "the station that asked ends it itself"

        # A month later the home town is asked; half a year later nobody came again.
        both.at = left + 25 * DAY
        (row,) = followups.listed(both.here.register, by=house.intake, now=both.at).rows
        assert row.one.stand is Stand.DUE or row.one.by
        letter = followup_letters.write(
            both.here.register, visit.id, {"to": "仪陇县民政局"}, house.station, by=house.intake,
            at=both.now(), lang="zh",
        )  # fmt: skip
        letters.send(both.here.register, letter.letter, "post", by=house.intake, at=both.now())
        back = letters.CameBack(result="settled", whom="仪陇县民政局")
        both.at += 10 * DAY
        letters.answer(both.here.register, letter.letter, back, by=house.intake, at=both.now())
        both.at = left + 183 * DAY
        (row,) = followups.listed(both.here.register, by=house.intake, now=both.at).rows
        assert (row.one.outcome, row.one.again) == ("settled", None)
