"""What an entry of 寻亲记录 must say. Refused "trace.…"."""

import re
from collections.abc import Callable
from datetime import date

from app.domain.errors import Refused
from app.domain.trace import (
    ABOUTS,
    DETAILS,
    HOW,
    REASON,
    VERDICTS,
    Step,
    Trace,
    TraceEntry,
    TraceStep,
)

LONGEST, LONGEST_WORDS = 300, 2000
MOST = 600
"""Entries about one person; beyond it something is wrong."""
_NAME = re.compile(r"[0-9a-f]{64}")


def must_add(one: TraceEntry, known: Trace, today: date) -> None:
    """Whether it may be written beside what is known of the person."""
    _must_fit(one, known, today)
    if one.step is Step.MISTAKEN:
        must_say(one.words, "trace.needs_reason")
        if known.find(one.supersedes) is None:
            raise Refused("trace.not_to_take_back")
        return
    if one.supersedes is not None:
        _must_correct(one, known)
    _must_be_whole(one, known)


def must_say(text: str, key: str) -> None:
    """Something, in words."""
    if not text.strip():
        raise Refused(key)


def _must_fit(one: TraceEntry, known: Trace, today: date) -> None:
    texts = (one.value, one.whom, *one.detail.values())
    if len(one.words) > LONGEST_WORDS or any(len(text) > LONGEST for text in texts):
        raise Refused("trace.too_long", most=LONGEST, words=LONGEST_WORDS)
    if len(known.entries) >= MOST:
        raise Refused("trace.too_many", most=MOST)
    if one.on and one.on > today:
        raise Refused("trace.not_yet")
    if set(one.detail) - DETAILS.get(one.step, frozenset()) - {REASON}:
        raise Refused("trace.unknown_detail")
    if one.sound and ("seconds" not in DETAILS.get(one.step, ()) or not _NAME.fullmatch(one.sound)):
        raise Refused("trace.no_sound_here")


def _must_correct(one: TraceEntry, known: Trace) -> None:
    """A correction says the same kind of thing; what was decided on stays as it was."""
    old = known.find(one.supersedes)
    if old is None or old.step is not one.step or old.step in VERDICTS:
        raise Refused("trace.not_to_take_back")
    if any(tried.idea.id == old.id and not tried.is_open for tried in known.tried):
        raise Refused("trace.decided_already")
    must_say(one.detail.get(REASON, ""), "trace.needs_reason")


def _must_be_whole(one: TraceEntry, known: Trace) -> None:
    whole = _WHOLE.get(one.step)
    if whole:
        whole(one)
    elif one.step in VERDICTS:
        _must_decide(one, known)
    else:
        must_say(one.value, "trace.needs_place" if one.step is Step.REGION else "trace.needs_who")
        must_say(one.words, "trace.needs_why")


def _clue(one: TraceEntry) -> None:
    if one.about not in ABOUTS:
        raise Refused("trace.no_about")
    if one.source is None:
        raise Refused("trace.no_source")
    must_say(one.value or one.sound, "trace.needs_value")


def _contact(one: TraceEntry) -> None:
    must_say(one.whom, "trace.needs_whom")
    must_say(one.words, "trace.needs_words")
    if one.detail.get("how", HOW[0]) not in HOW:
        raise Refused("trace.unknown_detail")


_WHOLE: dict[TraceStep, Callable[[TraceEntry], None]] = {
    Step.CLUE: _clue,
    Step.INTERVIEW: lambda one: must_say(one.words or one.sound, "trace.needs_words"),
    Step.CONTACT: _contact,
}


def _must_decide(one: TraceEntry, known: Trace) -> None:
    idea = known.find(one.refers)
    if idea is None or idea.step is not Step.HYPOTHESIS:
        raise Refused("trace.no_hypothesis")
    must_say(one.words, "trace.needs_why")
