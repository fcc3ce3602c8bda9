"""人脸特征: whether faces are recognised between stations, who decided it and on what basis."""

from typing import TYPE_CHECKING

from app.clock import local
from app.domain.face_sharing import Mode, Reach
from ui.cards import Card, Chip, SayLine, words
from ui.page import Desk

if TYPE_CHECKING:
    from app.desk.asking import HowShared


class FacesCard(Card):
    """For everybody to see; it is decided at the centre, by a leader."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("人脸特征"), "person")
        self._desk = desk
        self.chip = Chip("", "plain")
        self.aside(self.chip)
        self.first, self.second = words("", "strong", wrap=True), words("", wrap=True)
        self.told = SayLine()
        for widget in (self.first, self.second, self.told):
            self.body.addWidget(widget)

    def show_mode(self, shown: "HowShared") -> None:
        """The mode in words, the decision, and where this desk is stricter."""
        self.chip.say(*self._chip(shown.mode))
        self.first.setText(self._first(shown))
        decided = shown.decided
        if decided is None:
            self.second.setText(self.tr("中心还没有决定共享；没有决定就不离开本站。"))
        else:
            told = self.tr("{0} 由 {1} 决定。依据：{2}").format(
                f"{local(decided.at):%Y-%m-%d}", decided.decided_by, decided.basis or "—"
            )
            if decided.reach is Reach.COUNTRY:
                told = self.tr("{0} 请中心比对时，也比对其他省。").format(told)
            self.second.setText(told)
        stricter = decided is not None and decided.mode is not shown.mode
        self.told.say(self.tr("本机的设置比中心更严，以本机为准。") if stricter else "", "info")

    def _chip(self, mode: Mode) -> tuple[str, str]:
        return {
            Mode.LOCAL: (self.tr("只在本站"), "plain"),
            Mode.ASK: (self.tr("中心比对"), "ok"),
            Mode.SHARE: (self.tr("各站共享"), "ok"),
        }[mode]

    def _first(self, shown: "HowShared") -> str:
        if shown.mode is Mode.LOCAL:
            return self.tr("人脸特征不离开本站")
        if shown.mode is Mode.ASK:
            return self.tr("同意“各救助站”的人脸特征存在中心，由中心比对；不发照片，不发给别的站")
        return self.tr("同意“各救助站”的人脸特征在本省各站之间共享；本机有他站 {0} 份").format(
            shown.others
        )
