"""A photograph of the family beside the one on file: compared only where both sides allow it."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from app.desk import admission, erasing, family_photos, inquiries, kin_faces, kin_search
from app.desk.admission import Asked
from app.desk.family_photos import Agreed
from app.desk.kin_faces import Beside
from app.desk.photographs import from_path
from app.desk.street import Shown
from app.domain.clue import Verdict
from app.domain.face import Basis, Scope, Template
from app.domain.inquiry_photo import Back, InquiryPhoto
from app.domain.kin_face import FaceSays
from app.domain.kin_match import KinState, Pair
from app.domain.person import Person
from app.domain.visit import About, Answer
from app.faces.bands import load_calibration
from app.faces.develop import measured
from app.faces.engine import SFACE, Engine, choose
from app.store.ask import all_of
from app.store.kin_matches import every
from tests import makers
from tests.kin import CAME, LOST, MOTHER
from tests.makers import NOON
from tests.ui.sample import SAMPLES

BANDS = load_calibration(SFACE)
LATER = NOON + timedelta(hours=1)
AGREED = Agreed(whom="赵桂兰", how="written", on=NOON.date(), use="compare", year="2024")


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The engine of the desk."""
    return choose(SFACE)


@dataclass(kw_only=True)
class Told:
    """Somebody on file and an inquiry that may look for them, at one station."""

    house: makers.Desk
    engine: Engine
    inquiry: Any

    def pair(self) -> Pair:
        (one,) = every(self.house.register)
        return one

    def sides(self) -> Beside:
        return kin_faces.beside(self.house.register, self.pair(), BANDS, LATER)

    def says(self) -> FaceSays:
        sides = self.sides()
        seen = [measured(one.jpeg, self.engine) for one in sides.given]
        return kin_faces.compared(sides, seen, BANDS)

    def give(self, name: str, agreed: Agreed = AGREED) -> None:
        jpeg = (SAMPLES / name).read_bytes()
        shown = Shown(jpeg=jpeg, width=1, height=1)
        house = self.house
        family_photos.keep(house.register, self.inquiry, agreed, shown, by=house.intake, at=NOON)

    def take_back(self) -> None:
        house = self.house
        family_photos.take_back(house.register, self.inquiry, "撤回", by=house.intake, at=LATER)


def _pair(desk: makers.Desk, engine: Engine, **more: Any) -> Told:
    shot = from_path(SAMPLES / "m01" / "1.jpg", engine, NOON, measure=True)
    asked = {"answer": Answer.GRANTED, "scope": Scope.TRACING} | more.pop("asked", {})
    arrival = admission.Arrival(
        arrived_at=NOON, said=CAME, photos=(shot.taken,), asked=(Asked(about=About.FACE, **asked),),
        **more,
    )  # fmt: skip
    admission.admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON)
    asking = inquiries.Asking(channel="visit", inquirer=MOTHER, sought=LOST)
    first = inquiries.open_(desk.register, asking, desk.station, by=desk.intake, at=NOON)
    kin_search.compare_all(desk.register, desk.station.code, by=desk.intake, at=NOON)
    return Told(house=desk, engine=engine, inquiry=first.id)


def test_a_photograph_of_somebody_else_counts_against_and_decides_nothing(
    desk: makers.Desk, engine: Engine
) -> None:
    told = _pair(desk, engine)
    before = told.pair()
    told.give("m01/2.jpg")
    assert (told.says().verdict, told.says().key) == (Verdict.AGREES, "kin_face.alike")
    told.take_back()
    told.give("m02/1.jpg")
    assert told.says().key == "kin_face.unlike"
    assert told.pair() == before
    assert told.pair().state is KinState.CANDIDATE
    assert len(all_of(desk.register, Template)) == 1, "nobody enrols the family's picture"
    covered = replace(told.sides().known[0].photo, reasons=("quality.unclear",))  # type: ignore[type-var]
    sides = told.sides()
    sides = replace(sides, known=(replace(sides.known[0], photo=covered),))
    seen = [measured(one.jpeg, engine) for one in sides.given]
    assert kin_faces.compared(sides, seen, BANDS).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("person", "family", "why"),
    [
        ({"asked": {"scope": Scope.STATION}}, {}, "person_scope"),
        ({"asked": {"scope": None}}, {}, "person_scope"),
        ({"asked": {"answer": Answer.REFUSED}}, {}, "person_not_measured"),
        ({"basis": Basis.EMERGENCY}, {}, "person_no_basis"),
        ({}, {"use": "look"}, "family_looks"),
    ],
)
def test_faces_are_compared_only_where_both_sides_allow_it(
    desk: makers.Desk, engine: Engine, person: Any, family: Any, why: str
) -> None:
    told = _pair(desk, engine, **dict(person))
    assert told.says().key == "kin_face.none_theirs"
    told.give("m01/2.jpg", replace(AGREED, **family))
    assert told.says().key == f"kin_face.{why}"
    sides = told.sides()
    assert (sides.given, sides.known) == ((), ())
    assert sides.ours is not None, "to be looked at they stand side by side"
    assert sides.theirs is not None


def test_a_withdrawal_on_either_side_takes_the_evidence_away(
    desk: makers.Desk, engine: Engine
) -> None:
    told = _pair(desk, engine)
    told.give("m01/2.jpg")
    told.take_back()
    sides = told.sides()
    assert (sides.theirs, told.says().key) == (None, "kin_face.none_theirs")
    told.give("m02/2.jpg")
    wrong = told.sides().theirs
    assert wrong is not None
    made = inquiries.take_back(
        desk.register, wrong.consent, "家属说拿错了", by=desk.intake, at=LATER
    )
    assert made.result == Back.NOT_THEM
    assert all_of(desk.register, InquiryPhoto) == [], "更正 takes the picture along as well"
    told.give("m01/3.jpg")
    assert told.says().verdict is Verdict.AGREES
    erasing.withdraw(desk.register, told.pair().person, "本人说不要", by=desk.intake, at=LATER)
    assert told.says().verdict is Verdict.UNKNOWN
    assert told.sides().known == ()


def test_of_somebody_sealed_nothing_is_shown_whoever_asks(
    desk: makers.Desk, engine: Engine
) -> None:
    told = _pair(desk, engine)
    told.give("m01/2.jpg")
    (person,) = all_of(desk.register, Person)
    sealed = replace(person, sealed=True)
    desk.register.write(sealed, by=desk.leader.id, at=LATER)
    sides = told.sides()
    assert (sides.ours, sides.theirs, sides.why_not) == (None, None, "kin_face.sealed")
