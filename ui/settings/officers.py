"""Who works here: the administrator adds, gives a new password, and closes accounts."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app import clock
from app.desk import codes, door
from app.desk.staff import say_sex
from app.domain.errors import Refused, Unavailable
from app.domain.security import MAN, WOMAN
from app.domain.staff import Officer, Role
from app.store.register import Register
from app.store.second import who_has
from app.words.say import say
from ui.cards import Card, SayLine
from ui.fields import ChoiceField, ComboField, Field, Press, TextField
from ui.login.secret import SecretField
from ui.page import Desk
from ui.table import Cell, Column, RowTable
from ui.theme import px

T = TypeVar("T")
_BESIDE = {
    "staff.no_login": "login",
    "staff.login_taken": "login",
    "staff.no_name": "name",
    "staff.password_too_short": "password",
    "staff.password_too_plain": "password",
    "code.needs_reason": "reason",
}
_ALONE = frozenset({("password", "password"), ("code", "reason"), ("sex", "sex")})
_FIRST = {"add": "name", "password": "password", "code": "reason", "sex": "sex"}
_Staff = tuple[list[Officer], set[UUID], set[UUID]]
"""Everybody, who has no password at this computer, and who gives a code."""


class OfficersCard(Card):
    """The list, and beneath it one small form at a time; slow deeds run beside the window."""

    turned = Signal()
    """Another small form is open, or none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("工作人员"), "group")
        self._desk, self._mode = desk, ""
        lang = desk.settings.lang
        self.table: RowTable[Officer] = RowTable(self._columns(), self.tr("工作人员"))
        self.table.setMinimumHeight(px(180))
        roles = [(role.value, say(f"role.{role}", lang)) for role in Role]
        self.fields: dict[str, Field] = {
            "name": TextField(self.tr("姓名"), longest=60),
            "login": TextField(self.tr("登录名"), latin=True, longest=40),
            "role": ComboField(self.tr("岗位"), roles),
            "password": SecretField(self.tr("初始密码")),
            "sex": ChoiceField(
                self.tr("性别"), [(one, say(f"sex.{one}", lang)) for one in (MAN, WOMAN)]
            ),
            "reason": TextField(self.tr("清除动态码的原因"), self.tr("例如 手机丢失"), longest=200),
        }
        self.told = SayLine()
        self.do = Press("", "primary", "F9")
        self.do.clicked.connect(self.finish)
        self.fields["password"].on_enter(self.finish)
        self.fields["reason"].on_enter(self.finish)
        self._new_here: set[UUID] = set()
        self._coded: set[UUID] = set()
        self._lay_out()
        self._set_mode("")

    @property
    def busy_with(self) -> str:
        """Which small form is open: add, password, close, or none."""
        return self._mode

    def load(self) -> None:
        """Ask who works here."""

        def asked(register: Register) -> _Staff:
            return door.officers(register), door.without_password(register), who_has(register)

        self._ask(asked, self._show)

    def add(self) -> None:
        """Somebody starts here."""
        for field in self.fields.values():
            field.set_value("")
        role = self.fields["role"]
        if isinstance(role, ComboField):
            role.combo.setCurrentIndex(0)
        self._set_mode("add")

    def new_password(self) -> None:
        """For somebody who forgot theirs."""
        if (one := self.table.current()) and one.active:
            self.fields["password"].set_value("")
            self._set_mode("password")
            self.told.say(
                self.tr("给 {0} 设临时密码，请当面告知本人；登录后要换成自己的。").format(one.name)
            )

    def reset_code(self) -> None:
        """For somebody whose telephone is lost; the reason is written down."""
        if (one := self.table.current()) and one.active:
            self.fields["reason"].set_value("")
            self._set_mode("code")
            self.told.say(
                self.tr("清除 {0} 的动态码后，登录只问密码；请本人尽快重新设置。").format(one.name)
            )

    def say_sex(self) -> None:
        """A security check of a woman asks for a woman."""
        if (one := self.table.current()) and one.active:
            self.fields["sex"].set_value(one.sex)
            self._set_mode("sex")
            self.told.say(self.tr("{0} 的性别：女性由女性工作人员安检。").format(one.name))

    def close_account(self) -> None:
        """Asked once more, since the password cannot be brought back."""
        if (one := self.table.current()) and one.active:
            self._set_mode("close")
            told = self.tr("停用 {0} 的账号后，原密码不能再登录；经手的记录都保留。")
            self.told.say(told.format(one.name), "warn")
            self.do.setFocus(Qt.FocusReason.TabFocusReason)

    def finish(self) -> None:
        """Do what the small form is about."""
        one, me, at = self.table.current(), self._desk.officer, clock.now()
        if self._mode == "add":
            self._add()
        elif one and self._mode == "password":
            password = self.fields["password"].value()
            done = self.tr("{0} 的密码已重设。").format(one.name)
            self._do(lambda r: door.set_password(r, one, password, by=me, at=at), done)
        elif one and self._mode == "code":
            reason = self.fields["reason"].value()
            done = self.tr("已清除 {0} 的动态码。").format(one.name)
            self._do(lambda r: codes.reset(r, one, reason, by=me, at=at), done)
        elif one and self._mode == "sex":
            sex = self.fields["sex"].value()
            done = self.tr("{0} 的性别已保存。").format(one.name)
            self._do(lambda r: say_sex(r, one, sex, by=me, at=at), done)
        elif one and self._mode == "close":
            done = self.tr("{0} 的账号已停用。").format(one.name)
            self._do(lambda r: door.let_go(r, one, by=me, at=at), done)

    def _add(self) -> None:
        value = {key: field.value() for key, field in self.fields.items()}
        missing = self.tr("请选择岗位。") if not value["role"] else ""
        self.fields["role"].warn(missing)
        if missing:
            self.fields["role"].setFocus(Qt.FocusReason.TabFocusReason)
            return
        new = door.NewOfficer(
            login=value["login"],
            name=value["name"],
            role=Role(value["role"]),
            password=value["password"],
            sex=value["sex"],
        )
        me, at = self._desk.officer, clock.now()
        done = self.tr("已添加 {0}，可以登录了；首次登录时要换成自己的密码。").format(value["name"])
        self._do(
            lambda register: door.add_officer(register, new, by=me, at=at, temporary=True), done
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape and self._mode:
            self._set_mode("")
        else:
            super().keyPressEvent(event)

    def _do(self, deed: Callable[[Register], T], done: str) -> None:
        self.do.setEnabled(False)
        for field in self.fields.values():
            field.warn("")

        def well(_done: T) -> None:
            self.do.setEnabled(True)
            self._set_mode("")
            self.told.say(done, "ok")
            self.load()

        self._desk.jobs.desk(self, deed, well, self._not_done)

    def _not_done(self, sorry: Refused | Unavailable) -> None:
        self.do.setEnabled(True)
        field = self.fields.get(_BESIDE.get(sorry.key, ""))
        if field is None or field.isHidden():
            self.told.say(self._desk.sentence(sorry), "warn")
            return
        field.warn(self._desk.sentence(sorry))
        field.setFocus(Qt.FocusReason.TabFocusReason)

    def _ask(self, question: Callable[[Register], T], then: Callable[[T], None]) -> None:
        self._desk.jobs.desk(self, question, then)

    def _show(self, staff: _Staff) -> None:
        found, self._new_here, self._coded = staff
        self.table.show_rows(
            sorted(found, key=lambda o: (not o.active, o.login)), keep=lambda o: o.id
        )

    def _set_mode(self, mode: str) -> None:
        self._mode = mode
        for key, field in self.fields.items():
            of_person = mode == "add" and key != "reason"
            field.setVisible(of_person or (mode, key) in _ALONE)
            field.warn("")
        words = {
            "add": self.tr("添加"),
            "password": self.tr("设新密码"),
            "code": self.tr("清除动态码"),
            "sex": self.tr("保存性别"),
            "close": self.tr("确认停用"),
        }
        label = self.tr("新密码") if mode == "password" else self.tr("初始密码")
        self.fields["password"].set_label(label)
        self.buttons.setVisible(bool(mode))
        self.do.setText(f"{words.get(mode, '')}  F9")
        self.told.say("")
        self.turned.emit()
        if mode in _FIRST:
            first = self.fields[_FIRST[mode]]
            first.setFocus(Qt.FocusReason.TabFocusReason)
        elif not mode:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _columns(self) -> list[Column[Officer]]:
        lang = self._desk.settings.lang
        return [
            Column(
                title=self.tr("姓名 / 账号"),
                width=0,
                cell=lambda o: Cell(text=o.name, note=o.login, bold=True),
            ),
            Column(
                title=self.tr("岗位"),
                width=0,
                cell=lambda o: Cell(
                    text=say(f"role.{o.role}", lang),
                    note=say(f"sex.{o.sex}", lang) if o.sex else "",
                ),
            ),
            Column(
                title=self.tr("状态"),
                width=120,
                cell=self._state,
            ),
        ]

    def _state(self, officer: Officer) -> Cell:
        if not officer.active:
            return Cell(text=self.tr("已停用"), tone="plain")
        coded = self.tr("动态码") if officer.id in self._coded else ""
        if officer.id in self._new_here:
            return Cell(text=self.tr("本机未设密码"), note=coded, tone="warn")
        return Cell(text=self.tr("在用"), note=coded, tone="ok")

    def _lay_out(self) -> None:
        f = self.fields
        sex = Press(self.tr("登记性别"), "link", "F12")
        sex.clicked.connect(self.say_sex)
        self.aside(sex)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.told)
        self.row((f["name"], 1), (f["login"], 1))
        self.row((f["role"], 1), (f["password"], 1))
        self.body.addWidget(f["sex"])
        self.body.addWidget(f["reason"])
        back = Press(self.tr("返回"), "plain", "Esc")
        back.clicked.connect(lambda: self._set_mode(""))
        self.buttons = QWidget()
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.do)
        row.addWidget(back)
        row.addStretch(1)
        self.body.addWidget(self.buttons)
