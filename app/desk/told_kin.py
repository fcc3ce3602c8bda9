"""寻亲比对 on the person's own paper: that somebody may look for them, and what was done about it;
who looks is a third party and is not named."""

from collections.abc import Iterator

from app.desk.told import Known, lines_of, moment
from app.domain.kin_match import KinMatch, KinStep
from app.domain.third_party import masked_words
from app.paper.facts import Line
from app.words.kin import how_in_words, step_in_words


def pairs(known: Known) -> Iterator[Line]:
    """Every step, also one that was undone."""
    for one in known.beside.pairs:
        yield Line(at=moment(one.at), text=_step(known, one), beside=known.by(one.officer))


def _step(known: Known, one: KinMatch) -> str:
    said = [known.say("told_kin.pair", step=step_in_words(one.step, known.lang))]
    if one.how:
        said.append(how_in_words(one.step, one.how, known.lang))
    on = one.on.isoformat() if one.on else ""
    words = known.free(one.words) if one.step is KinStep.WISH else masked_words(one.words)
    return lines_of(known.listed([*said, *filter(None, (on,))]), words)
