"""比对: a file beside another one, out of a list or found by words; and what is decided."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import clock
from app.clock import local
from app.domain.errors import Refused, Unavailable
from app.domain.evidence import Link
from app.domain.ids import PersonId
from app.domain.staff import Right
from app.store.register import SENT, Register
from app.words.say import say
from ui.blacklist.listed_shown import ListedShown
from ui.cards import Card, SayLine, scrolling, sheet, words
from ui.compare.found import FoundList, Listed, look_up, looked_for
from ui.compare.photos import TALL
from ui.compare.sheet import Sheet
from ui.fields import TextField
from ui.page import Desk, Key, PageWidget, Telling
from ui.people.lines import moment
from ui.pictures import FINE
from ui.theme import GAP, px
from ui.thumbs import Thumbs

if TYPE_CHECKING:
    from app.desk.beside import Pair

LEFT = 372


class ComparePage(PageWidget):
    """First whom to compare with; then both, an answer with its reason, and taking one back."""

    reloads_on: ClassVar[frozenset[str]] = frozenset(
        {"claim", "link", "decision", "photograph", "visit", "index_card", "listed", SENT}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lang = desk.settings.lang
        self._one: UUID | None = None
        self._other: UUID | None = None
        self._asked = 0
        self.choose = Card(self.tr("和谁比对"), "search")
        self.words = TextField(self.tr("姓名、证件号码或编号"), self.tr("Enter 查找"))
        self.words.on_enter(self._find)
        self.told = SayLine()
        self.list = FoundList(lang)
        self.list.chosen.connect(self._open)
        self.sheet = Sheet(
            Thumbs(desk.jobs, px(TALL) * FINE), lang, judge=desk.officer.may(Right.DECIDE)
        )
        self.sheet.opened.connect(self._to_file)
        self.listed = ListedShown(desk)
        self.reason = TextField(self.tr("理由"), self.tr("认定、撤回都要写"))
        self.reason.on_enter(self._save)
        self._lay_out()
        self._hide_pair()

    def keys(self) -> list[Key]:
        """F6 to the list, F9 saves, F7 takes a decision back."""
        found = [Key(key="Esc", words=self.tr("返回"), do=self.desk.back)]
        if self.list.cards:
            found.append(Key(key="F6", words=self.tr("下一位"), do=self.list.go_on))
        if self.sheet.isHidden() or not self.desk.officer.may(Right.DECIDE):
            return found
        if self._standing():
            found.append(Key(key="F7", words=self.tr("撤回认定"), do=self._undo))
        save = Key(key="F9", words=self.tr("保存认定"), do=self._save, primary=True)
        return [*found, save]

    def open_for(self, subject: UUID | None) -> None:
        """Somebody's file; whoever may be the same is looked for at once."""
        if subject is None:
            return
        if subject != self._one:
            self._one = subject
            self.words.set_value("")
            self._hide_pair()
        self._look()

    def arrive(self) -> None:
        """In the field of words; the list is a step away."""
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Something of the two has changed; the look that was begun goes on."""
        one, other = self._one, self._other
        if one is None or other is None or not self.isVisible():
            return
        from app.desk import alike, beside

        officer, at, chosen = self.desk.officer, clock.now(), self.desk.settings
        self._asked += 1
        number = self._asked
        self.desk.jobs.read(
            self,
            lambda reader: beside.beside_again(
                reader,
                one,
                other,
                alike.bands_of(reader, chosen.data, chosen.engine),
                by=officer,
                at=at,
            ),
            lambda pair: self._show(number, pair),
            self._shut_out,
        )

    # Whom to compare with

    def _look(self) -> None:
        person = self._one
        if person is None:
            return
        officer, at, chosen = self.desk.officer, clock.now(), self.desk.settings
        self.told.say(self.tr("正在查找可能是同一人的档案……"), "info")
        self.list.show_list(None)

        def enter(listed: Listed) -> None:
            self._listed(person, listed)
            search = listed.search
            if search is None:
                return

            def written(register: Register) -> None:
                from app.desk import alike

                alike.enter(register, search, by=officer, at=at)

            self.desk.jobs.desk(self, written, lambda _: None)

        self.desk.jobs.read(
            self,
            lambda reader: look_up(reader, person, chosen, by=officer, at=at),
            enter,
            self._not_found,
        )

    def _find(self) -> None:
        typed, person = self.words.value(), self._one
        if person is None:
            return
        if not typed:
            self._look()
            return
        officer, at = self.desk.officer, clock.now()

        def enter(listed: Listed) -> None:
            self._listed(person, listed)
            shown = [one.card for one in listed.found]
            if not shown or not officer.may(Right.DECIDE):
                return

            def written(register: Register) -> None:
                from app.desk import alike

                alike.enter_words(register, person, shown, by=officer, at=at)

            self.desk.jobs.desk(self, written, lambda _: None)

        sealed = officer.may(Right.SEALED)
        self.desk.jobs.read(
            self, lambda reader: looked_for(reader, typed, person, sealed=sealed), enter
        )

    def _listed(self, person: UUID, listed: Listed) -> None:
        if person != self._one:
            return
        self.list.show_list(listed)
        if listed.found:
            self.told.say(self.tr("按 F6 到名单，Enter 并排对照。"), "info")
        elif listed.search:
            self.told.say(self.tr("没有找到可能是同一人的档案。可在上面按姓名、号码查找。"), "ok")
        elif listed.own:
            self.told.say(self.tr("找到的就是这份档案本身。"), "info")
        else:
            self.told.say(self.tr("没有这样的档案。"), "info")
        self.keys_changed.emit()

    def _not_found(self, sorry: Refused | Unavailable) -> None:
        self.told.say(self.desk.sentence(sorry), "warn")

    # The two

    def _open(self, other: UUID) -> None:
        one = self._one
        if one is None:
            return
        from app.desk import alike, beside

        self._asked += 1
        number, officer, at = self._asked, self.desk.officer, clock.now()
        chosen = self.desk.settings

        def deed(register: Register) -> "Pair":
            bands = alike.bands_of(register, chosen.data, chosen.engine)
            return beside.beside_file(
                register, PersonId(one), PersonId(other), bands, by=officer, at=at
            )

        def show(pair: "Pair") -> None:
            self._other = other
            self.reason.set_value("")
            self.sheet.answers.show_given(None)  # an answer belongs to the two it was given about
            self._show(number, pair)
            if number == self._asked:
                self.sheet.arrive()

        self.desk.jobs.desk(self, deed, show, self._not_found)

    def _show(self, number: int, pair: "Pair") -> None:
        if number != self._asked:
            return
        given = self.sheet.answers.given
        if self.desk.urgent_waits():
            pair = replace(pair, came=False)
        self.sheet.show_pair(pair, local(clock.now()).date())
        self.sheet.answers.show_given(given)
        sides = (
            (self.tr("左边：{0}").format(pair.one.name), pair.one.people),
            (self.tr("右边：{0}").format(pair.other.name), pair.other.people),
        )
        self.listed.ask(sides, waits=not pair.came)
        self.sheet.told.say(self._decided(pair), "info")
        self.reason.warn("")
        self.sheet.show()
        self.reason.setVisible(self.desk.officer.may(Right.DECIDE))
        self.hint.hide()
        self.about.emit(self.tr("{0} 与 {1}").format(pair.one.name, pair.other.name))
        self.keys_changed.emit()

    def _decided(self, pair: "Pair") -> str:
        """What stands between the two, who decided it, when and why; else what was taken back."""
        standing = [link for link in pair.links if link.stands]
        return "\n".join(self._said(pair, link) for link in standing or pair.links[:1])

    def _said(self, pair: "Pair", link: Link) -> str:
        made = pair.decisions.get(link.undone_by or link.decision)
        word = say(f"sameness.{link.answer}", self.desk.settings.lang)
        told = (self.tr("已认定：{0}") if link.stands else self.tr("曾认定：{0}，已撤回")).format(
            word
        )
        if made is None:
            return told
        by = pair.officers.get(made.officer, "")
        return " · ".join(part for part in (told, moment(made.at), by, made.reason) if part)

    def _standing(self) -> Link | None:
        pair = self.sheet.pair
        return next((link for link in pair.links if link.stands), None) if pair else None

    def _save(self) -> None:
        pair, answer, reason = self.sheet.pair, self.sheet.answers.given, self.reason.value()
        if pair is None or self._one is None or self._other is None:
            return
        if answer is None:
            self.reason.warn(self.tr("请先按 1 同一人、2 不是或 3 不确定。"))
            self.sheet.arrive()
            return
        one, other = PersonId(self._one), PersonId(self._other)
        officer, at = self.desk.officer, clock.now()

        def deed(register: Register) -> Link:
            from app.desk import links

            return links.judge(register, one, other, answer, reason, by=officer, at=at)

        self.desk.jobs.desk(self, deed, self._saved, self._not_saved)

    def _saved(self, link: Link) -> None:
        word = say(f"sameness.{link.answer}", self.desk.settings.lang)
        self._done(self.tr("已认定：{0}。按 F7 可以撤回。").format(word))

    def _undo(self) -> None:
        link, reason = self._standing(), self.reason.value()
        if link is None:
            return
        officer, at = self.desk.officer, clock.now()

        def deed(register: Register) -> Link:
            from app.desk import links

            return links.undo(register, link, reason, by=officer, at=at)

        told = self.tr("认定已撤回，两份档案分开显示。")
        self.desk.jobs.desk(self, deed, lambda _link: self._done(told), self._not_saved)

    def _done(self, told: str) -> None:
        self.sheet.answers.show_given(None)
        self.reason.set_value("")
        self.sheet.arrive()
        self.desk.tell(Telling(words=told, tone="ok"))

    def _not_saved(self, sorry: Refused | Unavailable) -> None:
        self.reason.warn(self.desk.sentence(sorry))
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_file(self) -> None:
        pair = self.sheet.pair
        if pair and self._other:
            self.desk.go("card" if pair.other.elsewhere else "person", self._other)

    def _shut_out(self, sorry: Refused | Unavailable) -> None:
        """One of the two was sealed or erased meanwhile: nothing of them stays on the screen."""
        self._hide_pair()
        self.list.show_list(None)
        self.told.say(self.desk.sentence(sorry), "warn")
        self.arrive()

    def _hide_pair(self) -> None:
        self._other = None
        self.sheet.hide()
        self.listed.forget()
        self.sheet.pair = None
        self.reason.hide()
        self.hint.show()
        self.about.emit("")
        self.keys_changed.emit()

    def _lay_out(self) -> None:
        self.choose.body.addWidget(self.words)
        self.choose.body.addWidget(self.told)
        self.choose.body.addWidget(self.list)
        left = scrolling(sheet(self.choose, self.listed))
        left.setFixedWidth(px(LEFT))
        self.hint = words(
            self.tr("选一位，这里并排显示两份档案：照片、每一项、来站经过和以前的认定。"),
            "label", wrap=True,
        )  # fmt: skip
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        right = QWidget()
        lines = QVBoxLayout(right)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(px(GAP))
        lines.addWidget(self.hint, 1)
        lines.addWidget(self.sheet, 1)
        self.sheet.put_beneath(self.reason)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(GAP))
        row.addWidget(left)
        row.addWidget(right, 1)
