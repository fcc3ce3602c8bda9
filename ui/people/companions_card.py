"""同行: for a leader, one case and a purpose; gone with the file."""

from PySide6.QtWidgets import QHBoxLayout

from app import clock
from app.desk.companions import DAYS, Companion, companions
from app.domain.errors import Refused, Unavailable
from app.domain.ids import PersonId
from app.domain.staff import Role
from app.store.register import Register
from ui.cards import Card, words
from ui.fields import Press, TextField
from ui.page import Desk
from ui.people.lines import copyable, moment
from ui.people.opened import Opened

MOST = 12


class CompanionsCard(Card):
    """Hidden for everybody but leaders, and while urgent need waits."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("先后到站"), "person")
        self._desk = desk
        self._person: PersonId | None = None
        told = self.tr(
            "近 {0} 天两次以上、一小时内先后到站的人。只供站领导为这一件事查看：留下查看记录，"
            "不保存、不同步，也不能作为列入名单的证据。"
        )
        self.body.addWidget(words(told.format(DAYS), "label", wrap=True))
        self.purpose = TextField(self.tr("为哪一件事查看"))
        self.purpose.on_enter(self.look)
        self.do = Press(self.tr("查看"), "plain")
        self.do.clicked.connect(self.look)
        self.found = copyable("")
        row = QHBoxLayout()
        row.addWidget(self.do)
        row.addStretch(1)
        self.body.addWidget(self.purpose)
        self.body.addLayout(row)
        self.body.addWidget(self.found)
        self.hide()

    def show_file(self, opened: Opened, *, waits: bool) -> None:
        """Another file, or the same one changed; nothing of it is kept."""
        if opened.person != self._person:
            self.forget()
        self._person = PersonId(opened.person)
        self.setVisible(self._desk.officer.role is Role.LEADER and not waits)

    def forget(self) -> None:
        """No file is open."""
        self._person = None
        self.purpose.set_value("")
        self.purpose.warn("")
        self.found.setText("")
        self.found.hide()
        self.hide()

    def look(self) -> None:
        """With a purpose, which is written down."""
        person, purpose = self._person, self.purpose.value()
        if person is None:
            return
        officer, at = self._desk.officer, clock.now()

        def deed(register: Register) -> list[Companion]:
            return companions(register, person, purpose, by=officer, at=at)

        def show(found: list[Companion]) -> None:
            if person == self._person:
                self._show(found)

        self._desk.jobs.desk(self, deed, show, self._sorry)

    def _show(self, found: list[Companion]) -> None:
        self.purpose.warn("")
        lines = [self._line(one) for one in found[:MOST]]
        self.found.setText("\n".join(lines) or self.tr("没有。"))
        self.found.show()

    def _line(self, one: Companion) -> str:
        times = "；".join(f"{moment(mine)} / {moment(theirs)}" for mine, theirs in one.times)
        return f"{one.card.name or self.tr('姓名不详')}　{times}"

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        self.purpose.warn(self._desk.sentence(sorry))
