"""保密保护 of the person whose file is open: how it stands, and the reason for changing it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ui.cards import Card, SayLine
from ui.fields import TextField
from ui.people.opened import Opened


class ProtectCard(Card):
    """Hidden as long as nobody is protected and nothing is asked; Enter does it, Esc leaves it."""

    wanted = Signal(str)
    shut = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("保密保护"), "visibility")
        self._sealed = False
        self.told = SayLine()
        self.reason = TextField(self.tr("保密保护的理由"), self.tr("Enter 保存，Esc 返回"))
        self.reason.on_enter(self._state)
        self.body.addWidget(self.told)
        self.body.addWidget(self.reason)
        self.reason.hide()
        self.hide()

    def show_file(self, opened: Opened) -> None:
        """How it stands with this person."""
        if opened.sealed != self._sealed:
            self.reason.hide()
        self._sealed = opened.sealed
        told = ""
        if opened.sealed and opened.pending:
            told = self.tr("受保密保护，待中心确认：他站在中心收到以前可能还看得到索引卡。")
        elif opened.sealed:
            told = self.tr("受保密保护：他站查不到此人，本站只有有权限的人能看。")
        self.told.say(told, "warn" if opened.pending else "info")
        self.setVisible(opened.sealed or not self.reason.isHidden())

    def ask(self) -> None:
        """Why it is to change."""
        asked = self.tr("解除保密保护的理由") if self._sealed else self.tr("保密保护的理由")
        self.reason.set_label(asked)
        self.reason.set_value("")
        self.reason.warn("")
        self.reason.show()
        self.show()
        self.reason.setFocus(Qt.FocusReason.TabFocusReason)

    def refused(self, sentence: str) -> None:
        """Why not."""
        self.reason.warn(sentence)

    def _state(self) -> None:
        self.wanted.emit(self.reason.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape and self.reason.isVisible():
            self.reason.hide()
            self.setVisible(self._sealed)
            self.shut.emit()
        else:
            super().keyPressEvent(event)
