"""The monthly report over a million stays, and an old register of 100,000 rows taken over."""

import gc
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from app import clock
from app.bench import data, stays
from app.bench.invented import END, name
from app.bench.timing import rounded
from app.desk import monthly, taking_over
from app.domain.period import Length, period_of
from app.domain.staff import Officer, Role
from app.domain.station import Station
from app.store.register import Register, open_register

GOAL_REPORT_S, GOAL_IMPORT_S = 2.0, 60.0
RUNS, ROWS, SEED = 3, 100_000, 7
_HEADINGS = (
    "编号",
    "姓名",
    "性别",
    "出生日期",
    "户籍地",
    "入站日期",
    "求助原因",
    "离站日期",
    "去向",
)


def run(cache: Path, many: int, rows: int = ROWS) -> dict[str, object]:
    """`report_s`: the whole month's tables, the median of some; `import_rows_s`: from the file
    that was looked through to the last row, whole; `findable_s` is what idle moments do afterwards.
    """
    report, month = _report(cache, many)
    taken = _import(cache, rows)
    found = {"report_s": rounded(median(report)), "import_rows_s": taken["import_rows_s"]}
    goals = {"report_s": GOAL_REPORT_S, "import_rows_s": GOAL_IMPORT_S}
    return {
        **found,
        **{key: value for key, value in taken.items() if key not in found},
        "goal": goals,
        "met": all(found[key] <= goal for key, goal in goals.items()),
        "stays": many,
        "stays_of_the_month": month,
        "rows": rows,
        "samples": [rounded(one) for one in report],
    }


def _report(cache: Path, many: int) -> tuple[list[float], int]:
    folder, _ = stays.made(cache, many)
    register = open_register(folder, data.key(), END)
    try:
        station, leader = _leader(register)
        period = period_of(Length.MONTH, END.date()).moved(-1)
        times, count = [], 0
        gc.disable()  # as in the window, which collects by itself (ui/litter.py)
        for _ in range(RUNS):
            begun = perf_counter()
            found = monthly.counted(register, period, station.code, by=leader, at=END)
            times.append(perf_counter() - begun)
            count = found.report.tables[0].times
        return times, count
    finally:
        gc.enable()
        register.close()


def _leader(register: Register) -> tuple[Station, Officer]:
    """The one officer, as somebody who may do this."""
    station, officer = data.staff(register)
    return station, replace(officer, role=Role.LEADER)


def _import(cache: Path, rows: int) -> dict[str, float]:
    folder = cache / "register-imported"
    shutil.rmtree(folder, ignore_errors=True)
    data.set_up(folder)
    file = cache / f"old-{rows}.xlsx"
    _write(file, rows)
    register = open_register(folder, data.key(), clock.now())
    try:
        station, leader = _leader(register)
        at = clock.now()
        gc.disable()  # as the command does it
        begun = perf_counter()
        columns = taking_over.head(file).columns
        checked = taking_over.check(file, columns, clock.local(at).date())
        seen = perf_counter()
        asked = taking_over.Asked(file=file, columns=columns, stamp=checked.stamp)
        with taking_over.made_ahead(asked, station, leader, at) as portions:
            for _ in taking_over.whole(register, portions, by=leader, at=at):
                pass
        taken = perf_counter()
        while register.index(taking_over.INDEXED_AT_ONCE):
            pass
        return {
            "import_rows_s": rounded(taken - seen),
            "looked_through_s": rounded(seen - begun),
            "findable_s": rounded(perf_counter() - taken),
        }
    finally:
        gc.enable()
        register.close()
        shutil.rmtree(folder, ignore_errors=True)


def _write(file: Path, rows: int) -> None:
    from openpyxl import Workbook  # only here

    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    book = Workbook()  # like those of a spreadsheet, it says how large it is
    sheet = book.worksheets[0]
    sheet.append(_HEADINGS)
    for row in _rows(rows):
        sheet.append(list(row))
    book.save(file)


def _rows(rows: int) -> Iterator[tuple[object, ...]]:
    rng, first = Random(SEED), END.date() - timedelta(days=3650)  # noqa: S311 - not secret
    for number in range(rows):
        came = first + timedelta(days=3600 * number // rows)
        sex = rng.choice("12")
        born = f"{rng.randint(1940, 2005)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        number_said, gone = f"J{number + 1:06d}", came + timedelta(days=rng.randint(0, 9))
        way = rng.choice(("乘车", "亲属接领"))
        who = (number_said, name(rng, sex), "男女"[int(sex) - 1], born, "湖南省邵阳市隆回县上湾村")
        yield (*who, came, "务工不着", gone, way)
