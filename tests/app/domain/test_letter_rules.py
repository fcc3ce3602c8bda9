"""What a letter asks of each kind, and what the public may read of a child."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.document import read_number
from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId, VisitId, new_id
from app.domain.letter_fields import ALSO, ANSWERS, ASKED, OF_A_CHILD, Subject, published
from app.domain.letter_rules import must_write
from app.domain.outside_letter import LetterKind, LetterStep, OutsideLetter, letters_of
from tests.makers import NOON, TOLD_LETTER

TODAY = date(2026, 11, 23)
CHILD = Subject(years=9)
OWN = "110101199003070011"
Kind = LetterKind


def _letter(kind: Kind, **said: str) -> OutsideLetter:
    fields = {name: TOLD_LETTER[name] for name in ASKED[kind] if name in TOLD_LETTER}
    fields |= {name: TOLD_LETTER[name] for name in OF_A_CHILD if kind is Kind.PUBLIC_NOTICE}
    fields |= said
    id_ = new_id()
    return OutsideLetter(
        id=id_, person=PersonId(new_id()), visit=VisitId(new_id()), letter=id_, kind=kind,
        step=LetterStep.WRITTEN, to=fields.pop("to", ""), contact=fields.pop("contact", ""),
        detail=fields, officer=OfficerId(new_id()), at=NOON,
    )  # fmt: skip


@pytest.mark.parametrize("kind", Kind)
def test_a_letter_is_whole_with_all_it_asks_and_not_without_any_of_it(kind: Kind) -> None:
    must_write(_letter(kind), CHILD, TODAY)
    for name in ASKED[kind]:
        with pytest.raises(Refused) as no:
            must_write(_letter(kind, **{name: " "}), CHILD, TODAY)
        assert (no.value.key, no.value.facts) == ("outside.missing", {"field": name})
    assert not set(ASKED[kind]) & set(ALSO[kind])


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"guardian_id": "452701195001010011"}, "id_odd"),
        ({"guardian_id": "110101201003070011"}, "guardian_minor"),
        ({"guardian_id": OWN}, "id_is_theirs"),
        ({"guardian_id": "E12345678"}, "guardian_birth"),
        ({"guardian_id": "E12345678", "guardian_birth": "2010-05-01"}, "guardian_minor"),
        ({"follow_up_on": "下月"}, "day_odd"),
        ({"assessment": "好" * 501}, "too_long"),
    ],
)
def test_a_guardian_is_an_adult_whose_document_holds(said: dict[str, str], key: str) -> None:
    assert not read_number(OWN, TODAY).warnings
    with pytest.raises(Refused) as no:
        must_write(_letter(Kind.MINOR_LEAVING, **said), replace(CHILD, number=OWN), TODAY)
    assert no.value.key == f"outside.{key}"


def test_a_guardian_with_a_passport_is_asked_for_their_birth() -> None:
    said = {"guardian_id": "E12345678", "guardian_birth": "1980-05-01"}
    must_write(_letter(Kind.MINOR_LEAVING, **said), CHILD, TODAY)


def test_a_childs_notice_hides_what_endangers() -> None:
    said = dict.fromkeys({*ASKED[Kind.PUBLIC_NOTICE], *ALSO[Kind.PUBLIC_NOTICE], *OF_A_CHILD}, "x")
    grown, child = (set(published(said, minor=minor)) for minor in (False, True))
    assert grown - child == {"found_at", "health", "accent"}
    assert not child & {"found_at", "health", "accent", "habits", "clues", "channels"}
    assert child >= {"features", "clothes", "found_on", "found_area", "contact"}


def test_what_went_out_is_what_stands_there_though_another_desk_wrote_it_anew() -> None:
    first = _letter(Kind.REPORT)
    sent = replace(first, id=new_id(), step=LetterStep.SENT, entry=first.id, on=TODAY, at=NOON)
    again = replace(
        first, id=new_id(), supersedes=first.id, detail={"asks": "both"},
        at=NOON + timedelta(minutes=1),
    )  # fmt: skip
    (whole,) = letters_of([again, sent, first])
    assert whole.text == first
    assert whole.answer_due == TODAY + timedelta(days=7)
    assert not whole.is_late(TODAY + timedelta(days=7))
    assert whole.is_late(TODAY + timedelta(days=8))


def test_every_answer_that_is_chosen_belongs_to_a_field() -> None:
    named = {name for kind in Kind for name in (*ASKED[kind], *ALSO[kind])}
    assert set(ANSWERS) <= named | {"police_agreed"}
