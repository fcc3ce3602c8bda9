"""A tracing in pictures: a man who cannot say who he is, what is found out about him, a mother who
has looked for eleven years, how they are brought together, and the look after them at home."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from app import clock
from app.desk.admission import Arrival, Said, admit
from app.desk.leaving import leave
from app.domain.codes import CHECKS
from app.domain.leaving import Parting
from app.domain.person import ClaimKind
from app.domain.visit import ArrivalWay, LeavingKind
from app.settings import Settings
from ui.demo.drive import Player
from ui.demo.invented import told
from ui.demo.station import FACTS, STAFF, make_empty
from ui.demo.summary import Summary
from ui.followups.page import FollowupsPage
from ui.page import PageWidget
from ui.tracing.inquiry_page import InquiryPage
from ui.tracing.kin_page import KinPage
from ui.tracing.workbench import WorkbenchPage

P = TypeVar("P", bound=PageWidget)
_CALM = dict.fromkeys(CHECKS, "no")


def show_tracing(settings: Settings, out: Path) -> Summary:
    """Play it in one station; what came out is written as JSON."""
    said = told()["traced"]
    _furnish(settings.data, said)
    with Player(replace(settings, camera="none"), out) as player:
        player.log_in(STAFF[2])
        story = _Story(player, said)
        story.workbench()
        story.inquiry()
        story.pair()
        story.followups()
        summary = Summary()
        summary.finish(player)
    return summary


def _furnish(data: Path, said: Mapping[str, Mapping[str, str]]) -> None:
    """Somebody came yesterday and cannot say who he is; another went home three weeks ago."""
    session, officers = make_empty(data, clock.now() - timedelta(days=60), FACTS)
    register, by = session.register, officers[2]
    try:
        for key, days in (("home_again", 24), ("man", 1)):
            at = clock.now() - timedelta(days=days)
            claims = tuple(
                Said(kind=ClaimKind(kind), value=text) for kind, text in said[key].items()
            )
            arrival = Arrival(
                arrived_at=at, way=ArrivalWay.POLICE, checks=_CALM, said=claims,
                found_at="东广场", brought_by="示例市公安局火车站派出所",
            )  # fmt: skip
            came = admit(register, arrival, session.station, by=by, at=at)
            if key == "home_again":
                left = at + timedelta(days=2)
                gone = Parting(
                    kind=LeavingKind.FETCHED, left_at=left, destination=said[key]["home"],
                    detail=said["fetched"], note="无",
                )  # fmt: skip
                leave(register, came.visit.id, gone, by=by, at=left)
    finally:
        register.close()


def _last(page: KinPage) -> UUID | None:
    return page.case.row.pair.steps[-1].id if page.case else None


def _went_on(page: KinPage, before: UUID | None) -> bool:
    return _last(page) not in (None, before)


class _Story:
    def __init__(self, player: Player, said: Mapping[str, Mapping[str, str]]) -> None:
        self._player, self._said = player, said

    def workbench(self) -> None:
        """F2: what he says, his accent, a ticket; on the figure his marks stand already."""
        player = self._player
        player.window.go("people", None)
        player.settle("people")
        player.window.press("Shift+F6")
        page = self._page("workbench", WorkbenchPage)
        for clue in ("words", "ticket", "habit"):
            player.window.press("F2")
            player.settle("clue")
            for name, text in self._said[clue].items():
                page.noting.form.fields[name].set_value(text)
            if clue == "words":
                self._shown("clue")
            player.window.press("F9")
            player.settle("clue")
            player.wait(lambda: not page.noting.open, "clue")
        self._shown("workbench")

    def inquiry(self) -> None:
        """His mother comes: F2, what she says; F6, her papers were seen."""
        player = self._player
        player.window.go("inquiry", None)
        page = self._page("inquiry", InquiryPage)
        player.window.press("F2")
        player.settle("inquiry")
        for name, text in self._said["inquiry"].items():
            page.form.fields[name].set_value(text)
        self._shown("inquiry")
        player.window.press("F9")
        player.wait(page.form.isHidden, "inquiry")
        player.settle("inquiry")
        player.window.press("F6")
        for name, text in self._said["checked"].items():
            page.small["check"].fields[name].set_value(text)
        player.window.press("F9")
        player.wait(page.small["check"].isHidden, "checked")
        self._shown("inquiry-checked")

    def pair(self) -> None:
        """It was found by itself; F3, F4, F6: verified, he wants it, confirmed, told, reunited."""
        player = self._player
        if player.shell.seeker:
            player.shell.seeker.now()
        player.window.go("kin", None)
        page = self._page("kin", KinPage)
        player.wait(lambda: page.case is not None, "kin")
        self._shown("pair")
        for key, step in (
            ("F3", "verifying"), ("F4", "wish"), ("F6", "confirmed"), ("F6", "told"),
            ("F6", "reunited"),
        ):  # fmt: skip
            before = _last(page)
            player.window.press(key)
            player.settle(step)
            form = next(one for one in page.forms.values() if not one.isHidden())
            for name, text in self._said.get(step, {}).items():
                form.fields[name].set_value(text)
            if "second" in form.fields and self._player:
                form.fields["second"].set_value(page.found.staff[0][0] if page.found else "")
            if step == "confirmed":
                self._shown("pair-confirmed")
            player.window.press("F9")
            player.wait(partial(_went_on, page, before), step)
            player.settle(step)
        self._shown("pair-reunited")

    def followups(self) -> None:
        """Ctrl+F8 from 今日: who went home and is seen to there."""
        player = self._player
        player.window.go("followups", None)
        self._page("followups", FollowupsPage)
        self._shown("followups")

    def _page(self, key: str, kind: type[P]) -> P:
        player = self._player
        player.wait(lambda: player.window.here == key, key)
        player.settle(key)
        return player.page(key, kind)

    def _shown(self, name: str) -> None:
        self._player.settle(name)
        self._player.picture(name)
