"""Quick phrases of the station: added and taken out by anybody who registers or administers."""

from datetime import datetime

from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.phrase import FIELDS, Phrase
from app.domain.staff import Officer, Right
from app.store.ask import Asks, all_of
from app.store.register import Register

LONGEST = 200


def kept(asks: Asks) -> list[Phrase]:
    """The station's own, newest first, and what was taken out."""
    return all_of(asks, Phrase)[::-1]


def add(register: Register, field: str, words: str, *, by: Officer, at: datetime) -> Phrase:
    """Words for a field; those that were taken out before come back."""
    _may(by)
    said = " ".join(words.split())
    if field not in FIELDS:
        raise Refused("phrase.unknown_field")
    if not said:
        raise Refused("phrase.empty")
    if len(said) > LONGEST:
        raise Refused("phrase.too_long", most=LONGEST)
    return _write(register, field, said, active=True, by=by, at=at)


def take_out(register: Register, field: str, words: str, *, by: Officer, at: datetime) -> Phrase:
    """Not offered any more, a usual one too."""
    _may(by)
    return _write(register, field, words, active=False, by=by, at=at)


def _may(by: Officer) -> None:
    if not by.may(Right.STAFF):
        by.must(Right.REGISTER)


def _write(
    register: Register, field: str, words: str, *, active: bool, by: Officer, at: datetime
) -> Phrase:
    same = (p for p in kept(register) if (p.field, p.words) == (field, words))
    old = next(same, None)
    made = Phrase(
        id=old.id if old else new_id(),
        field=field,
        words=words,
        active=active,
        at=at,
        officer=by.id,
    )
    register.write(made, by=by.id, at=at, reason="phrase")
    return made
