"""Questions about people: who is linked with whom, what is on file, who is in the station."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, exists, func, or_, select, text

from app.domain.adverse import Adverse
from app.domain.document import NO_DOCUMENT, forms_of
from app.domain.evidence import Decision, Evidence, Link, Sameness
from app.domain.face import Photograph
from app.domain.index_card import IndexCard
from app.domain.lending import Lending
from app.domain.matter import MatterStep
from app.domain.person import Claim, ClaimKind, Person, best, best_value
from app.domain.service import Service
from app.domain.stay_approval import Approval
from app.domain.visit import Consent, Leaving, Reopening, Visit
from app.domain.voucher import Voucher
from app.domain.voucher_event import VoucherEvent
from app.store import checks
from app.store.adverse import adverse_of
from app.store.ask import Asks, records
from app.store.emergencies import uncompleted
from app.store.inside import not_ended
from app.store.tables import (
    TABLES,
    claim,
    decision,
    index_card,
    inside,
    link,
    person,
    photograph,
    visit,
    voucher,
)

_GROUP = """
    WITH RECURSIVE together(id) AS (
        SELECT :person
        UNION
        SELECT CASE WHEN l.one = t.id THEN l.other ELSE l.one END
        FROM link l JOIN together t ON l.one = t.id OR l.other = t.id
        WHERE l.answer = 'same' AND l.undone_by IS NULL
    )
    """
_TOGETHER = text(" ".join((_GROUP, "SELECT id FROM together ORDER BY id"))).columns(person.c.id)
_SEALED = text(
    " ".join((_GROUP, "SELECT 1 FROM person p JOIN together USING (id) WHERE p.sealed LIMIT 1"))
)


_AROUND = (
    text(
        """
        WITH RECURSIVE reached(id) AS (
            SELECT one FROM link WHERE one IN :people
            UNION SELECT other FROM link WHERE other IN :people
            UNION
            SELECT CASE WHEN l.one = r.id THEN l.other ELSE l.one END
            FROM link l JOIN reached r ON l.one = r.id OR l.other = r.id
            WHERE l.answer = 'same' AND l.undone_by IS NULL
        )
        SELECT l.one, l.other FROM reached r JOIN link l ON l.one = r.id
        WHERE l.answer = 'same' AND l.undone_by IS NULL
        """
    )
    .bindparams(bindparam("people", expanding=True))
    .columns(link.c.one, link.c.other)
)


def together(asks: Asks, one: UUID) -> tuple[UUID, ...]:
    """Every person record that officers decided is this same human, this one among them."""
    return tuple(row[0] for row in asks.ask(_TOGETHER, {"person": one.bytes}))


def one_is_sealed(asks: Asks, one: UUID) -> bool:
    """Whether any of the same records is sealed, in one question: it stands before every paper."""
    return bool(asks.ask(_SEALED, {"person": one.bytes}))


def together_each(asks: Asks, ones: Iterable[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """The same for many at once: one question where nobody is linked, as it mostly is, and else one
    more, however long a chain of records is."""
    groups = {one: [one] for one in ones}
    found = _links_at(asks, groups)
    linked = set(groups) & {one for pair in found for one in pair}
    for pair in _links_around(asks, linked) if linked else ():
        here, there = (groups.setdefault(one, [one]) for one in pair)
        if here is not there:
            here, there = sorted((here, there), key=len, reverse=True)
            here += there
            groups.update(dict.fromkeys(there, here))
    whole: dict[UUID, tuple[UUID, ...]] = {}
    for one, group in groups.items():
        if one not in whole:
            whole.update(dict.fromkeys(group, tuple(sorted(group))))
    return whole


_HOLDS = (link.c.answer == Sameness.SAME, link.c.undone_by.is_(None))


def _links_at(asks: Asks, people: Iterable[UUID]) -> list[tuple[UUID, UUID]]:
    some = list(people)
    if not some:
        return []
    either = or_(link.c.one.in_(some), link.c.other.in_(some))
    rows = asks.ask(select(link.c.one, link.c.other).where(either, *_HOLDS))
    return [(row.one, row.other) for row in rows]


def _links_around(asks: Asks, people: Iterable[UUID]) -> list[tuple[UUID, UUID]]:
    """Every link of the humans whose records these are, found step by step within the register."""
    rows = asks.ask(_AROUND, {"people": [one.bytes for one in people]})
    return [(row.one, row.other) for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The few words by which a person is recognised in a list."""

    person: UUID
    name: str
    sex: str
    birth: str
    home: str
    case_number: str
    last_visit: datetime | None
    photo: Photograph | None
    temporary: bool = False
    """The name was made up by the station: nobody knows the real one."""
    elsewhere: str = ""
    """The code of the station that has the file, where this one has only an index card."""
    sealed: bool = False
    """Protected: of who has not the right to see them there is nothing on the card."""


def _of(kind: str, people: Iterable[UUID]) -> "Select[Any]":
    table = TABLES[kind]
    wanted = select(table).where(table.c.person.in_(list(people))).order_by(table.c.id)
    return cast("Select[Any]", wanted)


def standing_visits(asks: Asks, people: Iterable[UUID]) -> list[Visit]:
    """The visits of these persons, newest first; a superseded one is left out."""
    found = records(asks, Visit, _of("visit", people))
    gone = {v.supersedes for v in found}
    return sorted((v for v in found if v.id not in gone), key=lambda v: v.arrived_at, reverse=True)


def card(asks: Asks, one: UUID, *, sealed: bool = False) -> Card:
    """The best current claims of a person and their last visit."""
    return cards(asks, [one], sealed=sealed)[one]


def cards(asks: Asks, ones: Iterable[UUID], *, sealed: bool = False) -> dict[UUID, Card]:
    """The same for many at once: five questions in all. Sealed persons are left blank, unless it is
    for somebody who may see `sealed` ones."""
    wanted = set(ones)
    linked = together_each(asks, wanted)
    groups = {one: linked[one] for one in wanted}
    everybody = {p for people in groups.values() for p in people}
    claims = _by_person(records(asks, Claim, _of("claim", everybody)))
    visits = _by_person(_last_visits(asks, everybody))
    photos = _by_person(records(asks, Photograph, _of("photograph", everybody)))
    there = elsewhere(asks, wanted - {p for p in wanted if p in claims or p in visits})
    shut = _sealed(asks, everybody)
    made = {
        one: there.get(one)
        or _card(
            one,
            [c for p in people for c in claims.get(p, [])],
            sorted((v for p in people for v in visits.get(p, [])), key=_came),
            sorted((s for p in people for s in photos.get(p, [])), key=lambda s: s.id),
        )
        for one, people in groups.items()
    }
    for one in (one for one, people in groups.items() if shut.intersection(people)):
        made[one] = replace(made[one], sealed=True) if sealed else _blank(made[one])
    return made


def _last_visits(asks: Asks, people: Iterable[UUID]) -> list["Row[Any]"]:
    """Of the visits that stand only what a card says: a whole row has three columns of JSON."""
    columns = select(*(visit.c[name] for name in _ON_CARD))
    found = asks.ask(columns.where(visit.c.person.in_(list(people))).order_by(visit.c.id))
    gone = {one.supersedes for one in found}
    return [one for one in found if one.id not in gone]


_ON_CARD = ("id", "person", "case_number", "arrived_at", "supersedes")
_came = attrgetter("arrived_at")


def _sealed(asks: Asks, people: set[UUID]) -> set[UUID]:
    wanted = select(person.c.id).where(person.c.id.in_(people), person.c.sealed.is_(True))
    return {row.id for row in asks.ask(wanted)} if people else set()


def _blank(one: Card) -> Card:
    return Card(
        person=one.person, name="", sex="0", birth="", home="", case_number="",
        last_visit=one.last_visit, photo=None, sealed=True,
    )  # fmt: skip


_OfPerson = TypeVar("_OfPerson", "Row[Any]", Claim, Photograph)


def _by_person(found: Iterable[_OfPerson]) -> dict[UUID, list[_OfPerson]]:
    sorted_out: dict[UUID, list[_OfPerson]] = {}
    for one in found:
        sorted_out.setdefault(one.person, []).append(one)
    return sorted_out


def _card(
    one: UUID, claims: list[Claim], visits: list["Row[Any]"], photos: list[Photograph]
) -> Card:
    name = best(claims, ClaimKind.NAME)
    return Card(
        person=one,
        name=name.value if name else "",
        temporary=bool(name and name.detail.get("temporary")),
        sex=best_value(claims, ClaimKind.SEX) or "0",
        birth=best_value(claims, ClaimKind.BIRTH) or _age(claims),
        home=best_value(claims, ClaimKind.HOME),
        case_number=visits[-1].case_number if visits else "",
        last_visit=visits[-1].arrived_at if visits else None,
        photo=photos[-1] if photos else None,
    )


def elsewhere(asks: Asks, people: Iterable[UUID]) -> dict[UUID, Card]:
    """What is known of people whose file lies at another station."""
    wanted = list(people)
    if not wanted:
        return {}
    found = records(asks, IndexCard, select(index_card).where(index_card.c.id.in_(wanted)))
    return {one.id: card_from(one) for one in found if not one.sealed}


def card_from(one: IndexCard) -> Card:
    """The little that an index card says."""
    return Card(
        person=one.id,
        name=one.name,
        sex=one.sex,
        birth=one.birth,
        home="",
        case_number=one.last_case,
        last_visit=noon(one.visits[0]) if one.visits else None,
        photo=None,
        elsewhere=one.station,
    )


def noon(day: str) -> datetime:
    """A day as a moment of it: cards carry no hours."""
    return datetime.fromisoformat(f"{day}T04:00:00+00:00")


def _age(claims: list[Claim]) -> str:
    years = best_value(claims, ClaimKind.AGE)
    return f"~{years}" if years else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """All that is kept about one human, over every person record linked with this one."""

    people: tuple[UUID, ...]
    persons: tuple[Person, ...]
    claims: tuple[Claim, ...]
    visits: tuple[Visit, ...]
    leavings: tuple[Leaving, ...]
    """Those that stand; one that was taken back is in `undone`."""
    undone: tuple[tuple[Leaving, Reopening], ...]
    consents: tuple[Consent, ...]
    photos: tuple[Photograph, ...]
    evidence: tuple[Evidence, ...]
    vouchers: tuple[Voucher, ...]
    links: tuple[Link, ...]
    decisions: tuple[Decision, ...]
    lendings: tuple[Lending, ...] = ()
    """Other stations that looked at it."""
    adverse: tuple[Adverse, ...] = ()
    """That help be refused or ended, with what followed."""
    events: tuple[VoucherEvent, ...] = ()
    """What became of the vouchers, corrected or not."""
    steps: tuple[MatterStep, ...] = ()
    """What was written down about matters of theirs, corrected or not."""
    services: tuple[Service, ...] = ()
    """What they were given in the station, corrected or not."""

    @property
    def name(self) -> str:
        """The name the screen shows."""
        return best_value(list(self.claims), ClaimKind.NAME)

    def value(self, kind: ClaimKind) -> str:
        """The best current claim of a kind."""
        return best_value(list(self.claims), kind)


def file_of(asks: Asks, one: UUID) -> File:
    """The whole file; whoever asks for it writes the view log first."""
    people = together(asks, one)
    links = links_of(asks, people)
    left = records(asks, Leaving, _of("leaving", people))
    back = {r.leaving: r for r in records(asks, Reopening, _of("reopening", people))}
    made = [x.decision for x in links] + [x.undone_by for x in links if x.undone_by]
    decided = select(decision).where(decision.c.id.in_(made)).order_by(decision.c.id)
    persons = select(person).where(person.c.id.in_(list(people))).order_by(person.c.id)
    return File(
        people=people,
        persons=tuple(records(asks, Person, persons)),
        claims=tuple(records(asks, Claim, _of("claim", people))),
        visits=tuple(standing_visits(asks, people)),
        leavings=tuple(x for x in left if x.id not in back),
        undone=tuple((x, back[x.id]) for x in left if x.id in back),
        consents=tuple(records(asks, Consent, _of("consent", people))),
        photos=tuple(records(asks, Photograph, _of("photograph", people))),
        evidence=tuple(records(asks, Evidence, _of("evidence", people))),
        vouchers=tuple(records(asks, Voucher, _of("voucher", people))),
        links=tuple(links),
        decisions=tuple(records(asks, Decision, decided)),
        lendings=tuple(records(asks, Lending, _of("lending", people))),
        adverse=tuple(adverse_of(asks, people)),
        events=tuple(records(asks, VoucherEvent, _of("voucher_event", people))),
        steps=tuple(records(asks, MatterStep, _of("matter_step", people))),
        services=tuple(records(asks, Service, _of("service", people))),
    )


def links_of(asks: Asks, people: Iterable[UUID]) -> list[Link]:
    """Every link that touches one of these persons, undone ones too."""
    wanted = list(people)
    either = or_(link.c.one.in_(wanted), link.c.other.in_(wanted))
    return records(asks, Link, select(link).where(either).order_by(link.c.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """One row of the people in the station."""

    visit: Visit
    card: Card
    vouchers: tuple[Voucher, ...]
    emergency: Evidence | None = None
    """Registered in an emergency, and still to be completed."""
    adverse: Adverse | None = None
    """That help be refused or ended: it waits for a leader, or was agreed to."""
    approval: Approval | None = None
    """入站审批 that waits for a leader, or came back to be written anew."""


def here_among(asks: Asks, people: Iterable[UUID]) -> set[UUID]:
    """Those of them who are in the station, under whichever of their records."""
    ones = set(people)
    groups = together_each(asks, ones)
    every = {other for one in ones for other in groups[one]}
    wanted = select(visit.c.person).join(inside, inside.c.visit == visit.c.id)
    found = {row.person for row in asks.ask(wanted.where(visit.c.person.in_(every)))}
    return {one for one in ones if found & set(groups[one])}


def in_station(asks: Asks, limit: int = 500, *, sealed: bool = False) -> list[Inside]:
    """Visits without an end, newest first. That somebody sealed is here is seen by everybody, who
    it is only with the right."""
    wanted = select(visit).join(inside, inside.c.visit == visit.c.id)
    wanted = wanted.order_by(inside.c.arrived_at.desc())
    here = records(asks, Visit, wanted.limit(limit))
    known = cards(asks, {v.person for v in here}, sealed=sealed)
    issued = select(voucher).where(voucher.c.visit.in_([v.id for v in here]))
    papers = records(asks, Voucher, issued.order_by(voucher.c.id))
    urgent = uncompleted(asks, {v.person for v in here})
    noted = {x.proposal.visit: x for x in adverse_of(asks, {v.person for v in here}) if x.stands}
    asked = {x.proposal.visit: x for x in checks.waiting(asks)}
    rows = [
        Inside(
            visit=v,
            card=known[v.person],
            vouchers=tuple(p for p in papers if p.visit == v.id),
            emergency=urgent.get(v.id),
            adverse=noted.get(v.id),
            approval=asked.get(v.id),
        )
        for v in here
    ]
    return [row if sealed or not row.card.sealed else _covered(row) for row in rows]


def _covered(row: Inside) -> Inside:
    """Somebody is here; nothing of who and why."""
    seen = row.visit
    bare = Visit(
        id=seen.id, person=seen.person, station=seen.station, case_number=seen.case_number,
        arrived_at=seen.arrived_at, officer=seen.officer, registered_at=seen.registered_at,
    )  # fmt: skip
    return Inside(visit=bare, card=row.card, vouchers=())


def arrived_since(asks: Asks, since: datetime) -> int:
    """How many have arrived since a moment, whether they are still here or not."""
    later = visit.alias("later")
    corrected = exists().where(later.c.supersedes == visit.c.id)
    wanted = select(func.count()).where(visit.c.arrived_at >= since, ~corrected)
    return int(asks.ask(wanted)[0][0])


def is_inside(asks: Asks, people: Iterable[UUID]) -> bool:
    """Whether one of these persons is in the station now."""
    mine = visit.c.person.in_(list(people))
    return bool(asks.ask(select(visit.c.id).where(mine, *not_ended()).limit(1)))


def inside_among(asks: Asks, people: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these persons who are in the station now."""
    mine = visit.c.person.in_(list(people))
    found = asks.ask(select(visit.c.person).where(mine, *not_ended()))
    return frozenset(row.person for row in found)


def going_on(asks: Asks, people: Iterable[UUID]) -> list[Visit]:
    """Their visits without an end, oldest first."""
    mine = visit.c.person.in_(list(people))
    wanted = select(visit).where(mine, *not_ended())
    return records(asks, Visit, wanted.order_by(visit.c.arrived_at))


def claims_of(asks: Asks, one: UUID) -> list[Claim]:
    """Everything ever said of one person record, oldest first."""
    return records(asks, Claim, _of("claim", [one]))


def with_claim(asks: Asks, kind: ClaimKind, value: str) -> list[UUID]:
    """Persons of whom this was ever said, newest first; a number of 15 or 18 digits in both forms.

    That somebody has no document points to nobody.
    """
    if value == NO_DOCUMENT:
        return []
    values = forms_of(value) if kind == ClaimKind.DOCUMENT else (value,)
    wanted = select(claim.c.person).where(claim.c.kind == kind, claim.c.value.in_(values))
    found = [row[0] for row in asks.ask(wanted.order_by(claim.c.id.desc()).limit(200))]
    return list(dict.fromkeys(found))


def visit_photo(asks: Asks, one: UUID) -> Photograph | None:
    """The last photograph of a visit."""
    wanted = select(photograph).where(photograph.c.visit == one)
    found = records(asks, Photograph, wanted.order_by(photograph.c.id.desc()).limit(1))
    return found[0] if found else None
