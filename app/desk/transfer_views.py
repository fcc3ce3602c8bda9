"""What a desk knows of transfers: the sender's own file, or what the centre told, or the paper."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID

from app.domain.face import Photograph
from app.domain.ids import PersonId
from app.domain.staff import Officer, Right, told_apart
from app.domain.station import SigningKey, Station
from app.domain.transfer import (
    Case,
    Item,
    ShownStep,
    StepKind,
    Transfer,
    TransferTold,
    shown,
    writers_of,
)
from app.domain.transfer_state import Open, State, clashes, compared, may_follow, state_of
from app.store.ask import Asks, all_of, get
from app.store.listings import refused
from app.store.people import cards
from app.store.protected import sealed_among
from app.store.transferring import own, steps_of, ticketed, told, told_of
from app.wire.signed import Key, key_id
from app.wire.ticket import Ticket, read


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A transfer as this desk has it. `transfer`: prepared here; `case`: the file that came;
    neither: only the paper's code. `shut`: nothing is said of whom, it is for a leader."""

    id: UUID
    person: PersonId
    station: str
    to: str
    from_name: str
    to_name: str
    ours: bool
    transfer: Transfer | None = None
    case: Case | None = None
    ticket: Ticket | None = None
    ticket_text: str = ""
    contact: str = ""
    steps: tuple[ShownStep, ...] = ()
    name: str = ""
    case_number: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    temporary: bool = False
    sealed: bool = False
    shut: bool = False
    photo: Photograph | None = None
    """Of whoever this station sends; it does not travel with the file."""
    waiting: frozenset[UUID] = frozenset()
    """Steps of this desk that the centre has not told back."""

    @classmethod
    def on_paper(cls, said: Ticket, text: str, asks: Asks) -> "View":
        """Somebody of whom nothing has come but the paper in hand."""
        names = _names(asks)
        facts = {"name": said.name, "sex": said.sex, "birth": said.birth}
        return cls(
            id=said.transfer, person=PersonId(said.person), station=said.station, to=said.to,
            from_name=names.get(said.station, said.station), to_name=names.get(said.to, said.to),
            ours=False, ticket=said, ticket_text=text, name=said.name,
            case_number=said.case_number, facts={n: v for n, v in facts.items() if v},
        )  # fmt: skip

    @property
    def state(self) -> State:
        """Where it stands, by all steps known here."""
        return state_of(self.steps)

    @property
    def clashes(self) -> list[Open]:
        """What a person has to settle."""
        return clashes(self.steps)

    @property
    def compared(self) -> bool:
        """Whether the list was looked through, or there is none."""
        return compared(self.steps) or not self.items

    @property
    def only_paper(self) -> bool:
        """Whether nothing has come but the paper."""
        return self.ticket is not None

    @property
    def plans(self) -> bool:
        """Whether it is known here when they come, and with what."""
        return bool(self.transfer or self.case)

    @property
    def lines(self) -> int | None:
        """How many lines the checklist has, where it is here."""
        file = self.transfer or self.case
        return len(file.items) if file else None

    @property
    def items(self) -> tuple[Item, ...]:
        """The checklist."""
        file = self.transfer or self.case
        return file.items if file else ()

    @property
    def detail(self) -> Mapping[str, str]:
        """What is said of health, risks, escorts …"""
        file = self.transfer or self.case
        return file.detail if file else {}

    @property
    def why(self) -> str:
        """Why they are handed over."""
        file = self.transfer or self.case
        return file.why if file else ""

    @property
    def depart_at(self) -> datetime:
        """Planned."""
        file = self.transfer or self.case or self.ticket
        return file.depart_at if file else datetime(1970, 1, 1, tzinfo=UTC)

    @property
    def arrive_at(self) -> datetime:
        """Planned."""
        file = self.transfer or self.case or self.ticket
        return file.arrive_at if file else datetime(1970, 1, 1, tzinfo=UTC)

    def offers(self, kind: StepKind) -> bool:
        """Whether this end may take such a step now."""
        here = self.station if self.ours else self.to
        mine = here in writers_of(kind, self.station, self.to)
        return mine and not self.shut and may_follow(self.steps, kind)


def view_of(asks: Asks, here: str, transfer: UUID, *, by: Officer, at: datetime) -> View | None:
    """One of them; None where nothing of it is here. `here`: the code of this station."""
    made = get(asks, Transfer, transfer)
    if made is not None:
        return views(asks, [made], by=by)[0]
    return next((one for one in incoming(asks, here, by=by, at=at) if one.id == transfer), None)


def outgoing(asks: Asks, *, by: Officer) -> list[View]:
    """What this station sends, newest first."""
    return views(asks, own(asks), by=by)


def views(asks: Asks, these: Sequence[Transfer], *, by: Officer) -> list[View]:
    """Files prepared here, each with the steps of both ends."""
    ids = [one.id for one in these]
    mine, heard, names = _taken(asks, ids), told_of(asks, ids), _names(asks)
    people = {one.person for one in these}
    may = by.may(Right.SEALED)
    known = cards(asks, people, sealed=may) if people else {}
    shut = sealed_among(asks, people) if people else frozenset()
    return [
        View(
            id=one.id, person=one.person, station=one.station, to=one.to,
            from_name=names.get(one.station, one.station), to_name=one.body, ours=True,
            transfer=one if may or one.person not in shut else None,
            steps=_together(mine.get(one.id, ()), heard.get(one.id)),
            name=known[one.person].name, case_number=known[one.person].case_number,
            temporary=known[one.person].temporary, sealed=one.person in shut,
            shut=one.person in shut and not may, photo=known[one.person].photo,
            waiting=_waiting(mine.get(one.id, ()), heard.get(one.id)),
        )
        for one in these
    ]  # fmt: skip


def incoming(
    asks: Asks, here: str, *, by: Officer, at: datetime, since: datetime | None = None
) -> list[View]:
    """What comes to this station: as the centre told it, and what only a paper said."""
    heard = told(asks, here, since=since)
    steps, names = _taken(asks, [one.transfer for one in heard]), _names(asks)
    found = [_coming(one, steps.get(one.transfer, ()), names, by, at) for one in heard]
    return [*_on_paper(asks, {one.transfer for one in heard}), *found]


def _coming(
    one: TransferTold,
    mine: Sequence[ShownStep],
    names: Mapping[str, str],
    by: Officer,
    at: datetime,
) -> View:
    may = by.may(Right.SEALED) or not one.sealed
    case = one.case if may and at < one.until else None
    facts = case.facts if case else {}
    return View(
        id=one.transfer, person=one.person, station=one.station, to=one.to,
        from_name=names.get(one.station, one.station), to_name=names.get(one.to, one.to),
        ours=False, case=case, contact=one.contact, steps=_together(mine, one),
        name=facts.get("name", ""), case_number=case.case_number if case else "", facts=facts,
        temporary=bool(case and case.temporary), sealed=one.sealed, shut=not may,
        waiting=_waiting(mine, one),
    )  # fmt: skip


def _on_paper(asks: Asks, heard: set[UUID]) -> list[View]:
    """Of whom the centre has told nothing yet."""
    tickets = {one.transfer: one.ticket for one in ticketed(asks) if one.transfer not in heard}
    if not tickets:
        return []
    keys, taken = known_keys(asks), _taken(asks, tickets)
    return [
        replace(
            View.on_paper(said, text, asks),
            steps=tuple(taken.get(transfer, ())),
            waiting=frozenset(one.id for one in taken.get(transfer, ())),
        )
        for transfer, text in tickets.items()
        if taken.get(transfer) and (said := read(text, keys)) is not None
    ]


def _taken(asks: Asks, ids: Iterable[UUID]) -> dict[UUID, list[ShownStep]]:
    """The steps of this station in their order, without what the centre refused."""
    found = steps_of(asks, ids)
    every = [step for some in found.values() for step in some]
    gone = refused(asks, [step.id for step in every]) if every else {}
    names = told_apart(all_of(asks, Officer)) if every else {}
    return {
        id_: sorted((shown(s, names) for s in some if s.id not in gone), key=_order)
        for id_, some in found.items()
    }


def _together(mine: Sequence[ShownStep], heard: TransferTold | None) -> tuple[ShownStep, ...]:
    every = {one.id: one for one in (*(heard.steps if heard else ()), *mine)}
    return tuple(sorted(every.values(), key=_order))


def _order(step: ShownStep) -> tuple[datetime, UUID]:
    return step.at, step.id


def _waiting(mine: Sequence[ShownStep], heard: TransferTold | None) -> frozenset[UUID]:
    told_back = {one.id for one in heard.steps} if heard else set()
    return frozenset(one.id for one in mine) - told_back


def _names(asks: Asks) -> dict[str, str]:
    return {one.code: one.name for one in all_of(asks, Station)}


def known_keys(asks: Asks) -> dict[str, Key]:
    """The keys by which papers of the network are known."""
    return {
        key_id(one.public_key): Key(public_key=one.public_key, station=one.station)
        for one in all_of(asks, SigningKey)
    }
