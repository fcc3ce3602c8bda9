"""The chapters of the person's own paper that say what stands in the file."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from app.desk.told import Known, lines_of, moment
from app.desk.told_checks import checked
from app.domain.document import FORGED
from app.domain.evidence import Evidence, EvidenceKind
from app.domain.face import Photograph, Template
from app.domain.leaving import OF_OTHERS
from app.domain.matter import StepKind
from app.domain.matter import standing as written
from app.domain.person import WITHDRAWN, Claim, ClaimKind, live
from app.domain.service import ServiceKind
from app.domain.service import standing as served
from app.domain.third_party import masked_name, masked_number, masked_words
from app.domain.visit import DETAILS, OLD_DETAILS, About, ArrivalWay, Consent, Leaving, Visit
from app.domain.voucher import Voucher, VoucherState
from app.domain.voucher_event import standing
from app.paper import forms
from app.paper.facts import Line
from app.words.claims import claim_in_words
from app.words.leavings import detail_in_words
from app.words.served import service_in_words, step_in_words

_CODED = {"welfare": "welfare", "result": "result"}
"""Details of a visit that hold a code, and the words for it."""


def claims(known: Known) -> Iterator[Line]:
    """Every claim that was ever written down, with its source; corrected ones say so."""
    counts = {claim.id for claim in live(known.file.claims)}
    for claim in known.file.claims:
        kind = known.say(f"claim.{claim.kind}")
        stands = "" if claim.id in counts else known.say("told.corrected")
        reason = claim.detail.get("reason", "")
        why = known.say("told.because", reason=known.free(reason)) if reason else ""
        text = known.say("told.of", what=kind, value=_value(known, claim))
        forged = known.say(f"forged.{claim.detail[FORGED]}") if FORGED in claim.detail else ""
        yield Line(
            at=moment(claim.at),
            text=lines_of(f"{text}{stands}", why, forged),
            beside=known.listed([*_source(known, claim), known.by(claim.officer)]),
        )


def _value(known: Known, claim: Claim) -> str:
    if WITHDRAWN in claim.detail:
        return known.say("told.marked_wrong")
    if claim.kind is not ClaimKind.KIN:
        return claim_in_words(claim, known.lang)
    detail = claim.detail
    phone, address = detail.get("phone", ""), detail.get("address", "")
    return known.listed(
        [
            masked_words(claim.value),
            detail.get("relation", ""),
            masked_number(phone) if phone else "",
            masked_name(address),
        ]
    )


def _source(known: Known, claim: Claim) -> list[str]:
    """Who said it as a kind of source: a relative's name is theirs."""
    verified = "told.verified" if claim.verified else "told.unverified"
    return [known.say(f"source.{claim.source}"), known.say(verified)]


def visits(known: Known) -> Iterator[Line]:
    """One visit after the other, the oldest first, with how each ended."""
    undone = {gone.id: back for gone, back in known.file.undone}
    left = [*known.file.leavings, *(gone for gone, _ in known.file.undone)]
    for visit in reversed(known.file.visits):
        yield Line(
            at=moment(visit.arrived_at), text=_visit(known, visit), beside=known.by(visit.officer)
        )
        for gone in sorted((x for x in left if x.visit == visit.id), key=lambda x: x.at):
            back = undone.get(gone.id)
            taken = known.say("told.undone", reason=known.free(back.reason)) if back else ""
            text = lines_of(_leaving(known, gone), taken)
            yield Line(at=moment(gone.at), text=text, beside=known.by(gone.officer))
        yield from _numbers(known, visit)
        yield from checked(known, visit)
        yield from _beds(known, visit)
        yield from _stayed(known, visit)


def _numbers(known: Known, visit: Visit) -> Iterator[Line]:
    """That it was keyed into the national system, and as which number."""
    mine = [one for one in known.beside.numbers if one.visit == visit.id]
    gone = {one.supersedes for one in mine}
    for one in mine:
        text = known.say("told.national", number=one.number or known.say("told.national_none"))
        stands = one.id not in gone
        whole = lines_of(text, known.free(one.words))
        yield _entry(known, one.at, whole, one.officer, stands=stands)


def _beds(known: Known, visit: Visit) -> Iterator[Line]:
    """Where somebody slept, from when on, and that the bed was another's after all."""
    names = {one.id: one.name for one in known.beside.rooms}
    for one in (stay for stay in known.beside.beds if stay.visit == visit.id):
        told = known.say("told.no_bed")
        if one.room:
            told = known.say("told.bed", room=names.get(one.room, ""), bed=one.bed)
        lost = known.say("told.bed_lost") if one.lost_to else ""
        text = lines_of(told, known.free(one.why), lost)
        yield Line(at=moment(one.at), text=text, beside=known.by(one.officer))


def _stayed(known: Known, visit: Visit) -> Iterator[Line]:
    """What was given in the station and what was done by rule, also what was corrected."""
    given = [one for one in known.file.services if one.visit == visit.id]
    counts = {one.id for one in served(given)}
    for one in given:
        # Who was telephoned is a third party.
        text = service_in_words(one, known.lang, known.free)
        if one.kind is ServiceKind.CALL:
            text = service_in_words(replace(one, partner=masked_words(one.partner)), known.lang)
        yield _entry(known, one.happened_at, text, one.officer, stands=one.id in counts)
    steps = [one for one in known.file.steps if one.subject == visit.id]
    counts = {one.id for one in written(steps)}
    for step in (one for one in steps if one.kind is not StepKind.OWNED):
        text = step_in_words(step, known.lang, known.free)
        yield _entry(known, step.at, text, step.officer, stands=step.id in counts)


def _entry(known: Known, at: datetime, text: str, officer: UUID, *, stands: bool) -> Line:
    mark = "" if stands else known.say("told.corrected")
    return Line(at=moment(at), text=f"{text}{mark}", beside=known.by(officer))


def _visit(known: Known, visit: Visit) -> str:
    say = known.say
    brought = known.free(visit.brought_by)
    if visit.way is ArrivalWay.PUBLIC:
        brought = masked_words(visit.brought_by)
    named = {
        "told.case": visit.case_number,
        "told.way": known.listed([say(f"way.{visit.way}"), brought]),
        "told.reason": _reason(known, visit.reason),
        "told.found_at": known.free(visit.found_at),
        "told.story": known.free(visit.story),
        "told.checks": _answers(known, "check", visit.checks),
        "told.conditions": _answers(known, "condition", visit.conditions),
    }
    urgent = (_urgent(known, e) for e in known.file.evidence if e.visit == visit.id)
    return lines_of(
        *(say(key, value=value) for key, value in named.items() if value),
        *_details(known, visit),
        *urgent,
    )


def _reason(known: Known, reason: str) -> str:
    word = forms.form("registration", known.lang).word("reason", reason)
    return word if word != reason else known.free(reason)


def _answers(known: Known, what: str, answers: dict[str, str]) -> str:
    told = {"yes": known.say("told.yes"), "no": known.say("told.no")}
    unclear = known.say("told.unclear")
    return known.listed(
        known.say("told.of", what=known.word(f"{what}.{key}"), value=told.get(said, unclear))
        for key, said in answers.items()
    )


def _details(known: Known, visit: Visit) -> Iterator[str]:
    for name, value in visit.detail.items():
        told = known.word(f"{_CODED[name]}.{value}") if name in _CODED else known.free(value)
        if name in (*DETAILS, *OLD_DETAILS):
            yield known.say(f"told_detail.{name}", value=told)
        else:
            yield known.say("told.of", what=name, value=told)


def _urgent(known: Known, seen: Evidence) -> str:
    """What was urgent; other evidence is told as a search or a decision."""
    if seen.kind is not EvidenceKind.EMERGENCY:
        return ""
    keys = [key for key in seen.detail.get("urgent", "").split(",") if key]
    told = known.listed([known.word(f"urgent.{key}") for key in keys])
    done = known.free(seen.detail.get("done", ""))
    return known.say("told.emergency", value=known.listed([told, done]))


def _leaving(known: Known, gone: Leaving) -> str:
    kind = known.say(f"leaving_kind.{gone.kind}")
    # Who fetches somebody is a third party, whatever else the remark says.
    note = known.free(gone.note)
    left = known.say("told.left", value=known.listed([kind, known.free(gone.destination), note]))
    more = detail_in_words(gone, known.lang, lambda name, said: _of_leaving(known, name, said))
    return lines_of(left, *more)


def _of_leaving(known: Known, name: str, said: str) -> str:
    """Whoever fetched, escorted or was told is a third party, as is their number."""
    return masked_words(said) if name in OF_OTHERS else known.free(said)


def photos(known: Known) -> Iterator[Line]:
    """Every photograph, whether a template was made of it, on which ground and how far it goes."""
    for photo in known.file.photos:
        faces = [one for one in known.beside.templates if one.photo == photo.id]
        yield Line(
            at=moment(photo.taken_at),
            text=lines_of(_photo(known, photo), *_faces(known, faces)),
            beside=known.by(photo.officer),
        )


def _photo(known: Known, photo: Photograph) -> str:
    return known.say("told.photo", width=photo.width, height=photo.height)


def _faces(known: Known, faces: list[Template]) -> Iterator[str]:
    if not faces:
        yield known.say("told.no_template")
    for one in faces:
        lapses = known.say("told.lapses", at=moment(one.lapses_at)) if one.lapses_at else ""
        sent = known.say("told.sent" if one.id in known.beside.sent else "told.not_sent")
        yield known.say(
            "told.template",
            at=moment(one.made_at),
            basis=known.say(f"told_basis.{one.basis}"),
            scope=known.say(f"told_scope.{one.scope}"),
            more=known.listed([sent, lapses]),
        )


def consents(known: Known) -> Iterator[Line]:
    """Every question and answer that there ever was; nothing is replaced."""
    for one in known.file.consents:
        yield Line(
            at=moment(one.at), text=consent_in_words(known, one), beside=known.by(one.officer)
        )


def consent_in_words(known: Known, one: Consent) -> str:
    """What was asked, what was answered, how far it goes, and how it was told."""
    heard = "notice_" if one.about is About.NOTICE else ""
    answer = known.say(f"answer.{heard}{one.answer}")
    scope = known.say(f"told_scope.{one.scope}") if one.scope else ""
    how = forms.form("notice", known.lang).word("how", one.how)
    told = known.say("told.of", what=known.say(f"about.{one.about}"), value=answer)
    return lines_of(
        known.listed([told, scope]), known.say("told.how", how=known.free(how)) if how else ""
    )


def vouchers(known: Known) -> Iterator[Line]:
    """What was issued, and whether it was withdrawn."""
    for made in known.file.vouchers:
        void = made.state is VoucherState.VOID
        why = known.say("told.void", reason=known.free(made.void_reason)) if void else ""
        yield Line(
            at=moment(made.issued_at),
            text=lines_of(_journey(known, made), known.free(made.note), why),
            beside=known.by(made.officer),
        )
        yield from _became(known, made)


def _became(known: Known, made: Voucher) -> Iterator[Line]:
    """What was written down about it, also what was corrected."""
    counts = {one.id for one in standing(known.file.events)}
    for one in (event for event in known.file.events if event.voucher == made.id):
        said = [
            known.say(f"voucher_event.{one.kind}"),
            known.say("told.fare", fare=one.amount) if one.amount is not None else "",
            one.ticket,
            known.free(one.statement),
            known.free(one.words),
        ]
        stands = "" if one.id in counts else known.say("told.corrected")
        text = known.say("told.of", what=made.serial, value=known.listed(said))
        yield Line(at=moment(one.happened_at), text=f"{text}{stands}", beside=known.by(one.officer))


def _journey(known: Known, made: Voucher) -> str:
    fare = known.say("told.fare", fare=made.fare) if made.fare is not None else ""
    return known.say(
        "told.voucher",
        serial=made.serial,
        origin=made.from_place,
        to=made.to_place,
        on=made.depart_on.isoformat(),
        until=made.valid_until.isoformat(),
        more=known.listed([made.train, made.seat, fare]),
    )
