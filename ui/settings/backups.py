"""设置，备份: how the last one went, making one now, where they go, how to come back."""

from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from app import clock, settings
from app.clock import local
from app.desk import backups
from app.domain.errors import Unavailable
from app.domain.staff import Right
from app.words.ago import ago, until
from app.words.say import sentence
from ui.cards import Card, Chip, SayLine, scrolling, sheet, words
from ui.keeping import Keeper
from ui.page import Desk, Key, PageWidget
from ui.settings.backup_choice import BackupChoice
from ui.theme import GAP, px

_MEGABYTE = 1_000_000


class BackupsPage(PageWidget):
    """Everybody may look and make one; the administrator chooses where and how often."""

    reloads_on: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.keeper = desk.keeper or Keeper(desk.jobs, desk.settings.data)
        self.state = StateCard(desk)
        administers = desk.officer.may(Right.STAFF)
        self.choice = BackupChoice(desk) if administers else None
        if self.choice:
            self.choice.changed.connect(self.reload)
        self.keeper.turned.connect(self._turned)
        self.keeper.went.connect(self.state.goes_on)
        self._lay_out()

    def keys(self) -> list[Key]:
        """Back to the settings; now, or stop."""
        back = Key(key="F3", words=self.tr("返回设置"), do=lambda: self.desk.go("settings", None))
        if self.keeper.running:
            return [back, Key(key="F6", words=self.tr("停止备份"), do=self.keeper.stop)]
        make = self.keeper.now
        now = Key(key="F9", words=self.tr("现在备份"), do=make, primary=True, icon="check")
        return [back, now]

    def open_for(self, _subject: UUID | None) -> None:
        """Ask how it stands."""
        self.reload()

    def arrive(self) -> None:
        """The first button that can be pressed."""
        self.state.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Read the note of the last backup again."""
        data = self.desk.settings.data

        def asked() -> backups.Outlook:
            return backups.outlook(settings.read(data, {}), clock.now())

        self.desk.jobs.beside(self, asked, self._show)
        self.keys_changed.emit()

    def _turned(self) -> None:
        """Said at once; what the note says follows."""
        if self.keeper.running:
            self.state.begins()
        self.reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.desk.go("settings", None)
        else:
            super().keyPressEvent(event)

    def _show(self, seen: backups.Outlook) -> None:
        self.state.show_outlook(seen, running=self.keeper.running)
        if self.choice:
            self.choice.show_outlook(seen)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(GAP))
        left = (self.state, self.choice) if self.choice else (self.state,)
        row.addWidget(scrolling(sheet(*left)), 1)
        row.addWidget(scrolling(sheet(self._how())), 1)

    def _how(self) -> Card:
        """What somebody reads who stands before a broken machine."""
        card = Card(self.tr("怎样恢复"), "key")
        steps = (
            self.tr("1　准备：装好本软件的另一台电脑、备份盘、恢复密钥那张纸。"),
            self.tr("2　启动后在“启用本机”第一步选“从备份恢复”，选备份盘，照纸上输入恢复密钥。"),
            self.tr("3　恢复完后用原来的账号登录；忘记密码可用恢复密钥另设。"),
            self.tr(
                "原电脑打不开但磁盘还在：先不要删任何文件，运行下面的命令，"
                "再把写出的文件一起填入恢复页，最后几笔登记也能找回。"
            ),
            self.tr("./guitu rescue --data 原文件夹 --out 抢救文件"),
            self.tr("恢复不会覆盖已有的登记库；已删除的人不会因恢复而回来；编号不会重复。"),
            self.tr(
                "备份是加密的，没有密码或恢复密钥谁也打不开；备份盘请和恢复密钥分开存放。"
                "每份备份写完都会重新打开核对，核对不过的不算数。"
            ),
        )
        for step in steps:
            card.body.addWidget(words(step, wrap=True))
        return card


class StateCard(Card):
    """The last good backup, its age in words, the next one, and what to mend."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("备份情况"), "check_circle")
        self._lang = desk.settings.lang
        self.chip = Chip("", "plain")
        self.aside(self.chip)
        self.last, self.what = words("", "strong", wrap=True), words("", wrap=True)
        self.where, self.next = words("", "label", wrap=True), words("", "label", wrap=True)
        self.told, self.hint = SayLine(), SayLine()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("备份进度"))
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(px(8))
        self.bar.hide()
        self.part = words("", "label")
        for widget in (
            *(self.last, self.what, self.where, self.next),
            *(self.part, self.bar, self.told, self.hint),
        ):
            self.body.addWidget(widget)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def begins(self) -> None:
        """One was asked for; its first step comes in a moment."""
        self.chip.say(self.tr("正在备份"), "info")
        self.told.say("")
        self.part.setText(self.tr("正在准备"))
        self.part.show()
        self.bar.setMaximum(1)
        self.bar.setValue(0)
        self.bar.show()

    def goes_on(self, part: str, done: int, of: int) -> None:
        """Which part is being copied or checked."""
        named = {
            "database": self.tr("正在复制登记库"),
            "photographs": self.tr("正在复制照片"),
            "check": self.tr("正在打开核对"),
            "name": self.tr("正在完成"),
        }
        self.part.setText(f"{named.get(part, '')}  {done * 100 // max(of, 1)}%")
        self.part.show()
        self.bar.setMaximum(max(of, 1))
        self.bar.setValue(done)
        self.bar.show()

    def show_outlook(self, seen: backups.Outlook, *, running: bool) -> None:
        """Everything at once."""
        now, state = clock.now(), seen.state
        if not running:
            self.bar.hide()
            self.part.hide()
        if state.made_at:
            when = f"{local(state.made_at):%Y-%m-%d %H:%M}"
            last = self.tr("上次完好的备份：{0}（{1}）")
            self.last.setText(last.format(ago(state.made_at, now, self._lang), when))
            size = f"{state.size / _MEGABYTE:.1f}"
            what = self.tr("日志 {0} 条，照片 {1} 张，共 {2} MB；写完后已重新打开核对。")
            self.what.setText(what.format(state.entries, state.photographs, size))
        else:
            self.last.setText(self.tr("还没有完好的备份"))
            self.what.setText(self.tr("登记照常进行；开机一分钟后会自动做第一份。"))
        self.where.setText(self.tr("放在：{0}").format(seen.folder))
        self.next.setText(self.tr("下一次：{0}").format(until(seen.next_at, now, self._lang)))
        self._show_trouble(seen, running=running)

    def _show_trouble(self, seen: backups.Outlook, *, running: bool) -> None:
        sorry: Unavailable | None = seen.trouble
        self.told.say(sentence(sorry, self._lang) if sorry else "", "warn")
        if running:
            self.chip.say(self.tr("正在备份"), "info")
        elif seen.state.failed:
            self.chip.say(self.tr("没有做成"), "warn")
        elif seen.state.made_at:
            self.chip.say(self.tr("完好"), "ok")
        else:
            self.chip.say(self.tr("还没有"), "plain")
        hint = self.tr("备份和登记库在同一块磁盘上，磁盘坏了会一起丢失。请改用移动硬盘或别的电脑。")
        self.hint.say(hint if seen.same_disk else "", "info")
