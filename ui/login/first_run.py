"""The first start: the station, the administrator, a first officer, and the recovery key."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app import clock
from app.domain.errors import Refused, Unavailable
from app.domain.staff import Role
from app.settings import Lang
from app.words.say import sentence
from ui.cards import words
from ui.fields import Press, TextField
from ui.jobs import Jobs
from ui.login.frame import DoorFrame
from ui.login.recovery_key import KeyStep
from ui.login.secret import SecretField
from ui.translate import LANGUAGES, other

if TYPE_CHECKING:
    from app.desk.door import NewOfficer, SetUp, StationFacts


Typed: TypeAlias = tuple[int, list[str]]
_CODE = re.compile(r"[0-9]{6}-[0-9]{2}")


def _wanting(asked: Sequence[tuple[TextField, Refused | None]], lang: str) -> bool:
    """Say beside each field what is wrong with it; the cursor goes to the first."""
    for field, sorry in asked:
        field.warn(sentence(sorry, lang) if sorry else "")
    wrong = [field for field, sorry in asked if sorry]
    if wrong:
        wrong[0].select()
    return bool(wrong)


class StationStep(DoorFrame):
    """What the papers say of the station."""

    def __init__(self, ahead: Callable[[], None], lang: Lang) -> None:
        super().__init__(
            self.tr("启用本机（1/4）：救助管理站"),
            self.tr("这些内容会印在表格和凭证上，请核对。"),
            width=560,
        )
        self.name = TextField(self.tr("站名"), longest=60)
        self.code = TextField(
            self.tr("站点编号"),
            self.tr("县区代码六位-序号两位，如 440114-01"),
            latin=True,
            longest=9,
        )
        self.phone = TextField(self.tr("值班电话"), latin=True)
        self.address = TextField(self.tr("地址"))
        self.complaint = TextField(self.tr("投诉电话"), latin=True)
        self.account = TextField(self.tr("票款支付账户"), self.tr("退票款只退回这里"))
        self.fields = (
            *(self.name, self.code, self.phone, self.address, self.complaint, self.account),
        )
        for field in self.fields:
            self.card.body.addWidget(field)
        self.speak = Press(LANGUAGES[other(lang)], "link", "Ctrl+L")
        self.line.addWidget(self.speak)
        self.ahead = Press(self.tr("下一步"), "primary", "Enter")
        self.restore = Press(self.tr("已有备份？从备份恢复"), "link")
        self._lang, self._ahead = lang, ahead
        self.ahead.clicked.connect(self._go)
        self.account.on_enter(self._go)
        self.buttons(self.ahead, self.restore)

    def facts(self) -> "StationFacts":
        """What was typed."""
        from app.desk.door import StationFacts  # SQLAlchemy only after the first paint

        return StationFacts(
            code=self.code.value(),
            name=self.name.value(),
            phone=self.phone.value(),
            address=self.address.value(),
            complaint_phone=self.complaint.value(),
            account=self.account.value(),
        )

    def _go(self) -> None:
        """Two steps later would be late to hear that the code is wrong."""
        code = self.code.value()
        missing = Refused("set_up.no_code")
        wrong = Refused("set_up.wrong_code", code=code) if code else missing
        odd = None if _CODE.fullmatch(code) else wrong
        nameless = None if self.name.value() else Refused("set_up.no_station_name")
        if not _wanting(((self.name, nameless), (self.code, odd)), self._lang):
            self._ahead()


class OfficerStep(DoorFrame):
    """An account: name, login, password twice with its rules in plain words."""

    def __init__(
        self,
        title: str,
        about: str,
        role: Role,
        ahead: Callable[[], None],
        back: Callable[[], None],
        lang: str,
    ) -> None:
        super().__init__(title, about, width=560)
        self._role, self._lang, self._ahead = role, lang, ahead
        self.name = TextField(self.tr("姓名"), longest=40)
        self.login = TextField(self.tr("登录名"), self.tr("字母或数字"), latin=True, longest=40)
        self.password = SecretField(self.tr("密码"))
        self.again = SecretField(self.tr("再输一次密码"))
        self.fields = (self.name, self.login, self.password, self.again)
        for field in self.fields:
            self.card.body.addWidget(field)
        rules = self.tr(
            "密码至少 8 个字符，不含登录名，不要用连续重复的字符。建议用几个词连成一句。"
        )
        self.card.body.addWidget(words(rules, "note", wrap=True))
        self.ahead = Press(self.tr("下一步"), "primary", "Enter")
        self.behind = Press(self.tr("上一步"))
        self.ahead.clicked.connect(self._go)
        self.behind.clicked.connect(back)
        self.again.on_enter(self._go)
        self.buttons(self.ahead, self.behind)

    def empty(self) -> bool:
        """Nothing was typed at all."""
        return not any(field.value() for field in self.fields)

    def officer(self) -> "NewOfficer":
        """What was typed."""
        from app.desk.door import NewOfficer  # SQLAlchemy only after the first paint

        return NewOfficer(
            login=self.login.value(),
            name=self.name.value(),
            role=self._role,
            password=self.password.value(),
        )

    def sound(self) -> bool:
        """Whether the passwords agree and keep the rules; says beside them what does not."""
        from app.desk.door import check_password  # SQLAlchemy only after the first paint

        self.password.warn("")
        self.again.warn("")
        nameless = None if self.name.value() else Refused("staff.no_name")
        unknown = None if self.login.value() else Refused("staff.no_login")
        if _wanting(((self.name, nameless), (self.login, unknown)), self._lang):
            return False
        try:
            check_password(self.password.value(), self.login.value())
        except Refused as sorry:
            self.password.warn(sentence(sorry, self._lang))
            self.password.select()
            return False
        if self.password.value() != self.again.value():
            self.again.warn(self.tr("两次输入的密码不一样，请再输一次。"))
            self.again.select()
            return False
        return True

    def _go(self) -> None:
        if (self._role is not Role.ADMINISTRATOR and self.empty()) or self.sound():
            self._ahead()


class FirstRun(QWidget):
    """Four steps; going back loses nothing, and the register is made once all is known."""

    entered = Signal(object)
    """A Session."""
    restore = Signal()
    """There is a backup: nothing new is to be made."""
    other_language = Signal()

    def __init__(self, jobs: Jobs, data: Path, lang: Lang, printer: str) -> None:
        super().__init__()
        self._jobs, self._data, self._lang = jobs, data, lang
        self._made: SetUp | None = None
        self.station = StationStep(lambda: self._step(1), lang)
        self.station.restore.clicked.connect(self.restore)
        self.station.speak.clicked.connect(self.other_language)
        self.administrator = OfficerStep(
            self.tr("启用本机（2/4）：管理员"),
            self.tr("管理员添加人员、导出数据，不办理登记。"),
            Role.ADMINISTRATOR,
            lambda: self._step(2),
            lambda: self._step(0),
            lang,
        )
        self.first = OfficerStep(
            self.tr("启用本机（3/4）：第一位接待员"),
            self.tr("接待员办理登记和凭证。现在不填也可以，以后由管理员在设置里添加。"),
            Role.INTAKE,
            self._make,
            lambda: self._step(1),
            lang,
        )
        self.key = KeyStep(jobs, lang, printer)
        self.key.kept.connect(self._kept)
        self.stack = QStackedWidget()
        for step in (self.station, self.administrator, self.first, self.key):
            self.stack.addWidget(step)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    @property
    def begun(self) -> bool:
        """The register is being made, or is there: these steps cannot be made anew."""
        return self._made is not None or not self.first.ahead.isEnabled()

    def typed(self) -> Typed:
        """The step and what stands in every field."""
        return self.stack.currentIndex(), [field.value() for field in self._fields()]

    def put_back(self, typed: Typed) -> None:
        """Go on where steps in another language stood."""
        step, values = typed
        for field, value in zip(self._fields(), values, strict=True):
            field.set_value(value)
        self._step(step)

    def _fields(self) -> tuple[TextField, ...]:
        return (*self.station.fields, *self.administrator.fields, *self.first.fields)

    def arrive(self) -> None:
        """Put the cursor into the first field of the step."""
        self._jobs.beside(self, self._may_lie_here, lambda _: None, self._may_not)
        firsts = (self.station.name, self.administrator.name, self.first.name, self.key.first)
        firsts[self.stack.currentIndex()].select()

    def _may_lie_here(self) -> None:
        from app.store.disk import refuse_share

        refuse_share(self._data)

    def _may_not(self, sorry: Refused | Unavailable) -> None:
        """Said at the first step, not after everything was typed."""
        self.station.told.say(sentence(sorry, self._lang), "warn")

    def _step(self, number: int) -> None:
        self.stack.setCurrentIndex(number)
        self.arrive()

    def _make(self) -> None:
        from app.desk import door  # SQLAlchemy only after the first paint

        data, at, facts = self._data, clock.now(), self.station.facts()
        chief = self.administrator.officer()
        first = None if self.first.empty() else self.first.officer()

        def work() -> "SetUp":
            # Kept at once: whatever the first officer's account lacks, the key is still shown.
            made = self._made = self._made or door.set_up(data, facts, chief, at)
            if first:
                session = made.session
                door.add_officer(session.register, first, by=session.officer, at=at)
            return made

        self.first.ahead.setEnabled(False)
        self._jobs.beside(self, work, self._was_made, self._refused)

    def _was_made(self, made: "SetUp") -> None:
        self._made = made
        self.key.show_key(made.recovery_key, made.session.station)
        self._step(3)

    def _kept(self) -> None:
        from app.desk import door  # SQLAlchemy only after the first paint

        made, self._made = self._made, None  # a second Enter does not open the desk twice
        if made is None:
            return
        session = made.session

        def enter(_done: object) -> None:
            self.entered.emit(session)

        # Where even this cannot be written, the desk opens and the next login reminds of it.
        self._jobs.beside(self, lambda: door.keep_recovery(session.register), enter, enter)

    def _refused(self, sorry: Refused | Unavailable) -> None:
        self.first.ahead.setEnabled(True)
        number = {"set_up": 0, "staff": 1}.get(sorry.key.split(".")[0], 2)
        if self._made:
            number = 2
            self.first.behind.setEnabled(False)  # the register stands; only this step is left
        steps = (self.station, self.administrator, self.first)
        steps[number].told.say(sentence(sorry, self._lang), "warn")
        self._step(number)
