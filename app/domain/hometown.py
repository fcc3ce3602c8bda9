"""The offices at somebody's home town that see to them after they came back, named from the table.

社会救助法 and 民发 2015-158: 县级民政 and the relief station there take over. Where somebody is
registered in one place and lives in another, both are asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.place import Level, Place, Places

BUREAU, DEPARTMENT, RELIEF = "民政局", "民政厅", "救助管理站"
MUNICIPALITIES, OUTSIDE = frozenset({"11", "12", "31", "50"}), frozenset({"71", "81", "82"})
_DISTRICT, _LIKE_COUNTIES = "区", frozenset({"神农架林区", "六枝特区"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """`bureau` and `relief` by their whole names, `relief` empty where nobody can say; `code` of
    the place, `short` the bureau's name without what lies above."""

    code: str
    bureau: str
    relief: str
    short: str

    @property
    def address(self) -> str:
        """To whom a letter goes; what lies above both is said once."""
        around = self.bureau.removesuffix(BUREAU)
        relief = RELIEF if self.relief == around + RELIEF else self.relief
        return "、".join(filter(None, (self.bureau, relief)))


def office_of(table: Places, place: Place) -> Office | None:
    """Of a place as it is or was; None where there is none to write to: nobody knows what became of
    it, or it lies where 民政 has no office."""
    now = next(iter(table.today(place)), None) or table.around(place)
    if now is None or now.code[:2] in OUTSIDE:
        return None
    if now.level == Level.PROVINCE and now.code[:2] not in MUNICIPALITIES:
        whole = now.name + DEPARTMENT
        return Office(code=now.code, bureau=whole, relief="", short=whole)
    return Office(
        code=now.code,
        bureau=table.full(now) + BUREAU,
        relief=table.full(_with_station(table, now)) + RELIEF,
        short=now.name + BUREAU,
    )


def offices_of(table: Places, places: Iterable[Place | None]) -> tuple[Office, ...]:
    """Each once, in the order of the places; one that says less than another says nothing."""
    found = [one for place in places if place and (one := office_of(table, place))]
    kept: dict[str, Office] = {}
    for one in found:
        if not any(other is not one and _within(other.code, one.code) for other in found):
            kept.setdefault(one.code, one)
    return tuple(kept.values())


def _with_station(table: Places, now: Place) -> Place:
    """A district of a city has no station of its own, the city has; those of 北京, 上海, 天津 and
    重庆 have."""
    in_city = now.level == Level.COUNTY and now.code[:2] not in MUNICIPALITIES
    if not in_city or not now.name.endswith(_DISTRICT) or now.name in _LIKE_COUNTIES:
        return now
    city = table.at(f"{now.code[:4]}00", 9999)
    return city if city and city.level == Level.CITY and not city.gone else now


def _within(inner: str, outer: str) -> bool:
    """Whether a place lies in a larger one, which then is no other place."""
    large = outer.removesuffix("00").removesuffix("00") if outer.endswith("00") else outer
    return inner != outer and inner.startswith(large)
