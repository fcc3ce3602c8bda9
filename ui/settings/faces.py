"""人脸库: which engine has measured how many photographs, and how far the rebuilding is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from app.words.say import say
from ui.cards import Card, Chip, SayLine, words
from ui.fields import Press
from ui.page import Desk, Key
from ui.people.lines import copyable
from ui.rebuilding import Progress

_PARTS = 1000


class GalleryCard(Card):
    """Numbers only: who they are is nobody's business here."""

    turned = Signal()
    """The key means something else now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("人脸库"), "visibility")
        self._desk = desk
        self.chip = Chip("", "plain")
        self.aside(self.chip)
        self.told = words("", "strong", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, _PARTS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("重建进度"))
        self.left_out = words("", "label", wrap=True)
        self.how = words(
            self.tr("换了人脸引擎，档案里的照片正在逐张重新计算；没有人等候时才做，登记照常。"
                    "完成以前，原来的引擎也参加比对。"),
            "note", wrap=True,
        )  # fmt: skip
        self.sorry = SayLine()
        self.hold = Press(self.tr("暂停重建"), "plain", "Ctrl+F2")
        self.hold.clicked.connect(self.hold_or_go_on)
        self.again = Press(self.tr("再试不能用的"))
        self.again.clicked.connect(self._again)
        self.body.addWidget(
            copyable(self.tr("人脸引擎：{0}").format(desk.settings.engine), "label")
        )
        for widget in (self.told, self.bar, self.left_out, self.how, self.sorry):
            self.body.addWidget(widget)
        self.row((self.hold, 0), (self.again, 0)).addStretch(1)
        if desk.rebuilder:
            desk.rebuilder.turned.connect(self.show_progress)
        self.show_progress(desk.rebuilder.progress if desk.rebuilder else None)

    def key(self) -> Key | None:
        """Ctrl+F2 holds it and lets it go on; nothing where there is nothing to hold."""
        if self.hold.isHidden():
            return None
        return Key(key="Ctrl+F2", words=self.hold.accessibleName(), do=self.hold_or_go_on)

    def hold_or_go_on(self) -> None:
        """Wait until the officer wants it again; at the next login it goes on by itself."""
        rebuilder = self._desk.rebuilder
        if rebuilder and rebuilder.progress:
            rebuilder.pause(rebuilder.progress.how != "paused")

    def show_progress(self, progress: Progress | None) -> None:
        """As far as it is."""
        before = self.hold.isHidden(), self.hold.accessibleName()
        left = progress is not None and progress.how != "whole"
        for widget in (self.bar, self.how):
            widget.setVisible(left)
        self.hold.setVisible(left and progress is not None and progress.how != "watching")
        if progress is None:
            self.told.setText(self.tr("正在清点照片…"))
            self.chip.hide()
            self.left_out.hide()
            self.again.hide()
        else:
            self._show(progress)
        if before != (self.hold.isHidden(), self.hold.accessibleName()):
            self.turned.emit()

    def _show(self, progress: Progress) -> None:
        paused = progress.how == "paused"
        done, of = f"{progress.measured:,}", f"{progress.of:,}"
        if progress.how == "whole":
            self.told.setText(self.tr("{0} 张照片可以比对").format(done))
        else:
            part = progress.measured / progress.of if progress.of else 0.0
            told = self.tr("已重建 {0} / {1} 张照片（{2}%）")
            self.told.setText(told.format(done, of, int(part * 100)))
            self.bar.setValue(round(part * _PARTS))
        self.chip.show()
        self.chip.say(*self._chip(progress.how))
        hold = self.tr("继续重建") if paused else self.tr("暂停重建")
        self.hold.setText(f"{hold}  Ctrl+F2")
        self.hold.setAccessibleName(hold)
        left_out = self._left_out(progress)
        self.left_out.setText(left_out)
        self.left_out.setVisible(bool(left_out))
        self.again.setVisible(bool(progress.stands.counted.unusable))
        self.sorry.say(self._desk.sentence(progress.sorry) if progress.sorry else "", "warn")

    def _chip(self, how: str) -> tuple[str, str]:
        return {
            "whole": (self.tr("已齐"), "ok"),
            "paused": (self.tr("已暂停"), "warn"),
            "waiting": (self.tr("等候引擎"), "info"),
            "watching": (self.tr("未完成"), "info"),
        }.get(how, (self.tr("重建中"), "info"))

    def _left_out(self, progress: Progress) -> str:
        """How many are left out, and why."""
        counted, lang = progress.stands.counted, self._desk.settings.lang
        lines = [
            (self.tr("本人不同意 {0}"), counted.refused),
            (self.tr("紧急依据已到期 {0}"), counted.lapsed),
            (self.tr("照片暂不在本机 {0}"), progress.stands.absent),
        ]
        said = [told.format(f"{many:,}") for told, many in lines if many]
        said += [
            f"{say('unmeasured.' + why.partition('.')[2], lang)} {many:,}"
            for why, many in counted.unusable.items()
        ]
        between = "；" if lang == "zh" else "; "
        return self.tr("略过：{0}").format(between.join(said)) if said else ""

    def _again(self) -> None:
        if self._desk.rebuilder:
            self._desk.rebuilder.again()
