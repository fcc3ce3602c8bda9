"""Two stations of one province over the real service in process: one has files, one asks."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import numpy as np
from sqlalchemy import Engine

from app import clock
from app.centre.service import service
from app.desk.admission import Admitted, Arrival, Asked, Item, Said, Taken, admit
from app.domain.ids import PhotoId, new_id
from app.domain.person import ClaimKind, Source
from app.domain.visit import About, Answer, ArrivalWay, LeavingKind, Visit
from app.store import access, line
from app.store.depot import depot
from app.sync.joining import join, line_of, wish
from app.sync.line import Line
from app.sync.pictures import go_lane
from app.sync.round import go_round
from app.vision import cv2
from tests import makers
from tests.ui import station

OWNER, ASKING = "440114-01", "440115-01"
URL = "http://127.0.0.1:1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A station's desk and its line."""

    house: makers.Desk
    line: Line

    @property
    def register(self) -> Any:
        """Its register."""
        return self.house.register

    def sync(self) -> None:
        """Everything said and heard, pictures too."""
        go_round(self.register, self.line, clock.now())
        go_lane(self.register, self.line, clock.now())


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """The station that has the files, and the one that asks."""

    owner: Side
    asking: Side
    engine: Engine
    transport: Any

    def sync(self) -> None:
        """Both know what the other may know."""
        for side in (self.owner, self.asking, self.owner):
            side.sync()


def let_in(engine: Engine, house: makers.Desk, transport: Any) -> Side:
    """A desk that has joined."""
    register = house.register
    code = access.invite(engine, house.station.code, clock.now())
    wished = wish(register, URL, code, house.station.code)
    known = join(wished, transport).known
    register.within(lambda connection: line.keep(connection, known))
    return Side(house=house, line=line_of(known, register.device, transport))


@contextmanager
def stations(engine: Engine, folder: Path) -> Iterator[Both]:
    """Both, let in to one centre."""
    for name in ("centre", "owner", "asking"):
        (folder / name).mkdir()
    transport = httpx.ASGITransport(service(engine, depot=depot(folder / "centre")))  # type: ignore[arg-type]
    sides = [
        let_in(engine, makers.desk(folder / name, code), transport)
        for name, code in (("owner", OWNER), ("asking", ASKING))
    ]
    try:
        yield Both(owner=sides[0], asking=sides[1], engine=engine, transport=transport)
    finally:
        for side in sides:
            side.line.close()
            side.register.close()


def taken(seed: bytes = b"") -> Taken:
    """A real picture, another one for every seed."""
    shade = np.full((142, 112, 3), zlib.crc32(seed) % 200 + 40, np.uint8)
    shade[30:90, 30:80] = 25
    jpeg = cv2.imencode(".jpg", shade)[1].tobytes()
    return Taken(
        id=PhotoId(new_id()), jpeg=jpeg, width=112, height=142, quality=0.9, reasons=(),
        taken_at=clock.now(),
    )  # fmt: skip


SECRETS = (
    "糖尿病", "截瘫病史", "已送精神卫生中心", "张三同行", "红色背包内药品", "13800001111",
    "病房三楼", "本人口述其有幻听", "备注里写了癫痫",
)  # fmt: skip
"""What must never leave the owner's station, each in a field that holds such things."""


def somebody(side: Side, name: str = "欧阳测试", document: str = "11010119900307001X") -> Admitted:
    """A person with everything in their file, who has left once and is not here now."""
    said = (
        Said(kind=ClaimKind.NAME, value=name),
        Said(kind=ClaimKind.DOCUMENT, value=document),
        Said(kind=ClaimKind.HOME, value="四川省仪陇县"),
        Said(kind=ClaimKind.PHONE, value="020-11112222"),
        Said(
            kind=ClaimKind.KIN, value="李四 138-0000-1111 13800001111",
            detail={"relation": "儿子", "phone": "13800001111"},
        ),
        Said(
            kind=ClaimKind.MARKS, value="左眉有疤", source=Source.HOSPITAL,
            detail={"ground": "备注里写了癫痫"},
        ),
    )  # fmt: skip
    arrival = Arrival(
        arrived_at=clock.now(), way=ArrivalWay.HOSPITAL, brought_by="与张三同行", reason="糖尿病",
        found_at="病房三楼", story="截瘫病史", checks={"mental": "yes"},
        detail={"result_note": "已送精神卫生中心", "queries": "本人口述其有幻听"},
        said=said, photos=(taken(name.encode()),),
        items=(Item(item="红色背包内药品", kept=True),),
        asked=(Asked(about=About.FACE, answer=Answer.REFUSED),),
    )  # fmt: skip
    house = side.house
    at = clock.now()
    came = admit(side.register, arrival, house.station, by=house.intake, at=at)
    station.voucher(house, came.visit, note="备注里写了癫痫")
    makers.leave(
        side.register, came.visit.id, LeavingKind.HOSPITAL, "已送精神卫生中心", by=house.intake,
        at=at, note="糖尿病",
    )  # fmt: skip
    return came


def case(side: Side, name: str = "王淼") -> Visit:
    """Somebody who stands at the desk that asks."""
    return station.arrive(side.house, name)
