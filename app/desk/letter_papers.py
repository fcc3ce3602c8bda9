"""The facts of the papers that go to other bodies, as the letter and the register say them."""

from dataclasses import replace
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.clock import local
from app.desk.letters import FORMS, known
from app.desk.slips import code_of
from app.domain.errors import Refused
from app.domain.letter_fields import published, said_of_text
from app.domain.letter_rules import must_not_be_sealed
from app.domain.letter_subject import subject_of
from app.domain.outside_letter import APPROVED_FIRST, LetterKind, LetterState, OutsideLetter, Whole
from app.domain.person import ClaimKind
from app.domain.staff import Officer
from app.domain.station import Station
from app.domain.third_party import masked_name
from app.domain.visit import Visit
from app.paper import facts
from app.store.ask import Asks, get
from app.store.people import File
from app.store.protected import sealed_among

NOTICE = "public_notice"


def letter_of(asks: Asks, form: str, subject: UUID, by: Officer) -> Whole:
    """The letter that such a paper belongs to. Refused "outside.unknown"; of somebody who is
    protected there is no notice."""
    whole = known(asks, subject, by)
    if form not in FORMS[whole.kind]:
        raise Refused("outside.unknown")
    if form == NOTICE:
        must_not_be_sealed(whole.kind, sealed=bool(sealed_among(asks, [whole.first.person])))
    return whole


def facts_of(
    asks: Asks,
    form: str,
    whole: Whole,
    visit: Visit,
    file: File,
    station: Station,
    head: facts.Head,
    sheet: facts.Sheet,
    key: Ed25519PrivateKey,
) -> facts.Letter:
    """What was written, when it went and what came back; a notice as the public may know it. `key`
    signs the code by which the slip of a follow-up is known."""
    text, sent, agreed = whole.text, whole.sending, whole.approval
    public = form == NOTICE
    said = said_of_text(text)
    if public:
        head, said = _for_the_public(file, visit, head, sheet, said)
    else:
        head = replace(
            head,
            handler=_named(asks, text.officer),
            second_handler=_named(asks, text.second) if text.second else "",
            at=text.at,
        )
    until = sent.on if sent and sent.on else local(sheet.printed_at).date()
    return facts.Letter(
        sheet=sheet,
        head=head,
        form=form,
        number=whole.first.number,
        said=said,
        arrived_at=visit.arrived_at,
        days=(until - local(visit.arrived_at).date()).days + 1,
        own_phone=file.value(ClaimKind.PHONE),
        real=file.value(ClaimKind.ADDRESS),
        alias=file.value(ClaimKind.ALIAS),
        station_phone=station.phone,
        station_address=station.address,
        sent_on=sent.on if sent else None,
        how=sent.how if sent else "",
        approved_by=_named(asks, agreed.officer) if agreed else "",
        reply=_reply(whole.answer),
        public=public,
        waits=public and whole.kind in APPROVED_FIRST and agreed is None,
        void=whole.state is LetterState.WITHDRAWN,
        slip=code_of(whole.id, station.code, key) if whole.kind is LetterKind.FOLLOW_UP else "",
    )


def _for_the_public(
    file: File, visit: Visit, head: facts.Head, sheet: facts.Sheet, said: dict[str, str]
) -> tuple[facts.Head, dict[str, str]]:
    """No number, no home, no birth; of a child neither the whole name nor where it was found."""
    today = local(sheet.printed_at).date()
    minor = subject_of(file.claims, visit, today, sealed=False).minor
    bearer = head.bearer
    name = masked_name(bearer.name) if minor and not bearer.temporary else bearer.name
    shown = facts.Bearer(
        name=name, temporary=bearer.temporary, sex=bearer.sex, age=bearer.age, photo=bearer.photo
    )
    told = published(said, minor=minor)
    told["place"] = told.get("found_area", "") if minor else told.get("found_at", "")
    return replace(head, bearer=shown, handler="", second_handler=""), told


def _reply(came: OutsideLetter | None) -> facts.Reply | None:
    if came is None:
        return None
    return facts.Reply(
        on=came.on, whom=came.whom, result=came.result, number=came.number, words=came.words
    )


def _named(asks: Asks, officer: UUID) -> str:
    found = get(asks, Officer, officer)
    return found.name if found else ""
