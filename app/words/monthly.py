"""The monthly report in words: for the page, the paper and the spreadsheet."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.dashboard import Plot
from app.domain.monthly import UNKNOWN, Figure, Part, Report, Table
from app.domain.provinces import BEGINS
from app.words.say import say, sentences

_WHOLE = {"内蒙": "内蒙古", "黑龙": "黑龙江"}
"""Where two characters are not the whole name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One row as it is shown; a total has no note."""

    row: str
    times: str
    persons: str
    note: str = ""


def part_in_words(part: Part, lang: str) -> str:
    """What a table is called."""
    return say(f"monthly_part.{part}", lang)


def row_in_words(part: Part, row: str, lang: str) -> str:
    """What a row is called."""
    return say(f"monthly_row.{part}_{row}", lang)


def note_in_words(figure: Figure, lang: str) -> str:
    """Why a figure is unknown, or what it leaves out."""
    return say(f"monthly_note.{figure.note}", lang, count=figure.count) if figure.note else ""


def figure_in_words(part: Part, figure: Figure, lang: str) -> Told:
    """One row."""
    return Told(
        row=row_in_words(part, figure.row, lang),
        times=count_in_words(figure.times, lang),
        persons=count_in_words(figure.persons, lang),
        note=note_in_words(figure, lang),
    )


def count_in_words(count: int | None, lang: str) -> str:
    """A number; what cannot be known is not nought."""
    return say("monthly.unknown", lang) if count is None else f"{count:,}"


def verdict_in_words(table: Table, lang: str) -> str:
    """Whether a table adds up, and why not."""
    verdict = table.verdict
    more = table.sums[1] - table.persons
    told = say(f"monthly_verdict.{verdict}", lang, more=more)
    left_out = verdict != "overlap" and any(one.times is None for one in table.figures)
    return f"{told} · {say('monthly_verdict.unknown', lang)}" if left_out else told


def total_in_words(table: Table, lang: str) -> Told:
    """The last row of a table."""
    return Told(
        row=say("monthly.total", lang),
        times=f"{table.times:,}",
        persons=f"{table.persons:,}",
        note=verdict_in_words(table, lang),
    )


def days_in_words(report: Report, lang: str) -> Iterator[str]:
    """Days in the station, and how long a stay was in the mean."""
    yield say("monthly.days", lang, days=f"{report.days:,}")
    mean = report.mean_days
    if mean is None:
        yield say("monthly.no_mean", lang)
    else:
        yield say("monthly.mean", lang, mean=f"{mean:.1f}", left=f"{report.left:,}")
    if report.undated:
        yield say("monthly.undated", lang, count=f"{report.undated:,}")


def bar_in_words(plot: Plot, name: str, lang: str) -> str:
    """What one bar of a plot is called."""
    if plot in (Plot.ARRIVALS, Plot.REFUNDS):
        return name[2:7]
    if plot is Plot.DAYS:
        return say(f"monthly_days.{name}", lang)
    if plot is Plot.LEAVING:
        return row_in_words(Part.LEAVING, name, lang)
    if name == UNKNOWN:
        return say("monthly.unknown", lang)
    if plot is Plot.ORIGINS:
        begin = BEGINS[name]
        return _WHOLE.get(begin, begin)
    key = f"reason.{name}"
    return say(key, lang) if key in sentences(lang) else name
