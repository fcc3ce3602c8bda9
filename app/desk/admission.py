"""An arrival (入站): what the officer filled in becomes a visit, claims, consents and decisions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from app.clock import local
from app.desk import hits
from app.desk.numbers import Numbers
from app.domain.belongings import Belonging
from app.domain.birth import BirthRead, age_on, ends_of
from app.domain.document import NO_DOCUMENT, NONE, NumberRead
from app.domain.errors import Refused
from app.domain.evidence import (
    Decision,
    DecisionKind,
    Evidence,
    EvidenceKind,
    Link,
    Sameness,
)
from app.domain.face import EMERGENCY_LASTS, Basis, Photograph, Scope, Template
from app.domain.ids import (
    BelongingId,
    ClaimId,
    ConsentId,
    DecisionId,
    EvidenceId,
    LinkId,
    PersonId,
    PhotoId,
    TemplateId,
    VisitId,
    new_id,
)
from app.domain.listing_hit import Decided
from app.domain.number import CASE
from app.domain.person import SEXES, Claim, ClaimKind, Person, Source
from app.domain.staff import Officer, Right
from app.domain.station import Station
from app.domain.street import BroughtIn
from app.domain.visit import About, Answer, ArrivalWay, Consent, Visit
from app.store.ask import get
from app.store.blobs import Blobs
from app.store.register import Register

GUARDIAN_BELOW = 14
"""PIPL 31: below 14 the guardian (or, for an unaccompanied child, the bureau) consents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One field of the form that was filled in."""

    kind: ClaimKind
    value: str
    source: Source = Source.SAID
    verified: bool = False
    detail: dict[str, str] = field(default_factory=dict)


def said_document(read: NumberRead, kind: str = "", why: str = "") -> Said:
    """A document number as it is kept: tidied, with its kind and what is odd about it.

    The kind an officer chose goes before the one that the number looks like; `why` says of
    somebody without a document what became of it.
    """
    if kind == NONE:
        detail = {"type": NONE} | ({"why": why} if why else {})
        return Said(kind=ClaimKind.DOCUMENT, value=NO_DOCUMENT, detail=detail)
    detail = {"type": kind or read.kind}
    if read.warnings:
        detail["odd"] = ",".join(read.warnings)
    return Said(kind=ClaimKind.DOCUMENT, value=read.number, detail=detail)


def said_birth(read: BirthRead) -> list[Said]:
    """A birth, an estimated age, or nothing."""
    if read.birth:
        return [Said(kind=ClaimKind.BIRTH, value=read.birth)]
    if read.age is not None:
        estimate = {"estimated": "yes"}
        return [Said(kind=ClaimKind.AGE, value=read.estimate, detail=estimate)]
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One answer about the notice, personal data or the face; about the face also how far."""

    about: About
    answer: Answer
    how: str = ""
    scope: Scope | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A photograph, and the face vector made of it (None: refused by quality or not allowed)."""

    id: PhotoId
    jpeg: bytes
    width: int
    height: int
    quality: float
    reasons: tuple[str, ...]
    taken_at: datetime
    vector: bytes | None = None
    dim: int = 0
    engine: str = ""
    model_sha256: str = ""
    metric: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The officer's answer about one candidate, and what it rested on."""

    other: PersonId
    answer: Sameness
    reason: str = ""
    kinds: tuple[EvidenceKind, ...] = ()
    detail: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of the simple belongings list."""

    item: str
    features: str = ""
    quantity: int = 1
    kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Everything of one arrival; every part may stay empty."""

    visit: VisitId = field(default_factory=lambda: VisitId(new_id()))
    person: PersonId = field(default_factory=lambda: PersonId(new_id()))
    arrived_at: datetime
    way: ArrivalWay = ArrivalWay.UNKNOWN
    brought_by: str = ""
    reason: str = ""
    found_at: str = ""
    story: str = ""
    checks: dict[str, str] = field(default_factory=dict)
    conditions: dict[str, str] = field(default_factory=dict)
    detail: dict[str, str] = field(default_factory=dict)
    """The rest of form 1, see `app.domain.visit.DETAILS`."""
    said: tuple[Said, ...] = ()
    asked: tuple[Asked, ...] = ()
    photos: tuple[Taken, ...] = ()
    items: tuple[Item, ...] = ()
    judged: tuple[Judged, ...] = ()
    basis: Basis | None = None
    scope: Scope | None = None
    """How far a face may travel, where the officer was told so; nothing said is the station."""
    listed: tuple[Decided, ...] = ()
    """Listings that were shown of whoever this is, and what was decided about each."""
    encounter: UUID | None = None
    """Where they were met in the street, if they came along from there: its `met`."""

    def value(self, kind: ClaimKind) -> str:
        """What the form says of a kind, or an empty string."""
        return next((s.value for s in self.said if s.kind == kind), "")

    def answer(self, about: About) -> Answer | None:
        """What was answered; None where nothing was asked."""
        return next((a.answer for a in self.asked if a.about == about), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """What was saved. `remarks` are word keys the officer should read; none stopped the saving."""

    visit: Visit
    photos: tuple[Photograph, ...]
    templates: tuple[Template, ...]
    links: tuple[Link, ...]
    remarks: tuple[str, ...]


def face_basis(arrival: Arrival, today: date) -> tuple[Basis | None, str]:
    """On what a template may stand, or None and the word key that says why not."""
    if arrival.basis is not None and arrival.basis is not Basis.CONSENT:
        return arrival.basis, ""
    answer = arrival.answer(About.FACE)
    if answer is not Answer.GRANTED:
        return None, "face.refused" if answer is Answer.REFUSED else "face.not_asked"
    years = _years(arrival, today)
    if years is not None and years < GUARDIAN_BELOW:
        return None, "face.child_needs_guardian"
    return Basis.CONSENT, ""


def face_scope(arrival: Arrival) -> Scope:
    """How far a template may travel: what was said about it, and else not beyond the station."""
    said = next((a.scope for a in arrival.asked if a.about is About.FACE), None)
    return said or arrival.scope or Scope.STATION


def _years(arrival: Arrival, today: date) -> int | None:
    """By the lower end of an estimate: whoever may be a child is asked for as one."""
    if ends := ends_of(arrival.value(ClaimKind.AGE)):
        return ends[0]
    return age_on(arrival.value(ClaimKind.BIRTH), today)


def admit(
    register: Register, arrival: Arrival, station: Station, *, by: Officer, at: datetime
) -> Admitted:
    """Save one arrival whole: visit, claims, consents, photographs, templates, decisions."""
    by.must(Right.REGISTER)
    if get(register, Visit, arrival.visit):
        raise Refused("admission.saved_already")
    numbers = Numbers(register, CASE, station.code)
    admitted, records = admission(register.blobs, arrival, station, numbers, by=by, at=at)
    register.write(*records, by=by.id, at=at, reason="admission")
    return admitted


def admission(
    blobs: Blobs, arrival: Arrival, station: Station, numbers: Numbers, *, by: Officer, at: datetime
) -> tuple[Admitted, list[object]]:
    """What an arrival consists of, not yet written: imports write many in one transaction."""
    visit = visit_of(arrival, station, numbers.take(at), by, at)
    person = Person(id=arrival.person, station=station.code, created_at=at)
    admitted, records = belonging_to(visit, blobs, arrival, station, by=by, at=at)
    return admitted, [person, visit, *records, *numbers.used]


def belonging_to(
    visit: Visit, blobs: Blobs, arrival: Arrival, station: Station, *, by: Officer, at: datetime
) -> tuple[Admitted, list[object]]:
    """Everything of an arrival but the visit itself."""
    consents = [_consent(arrival, asked, by, at) for asked in arrival.asked]
    photos = [_photo(blobs, arrival, taken, by) for taken in arrival.photos]
    basis, remark = face_basis(arrival, local(at).date())
    templates = _templates(arrival, basis, consents, at) if basis else []
    judged = [_judgement(arrival, j, by, at) for j in arrival.judged]
    records = [
        *_claims(arrival, station, visit.case_number, by, at),
        *consents,
        *photos,
        *templates,
        *(_belonging(arrival, item, by, at) for item in arrival.items),
        *(record for found, decision, link in judged for record in (*found, decision, link)),
        *(
            record
            for one in arrival.listed
            for record in hits.records(one, arrival.person, arrival.visit, by=by, at=at)
        ),
        *_from_the_street(arrival, by, at),
    ]
    admitted = Admitted(
        visit=visit,
        photos=tuple(photos),
        templates=tuple(templates),
        links=tuple(link for _, _, link in judged),
        remarks=(remark,) if remark and arrival.photos else (),
    )
    return admitted, records


def _from_the_street(arrival: Arrival, by: Officer, at: datetime) -> Iterator[BroughtIn]:
    if arrival.encounter is not None:
        yield BroughtIn(
            id=new_id(), person=arrival.person, visit=arrival.visit, encounter=arrival.encounter,
            officer=by.id, at=at,
        )  # fmt: skip


def visit_of(arrival: Arrival, station: Station, number: str, by: Officer, at: datetime) -> Visit:
    """The visit that an arrival opens."""
    return Visit(
        id=arrival.visit,
        person=arrival.person,
        station=station.id,
        case_number=number,
        arrived_at=arrival.arrived_at,
        way=arrival.way,
        brought_by=arrival.brought_by.strip(),
        reason=arrival.reason.strip(),
        found_at=arrival.found_at.strip(),
        story=arrival.story.strip(),
        checks=arrival.checks,
        conditions=arrival.conditions,
        detail=arrival.detail,
        officer=by.id,
        registered_at=at,
    )


def _claims(
    arrival: Arrival, station: Station, case: str, by: Officer, at: datetime
) -> list[Claim]:
    said = [s for s in arrival.said if s.value.strip()]
    named = any(s.kind is ClaimKind.NAME for s in said)
    # Who is known from before has that name: a made-up one beside it would be untrue.
    known = any(judged.answer is Sameness.SAME for judged in arrival.judged)
    if not named and not known:
        said.append(_nameless(arrival, station, case, at))
    return [
        Claim(
            id=ClaimId(new_id()),
            person=arrival.person,
            visit=arrival.visit,
            kind=s.kind,
            value=s.value.strip(),
            detail=s.detail,
            source=s.source,
            verified=s.verified,
            at=at,
            officer=by.id,
        )
        for s in said
    ]


def _nameless(arrival: Arrival, station: Station, case: str, at: datetime) -> Said:
    """无名氏(男)-station-YYMMDD-n, never reused: n is the count inside the case number."""
    sex = {"male": "男", "female": "女"}.get(SEXES.get(arrival.value(ClaimKind.SEX), ""), "不详")
    count = case.rsplit("-", 2)[1].lstrip("0")
    name = f"无名氏({sex})-{station.code}-{local(at):%y%m%d}-{count}"
    return Said(kind=ClaimKind.NAME, value=name, source=Source.STATION, detail={"temporary": "yes"})


def _consent(arrival: Arrival, asked: Asked, by: Officer, at: datetime) -> Consent:
    return Consent(
        id=ConsentId(new_id()),
        person=arrival.person,
        visit=arrival.visit,
        about=asked.about,
        answer=asked.answer,
        how=asked.how.strip(),
        scope=asked.scope,
        at=at,
        officer=by.id,
    )


def _photo(blobs: Blobs, arrival: Arrival, taken: Taken, by: Officer) -> Photograph:
    return Photograph(
        id=taken.id,
        person=arrival.person,
        visit=arrival.visit,
        sha256=blobs.put(taken.jpeg),
        width=taken.width,
        height=taken.height,
        quality=taken.quality,
        reasons=taken.reasons,
        taken_at=taken.taken_at,
        officer=by.id,
    )


def _templates(
    arrival: Arrival, basis: Basis, consents: list[Consent], at: datetime
) -> list[Template]:
    asked = next((c.id for c in consents if c.about is About.FACE), None)
    return [
        Template(
            id=TemplateId(new_id()),
            person=arrival.person,
            photo=taken.id,
            engine=taken.engine,
            model_sha256=taken.model_sha256,
            dim=taken.dim,
            metric=taken.metric,
            vector=taken.vector,
            quality=taken.quality,
            basis=basis,
            scope=face_scope(arrival),
            consent=asked,
            lapses_at=at + EMERGENCY_LASTS if basis is Basis.EMERGENCY else None,
            made_at=at,
        )
        for taken in arrival.photos
        if taken.vector
    ]


def _belonging(arrival: Arrival, item: Item, by: Officer, at: datetime) -> Belonging:
    return Belonging(
        id=BelongingId(new_id()),
        visit=arrival.visit,
        item=item.item.strip(),
        features=item.features.strip(),
        quantity=item.quantity,
        kept=item.kept,
        at=at,
        officer=by.id,
    )


def _judgement(
    arrival: Arrival, judged: Judged, by: Officer, at: datetime
) -> tuple[list[Evidence], Decision, Link]:
    found = [
        Evidence(
            id=EvidenceId(new_id()),
            person=arrival.person,
            visit=arrival.visit,
            kind=kind,
            detail={**judged.detail, "other": str(judged.other)},
            at=at,
            officer=by.id,
        )
        for kind in judged.kinds or (EvidenceKind.OFFICER_SAW,)
    ]
    decision = Decision(
        id=DecisionId(new_id()),
        kind=DecisionKind.SAME_PERSON,
        subjects=(arrival.person, judged.other),
        answer=judged.answer,
        reason=judged.reason.strip(),
        evidence=tuple(e.id for e in found),
        at=at,
        officer=by.id,
    )
    link = Link(
        id=LinkId(new_id()),
        one=arrival.person,
        other=judged.other,
        answer=judged.answer,
        decision=decision.id,
        at=at,
    )
    return found, decision, link
