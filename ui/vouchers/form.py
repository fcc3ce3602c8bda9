"""The journey of a voucher; sentences of the rules stand beside the field concerned."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal

from app.desk.vouchers import Journey
from app.domain.errors import Refused, Unavailable
from app.domain.phrase import Phrase, relief_at
from app.domain.voucher import LONGEST_PLACE
from app.words.say import sentence
from ui.cards import Card
from ui.fields import ChoiceField, Field, NumberField, TextField
from ui.vouchers.days import read_day, read_fare

_BESIDE = {
    "voucher.transfer_needs_relief_station": "transfer_place",
    "voucher.same_place": "to_place",
    "voucher.same_town": "note",
    "voucher.departs_in_the_past": "depart_on",
    "voucher.departs_too_late": "depart_on",
    "voucher.validity_out_of_range": "valid_until",
    "voucher.fare_out_of_range": "fare",
    "voucher.live_elsewhere": "despite",
}


class JourneyForm(Card):
    """From, to, when, how; the last day it holds follows the day of travel."""

    finished = Signal()
    """Enter in the last field."""

    def __init__(self, most_days: int, lang: str) -> None:
        super().__init__(self.tr("返乡行程"), "train")
        self._most_days, self._lang = most_days, lang
        self._today = date.min
        self._own_validity = False
        self._kept: list[Phrase] = []
        self._looked_up = ""
        self.fields: dict[str, Field] = {
            "from_place": TextField(self.tr("出发站"), longest=60),
            "to_place": TextField(self.tr("到达站"), longest=60),
            "depart_on": NumberField(self.tr("乘车日期"), self.tr("可填 11-24 或 +1")),
            "valid_until": NumberField(self.tr("有效期至")),
            "train": TextField(self.tr("车次")),
            "seat": TextField(self.tr("席别")),
            "fare": NumberField(self.tr("票价（元）")),
            "direct": ChoiceField(
                self.tr("路线"), [("yes", self.tr("直达")), ("no", self.tr("中转"))]
            ),
            "transfer_place": TextField(self.tr("中转站"), longest=60),
            "transfer_relief": TextField(self.tr("当地救助站"), longest=60),
            "note": TextField(self.tr("备注（印在凭证上）"), longest=120),
            "despite": TextField(self.tr("他站已有凭证，为什么还要开"), longest=200),
        }
        f = self.fields
        self.row((f["from_place"], 1), (f["to_place"], 1))
        self.row((f["depart_on"], 1), (f["valid_until"], 1))
        self.row((f["train"], 1), (f["seat"], 1))
        self.row((f["fare"], 1), (f["direct"], 1))
        self.row((f["transfer_place"], 1), (f["transfer_relief"], 1))
        self.body.addWidget(f["note"])
        self.body.addWidget(f["despite"])
        f["note"].on_enter(self.finished.emit)
        f["transfer_relief"].phrases = "relief"
        f["transfer_place"].changed.connect(self._look_up)
        f["direct"].changed.connect(self._route)
        f["depart_on"].changed.connect(self._follow)
        f["valid_until"].changed.connect(self._typed_validity)

    def begin(self, today: date, raw: dict[str, str]) -> None:
        """A form for today; what was typed before for this visit is put back."""
        self._today, self._own_validity = today, False
        for key, field in self.fields.items():
            field.set_value(raw.get(key, ""))
            field.warn("")
        if not self.fields["depart_on"].value():
            self.fields["depart_on"].set_value(today.isoformat())
        self.fields["direct"].set_value(raw.get("direct") or "yes")
        self._route(self.fields["direct"].value())
        self.fields["despite"].setVisible(bool(raw.get("despite")))

    def know(self, kept: list[Phrase]) -> None:
        """The station's table of relief stations where trains are changed."""
        self._kept = kept

    def raw(self) -> dict[str, str]:
        """Every field as it stands."""
        return {key: field.value() for key, field in self.fields.items() if field.value()}

    def journey(self) -> Journey | None:
        """What was filled in, or None with a word beside each field that is not understood."""
        value = {key: field.value() for key, field in self.fields.items()}
        depart = self._read_day("depart_on")
        until = self._read_day("valid_until")
        fare = read_fare(value["fare"]) if value["fare"] else None
        wrong = bool(value["fare"]) and fare is None
        odd = self.tr("看不懂这个金额（最多写到分），例：612.50")
        self.fields["fare"].warn(odd if wrong else "")
        if depart is None or until is None or wrong:
            return None
        return Journey(
            from_place=value["from_place"],
            to_place=value["to_place"],
            depart_on=depart,
            valid_until=until,
            train=value["train"],
            seat=value["seat"],
            fare=fare,
            direct=value["direct"] != "no",
            transfer_place=value["transfer_place"],
            transfer_relief=value["transfer_relief"],
            note=value["note"],
            despite=value["despite"],
        )

    def say_beside(self, sorry: Refused | Unavailable) -> bool:
        """Put a rule's sentence beside its field; False where it belongs to none."""
        place = _BESIDE.get(sorry.key) or self._place_meant(sorry.key)
        if not place:
            return False
        field = self.fields[place]
        field.setVisible(True)
        field.warn(sentence(sorry, self._lang))
        field.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def clear_warnings(self) -> None:
        """Another try."""
        for field in self.fields.values():
            field.warn("")

    def _place_meant(self, key: str) -> str:
        places = ("from_place", "to_place", "transfer_place")
        value = {place: self.fields[place].value() for place in places}
        if key == "voucher.no_places":
            return next((p for p in places if not value[p]), places[0])
        if key == "voucher.place_too_long":
            return next((p for p in places if len(value[p]) > LONGEST_PLACE), places[0])
        return ""

    def _read_day(self, key: str) -> date | None:
        field = self.fields[key]
        day = read_day(field.value(), self._today)
        field.warn("" if day else self.tr("看不懂这个日期，例：2026-11-24"))
        if day and field.value() != day.isoformat():
            own = self._own_validity
            field.set_value(day.isoformat())
            self._own_validity = own or key == "valid_until"
        return day

    def _follow(self, typed: str) -> None:
        day = read_day(typed, self._today)
        if day and not self._own_validity:
            until = day + timedelta(days=self._most_days)
            self.fields["valid_until"].set_value(until.isoformat())
            self._own_validity = False

    def _typed_validity(self, _text: str) -> None:
        field = self.fields["valid_until"]
        self._own_validity = bool(field.value()) and field.isAncestorOf(self.focusWidget() or self)

    def _look_up(self, place: str) -> None:
        """What the table says; what the officer typed is not written over."""
        field = self.fields["transfer_relief"]
        if field.value() in {"", self._looked_up}:
            self._looked_up = relief_at(place, self._kept)
            field.set_value(self._looked_up)

    def _route(self, direct: str) -> None:
        for key in ("transfer_place", "transfer_relief"):
            self.fields[key].setVisible(direct == "no")
