"""The recovery key is shown and printed once; typing part of it back proves it was kept."""

import secrets

from PySide6.QtCore import Qt, Signal

from app.domain.station import Station
from ui.cards import words
from ui.fields import Press, TextField
from ui.jobs import Jobs
from ui.login.frame import DoorFrame
from ui.login.key_sheet import print_key


class KeyStep(DoorFrame):
    """Two of the eight groups are asked for, whichever chance picks."""

    kept = Signal()

    def __init__(self, jobs: Jobs, lang: str, printer: str) -> None:
        super().__init__(
            self.tr("启用本机（4/4）：恢复密钥"),
            self.tr(
                "所有人都忘记密码时，只有它能打开登记库；我们和厂家都没有副本。"
                "请打印，装进信封封好，由负责人锁起来。"
            ),
            width=560,
        )
        self._jobs, self._lang, self._printer = jobs, lang, printer
        self._groups: list[str] = []
        self._asked = (0, 1)
        self._station: Station | None = None
        self.shown = words("", "title")
        self.shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shown.setAccessibleName(self.tr("恢复密钥"))
        self.first, self.second = TextField("", latin=True), TextField("", latin=True)
        self.paper = Press(self.tr("打印密钥"), "plain", "F8")
        self.paper.setShortcut("F8")
        self.ahead = Press(self.tr("已妥善保管，开始使用"), "primary", "Enter")
        for widget in (self.shown, self.first, self.second):
            self.card.body.addWidget(widget)
        self.buttons(self.ahead, self.paper)
        self.second.on_enter(self._check)
        self.ahead.clicked.connect(self._check)
        self.paper.clicked.connect(self._print)

    def show_key(self, key: str, station: Station) -> None:
        """Show it in two lines of four groups and choose what to ask back."""
        self._station, self._groups = station, key.split("-")
        half = len(self._groups) // 2
        self.shown.setText(
            "  -  ".join(self._groups[:half]) + "\n" + "  -  ".join(self._groups[half:])
        )
        self._asked = (secrets.randbelow(half), half + secrets.randbelow(half))
        for field, place in zip((self.first, self.second), self._asked, strict=True):
            field.set_label(self.tr("请照着纸上输入第 {0} 组").format(place + 1))

    def _check(self) -> None:
        wrong = None
        for field, place in zip((self.first, self.second), self._asked, strict=True):
            right = field.value().upper() == self._groups[place]
            field.warn(
                "" if right else self.tr("和第 {0} 组不一样，请再看一遍。").format(place + 1)
            )
            wrong = wrong or (None if right else field)
        if wrong:
            wrong.select()
        else:
            self.kept.emit()

    def _print(self) -> None:
        if self._station is None:
            return
        station, key = self._station.name, "-".join(self._groups)
        print_key(self._jobs, self, self.told, self._printer, self._lang, station, key)
