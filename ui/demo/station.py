"""An invented station with three hundred days behind it, written through the desk's own deeds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from app.desk import door, photographs, vouchers
from app.desk.admission import Admitted, Taken, admission
from app.desk.numbers import Numbers
from app.desk.publish import publish
from app.desk.vouchers import Journey
from app.domain.ids import new_id
from app.domain.number import CASE, VOUCHER
from app.domain.staff import Officer, Role
from app.domain.station import Station
from app.domain.visit import Leaving, LeavingKind
from app.domain.voucher import Voucher
from app.faces.engine import choose
from app.settings import Settings
from app.store.register import Register
from ui.demo import folder
from ui.demo.history import History, Told
from ui.demo.invented import FACES, SAMPLES, told

SEED = 114
FACTS = door.StationFacts(
    code="440114-01",
    name="示例市救助管理站",
    phone="020-00000000",
    address="示例市城南区归途路 1 号",
    complaint_phone="12345",
    account="示例市财政专户 0000 0001",
)
_VOIDED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """How to log in to the sample station; printed, since it guards nothing."""

    login: str
    name: str
    role: Role
    password: str


STAFF = tuple(
    Credential(login=login, name=name, role=role, password=f"sample-{word}")
    for login, name, role, word in (
        ("admin", "李芳", Role.ADMINISTRATOR, "pine-1"),
        ("zhang", "张伟", Role.INTAKE, "plum-2"),
        ("chen", "陈静", Role.INTAKE, "reed-3"),
        ("zhou", "周建国", Role.LEADER, "fern-4"),
        ("wu", "吴敏", Role.TRACING, "moss-5"),
        ("audit", "郑洁", Role.AUDITOR, "lily-6"),
    )
)
INTAKE = STAFF[1]


def make_empty(
    data: Path, at: datetime, facts: door.StationFacts = FACTS
) -> tuple[door.Session, list[Officer]]:
    """A fresh, marked register with the sample officers; the session is the administrator's."""
    folder.clear(data)
    first, *others = [
        door.NewOfficer(login=c.login, name=c.name, role=c.role, password=c.password) for c in STAFF
    ]
    session = door.set_up(data, facts, first, at).session
    door.keep_recovery(session.register)  # invented, it guards nothing
    folder.mark(data)
    boss = session.officer
    staff = [door.add_officer(session.register, new, by=boss, at=at) for new in others]
    return session, [boss, *staff]


def make_station(data: Path, settings: Settings, at: datetime) -> tuple[Credential, ...]:
    """The sample station; seeded, so that it is the same one every time."""
    session, officers = make_empty(data, at - timedelta(days=301))
    register = session.register
    try:
        desks = [o for o in officers if o.role is Role.INTAKE]
        leader = next(o for o in officers if o.role is Role.LEADER)
        rng = Random(SEED)  # noqa: S311 - a story, not a secret
        history = History(rng=rng, at=at, shots=_shots(settings, at))
        _Writing(register, session.station, rng, at).write(history, desks, leader)
    finally:
        register.close()
    return STAFF


def _shots(settings: Settings, at: datetime) -> dict[str, list[Taken]]:
    """The first two pictures of every sample face; the third is for the next arrival."""
    engine = choose(settings.engine)
    return {
        face: [
            photographs.from_path(SAMPLES / face / f"{n}.jpg", engine, at, measure=True).taken
            for n in (1, 2)
        ]
        for face in FACES
    }


class _Writing:
    """Everything of the sample station in a few large writes."""

    def __init__(self, register: Register, station: Station, rng: Random, at: datetime) -> None:
        self._register, self._station, self._rng, self._at = register, station, rng, at
        self._cases = Numbers(register, CASE, station.code)
        self._serials = Numbers(register, VOUCHER, station.code)
        self._made: list[tuple[Told, Admitted, Officer]] = []
        self._spoiled: list[Voucher] = []

    def write(self, history: History, desks: list[Officer], leader: Officer) -> None:
        """Arrivals first: a voucher is made out of what is on file."""
        by = desks[0].id
        arrivals = self._admissions(history, desks)
        self._register.write_many(arrivals, by=by, at=self._at, reason="admission")
        ends = [end for made in self._made for end in self._end(*made)]
        self._register.write_many(ends, by=by, at=self._at, reason="leaving")
        for voucher in self._spoiled:
            reason, at = self._rng.choice(told()["void_reasons"]), voucher.issued_at
            vouchers.void(self._register, voucher.id, reason, by=leader, at=at)
        publish(self._register, self._station, self._at)

    def _admissions(self, history: History, desks: list[Officer]) -> Iterator[list[object]]:
        blobs = self._register.blobs
        for one in history.told():
            by, at = self._rng.choice(desks), one.stay.arrived_at + timedelta(minutes=9)
            done, records = admission(
                blobs, one.arrival, self._station, self._cases, by=by, at=min(at, self._at)
            )
            self._made.append((one, done, by))
            yield records

    def _end(self, one: Told, done: Admitted, by: Officer) -> Iterator[list[object]]:
        """The voucher, and the leaving, where there is one."""
        ticket = None
        if one.journey:
            if len(self._spoiled) < _VOIDED and self._rng.random() < _VOIDED / 60:
                self._spoiled.append(self._voucher(one, one.journey, done, by))
                yield [self._spoiled[-1], *self._serials.used]
            ticket = self._voucher(one, one.journey, done, by)
            yield [ticket, *self._serials.used]
        if one.stay.left_at and one.leaving:
            yield [_leaving(one, one.stay.left_at, one.leaving, done, ticket, by)]

    def _voucher(self, one: Told, journey: Journey, done: Admitted, by: Officer) -> Voucher:
        wanted = (one.stay.left_at or self._at) - timedelta(minutes=30)
        at = max(wanted, done.visit.registered_at)
        return vouchers.make(
            self._register, done.visit, journey, self._station, self._serials, by=by, at=at
        )


def _leaving(
    one: Told,
    at: datetime,
    kind: LeavingKind,
    done: Admitted,
    ticket: Voucher | None,
    by: Officer,
) -> Leaving:
    return Leaving(
        id=new_id(),
        visit=done.visit.id,
        person=done.visit.person,
        at=at,
        kind=kind,
        destination=one.journey.to_place if one.journey else "",
        voucher=ticket.id if ticket else None,
        officer=by.id,
    )
