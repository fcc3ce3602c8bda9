"""寻亲记录 on the person's own paper: every clue and step; whoever else is named is masked."""

from collections.abc import Iterator

from app.desk.told import Known, lines_of, moment
from app.domain.third_party import masked_words
from app.domain.trace import REASON, Step, TraceEntry
from app.paper.facts import Line
from app.words.traces import about_in_words, length_in_words, step_in_words

_OF_OTHERS = frozenset({Step.HYPOTHESIS, Step.CONTACT})
"""Whom the person may be, and with whom one spoke."""


def traced(known: Known) -> Iterator[Line]:
    """Also what was corrected or taken back."""
    gone = {one.supersedes for one in known.beside.trace}
    for one in known.beside.trace:
        stands = known.say("told.corrected") if one.id in gone else ""
        text = lines_of(f"{_head(known, one)}{stands}", known.free(one.words), *_more(known, one))
        yield Line(at=moment(one.at), text=text, beside=known.by(one.officer))


def _head(known: Known, one: TraceEntry) -> str:
    what = step_in_words(one.step, known.lang)
    if one.step is Step.CLUE:
        what = about_in_words(one.about, known.lang)
    value = masked_words(one.value) if one.step in _OF_OTHERS else known.free(one.value)
    source = known.say(f"source.{one.source}") if one.source else ""
    said = known.listed([value, source, masked_words(one.whom)])
    return known.say("told.of", what=what, value=said) if said else what


def _more(known: Known, one: TraceEntry) -> Iterator[str]:
    if one.sound:
        yield length_in_words(one.detail, known.lang)
    if reason := one.detail.get(REASON):
        yield known.say("told.because", reason=known.free(reason))
