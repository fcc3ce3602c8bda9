"""Stays that are played in the window, a picture of each step: an ordinary arrival by keys, a child
that is fetched, somebody who goes to hospital, an escort to another province."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.codes import CHECKS
from app.domain.visit import LeavingKind
from app.settings import Settings
from ui.demo import ordinary
from ui.demo.drive import Player
from ui.demo.fingers import SHIFT
from ui.demo.invented import told
from ui.demo.station import STAFF
from ui.demo.summary import Summary
from ui.intake.page import IntakePage
from ui.papers.page import PapersPage
from ui.people.in_station import InStationPage

_ALT = Qt.KeyboardModifier.AltModifier
Kind = LeavingKind


def show_stays(settings: Settings, out: Path) -> Summary:
    """Play all four in one station; what came out is written as JSON."""
    ordinary.furnish(settings.data)
    _, pictures = ordinary.play(settings, out)
    with Player(replace(settings, camera="none"), out) as player:
        player.pictures = pictures
        player.log_in(STAFF[2])
        story = _Story(player)
        story.child()
        story.hospital()
        story.escort()
        summary = Summary()
        summary.finish(player)
    return summary


class _Story:
    def __init__(self, player: Player) -> None:
        self._player = player
        self._said: Mapping[str, Mapping[str, object]] = told()["played"]

    def child(self) -> None:
        """Alone, brought by the police; leaves only with a grown person and the bureau's word."""
        player, said = self._player, self._said["child"]
        self._arrive(said, {"check_child": "yes"}, "child-arrival")
        player.press(Qt.Key.Key_3, _ALT)
        player.wait(lambda: player.window.here == "today", "today")
        self._shown("child-today")
        page = self._let_leave(Kind.OWN_WISH, str(said["name"]))
        player.press(Qt.Key.Key_F9)
        self._shown("child-not-alone")
        page.side.leaving.kind.set_value(Kind.FETCHED)
        self._fill(page, said["fetched"])
        self._shown("child-fetched")
        self._gone(page)
        self._papers("child-handover", "handover")

    def hospital(self) -> None:
        """F10: two keys, and the ambulance is on its way; the rest later."""
        player, said = self._player, self._said["hospital"]
        player.press(Qt.Key.Key_F10)
        player.wait(lambda: player.shell.emergency.screen, "emergency")
        player.press(Qt.Key.Key_1)
        self._shown("hospital-emergency")
        player.press(Qt.Key.Key_Return)
        screen = player.shell.emergency.screen
        player.wait(lambda: screen is None or screen.is_done, "emergency")
        self._shown("hospital-noted")
        player.press(Qt.Key.Key_Escape)
        player.wait(lambda: player.shell.emergency.screen is None, "emergency")
        page = self._let_leave(Kind.HOSPITAL, "")
        self._fill(page, said["leaving"])
        self._shown("hospital-leaving")
        self._gone(page)
        self._papers("hospital-paper", "medical")

    def escort(self) -> None:
        """To another province, with a letter that went before."""
        said = self._said["escort"]
        self._arrive(said, {"sex": "2"}, "")
        page = self._let_leave(Kind.ESCORTED, str(said["name"]))
        self._fill(page, {"province": "other"})
        self._fill(page, said["leaving"])
        self._shown("escort-leaving")
        self._gone(page)
        self._papers("escort-paper", "escort")
        self._papers("escort-letter", "cross_province")

    def _arrive(self, said: Mapping[str, object], more: Mapping[str, str], picture: str) -> None:
        player = self._player
        player.press(Qt.Key.Key_1, _ALT)
        player.wait(lambda: player.window.here == "intake", "arrival")
        page = player.page("intake", IntakePage)
        values = {f"check_{key}": "no" for key in CHECKS} | {"way": "police"}
        values |= {"birth": str(said["age"])}
        values |= {key: str(said[key]) for key in ("name", "brought_by", "found_at", "story")}
        for key, value in (values | dict(more)).items():
            page.form.fields[key].set_value(value)
        if picture:
            self._shown(picture)
        player.press(Qt.Key.Key_F9)
        player.wait(lambda: player.window.here == "papers", "arrival")
        player.settle("arrival")

    def _let_leave(self, kind: LeavingKind, name: str) -> InStationPage:
        """F9 on somebody, or on who is nameless, and how they go."""
        player = self._player
        player.press(Qt.Key.Key_2, _ALT)
        page = player.page("people", InStationPage)
        player.wait(lambda: page.side.one, "people")
        player.settle("people")
        names = [one.card.name for one in page.table.rows.rows]
        page.table.selectRow(names.index(name) if name in names else _nameless(names))
        player.settle("people")
        player.press(Qt.Key.Key_F9, on=page.table)
        player.wait(page.side.leaving.isVisible, "leaving")
        player.settle("leaving")
        page.side.leaving.kind.set_value(kind)
        player.settle("leaving")
        return page

    def _fill(self, page: InStationPage, said: object) -> None:
        fields = page.side.leaving.fields
        for key, value in said.items() if isinstance(said, Mapping) else ():
            if key in fields:
                fields[key].set_value(str(value))
        if "second" in fields:
            self._second(page)
        self._player.settle("leaving")

    def _second(self, page: InStationPage) -> None:
        """Whoever else works here."""
        field = page.side.leaving.fields["second"]
        combo = field.findChild(type(page.side.leaving.kind.combo))
        if combo is not None and combo.count() > 1:
            combo.setCurrentIndex(1)

    def _gone(self, page: InStationPage) -> None:
        player = self._player
        player.press(Qt.Key.Key_F9)
        player.wait(lambda: not page.side.leaving.isVisible(), "leaving")
        player.settle("leaving")

    def _papers(self, picture: str, form: str) -> None:
        """Shift+F8: what is to be signed now."""
        player = self._player
        if player.window.here != "papers":
            player.press(Qt.Key.Key_F8, SHIFT, on=QApplication.focusWidget())
            player.wait(lambda: player.window.here == "papers", "papers")
            player.close_line()
        page = player.page("papers", PapersPage)
        player.settle("papers")
        player.wait(lambda: form in page.tabs.buttons, "papers")
        player.click(page.tabs.buttons[form])
        player.wait(lambda: page.made and page.made.form == form, "papers")
        self._shown(picture)

    def _shown(self, name: str) -> None:
        self._player.settle(name)
        self._player.picture(name)


def _nameless(names: list[str]) -> int:
    return next(at for at, name in enumerate(names) if name.startswith("无名氏"))
