"""How far 入站审批 has come: what was proposed, who answered what, and that help goes on."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.domain.stay_approval import Approval, StayProposal, StayState
from app.words.say import listed, say
from ui.cards import Card, Chip, SayLine
from ui.checks.question import Case
from ui.people.lines import copyable, moment, told_grid

TONES = {
    StayState.PENDING: "warn",
    StayState.AGREED: "ok",
    StayState.SENT_BACK: "warn",
    StayState.NOT_AGREED: "bad",
}


class StateCard(Card):
    """Everything of the proposal that stands, as the leader reads it."""

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("入站审批"), "description")
        self._lang = lang
        self.state = Chip("", "plain")
        self.aside(self.state)
        self.help, self.apart, self.lost = SayLine(), SayLine(), copyable("", "label")
        self._grid: QWidget | None = None
        for line in (self.help, self.apart):
            self.body.addWidget(line)
        self.body.addWidget(self.lost)

    def show_case(self, case: Case) -> None:
        """Another one, or the same with something new."""
        found = case.approval
        if found is None:
            self.state.say(self.tr("未拟办"), "plain")
        else:
            told = say(f"stay_state.{found.state}", self._lang)
            waits = self.tr("{0}（等中心确认）").format(told) if case.unconfirmed else told
            self.state.say(waits, TONES[found.state])
        self.help.say(self._help(case, found))
        differs = self.tr(
            "两位站领导的答复不同：按有利于求助人的一个办理，请商定后按 F6 重新拟办。"
        )
        self.apart.say(differs if found and found.differs else "", "warn")
        self.lost.setText("\n".join(self._lost(one) for one in case.lost[-1:]))
        self.lost.setVisible(bool(case.lost))
        self._fill(self._rows(case, found) if found else [])

    def _help(self, case: Case, found: Approval | None) -> str:
        if found is None and case.urgent:
            return self.tr("紧急来站，先救助；甄别、查询和审批可以以后补。")
        if found is None:
            return self.tr("还没有拟办，按 F6 拟办。审批前照常救助。")
        if found.state is StayState.NOT_AGREED:
            return self.tr("未同意不等于不予救助，照常救助；确要不予救助的，按 F11 另行拟办。")
        if found.state is StayState.SENT_BACK:
            return self.tr("站领导退回，请按 F6 改写后再提交；照常救助。")
        if found.state is StayState.AGREED:
            return ""
        return self.tr("由拟办人以外的站领导用自己的账号审批（F7）；审批前照常救助。")

    def _lost(self, made: StayProposal) -> str:
        told = self.tr("中心没有收下这份拟办（另一台电脑先办），内容在此，可以复制：{0}")
        return told.format(made.facts)

    def _rows(self, case: Case, found: Approval) -> list[tuple[str, str]]:
        made, lang = found.proposal, self._lang
        special = listed((say(f"special.{one}", lang) for one in made.special), lang)
        given = listed((say(f"stay_service.{one}", lang) for one in made.services), lang)
        rows = [
            (self.tr("拟办"), f"{self._name(case, made.officer)}　{moment(made.at)}"),
            (self.tr("情况"), made.facts),
            (self.tr("类别"), "　".join(filter(None, (special, made.special_words)))),
            (self.tr("房间"), made.room),
            (self.tr("救助"), "　".join(filter(None, (given, made.service_words)))),
            (self.tr("意见"), made.opinion),
        ]
        for one in found.answers:
            said = say(f"stay_answered.{one.answer}", lang)
            who = f"{self._name(case, one.officer)}　{moment(one.at)}"
            rows.append((self.tr("审批"), "\n".join(filter(None, (said, one.reason, who)))))
        return [row for row in rows if row[1]]

    def _name(self, case: Case, officer: UUID) -> str:
        return case.officers.get(officer, "")

    def _fill(self, rows: list[tuple[str, str]]) -> None:
        if self._grid:
            self.body.removeWidget(self._grid)
            self._grid.deleteLater()
        self._grid = told_grid(rows)
        self.body.addWidget(self._grid)
