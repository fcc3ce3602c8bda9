"""An old register (旧登记): what its columns may mean, and what a row of it says.

A row is one stay of one person. Nothing is guessed about who is the same as whom: that is for an
officer.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from functools import cache
from hashlib import sha256
from typing import TypeAlias, TypeVar
from uuid import UUID
from zlib import crc32

from app.domain.birth import BirthRead, read_birth
from app.domain.codes import ETHNICITIES
from app.domain.document import NONE, NumberRead, read_number, tidy
from app.domain.errors import Refused
from app.domain.sheet_day import EXCEL_DAYS, days_since_1900, in_digits
from app.domain.visit import ArrivalWay, LeavingKind

Cell: TypeAlias = str | int | float | datetime | date | time | bool | None
_Kind = TypeVar("_Kind")
_CHINA = timezone(timedelta(hours=8))
_NOON = time(12)
_FIRST_YEAR = 1950
_EXCEL_DAY_0 = date(1899, 12, 30)
_LONGEST, _LONGEST_WORDS = 500, 8000
"""Characters of a cell, and of one with a story."""
_EXACT = 10**15
"""A spreadsheet keeps fifteen digits of a number and makes noughts, or nonsense, of the rest."""
_ROUNDED = re.compile(r"\d(?:\.\d+)?e\+?\d+", re.IGNORECASE)
"""What a spreadsheet shows in place of a long number."""


class Field(StrEnum):
    """What a column may be; what is none of these is passed over, and said."""

    NUMBER = "number"
    NAME = "name"
    SEX = "sex"
    BIRTH = "birth"
    DOCUMENT = "document"
    ETHNICITY = "ethnicity"
    HOME = "home"
    PHONE = "phone"
    ARRIVED = "arrived"
    WAY = "way"
    FOUND_AT = "found_at"
    REASON = "reason"
    LEFT = "left"
    LEFT_AS = "left_as"
    DESTINATION = "destination"
    NOTE = "note"


NEEDED = Field.ARRIVED
"""Without it no row can be a stay."""
_HEADINGS: Mapping[Field, str] = {
    Field.NUMBER: "编号 救助编号 登记号 登记编号 档案号 序列号 number no case",
    Field.NAME: "姓名 受助人 受助人姓名 受助人员 受助人员姓名 name",
    Field.SEX: "性别 sex gender",
    Field.BIRTH: "出生日期 出生年月 出生 生日 年龄 birth birthday age",
    Field.DOCUMENT: "身份证 身份证号 身份证号码 证件号码 证件号 公民身份号码 id document idnumber",
    Field.ETHNICITY: "民族 ethnicity",
    Field.HOME: "户籍地 户籍 户籍地址 户口所在地 籍贯 家庭住址 住址 地址 home address",
    Field.PHONE: "电话 联系电话 手机 手机号 phone",
    Field.ARRIVED: "入站日期 入站时间 来站日期 来站时间 求助日期 求助时间 救助日期 救助时间 "
    "登记日期 日期 arrived arrival date",
    Field.WAY: "来站方式 入站方式 way",
    Field.FOUND_AT: "发现地点 found",
    Field.REASON: "求助原因 救助原因 原因 reason",
    Field.LEFT: "离站日期 离站时间 出站日期 出站时间 left leaving",
    Field.LEFT_AS: "离站方式 离站去向 离站情况 去向 处理结果",
    Field.DESTINATION: "目的地 返乡地 到达地 destination",
    Field.NOTE: "备注 说明 note remarks",
}
_IN_WORDS = {field: told.split()[0] for field, told in _HEADINGS.items()}
_MEANT = {word: field for field, told in _HEADINGS.items() for word in told.split()}
_STORIES = frozenset({Field.NOTE, Field.REASON})
_SEXES = {"男": "1", "男性": "1", "m": "1", "male": "1", "1": "1", "女": "2", "女性": "2", "f": "2",
          "female": "2", "2": "2"}  # fmt: skip
_WAYS = (
    ("自行", ArrivalWay.SELF), ("主动", ArrivalWay.SELF), ("公安", ArrivalWay.POLICE),
    ("警", ArrivalWay.POLICE), ("城管", ArrivalWay.URBAN), ("街道", ArrivalWay.STREET),
    ("社区", ArrivalWay.STREET), ("群众", ArrivalWay.PUBLIC), ("巡查", ArrivalWay.PATROL),
    ("医院", ArrivalWay.HOSPITAL), ("站", ArrivalWay.STATION),
)  # fmt: skip
_LEFT_AS = (
    ("车票", LeavingKind.VOUCHER), ("凭证", LeavingKind.VOUCHER), ("乘车", LeavingKind.VOUCHER),
    ("接", LeavingKind.FETCHED), ("护送", LeavingKind.ESCORTED), ("送返", LeavingKind.ESCORTED),
    ("医院", LeavingKind.HOSPITAL), ("公安", LeavingKind.POLICE), ("擅自", LeavingKind.ABSCONDED),
    ("死亡", LeavingKind.DIED), ("转", LeavingKind.TRANSFERRED), ("自行", LeavingKind.OWN_WISH),
)  # fmt: skip
_ETHNICITIES = {
    word: code
    for code, (name, _) in ETHNICITIES.items()
    for word in (code, name, name.removesuffix("族"))
}
_NO_BIRTH = BirthRead()
_NOTHING = frozenset({"", "无", "不详", "未知", "-", "—", "/", "none", "null", "n/a"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """What stops a row: its line in the file, the column, and a word key."""

    line: int
    field: str
    key: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Old:
    """One row that can be taken in. `odd` are columns whose words were kept in `note`, because
    they could not be read."""

    line: int
    number: str = ""
    name: str = ""
    sex: str = ""
    birth: BirthRead = _NO_BIRTH
    document: NumberRead | None = None
    ethnicity: str = ""
    home: str = ""
    phone: str = ""
    arrived_at: datetime
    way: ArrivalWay = ArrivalWay.UNKNOWN
    found_at: str = ""
    reason: str = ""
    left_at: datetime | None = None
    left_as: LeavingKind = LeavingKind.OTHER
    destination: str = ""
    note: str = ""
    odd: tuple[str, ...] = ()

    @property
    def unread(self) -> list[Wrong]:
        """What was kept in words, to be said; of a document whose digits were lost, why."""
        return [
            Wrong(
                line=self.line,
                field=one,
                key="old.lost_digits" if one == Field.DOCUMENT else "old.kept",
            )
            for one in self.odd
        ]

    @property
    def human(self) -> tuple[str, str]:
        """By what two rows may speak of the same human: document, or name and birth."""
        if self.document:
            return "document", self.document.number
        return ("name", f"{self.name} {self.birth.birth}") if self.birth.birth else ("", "")

    @property
    def key(self) -> str:
        """What makes it this stay: its number in the old register, or who came when."""
        if self.number:
            return f"number {self.number}"
        number = self.document.number if self.document else ""
        who = (self.name, number, self.birth.birth or self.birth.estimate, self.sex, self.home)
        return " ".join((*who, self.arrived_at.isoformat()))


def guess(headings: Sequence[Cell]) -> dict[int, Field]:
    """Column -> what it seems to be; each field once, the first column that says so."""
    found: dict[int, Field] = {}
    for at, heading in enumerate(headings):
        field = _MEANT.get(_plain(heading))
        if field and field not in found.values():
            found[at] = field
    return found


def _plain(heading: Cell) -> str:
    text = unicodedata.normalize("NFKC", text_of(heading)).lower()
    return re.sub(r"[\s*:_\-]|\(.*\)", "", text)


def read(line: int, cells: Sequence[Cell], columns: Mapping[int, Field], today: date) -> Old:
    """A row as it is taken in. Refused "old.…" with the column where it cannot be a stay."""
    said = {field: cells[at] if at < len(cells) else None for at, field in columns.items()}
    texts = {field: text_of(value) for field, value in said.items()}
    for field, one in texts.items():
        _must_fit(field, one)
    told = {field: "" if one.lower() in _NOTHING else one for field, one in texts.items()}

    def text(field: Field) -> str:
        return told.get(field, "")

    if not any(text(field) for field in (Field.NAME, Field.DOCUMENT, Field.NUMBER)):
        raise Refused("old.nobody", field=Field.NAME)
    arrived = _moment(said.get(Field.ARRIVED), Field.ARRIVED, today)
    if arrived is None:
        raise Refused("old.no_arrival", field=Field.ARRIVED)
    left = _moment(said.get(Field.LEFT), Field.LEFT, today)
    if left is not None and left.date() < arrived.date():
        raise Refused("old.left_before", field=Field.LEFT, text=texts[Field.LEFT])
    birth = _birth(said.get(Field.BIRTH), text(Field.BIRTH), today)
    torn = _lost_digits(said.get(Field.DOCUMENT), text(Field.DOCUMENT))
    document = None if torn else _document(text(Field.DOCUMENT), today)
    way = _first(_WAYS, text(Field.WAY), ArrivalWay.UNKNOWN)
    ethnicity = _ethnicity(text(Field.ETHNICITY))
    sex = _SEXES.get(text(Field.SEX).lower(), "") or (document.sex if document else "")
    odd = [
        field
        for field, unread in (
            (Field.BIRTH, birth is None),
            (Field.SEX, not sex),
            (Field.DOCUMENT, torn),
            (Field.ETHNICITY, not ethnicity),
            (Field.WAY, way is ArrivalWay.UNKNOWN),
        )
        if text(field) and unread
    ]
    kept = [f"{_IN_WORDS[field]}：{text(field)}" for field in odd]
    return Old(
        line=line,
        number=text(Field.NUMBER),
        name=text(Field.NAME),
        sex=sex,
        birth=birth or _NO_BIRTH,
        document=document,
        ethnicity=ethnicity,
        home=text(Field.HOME),
        phone=text(Field.PHONE),
        arrived_at=arrived,
        way=way,
        found_at=text(Field.FOUND_AT),
        reason=text(Field.REASON),
        left_at=max(left, arrived) if left else None,
        left_as=_first(_LEFT_AS, text(Field.LEFT_AS), LeavingKind.OTHER),
        destination=text(Field.DESTINATION),
        note="；".join(one for one in (text(Field.LEFT_AS), text(Field.NOTE), *kept) if one),
        odd=tuple(odd),
    )


def text_of(value: Cell) -> str:
    """A cell in words: a number that a spreadsheet made of a text has no point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return " ".join(str(value).split())


def _must_fit(field: Field, text: str) -> None:
    """Refused "old.too_long": nothing that somebody wrote is cut off without a word."""
    most = _LONGEST_WORDS if field in _STORIES else _LONGEST
    if len(text) > most:
        raise Refused("old.too_long", field=field, text=f"{len(text)} > {most}")


def _lost_digits(value: Cell, text: str) -> bool:
    """Whether a spreadsheet made a number of a document: its last digits are not what was typed,
    and several people would share what is left."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return abs(value) >= _EXACT
    return bool(_ROUNDED.fullmatch(text))


_DAY = re.compile(
    r"(\d{4})(?:[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{2})(\d{2}))"
    r"(?:[T\s]*(\d{1,2})[:时：](\d{1,2})?.*)?"
)


_ONLY_MONTH = re.compile(r"\d{4}\s*[-./年]\s*\d{1,2}\s*月?(?:份)?")


def _moment(value: Cell, field: Field, today: date) -> datetime | None:
    """A day, perhaps with its time, in UTC; without one it is noon at the station. None where
    nothing is written."""
    text = text_of(value)
    if text.lower() in _NOTHING:
        return None
    day = _day_of(value, text)
    if day is None:
        if _ONLY_MONTH.fullmatch(in_digits(text)):
            raise Refused("old.only_month", field=field, text=text)
        raise Refused("old.no_day", field=field, text=text)
    if day.year < _FIRST_YEAR or day.date() > today:
        raise Refused("old.day_not_possible", field=field, text=text)
    return day.replace(tzinfo=_CHINA).astimezone(UTC)


def _day_of(value: Cell, text: str) -> datetime | None:
    if isinstance(value, datetime):
        return value.replace(tzinfo=None) if value.time() != time() else _noon(value.date())
    if isinstance(value, date):
        return _noon(value)
    text = in_digits(unicodedata.normalize("NFKC", text))
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        counted = _counted(value if isinstance(value, int | float) else float(text))
        return _noon(counted) if counted else None
    return _written(text)


def _counted(value: float, span: tuple[int, int] = EXCEL_DAYS) -> date | None:
    """The day that a spreadsheet's number is."""
    days = days_since_1900(value)
    known = span[0] <= days <= span[1]
    return _EXCEL_DAY_0 + timedelta(days=int(days)) if known else None


def _written(text: str) -> datetime | None:
    parts = _DAY.fullmatch(text)
    if not parts:
        return None
    year, month, day, month_, day_, hour, minute = parts.groups()
    try:
        when = date(int(year), int(month or month_), int(day or day_))
        at = time(int(hour), int(minute or 0)) if hour else _NOON
    except ValueError:
        return None
    return datetime.combine(when, at)


def _noon(day: date) -> datetime:
    return datetime.combine(day, _NOON)


def _birth(value: Cell, text: str, today: date) -> BirthRead | None:
    """None where it cannot be read: the words are kept beside."""
    if isinstance(value, int | float) and (day := _born(value)):
        text = day.isoformat()
    text = in_digits(text)
    try:
        return read_birth(text[:10] if re.match(r"\d{4}-\d\d-\d\d", text) else text, today)
    except Refused:
        return None


def _born(value: float) -> date | None:
    """A number of days in a column of births; a smaller one is an age, a larger one 19790315."""
    return _counted(value, _BORN) if _BORN[0] <= value < _BORN[1] else None


_BORN = (2_200, 60_000)
"""1906 to 2064; a year (1979) stands below it."""


def _document(text: str, today: date) -> NumberRead | None:
    """Whatever it is: a wrong check digit is kept and marked, as it is at the desk."""
    read = read_number(text, today) if tidy(text) else None
    return None if read is None or read.kind == NONE else read


def _ethnicity(text: str) -> str:
    return _ETHNICITIES.get(text, "")


def _first(meanings: Iterable[tuple[str, _Kind]], text: str, other: _Kind) -> _Kind:
    if not text:
        return other
    return next((meant for word, meant in meanings if word in text), other)


def id_for(key: str, what: str, at: datetime) -> UUID:
    """The same for the same stay whenever it is taken in: an import that is run twice, or goes on
    where it was broken off, adds nobody twice. Shaped as a UUIDv7 of the day of arrival."""
    return ids_for(key, at)(what)


def ids_for(key: str, at: datetime) -> Callable[[str], UUID]:
    """The ids of all that belongs to one stay, by what each is of."""
    stamp = max(int(at.timestamp() * 1000), 0) << 80 | 7 << 76 | 2 << 62
    digest = int.from_bytes(sha256(key.encode()).digest()[:10], "big") & ((1 << 74) - 1)

    def of(what: str) -> UUID:
        rest = digest ^ _told_apart(what)
        return UUID(int=stamp | (rest >> 62) << 64 | (rest & _LOW))

    return of


_LOW = (1 << 62) - 1


@cache
def _told_apart(what: str) -> int:
    return crc32(what.encode())


class Repeats:
    """What comes more than once in one file."""

    def __init__(self) -> None:
        self._keys: dict[str, int] = {}
        self._humans: dict[tuple[str, str], list[int]] = {}

    def take(self, old: Old) -> Wrong | None:
        """Note a row; Wrong where the same stay stands in an earlier line."""
        first = self._keys.setdefault(old.key, old.line)
        if first != old.line:
            field = Field.NUMBER if old.number else Field.ARRIVED
            key = "old.number_twice" if old.number else "old.twice"
            return Wrong(line=old.line, field=field, key=key, text=str(first))
        human = old.human
        if human[0]:
            self._humans.setdefault(human, []).append(old.line)
        return None

    def humans(self) -> list[tuple[str, tuple[int, ...]]]:
        """Name or document, and the lines in which the same human seems to have come; for an
        officer to look at."""
        return [(said, tuple(lines)) for (_, said), lines in self._humans.items() if len(lines) > 1]
