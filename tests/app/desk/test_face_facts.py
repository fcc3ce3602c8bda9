"""A child's picture, a twin, a mask: said beside the likeness, and weighed."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from app.desk import identify, links
from app.desk.face_facts import Pictured, between
from app.desk.recogniser import Recogniser, recogniser_of
from app.domain.clue import Clue, Verdict
from app.domain.evidence import Sameness
from app.domain.face import Photograph
from app.domain.person import ClaimKind, Person
from app.faces.engine import SFACE, choose
from app.store.ask import all_of, get
from app.words.clues import clue_in_words
from tests import makers
from tests.app.desk.test_identify import come, take
from tests.makers import NOON

A_YEAR = timedelta(days=365.25)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    taken_at: datetime = NOON
    quality: float = 0.9
    reasons: tuple[str, ...] = ()


@pytest.fixture
def recogniser() -> Recogniser:
    return recogniser_of(choose(SFACE))


@pytest.mark.parametrize(
    ("births", "years", "child"),
    [
        (("2016-05",), 6, True),
        (("2016-05",), 4, False),  # a few years change a child little enough
        (("2005",), 6, False),  # fifteen then
        (("1990", "2014-11-23"), 8, True),  # any birth that was said
        (("不详", "", "约8"), 20, False),
        ((), 20, False),
    ],
)
def test_who_was_a_child_then_is_told(births: tuple[str, ...], years: int, child: bool) -> None:
    old: Pictured = Shot(taken_at=NOON - years * A_YEAR)
    facts = between(Shot(), old, births)
    assert (facts.child, between(old, Shot(), births).child) == (child, child)
    assert ("caution.child" in facts.cautions) is child
    assert facts.years == pytest.approx(years, abs=0.01)


def test_the_poorer_picture_counts_and_a_mask_is_told() -> None:
    facts = between(Shot(quality=0.3, reasons=("quality.unclear",)), Shot())
    assert (facts.quality, facts.cautions) == (0.3, ("caution.covered",))
    assert between(Shot(), Shot(quality=0.2)).cautions == ("caution.poor",)
    assert between(Shot(), Shot()).cautions == ()
    assert between(Shot(quality=0.1), None, ("2016",)).cautions == ("caution.poor",)


def test_cautions_are_said_in_both_languages() -> None:
    clue = between(Shot(reasons=("quality.unclear",)), Shot(), twin=True).clue(0.8, -9.0)
    assert clue.verdict is Verdict.NEAR
    assert "双胞胎" in clue_in_words(clue, "zh")
    assert "口罩" in clue_in_words(clue, "zh")
    assert "twin" in clue_in_words(clue, "en")


def face(found: identify.Candidate) -> Clue:
    (clue,) = (clue for clue in found.clues if clue.about == "face")
    return clue


def test_two_likely_people_decided_apart_are_perhaps_twins(
    desk: makers.Desk, recogniser: Recogniser
) -> None:
    one, other, third = (
        come(desk, recogniser, name, number).visit.person
        for name, number in (("m01", 1), ("m01", 2), ("m02", 1))
    )
    probe = identify.Clues(vector=take(recogniser, "m01", 3).vector)
    before = {c.person: face(c) for c in identify.candidates(desk.register, recogniser, probe)}
    assert before[one].verdict is Verdict.AGREES
    for apart in (other, third):
        links.judge(desk.register, one, apart, Sameness.NOT_SAME, "双胞胎", by=desk.intake, at=NOON)
    found = identify.candidates(desk.register, recogniser, probe)
    told = {c.person: face(c) for c in found}
    assert {p for p, clue in told.items() if clue.facts.get("cautions") == "twin"} == {one, other}
    assert told[one].weight <= 0.5
    assert told[third] == before[third]
    assert {found[0].person, found[1].person} == {one, other}, "still the first two"


def test_a_photograph_of_a_child_says_less_against_the_grown_up(
    desk: makers.Desk, recogniser: Recogniser
) -> None:
    done = come(desk, recogniser, "m09", 1)
    person = get(desk.register, Person, done.visit.person)
    assert person is not None
    born = makers.claim(person, desk.intake, "2018-03", ClaimKind.BIRTH)  # learnt afterwards
    desk.register.write(born, by=desk.intake.id, at=NOON)
    (photo,) = all_of(desk.register, Photograph)
    now = replace(take(recogniser, "m02", 1).taken, taken_at=photo.taken_at + 9 * A_YEAR)
    probe = identify.Clues(vector=take(recogniser, "m02", 1).vector)
    (plain,) = identify.candidates(desk.register, recogniser, probe)
    (told,) = identify.candidates(desk.register, recogniser, replace(probe, shot=now))
    assert told.person == done.visit.person
    assert face(told).facts["cautions"] == "child"
    assert face(plain).facts == {}
    assert face(told).weight > face(plain).weight
