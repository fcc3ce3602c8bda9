"""`guitu fairness`: the page of leaders and auditors on an invented population, as figures."""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from app.bench import population
from app.bench.data import CODE
from app.bench.invented import END
from app.desk.overseeing import Figures, figures
from app.domain.errors import Refused
from app.domain.fairness import Measure, Share, groups_of, rows, whole_of
from app.domain.period import Length, period_of
from app.settings import Settings
from app.words.figures import (
    is_counted,
    rate_in_words,
    share_in_words,
    value_in_words,
    verdict_in_words,
)
from app.words.say import say

Picture = Callable[[Settings, Path, Path], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asked for."""

    people: int
    out: Path | None
    as_json: bool
    settings: Settings


def run(asked: Asked, picture: Picture) -> int:
    """The figures of the year on invented people; `picture` draws the page where it is wanted."""
    if asked.people < population.LEAST:
        raise Refused("fairness.too_small", least=population.LEAST)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "register"
        staff = population.made(folder, asked.people)
        register = population.opened(folder)
        try:
            year = period_of(Length.YEAR, END.date())
            found = figures(register, year, CODE, by=staff.auditor, at=END)
        finally:
            register.close()
        if asked.out:
            picture(asked.settings, folder, asked.out)
    _say(found, asked)
    return 0


def _say(found: Figures, asked: Asked) -> None:
    lang = asked.settings.lang
    if asked.as_json:
        sys.stdout.write(msgspec.json.encode(as_builtins(found)).decode() + "\n")
        return
    told = [say("fairness.head", lang, period=found.period.name, station=found.station)]
    for measure in Measure:
        told += _lines(found, measure, lang)
    if asked.out:
        told.append(say("fairness.picture", lang, file=asked.out))
    sys.stdout.writelines(f"{line.rstrip()}\n" for line in told)


def _lines(found: Figures, measure: Measure, lang: str) -> list[str]:
    whole, counted = whole_of(found.deeds, measure), is_counted(measure)
    name, rate = say(f"measure.{measure}", lang), "" if counted else rate_in_words(whole, lang)
    share = share_in_words(whole, lang, counted=counted)
    told = [say("fairness.line", lang, measure=name, share=share, rate=rate)]
    for group in groups_of(measure):
        told += [
            say(
                "fairness.row", lang,
                value=value_in_words(group, one.value, found.officers, lang),
                share=share_in_words(one.share, lang, counted=counted),
                rate="" if counted else rate_in_words(one.share, lang),
                verdict="" if counted else verdict_in_words(one, measure, lang),
            )
            for one in rows(found.deeds, measure, group)
        ]  # fmt: skip
    return told


def as_builtins(found: Figures) -> dict[str, Any]:
    """measure -> group -> value -> count, of, rate with its interval, and how it stands."""
    return {
        "period": found.period.name,
        "station": found.station,
        "measures": {
            measure: {
                "all": _share(whole_of(found.deeds, measure), counted=is_counted(measure)),
                **{
                    group: {
                        one.value: _share(one.share, counted=is_counted(measure))
                        | {"verdict": one.verdict}
                        for one in rows(found.deeds, measure, group)
                    }
                    for group in groups_of(measure)
                },
            }
            for measure in Measure
        },
    }


def _share(share: Share, *, counted: bool) -> dict[str, Any]:
    if counted:
        return {"count": share.count}
    facts: dict[str, Any] = {"count": share.count, "of": share.of}
    if share.enough:
        low, high = share.ends
        facts |= {"rate": share.rate, "low": low, "high": high}
    return facts
