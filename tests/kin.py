"""寻亲 in tests: somebody at one station, and whoever looks for them at another."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Engine

from app.desk import admission, inquiries, kin, kin_search
from app.desk.admission import Admitted, Said
from app.domain.inquiry import Inquiry
from app.domain.kin_match import KinMatch, KinState, KinStep, Pair
from app.domain.person import ClaimKind
from app.domain.staff import Officer
from app.store.inquiries import inquiry_of
from app.store.kin_matches import every
from tests import makers
from tests.handed import HERE, THERE, End, Ends
from tests.makers import NOON
from tests.two_desks import let_in

MOTHER = {
    "name": "赵桂兰",
    "relation": "母亲",
    "phone": "13800000001",
    "address": "示例县石盘村3组",
}
LOST = {
    "name": "符建国", "sex": "男", "age": "38-42", "home_place": "四川省仪陇县石盘村",
    "marks": "左前臂烫伤疤痕", "relatives": "母亲 赵桂兰", "missing_since": "2015-03",
    "id_number": "511324198501010014",
}  # fmt: skip
CAME = (
    Said(kind=ClaimKind.NAME, value="胡建国"), Said(kind=ClaimKind.SEX, value="1"),
    Said(kind=ClaimKind.AGE, value="35-45"), Said(kind=ClaimKind.HOME, value="四川仪陇"),
    Said(kind=ClaimKind.MARKS, value="左前臂烫伤疤痕"),
    Said(kind=ClaimKind.KIN, value="母亲 赵桂兰"),
)  # fmt: skip
"""A surname that is heard as another one, as h and f are where he is from."""
VERIFIED = inquiries.Wrote(result="verified", how=("document",), words="身份证、户口簿")


@dataclass(slots=True, kw_only=True)
class Apart:
    """The station where somebody is, and the one to which the mother came."""

    here: End
    there: End
    engine: Engine
    came: Admitted
    at: Any = NOON
    chosen: UUID | None = None

    def now(self) -> Any:
        """A minute later."""
        self.at += timedelta(minutes=1)
        return self.at

    def meet(self) -> None:
        """Both know everything."""
        for end in (self.here, self.there, self.here, self.there):
            end.meet(self.now())

    def ask(self, end: End | None = None, **more: Any) -> Inquiry:
        """The mother asks at a station."""
        end = end or self.there
        usual: dict[str, Any] = {"channel": "visit", "inquirer": MOTHER, "sought": LOST}
        asking = inquiries.Asking(**(usual | more))
        house = end.house
        first = inquiries.open_(end.register, asking, house.station, by=house.intake, at=self.now())
        whole = inquiry_of(end.register, first.id)
        assert whole is not None
        return whole

    def compare(self, end: End | None = None) -> list[KinMatch]:
        """What a desk does while nobody waits."""
        end = end or self.here
        return kin_search.compare_all(end.register, end.code, by=end.house.intake, at=self.now())

    def ends(self) -> Ends:
        """As the tests of transfers know them."""
        return Ends(
            here=self.here, there=self.there, engine=self.engine, came=self.came, at=self.now()
        )

    def pair(self) -> Pair:
        """The only one of the station where somebody is, or that was chosen."""
        found = every(self.here.register)
        (one,) = [x for x in found if self.chosen in (None, x.id)]
        return one

    def step(self, step: KinStep, by: Officer | None = None, **more: Any) -> KinMatch:
        """A step about it."""
        said = kin.Said(step=step, **({"words": "情况如此"} | more))
        by = by or self.here.house.intake
        return kin.step(self.here.register, self.pair().id, said, by=by, at=self.now())

    def check(self, inquiry: UUID, said: inquiries.Wrote = VERIFIED) -> None:
        """The mother is checked where she came."""
        house = self.there.house
        inquiries.check(self.there.register, inquiry, said, by=house.intake, at=self.now())
        self.meet()

    def ask_him(self) -> None:
        """It is verified, and he wants it."""
        self.step(KinStep.VERIFYING)
        self.step(KinStep.WISH, how=("yes",), whom="李芳当面问")

    def confirm(self) -> None:
        """As far as confirmed, where she was checked."""
        self.ask_him()
        self.step(KinStep.CONFIRMED, how=("video", "told_apart"), second=self.here.house.leader.id)
        assert self.pair().state is KinState.CONFIRMED


@contextmanager
def apart(engine: Engine, folder: Path, said: tuple[Said, ...] = CAME) -> Iterator[Apart]:
    """Two stations that know of each other, somebody at the first."""
    made = []
    for name, code in (("here", HERE), ("there", THERE)):
        (folder / name).mkdir()
        house = makers.desk(folder / name, code)
        made.append(End(side=let_in(engine, house.register, code), house=house, code=code))
    here = made[0]
    came = admission.admit(
        here.register, admission.Arrival(arrived_at=NOON, said=said), here.house.station,
        by=here.house.intake, at=NOON,
    )  # fmt: skip
    both = Apart(here=here, there=made[1], engine=engine, came=came)
    both.meet()
    yield both
    for end in made:
        end.register.close()
