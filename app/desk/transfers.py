"""转接 at the desk: to prepare the file, to take a step, and what the lists show of either end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.desk import door, leaving, reopening
from app.desk.transfer_views import View, known_keys, view_of, views
from app.domain.errors import Refused
from app.domain.ids import OfficerId, VisitId, new_id
from app.domain.staff import Officer, Right, Viewing
from app.domain.station import Station
from app.domain.transfer import (
    Checked,
    Item,
    StepKind,
    Transfer,
    TransferStep,
    doubts,
    must_prepare,
    must_write,
    parting_of,
    writers_of,
)
from app.domain.transfer_facts import facts_of
from app.domain.transfer_state import State, must_follow
from app.domain.visit import ArrivalWay, LeavingKind, Visit
from app.store.ask import Asks, all_of, get
from app.store.papers import has_left, standing_leaving
from app.store.people import claims_of
from app.store.protected import sealed_among
from app.store.register import Register
from app.store.transferring import own
from app.wire.ticket import Ticket, read, sign

_RUNNING = frozenset({State.PREPARED, State.SENT, State.ACCEPTED, State.ON_WAY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the sending station fills in."""

    to: str = ""
    body: str = ""
    kind: LeavingKind = LeavingKind.TRANSFERRED
    why: str = ""
    destination: str = ""
    depart_at: datetime
    arrive_at: datetime
    detail: Mapping[str, str] = field(default_factory=dict)
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an officer says with a step; what does not belong to its kind stays empty. Of setting
    out: `second` officer, and `more` that only the door knows (kept_why)."""

    kind: StepKind
    words: str = ""
    phoned: Mapping[str, str] = field(default_factory=dict)
    checks: tuple[Checked, ...] = ()
    visit: UUID | None = None
    happened_at: datetime | None = None
    second: OfficerId | None = None
    more: Mapping[str, str] = field(default_factory=dict)


def where_to(asks: Asks, own_code: str) -> list[Station]:
    """The other stations of the network, by their names."""
    return sorted((s for s in all_of(asks, Station) if s.code != own_code), key=lambda s: s.name)


def prepare(
    register: Register, visit_id: VisitId, wanted: Wanted, *, by: Officer, at: datetime
) -> Transfer:
    """The file is ready; nobody has been asked yet. Refused "transfer.…", "leaving.missing"."""
    visit = get(register, Visit, visit_id)
    if visit is None:
        raise Refused("transfer.no_visit")
    must_write(by, sealed=bool(sealed_among(register, [visit.person])))
    if has_left(register, visit_id):
        raise Refused("leaving.left_already", case=visit.case_number)
    station = door.the_station(register).code
    names = {one.code: one.name for one in where_to(register, station)}
    made = Transfer(
        id=new_id(), person=visit.person, visit=visit_id, station=station, to=wanted.to,
        body=wanted.body.strip() or names.get(wanted.to, ""), kind=wanted.kind,
        why=wanted.why.strip(), destination=wanted.destination.strip(),
        depart_at=wanted.depart_at, arrive_at=wanted.arrive_at,
        detail={n: w.strip() for n, w in wanted.detail.items() if w.strip()},
        items=tuple(Item(kind=one.kind, words=one.words.strip()) for one in wanted.items),
        at=at, officer=by.id,
    )  # fmt: skip
    must_prepare(made, leaving.leaver_of(register, visit, at), frozenset(names))
    before = views(register, own(register, visit=visit_id), by=by)
    if any(one.state in _RUNNING for one in before):
        raise Refused("transfer.open_already")
    register.write(made, by=by.id, at=at, reason="transfer")
    return made


def take_step(
    register: Register, transfer: UUID, said: Said, *, by: Officer, at: datetime, ticket: str = ""
) -> TransferStep:
    """The next step, whatever the line does. `ticket`: the code on the paper, where the file has
    not come. Refused "transfer.…", "leaving.…"."""
    station = door.the_station(register).code
    if ticket:
        one = by_ticket(register, station, ticket, by=by, at=at)
    else:
        one = _known(register, station, transfer, by, at)
    # Who stands at the door is taken in; the word of a leader is for the file.
    must_write(by, sealed=one.sealed and said.kind is not StepKind.ARRIVED)
    if station not in writers_of(said.kind, one.station, one.to):
        raise Refused("transfer.not_yours")
    phoned = {name: words.strip() for name, words in said.phoned.items() if words.strip()}
    step = TransferStep(
        id=new_id(), transfer=one.id, person=one.person, station=station,
        to=one.to if station == one.station else one.station, kind=said.kind,
        words=said.words.strip(), phoned=phoned,
        checks=said.checks, visit=said.visit, ticket=one.ticket_text,
        leader=one.sealed and by.may(Right.SEALED),
        knew=tuple(known.id for known in one.steps), happened_at=said.happened_at or at, at=at,
        officer=by.id,
    )  # fmt: skip
    must_follow(one.steps, step, step.words, step.phoned, one.lines)
    if said.kind is StepKind.SET_OUT:
        return _set_out(register, one, step, said, by, at)
    back: tuple[object, ...] = ()
    if said.kind is StepKind.REVOKED and one.state is State.ON_WAY:
        back = _turned_back(register, one, step, by, at)
    register.write(step, *back, by=by.id, at=at, reason="transfer_step")
    return step


def _set_out(
    register: Register, one: View, step: TransferStep, said: Said, by: Officer, at: datetime
) -> TransferStep:
    """The leaving is written with it, as one; where it was written before, only the step."""
    made = one.transfer
    if made is None:
        raise Refused("transfer.unknown")
    follows: tuple[object, ...] = ()
    if not has_left(register, made.visit):
        left = said.happened_at or at
        parting = parting_of(made, said.more, note=said.words, second=said.second, left_at=left)
        gone, more = leaving.parted(register, made.visit, parting, by=by, at=at)
        follows = (gone, *more)
    register.write(step, *follows, by=by.id, at=at, reason="transfer_step")
    return step


def _turned_back(
    register: Register, one: View, step: TransferStep, by: Officer, at: datetime
) -> tuple[object, ...]:
    """Who comes back is in the station again."""
    gone = standing_leaving(register, one.transfer.visit) if one.transfer else None
    if gone is None:
        return ()
    back, follows = reopening.taken_back(register, gone.id, step.words, by=by, at=at)
    return (back, *follows)


def _known(asks: Asks, here: str, transfer: UUID, by: Officer, at: datetime) -> View:
    found = view_of(asks, here, transfer, by=by, at=at)
    if found is None:
        raise Refused("transfer.unknown")
    return found


def doubts_of(asks: Asks, made: Transfer, at: datetime) -> tuple[str, ...]:
    """What is warned of and in nobody's way (app/words, transfer_doubt)."""
    visit = get(asks, Visit, made.visit)
    return doubts(made, leaving.leaver_of(asks, visit, at)) if visit else ()


def look(register: Register, transfer: UUID, *, by: Officer, at: datetime) -> View:
    """One transfer with its file; that it is looked at is written down first."""
    by.must(Right.VIEW)
    one = _known(register, door.the_station(register).code, transfer, by, at)
    if one.sealed and not by.may(Right.SEALED):
        raise Refused("transfer.needs_leader")
    seen = Viewing(
        id=new_id(), person=one.person, officer=by.id, at=at, purpose="transfer", what="transfer"
    )
    register.write(seen, by=by.id, at=at, reason="view")
    return one


def by_ticket(asks: Asks, here: str, text: str, *, by: Officer, at: datetime) -> View:
    """Whom the code on a paper hands over to this station, also where the file has not come.
    Refused "transfer.bad_ticket", "transfer.other_station"."""
    said = read(text, known_keys(asks))
    if said is None:
        raise Refused("transfer.bad_ticket")
    if said.to != here:
        raise Refused("transfer.other_station", station=said.to)
    known = view_of(asks, here, said.transfer, by=by, at=at)
    return known or View.on_paper(said, text, asks)


def ticket_of(asks: Asks, made: Transfer) -> Ticket:
    """What the code on the paper of a transfer says."""
    facts = facts_of(claims_of(asks, made.person))
    visit = get(asks, Visit, made.visit)
    return Ticket(
        transfer=made.id, person=made.person, station=made.station, to=made.to,
        name=facts.get("name", ""), sex=facts.get("sex", "0"), birth=facts.get("birth", ""),
        case_number=visit.case_number if visit else "", items=len(made.items),
        depart_at=made.depart_at, arrive_at=made.arrive_at,
    )  # fmt: skip


def code_of(asks: Asks, made: Transfer, key: Ed25519PrivateKey) -> str:
    """The text of that code, signed by this station."""
    return sign(ticket_of(asks, made), key)


def form_fields(one: View, words: Mapping[str, str]) -> dict[str, str]:
    """What the form of arrival begins with at the receiving end: no double entry. `words`: what the
    parts of the story are called, by `why` and the names of `detail`."""
    said = {**one.detail, "why": one.why}
    story = "；".join(f"{told}：{said[name]}" for name, told in words.items() if said.get(name))
    facts = {n: v for n, v in one.facts.items() if n != "name" or not one.temporary}
    found = {**facts, "way": ArrivalWay.STATION, "brought_by": one.from_name, "story": story}
    return {name: str(text) for name, text in found.items() if text}
