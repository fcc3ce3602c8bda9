"""设置: one's own password, who works here, the station's facts."""

from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.desk.codes import FOR
from app.domain.staff import Right
from app.words.say import listed, say
from ui.cards import Card, scrolling, sheet, words
from ui.page import Desk, Key, PageWidget
from ui.people.lines import copyable
from ui.settings.code import CodeCard
from ui.settings.devices import DevicesCard
from ui.settings.faces import GalleryCard
from ui.settings.language import LanguageCard
from ui.settings.officers import OfficersCard
from ui.settings.password import PasswordCard
from ui.settings.phrases import PhrasesCard
from ui.settings.recovery import RecoveryCard
from ui.settings.station import StationCard, StationFacts
from ui.theme import GAP, px

LEFT = 420


class SettingsPage(PageWidget):
    """Everybody has the left half; the administrator changes it and has the officers as well."""

    reloads_on: ClassVar[frozenset[str]] = frozenset({"officer"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.password = PasswordCard(desk)
        administers = desk.officer.may(Right.STAFF)
        self.officers = OfficersCard(desk) if administers else None
        self.station = StationCard(desk) if administers else StationFacts(desk)
        self.recovery = RecoveryCard(desk) if administers else None
        self.phrases = PhrasesCard(desk)
        self.faces = GalleryCard(desk)
        self.faces.turned.connect(self.keys_changed)
        self.code = CodeCard(desk) if desk.officer.role in FOR else None
        self._lay_out()

    def keys(self) -> list[Key]:
        """For the administrator's list."""
        card, look, hold = self.officers, partial(self.desk.go, "doctor", None), self.faces.key()
        keep = partial(self.desk.go, "backups", None)
        measure = partial(self.desk.go, "calibration", None)
        found = [
            Key(key="F2", words=self.tr("人脸标定"), do=measure),
            Key(key="F11", words=self.tr("设备检查"), do=look),
            Key(key="F4", words=self.tr("备份"), do=keep),
            *([hold] if hold else []),
        ]
        if self.desk.officer.may(Right.ROOMS):
            rooms = partial(self.desk.go, "rooms", None)
            found.append(Key(key="F6", words=self.tr("房间床位"), do=rooms))
        if self.desk.officer.may(Right.ERASE):
            over = partial(self.desk.go, "over", None)
            found.append(Key(key="F8", words=self.tr("保存期满的档案"), do=over))
        if self.desk.officer.may(Right.DATE):
            bring = partial(self.desk.go, "import", None)
            found.append(Key(key="Shift+F6", words=self.tr("旧登记导入"), do=bring))
        if self.desk.officer.may(Right.ANSWER):
            waits = partial(self.desk.go, "requests", None)
            found.append(Key(key="F7", words=self.tr("权利请求"), do=waits))
        if self.desk.officer.may(Right.ARCHIVE):
            file = partial(self.desk.go, "archive", None)
            found.append(Key(key="Shift+F7", words=self.tr("年度归档"), do=file))
        if card is None:
            return found
        found += [
            Key(key="F6", words=self.tr("设新密码"), do=card.new_password, icon="key"),
            Key(key="F3", words=self.tr("停用账号"), do=card.close_account),
            Key(key="F8", words=self.tr("清除动态码"), do=card.reset_code),
            Key(key="F12", words=self.tr("登记性别"), do=card.say_sex, on_page=True),
            Key(key="F7", words=self.tr("添加人员"), do=card.add, icon="person_add"),
        ]
        if card.busy_with:
            do = card.finish
            found.append(Key(key="F9", words=self.tr("确定"), do=do, primary=True, icon="check"))
        return found

    def arrive(self) -> None:
        """The list for who administers, the password for everybody else."""
        first: QWidget = self.officers.table if self.officers else self.password.present
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_for(self, _subject: UUID | None) -> None:
        """Ask who works here."""
        self.reload()

    def reload(self) -> None:
        """Somebody came or went."""
        self.phrases.load()
        if self.code:
            self.code.load()
        if self.officers:
            self.officers.load()

    def _lay_out(self) -> None:
        parts: tuple[QWidget, ...] = (
            self.password,
            self._rights(),
            self.phrases,
            self.station,
            DevicesCard(self.desk),
            self.faces,
            LanguageCard(self.desk),
            self.recovery or self._recovery(),
            *((self.code,) if self.code else ()),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(GAP))
        if self.officers:
            self.officers.turned.connect(self.keys_changed)
            left = scrolling(sheet(*parts))
            left.setFixedWidth(px(LEFT))
            row.addWidget(left)
            row.addWidget(self.officers, 1)
            return
        row.addWidget(scrolling(sheet(*parts[:3])), 1)
        row.addWidget(scrolling(sheet(*parts[3:])), 1)

    def station_changed(self) -> None:
        """The form shows it, unless somebody is writing in it."""
        self.station.stands(self.desk.station)

    def _rights(self) -> Card:
        """What the role may do, so that nobody is surprised by a refusal."""
        lang, officer = self.desk.settings.lang, self.desk.officer
        card = Card(self.tr("我的岗位"), "account_circle")
        role = say(f"role.{officer.role}", lang)
        card.body.addWidget(copyable(f"{officer.name}　{role}　{officer.login}"))
        may = listed((say(f"right.{right}", lang) for right in Right if officer.may(right)), lang)
        card.body.addWidget(words(self.tr("可以办理：{0}").format(may), "label", wrap=True))
        return card

    def _recovery(self) -> Card:
        card = Card(self.tr("恢复密钥"), "key")
        told = self.tr(
            "恢复密钥只在启用本机或更换时显示和打印一次，本机不保存，所以不能补打。"
            "请确认那张纸仍由负责人锁存；找不到时请尽快联系管理员。"
        )
        card.body.addWidget(words(told, "label", wrap=True))
        return card
