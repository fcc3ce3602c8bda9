"""Papers of a visit: facts gathered from the register, PDF bytes, and what was printed when."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.clock import local
from app.desk import (
    beds,
    checks_papers,
    custody_papers,
    leaving_papers,
    letter_papers,
    letters,
    listing_papers,
    own_papers,
    shift_paper,
    stay_papers,
    street_paper,
    transfer_papers,
)
from app.desk.adverse import known as known_adverse
from app.desk.bearer import bearer_of
from app.desk.custody import called
from app.desk.leaving import EVERY_FORM
from app.domain.adverse import Adverse, AdverseState
from app.domain.belongings import Belonging
from app.domain.erasure import LEAST_YEARS
from app.domain.errors import Refused
from app.domain.face import Photograph
from app.domain.ids import new_id
from app.domain.person import Claim, ClaimKind, live
from app.domain.staff import Officer, Right
from app.domain.station import Printing, Station
from app.domain.visit import About, Answer, Consent, Visit
from app.domain.voucher import Voucher, VoucherState
from app.paper import aloud, facts
from app.paper import custody as custody_paper
from app.paper.adverse import adverse as adverse_paper
from app.paper.assessment import assessment
from app.paper.checks import approval as approval_paper
from app.paper.checks import queries as queries_paper
from app.paper.code import Ticket, masked, sign
from app.paper.label import label as label_paper
from app.paper.leaving import leaving as leaving_paper
from app.paper.letters import letter as letter_paper
from app.paper.listing import listing as listing_paper
from app.paper.notice import notice
from app.paper.registration import registration
from app.paper.stay import stay as stay_paper
from app.paper.street import street as street_sheet
from app.paper.voucher import voucher as voucher_paper
from app.store.ask import Asks, get
from app.store.files import replace_file
from app.store.heard_all import heard_all
from app.store.papers import belongings, printings
from app.store.people import File, file_of, visit_photo
from app.store.protected import is_shut
from app.store.register import Register
from app.store.signatures import last_of
from app.words.age import age_on_paper

REGISTRATION = "registration"
NOTICE = "notice"
STAY = "stay"
VOUCHER = "voucher"
REFUSAL = "refusal"
TERMINATION = "termination"
DISCLOSURE = "disclosure"
REQUEST = "request"
CUSTODY, SECURITY, LABEL = custody_papers.CUSTODY, custody_papers.SECURITY, custody_papers.LABEL
QUERIES, APPROVAL = checks_papers.QUERIES, checks_papers.APPROVAL
SIGNED_FORMS = frozenset({REGISTRATION, NOTICE, CUSTODY})
"""Forms that the person signs; a voucher is received, which its counterfoil shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A paper ready to print. `subject`: the visit, voucher, leaving, letter, person, request,
    listing or its step; `name` for a file.

    `content`: digest of what it says, apart from how and when it was printed; `aloud`: what is read
    of a notice to whoever cannot read it.
    """

    form: str
    subject: UUID
    copy: int
    name: str
    pdf: bytes
    content: str = ""
    aloud: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Name of the file, PDF, digest of what it says, and what is read aloud of it."""

    name: str
    pdf: bytes
    content: str = ""
    aloud: str = ""


Signable = TypeVar("Signable", facts.Registration, facts.Notice, facts.Custody)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Who makes papers out, and the key that signs vouchers; needs no open register.

    `cases`: where several papers of one visit are made in one go, its facts are gathered once and
    kept here by the visit; they are as old as that going.
    """

    station: Station
    officer: Officer
    key: Ed25519PrivateKey
    keep_years: int = LEAST_YEARS
    cases: dict[UUID, "Case"] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the papers of one visit are made of."""

    visit: Visit
    known: File
    photo: bytes | None
    officer: Officer | None
    station: Station
    at: datetime


def make(asks: Asks, form: str, subject: UUID, issuer: Issuer, *, at: datetime, lang: str) -> Made:
    """Gather the facts and make the PDF; nothing is written."""
    maker = _MAKERS.get(form)
    if maker is None:
        raise Refused("paper.unknown_form", form=form)
    before = printings(asks, form, subject)
    # A voucher is read by a railway clerk, whatever language the desk is set to.
    sheet = facts.Sheet(
        lang="zh" if form == VOUCHER else lang, reprint=before, printed_at=at,
        synced=heard_all(asks, subject),
    )  # fmt: skip
    paper = maker(asks, subject, issuer, sheet)
    return Made(
        form=form, subject=subject, copy=before + 1, name=paper.name, pdf=paper.pdf,
        content=paper.content, aloud=paper.aloud,
    )  # fmt: skip


def printed(register: Register, made: Made, printer: str, *, by: Officer, at: datetime) -> Printing:
    """Note that the paper left the printer; the next one carries the reprint mark."""
    line = Printing(
        id=new_id(),
        form=made.form,
        subject=made.subject,
        copy=made.copy,
        at=at,
        officer=by.id,
        printer=printer,
    )
    register.write(line, by=by.id, at=at, reason="printing")
    return line


def save(made: Made, path: Path) -> None:
    """As a file, whole or not at all."""
    replace_file(path, made.pdf)


def save_beside(pdf: bytes, folder: Path, title: str) -> Path:
    """In a folder under its title, numbered where that is taken; the file."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in count(1):
        file = folder / (f"{title}.pdf" if number == 1 else f"{title}-{number}.pdf")
        if not file.exists():
            break
    replace_file(file, pdf)
    return file


def _case(asks: Asks, visit: Visit | None, issuer: Issuer, at: datetime) -> Case:
    if visit is None:
        raise Refused("paper.no_subject")
    if is_shut(asks, visit.person, sealed=issuer.officer.may(Right.SEALED)):
        raise Refused("paper.no_subject")
    if issuer.cases is None:
        return _gathered(asks, visit, issuer, at)
    if visit.id not in issuer.cases:
        issuer.cases.clear()  # papers come visit by visit: never more than one is kept
        issuer.cases[visit.id] = _gathered(asks, visit, issuer, at)
    return replace(issuer.cases[visit.id], visit=visit, at=at)


def _gathered(asks: Asks, visit: Visit, issuer: Issuer, at: datetime) -> Case:
    shot = visit_photo(asks, visit.id)
    return Case(
        visit=visit,
        known=file_of(asks, visit.person),
        photo=_picture(asks, shot),
        officer=get(asks, Officer, visit.officer),
        station=issuer.station,
        at=at,
    )


def _picture(asks: Asks, shot: Photograph | None) -> bytes | None:
    return asks.blobs.get(shot.sha256) if shot else None


def _head(case: Case, lang: str) -> facts.Head:
    return facts.Head(
        station=case.station.name,
        case_number=case.visit.case_number,
        bearer=bearer_of(case.known, case.photo, case.at, lang),
        handler=case.officer.name if case.officer else "",
        second_handler=case.visit.detail.get("second", ""),
        at=case.visit.registered_at,
    )


def _signed(asks: Asks, case: Case, form: str, paper: Signable) -> tuple[Signable, str]:
    """The paper with its signature, where it still says what was signed; and its digest."""
    content = _digest(case, paper)
    last = last_of(asks, case.visit.id, form)
    if last is None:
        return paper, content
    if last.content != content:
        return replace(paper, head=replace(paper.head, changed=True)), content
    signed = facts.Signed(picture=asks.blobs.get(last.picture), at=last.at)
    return replace(paper, head=replace(paper.head, signed=signed)), content


def _digest(case: Case, paper: Signable) -> str:
    """SHA-256 of what the paper says. A printed age grows by itself, so the claim stands for it."""
    bearer = replace(paper.head.bearer, age=case.known.value(ClaimKind.AGE))
    said = replace(
        paper,
        sheet=facts.Sheet(lang=paper.sheet.lang, printed_at=case.visit.registered_at),
        head=replace(paper.head, bearer=bearer),
    )
    return hashlib.sha256(msgspec.json.encode(said, order="deterministic")).hexdigest()


def _registration(asks: Asks, subject: UUID, issuer: Issuer, sheet: facts.Sheet) -> Paper:
    case = _case(asks, get(asks, Visit, subject), issuer, sheet.printed_at)
    known, visit = case.known, case.visit
    paper = facts.Registration(
        sheet=sheet,
        head=_head(case, sheet.lang),
        usual_address=known.value(ClaimKind.ADDRESS),
        phone=known.value(ClaimKind.PHONE),
        alias=known.value(ClaimKind.ALIAS),
        reason=visit.reason,
        story=visit.story,
        found_at=visit.found_at,
        kin=tuple(_kin(c) for c in live(known.claims) if c.kind is ClaimKind.KIN),
        belongings=_belongings(asks, visit, sheet.lang),
        arrived_at=visit.arrived_at,
        way=visit.way,
        brought_by=visit.brought_by,
        checks=visit.checks,
        conditions=visit.conditions,
        welfare=visit.detail.get("welfare", ""),
        since=visit.detail.get("since", ""),
        queries=_queries(visit),
        result=visit.detail.get("result", ""),
        result_note=visit.detail.get("result_note", ""),
        accent=known.value(ClaimKind.ACCENT),
        marks=known.value(ClaimKind.MARKS),
    )
    paper, content = _signed(asks, case, REGISTRATION, paper)
    name = f"{visit.case_number}-{REGISTRATION}.pdf"
    return Paper(name=name, pdf=registration(paper), content=content)


def _queries(visit: Visit) -> tuple[facts.Query, ...]:
    """One a line: where it was asked, and after a colon what came back."""
    lines = (line.strip() for line in visit.detail.get("queries", "").splitlines())
    parts = (line.replace("：", ":", 1).partition(":") for line in lines if line)
    return tuple(
        facts.Query(source=source.strip(), at=visit.registered_at, result=result.strip())
        for source, _, result in parts
    )


def _kin(claim: Claim) -> facts.Kin:
    detail = claim.detail
    return facts.Kin(
        name=claim.value,
        relation=detail.get("relation", ""),
        address=detail.get("address", ""),
        phone=detail.get("phone", ""),
    )


def _belongings(asks: Asks, visit: Visit, lang: str) -> str:
    return "；".join(_item(one, lang) for one in belongings(asks, visit.id))


def blank_notice(station: Station, officer: Officer, *, at: datetime, lang: str) -> bytes:
    """The notice before anything is known: to be read out, or handed over."""
    return notice(_blank(station, officer, at, lang))


def notice_aloud(station: Station, officer: Officer, *, at: datetime, lang: str) -> str:
    """The same for the system's voice."""
    return aloud.notice(_blank(station, officer, at, lang))


def _blank(station: Station, officer: Officer, at: datetime, lang: str) -> facts.Notice:
    nobody = facts.Head(
        station=station.name, case_number="", bearer=facts.Bearer(), handler=officer.name, at=at
    )
    sheet = facts.Sheet(lang=lang, printed_at=at)
    return facts.Notice(sheet=sheet, head=nobody, complaint_phone=station.complaint_phone)


def _item(one: Belonging, lang: str) -> str:
    what = called(one, one.quantity, lang)
    return f"{what}（{one.features}）" if one.features else what


def _notice(asks: Asks, subject: UUID, issuer: Issuer, sheet: facts.Sheet) -> Paper:
    case = _case(asks, get(asks, Visit, subject), issuer, sheet.printed_at)
    # What was answered then; a consent that is withdrawn later does not change the paper.
    mine = [
        c
        for c in case.known.consents
        if c.visit == case.visit.id and c.answer is not Answer.WITHDRAWN
    ]
    told = next((c for c in mine if c.about is About.NOTICE), None)
    paper = facts.Notice(
        sheet=sheet,
        head=_head(case, sheet.lang),
        answers=_answers(mine),
        how=told.how if told else "",
        read_by=case.officer.name if told and case.officer else "",
        read_at=told.at if told else None,
        complaint_phone=case.station.complaint_phone,
    )
    paper, content = _signed(asks, case, NOTICE, paper)
    name = f"{case.visit.case_number}-{NOTICE}.pdf"
    return Paper(name=name, pdf=notice(paper), content=content, aloud=aloud.notice(paper))


def _answers(consents: Iterable[Consent]) -> dict[str, str]:
    """The last answer to each question, and how far a face may travel."""
    found: dict[str, str] = {}
    for one in consents:
        found[one.about] = one.answer
        if one.about is About.FACE:
            found["scope"] = one.scope or ""
    return found


def _stay(asks: Asks, subject: UUID, issuer: Issuer, sheet: facts.Sheet) -> Paper:
    case = _case(asks, get(asks, Visit, subject), issuer, sheet.printed_at)
    head = replace(_head(case, sheet.lang), handler=issuer.officer.name, at=sheet.printed_at)
    kept = [_item(one, sheet.lang) for one in belongings(asks, case.visit.id) if one.kept]
    paper = stay_papers.facts_of(case.known, case.visit, head, sheet, kept)
    paper = replace(paper, bed="、".join(beds.slept(asks, case.visit.id)))
    return Paper(name=f"{case.visit.case_number}-{STAY}.pdf", pdf=stay_paper(paper))


def _adverse(form: str, asks: Asks, subject: UUID, issuer: Issuer, sheet: facts.Sheet) -> Paper:
    """No such paper is there before a leader has agreed to it."""
    found = known_adverse(asks, subject)
    proposal, decided = found.proposal, found.decided
    if proposal.kind != form:
        raise Refused("adverse.unknown")
    case = _case(asks, get(asks, Visit, proposal.visit), issuer, sheet.printed_at)
    if decided is None or found.state is AdverseState.NOT_AGREED:
        raise Refused("adverse.not_agreed")
    head = replace(
        _head(case, sheet.lang),
        handler=_named(asks, proposal.officer),
        second_handler=_named(asks, decided.officer),
        at=decided.at,
    )
    receipt = found.receipts[-1] if found.receipts else None
    paper = facts.Adverse(
        sheet=sheet,
        head=head,
        kind=proposal.kind,
        ground=proposal.ground,
        facts=proposal.facts,
        help=proposal.help,
        help_words=proposal.help_words,
        channels=proposal.channels,
        opinions=_opinions(asks, found, decided.at),
        arrived_at=case.visit.arrived_at,
        complaint_phone=case.station.complaint_phone,
        how=receipt.how if receipt else "",
        witnesses=receipt.witnesses if receipt else (),
        received_at=receipt.at if receipt else None,
        void=found.state is AdverseState.TAKEN_BACK,
    )
    name = f"{case.visit.case_number}-{proposal.kind}.pdf"
    return Paper(name=name, pdf=adverse_paper(paper), aloud=aloud.adverse(paper))


def _opinions(asks: Asks, found: Adverse, until: datetime) -> tuple[facts.Opinion, ...]:
    """What the leader could know of when it was decided."""
    return tuple(
        facts.Opinion(
            at=one.at,
            words=one.words,
            heard_by=_named(asks, one.officer),
            witnesses=one.witnesses,
        )
        for one in found.heard_before(until)
    )


def _named(asks: Asks, officer: UUID) -> str:
    found = get(asks, Officer, officer)
    return found.name if found else ""


def _voucher(asks: Asks, subject: UUID, issuer: Issuer, sheet: facts.Sheet) -> Paper:
    made = get(asks, Voucher, subject)
    if made is None:
        raise Refused("voucher.unknown")
    case = _case(asks, get(asks, Visit, made.visit), issuer, sheet.printed_at)
    paper = facts.Voucher(
        sheet=sheet,
        head=_voucher_head(asks, made, case, sheet.lang),
        serial=made.serial,
        code=_code(made, issuer),
        from_place=made.from_place,
        to_place=made.to_place,
        depart_on=made.depart_on,
        valid_until=made.valid_until,
        train=made.train,
        seat=made.seat,
        fare=made.fare,
        direct=made.direct,
        transfer_place=made.transfer_place,
        transfer_relief=made.transfer_relief,
        account=made.account,
        note=made.note,
        void=made.state is VoucherState.VOID,
        void_reason=made.void_reason,
    )
    return Paper(name=f"{made.serial}.pdf", pdf=voucher_paper(paper))


def _voucher_head(asks: Asks, made: Voucher, case: Case, lang: str) -> facts.Head:
    """Who and when as they stood when it was issued: a voucher's facts never change."""
    shot = get(asks, Photograph, made.photo) if made.photo else None
    issuer = get(asks, Officer, made.officer)
    bearer = facts.Bearer(
        name=made.name,
        sex=made.sex,
        age=age_on_paper(made.age, lang),
        ethnicity=case.known.value(ClaimKind.ETHNICITY),
        id_number=made.id_number,
        home=made.home,
        photo=_picture(asks, shot),
    )
    return facts.Head(
        station=case.station.name,
        case_number=case.visit.case_number,
        bearer=bearer,
        handler=issuer.name if issuer else "",
        at=made.issued_at,
    )


def _code(made: Voucher, issuer: Issuer) -> str:
    ticket = Ticket(
        serial=made.serial,
        name=made.name,
        sex=made.sex,
        id_end=masked(made.id_number),
        from_place=made.from_place,
        to_place=made.to_place,
        depart_on=made.depart_on,
        valid_until=made.valid_until,
        issued_on=local(made.issued_at).date(),
    )
    return sign(ticket, issuer.key)


def _disclosure(asks: Asks, subject: UUID, issuer: Issuer, sheet: facts.Sheet) -> Paper:
    by, years = issuer.officer, issuer.keep_years
    name, pdf = own_papers.disclosure_of(asks, subject, issuer.station, by, years, sheet)
    return Paper(name=name, pdf=pdf)


def _request(asks: Asks, subject: UUID, issuer: Issuer, sheet: facts.Sheet) -> Paper:
    name, pdf = own_papers.request_of(asks, subject, issuer.station, issuer.officer, sheet)
    return Paper(name=name, pdf=pdf)


def _listing(form: str, asks: Asks, subject: UUID, issuer: Issuer, sheet: facts.Sheet) -> Paper:
    by = issuer.officer
    paper = listing_papers.facts_of(asks, form, subject, issuer.station, by, sheet)
    name = f"{paper.number}-{form}.pdf"
    return Paper(name=name, pdf=listing_paper(paper), aloud=aloud.listing(paper))


def _custody(asks: Asks, subject: UUID, issuer: Issuer, sheet: facts.Sheet) -> Paper:
    case = _case(asks, get(asks, Visit, subject), issuer, sheet.printed_at)
    head = _head(case, sheet.lang)
    paper = custody_papers.custody_of(asks, case.visit.id, head, sheet)
    # Signed when it was taken in; what is given back later is signed for on the paper.
    taken, content = _signed(asks, case, CUSTODY, replace(paper, returns=(), kept=(), photos=()))
    paper = replace(paper, head=taken.head)
    name = f"{case.visit.case_number}-{CUSTODY}.pdf"
    return Paper(name=name, pdf=custody_paper.custody(paper), content=content)


def _security(asks: Asks, subject: UUID, issuer: Issuer, sheet: facts.Sheet) -> Paper:
    case = _case(asks, get(asks, Visit, subject), issuer, sheet.printed_at)
    paper = custody_papers.security_of(asks, case.visit.id, _head(case, sheet.lang), sheet)
    name = f"{case.visit.case_number}-{SECURITY}.pdf"
    return Paper(name=name, pdf=custody_paper.security(paper))


def _asked_outside(asks: Asks, subject: UUID, issuer: Issuer, sheet: facts.Sheet) -> Paper:
    case = _case(asks, get(asks, Visit, subject), issuer, sheet.printed_at)
    head = _head(case, sheet.lang)
    paper = checks_papers.queries_paper(asks, case.visit, case.known, head, sheet)
    return Paper(name=f"{case.visit.case_number}-{QUERIES}.pdf", pdf=queries_paper(paper))


def _approval(asks: Asks, subject: UUID, issuer: Issuer, sheet: facts.Sheet) -> Paper:
    case = _case(asks, get(asks, Visit, subject), issuer, sheet.printed_at)
    room = "、".join(beds.slept(asks, case.visit.id))
    paper = checks_papers.approval_paper(asks, case.visit, _head(case, sheet.lang), sheet, room)
    return Paper(name=f"{case.visit.case_number}-{APPROVAL}.pdf", pdf=approval_paper(paper))


def _label(asks: Asks, subject: UUID, issuer: Issuer, sheet: facts.Sheet) -> Paper:
    found, visit = custody_papers.label_of(asks, subject, sheet)
    _case(asks, visit, issuer, sheet.printed_at)
    return Paper(name=f"{visit.case_number}-{found.bag}.pdf", pdf=label_paper(found))


def _handover(asks: Asks, subject: UUID, issuer: Issuer, sheet: facts.Sheet) -> Paper:
    paper = shift_paper.facts_of(asks, subject, issuer.station, sheet)
    return Paper(name=f"{paper.title}-{paper.period}.pdf".replace(":", ""), pdf=assessment(paper))


def _street(asks: Asks, subject: UUID, issuer: Issuer, sheet: facts.Sheet) -> Paper:
    paper = street_paper.facts_of(asks, subject, issuer.station, issuer.officer, sheet)
    name = f"{street_paper.STREET}-{local(paper.began_at):%Y%m%d-%H%M}.pdf"
    return Paper(name=name, pdf=street_sheet(paper))


def _leaving(form: str, asks: Asks, subject: UUID, issuer: Issuer, sheet: facts.Sheet) -> Paper:
    gone = leaving_papers.leaving_of(asks, form, subject)
    case = _case(asks, get(asks, Visit, gone.visit), issuer, sheet.printed_at)
    paper = leaving_papers.facts_of(
        asks, form, gone, case.visit, case.known, case.station, _head(case, sheet.lang),
        _belongings(asks, case.visit, sheet.lang), sheet,
    )  # fmt: skip
    return Paper(name=f"{case.visit.case_number}-{form}.pdf", pdf=leaving_paper(paper))


def _letter(form: str, asks: Asks, subject: UUID, issuer: Issuer, sheet: facts.Sheet) -> Paper:
    whole = letter_papers.letter_of(asks, form, subject, issuer.officer)
    case = _case(asks, get(asks, Visit, whole.first.visit), issuer, sheet.printed_at)
    head = _head(case, sheet.lang)
    paper = letter_papers.facts_of(
        asks, form, whole, case.visit, case.known, case.station, head, sheet, issuer.key
    )
    return Paper(name=f"{whole.first.number}-{form}.pdf", pdf=letter_paper(paper))


def _transfer(form: str, asks: Asks, subject: UUID, issuer: Issuer, sheet: facts.Sheet) -> Paper:
    station, by = issuer.station, issuer.officer
    one = transfer_papers.seen(asks, subject, station, by, sheet)
    name = f"{one.case_number}-{form}.pdf"
    if one.transfer is None:
        return Paper(name=name, pdf=leaving_paper(transfer_papers.reply(one, station, by, sheet)))
    case = _case(asks, get(asks, Visit, one.transfer.visit), issuer, sheet.printed_at)
    head = _head(case, sheet.lang)
    paper = transfer_papers.own(asks, form, one, case.known, station, head, sheet, issuer.key)
    return Paper(name=name, pdf=leaving_paper(paper))


_MAKERS: dict[str, Callable[[Asks, UUID, Issuer, facts.Sheet], Paper]] = {
    REGISTRATION: _registration,
    NOTICE: _notice,
    STAY: _stay,
    VOUCHER: _voucher,
    REFUSAL: partial(_adverse, REFUSAL),
    TERMINATION: partial(_adverse, TERMINATION),
    DISCLOSURE: _disclosure,
    REQUEST: _request,
    CUSTODY: _custody,
    SECURITY: _security,
    LABEL: _label,
    QUERIES: _asked_outside,
    APPROVAL: _approval,
    shift_paper.HANDOVER: _handover,
    street_paper.STREET: _street,
    **{form: partial(_listing, form) for form in listing_papers.FORMS},
    **{form: partial(_leaving, form) for form in EVERY_FORM},
    **{form: partial(_letter, form) for form in letters.EVERY_FORM},
    **{form: partial(_transfer, form) for form in transfer_papers.FORMS},
}
