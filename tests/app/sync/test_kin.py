"""寻亲 over two stations: found whichever side comes later, and told to nobody too early."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert
from sqlalchemy.exc import DBAPIError

from app.desk import admission, inquiries, kin_search, protecting
from app.desk.inquiries import Wrote
from app.desk.today import gathered
from app.desk.weighing import scales_for
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.inquiry import InquiryEntry, InquiryStep, Sought
from app.domain.kin_match import KinMatch, KinState, KinStep, KinTold, pairs_of
from app.domain.matter import Matter
from app.domain.person import Source
from app.store import walls
from app.store.ask import all_of
from app.store.inquiries import inquiry_of
from app.store.rows import values_of
from app.store.tables import TABLES
from tests.handed import HERE, THERE, End, refused
from tests.kin import CAME, Apart, apart

pytest_plugins = ["tests.centre"]
Step, State = KinStep, KinState


@pytest.fixture
def both(engine: Engine, tmp_path: Path) -> Iterator[Apart]:
    """Somebody is at the first station."""
    with apart(engine, tmp_path) as made:
        yield made


def _told(both: Apart, end: End) -> list[KinTold]:
    return all_of(end.register, KinTold)


def test_an_inquiry_elsewhere_finds_who_is_here_under_a_misheard_surname(both: Apart) -> None:
    asked = both.ask()
    assert both.compare() == [], "nothing was heard yet"
    both.meet()
    (offered,) = both.compare()
    assert (offered.person, offered.inquiry, offered.to) == (
        both.came.visit.person, asked.id, THERE,
    )  # fmt: skip
    assert offered.chance > 0.9
    about = {clue["about"]: clue["verdict"] for clue in offered.clues}
    assert (about["name"], about["marks"], about["relatives"]) == ("near", "agrees", "agrees")
    assert both.compare() == [], "once is enough"
    assert both.compare(both.there) == [], "he is not on file there"


def test_who_arrives_after_the_inquiry_is_found_too_also_after_an_offline_week(
    both: Apart,
) -> None:
    house = both.here.house
    both.compare()
    both.ask()
    both.meet()
    both.compare()
    both.at += timedelta(days=7)
    someone = replace(_arrival(both), arrived_at=both.at)
    came = admission.admit(house.register, someone, house.station, by=house.intake, at=both.now())
    found = both.compare()
    assert [one.person for one in found] == [came.visit.person]


def _arrival(both: Apart) -> admission.Arrival:
    return admission.Arrival(arrived_at=both.at, said=CAME)


def test_who_looks_and_where_they_live_stays_at_their_station(both: Apart) -> None:
    asked = both.ask()
    both.meet()
    (there,) = all_of(both.here.register, Sought)
    whole = str(there)
    assert (there.station, there.checked) == (THERE, "")
    assert not [
        word for word in ("赵桂兰3组", "13800000001", "石盘村3组", "511324") if word in whole
    ]
    assert inquiry_of(both.here.register, asked.id) is None


def test_from_candidate_to_reunion_with_the_person_asked_and_the_kin_checked(
    both: Apart,
) -> None:
    asked = both.ask()
    both.meet()
    both.compare()
    both.meet()
    assert _told(both, both.there) == [], "of a mere likeness nobody hears"
    both.step(Step.VERIFYING)
    both.meet()
    (told,) = _told(both, both.there)
    assert (told.state, told.ended, bool(told.contact)) == ("verifying", False, True)
    day = gathered(both.there.register, THERE, 5, by=both.there.house.intake, now=both.now())
    assert [row.due.subject for row in day.rows if row.due.matter is Matter.KIN_ASKED] == [asked.id]
    second = both.here.house.leader.id
    with pytest.raises(Refused, match=r"kin\.not_checked"):
        both.step(Step.CONFIRMED, how=("dna",), second=second)
    both.check(asked.id)
    with pytest.raises(Refused, match=r"kin\.ask_first"):
        both.step(Step.CONFIRMED, how=("dna",), second=second)
    both.step(Step.WISH, how=("yes",), whom="李芳当面问")
    with pytest.raises(Refused, match=r"kin\.needs_proof"):
        both.step(Step.CONFIRMED, how=("video", "face"), second=second)
    both.step(Step.CONFIRMED, how=("video", "told_apart"), second=second)
    both.step(Step.TOLD, whom="赵桂兰", words="电话告知，约定来站")
    both.step(Step.REUNITED, how=("fetched",), whom="赵桂兰", on=both.at.date(), cost="86.5")
    assert both.pair().state is State.REUNITED
    both.meet()
    assert _told(both, both.there)[0].state == "reunited"


def test_a_no_of_the_person_ends_it_and_the_other_station_hears_no_reason(both: Apart) -> None:
    asked = both.ask()
    both.meet()
    both.compare()
    both.step(Step.VERIFYING)
    both.check(asked.id)
    both.step(Step.WISH, how=("no",), whom="李芳当面问")
    assert both.pair().state is State.DECLINED
    with pytest.raises(Refused, match=r"kin\.not_now"):
        both.step(Step.CONFIRMED, how=("dna",), second=both.here.house.leader.id)
    both.meet()
    (told,) = _told(both, both.there)
    assert (told.state, told.ended, told.contact) == ("", True, "")
    both.compare()
    assert both.pair().state is State.DECLINED


def test_an_inquirer_who_may_do_harm_is_told_nothing(both: Apart) -> None:
    asked = both.ask()
    both.meet()
    both.compare()
    both.check(asked.id)
    both.check(asked.id, Wrote(result="danger", words="本人说多次被打"))
    both.ask_him()
    with pytest.raises(Refused, match=r"kin\.danger"):
        both.step(Step.CONFIRMED, how=("dna",), second=both.here.house.leader.id)
    again = Wrote(result="verified", how=("police",), words="派出所")
    both.check(asked.id, again)
    with pytest.raises(Refused, match=r"kin\.danger"):
        both.step(Step.CONFIRMED, how=("dna",), second=both.here.house.leader.id)


def test_who_is_excluded_is_offered_again_only_where_something_new_is_known(
    both: Apart,
) -> None:
    asked = both.ask()
    both.meet()
    both.compare()
    both.step(Step.EXCLUDED, words="本人否认，老家不符")
    house = both.there.house
    more = {"story": "走失那天下雨", "birth": "1985-01-01"}
    inquiries.describe(
        both.there.register, asked.id, more, Source.KIN, by=house.intake, at=both.now()
    )
    both.meet()
    assert both.compare() == [], "another word about the day is no evidence"
    more = {"aliases": "胡建国"}
    inquiries.describe(
        both.there.register, asked.id, more, Source.KIN, by=house.intake, at=both.now()
    )
    both.meet()
    assert len(both.compare()) == 1
    assert both.pair().state is State.CANDIDATE
    assert [one.step for one in both.pair().steps] == ["offered", "excluded", "offered"]


def test_a_false_reunion_is_undone_with_what_followed(both: Apart) -> None:
    asked = both.ask()
    both.meet()
    both.compare()
    both.check(asked.id)
    both.confirm()
    both.step(Step.TOLD, whom="赵桂兰")
    both.step(Step.REUNITED, how=("fetched",), whom="赵桂兰", on=both.at.date())
    wrong = both.pair().standing[-3]
    assert wrong.step is Step.CONFIRMED
    both.step(Step.UNDONE, undoes=wrong.id, words="DNA 不符")
    assert both.pair().state is State.VERIFYING
    assert (both.pair().told, both.pair().reunion) == (None, None)
    both.meet()
    assert _told(both, both.there)[0].state == "verifying"


def test_two_people_for_one_family_cannot_both_be_confirmed(both: Apart) -> None:
    asked = both.ask()
    both.meet()
    house = both.here.house
    other = admission.admit(
        house.register, _arrival(both), house.station, by=house.intake, at=both.now()
    )
    both.compare()
    both.check(asked.id)
    first, second = pairs_of(all_of(both.here.register, KinMatch))
    assert {first.person, second.person} == {both.came.visit.person, other.visit.person}
    both.chosen = first.id
    both.confirm()
    both.chosen = second.id
    with pytest.raises(Refused, match=r"kin\.taken"):
        both.confirm()


def test_sealed_people_never_appear_and_who_is_sealed_later_goes(both: Apart) -> None:
    house = both.here.house
    both.ask()
    both.meet()
    both.compare()
    both.step(Step.VERIFYING)
    both.meet()
    assert not _told(both, both.there)[0].ended
    protecting.protect(
        house.register, both.came.visit.person, "家暴", by=house.leader, at=both.now()
    )
    with pytest.raises(Refused, match=r"kin\.unknown"):
        both.step(Step.WISH, how=("yes",), whom="李芳")
    both.meet()
    assert _told(both, both.there)[0].ended
    inquiry = both.ask()
    both.meet()
    assert both.compare() == []
    assert inquiry.is_open


def test_the_centre_lets_nobody_skip_a_step_or_write_for_another(both: Apart) -> None:
    asked = both.ask()
    both.meet()
    (offered,) = both.compare()
    both.meet()
    bare = replace(
        offered, id=new_id(), step=Step.TOLD, clues=(), words="告诉了", whom="某人", at=both.now()
    )
    assert refused(both.ends(), both.here, bare) == "kin.not_now"
    stranger = replace(offered, id=new_id(), pair=new_id(), at=both.now())
    assert refused(both.ends(), both.here, stranger) == "kin.unknown"
    entry = replace(
        asked.first, id=new_id(), step=InquiryStep.CLOSED, result="found", number="", detail={},
        officer=both.here.house.intake.id, at=both.now(),
    )  # fmt: skip
    assert refused(both.ends(), both.here, entry) == "kin.not_yours"


@pytest.mark.parametrize(("step", "why"), [("told", "kin.not_checked"), ("confirmed", "kin.not_")])
def test_the_database_itself_holds_the_order(
    both: Apart, engine: Engine, step: str, why: str
) -> None:
    both.ask()
    both.meet()
    (offered,) = both.compare()
    both.meet()
    device = both.here.register.device.hex
    bare = replace(offered, id=new_id(), step=KinStep(step))
    row = values_of("kin_match", bare) | {"versions": {"*": f"1.{device}"}, "extra": {}}
    with pytest.raises(DBAPIError, match=why), walls.within(engine, HERE) as connection:
        connection.execute(insert(TABLES["kin_match"]), row)


def test_nobody_but_the_two_stations_reads_a_pair(both: Apart, engine: Engine) -> None:
    both.ask()
    both.meet()
    both.compare()
    both.step(Step.VERIFYING)
    both.meet()
    for code, sees in ((HERE, (1, 1)), (THERE, (0, 1)), ("310101-01", (0, 0))):
        with walls.within(engine, code) as connection:
            found = tuple(
                len(connection.execute(TABLES[kind].select()).all())
                for kind in ("kin_match", "kin_told")
            )
        assert found[1] == sees[1], code
        assert bool(found[0]) == bool(sees[0]), code


def test_whom_nobody_looks_for_any_more_is_offered_to_nobody_while_the_desk_runs(
    both: Apart,
) -> None:
    asked = both.ask()
    both.meet()
    here, by = both.here.register, both.here.house.intake
    scales = scales_for(both.at.date())
    wanted = kin_search.every(here, HERE, both.at.date(), scales)
    while not (work := kin_search.next_few(here, wanted, scales)).is_all:
        kin_search.keep(here, work, HERE, by=by, at=both.now())
    assert len(wanted.of) == 1
    inquiries.close(
        both.there.register, asked.id, Wrote(result="found"), by=both.there.house.intake,
        at=both.now(),
    )  # fmt: skip
    both.meet()
    assert kin_search.next_few(here, wanted, scales).found == ()
    assert wanted.of == {}


def test_an_ended_inquiry_says_nothing_any_more_anywhere(both: Apart) -> None:
    asked = both.ask()
    both.meet()
    house = both.there.house
    inquiries.close(
        both.there.register, asked.id, Wrote(result="withdrawn"), by=house.intake, at=both.now()
    )
    both.meet()
    (told,) = all_of(both.here.register, Sought)
    assert (told.ended, told.said) == (True, ())
    assert both.compare() == []
    assert all_of(both.there.register, InquiryEntry), "the station keeps what was said"
    assert all_of(both.here.register, KinMatch) == []
