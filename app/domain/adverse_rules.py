"""What every step towards papers 7 and 21 needs, as desk and centre hold it alike.

The centre's database holds two people, order, grounds and time once more by itself
(`app/store/adverse_walls.py`).
"""

from collections.abc import Iterable
from datetime import date

from app.domain.adverse import (
    Adverse,
    AdverseAnswer,
    AdverseOpinion,
    AdverseProposal,
    AdverseReceipt,
    AdverseState,
    Answered,
    Received,
    must_answer,
    must_be_witnessed,
    must_fit,
    must_give_reason,
    must_lead,
)
from app.domain.birth import ADULT, age_on, ends_of
from app.domain.errors import Refused
from app.domain.staff import Officer


def must_be_grown(birth: str, age: str, today: date) -> None:
    """A child is in the care of 民政 (未成年人保护法 92): leaving is by its own rules. By the lower
    end of an estimate."""
    ends = ends_of(age)
    years = age_on(birth, today)
    if years is None and ends:
        years = ends[0]
    if years is not None and years < ADULT:
        raise Refused("adverse.minor")


def must_be_free(made: AdverseProposal, here: Iterable[Adverse]) -> None:
    """One at a time; what is written anew still waits. `here` is what stands about the visit."""
    known = list(here)
    corrected = next((one for one in known if one.proposal.id == made.supersedes), None)
    if made.supersedes and (corrected is None or corrected.state is not AdverseState.PENDING):
        raise Refused("adverse.answered_already")
    if any(one.stands and one is not corrected for one in known):
        raise Refused("adverse.stands_already")


def must_hear(opinion: AdverseOpinion, found: Adverse) -> None:
    """What the person says is kept also where a leader answered meanwhile at another desk; silence
    has two witnesses."""
    if opinion.at < found.proposal.at:
        raise Refused("adverse.too_early")
    if opinion.silent:
        must_be_witnessed(opinion.witnesses)
    elif not opinion.words.strip():
        raise Refused("adverse.needs_words")
    must_fit([opinion.words])


def must_answer_apart(answer: AdverseAnswer, found: Adverse, by: Officer, device: str) -> None:
    """As `must_answer`, and of two desks that have not heard of each other the one that says no is
    heard as well: then help goes on."""
    must_fit([answer.reason])
    if answer.answer is Answered.NOT_AGREED:
        must_lead(answer, found, by)
        must_give_reason(answer)
    else:
        must_answer(answer, found, by, device)


def must_receive(receipt: AdverseReceipt, found: Adverse) -> None:
    """A notice is handed over once somebody agreed to it; who would not sign has two witnesses."""
    agreed = found.decided
    if agreed is None:
        raise Refused("adverse.not_agreed")
    if receipt.at < agreed.at:
        raise Refused("adverse.too_early")
    if receipt.how is Received.WITNESSED:
        must_be_witnessed(receipt.witnesses)
