"""What may not be searched any more goes while the desk runs, not only at its next start."""

from datetime import timedelta

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import links
from app.desk.recogniser import Recogniser, recogniser_of
from app.domain.evidence import Link, Sameness
from app.domain.face import EMERGENCY_LASTS, Basis, Template
from app.domain.ids import TemplateId, new_id
from app.faces.engine import SFACE, choose
from app.settings import Settings
from app.store.register import Register
from tests import makers
from tests.ui.station import arrive, settle
from ui.faces import Faces
from ui.jobs import Jobs


def template(house: makers.Desk, recogniser: Recogniser, basis: Basis) -> Template:
    """A face of somebody who came now."""
    visit, at = arrive(house), clock.now()
    lasts = at + EMERGENCY_LASTS if basis is Basis.EMERGENCY else None
    vector = np.random.default_rng(len(basis)).normal(size=recogniser.model.dim).astype("<f4")
    made = Template(
        id=TemplateId(new_id()), person=visit.person, photo=new_id(),  # type: ignore[arg-type]
        engine=recogniser.model.id, model_sha256=recogniser.model.model_sha256,
        dim=recogniser.model.dim, metric="cosine", vector=vector.tobytes(), quality=0.9,
        basis=basis, lapses_at=lasts, made_at=at,
    )  # fmt: skip
    house.register.write(made, by=house.intake.id, at=at)
    return made


def test_after_its_days_nobody_is_found_by_it(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    recogniser = recogniser_of(choose(SFACE))
    emergency = template(house, recogniser, Basis.EMERGENCY)
    agreed = template(house, recogniser, Basis.CONSENT)
    jobs.serve(house.register)
    faces = Faces(jobs, settings)
    faces._loaded = recogniser
    recogniser.keep(emergency)
    recogniser.keep(agreed)
    assert faces._hourly.interval() <= 3_600_000
    now = clock.now()
    for passed, left in ((timedelta(days=6), 2), (EMERGENCY_LASTS + timedelta(hours=1), 1)):
        monkeypatch.setattr(clock, "now", lambda passed=passed: now + passed)
        faces._hourly.timeout.emit()
        settle(qtbot, jobs)
        assert recogniser.on_file == left
    found = recogniser.hits(np.frombuffer(emergency.vector, "<f4"), 5)
    assert [hit.person for hit in found] == [agreed.person]


def test_a_no_under_another_name_counts_as_long_as_the_two_are_one(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    recogniser = recogniser_of(choose(SFACE))
    agreed = template(house, recogniser, Basis.CONSENT)
    refuses = arrive(house, "别名").person
    jobs.serve(house.register)
    faces = Faces(jobs, settings)
    faces._loaded = recogniser
    jobs.changed.connect(faces._catch_up)
    recogniser.keep(agreed)
    decided: list[Link] = []

    def judged(register: Register) -> Link:
        return links.judge(
            register, agreed.person, refuses, Sameness.SAME, "同一人",
            by=house.intake, at=clock.now(),
        )  # fmt: skip

    def undone(register: Register) -> Link:
        return links.undo(register, decided[0], "不是", by=house.intake, at=clock.now())

    for deed, on_file in ((judged, 0), (undone, 1)):
        jobs.desk(faces, deed, decided.append)
        settle(qtbot, jobs)
        assert recogniser.on_file == on_file
        fresh = recogniser_of(recogniser.model)
        fresh.fill(house.register, clock.now())
        assert fresh.on_file == on_file, "at the next start, too"
