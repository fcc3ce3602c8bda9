"""Invented lives for the identity bench: people, and what two stations write down about them.

Rates are named below, each with its source in docs/identity-bench.md, where there is one; "ours"
is our estimate. Names are as common as frequencies.toml says; dialects mishear as dialects.toml
says, so that what is heard wrong is what people of that home say alike. A second note of somebody
is made by the same hand with other dice.
"""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from math import exp
from random import Random
from typing import Generic, TypeVar

from app.domain.accent import Accent
from app.domain.document import check_character
from app.domain.name import spoken
from app.domain.name_tables import NameTables
from app.domain.place import Level, Place, Places
from app.domain.sound import ever_heard, hear
from app.domain.syllable import Syllable
from app.domain.traits import Traits

TODAY = date(2026, 11, 23)
_PROVINCES = {  # ours: a few provinces send most
    "41": 13, "51": 12, "43": 9, "34": 8, "52": 8, "50": 5, "42": 6, "36": 6, "45": 6, "53": 6,
    "37": 5, "13": 4, "61": 3, "62": 4, "23": 3, "22": 2, "21": 2, "44": 5, "32": 2, "35": 2,
    "14": 2, "33": 1, "15": 1, "65": 2, "63": 1, "64": 1, "46": 1, "11": 0.3, "12": 0.3,
    "31": 0.3, "54": 0.5,
}  # fmt: skip
WOMEN = 0.22  # Shanghai 2011
CHILDREN, OLD = 0.04, 0.25  # Dongguan; Relief 2019 has .165
SINGLE_GIVEN = 0.17  # Names 2007, 2020
TWINS, SIBLINGS = 0.01, 0.03  # Twins 2019; ours
# What is written down of somebody, each time anew.
NO_NAME = 0.05  # Notices 2016
OTHER_NAME, OTHER_SURNAME, NICKNAME = 0.03, 0.015, 0.05  # ours
MISHEARD, HOMOPHONE, SHAPE, LEFT_OUT = 0.14, 0.05, 0.008, 0.01  # ours; Corrections 2013
HAS_CARD, CARD_SLIP = 0.45, 0.03  # ours; Entry 2023, harsher
FULL_BIRTH, YEAR_ONLY = 0.58, 0.2  # ours
BIRTH_SLIP, LUNAR, YEAR_OFF, DECADE = 0.04, 0.05, 0.05, 0.005  # Identifiers 2017, much harsher
SAYS_HOME, HOME_CITY, HOME_PROVINCE, HOME_HEARD = 0.92, 0.12, 0.08, 0.05  # ours
SAYS_PHONE, PHONE_KEPT, PHONE_SLIP = 0.25, 0.7, 0.04  # Phones, harsher; ours; Entry 2023
HAS_MARKS, MARK_SEEN, WRONG_SIDE = 0.55, 0.6, 0.04  # ours; ours; Sides 2009, harsher
SAYS_KIN, ACCENT_NOTED, HAS_ALIAS = 0.4, 0.35, 0.12  # ours
_MARKS = (
    "左手背刀疤", "右手背疤痕", "额头疤", "左眉疤痕", "右脸痣", "左脸黑痣", "下巴痣",
    "右臂纹身", "左臂纹身", "背部纹身", "胸前纹身", "右手食指缺失", "左手小指断指", "右腿跛行",
    "左腿瘸", "驼背", "左眼失明", "右眼斜视", "左前臂烧伤疤", "颈部烫伤疤", "腹部手术疤",
    "右膝疤痕", "左脸胎记", "唇裂", "六指 左手", "金牙", "缺门牙", "秃顶", "右肩胎记",
    "后背胎记", "左耳残缺", "右手掌疤痕", "聋哑",
)  # fmt: skip
_SAID = {
    "疤痕": "伤疤",
    "刀疤": "刀伤疤痕",
    "纹身": "刺青",
    "跛行": "走路跛",
    "失明": "瞎",
    "黑痣": "痣",
    "痣": "黑痣",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """Somebody as they are."""

    surname: str
    given: str
    sex: str
    born: date
    home: Place
    card: str
    phone: str
    marks: tuple[str, ...]
    kin: tuple[str, ...]
    alias: str = ""
    twin_of: int = -1
    sibling_of: int = -1


class Lives:
    """People without end, the same for one seed, and notes about them."""

    def __init__(self, tables: NameTables, places: Places, seed: int) -> None:
        self._tables, self._places = tables, places
        self._dice = Random(seed)  # noqa: S311 - the same lives for one seed
        self._surnames = _Urn([(n, s) for n, s in tables.surnames.items()])
        self._given = _Urn(list(tables.given.items()))
        self._orders: dict[str, int] = {}
        self._urns: dict[tuple[object, ...], _Urn[str] | None] = {}
        self._ever: dict[tuple[Syllable, bool], list[_Sounding]] = {}

    def people(self, count: int) -> list[Life]:
        """So many, some of them twins and brothers or sisters of others."""
        found: list[Life] = []
        while len(found) < count:
            draw = self._dice.random()
            if found and draw < TWINS:
                found.append(self._twin(self._dice.randrange(len(found)), found))
            elif found and draw < TWINS + SIBLINGS:
                found.append(self._sibling(self._dice.randrange(len(found)), found))
            else:
                found.append(self._one())
        return found

    def _one(self) -> Life:
        dice = self._dice
        sex = "2" if dice.random() < WOMEN else "1"
        surname = self._surnames.draw(dice)
        born, home = self._born(), self._homes.draw(dice)
        return Life(
            surname=surname,
            given=self._given_name(),
            sex=sex,
            born=born,
            home=home,
            card=self._card(home, born, sex),
            phone=f"1{dice.choice('3579')}{dice.randrange(10**9):09d}",
            marks=tuple(dice.sample(_MARKS, dice.choice((1, 1, 2, 3))))
            if dice.random() < HAS_MARKS
            else (),
            kin=self._kin(surname, sex),
            alias=self._given_name() if dice.random() < HAS_ALIAS else "",
        )

    def _kin(self, surname: str, sex: str) -> tuple[str, ...]:
        kin = [f"父亲{surname}{self._given_name()}"]
        kin.append(f"母亲{self._surnames.draw(self._dice)}{self._given_name()}")
        if self._dice.random() < 0.5:
            wed = "妻子" if sex == "1" else "丈夫"
            kin.append(f"{wed}{self._surnames.draw(self._dice)}{self._given_name()}")
        return tuple(kin)

    def _twin(self, at: int, found: Sequence[Life]) -> Life:
        one = found[at]
        given = (
            (one.given[0] + self._given.draw(self._dice))
            if len(one.given) > 1
            else (self._given.draw(self._dice))
        )
        return replace(
            one,
            given=given,
            card=self._card(one.home, one.born, one.sex),
            phone=f"1{self._dice.choice('3579')}{self._dice.randrange(10**9):09d}",
            marks=(),
            twin_of=at,
            sibling_of=-1,
        )

    def _sibling(self, at: int, found: Sequence[Life]) -> Life:
        one = found[at]
        born = one.born + timedelta(
            days=self._dice.choice((-1, 1)) * self._dice.randrange(400, 3000)
        )
        born = min(born, TODAY - timedelta(days=400))
        sex = self._dice.choice("12")
        given = (
            one.given[0] + self._given.draw(self._dice)
            if len(one.given) > 1
            else (self._given_name())
        )
        return replace(
            one,
            given=given,
            sex=sex,
            born=born,
            card=self._card(one.home, born, sex),
            phone=f"1{self._dice.choice('3579')}{self._dice.randrange(10**9):09d}",
            marks=tuple(self._dice.sample(_MARKS, 1)),
            kin=one.kin[:2],
            twin_of=-1,
            sibling_of=at,
        )

    def _given_name(self) -> str:
        first = self._given.draw(self._dice)
        return first if self._dice.random() < SINGLE_GIVEN else first + self._given.draw(self._dice)

    def _born(self) -> date:
        draw = self._dice.random()
        if draw < CHILDREN:
            age = self._dice.uniform(6, 17)
        elif draw < CHILDREN + OLD:
            age = self._dice.uniform(60, 85)
        else:
            age = 0.0
            while not 18 <= age < 60:
                age = self._dice.gauss(44, 11)
        return TODAY - timedelta(days=int(age * 365.25))

    def _card(self, home: Place, born: date, sex: str) -> str:
        area = home.code
        key = f"{area}{born:%Y%m%d}{sex}"
        order = self._orders.get(key, self._dice.randrange(0, 400))
        self._orders[key] = order + 1
        first = f"{area}{born:%Y%m%d}{(2 * order + (sex == '1')) % 1000:03d}"
        return first + check_character(first)

    @cached_property
    def _homes(self) -> "_Urn[Place]":
        counties = [row for row in self._places.rows if row.level == Level.COUNTY and not row.gone]
        per = {code: sum(r.code[:2] == code for r in counties) or 1 for code in _PROVINCES}
        return _Urn(
            [(r, _PROVINCES.get(r.code[:2], 0.1) / per.get(r.code[:2], 1)) for r in counties]
        )

    def note(self, one: Life) -> Traits:
        """What one station writes down about somebody, on one visit."""
        dice = self._dice
        accent = self._tables.dialects.accent(self._places.full(one.home))
        card = one.card if dice.random() < HAS_CARD else ""
        if card and dice.random() < CARD_SLIP:
            card = self._slip(card)
        birth, ages = self._birth(one)
        return Traits(
            names=self._names(one, accent, by_card=bool(card)),
            sex=one.sex if dice.random() > 0.003 else "12".replace(one.sex, ""),
            birth=f"{one.born:%Y-%m-%d}" if card and birth else birth,
            ages=ages,
            homes=self._home(one, accent),
            accent=self._province(one.home) if dice.random() < ACCENT_NOTED else "",
            phones=self._phone(one),
            documents=(card,) if card else (),
            marks=self._marks(one),
            relatives=self._relatives(one, accent),
        )

    def _names(self, one: Life, accent: Accent, *, by_card: bool) -> tuple[str, ...]:
        dice = self._dice
        if by_card and dice.random() < 0.9:
            return (one.surname + one.given,)
        draw = dice.random()
        if draw < NO_NAME:
            return ()
        if draw < NO_NAME + OTHER_NAME:
            return (self._surnames.draw(dice) + self._given_name(),)
        if draw < NO_NAME + OTHER_NAME + NICKNAME:
            nick = (
                f"老{one.surname}",
                f"小{one.surname}",
                f"阿{one.given[-1]}",
                one.alias or one.given,
            )
            return (dice.choice(nick),)
        surname = self._surnames.draw(dice) if dice.random() < OTHER_SURNAME else one.surname
        given = one.given
        if len(given) > 1 and dice.random() < LEFT_OUT:
            given = given[1]
        name = "".join(
            self._written(c, accent, surname=at == 0 and len(surname) == 1)
            for at, c in enumerate(surname + given)
        )
        also = one.surname + one.alias if one.alias and dice.random() < 0.3 else ""
        return tuple(dict.fromkeys(filter(None, (name, also))))

    def _written(self, c: str, accent: Accent, *, surname: bool) -> str:
        """One character as it is heard, or seen."""
        draw = self._dice.random()
        if draw < MISHEARD:
            return self._heard(c, accent, surname=surname)
        if draw < MISHEARD + HOMOPHONE:
            return self._like(c, 0.6, accent, surname=surname)
        if draw < MISHEARD + HOMOPHONE + SHAPE and (like := self._tables.shapes.get(c)):
            return self._dice.choice(like)
        return c

    def _heard(self, c: str, accent: Accent, *, surname: bool) -> str:
        return self._like(c, 4.0, accent, surname=surname)

    def _like(self, c: str, most: float, accent: Accent, *, surname: bool) -> str:
        """A character that sounds so to somebody, by how likely it is heard and how common."""
        said = spoken(c, surname=surname)
        if not said:
            return c
        key = (said[0], most, surname, accent)
        if key not in self._urns:
            self._urns[key] = self._sounding(said[0], most, accent, surname=surname)
        urn = self._urns[key]
        return urn.draw(self._dice) if urn else c

    def _sounding(
        self, said: Syllable, most: float, accent: Accent, *, surname: bool
    ) -> "_Urn[str] | None":
        ever, found = self._ever_sounding(said, surname=surname), []
        costs = {
            ways: min(hear(said, b, accent).cost for b in ways)
            for ways in {ways for _, _, ways in ever}
        }
        for other, share, ways in ever:
            if (heard := costs[ways]) <= most:
                found.append((other, share * exp(-heard)))
        return _Urn(found) if found else None

    def _ever_sounding(self, said: Syllable, *, surname: bool) -> "list[_Sounding]":
        """Those that anybody at all takes for it: few, and the same for all accents."""
        if (said, surname) not in self._ever:
            shares = self._tables.surnames if surname else self._tables.given
            self._ever[said, surname] = [
                (other, share, ways)
                for other, share in shares.items()
                if len(other) == 1
                and (ways := spoken(other, surname=surname))
                and any(ever_heard(said, b) for b in ways)
            ]
        return self._ever[said, surname]

    def _birth(self, one: Life) -> tuple[str, tuple[int, int] | None]:
        dice = self._dice
        draw = dice.random()
        if draw < FULL_BIRTH:
            return self._day(one.born), None
        age = (TODAY - one.born).days // 365
        if draw < FULL_BIRTH + YEAR_ONLY:
            return f"{one.born.year + (dice.choice((-1, 1)) if dice.random() < 0.15 else 0)}", None
        guess = age + round(dice.gauss(0, 4 if age > 18 else 1))
        return "", (max(guess - 5, 0), max(guess + 5, 1))

    def _day(self, born: date) -> str:
        draw = self._dice.random()
        if draw < LUNAR:
            return f"{born - timedelta(days=self._dice.randrange(20, 51)):%Y-%m-%d}"
        if draw < LUNAR + YEAR_OFF:
            year = born.year + self._dice.choice((-1, 1))
            return f"{year}-{born:%m-%d}" if f"{born:%m-%d}" != "02-29" else f"{year}-02-28"
        if draw < LUNAR + YEAR_OFF + BIRTH_SLIP:
            day = min(28, max(1, born.day + self._dice.choice((-10, -1, 1, 10))))
            return f"{born:%Y-%m}-{day:02d}"
        if draw < LUNAR + YEAR_OFF + BIRTH_SLIP + DECADE:
            return f"{born.year - 10}-{born:%m}-{min(born.day, 28):02d}"
        return f"{born:%Y-%m-%d}"

    def _home(self, one: Life, accent: Accent) -> tuple[str, ...]:
        dice, full = self._dice, self._places.full(one.home)
        if dice.random() > SAYS_HOME:
            return ()
        draw = dice.random()
        if draw < HOME_PROVINCE:
            return (self._province(one.home),)
        if draw < HOME_PROVINCE + HOME_CITY:
            city = self._places.at(one.home.code[:4] + "00", 2026)
            return (self._places.full(city) if city else full,)
        if draw < HOME_PROVINCE + HOME_CITY + HOME_HEARD:
            name = one.home.short
            return ("".join(self._heard(c, accent, surname=False) for c in name),)
        short = self._province(one.home).rstrip("省市")
        return (dice.choice((full, full, short + one.home.name, one.home.name)),)

    def _province(self, home: Place) -> str:
        """河南省 and 北京市, but 广西 and not 广西壮."""
        whole = self._places.at(home.code[:2] + "0000", TODAY.year)
        said = self._places.full(home)[:3]
        return said if whole is None or said[-1] in "省市" else whole.short

    def _phone(self, one: Life) -> tuple[str, ...]:
        if self._dice.random() > SAYS_PHONE:
            return ()
        if self._dice.random() > PHONE_KEPT:
            return (f"1{self._dice.choice('3579')}{self._dice.randrange(10**9):09d}",)
        return (self._slip(one.phone) if self._dice.random() < PHONE_SLIP else one.phone,)

    def _slip(self, number: str) -> str:
        at = self._dice.randrange(len(number) - 1)
        if self._dice.random() < 0.3 and number[at] != number[at + 1]:
            return number[:at] + number[at + 1] + number[at] + number[at + 2 :]
        other = self._dice.choice([d for d in "0123456789" if d != number[at]])
        return number[:at] + other + number[at + 1 :]

    def _marks(self, one: Life) -> tuple[str, ...]:
        seen = [mark for mark in one.marks if self._dice.random() < MARK_SEEN]
        return tuple(self._told(mark) for mark in seen)

    def _told(self, mark: str) -> str:
        if self._dice.random() < WRONG_SIDE:
            mark = mark.translate(str.maketrans("左右", "右左"))
        for word, other in _SAID.items():
            if word in mark and self._dice.random() < 0.4:
                return mark.replace(word, other, 1)
        return mark

    def _relatives(self, one: Life, accent: Accent) -> tuple[str, ...]:
        if self._dice.random() > SAYS_KIN:
            return ()
        told = self._dice.sample(one.kin, self._dice.randrange(1, len(one.kin) + 1))
        return tuple(
            kin[:2]
            + "".join(self._written(c, accent, surname=at == 0) for at, c in enumerate(kin[2:]))
            for kin in told
        )


_Sounding = tuple[str, float, tuple[Syllable, ...]]
"""A character, the share of people who bear it, and the ways to read it."""
T = TypeVar("T")


class _Urn(Generic[T]):
    """Things drawn as often as their shares say."""

    def __init__(self, shares: Sequence[tuple[T, float]]) -> None:
        self._things = [one for one, _ in shares]
        self._heaps = list(accumulate(share for _, share in shares))

    def draw(self, dice: Random) -> T:
        """One of them."""
        at = bisect(self._heaps, dice.random() * self._heaps[-1])
        return self._things[min(at, len(self._things) - 1)]
