"""The match card: both sides, what speaks for and against, what is unknown, what would settle it,
and every step that people took."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from app.desk.kin_faces import Beside
from app.domain.clue import Clue, Verdict
from app.domain.kin_face import FaceSays
from app.domain.kin_match import KinMatch, KinStep
from app.words.clues import clue_in_words, likely_word, to_settle
from app.words.kin import how_in_words, inquirer_word, sought_word, state_in_words, step_in_words
from app.words.say import say
from ui.cards import Card, Chip, Drawing, SayLine, sheet, words
from ui.jobs import Jobs
from ui.people.lines import copyable, moment, told_grid
from ui.people.who_card import clear
from ui.theme import TONES, px
from ui.tracing.kin_photos import FaceAsked, KinPhotos
from ui.tracing.question import PairCase, who

TONE_OF = {
    "candidate": "warn", "verifying": "info", "confirmed": "ok", "excluded": "plain",
    "cannot_tell": "plain", "reunited": "ok", "declined": "violet", "elsewhere": "ok",
}  # fmt: skip
LIKELY_TONES = {"likely": "ok", "possible": "warn", "unlikely": "plain"}
_SIGNS = {
    Verdict.AGREES: ("check_circle", "ok"), Verdict.NEAR: ("check_circle", "info"),
    Verdict.DIFFERS: ("error", "bad"), Verdict.UNKNOWN: ("help", "plain"),
}  # fmt: skip
_UNTOLD = ("belongings", "route", "face")
"""Nothing is said of these where nothing is known: they are rarely there on both sides."""


class KinCard(Card):
    """Hidden while there is no pair; beneath an open form, so that nobody decides blindly."""

    def __init__(self, jobs: Jobs, lang: str) -> None:
        super().__init__(self.tr("比对"), "group")
        self._lang = lang
        self._case: PairCase | None = None
        self.photos, self.asked = KinPhotos(jobs, lang), FaceAsked(jobs, self)
        self.asked.answered.connect(self._face)
        self.title.setWordWrap(True)  # two long names and what they are to each other
        self.likely, self.state = Chip(""), Chip("")
        self.aside(self.likely)
        self.aside(self.state)
        self._list = QVBoxLayout()
        self._list.setSpacing(px(6))
        self.body.addWidget(self.photos)
        self.body.addLayout(self._list)
        self.hide()

    def show_pair(self, case: PairCase | None, names: Mapping[UUID, str]) -> None:
        """Everything that was compared, then what people made of it."""
        clear(self._list)
        before, self._case = self._case, case
        if case is None:
            self.hide()
            return
        if before is None or before.beside != case.beside:
            self._compare(case)
        lang, pair = self._lang, case.row.pair
        word = likely_word(case.row.chance)
        self.title.setText(f"{who(case.row, lang)} — {case.row.sought or self.tr('姓名不详')}")
        self.likely.say(say(f"likely.{word}", lang), LIKELY_TONES[word])
        self.state.say(state_in_words(pair.state, lang), TONE_OF[pair.state])
        if told := self._warning(case):
            self._list.addWidget(SayLine(told, "warn"))
        self._section(self.tr("依据（由人判断，不是结论）"))
        for clue in case.clues:
            if clue.verdict is not Verdict.UNKNOWN or clue.about not in _UNTOLD:
                self._clue(clue)
        asked = to_settle(case.clues, lang)
        if asked:
            self._section(self.tr("问这些能分清"))
            self._list.addWidget(copyable("；".join(asked) if lang == "zh" else "; ".join(asked)))
        self._section(self.tr("寻人登记 {0}").format(case.row.number))
        self._list.addWidget(told_grid([(sought_word(x.about, lang), x.value) for x in case.said]))
        self._section(self.tr("谁在寻找"))
        self._list.addWidget(told_grid([*self._inquirer(case)]))
        self._section(self.tr("经过"))
        for step in pair.steps:
            self._list.addWidget(copyable("　".join(self._step(step, names)), "label"))
        self.show()

    def _compare(self, case: PairCase) -> None:
        self.photos.show_sides(case.beside)
        if said := self.asked.ask(case.beside, case.bands):
            self._face(case.beside, said)

    def _face(self, sides: Beside, said: FaceSays) -> None:
        """Only of what is shown now: meanwhile a side may have taken back what it said."""
        if self._case is not None and self._case.beside == sides:
            bands = self._case.bands
            self.photos.show_face(said, bands.engine if bands else "")

    def _warning(self, case: PairCase) -> str:
        if case.about.checked == "danger":
            return self.tr("寻人者可能有害：不告诉任何消息，不确认。请报告站领导和公安。")
        if case.about.taken:
            return self.tr("本人或这份登记已与别的比对确认过：请先核对哪一个是对的。")
        if case.about.child:
            return self.tr("未成年人：本人意愿由站领导按最有利于本人决定。")
        return ""

    def _section(self, title: str) -> None:
        self._list.addWidget(words(title, "strong"))

    def _clue(self, clue: Clue) -> None:
        icon, tone = _SIGNS[clue.verdict]
        line = sheet(Drawing(icon, TONES[tone][0], 16), words(
            clue_in_words(clue, self._lang), "label" if tone == "plain" else "", wrap=True
        ), direction="right")  # fmt: skip
        line.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self._list.addWidget(line)

    def _inquirer(self, case: PairCase) -> Iterator[tuple[str, str]]:
        if case.row.station:
            yield self.tr("登记的站"), case.contact or case.row.station
        checked = case.about.checked
        shown = say(f"inquiry_checked.{checked}", self._lang) if checked else self.tr("未核实")
        yield self.tr("核实"), shown
        for name, text in case.inquirer.items():
            yield inquirer_word(name, self._lang), text

    def _step(self, one: KinMatch, names: Mapping[UUID, str]) -> Iterator[str]:
        yield moment(one.at)[5:]
        yield step_in_words(one.step, self._lang)
        if one.step is KinStep.OFFERED:
            yield say(f"likely.{likely_word(one.chance)}", self._lang)
        else:
            yield from (part for part in (self._how(one), one.whom, one.words) if part)
        if one.on:
            yield one.on.isoformat()
        if one.cost:
            yield self.tr("{0} 元").format(one.cost)
        yield from (names.get(x, "") for x in (one.officer, one.second) if x)

    def _how(self, one: KinMatch) -> str:
        return how_in_words(one.step, one.how, self._lang) if one.how else ""
