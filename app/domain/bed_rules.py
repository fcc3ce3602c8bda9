"""Who may sleep where: rooms by sex, minors over 6 by sex, small children with their parents.

381号令 8 and the 2026 rules on minors (13, 32). A refusal always has a way out: another room, a
reason in words, or what is wrong in the file put right.
"""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from app.domain.bed import FEMALE, MALE, Bed, BedState, Guest
from app.domain.errors import Refused
from app.domain.room import Room, RoomFor

_SEX = {
    RoomFor.MEN: MALE,
    RoomFor.BOYS: MALE,
    RoomFor.WOMEN: FEMALE,
    RoomFor.GIRLS: FEMALE,
}
_GROWN = frozenset({RoomFor.MEN, RoomFor.WOMEN})
_CHILDREN = frozenset({RoomFor.BOYS, RoomFor.GIRLS})
_WRONG_SEX = {MALE: "bed.only_men", FEMALE: "bed.only_women"}


def must_fit(guest: Guest, room: Room, others: Iterable[Guest], why: str = "") -> None:
    """Refused "bed.…" where somebody may not sleep in a room, beside the others who do; `why` is
    what an officer says where the rules leave it to one."""
    beside = [one for one in others if one.visit != guest.visit]
    if room.use in _SEX:
        _must_suit(guest, room, beside)
    else:
        _must_not_mix(guest, room, beside, why)
    if room.use in _CHILDREN and guest.grown:
        raise Refused("bed.only_children", room=room.name)
    if not why.strip():
        _must_be_sure(guest, room)


def _must_suit(guest: Guest, room: Room, beside: Sequence[Guest]) -> None:
    if guest.small:
        if room.use in _GROWN and all(one.may_be_minor for one in beside):
            raise Refused("bed.small_alone", room=room.name)
    elif guest.knows_sex and guest.sex != _SEX[room.use]:
        raise Refused(_WRONG_SEX[_SEX[room.use]], room=room.name)


def _must_not_mix(guest: Guest, room: Room, beside: Sequence[Guest], why: str) -> None:
    if guest.small:
        return
    if not guest.knows_sex:
        if not why.strip() and any(not one.small for one in beside):
            raise Refused("bed.sex_unknown", room=room.name)
        return
    mixed = any(not one.small and one.knows_sex and one.sex != guest.sex for one in beside)
    if not mixed:
        return
    if room.use is not RoomFor.FAMILY:
        raise Refused("bed.other_sex_there", room=room.name)
    if not why.strip():
        raise Refused("bed.one_family", room=room.name)


def _must_be_sure(guest: Guest, room: Room) -> None:
    """What only an officer who sees the person can say, in words."""
    if room.use in _SEX and not guest.knows_sex and not guest.small:
        raise Refused("bed.sex_unknown", room=room.name)
    if room.use in _GROWN and guest.may_be_minor and not guest.small:
        raise Refused("bed.minor_among_adults", room=room.name)
    if room.use in _CHILDREN and not guest.may_be_minor:
        raise Refused("bed.age_unknown", room=room.name)


NEEDS_WHY = frozenset(
    {"bed.one_family", "bed.sex_unknown", "bed.minor_among_adults", "bed.age_unknown"}
)
"""Refusals that a reason answers."""


def _best(guest: Guest) -> list[RoomFor]:
    """Which kind of room first."""
    woman = guest.sex == FEMALE
    order = [RoomFor.ISOLATION] if guest.infection else []
    if guest.care:
        order.append(RoomFor.CARE)
    if guest.small:
        order += [RoomFor.FAMILY, RoomFor.GIRLS if woman else RoomFor.BOYS]
    elif guest.may_be_minor:
        order += [RoomFor.GIRLS if woman else RoomFor.BOYS, RoomFor.CARE]
    else:
        order += [RoomFor.WOMEN if woman else RoomFor.MEN]
    return [*order, RoomFor.CARE]  # also for whose sex nobody knows


def best_of(guest: Guest, free: Iterable[Bed], lie: Mapping[UUID, Sequence[Guest]]) -> Bed | None:
    """The first of these free beds, of the best kind of room, that no rule speaks against; `lie`:
    who lies in each room. It is only shown: an officer gives it."""
    by_use: dict[RoomFor, list[Bed]] = {}
    for bed in free:
        by_use.setdefault(bed.room.use, []).append(bed)
    asked: dict[UUID, bool] = {}
    for bed in (one for use in _best(guest) for one in by_use.get(use, ())):
        room = bed.room
        if room.id not in asked:  # what one bed of a room is refused for, all are
            asked[room.id] = _fits(guest, room, lie.get(room.id, ()))
        if asked[room.id]:
            return bed
    return None


def suggest(guest: Guest, beds: Sequence[Bed], guests: Iterable[Guest]) -> Bed | None:
    """The same for one person alone, of all beds and of those who lie in them."""
    return best_of(guest, free_of(beds), by_room(beds, guests))


def free_of(beds: Iterable[Bed]) -> list[Bed]:
    """Those that nobody lies in and the room does not shut."""
    return [bed for bed in beds if bed.state is BedState.FREE]


def _fits(guest: Guest, room: Room, there: Sequence[Guest]) -> bool:
    try:
        must_fit(guest, room, there)
    except Refused:
        return False
    return True


def by_room(beds: Iterable[Bed], guests: Iterable[Guest]) -> dict[UUID, list[Guest]]:
    """room -> who lies there."""
    known = {one.visit: one for one in guests}
    lie: dict[UUID, list[Guest]] = {}
    for bed in (one for one in beds if one.stays):
        there = (known[stay.visit] for stay in bed.stays if stay.visit in known)
        lie.setdefault(bed.room.id, []).extend(there)
    return lie
