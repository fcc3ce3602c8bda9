"""F1: every key that does something here."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget
from shiboken6 import isValid

from ui.cards import Card, words
from ui.fields import Press
from ui.page import Key
from ui.theme import px


class HelpSheet(Card):
    """A panel over the page; F1 or Esc closes it, work beneath goes on."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(self.tr("按键"), "help")
        self.setParent(window)
        self.setProperty("card", "above")
        shut = Press(self.tr("关闭 Esc"))
        shut.clicked.connect(self.close_sheet)
        self.aside(shut)
        self._grid: QWidget | None = None
        self._stood: QWidget | None = None
        self.hide()

    def toggle(self, keys: Sequence[Key]) -> None:
        """Open with the keys of the page, or close."""
        if self.isVisible():
            self.close_sheet()
            return
        self._stood = QApplication.focusWidget()
        if self._grid:
            self.body.removeWidget(self._grid)
            self._grid.deleteLater()
        self._grid = self._table([(key.key, key.words) for key in keys] + self._everywhere())
        self.body.addWidget(self._grid)
        self.adjustSize()
        above = self.window()
        self.move((above.width() - self.width()) // 2, (above.height() - self.height()) // 2)
        self.show()
        self.raise_()
        self.setFocus()

    def close_sheet(self) -> None:
        """Go, and leave the cursor where it stood."""
        stood, self._stood = self._stood, None
        if stood and isValid(stood):
            stood.setFocus(Qt.FocusReason.PopupFocusReason)  # nothing becomes selected
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            super().keyPressEvent(event)

    def _table(self, rows: Sequence[tuple[str, str]]) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(14))
        grid.setVerticalSpacing(px(6))
        for number, (key, text) in enumerate(rows):
            row, column = number // 2, number % 2 * 2
            grid.addWidget(words(key, "key"), row, column, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(words(text), row, column + 1)
        return holder

    def _everywhere(self) -> list[tuple[str, str]]:
        return [
            ("Alt+1…9, Alt+-", self.tr("换页")),
            ("F10", self.tr("紧急登记：任何页面、登录页都可以")),
            ("Ctrl+K", self.tr("查找任何人")),
            ("Enter", self.tr("下一项")),
            ("Shift+Enter", self.tr("上一项")),
            ("← →", self.tr("在几个选项中选择")),
            ("1 2 3", self.tr("对照时：同一人、不是、不确定")),
            ("F5", self.tr("刷新")),
            ("F12", self.tr("撤销刚才做的")),
            (self.tr("空格"), self.tr("选中或取消一个选项")),
            ("1–9", self.tr("选第几个选项，0 取消")),
            ("Ctrl+J", self.tr("常用语")),
            ("Ctrl+L", "中文 / English"),
            ("Alt+L", self.tr("锁定（Pause 也可以）")),
            ("Alt+0", self.tr("退出登录")),
            ("Ctrl+Enter", self.tr("多行文字中换行")),
        ]
