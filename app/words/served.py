"""Services and entries about matters as an officer reads them, in one line."""

from collections.abc import Callable

from app.domain.matter import MatterStep
from app.domain.service import Service, ServiceKind
from app.words.say import say


def _as_it_is(text: str) -> str:
    return text


def service_in_words(one: Service, lang: str, told: Callable[[str], str] = _as_it_is) -> str:
    """Kind, how many, with whom, words, what came of it, what it cost; free texts go through
    `told`, where somebody else's name must not be read."""
    counted = {ServiceKind.MEAL: "meals", ServiceKind.CLOTHES: "pieces"}.get(one.kind)
    parts = [
        say(f"service_kind.{one.kind}", lang),
        say(f"service_told.{counted}", lang, many=one.quantity) if counted else "",
        say("service_told.everybody", lang) if one.everybody else "",
        *map(told, (one.partner, one.words)),
        say("service_told.meets", lang, day=one.meets_on.isoformat()) if one.meets_on else "",
        told(one.outcome),
        "" if one.cost is None else say("service_told.cost", lang, cost=one.cost),
    ]
    return " · ".join(part for part in parts if part)


def step_in_words(one: MatterStep, lang: str, told: Callable[[str], str] = _as_it_is) -> str:
    """Which matter, what was written down, when it was done, number, with whom, words."""
    until = say("matter_step.until", lang, day=one.until.isoformat()) if one.until else ""
    parts = [
        say(f"matter.{one.matter}", lang),
        say(f"step_kind.{one.kind}", lang),
        one.done_on.isoformat() if one.done_on else "",
        until,
        say("matter_step.number", lang, number=one.number) if one.number else "",
        *map(told, (one.whom, one.words)),
    ]
    return " · ".join(part for part in parts if part)
