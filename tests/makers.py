"""Invented stations, officers and people for the tests."""

from dataclasses import dataclass, fields
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from app.desk import admission, door, leaving, numbers
from app.domain.ids import OfficerId, PersonId, StationId, VisitId, new_id
from app.domain.index_card import IndexCard
from app.domain.leaving import ASKED, Parting
from app.domain.number import CASE, VOUCHER
from app.domain.person import Claim, ClaimKind, Person, Source
from app.domain.staff import Officer, Role
from app.domain.station import Station
from app.domain.visit import Leaving, LeavingKind
from app.store import find, keys
from app.store.ask import all_of
from app.store.register import Register, create
from app.store.rows import values_of
from app.store.tables import TABLES

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
PASSWORD = "correct horse 7"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """An open register with one officer of every role."""

    register: Register
    key: bytes
    station: Station
    intake: Officer
    leader: Officer
    administrator: Officer
    auditor: Officer

    def session(self) -> door.Session:
        """The intake officer at the desk."""
        return door.Session(register=self.register, officer=self.intake, station=self.station)


def officer(role: Role, login: str = "") -> Officer:
    """An invented officer."""
    login = login or role.value
    name = f"测试{role.value}"
    return Officer(id=OfficerId(new_id()), login=login, name=name, role=role, created_at=NOON)


def desk(folder: Path, code: str = "440114-01") -> Desk:
    """A register without passwords: quick, for tests that are not about the door."""
    key = keys.new_key()
    register = create(folder, key, NOON)
    station = Station(
        id=StationId(new_id()),
        code=code,
        name="示例市救助管理站",
        phone="020-00000000",
        complaint_phone="12345",
        account="示例专户 0001",
        created_at=NOON,
    )
    staff = {role: officer(role) for role in Role}
    by = staff[Role.ADMINISTRATOR].id
    blocks = [numbers.first_block(k, station.code, register, NOON) for k in (CASE, VOUCHER)]
    register.write(station, *staff.values(), *blocks, by=by, at=NOON)
    return Desk(
        register=register,
        key=key,
        station=station,
        intake=staff[Role.INTAKE],
        leader=staff[Role.LEADER],
        administrator=staff[Role.ADMINISTRATOR],
        auditor=staff[Role.AUDITOR],
    )


def person() -> Person:
    """Nobody in particular."""
    return Person(id=PersonId(new_id()), station="440114-01", created_at=NOON)


def claim(of: Person, by: Officer, value: str, kind: ClaimKind = ClaimKind.NAME) -> Claim:
    """Something said about somebody."""
    return Claim(
        id=new_id(),  # type: ignore[arg-type]
        person=of.id,
        kind=kind,
        value=value,
        source=Source.SAID,
        at=NOON,
        officer=by.id,
    )


def arrival(name: str = "", **parts: object) -> admission.Arrival:
    """Somebody arrives, giving a name or none."""
    said = (admission.Said(kind=ClaimKind.NAME, value=name),) if name else ()
    return admission.Arrival(arrived_at=NOON, said=said, **parts)  # type: ignore[arg-type]


def card_of(
    register: Register,
    name: str,
    code: str,
    *days: str,
    case: str = "",
    birth: str = "",
    own: PersonId | None = None,
    vouchers: tuple[str, ...] = (),
) -> PersonId:
    """Somebody of another station, as their index card came here; or somebody of one's `own`, whose
    card comes back from the centre."""
    card = IndexCard(
        id=own or PersonId(new_id()), station=code, name=name, birth=birth, visits=days,
        last_case=case, vouchers=vouchers, changed_at=NOON,
    )  # fmt: skip
    row = values_of("index_card", card) | {"versions": {}, "extra": {}}
    register.within(lambda c: c.execute(TABLES["index_card"].insert().values(row)))
    register.within(lambda c: find.renew(c, {card.id}))
    return card.id


TOLD = {
    "capacity": "yes", "told": "yes", "fare_need": "none", "collector": "王大山",
    "collector_as": "kin", "relation": "父亲", "collector_id": "45270119500101001X",
    "id_checked": "match", "id_copied": "yes", "proof": "户口簿", "phone": "13800000000",
    "condition": "良好", "receiver": "河池市救助管理站", "receiver_contact": "李某 0778-0000000",
    "escorts": "陈静、李芳", "woman_escort": "yes", "province": "own", "symptoms": "发热",
    "officers": "张警官 012345", "reason": "报案", "searched": "missing", "search": "站内及周边",
    "camera": "3 号 12:00", "finding": "急病，医院证明 7 号", "kin_told": "父亲，当日电话",
    "police_told": "派出所，当日", "received": "signed", "approval": "民函 7 号",
}  # fmt: skip
"""An answer to everything that a leaving may ask."""


TOLD_LETTER = {
    "to": "示例市公安局花都分局", "contact": "020-00000000", "officers": "张警官 012345",
    "found_on": "2026-11-22", "found_at": "东广场候车室外", "found_how": "独自坐卧",
    "features": "右眉疤痕", "asks": "assist", "suspicion": "身份不明", "wants": "both",
    "entry_on": "2026-11-23", "due_on": "2026-12-02", "round": "first", "channels": "寻亲网",
    "found_area": "示例市花都区", "police_agreed": "yes", "guardian": "王大山", "relation": "父亲",
    "guardian_id": "45270119500101001X", "proof": "户口簿", "assessment": "有稳定收入",
    "destination": "河池", "follow_up_on": "2026-12-23", "searches": "公安：未比中",
    "materials": "申请书", "visit_for": "minor", "community": "李主任 0778-0000000",
    "situation": "已入学", "risk": "low",
}  # fmt: skip
"""An answer to everything that a letter may ask."""


def parting(kind: LeavingKind, destination: str = "示例地", **said: object) -> Parting:
    """How somebody leaves, with everything said that the kind asks; `said` says it otherwise."""
    names = {f.name for f in fields(Parting)}
    detail = {name: TOLD[name] for name in ASKED[kind] if name in TOLD}
    detail |= {name: str(value) for name, value in said.items() if name not in names}
    usual: dict[str, object] = {"destination": destination, "note": "无"}
    if kind is LeavingKind.SHORT_FARE:
        usual["fare"] = Decimal(12)
    own = {name: value for name, value in said.items() if name in names}
    return Parting(kind=kind, detail=detail, **(usual | own))  # type: ignore[arg-type]


def leave(
    register: Register,
    visit: VisitId,
    kind: LeavingKind,
    destination: str,
    *,
    by: Officer,
    at: datetime,
    note: str = "无",
) -> Leaving:
    """Somebody leaves, and everything that is asked is said."""
    other = next((one.id for one in all_of(register, Officer) if one.id != by.id), None)
    where = destination if kind is LeavingKind.VOUCHER else destination or "示例地"
    said = parting(kind, where, note=note, left_at=at, second=other, kept_why="已领回")
    return leaving.leave(register, visit, said, by=by, at=at)
