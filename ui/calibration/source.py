"""What to calibrate from: the register, or a folder of labelled photographs."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QProgressBar

from ui.cards import Card, sheet, words
from ui.fields import ChoiceField, Press, TextField
from ui.theme import px

REGISTER, FOLDER = "register", "folder"
IN, OUT = "in", "out"


class SourceCard(Card):
    """Nothing is read until F9."""

    def __init__(self, *, may_adopt: bool) -> None:
        super().__init__(self.tr("重新标定"), "settings")
        self.source = ChoiceField(
            self.tr("照片来自"),
            # The register is measured by who may adopt what comes of it.
            (
                *(((REGISTER, self.tr("本站登记库的认定")),) if may_adopt else ()),
                (FOLDER, self.tr("有标注的照片文件夹")),
            ),
        )
        self.folder = TextField(self.tr("照片文件夹（一人一个子文件夹）"), longest=400)
        self.groups = TextField(
            self.tr("分组名单 CSV（可不填）"), self.tr("列名 person,sex,age_group…"), longest=400
        )
        self.doubts = ChoiceField(
            self.tr("标注可疑的"), ((IN, self.tr("仍算在内")), (OUT, self.tr("从陌生人中去掉")))
        )
        self.pick = Press(self.tr("选择文件夹…"))
        self.pick_list = Press(self.tr("选择名单…"))
        self.bar = QProgressBar()
        self.part = words("", "label")
        self._lay_out()
        self.source.set_value(REGISTER if may_adopt else FOLDER)
        self.doubts.set_value(IN)
        self.source.changed.connect(self._turn)
        self._turn(self.source.value())

    def goes_on(self, done: int, of: int) -> None:
        """So many photographs are looked at."""
        self.part.setText(self.tr("正在看照片 {0}/{1}，可以离开本页，别关程序").format(done, of))
        self.bar.setMaximum(max(of, 1))
        self.bar.setValue(done)

    def show_running(self, *, running: bool) -> None:
        """While it is measured nothing else is asked for."""
        for widget in (self.source, self.folder, self.groups, self.doubts):
            widget.setEnabled(not running)
        for button in (self.pick, self.pick_list):
            button.setEnabled(not running)
        self.part.setText(self.tr("正在计算") if running else "")
        self.bar.setMaximum(0 if running else 1)
        for part in (self.part, self.bar):
            part.setVisible(running)

    def chosen(self) -> tuple[Path, Path | None] | None:
        """Folder and list as they were typed; None, and said, where there is no folder."""
        folder, listed = self.folder.value().strip(), self.groups.value().strip()
        self.folder.warn("" if folder else self.tr("请先选照片文件夹。"))
        if not folder:
            self.folder.select()
            return None
        return Path(folder), Path(listed) if listed else None

    def _turn(self, source: str) -> None:
        for widget in (self.folder, self.groups, self.pick, self.pick_list):
            widget.setVisible(source == FOLDER)

    def _pick(self, field: TextField, mode: QFileDialog.FileMode, title: str) -> None:
        dialog = QFileDialog(self, title, field.value())
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(field.set_value)
        dialog.open()

    def _lay_out(self) -> None:
        self.bar.setAccessibleName(self.tr("标定进度"))
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(px(8))
        folders, files = QFileDialog.FileMode.Directory, QFileDialog.FileMode.ExistingFile
        self.pick.clicked.connect(lambda: self._pick(self.folder, folders, self.tr("照片文件夹")))
        self.pick_list.clicked.connect(lambda: self._pick(self.groups, files, self.tr("分组名单")))
        for field in (self.part, self.bar, self.source, self.folder, self.groups):
            self.body.addWidget(field)
        buttons = sheet(self.pick, self.pick_list, direction="right")
        self.body.addWidget(buttons, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.doubts)
        self.show_running(running=False)
