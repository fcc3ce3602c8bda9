"""What is known of people, as they are compared: from their claims, or from their index cards."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from app.domain.birth import ends_of, is_birth
from app.domain.document import NO_DOCUMENT
from app.domain.index_card import IndexCard
from app.domain.person import Claim, ClaimKind, live
from app.domain.traits import MOST_VALUES, Traits
from app.store.ask import Asks, records
from app.store.carried import carried_by
from app.store.people import together_each
from app.store.tables import claim, find_doc, index_card

Said = Iterable[tuple[ClaimKind, str]]


def traits_said(said: Said) -> Traits:
    """Of claims, in the order they are believed: what stands first decides where one is wanted."""
    of: dict[ClaimKind, list[str]] = {}
    for kind, value in said:
        of.setdefault(kind, []).append(value)

    def each(*kinds: ClaimKind) -> tuple[str, ...]:
        values = (value for kind in kinds for value in of.get(kind, []) if value)
        return tuple(dict.fromkeys(values))[:MOST_VALUES]

    def first(kind: ClaimKind) -> str:
        return next(iter(of.get(kind, [])), "")

    age = first(ClaimKind.AGE)
    return Traits(
        names=each(ClaimKind.NAME, ClaimKind.ALIAS),
        sex=first(ClaimKind.SEX) or "0",
        birth=next((one for one in of.get(ClaimKind.BIRTH, []) if is_birth(one)), ""),
        ages=ends_of(age) if age else None,
        homes=each(ClaimKind.HOME, ClaimKind.ADDRESS),
        accent=first(ClaimKind.ACCENT),
        phones=each(ClaimKind.PHONE),
        documents=tuple(n for n in each(ClaimKind.DOCUMENT) if n != NO_DOCUMENT),
        marks=each(ClaimKind.MARKS),
        relatives=each(ClaimKind.KIN),
    )


def traits_of(
    asks: Asks, groups: Mapping[UUID, Iterable[UUID]], today: date, *, carried: bool = True
) -> dict[UUID, Traits]:
    """Of each human, whose records count together; what was corrected still finds somebody, after
    what counts now. Who was about fifty ten years ago is about sixty today.

    `carried`: also what they had with them, their papers, and where they have been.
    """
    everybody = {one: human for human, people in groups.items() for one in people}
    claims: dict[UUID, list[Claim]] = {}
    wanted = select(claim).where(claim.c.person.in_(list(everybody))).order_by(claim.c.id.desc())
    for one in records(asks, Claim, wanted):
        claims.setdefault(everybody[one.person], []).append(one)
    found = {human: _of_claims(known, today) for human, known in claims.items()}
    missing = [one for one, human in everybody.items() if human not in found]
    cards = select(index_card).where(index_card.c.id.in_(missing), index_card.c.sealed.is_(False))
    for card in records(asks, IndexCard, cards) if missing else ():
        found[everybody[card.id]] = _of_card(card, today)
    if not carried:
        return found
    things = carried_by(asks, everybody)
    return {
        human: replace(one, **things[human]) if human in things else one
        for human, one in found.items()
    }


def _of_claims(known: list[Claim], today: date) -> Traits:
    counts = live(known)
    holding = {one.id for one in counts}
    ordered = [*counts, *(one for one in known if one.id not in holding)]
    real = (one for one in ordered if "temporary" not in one.detail)
    return traits_said((one.kind, _now(one, today)) for one in real)


def _now(one: Claim, today: date) -> str:
    return aged(one.value, today.year - one.at.year) if one.kind is ClaimKind.AGE else one.value


def aged(estimate: str, years: int) -> str:
    """50-60 as it is so many years later."""
    ends = ends_of(estimate)
    return f"{ends[0] + years}-{ends[1] + years}" if ends and years > 0 else estimate


def _of_card(card: IndexCard, today: date) -> Traits:
    """Of who is on file elsewhere: the hashes of their numbers say nothing here."""
    seen = int(card.visits[0][:4]) if card.visits else card.changed_at.year
    is_age = card.birth.startswith("~")
    age = aged(card.birth.removeprefix("~"), today.year - seen) if is_age else ""
    return Traits(
        names=tuple(name for name in (card.name, *card.aliases) if name),
        sex=card.sex,
        birth="" if is_age or not is_birth(card.birth) else card.birth,
        ages=ends_of(age) if age else None,
        papers=tuple(filter(None, (card.last_case, *card.vouchers))),
    )


def births_of(asks: Asks, people: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    """Every date or year of birth that was said of somebody, or of a record of the same human."""
    groups = together_each(asks, people)
    if not groups:
        return {}
    wanted = select(claim.c.person, claim.c.value).where(
        claim.c.person.in_(list(groups)), claim.c.kind == ClaimKind.BIRTH
    )
    said = asks.ask(wanted)
    births: dict[UUID, set[str]] = {}
    for row in said:
        births.setdefault(groups[row.person][0], set()).add(row.value)
    return {one: tuple(sorted(births.get(group[0], ()))) for one, group in groups.items()}


def how_many(asks: Asks) -> int:
    """People who can be found, here and by their cards."""
    return int(asks.ask(select(func.count(find_doc.c.doc)))[0][0])
