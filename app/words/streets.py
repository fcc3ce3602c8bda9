"""What was offered in the street, what was urgent and who was called, in words."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from app.clock import local
from app.domain.street import Encounter
from app.words.say import listed, say


def offered_in_words(offered: Iterable[str], lang: str) -> str:
    """Food, a quilt …"""
    return listed((say(f"street_offer.{one}", lang) for one in offered), lang)


def urgent_in_words(urgent: Iterable[str], lang: str) -> str:
    """Injured, a child …"""
    return listed((say(f"street_urgent.{one}", lang) for one in urgent), lang)


def called_in_words(called: Mapping[str, str], lang: str) -> str:
    """Hospital 22:10 …"""
    told = (f"{say(f'street_call.{who}', lang)} {_time(when)}" for who, when in called.items())
    return listed(told, lang)


def to_call_in_words(one: Encounter, lang: str) -> str:
    """Who was not called yet."""
    return listed((say(f"street_call.{who}", lang) for who in one.to_call), lang)


def who_in_words(one: Encounter, lang: str) -> str:
    """The name that was said, or what can be seen of somebody without one."""
    sex = say(f"sex.{one.sex}", lang) if one.sex in ("1", "2") else ""
    return one.name or listed(
        (part for part in (say("street.nameless", lang), sex, one.age) if part), lang
    )


def _time(when: str) -> str:
    return f"{local(datetime.fromisoformat(when)):%H:%M}"
