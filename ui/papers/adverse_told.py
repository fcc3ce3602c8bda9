"""A proposal as it is read: by who hears the person, and by the leader who answers."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.domain.adverse import Adverse, AdverseOpinion, AdverseState
from app.domain.visit import Visit
from app.words.say import listed, say
from ui.cards import Card, Chip, SayLine
from ui.people.lines import moment, told_grid

TONES = {
    AdverseState.PENDING: "warn",
    AdverseState.AGREED: "bad",
    AdverseState.NOT_AGREED: "plain",
    AdverseState.TAKEN_BACK: "plain",
}


class ToldCard(Card):
    """Everything that was stated, and what the person said to it."""

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("拟办内容"), "description")
        self._lang = lang
        self.state = Chip("", "warn")
        self.aside(self.state)
        self.doubt = SayLine()
        self._grid: QWidget | None = None
        self.body.addWidget(self.doubt)

    def show_one(self, found: Adverse, visit: Visit, officers: Mapping[UUID, str]) -> None:
        """Another one, or the same with something new."""
        made, lang = found.proposal, self._lang
        self.title.setText(say(f"adverse_kind.{made.kind}", lang))
        self.state.say(say(f"adverse_state.{found.state}", lang), TONES[found.state])
        doubt = self.tr("登记表上“{0}”填的是“是”，与这里的理由不一致，请核对。")
        odd = visit.conditions.get(made.ground) == "yes"
        self.doubt.say(doubt.format(say(f"condition.{made.ground}", lang)) if odd else "", "warn")
        helped = listed((say(f"emergency_help.{one}", lang) for one in made.help), lang)
        rows = [
            (self.tr("理由"), say(f"adverse_ground.{made.ground}", lang)),
            (self.tr("事实"), made.facts),
            (self.tr("紧急帮助"), "　".join(filter(None, (helped, made.help_words)))),
            (self.tr("其他途径"), made.channels),
            (self.tr("拟办"), f"{officers.get(made.officer, '')}　{moment(made.at)}"),
        ]
        rows += [(self.tr("本人意见"), opinion(x, officers, lang)) for x in found.opinions]
        self._fill([row for row in rows if row[1]])

    def _fill(self, rows: list[tuple[str, str]]) -> None:
        if self._grid:
            self.body.removeWidget(self._grid)
            self._grid.deleteLater()
        self._grid = told_grid(rows)
        self.body.addWidget(self._grid)


def opinion(heard: AdverseOpinion, officers: Mapping[UUID, str], lang: str) -> str:
    """What was said, when and to whom."""
    silent = f"{say('opinion.silent', lang)}（{listed(heard.witnesses, lang)}）"
    said = silent if heard.silent else heard.words
    return f"{said}　{officers.get(heard.officer, '')} {moment(heard.at)}"
