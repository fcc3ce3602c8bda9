"""寻亲比对: verifying a pair, asking the person, telling whoever looks, bringing them together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.clock import local
from app.desk.following import after_pair
from app.desk.views import look_into
from app.domain.birth import ADULT
from app.domain.errors import Refused
from app.domain.followup import Rules
from app.domain.ids import OfficerId, new_id
from app.domain.kin_match import KinMatch, KinStep, Pair, is_taken
from app.domain.kin_rules import About, must_be_second, must_follow
from app.domain.staff import Officer, Right, Viewing
from app.domain.visit import Visit
from app.store.ask import Asks, get
from app.store.inquiries import inquiry_of, told
from app.store.kin_matches import of_inquiry, of_people, pair_of
from app.store.people import file_of, together
from app.store.protected import is_shut, sealed_among
from app.store.register import Register
from app.store.today import years_of

_RULES = Rules()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A step as it was filled in."""

    step: KinStep
    how: tuple[str, ...] = ()
    whom: str = ""
    second: OfficerId | None = None
    on: date | None = None
    cost: str = ""
    words: str = ""
    undoes: UUID | None = None


def step(
    register: Register, pair: UUID, said: Said, *, by: Officer, at: datetime, rules: Rules = _RULES
) -> KinMatch:
    """One step about a pair; a reunion is followed up by these rules. Refused "kin.…"."""
    by.must(Right.DECIDE)
    whole = known(register, pair, by)
    if said.second:
        must_be_second(get(register, Officer, said.second))
    last = whole.steps[-1]
    made = KinMatch(
        id=new_id(), pair=whole.id, person=whole.person, visit=last.visit, station=last.station,
        inquiry=whole.inquiry, to=last.to, step=said.step, how=said.how, whom=said.whom.strip(),
        second=said.second, on=said.on, cost=said.cost.strip(), words=said.words.strip(),
        supersedes=said.undoes, officer=by.id, at=max(at, last.at),
    )  # fmt: skip
    today = local(at).date()
    must_follow(made, whole, about(register, whole, today), by, today)
    follows = after_pair(register, whole, made, rules)
    register.write(made, *follows, by=by.id, at=at, reason=f"kin_{said.step}")
    return made


def known(asks: Asks, pair: UUID, by: Officer) -> Pair:
    """A pair that this officer may see. Refused "kin.unknown"."""
    whole = pair_of(asks, pair)
    if whole is None or is_shut(asks, whole.person, sealed=by.may(Right.SEALED)):
        raise Refused("kin.unknown")
    return whole


def about(asks: Asks, pair: Pair, today: date) -> About:
    """What else counts for the next step."""
    file = file_of(asks, pair.person)
    years = years_of(list(file.claims), today)
    visits = [visit for visit in file.visits if visit.id == pair.steps[-1].visit]
    return About(
        checked=checked(asks, pair.inquiry),
        shut=bool(sealed_among(asks, [pair.person])),
        child=years is not None and years < ADULT,
        unable=any(visit.checks.get("mental") == "yes" for visit in visits),
        taken=_is_taken(asks, pair),
    )


def checked(asks: Asks, inquiry: UUID) -> str:
    """What the check of whoever looks came to, here or as another station told."""
    if whole := inquiry_of(asks, inquiry):
        return whole.check.result if whole.check else ""
    one = told(asks, [inquiry]).get(inquiry)
    return one.checked if one else ""


def _is_taken(asks: Asks, pair: Pair) -> bool:
    mine = set(together(asks, pair.person))
    others = [*of_people(asks, mine), *of_inquiry(asks, pair.inquiry)]
    return is_taken(others, mine, pair.inquiry, pair.id)


def look_at(register: Register, pair: UUID, *, by: Officer, at: datetime) -> Pair:
    """A pair is opened: what is said of the person is read, and that is written down."""
    by.must(Right.VIEW)
    whole = known(register, pair, by)
    look_at_all(register, [whole], by=by, at=at)
    return whole


def look_at_all(register: Register, pairs: Iterable[Pair], *, by: Officer, at: datetime) -> None:
    """What is said of all these people is read at once: of each a line, as if opened singly."""
    people = dict.fromkeys(pair.person for pair in pairs)
    seen = [
        Viewing(
            id=new_id(), person=one, officer=by.id, at=at, purpose="tracing", what="tracing"
        )
        for one in people
    ]  # fmt: skip
    if seen:
        register.write(*seen, by=by.id, at=at, reason="view")


def look(register: Register, visit: UUID, *, by: Officer, at: datetime) -> Visit:
    """The tracing of somebody is opened: that is written down like any look."""
    return look_into(register, visit, "tracing", "tracing", by=by, at=at)
