"""A closed 寻人登记 is erased: why, and a second person who agrees with their own password."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal

from app import clock
from app.desk import door, inquiry_erasing
from app.domain.erasure import Ground
from app.domain.errors import Refused, Unavailable
from app.domain.inquiry import Inquiry
from app.store.register import Register
from ui.page import Desk, Telling
from ui.people.erase_card import EraseCard, Wanted


class InquiryErasing(EraseCard):
    """The card of a file's erasing, about an inquiry."""

    gone = Signal()

    def __init__(self, desk: Desk) -> None:
        title = QCoreApplication.translate("InquiryErasing", "删除寻人登记")
        super().__init__(desk.settings.lang, title)
        self._desk, self._inquiry = desk, UUID(int=0)
        self.hide()
        self.wanted.connect(self._erase)

    def begin_for(self, whole: Inquiry) -> None:
        """Empty, with what will go."""
        self._inquiry = whole.id
        self.begin_with(
            self.tr(
                "将删除寻人登记 {0}：寻人者和被寻找的人的全部内容。删除后不能恢复，只留编号和这次"
                "决定；比对中记在来站人员档案里的留在档案里。"
            ).format(whole.first.number)
        )

    def _erase(self, wanted: Wanted) -> None:
        inquiry, officer, at = self._inquiry, self._desk.officer, clock.now()
        days = self._desk.settings.keep_inquiry_days

        def deed(register: Register) -> bool:
            approver = door.agrees(register, wanted.login, wanted.password)
            inquiry_erasing.ask(
                register, inquiry, Ground(wanted.ground), wanted.reason, by=officer,
                approver=approver, at=at, days=days,
            )  # fmt: skip
            return register.line is None

        self._desk.jobs.desk(self, deed, self._done, self._not_done)

    def _done(self, done: bool) -> None:
        told = (
            self.tr("已删除。") if done else self.tr("删除申请已保存，中心答复后各台电脑都会删除。")
        )
        self._desk.tell(Telling(words=told, tone="ok"))
        self.gone.emit()

    def _not_done(self, sorry: Refused | Unavailable) -> None:
        self.refused(sorry.key, self._desk.sentence(sorry))
