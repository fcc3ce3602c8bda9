"""月报 as PDF and as spreadsheet: written down first, then made beside the window."""

from datetime import datetime
from pathlib import Path

from app.desk.monthly import Monthly
from app.domain.ids import new_id
from app.domain.monthly import Report, Table, due_on
from app.domain.period import Period
from app.domain.staff import Officer, Right, Viewing
from app.paper.facts import MonthPaper, MonthTable
from app.paper.sheets import SheetTable, workbook
from app.store.files import make_folder, replace_file
from app.store.register import Register
from app.words.monthly import (
    Told,
    days_in_words,
    figure_in_words,
    note_in_words,
    part_in_words,
    row_in_words,
    total_in_words,
)
from app.words.say import say

FOLDER, PURPOSE = "monthly", "monthly"
_WIDTHS = (30, 12, 12, 60)


def begin(register: Register, period: Period, *, by: Officer, at: datetime) -> None:
    """Written down before anything is made: who took the figures of which month."""
    by.must(Right.AUDIT)
    seen = Viewing(
        id=new_id(), person=None, officer=by.id, at=at, purpose=PURPOSE,
        what=f"{PURPOSE} {period.name}",
    )  # fmt: skip
    register.write(seen, by=by.id, at=at, reason=PURPOSE)


def paper(found: Monthly, station: str, at: datetime, lang: str) -> bytes:
    """The report as PDF."""
    from app.paper.monthly import monthly  # drawing takes long to read, and is seldom wanted

    return monthly(
        MonthPaper(
            lang=lang,
            station=station,
            title=say("monthly.title", lang),
            period=f"{month_in_words(found.period, lang)} · {until_in_words(found, lang)}",
            at=at,
            told=told(found, lang),
            columns=_columns(lang),
            tables=tuple(_table(one, lang) for one in found.report.tables),
            signs=say("monthly.signs", lang),
        )
    )


def sheet(found: Monthly, station: str, at: datetime, lang: str) -> bytes:
    """The same as xlsx: numbers are numbers, and what is unknown is a word."""
    title = f"{say('monthly.title', lang)} {found.period.name}"
    above = (title, station, until_in_words(found, lang), *told(found, lang))
    rows: list[tuple[str | int | None, ...]] = [(one,) for one in above]
    heads, across = {1}, set(range(1, len(above) + 1))
    for table in found.report.tables:
        rows += [(), (part_in_words(table.part, lang),), _columns(lang), *_cells(table, lang)]
        total = len(rows)
        name = total - len(table.figures) - 2
        heads |= {name, name + 1, total}
    rows += [(), (say("monthly.signs", lang),)]
    across.add(len(rows))
    return workbook(
        [
            SheetTable(
                name=title,
                rows=rows,
                widths=_WIDTHS,
                heads=frozenset(heads),
                across=frozenset(across),
            )
        ],
        at,
    )


def written(content: bytes, found: Monthly, station: str, folder: Path, kind: str) -> Path:
    """The file beside the register; answers where it lies."""
    place = folder / FOLDER
    make_folder(place)
    file = place / f"{FOLDER}-{station}-{found.period.name}.{kind}"
    replace_file(file, content)
    return file


def told(found: Monthly, lang: str) -> tuple[str, ...]:
    """What stands above the tables."""
    day = due_on(found.period.first).isoformat()
    return (
        say("monthly.handed_in", lang, day=day),
        say("monthly.intro", lang),
        days_line(found.report, lang),
    )


def days_line(report: Report, lang: str) -> str:
    """Days in the station as one line."""
    return " · ".join(days_in_words(report, lang))


def month_in_words(period: Period, lang: str) -> str:
    """Which month."""
    return say("monthly.period", lang, year=period.first.year, month=f"{period.first.month:02d}")


def until_in_words(found: Monthly, lang: str) -> str:
    """Whether it is whole."""
    if found.is_whole:
        return say("monthly.whole", lang)
    return say("monthly.until", lang, day=found.report.month.last.isoformat())


def _columns(lang: str) -> tuple[str, str, str, str]:
    row, times, persons, note = (
        say(f"monthly.{one}", lang) for one in ("row", "times", "persons", "note")
    )
    return row, times, persons, note


def _table(table: Table, lang: str) -> MonthTable:
    rows = [figure_in_words(table.part, one, lang) for one in table.figures]
    rows.append(total_in_words(table, lang))
    return MonthTable(name=part_in_words(table.part, lang), rows=tuple(map(_row, rows)))


def _row(one: Told) -> tuple[str, str, str, str]:
    return one.row, one.times, one.persons, one.note


def _cells(table: Table, lang: str) -> list[tuple[str | int | None, ...]]:
    unknown = say("monthly.unknown", lang)
    rows: list[tuple[str | int | None, ...]] = [
        (
            row_in_words(table.part, one.row, lang),
            unknown if one.times is None else one.times,
            unknown if one.persons is None else one.persons,
            note_in_words(one, lang),
        )
        for one in table.figures
    ]
    total = total_in_words(table, lang)
    return [*rows, (total.row, table.times, table.persons, total.note)]
