"""寻人登记: whoever looks for kin is written down, with what they say of whom they look for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from app.clock import local
from app.desk.numbers import Numbers
from app.domain import inquiry_rules as rules
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.inquiry import (
    INQUIRER,
    SOUGHT,
    Inquiry,
    InquiryEntry,
    InquiryStep,
    Sought,
)
from app.domain.inquiry_photo import Back, photo_of
from app.domain.number import CASE, inquiry_number
from app.domain.person import Source
from app.domain.staff import Officer, Right, Viewing
from app.domain.station import Station
from app.store.ask import Asks, get
from app.store.inquiries import inquiry_of, told
from app.store.register import Register

Step = InquiryStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """An inquiry as it was filled in: who looks, and what they say, by field."""

    channel: str
    inquirer: Mapping[str, str]
    sought: Mapping[str, str]
    source: Source = Source.KIN
    on: date | None = None
    words: str = ""
    reference: str = ""
    """The number of the record in the file it came from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrote:
    """A check, a contact or an end as it was filled in."""

    result: str = ""
    how: tuple[str, ...] = ()
    whom: str = ""
    on: date | None = None
    words: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)


def open_(
    register: Register, asking: Asking, station: Station, *, by: Officer, at: datetime
) -> InquiryEntry:
    """A new inquiry with a number of its own, and everything that was said, in one write."""
    by.must(Right.DECIDE)
    sought = _kept(asking.sought, SOUGHT)
    rules.must_say_something(sought)
    id_ = new_id()
    first = InquiryEntry(
        id=id_, station=station.code, inquiry=id_, step=Step.OPENED, channel=asking.channel,
        value=asking.reference,
        detail=_kept(asking.inquirer, INQUIRER), on=asking.on, words=asking.words.strip(),
        officer=by.id, at=at,
    )  # fmt: skip
    rules.must_open(first)
    whole = Inquiry(entries=(first,))
    said = _said(whole, sought, asking.source, asking.on, by, at)
    numbers = Numbers(register, CASE, station.code)
    first = replace(first, number=inquiry_number(numbers.take(at)))
    register.write(*numbers.used, first, *said, by=by.id, at=at, reason="inquiry")
    return first


def describe(
    register: Register, inquiry: UUID, values: Mapping[str, str], source: Source, *, by: Officer,
    at: datetime, on: date | None = None,
) -> list[InquiryEntry]:  # fmt: skip
    """What is said of the person looked for, as it stands in the form: what changed is written, a
    field that was emptied is taken back."""
    whole = _own(register, inquiry, by)
    made = _said(whole, _kept(values, SOUGHT), source, on, by, at)
    gone = [
        _entry(whole, Step.MISTAKEN, by, at, words=EMPTIED, supersedes=one.id)
        for one in whole.sought
        if one.about in values and not values[one.about].strip()
    ]
    if made or gone:
        register.write(*made, *gone, by=by.id, at=at, reason="inquiry_said")
    return made


EMPTIED = "—"
"""In the place of a reason where there is nothing to say."""


def say_who(
    register: Register, inquiry: UUID, detail: Mapping[str, str], *, by: Officer, at: datetime
) -> InquiryEntry | None:
    """Who looks, said anew; None where nothing changed."""
    whole = _own(register, inquiry, by)
    kept = _kept(detail, INQUIRER)
    if kept == dict(whole.inquirer):
        return None
    return _write(register, _entry(whole, Step.INQUIRER, by, at, detail=kept), whole, at)


def check(
    register: Register, inquiry: UUID, said: Wrote, *, by: Officer, at: datetime
) -> InquiryEntry:
    """Whoever looks was checked; that they may do harm holds until it is taken back."""
    whole = _own(register, inquiry, by)
    detail = {"how": ",".join(said.how)} if said.how else {}
    made = _entry(
        whole, Step.CHECKED, by, at, result=said.result, detail=detail, whom=said.whom.strip(),
        on=said.on or local(at).date(), words=said.words.strip(),
    )  # fmt: skip
    return _write(register, made, whole, at)


def contact(
    register: Register, inquiry: UUID, said: Wrote, *, by: Officer, at: datetime
) -> InquiryEntry:
    """With whom one spoke, and what about."""
    whole = _own(register, inquiry, by)
    made = _entry(
        whole, Step.CONTACT, by, at, whom=said.whom.strip(), on=said.on or local(at).date(),
        words=said.words.strip(),
    )  # fmt: skip
    return _write(register, made, whole, at)


def close(
    register: Register, inquiry: UUID, said: Wrote, *, by: Officer, at: datetime
) -> InquiryEntry:
    """Nobody is looked for any more; every desk is told so."""
    whole = _own(register, inquiry, by)
    made = _entry(whole, Step.CLOSED, by, at, result=said.result, words=said.words.strip())
    return _write(register, made, whole, at)


def take_back(
    register: Register, entry: UUID, words: str, *, by: Officer, at: datetime,
    photo: Back = Back.NOT_THEM,
) -> InquiryEntry:  # fmt: skip
    """An entry was wrong: it stays on file and counts no more. The picture of a consent goes with
    it (`photo`: why)."""
    wrong = get(register, InquiryEntry, entry)
    if wrong is None:
        raise Refused("inquiry.unknown")
    whole = _own(register, wrong.inquiry, by)
    pictured = wrong.step is Step.PHOTO
    made = _entry(
        whole, Step.MISTAKEN, by, at, words=words.strip(), supersedes=wrong.id,
        result=photo if pictured else "",
    )  # fmt: skip
    rules.must_be_a_leaders(made, whole, by)
    _write(register, made, whole, at)
    if pictured:
        # What is said stands first: broken off between, the next opening takes the picture away.
        register.erase([photo_of(wrong.id)], at)
    return made


def look(register: Register, inquiry: UUID, *, by: Officer, at: datetime) -> Inquiry:
    """An inquiry is opened: that is written down like any look."""
    by.must(Right.VIEW)
    whole = inquiry_of(register, inquiry)
    if whole is None:
        raise Refused("inquiry.unknown")
    seen = Viewing(
        id=new_id(), person=None, officer=by.id, at=at, purpose="tracing",
        what=f"inquiry {whole.first.number}",
    )  # fmt: skip
    register.write(seen, by=by.id, at=at, reason="view")
    return whole


def as_told(asks: Asks, inquiry: UUID) -> Sought | None:
    """What is known here of an inquiry of another station."""
    return told(asks, [inquiry]).get(inquiry)


def _own(register: Register, inquiry: UUID, by: Officer) -> Inquiry:
    by.must(Right.DECIDE)
    whole = inquiry_of(register, inquiry)
    if whole is None:
        raise Refused("inquiry.unknown")
    return whole


def _write(register: Register, made: InquiryEntry, whole: Inquiry, at: datetime) -> InquiryEntry:
    rules.must_follow(made, whole, local(at).date())
    register.write(made, by=made.officer, at=at, reason=f"inquiry_{made.step}")
    return made


def _said(
    whole: Inquiry, values: Mapping[str, str], source: Source, on: date | None, by: Officer,
    at: datetime,
) -> list[InquiryEntry]:  # fmt: skip
    """What differs from what stands, in the place of it."""
    stands = {one.about: one for one in whole.sought}
    made = []
    for about, value in values.items():
        before = stands.get(about)
        if before is not None and before.value == value:
            continue
        one = _entry(
            whole, Step.SOUGHT, by, at, about=about, value=value, source=source, on=on,
            supersedes=before.id if before else None,
        )  # fmt: skip
        rules.must_be_said(one, whole, local(at).date())
        made.append(one)
    return made


def _entry(
    whole: Inquiry, step: InquiryStep, by: Officer, at: datetime, **said: object
) -> InquiryEntry:
    first = whole.first
    return InquiryEntry(
        id=new_id(), station=first.station, inquiry=whole.id, step=step, officer=by.id, at=at,
        **said,  # type: ignore[arg-type]
    )  # fmt: skip


def _kept(values: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    """Known fields that say something."""
    strange = set(values) - set(names)
    if strange:
        raise Refused("inquiry.unknown_field", field=", ".join(sorted(strange)))
    return {name: text for name in names if (text := values.get(name, "").strip())}
