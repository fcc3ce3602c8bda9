"""函件: writing a letter, approving, sending it, noting what came back, taking back what was wrong.

What goes or comes back closes the matters of 今日事项 that it is the evidence of, in one write.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from app.clock import local
from app.desk import matters
from app.desk.matters import Written
from app.desk.numbers import Numbers
from app.desk.views import look_into
from app.domain.errors import Refused
from app.domain.followup import AFTER_ANSWER
from app.domain.ids import OfficerId, new_id
from app.domain.letter_closes import closed_by_answer, closed_by_sending
from app.domain.letter_fields import AT_THE_HEAD, offered
from app.domain.letter_rules import (
    must_answer,
    must_approve,
    must_be_draft,
    must_not_be_sealed,
    must_send,
    must_stand,
    must_take_back,
    must_write,
)
from app.domain.letter_subject import subject_of
from app.domain.matter import Matter, MatterStep
from app.domain.number import CASE, letter_number
from app.domain.outside_letter import LetterKind, LetterStep, OutsideLetter, Whole
from app.domain.staff import Officer, Right
from app.domain.station import Station
from app.domain.visit import Visit
from app.store.ask import Asks, get
from app.store.letters import letter_of
from app.store.people import file_of
from app.store.protected import is_shut, sealed_among
from app.store.register import Register
from app.words.letters import kind_in_words, result_in_words

FORMS: Mapping[LetterKind, tuple[str, ...]] = {
    LetterKind.POLICE_HANDOVER: ("police_handover",),
    LetterKind.REPORT: ("police_report",),
    LetterKind.DNA_REQUEST: ("dna_request",),
    LetterKind.PUBLIC_NOTICE: ("public_notice", "tracing_record"),
    LetterKind.MINOR_LEAVING: ("minor_leaving", "guardian_pledge"),
    LetterKind.SETTLEMENT: ("settlement", "settlement_list"),
    LetterKind.FOLLOW_UP: ("follow_up",),
}
"""Papers 17 to 20 and 22 to 24; the first one goes out, the second lies beside it."""
EVERY_FORM = tuple(form for forms in FORMS.values() for form in forms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What stands in a letter as it was filled in, by field; `corrects`: the letter that is written
    anew."""

    kind: LetterKind
    fields: Mapping[str, str] = field(default_factory=dict)
    second: OfficerId | None = None
    corrects: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack:
    """An answer as it was filled in; `on`: None is today."""

    result: str
    whom: str
    on: date | None = None
    number: str = ""
    words: str = ""


def write(
    register: Register, visit: UUID, said: Said, station: Station, *, by: Officer, at: datetime
) -> OutsideLetter:
    """A new letter with a number of its own, or one that has not gone yet written anew."""
    seen = _visit(register, visit, by)
    sealed = bool(sealed_among(register, [seen.person]))
    today = local(at).date()
    subject = subject_of(file_of(register, seen.person).claims, seen, today, sealed=sealed)
    before = _draft(register, said, seen) if said.corrects else None
    if said.second and get(register, Officer, said.second) is None:
        raise Refused("outside.missing", field="second")
    id_ = new_id()
    names = offered(said.kind, subject)
    kept = {name: text.strip() for name, text in said.fields.items() if name in names}
    made = OutsideLetter(
        id=id_,
        person=seen.person,
        visit=seen.id,
        letter=before.id if before else id_,
        kind=said.kind,
        step=LetterStep.WRITTEN,
        to=kept.get("to", ""),
        contact=kept.get("contact", ""),
        detail={name: text for name, text in kept.items() if text and name not in AT_THE_HEAD},
        second=said.second,
        supersedes=before.text.id if before else None,
        officer=by.id,
        at=at,
    )
    must_write(made, subject, today)
    if before:
        register.write(made, by=by.id, at=at, reason="letter_rewritten")
        return made
    numbers = Numbers(register, CASE, station.code)
    made = replace(made, number=letter_number(numbers.take(at)))
    register.write(*numbers.used, made, by=by.id, at=at, reason="letter")
    return made


def approve(register: Register, letter: UUID, *, by: Officer, at: datetime) -> OutsideLetter:
    """A leader who wrote none of it agrees to what stands there now."""
    whole, _ = _known(register, letter, by)
    must_not_be_sealed(whole.kind, sealed=bool(sealed_among(register, [whole.first.person])))
    must_approve(whole, by)
    made = _entry(whole, LetterStep.APPROVED, by, at, entry=whole.text.id)
    register.write(made, by=by.id, at=at, reason="letter_approved")
    return made


def send(
    register: Register, letter: UUID, how: str, *, by: Officer, at: datetime,
    on: date | None = None, words: str = "",
) -> OutsideLetter:  # fmt: skip
    """It went out, was published, or the visit was made: that closes what it is the evidence of."""
    whole, seen = _known(register, letter, by)
    must_not_be_sealed(whole.kind, sealed=bool(sealed_among(register, [seen.person])))
    made = _entry(
        whole, LetterStep.SENT, by, at, entry=whole.text.id, on=on or local(at).date(), how=how,
        words=words.strip(),
    )  # fmt: skip
    must_send(made, whole, local(at).date())
    closed = closed_by_sending(whole.text)
    whom = whole.text.to or whole.text.detail.get("channels", "")
    follows = _closes(register, seen, whole, closed, made.on, whom, by, at)
    register.write(made, *follows, by=by.id, at=at, reason="letter_sent")
    return made


def answer(
    register: Register, letter: UUID, said: CameBack, *, by: Officer, at: datetime
) -> OutsideLetter:
    """What came back. A later answer counts, the earlier one stays on file."""
    whole, seen = _known(register, letter, by)
    made = _entry(
        whole, LetterStep.ANSWERED, by, at, on=said.on or local(at).date(), whom=said.whom.strip(),
        result=said.result, number=said.number.strip(), words=said.words.strip(),
    )  # fmt: skip
    must_answer(made, whole, local(at).date())
    closed = closed_by_answer(whole.text, made.result)
    follows = _closes(register, seen, whole, closed, made.on, made.whom, by, at, made.result)
    follows += _opens(register, seen, whole, made, by, at)
    register.write(made, *follows, by=by.id, at=at, reason="letter_answered")
    return made


def take_back(
    register: Register, entry: UUID, words: str, *, by: Officer, at: datetime
) -> OutsideLetter:
    """An entry was wrong: it stays on file and counts no more; what it had closed is open again."""
    wrong = get(register, OutsideLetter, entry)
    if wrong is None:
        raise Refused("outside.unknown")
    whole, _ = _known(register, wrong.letter, by)
    why = words.strip()
    made = _entry(whole, LetterStep.MISTAKEN, by, at, words=why, supersedes=wrong.id)
    must_take_back(made, whole)
    follows: tuple[MatterStep, ...] = ()
    if wrong.step in (LetterStep.SENT, LetterStep.ANSWERED):
        follows = matters.not_by_letter(
            register, whole.first.visit, whole.first.number, wrong.at, why, by=by, at=at
        )
    register.write(made, *follows, by=by.id, at=at, reason="letter_corrected")
    return made


def look(register: Register, visit: UUID, *, by: Officer, at: datetime) -> Visit:
    """The letters of a visit are opened: that is written down like any look."""
    return look_into(register, visit, "letters", "tracing", by=by, at=at)


def known(asks: Asks, letter: UUID, by: Officer) -> Whole:
    """A letter that this officer may see. Refused "outside.unknown"."""
    whole = letter_of(asks, letter)
    if whole is None or is_shut(asks, whole.first.person, sealed=by.may(Right.SEALED)):
        raise Refused("outside.unknown")
    return whole


def _known(register: Register, letter: UUID, by: Officer) -> tuple[Whole, Visit]:
    whole = must_stand(known(register, letter, by))
    return whole, _visit(register, whole.first.visit, by)


def _visit(register: Register, visit: UUID, by: Officer) -> Visit:
    """Who receives people, who traces, and a leader who approves."""
    if not by.may(Right.DECIDE):
        by.must(Right.REGISTER)
    found = get(register, Visit, visit)
    if found is None or is_shut(register, found.person, sealed=by.may(Right.SEALED)):
        raise Refused("outside.no_visit")
    return found


def _draft(register: Register, said: Said, seen: Visit) -> Whole:
    """The letter that is written anew: of this visit and kind, and not gone yet."""
    whole = must_stand(letter_of(register, said.corrects) if said.corrects else None)
    if (whole.first.visit, whole.kind) != (seen.id, said.kind):
        raise Refused("outside.unknown")
    must_be_draft(whole)
    return whole


def _entry(
    whole: Whole, step: LetterStep, by: Officer, at: datetime, **said: object
) -> OutsideLetter:
    first = whole.first
    return OutsideLetter(
        id=new_id(), person=first.person, visit=first.visit, letter=whole.id, kind=whole.kind,
        step=step, officer=by.id, at=at, **said,  # type: ignore[arg-type]
    )  # fmt: skip


def _opens(
    register: Register, seen: Visit, whole: Whole, came: OutsideLetter, by: Officer, at: datetime
) -> tuple[MatterStep, ...]:
    """What the outcome of a follow-up asks to be done next, its number being the letter's."""
    if whole.kind is not LetterKind.FOLLOW_UP or came.result not in AFTER_ANSWER or not came.on:
        return ()
    matter, time = AFTER_ANSWER[came.result]
    told = result_in_words(whole.kind, came.result, "zh")
    said = Written(
        until=max(came.on, local(at).date()) + time, number=whole.first.number, whom=came.whom,
        words="：".join(filter(None, (told, came.words))),
    )  # fmt: skip
    return matters.opened_by_letter(register, seen, matter, said, by=by, at=at)


def _closes(
    register: Register,
    seen: Visit,
    whole: Whole,
    closed: tuple[Matter, ...],
    on: date | None,
    whom: str,
    by: Officer,
    at: datetime,
    result: str = "",
) -> tuple[MatterStep, ...]:
    told = kind_in_words(whole.kind, "zh")
    came = result_in_words(whole.kind, result, "zh") if result else ""
    said = Written(
        on=on, number=whole.first.number, whom=whom, words="：".join(filter(None, (told, came)))
    )
    return tuple(
        step
        for matter in closed
        for step in matters.by_letter(register, seen, matter, said, by=by, at=at)
    )
