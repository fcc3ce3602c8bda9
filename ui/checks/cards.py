"""What is filled in on the page 甄别与审批: a condition, a query, a proposal, an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from app import clock
from app.desk.checks import Query, Ticked
from app.desk.stay_approval import Wanted
from app.domain.checks import (
    Condition,
    Met,
    OutsideQuery,
    QueryOutcome,
    QuerySource,
)
from app.domain.evidence import Sameness
from app.domain.ids import OfficerId
from app.domain.person import Source
from app.domain.stay_approval import Special, StayAnswered, StayProposal, StayService
from app.words.say import say
from ui.cards import words
from ui.checks.rows import condition_in_words
from ui.custody.cards import OfficerField
from ui.fields import ChoiceField, Choices, ComboField, Field, NoteField, TextField
from ui.papers.adverse_cards import DeedCard, MarksField
from ui.people.lines import moment
from ui.vouchers.days import read_moment

ABOUT, CORRECTS = "about", "corrects"
"""Beside the fields of a draft: which condition, and what is written in the place of what."""
_SOURCES = [one for one in Source if one is not Source.OLD_REGISTER]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a leader says."""

    how: str
    reason: str


class AboutCard(DeedCard):
    """Fields that may stand in the place of something older; what stood there is no draft."""

    def __init__(self, title: str, icon: str, lang: str) -> None:
        super().__init__(title, icon, lang)
        self.corrects: UUID | None = None
        self.about = ""
        self._stood: dict[str, str] = {}

    def begin(self) -> None:
        """Empty, about nothing older."""
        self.corrects, self.about, self._stood = None, "", {}
        super().begin()

    def stood(self, corrects: UUID, values: Mapping[str, str]) -> None:
        """What is written anew is there to be changed."""
        self.corrects = corrects
        for name, value in values.items():
            self.fields[name].set_value(value)
        self._stood = super().raw()

    def raw(self) -> dict[str, str]:
        """For a draft: with what it is about; nothing while it only says what stood there."""
        typed = super().raw()
        if not typed or typed == self._stood:
            return {}
        more = {ABOUT: self.about, CORRECTS: str(self.corrects) if self.corrects else ""}
        return typed | {name: value for name, value in more.items() if value}

    def take_up(self, kept: Mapping[str, str]) -> bool:
        """What was typed before, about the same as then."""
        if not super().take_up(kept):
            return False
        self.about = kept.get(ABOUT, "")
        self.corrects = UUID(kept[CORRECTS]) if kept.get(CORRECTS) else None
        return True

    def when(self, field: Field) -> datetime | None:
        """The moment that was typed; None: now. ValueError where it is none."""
        if not field.value():
            return None
        found = read_moment(field.value(), clock.now())
        if found is None:
            raise ValueError(field.value())
        return found

    def not_a_moment(self) -> None:
        """Beside the field of the time."""
        self.refused("checks.when", say("checks.when", self.lang))


class ConditionCard(AboutCard):
    """F2: one condition with its evidence; nothing is chosen beforehand."""

    beside: ClassVar[Mapping[str, str]] = {
        "checks.needs_evidence": "words",
        "checks.too_long": "words",
        "checks.needs_source": "source",
        "checks.not_yet": "seen_at",
        "checks.when": "seen_at",
    }

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("核对救助条件"), "check_circle", lang)
        self.which = words("", "strong", wrap=True)
        self.body.addWidget(self.which)
        met = [(str(one), say(f"met.{one}", lang)) for one in Met]
        sources = [(str(one), say(f"source.{one}", lang)) for one in _SOURCES]
        self.answer = ChoiceField(self.tr("是否符合"), met)
        self.words = NoteField(self.tr("依据（看到、问到、查到什么）"), lines=3)
        self.source = ComboField(self.tr("依据从哪里来"), sources)
        self.told_by = TextField(self.tr("谁说的、谁提供的"), longest=200)
        self.seen_at = TextField(self.tr("什么时候"), self.tr("空着是现在"), latin=True)
        self.put_in(answer=self.answer, words=self.words)
        self.fields |= {"source": self.source, "told_by": self.told_by}
        self.row((self.source, 2), (self.told_by, 3))
        self.put_in(seen_at=self.seen_at)
        self.buttons(self.tr("保存核对"))

    def open_for(self, one: Condition) -> None:
        """A condition; what was answered of it is there to be corrected."""
        self.begin()
        self.name(one.code)
        if said := one.newest:
            values = {
                "answer": str(said.answer), "words": said.words, "source": said.source or "",
                "told_by": said.told_by, "seen_at": moment(said.seen_at),
            }  # fmt: skip
            self.stood(said.id, values)

    def name(self, code: str) -> None:
        """Which condition it is."""
        self.about = code
        self.which.setText(condition_in_words(code, self.lang))

    def take_up(self, kept: Mapping[str, str]) -> bool:
        found = super().take_up(kept)
        if found:
            self.name(self.about)
        return found

    def finish(self) -> None:
        """Hand it over, or say that there is no such moment."""
        try:
            seen_at = self.when(self.seen_at)
        except ValueError:
            self.not_a_moment()
            return
        self.wanted.emit(
            Ticked(
                condition=self.about, answer=self.answer.value(), words=self.words.value(),
                source=self.source.value(), told_by=self.told_by.value(), seen_at=seen_at,
                corrects=self.corrects,
            )
        )  # fmt: skip


class QueryCard(AboutCard):
    """F3: what was asked outside; the answer may come later."""

    beside: ClassVar[Mapping[str, str]] = {
        "checks.needs_purpose": "purpose",
        "checks.needs_question": "asked",
        "checks.needs_outcome": "outcome",
        "checks.needs_result": "result",
        "checks.no_candidates": "candidates",
        "checks.too_long": "result",
        "checks.not_yet": "asked_at",
        "checks.when": "asked_at",
        "checks.no_officer": "asked_by",
    }

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("向外查询"), "search", lang)
        outcomes = [(str(one), say(f"query_outcome.{one}", lang)) for one in QueryOutcome]
        same = [(str(one), say(f"sameness.{one}", lang)) for one in Sameness]
        self.source = ComboField(self.tr("向哪里查"), _choices("query_source", QuerySource, lang))
        self.whom = TextField(self.tr("单位、人员"), longest=200)
        self.purpose = TextField(self.tr("为什么查、依据"), longest=500)
        self.asked = TextField(self.tr("查询内容"), longest=500)
        self.asked_at = TextField(self.tr("时间"), self.tr("空着是现在"), latin=True)
        self.asked_by = OfficerField(self.tr("查询人"), self.tr("空着是我"))
        self.outcome = ChoiceField(self.tr("结果"), outcomes)
        self.result = NoteField(self.tr("查到什么"), lines=2)
        self.candidates = TextField(self.tr("查到的人员"), longest=1000)
        self.decision = ChoiceField(self.tr("认定是不是同一人（由人判断）"), same)
        self.reason = TextField(self.tr("认定的理由"), longest=500)
        self.notes = NoteField(self.tr("访谈、通话记录"), lines=3)
        self._pair(2, source=self.source, whom=self.whom)
        self.put_in(purpose=self.purpose, asked=self.asked)
        self._pair(3, asked_at=self.asked_at, asked_by=self.asked_by)
        self.put_in(
            outcome=self.outcome, result=self.result, candidates=self.candidates,
            decision=self.decision, reason=self.reason, notes=self.notes,
        )  # fmt: skip
        self.buttons(self.tr("保存查询"))
        self.candidates.changed.connect(lambda _text: self._turn())

    def begin(self) -> None:
        """Empty; nobody was found yet of whom anything could be decided."""
        super().begin()
        self._turn()

    def open_for(self, one: OutsideQuery) -> None:
        """A query whose answer has come, or that was written down wrong."""
        self.begin()
        values = {
            "source": str(one.source), "whom": one.whom, "purpose": one.purpose,
            "asked": one.asked, "asked_at": moment(one.asked_at), "asked_by": str(one.asked_by),
            "outcome": str(one.outcome), "result": one.result, "candidates": one.candidates,
            "decision": one.decision or "", "reason": one.reason, "notes": one.notes,
        }  # fmt: skip
        self.stood(one.id, values)

    def finish(self) -> None:
        """Hand it over, or say that there is no such moment."""
        try:
            asked_at = self.when(self.asked_at)
        except ValueError:
            self.not_a_moment()
            return
        by, found = self.asked_by.value(), bool(self.candidates.value())
        said = {name: field.value() for name, field in self.fields.items()}
        self.wanted.emit(
            Query(
                source=said["source"], whom=said["whom"], purpose=said["purpose"],
                asked=said["asked"], asked_at=asked_at,
                asked_by=OfficerId(UUID(by)) if by else None, outcome=said["outcome"],
                result=said["result"], candidates=said["candidates"],
                decision=said["decision"] if found else "",
                reason=said["reason"] if found else "", notes=said["notes"],
                corrects=self.corrects,
            )
        )  # fmt: skip

    def _pair(self, share: int, **fields: Field) -> None:
        """Two fields side by side."""
        one, other = fields.values()
        self.fields |= fields
        self.row((one, share), (other, 5 - share))

    def _turn(self) -> None:
        found = bool(self.candidates.value())
        self.decision.setVisible(found)
        self.reason.setVisible(found)


class StayCard(AboutCard):
    """F6: what is proposed; help goes on meanwhile."""

    beside: ClassVar[Mapping[str, str]] = {
        "stay.needs_special": "special",
        "stay.special_or_none": "special",
        "stay.needs_special_words": "special_words",
        "stay.needs_services": "services",
        "stay.needs_service_words": "service_words",
    }

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("拟办入站"), "description", lang)
        specials = _choices("special", Special, lang)
        services = _choices("stay_service", StayService, lang)
        self.facts = NoteField(self.tr("基本情况（核实了什么）"), lines=4)
        self.special = MarksField(self.tr("特殊类别（可多选）"), specials, columns=4)
        self.special_words = TextField(self.tr("类别说明"), longest=500)
        self.room = TextField(self.tr("安排房间"), longest=200)
        self.services = MarksField(self.tr("拟提供的救助（可多选）"), services, columns=4)
        self.service_words = TextField(self.tr("救助说明"), longest=500)
        self.opinion = NoteField(self.tr("经办人意见"), lines=2)
        self.put_in(facts=self.facts, special=self.special)
        self.fields |= {"special_words": self.special_words, "room": self.room}
        self.row((self.special_words, 3), (self.room, 2))
        self.put_in(services=self.services, service_words=self.service_words, opinion=self.opinion)
        self.buttons(self.tr("提交审批"))

    def open_for(self, made: StayProposal | None, room: str) -> None:
        """A new one, the room as it was given; or one in the place of what was proposed."""
        self.begin()
        if made is None:
            self.room.set_value(room)
            self._stood = super(AboutCard, self).raw()
            return
        values = {
            "facts": made.facts, "special": ",".join(made.special),
            "special_words": made.special_words, "room": made.room or room,
            "services": ",".join(made.services), "service_words": made.service_words,
            "opinion": made.opinion,
        }  # fmt: skip
        self.stood(made.id, values)

    def finish(self) -> None:
        """Hand it over; the rules are the deed's."""
        self.wanted.emit(
            Wanted(
                facts=self.facts.value(), special=self.special.chosen(),
                special_words=self.special_words.value(), room=self.room.value(),
                services=self.services.chosen(), service_words=self.service_words.value(),
                opinion=self.opinion.value(), corrects=self.corrects,
            )
        )  # fmt: skip


class AnswerStayCard(DeedCard):
    """F7: a leader who did not propose it; nothing is chosen beforehand."""

    beside: ClassVar[Mapping[str, str]] = {
        "stay.needs_reason": "reason",
        "checks.too_long": "reason",
    }

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("站领导审批"), "check_circle", lang)
        self.how = ChoiceField(self.tr("意见"), _choices("stay_answered", StayAnswered, lang))
        self.reason = NoteField(self.tr("理由（不同意、退回必填）"), lines=3)
        self.put_in(how=self.how, reason=self.reason)
        self.buttons(self.tr("保存意见"))

    def finish(self) -> None:
        """Hand it over."""
        self.wanted.emit(Answered(how=self.how.value(), reason=self.reason.value()))


def _choices(part: str, values: type, lang: str) -> Choices:
    return [(str(value), say(f"{part}.{value}", lang)) for value in values]  # type: ignore[attr-defined]
