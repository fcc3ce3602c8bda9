"""接入中心: this desk speaks to a centre, and officers answer the letters that come from it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from app.desk import claims
from app.desk.claims import Behind
from app.domain.errors import Refused
from app.domain.ids import ClaimId, OfficerId, new_id
from app.domain.letter import LetterAnswer
from app.domain.number import NumberBlock
from app.domain.person import Claim, live
from app.domain.staff import Officer, Right, Viewing
from app.store import line
from app.store.ask import Asks, all_of, get
from app.store.line import Known, Letter
from app.store.people import claims_of
from app.store.register import Register
from app.wire.kinds import KINDS

KEPT, LOST, SEEN = "kept", "lost", "seen"
"""How a letter is settled: what holds stays, the other value after all, or it was seen to."""
ALARMS = frozenset({"glass_broken"})
"""Letters that are not put away without an answer in words."""


def keep(
    register: Register,
    known: Known,
    blocks: Sequence[NumberBlock] = (),
    *,
    life: UUID,
    alone: bool = True,
    by: Officer,
    at: datetime,
) -> None:
    """From now on everything, also what was saved before, is sent to that centre.

    Where the station has other devices (not `alone`), or this one comes back from a backup as
    another `life` (incarnation) of itself, the numbers it has are given up for `blocks` of its own.
    """
    by.must(Right.STAFF)
    register.join(known, life, at)
    note = Viewing(
        id=new_id(),
        person=None,
        officer=OfficerId(by.id),
        at=at,
        purpose="joined_centre",
        what=known.url,
    )
    given_up = [] if alone else [b.give_up() for b in all_of(register, NumberBlock) if b.left > 0]
    register.write(note, *given_up, *blocks, by=by.id, at=at, reason="joined_centre")


def answer(
    register: Register, letter: Letter, how: str, *, by: Officer, at: datetime, words: str = ""
) -> None:
    """Settle a letter. Of a conflict the officer says which value holds; the other one stays on
    file and is marked. Refused "letter.settled" where somebody was quicker, "letter.needs_words"
    where an alarm is to be put away without an answer."""
    by.must(Right.DECIDE)
    if letter.kind in ALARMS and not words.strip():
        raise Refused("letter.needs_words")
    if not is_for(letter, by):
        raise Refused("letter.not_for_you")
    if letter.id not in {one.id for one in line.letters(register)}:
        raise Refused("letter.settled")
    if letter.kind == "conflict" and how in {KEPT, LOST}:
        if letter.about == "claim":
            _choose_claim(register, letter, how, by, at)
        elif how == LOST:
            _choose_value(register, letter, by, at)
    told = f"{how}: {words.strip()}" if words.strip() else how
    said = LetterAnswer(id=new_id(), letter=letter.id, how=told, at=at, officer=OfficerId(by.id))
    register.write(said, by=by.id, at=at, reason="letter")
    register.within(lambda c: line.settle_letter(c, said))


def is_for(letter: Letter, officer: Officer) -> bool:
    """Whether this officer is one of those whom a letter is written to."""
    if not officer.may(Right.VIEW):
        return False
    # What all papers of the station say is no decision of one intake.
    for_leader = letter.content.get("for") == "leader" or letter.about == "station"
    return not for_leader or officer.may(Right.AUDIT)


def letters_for(asks: Asks, officer: Officer) -> list[Letter]:
    """What waits for this officer, newest first."""
    return [one for one in line.letters(asks) if is_for(one, officer)]


def _choose_claim(register: Register, letter: Letter, how: str, by: Officer, at: datetime) -> None:
    """Both corrections count until one of them is said to be wrong."""
    wrong = UUID(letter.content["lost_claim" if how == KEPT else "kept_claim"])
    right = UUID(letter.content["kept_claim" if how == KEPT else "lost_claim"])
    found = get(register, Claim, wrong)
    counts = {c.id for c in live(claims_of(register, found.person))} if found else set()
    if not {wrong, right} <= counts:
        return  # one of them was corrected meanwhile: what is left is not taken away as well
    behind = Behind(reason="两台电脑同时更正，核对后以另一条为准")
    claims.withdraw(register, ClaimId(wrong), behind, by=by, at=at)


def _choose_value(register: Register, letter: Letter, by: Officer, at: datetime) -> None:
    """The value that lost is written again: a change like any other."""
    record: Any = get(register, KINDS[letter.about], letter.record) if letter.record else None
    if record is None:
        raise Refused("letter.gone")
    name, value = letter.content["field"], letter.content["lost"]
    said = {**msgspec.to_builtins(record), name: value}
    made: Any = msgspec.convert(said, KINDS[letter.about], strict=False)
    register.write(
        replace(record, **{name: getattr(made, name)}), by=by.id, at=at, reason="conflict"
    )
