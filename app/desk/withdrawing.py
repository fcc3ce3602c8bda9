"""撤回同意 with a number: it joins what the person asked about their own data, answered at once."""

from dataclasses import dataclass
from datetime import datetime

from app.desk import erasing, requests
from app.desk.requests import Asked
from app.domain.ids import PersonId
from app.domain.rights import Channel, Outcome, RequestAnswer, RequestKind, RightsRequest
from app.domain.staff import Officer
from app.domain.visit import Consent
from app.settings import Settings
from app.store.register import Register
from app.store.requests import of_people
from app.words.say import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """What was written down, and how many templates went here."""

    consents: tuple[Consent, ...]
    templates: int
    request: RightsRequest
    answer: RequestAnswer


def withdraw(
    register: Register,
    person: PersonId,
    how: str,
    chosen: Settings,
    *,
    channel: Channel = Channel.SPOKEN,
    by: Officer,
    at: datetime,
) -> Withdrawn:
    """The person withdraws the consent to face recognition. What rested on it goes first and by
    itself: nothing about the number keeps it from going, here or at the centre. A request for it
    that waits is the one that is answered."""
    requests.must_be_known(register, person, by)
    made, gone = erasing.withdraw(register, person, how, by=by, at=at)
    request = _waiting(register, person) or requests.receive(
        register, person, _asked(how, channel, chosen.lang), chosen, by=by, at=at
    )
    told = say("withdrawal.done", chosen.lang, count=gone)
    answer = requests.answer(register, request.id, Outcome.GRANTED, told, by=by, at=at)
    return Withdrawn(consents=tuple(made), templates=gone, request=request, answer=answer)


def _waiting(register: Register, person: PersonId) -> RightsRequest | None:
    found = (one for one in of_people(register, [person]) if one.answer is None)
    return next((x.request for x in found if x.request.kind is RequestKind.WITHDRAWAL), None)


def _asked(how: str, channel: Channel, lang: str) -> Asked:
    told = how.strip()
    words = say("withdrawal.asked_how", lang, how=told) if told else say("withdrawal.asked", lang)
    return Asked(kind=RequestKind.WITHDRAWAL, words=words, channel=channel)
