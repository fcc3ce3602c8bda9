"""What one desk proposes is answered at another; two answers that did not hear of each other."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine

from app.desk import adverse
from app.desk.adverse import Proposed, known
from app.domain.adverse import AdverseState
from tests import two_desks
from tests.makers import NOON
from tests.ui import station

pytest_plugins = ["tests.centre"]
LATER = NOON + timedelta(hours=1)


def test_it_is_proposed_at_one_desk_and_answered_at_the_other(engine: Engine, data: Path) -> None:
    one, house = two_desks.first(engine, data / "one")
    other = two_desks.second(engine, data / "other")
    with closing(one.register), closing(other.register):
        visit = station.arrive(house, "欧阳𬎆", at=NOON)
        wanted = Proposed(kind="termination", ground="no_kin", facts="哥哥来接", help=("food",))
        made = adverse.propose(one.register, visit.id, wanted, by=house.intake, at=NOON)
        adverse.hear(one.register, made.id, "我愿意", by=house.intake, at=NOON)
        one.push()
        other.pull()
        assert known(other.register, made.id) == known(one.register, made.id)
        adverse.answer(other.register, made.id, "agreed", "", by=house.leader, at=LATER)
        adverse.answer(one.register, made.id, "not_agreed", "还在发烧", by=house.leader, at=LATER)
        other.push(LATER)
        one.push(LATER)
        for side in (one, other):
            side.pull()
            assert known(side.register, made.id).state is AdverseState.NOT_AGREED
            assert len(known(side.register, made.id).answers) == 2
