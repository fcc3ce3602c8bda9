"""Invented inquiries for the tracing bench: what a station has written down of somebody, and what
their family tells who look for them.

People, dialects and mishearing are those of the identity bench (lives.py). What differs is named
here, each rate with its source in docs/tracing-bench.md; "ours" is our estimate. A family knows the
name, the birth and the parents; a station has what was heard, seen and guessed of somebody who has
no papers. Where somebody got lost is drawn from their own number, so that both speak of one thing.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random

from app.bench.lives import TODAY, Life, Lives
from app.domain.accent import Accent
from app.domain.name_tables import NameTables
from app.domain.place import Level, Place, Places
from app.domain.traits import Traits

# At the station.
CARD_KNOWN, CARD_SLIP = 0.10, 0.03  # ours, harsher than lives.HAS_CARD; Entry 2023
FULL_BIRTH, YEAR_ONLY = 0.40, 0.20  # ours, harsher than lives.py: nobody reads a card
SAYS_HOME, SAYS_VILLAGE, OLD_NAME = 0.80, 0.25, 0.06  # ours
ACCENT_NOTED = 0.50  # ours
SAYS_SINCE, SINCE_OFF, SAYS_WHERE = 0.20, 0.40, 0.15  # ours
# At home.
NAME_SLIP = 0.03  # ours, between Entry 2023's typed and copied
TELLS_NICKNAME = 0.35  # ours
FAMILY_BIRTH, FAMILY_YEAR = 0.70, 0.20  # ours
FAMILY_CARD = 0.45  # ours
FAMILY_HOME, FAMILY_VILLAGE, FAMILY_OLD_NAME = 0.97, 0.55, 0.10  # ours
FAMILY_PHONE = 0.45  # Phones: .44 to .95 have one
FAMILY_MARK, WRONG_SIDE = 0.75, 0.04  # ours; Sides 2009, harsher
FAMILY_KIN = 0.85  # ours
FAMILY_SINCE, FAMILY_DAY, FAMILY_WHERE = 0.85, 0.40, 0.60  # ours
FROM_HOME, LONGEST_YEARS = 0.55, 15  # ours
SIBLING_ON_FILE = 0.10  # ours
_FIRST = "上下前后东西新老大小石桥河湾坪沟塘岭坝杨李王张陈双龙马白青"
_LAST = "湾坪沟塘岭坝庄屯寨冲坳垭坎埠店岗洼峪塬咀"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Where somebody is from, and when and where they got lost."""

    village: str
    since: date
    where: str
    called: str


class Seeking(Lives):
    """People in parts, what stations note about them, and what their families tell."""

    def __init__(self, tables: NameTables, places: Places, seed: int) -> None:
        super().__init__(tables, places, seed)
        self._seed = seed
        self._dialects: dict[str, Accent] = {}

    def part(self, number: int, count: int) -> list[tuple[Life, Traits]]:
        """People and what stations noted of them, the same for one number whatever came before."""
        self._dice = Random(f"{self._seed}/{number}")  # noqa: S311 - the same lives for one seed
        self._orders.clear()
        return [(one, self.at_station(one)) for one in self.people(count)]

    def stranger(self, known: Life) -> Life:
        """Somebody who is not on file; a tenth are brothers or sisters of one who is."""
        if self._dice.random() < SIBLING_ON_FILE:
            return self._sibling(0, [known])
        return self._one()

    def at_station(self, one: Life) -> Traits:
        """What a station has written down of somebody without papers."""
        dice = self._dice
        accent = self._speech(one)
        birth, ages = self._guessed(one)
        since = ""
        if dice.random() < SAYS_SINCE:
            off = dice.choice((-2, -1, 1, 2)) if dice.random() < SINCE_OFF else 0
            since = str(min(self._lost(one).since.year + off, TODAY.year))
        return Traits(
            names=self._names(one, accent, by_card=False),
            sex=one.sex if dice.random() > 0.003 else "12".replace(one.sex, ""),
            birth=birth,
            ages=ages,
            homes=self._said_home(one, accent),
            accent=self._province(one.home) if dice.random() < ACCENT_NOTED else "",
            phones=self._phone(one),
            documents=(self._number(one),) if dice.random() < CARD_KNOWN else (),
            marks=self._marks(one),
            relatives=self._relatives(one, accent),
            missing_since=since,
            missing_place=self._lost(one).where if dice.random() < SAYS_WHERE else "",
        )

    def by_family(self, one: Life) -> Traits:
        """What is told by those who look for them."""
        dice, lost = self._dice, self._lost(one)
        accent = self._speech(one)
        name = "".join(
            self._typed(c, accent, surname=at == 0 and len(one.surname) == 1)
            for at, c in enumerate(one.surname + one.given)
        )
        also = (one.alias or lost.called,) if dice.random() < TELLS_NICKNAME else ()
        birth, ages = self._remembered(one)
        return Traits(
            names=(name, *also),
            sex=one.sex,
            birth=birth,
            ages=ages,
            homes=self._own_home(one, lost),
            phones=(one.phone,) if dice.random() < FAMILY_PHONE else (),
            documents=(self._number(one),) if dice.random() < FAMILY_CARD else (),
            marks=tuple(self._told(mark) for mark in one.marks if dice.random() < FAMILY_MARK),
            relatives=self._family(one, accent),
            missing_since=self._since(lost.since),
            missing_place=lost.where if dice.random() < FAMILY_WHERE else "",
        )

    def _speech(self, one: Life) -> Accent:
        """How somebody speaks: one of the dialects of their home, as many as speak it there."""
        own = Random(one.card)  # noqa: S311 - the same for one person
        groups = self._tables.dialects.accent(self._province(one.home)).groups
        spoken = own.choices(list(groups), list(groups.values()))[0]
        if spoken not in self._dialects:
            self._dialects[spoken] = self._tables.dialects.mixed({spoken: 1.0})
        return self._dialects[spoken]

    def _lost(self, one: Life) -> Lost:
        own = Random(one.card)  # noqa: S311 - the same for one person
        since = TODAY - timedelta(days=int(own.triangular(20, 365 * LONGEST_YEARS, 200)))
        away = own.choice(self._cities)
        city = self._places.at(one.home.code[:4] + "00", TODAY.year)
        where = city if city and own.random() < FROM_HOME else away
        called = own.choice((f"小{one.given[-1]}", f"阿{one.given[-1]}", one.given[-1] * 2))
        return Lost(
            village=f"{own.choice(_FIRST)}{own.choice(_FIRST + _LAST)}{own.choice(_LAST)}村",
            since=since,
            where=self._places.full(where),
            called=called,
        )

    def _number(self, one: Life) -> str:
        return self._slip(one.card) if self._dice.random() < CARD_SLIP else one.card

    def _guessed(self, one: Life) -> tuple[str, tuple[int, int] | None]:
        """A day as it was said, a year, or what an officer took them for."""
        dice = self._dice
        draw = dice.random()
        if draw < FULL_BIRTH:
            return self._day(one.born), None
        if draw < FULL_BIRTH + YEAR_ONLY:
            return str(one.born.year + dice.choice((-1, 0, 0, 0, 0, 1))), None
        age = (TODAY - one.born).days // 365
        guess = age + round(dice.gauss(0, 4 if age > 18 else 1))
        return "", (max(guess - 5, 0), max(guess + 5, 1))

    def _remembered(self, one: Life) -> tuple[str, tuple[int, int] | None]:
        """A day, of the lunar calendar now and then; a year; how old they are, counted from one."""
        draw = self._dice.random()
        if draw < FAMILY_BIRTH:
            return self._day(one.born), None
        if draw < FAMILY_BIRTH + FAMILY_YEAR:
            return str(one.born.year), None
        age = (TODAY - one.born).days // 365 + self._dice.randrange(2)
        return "", (age, age)

    def _said_home(self, one: Life, accent: Accent) -> tuple[str, ...]:
        if self._dice.random() > SAYS_HOME:
            return ()
        if self._dice.random() < OLD_NAME and (old := self._as_it_was(one.home)):
            return (old,)
        said = self._home(one, accent)
        whole = bool(said) and said[0].endswith(one.home.name)
        if whole and self._dice.random() < SAYS_VILLAGE:
            return (said[0] + self._lost(one).village,)
        return said

    def _own_home(self, one: Life, lost: Lost) -> tuple[str, ...]:
        if self._dice.random() > FAMILY_HOME:
            return (self._province(one.home),)
        old = self._as_it_was(one.home) if self._dice.random() < FAMILY_OLD_NAME else ""
        whole = old or self._places.full(one.home)
        return (whole + (lost.village if self._dice.random() < FAMILY_VILLAGE else ""),)

    def _as_it_was(self, home: Place) -> str:
        """A county as it was called before; empty where it was always called so."""
        before = self._before.get(home.code)
        return self._places.full(self._dice.choice(before)) if before else ""

    def _family(self, one: Life, accent: Accent) -> tuple[str, ...]:
        return tuple(
            kin[:2]
            + "".join(self._typed(c, accent, surname=not at) for at, c in enumerate(kin[2:]))
            for kin in one.kin
            if self._dice.random() < FAMILY_KIN
        )

    def _typed(self, c: str, accent: Accent, *, surname: bool) -> str:
        """As whoever takes the call writes it."""
        slips = self._dice.random() < NAME_SLIP
        return self._like(c, 0.6, accent, surname=surname) if slips else c

    def _since(self, lost: date) -> str:
        if self._dice.random() > FAMILY_SINCE:
            return ""
        return f"{lost:%Y-%m-%d}" if self._dice.random() < FAMILY_DAY else f"{lost:%Y-%m}"

    @cached_property
    def _cities(self) -> list[Place]:
        return [row for row in self._places.rows if row.level == Level.CITY and not row.gone]

    @cached_property
    def _before(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = {}
        for row in self._places.rows:
            if row.gone and row.level == Level.COUNTY:
                for code in row.after[:1]:
                    found.setdefault(code, []).append(row)
        return found
