"""English is only a translation: every label has one, with the same places to fill."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.desk import door
from app.settings import Settings
from tests.ui.fitting import too_narrow
from tests.ui.sample import PAGES
from ui.candidate import CandidateCard
from ui.icons import ICONS
from ui.jobs import Jobs
from ui.login.page import LoginPage
from ui.window import DeskWindow

FOLDER = ICONS.parent / "translations"
UI = Path(__file__).parents[2] / "ui"


def _messages() -> Iterator[tuple[str, str, ET.Element]]:
    root = ET.parse(FOLDER / "guitu_en.ts").getroot()  # noqa: S314 - our own file
    for context in root.iter("context"):
        for message in context.iter("message"):
            yield context.findtext("name", ""), message.findtext("source", ""), message


@pytest.fixture(scope="module")
def english() -> QTranslator:
    """The compiled file that the desk loads."""
    made = QTranslator()
    assert made.load("guitu_en", str(FOLDER))
    return made


def test_every_label_has_its_english_in_the_compiled_file(english: QTranslator) -> None:
    without = [
        source
        for context, source, message in _messages()
        if message.find("translation[@type]") is None
        and english.translate(context, source) != message.findtext("translation")
    ]
    unfinished = [
        source
        for _, source, message in _messages()
        if message.find("translation[@type]") is not None
    ]
    assert (without, unfinished) == ([], [])


def _fits(widget: QWidget) -> bool:
    return not too_narrow(widget)


def test_english_fits_where_chinese_does(
    qtbot: QtBot,
    qapp: QApplication,
    english: QTranslator,
    jobs: Jobs,
    session: door.Session,
    settings: Settings,
) -> None:
    qapp.installTranslator(english)
    try:
        jobs.serve(session.register)
        login = LoginPage(jobs, settings.data, "en")
        desk = DeskWindow(
            jobs, replace(settings, lang="en"), session.station, session.officer, PAGES
        )
        for widget in (login, desk):
            qtbot.addWidget(widget)
            widget.resize(1366, 690)
            widget.show()
            qtbot.waitUntil(partial(_fits, widget))
        card = desk.findChildren(CandidateCard)[0]
        assert {b.text() for b in card.answers.buttons.values()} == {"1 Same", "2 No", "3 Unsure"}
        assert all(
            b.visibleRegion().boundingRect() == b.rect() for b in card.answers.buttons.values()
        )
    finally:
        qapp.removeTranslator(english)


def test_english_asks_for_the_same_facts() -> None:
    for _, source, message in _messages():
        text = message.findtext("translation", "")
        assert re.findall(r"\{\d\}", source) == re.findall(r"\{\d\}", text), source


def test_no_label_hides_in_an_f_string() -> None:
    """lupdate does not look into f-strings: such a label would never be offered for translation."""
    hidden = [
        str(file.relative_to(UI))
        for file in UI.rglob("*.py")
        if "{self.tr(" in file.read_text(encoding="utf-8")
    ]
    assert hidden == []
