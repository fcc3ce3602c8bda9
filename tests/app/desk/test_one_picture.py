"""A photograph that was copied under many names is one finding, and is said to be."""

from dataclasses import replace

import pytest

from app.desk import identify, links
from app.desk.admission import Asked, Said, admit
from app.desk.recogniser import Recogniser, recogniser_of
from app.domain.evidence import EvidenceKind, Sameness
from app.domain.face import Template
from app.domain.ids import PersonId, TemplateId, new_id
from app.domain.person import ClaimKind
from app.domain.visit import About, Answer
from app.faces.engine import SFACE, choose
from app.store.ask import all_of
from tests import makers
from tests.app.desk.test_identify import come, take
from tests.makers import NOON

COPIES = 60


@pytest.fixture
def recogniser() -> Recogniser:
    """The engine of the desk, with an empty gallery."""
    return recogniser_of(choose(SFACE))


def copied(desk: makers.Desk, recogniser: Recogniser, many: int) -> list[PersonId]:
    """The same picture under so many names, the first of them with a paper."""
    shot = take(recogniser, "m01", 1)
    people = []
    for n in range(many):
        said = [Said(kind=ClaimKind.NAME, value=f"测试{n}")]
        if n == 0:
            said.append(Said(kind=ClaimKind.DOCUMENT, value="110101199003070134"))
        arrival = replace(
            makers.arrival(),
            said=tuple(said),
            asked=(Asked(about=About.FACE, answer=Answer.GRANTED),),
            photos=(replace(shot.taken, id=new_id()),),  # type: ignore[arg-type]
        )
        done = admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON)
        recogniser.keep(done.templates[0])
        people.append(done.visit.person)
    return people


def test_it_is_one_card_that_says_so_and_pushes_nobody_out(
    desk: makers.Desk, recogniser: Recogniser
) -> None:
    people = copied(desk, recogniser, COPIES)
    others = {come(desk, recogniser, name, 1).visit.person for name in ("m02", "m04", "m06")}
    clues = identify.Clues(vector=take(recogniser, "m01", 2).vector)
    found = identify.candidates(desk.register, recogniser, clues)
    assert others < {one.person for one in found}
    (first,) = [one for one in found if one.person in people]
    assert len(first.same_picture) == COPIES - 1
    assert {*first.same_picture, first.card.name} == {f"测试{n}" for n in range(COPIES)}
    assert {one.same_picture for one in found if one is not first} == {()}


def test_who_is_found_by_a_paper_as_well_is_the_one_that_is_shown(
    desk: makers.Desk, recogniser: Recogniser
) -> None:
    people = copied(desk, recogniser, 5)
    vector = take(recogniser, "m01", 2).vector
    clues = identify.Clues(vector=vector, number="110101199003070134")
    found = identify.candidates(desk.register, recogniser, clues)
    assert [one.person for one in found] == [people[0]]
    assert EvidenceKind.DOCUMENT_SEARCH in found[0].why
    assert len(found[0].same_picture) == 4
    links.judge(desk.register, people[0], people[1], Sameness.SAME, "本人", by=desk.intake, at=NOON)
    found = identify.candidates(desk.register, recogniser, clues)
    assert len(found[0].same_picture) == 3, "who is one human is one name"


def test_a_damaged_template_hides_nobody(desk: makers.Desk, recogniser: Recogniser) -> None:
    came = come(desk, recogniser, "m01", 1)
    (good,) = all_of(desk.register, Template)
    for vector in (b"", b"\x00" * 512, b"\xff" * 512, good.vector[:100]):
        bad = replace(good, id=TemplateId(new_id()), vector=vector)
        desk.register.write(bad, by=desk.intake.id, at=NOON)
    fresh = recogniser_of(recogniser.model)
    fresh.fill(desk.register, NOON)
    assert fresh.on_file == 1
    clues = identify.Clues(vector=take(recogniser, "m01", 2).vector)
    found = identify.candidates(desk.register, fresh, clues)
    assert [one.person for one in found] == [came.visit.person]
