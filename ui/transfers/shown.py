"""One transfer as it is read: where it stands, what crossed, the file, the list and the steps."""

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desk.transfer_views import View
from app.domain.face import Photograph
from app.domain.leaving import ALSO, ASKED
from app.domain.transfer import ShownStep
from app.domain.transfer_state import State, differing
from app.words.leavings import answer_in_words, field_in_words
from app.words.say import say
from ui.cards import Card, Picture, SayLine, words
from ui.jobs import Jobs
from ui.people.lines import breakable, copyable, moment
from ui.pictures import FINE
from ui.theme import px
from ui.thumbs import Thumbs

_WIDE, _HIGH = 84, 106

TONES = {
    State.PREPARED: "plain", State.SENT: "info", State.ACCEPTED: "ok", State.REJECTED: "warn",
    State.ON_WAY: "violet", State.ARRIVED: "ok", State.REVOKED: "plain", State.NOT_ARRIVED: "bad",
}  # fmt: skip


class ShownCard(Card):
    """What is known of the transfer with the cursor."""

    def __init__(self, jobs: Jobs, lang: str) -> None:
        super().__init__(self.tr("转接"), "description")
        self._lang = lang
        self._photo: Photograph | None = None
        self.thumbs = Thumbs(jobs, px(_HIGH) * FINE)
        self.thumbs.came.connect(self._draw)
        self.picture = Picture(_WIDE, _HIGH, self.tr("照片"))
        self.told = SayLine()
        self.body.addWidget(self.told)
        self.body.addWidget(self.picture)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(px(4))
        self.body.addLayout(self._parts)
        self.hide()

    def show_one(self, one: View | None, doubts: tuple[str, ...] = ()) -> None:
        """Another one, or none."""
        while item := self._parts.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self.setVisible(one is not None)
        self._photo = one.photo if one else None
        self.picture.setVisible(self._photo is not None)
        self._draw()
        if one is None:
            return
        lang = self._lang
        if one.shut:
            self.told.say(say("transfer.needs_leader", lang), "warn")
        else:
            open_ = [say(f"transfer_waits.{x.clash}", lang) for x in one.clashes]
            open_ += [say(f"transfer_doubt.{key}", lang) for key in doubts]
            self.told.say("\n".join(open_), "warn")
        for part in self._lines(one):
            self._parts.addWidget(part)

    def _draw(self) -> None:
        """Now, and when it has been read."""
        self.picture.show_image(self.thumbs.of(self._photo))

    def _lines(self, one: View) -> Iterator[QWidget]:
        lang = self._lang
        name = breakable(one.name) or say("state.sealed" if one.shut else "state.nameless", lang)
        yield copyable(f"{name}　{one.case_number}".strip(), "strong")
        yield words(f"{one.from_name} → {one.to_name}", "label", wrap=True)
        if one.contact:
            yield copyable(self.tr("联系：{0}").format(one.contact), "label")
        if one.only_paper:
            yield words(self.tr("只有纸面，电子档案还没有到。"), "note", wrap=True)
        if one.plans:
            yield from self._file(one)
        for step in one.steps:
            yield copyable(self._step(one, step), "note")

    def _file(self, one: View) -> Iterator[QWidget]:
        lang = self._lang
        planned = self.tr("计划 {0} 出发，{1} 到达")
        yield words(
            planned.format(moment(one.depart_at), moment(one.arrive_at)), "label", wrap=True
        )
        kind = (one.transfer or one.case).kind  # type: ignore[union-attr]
        order = {name: n for n, name in enumerate((*ASKED[kind], *ALSO[kind]))}
        detail = sorted(one.detail.items(), key=lambda said: order.get(said[0], len(order)))
        said = {"why": one.why, **dict(detail)}
        for key, value in said.items():
            label = (
                say("transfer_field.why", lang) if key == "why" else field_in_words(key, kind, lang)
            )
            told = answer_in_words(key, value, lang)
            yield copyable(say("told.of", lang, what=label, value=told), "label")
        checks = {c.item: c for step in one.steps for c in step.checks}
        for number, item in enumerate(one.items, start=1):
            text = f"{number}　{say(f'transfer_item.{item.kind}', lang)}　{item.words}"
            if number in checks:
                text += f"　[{say(f'transfer_found.{checks[number].found}', lang)}]"
            yield copyable(text, "label")

    def _step(self, one: View, step: ShownStep) -> str:
        phoned = " ".join(step.phoned.get(n, "") for n in ("who", "number")).strip()
        off = "；".join(
            f"{c.item} {say(f'transfer_found.{c.found}', self._lang)} {c.words}".strip()
            for c in differing(step.checks)
        )
        waits = self.tr("待同步") if step.id in one.waiting else ""
        where = one.from_name if step.station == one.station else one.to_name
        told = say(f"transfer_kind.{step.kind}", self._lang)
        parts = (moment(step.happened_at), told, where, step.by, step.words, phoned, off, waits)
        return " · ".join(part for part in parts if part)
