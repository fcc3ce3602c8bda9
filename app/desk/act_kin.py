"""Deeds about 寻人登记 and 寻亲比对 without a window: the same as in it, with the same rights."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.desk import acts_kin as acts
from app.desk import family_photos, inquiries, kin, kin_search, photographs
from app.desk.following import rules_of
from app.desk.inquiries import Wrote
from app.desk.street import Shown
from app.domain.ids import OfficerId
from app.domain.kin_match import KinStep, Pair, clues_in
from app.domain.staff import Right
from app.store import kin_matches
from app.store.protected import is_shut
from app.words.clues import clue_in_words, likely_word

if TYPE_CHECKING:
    from app.desk.act import Deeds, Outside


def _open(outside: "Outside", deed: acts.OpenInquiry, at: datetime) -> dict[str, Any]:
    session = outside.session
    asking = inquiries.Asking(
        channel=deed.channel, inquirer=deed.inquirer, sought=deed.sought, source=deed.source,
        on=deed.on, words=deed.words,
    )  # fmt: skip
    made = inquiries.open_(session.register, asking, session.station, by=session.officer, at=at)
    return {"inquiry": made.inquiry, "number": made.number}


def _describe(outside: "Outside", deed: acts.Describe, at: datetime) -> dict[str, Any]:
    session = outside.session
    made = inquiries.describe(
        session.register, deed.inquiry, deed.sought, deed.source, by=session.officer, at=at,
        on=deed.on,
    )  # fmt: skip
    return {"entries": [one.id for one in made]}


def _check(outside: "Outside", deed: acts.CheckInquirer, at: datetime) -> dict[str, Any]:
    said = Wrote(result=deed.result, how=tuple(deed.how), on=deed.on, words=deed.words)
    session = outside.session
    made = inquiries.check(session.register, deed.inquiry, said, by=session.officer, at=at)
    return {"entry": made.id}


def _contact(outside: "Outside", deed: acts.NoteContact, at: datetime) -> dict[str, Any]:
    said = Wrote(whom=deed.whom, on=deed.on, words=deed.words)
    session = outside.session
    made = inquiries.contact(session.register, deed.inquiry, said, by=session.officer, at=at)
    return {"entry": made.id}


def _close(outside: "Outside", deed: acts.CloseInquiry, at: datetime) -> dict[str, Any]:
    said = Wrote(result=deed.result, words=deed.words)
    session = outside.session
    made = inquiries.close(session.register, deed.inquiry, said, by=session.officer, at=at)
    return {"entry": made.id}


def _keep_photo(outside: "Outside", deed: acts.KeepFamilyPhoto, at: datetime) -> dict[str, Any]:
    session = outside.session
    taken = photographs.from_path(Path(deed.photo), None, at, measure=False).taken
    shown = Shown(jpeg=taken.jpeg, width=taken.width, height=taken.height)
    agreed = family_photos.Agreed(
        whom=deed.whom, how=deed.how, on=deed.on, use=deed.use, year=deed.year, words=deed.words
    )
    made = family_photos.keep(
        session.register, deed.inquiry, agreed, shown, by=session.officer, at=at
    )
    return {"photo": made.id, "consent": made.consent}


def _photo_back(outside: "Outside", deed: acts.TakeFamilyPhotoBack, at: datetime) -> dict[str, Any]:
    session = outside.session
    made = family_photos.take_back(
        session.register, deed.inquiry, deed.reason, by=session.officer, at=at, why=deed.why,
        consent=deed.consent,
    )  # fmt: skip
    return {"entry": made.id}


def _take_back(outside: "Outside", deed: acts.TakeBackInquiry, at: datetime) -> dict[str, Any]:
    session = outside.session
    made = inquiries.take_back(session.register, deed.entry, deed.reason, by=session.officer, at=at)
    return {"entry": made.id}


def _compare(outside: "Outside", _deed: acts.Compare, at: datetime) -> dict[str, Any]:
    session = outside.session
    session.officer.must(Right.DECIDE)
    made = kin_search.compare_all(session.register, session.station.code, by=session.officer, at=at)
    return {"pairs": [one.pair for one in made]}


def _pairs(outside: "Outside", _deed: acts.Pairs, at: datetime) -> dict[str, Any]:
    session, lang = outside.session, outside.settings.lang
    session.officer.must(Right.DECIDE)
    sealed = session.officer.may(Right.SEALED)
    found = [
        one
        for one in kin_matches.every(session.register)
        if not is_shut(session.register, one.person, sealed=sealed)
    ]
    kin.look_at_all(session.register, found, by=session.officer, at=at)
    return {"pairs": [_plain(one, lang) for one in found]}


def _plain(pair: Pair, lang: str) -> dict[str, Any]:
    offer = pair.offer
    return {
        "pair": pair.id, "person": pair.person, "inquiry": pair.inquiry, "state": pair.state,
        "chance": offer.chance if offer else None,
        "in_words": likely_word(offer.chance) if offer else "",
        "evidence": [clue_in_words(clue, lang) for clue in clues_in(offer)] if offer else [],
        "steps": [{"step": one.step, "entry": one.id} for one in pair.standing
                  if one.step is not KinStep.OFFERED],
    }  # fmt: skip


def _step(outside: "Outside", deed: acts.StepKin, at: datetime) -> dict[str, Any]:
    session = outside.session
    said = kin.Said(
        step=deed.step, how=tuple(deed.how), whom=deed.whom,
        second=OfficerId(deed.second) if deed.second else None, on=deed.on, cost=deed.cost,
        words=deed.words, undoes=deed.undoes,
    )  # fmt: skip
    rules = rules_of(outside.settings)
    made = kin.step(session.register, deed.pair, said, by=session.officer, at=at, rules=rules)
    return {"entry": made.id}


DEEDS: "Deeds" = {
    acts.OpenInquiry: _open,
    acts.Describe: _describe,
    acts.CheckInquirer: _check,
    acts.NoteContact: _contact,
    acts.CloseInquiry: _close,
    acts.TakeBackInquiry: _take_back,
    acts.KeepFamilyPhoto: _keep_photo,
    acts.TakeFamilyPhotoBack: _photo_back,
    acts.Compare: _compare,
    acts.Pairs: _pairs,
    acts.StepKin: _step,
}
