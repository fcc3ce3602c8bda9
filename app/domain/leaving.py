"""What the law asks of each kind of leaving, before somebody goes out of the door.

381号令 11, 工作规程 (离站), 社会救助法 48, 未成年人保护法 92: whoever may go is never held; a child
never goes alone; nobody is handed to somebody whose identity does not hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from app.domain.birth import ADULT, age_on
from app.domain.document import forms_of, read_number
from app.domain.errors import Refused
from app.domain.ids import OfficerId
from app.domain.visit import LeavingKind

MOST_FARE = Decimal(20)
"""工作规程: a short local way, in cash against a signed receipt; the database holds it as well."""
SIGNS_ALONE = 16
"""工作规程: from this age on, and with capacity, somebody signs 自行离站声明书."""
LONGEST = 500
AHEAD = timedelta(minutes=5)
"""So far ahead the clock of another desk may be."""

Kind = LeavingKind
ALONE = frozenset({Kind.OWN_WISH, Kind.VOUCHER, Kind.SHORT_FARE})
HOMEWARD = frozenset({Kind.VOUCHER, Kind.FETCHED, Kind.ESCORTED, Kind.SETTLED})
"""Where home registration and real home differ, both places are told of these."""
TWO = frozenset({Kind.ESCORTED, Kind.TRANSFERRED, Kind.ABSCONDED, Kind.DIED, Kind.SETTLED})
"""Two officers answer for these."""
CONSENTED = ALONE | {Kind.FETCHED, Kind.ESCORTED, Kind.TRANSFERRED, Kind.SETTLED, Kind.OTHER}
"""Of a minor: the guardian and 民政 are asked first. Not where there is no time for it."""
URGENT = frozenset({Kind.HOSPITAL})
"""Nothing beside care is asked for: what was kept stays kept, and they come back."""

STATEMENT = ("capacity", "told", "fare_need")
HANDED = ("receiver", "receiver_contact", "escorts", "woman_escort")
ACROSS = ("basis", "kin_refusal", "proposed_on", "province_contact")
ASKED: Mapping[Kind, tuple[str, ...]] = {
    Kind.VOUCHER: (),
    Kind.OWN_WISH: ("destination", *STATEMENT),
    Kind.FETCHED: (
        *("collector", "collector_as", "relation", "collector_id", "id_checked", "id_copied"),
        *("proof", "phone", "destination", "condition"),
    ),
    Kind.ESCORTED: ("destination", *HANDED, "condition", "province"),
    Kind.HOSPITAL: ("destination", "symptoms"),
    Kind.POLICE: ("destination", "officers", "reason"),
    Kind.TRANSFERRED: ("destination", *HANDED, "condition"),
    Kind.ABSCONDED: ("left_at", "searched", "search", "camera"),
    Kind.DIED: ("left_at", "destination", "finding", "kin_told", "police_told"),
    Kind.OTHER: ("note",),
    Kind.SHORT_FARE: ("destination", "capacity", "told", "fare", "reason", "received"),
    Kind.SETTLED: ("destination", "receiver", "receiver_contact", "approval"),
    Kind.TERMINATED: (),
}
"""What must be said of each kind, in the order in which it is asked."""
ALSO: Mapping[Kind, tuple[str, ...]] = {
    Kind.VOUCHER: ("destination",),
    Kind.FETCHED: ("collector_birth", "medicine"),
    Kind.ESCORTED: ("route", "health", "risks", "medicine", "papers"),
    Kind.TRANSFERRED: ("route", "health", "risks", "medicine", "papers"),
    Kind.HOSPITAL: ("vitals", "call", "companion"),
    Kind.POLICE: ("phone",),
    Kind.OTHER: ("destination",),
    Kind.TERMINATED: ("destination",),
}
"""What may be said as well."""
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "capacity": ("yes", "no"),
    "told": ("yes", "no"),
    "fare_need": ("none", "voucher", "fare"),
    "collector_as": ("kin", "employer", "local"),
    "id_checked": ("match", "differs"),
    "id_copied": ("yes", "no"),
    "province": ("own", "other"),
    "woman_escort": ("yes", "no"),
    "searched": ("missing", "here"),
    "received": ("signed", "thumb"),
    "consent": ("yes", "no"),
}
"""Answers that are chosen; everything else is words."""
OF_OTHERS = frozenset(
    {"collector", "collector_id", "collector_birth", "phone", "proof", "receiver_contact"}
    | {"escorts", "province_contact", "companion", "officers", "guardian", "kin_told"}
    | {"police_told", "told_home", "told_real"}
)
"""What is about somebody else: on the person's own paper it is masked."""
_MUST_BE = {
    "capacity": ("yes", "leaving.no_capacity"),
    "told": ("yes", "leaving.not_told"),
    "id_checked": ("match", "leaving.id_differs"),
    "id_copied": ("yes", "leaving.id_not_copied"),
    "searched": ("missing", "leaving.still_here"),
    "consent": ("yes", "leaving.no_consent"),
}
_APART = ("destination", "note", "left_at", "second", "fare")
"""What has a field of its own beside `detail`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaver:
    """Whoever leaves, as far as the rules ask. `years` by the lower end of an estimate; `number` of
    their document; `kept` what is still in custody; `seen_at` when something was last done with
    them here; `home` and `real` where they are registered and where they live."""

    arrived_at: datetime
    years: int | None = None
    woman: bool = False
    number: str = ""
    kept: tuple[str, ...] = ()
    home: str = ""
    real: str = ""
    apart: bool = False
    voucher: str = ""
    ended: bool = False
    seen_at: datetime | None = None

    @property
    def minor(self) -> bool:
        """未成年人保护法 2."""
        return self.years is not None and self.years < ADULT


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """What was filled in; what does not belong to the kind is not kept. `left_at`: None is now."""

    kind: Kind
    destination: str = ""
    note: str = ""
    left_at: datetime | None = None
    second: OfficerId | None = None
    fare: Decimal | None = None
    detail: Mapping[str, str] = field(default_factory=dict)

    def said(self, name: str) -> str:
        """One answer as it was filled in; empty where there is none."""
        if name in _APART:
            value = getattr(self, name)
            return "" if value is None else str(value).strip()
        return self.detail.get(name, "").strip()


def asked_of(kind: Kind, leaver: Leaver, said: Mapping[str, str]) -> tuple[str, ...]:
    """What must be said of this leaving. `said`: an escort out of the province asks for more."""
    names = [*ASKED[kind]]
    if kind is Kind.ESCORTED and said.get("province") == "other":
        names += ACROSS
    if kind in CONSENTED and leaver.minor:
        names += ["guardian", "consent"]
    if kind in HOMEWARD and leaver.apart:
        names += ["told_home", "told_real"]
    if kind in TWO:
        names.append("second")
    if leaver.kept and kind not in URGENT:
        names.append("kept_why")
    return tuple(names)


def offered(kind: Kind, leaver: Leaver, said: Mapping[str, str]) -> tuple[str, ...]:
    """What a form shows of a kind: what must be said, what may be, when, and a remark."""
    asked = asked_of(kind, leaver, said)
    rest = (*ALSO.get(kind, ()), "left_at", "note")
    return (*asked, *(name for name in rest if name not in asked))


def must_part(parting: Parting, leaver: Leaver, by: OfficerId, at: datetime, today: date) -> None:
    """Refused "leaving.…" where the law says no, or something is not said yet."""
    _must_be_when(parting, leaver, at)
    _must_be_grown(parting.kind, leaver)
    if parting.kind is Kind.TERMINATED and not leaver.ended:
        raise Refused("leaving.not_ended")
    said = {name: parting.said(name) for name in parting.detail}
    for name in asked_of(parting.kind, leaver, said):
        _must_be_said(parting, name)
    if any(len(words) > LONGEST for words in (*said.values(), parting.note, parting.destination)):
        raise Refused("leaving.too_long", longest=LONGEST)
    if parting.kind in TWO and parting.second == by:
        raise Refused("leaving.one_officer")
    _must_hold(parting, leaver, today)


def _must_be_when(parting: Parting, leaver: Leaver, at: datetime) -> None:
    left = parting.left_at or at
    if left < leaver.arrived_at.replace(second=0, microsecond=0):
        raise Refused("leaving.before_arrival", at=leaver.arrived_at)
    if left > at + AHEAD:
        raise Refused("leaving.not_yet")
    seen = leaver.seen_at
    if parting.kind is Kind.ABSCONDED and seen and parting.left_at and seen > left + AHEAD:
        raise Refused("leaving.seen_since", at=seen)


def _must_be_grown(kind: Kind, leaver: Leaver) -> None:
    """A child does not leave alone, and nobody's help ends who is one."""
    youngest = ADULT if kind is Kind.TERMINATED else SIGNS_ALONE if kind in ALONE else 0
    if leaver.years is not None and leaver.years < youngest:
        raise Refused("leaving.child_alone", years=leaver.years)


def _must_be_said(parting: Parting, name: str) -> None:
    said = parting.said(name)
    if not said:
        raise Refused("leaving.missing", field=name)
    if name in ANSWERS and said not in ANSWERS[name]:
        raise Refused("leaving.missing", field=name)
    wanted, key = _MUST_BE.get(name, (said, ""))
    if said != wanted:
        raise Refused(key)


def _must_hold(parting: Parting, leaver: Leaver, today: date) -> None:
    """What only this kind is asked."""
    if parting.kind is Kind.FETCHED:
        must_collect(parting, leaver.number, today)
    if parting.kind is Kind.SHORT_FARE:
        must_be_short(parting.fare)
    if parting.kind is Kind.OWN_WISH and parting.said("fare_need") == "fare":
        raise Refused("leaving.fare_unsigned")  # money goes out against a signed receipt alone
    if parting.kind in (Kind.ESCORTED, Kind.TRANSFERRED):
        looked_after = leaver.woman or leaver.minor
        if looked_after and parting.said("woman_escort") != "yes":
            raise Refused("leaving.no_woman")


def must_be_short(fare: Decimal | None) -> None:
    """More than a short way costs is not paid in cash."""
    if fare is None or not (fare.is_finite() and 0 < fare <= MOST_FARE):
        raise Refused("leaving.fare")


def must_collect(parting: Parting, own_number: str, today: date) -> None:
    """Whoever fetches is an adult with a document of their own that holds."""
    read = read_number(parting.said("collector_id"), today)
    if read.warnings:
        raise Refused("leaving.id_odd")
    if own_number and set(forms_of(read.number)) & set(forms_of(own_number)):
        raise Refused("leaving.id_is_theirs")
    birth = read.birth.isoformat() if read.birth else parting.said("collector_birth")
    years = age_on(birth, today)
    if years is None:
        raise Refused("leaving.collector_birth")
    if years < ADULT:
        raise Refused("leaving.collector_minor", years=years)


def kept_of(parting: Parting, leaver: Leaver) -> dict[str, str]:
    """What is kept in `detail`: what belongs to the kind and was said. Of somebody who lives
    elsewhere than where they are registered both places stand there as they were then."""
    said = {name: parting.said(name) for name in parting.detail}
    names = offered(parting.kind, leaver, said)
    found = {name: said[name] for name in names if said.get(name)}
    if leaver.kept and "kept_why" in found:
        found["kept"] = "；".join(leaver.kept)
    if leaver.apart and parting.kind in HOMEWARD:
        found |= {"home": leaver.home, "real": leaver.real}
    return found
