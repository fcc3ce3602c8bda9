"""An audio note in a form: recorded or out of a file, kept encrypted at once."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.desk import traces
from app.domain.errors import Refused, Unavailable
from app.words.say import sentence
from app.words.traces import clock_time
from ui.cards import words
from ui.fields import Field, Press
from ui.page import Desk
from ui.theme import px
from ui.tracing.audio import Microphone

_PARTS = 3


class SoundField(Field):
    """Its value is the name of the sound, its length and its file, as they stand in a draft."""

    busy = Signal(bool)
    """A sound is being read: the form waits for it."""

    def __init__(self, desk: Desk, label: str, hint: str) -> None:
        super().__init__(label, hint)
        self._desk = desk
        self._most = traces.Most(
            minutes=desk.settings.audio_minutes, megabytes=desk.settings.audio_megabytes
        )
        self._kept: traces.Kept | None = None
        self.microphone = Microphone(self)
        self.record = Press(self.tr("录音"), "plain", "F4")
        self.choose = Press(self.tr("选文件"), "plain", "F7")
        self.remove = Press(self.tr("去掉"), "link", "Shift+F4")
        self.there = words("", "label")
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(6))
        for widget in (self.record, self.choose, self.there):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.remove)
        self._lines.insertWidget(1, row)
        # Enter walks through a form: it is never to begin a recording.
        for button in (self.record, self.choose, self.remove):
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.record)
        self.record.clicked.connect(self.turn)
        self.choose.clicked.connect(self.ask)
        self.remove.clicked.connect(self.clear)
        self.microphone.ticked.connect(lambda n: self.there.setText(clock_time(n)))
        self.microphone.full.connect(self._is_full)
        self._show()

    @property
    def kept(self) -> traces.Kept | None:
        """The sound that stands in the form."""
        return self._kept

    def value(self) -> str:
        one = self._kept
        return f"{one.name}|{one.seconds}|{one.file}" if one else ""

    def set_value(self, value: str) -> None:
        name, *more = value.split("|", _PARTS - 1)
        seconds = more[0] if more else ""
        self._kept = None
        if name and seconds.isdecimal():
            self._kept = traces.Kept(name=name, seconds=int(seconds), file="".join(more[1:]))
        self._show()

    def turn(self) -> None:
        """F4: record, and again: stop."""
        if self.microphone.runs:
            self._take(self.microphone.stop(), "")
            return
        try:
            self.microphone.start(self._most_seconds())
        except Unavailable as sorry:
            self.warn(sentence(sorry, self._desk.settings.lang))
            return
        self.warn("")
        self._show()

    def ask(self) -> None:
        """F7: out of a file."""
        dialog = QFileDialog(self, self.tr("选录音文件"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("录音") + " (*.wav *.ogg *.oga *.opus *.mp3 *.m4a)")
        dialog.fileSelected.connect(self.take_file)
        dialog.open()

    def take_file(self, name: str) -> None:
        """A stick may be slow: read beside the register's own work."""
        most = self._most
        self._begin()
        self._desk.jobs.beside(
            self, lambda: traces.from_file(name, most), self._keep, self._refused
        )

    def clear(self) -> None:
        """Not this one: nobody is to hear it."""
        if (one := self._kept) is not None:
            self._desk.jobs.desk(
                self, partial(traces.drop_sound, name=one.name), lambda _: None, lambda _sorry: None
            )
        self._kept = None
        self._show()
        self.changed.emit("")

    def hush(self) -> None:
        """The form is left: what was recorded so far is kept."""
        if self.microphone.runs:
            self.turn()

    def _most_seconds(self) -> int:
        """By whichever limit comes first."""
        return min(self._most.minutes * 60, (self._most.megabytes << 20) // 32_000 - 1)

    def _is_full(self) -> None:
        self.turn()
        self.warn(self.tr("录音到了最长的时间，已经停下并保存。要继续，请另加一条。"), "ok")

    def _take(self, data: bytes, file: str) -> None:
        if data:
            self._begin()
            self._keep(traces.Note(data=data, file=file))
        else:
            self.warn(self.tr("没有录到声音。请检查话筒再试。"))
            self._show()

    def _begin(self) -> None:
        self.there.setText(self.tr("正在保存录音…"))
        self.busy.emit(True)

    def _keep(self, note: traces.Note) -> None:
        by, most = self._desk.officer, self._most
        self._desk.jobs.desk(
            self,
            lambda register: traces.keep_sound(register, note, by=by, most=most),
            self._come,
            self._refused,
        )

    def _come(self, kept: traces.Kept) -> None:
        self._kept = kept
        self.warn("")
        self._show()
        self.busy.emit(False)
        self.changed.emit(self.value())

    def _refused(self, sorry: Refused | Unavailable) -> None:
        self._show()
        self.warn(sentence(sorry, self._desk.settings.lang))
        self.busy.emit(False)

    def _show(self) -> None:
        runs, one = self.microphone.runs, self._kept
        self.record.setText(self.tr("停止  F4") if runs else self.tr("录音  F4"))
        self.choose.setVisible(not runs)
        self.remove.setVisible(one is not None and not runs)
        self.there.setText("" if one is None else clock_time(one.seconds))
        self.there.setToolTip(one.file if one else "")

    def _inputs(self) -> list[QWidget]:
        return [self.record, self.choose]
