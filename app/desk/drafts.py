"""Drafts: what was typed and not yet finished, kept encrypted in the register itself."""

import contextlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.errors import Refused, Unavailable
from app.domain.ids import form_about, new_id
from app.domain.staff import Officer, Right, Viewing, told_apart
from app.store.ask import all_of
from app.store.register import Register

INTAKE = "intake"
VOUCHER, VOUCHER_EVENT = "voucher", "voucher_event"
LEAVING = "leaving"
CUSTODY = "custody"
LISTING, LISTING_STEP, LISTING_VERDICT = "listing", "listing_step", "listing_verdict"
LISTING_ASKED = "listing_asked"
ADVERSE = "adverse"
MATTER, SERVICE = "matter", "service"
CHECKS = "checks"
REQUEST, REQUEST_ANSWER = "request", "request_answer"
STREET = "street"
LETTER = "letter"
FOLLOWUP = "followup"
BED, ROOM, HANDOVER = "bed", "room", "handover"
TRANSFER = "transfer"
KIN, INQUIRY, PUBLISH = "kin", "inquiry", "publish"
REKEY, HANDING, ARCHIVE = "rekey", "handing", "archive"
STATEMENT = "statement"
TRACE = "trace"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An unfinished form. `content` is what the page can read back."""

    id: UUID
    officer: UUID
    saved_at: datetime
    content: bytes
    form: str = INTAKE


def id_for(record: UUID, form: str, officer: UUID) -> UUID:
    """An officer's one draft of a form about a visit, a person, a proposal …"""
    return form_about(record, form, officer)


def keep(register: Register, draft: Draft) -> None:
    """Save over the last state of the same form."""
    register.keep_draft(draft.id, draft.officer, draft.saved_at, draft.content, draft.form)


def drop(register: Register, id_: UUID) -> None:
    """The form was finished or thrown away."""
    # What it became is saved already; a full disk must not make that look undone. A draft that
    # stays is offered once more, and finishing it again is refused.
    with contextlib.suppress(Unavailable):
        register.drop_draft(id_)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """That there is an unfinished form; what stands in it only where it is one's own."""

    id: UUID
    officer: UUID
    who: str
    saved_at: datetime
    content: bytes | None


def waiting(register: Register, *, by: Officer) -> list[Waiting]:
    """Unfinished arrivals, one's own first, then newest first."""
    by.must(Right.REGISTER)
    found = register.drafts(INTAKE)
    names = told_apart(all_of(register, Officer)) if found else {}
    everybody = [
        Waiting(
            id=i, officer=o, who=names.get(o, ""), saved_at=s, content=c if o == by.id else None
        )
        for i, o, s, c in found
    ]
    return sorted(everybody, key=lambda w: w.officer != by.id)


def own(register: Register, form: str, *, by: Officer) -> dict[UUID, bytes]:
    """One's own unfinished forms of a kind: draft id -> content."""
    return {i: c for i, o, _, c in register.drafts(form) if o == by.id}


def take_up(register: Register, id_: UUID, *, by: Officer, at: datetime) -> Draft:
    """What stands in an unfinished form; a colleague's is looked at with a line in the log."""
    by.must(Right.REGISTER)
    for found, officer, saved_at, content in register.drafts(INTAKE):
        if found == id_:
            if officer != by.id:
                seen = Viewing(
                    id=new_id(), person=None, officer=by.id, at=at, purpose="draft", what=str(id_)
                )
                register.write(seen, by=by.id, at=at, reason="draft_taken_over")
            return Draft(id=found, officer=officer, saved_at=saved_at, content=content)
    raise Refused("draft.gone")
