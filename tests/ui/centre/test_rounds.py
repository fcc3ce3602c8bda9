"""A desk's window and its centre: sent at once, away without harm, letters answered by keys."""

import hashlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, select, update

from app import clock
from app.centre.books import books
from app.desk import centre as deeds
from app.desk import claims
from app.domain.ids import ClaimId, PhotoId, new_id
from app.domain.person import Claim, live
from app.domain.station import Station
from app.settings import Settings
from app.store import access, line, walls
from app.store.ask import all_of
from app.store.people import claims_of
from app.store.tables import enrolled, root_heard
from tests import makers, two_desks
from tests.ui import station
from tests.ui.fitting import too_narrow
from tests.ui.network import Switch, let_in, rounds_of
from ui.cards import Chip
from ui.centre.page import CentrePage
from ui.centre.wording import told
from ui.jobs import Jobs
from ui.pages import pages
from ui.rounds import Rounds
from ui.window import DeskWindow

pytest_plugins = ["tests.centre"]


@pytest.fixture
def network(engine: Engine, tmp_path: Path) -> Switch:
    """The line between the window and the centre."""
    return Switch(engine, tmp_path / "centre")


@pytest.fixture
def rounds(jobs: Jobs, house: makers.Desk, network: Switch, engine: Engine) -> Iterator[Rounds]:
    """Rounds of a desk that has joined."""
    let_in(house, engine, network)
    with rounds_of(jobs, house.register, network) as made:
        yield made


def _window(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, rounds: Rounds
) -> DeskWindow:
    wanted = [page for page in pages() if page.key != "intake"]
    made = DeskWindow(jobs, settings, house.station, house.leader, wanted, rounds=rounds)
    qtbot.addWidget(made, before_close_func=lambda _w: made.close_pages())
    made.resize(1366, 690)
    made.show()
    return made


def _well(rounds: Rounds) -> bool:
    return rounds.stands.how == "well" and rounds.stands.waiting == 0 and bool(rounds.stands.last)


def test_what_is_saved_is_sent_at_once_and_the_chip_says_so(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, rounds: Rounds, engine: Engine
) -> None:
    window = _window(qtbot, jobs, settings, house, rounds)
    station.until(qtbot, lambda: _well(rounds))
    assert "已连中心" in window.status.line.text()
    jobs.desk(window, lambda _: station.arrive(house, "王淼"), lambda _: None)
    station.until(qtbot, lambda: _on_file(engine) == 1)
    station.until(qtbot, lambda: _well(rounds))


def _on_file(engine: Engine) -> int:
    from sqlalchemy import func, select

    from app.store.tables import visit

    with walls.within(engine, "440114-01") as connection:
        return int(connection.execute(select(func.count()).select_from(visit)).scalar_one())


def test_a_suspended_desk_comes_back_by_the_code_it_asks_for(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, rounds: Rounds,
    network: Switch, engine: Engine, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from app.sync import joining

    window = DeskWindow(jobs, settings, house.station, house.administrator, pages(), rounds=rounds)
    qtbot.addWidget(window, before_close_func=lambda _w: window.close_pages())
    window.resize(1366, 690)
    window.show()
    station.until(qtbot, lambda: _well(rounds))
    access.suspend(engine, house.register.device)
    window.go("centre")
    page = station.page(window, CentrePage)
    card = page.join
    assert card is not None
    assert card.isHidden()
    rounds.now()
    station.until(qtbot, card.isVisible)
    end = house.register.device.hex[-8:]
    station.until(qtbot, lambda: end in card.how.text())
    station.until(qtbot, lambda: card.url.value() == "http://127.0.0.1:1")
    card.code.set_value(access.invite(engine, "440114-01", clock.now(), house.register.device))
    join = joining.join
    monkeypatch.setattr(joining, "join", lambda wish: join(wish, network))  # no network here
    card.join()
    station.until(qtbot, lambda: _well(rounds) and card.isHidden())
    station.until(qtbot, lambda: too_narrow(window) == [])


def test_a_network_pulled_out_is_said_and_everything_goes_later(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, rounds: Rounds,
    network: Switch, engine: Engine,
) -> None:  # fmt: skip
    window = _window(qtbot, jobs, settings, house, rounds)
    station.until(qtbot, lambda: _well(rounds))
    network.there = False
    station.until(qtbot, lambda: rounds.stands.how == "away")
    jobs.desk(window, lambda _: station.arrive(house, "王淼"), lambda _: None)
    rounds.now()
    station.until(qtbot, lambda: rounds.stands.waiting > 0)
    assert "离线" in window.status.line.text()
    assert "登记、打印照常" in window.status.told.text()
    network.there = True
    rounds.now()
    station.until(qtbot, lambda: _well(rounds) and _on_file(engine) == 1)


def test_a_conflict_is_answered_with_a_key_and_the_loser_is_kept(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, rounds: Rounds,
    engine: Engine, tmp_path: Path,
) -> None:  # fmt: skip
    window = _window(qtbot, jobs, settings, house, rounds)
    station.until(qtbot, lambda: _well(rounds))
    other = two_desks.second(engine, tmp_path / "other")
    with closing(other.register):
        other.pull(clock.now())
        place = all_of(other.register, Station)[0]
        other.register.write(replace(place, account="乙账户"), by=house.leader.id, at=clock.now())
        mine = replace(place, account="甲账户")
        jobs.desk(
            window,
            lambda r: r.write(mine, by=house.leader.id, at=clock.now()),
            lambda _: None,
        )
        station.until(qtbot, lambda: _well(rounds))
        other.push(clock.now())
    window.go("centre")
    page = station.page(window, CentrePage)
    assert page.letters is not None
    letters = page.letters
    station.until(qtbot, lambda: letters.current() is not None)
    assert "结算账户" in letters.sentence.text()
    assert letters.whom.isHidden()  # it is about nobody
    assert [side.about.text() for side in (letters.kept, letters.lost)].count("") == 1
    assert {letters.kept.value.text(), letters.lost.value.text()} == {"甲账户", "乙账户"}
    station.until(qtbot, lambda: too_narrow(window) == [])
    lost = letters.lost.value.text()
    assert "信箱 1 封" in window.status.told.text()
    window.press("F7")
    station.until(qtbot, lambda: letters.current() is None)
    station.until(qtbot, lambda: _well(rounds))
    read: list[Any] = []
    jobs.read(window, lambda asks: all_of(asks, Station)[0].account, read.append)
    station.until(qtbot, lambda: read == [lost])
    settled: list[Any] = []
    jobs.read(window, lambda asks: line.letters(asks, settled=True), settled.append)
    station.until(qtbot, lambda: bool(settled))
    assert settled[0][0].settled_how == "lost"


def test_of_two_corrections_the_one_that_is_wrong_is_marked(
    engine: Engine, house: makers.Desk, tmp_path: Path
) -> None:
    one = two_desks.let_in(engine, house.register)
    other = two_desks.second(engine, tmp_path / "other")
    with closing(other.register), closing(one.register):
        person = two_desks.correct_twice(one, other, house)
        one.push()
        other.push()
        one.pull()
        (letter,) = line.letters(one.register)
        deeds.answer(one.register, letter, "lost", by=house.leader, at=clock.now())
        counts = {c.value for c in live(claims_of(one.register, person.id))}
        assert counts == {"汪淼"}
        assert {c.value for c in all_of(one.register, Claim)} >= {"王淼", "王森", "汪淼"}
        assert line.letters(one.register) == []
        other.pull()
        assert line.letters(other.register)  # has not heard of the answer
        one.push(clock.now())
        other.pull()
        assert line.letters(other.register) == []
        assert line.letters(other.register, settled=True)[0].settled_how == "lost"
        assert {c.value for c in live(claims_of(other.register, person.id))} == {"汪淼"}


def test_what_is_left_of_two_corrections_is_not_taken_away_as_well(
    engine: Engine, house: makers.Desk, tmp_path: Path
) -> None:
    one = two_desks.let_in(engine, house.register)
    other = two_desks.second(engine, tmp_path / "other")
    with closing(other.register), closing(one.register):
        person = two_desks.correct_twice(one, other, house)
        one.push()
        other.push()
        one.pull()
        (letter,) = line.letters(one.register)
        wrong = ClaimId(UUID(letter.content["kept_claim"]))
        behind = claims.Behind(reason="家属看过照片")
        claims.withdraw(one.register, wrong, behind, by=house.intake, at=clock.now())
        left = {c.value for c in live(claims_of(one.register, person.id))}
        assert len(left) == 1
        deeds.answer(one.register, letter, "kept", by=house.leader, at=clock.now())
        assert {c.value for c in live(claims_of(one.register, person.id))} == left
        assert line.letters(one.register) == []


def test_a_desk_alone_can_be_joined_in_the_window(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    jobs.serve(house.register)
    rounds = Rounds(jobs)
    rounds.serve(house.register)
    wanted = list(pages())
    window = DeskWindow(jobs, settings, house.station, house.administrator, wanted, rounds=rounds)
    qtbot.addWidget(window, before_close_func=lambda _w: window.close_pages())
    window.show()
    assert "本机保存" in window.status.line.text()
    window.go("centre")
    page = station.page(window, CentrePage)
    assert page.join is not None
    assert page.join.isVisible()
    page.join.url.set_value("http://192.0.2.1:80")
    page.join.code.set_value("ABCD")
    page.join.join()
    join_card = page.join
    station.until(qtbot, lambda: "https" in join_card.url.warning.text())
    assert page.join.code.value() == "ABCD"
    rounds.leave()


def test_a_photograph_follows_by_itself_and_is_shown_when_it_comes(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, rounds: Rounds,
    engine: Engine, network: Switch,
) -> None:  # fmt: skip
    from app.domain.face import Photograph
    from app.store import pictures

    window = _window(qtbot, jobs, settings, house, rounds)
    station.until(qtbot, lambda: _well(rounds))
    picture = bytes(range(256)) * 2000
    name = hashlib.sha256(picture).hexdigest()
    visit: list[Any] = []
    jobs.desk(window, lambda _: station.arrive(house, "王淼"), visit.append)
    station.until(qtbot, lambda: bool(visit))
    shot = Photograph(
        id=PhotoId(new_id()), person=visit[0].person, visit=visit[0].id, sha256=name,
        width=1, height=1, quality=1.0, reasons=(), taken_at=clock.now(), officer=house.intake.id,
    )  # fmt: skip

    def save(register: Any) -> None:
        register.blobs.put(picture)
        register.write(shot, by=house.intake.id, at=clock.now())

    jobs.desk(window, save, lambda _: None)
    station.until(qtbot, lambda: network.depot.has(name) == -1)
    # The desk notes it a moment later; what is forgotten before that would be noted as there.
    station.until(qtbot, lambda: pictures.to_send(house.register, 1) == [])

    def forget(register: Any) -> None:
        """As if another desk had taken it: the record is here, the picture is not."""
        register.blobs.drop(name)
        register.within(lambda c: pictures.note(c, [name], pictures.WANTED, clock.now()))

    changed: list[Any] = []
    jobs.changed.connect(changed.append)
    jobs.desk(window, forget, lambda _: None)
    rounds.now()
    station.until(qtbot, lambda: any("photograph" in c.kinds for c in changed))
    read: list[Any] = []
    jobs.read(window, lambda asks: asks.blobs.get(name), read.append)
    station.until(qtbot, lambda: read == [picture])


def test_a_withdrawal_is_pending_until_the_centre_has_it(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, rounds: Rounds,
    network: Switch,
) -> None:  # fmt: skip
    from app.desk import vouchers

    window = _window(qtbot, jobs, settings, house, rounds)
    station.until(qtbot, lambda: _well(rounds))
    network.there = False
    station.until(qtbot, lambda: rounds.stands.how == "away")
    made: list[Any] = []

    def withdrawn(register: Any) -> Any:
        visit = station.arrive(house, "王淼")
        voucher = station.voucher(house, visit)
        vouchers.void(register, voucher.id, "丢失", by=house.leader, at=clock.now())
        return visit

    jobs.desk(window, withdrawn, made.append)
    station.until(qtbot, lambda: bool(made))
    window.go("vouchers", made[0].id)

    def said() -> str:
        page = window.page("vouchers")
        return " ".join(chip.text() for chip in page.findChildren(Chip)) if page else ""

    station.until(qtbot, lambda: "待中心确认" in said())
    network.there = True
    rounds.now()
    station.until(qtbot, lambda: "已作废" in said() and "待中心确认" not in said())


def test_a_root_of_the_centre_is_looked_into_and_a_wrong_one_is_a_letter(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, rounds: Rounds,
    engine: Engine, tmp_path: Path,
) -> None:  # fmt: skip
    window = _window(qtbot, jobs, settings, house, rounds)
    station.until(qtbot, lambda: _well(rounds))
    kept = books(tmp_path / "centre")
    assert kept.publish(engine, clock.now() + timedelta(hours=1))
    rounds.now()
    station.until(qtbot, lambda: _roots(house) == ["proved"])
    with engine.begin() as connection:
        connection.execute(update(enrolled).values(last_hash=bytes(32)))
    assert kept.publish(engine, clock.now() + timedelta(hours=2))
    rounds.now()
    station.until(qtbot, lambda: _roots(house) == ["proved", "broken"])
    station.until(qtbot, lambda: rounds.stands.letters == 1)
    window.go("centre")
    page = station.page(window, CentrePage)
    station.until(qtbot, lambda: page.letters is not None and page.letters.current() is not None)
    letter = page.letters.current() if page.letters else None
    assert letter is not None
    assert "账目" in told(letter, "zh")
    station.until(qtbot, lambda: too_narrow(window) == [])


def _roots(house: makers.Desk) -> list[str]:
    return [row.state for row in house.register.ask(select(root_heard).order_by(root_heard.c.n))]
