"""What an entry of an inquiry must have. Refused "inquiry.…"; help for whoever looks is never
refused for it: anything may be said by somebody who was not checked."""

import re
from datetime import date

from app.domain.errors import Refused
from app.domain.inquiry import (
    CHECKED_BY,
    INQUIRER,
    SOUGHT,
    SURE,
    Channel,
    Checked,
    Closed,
    Inquiry,
    InquiryEntry,
    InquiryStep,
)
from app.domain.inquiry_photo import BACK, must_agree
from app.domain.staff import Officer, Right

LONGEST, LONGEST_WORDS = 300, 2000
MOST = 60
"""So many things may be said of one person looked for."""
_NUMBER = re.compile(r"X[0-9A-Za-z-]{10,40}")


def must_be_numbered(one: InquiryEntry) -> None:
    """Every desk hears the number: it is one, and no room for words."""
    if not _NUMBER.fullmatch(one.number):
        raise Refused("inquiry.no_number")


def must_open(one: InquiryEntry) -> None:
    """It is known how they came, and somebody can be reached again, or a reference to a list."""
    if one.channel not in set(Channel):
        raise Refused("inquiry.no_channel")
    _must_be_inquirer(one)
    if not one.detail.get("name"):
        raise Refused("inquiry.needs_name", field="inquirer_name")
    if not (one.detail.get("phone") or one.detail.get("address") or one.words):
        raise Refused("inquiry.needs_reach", field="inquirer_phone")


def must_say_who(one: InquiryEntry, whole: Inquiry) -> None:
    """Said anew who looks."""
    _must_be_open(whole)
    _must_be_inquirer(one)
    if not one.detail.get("name"):
        raise Refused("inquiry.needs_name", field="inquirer_name")


def _must_be_inquirer(one: InquiryEntry) -> None:
    if set(one.detail) - set(INQUIRER):
        raise Refused("inquiry.unknown_field", field=", ".join(sorted(set(one.detail))))
    if any(len(value) > LONGEST for value in one.detail.values()):
        raise Refused("inquiry.too_long", most=LONGEST)
    _must_be_short(one)


def must_be_said(one: InquiryEntry, whole: Inquiry, today: date) -> None:
    """One thing of the person looked for."""
    _must_be_open(whole)
    if one.about not in SOUGHT:
        raise Refused("inquiry.unknown_field", field=one.about)
    if not one.value:
        raise Refused("inquiry.needs_value")
    if len(whole.sought) >= MOST:
        raise Refused("inquiry.too_many", most=MOST)
    _must_be_past(one, today)
    _must_be_short(one)


def must_say_something(values: dict[str, str]) -> None:
    """Of whom nothing is known nobody can be looked for."""
    if not any(values.values()):
        raise Refused("inquiry.needs_something", field="name")


def must_be_checked(one: InquiryEntry, whole: Inquiry, today: date) -> None:
    """Who looks is verified by papers, the register or the police; a doubt and a danger need
    words."""
    if one.result not in set(Checked):
        raise Refused("inquiry.no_result")
    how = set(filter(None, one.detail.get("how", "").split(",")))
    if how - set(CHECKED_BY):
        raise Refused("inquiry.unknown_field", field=", ".join(sorted(how)))
    if one.result == Checked.VERIFIED:
        if not how & SURE:
            raise Refused("inquiry.needs_proof")
        if not whole.inquirer.get("relation"):
            raise Refused("inquiry.needs_relation", field="inquirer_relation")
    elif not one.words:
        raise Refused("inquiry.needs_words")
    _must_be_past(one, today)
    _must_be_short(one)


def must_be_contact(one: InquiryEntry, today: date) -> None:
    """With whom one spoke, and what about."""
    if not (one.whom and one.words):
        raise Refused("inquiry.needs_contact")
    _must_be_past(one, today)
    _must_be_short(one)


def must_give_photo(one: InquiryEntry, whole: Inquiry, today: date) -> None:
    """The family agreed that a photograph is used."""
    _must_be_open(whole)
    must_agree(one, whole, today)
    _must_be_past(one, today)
    _must_be_short(one)


def must_close(one: InquiryEntry, whole: Inquiry) -> None:
    """Why nobody is looked for any more."""
    _must_be_open(whole)
    if one.result not in set(Closed):
        raise Refused("inquiry.no_end")
    if one.result == Closed.OTHER and not one.words:
        raise Refused("inquiry.needs_words")
    _must_be_short(one)


def must_take_back(one: InquiryEntry, whole: Inquiry) -> None:
    """What counts may be taken back with words; the first entry only ends."""
    wrong = whole.find(one.supersedes) if one.supersedes else None
    if wrong is None or wrong.step in (InquiryStep.OPENED, InquiryStep.MISTAKEN):
        raise Refused("inquiry.not_to_take_back")
    if (wrong.step is InquiryStep.PHOTO) is not (one.result in BACK):
        raise Refused("inquiry.photo_back")  # by this word the picture goes everywhere
    if not one.words:
        raise Refused("inquiry.needs_words")
    _must_be_short(one)


def must_be_a_leaders(one: InquiryEntry, whole: Inquiry, by: Officer) -> None:
    """That somebody may do harm is taken back by a leader alone."""
    back = one.step is InquiryStep.MISTAKEN and one.supersedes
    wrong = whole.find(back) if back else None
    if wrong is not None and wrong.result == Checked.DANGER:
        by.must(Right.SEALED)


def _must_replace_its_own(one: InquiryEntry, whole: Inquiry) -> None:
    """A better word stands in the place of what was said of the same thing, and of nothing else: a
    check is taken back with words alone."""
    if one.supersedes is None or one.step is InquiryStep.MISTAKEN:
        return
    before = next((x for x in whole.entries if x.id == one.supersedes), None)
    if before is None or before.step is not InquiryStep.SOUGHT:
        raise Refused("inquiry.not_to_take_back")
    if one.step is not InquiryStep.SOUGHT or before.about != one.about:
        raise Refused("inquiry.not_to_take_back")


def _must_be_open(whole: Inquiry) -> None:
    if not whole.is_open:
        raise Refused("inquiry.over")


def _must_be_past(one: InquiryEntry, today: date) -> None:
    if one.on and one.on > today:
        raise Refused("inquiry.not_yet", field="on")


def _must_be_short(one: InquiryEntry) -> None:
    told = one.about == "story"
    if max(0 if told else len(one.value), len(one.whom)) > LONGEST:
        raise Refused("inquiry.too_long", most=LONGEST)
    if max(len(one.words), len(one.value)) > LONGEST_WORDS:
        raise Refused("inquiry.too_long", most=LONGEST_WORDS)


def must_follow(one: InquiryEntry, whole: Inquiry, today: date) -> None:
    """Whether an entry may follow on what stands."""
    if one.station != whole.first.station or one.step is InquiryStep.OPENED:
        raise Refused("inquiry.unknown")
    _must_replace_its_own(one, whole)
    if one.step is InquiryStep.INQUIRER:
        must_say_who(one, whole)
    elif one.step is InquiryStep.SOUGHT:
        must_be_said(one, whole, today)
    elif one.step is InquiryStep.CHECKED:
        must_be_checked(one, whole, today)
    elif one.step is InquiryStep.CONTACT:
        must_be_contact(one, today)
    elif one.step is InquiryStep.PHOTO:
        must_give_photo(one, whole, today)
    elif one.step is InquiryStep.CLOSED:
        must_close(one, whole)
    else:
        must_take_back(one, whole)
