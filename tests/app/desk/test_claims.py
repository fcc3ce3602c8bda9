"""Claims after the arrival: added beside what was said, corrected without being lost."""

import pytest

from app.desk import admission, claims
from app.desk.claims import Behind
from app.domain.document import NO_DOCUMENT, forms_of
from app.domain.errors import Refused
from app.domain.ids import ClaimId, PersonId, new_id
from app.domain.person import ClaimKind, Source, live
from app.store.find import find
from app.store.people import cards, claims_of, file_of, in_station, with_claim
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
        desk.register,
        wrong.id,
        "王焱",
        Source.POLICE,
        by=desk.intake,
        at=NOON,
        verified=True,
        behind=Behind(reason="读音相同，字写错了", ground="公安人口系统"),
    )
    assert made.supersedes == wrong.id
    assert made.visit == wrong.visit
    assert file_of(desk.register, person).name == "王焱"
    assert [c.value for c in claims_of(desk.register, person)] == ["王淼", "王焱"]


def test_a_claim_is_corrected_once_then_its_correction_is(desk: makers.Desk) -> None:
    person = _arrived(desk)
    wrong = claims_of(desk.register, person)[0]
    put = {"by": desk.intake, "at": NOON, "behind": Behind(reason="字写错了")}
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


def test_an_alias_keeps_who_says_so_and_when(desk: makers.Desk) -> None:
    person = _arrived(desk)
    behind = Behind(said_by="其弟王森", said_on="2019年春节")
    made = claims.add(
        desk.register,
        person,
        ClaimKind.ALIAS,
        "三水",
        Source.KIN,
        by=desk.intake,
        at=NOON,
        behind=behind,
    )
    assert made.detail == {"said_by": "其弟王森", "said_on": "2019年春节"}


def test_a_correction_says_why_and_a_check_says_by_what(desk: makers.Desk) -> None:
    person = _arrived(desk)
    wrong, by = claims_of(desk.register, person)[0].id, desk.intake
    with pytest.raises(Refused, match=r"claims\.needs_reason"):
        claims.correct(desk.register, wrong, "王焱", Source.SAID, by=by, at=NOON)
    with pytest.raises(Refused, match=r"claims\.needs_ground"):
        claims.verify(desk.register, wrong, Behind(reason="对"), by=by, at=NOON)
    with pytest.raises(Refused, match=r"claims\.needs_reason"):
        claims.withdraw(desk.register, wrong, Behind(ground="看"), by=by, at=NOON)
    assert len(claims_of(desk.register, person)) == 1


def test_a_check_supersedes_and_says_what_it_rests_on(desk: makers.Desk) -> None:
    person = _arrived(desk)
    said = claims_of(desk.register, person)[0]
    ground = Behind(ground="电话问过村委会")
    checked = claims.verify(desk.register, said.id, ground, by=desk.leader, at=NOON)
    assert (checked.value, checked.source, checked.supersedes) == ("王淼", Source.SAID, said.id)
    assert (checked.verified, checked.detail["ground"]) == (True, "电话问过村委会")
    assert checked.officer == desk.leader.id
    assert [c.id for c in live(claims_of(desk.register, person))] == [checked.id]


def test_what_is_wrong_counts_no_more_and_stays_on_file(desk: makers.Desk) -> None:
    person = _arrived(desk)
    claims.add(
        desk.register, person, ClaimKind.PHONE, "13000000000", Source.SAID, by=desk.intake, at=NOON
    )
    wrong = claims_of(desk.register, person)[-1]
    gone = claims.withdraw(desk.register, wrong.id, Behind(reason="空号"), by=desk.intake, at=NOON)
    file = file_of(desk.register, person)
    assert file.value(ClaimKind.PHONE) == ""
    assert {c.value for c in file.claims if c.kind is ClaimKind.PHONE} == {"13000000000"}
    for claim in (wrong.id, gone.id):
        with pytest.raises(Refused) as sorry:
            claims.withdraw(desk.register, claim, Behind(reason="又"), by=desk.intake, at=NOON)
        assert sorry.value.key == "claims.corrected_already"


def test_an_old_home_is_kept_with_what_it_is_called_today(desk: makers.Desk) -> None:
    person = _arrived(desk)
    made = claims.add(
        desk.register,
        person,
        ClaimKind.HOME,
        "思茅地区思茅县",
        Source.SAID,
        by=desk.intake,
        at=NOON,
    )
    assert made.value == "思茅地区思茅县"
    assert (made.detail["successor"], made.detail["now"]) == ("530802", "云南省普洱市思茅区")


def test_no_document_gives_way_to_any_number_and_points_to_nobody(desk: makers.Desk) -> None:
    one, other = _arrived(desk), _arrived(desk)
    for person in (one, other):
        claims.add(
            desk.register,
            person,
            ClaimKind.DOCUMENT,
            NO_DOCUMENT,
            Source.SAID,
            by=desk.intake,
            at=NOON,
        )
    assert with_claim(desk.register, ClaimKind.DOCUMENT, NO_DOCUMENT) == []
    claims.add(
        desk.register,
        one,
        ClaimKind.DOCUMENT,
        "440121600101123",
        Source.SAID,
        by=desk.intake,
        at=NOON,
    )
    assert file_of(desk.register, one).value(ClaimKind.DOCUMENT) == "440121600101123"
    long = forms_of("440121600101123")[1]
    assert with_claim(desk.register, ClaimKind.DOCUMENT, long) == [one]
    assert [f.person for f in find(desk.register, long)] == [one]
    assert [f.person for f in find(desk.register, "440121600101123")] == [one]


def test_several_documents_of_one_person_stand_beside_each_other(desk: makers.Desk) -> None:
    person = _arrived(desk)
    for number in ("440121600101123", "H12345678", "E12345678"):
        claims.add(
            desk.register, person, ClaimKind.DOCUMENT, number, Source.SAID, by=desk.intake, at=NOON
        )
    kept = {
        c.value: c.detail["type"]
        for c in live(claims_of(desk.register, person))
        if c.kind is ClaimKind.DOCUMENT
    }
    assert kept == {"440121600101123": "resident", "H12345678": "pass_hm", "E12345678": "passport"}
