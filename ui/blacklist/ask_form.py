"""Asking another station to approve: which one, and why."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from app.domain.station import Station
from ui.cards import Card, words
from ui.fields import ComboField, NoteField, Press


class AskForm(Card):
    """F9 asks, Esc goes back; no station is chosen beforehand."""

    wanted = Signal(str, str)
    """Code of the station, and what is said to it."""
    shut = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("请他站审批"), "link")
        told = self.tr(
            "本站没有另一位领导、或只有一台电脑时，请别的救助站审批。对方只看到这一件事："
            "姓名、出生、事实、证据和经过；没有照片、证件和健康情况，办完就收回。"
        )
        self.body.addWidget(words(told, "label", wrap=True))
        self.station = ComboField(self.tr("哪个救助站"), ())
        self.words = NoteField(self.tr("为什么请他站审批"), self.tr("Ctrl+Enter 换行"), lines=2)
        self.body.addWidget(self.station)
        self.body.addWidget(self.words)
        self.save = Press(self.tr("发出"), "primary", "F9")
        self.save.clicked.connect(self.finish)
        self.back = Press(self.tr("返回"), "plain", "Esc")
        self.back.clicked.connect(self.shut)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addWidget(self.back)
        row.addStretch(1)
        self.body.addLayout(row)
        self.hide()

    def begin(self, stations: Sequence[Station], kept: Mapping[str, str]) -> None:
        """Nothing is filled in but what was typed before and not sent; nobody to ask is said at
        once."""
        self.station.offer([(one.code, f"{one.name}　{one.code}") for one in stations])
        self.station.set_value(kept.get("station", ""))
        self.words.set_value(kept.get("words", ""))
        none = self.tr("网络里还没有别的救助站。请在联网后再试，或由本站另一位领导审批。")
        self.station.warn("" if stations else none)
        self.words.warn("")
        self.save.setEnabled(bool(stations))
        self.show()
        self.station.setFocus(Qt.FocusReason.TabFocusReason)

    def raw(self) -> dict[str, str]:
        """What stands in it, for a draft."""
        said = {"station": self.station.value(), "words": self.words.value()}
        return {name: value for name, value in said.items() if value}

    def finish(self) -> None:
        """F9: hand it over."""
        if not self.save.isEnabled():
            return
        if not self.station.value():
            self.refused(self.tr("请选择。"))
            return
        self.station.warn("")
        self.save.setEnabled(False)
        self.wanted.emit(self.station.value(), self.words.value())

    def refused(self, words: str) -> None:
        """A rule says no."""
        self.save.setEnabled(True)
        self.station.warn(words)
        self.station.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.shut.emit()
        else:
            super().keyPressEvent(event)
