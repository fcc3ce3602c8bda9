"""A place as it is said: its years, and what it is called today."""

from app.domain.place import Place, Resolved
from app.words.say import listed, say


def years_in_words(place: Place, lang: str) -> str:
    """1993–2002, or until 2010, or since 2007; nothing for one that was always there."""
    if place.since and place.gone:
        return say("place.years", lang, since=place.since, last=place.gone - 1)
    if place.gone:
        return say("place.until", lang, last=place.gone - 1)
    return say("place.since", lang, since=place.since) if place.since else ""


def now_in_words(one: Resolved, around: str, lang: str) -> str:
    """今 云南省普洱市思茅区; `around` is told where nobody knows what became of it."""
    if one.is_current:
        return say("place.current", lang)
    if one.now:
        gap = " " if lang == "zh" else ""
        return say("place.now", lang, now=gap + listed(one.now, lang))
    return say("place.unknown_now", lang, around=around) if around else say("place.unknown", lang)
