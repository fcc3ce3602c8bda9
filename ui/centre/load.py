"""载入本站资料: how far a new desk's snapshot is here; paused, taken up again, or from a stick."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar

from app.domain.errors import Refused, Unavailable
from ui.cards import Card, Chip, SayLine, words
from ui.fields import Press
from ui.page import Desk
from ui.rounds import Stands
from ui.theme import GAP, px

if TYPE_CHECKING:
    from app.store.line import Known
    from app.store.register import Register
    from app.sync.stick import FromStick

_PARTS = 1000


class LoadCard(Card):
    """Only there while something is to be loaded."""

    paused = Signal(bool)
    """Whether loading is to wait."""
    chosen = Signal(object)
    """FromStick: go on from this file."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("载入本站资料"), "link")
        self._desk = desk
        self.chip = Chip("", "plain")
        self.aside(self.chip)
        self.told = words("", "strong", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, _PARTS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("载入进度"))
        self.how = words(
            self.tr("登记照常进行，已保存的照常发送。可以随时暂停，断开后从断处继续。"),
            "label",
            wrap=True,
        )
        self.sorry = SayLine()
        self.hold = Press(self.tr("暂停载入"))
        self.hold.clicked.connect(self._hold)
        self.stick = Press(self.tr("从U盘载入…"))
        self.stick.clicked.connect(self._pick)
        row = QHBoxLayout()
        row.setSpacing(px(GAP))
        row.addWidget(self.hold)
        row.addWidget(self.stick)
        row.addStretch(1)
        for widget in (self.told, self.bar, self.how, self.sorry):
            self.body.addWidget(widget)
        self.body.addLayout(row)
        self._waits = False
        self._told_of: Refused | Unavailable | None = None
        self.hide()

    def show_stands(self, stands: Stands) -> None:
        """As far as it is, while it goes on, waits, or the centre is out of reach."""
        ending = stands.how == "loading" and not stands.unloaded
        self._waits = stands.paused
        self.setVisible(stands.unloaded or ending)
        if not stands.unloaded:
            self.sorry.say("")
        if stands.stick_sorry is not None and stands.stick_sorry is not self._told_of:
            self._not(stands.stick_sorry)
        self._told_of = stands.stick_sorry
        part = stands.loaded / stands.to_load if stands.to_load else 0.0
        self.bar.setValue(round(part * _PARTS))
        self.hold.setEnabled(stands.unloaded)
        self.stick.setEnabled(stands.unloaded)
        if ending:
            self.told.setText(self.tr("资料都到了，正在编排检索…"))
        elif stands.to_load:
            said = self.tr("{0} / {1} 条（{2}%）")
            self.told.setText(
                said.format(f"{stands.loaded:,}", f"{stands.to_load:,}", int(part * 100))
            )
        elif stands.how in {"away", "refused"}:
            self.told.setText(
                self.tr("还没有从中心取到本站资料。有中心制作的U盘，可以先从U盘载入。")
            )
        else:
            self.told.setText(self.tr("正在询问中心有哪些资料…"))
        self.chip.say(*self._chip(stands))
        self.hold.setText(self.tr("继续载入") if self._waits else self.tr("暂停载入"))
        self.hold.setAccessibleName(self.hold.text())

    def _chip(self, stands: Stands) -> tuple[str, str]:
        if self._waits:
            return self.tr("已暂停"), "warn"
        if stands.how == "loading":
            return self.tr("载入中"), "ok"
        return self.tr("等待网络"), "warn"

    def _hold(self) -> None:
        self.paused.emit(not self._waits)

    def _pick(self) -> None:
        dialog = QFileDialog(self, self.tr("中心制作的快照"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("快照 (*.gtstick)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.load_from)
        dialog.open()

    def load_from(self, file: str) -> None:
        """A file was chosen: who wrote it, and for whom, is proved before anything is loaded."""
        self.sorry.say(self.tr("正在核对U盘上的快照…"))

        def known(register: "Register") -> "Known | None":
            return register.line

        def proved(known: "Known | None") -> None:
            if known is None:
                self._not(Unavailable("line.alone"))
                return
            centre = known

            def opened() -> "FromStick":
                from app.sync.stick import FromStick

                return FromStick(Path(file), centre)

            self._desk.jobs.beside(self, opened, self._chosen, self._not)

        self._desk.jobs.desk(self, known, proved, self._not)

    def _chosen(self, stick: "FromStick") -> None:
        self.sorry.say("")
        self.chosen.emit(stick)

    def _not(self, sorry: Refused | Unavailable) -> None:
        self.sorry.say(self._desk.sentence(sorry), "warn")
