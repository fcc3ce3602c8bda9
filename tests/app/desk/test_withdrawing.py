"""A consent that is withdrawn has a number and an answer, and what rested on it goes first."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from app.desk import admission, papers, protecting, requests
from app.desk.papers import Issuer
from app.desk.withdrawing import withdraw
from app.domain.errors import Refused
from app.domain.ids import PersonId
from app.domain.rights import Channel, Outcome, RequestKind
from app.domain.visit import Answer, Consent
from app.settings import Settings
from app.store.ask import all_of
from app.store.requests import of_people
from app.store.tables import letter
from tests import makers, two_desks
from tests.app.paper.papers import text_of
from tests.makers import NOON

pytest_plugins = ["tests.centre"]
LATER = NOON + timedelta(minutes=1)
CHOSEN = Settings(data=Path())


def arrived(desk: makers.Desk) -> PersonId:
    """Somebody is here."""
    return admission.admit(
        desk.register, makers.arrival("王𬎆"), desk.station, by=desk.intake, at=NOON
    ).visit.person


def test_it_is_answered_at_once_and_printed(desk: makers.Desk) -> None:
    person = arrived(desk)
    done = withdraw(
        desk.register, person, "女儿代为提出", CHOSEN,
        channel=Channel.GUARDIAN, by=desk.intake, at=LATER,
    )  # fmt: skip
    (standing,) = of_people(desk.register, [person])
    assert (standing.request, standing.answer) == (done.request, done.answer)
    assert (done.request.kind, done.answer.outcome) == (RequestKind.WITHDRAWAL, Outcome.GRANTED)
    assert [one.answer for one in all_of(desk.register, Consent)] == [Answer.WITHDRAWN]
    issuer = Issuer(station=desk.station, officer=desk.intake, key=None)  # type: ignore[arg-type]
    paper = papers.make(desk.register, papers.REQUEST, done.request.id, issuer, at=LATER, lang="zh")
    text = text_of(paper.pdf)
    for wanted in (done.request.number, "女儿代为提出", "人脸特征已删除", "■同意办理"):
        assert wanted in text


def test_one_that_was_asked_for_before_is_the_one_that_is_answered(desk: makers.Desk) -> None:
    person = arrived(desk)
    wanted = requests.Asked(kind=RequestKind.WITHDRAWAL, words="不要再认我的脸")
    before = requests.receive(desk.register, person, wanted, CHOSEN, by=desk.intake, at=NOON)
    assert withdraw(desk.register, person, "", CHOSEN, by=desk.intake, at=LATER).request == before
    assert len(of_people(desk.register, [person])) == 1


def test_who_takes_it_down_grants_it_and_refuses_nothing(desk: makers.Desk) -> None:
    wanted = requests.Asked(kind=RequestKind.WITHDRAWAL, words="不要再认我的脸")
    made = requests.receive(desk.register, arrived(desk), wanted, CHOSEN, by=desk.intake, at=NOON)
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        requests.answer(desk.register, made.id, Outcome.REFUSED, "不行", by=desk.intake, at=LATER)


def test_who_may_not_see_a_sealed_person_withdraws_nothing_of_them(desk: makers.Desk) -> None:
    person = arrived(desk)
    protecting.protect(desk.register, person, "家庭暴力", by=desk.leader, at=NOON)
    with pytest.raises(Refused, match=r"claims\.no_person"):
        withdraw(desk.register, person, "", CHOSEN, by=desk.intake, at=LATER)
    assert all_of(desk.register, Consent) == []


def test_the_centre_takes_it_and_the_other_desk_shows_it(engine: Engine, data: Path) -> None:
    one, house = two_desks.first(engine, data / "one")
    other = two_desks.second(engine, data / "other")
    with closing(one.register), closing(other.register):
        person = arrived(house)
        done = withdraw(one.register, person, "", CHOSEN, by=house.intake, at=LATER)
        one.push(LATER)
        for side in (one, other):
            side.pull()
            (standing,) = of_people(side.register, [person])
            assert standing.answer == done.answer
            assert side.register.ask(select(letter.c.id)) == []
