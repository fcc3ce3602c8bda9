"""重点甄别 of who is at the desk: calm, after urgent need; what it changes, what it never does."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app import clock
from app.domain.listing_hit import Counselling, Decided, Hit, HitAnswer
from app.words.say import say
from ui.cards import Card, Chip, SayLine, words
from ui.fields import ChoiceField, Field, Press, TextField
from ui.people.lines import copyable, moment
from ui.theme import px
from ui.walk import show


class Known(QFrame):
    """One listing as every desk hears it: what it changes, what it never does, how old it is."""

    def __init__(self, hit: Hit, lang: str, days: int) -> None:
        super().__init__()
        self.hit, self._lang, self._days = hit, lang, days
        self.age = SayLine()
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(px(5))
        one = hit.listed
        until = one.until.isoformat() if one.until else ""
        number = say("hit.number", lang, number=one.number, until=until)
        self.lines.addWidget(Chip(say(f"listing_fact.{one.fact}", lang), "plain"))
        self.lines.addWidget(copyable(number))
        self.lines.addWidget(copyable(say("hit.contact", lang, contact=one.contact), "label"))
        self.lines.addWidget(SayLine(say("hit.never", lang), "ok"))
        self.lines.addWidget(words(say("hit.changes", lang), wrap=True))
        self.lines.addWidget(words(say("hit.contest", lang), "label", wrap=True))
        self.earlier = copyable("", "label")
        self.lines.addWidget(self.earlier)
        self.lines.addWidget(self.age)
        self.show_age(hit, clock.now())

    def show_age(self, hit: Hit, now: datetime) -> None:
        """How old the list is by now, and what was made of it before."""
        self.hit = hit
        self.earlier.setText(self._before(hit))
        self.earlier.setVisible(hit.earlier is not None)
        if not hit.stale(now, self._days) and hit.heard:
            self.age.say(say("hit.as_of", self._lang, at=moment(hit.heard)))
        elif hit.heard:
            self.age.say(say("hit.stale", self._lang, at=moment(hit.heard)), "warn")
        else:
            self.age.say(say("hit.never_heard", self._lang), "warn")

    def _before(self, hit: Hit) -> str:
        one = hit.earlier
        if one is None:
            return ""
        answer = say(f"hit_answer.{one.answer}", self._lang)
        told = say("hit.earlier", self._lang, at=moment(one.at), by=one.by, answer=answer)
        return f"{told}　{one.words}" if one.words else told


class HitBlock(Known):
    """One listing, and what the officer decides about it; nothing is chosen beforehand."""

    edited = Signal()
    saved = Signal()
    """It is to be kept now (in a file; an arrival keeps it with everything else)."""

    def __init__(self, hit: Hit, lang: str, days: int, *, saves: bool) -> None:
        super().__init__(hit, lang, days)
        choices = [(one.value, say(f"hit_answer.{one}", lang)) for one in HitAnswer]
        self.answer = ChoiceField(self.tr("怎样处理"), choices)
        self.words = TextField(self.tr("说明"))
        care = [(one.value, say(f"counselling.{one}", lang)) for one in Counselling]
        self.counselling = ChoiceField(self.tr("心灵救助"), care)
        self.fields: dict[str, Field] = {
            "answer": self.answer,
            "words": self.words,
            "counselling": self.counselling,
        }
        self._lay_out(saves=saves)
        for field in self.fields.values():
            field.changed.connect(lambda _value: self.edited.emit())

    def raw(self) -> dict[str, str]:
        """What was said so far."""
        return {name: field.value() for name, field in self.fields.items() if field.value()}

    def fill(self, said: Mapping[str, str]) -> None:
        """As it stood in a draft."""
        for name, field in self.fields.items():
            field.set_value(said.get(name, ""))

    def refused(self, key: str, sentence: str) -> None:
        """Why it was not kept."""
        field = self.answer if key == "hit.needs_answer" else self.words
        field.warn(sentence)
        field.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self, *, saves: bool) -> None:
        for field in self.fields.values():
            self.lines.addWidget(field)
        if saves:
            self.words.on_enter(self.saved.emit)
            save = Press(self.tr("保存处理"))
            save.clicked.connect(self.saved)
            self.lines.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)


class ListedCard(Card):
    """Hidden where nobody is listed, and as long as urgent need waits."""

    edited = Signal()
    wanted = Signal(object)
    """Decided: to be kept now."""

    def __init__(self, lang: str, days: int, *, saves: bool = False) -> None:
        super().__init__(self.tr("重点甄别"), "visibility")
        self._lang, self._days, self._saves = lang, days, saves
        self.blocks: dict[UUID, HitBlock] = {}
        self._kept: dict[str, dict[str, str]] = {}
        """What was said, by listing, also while it is not shown."""
        self.hide()

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """These and no others; what was typed about one that stays is not touched."""
        self._remember()
        found = {hit.listed.id: hit for hit in hits}
        for id_ in [id_ for id_, block in self.blocks.items() if not _stays(block, found)]:
            self._drop(id_)
        for id_, hit in found.items():
            if id_ in self.blocks:
                self.blocks[id_].show_age(hit, clock.now())
            else:
                self._add(hit)
        self.setVisible(bool(self.blocks))

    def clear(self) -> None:
        """Somebody else is at the desk."""
        for id_ in list(self.blocks):
            self._drop(id_)
        self._kept = {}
        self.hide()

    def restore(self, kept: Mapping[str, dict[str, str]]) -> None:
        """Out of a draft: filled in once it is shown again."""
        self.clear()
        self._kept = dict(kept)

    def raw(self) -> dict[str, dict[str, str]]:
        """What was said, for a draft."""
        self._remember()
        return dict(self._kept)

    def decided(self) -> tuple[Decided, ...]:
        """What is shown, with what was said to each."""
        return tuple(Decided(hit=one.hit, said=one.raw()) for one in self.blocks.values())

    def arrive(self) -> None:
        """The cursor on the first answer, with all that it is about in sight."""
        for block in self.blocks.values():
            show(block)
            block.answer.setFocus(Qt.FocusReason.TabFocusReason)
            show(block.answer)
            return

    def _add(self, hit: Hit) -> None:
        block = HitBlock(hit, self._lang, self._days, saves=self._saves)
        block.fill(self._kept.get(str(hit.listed.id), {}))
        block.edited.connect(self.edited)
        block.saved.connect(lambda: self.wanted.emit(Decided(hit=block.hit, said=block.raw())))
        self.blocks[hit.listed.id] = block
        self.body.addWidget(block)

    def _drop(self, id_: UUID) -> None:
        block = self.blocks.pop(id_)
        self.body.removeWidget(block)
        block.hide()
        block.deleteLater()

    def _remember(self) -> None:
        said = {str(id_): block.raw() for id_, block in self.blocks.items()}
        self._kept |= said
        self._kept = {id_: one for id_, one in self._kept.items() if one}


def _stays(block: HitBlock, found: Mapping[UUID, Hit]) -> bool:
    """A listing that was told anew is shown anew."""
    hit = found.get(block.hit.listed.id)
    return hit is not None and hit.listed == block.hit.listed
