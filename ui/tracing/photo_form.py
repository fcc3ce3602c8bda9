"""Shift+F4 in 寻人登记: a photograph of who is looked for, and on whose word it is kept."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtGui import QImage, QKeyEvent, QKeySequence

from app.desk.family_photos import Agreed
from app.desk.street import Shown
from app.domain.inquiry import Inquiry
from app.words.kin import choices
from ui.cards import words
from ui.fields import ChoiceField, Field, NumberField, TextField
from ui.jobs import Jobs
from ui.page import Key
from ui.pictures import FINE, small
from ui.snapping import SnapCard
from ui.theme import px
from ui.tracing.inquiry_forms import WroteForm
from ui.vouchers.days import read_past_day

_HIGH = 48


class PhotoForm(WroteForm):
    """The picture is kept with the consent, by F9, and before that nowhere: no draft has it."""

    def __init__(self, jobs: Jobs, camera: str, lang: str) -> None:
        self.shown: Shown | None = None
        self._jobs = jobs
        fields: dict[str, Field] = {
            "whom": TextField(self.tr("谁给的照片、谁同意的")),
            "how": ChoiceField(self.tr("怎样同意的"), choices("photo_how", lang)),
            "use": ChoiceField(self.tr("同意怎样用"), choices("photo_use", lang)),
            "on": NumberField(self.tr("哪一天同意的")),
            "year": NumberField(self.tr("照片哪一年拍的（不知道留空）")),
        }
        beside = {
            "inquiry.photo_needs_giver": "whom", "inquiry.photo_needs_how": "how",
            "inquiry.photo_needs_use": "use", "inquiry.photo_needs_day": "on",
            "inquiry.not_yet": "on", "inquiry.photo_year": "year",
        }  # fmt: skip
        super().__init__(self.tr("家属给的照片"), "photo_camera", fields, beside)
        self.snap = SnapCard(jobs, camera, lang, self.tr("被寻找的人的照片"))
        self.body.insertWidget(2, self.snap)
        purpose = self.tr(
            "只用来找这个人，只留在本站；家属随时可以撤回（Ctrl+F4），撤回后照片在各处一起删除。"
        )
        self.body.insertWidget(2, words(purpose, "label", wrap=True))
        self.snap.taken.connect(self.take)
        self.snap.dropped.connect(self.drop)

    def keys(self) -> list[Key]:
        """Their buttons stand on the card of the camera."""
        told = (
            ("F4", self.tr("拍照"), self.snap.snap),
            ("Shift+F4", self.tr("选照片文件"), self.snap.choose),
            ("Ctrl+F4", self.tr("取消照片"), self.drop),
        )
        return [Key(key=key, words=text, do=do, on_page=True) for key, text, do in told]

    def begin_for(self, whole: Inquiry, today: date, kept: Mapping[str, str]) -> None:
        """Given by whoever looks, today, unless it is typed over."""
        self._today = today
        self.drop()
        giver = whole.inquirer.get("name", "")
        usual = {"whom": giver, "on": today.isoformat()}
        self.begin(usual, kept, "whom")
        if kept:
            self.snap.told.say(self.tr("照片要重新拍或重新选：没有保存以前，照片不留下。"), "info")

    def agreed(self) -> Agreed | None:
        """What was typed; None after saying what cannot be read."""
        on = read_past_day(self.value("on"), self._today)
        if on is None and self.value("on"):
            self.warn("on", self.tr("看不懂这个日期，例：2026-11-24"))
            return None
        return Agreed(
            whom=self.value("whom"), how=self.value("how"), on=on, use=self.value("use"),
            year=self.value("year"),
        )  # fmt: skip

    def take(self, shown: Shown) -> None:
        """One picture a consent: another one takes its place."""
        self.shown = shown
        height = px(_HIGH) * FINE
        self._jobs.beside(self, lambda: small(shown.jpeg, height), self._draw)

    def drop(self) -> None:
        """It is not wanted after all."""
        self.shown = None
        self.snap.show_pictures([])

    def refused(self, key: str, sentence: str) -> None:
        """That there is no picture is said where it is taken."""
        if key == "inquiry.photo_needs_picture":
            self.save.setEnabled(True)
            self.snap.told.say(sentence, "warn")
        else:
            super().refused(key, sentence)

    def _draw(self, image: QImage) -> None:
        if self.shown is not None:
            self.snap.show_pictures([image])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.matches(QKeySequence.StandardKey.Cancel) and self.snap.shut():
            return
        super().keyPressEvent(event)
