"""回访: everybody who left and is followed up, with the offices of their home town.

Names of people who were somewhere before are in it: that the list was looked at is written down.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from app.clock import local
from app.desk.homes_told import offices, table
from app.desk.views import look_into
from app.domain.came import Came
from app.domain.errors import Refused
from app.domain.followup import (
    FOLLOWED,
    Followup,
    came_again,
    in_order,
    newest,
    why,
)
from app.domain.hometown import Office
from app.domain.ids import new_id
from app.domain.kin_match import KinState
from app.domain.matter import MatterStep, StepKind, standing, still_open
from app.domain.outside_letter import Whole
from app.domain.person import Claim, ClaimKind, best, best_value
from app.domain.place import Places
from app.domain.staff import Officer, Right, Viewing
from app.domain.visit import Leaving, Visit
from app.store import followups as store
from app.store.ask import Asks
from app.store.came import came_each
from app.store.kin_matches import of_people
from app.store.people import Card, cards, together_each
from app.store.protected import is_shut, shut_of
from app.store.register import Register
from app.store.today import years_of

BACK = timedelta(days=200)
"""Whoever left so long ago stands in the list while something is open about them."""
MOST = 500
PURPOSE = "followups"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the list: who, what, to whom a letter would go (two offices where somebody is
    registered in one place and lives in another), and the telephone of kin or their own."""

    one: Followup
    card: Card
    offices: tuple[Office, ...] = ()
    contact: str = ""

    @property
    def address(self) -> str:
        """To whom the letter went, else would go."""
        if self.one.letter:
            return self.one.letter.text.to
        return "；".join(office.address for office in self.offices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The list as of a day; `sealed`: so many are protected, and this officer may not see who."""

    rows: tuple[Row, ...]
    today: date
    sealed: int = 0
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """By person: what is said of them, when they came, whether they were reunited; by visit: what
    was written down about following up."""

    claims: Mapping[UUID, list[Claim]]
    came: Mapping[UUID, tuple[Came, ...]]
    reunited: frozenset[UUID]
    letters: Mapping[UUID, list[Whole]]
    steps: Mapping[UUID, list[MatterStep]]


def look(register: Register, *, by: Officer, at: datetime) -> None:
    """Written down before the list is shown."""
    by.must(Right.VIEW)
    seen = Viewing(id=new_id(), person=None, officer=by.id, at=at, purpose=PURPOSE, what=PURPOSE)
    register.write(seen, by=by.id, at=at, reason="view")


def look_at(register: Register, visit: UUID, *, by: Officer, at: datetime) -> Visit:
    """Contact and outcome of one are opened: that is written down like any look."""
    return look_into(register, visit, "followup", "tracing", by=by, at=at)


def listed(asks: Asks, *, by: Officer, now: datetime, most: int = MOST) -> Listed:
    """What is due first at the top; of sealed people only how many there are."""
    by.must(Right.VIEW)
    today = local(now).date()
    gone = store.leavings_of(asks, store.visits_followed(asks, now - BACK))
    groups = together_each(asks, {one.person for one in gone.values()})
    shut = frozenset() if by.may(Right.SEALED) else shut_of(asks, groups)
    seen = {visit: one for visit, one in gone.items() if one.person not in shut}
    known = _known(asks, seen, groups)
    found = in_order(_followups(seen, known, today))
    some = found[:most]
    return Listed(
        rows=tuple(_rows(asks, some, known, sealed=by.may(Right.SEALED))),
        today=today,
        sealed=len(gone) - len(seen),
        more=len(found) - len(some),
    )


def row_of(asks: Asks, visit: UUID, *, by: Officer, now: datetime) -> Row:
    """The same of one visit, also where nothing is asked about it. Refused "followup.nobody"."""
    gone = store.leavings_of(asks, [visit])
    if visit not in gone or is_shut(asks, gone[visit].person, sealed=by.may(Right.SEALED)):
        raise Refused("followup.nobody")
    known = _known(asks, gone, together_each(asks, [gone[visit].person]))
    one = _followup(visit, gone[visit], known, local(now).date())
    return _rows(asks, [one], known, sealed=by.may(Right.SEALED))[0]


def _known(
    asks: Asks, gone: Mapping[UUID, Leaving], groups: Mapping[UUID, tuple[UUID, ...]]
) -> _Known:
    mine: dict[UUID, tuple[UUID, ...]] = {x.person: groups[x.person] for x in gone.values()}
    everybody = {each for group in mine.values() for each in group}
    pairs = {x.person for x in of_people(asks, everybody) if x.state is KinState.REUNITED}
    said = store.homes_of(asks, everybody)
    return _Known(
        claims={p: [x for each in group for x in said.get(each, ())] for p, group in mine.items()},
        came=came_each(asks, mine, lambda moment: local(moment).date()),
        reunited=frozenset(p for p, group in mine.items() if not pairs.isdisjoint(group)),
        letters=store.letters_about(asks, gone),
        steps=store.steps_about(asks, gone),
    )


def _followups(gone: Mapping[UUID, Leaving], known: _Known, today: date) -> list[Followup]:
    """Of whom something is asked, or was."""
    asked = known.steps.keys() | known.letters.keys()
    found = (_followup(visit, gone[visit], known, today) for visit in gone if visit in asked)
    return [one for one in found if one.due or one.done_on or one.letter]


def _followup(visit: UUID, gone: Leaving, known: _Known, today: date) -> Followup:
    about, left_on = standing(known.steps.get(visit, ())), local(gone.at).date()
    step, letter = _step(about), newest(known.letters.get(visit, ()), gone.at)
    said, matter = known.claims[gone.person], step.matter if step else FOLLOWED[0]
    words = step.words if step and step.kind is StepKind.OPENED and not step.number else ""
    reunited = gone.person in known.reunited
    return Followup(
        visit=visit, person=gone.person, gone=gone, left_on=left_on, matter=matter, letter=letter,
        why=why(matter, words, gone, years_of(said, today), reunited=reunited),
        due=min((x.until for x in still_open(about) if x.until), default=None),
        done_on=max((x.done_on for x in about if x.done_on), default=None),
        again=came_again(gone, left_on, known.came.get(gone.person, ())),
    )  # fmt: skip


def _step(about: list[MatterStep]) -> MatterStep | None:
    """What is open and due first, else what was asked last."""
    open_ = sorted(still_open(about), key=lambda one: one.until or date.max)
    asked = [one for one in about if one.kind is StepKind.OPENED]
    done = [one for one in about if one.kind is StepKind.DONE]
    return next(iter((*open_, *asked[::-1], *done)), None)


def _rows(asks: Asks, found: Iterable[Followup], known: _Known, *, sealed: bool) -> list[Row]:
    some = list(found)
    who = cards(asks, {one.person for one in some}, sealed=sealed)
    where = table()
    return [_row(one, who[one.person], known.claims[one.person], where) for one in some]


def _row(one: Followup, card: Card, said: list[Claim], known: Places | None) -> Row:
    found = offices(known, one.gone, said)
    return Row(one=one, card=card, offices=found, contact=_contact(one, said))


def _contact(one: Followup, said: list[Claim]) -> str:
    """As the letter has it, as whoever fetched them said, as kin or they themselves are known."""
    kin = best(said, ClaimKind.KIN)
    written = one.letter.text.contact if one.letter else ""
    told = (one.gone.detail.get("phone", ""), kin.detail.get("phone", "") if kin else "")
    return next(filter(None, (written, *told, best_value(said, ClaimKind.PHONE))), "")
