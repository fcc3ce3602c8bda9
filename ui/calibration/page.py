"""设置, 标定: what makes 很可能 and 有可能, how sure it is, measuring anew, adopting."""

from collections.abc import Callable
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app import clock
from app.desk import calibrating
from app.desk.calibrating import InUse, Outlook
from app.domain.errors import Refused, Unavailable
from app.domain.staff import Right
from app.faces.survey import Survey
from app.store.register import Register
from ui.calibration.figures import DoubtsCard, FoundCard, GroupsCard, TableCard
from ui.calibration.measuring import Measuring
from ui.calibration.plot import PlotView, plot_of
from ui.calibration.source import OUT, REGISTER, SourceCard
from ui.calibration.standing import StandingCard
from ui.cards import Card, SayLine, scrolling, sheet, words
from ui.page import Desk, Key, PageWidget, Telling
from ui.theme import GAP, px

LEFT = 430


class CalibrationPage(PageWidget):
    """Everybody may read and measure; a leader or administrator adopts and goes back."""

    reloads_on: ClassVar[frozenset[str]] = frozenset({"template", "face", "face_sharing"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lang = desk.settings.lang
        self.may_adopt = desk.officer.may(Right.APPROVE)
        self.standing = StandingCard(lang)
        self.source = SourceCard(may_adopt=self.may_adopt)
        self.measuring = Measuring(desk, self)
        self.told = SayLine()
        self.plot = PlotView(self.tr("误认率曲线"))
        self.table, self.found = TableCard(), FoundCard(lang)
        self.groups, self.doubts = GroupsCard(lang), DoubtsCard(lang)
        self.now: Outlook | None = None
        self.fresh: Survey | None = None
        """Measured just now, and not adopted."""
        self._lay_out()
        self.measuring.turned.connect(self._turned)
        self.measuring.went.connect(self.source.goes_on)
        self.measuring.measured.connect(self._measured)
        self.measuring.failed.connect(self._failed)

    def keys(self) -> list[Key]:
        """Back, measure or stop, adopt or go back."""
        found = [Key(key="F3", words=self.tr("返回设置"), do=self._leave)]
        if self.measuring.running:
            return [*found, Key(key="F6", words=self.tr("停止标定"), do=self.measuring.stop)]
        if self.may_adopt and self.now:
            if self.fresh:
                found.append(Key(key="F7", words=self.tr("采用这次标定"), do=self.adopt))
            if self.now.in_use.own or self.now.in_use.trouble:
                back = Key(key="F8", words=self.tr("恢复随软件的"), do=self.use_shipped)
                found.append(back)
            elif self.now.in_use.aside:
                found.append(Key(key="F8", words=self.tr("改用本站的"), do=self.use_own))
        measure = self.tr("开始标定")
        return [*found, Key(key="F9", words=measure, do=self.measure, primary=True, icon="check")]

    def open_for(self, _subject: UUID | None) -> None:
        """Ask how it stands."""
        self.reload()

    def arrive(self) -> None:
        """What somebody reads first."""
        self.standing.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """The gallery grew, or F5."""
        chosen, at = self.desk.settings, clock.now()
        self.desk.jobs.read(
            self,
            lambda reader: calibrating.outlook(reader, chosen.data, chosen.engine, at),
            self._show,
            self._failed,
        )

    def leave(self) -> None:
        """The desk closes."""
        self.measuring.stop()

    def measure(self) -> None:
        """From the source that is chosen."""
        if self.now is None or self.measuring.running:
            return
        self.told.say("")
        model, size = self.now.in_use.model, self.now.gallery
        leave_out = self.source.doubts.value() == OUT
        if self.source.source.value() == REGISTER:
            self.measuring.register(model, size, leave_out=leave_out)
        else:
            chosen = self.source.chosen()
            if chosen:
                self.measuring.folder(*chosen, model, size, leave_out=leave_out)

    def adopt(self) -> None:
        """From now on the words come from what was measured; it can be taken back."""
        fresh, data = self.fresh, self.desk.settings.data
        if fresh is None:
            return
        officer, at = self.desk.officer, clock.now()

        def deed(register: Register) -> InUse:
            return calibrating.adopt(register, data, fresh, by=officer, at=at)

        self.fresh = None
        self._do(deed, self.tr("已采用本站的标定，从现在起按它分档。"), self.use_shipped)

    def use_shipped(self) -> None:
        """Back to the table that came with the program."""
        told = self.tr("已恢复随软件发布的标定。")
        self._change(calibrating.use_shipped, told, self.use_own)

    def use_own(self) -> None:
        """The station's own again."""
        self._change(calibrating.use_own_again, self.tr("已改用本站的标定。"), self.use_shipped)

    def _change(self, deed: Callable[..., InUse], told: str, undo: Callable[[], None]) -> None:
        chosen, officer, at = self.desk.settings, self.desk.officer, clock.now()
        self._do(lambda r: deed(r, chosen.data, chosen.engine, by=officer, at=at), told, undo)

    def _do(self, deed: Callable[[Register], InUse], told: str, undo: Callable[[], None]) -> None:
        def done(_now: InUse) -> None:
            self.reload()
            self.desk.tell(Telling(words=told, tone="ok", undo=undo))

        self.desk.jobs.desk(self, deed, done, self._failed)

    def _leave(self) -> None:
        self.desk.go("settings", None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _turned(self) -> None:
        if self.measuring.running and self.source.isAncestorOf(self.focusWidget() or self):
            self.arrive()  # the field goes away, and F6 must still be heard
        self.source.show_running(running=self.measuring.running)
        self.keys_changed.emit()

    def _measured(self, found: Survey) -> None:
        self.fresh = found
        self.reload()

    def _failed(self, sorry: Refused | Unavailable) -> None:
        self.told.say(self.desk.sentence(sorry), "warn")

    def _show(self, now: Outlook) -> None:
        self.now = now
        self.standing.show_outlook(now)
        found = self.fresh or now.in_use.survey
        table = self.fresh.calibration if self.fresh else now.in_use.table
        self.table.show_table(table, found)
        self.doubts.show_survey(self.fresh)
        self.found.setVisible(found is not None)
        self.groups.show_groups(found.groups if found else ())
        if found:
            self.found.show_survey(found)
        self._plot_card.setVisible(found is not None)
        self.plot.show_plot(plot_of(found, self.desk.settings.lang, now.gallery) if found else None)
        self._say_fresh()
        self.keys_changed.emit()

    def _say_fresh(self) -> None:
        fresh = self.fresh
        if fresh is None:
            self.told.say("")
            return
        if self.may_adopt:
            told = self.tr("右边是刚刚标定的结果，还没有采用。核对后按 F7 采用；退出前不会丢。")
        else:
            told = self.tr("右边是刚刚标定的结果；采用要由站领导或管理员来办。")
        counted_in = fresh.suspect_count and not fresh.left_out
        if counted_in:
            more = self.tr("有 {0} 处标注可疑仍算在内，各档会过严：请先改正，或选“去掉”重做。")
            told = f"{told}\n{more.format(fresh.suspect_count)}"
        sooner = calibrating.looser(fresh.calibration, self.now.gallery if self.now else 0)
        if sooner:
            told = f"{told}\n{self._sooner(*sooner)}"
        self.told.say(told, "warn" if counted_in or sooner else "info")

    def _sooner(self, mine: float, shipped: float) -> str:
        """What would be believed more easily."""
        told = self.tr(
            "按这次标定，相似度到 {0} 就说“很可能”，随软件的到 {1} 才说。把两个人放进同一个"
            "文件夹就会这样：采用前请逐个文件夹核对。"
        )
        return told.format(f"{mine:.3f}", f"{shipped:.3f}")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(GAP))
        left = scrolling(sheet(self.standing, self.told, self.source, self._caution()))
        left.setFixedWidth(px(LEFT))
        self._plot_card = Card(self.tr("误认率曲线"), "info")
        self._plot_card.body.addWidget(self.plot)
        parts: tuple[QWidget, ...] = (
            self._plot_card, self.table, self.groups, self.found, self.doubts,
        )  # fmt: skip
        right = scrolling(sheet(*parts))
        right.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        right.setAccessibleName(self.tr("标定结果"))
        right.setObjectName("reading")
        row.addWidget(left)
        row.addWidget(right, 1)

    def _caution(self) -> Card:
        """What no table helps against."""
        card = Card(self.tr("哪些时候分数靠不住"), "warning")
        for told in (
            self.tr("小时候的照片：长大后往往不像，不像不等于不是。"),
            self.tr("双胞胎、兄弟姐妹：很像不等于是。请查证件，认定“不是同一人”会被记住。"),
            self.tr("口罩、墨镜、帽子，模糊、太小的照片：像不像都不可靠，请重拍。"),
            self.tr("不论哪一档，最像的十位都会列出；由人判断。"),
        ):
            card.body.addWidget(words(told, "label", wrap=True))
        return card
