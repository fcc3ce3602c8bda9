"""发布包: an approved notice field by field for the tracing site, as a ZIP, and its retraction."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from app import clock
from app.desk import drafts, publish_pack
from app.desk.publish_pack import Packed
from app.domain.errors import Refused, Unavailable
from app.domain.publishing import Pack, in_order
from app.domain.rekey import Fact, Filled, Wanted
from app.store.ask import Asks
from app.store.register import Register
from ui.assist.clipboard import Clip
from ui.assist.fields import FieldsTable, Row
from ui.assist.walking import Walk
from ui.cards import Card, Picture, SayLine, words
from ui.fields import TextField
from ui.kept import HalfFilled
from ui.page import Desk, Key, PageWidget, Telling
from ui.theme import GAP, px

SIDE = 340


class PublishPage(PageWidget):
    """Space copies one field after the other; F3 writes the pack into a folder."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.pack: Pack | None = None
        self._letter: UUID | None = None
        self.walk = Walk(empty=())
        self.clip = Clip(desk.settings.clipboard_seconds, self)
        self.fields = FieldsTable(desk.settings.lang, self.tr("字段"))
        self.photo = Picture(150, 188, self.tr("照片"))
        self.until = words("", "label", wrap=True)
        self.folder = TextField(self.tr("放到哪个文件夹（F4 选择）"), longest=400)
        self.told, self.doubt = SayLine(), SayLine()
        self.half_filled = HalfFilled(desk, drafts.PUBLISH, self._typed, self)
        self._lay_out()
        self.fields.stepped.connect(self.step)
        self.fields.opened.connect(self._copy_chosen)

    def keys(self) -> list[Key]:
        """One key copies what comes next."""
        found = [Key(key="Esc", words=self.tr("返回"), do=self.desk.back)]
        if self.pack:
            found += [
                Key(key="F3", words=self.tr("写发布包"), do=self._write),
                Key(key="F4", words=self.tr("选文件夹"), do=self._choose_folder),
            ]
        if self._letter:
            found.append(Key(key="F7", words=self.tr("写撤回文件"), do=self._retract))
        if self.pack:
            told = self.tr("复制下一项（空格）")
            found.append(Key(key="F9", words=told, do=self.step, primary=True))
        return found

    def open_for(self, subject: UUID | None) -> None:
        """The pack of a notice: that it is looked at is written down."""
        self.half_filled.start()
        if subject is None:
            return
        self._letter, self.pack = subject, None
        self.folder.set_value(self.half_filled.of(subject).get("folder", self.folder.value()))
        self._show_nothing()
        desk, at = self.desk, clock.now()

        def deed(register: Register) -> Pack:
            return publish_pack.look(
                register, subject, desk.station, desk.settings, by=desk.officer, at=at
            )

        desk.jobs.desk(self, deed, self._show, self._shut_out)

    def reload(self) -> None:
        """A look that could not be written down is tried anew."""
        if self.isVisible() and self.pack is None and self._letter:
            self.open_for(self._letter)

    def arrive(self) -> None:
        """The fields."""
        self.fields.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        if not event.spontaneous():
            self.clip.clear()
            self.half_filled.keep()
        super().hideEvent(event)

    def leave(self) -> None:
        """Nothing stays on the clipboard."""
        self.clip.clear()
        self.half_filled.stop()

    def _shut_out(self, sorry: Refused | Unavailable) -> None:
        self.pack = None
        self._show_nothing()
        self._sorry(sorry)

    def _show_nothing(self) -> None:
        self.fields.show_rows([])
        self.photo.show_image(None)
        self.until.setText("")
        self.keys_changed.emit()

    def _show(self, pack: Pack) -> None:
        self.pack = pack
        self.told.say("")
        form = publish_pack.form()
        self.walk = Walk(empty=[not value for _, value in in_order(form, pack.said)])
        image = QImage.fromData(pack.photo) if pack.photo else None
        self.photo.show_image(image)
        day = clock.local(pack.expires).date().isoformat()
        self.until.setText(self.tr("{0}　{1} 批准，{2} 自动失效").format(
            pack.letter, pack.approved_on.isoformat(), day
        ))  # fmt: skip
        doubt = self.tr("字段顺序和名称未与“{0}”逐项核对（待核）。").format(form.system)
        self.doubt.say(doubt if form.unverified else "", "warn")
        self.about.emit(pack.said.get("name", ""))
        self._show_rows()

    def _show_rows(self) -> None:
        if self.pack is None:
            return
        form = publish_pack.form()
        rows = [
            Row(
                number=n,
                group=form.title,
                done=n in self.walk.done,
                filled=Filled(field=Wanted(fact=Fact.STORY, label=field.label), value=value),
            )
            for n, (field, value) in enumerate(in_order(form, self.pack.said))
        ]
        self.fields.show_rows(rows)
        self.fields.stand_on(min(self.walk.at, len(rows) - 1))
        self.keys_changed.emit()

    def step(self) -> None:
        """Copy what comes next; an empty field is said first."""
        if self.pack is None:
            return
        at, _ = self.walk.step()
        if at is not None:
            self._copy(at)
            return
        self.clip.clear()
        if self.walk.over:
            self.told.say(self.tr("各项都已复制。发布后在函件里登记发出（F6）。"), "ok")
        else:
            self.told.say(self.tr("这一项没有内容。按空格跳过。"), "warn")
        self._show_rows()

    def _copy_chosen(self, row: Row) -> None:
        if not row.empty:
            self._copy(self.walk.take(row.number))

    def _copy(self, at: int) -> None:
        if self.pack is None:
            return
        field, value = in_order(publish_pack.form(), self.pack.said)[at]
        self.clip.copy(value)
        self.told.say(self.tr("已复制“{0}”：{1}").format(field.label, value), "ok")
        self._show_rows()

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("放到哪个文件夹"), self.folder.value())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.folder.set_value)
        dialog.open()

    def _write(self) -> None:
        """F3: as it stands now, whatever stood on the screen."""
        letter, desk, at = self._letter, self.desk, clock.now()
        if letter is None:
            return
        folder = Path(self.folder.value())

        def ask(asks: Asks) -> Pack:
            return publish_pack.again(
                asks, letter, desk.station, desk.settings, by=desk.officer, at=at
            )

        def write(pack: Pack) -> None:
            desk.jobs.beside(
                self,
                lambda: publish_pack.write(pack, letter, folder, desk.settings, at=at),
                self._written, self._sorry,
            )  # fmt: skip

        desk.jobs.read(self, ask, write, self._sorry)

    def _written(self, made: Packed) -> None:
        told = self.tr("已写入：{0}").format(made.file.name)
        if not made.pfif:
            told += self.tr("（没有设置发布域名，不含 PFIF）")
        self.folder.warn("")
        self.told.say("")
        self.desk.tell(Telling(words=told, tone="ok"))

    def _retract(self) -> None:
        letter, desk, at = self._letter, self.desk, clock.now()
        if letter is None:
            return
        folder = Path(self.folder.value())

        def deed(register: Register) -> UUID:
            return publish_pack.retract(register, letter, desk.settings, by=desk.officer, at=at)

        def write(whole: UUID) -> None:
            # A slow stick must hold up nobody's save.
            desk.jobs.beside(
                self,
                lambda: publish_pack.write_retraction(whole, folder, desk.settings, at=at),
                self._written, self._sorry,
            )  # fmt: skip

        desk.jobs.desk(self, deed, write, self._sorry)

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        if sorry.key.startswith("publish.") and "folder" in sorry.facts:
            self.folder.warn(self.desk.sentence(sorry))
            self.folder.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.told.say(self.desk.sentence(sorry), "warn")

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        if self._letter is None:
            return None
        folder = self.folder.value()
        return self._letter, ({"folder": folder} if folder else {})

    def _lay_out(self) -> None:
        card = Card(self.tr("发布包"), "description")
        for widget in (self.photo, self.until, self.folder):
            card.body.addWidget(widget)
        card.body.addStretch(1)
        card.setFixedWidth(px(SIDE))
        left = QVBoxLayout()
        left.setSpacing(px(GAP))
        for said in (self.doubt, self.told):
            left.addWidget(said)
        left.addWidget(self.fields, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addLayout(left, 1)
        whole.addWidget(card)
