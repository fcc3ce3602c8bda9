"""What every step of a letter needs, as desk and centre hold it alike. Refused "outside.…"."""

from collections.abc import Mapping
from datetime import date

from app.domain.birth import ADULT, age_on
from app.domain.document import forms_of, read_number
from app.domain.errors import Refused
from app.domain.letter_fields import ANSWERS, DAYS, PAST, Subject, asked_of, said_of_text
from app.domain.outside_letter import (
    APPROVED_FIRST,
    RESULTS,
    LetterKind,
    LetterState,
    LetterStep,
    OutsideLetter,
    Sent,
    Whole,
)
from app.domain.staff import Officer, Right, Role

LONGEST, LONGEST_NUMBER = 500, 60
LONGEST_LIST = 2000
"""Of what the program gathers: searches with their days, papers of an application."""
_LISTS = frozenset({"searches", "materials"})


def must_write(made: OutsideLetter, subject: Subject, today: date) -> None:
    """The text is whole, and there may be such a letter about this person."""
    _must_be_about(made.kind, subject)
    said = said_of_text(made)
    for name in asked_of(made.kind, subject):
        _must_be_said(name, said.get(name, "").strip())
    for name, words in said.items():
        if len(words) > (LONGEST_LIST if name in _LISTS else LONGEST):
            raise Refused("outside.too_long", field=name)
        if name in DAYS and words:
            _must_be_day(name, words, today)
    if made.second == made.officer:
        raise Refused("outside.one_officer")
    if said.get("police_agreed", "yes") != "yes":
        raise Refused("outside.police_first")
    if said.get("guardian_id"):
        _must_be_guardian(said, subject, today)


def must_not_be_sealed(kind: LetterKind, *, sealed: bool) -> None:
    """Of somebody who is protected nothing is made public."""
    if sealed and kind is LetterKind.PUBLIC_NOTICE:
        raise Refused("outside.sealed")


def must_stand(whole: Whole | None) -> Whole:
    """There is such a letter, and it was not withdrawn."""
    if whole is None or whole.state is LetterState.WITHDRAWN:
        raise Refused("outside.unknown")
    return whole


def must_be_draft(whole: Whole) -> None:
    """What went out says what it said: another letter is written."""
    if whole.sending:
        raise Refused("outside.sent_already")


def must_approve(whole: Whole, by: Officer) -> None:
    """A leader agrees who wrote none of it."""
    if by.role is not Role.LEADER or not by.may(Right.APPROVE):
        raise Refused("outside.not_leader")
    if whole.kind not in APPROVED_FIRST:
        raise Refused("outside.no_approval")
    must_be_draft(whole)
    writers = {one.officer for one in whole.entries if one.step is LetterStep.WRITTEN}
    if by.id in writers:
        raise Refused("outside.own_approval")
    if whole.approval:
        raise Refused("outside.approved_already")


def must_send(made: OutsideLetter, whole: Whole, today: date) -> None:
    """It goes once."""
    must_be_draft(whole)
    must_go(made, whole, today)


def must_go(made: OutsideLetter, whole: Whole, today: date) -> None:
    """On a day, in a way that there is, and a notice only with a leader's approval. Two desks that
    send one letter without hearing of each other have both sent it."""
    agreed = {one.entry for one in whole.approvals}
    if whole.kind in APPROVED_FIRST and made.entry not in agreed:
        raise Refused("outside.not_approved")
    if made.how not in set(Sent):
        raise Refused("outside.needs_how")
    _must_have_day(made, whole.text, today)


def must_answer(made: OutsideLetter, whole: Whole, today: date) -> None:
    """What came back: by whom, when, and one of the answers that there are."""
    sent = whole.sending
    if sent is None:
        raise Refused("outside.not_sent")
    if made.result not in RESULTS[whole.kind]:
        raise Refused("outside.needs_result")
    if not made.whom:
        raise Refused("outside.needs_whom")
    _must_have_day(made, sent, today)


def must_take_back(made: OutsideLetter, whole: Whole) -> None:
    """What was wrong is said, last things first; a text that went out is not withdrawn."""
    wrong = whole.find(made.supersedes) if made.supersedes else None
    if wrong is None:
        raise Refused("outside.corrected_already")
    if not made.words:
        raise Refused("outside.needs_words")
    if wrong == whole.sending and whole.answers:
        raise Refused("outside.answered_already")
    if wrong == whole.text or wrong == whole.approval:
        must_be_draft(whole)
    _must_fit(made)


def _must_be_about(kind: LetterKind, subject: Subject) -> None:
    must_not_be_sealed(kind, sealed=subject.sealed)
    grown = subject.years is not None and not subject.minor
    if kind is LetterKind.MINOR_LEAVING and grown:
        raise Refused("outside.not_minor", years=subject.years)


def _must_be_said(name: str, said: str) -> None:
    if not said or (name in ANSWERS and said not in ANSWERS[name]):
        raise Refused("outside.missing", field=name)


def _must_be_day(name: str, words: str, today: date) -> None:
    try:
        day = date.fromisoformat(words[:10])
    except ValueError:
        raise Refused("outside.day_odd", field=name) from None
    if name in PAST and day > today:
        raise Refused("outside.not_yet", field=name)


def _must_be_guardian(said: Mapping[str, str], subject: Subject, today: date) -> None:
    """监护人 is an adult with a document of their own that holds."""
    read = read_number(said["guardian_id"], today)
    if read.warnings:
        raise Refused("outside.id_odd")
    if subject.number and set(forms_of(read.number)) & set(forms_of(subject.number)):
        raise Refused("outside.id_is_theirs")
    birth = read.birth.isoformat() if read.birth else said.get("guardian_birth", "")
    years = age_on(birth, today)
    if years is None:
        raise Refused("outside.guardian_birth")
    if years < ADULT:
        raise Refused("outside.guardian_minor", years=years)


def _must_have_day(made: OutsideLetter, after: OutsideLetter, today: date) -> None:
    if made.on is None:
        raise Refused("outside.needs_day")
    if made.on > today:
        raise Refused("outside.not_yet", field="on")
    if made.step is not after.step and after.on and made.on < after.on:
        raise Refused("outside.before_sent", day=after.on.isoformat())
    _must_fit(made)


def _must_fit(made: OutsideLetter) -> None:
    if len(made.number) > LONGEST_NUMBER:
        raise Refused("outside.number_too_long", most=LONGEST_NUMBER)
    if max(len(made.words), len(made.whom)) > LONGEST:
        raise Refused("outside.too_long", field="words")
