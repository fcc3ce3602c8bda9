"""The board of one person: claims and clues in one list, each with its source and who noted it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from app.domain.person import Claim, ClaimKind, Source, live
from app.domain.trace import AS_CLAIMS, BOARD, Step, Trace, TraceEntry

_ABOUT = {kind: about for about, kind in AS_CLAIMS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One piece. `about`: of `BOARD`; `sound`: SHA-256 of an audio note; `detail`: of the entry, or
    of the claim."""

    id: UUID
    about: str
    value: str
    relation: str = ""
    words: str = ""
    source: Source | None = None
    whom: str = ""
    on: date | None = None
    verified: bool = False
    sound: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)
    is_claim: bool = False
    officer: UUID
    at: datetime


def board_of(claims: Iterable[Claim], trace: Trace) -> list[Evidence]:
    """What counts, kind by kind in the order of `BOARD`, the newest first. A sound that came with
    a claim stands with it."""
    clues = trace.of(Step.CLUE)
    heard = {one.refers: one for one in clues if one.refers}
    counts = [one for one in live(claims) if one.kind in _ABOUT and "temporary" not in one.detail]
    shown = {one.id for one in counts}
    found = [_of_claim(one, heard.get(one.id)) for one in counts]
    found += [_of_clue(one) for one in clues if one.refers not in shown]
    order = {about: at for at, about in enumerate(BOARD)}
    found.sort(key=lambda one: one.at, reverse=True)
    return sorted(found, key=lambda one: order.get(one.about, len(order)))


def _of_claim(one: Claim, heard: TraceEntry | None) -> Evidence:
    return Evidence(
        id=one.id, about=_ABOUT[one.kind], value=one.value,
        relation=one.detail.get("relation", "") if one.kind is ClaimKind.KIN else "",
        words=one.detail.get("ground", ""), source=one.source, whom=one.detail.get("said_by", ""),
        on=_day(one.detail.get("said_on", "")), verified=one.verified, is_claim=True,
        sound=heard.sound if heard else "", detail=heard.detail if heard else {},
        officer=one.officer, at=one.at,
    )  # fmt: skip


def _of_clue(one: TraceEntry) -> Evidence:
    return Evidence(
        id=one.id, about=one.about, value=one.value, words=one.words, source=one.source,
        whom=one.whom, on=one.on, sound=one.sound, detail=one.detail, officer=one.officer,
        at=one.at,
    )  # fmt: skip


def _day(text: str) -> date | None:
    """In a claim it is text, as an older program or another hand may have written it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
