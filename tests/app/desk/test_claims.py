"""Claims after the arrival: added beside what was said, corrected without being lost."""

import pytest

from app.desk import admission, claims
from app.domain.errors import Refused
from app.domain.ids import ClaimId, PersonId, new_id
from app.domain.person import ClaimKind, Source
from app.store.people import cards, claims_of, file_of, in_station
from tests import makers
from tests.makers import NOON


def _arrived(desk: makers.Desk, name: str = "王淼") -> PersonId:
    arrival = makers.arrival(name)
    done = admission.admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON)
    return done.visit.person


def test_a_new_claim_stands_beside_the_old_one(desk: makers.Desk) -> None:
    person = _arrived(desk)
    claims.add(
        desk.register, person, ClaimKind.ALIAS, " 三水 ", Source.KIN, by=desk.intake, at=NOON
    )
    file = file_of(desk.register, person)
    assert file.value(ClaimKind.ALIAS) == "三水"
    assert file.name == "王淼"


def test_a_correction_counts_and_the_wrong_claim_stays_on_file(desk: makers.Desk) -> None:
    person = _arrived(desk)
    wrong = claims_of(desk.register, person)[0]
    made = claims.correct(
        desk.register, wrong.id, "王焱", Source.POLICE, by=desk.intake, at=NOON, verified=True
    )
    assert made.supersedes == wrong.id
    assert made.visit == wrong.visit
    assert file_of(desk.register, person).name == "王焱"
    assert [c.value for c in claims_of(desk.register, person)] == ["王淼", "王焱"]


def test_a_claim_is_corrected_once_then_its_correction_is(desk: makers.Desk) -> None:
    person = _arrived(desk)
    wrong = claims_of(desk.register, person)[0]
    put = {"by": desk.intake, "at": NOON}
    first = claims.correct(desk.register, wrong.id, "王焱", Source.SAID, **put)  # type: ignore[arg-type]
    with pytest.raises(Refused) as sorry:
        claims.correct(desk.register, wrong.id, "王垚", Source.SAID, **put)  # type: ignore[arg-type]
    assert sorry.value.key == "claims.corrected_already"
    claims.correct(desk.register, first.id, "王垚", Source.SAID, **put)  # type: ignore[arg-type]
    assert file_of(desk.register, person).name == "王垚"


@pytest.mark.parametrize(
    ("kind", "value", "key"),
    [
        (ClaimKind.NAME, "  ", "claims.needs_value"),
        (ClaimKind.SEX, "男", "claims.unknown_code"),
        (ClaimKind.ETHNICITY, "77", "claims.unknown_code"),
        (ClaimKind.BIRTH, "1900-02-30", "birth.no_such_day"),
    ],
)
def test_what_is_not_understood_is_refused(
    desk: makers.Desk, kind: ClaimKind, value: str, key: str
) -> None:
    person = _arrived(desk)
    with pytest.raises(Refused) as sorry:
        claims.add(desk.register, person, kind, value, Source.SAID, by=desk.intake, at=NOON)
    assert sorry.value.key == key
    assert len(claims_of(desk.register, person)) == 1


def test_numbers_and_births_are_read_as_at_the_arrival(desk: makers.Desk) -> None:
    person = _arrived(desk)
    for kind, value in ((ClaimKind.DOCUMENT, "110105 19491231 002x"), (ClaimKind.BIRTH, "约50")):
        claims.add(desk.register, person, kind, value, Source.SAID, by=desk.intake, at=NOON)
    file = file_of(desk.register, person)
    assert file.value(ClaimKind.DOCUMENT) == "11010519491231002X"
    assert file.value(ClaimKind.AGE) == "45-55"


def test_only_who_registers_may_add_or_correct(desk: makers.Desk) -> None:
    person = _arrived(desk)
    wrong = claims_of(desk.register, person)[0].id
    said = (desk.register, person, ClaimKind.ALIAS, "三水", Source.KIN)
    with pytest.raises(Refused):
        claims.add(*said, by=desk.auditor, at=NOON)
    with pytest.raises(Refused):
        claims.correct(desk.register, wrong, "王焱", Source.KIN, by=desk.administrator, at=NOON)


def test_what_is_not_there_cannot_be_added_to_or_corrected(desk: makers.Desk) -> None:
    nobody, nothing = PersonId(new_id()), ClaimId(new_id())
    by = desk.intake
    with pytest.raises(Refused) as first:
        claims.add(desk.register, nobody, ClaimKind.NAME, "王", Source.SAID, by=by, at=NOON)
    with pytest.raises(Refused) as second:
        claims.correct(desk.register, nothing, "王", Source.SAID, by=by, at=NOON)
    assert (first.value.key, second.value.key) == ("claims.no_person", "claims.unknown")


def test_many_cards_at_once_are_the_same_as_one_by_one(desk: makers.Desk) -> None:
    people = [_arrived(desk, name) for name in ("王淼", "", "欧阳𬎆")]
    together = cards(desk.register, people)
    assert [together[p] for p in people] == [cards(desk.register, [p])[p] for p in people]
    assert [together[p].temporary for p in people] == [False, True, False]
    assert {one.card.person for one in in_station(desk.register)} == set(people)
