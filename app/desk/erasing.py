"""Erasing somebody, withdrawing a consent, and the list of those whose period is over."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from app.desk import door
from app.domain.erasure import LEAST_YEARS, ErasureWish, Ground, must_be_open, must_be_two
from app.domain.errors import Refused
from app.domain.ids import ConsentId, PersonId, new_id
from app.domain.person import ClaimKind, Person, live
from app.domain.staff import Officer, Right
from app.domain.visit import About, Answer, Consent, Visit
from app.store import wishes
from app.store.ask import Asks, get
from app.store.people import File, claims_of, standing_visits, together
from app.store.register import Register

_NAMES = {ClaimKind.NAME, ClaimKind.ALIAS}
_SHORTEST_NAME = 2
WITHDRAWN = "withdrawn"


def ask(
    register: Register,
    person: PersonId,
    ground: Ground,
    reason: str,
    *,
    by: Officer,
    approver: Officer,
    at: datetime,
    years: int = LEAST_YEARS,
) -> list[ErasureWish]:
    """A leader asks that this human be erased, and a second person agrees. Where the desk has
    joined a centre that is decided there and waits meanwhile; alone it is done at once."""
    station = door.the_station(register).code
    found = own_records(register, person, station)
    told = reason.strip()
    wanted = [
        ErasureWish(
            id=new_id(), person=one, station=station, ground=ground, reason=told,
            approver=approver.id, officer=by.id, at=at,
        )
        for one in found
    ]  # fmt: skip
    must_be_two(wanted[0], by, approver)
    if not told:
        raise Refused("erasure.needs_reason")
    _must_not_name(register, found, told)
    must_be_open(ground, wishes.lasting(register.ask, found), years, at)
    if any(not one.refused for one in wishes.asked_for(register, found)):
        raise Refused("erasure.asked_already")
    register.write(*wanted, by=by.id, at=at, reason="erasure")
    if register.line is None:
        register.erase(found, at)
    return wanted


def own_records(asks: Asks, person: PersonId, station: str) -> list[PersonId]:
    """The records of this human that the station made. Refused "erasure.other_station" where the
    one that is open is another's, "claims.no_person" where there is none."""
    one = get(asks, Person, person)
    if one is None:
        raise Refused("claims.no_person")
    if one.station != station:
        raise Refused("erasure.other_station", station=one.station)
    linked = (get(asks, Person, id_) for id_ in together(asks, person))
    return [known.id for known in linked if known and known.station == station]


def _must_not_name(asks: Asks, people: Iterable[PersonId], reason: str) -> None:
    """The reason is kept when the person is gone: it must not bring their name back."""
    for one in people:
        for claim in live(claims_of(asks, one)):
            if (
                claim.kind in _NAMES
                and len(claim.value) >= _SHORTEST_NAME
                and (claim.value in reason)
            ):
                raise Refused("erasure.names_them")


def withdraw(
    register: Register, person: PersonId, how: str, *, by: Officer, at: datetime
) -> tuple[list[Consent], int]:
    """The person withdraws the consent to face recognition: what was measured on it goes, here and
    wherever it is; the file stays. Answers the records, and how many templates went here."""
    by.must(Right.REGISTER)
    station = door.the_station(register).code
    made = []
    for one in own_records(register, person, station):
        visits: list[Visit] = standing_visits(register, [one])
        if visits:
            made.append(
                Consent(
                    id=ConsentId(new_id()), person=one, visit=visits[0].id, about=About.FACE,
                    answer=Answer.WITHDRAWN, how=how.strip(), at=at, officer=by.id,
                )
            )  # fmt: skip
    if not made:
        raise Refused("erasure.nothing_asked")
    register.note_withdrawn([one.person for one in made], at)
    changes = register.write(*made, by=by.id, at=at, reason=WITHDRAWN)
    return made, len(changes.ids) - len(made)


def period_over(
    asks: Asks,
    station: str,
    *,
    by: Officer,
    at: datetime,
    years: int = LEAST_YEARS,
    most: int = 200,
) -> list[wishes.Over]:
    """Whose file need not be kept any longer, for a leader to decide; nothing goes by itself."""
    by.must(Right.ERASE)
    wanted = max(years, LEAST_YEARS)
    found = wishes.over(asks, station, at - timedelta(days=365 * wanted), most * 2)
    today = at.date()
    return [
        one
        for one in found
        if (until := wishes.lasting(asks.ask, [one.person]).until(wanted)) is None or until <= today
    ][:most]


def rests_on_consent(asks: Asks, file: File) -> bool:
    """Whether there is something to withdraw: a consent to face recognition that stands, or a
    template that rests on one."""
    said = [one.answer for one in file.consents if one.about is About.FACE]
    return said[-1:] == [Answer.GRANTED] or wishes.has_faces(asks, file.people)


def asked_for(asks: Asks, people: Iterable[UUID]) -> list[wishes.Asked]:
    """What was asked about these people and is not done yet."""
    return wishes.asked_for(asks, people)
