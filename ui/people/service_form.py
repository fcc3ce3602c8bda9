"""One line of 在站服务, or one in the place of another; a digit chooses the kind."""

from datetime import date, datetime

from app.clock import local
from app.desk.services import Given
from app.domain.service import Service, ServiceKind
from app.words.say import say
from ui.fields import ComboField, Field, NumberField, TextField
from ui.people.lines import moment
from ui.today.small_form import SmallForm
from ui.vouchers.days import read_clock, read_day, read_fare, read_past_day

_ALWAYS = {"kind", "on", "clock", "words"}
_COUNTED = {ServiceKind.MEAL, ServiceKind.CLOTHES}
_MORE = {
    ServiceKind.MEDICAL: {"partner", "outcome", "cost"},
    ServiceKind.COUNSELLING: {"partner", "meets_on", "outcome"},
    ServiceKind.TRAINING: {"partner"},
    ServiceKind.CALL: {"partner"},
    ServiceKind.HOSPITAL: {"partner"},
    ServiceKind.BACK: {"outcome", "cost"},
}
_BESIDE = {
    "service.when": "on",
    "service.quantity": "quantity",
    "service.cost": "cost",
    "service.needs_words": "words",
    "service.too_long": "words",
    "service.needs_partner": "partner",
    "service.meets_before": "meets_on",
}


class ServiceForm(SmallForm):
    """Nothing is chosen beforehand; the time is now unless another one is typed."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self.kind = ComboField(self.tr("服务"), [], self.tr("按数字选择"))
        fields: dict[str, Field] = {
            "kind": self.kind,
            "quantity": NumberField(self.tr("数量")),
            "partner": TextField(self.tr("医院、机构、通话对象")),
            "meets_on": NumberField(self.tr("预约日期"), self.tr("例 12-20 或 +10")),
            "outcome": TextField(self.tr("结果、诊断、医嘱")),
            "cost": NumberField(self.tr("费用（元）")),
            "on": NumberField(self.tr("日期")),
            "clock": NumberField(self.tr("时间"), self.tr("不填为现在")),
            "words": TextField(self.tr("说明、经过")),
        }
        super().__init__(
            self.tr("在站服务"), "volunteer_activism", fields, (self.tr("保存"), "F2"), _BESIDE
        )
        fields["words"].phrases = "note"
        self.kind.changed.connect(self._choose)
        self._today = date.min
        self.wrong: Service | None = None

    def begin_line(
        self, now: tuple[date, datetime], wrong: Service | None, kept: dict[str, str]
    ) -> None:
        """An empty line, or one in the place of another, filled as that one was."""
        self._today, self.wrong = now[0], wrong
        kinds = [one for one in ServiceKind if wrong or one is not ServiceKind.MISTAKEN]
        choices = [
            (one.value, f"{number % 10} {say(f'service_kind.{one}', self._lang)}")
            for number, one in enumerate(kinds, start=1)
        ]
        self.kind.offer(choices)
        told = self.tr("更正 {0} 的记录：原来的保留，不再采用。请写明为什么。")
        self.told.say(told.format(moment(wrong.happened_at)) if wrong else "")
        self._choose("")
        begun = _filled(wrong) if wrong else {"on": self._today.isoformat(), "quantity": "1"}
        self.begin(begun, kept, "kind")
        self._choose(self.kind.value())

    def given(self) -> Given | None:
        """What was typed; None after saying what cannot be read."""
        if wrong := self._unreadable():
            self.warn(*wrong)
            return None
        value = {name: self.value(name) for name in self.fields}
        return Given(
            kind=ServiceKind(value["kind"]),
            on=read_past_day(value["on"], self._today) if value["on"] else None,
            clock=read_clock(value["clock"]) if value["clock"] else None,
            quantity=int(value["quantity"] or 1),
            words=value["words"],
            partner=value["partner"],
            meets_on=read_day(value["meets_on"], self._today) if value["meets_on"] else None,
            outcome=value["outcome"],
            cost=read_fare(value["cost"]) if value["cost"] else None,
            corrects=self.wrong.id if self.wrong else None,
        )

    def _unreadable(self) -> tuple[str, str] | None:
        value = {name: self.value(name) for name in self.fields}
        no_day = self.tr("看不懂这个日期，例：2026-11-24")
        no_sum = self.tr("看不懂这个金额（最多写到分），例：612.50")
        bad = [
            ("kind", not value["kind"], self.tr("请选择。")),
            ("quantity", not (value["quantity"] or "1").isdecimal(), self.tr("请填数字。")),
            ("meets_on", _odd(value["meets_on"], read_day, self._today), no_day),
            ("cost", _odd(value["cost"], read_fare), no_sum),
            ("on", _odd(value["on"], read_past_day, self._today), no_day),
            ("clock", _odd(value["clock"], read_clock), self.tr("看不懂这个时间，例：15:30")),
        ]
        return next(((name, told) for name, is_so, told in bad if is_so), None)

    def _choose(self, kind: str) -> None:
        more = _MORE.get(ServiceKind(kind), set()) if kind else set()
        counted = {"quantity"} if kind in _COUNTED else set()
        self.show_only(_ALWAYS | more | counted)


def _odd(text: str, read: object, *more: object) -> bool:
    """Whether something was typed that is not understood."""
    return bool(text) and callable(read) and read(text, *more) is None


def _filled(wrong: Service) -> dict[str, str]:
    at = local(wrong.happened_at)
    return {
        "kind": wrong.kind.value, "quantity": str(wrong.quantity), "partner": wrong.partner,
        "meets_on": wrong.meets_on.isoformat() if wrong.meets_on else "",
        "outcome": wrong.outcome, "cost": "" if wrong.cost is None else str(wrong.cost),
        "on": f"{at:%Y-%m-%d}", "clock": f"{at:%H:%M}",
    }  # fmt: skip
