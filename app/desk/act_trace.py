"""The 寻亲 workbench without a window: the same as in it, with the same rights and traces."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.desk import acts_trace as acts
from app.desk import kin, regions, traces
from app.desk.board import Evidence, board_of
from app.domain.trace import Step, TraceEntry
from app.store import kin_matches
from app.store import traces as store
from app.store.people import claims_of, together

if TYPE_CHECKING:
    from app.desk.act import Deeds, Outside


def _clue(outside: "Outside", deed: acts.AddClue, at: datetime) -> dict[str, Any]:
    said = traces.Said(
        step=Step.CLUE, about=deed.about, value=deed.value, words=deed.words, source=deed.source,
        whom=deed.whom, on=deed.on, note=_note(deed.sound, outside),
    )  # fmt: skip
    session, most = outside.session, _most(outside)
    if deed.corrects:
        made = traces.correct(
            session.register, deed.corrects, said, deed.reason, by=session.officer, at=at, most=most
        )
    else:
        made = traces.add(session.register, deed.visit, said, by=session.officer, at=at, most=most)
    return {"entry" if isinstance(made, TraceEntry) else "claim": made.id}


def _interview(outside: "Outside", deed: acts.AddInterview, at: datetime) -> dict[str, Any]:
    detail = {"language": deed.language, "interpreter": deed.interpreter}
    said = traces.Said(
        step=Step.INTERVIEW, words=deed.words, whom=deed.whom, on=deed.on, detail=detail,
        note=_note(deed.sound, outside),
    )  # fmt: skip
    return _add(outside, deed.visit, said, at)


def _idea(outside: "Outside", deed: acts.AddHypothesis, at: datetime) -> dict[str, Any]:
    said = traces.Said(step=Step.HYPOTHESIS, value=deed.who, words=deed.words, on=deed.on)
    return _add(outside, deed.visit, said, at)


def _judge(outside: "Outside", deed: acts.Judge, at: datetime) -> dict[str, Any]:
    session = outside.session
    made = traces.judge(
        session.register, deed.hypothesis, deed.words, held=deed.held, by=session.officer, at=at
    )
    return {"entry": made.id}


def _region(outside: "Outside", deed: acts.AddRegion, at: datetime) -> dict[str, Any]:
    said = traces.Said(
        step=Step.REGION, value=deed.place, words=deed.words, on=deed.on, refers=deed.clue,
        detail={"code": deed.code, "heard": deed.heard},
    )  # fmt: skip
    return _add(outside, deed.visit, said, at)


def _contact(outside: "Outside", deed: acts.AddContact, at: datetime) -> dict[str, Any]:
    said = traces.Said(
        step=Step.CONTACT, whom=deed.whom, words=deed.words, on=deed.on, detail={"how": deed.how},
        note=_note(deed.sound, outside),
    )  # fmt: skip
    return _add(outside, deed.visit, said, at)


def _add(outside: "Outside", visit: Any, said: traces.Said, at: datetime) -> dict[str, Any]:
    session, most = outside.session, _most(outside)
    made = traces.add(session.register, visit, said, by=session.officer, at=at, most=most)
    return {"entry": made.id}


def _take_back(outside: "Outside", deed: acts.TakeBackTrace, at: datetime) -> dict[str, Any]:
    session = outside.session
    made = traces.take_back(session.register, deed.entry, deed.reason, by=session.officer, at=at)
    return {"entry": made.id}


def _all(outside: "Outside", deed: acts.Workbench, at: datetime) -> dict[str, Any]:
    session = outside.session
    visit = kin.look(session.register, deed.visit, by=session.officer, at=at)
    people = together(session.register, visit.person)
    claims = [one for person in people for one in claims_of(session.register, person)]
    trace = store.of_people(session.register, people)
    return {
        "evidence": [_plain(one) for one in board_of(claims, trace)],
        "hypotheses": list(_ideas(trace.tried)),
        "regions": [_entry(one) for one in trace.of(Step.REGION)],
        "log": [_entry(one) for one in trace.of(Step.INTERVIEW, Step.CONTACT)],
        "pairs": [
            {"pair": one.id, "inquiry": one.inquiry, "state": one.state}
            for one in kin_matches.of_people(session.register, people)
        ],
    }


def _ideas(tried: Any) -> Iterator[dict[str, Any]]:
    for one in tried:
        became = {"became": one.verdict.step, "because": one.verdict.words} if one.verdict else {}
        yield {**_entry(one.idea), "became": "", **became}


def _plain(one: Evidence) -> dict[str, Any]:
    return {
        "id": one.id, "about": one.about, "value": one.value, "source": one.source,
        "at": one.at.isoformat(), "claim": one.is_claim, "sound": bool(one.sound),
    }  # fmt: skip


def _entry(one: TraceEntry) -> dict[str, Any]:
    return {
        "id": one.id, "step": one.step, "value": one.value, "words": one.words, "whom": one.whom,
        "at": one.at.isoformat(),
    }  # fmt: skip


def _like(_outside: "Outside", deed: acts.SoundsLike, _at: datetime) -> dict[str, Any]:
    found = regions.sounds_like(deed.heard, deed.accent, deed.near)
    return {
        "places": [
            {"code": one.code, "full": one.full, "now": one.now, "cost": one.cost} for one in found
        ]
    }


def _note(name: str, outside: "Outside") -> traces.Note | None:
    return traces.from_file(name, _most(outside)) if name else None


def _most(outside: "Outside") -> traces.Most:
    settings = outside.settings
    return traces.Most(minutes=settings.audio_minutes, megabytes=settings.audio_megabytes)


DEEDS: "Deeds" = {
    acts.AddClue: _clue,
    acts.AddInterview: _interview,
    acts.AddHypothesis: _idea,
    acts.Judge: _judge,
    acts.AddRegion: _region,
    acts.AddContact: _contact,
    acts.TakeBackTrace: _take_back,
    acts.Workbench: _all,
    acts.SoundsLike: _like,
}
