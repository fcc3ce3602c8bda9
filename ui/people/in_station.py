"""在站人员: who is here now, what is to be done, and leaving."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import clock
from app.clock import local
from app.desk import drafts, leaving, reopening
from app.desk.following import rules_of
from app.domain.custody import Account
from app.domain.ids import VisitId
from app.domain.leaving import Parting
from app.domain.staff import Right
from app.domain.visit import Leaving
from app.store.ask import Asks
from app.store.custody import account_of
from app.store.people import Inside, arrived_since, in_station
from app.words.say import listed, say
from ui.beds.suggested import GiveSuggested
from ui.cards import Card, SayLine, scrolling, words
from ui.kept import HalfFilled
from ui.page import Desk, Key, PageWidget, Telling
from ui.people import rows
from ui.people.again import here_again
from ui.people.serving import Serving
from ui.people.side import SidePanel
from ui.pills import PillRow
from ui.requests.owed import OwedLine
from ui.table import RowTable
from ui.theme import GAP, px
from ui.thumbs import Thumbs

SIDE = 326
WIDE = 540
"""While somebody leaves: two fields stand in a row."""
MOST = 500


class InStationPage(PageWidget):
    """A list to walk with the arrows; the person chosen stands at the right."""

    reloads_on: ClassVar[frozenset[str]] = frozenset(
        {"visit", "leaving", "reopening", "voucher", "claim", "photograph", "link", "belonging"}
        | {"custody", "custody_return"}
        | {"evidence", "adverse_proposal", "adverse_answer", "stay_proposal", "stay_answer"}
        | {"evidence", "rights_request", "request_answer", "service"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lang = desk.settings.lang
        self._all: list[Inside] = []
        self._stale = True
        self._gone: UUID | None = None
        """Who has just left, while their papers are offered."""
        self.small, self.large = Thumbs(desk.jobs, 96), Thumbs(desk.jobs, 300)
        self.pills = PillRow(self.tr("只看"))
        self.told, self.papers, self.owed = SayLine(), SayLine(), OwedLine(desk)
        self.table: RowTable[Inside] = RowTable(
            rows.columns(self._titles(), self.small, today, lang), self.tr("在站人员")
        )
        self.side = SidePanel(self.large, lang)
        self.half_filled = HalfFilled(desk, drafts.LEAVING, self._typed, self)
        self.giving = GiveSuggested(desk, self)
        self.serving = Serving(desk, self)
        self.half_served = HalfFilled(desk, drafts.SERVICE, self.serving.typed, self)
        self.side.add(self.serving.form, self.serving.card)
        self.numbers = {key: words("0", "number") for key in ("here", "today", "voucher", "minor")}
        self._lay_out()
        self._offer_filters()
        self.pills.chosen.connect(lambda _wanted: self._filter())
        self.table.opened.connect(self._open)
        self.table.moved.connect(self._choose)
        self.small.came.connect(lambda: self.table.viewport().update())
        self.large.came.connect(self.side.show_picture)
        self.side.offer(self._beside())
        self.side.leaving.wanted.connect(self.let_leave)
        self.side.leaving.shut.connect(self._shut_leaving)
        self.serving.turned.connect(self._serving_turned)
        self.serving.shut.connect(self._shut_serving)
        self.serving.saved.connect(self._served)

    def keys(self) -> list[Key]:
        """Open the file, voucher, papers, leaving: what the officer's role may."""
        officer = self.desk.officer
        found = [*self._serving_keys()]
        if not self.serving.form.isHidden():
            return found
        found.append(Key(key="F6", words=self.tr("看档案"), do=self._open_current, icon="person"))
        if officer.may(Right.VOUCHER):
            found.append(Key(key="F7", words=self.tr("开凭证"), do=partial(self._go, "vouchers")))
        found.append(Key(key="F8", words=self.tr("文书"), do=partial(self._go, "papers")))
        if officer.may(Right.REGISTER):
            do = partial(self._go, "custody")
            found.append(Key(key="Shift+F9", words=self.tr("寄存"), do=do, icon="luggage"))
            found.insert(1, Key(key="F4", words=self.tr("安排床位"), do=self._give_bed))
            found.append(Key(key="F9", words=self.tr("离站"), do=self.let_leave, icon="logout"))
        found += self._beside()
        if self._gone:
            found.append(Key(key="Shift+F8", words=self.tr("离站文书"), do=self._to_papers))
        if self._may_complete():
            complete = partial(self._go, "intake")
            found.insert(0, Key(key="F11", words=self.tr("补登记"), do=complete, primary=True))
        return found

    def _beside(self) -> list[Key]:
        """Beside the person: what the line of keys has no room for."""
        officer, found = self.desk.officer, []

        def add(key: str, words: str, do: Callable[[], None]) -> None:
            found.append(Key(key=key, words=words, do=do, on_page=True))

        add("Shift+F3", self.tr("床位"), partial(self._go, "beds"))
        if officer.may(Right.REGISTER):
            add("Shift+F5", self.tr("甄别与审批"), partial(self._go, "checks"))
            add("Ctrl+F6", self.tr("转接"), partial(self._go, "transfers"))
        if officer.may(Right.DECIDE):
            add("Ctrl+F7", self.tr("函件"), partial(self._go, "letters"))
            add("Shift+F6", self.tr("寻亲"), partial(self._go, "workbench"))
        add("Ctrl+F8", self.tr("整卷打印"), partial(self._go, "bundle"))
        if officer.may(Right.REGISTER):
            add("Ctrl+F9", self.tr("补录"), self._to_rekey)
        return found

    def _serving_keys(self) -> list[Key]:
        """F2 goes on with what was typed of the one chosen and not saved."""
        keys, one = self.serving.keys(), self.side.one
        if one is None or not self.serving.form.isHidden():
            return keys
        do = partial(self._serve, one.visit.id)
        return [replace(key, do=do) if key.key == "F2" else key for key in keys]

    def _serve(self, visit: UUID) -> None:
        self.half_filled.keep()
        self.side.end_leaving()
        self.serving.begin(self.half_served.of(visit))

    def _serving_turned(self) -> None:
        """The form takes the place of the facts."""
        if self.side.leaving.isHidden():
            self.side.details.setVisible(self.serving.form.isHidden())
        self.keys_changed.emit()

    def _shut_serving(self) -> None:
        self.half_served.keep()
        self.arrive()

    def _served(self, visit: UUID) -> None:
        self.half_served.drop(visit)
        self.arrive()

    def _may_complete(self) -> bool:
        one = self.side.one
        may = self.desk.officer.may(Right.REGISTER)
        return may and one is not None and one.emergency is not None

    def arrive(self) -> None:
        """The cursor goes to the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Ask again; a page that nobody sees waits until it is looked at."""
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        sealed = self.desk.officer.may(Right.SEALED)
        self.owed.load()
        self.desk.jobs.read(self, lambda reader: _ask(reader, sealed=sealed), self._show)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if self._stale:
            self.reload()
        if self.desk.officer.may(Right.REGISTER):
            self.half_filled.start()
            self.half_served.start()

    def leave(self) -> None:
        """What was typed is there again at the next login."""
        self.half_filled.stop()
        self.half_served.stop()

    def let_leave(self) -> None:
        """F9 asks how, F9 again settles it."""
        one, form = self.side.one, self.side.leaving
        if one is None:
            return
        if form.isHidden():
            self.side.begin_leaving(one, self.half_filled.of(one.visit.id))
            self._ask_who(one)
        elif said := form.parting():
            self._leave(one, said)

    def _ask_who(self, one: Inside) -> None:
        """What the law asks depends on who leaves."""
        visit, officer, at = VisitId(one.visit.id), self.desk.officer, clock.now()

        def know(found: leaving.Asked) -> None:
            if self.side.one and self.side.one.visit.id == visit:
                self.side.leaving.know(found)

        self.desk.jobs.read(
            self, lambda reader: leaving.asked(reader, visit, by=officer, at=at), know
        )

    def _leave(self, one: Inside, said: Parting) -> None:
        visit, officer, at = VisitId(one.visit.id), self.desk.officer, clock.now()
        rules = rules_of(self.desk.settings)
        self.desk.jobs.desk(
            self,
            lambda register: leaving.leave(register, visit, said, by=officer, at=at, rules=rules),
            lambda gone: self._left(one, gone),
            self.side.leaving.refused,
        )

    def _left(self, one: Inside, gone: Leaving) -> None:
        self.side.end_leaving()
        self.half_filled.drop(one.visit.id)
        name = one.card.name or one.visit.case_number
        told = self.tr("{0} 已办理离站。").format(name)
        self.desk.tell(Telling(words=told, tone="ok", undo=lambda: self._take_back(gone, name)))
        self._offer_papers(gone, name)
        self.arrive()

    def _offer_papers(self, gone: Leaving | None, name: str = "") -> None:
        """The papers of whoever has just left, who stands in the list no more."""
        lang = self.desk.settings.lang
        forms = leaving.forms_of(gone) if gone else ()
        self._gone = gone.visit if gone and forms else None
        named = listed((say(f"form.{form}", lang) for form in forms), lang)
        self.papers.say(self.tr("{0} 离站要签的文书：{1}").format(name, named) if forms else "")
        if forms:
            self.papers.offer(self.tr("去打印  Shift+F8"), self._to_papers)
        self.keys_changed.emit()

    def _to_papers(self) -> None:
        """Shift+F8: of the one who has just left."""
        if self._gone:
            self.desk.go("papers", self._gone)

    def _take_back(self, gone: Leaving, name: str) -> None:
        """F12: nobody has left after all."""
        officer, at = self.desk.officer, clock.now()
        why = say("leaving.at_once", self.desk.settings.lang)
        told = self.tr("{0} 的离站已撤销，仍在站。").format(name)
        self.desk.jobs.desk(
            self,
            lambda register: reopening.take_back(register, gone.id, why, by=officer, at=at),
            lambda back: self.desk.tell(here_again(told, back, self.desk.settings.lang)),
        )
        self._offer_papers(None)

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        """What stands in the form of leaving."""
        typed = self.side.leaving.typed()
        return (self.side.one.visit.id, typed) if self.side.one and typed else None

    def _shut_leaving(self) -> None:
        self.half_filled.keep()
        self.side.end_leaving()
        self.arrive()

    def _show(self, answer: tuple[list[Inside], int]) -> None:
        found, arrived = answer
        self._say_gone(found)
        self._all = found
        day = today()
        counts = {
            "here": len(found),
            "today": arrived,
            "voucher": sum(rows.holds_voucher(one, day) for one in found),
            "minor": sum(rows.is_minor(one, day) for one in found),
        }
        for key, count in counts.items():
            self.numbers[key].setText(str(count))
        full = self.tr("人数较多，只列出最近到站的 {0} 人；其他人请用 Ctrl+K 查找。")
        self.told.say(full.format(MOST) if len(found) >= MOST else "", "warn")
        self._offer_filters()
        self._filter()

    def _say_gone(self, found: list[Inside]) -> None:
        """A form goes with whom it is about: F9 would begin with somebody else then."""
        one = self.side.one
        begun = not (self.side.leaving.isHidden() and self.serving.form.isHidden())
        if one and begun and one.visit.id not in {other.visit.id for other in found}:
            told = self.tr("{0} 已不在站内名单里（别处已办理离站）；没有保存的内容没有采用。")
            name = one.card.name or one.visit.case_number
            self.desk.tell(Telling(words=told.format(name), tone="warn"))

    def _offer_filters(self) -> None:
        names = {
            "all": self.tr("全部 {0}"),
            "urgent": self.tr("待补登 {0}"),
            "adverse": self.tr("待审批 {0}"),
            "nameless": self.tr("无名氏 {0}"),
            "minor": self.tr("未成年 {0}"),
            "voucher": self.tr("已开凭证 {0}"),
        }
        day = today()
        self.pills.offer(
            [
                (key, names[key].format(sum(rows.passes(one, key, day) for one in self._all)))
                for key in rows.FILTERS
            ]
        )

    def _filter(self) -> None:
        day = today()
        wanted = [one for one in self._all if rows.passes(one, self.pills.value, day)]
        self.table.show_rows(wanted, keep=lambda one: one.visit.id)
        self.none.setVisible(not wanted)
        self.about.emit(f"{self.desk.station.name} · {day:%m-%d}")

    def _choose(self, one: Inside | None) -> None:
        self.half_filled.keep()  # of the one chosen before
        self.half_served.keep()
        self.side.show_one(one, today())
        shut = one is None or (one.card.sealed and not self.desk.officer.may(Right.SEALED))
        self.serving.show_visit(None if one is None or shut else one.visit.id)
        self.keys_changed.emit()
        if one is None or shut:
            return
        visit = one.visit.id

        def show(found: object) -> None:
            if self.side.one and self.side.one.visit.id == visit and isinstance(found, Account):
                self.side.show_items(found)

        self.desk.jobs.read(self, lambda reader: account_of(reader, visit), show)

    def _open(self, one: Inside) -> None:
        self.desk.go("person", one.card.person)

    def _open_current(self) -> None:
        if self.side.one:
            self._open(self.side.one)

    def _go(self, page: str) -> None:
        if self.side.one:
            self.desk.go(page, self.side.one.visit.id)
        elif page in {"beds", "bundle", "transfers"}:  # who comes is not here yet
            self.desk.go(page, None)

    def _to_rekey(self) -> None:
        """Ctrl+F9: of the one chosen, or the list of who was not keyed in again yet."""
        self.desk.go("rekey", self.side.one.visit.id if self.side.one else None)

    def _give_bed(self) -> None:
        """F4: the bed that the board would suggest."""
        if self.side.one:
            self.giving.give(self.side.one.visit.id, self.side.one.card.name)

    def _titles(self) -> dict[str, str]:
        return {
            "name": self.tr("姓名 / 编号"),
            "about": self.tr("性别·年龄"),
            "arrived": self.tr("到站"),
            "stayed": self.tr("在站"),
            "state": self.tr("状态"),
            "step": self.tr("下一步"),
        }

    def _lay_out(self) -> None:
        labels = {
            "here": self.tr("在站人数"),
            "today": self.tr("今日到站"),
            "voucher": self.tr("持有效凭证"),
            "minor": self.tr("未成年人"),
        }
        top = QHBoxLayout()
        top.setSpacing(px(GAP))
        for key, text in labels.items():
            top.addWidget(_number(self.numbers[key], text), 1)
        self.none = words(self.tr("这里没有人。新到的人请按 Alt+1 登记。"), "label")
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.none.hide()
        left = QVBoxLayout()
        left.setSpacing(px(GAP))
        left.addLayout(top)
        for widget in (self.pills, self.owed, self.papers, self.told, self.none):
            left.addWidget(widget)
        left.addWidget(self.table, 1)
        right = scrolling(self.side)
        right.setFixedWidth(px(SIDE))
        self.side.widened.connect(lambda on: right.setFixedWidth(px(WIDE if on else SIDE)))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addLayout(left, 1)
        whole.addWidget(right)


def _ask(reader: Asks, *, sealed: bool) -> tuple[list[Inside], int]:
    """Who is here, and how many arrived today: who has left again is counted too."""
    midnight = local(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    return in_station(reader, MOST, sealed=sealed), arrived_since(reader, midnight)


def today() -> date:
    """The station's day."""
    return local(clock.now()).date()


def _number(number: QWidget, text: str) -> Card:
    card = Card()
    card.setAccessibleName(text)
    card.body.setSpacing(0)
    card.body.addWidget(number)
    card.body.addWidget(words(text, "label"))
    return card
