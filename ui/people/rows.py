"""What a row of the people in the station says of its person."""

from collections.abc import Callable
from datetime import date, datetime

from app.clock import local
from app.domain.adverse import AdverseState
from app.domain.birth import ADULT
from app.domain.stay_approval import StayState
from app.domain.voucher import Voucher, VoucherState
from app.store.people import Inside
from app.words.say import say
from ui.intake.form import about_person
from ui.people.lines import years_of
from ui.table import Cell, Column
from ui.thumbs import Thumbs

FILTERS = ("all", "nameless", "minor", "voucher", "urgent", "adverse")


def is_minor(one: Inside, today: date) -> bool:
    """Below 18, by birth or by estimate; unknown is not said to be a minor."""
    years = years_of(one.card.birth, today)
    return years is not None and years < ADULT


def live_voucher(one: Inside) -> Voucher | None:
    """The voucher that counts, if there is one."""
    return next((v for v in one.vouchers if v.state is VoucherState.LIVE), None)


def holds_voucher(one: Inside, today: date) -> bool:
    """Whether there is a voucher that still holds."""
    made = live_voucher(one)
    return made is not None and made.valid_until >= today


def passes(one: Inside, wanted: str, today: date) -> bool:
    """Whether a row belongs to a filter."""
    tests: dict[str, Callable[[], bool]] = {
        "urgent": lambda: one.emergency is not None,
        "adverse": lambda: _waits(one) or _asked(one) is StayState.PENDING,
        "nameless": lambda: one.card.temporary,
        "minor": lambda: is_minor(one, today),
        "voucher": lambda: live_voucher(one) is not None,
    }
    return tests[wanted]() if wanted in tests else True


def states(one: Inside, today: date) -> list[tuple[str, str]]:
    """(word key, tone), what matters most first."""
    made = live_voucher(one)
    holds = holds_voucher(one, today)
    said = [
        ("state.sealed", "violet", one.card.sealed),
        ("state.to_complete", "bad", one.emergency is not None),
        ("state.minor", "warn", is_minor(one, today)),
        *_adverse(one),
        ("state.adverse_waits", "warn", _asked(one) is StayState.PENDING),
        ("state.approval_back", "warn", _asked(one) is StayState.SENT_BACK),
        ("state.nameless", "violet", one.card.temporary),
        ("state.expired", "bad", made is not None and not holds),
        ("state.voucher", "ok", holds),
    ]
    return [(key, tone) for key, tone, is_so in said if is_so] or [("state.here", "plain")]


def _adverse(one: Inside) -> list[tuple[str, str, bool]]:
    if one.adverse is None:
        return []
    pending = _waits(one)
    key = "state.adverse_waits" if pending else f"adverse_kind.{one.adverse.proposal.kind}"
    return [(key, "warn" if pending else "bad", True)]


def _waits(one: Inside) -> bool:
    """Whether a leader has to answer."""
    return one.adverse is not None and one.adverse.state is AdverseState.PENDING


def _asked(one: Inside) -> StayState | None:
    """How 入站审批 stands, as long as somebody has to do something."""
    return one.approval.state if one.approval else None


def next_step(one: Inside, today: date, lang: str) -> str:
    """What is to be done, as far as the register knows."""
    made = live_voucher(one)
    if one.emergency is not None:
        return say("step.complete", lang)
    if one.adverse is not None:
        return say("step.adverse_waits" if _waits(one) else "step.adverse_agreed", lang)
    if one.approval is not None:
        back = one.approval.state is StayState.SENT_BACK
        return say("step.approval_back" if back else "step.approval_waits", lang)
    if made is not None:
        if made.valid_until < today:
            return say("step.renew", lang)
        facts = {"day": f"{made.depart_on:%m-%d}", "train": made.train, "place": made.to_place}
        return " ".join(say("step.travels", lang, **facts).split())
    if is_minor(one, today):
        return say("step.guardian", lang)
    return say("step.identify" if one.card.temporary else "step.arrange", lang)


def arrived(at: datetime, today: date, lang: str) -> str:
    """今天 14:29, or the day."""
    there = local(at)
    if there.date() == today:
        return say("file.today_at", lang, time=f"{there:%H:%M}")
    return f"{there:%m-%d %H:%M}" if there.year == today.year else f"{there:%Y-%m-%d}"


def stayed(at: datetime, today: date, lang: str) -> str:
    """How many days somebody has been here."""
    days = (today - local(at).date()).days
    return say("file.days", lang, days=days) if days > 0 else say("file.less_than_a_day", lang)


def columns(
    titles: dict[str, str], thumbs: Thumbs, day: Callable[[], date], lang: str
) -> list[Column[Inside]]:
    """The table's columns; `day` answers what day it is, the desk may stay open past midnight."""

    def picture(one: Inside) -> Cell:
        return Cell(pictured=True, image=thumbs.of(one.card.photo))

    def name(one: Inside) -> Cell:
        name, ends = one.card.name, one.card.temporary
        if one.card.sealed and not name:
            name = say("state.sealed", lang)
        return Cell(text=name, note=one.visit.case_number, bold=True, ends=ends)

    def state(one: Inside) -> Cell:
        key, tone = states(one, day())[0]
        return Cell(text=say(key, lang), tone=tone)

    def about(one: Inside) -> Cell:
        return Cell(text=about_person(one.card.sex, one.card.birth, day(), lang))

    return [
        Column(title="", width=52, cell=picture),
        Column(title=titles["name"], width=0, cell=name),
        Column(title=titles["about"], width=98 if lang == "zh" else 144, cell=about),
        Column(
            title=titles["arrived"],
            width=104,
            cell=lambda one: Cell(text=arrived(one.visit.arrived_at, day(), lang)),
        ),
        Column(
            title=titles["stayed"],
            width=72,
            cell=lambda one: Cell(text=stayed(one.visit.arrived_at, day(), lang)),
        ),
        Column(title=titles["state"], width=96, cell=state),
        Column(
            title=titles["step"],
            width=0,
            cell=lambda one: Cell(text=next_step(one, day(), lang)),
        ),
    ]
