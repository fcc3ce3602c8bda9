"""A page with one of everything, for tests and for looking at."""

from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.face import Band
from ui.camera_view import CameraView
from ui.candidate import CandidateCard, Shown
from ui.cards import Card, Chip, SayLine, scrolling, sheet, words
from ui.fields import (
    BirthField,
    ChoiceField,
    ComboField,
    NoteField,
    NumberField,
    Press,
    TextField,
)
from ui.page import Desk, Key, Page, PageWidget, Telling
from ui.table import Cell, Column, RowTable
from ui.theme import px

SAMPLES = Path(__file__).parents[2] / "assets" / "samples"
TODAY = date(2026, 11, 23)
WAYS = (("self", "自行"), ("police", "公安"), ("urban", "城管"), ("public", "群众"))
SEXES = (("1", "男"), ("2", "女"), ("0", "不详"))


class FormPage(PageWidget):
    """Like the intake: a form at the left, camera and candidates at the right."""

    reloads_on = frozenset({"person"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.pressed: list[str] = []
        self.reloaded = 0
        self.name = TextField("姓名", "不详请按 F3")
        self.sex = ChoiceField("性别", SEXES)
        self.birth = BirthField("出生日期 / 估计年龄", TODAY)
        self.number = NumberField("证件号码")
        self.folk = ComboField("民族", (("01", "汉族"), ("03", "回族")), free=True)
        self.home = TextField("户籍地")
        self.way = ChoiceField("来站方式", WAYS)
        self.story = NoteField("情况描述", "Ctrl+Enter 换行")
        self.warning = SayLine("同名同生日 1 人：王淼，2026-08-14 来过。不影响本次登记。", "warn")
        self.warning.offer("对照 F6", lambda: self.pressed.append("F6"))
        self.camera = CameraView(desk.jobs)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(sheet(self._basics(), self._help())), 1)
        whole.addWidget(self._faces())

    def keys(self) -> list[Key]:
        return [
            Key(key="F8", words="打印登记表", do=lambda: self.pressed.append("F8"), icon="print"),
            Key(
                key="F9",
                words="完成登记",
                do=lambda: self.pressed.append("F9"),
                primary=True,
                icon="check",
            ),
        ]

    def open_for(self, subject: UUID | None) -> None:  # noqa: ARG002
        self.about.emit("编号 440114-01-20261123-0042")

    def reload(self) -> None:
        self.reloaded += 1

    def arrive(self) -> None:
        self.name.select()

    def undo_something(self) -> None:
        """Tell of something that can be taken back."""
        self.desk.tell(
            Telling(words="已把这次来站和 2026-08-14 的来站连为同一人。", undo=lambda: None)
        )

    def _basics(self) -> Card:
        card = Card("基本信息", "person")
        card.aside(words("已填 3/12", "note"))
        card.aside(Press("读身份证", "primary", "F2"))
        card.body.addWidget(self.warning)
        card.row((self.name, 3), (self.sex, 2), (self.birth, 3))
        card.row((self.number, 3), (self.folk, 1), (self.home, 4))
        return card

    def _help(self) -> Card:
        card = Card("求助情况", "volunteer_activism")
        card.row((self.way, 1), (TextField("护送单位 / 交接人"), 1))
        card.body.addWidget(self.story)
        return card

    def _faces(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(px(358))
        lines = QVBoxLayout(side)
        lines.setContentsMargins(0, 0, 0, 0)
        photo = Card("拍照", "photo_camera")
        photo.body.addWidget(self.camera)
        photo.body.addWidget(Press("拍照", "primary", "F4"))
        lines.addWidget(photo)
        likely = Card("可能是同一人")
        likely.body.setContentsMargins(px(12), px(10), px(6), px(8))
        likely.aside(words("左：现场  右：档案  由人判断", "note"))
        cards = [self._candidate(number, band) for number, band in enumerate(Band, start=1)]
        likely.body.addWidget(scrolling(sheet(*cards)), 1)
        lines.addWidget(likely, 1)
        return side

    def _candidate(self, number: int, band: Band) -> CandidateCard:
        pictures = sorted(SAMPLES.glob("*/*.jpg"))[::3]
        image = QImage(str(pictures[number])) if len(pictures) > number else None
        return CandidateCard(
            Shown(
                person=UUID(int=number),
                name="王淼",
                about="男 47",
                last="2026-08-14 本站 · 四川仪陇",
                band=band,
                live=image,
                file=image,
            )
        )


class ListPage(PageWidget):
    """Like the people in the station."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.table: RowTable[tuple[str, str, str, str]] = RowTable(
            [
                Column(title="", width=52, cell=lambda _row: Cell(pictured=True)),
                Column(
                    title="姓名 / 编号",
                    width=220,
                    cell=lambda row: Cell(text=row[0], note=row[1], bold=True),
                ),
                Column(title="到站", width=140, cell=lambda row: Cell(text=row[2])),
                Column(title="状态", width=120, cell=lambda row: Cell(text=row[3], tone="warn")),
                Column(title="下一步", width=0, cell=lambda _row: Cell(text="开返乡凭证")),
            ],
            "在站人员",
        )
        rows = [
            (f"王淼{n}", f"440114-01-20261123-{n:04d}", "今天 14:29", "待返乡") for n in range(9)
        ]
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        chips = QHBoxLayout()
        for tone in ("ok", "warn", "bad", "info", "violet", "plain"):
            chips.addWidget(Chip(tone, tone))
        chips.addStretch(1)
        whole.addLayout(chips)
        whole.addWidget(self.table, 1)
        self.table.show_rows(rows)

    def arrive(self) -> None:
        self.table.setFocus()


PAGES = (
    Page(key="intake", title="接待登记", icon="person_add", make=FormPage),
    Page(key="people", title="在站人员", icon="bed", make=ListPage),
)
