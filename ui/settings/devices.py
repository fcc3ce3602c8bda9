"""What this machine uses: the printer is chosen here, the rest is told and can be checked."""

from functools import partial

from app.words.say import say
from ui.cards import Card, words
from ui.fields import ComboField, Press
from ui.page import Desk
from ui.people.lines import copyable
from ui.print import QT, on_offer

NONE = "none"


class DevicesCard(Card):
    """Printers are asked for beside the window: a print system may take seconds to answer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("本机设备"), "print")
        self._desk = desk
        self.printer = ComboField(self.tr("打印机"), [], free=True)
        self.use = Press(self.tr("使用这台打印机"))
        self.use.clicked.connect(self.choose)
        self.look = Press(self.tr("设备检查"), "plain", "F11")
        self.look.clicked.connect(partial(desk.go, "doctor", None))
        self.printer.on_enter(self.choose)
        self.body.addWidget(self.printer)
        self.row((self.use, 0), (self.look, 0)).addStretch(1)
        for name, value in (
            (self.tr("摄像头：{0}"), desk.settings.camera),
            (self.tr("读卡器：{0}"), desk.settings.reader),
        ):
            self.body.addWidget(copyable(name.format(self._words(value)), "label"))
        told = self.tr("PDF 文件夹写成 file:文件夹；其他设备见 settings.toml。")
        self.body.addWidget(words(told, "note", wrap=True))
        self._offer([])
        desk.jobs.beside(self, on_offer, self._offer)

    def choose(self) -> None:
        """From now on, and at the next start."""
        self._desk.choose("printer", self.printer.value() or NONE)

    def _offer(self, found: list[str]) -> None:
        now = self._desk.settings.printer
        values = list(dict.fromkeys([NONE, *([] if now in {"", NONE} else [now]), *found]))
        self.printer.offer([(value, self._words(value)) for value in values])
        self.printer.set_value(now or NONE)

    def _words(self, value: str) -> str:
        lang = self._desk.settings.lang
        return say("device.not_set", lang) if value in {"", NONE} else value.removeprefix(QT)
