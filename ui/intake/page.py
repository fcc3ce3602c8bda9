"""接待登记: the page on which somebody arrives."""

from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app import clock
from app.clock import local
from app.desk import admission, drafts, identify, papers, photographs
from app.domain.errors import Refused, Unavailable
from app.domain.face import Basis
from app.domain.ids import PersonId, VisitId, new_id
from app.store.register import Register
from ui.cards import SayLine, scrolling, sheet
from ui.faces import Faces
from ui.intake import draft
from ui.intake.candidates import CandidatesCard, Listed
from ui.intake.form import IntakeForm
from ui.intake.lookup import Lookup
from ui.intake.photo import ConsentCard, PhotoCard
from ui.intake.shots import Shots
from ui.page import Desk, Key, PageWidget, Telling
from ui.pdf_view import PdfView
from ui.pictures import of_bytes
from ui.theme import GAP, px
from ui.walk import in_reading_order

RIGHT = 398


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
        self._lookup = Lookup(desk.jobs, self.faces, desk.officer)
        self.form = IntakeForm(today, lang)
        self.photo = PhotoCard(desk.jobs, self.faces, lang)
        self.consent = ConsentCard(lang)
        self.candidates = CandidatesCard(today, lang)
        self.resume = SayLine()
        self._newest: drafts.Waiting | None = None
        self._dirty = self._started = self._saving = False
        self._begin()
        self._lay_out()
        self._connect()

    def keys(self) -> list[Key]:
        """F3, F4, F7, F9, a fresh form; F6 with candidates, F11 while an unfinished one waits."""
        found = [
            Key(key="F3", words=self.tr("姓名不详"), do=self._nameless),
            Key(key="F7", words=self.tr("告知书"), do=self.show_notice),
            Key(key="F10", words=self.tr("清空重来"), do=self._throw_away),
            Key(key="F4", words=self.tr("拍照"), do=self.take, icon="photo_camera"),
            Key(key="F9", words=self.tr("完成登记"), do=self.finish, primary=True, icon="check"),
        ]
        if self.candidates.cards:
            found.insert(1, Key(key="F6", words=self.tr("对照"), do=self.candidates.compare))
        if newest := self._newest:
            do = partial(self.take_up, newest.id)
            found.insert(0, Key(key="F11", words=self.tr("接着填"), do=do))
        return found

    def arrive(self) -> None:
        """The cursor goes to the name; emergencies need no field at all."""
        self.form.fields["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what was typed, let go of the camera."""
        self._keep_draft()
        self._clock.stop()
        self.photo.view.stop()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if not self._started:
            self._started = True
            self.faces.start()
            self.use_camera(self.desk.settings.camera)
            self._clock.start(self.desk.settings.draft_seconds * 1000)
            self._ask_drafts()

    # Photographs and who this is

    def take(self) -> None:
        """Photograph what the camera sees now."""
        frame = self.photo.view.frame()
        if frame is None:
            self.photo.show_trouble(Unavailable("camera.no_frame"))
            return
        self.photo.take.setEnabled(False)
        self.shots.take(frame)

    def search(self) -> None:
        """Look for earlier visits with everything known so far."""
        clues = identify.Clues(
            vector=self.shots.probe(),
            number=self.form.number().number,
            name=self.form.value("name"),
            birth=self.form.birth(),
        )
        if not self._lookup.ask(clues, self._visit):
            self._say_why_no_search()

    def _taken(self, shot: photographs.Shot) -> None:
        self.photo.take.setEnabled(True)
        self.photo.show_quality(shot.quality)
        self.photographed.emit(shot)

    def _not_taken(self, sorry: Refused | Unavailable) -> None:
        self.photo.take.setEnabled(True)
        self.photo.show_trouble(sorry)

    def _photos_changed(self) -> None:
        self._dirty = True
        self.photo.show_shots([taken.jpeg for taken in self.shots.photos])
        self.search()

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("选择照片"))
        dialog.setNameFilter(self.tr("照片 (*.jpg *.jpeg *.png *.bmp *.webp)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.shots.take_file(Path(chosen)))
        dialog.open()

    def _say_why_no_search(self) -> None:
        if not self.shots.photos:
            return
        self.candidates.show_list(Listed(found=(), pictures={}), None)
        _, why = self._ground()
        told = self.desk.sentence(Refused(why)) if why else self.tr("这张照片不能比对。")
        self.candidates.say_waiting(
            self.tr("{0} 可按证件号码，或姓名加出生日期查找。").format(told)
        )

    def _ground(self) -> tuple[Basis | None, str]:
        return admission.face_basis(self._arrival(), local(clock.now()).date())

    def _show(self, listed: Listed) -> None:
        photos = self.shots.photos
        self.candidates.show_list(listed, of_bytes(photos[-1].jpeg) if photos else None)
        self.listed.emit()

    def _ground_changed(self) -> None:
        """Consent, or the age that decides who may give it."""
        self._dirty = True
        self.shots.allow(self._ground()[0] is not None)
        self.search()

    # Finishing

    def finish(self) -> None:
        """Save the arrival; whatever is empty stays empty."""
        if self._saving:
            return
        self._saving = True
        arrival, station, officer = self._arrival(), self.desk.station, self.desk.officer
        at = clock.now()

        def admit(register: Register) -> admission.Admitted:
            done = admission.admit(register, arrival, station, by=officer, at=at)
            drafts.drop(register, arrival.visit)
            return done

        self.desk.jobs.desk(self, admit, self._admitted, self._not_saved)

    def _admitted(self, done: admission.Admitted) -> None:
        self._saving = False
        words = self.tr("已登记：{0}。").format(done.visit.case_number)
        remarks = " ".join(self.desk.sentence(Refused(key)) for key in done.remarks)
        self._begin()
        self._clear()
        self._ask_drafts()
        self.admitted.emit(done)
        self.desk.go("papers", done.visit.id)
        self.desk.tell(Telling(words=f"{words} {remarks}".strip(), tone="ok"))

    def _not_saved(self, sorry: Refused | Unavailable) -> None:
        """Everything stays on the page; the draft is kept as well, if it can be."""
        self._saving = False
        self.desk.tell(Telling(words=self.desk.sentence(sorry), tone="bad"))

    def _arrival(self) -> admission.Arrival:
        form = self.form
        return admission.Arrival(
            visit=self._visit,
            person=self._person,
            arrived_at=self._arrived_at,
            way=form.way(),
            brought_by=form.value("brought_by"),
            reason=form.value("reason"),
            found_at=form.value("found_at"),
            story=form.story(),
            checks=form.checks(),
            conditions=form.conditions(),
            said=form.said(),
            asked=self.consent.asked(),
            photos=self.shots.photos,
            items=form.items(),
            judged=self.candidates.judged(),
            basis=self.consent.ground(),
        )

    # Drafts

    def _keep_draft(self) -> None:
        unfinished = self._unfinished()
        if not self._dirty or self._saving or unfinished.is_empty:
            return
        self._dirty = False
        at = clock.now()
        kept = drafts.Draft(
            id=self._visit,
            officer=self.desk.officer.id,
            saved_at=at,
            content=draft.dump(unfinished),
        )
        self.desk.jobs.desk(
            self, lambda register: drafts.keep(register, kept), lambda _: self.draft_saved.emit(at)
        )

    def _unfinished(self) -> draft.Unfinished:
        return draft.Unfinished(
            visit=self._visit,
            person=self._person,
            arrived_at=self._arrived_at.isoformat(),
            fields=self.form.raw(),
            consent=self.consent.raw(),
            photos=self.shots.photos,
            answers={str(j.other): j.answer for j in self.candidates.judged()},
        )

    def _ask_drafts(self) -> None:
        officer = self.desk.officer
        self.desk.jobs.desk(
            self, lambda register: drafts.waiting(register, by=officer), self._offer_drafts
        )

    def _offer_drafts(self, waiting: list[drafts.Waiting]) -> None:
        left = [d for d in waiting if d.id != self._visit]
        self._newest = newest = left[0] if left else None
        self.keys_changed.emit()
        if newest is None:
            self.resume.say("")
            return
        at = f"{local(newest.saved_at):%m-%d %H:%M}"
        self.resume.say(self.tr("有 {0} 份没填完的登记，最近一份 {1}。").format(len(left), at))
        self.resume.offer(self.tr("接着填") + "  F11", lambda: self.take_up(newest.id))

    def take_up(self, waiting: UUID) -> None:
        """Go on with an unfinished arrival, one's own or a colleague's."""
        officer, at = self.desk.officer, clock.now()
        self.desk.jobs.desk(
            self, lambda register: drafts.take_up(register, waiting, by=officer, at=at), self._fill
        )

    def _fill(self, kept: drafts.Draft) -> None:
        unfinished = draft.load(kept.content)
        if unfinished is None:
            return
        self._keep_draft()
        self._clear()
        self._visit, self._person = VisitId(unfinished.visit), PersonId(unfinished.person)
        self._arrived_at = datetime.fromisoformat(unfinished.arrived_at)
        self.form.fill(unfinished.fields)
        self.consent.fill(unfinished.consent)
        self.shots.put(unfinished.photos)
        answers = {PersonId(UUID(p)): answer for p, answer in unfinished.answers.items()}
        self.candidates.restore(answers)
        self.shots.allow(self._ground()[0] is not None)
        self._photos_changed()
        self._ask_drafts()
        self._say_about()

    # The rest

    def show_notice(self) -> None:
        """The notice to read out, beside the form."""
        if self.notice.isVisible():
            self.notice.hide()
            self.form.show_all()
            return
        officer, station = self.desk.officer, self.desk.station
        at, lang = clock.now(), self.desk.settings.lang

        self.desk.jobs.beside(
            self,
            lambda: papers.blank_notice(station, officer, at=at, lang=lang),
            self._show_notice,
        )

    def _show_notice(self, pdf: bytes) -> None:
        # Read out in letters that can be read; the answers stay at hand beneath it.
        self.notice.show_pdf(pdf)
        self.notice.show_wide()
        self.form.show_only(self.consent)
        self.notice.show()

    def _begin(self) -> None:
        self._visit, self._person = VisitId(new_id()), PersonId(new_id())
        self._arrived_at = clock.now()

    def _clear(self) -> None:
        self._lookup.forget()
        self.shots.put(())
        self.shots.allow(False)
        self.notice.hide()
        self.form.show_all()
        self.form.fill({})
        self.consent.fill({})
        self.candidates.clear()
        self.keys_changed.emit()
        self.photo.show_shots([])
        self.photo.told.say("")
        self._dirty = False
        self._say_about()

    def _throw_away(self) -> None:
        """A fresh form; the old one can be taken back for a moment."""
        unfinished, before = self._unfinished(), self._visit
        if unfinished.is_empty:
            return
        at, officer = clock.now(), self.desk.officer.id
        kept = drafts.Draft(id=before, officer=officer, saved_at=at, content=draft.dump(unfinished))
        self._begin()
        self._clear()
        self.desk.jobs.desk(self, lambda r: drafts.drop(r, before), lambda _: None)
        self.desk.tell(Telling(words=self.tr("已清空。"), undo=lambda: self._fill(kept)))
        self.arrive()

    def _nameless(self) -> None:
        """No name is known: a temporary one is given when saving."""
        self.form.fields["name"].set_value("")
        self.form.fields["name"].warn(self.tr("保存时自动编为“无名氏”，以后可补。"), "ok")
        self.form.fields["sex"].setFocus(Qt.FocusReason.TabFocusReason)

    def _changed(self) -> None:
        self._dirty = True

    def _say_about(self) -> None:
        self.about.emit(self.tr("到站 {0}").format(f"{local(self._arrived_at):%m-%d %H:%M}"))

    def open_for(self, _subject: UUID | None) -> None:
        """The page is shown again: as it was left."""
        self._say_about()

    def use_camera(self, camera: str) -> None:
        """Open a camera, or say why there is none."""
        try:
            self.photo.view.start(camera)
        except (Refused, Unavailable) as sorry:
            self._camera_lost(sorry)

    def _camera_ready(self, ready: bool) -> None:
        if ready:
            self.photo.told.say("")
            self.desk.light("camera", "ok", self.tr("正常"))

    def _camera_lost(self, sorry: Refused | Unavailable) -> None:
        none = sorry.key == "camera.none"
        words = self.tr("未设置") if none else self.tr("断开")
        self.desk.light("camera", "plain" if none else "bad", words)

    def _no_faces(self, sorry: Refused | Unavailable) -> None:
        """Without a face model people are found by paper and name; said once, stops nothing."""
        self.photo.show_trouble(sorry)

    def _connect(self) -> None:
        self.photo.wanted.connect(self.take)
        self.photo.chosen.connect(self._choose_file)
        self.photo.dropped.connect(self.shots.drop)
        self.shots.taken.connect(self._taken)
        self.shots.failed.connect(self._not_taken)
        self.shots.changed.connect(self._photos_changed)
        self._lookup.found.connect(self._show)
        self.photo.view.ready.connect(self._camera_ready)
        self.photo.view.lost.connect(self._camera_lost)
        self.consent.answered.connect(self._ground_changed)
        self.consent.asked_for_notice.connect(self.show_notice)
        self.form.edited.connect(self._changed)
        self.form.clues_changed.connect(self._ground_changed)
        self.candidates.answered.connect(self._changed)
        self.candidates.opened.connect(lambda person: self.desk.go("person", person))
        self.faces.missing.connect(self._no_faces)
        self.faces.ready.connect(self.search)
        self.listed.connect(self.keys_changed)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._keep_draft)

    def _lay_out(self) -> None:
        self.notice = PdfView(self.tr("入站告知书（读给当事人听）"))
        self.notice.hide()
        left = QWidget()
        lines = QVBoxLayout(left)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(px(GAP))
        lines.addWidget(self.resume)
        lines.addWidget(self.notice, 3)
        self.form.put_second(self.consent)
        lines.addWidget(scrolling(self.form), 1)
        right = scrolling(sheet(self.photo, self.candidates))
        right.setFixedWidth(px(RIGHT))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(GAP))
        row.addWidget(left, 1)
        row.addWidget(right)
        in_reading_order(self.form, right)
