"""Another engine: what may be measured is measured again, with the ground it had, and no more."""

from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app import clock
from app.desk import consents, faces, identify, links, rebuilding
from app.desk.admission import Admitted, Asked, Taken, admit
from app.desk.recogniser import recogniser_of
from app.domain.errors import Refused
from app.domain.evidence import Sameness
from app.domain.face import (
    EMERGENCY_LASTS,
    Band,
    Basis,
    Photograph,
    Scope,
    Search,
    Template,
)
from app.domain.ids import EvidenceId, PhotoId, new_id
from app.domain.staff import Viewing
from app.domain.visit import About, Answer
from app.faces.develop import as_bytes, measured
from app.faces.engine import DLIB, SFACE, Engine, choose
from app.store.ask import all_of
from app.store.rebuilding import in_use_since
from app.store.register import open_register
from app.vision import cv2
from tests import makers
from tests.makers import NOON

SAMPLES = Path(__file__).parents[3] / "assets" / "samples"
OLD = rebuilding.model_of(DLIB)
NEW = rebuilding.model_of(SFACE)
LATER = NOON + timedelta(hours=1)
NOBODY = np.zeros((200, 200, 3), np.uint8)


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The engine that was chosen now, loaded once."""
    return choose(SFACE)


@pytest.fixture(scope="session")
def old_engine() -> Engine:
    """The one before it."""
    return choose(DLIB)


def come(desk: makers.Desk, name: str, number: int = 1, **parts: Any) -> Admitted:
    """Somebody came while the other engine was in use; what it made of them is of no matter."""
    numbers = np.random.default_rng(sum(name.encode())).normal(size=128).astype("<f4")
    return arrive(desk, name, (SAMPLES / name / f"{number}.jpg").read_bytes(), numbers, **parts)


def arrive(
    desk: makers.Desk, name: str, jpeg: bytes, numbers: Any,
    answer: Answer | None = Answer.GRANTED, scope: Scope | None = None, **parts: Any,
) -> Admitted:  # fmt: skip
    """The same with any picture and any numbers."""
    taken = Taken(
        id=PhotoId(new_id()), jpeg=jpeg, width=288, height=331, quality=0.9, reasons=(),
        taken_at=NOON, vector=as_bytes(numbers), dim=128,
        engine=OLD[0], model_sha256=OLD[1], metric="cosine",
    )  # fmt: skip
    asked = (Asked(about=About.FACE, answer=answer, scope=scope),) if answer else ()
    arrival = replace(makers.arrival(f"测试{name}"), asked=asked, photos=(taken,), **parts)
    return admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON)


def rebuilt(desk: makers.Desk, engine: Engine) -> int:
    """Everything that may be; answers of how many no picture is here."""
    return faces.rebuild(desk.session(), engine, lambda _done, _of: None)


def of_new(desk: makers.Desk) -> dict[PhotoId, Template]:
    """The templates of the new engine, by photograph."""
    return {t.photo: t for t in all_of(desk.register, Template) if t.engine == SFACE}


def test_each_photograph_is_measured_again_on_the_very_ground_it_had(
    desk: makers.Desk, engine: Engine
) -> None:
    agreed = come(desk, "m01", scope=Scope.NETWORK).templates[0]
    urgent = come(desk, "m02", answer=None, basis=Basis.EMERGENCY).templates[0]
    assert rebuilding.stands(desk.register, NEW, NOON).to_do == 2
    assert rebuilt(desk, engine) == 0
    made = of_new(desk)
    for old in (agreed, urgent):
        new = made[old.photo]
        same = ("person", "basis", "scope", "consent", "lapses_at", "made_at")
        assert [getattr(new, name) for name in same] == [getattr(old, name) for name in same]
        assert (new.engine, new.model_sha256, new.dim) == (engine.id, engine.model_sha256, 128)
        assert new.vector != old.vector
    assert made[urgent.photo].lapses_at == NOON + EMERGENCY_LASTS
    stands = rebuilding.stands(desk.register, NEW, NOON)
    assert (stands.whole, stands.counted.measured, stands.beside) == (True, 2, None)
    assert stands.others == (OLD,), "the old ones are still there"


def answer(desk: makers.Desk, came: Admitted, said: Answer) -> None:
    """What they say an hour later."""
    asked = Asked(about=About.FACE, answer=said)
    consents.answer(desk.register, came.visit.id, asked, by=desk.intake, at=LATER)


def test_who_refused_whose_ground_is_over_and_who_never_agreed_are_left_out(
    desk: makers.Desk, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused, withdrew = come(desk, "m01"), come(desk, "m06")
    come(desk, "m02", answer=None, basis=Basis.EMERGENCY)
    assert come(desk, "m04", answer=None).templates == ()
    answer(desk, refused, Answer.REFUSED)
    answer(desk, withdrew, Answer.WITHDRAWN)
    late = NOON + EMERGENCY_LASTS + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: late)
    counted = rebuilding.stands(desk.register, NEW, late).counted
    assert (counted.due, counted.refused, counted.lapsed) == (0, 1, 1)
    rebuilt(desk, engine)
    assert of_new(desk) == {}


def test_who_refuses_while_the_picture_is_looked_at_gets_no_template(
    desk: makers.Desk, engine: Engine
) -> None:
    one, other = come(desk, "m01"), come(desk, "m02")
    some = rebuilding.next_few(desk.register, NEW, NOON)
    seen = [(kept, measured(kept.jpeg or b"", engine)) for kept in some]
    answer(desk, one, Answer.REFUSED)
    assert rebuilding.keep(desk.register, NEW, seen, by=desk.intake, at=LATER) == 1
    assert set(of_new(desk)) == {other.photos[0].id}
    assert rebuilding.keep(desk.register, NEW, seen, by=desk.intake, at=LATER) == 0, "nor twice"


def test_a_yes_taken_back_before_the_rebuilding_and_heard_after_it_takes_the_new_one_too(
    desk: makers.Desk, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands on the same consent, and is as old as that."""
    came = come(desk, "m01")
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(days=1))
    rebuilt(desk, engine)
    assert len(of_new(desk)) == 1
    answer(desk, came, Answer.WITHDRAWN)
    assert all_of(desk.register, Template) == []


def test_what_nothing_can_be_made_of_is_not_tried_for_ever(
    desk: makers.Desk, engine: Engine
) -> None:
    ok, jpeg = cv2.imencode(".jpg", NOBODY)
    numbers = np.ones(128, "<f4")
    arrive(desk, "empty", jpeg.tobytes(), numbers)
    arrive(desk, "torn", jpeg.tobytes()[:300], numbers)
    rebuilt(desk, engine)
    counted = rebuilding.stands(desk.register, NEW, NOON).counted
    assert ok
    assert (counted.due, counted.skipped) == (0, 2)
    assert dict(counted.unusable) == {"quality.no_face": 1, "photo.not_an_image": 1}
    assert rebuilding.next_few(desk.register, NEW, NOON) == []
    rebuilding.try_again(desk.register, NEW, by=desk.administrator)
    assert len(rebuilding.next_few(desk.register, NEW, NOON)) == 2


def test_a_picture_that_is_not_here_is_passed_over_and_tried_another_day(
    desk: makers.Desk, engine: Engine
) -> None:
    gone, there = come(desk, "m01"), come(desk, "m02")
    desk.register.blobs.drop(gone.photos[0].sha256)
    assert rebuilt(desk, engine) == 1
    assert set(of_new(desk)) == {there.photos[0].id}
    assert rebuilding.stands(desk.register, NEW, NOON, absent=1).whole
    assert rebuilding.stands(desk.register, NEW, NOON).to_do == 1


def test_a_picture_altered_on_the_disk_is_told_as_damaged_and_not_waited_for(
    desk: makers.Desk, engine: Engine
) -> None:
    sha256 = come(desk, "m01").photos[0].sha256
    file = desk.register.blobs._path(sha256)
    file.write_bytes(file.read_bytes()[:-1])
    assert rebuilt(desk, engine) == 0
    counted = rebuilding.stands(desk.register, NEW, NOON).counted
    assert (counted.due, dict(counted.unusable)) == (0, {"photo.damaged": 1})


def test_broken_off_it_goes_on_after_a_restart(data: Path, engine: Engine) -> None:
    desk = makers.desk(data)
    for number in range(rebuilding.AT_ONCE + 3):
        come(desk, ("m01", "m02")[number % 2])

    def tell(done: int, _of: int) -> None:
        if done == rebuilding.AT_ONCE + 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        faces.rebuild(desk.session(), engine, tell)
    desk.register.close()
    with closing(open_register(data, desk.key, LATER)) as register:
        again = replace(desk, register=register)
        assert len(of_new(again)) == rebuilding.AT_ONCE + 1, "what was measured is kept"
        rebuilt(again, engine)
        assert len(of_new(again)) == rebuilding.AT_ONCE + 3
        assert register.verify_journal()


def test_meanwhile_both_engines_answer_and_are_never_mixed(
    desk: makers.Desk, engine: Engine, old_engine: Engine
) -> None:
    people = {}
    for name in ("m01", "m02", "m07"):
        jpeg = (SAMPLES / name / "1.jpg").read_bytes()
        seen = measured(jpeg, old_engine)
        people[name] = arrive(desk, name, jpeg, np.frombuffer(seen.vector or b"", "<f4"))
    some = rebuilding.next_few(desk.register, NEW, NOON)
    done = [(one, measured(one.jpeg or b"", engine)) for one in some]
    first = [pair for pair in done if pair[0].due.old.person == people["m01"].visit.person]
    rebuilding.keep(desk.register, NEW, first, by=desk.intake, at=NOON)
    stands = rebuilding.stands(desk.register, NEW, NOON)
    assert (stands.beside, stands.to_do) == (OLD, 2)
    recogniser = recogniser_of(engine)
    recogniser.old = recogniser_of(old_engine)
    for one in recogniser.both:
        one.fill(desk.register, NOON)
    assert [one.on_file for one in recogniser.both] == [1, 3]
    for name, came in people.items():
        jpeg = (SAMPLES / name / "2.jpg").read_bytes()
        probe = [
            np.frombuffer(measured(jpeg, e).vector or b"", "<f4") for e in (engine, old_engine)
        ]
        clues = identify.Clues(vector=probe[0], old_vector=probe[1])
        found = identify.candidates(desk.register, recogniser, clues)
        assert found[0].person == came.visit.person
        assert found[0].band in {Band.LIKELY, Band.POSSIBLE}
        assert len(found) == 3
        alone = identify.candidates(desk.register, recogniser, identify.Clues(vector=probe[0]))
        assert [c.person for c in alone] == [people["m01"].visit.person]


def test_a_likeness_by_the_poorer_engine_does_not_win_by_its_higher_numbers(
    engine: Engine, old_engine: Engine
) -> None:
    """A cosine of .9 is nothing for the one, and of .7 everything for the other."""
    new, old = recogniser_of(engine), recogniser_of(old_engine)
    assert new.rarity(0.7) > old.rarity(0.9)
    assert (new.band(0.7), old.band(0.9)) == (None, None), "of nobody nothing is said"


def test_nobody_else_may_and_another_engine_s_numbers_are_not_kept(
    desk: makers.Desk, engine: Engine
) -> None:
    come(desk, "m01")
    (kept,) = rebuilding.next_few(desk.register, NEW, NOON)
    seen = measured(kept.jpeg or b"", engine)
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        rebuilding.keep(desk.register, NEW, [(kept, seen)], by=desk.auditor, at=NOON)
    other = replace(seen, engine=DLIB)
    assert rebuilding.keep(desk.register, NEW, [(kept, other)], by=desk.intake, at=NOON) == 0
    assert of_new(desk) == {}


def searched(desk: makers.Desk, at: datetime, engine: str = SFACE) -> None:
    """Somebody was looked for, with the new engine if no other is named."""
    entry = Search(
        id=EvidenceId(new_id()), kind="face", officer=desk.intake.id, at=at, why="arrival",
        engine=engine,
    )  # fmt: skip
    desk.register.write(entry, by=desk.intake.id, at=at)


def test_what_the_engine_before_left_goes_when_it_has_no_purpose_any_more(
    desk: makers.Desk, engine: Engine
) -> None:
    come(desk, "m01")
    refused = come(desk, "m02")
    answer(desk, refused, Answer.REFUSED)
    days, late = 30, NOON + timedelta(days=31)

    def cleared(at: datetime) -> int:
        stands = rebuilding.stands(desk.register, NEW, at)
        return rebuilding.clear_some(desk.register, stands, days, by=desk.intake, at=at)

    searched(desk, NOON)
    assert cleared(late) == 0, "one is not measured yet"
    rebuilt(desk, engine)
    assert cleared(NOON + timedelta(days=29)) == 0, "it may turn out to be worse"
    assert cleared(late) == 2
    assert {t.engine for t in all_of(desk.register, Template)} == {SFACE}
    assert cleared(late) == 0
    seen = [v for v in all_of(desk.register, Viewing) if v.purpose == "old_templates"]
    assert [one.what for one in seen] == [f"2 {DLIB}"]
    assert desk.register.verify_journal(), "the chain holds over what was redacted"
    assert len(all_of(desk.register, Photograph)) == 2


def test_an_engine_gone_back_to_begins_its_time_anew(desk: makers.Desk) -> None:
    since = partial(in_use_since, desk.register, SFACE)
    assert since() is None
    for day, used in enumerate((SFACE, DLIB, SFACE, f"{SFACE},{DLIB}")):
        searched(desk, NOON + timedelta(days=day), used)
    assert since() == NOON + timedelta(days=2)
    searched(desk, NOON + timedelta(days=9), DLIB)
    assert since() is None


def test_as_long_as_nobody_was_looked_for_with_the_new_one_the_old_ones_stay(
    desk: makers.Desk, engine: Engine
) -> None:
    come(desk, "m01")
    rebuilt(desk, engine)
    late = NOON + timedelta(days=99)
    stands = rebuilding.stands(desk.register, NEW, late)
    assert rebuilding.clear_some(desk.register, stands, 30, by=desk.intake, at=late) == 0


def test_who_said_no_under_another_name_is_not_measured(desk: makers.Desk, engine: Engine) -> None:
    first = come(desk, "m01").visit.person
    later = NOON + timedelta(days=30)
    no = (Asked(about=About.FACE, answer=Answer.REFUSED),)
    arrival = replace(makers.arrival("测试别名"), arrived_at=later, asked=no)
    second = admit(desk.register, arrival, desk.station, by=desk.intake, at=later).visit.person
    again = partial(rebuilding.stands, desk.register, NEW, later)
    assert again().to_do == 1
    link = links.judge(
        desk.register, first, second, Sameness.SAME, "同一人", by=desk.intake, at=later
    )
    assert (again().to_do, again().counted.refused) == (0, 1)
    links.undo(desk.register, link, "不是同一人", by=desk.intake, at=later)
    assert again().to_do == 1
    rebuilt(desk, engine)
    assert len(of_new(desk)) == 1
