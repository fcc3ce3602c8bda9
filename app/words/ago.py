"""How long ago, as one says it."""

from datetime import datetime, timedelta

from app.words.say import say


def ago(then: datetime, now: datetime, lang: str) -> str:
    """A moment before `now` in words; one after it (the clock was set) is said as such."""
    passed = now - then
    if passed < -timedelta(minutes=2):
        return say("ago.ahead", lang)
    if passed < timedelta(minutes=2):
        return say("ago.just_now", lang)
    if passed < timedelta(hours=2):
        return say("ago.minutes", lang, count=passed // timedelta(minutes=1))
    if passed < timedelta(days=2):
        return say("ago.hours", lang, count=passed // timedelta(hours=1))
    return say("ago.days", lang, count=passed // timedelta(days=1))


def until(then: datetime, now: datetime, lang: str) -> str:
    """How long until a moment, in words."""
    left = then - now
    if left <= timedelta(minutes=1):
        return say("ago.soon", lang)
    if left < timedelta(hours=2):
        return say("ago.in_minutes", lang, count=-(-left // timedelta(minutes=1)))
    return say("ago.in_hours", lang, count=-(-left // timedelta(hours=1)))
