"""Work off the window's thread: order, answers, dropped answers, bugs."""

import queue
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from app.desk import door
from app.domain.errors import Refused, Unavailable
from app.domain.station import Station
from app.store.ask import all_of
from app.store.register import Register
from ui.jobs import Jobs

AT = datetime(2026, 11, 23, 6, 29, tzinfo=UTC)


def _ignore(_answer: None) -> None: ...


def _fail(key: str) -> None:
    raise Refused(key)


def test_an_answer_comes_back_in_the_windows_thread(qtbot: QtBot, jobs: Jobs) -> None:
    home = QCoreApplication.instance()
    assert home is not None
    heard: list[tuple[bool, bool]] = []
    jobs.beside(
        jobs,
        home.thread().isCurrentThread,
        lambda inside: heard.append((inside, home.thread().isCurrentThread())),
    )
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(False, True)]


def test_a_refusal_goes_to_who_asked_and_otherwise_to_everybody(qtbot: QtBot, jobs: Jobs) -> None:
    heard: list[str] = []
    owner = QObject()
    jobs.beside(owner, lambda: _fail("login.wrong"), _ignore, lambda e: heard.append(e.key))
    qtbot.waitUntil(lambda: heard == ["login.wrong"])
    with qtbot.waitSignal(jobs.trouble) as told:
        jobs.beside(owner, lambda: _fail("login.wrong"), _ignore)
    assert told.args is not None
    assert isinstance(told.args[0], Refused)


def test_an_answer_for_a_forgotten_owner_is_dropped(qtbot: QtBot, jobs: Jobs) -> None:
    heard: list[str] = []
    owner, other = QObject(), QObject()
    gate = queue.SimpleQueue[None]()
    jobs.beside(owner, gate.get, lambda _: heard.append("gone"))
    jobs.forget(owner)
    jobs.beside(other, lambda: None, lambda _: heard.append("here"))
    gate.put(None)
    qtbot.waitUntil(lambda: jobs.waiting == 0)
    assert heard == ["here"]


def test_an_answer_for_a_deleted_owner_is_dropped(qtbot: QtBot, jobs: Jobs) -> None:
    heard: list[str] = []
    owner = QObject()
    gate = queue.SimpleQueue[None]()
    jobs.beside(owner, gate.get, lambda _: heard.append("gone"))
    owner.deleteLater()
    with qtbot.waitSignal(owner.destroyed):
        pass
    with qtbot.waitSignal(jobs.idle):
        gate.put(None)
    assert heard == []


def test_a_bug_is_reported_without_anybodys_data(
    qtbot: QtBot, jobs: Jobs, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise ValueError("王淼 370102197903150018")

    with qtbot.waitSignal(jobs.failed) as told:
        jobs.beside(QObject(jobs), broken, lambda _: None)
    assert told.args is not None
    assert "ValueError" in told.args[0]
    assert "test_jobs.py" in told.args[0]
    logged = "".join(record.getMessage() for record in caplog.records)
    assert logged
    assert "王淼" not in logged + told.args[0]
    caplog.clear()


def test_who_asked_hears_of_a_bug_and_may_ask_again(
    qtbot: QtBot, jobs: Jobs, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise ValueError

    heard: list[str] = []
    with qtbot.waitSignal(jobs.failed):
        jobs.beside(jobs, broken, _ignore, lambda sorry: heard.append(sorry.key))
    assert heard == ["window.our_bug"]
    assert "ValueError" in caplog.text
    caplog.clear()


def test_without_a_register_the_answer_is_a_sentence(jobs: Jobs) -> None:
    heard: list[str] = []
    jobs.desk(QObject(), lambda _: None, lambda _: None, lambda sorry: heard.append(sorry.key))
    assert heard == ["window.no_register"]


def test_a_deed_that_writes_tells_what_changed(
    qtbot: QtBot, jobs: Jobs, session: door.Session
) -> None:
    jobs.serve(session.register)

    def work(register: Register) -> None:
        register.write(replace(session.station, phone="020-8888"), by=session.officer.id, at=AT)

    with qtbot.waitSignal(jobs.changed) as told:
        jobs.desk(QObject(jobs), work, lambda _: None)
    assert told.args is not None
    assert "station" in told.args[0].kinds


def test_a_question_is_answered_beside_the_writer(
    qtbot: QtBot, jobs: Jobs, session: door.Session
) -> None:
    jobs.serve(session.register)
    gate = queue.SimpleQueue[None]()
    heard: list[list[Station]] = []
    jobs.desk(jobs, lambda _: gate.get(), lambda _: None)
    jobs.read(jobs, lambda reader: all_of(reader, Station), heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    gate.put(None)
    assert [place.name for place in heard[0]] == ["示例市救助管理站"]


def test_releasing_lets_the_next_officer_open_the_register(
    qtbot: QtBot, jobs: Jobs, session: door.Session, settings: object
) -> None:
    jobs.serve(session.register)
    jobs.release()
    again = door.log_in(session.register.folder, "zhang", "battery staple", AT)
    again.register.close()


def test_the_world_saying_no_is_told_like_a_refusal(qtbot: QtBot, jobs: Jobs) -> None:
    def work() -> None:
        raise Unavailable("printer.none")

    heard: list[str] = []
    jobs.beside(jobs, work, lambda _: None, lambda sorry: heard.append(sorry.key))
    qtbot.waitUntil(lambda: heard == ["printer.none"])


def test_an_idle_writer_tidies_and_the_next_deed_is_done_all_the_same(
    qtbot: QtBot, jobs: Jobs, session: door.Session
) -> None:
    register = session.register
    jobs.serve(register)

    def work(held: Register) -> None:
        changed = replace(session.station, phone="020-8888")
        held.write(changed, by=session.officer.id, at=AT)

    with qtbot.waitSignal(jobs.changed):
        jobs.desk(QObject(jobs), work, lambda _: None)
    assert not register.tidied
    qtbot.waitUntil(lambda: register.tidied)
    heard: list[bool] = []
    jobs.desk(jobs, lambda held: bool(all_of(held, Station)), heard.append)
    qtbot.waitUntil(lambda: heard == [True])
