"""寒潮: an officer says that nights are cold, or how cold this one will be; no network is asked."""

from datetime import date, datetime
from uuid import UUID

from app.clock import local
from app.domain.cold import ColdSpell, must_be_possible
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.staff import Officer, Right
from app.store.ask import get
from app.store.register import Register


def say(
    register: Register, first: date, last: date, low: int | None, words: str, *, by: Officer,
    at: datetime,
) -> ColdSpell:  # fmt: skip
    """From a day to a day; with a temperature it is a warning only where that is low enough."""
    by.must(Right.REGISTER)
    made = ColdSpell(
        id=new_id(), first=first, last=last, low=low, words=words.strip(), officer=by.id, at=at
    )
    must_be_possible(made, local(at).date())
    register.write(made, by=by.id, at=at, reason="cold")
    return made


def take_back(register: Register, spell: UUID, *, by: Officer, at: datetime) -> ColdSpell:
    """It is over, or never was."""
    by.must(Right.REGISTER)
    before = get(register, ColdSpell, spell)
    if before is None:
        raise Refused("cold.unknown")
    made = ColdSpell(
        id=new_id(), first=before.first, last=before.last, low=before.low, over=True,
        supersedes=before.id, officer=by.id, at=at,
    )  # fmt: skip
    register.write(made, by=by.id, at=at, reason="cold_over")
    return made
