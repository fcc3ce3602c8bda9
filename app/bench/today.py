"""今日事项 on a reading connection: the page's whole answer, and what the menu counts."""

from pathlib import Path
from statistics import median
from time import perf_counter

from app.bench import data, stays
from app.bench.invented import END
from app.bench.timing import p95, rounded
from app.desk.today import counted, gathered
from app.domain.staff import Officer
from app.store.register import Register, open_register

GOAL_MS = 50.0
STAYS, TIMES, WARM = 1_000_000, 40, 3
_DEGREES = 4


def run(cache: Path, many: int = STAYS, times: int = TIMES) -> dict[str, object]:
    """`today_ms`: p95 of the list with names, overdue first, for a page; the menu's beside it."""
    folder, seconds = stays.made(cache, many)
    register = open_register(folder, data.key(), END)
    try:
        station, officer = data.staff(register)
        page = _times(register, station.code, officer, times, page=True)
        menu = _times(register, station.code, officer, times, page=False)
        found = gathered(register.reader(), station.code, _DEGREES, by=officer, now=END)
    finally:
        register.close()
    today_ms = rounded(p95(page))
    return {
        "today_ms": today_ms,
        "goal": GOAL_MS,
        "met": today_ms <= GOAL_MS,
        "today_p50_ms": rounded(median(page)),
        "menu_ms": rounded(p95(menu)),
        "stays": many,
        "inside": stays.INSIDE,
        "rows": len(found.rows),
        "late": found.late,
        "made_seconds": seconds,
        "samples": [rounded(one) for one in page],
    }


def _times(
    register: Register, station: str, officer: Officer, times: int, *, page: bool
) -> list[float]:
    reader, found = register.reader(), list[float]()
    for number in range(WARM + times):
        begun = perf_counter()
        if page:
            gathered(reader, station, _DEGREES, by=officer, now=END)
        else:
            counted(reader, station, _DEGREES, by=officer, now=END)
        if number >= WARM:
            found.append((perf_counter() - begun) * 1000)
    reader.close()
    return found
