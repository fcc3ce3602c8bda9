"""Photographs, and who of those on file this may be."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.desk import identify, photographs
from app.desk.things import with_things
from app.domain.errors import Refused, Unavailable
from app.store.traits import traits_said
from ui.cameras import CameraKey
from ui.candidate import TALL
from ui.faces import Faces
from ui.intake.arriving import Arriving
from ui.intake.candidates import Listed
from ui.intake.centre_asked import CentreAsked
from ui.intake.lookup import Lookup
from ui.page import Desk, Telling
from ui.pictures import FINE, small
from ui.theme import px


class Looking(QObject):
    """Looks again whenever a photograph, an answer or a clue comes or goes."""

    changed = Signal()
    """A photograph or an answer came or went: there is something new to keep."""
    listed = Signal()
    """The candidates for the clues given are shown (perhaps none)."""
    photographed = Signal(object)
    """Shot: a photograph was taken and looked at."""

    def __init__(self, desk: Desk, faces: Faces, arriving: Arriving, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._arriving, self._page = desk, arriving, page
        self._lookup = Lookup(desk.jobs, faces, desk.officer)
        self._centre = CentreAsked(desk, faces, arriving, page)
        self._centre.answered.connect(self._answered)
        self._lookup.found.connect(self._show)
        arriving.candidates.whole.connect(self.listed)
        photo, shots = arriving.photo, arriving.shots
        choose = partial(desk.choose, "camera")
        photo.offer_cameras(CameraKey(desk.jobs, desk.settings.camera, choose))
        photo.wanted.connect(self.take)
        photo.chosen.connect(self._choose_file)
        photo.dropped.connect(self._drop)
        photo.view.ready.connect(self._camera_ready)
        photo.view.lost.connect(self._camera_lost)
        shots.taken.connect(self._taken)
        shots.failed.connect(self._not_taken)
        shots.changed.connect(self.photos_changed)
        arriving.consent.answered.connect(self.ground_changed)
        arriving.form.clues_changed.connect(self.ground_changed)
        faces.missing.connect(self._no_faces)
        faces.ready.connect(self._ready)

    def take(self) -> None:
        """Photograph what the camera sees now."""
        photo = self._arriving.photo
        if not photo.view.has_picture:
            photo.show_trouble(Unavailable("camera.no_frame"))
            return
        photo.take.setEnabled(False)
        self._arriving.shots.take()

    def search(self) -> None:
        """Look for earlier visits with everything known so far."""
        form = self._arriving.form
        clues = identify.Clues(
            vector=self._arriving.shots.probe(),
            shot=self._arriving.shots.best(),
            old_vector=self._arriving.shots.old_probe(),
            number=form.number().number,
            name=form.value("name"),
            birth=form.birth(),
            more=with_things(
                traits_said((one.kind, one.value) for one in form.said()),
                form.items(),
                form.value("found_at"),
                form.story(),
            ),
        )
        self._lookup.answered = self._centre.ask()
        if not self._lookup.ask(clues, self._arriving.visit, self._arriving.person):
            self._say_why_no_search()

    def _ready(self) -> None:
        """Photographs that are here already are measured by an engine that came beside."""
        self._arriving.shots.allow(self._arriving.ground()[0] is not None)
        self.search()

    def forget(self) -> None:
        """Somebody else is at the desk: answers still to come are not for them."""
        self._lookup.forget()
        self._centre.forget()

    def _answered(self) -> None:
        """The centre has compared as well: its candidates stand among those of this desk."""
        self.search()

    def use_camera(self, camera: str) -> None:
        """Open a camera, or say why there is none."""
        try:
            self._arriving.photo.view.start(camera)
        except (Refused, Unavailable) as sorry:
            self._camera_lost(sorry)

    def photos_changed(self) -> None:
        """One more, one less, or measured now."""
        self.changed.emit()
        arriving = self._arriving
        arriving.photo.show_shots([taken.jpeg for taken in arriving.shots.photos])
        self.search()

    def ground_changed(self) -> None:
        """Consent, or the age that decides who may give it."""
        self.changed.emit()
        self._arriving.shots.allow(self._arriving.ground()[0] is not None)
        self.search()

    def _drop(self, number: int) -> None:
        """A photograph is taken out; F12 brings it back."""
        shots, visit = self._arriving.shots, self._arriving.visit
        before = shots.photos
        shots.drop(number)

        def back() -> None:
            # Photographs taken meanwhile stay; somebody else's arrival gets none of these.
            if self._arriving.visit == visit:
                later = tuple(t for t in shots.photos if t not in before)
                shots.put((*before, *later))
                shots.allow(self._arriving.ground()[0] is not None)
                self.photos_changed()

        self._desk.tell(Telling(words=self.tr("照片已取消。"), undo=back))

    def _taken(self, shot: photographs.Shot) -> None:
        self._arriving.photo.take.setEnabled(True)
        self._arriving.photo.show_quality(shot.quality)
        self.photographed.emit(shot)

    def _not_taken(self, sorry: Refused | Unavailable) -> None:
        self._arriving.photo.take.setEnabled(True)
        self._arriving.photo.show_trouble(sorry)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self._page, self.tr("选择照片"))
        dialog.setNameFilter(self.tr("照片 (*.jpg *.jpeg *.png *.bmp *.webp)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self._arriving.shots.take_file(Path(path)))
        dialog.open()

    def _say_why_no_search(self) -> None:
        if not self._arriving.shots.photos:
            return
        self._arriving.candidates.show_list(Listed(found=(), pictures={}), None)
        _, why = self._arriving.ground()
        told = self._desk.sentence(Refused(why)) if why else self.tr("这张照片不能比对。")
        self._arriving.candidates.say_waiting(
            self.tr("{0} 可按证件号码，或姓名加出生日期查找。").format(told)
        )

    def _show(self, listed: Listed) -> None:
        photos = self._arriving.shots.photos
        live = small(photos[-1].jpeg, px(TALL) * FINE) if photos else None
        self._arriving.candidates.show_list(listed, live)
        if not listed.found:
            self.listed.emit()

    def _camera_ready(self, ready: bool) -> None:
        if ready:
            self._arriving.photo.told.say("")
            self._desk.light("camera", "ok", self.tr("正常"))

    def _camera_lost(self, sorry: Refused | Unavailable) -> None:
        none = sorry.key == "camera.none"
        words = self.tr("未设置") if none else self.tr("断开")
        self._desk.light("camera", "plain" if none else "bad", words)

    def _no_faces(self, sorry: Refused | Unavailable) -> None:
        """Without a face model people are found by paper and name; said once, stops nothing."""
        self._arriving.photo.show_trouble(sorry)
