"""The same deeds without a window: one JSON deed a line, one JSON answer a line."""

import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from app import clock
from app.clock import local
from app.desk import (
    act_checks,
    act_followups,
    act_kin,
    act_letters,
    act_listing,
    act_stay,
    act_street,
    act_trace,
    act_transfer,
    acts,
    acts_stay,
    admission,
    adverse,
    asking,
    bundle,
    calibrating,
    centre,
    claims,
    codes,
    consents,
    door,
    erasing,
    identify,
    inquiry_erasing,
    leaving,
    lending,
    links,
    papers,
    photographs,
    protecting,
    reopening,
    requests,
    street_arrival,
    views,
    vouchers,
    withdrawing,
)
from app.desk.following import rules_of
from app.desk.listed_vouchers import Word
from app.desk.misread import misread
from app.desk.recogniser import Recogniser, recogniser_of
from app.domain.birth import read_birth
from app.domain.document import read_number
from app.domain.errors import Refused, Unavailable
from app.domain.evidence import Link
from app.domain.ids import OfficerId, PersonId, VisitId, VoucherId, new_id
from app.domain.leaving import Parting
from app.domain.listed_voucher import Agreed
from app.domain.name import tidy_name
from app.domain.person import ClaimKind
from app.domain.staff import Right, Role
from app.faces.engine import Engine, choose
from app.paper import forms
from app.settings import Settings
from app.store import find, people
from app.store.ask import get
from app.words.say import sentence

_BIGGEST_LINE = 1 << 20
_CLOCKS_DIFFER = timedelta(minutes=5)


def run(settings: Settings, file: Path, more: "Deeds") -> int:
    """`guitu act FILE.jsonl`: 0 when every deed was done, 1 when one was refused. `more` are the
    deeds that need more than a desk has."""
    outside = Outside(settings, more)
    forms.use_own(settings.data / forms.OWN)
    failed = False
    try:
        for answer in answers(outside, _lines(file)):
            sys.stdout.write(msgspec.json.encode(answer).decode() + "\n")
            sys.stdout.flush()
            failed = failed or not answer["ok"]
    finally:
        outside.close()
    return 1 if failed else 0


def _lines(file: Path) -> Iterator[bytes]:
    try:
        with file.open("rb") as lines:
            yield from lines
    except OSError:
        raise Unavailable("act.no_file", file=str(file)) from None


def answers(outside: "Outside", lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """One answer a deed; a refused one says why, and the next one is tried all the same."""
    for n, line in enumerate(lines, start=1):
        if line.strip():
            yield {"line": n, **_answer(outside, line)}


def _answer(outside: "Outside", line: bytes) -> dict[str, Any]:
    refused: Refused | Unavailable
    try:
        deed = _deed(line)
        return {"ok": True, "do": type(deed).__struct_config__.tag, **outside.do(deed)}
    except msgspec.MsgspecError as error:
        why = misread(error, line, outside.settings.lang)
        refused = Refused("act.not_understood", why=why)
    except (Refused, Unavailable) as error:
        refused = error
    except Exception as error:  # noqa: BLE001 - one broken line must not lose those after it
        refused = Refused("act.broke", where=_where(error))
    return {"ok": False, "key": refused.key, "why": sentence(refused, outside.settings.lang)}


def _where(error: Exception) -> str:
    """What broke and where, without the message: messages may quote people's data."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} {Path(place.filename).name}:{place.lineno}"


def _deed(line: bytes) -> Any:
    if len(line) > _BIGGEST_LINE:
        raise Refused("act.line_too_long")
    try:
        return msgspec.json.decode(line, type=acts_stay.EveryDeed)
    except UnicodeDecodeError as error:
        raise Refused("act.not_understood", why=error.reason) from None


class Outside:
    """Somebody at the desk without a window: the session, and the face engine when asked for."""

    def __init__(self, settings: Settings, more: "Deeds | None" = None) -> None:
        self.settings = settings
        self._deeds = DEEDS | (more or {})
        self._session: door.Session | None = None
        self._engine: Engine | None = None
        self._recogniser: Recogniser | None = None

    @property
    def session(self) -> door.Session:
        """Who is logged in."""
        if self._session is None:
            raise Refused("act.login_first")
        return self._session

    def enter(self, session: door.Session) -> None:
        """Log in as somebody else."""
        self.close()
        self._session = session

    def close(self) -> None:
        """Log out."""
        if self._session is not None:
            self._session.register.close()
        self._session, self._recogniser = None, None
        self._engine = None

    def recogniser(self, at: datetime) -> Recogniser:
        """Engine and gallery, loaded when first needed."""
        if self._recogniser is None:
            self._engine = choose(self.settings.engine)
            register = self.session.register
            now = calibrating.in_use(register, self.settings.data, self._engine.id)
            self._recogniser = recogniser_of(self._engine, now.table)
            self._recogniser.fill(register, at)
        return self._recogniser

    def forget_faces(self) -> None:
        """Templates went: the gallery is filled anew when it is next needed."""
        self._recogniser = None

    def engine(self, at: datetime) -> Engine | None:
        """The face engine; without one a photograph is kept and not measured, as in the window."""
        try:
            self.recogniser(at)
        except Unavailable:
            return None
        return self._engine

    def do(self, deed: Any) -> dict[str, Any]:
        """Do one deed and answer in builtins."""
        at = _moment(deed.at)
        if at is not None and not isinstance(deed, acts.SetUp | acts.LogIn):
            # Another time than the clock's is what a bent officer would like to write.
            self.session.officer.must(Right.DATE)
        done = self._deeds[type(deed)](self, deed, at or clock.now())
        plain: dict[str, Any] = msgspec.to_builtins(done)
        return plain


def _moment(when: datetime | None) -> datetime | None:
    """A typing slip in the year would make lists and papers that no calendar can show."""
    if when is not None and not 2000 <= when.year < 2200:
        raise Refused("act.no_such_time", when=when.isoformat())
    return when


def _set_up(outside: Outside, deed: acts.SetUp, at: datetime) -> dict[str, Any]:
    facts = door.StationFacts(
        code=deed.code,
        name=deed.name,
        phone=deed.phone,
        address=deed.address,
        complaint_phone=deed.complaint_phone,
        account=deed.account,
    )
    administrator = door.NewOfficer(
        login=deed.login,
        name=deed.officer,
        role=Role.ADMINISTRATOR,
        password=deed.password,
    )
    made = door.set_up(outside.settings.data, facts, administrator, at)
    door.keep_recovery(made.session.register)  # who runs the file is handed the key below
    outside.enter(made.session)
    return {"recovery_key": made.recovery_key, "station": made.session.station.id}


def _log_in(outside: Outside, deed: acts.LogIn, _at: datetime) -> dict[str, Any]:
    outside.close()
    # By the clock: what a login writes (wrong passwords before it) is nobody's to date.
    now, data = clock.now(), outside.settings.data
    outside.enter(_entered(data, deed, now))
    officer = outside.session.officer
    return {"officer": officer.id, "name": officer.name, "role": officer.role}


def _entered(data: Path, deed: acts.LogIn, now: datetime) -> door.Session:
    """With `new_password` a temporary one is changed first, as the window would ask for it."""
    if not deed.new_password:
        return door.log_in_unseen(data, deed.login, deed.password, now, deed.totp)
    session = door.log_in(data, deed.login, deed.password, now, deed.totp)
    try:
        door.must_have_code(session)
        door.own_password(session, deed.new_password, now)
    except (Refused, Unavailable):
        session.register.close()
        raise
    return session


def _let_in(outside: Outside, deed: acts.LetIn, at: datetime) -> dict[str, Any]:
    session = outside.session
    session.officer.must(Right.STAFF)
    officer = door.officer_called(session.register, deed.login)
    door.set_password(session.register, officer, deed.password, by=session.officer, at=at)
    return {"officer": officer.id}


def _offer_code(outside: Outside, _deed: acts.OfferCode, _at: datetime) -> dict[str, Any]:
    session = outside.session
    made = codes.offer(session.officer, session.station.name)
    return {"secret": made.secret, "uri": made.uri}


def _set_up_code(outside: Outside, deed: acts.SetUpCode, at: datetime) -> dict[str, Any]:
    session = outside.session
    offered = codes.Offered(secret=deed.secret, uri="")
    spare = codes.set_up(session.register, offered, deed.totp, by=session.officer, at=at)
    return {"spare": [codes.shown(one) for one in spare]}


def _reset_code(outside: Outside, deed: acts.ResetCode, at: datetime) -> dict[str, Any]:
    session = outside.session
    session.officer.must(Right.STAFF)
    officer = door.officer_called(session.register, deed.login)
    codes.reset(session.register, officer, deed.reason, by=session.officer, at=at)
    return {"officer": officer.id}


def _log_out(outside: Outside, _deed: acts.LogOut, _at: datetime) -> dict[str, Any]:
    outside.close()
    return {}


def _add_officer(outside: Outside, deed: acts.AddOfficer, at: datetime) -> dict[str, Any]:
    new = door.NewOfficer(login=deed.login, name=deed.name, role=deed.role, password=deed.password)
    session = outside.session
    return {"officer": door.add_officer(session.register, new, by=session.officer, at=at).id}


def _arrive(outside: Outside, deed: acts.Arrive, at: datetime) -> dict[str, Any]:
    session = outside.session
    arrival = admission.Arrival(
        arrived_at=_arrived(deed, at),
        way=deed.way,
        brought_by=deed.brought_by,
        reason=deed.reason,
        found_at=deed.found_at,
        story=deed.story,
        checks=deed.checks,
        conditions=deed.conditions,
        detail=deed.detail,
        said=_said(deed, local(at).date()),
        asked=tuple(_asked(line) for line in deed.consents),
        items=tuple(
            admission.Item(item=i.item, features=i.features, quantity=i.quantity, kept=i.kept)
            for i in deed.belongings
        ),
        judged=tuple(
            admission.Judged(other=PersonId(j.other), answer=j.answer, reason=j.reason, kinds=j.why)
            for j in deed.judged
        ),
        basis=deed.basis,
        scope=deed.scope,
        encounter=deed.encounter,
    )
    if deed.encounter is not None:
        arrival = street_arrival.filled_in(
            session.register, arrival, by=session.officer, at=at, lang=outside.settings.lang
        )
    ground, _ = admission.face_basis(arrival, local(at).date())
    shots = [shot_of(outside, name, at, measure=ground is not None) for name in deed.photos]
    arrival = replace(arrival, photos=(*arrival.photos, *(s.taken for s in shots)))
    done = admission.admit(session.register, arrival, session.station, by=session.officer, at=at)
    for template in done.templates:
        outside.recogniser(at).keep(template)
    return {
        "visit": done.visit.id,
        "person": done.visit.person,
        "case_number": done.visit.case_number,
        "photos": [p.id for p in done.photos],
        "templates": [t.id for t in done.templates],
        "quality": [s.quality for s in shots],
        "links": [x.id for x in done.links],
        "remarks": done.remarks,
    }


def _arrived(deed: acts.Arrive, at: datetime) -> datetime:
    when = _moment(deed.arrived_at) or at
    if when > at + _CLOCKS_DIFFER:
        raise Refused("act.not_yet", when=when.isoformat())
    return when


def _said(deed: acts.Arrive, today: date) -> tuple[admission.Said, ...]:
    lines = [_claimed(c, today) for c in deed.claims if c.value.strip()]
    if deed.name.strip():
        lines.append(admission.Said(kind=ClaimKind.NAME, value=tidy_name(deed.name)))
    if deed.sex:
        lines.append(claims.read(ClaimKind.SEX, deed.sex, today))
    if deed.document:
        lines.append(admission.said_document(read_number(deed.document, today)))
    lines += admission.said_birth(read_birth(deed.birth, today))
    return tuple(lines)


def _claimed(line: acts.ClaimLine, today: date) -> admission.Said:
    """One claim by the same rules as in the window: what is stored can be shown and printed."""
    if line.verified and not line.detail.get("ground", "").strip():
        raise Refused("claims.needs_ground")
    said = claims.read(line.kind, line.value, today)
    detail = {**said.detail, **line.detail}
    return replace(said, source=line.source, verified=line.verified, detail=detail)


def asked_arrival(deed: acts.AskCentre, at: datetime) -> admission.Arrival:
    """What an arrival would say of the face: the answers, the ground and the age."""
    return admission.Arrival(
        arrived_at=at,
        checks=deed.checks,
        said=tuple(admission.said_birth(read_birth(deed.birth, local(at).date()))),
        asked=tuple(_asked(line) for line in deed.consents),
        basis=deed.basis,
        scope=deed.scope,
    )


def _asked(line: acts.ConsentLine) -> admission.Asked:
    return admission.Asked(about=line.about, answer=line.answer, how=line.how, scope=line.scope)


def shot_of(outside: Outside, name: str, at: datetime, *, measure: bool) -> photographs.Shot:
    """A picture file, looked at."""
    try:
        data = Path(name).read_bytes()
    except (OSError, ValueError):
        raise Unavailable("act.no_file", file=name) from None
    return photographs.from_file(data, outside.engine(at), at, measure=measure)


def _look(outside: Outside, deed: acts.Look, at: datetime) -> dict[str, Any]:
    session = outside.session
    recogniser, sees = outside.recogniser(at), session.officer.may(Right.SEALED)
    shot = shot_of(outside, deed.photo, at, measure=True) if deed.photo else None
    clues = identify.Clues(
        vector=shot.vector if shot else None,
        shot=shot.taken if shot else None,
        number=deed.document,
        name=deed.name,
        birth=deed.birth,
    )
    found = identify.candidates(session.register, recogniser, clues, sealed=sees)
    case = VisitId(new_id())
    identify.enter_search(
        session.register, recogniser, clues, found, case, deed.why, by=session.officer, at=at
    )
    shown = [replace(c, photo=None) for c in found]
    return {"candidates": shown, "quality": shot.quality if shot else None}


def _answered(outside: Outside, deed: acts.Answered, at: datetime) -> dict[str, Any]:
    session = outside.session
    said = admission.Asked(about=deed.about, answer=deed.answer, how=deed.how, scope=deed.scope)
    made = consents.answer(session.register, VisitId(deed.visit), said, by=session.officer, at=at)
    return {"consent": made.id}


def _sharing(outside: Outside, _deed: acts.Sharing, _at: datetime) -> dict[str, Any]:
    outside.session.officer.must(Right.VIEW)
    shown = asking.how_shared(outside.session.register, outside.settings.face_sharing)
    return {"mode": shown.mode, "decided": shown.decided, "others": shown.others}


def _find(outside: Outside, deed: acts.Find, _at: datetime) -> dict[str, Any]:
    outside.session.officer.must(Right.VIEW)
    register, sees = outside.session.register, outside.session.officer.may(Right.SEALED)
    return {"found": find.find(register, deed.typed, deed.limit, sealed=sees)}


def _view(outside: Outside, deed: acts.View, at: datetime) -> dict[str, Any]:
    session = outside.session
    one = PersonId(deed.person)
    known = views.open_file(session.register, one, deed.purpose, by=session.officer, at=at)
    return {"file": known}


def _judge(outside: Outside, deed: acts.Judge, at: datetime) -> dict[str, Any]:
    session = outside.session
    one, other = PersonId(deed.one), PersonId(deed.other)
    link = links.judge(
        session.register, one, other, deed.answer, deed.reason, by=session.officer, at=at
    )
    return {"link": link.id}


def _undo(outside: Outside, deed: acts.Undo, at: datetime) -> dict[str, Any]:
    session = outside.session
    link = get(session.register, Link, deed.link)
    if link is None:
        raise Refused("link.already_undone")
    links.undo(session.register, link, deed.reason, by=session.officer, at=at)
    return {"link": link.id}


def _issue(outside: Outside, deed: acts.Issue, at: datetime) -> dict[str, Any]:
    session = outside.session
    days = outside.settings.voucher_valid_days
    journey = vouchers.Journey(
        from_place=deed.from_place,
        to_place=deed.to_place,
        depart_on=deed.depart_on,
        valid_until=deed.valid_until or deed.depart_on + timedelta(days=days),
        train=deed.train,
        seat=deed.seat,
        fare=deed.fare,
        direct=deed.direct,
        transfer_place=deed.transfer_place,
        transfer_relief=deed.transfer_relief,
        note=deed.note,
    )
    made = vouchers.issue(
        session.register,
        VisitId(deed.visit),
        journey,
        session.station,
        by=session.officer,
        at=at,
        most_days=days,
        agreed=_agreed(session, deed.agreed),
        word=Word(days=outside.settings.list_days),
    )
    return {"voucher": made.id, "serial": made.serial}


def _agreed(session: door.Session, said: acts.Agrees | None) -> Agreed | None:
    if said is None:
        return None
    return Agreed(
        approver=door.agrees(session.register, said.login, said.password),
        escort=said.escort,
        escort_by=said.escort_by,
        counselling=said.counselling,
        words=said.words,
    )


def _void(outside: Outside, deed: acts.Void, at: datetime) -> dict[str, Any]:
    session = outside.session
    which = VoucherId(deed.voucher)
    gone = vouchers.void(session.register, which, deed.reason, by=session.officer, at=at)
    return {"voucher": gone.id, "serial": gone.serial}


def _leave(outside: Outside, deed: acts.Leave, at: datetime) -> dict[str, Any]:
    session = outside.session
    said = Parting(
        kind=deed.kind,
        destination=deed.destination,
        note=deed.note,
        left_at=deed.left_at,
        second=OfficerId(deed.second) if deed.second else None,
        fare=deed.fare,
        detail=deed.detail,
    )
    visit = VisitId(deed.visit)
    by, rules = session.officer, rules_of(outside.settings)
    gone = leaving.leave(session.register, visit, said, by=by, at=at, rules=rules)
    return {"leaving": gone.id}


def _take_back(outside: Outside, deed: acts.TakeBack, at: datetime) -> dict[str, Any]:
    session = outside.session
    back = reopening.take_back(
        session.register, deed.leaving, deed.reason, by=session.officer, at=at
    )
    return {"visit": back.visit, "revoked": [step.transfer for step in back.revoked]}


def _propose(outside: Outside, deed: acts.Propose, at: datetime) -> dict[str, Any]:
    session = outside.session
    wanted = adverse.Proposed(
        kind=deed.kind,
        ground=deed.ground,
        facts=deed.facts,
        help=tuple(map(str, deed.help)),
        help_words=deed.help_words,
        channels=deed.channels,
        corrects=deed.corrects,
    )
    visit = VisitId(deed.visit)
    made = adverse.propose(session.register, visit, wanted, by=session.officer, at=at)
    return {"proposal": made.id}


def _hear(outside: Outside, deed: acts.Hear, at: datetime) -> dict[str, Any]:
    session = outside.session
    made = adverse.hear(
        session.register, deed.proposal, deed.words, witnesses=deed.witnesses,
        silent=deed.silent, by=session.officer, at=at,
    )  # fmt: skip
    return {"opinion": made.id}


def _answer_proposal(outside: Outside, deed: acts.AnswerProposal, at: datetime) -> dict[str, Any]:
    session, one = outside.session, deed.proposal
    adverse.answer(
        session.register, one, deed.answer, deed.reason, by=session.officer, at=at
    )  # fmt: skip
    return {"state": adverse.known(session.register, one).state}


def _receive(outside: Outside, deed: acts.Receive, at: datetime) -> dict[str, Any]:
    session, names = outside.session, deed.witnesses
    made = adverse.receive(
        session.register, deed.proposal, deed.how, witnesses=names, by=session.officer, at=at
    )
    return {"receipt": made.id}


def _print(outside: Outside, deed: acts.Print, at: datetime) -> dict[str, Any]:
    session, lang = outside.session, outside.settings.lang
    session.officer.must(Right.VIEW)
    issuer = papers.Issuer(
        station=session.station,
        officer=session.officer,
        key=door.signer(session.register),
        keep_years=outside.settings.keep_file_years,
    )
    made = papers.make(session.register, deed.form, deed.subject, issuer, at=at, lang=lang)
    papers.save(made, _paper_file(deed.to, outside.settings.data))
    papers.printed(session.register, made, deed.to, by=session.officer, at=at)
    return {"pdf": deed.to, "copy": made.copy}


def _print_all(outside: Outside, deed: acts.PrintAll, at: datetime) -> dict[str, Any]:
    session, lang = outside.session, outside.settings.lang
    found = bundle.leaves(
        session.register, deed.scope, deed.visit, by=session.officer, at=at, lang=lang
    )
    issuer = papers.Issuer(
        station=session.station,
        officer=session.officer,
        key=door.signer(session.register),
        keep_years=outside.settings.keep_file_years,
    )
    folder = _paper_file(deed.to, outside.settings.data)
    wanted = [one for one in found if one.due or deed.again]

    def save(pdf: bytes, title: str) -> str:
        return str(papers.save_beside(pdf, folder, title))

    done = bundle.out(session.register, wanted, issuer, save, at=at, lang=lang)
    return {"printed": [one.printer for one in done]}


def _paper_file(to: str, data: Path) -> Path:
    """Anywhere but in the data folder: there it would be in clear, or over the register itself."""
    try:
        place = Path(to).resolve()
    except (OSError, ValueError):
        raise Unavailable("act.no_file", file=to) from None
    if not Path(to).name:
        raise Unavailable("act.no_file", file=to)
    if place.is_relative_to(data.resolve()):
        raise Refused("act.inside_data", folder=str(data))
    return place


def _erase(outside: Outside, deed: acts.Erase, at: datetime) -> dict[str, Any]:
    session = outside.session
    approver = door.agrees(session.register, deed.second.login, deed.second.password)
    wanted = erasing.ask(
        session.register,
        PersonId(deed.person),
        deed.ground,
        deed.reason,
        by=session.officer,
        approver=approver,
        at=at,
        years=outside.settings.keep_file_years,
    )
    waits = session.register.line is not None
    return {"wishes": [w.id for w in wanted], "people": [w.person for w in wanted], "waits": waits}


def _erase_inquiry(outside: Outside, deed: acts.EraseInquiry, at: datetime) -> dict[str, Any]:
    session = outside.session
    approver = door.agrees(session.register, deed.second.login, deed.second.password)
    wish = inquiry_erasing.ask(
        session.register, deed.inquiry, deed.ground, deed.reason, by=session.officer,
        approver=approver, at=at, days=outside.settings.keep_inquiry_days,
    )  # fmt: skip
    return {"wish": wish.id, "waits": session.register.line is not None}


def _inquiries_over(outside: Outside, _deed: acts.InquiriesOver, at: datetime) -> dict[str, Any]:
    session, days = outside.session, outside.settings.keep_inquiry_days
    found = inquiry_erasing.period_over(
        session.register, session.station.code, days, by=session.officer, at=at
    )
    return {"inquiries": [{"inquiry": one.id, "number": one.first.number} for one in found]}


def _withdraw(outside: Outside, deed: acts.Withdraw, at: datetime) -> dict[str, Any]:
    session = outside.session
    done = withdrawing.withdraw(
        session.register, PersonId(deed.person), deed.how, outside.settings,
        channel=deed.channel, by=session.officer, at=at,
    )  # fmt: skip
    outside.forget_faces()
    return {
        "consents": [one.id for one in done.consents],
        "templates": done.templates,
        "request": done.request.id,
        "number": done.request.number,
    }


def _period_over(outside: Outside, deed: acts.PeriodOver, at: datetime) -> dict[str, Any]:
    session = outside.session
    found = erasing.period_over(
        session.register,
        session.station.code,
        by=session.officer,
        at=at,
        years=outside.settings.keep_file_years,
        most=deed.limit,
    )
    return {"people": found}


def _inside(outside: Outside, _deed: acts.Inside, _at: datetime) -> dict[str, Any]:
    officer = outside.session.officer
    officer.must(Right.VIEW)
    sees = officer.may(Right.SEALED)
    return {"people": people.in_station(outside.session.register, sealed=sees)}


def _read_lent(outside: Outside, deed: acts.ReadLent, at: datetime) -> dict[str, Any]:
    session = outside.session
    return {"file": lending.read(session.register, deed.person, by=session.officer, at=at)}


def _protect(outside: Outside, deed: acts.Protect, at: datetime) -> dict[str, Any]:
    session, one = outside.session, PersonId(deed.person)
    protecting.protect(session.register, one, deed.reason, by=session.officer, at=at)
    return {"pending": protecting.is_pending(session.register, (one,))}


def _unprotect(outside: Outside, deed: acts.Unprotect, at: datetime) -> dict[str, Any]:
    session, one = outside.session, PersonId(deed.person)
    protecting.unprotect(session.register, one, deed.reason, by=session.officer, at=at)
    return {"pending": protecting.is_pending(session.register, (one,))}


def _answer_letter(outside: Outside, deed: acts.AnswerLetter, at: datetime) -> dict[str, Any]:
    session = outside.session
    found = (x for x in centre.letters_for(session.register, session.officer))
    letter = next((x for x in found if x.id == deed.letter), None)
    if letter is None:
        raise Refused("letter.settled")
    how, by = deed.how, session.officer
    centre.answer(session.register, letter, how, by=by, at=at, words=deed.words)
    return {}


def _ask(outside: Outside, deed: acts.Ask, at: datetime) -> dict[str, Any]:
    session = outside.session
    against = door.officer_called(session.register, deed.against).id if deed.against else None
    asked = requests.Asked(
        kind=deed.kind,
        words=deed.words,
        channel=deed.channel,
        against=against,
        received_on=deed.received_on,
    )
    made = requests.receive(
        session.register, PersonId(deed.person), asked, outside.settings, by=session.officer, at=at
    )
    return {"request": made.id, "number": made.number, "due_on": made.due_on}


def _answer_request(outside: Outside, deed: acts.AnswerRequest, at: datetime) -> dict[str, Any]:
    session = outside.session
    made = requests.answer(
        session.register, deed.request, deed.outcome, deed.reason, by=session.officer, at=at
    )
    return {"answer": made.id}


def _requests(outside: Outside, _deed: acts.Requests, at: datetime) -> dict[str, Any]:
    session, today = outside.session, local(at).date()
    found = requests.waiting(session.register, session.station.code, by=session.officer)
    return {"requests": [{"request": w.request, "left": w.request.left(today)} for w in found]}


def _verify(outside: Outside, _deed: acts.Verify, _at: datetime) -> dict[str, Any]:
    return {"entries": outside.session.register.verify_journal()}


Deeds = dict[type, Callable[[Outside, Any, datetime], dict[str, Any]]]
DEEDS: Deeds = {
    acts.SetUp: _set_up,
    acts.LogIn: _log_in,
    acts.LogOut: _log_out,
    acts.AddOfficer: _add_officer,
    acts.LetIn: _let_in,
    acts.OfferCode: _offer_code,
    acts.SetUpCode: _set_up_code,
    acts.ResetCode: _reset_code,
    acts.Arrive: _arrive,
    acts.Look: _look,
    acts.Answered: _answered,
    acts.Sharing: _sharing,
    acts.Find: _find,
    acts.View: _view,
    acts.Judge: _judge,
    acts.Undo: _undo,
    acts.Issue: _issue,
    acts.Void: _void,
    acts.Leave: _leave,
    acts.TakeBack: _take_back,
    acts.Propose: _propose,
    acts.Hear: _hear,
    acts.AnswerProposal: _answer_proposal,
    acts.Receive: _receive,
    acts.Print: _print,
    acts.PrintAll: _print_all,
    acts.Inside: _inside,
    acts.Erase: _erase,
    acts.EraseInquiry: _erase_inquiry,
    acts.InquiriesOver: _inquiries_over,
    acts.Withdraw: _withdraw,
    acts.PeriodOver: _period_over,
    acts.Verify: _verify,
    acts.ReadLent: _read_lent,
    acts.Protect: _protect,
    acts.Unprotect: _unprotect,
    acts.AnswerLetter: _answer_letter,
    acts.Ask: _ask,
    acts.AnswerRequest: _answer_request,
    acts.Requests: _requests,
    **act_checks.DEEDS,
    **act_listing.DEEDS,
    **act_street.DEEDS,
    **act_kin.DEEDS,
    **act_letters.DEEDS,
    **act_trace.DEEDS,
    **act_followups.DEEDS,
    **act_transfer.DEEDS,
    **act_stay.DEEDS,
}
