"""The monthly report (月报): under which rows a stay is counted, and whether the tables add up.

Person-times are stays, persons are humans: who came three times is three and one. What the register
does not hold is said to be unknown, never counted as nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from app.domain.birth import ADULT, age_on, ends_of
from app.domain.document import FOREIGN, PASS_HM, PASS_TW, PASSPORT, PERMIT, read_number
from app.domain.provinces import BEGINS, named_in
from app.domain.visit import LeavingKind

DUE_DAY = 5
"""Of the next month."""
UNKNOWN, OTHER = "unknown", "other"
YES, NO = "yes", "no"


class Part(StrEnum):
    """The tables, in the order of the page."""

    ASKED = "asked"
    PLACE = "place"
    FLOW = "flow"
    SEX = "sex"
    AGE = "age"
    HEALTH = "health"
    ORIGIN = "origin"
    LEAVING = "leaving"
    HELP = "help"
    SPECIAL = "special"


ROWS: Mapping[Part, tuple[str, ...]] = {
    Part.ASKED: ("helped", "refused", "gave_up"),
    Part.PLACE: ("inside", "outside"),
    Part.FLOW: ("carried", "arrived"),
    Part.SEX: ("male", "female", UNKNOWN),
    Part.AGE: ("to_6", "to_18", "to_59", "from_60", UNKNOWN, "male_minor"),
    Part.HEALTH: ("well", "critical", "mental", "intellectual", "limb", OTHER, UNKNOWN),
    Part.ORIGIN: ("own", "elsewhere", UNKNOWN),
    Part.LEAVING: (
        "settled", "voucher", "home", "terminated", "absconded", "escorted", "escorted_far",
        "fetched", "fetched_far", "died", "still", OTHER,
    ),
    Part.HELP: ("medical", "correction", "foster", "living", "return", "placement", OTHER),
    Part.SPECIAL: ("trafficked", "violence", "prisoners_child", "left_behind", "hmt", "foreign"),
}  # fmt: skip
OF_WHICH = frozenset({"male_minor", "escorted_far", "fetched_far"})
"""Rows that are a part of others of their table."""
OVERLAP = frozenset({Part.HELP, Part.SPECIAL})
"""Somebody stands in several rows of these, or in none: they have no sum."""

_SEXES = {"1": "male", "2": "female"}
_BANDS = ((6, "to_6"), (18, "to_18"), (59, "to_59"))
_WAYS = {
    "settled": "settled",
    "voucher": "voucher",
    "own_wish": "home",
    "short_fare": "home",
    "fetched": "fetched",
    "escorted": "escorted",
    "absconded": "absconded",
    "terminated": "terminated",
    "died": "died",
}
"""By the value of `LeavingKind`; whatever else there is goes under "other"."""
_HELPED = "helped"
_OLD_TOO = (Part.FLOW, Part.LEAVING)
"""Of whoever was helped and here in the month; the other tables of who came in it."""
_NOT_HELPED = {"refused": "refused", "gave_up": "gave_up"}
_TAKEN_ON = frozenset({"hospital", "police"})
_HOME_BY_US = frozenset({"voucher", "escorted", "fetched"})
_VIOLENCE = ("家庭暴力", "Domestic violence")
_HMT = frozenset({PERMIT, PASS_HM, PASS_TW})
_HMT_AREAS = frozenset({"71", "81", "82"})
_OURS_ABROAD = ("E", "G", "D", "S", "P", "1")
"""With what the numbers of China's own passports begin."""

NOT_RECORDED, NOT_ASKED, NO_ROUNDS = "not_recorded", "not_asked", "no_rounds"
_UNRECORDED = {
    Part.HEALTH: {"intellectual", "limb"},
    Part.LEAVING: {"settled"} - {kind.value for kind in LeavingKind},
    Part.HELP: {"correction", "foster", "placement", OTHER},
    Part.SPECIAL: {"prisoners_child", "left_behind"},
}
"""Of which the register holds nothing."""
_NOTES = {
    (Part.HEALTH, "well"): "as_seen",
    (Part.HELP, "medical"): "as_given",
    (Part.SPECIAL, "violence"): "by_reason",
}
_ASKED_AT_THE_DOOR = {(Part.SPECIAL, "trafficked"): "trafficked"}
"""Known of whom this was asked (`Visit.checks`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The days that are reported, up to today; `province` is the station's; `rounds`: whether
    officers went through the streets in them."""

    first: date
    last: date
    province: str
    rounds: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """What a report needs to know of one visit; `person` is the human, `record` their file.

    Help in the street (`outside`) is told as one that is counted there and nowhere else.
    """

    visit: UUID
    person: UUID
    record: UUID
    arrived_on: date
    left_on: date | None = None
    left_as: str = ""
    destination: str = ""
    result: str = ""
    reason: str = ""
    checks: Mapping[str, str] = field(default_factory=dict)
    has_voucher: bool = False
    ended: bool = False
    """Help was ended by paper 21."""
    refused: bool = False
    """By paper 7."""
    undated: bool = False
    """Out of an old register that did not say when they left."""
    treated: bool = False
    """With medicine or at a hospital, during the stay."""
    special: frozenset[str] = frozenset()
    """By what was written for the approval of the stay: values of `Special`."""
    outside: bool = False
    nameless: bool = False
    """Met outside, and nobody opened a file."""
    sex: str = ""
    birth: str = ""
    estimate: str = ""
    home: str = ""
    document: str = ""

    def was_here_before(self, month: Month) -> bool:
        """Came in an earlier month."""
        return self.arrived_on < month.first

    def has_left(self, month: Month) -> bool:
        """By the end of the month."""
        return self.left_on is not None and self.left_on <= month.last

    def answer(self) -> str:
        """What became of the wish for help."""
        return "refused" if self.refused else _NOT_HELPED.get(self.result, _HELPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row: None is unknown, and `note` says why, or what a figure leaves out (`count`)."""

    row: str
    times: int | None
    persons: int | None
    note: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table, with what it is a table of."""

    part: Part
    figures: tuple[Figure, ...]
    times: int
    persons: int

    @property
    def sums(self) -> tuple[int, int]:
        """Of the rows that are no part of others; what is unknown adds nothing."""
        whole = [one for one in self.figures if one.row not in OF_WHICH]
        return sum(one.times or 0 for one in whole), sum(one.persons or 0 for one in whole)

    @property
    def verdict(self) -> str:
        """Whether it adds up, as a word key: `equal`, `twice` (somebody stands in two rows),
        `overlap` (has no sum), `broken` (an error of ours)."""
        if self.part in OVERLAP:
            return "overlap"
        times, persons = self.sums
        if times != self.times or persons < self.persons:
            return "broken"
        return "equal" if persons == self.persons else "twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A month's tables. `days` are all days in the station in this month; `left_days` those of the
    whole stays that ended in it, `left` how many."""

    month: Month
    tables: tuple[Table, ...]
    days: int
    left: int
    left_days: int
    undated: int
    """Ended in it, and nobody wrote down when: they count for no days."""

    @property
    def mean_days(self) -> float | None:
        """Of the stays that ended; None where none did."""
        return self.left_days / self.left if self.left else None


def due_on(first: date) -> date:
    """By when the report of a month is handed in."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=DUE_DAY)


def report(stays: Iterable[Stay], month: Month) -> Report:
    """All tables; pure, so that whoever adds up by hand finds the same."""
    everybody = list(stays)
    outside = [one for one in everybody if one.outside]
    known = [one for one in everybody if not one.outside]
    new = [one for one in known if not one.was_here_before(month)]
    helped = [one for one in known if one.answer() == _HELPED]
    both = [one for one in new if one.answer() == _HELPED]
    gone = [one for one in helped if one.has_left(month)]
    dated = [one for one in gone if not one.undated]
    whose = {Part.ASKED: new, Part.PLACE: [*both, *outside], **dict.fromkeys(_OLD_TOO, helped)}
    return Report(
        month=month,
        tables=tuple(_table(part, whose.get(part, both), month) for part in Part),
        days=sum(days_within(one, month) for one in helped),
        left=len(dated),
        left_days=sum(days_of(one) for one in dated),
        undated=len(gone) - len(dated),
    )


def behind(stays: Iterable[Stay], month: Month, part: Part, row: str) -> list[Stay]:
    """Of whom one figure is made, the last ones first."""
    found = [one for one in stays if _counts(part, one, month) and row in rows_of(part, one, month)]
    return sorted(found, key=lambda one: (one.arrived_on, one.visit.int), reverse=True)


def days_of(stay: Stay) -> int:
    """Of a whole stay: nights, and at least one day."""
    return max((stay.left_on - stay.arrived_on).days, 1) if stay.left_on else 0


def days_within(stay: Stay, month: Month) -> int:
    """Days of the month that somebody was here; the day of leaving is none, unless they came on
    it."""
    if stay.undated:
        return 0
    begin = max(stay.arrived_on, month.first)
    end = min(stay.left_on or month.last + timedelta(days=1), month.last + timedelta(days=1))
    same_day = stay.left_on == stay.arrived_on and begin == stay.arrived_on
    return max((end - begin).days, 1 if same_day else 0)


def rows_of(part: Part, stay: Stay, month: Month) -> tuple[str, ...]:
    """The rows of a table that somebody's stay is counted in."""
    return _RULES[part](stay, month)


def _counts(part: Part, stay: Stay, month: Month) -> bool:
    """Whether a stay belongs into a table: whoever asked in this month, whoever was helped, or
    whoever was helped and here in it."""
    if stay.outside:
        return part is Part.PLACE
    new = not stay.was_here_before(month)
    if part is Part.ASKED:
        return new
    helped = stay.answer() == _HELPED
    return helped if part in _OLD_TOO else helped and new


def _table(part: Part, mine: Sequence[Stay], month: Month) -> Table:
    times: Counter[str] = Counter()
    people: dict[str, set[int]] = defaultdict(set)
    for one in mine:
        for row in rows_of(part, one, month):
            times[row] += 1
            people[row].add(one.person.int)  # a number is told apart ten times as fast
    return Table(
        part=part,
        figures=tuple(
            _outside(times[row], len(people[row]), mine, month)
            if row == "outside"
            else _figure(part, row, times[row], len(people[row]), mine)
            for row in ROWS[part]
        ),
        times=len(mine),
        persons=len({one.person.int for one in mine}),
    )


def _figure(part: Part, row: str, times: int, persons: int, stays: Sequence[Stay]) -> Figure:
    if row in _UNRECORDED.get(part, ()):
        return Figure(row=row, times=None, persons=None, note=NOT_RECORDED)
    if check := _ASKED_AT_THE_DOOR.get((part, row)):
        return _asked(row, times, persons, [_said(one, check) for one in stays])
    if row in ("escorted_far", "fetched_far"):
        return _far(row, times, persons, stays)
    note = _NOTES.get((part, row), "")
    return Figure(row=row, times=times, persons=persons, note=note)


def _asked(row: str, times: int, persons: int, answers: Sequence[str | None]) -> Figure:
    """Unknown where nobody was asked; else it is said of how many it is not known."""
    missing = sum(answer not in (YES, NO) for answer in answers)
    if answers and missing == len(answers):
        return Figure(row=row, times=None, persons=None, note=NOT_ASKED)
    note = "not_asked_of" if missing else ""
    return Figure(row=row, times=times, persons=persons, note=note, count=missing)


def _said(stay: Stay, check: str) -> str | None:
    """What is known of it: by the answer at the door, else by the approval."""
    return YES if check in stay.special else stay.checks.get(check)


def _outside(times: int, persons: int, stays: Sequence[Stay], month: Month) -> Figure:
    """Unknown where nobody wrote a round down; else it is said who has no file."""
    if not times and not month.rounds:
        return Figure(row="outside", times=None, persons=None, note=NO_ROUNDS)
    nameless = sum(one.nameless for one in stays)
    return Figure(row="outside", times=times, persons=persons, note="in_the_street", count=nameless)


def _far(row: str, times: int, persons: int, stays: Sequence[Stay]) -> Figure:
    way = row.removesuffix("_far")
    lost = sum(_WAYS.get(one.left_as) == way and not named_in(one.destination) for one in stays)
    note = "no_destination" if lost else ""
    return Figure(row=row, times=times, persons=persons, note=note, count=lost)


def _asked_rows(stay: Stay, _month: Month) -> tuple[str, ...]:
    return (stay.answer(),)


def _place_rows(stay: Stay, _month: Month) -> tuple[str, ...]:
    return ("outside" if stay.outside else "inside",)


def _flow_rows(stay: Stay, month: Month) -> tuple[str, ...]:
    return ("carried" if stay.was_here_before(month) else "arrived",)


def _sex_rows(stay: Stay, _month: Month) -> tuple[str, ...]:
    return (_SEXES.get(stay.sex, UNKNOWN),)


def years_of(stay: Stay, day: date) -> int | None:
    """By the birth, else by that in the document, else the youngest that an estimate allows."""
    if (years := age_on(stay.birth, day)) is not None:
        return years
    if stay.document and (born := read_number(stay.document, day).birth):
        return age_on(born.isoformat(), day)
    ends = ends_of(stay.estimate)
    return ends[0] if ends else None


def _age_rows(stay: Stay, month: Month) -> tuple[str, ...]:
    years = years_of(stay, month.last)
    if years is None:
        return (UNKNOWN,)
    band = next((name for most, name in _BANDS if years <= most), "from_60")
    return (band, "male_minor") if years < ADULT and stay.sex == "1" else (band,)


def _health_rows(stay: Stay, _month: Month) -> tuple[str, ...]:
    """The gravest of what was seen at the door; "well" only where all of it was denied."""
    seen = [key for key in ("critical", "mental") if stay.checks.get(key) == YES]
    if seen:
        return (seen[0],)
    rest = [stay.checks.get(key) for key in ("critical", "mental", "injury", "infection")]
    if YES in rest:
        return (OTHER,)
    return ("well",) if all(one == NO for one in rest) else (UNKNOWN,)


def _origin_rows(stay: Stay, month: Month) -> tuple[str, ...]:
    province = province_of(stay)
    if not province:
        return (UNKNOWN,)
    return ("own" if province == month.province else "elsewhere",)


def province_of(stay: Stay) -> str:
    """The two digits of the province somebody comes from: by the home, else by the document."""
    if home := named_in(stay.home):
        return home
    resident = len(stay.document) == len("110101199001010010") and stay.document[:2] in BEGINS
    return stay.document[:2] if resident else ""


def _leaving_rows(stay: Stay, month: Month) -> tuple[str, ...]:
    if not stay.has_left(month):
        return ("still",)
    if stay.ended:
        return ("terminated",)
    way = _WAYS.get(stay.left_as, OTHER)
    province = named_in(stay.destination)
    far = bool(province) and province != month.province
    return (way, f"{way}_far") if far and f"{way}_far" in OF_WHICH else (way,)


def _help_rows(stay: Stay, _month: Month) -> tuple[str, ...]:
    taken_on = stay.result in _TAKEN_ON
    given = {
        "medical": stay.treated or "hospital" in (stay.result, stay.left_as),
        "living": not taken_on,
        "return": stay.has_voucher or stay.left_as in _HOME_BY_US,
    }
    return tuple(row for row, was in given.items() if was)


def _special_rows(stay: Stay, month: Month) -> tuple[str, ...]:
    return tuple(_special(stay, month))


def _special(stay: Stay, month: Month) -> Iterator[str]:
    if _said(stay, "trafficked") == YES:
        yield "trafficked"
    if "violence" in stay.special or any(word in stay.reason for word in _VIOLENCE):
        yield "violence"
    kind = read_number(stay.document, month.last).kind if stay.document else ""
    if kind in _HMT or province_of(stay) in _HMT_AREAS:
        yield "hmt"
    elif kind == FOREIGN or (kind == PASSPORT and not stay.document.startswith(_OURS_ABROAD)):
        yield "foreign"


_RULES: Mapping[Part, Callable[[Stay, Month], tuple[str, ...]]] = {
    Part.ASKED: _asked_rows,
    Part.PLACE: _place_rows,
    Part.FLOW: _flow_rows,
    Part.SEX: _sex_rows,
    Part.AGE: _age_rows,
    Part.HEALTH: _health_rows,
    Part.ORIGIN: _origin_rows,
    Part.LEAVING: _leaving_rows,
    Part.HELP: _help_rows,
    Part.SPECIAL: _special_rows,
}
