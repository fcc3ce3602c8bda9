"""What somebody asks at one desk of a station is answered at another; of two answers one counts."""

from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from app.desk import admission, requests
from app.domain.rights import Outcome, RequestKind
from app.settings import Settings
from app.store.requests import how_many_wait, of_people, unanswered
from tests import makers, two_desks
from tests.makers import NOON

pytest_plugins = ["tests.centre"]


def test_a_request_travels_and_both_desks_agree_on_its_answer(engine: Engine, data: Path) -> None:
    one, house = two_desks.first(engine, data / "one")
    other = two_desks.second(engine, data / "other")
    with closing(one.register), closing(other.register):
        arrival = makers.arrival("王𬎆")
        visit = admission.admit(
            house.register, arrival, house.station, by=house.intake, at=NOON
        ).visit
        asked = requests.Asked(kind=RequestKind.COMPLAINT, words="说话很凶")
        chosen = Settings(data=data)
        made = requests.receive(one.register, visit.person, asked, chosen, by=house.intake, at=NOON)
        one.push()
        other.pull()
        (waits,) = unanswered(other.register, house.station.code, 10)
        assert waits == made
        for side, outcome in ((other, Outcome.GRANTED), (one, Outcome.REFUSED)):
            requests.answer(side.register, made.id, outcome, "已核对监控", by=house.leader, at=NOON)
        other.push()
        one.push()
        one.pull()
        other.pull()
        answers = [of_people(side.register, [visit.person])[0].answer for side in (one, other)]
        assert answers[0] is not None
        assert answers[0] == answers[1]
        assert how_many_wait(one.register, house.station.code, made.due_on) == (0, 0)
