"""A register out of a backup: on a new machine, before anything is set up, by keys alone."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog

from app import clock
from app.domain.errors import Refused, Unavailable
from app.words.say import sentence
from ui.cards import words
from ui.fields import Press, TextField
from ui.jobs import Jobs
from ui.login.frame import DoorFrame

if TYPE_CHECKING:
    from app.store.restore import Restored


class RestorePage(DoorFrame):
    """The folder of backups, the key on the printed sheet, and a rescued file if there is one."""

    restored = Signal()
    back = Signal()
    _went = Signal(str, int, int)

    def __init__(self, jobs: Jobs, data: Path, lang: str) -> None:
        super().__init__(
            self.tr("从备份恢复"),
            self.tr("需要备份盘和恢复密钥那张纸。恢复到本机的空文件夹，不改动备份。"),
            width=620,
        )
        self._jobs, self._data, self._lang = jobs, data, lang
        self.source = TextField(
            self.tr("备份所在的文件夹"), self.tr("例如移动硬盘上的 guitu-…"), longest=400
        )
        self.pick = Press(self.tr("选择文件夹…"))
        self.rescued = TextField(
            self.tr("抢救文件"), self.tr("没有就留空；由 ./guitu rescue 写出"), longest=400
        )
        self.key = TextField(self.tr("恢复密钥"), latin=True, longest=60)
        self.part = words("", "label")
        self.enter = Press(self.tr("恢复"), "primary", "Enter")
        self.away = Press(self.tr("返回启用本机"), "link")
        self.on = Press(self.tr("去登录"), "primary", "Enter")
        self.on.hide()
        for widget in (self.source, self.rescued, self.key, self.part):
            self.card.body.addWidget(widget)
        self.buttons(self.on, self.enter, self.pick, self.away)
        self._connect()

    def arrive(self) -> None:
        """Put the cursor into the folder."""
        self.source.select()

    def try_key(self) -> None:
        """Restore; what was typed stays if it is refused."""
        if not self.enter.isEnabled():
            return
        self.source.warn("" if self.source.value() else self.tr("请写备份所在的文件夹。"))
        if not self.source.value():
            self.source.select()
            return
        self.enter.setEnabled(False)
        self.told.say("")
        source, rescued = Path(self.source.value()), self.rescued.value()
        data, key, at, step = self._data, self.key.value(), clock.now(), self._went.emit

        def work() -> "Restored":
            from app.store import keys
            from app.store.restore import restore

            more = Path(rescued) if rescued else None
            return restore(
                source,
                data,
                lambda ring: keys.open_with_recovery(ring, key),
                at,
                rescued=more,
                step=step,
            )

        self._jobs.keeping(self, work, self._done, self._refused)

    def _done(self, done: "Restored") -> None:
        from app.desk.keeping import is_whole, told_of

        self.part.setText("")
        self.key.set_value("")
        self.told.say(told_of(done, self._lang), "ok" if is_whole(done) else "warn")
        for widget in (self.enter, self.pick, self.away, self.source, self.rescued, self.key):
            widget.hide()
        self.on.show()
        self.on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, sorry: Refused | Unavailable) -> None:
        self.enter.setEnabled(True)
        self.part.setText("")
        self.told.say(sentence(sorry, self._lang), "warn")
        wrong = {"login.wrong_recovery": self.key, "rescue.not_one": self.rescued}
        wrong.get(sorry.key, self.source).select()

    def _goes_on(self, part: str, done: int, of: int) -> None:
        named = {
            "database": self.tr("正在复制登记库…"),
            "photographs": self.tr("正在复制照片 {0} / {1}").format(done, of),
            "rescued": self.tr("正在补回抢救出的登记…"),
            "check": self.tr("正在核对…"),
        }
        self.part.setText(named.get(part, ""))

    def _pick(self) -> None:
        dialog = QFileDialog(self, self.tr("备份所在的文件夹"), self.source.value())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.source.set_value)
        dialog.open()

    def _connect(self) -> None:
        self._went.connect(self._goes_on)
        self.key.on_enter(self.try_key)
        self.enter.clicked.connect(self.try_key)
        self.pick.clicked.connect(self._pick)
        self.away.clicked.connect(self.back)
        self.on.clicked.connect(self.restored)
