"""Invented visits by seed: names as common as names are, numbers that are nobody's."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from random import Random
from uuid import UUID

from app.clock import local
from app.domain.document import check_character
from app.domain.ids import ClaimId, OfficerId, PersonId, StationId, VisitId
from app.domain.number import CASE, NumberBlock, case_number
from app.domain.person import Claim, ClaimKind, Person, Source
from app.domain.visit import ArrivalWay, Leaving, LeavingKind, Visit

END = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
YEARS = 5
INSIDE = 40
"""The last ones to come are still in the station."""
BLOCK = 200

# Surnames by how many of ten thousand bear them (ministry's yearly name reports, rounded).
_SURNAMES = (
    "王721李716张677刘538陈453杨308黄229赵222吴200周200徐166孙152马128朱126胡126郭113何111高105林104罗98"
    "郑90梁86谢76宋74唐73许72邓71韩71冯70曹66彭63曾62肖62田58董57潘57袁56蔡55蒋55余53于53杜52叶50程50魏49"
    "苏48吕47丁46任44卢43姚43钟42姜41崔40谭40陆39汪38范38廖37石37金37韦35贾34夏33付33方32邹32熊31白31孟30"
    "秦30邱29侯28江28尹27薛26闫25雷25龙25史24陶24黎24贺23顾22毛22郝22龚21邵21万20覃20武19钱19戴19严18莫18孔17"
    "向16常16汤15单4仇3解5区3朴3盖2查3乐3翟8尉2欧阳8上官1司马1诸葛1尉迟1"
)
_MEN = "伟强磊洋勇军杰涛超明刚平辉鹏华建国志庆海龙永福德顺宝山文斌春生小兵旺水根长河淼波宁贵东峰宇"
_WOMEN = "芳娜敏静丽艳娟霞秀英桂兰玉凤红花雪梅芝美玲翠萍华秋菊莲香月娥琴云珍贞莉荣爱妹雅倩婷"
_FOLK = (
    "阿依古丽·买买提", "努尔买买提·阿不都热合曼", "扎西次仁", "吉木惹布", "白音那·巴特尔",
    "Nguyen Thi Hoa", "John A. Smith",
)  # fmt: skip
_BY_NAMES = ("老", "小", "阿", "大")
# Province, city and county numbers that were never given out end in 99.
_HOMES = (
    ("四川省南充市", "5113"), ("河南省周口市", "4116"), ("湖南省邵阳市", "4305"),
    ("贵州省毕节市", "5205"), ("广西百色市", "4510"), ("安徽省阜阳市", "3412"),
    ("江西省赣州市", "3607"), ("湖北省黄冈市", "4211"), ("云南省昭通市", "5306"),
    ("甘肃省定西市", "6211"), ("广东省茂名市", "4409"), ("重庆市万州区", "5001"),
    ("山东省菏泽市", "3717"), ("黑龙江省绥化市", "2312"), ("新疆喀什地区", "6531"),
)  # fmt: skip
_COUNTIES = "仪陇商水隆回织金田阳临泉于都罗田镇雄通渭化州望奎疏勒南部太康武冈大方平果"
_VILLAGES = "上下前后东西新老大小石桥河湾坪沟塘岭坝村"


def _weighted(text: str) -> tuple[list[str], list[int]]:
    names, counts, digits, letters = [], [], "", ""
    for character in f"{text}王":
        if character.isdigit():
            digits += character
            continue
        if digits:
            names.append(letters)
            counts.append(int(digits))
            digits = letters = ""
        letters += character
    return names, list(accumulate(counts))


_NAMES, _HEAPS = _weighted(_SURNAMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What one deed of an officer writes."""

    records: tuple[object, ...]
    at: datetime
    reason: str


@dataclass(slots=True, kw_only=True)
class Invented:
    """Visits without end, the same for one seed; one person each, the last ones still inside."""

    rng: Random
    station: StationId
    code: str
    device: UUID
    officer: OfficerId
    people: int
    years: int = YEARS
    _stamp: int = 0

    def deeds(self) -> Iterator[Deed]:
        """Arrivals in the order of time, each followed by its leaving unless it is a late one."""
        step = timedelta(days=365 * self.years) / self.people
        first = END - step * self.people
        for number in range(self.people):
            at = (first + step * number).replace(microsecond=0)
            if number % BLOCK == 0:
                yield Deed(records=(self._block(number, at),), at=at, reason="numbers")
            visit, records = self._arrival(number, at)
            yield Deed(records=records, at=at, reason="admission")
            if number < self.people - INSIDE:
                gone = self._leaving(visit, at + timedelta(hours=30))
                yield Deed(records=(gone,), at=at, reason="leaving")

    def _id(self, at: datetime) -> UUID:
        """A UUIDv7 of that moment, rising, by seed."""
        self._stamp = max(int(at.timestamp() * 1000) << 12, self._stamp + 1)
        stamp, rest = divmod(self._stamp, 1 << 12)
        tail = self.rng.getrandbits(62)
        return UUID(int=stamp << 80 | 7 << 76 | rest << 64 | 2 << 62 | tail)

    def _block(self, number: int, at: datetime) -> NumberBlock:
        return NumberBlock(
            id=self._id(at),  # type: ignore[arg-type]
            kind=CASE,
            station=self.code,
            device=self.device.hex,
            first=number + 1,
            last=number + BLOCK,
            following=number + BLOCK + 1,
            granted_at=at,
        )

    def _arrival(self, number: int, at: datetime) -> tuple[Visit, tuple[object, ...]]:
        who = Person(id=PersonId(self._id(at)), station=self.code, created_at=at)
        visit = Visit(
            id=VisitId(self._id(at)),
            person=who.id,
            station=self.station,
            case_number=case_number(self.code, local(at).date(), number + 1),
            arrived_at=at,
            way=ArrivalWay.SELF if number % 3 else ArrivalWay.POLICE,
            reason="务工不着",
            found_at="火车站北广场" if number % 2 else "",
            officer=self.officer,
            registered_at=at,
        )
        claims = tuple(
            Claim(
                id=ClaimId(self._id(at)),
                person=who.id,
                visit=visit.id,
                kind=kind,
                value=value,
                source=Source.SAID,
                at=at,
                officer=self.officer,
            )
            for kind, value in self.said(at.date())
        )
        return visit, (who, visit, *claims)

    def said(self, today: date) -> Iterator[tuple[ClaimKind, str]]:
        """What one person says: always a name and a home, mostly a document, some a phone."""
        rng = self.rng
        sex = rng.choice("1112")
        born = today - timedelta(days=rng.randint(18 * 365, 75 * 365))
        city, county = rng.choice(_HOMES)
        yield ClaimKind.NAME, name(rng, sex)
        yield ClaimKind.SEX, sex
        yield ClaimKind.HOME, f"{city}{_home(rng)}"
        if rng.random() < 0.7:
            yield ClaimKind.DOCUMENT, _document(rng, f"{county}99", born, sex)
        else:
            yield ClaimKind.AGE, str((today - born).days // 365)
        if rng.random() < 0.3:
            # 0000 stands where an operator's number would: nobody can be called.
            yield ClaimKind.PHONE, f"1{rng.randint(30, 99)}0000{rng.randint(0, 9999):04d}"
        if rng.random() < 0.1:
            yield ClaimKind.ALIAS, f"{rng.choice(_BY_NAMES)}{rng.choice(_MEN)}"

    def _leaving(self, visit: Visit, at: datetime) -> Leaving:
        return Leaving(
            id=self._id(at),
            visit=visit.id,
            person=visit.person,
            at=at,
            kind=LeavingKind.VOUCHER if at.microsecond % 3 else LeavingKind.OWN_WISH,
            officer=self.officer,
        )


def name(rng: Random, sex: str) -> str:
    """Surnames as common as they are; one in three given names has one character."""
    if rng.random() < 0.01:
        return rng.choice(_FOLK)
    surname = _NAMES[bisect(_HEAPS, rng.randrange(_HEAPS[-1]))]
    given = _MEN if sex == "1" else _WOMEN
    second = "" if rng.random() < 0.33 else rng.choice(given)
    return f"{surname}{rng.choice(given)}{second}"


def _home(rng: Random) -> str:
    start = rng.randrange(len(_COUNTIES) // 2) * 2
    village = f"{rng.choice(_VILLAGES)}{rng.choice(_VILLAGES)}村"
    return f"{_COUNTIES[start : start + 2]}县{village}"


def _document(rng: Random, county: str, born: date, sex: str) -> str:
    order = rng.randrange(1 if sex == "1" else 0, 1000, 2)
    first = f"{county}{born:%Y%m%d}{order:03d}"
    return f"{first}{check_character(first)}"
