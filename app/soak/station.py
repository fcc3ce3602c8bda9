"""An invented station to break: a register of its own, and arrivals that are told one by one."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import msgspec

from app import clock
from app.desk import admission, door, drafts, emergency, numbers, sealing
from app.domain.ids import OfficerId, PhotoId, StationId, new_id
from app.domain.number import CASE, VOUCHER
from app.domain.person import ClaimKind
from app.domain.staff import Officer, Role
from app.domain.station import Station
from app.store import keys
from app.store.ask import all_of
from app.store.register import Register, create, open_register

NAMES = ("王淼", "欧阳娜娜", "李大壮", "阿依古丽", "张三丰", "赵钱孙")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A folder with a register, and the key that opens it."""

    folder: Path
    key: bytes

    def open(self) -> Register:
        """Open it as the desk does after a start."""
        return open_register(self.folder, self.key, clock.now())


FACTS = door.StationFacts(code="440114-01", name="示例市救助管理站")
FIRST = door.NewOfficer(
    login="zhou",
    name="周晴",
    role=Role.ADMINISTRATOR,
    password="green-lamp-42",  # noqa: S106
)


def set_up(folder: Path) -> None:
    """The first start, with everything that belongs to it; slow."""
    door.set_up(folder, FACTS, FIRST, clock.now()).session.register.close()


class Told(msgspec.Struct, frozen=True):
    """What the desk told the officer to be saved."""

    case: str
    photo: str
    n: int
    sealed: bool = False
    """Whether nobody was logged in: then it waits in a box, under a temporary number."""


def line_of(told: Told) -> bytes:
    """As one line, to be sent through a pipe."""
    return msgspec.json.encode(told) + b"\n"


def told_in(line: bytes) -> Told:
    """The same again."""
    return msgspec.json.decode(line, type=Told)


def make(folder: Path) -> Place:
    """A new register with a station, one officer and numbers to give; without passwords, which
    take half a second each."""
    key, at = keys.new_key(), clock.now()
    register = create(folder, key, at)
    station = Station(
        id=StationId(new_id()), code="440114-01", name="示例市救助管理站", created_at=at
    )
    officer = Officer(
        id=OfficerId(new_id()), login="zhou", name="周晴", role=Role.LEADER, created_at=at
    )
    blocks = [numbers.first_block(kind, station.code, register, at) for kind in (CASE, VOUCHER)]
    register.write(station, officer, *blocks, by=officer.id, at=at)
    keys.write_ring(folder, keys.new_ring(register.device))
    sealing.prepare(register, station)
    register.close()
    return Place(folder=folder, key=key)


def arrive(register: Register, chance: Random, *, back: timedelta = timedelta()) -> Told:
    """One arrival with a photograph, saved; `back` is how wrong the computer's clock is."""
    at = clock.now() - back
    return save(register, somebody(chance, at), at)


def somebody(chance: Random, at: datetime) -> admission.Arrival:
    """What an officer has filled in, not yet saved."""
    name = admission.Said(kind=ClaimKind.NAME, value=chance.choice(NAMES))
    phone = admission.Said(kind=ClaimKind.PHONE, value=f"1390000{chance.randint(0, 9999):04d}")
    return admission.Arrival(arrived_at=at, said=(name, phone), photos=(_taken(chance, at),))


def _taken(chance: Random, at: datetime) -> admission.Taken:
    return admission.Taken(
        id=PhotoId(new_id()),
        jpeg=chance.randbytes(chance.randint(500, 9000)),
        width=1,
        height=1,
        quality=0.5,
        reasons=(),
        taken_at=at,
    )


def save(register: Register, arrival: admission.Arrival, at: datetime) -> Told:
    """完成登记."""
    station, officer = all_of(register, Station)[0], all_of(register, Officer)[0]
    done = admission.admit(register, arrival, station, by=officer, at=at)
    entries, _ = register.journal_size()
    return Told(case=done.visit.case_number, photo=done.photos[0].sha256, n=entries)


def hurry(register: Register, chance: Random) -> Told:
    """An emergency with a photograph."""
    station, officer = all_of(register, Station)[0], all_of(register, Officer)[0]
    at = clock.now()
    seen = emergency.Emergency(at=at, photo=_taken(chance, at))
    done = emergency.save(register, seen, station, by=officer, at=at)
    entries, _ = register.journal_size()
    photo = hashlib.sha256(seen.photo.jpeg if seen.photo else b"").hexdigest()
    return Told(case=done.case_number, photo=photo, n=entries)


def hurry_alone(place: Place) -> Told:
    """An emergency while nobody can log in."""
    seen = emergency.Emergency(at=clock.now())
    return Told(case=sealing.seal(place.folder, seen, "门卫"), photo="", n=0, sealed=True)


def type_a_draft(register: Register, chance: Random, *, finished: bool = False) -> None:
    """Half a form, kept as the page keeps it every few seconds."""
    officer = all_of(register, Officer)[0]
    content = chance.randbytes(chance.randint(100, 3000))
    draft = drafts.Draft(id=new_id(), officer=officer.id, saved_at=clock.now(), content=content)
    drafts.keep(register, draft)
    if finished:
        drafts.drop(register, draft.id)


def work(
    place: Place,
    chance: Random,
    begin: Callable[[], None],
    tell: Callable[[Told], None],
    *,
    sessions: int,
    prepare: Callable[[Register], None] = lambda _: None,
) -> None:
    """Officers come and go, people arrive; `tell` hears of each save once it is acknowledged."""
    for _ in range(sessions):
        register = place.open()
        prepare(register)
        for _ in range(chance.randint(2, 6)):
            begin()
            tell((hurry if chance.random() < 0.2 else arrive)(register, chance))
            if chance.random() < 0.3:
                type_a_draft(register, chance, finished=chance.random() < 0.5)
            elif chance.random() < 0.3:
                register.tidy()
        if chance.random() < 0.3:
            register.wrap_key(lambda ring, _key: ring)
        register.close()
        if chance.random() < 0.5:
            begin()
            tell(hurry_alone(place))
