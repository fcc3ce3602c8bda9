"""The chapters of the person's own paper that say what was done with the file, and by whom seen."""

from collections.abc import Iterator
from datetime import datetime

from app.desk.told import Known, counted, day, lines_of, moment
from app.domain.evidence import Decision, DecisionKind, Link
from app.domain.face import Search
from app.domain.index_card import IndexCard, index_card
from app.domain.lending import How
from app.domain.rights import RequestAnswer
from app.domain.staff import Viewing
from app.domain.voucher import VoucherState
from app.paper.facts import Line
from app.store.disclosure import EVERYTHING
from app.store.requests import Standing


def decisions(known: Known) -> Iterator[Line]:
    """Who was taken for whom and why, who protects the file, and who would erase it."""
    made = {one.id: one for one in known.file.decisions}
    for link in known.file.links:
        decided = made.get(link.decision)
        undone = made.get(link.undone_by) if link.undone_by else None
        yield Line(
            at=moment(link.at),
            text=lines_of(
                _link(known, link),
                _seen(known, decided),
                _why(known, decided),
                _undone(known, undone),
            ),
            beside=known.by(decided.officer) if decided else "",
        )
    for one in known.beside.protections:
        key = "told.sealed" if one.kind is DecisionKind.SEAL else "told.unsealed"
        yield Line(
            at=moment(one.at),
            text=lines_of(known.say(key), _why(known, one)),
            beside=known.by(one.officer),
        )
    for asked in known.wishes:
        ground = known.say(f"ground.{asked.wish.ground}")
        reason = known.free(asked.wish.reason)
        yield Line(
            at=moment(asked.wish.at),
            text=known.say("told.wish", ground=ground, reason=reason),
            beside=known.by(asked.wish.officer),
        )


def _link(known: Known, link: Link) -> str:
    """Records of this human are named by their numbers; of anybody else nothing is."""
    own = {link.one, link.other} <= set(known.file.people)
    ends = [v for v in known.file.visits if v.person in {link.one, link.other}]
    cases = known.listed(dict.fromkeys(v.case_number for v in reversed(ends)))
    key = "told.link_own" if own else "told.link_other"
    return known.say(key, answer=known.say(f"sameness.{link.answer}"), cases=cases if own else "")


def _seen(known: Known, made: Decision | None) -> str:
    """On what it was decided; what was seen of anybody else is not told."""
    kinds = {one.id: one.kind for one in known.file.evidence}
    seen = dict.fromkeys(kinds[one] for one in made.evidence if one in kinds) if made else {}
    told = known.listed(known.word(f"evidence.{kind}") for kind in seen)
    return known.say("told.evidence", value=told) if told else ""


def _why(known: Known, made: Decision | None) -> str:
    reason = known.free(made.reason) if made else ""
    return known.say("told.because", reason=reason) if reason else ""


def _undone(known: Known, made: Decision | None) -> str:
    if made is None:
        return ""
    return known.say("told.link_undone", at=moment(made.at), reason=known.free(made.reason))


def searches(known: Known) -> Iterator[Line]:
    """How often and why; who else was shown is not this person's to know."""
    looks = ((_search(known, one), one.at) for one in known.beside.searches)
    yield from counted(known, looks)


def _search(known: Known, one: Search) -> str:
    kinds = [known.word(f"told_search.{kind}") for kind in one.kind.split(",") if kind]
    return known.listed([*kinds, known.free(known.word(f"purpose.{one.why}"))])


def papers(known: Known) -> Iterator[Line]:
    """What left the printer, and what was signed on the screen."""
    for one in known.beside.printings:
        form = known.word(f"told_form.{one.form}")
        text = known.say("told.printed", form=form, copy=one.copy)
        yield Line(at=moment(one.at), text=text, beside=known.by(one.officer))
    for signed in known.beside.signatures:
        form = known.word(f"told_form.{signed.form}")
        text = known.say("told.signed", form=form)
        yield Line(at=moment(signed.at), text=text, beside=known.by(signed.officer))


def requests(known: Known) -> Iterator[Line]:
    """What was asked, by when it is due, and what was answered."""
    for one in known.requests:
        yield Line(
            at=one.request.received_on.isoformat(),
            text=_request(known, one),
            beside=known.by(one.request.officer),
        )


def _request(known: Known, one: Standing) -> str:
    asked = one.request
    kind = known.say(f"request_kind.{asked.kind}")
    head = known.say("told.request", number=asked.number, kind=kind, due=asked.due_on.isoformat())
    return lines_of(head, known.free(asked.words), _answer(known, one.answer))


def _answer(known: Known, made: RequestAnswer | None) -> str:
    if made is None:
        return known.say("told.unanswered")
    outcome = known.say(f"request_outcome.{made.outcome}")
    facts = {"at": moment(made.at), "outcome": outcome, "reason": known.free(made.reason)}
    return known.say("told.answered", **facts)


def looks(known: Known) -> Iterator[Line]:
    """By role and purpose at this machine; each time another station did; what was exported."""
    files = [one for one in known.beside.viewings if one.what != EVERYTHING]
    yield from counted(known, (_look(known, one) for one in files))
    for lent in known.file.lendings:
        place = known.stations.get(lent.station)
        glass = known.say("told.glass") if lent.how is How.GLASS else ""
        purpose = known.word(f"purpose.{lent.purpose}")
        told = known.listed([purpose, known.free(lent.words), glass])
        station = place.name if place else lent.station
        yield Line(at=moment(lent.at), text=known.say("told.lent", why=told), beside=station)
    everything = [one for one in known.beside.viewings if one.what == EVERYTHING]
    yield from counted(known, ((_export(known, one), one.at) for one in everything))
    yield Line(text=known.say("told.looks_elsewhere" if known.joined else "told.looks_here"))


def _look(known: Known, one: Viewing) -> tuple[str, datetime]:
    """What of them was looked at is said where it is more than the purpose says."""
    purpose = known.free(known.word(f"purpose.{one.purpose}"))
    seen = known.word(f"looked_at.{one.what}")
    told = known.say("told.looked", role=known.role(one.officer), purpose=purpose)
    if one.what in (one.purpose, seen):
        return told, one.at
    return known.say("told.looked_into", looked=told, what=seen), one.at


def _export(known: Known, one: Viewing) -> str:
    return known.say("told.exported", role=known.role(one.officer))


def elsewhere(known: Known) -> Iterator[Line]:
    """The index card as other stations have it, field by field."""
    if not known.joined:
        yield Line(text=known.say("told.not_joined"))
        return
    for person in known.file.persons:
        card = index_card(
            person,
            [c for c in known.file.claims if c.person == person.id],
            [
                (day(v.arrived_at), v.case_number)
                for v in known.file.visits
                if v.person == person.id
            ],
            [
                v.serial
                for v in known.file.vouchers
                if v.person == person.id and v.state is VoucherState.LIVE
            ],
            (),
            known.at,
        )
        yield Line(text=_card(known, card))
    yield Line(text=known.say("told.never_travels"))


def _card(known: Known, card: IndexCard) -> str:
    if card.sealed:
        return known.say("told.card_sealed")
    return known.say(
        "told.card",
        name=known.listed([card.name, *card.aliases]),
        sex=known.say(f"sex.{card.sex}"),
        birth=card.birth,
        visits=known.listed(card.visits),
        vouchers=known.listed(card.vouchers),
    )


def keeping(known: Known) -> Iterator[Line]:
    """Until when it has to be kept, and what happens then."""
    until = known.lasting.until(known.keep_years)
    if known.lasting.inside or until is None:
        yield Line(text=known.say("told.kept_inside", years=known.keep_years))
    else:
        yield Line(text=known.say("told.kept_until", until=until, years=known.keep_years))
    yield Line(text=known.say("told.kept_after"))
