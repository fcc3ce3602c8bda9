"""A voucher as PDF from the register, once the fonts are loaded: what F8 waits for."""

import shutil
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter

from app import clock
from app.bench import data
from app.bench.timing import p95, rounded
from app.desk import door, papers, vouchers
from app.desk.admission import Arrival, Said, Taken, admit
from app.desk.vouchers import Journey
from app.domain.ids import PhotoId, VoucherId, new_id
from app.domain.person import ClaimKind
from app.domain.staff import Officer
from app.domain.station import Station
from app.store.register import Register, open_register

GOAL_MS = 100.0
PEOPLE, RUNS, WARM = 10_000, 40, 3
FACES = Path(__file__).parents[2] / "assets" / "samples"
_HOMES = ("湖南省邵阳市", "河南省周口市", "新疆喀什地区", "四川省南充市")
_NAMES = ("王淼", "单雄", "阿依古丽·买买提", "欧阳𬎆")


def run(cache: Path, people: int = PEOPLE, runs: int = RUNS) -> dict[str, object]:
    """`voucher_warm_ms`: the median over vouchers with photograph, code and signature."""
    copy = cache / "register-vouchers"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(data.made(cache, people).folder, copy)
    register = open_register(copy, data.key(), clock.now())
    try:
        times = _times(register, runs)
    finally:
        register.close()
        shutil.rmtree(copy, ignore_errors=True)
    return {
        "voucher_warm_ms": rounded(median(times)),
        "goal": GOAL_MS,
        "met": median(times) <= GOAL_MS,
        "p95_ms": rounded(p95(times)),
        "samples": times,
    }


def _times(register: Register, runs: int) -> list[float]:
    station, officer = data.staff(register)
    issued = [_issue(register, station, officer, n) for n in range(len(_NAMES))]
    issuer = papers.Issuer(station=station, officer=officer, key=door.signer(register))
    times, reader = [], register.reader()
    try:
        for number in range(WARM + runs):
            subject, at = issued[number % len(issued)], clock.now()
            begun = perf_counter()
            papers.make(reader, papers.VOUCHER, subject, issuer, at=at, lang="zh")
            times.append(rounded((perf_counter() - begun) * 1000))
    finally:
        reader.close()
    return times[WARM:]


def _issue(register: Register, station: Station, officer: Officer, number: int) -> VoucherId:
    at = clock.now()
    said = (
        Said(kind=ClaimKind.NAME, value=_NAMES[number]),
        Said(kind=ClaimKind.HOME, value=_HOMES[number]),
        Said(kind=ClaimKind.DOCUMENT, value=f"44019919900101{number:04d}"),
    )
    arrival = Arrival(arrived_at=at, said=said, photos=(photo(number),))
    visit = admit(register, arrival, station, by=officer, at=at).visit
    day = clock.local(at).date()
    journey = Journey(
        from_place="示例南",
        to_place=_HOMES[number],
        depart_on=day,
        valid_until=day + timedelta(days=3),
        train="K512",
        fare=Decimal("128.50"),
    )
    made = vouchers.issue(register, visit.id, journey, station, by=officer, at=at, most_days=3)
    return made.id


def photo(number: int) -> Taken:
    """One of four invented faces as the camera would have taken it."""
    return Taken(
        id=PhotoId(new_id()),
        jpeg=(FACES / f"m0{number + 1}" / "1.jpg").read_bytes(),
        width=512,
        height=512,
        quality=0.9,
        reasons=(),
        taken_at=clock.now(),
    )
