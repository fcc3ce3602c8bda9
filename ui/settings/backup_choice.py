"""Where backups go and how often: the administrator's choice."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog

from app import clock
from app.desk import backups
from app.domain.errors import Refused, Unavailable
from app.store.register import Register
from ui.cards import Card, SayLine, sheet
from ui.fields import NumberField, Press, TextField
from ui.page import Desk

_HOURS, _KEPT = (1, 168), (2, 365)


class BackupChoice(Card):
    """A short form; nothing is changed until the folder has taken a file."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("放在哪里，多久一次"), "settings")
        self._desk = desk
        self.folder = TextField(
            self.tr("备份文件夹"), self.tr("留空就放在数据文件夹里"), latin=False, longest=400
        )
        self.hours = NumberField(self.tr("每隔几小时"))
        self.kept = NumberField(self.tr("保留几份"))
        self.pick = Press(self.tr("选择文件夹…"))
        self.save = Press(self.tr("保存备份设置"), "primary")
        self.told = SayLine()
        self.pick.clicked.connect(self._pick)
        self.save.clicked.connect(self.choose)
        self.kept.on_enter(self.choose)
        self.body.addWidget(self.folder)
        self.row((self.hours, 1), (self.kept, 1))
        self.body.addWidget(self.told)
        buttons = sheet(self.save, self.pick, direction="right")
        self.body.addWidget(buttons, 0, Qt.AlignmentFlag.AlignLeft)

    def show_outlook(self, seen: backups.Outlook) -> None:
        """What is chosen now; what is being typed stays."""
        if self.hours.value():
            return
        chosen = seen.chosen
        self.folder.set_value(chosen.folder)
        self.hours.set_value(str(chosen.hours))
        self.kept.set_value(str(chosen.keep))

    def choose(self) -> None:
        """Try the folder, then remember it."""
        hours = _number(self.hours, _HOURS, self.tr("请写 {0} 到 {1} 之间的整数。"))
        kept = _number(self.kept, _KEPT, self.tr("请写 {0} 到 {1} 之间的整数。"))
        if hours is None or kept is None:
            return
        wanted = backups.Choice(folder=self.folder.value(), hours=hours, keep=kept)
        chosen, officer, at = self._desk.settings, self._desk.officer, clock.now()

        def deed(register: Register) -> None:
            backups.choose(register, chosen, wanted, by=officer, at=at)

        self.folder.warn("")
        self.save.setEnabled(False)
        self._desk.jobs.desk(self, deed, self._chosen, self._not_chosen)

    def _chosen(self, _none: None) -> None:
        self.save.setEnabled(True)
        self.told.say(self.tr("已保存。按 F9 现在就做一份。"), "ok")
        self.changed.emit()

    def _not_chosen(self, sorry: Refused | Unavailable) -> None:
        self.save.setEnabled(True)
        self.folder.warn(self._desk.sentence(sorry))
        self.folder.select()

    def _pick(self) -> None:
        dialog = QFileDialog(self, self.tr("备份文件夹"), self.folder.value())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.folder.set_value)
        dialog.open()


def _number(field: NumberField, limits: tuple[int, int], told: str) -> int | None:
    least, most = limits
    text = field.value()
    right = text.isascii() and text.isdecimal() and least <= int(text) <= most
    field.warn("" if right else told.format(least, most))
    if not right:
        field.select()
    return int(text) if right else None
