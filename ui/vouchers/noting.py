"""Writing down what became of the voucher that is shown: the entries, the form, and saving."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from app import clock
from app.desk import drafts, voucher_events
from app.desk.voucher_alone import beside
from app.domain.errors import Refused, Unavailable
from app.domain.ids import VoucherId
from app.domain.staff import Right
from app.domain.voucher import Voucher, VoucherState
from app.domain.voucher_event import VoucherEvent, VoucherEventKind
from app.store.ask import get
from app.store.register import Register
from app.words.say import say
from ui.kept import HalfFilled
from ui.page import Desk, Key, PageWidget, Telling
from ui.people.in_station import today
from ui.vouchers.event_form import CORRECTS, EventForm, Filled
from ui.vouchers.events import EventsCard
from ui.vouchers.parts import VoidCard
from ui.walk import show

_VOID = "void"


class Noting(QObject):
    """One voucher at a time; who may issue vouchers may say what became of them. What was typed,
    also why one is withdrawn, is there again after a restart."""

    turned = Signal()
    """The form came or went."""
    shut = Signal()

    def __init__(self, desk: Desk, page: PageWidget, void: VoidCard) -> None:
        super().__init__(page)
        self._desk, self._void = desk, void
        self._voucher: Voucher | None = None
        self._events: tuple[VoucherEvent, ...] = ()
        self.half_filled = HalfFilled(desk, drafts.VOUCHER_EVENT, self._typed, page)
        self.half_filled.loaded.connect(self._take_up)
        lang = desk.settings.lang
        self.card, self.form = EventsCard(lang), EventForm(lang)
        self.card.corrected.connect(self._correct)
        self.form.wanted.connect(self._save)
        self.form.shut.connect(self._shut)

    def keys(self) -> list[Key]:
        """F6 begins an entry, once more saves it."""
        if self._voucher is None or not self._may():
            return []
        if self.form.isHidden():
            return [Key(key="F6", words=self.tr("登记去向"), do=self._begin)]
        return [Key(key="F6", words=self.tr("保存去向"), do=self.form.finish)]

    def show_voucher(self, made: Voucher | None, events: tuple[VoucherEvent, ...]) -> None:
        """Another voucher, or something more about this one; what is being typed stays."""
        other = made is None or self._voucher is None or made.id != self._voucher.id
        if other:
            self.half_filled.keep()
            self.form.hide()
            self._void.hide()
        self._voucher, self._events = made, events
        self.card.show_voucher(made, events, may=self._may())
        if other:
            self._take_up()

    def forget(self) -> None:
        """Somebody else is at the desk."""
        self.show_voucher(None, ())

    def done(self) -> None:
        """It was saved: the draft goes."""
        if self._voucher:
            self.half_filled.drop(self._voucher.id)

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        if self._voucher is None:
            return None
        why = "" if self._void.isHidden() else self._void.reason.value()
        return self._voucher.id, self.form.raw() | ({_VOID: why} if why else {})

    def _take_up(self) -> None:
        """What was typed about this voucher and not saved."""
        one = self._voucher
        kept = dict(self.half_filled.of(one.id)) if one and self._may() else {}
        why = kept.pop(_VOID, "")
        if one and why and one.state is VoucherState.LIVE and self._void.isHidden():
            self._void.begin()
            self._void.reason.set_value(why)
        if kept and self.form.isHidden():
            self._again(kept)

    def _again(self, kept: dict[str, str]) -> None:
        wanted = kept.get(CORRECTS, "")
        wrong = next((one for one in self._events if str(one.id) == wanted), None)
        if wanted and wrong is None:  # another desk corrected it meanwhile
            told = say("voucher_event.corrected_already", self._desk.settings.lang)
            self._desk.tell(Telling(words=told, tone="warn"))
            return
        self._open(wrong)
        self.form.take_up(kept)

    def _may(self) -> bool:
        return self._desk.officer.may(Right.VOUCHER)

    def _begin(self) -> None:
        self._open(None)

    def _correct(self, wrong: VoucherEvent) -> None:
        self._open(wrong)

    def _open(self, wrong: VoucherEvent | None) -> None:
        if self._voucher is None:
            return
        self.form.begin(self._voucher, today(), wrong)
        QTimer.singleShot(0, self, lambda: show(self.form))  # it has its place only then
        self.turned.emit()

    def _save(self, filled: Filled) -> None:
        officer, at = self._desk.officer, clock.now()

        def deed(register: Register) -> tuple[VoucherEvent, list[str]]:
            which = VoucherId(filled.voucher)
            made = voucher_events.note(register, which, filled.happened, by=officer, at=at)
            again = get(register, Voucher, which) if made.supersedes else None
            return made, beside(register, again) if again else []

        self._desk.jobs.desk(self, deed, self._saved, self._not_saved)

    def _saved(self, found: tuple[VoucherEvent, list[str]]) -> None:
        made, others = found
        what = say(f"voucher_event.{made.kind}", self._desk.settings.lang)
        told = self.tr("凭证去向已保存：{0}。").format(what)
        live = self._voucher is not None and self._voucher.state is VoucherState.LIVE
        if made.kind is VoucherEventKind.LOST and live:
            told += self.tr("要重开，请先作废这张（Ctrl+F10）。")
        if others:
            words = self.tr("这张凭证又有效了，此人另有有效凭证 {0}：请作废其中一张。")
            told += words.format(others[0])
        self._desk.tell(Telling(words=told, tone="warn" if others else "ok"))
        self.done()
        self._close()

    def _not_saved(self, sorry: Refused | Unavailable) -> None:
        self.form.refused(sorry.key, self._desk.sentence(sorry))

    def _shut(self) -> None:
        """Esc; F12 opens it once more."""
        if one := self._voucher:
            typed = self.form.raw()
            self.form.hide()
            self.half_filled.put_away(one.id, typed, partial(self._once_more, one.id, typed))
        self._close()

    def _once_more(self, voucher: UUID, typed: dict[str, str]) -> None:
        if self._voucher and self._voucher.id == voucher and self.form.isHidden():
            self._again(typed)

    def _close(self) -> None:
        self.form.hide()
        self.turned.emit()
        self.shut.emit()
