"""Which table makes the words now, the two scores at today's size, and whether that is enough."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from app.desk.calibrating import Outlook
from app.faces.bands import Threshold
from app.words.say import sentence
from ui.cards import Card, Chip, SayLine, words
from ui.theme import px


class StandingCard(Card):
    """Read by everybody; the keys change it."""

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("现在的标定"), "check_circle")
        self._lang = lang
        self.chip = Chip("", "plain")
        self.aside(self.chip)
        self.made = words("", wrap=True)
        self.gallery = words("", "strong", wrap=True)
        self.likely, self.possible = words("", "number"), words("", "number")
        self._likely, self._possible = Chip("", "plain"), Chip("", "plain")
        self.trouble, self.outgrown = SayLine(), SayLine()
        self.body.addWidget(self.gallery)
        self._lay_out()
        self.body.addWidget(self.made)
        self.body.addWidget(self.trouble)
        self.body.addWidget(self.outgrown)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_outlook(self, now: Outlook) -> None:
        """Everything at once."""
        in_use = now.in_use
        if in_use.own:
            self.chip.say(self.tr("本站自己的"), "ok")
        else:
            self.chip.say(self.tr("随软件发布的"), "plain")
        self.made.setText(self.tr("来自：{0}").format(in_use.table.made_from))
        self.gallery.setText(self.tr("人脸库现有 {0} 张").format(f"{now.gallery:,}"))
        for label, chip, one in (
            (self.likely, self._likely, now.likely),
            (self.possible, self._possible, now.possible),
        ):
            label.setText(f"{one.score:.3f}")
            chip.say(*self._how(one))
        trouble = sentence(in_use.trouble, self._lang) if in_use.trouble else ""
        self.trouble.say(trouble, "warn")
        self.outgrown.say(self._outgrown(now), "warn" if now.outgrown else "info")

    def _how(self, one: Threshold) -> tuple[str, str]:
        return (self.tr("外推"), "warn") if one.extrapolated else (self.tr("实测"), "ok")

    def _outgrown(self, now: Outlook) -> str:
        if now.outgrown:
            return self.tr(
                "人脸库已超出标定实测的范围：两档的分数是按直线外推的，偏严。"
                "前十位照常列出，请多看照片和证件；有条件时用本站照片重新标定。"
            )
        if now.likely.extrapolated:
            return self.tr("“很可能”这一档是按直线外推的，偏严；“有可能”是实测的。")
        return ""

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setColumnStretch(3, 1)
        rows = (
            (self.tr("很可能"), self.likely, self._likely, self.tr("误认陌生人 ≤ 0.1%")),
            (self.tr("有可能"), self.possible, self._possible, self.tr("误认陌生人 ≤ 1%")),
        )
        for row, (name, score, chip, about) in enumerate(rows):
            grid.addWidget(words(name, "strong"), row, 0)
            grid.addWidget(score, row, 1)
            grid.addWidget(chip, row, 2)
            grid.addWidget(words(about, "label"), row, 3)
        self.body.addLayout(grid)
