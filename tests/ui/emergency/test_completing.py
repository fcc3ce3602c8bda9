"""An emergency is marked in the list, taken up with one key, and finished into the same visit."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.desk import claims, emergency
from app.desk.emergency import Emergency
from app.desk.snapshot import photograph
from app.domain.face import Photograph
from app.domain.person import ClaimKind, Source
from app.domain.staff import Viewing
from app.domain.visit import Visit
from tests import makers
from tests.makers import NOON
from tests.ui.emergency.conftest import left_over, name_of, on_file, type_text
from tests.ui.emergency.test_emergency import form, log_in, saved, screen
from tests.ui.keys import press
from tests.ui.sample import SAMPLES
from tests.ui.station import arrive, keys_of, page, settle, unfit, until
from ui.intake.draft import load
from ui.jobs import Jobs
from ui.people.in_station import InStationPage
from ui.people.person import PersonPage
from ui.shell import Shell

F9, F10, F11 = Qt.Key.Key_F9, Qt.Key.Key_F10, Qt.Key.Key_F11


@pytest.fixture
def urgent(house: makers.Desk) -> Visit:
    """Somebody was registered in an emergency."""
    photo = photograph((SAMPLES / "m01" / "1.jpg").read_bytes(), NOON)
    seen = Emergency(at=NOON, urgent=("mental", "cold"), done="已打 120", photo=photo)
    return emergency.save(house.register, seen, house.station, by=house.leader, at=NOON)


def people(qtbot: QtBot, jobs: Jobs, shell: Shell) -> InStationPage:
    """The list, filled."""
    assert shell.desk is not None
    shell.desk.go("people")
    settle(qtbot, jobs)
    return page(shell.desk, InStationPage)


def taken_up(qtbot: QtBot, shell: Shell, visit: Visit) -> None:
    """It stands on the page of arrivals."""
    assert shell.desk is not None
    assert shell.desk.here == "intake"
    until(qtbot, lambda: form(shell).arriving.visit == visit.id)


def test_it_stands_out_in_the_list_and_is_completed_from_there(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk, urgent: Visit
) -> None:
    arrive(house, "赵一")
    log_in(shell, house)
    listed = people(qtbot, jobs, shell)
    shown = [one for one in listed._all if one.emergency]
    assert [one.visit.id for one in shown] == [urgent.id]
    listed.pills.press("urgent")
    settle(qtbot, jobs)
    assert listed.side.one is not None
    assert listed.side.one.visit.id == urgent.id
    assert not unfit(listed)
    press(F11, on=listed.table)
    taken_up(qtbot, shell, urgent)
    fields = form(shell).form.raw()
    assert fields == {"check_mental": "yes", "story": "已打 120"}
    assert form(shell).noted.words.text() == "紧急登记时注明：疑似精神障碍、受冻挨饿"
    assert form(shell).noted.isVisible()
    assert len(form(shell).shots.photos) == 1
    form(shell).form.fields["name"].set_value("王淼")
    form(shell).form.fields["way"].set_value("police")
    press(F9, on=form(shell))
    assert shell.desk is not None
    until(qtbot, lambda: shell.desk is not None and shell.desk.here == "papers")
    settle(qtbot, jobs)
    (now,) = [v for v in on_file(house, Visit) if v.id == urgent.id]
    assert (now.way.value, now.checks) == ("police", {"mental": "yes", "cold": "yes"})
    assert name_of(house, urgent.person) == "王淼"
    assert len(on_file(house, Photograph)) == 1
    assert [one for one in people(qtbot, jobs, shell)._all if one.emergency] == []
    assert "completion" in {v.purpose for v in on_file(house, Viewing)}


def test_it_is_completed_from_the_file_as_well(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk, urgent: Visit
) -> None:
    said = [(ClaimKind.NAME, "刘明"), (ClaimKind.SEX, "1"), (ClaimKind.AGE, "47")]
    for kind, value in said:
        claims.add(
            house.register, urgent.person, kind, value, Source.SAID, by=house.intake, at=NOON
        )
    log_in(shell, house)
    assert shell.desk is not None
    shell.desk.go("person", urgent.person)
    opened = page(shell.desk, PersonPage)
    assert "F11" not in keys_of(opened)
    opened.purpose.stated.emit("接待核对")
    until(qtbot, lambda: opened.opened is not None)
    press(F11, on=opened)
    taken_up(qtbot, shell, urgent)
    raw = form(shell).form.raw()
    assert (raw["name"], raw["sex"], raw["birth"]) == ("刘明", "1", "47")
    settle(qtbot, jobs)
    assert not form(shell).candidates.cards


def test_straight_on_after_saving(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk
) -> None:
    log_in(shell, house)
    form(shell).form.fields["name"].set_value("赵没完")
    press(F10, on=shell)
    press(Qt.Key.Key_3)
    press(F9)
    saved(qtbot, jobs, shell)
    press(F11, on=screen(shell))
    (visit,) = on_file(house, Visit)
    taken_up(qtbot, shell, visit)
    settle(qtbot, jobs)
    # The arrival that was in hand waits among the drafts.
    waiting = left_over(qtbot, jobs, house)
    assert len([w for w in waiting if w.id != visit.id]) == 1


def test_quick_hands_complete_the_emergency_and_lose_no_letter(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk
) -> None:
    log_in(shell, house)
    form(shell).form.fields["name"].set_value("赵没完")
    press(F10, on=shell)
    press(F9)
    saved(qtbot, jobs, shell)
    (visit,) = on_file(house, Visit)
    press(F11, on=screen(shell))
    type_text("Mary")
    press(F9)  # before the emergency stands in the form
    assert shell.desk is not None
    until(qtbot, lambda: shell.desk is not None and shell.desk.here == "papers")
    settle(qtbot, jobs)
    assert [v.id for v in on_file(house, Visit)] == [visit.id]
    assert name_of(house, visit.person) == "Mary"
    (waiting,) = left_over(qtbot, jobs, house)
    assert waiting.content
    assert (kept := load(waiting.content))
    assert kept.fields == {"name": "赵没完"}


def test_a_letter_typed_before_the_form_is_there_is_followed_by_the_next(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk, urgent: Visit
) -> None:
    log_in(shell, house)
    settle(qtbot, jobs)
    assert shell.desk is not None
    shell.desk.go("intake", urgent.id)
    type_text("Ma")
    taken_up(qtbot, shell, urgent)
    type_text("ry")
    assert form(shell).form.value("name") == "Mary"


def test_a_completion_that_was_begun_is_a_draft_like_any_other(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk, urgent: Visit, data: Path
) -> None:
    log_in(shell, house)
    assert shell.desk is not None
    shell.desk.go("intake", urgent.id)
    taken_up(qtbot, shell, urgent)
    form(shell).form.fields["name"].set_value("写了一半")
    form(shell).keeping.keep()
    settle(qtbot, jobs)
    kept = left_over(qtbot, jobs, house)[0].content
    assert kept
    assert (draft := load(kept))
    assert draft.urgent == ("mental", "cold")
    shell.desk.press("Ctrl+N")
    form(shell).throw_away()
    settle(qtbot, jobs)
    assert not form(shell).noted.isVisible()
    shell.desk.go("intake", urgent.id)
    taken_up(qtbot, shell, urgent)
    assert len(on_file(house, Visit)) == 1


def test_what_is_completed_already_is_said_and_nothing_is_lost(
    qtbot: QtBot, jobs: Jobs, shell: Shell, house: makers.Desk, urgent: Visit
) -> None:
    from tests.ui.station import told

    log_in(shell, house)
    assert shell.desk is not None
    shell.desk.go("intake", urgent.id)
    taken_up(qtbot, shell, urgent)
    press(F9, on=form(shell))
    until(qtbot, lambda: shell.desk is not None and shell.desk.here == "papers")
    settle(qtbot, jobs)
    shell.desk.go("intake")
    form(shell).form.fields["name"].set_value("赵没完")
    in_hand = form(shell).arriving.visit
    shell.desk.go("intake", urgent.id)
    settle(qtbot, jobs)
    assert "F2" in told(shell.desk)
    assert form(shell).form.raw() == {"name": "赵没完"}
    assert form(shell).arriving.visit == in_hand
