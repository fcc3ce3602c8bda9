"""Whom one met in the street, filled in with few keys."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from app import clock
from app.clock import local
from app.desk.street import BY_RULE, NEVER, Met, Shown
from app.desk.street_said import read_when
from app.domain.errors import Refused
from app.domain.place import settled
from app.domain.street import HOSPITAL, POLICE, Encounter, Offer, StreetAnswer, Urgent
from app.domain.visit import Answer
from app.places import ready
from app.words.say import say, sentence
from ui.fields import ChoiceField, Choices, TextField
from ui.jobs import Jobs
from ui.papers.adverse_cards import DeedCard, MarksField
from ui.places import PlaceField
from ui.snapping import SnapCard

_LATER = {
    "h2": timedelta(hours=2), "h4": timedelta(hours=4), "d1": timedelta(days=1),
    "d3": timedelta(days=3),
}  # fmt: skip
PHOTO, STRANGER, CORRECTS = "photo", "stranger", "corrects"
"""In a draft beside the fields: the picture, whom it is again, and what is written anew."""
_TO_HOSPITAL = {Urgent.INJURED, Urgent.ILL, Urgent.MENTAL}
_TO_POLICE = {Urgent.CHILD, Urgent.DRUNK}
_NO_LOOK = (StreetAnswer.ACCEPTED, StreetAnswer.GONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Whom one met, and which encounter this is in the place of."""

    met: Met
    corrects: UUID | None


class MetCard(DeedCard):
    """Whom one met: few keys, Enter through, F9 at any time."""

    beside: ClassVar[Mapping[str, str]] = {
        "street.unreadable_time": "when", "street.not_yet": "when", "street.too_old": "when",
        "street.needs_place": "place", "street.too_long": "place", "street.needs_offer": "offered",
        "street.needs_answer": "taken", "street.photo_refused": "photo_answer",
        "street.photo_unasked": "photo_answer", "street.look_at": "look_at",
    }  # fmt: skip

    def __init__(self, jobs: Jobs, camera: str, lang: str, hours: int) -> None:
        super().__init__(self.tr("街面遇见"), "volunteer_activism", lang)
        self.shown: Shown | None = None
        self.round: UUID | None = None
        self._again: Encounter | None = None
        self._stranger: UUID | None = None
        self._corrects: UUID | None = None
        self.snap = SnapCard(jobs, camera, lang, self.tr("照片（不做人脸比对）"))
        self.place = PlaceField(self.tr("地点"), lang, self.tr("写到能再找到"))
        self.when = TextField(self.tr("时间"), latin=True, longest=20)
        self.taken = ChoiceField(self.tr("结果"), self._said("street_answer", StreetAnswer))
        self.offered = MarksField(self.tr("提供了什么"), self._said("street_offer", Offer))
        self.why = TextField(self.tr("拒绝的原因"), longest=120)
        self.name = TextField(self.tr("姓名或称呼"), longest=60)
        self.sex = ChoiceField(self.tr("性别"), [(one, say(f"sex.{one}", lang)) for one in "12"])
        self.age = TextField(self.tr("年龄"), self.tr("例：约50"), longest=20)
        self.look = TextField(self.tr("衣着、体貌"), longest=500)
        self.urgent = MarksField(self.tr("马上处理"), self._said("street_urgent", Urgent))
        self.hospital = TextField(self.tr("120 时间"), latin=True, longest=20)
        self.police = TextField(self.tr("110 时间"), latin=True, longest=20)
        self.photo_answer = ChoiceField(self.tr("本人是否同意拍照"), self._photo_answers())
        told = say("street.look_by_rule", lang, hours=hours)
        self.look_at = ChoiceField(self.tr("再去看"), self._later(), self.tr("不填按规定"))
        self.look_at.setToolTip(told)
        self.words = TextField(self.tr("其他情况"), longest=500)
        self._lay_out_fields()
        self._watch()

    def begin(self) -> None:
        """Somebody new, met now."""
        self.shown = self._again = self._stranger = self._corrects = None
        self.snap.shut()
        self.snap.show_pictures([])
        super().begin()
        self.when.set_value(f"{local(clock.now()):%H:%M}")
        self._show_some()

    def begin_again(self, one: Encounter) -> None:
        """Who was met before: what does not change stands there already."""
        self.begin()
        self._stranger, self._again = one.stranger, one
        for field, value in (
            (self.place, one.place), (self.name, one.name), (self.sex, one.sex),
            (self.age, one.age), (self.look, one.look),
        ):  # fmt: skip
            field.set_value(value)
        self.offered.setFocus()

    def correct(self, one: Encounter) -> None:
        """As it was written, to be written anew."""
        self.begin_again(one)
        self._corrects = one.met
        at = local(one.met_at)
        values = {
            "when": f"{at:%m-%d %H:%M}", "taken": one.taken, "offered": ",".join(one.offered),
            "why": one.why, "urgent": ",".join(one.urgent), "words": one.words,
            "photo_answer": one.photo_answer or "", "hospital": _time(one.called.get(HOSPITAL)),
            "police": _time(one.called.get(POLICE)),
            "look_at": "" if one.look_at or one.taken in _NO_LOOK else NEVER,
        }  # fmt: skip
        for name, value in values.items():
            self.fields[name].set_value(value)

    def is_again(self, one: Encounter | None) -> None:
        """An officer says that it is this stranger; None: somebody else after all."""
        self._again, self._stranger = one, one.stranger if one else None
        if one is not None:
            for field, value in (
                (self.name, one.name), (self.sex, one.sex), (self.age, one.age),
                (self.look, one.look),
            ):  # fmt: skip
                if not field.value():
                    field.set_value(value)

    @property
    def again(self) -> Encounter | None:
        """The earlier encounter with the same stranger."""
        return self._again

    def keep(self, shown: Shown | None) -> None:
        """A picture came, or is not wanted."""
        self.shown = shown

    def code(self) -> str:
        """Of the place, where it is one that the table knows."""
        table, place = ready(), self.place.value()
        known = settled(table, place) if table and place else None
        return known.place.code if known else ""

    def raw(self) -> dict[str, str]:
        """With the picture: what was photographed is not photographed again."""
        typed = super().raw()
        if typed.keys() <= {"card", "when"} and self.shown is None:
            return {}
        more = {
            PHOTO: _packed(self.shown), STRANGER: str(self._stranger or ""),
            CORRECTS: str(self._corrects or ""),
        }  # fmt: skip
        return typed | {name: value for name, value in more.items() if value}

    def take_up(self, kept: Mapping[str, str]) -> bool:
        """The same with whom it is about."""
        if not super().take_up(kept):
            return False
        self.shown = _unpacked(kept.get(PHOTO, ""))
        self._stranger = UUID(kept[STRANGER]) if kept.get(STRANGER) else None
        self._corrects = UUID(kept[CORRECTS]) if kept.get(CORRECTS) else None
        self._show_some()
        return True

    def finish(self) -> None:
        """Hand it over, or say what is not understood."""
        try:
            self.wanted.emit(Written(met=self._read(clock.now()), corrects=self._corrects))
        except Refused as sorry:
            self.refused(sorry.key, sentence(sorry, self.lang))

    def _read(self, now: datetime) -> Met:
        if not self.taken.value():
            raise Refused("street.needs_answer")
        met_at, place = read_when(self.when.value(), now), self.place.value()
        answer, refused = self.photo_answer.value(), self.taken.value() == StreetAnswer.REFUSED
        return Met(
            round=self.round, stranger=self._stranger, met_at=met_at, place=place,
            place_code=self.code(), name=self.name.value(),
            sex=self.sex.value(), age=self.age.value(), look=self.look.value(), shown=self.shown,
            photo_answer=Answer(answer) if answer else None,
            offered=tuple(Offer(one) for one in self.offered.chosen()),
            taken=StreetAnswer(self.taken.value()), why=self.why.value() if refused else "",
            urgent=tuple(Urgent(one) for one in self.urgent.chosen()),
            called=self._called(now), look_at=self._look_at(met_at), words=self.words.value(),
        )  # fmt: skip

    def _called(self, now: datetime) -> dict[str, str]:
        both = ((HOSPITAL, self.hospital), (POLICE, self.police))
        told = {who: field.value() for who, field in both if not field.isHidden()}
        return {who: read_when(x, now).isoformat() for who, x in told.items() if x}

    def _look_at(self, met_at: datetime) -> str:
        value = self.look_at.value()
        return (met_at + _LATER[value]).isoformat() if value in _LATER else value or BY_RULE

    def _said(self, kind: str, codes: type[StreetAnswer | Offer | Urgent]) -> Choices:
        return [(str(one), say(f"{kind}.{one}", self.lang)) for one in codes]

    def _photo_answers(self) -> Choices:
        told = {
            "granted": self.tr("同意"),
            "refused": self.tr("不同意"),
            "unable": self.tr("说不清"),
        }
        return list(told.items())

    def _later(self) -> Choices:
        return [
            ("h2", self.tr("2 小时")), ("h4", self.tr("4 小时")), ("d1", self.tr("明天")),
            ("d3", self.tr("3 天后")), (NEVER, self.tr("不用")),
        ]  # fmt: skip

    def _watch(self) -> None:
        self.taken.changed.connect(lambda _said: self._show_some())
        self.urgent.changed.connect(lambda _said: self._show_some())
        self.snap.taken.connect(self.keep)

    def _show_some(self) -> None:
        """What is asked only sometimes."""
        self.why.setVisible(self.taken.value() == StreetAnswer.REFUSED)
        seen = {Urgent(one) for one in self.urgent.chosen()}
        hospital, police = seen & _TO_HOSPITAL, seen & _TO_POLICE
        self.hospital.setVisible(bool(hospital))
        self.police.setVisible(bool(police))
        told = [
            say(key, self.lang)
            for key, wanted in (("street.call_hospital", hospital), ("street.call_police", police))
            if wanted
        ]
        self.urgent.warn("\n".join(told))

    def _lay_out_fields(self) -> None:
        self.fields |= {
            "place": self.place, "when": self.when, "offered": self.offered, "taken": self.taken,
            "why": self.why, "name": self.name, "sex": self.sex, "age": self.age,
            "look": self.look, "urgent": self.urgent, "hospital": self.hospital,
            "police": self.police, "photo_answer": self.photo_answer, "look_at": self.look_at,
            "words": self.words,
        }  # fmt: skip
        self.row((self.place, 3), (self.when, 1))
        self.body.addWidget(self.offered)
        self.row((self.taken, 1))
        self.body.addWidget(self.why)
        self.row((self.name, 3), (self.sex, 2), (self.age, 2))
        self.body.addWidget(self.look)
        self.body.addWidget(self.urgent)
        self.row((self.hospital, 1), (self.police, 1))
        self.row((self.look_at, 1))
        self.body.addWidget(self.words)
        self.body.addWidget(self.photo_answer)
        self.words.on_enter(self.finish)
        self.buttons(self.tr("保存"))


def _time(when: str | None) -> str:
    return f"{local(datetime.fromisoformat(when)):%m-%d %H:%M}" if when else ""


def _packed(shown: Shown | None) -> str:
    if shown is None:
        return ""
    return f"{shown.width}x{shown.height}:{base64.b64encode(shown.jpeg).decode()}"


def _unpacked(packed: str) -> Shown | None:
    size, _, data = packed.partition(":")
    wide, _, high = size.partition("x")
    try:
        jpeg = base64.b64decode(data, validate=True)
        return Shown(jpeg=jpeg, width=int(wide), height=int(high)) if data else None
    except (ValueError, binascii.Error):
        return None
