"""Transfers in tests: two stations and a centre without a network between them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select

from app.desk import admission, door, transfers
from app.desk.admission import Admitted, Said
from app.desk.transfer_views import View, view_of
from app.domain.ids import new_id
from app.domain.person import ClaimKind
from app.domain.staff import Officer
from app.domain.station import SigningKey
from app.domain.transfer import Item, ItemKind, StepKind, Transfer, TransferStep
from app.store.ask import all_of
from app.store.tables import letter
from app.wire.signed import key_id
from tests import makers
from tests.makers import NOON
from tests.two_desks import Side, let_in

HERE, THERE, THIRD = "440114-01", "440115-01", "310101-01"
ITEMS = (
    Item(kind=ItemKind.BELONGING, words="手机 黑色"),
    Item(kind=ItemKind.MEDICINE, words="奥氮平 5 mg 每晚 1 片"),
    Item(kind=ItemKind.PAPER, words="户口簿复印件"),
)
DETAIL = {
    "receiver": "示例县救助管理站", "receiver_contact": "李某 020-1", "escorts": "陈静、李芳",
    "woman_escort": "yes", "condition": "平稳", "health": "癫痫", "risks": "会走失",
    "medicine": "奥氮平", "route": "G1 次",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """A station with one desk."""

    side: Side
    house: makers.Desk
    code: str

    @property
    def register(self) -> Any:
        """Its register."""
        return self.house.register

    def meet(self, at: datetime) -> None:
        """Say and hear everything."""
        if self.side.waiting():
            self.side.push(at)
        self.side.pull(at)


@dataclass(slots=True, kw_only=True)
class Ends:
    """The station that sends and the one that receives; time goes on with every deed."""

    here: End
    there: End
    engine: Engine
    came: Admitted
    at: datetime = NOON

    def now(self) -> datetime:
        """A minute later."""
        self.at += timedelta(minutes=1)
        return self.at

    def meet(self) -> None:
        """Both know everything."""
        for end in (self.here, self.there, self.here, self.there):
            end.meet(self.now())

    def prepare(self, **more: Any) -> Transfer:
        """The file, by the officer at intake."""
        by = more.pop("by", self.here.house.intake)
        usual: dict[str, Any] = {
            "to": THERE, "why": "家在当地", "destination": "示例县", "items": ITEMS,
            "depart_at": NOON + timedelta(hours=2), "arrive_at": NOON + timedelta(hours=6),
            "detail": DETAIL,
        }  # fmt: skip
        wanted = transfers.Wanted(**(usual | more))
        return transfers.prepare(
            self.here.register, self.came.visit.id, wanted, by=by, at=self.now()
        )

    def prepare_other(self) -> Transfer:
        """Somebody else, of whom nobody was asked."""
        arrival = admission.Arrival(arrived_at=self.now())
        house = self.here.house
        came = admission.admit(
            house.register, arrival, house.station, by=house.intake, at=self.now()
        )
        before, self.came = self.came, came
        made = self.prepare()
        self.came = before
        return made

    def step(self, end: End, made: UUID, kind: StepKind, **more: Any) -> TransferStep:
        """A step at one of the ends."""
        by, ticket = more.pop("by", end.house.intake), more.pop("ticket", "")
        if kind is StepKind.SET_OUT:
            more.setdefault("second", end.house.leader.id)
        said = transfers.Said(kind=kind, **({"words": "情况如此"} | more))
        return transfers.take_step(end.register, made, said, by=by, at=self.now(), ticket=ticket)

    def sent(self) -> Transfer:
        """Asked of the other station, which knows of it."""
        made = self.prepare()
        self.step(self.here, made.id, StepKind.SENT)
        self.meet()
        return made

    def view(self, end: End, made: UUID, by: Officer | None = None) -> View:
        """As this end has it."""
        found = view_of(end.register, end.code, made, by=by or end.house.intake, at=self.at)
        assert found is not None
        return found

    def told(self, end: End, kind: type) -> list[Any]:
        """Every record of a kind at one end."""
        return all_of(end.register, kind)


@contextmanager
def ends(engine: Engine, folder: Path) -> Iterator[Ends]:
    """Both let in, and somebody in the station that sends."""
    made = []
    for name, code in (("here", HERE), ("there", THERE)):
        (folder / name).mkdir()
        house = makers.desk(folder / name, code)
        public = door.signer(house.register).public_key().public_bytes_raw()
        key = SigningKey(
            id=new_id(), key_id=key_id(public), public_key=public, station=code, since=NOON
        )
        house.register.write(key, by=house.administrator.id, at=NOON)
        made.append(End(side=let_in(engine, house.register, code), house=house, code=code))
    said = (
        Said(kind=ClaimKind.NAME, value="王淼"), Said(kind=ClaimKind.SEX, value="1"),
        Said(kind=ClaimKind.BIRTH, value="1980-03-04"),
    )  # fmt: skip
    here = made[0]
    came = admission.admit(
        here.register, admission.Arrival(arrived_at=NOON, said=said), here.house.station,
        by=here.house.intake, at=NOON,
    )  # fmt: skip
    both = Ends(here=here, there=made[1], engine=engine, came=came)
    both.meet()
    yield both
    for end in made:
        end.register.close()


def refused(both: Ends, end: End, record: Any) -> str:
    """By which sentence the centre refuses what a desk without its checks wrote."""
    end.register.write(record, by=end.house.intake.id, at=both.now())
    end.side.push(both.now())
    end.side.pull(both.now())
    rows = end.register.ask(select(letter.c.content).where(letter.c.record == record.id))
    return str(rows[0].content["reason"]) if rows else ""


def third(engine: Engine, folder: Path) -> End:
    """A station that has nothing to do with it."""
    folder.mkdir()
    house = makers.desk(folder, THIRD)
    return End(side=let_in(engine, house.register, THIRD), house=house, code=THIRD)
