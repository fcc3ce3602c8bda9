"""年度评估: a year's figures as a paper and as a table, without a name; that it was made stays on
record in the journal's chain."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from app.clock import local
from app.desk.overseeing import (
    FILING,
    FILING_WORKING_DAYS,
    MOST_LOOKED_AT,
    Figures,
    between,
    figures,
)
from app.domain.fairness import FEWEST, Group, Measure, groups_of, rows, whole_of
from app.domain.ids import new_id
from app.domain.period import Length, Period, period_of
from app.domain.staff import Officer, Right, Viewing
from app.paper.facts import Assessment, Chapter, Line
from app.store import watching
from app.store.ask import Asks
from app.store.files import make_folder, replace_file
from app.store.register import Register
from app.words.figures import (
    is_counted,
    rate_in_words,
    share_in_words,
    value_in_words,
    verdict_in_words,
)
from app.words.say import say

FOLDER, PURPOSE = "assessment", "assessment"
KEPT_YEARS = 3
"""个人信息保护法 56."""
_GROUPS = tuple(one for one in Group if one is not Group.OFFICER)
"""An officer's name is a name as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """Everything that the report says."""

    figures: Figures
    looks: int
    people: int
    apart: int
    night: int
    broken: int


def year_of(day: date) -> Period:
    """The year that a day lies in."""
    return period_of(Length.YEAR, day)


def begin(register: Register, period: Period, *, by: Officer, at: datetime) -> None:
    """Written down before anything is made: who took the figures of which year."""
    by.must(Right.AUDIT)
    seen = Viewing(
        id=new_id(), person=None, officer=by.id, at=at, purpose=PURPOSE,
        what=f"{PURPOSE} {period.name}",
    )  # fmt: skip
    register.write(seen, by=by.id, at=at, reason=PURPOSE)


def gather(asks: Asks, period: Period, station: str, *, by: Officer, at: datetime) -> Year:
    """All that is counted; a question over the whole register."""
    found = figures(asks, period, station, by=by, at=at)
    when = between(period, station, local(at).date())
    officers, _ = watching.looked(asks, when.begin, when.end, MOST_LOOKED_AT)
    return Year(
        figures=found,
        looks=sum(one.looks for one in officers),
        people=watching.how_many(asks, when.begin, when.end),
        apart=sum(one.apart for one in officers),
        night=sum(one.at_night for one in officers),
        broken=len(watching.broken(asks, when.begin, when.end)),
    )


def written(year: Year, station: str, folder: Path, at: datetime, lang: str) -> Path:
    """The PDF with the CSV beside it; answers where the PDF lies."""
    from app.paper.assessment import assessment  # drawing takes long to read, and is seldom wanted

    place = folder / FOLDER
    make_folder(place)
    name = f"{FOLDER}-{year.figures.station}-{year.figures.period.name}"
    replace_file(place / f"{name}.csv", table(year.figures, lang))
    paper = place / f"{name}.pdf"
    replace_file(paper, assessment(_facts(year, station, at, lang)))
    return paper


def table(found: Figures, lang: str) -> bytes:
    """The same figures for a spreadsheet: one group a line."""
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow(("period", "measure", "group", "value", "count", "of", "rate", "low", "high",
                  "verdict", "words"))  # fmt: skip
    for measure in Measure:
        for group in groups_of(measure):
            if group in _GROUPS:
                out.writerows(_cells(found, measure, group, lang))
    return text.getvalue().encode("utf-8-sig")  # so that a spreadsheet reads Chinese


def _cells(found: Figures, measure: Measure, group: Group, lang: str) -> Iterator[list[object]]:
    for one in rows(found.deeds, measure, group):
        share = one.share
        known = not is_counted(measure) and share.enough
        rates = (share.rate, *share.ends) if known else ()
        digits = [f"{number:.6f}" for number in rates] or [""] * 3
        of = "" if is_counted(measure) else share.of
        words = value_in_words(group, one.value, {}, lang)
        yield [
            found.period.name, measure, group, one.value, share.count, of, *digits, one.verdict,
            words,
        ]  # fmt: skip


def _facts(year: Year, station: str, at: datetime, lang: str) -> Assessment:
    found = year.figures
    until = found.period.moved(KEPT_YEARS + 1).first.year - 1
    told = (
        say("assessment.intro_1", lang, until=f"{until}-12-31"),
        say("assessment.intro_2", lang, fewest=FEWEST),
        say("assessment.intro_3", lang),
        say("assessment.faces", lang, faces=f"{found.faces:,}", limit=f"{FILING:,}",
            days=FILING_WORKING_DAYS),
        say("assessment.looks", lang, looks=year.looks, people=year.people, apart=year.apart,
            night=year.night, broken=year.broken),
    )  # fmt: skip
    return Assessment(
        lang=lang,
        station=station,
        title=say("assessment.title", lang),
        period=say("assessment.period", lang, year=found.period.name),
        at=at,
        told=told,
        chapters=tuple(_chapter(found, one, lang) for one in Measure),
    )


def _chapter(found: Figures, measure: Measure, lang: str) -> Chapter:
    whole, counted = whole_of(found.deeds, measure), is_counted(measure)
    total = share_in_words(whole, lang, counted=counted)
    name = f"{say(f'measure.{measure}', lang)}　{total}　{rate_in_words(whole, lang)}"
    lines = [
        line for group in groups_of(measure) if group in _GROUPS
        for line in _lines(found, measure, group, lang)
    ]  # fmt: skip
    return Chapter(name=name.rstrip("　"), lines=tuple(lines))


def _lines(found: Figures, measure: Measure, group: Group, lang: str) -> Iterator[Line]:
    nobody: dict[UUID, str] = {}
    met = (one for one in rows(found.deeds, measure, group) if one.share.count or one.share.of)
    for one in met:
        share = share_in_words(one.share, lang, counted=is_counted(measure))
        rate = "" if is_counted(measure) else rate_in_words(one.share, lang)
        named = value_in_words(group, one.value, nobody, lang)
        beside = "" if is_counted(measure) else verdict_in_words(one, measure, lang)
        yield Line(
            at=say(f"measured_by.{group}", lang), text=f"{named}　{share}　{rate}".rstrip("　"),
            beside=beside,
        )  # fmt: skip
