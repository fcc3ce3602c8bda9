"""甄别 and 入站审批 on the person's own paper: what was found and asked, and who agreed."""

from collections.abc import Iterator

from app.desk.told import Known, lines_of, moment
from app.domain.checks import ConditionAnswer, OutsideQuery, QuerySource, standing
from app.domain.stay_approval import Approval
from app.domain.third_party import masked_words
from app.domain.visit import Visit
from app.paper.facts import Line


def checked(known: Known, visit: Visit) -> Iterator[Line]:
    """Of one visit everything, also what was corrected; whoever was asked is a third party, and
    whoever else a query found is nobody of this paper."""
    ticked = [one for one in known.beside.conditions if one.visit == visit.id]
    yield from _lines(known, ticked, {one.id for one in standing(ticked)})
    asked = [one for one in known.beside.queries if one.visit == visit.id]
    yield from _lines(known, asked, {one.id for one in standing(asked)})
    for found in known.beside.approvals:
        if found.proposal.visit == visit.id:
            yield from _approval(known, found)


def _lines(
    known: Known, facts: list[ConditionAnswer] | list[OutsideQuery], counts: set[object]
) -> Iterator[Line]:
    for one in facts:
        told = _ticked(known, one) if isinstance(one, ConditionAnswer) else _asked(known, one)
        stands = "" if one.id in counts else known.say("told.corrected")
        yield Line(at=moment(one.at), text=f"{told}{stands}", beside=known.by(one.officer))


def _ticked(known: Known, one: ConditionAnswer) -> str:
    what = known.word(f"condition.{one.condition}")
    source = known.say(f"source.{one.source}") if one.source else ""
    said = [known.say(f"met.{one.answer}"), known.free(one.words), source]
    said.append(masked_words(one.told_by))
    return known.say("told.of", what=what, value=known.listed(said))


def _asked(known: Known, one: OutsideQuery) -> str:
    whom = masked_words(one.whom) if one.source is QuerySource.KIN else known.free(one.whom)
    said = [known.say(f"query_source.{one.source}"), whom, known.free(one.asked)]
    said += [known.free(one.purpose), known.say(f"query_outcome.{one.outcome}")]
    decided = known.say(f"sameness.{one.decision}") if one.decision else ""
    told = known.say("told.asked", value=known.listed(said))
    return lines_of(told, known.free(one.result), decided, known.free(one.notes))


def _approval(known: Known, found: Approval) -> Iterator[Line]:
    made = found.proposal
    special = [known.say(f"special.{one}") for one in made.special]
    given = [known.say(f"stay_service.{one}") for one in made.services]
    words = [known.free(text) for text in (made.special_words, made.service_words, made.room)]
    told = known.say("told.proposed", value=known.free(made.facts))
    stands = known.say("told.corrected") if found.gone else ""
    yield Line(
        at=moment(made.at),
        text=lines_of(f"{told}{stands}", known.listed([*special, *given, *words])),
        beside=known.by(made.officer),
    )
    for one in found.answers:
        said = known.listed([known.say(f"stay_answered.{one.answer}"), known.free(one.reason)])
        text = known.say("told.approved", value=said)
        yield Line(at=moment(one.at), text=text, beside=known.by(one.officer))
