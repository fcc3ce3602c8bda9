"""接待登记: the page on which somebody arrives."""

from uuid import UUID

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app import clock
from app.clock import local
from app.domain.codes import urgent_answered
from app.places import places
from app.words.say import say
from ui.blacklist.listed_card import ListedCard
from ui.cards import SayLine, scrolling, sheet
from ui.faces import Faces
from ui.intake.arriving import Arriving
from ui.intake.beside import Beside
from ui.intake.candidates import CandidatesCard
from ui.intake.card import CardOnForm
from ui.intake.completing import Completing
from ui.intake.draft import Unfinished
from ui.intake.finishing import Finishing
from ui.intake.form import IntakeForm
from ui.intake.keeping import Keeping
from ui.intake.listed import Listed
from ui.intake.looking import Looking
from ui.intake.photo import ConsentCard, PhotoCard
from ui.intake.shots import Shots
from ui.notices.telling import NOTICE, NoticeTelling
from ui.page import Desk, Key, PageWidget, Telling
from ui.pdf_view import PdfView
from ui.scans import Codes
from ui.theme import GAP, px
from ui.walk import in_reading_order

RIGHT = 398
READ_AFTER = 1500
"""Milliseconds: first the page is there, then what nobody needs yet is read."""


class IntakePage(PageWidget):
    """One arrival at a time; nothing on this page can stop it from being finished."""

    admitted = Signal(object)
    """Admitted: what was saved."""
    listed = Signal()
    """The candidates for the clues given are shown (perhaps none)."""
    photographed = Signal(object)
    """Shot: a photograph was taken and looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lang, today = desk.settings.lang, local(clock.now()).date()
        self.faces = Faces(desk.jobs, desk.settings)
        self.shots = Shots(desk.jobs, self.faces)
        self.form = IntakeForm(today, lang)
        self.photo = PhotoCard(desk.jobs, lang)
        self.consent = ConsentCard(lang)
        self.candidates = CandidatesCard(today, lang)
        self.card = CardOnForm(desk, self.form, self)
        self.codes = Codes(desk, self)
        self.arriving = Arriving(
            form=self.form,
            photo=self.photo,
            consent=self.consent,
            candidates=self.candidates,
            shots=self.shots,
            card=self.card,
            listed=ListedCard(lang, desk.settings.list_days),
        )
        self.on_list = Listed(desk, self.arriving, self)
        self.looking = Looking(desk, self.faces, self.arriving, self)
        if desk.rebuilder:
            desk.rebuilder.turned.connect(self.faces.rebuilt)
            self.faces.rebuilt(desk.rebuilder.progress)
        self.keeping = Keeping(desk, self.arriving, self)
        self.finishing = Finishing(desk, self.arriving, self)
        self.completing = Completing(desk, self)
        self.beside = Beside(desk, self.faces, self.arriving)
        self.telling = NoticeTelling(desk, self)
        self._started = self._finishes_next = False
        self._in_hand: Unfinished | None = None
        self._lay_out()
        self._connect()
        desk.urgent_waits = self._urgent_waits

    def keys(self) -> list[Key]:
        """F2, F3, F4, F7, F9, a fresh form; F6 with candidates, F11 while a draft waits."""
        found = [
            self.card.key(),
            Key(key="F3", words=self.tr("姓名不详"), do=self._nameless),
            Key(key="F7", words=self.tr("告知书"), do=self.show_notice),
            Key(key="Ctrl+N", words=self.tr("清空重来"), do=self.throw_away),
            Key(key="Shift+F5", words=self.tr("街面巡查"), do=self._to_street),
            Key(key="F4", words=self.tr("拍照"), do=self.looking.take, icon="photo_camera"),
            Key(
                key="F9",
                words=self.tr("完成登记"),
                do=self._finish,
                primary=True,
                icon="check",
            ),
        ]
        if self.notice.isVisible():
            found[-2:-2] = self.telling.keys(self._read_notice, NOTICE, self.arriving.visit)
            shut = Key(key="Esc", words=self.tr("关闭告知书"), do=self._shut_notice)
            # In the place of the fresh form, whose key still does what it does.
            found = [shut if key.key == "Ctrl+N" else key for key in found]
            if self.telling.voice.speaks:
                found.remove(shut)  # Esc ends the voice first
        if not self.beside.isHidden():
            shut = Key(key="Esc", words=self.tr("关闭对照"), do=self.beside.shut)
            # What would change fields that nobody sees is left out.
            found = [shut if key.key == "Ctrl+N" else key for key in found if key.key != "F3"]
            if len(self.candidates.found) > 1:
                found.insert(2, Key(key="F6", words=self.tr("下一位"), do=self.beside.go_on))
        elif self.candidates.cards:
            found.insert(2, Key(key="F6", words=self.tr("对照"), do=self.candidates.compare))
        if not self.on_list.card.isHidden():
            found.insert(2, Key(key="F8", words=self.tr("名单"), do=self.on_list.card.arrive))
        if self.keeping.waiting:
            found.insert(0, Key(key="F11", words=self.tr("接着填"), do=self.keeping.go_on))
        return found

    def goes_on(self) -> bool:
        """An empty form begins at the name."""
        return not self.arriving.unfinished().is_empty

    def arrive(self) -> None:
        """The cursor goes to the name; emergencies need no field at all."""
        self.finishing.end()
        self.finishing.wake()
        self.form.fields["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def open_for(self, subject: UUID | None) -> None:
        """The page is shown again: as it was left; a visit is an emergency to be completed."""
        self.finishing.end()
        if subject is not None and subject != self.arriving.visit:
            self._make_room()
            self.completing.begin(subject)
        self._say_about()

    def carry(self) -> UUID | None:
        """The arrival in hand, if there is one; leaving keeps its draft."""
        self.finishing.end()
        if self.arriving.unfinished().is_empty:
            return None
        self.keeping.touch()
        return self.arriving.visit

    def go_on(self, carried: UUID) -> None:
        """The same arrival again."""
        self.keeping.take_up(carried)

    def leave(self) -> None:
        """Keep what was typed, let go of the camera."""
        self.finishing.end()
        self.keeping.stop()
        self.telling.stop()
        self.photo.view.stop()
        self.card.reader.stop()
        if self._started:
            self._started = False
            self.faces.stop()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if not self._started:
            self._started = True
            self.faces.start()
            self.looking.use_camera(self.desk.settings.camera)
            self.card.reader.start(self.desk.settings.reader)
            self.keeping.start()
            QTimer.singleShot(READ_AFTER, self, self._read_ahead)
        else:
            self.keeping.ask()  # an emergency was left or saved in front of the page, perhaps

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self.telling.stop()

    def _to_street(self) -> None:
        self.desk.go("street", None)

    def _read_ahead(self) -> None:
        self.desk.jobs.beside(self, _read_later, lambda _: self.desk.prepare("papers"))

    def show_notice(self) -> None:
        """The notice to read out, beside the form; the same key closes it."""
        if self.notice.isVisible():
            self._shut_notice()
            return
        self.beside.shut()
        officer, station = self.desk.officer, self.desk.station
        at, lang = clock.now(), self.desk.settings.lang

        def notice() -> bytes:
            from app.desk import papers  # reportlab only for a paper

            return papers.blank_notice(station, officer, at=at, lang=lang)

        self.desk.jobs.beside(self, notice, self._show_notice)

    def _read_notice(self) -> None:
        """By the system's voice, with the notice in view."""
        officer, station = self.desk.officer, self.desk.station
        at, lang, visit = clock.now(), self.desk.settings.lang, self.arriving.visit

        def words() -> str:
            from app.desk import papers  # reportlab only for a paper

            return papers.notice_aloud(station, officer, at=at, lang=lang)

        def read(told: str) -> None:
            if self.notice.isVisible() and visit == self.arriving.visit:
                self.telling.read(told, visit)

        self.desk.jobs.beside(self, words, read)

    def _was_told(self, how: str, visit: UUID) -> None:
        if visit == self.arriving.visit:
            self.consent.was_told(how)

    def _show_notice(self, pdf: bytes) -> None:
        # Read out in letters that can be read; the answers stay at hand beneath it.
        self.notice.show_pdf(pdf)
        self.notice.show_wide()
        self.form.show_only(self.consent)
        self.notice.show()
        if self.isVisible():
            self.consent.arrive()
        self.keys_changed.emit()

    def _shut_notice(self) -> None:
        """The whole form again, with the cursor on the answers."""
        self.telling.stop()
        self.notice.hide()
        self.form.show_all()
        focus = QApplication.focusWidget()
        if not (focus and self.consent.isAncestorOf(focus)):
            self.consent.arrive()
        self.keys_changed.emit()

    def _fresh(self) -> None:
        """Somebody else is at the desk now."""
        self.arriving.begin()
        self._clear()

    def _clear(self) -> None:
        self.looking.forget()
        self.telling.stop()
        self.notice.hide()
        self.beside.shut()
        self.arriving.clear()
        self.keys_changed.emit()
        self.keeping.clean()
        self._say_about()

    def _admitted(self, done: object) -> None:
        self._fresh()
        self.finishing.rest()
        self.keeping.ask()
        self.admitted.emit(done)

    def _finish(self) -> None:
        """F9; an emergency that is still being read is finished once it stands here."""
        if self.completing.coming:
            self._finishes_next = True
        else:
            self.finishing.finish()

    def _complete(self, unfinished: Unfinished) -> None:
        """An emergency, with what quick hands typed since they asked for it."""
        typed, stood = self.form.raw(), QApplication.focusWidget()
        self.keeping.clean()  # it belongs to the emergency: no draft of its own
        self._go_on(msgspec.structs.replace(unfinished, fields=typed | unfinished.fields))
        if typed:
            self.keeping.touch()
            if stood and self.isAncestorOf(stood):
                stood.setFocus(Qt.FocusReason.PopupFocusReason)  # nothing becomes selected
        if self._finishes_next:
            self.finishing.finish()

    def _make_room(self) -> None:
        """The arrival in hand waits among the drafts: nobody types into it by mistake."""
        self._in_hand, self._finishes_next = self.arriving.unfinished(), False
        self.keeping.keep()
        self._fresh()

    def _not_to_complete(self) -> None:
        """The arrival that was in hand again."""
        if self._in_hand and not self._in_hand.is_empty:
            self._go_on(self._in_hand)

    def _go_on(self, unfinished: Unfinished) -> None:
        """What stood on the page is kept; the unfinished one takes its place."""
        self.keeping.keep()
        self._clear()
        self.arriving.put(unfinished)
        self.looking.photos_changed()
        self.keeping.ask()
        self._say_about()
        if self.isVisible():
            self.arrive()

    def throw_away(self) -> None:
        """A fresh form; the old one can be taken back for a moment."""
        if self.arriving.unfinished().is_empty:
            return
        thrown = self.keeping.drop()
        self._fresh()
        self.desk.tell(Telling(words=self.tr("已清空。"), undo=lambda: self._go_on(thrown)))
        self.arrive()

    def _shut_list(self) -> None:
        self.keeping.list.hide()
        self.arrive()

    def _nameless(self) -> None:
        """No name is known: a temporary one is given when saving."""
        self.finishing.wake()
        self.form.fields["name"].set_value("")
        self.form.fields["name"].warn(self.tr("保存时自动编为“无名氏”，以后可补。"), "ok")
        self.form.fields["sex"].setFocus(Qt.FocusReason.TabFocusReason)

    def _urgent_waits(self) -> bool:
        """Somebody is being registered, and not every urgent question is answered."""
        arrival = self.arriving.arrival()
        empty = self.arriving.unfinished().is_empty
        return not empty and not urgent_answered(arrival.checks)

    def _turned(self) -> None:
        """Two people side by side stand where the form does; nothing of it is lost."""
        self._form_area.setVisible(self.beside.isHidden())
        self.keys_changed.emit()

    def _say_noted(self) -> None:
        """What was urgent at the door has no field of its own here; it must not be overlooked."""
        told = "、".join(
            say(f"urgent.{key}", self.desk.settings.lang) for key in self.arriving.urgent
        )
        self.noted.say(self.tr("紧急登记时注明：{0}").format(told) if told else "", "warn")

    def _say_about(self) -> None:
        self._say_noted()
        at = local(self.arriving.arrived_at)
        if case := self.completing.case_of(self.arriving.visit):
            told = self.tr("补登 {0} · 到站 {1}").format(case, f"{at:%m-%d %H:%M}")
            self.about.emit(told)
            return
        self.about.emit(self.tr("到站 {0}").format(f"{at:%m-%d %H:%M}"))

    def _connect(self) -> None:
        self.form.edited.connect(self.keeping.touch)
        self.form.edited.connect(self.finishing.wake)
        self.candidates.answered.connect(self.keeping.touch)
        self.candidates.answered.connect(self.on_list.look)
        self.form.edited.connect(self.on_list.look)
        self.looking.listed.connect(self.on_list.look)
        self.on_list.turned.connect(self.keys_changed)
        self.on_list.card.edited.connect(self.keeping.touch)
        self.candidates.opened.connect(self.beside.open)
        self.beside.turned.connect(self._turned)
        self.consent.asked_for_notice.connect(self.show_notice)
        self.telling.turned.connect(self.keys_changed)
        self.telling.told.connect(self._was_told)
        self.photo.view.coded.connect(self.codes.saw)
        self.card.came.connect(self.keeping.touch)
        self.card.changed.connect(self.keys_changed)
        self.looking.changed.connect(self.keeping.touch)
        self.looking.listed.connect(self.keys_changed)
        self.looking.listed.connect(self.beside.refresh)
        self.looking.listed.connect(self.listed)
        self.looking.photographed.connect(self.photographed)
        self.keeping.saved.connect(self.draft_saved)
        self.keeping.offered.connect(self.keys_changed)
        self.keeping.taken_up.connect(self._go_on)
        self.keeping.urgent_taken_up.connect(self.desk.help_again)
        self.keeping.list.shut.connect(self._shut_list)
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self.throw_away)
        self.finishing.admitted.connect(self._admitted)
        self.completing.ready.connect(self._complete)
        self.completing.missed.connect(self._not_to_complete)

    def _lay_out(self) -> None:
        self.notice = PdfView(self.tr("入站告知书（读给当事人听）"))
        self.notice.hide()
        self.noted = SayLine()
        left = QWidget()
        lines = QVBoxLayout(left)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(px(GAP))
        lines.addWidget(self.keeping.resume)
        lines.addWidget(self.keeping.list)
        lines.addWidget(self.noted)
        lines.addWidget(self.notice, 3)
        self.form.put_second(self.consent)
        self._form_area = scrolling(self.form)
        lines.addWidget(self.beside, 1)
        lines.addWidget(self._form_area, 1)
        right = scrolling(sheet(self.photo, self.on_list.card, self.candidates))
        right.setFixedWidth(px(RIGHT))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(GAP))
        row.addWidget(left, 1)
        row.addWidget(right)
        in_reading_order(self.form, right)


def _read_later() -> None:
    """What is typed into later, and what comes after F9, is read while nobody waits for it."""
    from app.desk import weighing

    places()
    weighing.get_ready(clock.local(clock.now()).date())
    import app.paper.registration  # noqa: F401
    import ui.papers.page  # noqa: F401
