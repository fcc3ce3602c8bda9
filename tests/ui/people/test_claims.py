"""信息与来源: several sources side by side, checked, refuted, and forty of them readable."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import claims
from app.desk.claims import Behind
from app.domain.ids import ClaimId, PersonId, new_id
from app.domain.person import Claim, ClaimKind, Source, live
from app.domain.visit import Visit
from app.settings import Settings
from app.store.people import claims_of, file_of
from tests import makers
from tests.ui import station
from tests.ui.keys import press
from ui.fields import Press
from ui.jobs import Jobs
from ui.people.person import PersonPage
from ui.theme import FIELD, px
from ui.translate import translate
from ui.window import DeskWindow

Open = Callable[[Visit], tuple[DeskWindow, PersonPage]]


@pytest.fixture
def opened(qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk) -> Open:
    """Opens somebody's file, the purpose stated."""

    def do(visit: Visit) -> tuple[DeskWindow, PersonPage]:
        window = station.open_window(qtbot, jobs, settings, house)
        window.go("person", visit.person)
        page = station.page(window, PersonPage)
        page.purpose.field.combo.setEditText("寻亲")
        page.purpose.state()
        station.until(qtbot, lambda: page.opened is not None)
        station.settle(qtbot, jobs)
        return window, page

    return do


def _key(page: PersonPage, words: str, value: str) -> Press:
    return next(b for b in page.claims.buttons if b.text() == words and value in b.accessibleName())


def _notes(page: PersonPage) -> str:
    return "\n".join(part.text() for part in page.claims.findChildren(type(page.who.name)))


def test_an_alias_is_added_with_who_says_so_by_keys_alone(
    qtbot: QtBot, jobs: Jobs, house: makers.Desk, opened: Open
) -> None:
    visit = station.arrive(house)
    window, page = opened(visit)
    window.press("F2")
    card = page.correct
    card.kind.set_value(ClaimKind.ALIAS)
    card.value.set_value("三水")
    card.source.set_value(Source.KIN)
    card.said_by.set_value("其弟王森")
    card.said_on.set_value("2026-11-20")
    assert not card.reason.isVisible()
    window.press("F9")
    station.settle(qtbot, jobs)
    made = next(c for c in claims_of(house.register, visit.person) if c.kind is ClaimKind.ALIAS)
    assert made.detail == {"said_by": "其弟王森", "said_on": "2026-11-20"}
    assert "其弟王森，2026-11-20说" in _notes(page)


def test_a_claim_is_verified_with_what_that_rests_on(
    qtbot: QtBot, jobs: Jobs, house: makers.Desk, opened: Open
) -> None:
    visit = station.arrive(house, phone="13000000000")
    window, page = opened(visit)
    press(Qt.Key.Key_Return, on=_key(page, "核实", "13000000000"))
    card = page.correct
    assert card.ground.line.hasFocus()
    assert not card.value.isVisible()
    window.press("F9")
    assert card.ground.warning.text()
    card.ground.set_value("当面拨通")
    window.press("F9")
    station.settle(qtbot, jobs)
    known = file_of(house.register, visit.person).claims
    counts = [c for c in live(known) if c.kind is ClaimKind.PHONE]
    assert [(c.verified, c.detail["ground"]) for c in counts] == [(True, "当面拨通")]
    assert "依据：当面拨通" in _notes(page)


def test_what_is_wrong_is_struck_out_with_its_reason(
    qtbot: QtBot, jobs: Jobs, house: makers.Desk, opened: Open
) -> None:
    visit = station.arrive(house, phone="13000000000")
    window, page = opened(visit)
    _key(page, "有误", "13000000000").click()
    page.correct.reason.set_value("空号")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert file_of(house.register, visit.person).value(ClaimKind.PHONE) == ""
    struck = [label.text() for label in page.claims.rows.values() if label.font().strikeOut()]
    assert "13000000000" in struck
    assert "原因：空号" in _notes(page)
    assert not page.correct.isVisible()


def test_a_forged_document_is_marked_with_where_it_is_and_what_that_rests_on(
    qtbot: QtBot, jobs: Jobs, house: makers.Desk, opened: Open
) -> None:
    visit = station.arrive(house, document="440114198003020012", phone="13000000000")
    window, page = opened(visit)
    _key(page, "有误", "13000000000").click()
    assert not page.correct.forged.isVisible()
    _key(page, "有误", "440114198003020012").click()
    assert page.correct.forged.isVisible()
    page.correct.reason.set_value("照片被换过")
    page.correct.forged.set_value("police")
    window.press("F9")
    assert page.correct.ground.warning.text()
    page.correct.ground.set_value("派出所收据 12 号")
    station.until(qtbot, lambda: station.unfit(page) == [])
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "伪造、变造，已移交公安" in _notes(page)


def test_two_sources_stand_side_by_side(
    qtbot: QtBot, jobs: Jobs, house: makers.Desk, opened: Open
) -> None:
    visit = station.arrive(house, birth="1979")
    for value, source in (("1978", Source.KIN), ("1980-02-01", Source.POLICE)):
        claims.add(
            house.register, PersonId(visit.person), ClaimKind.BIRTH, value, source,
            by=house.intake, at=clock.now(), behind=Behind(said_by="电话"),
        )  # fmt: skip
    _, page = opened(visit)
    shown = [label.text() for label in page.claims.rows.values() if label.isVisible()]
    assert {"1979", "1978", "1980-02-01"} <= set(shown)
    bold = [label.text() for label in page.claims.rows.values() if label.font().bold()]
    assert "1980-02-01" in bold


def _forty(house: makers.Desk, visit: Visit) -> None:
    first, now = claims_of(house.register, visit.person)[0], clock.now()
    made: list[Claim] = [
        replace(
            first,
            id=ClaimId(new_id()),
            kind=[ClaimKind.NAME, ClaimKind.ALIAS, ClaimKind.PHONE, ClaimKind.MARKS][n % 4],
            value=f"第{n}次所说",
            at=now - timedelta(days=n + 1),
        )
        for n in range(40)
    ]
    house.register.write(*made, by=house.intake.id, at=now)


def test_forty_claims_stay_readable_and_every_one_can_be_unfolded(
    qtbot: QtBot, jobs: Jobs, house: makers.Desk, opened: Open
) -> None:
    visit = station.arrive(house)
    _forty(house, visit)
    _, page = opened(visit)
    seen = [label for label in page.claims.rows.values() if label.isVisible()]
    assert len(page.claims.rows) == 41
    assert len(seen) == 8
    fold = page.claims.folds[ClaimKind.ALIAS]
    assert "8" in fold.text()
    press(Qt.Key.Key_Return, on=fold)
    assert sum(label.isVisible() for label in page.claims.rows.values()) == 16
    press(Qt.Key.Key_Return, on=fold)
    assert sum(label.isVisible() for label in page.claims.rows.values()) == 8
    station.until(qtbot, lambda: station.unfit(page) == [])


def test_in_english_what_can_be_done_with_a_claim_has_its_place(
    qtbot: QtBot, qapp: QApplication, jobs: Jobs, house: makers.Desk, settings: Settings
) -> None:
    visit = station.arrive(house, home=station.HOME)
    add = partial(claims.add, house.register, visit.person, by=house.intake, at=clock.now())
    add(ClaimKind.ALIAS, "三水", Source.OFFICER)
    translate(qapp, "en")
    try:
        english = replace(settings, lang="en")
        window = station.open_window(qtbot, jobs, english, house)
        window.go("person", visit.person)
        page = station.page(window, PersonPage)
        page.purpose.field.combo.setEditText("tracing")
        page.purpose.state()
        station.until(qtbot, lambda: page.opened is not None)
        window.press("F2")
        station.until(qtbot, lambda: station.unfit(page) == [])
        assert page.left.horizontalScrollBar().maximum() == 0
        # A name of three characters must not stand in three lines beside what was said of it.
        assert page.claims.rows[_first_name(house, visit)].height() < 2 * px(FIELD)
    finally:
        translate(qapp, "zh")


def _first_name(house: makers.Desk, visit: Visit) -> ClaimId:
    return next(c.id for c in claims_of(house.register, visit.person) if c.kind is ClaimKind.NAME)
