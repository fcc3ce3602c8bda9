"""Numbers, births, documents, names and claims: what officers type, good and bad."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import document, number
from app.domain.birth import BirthRead, age_on, read_birth
from app.domain.errors import Refused
from app.domain.ids import (
    BlockId,
    OfficerId,
    PersonId,
    StationId,
    VisitId,
    VoucherId,
    new_id,
)
from app.domain.name import initials, readings, tidy_name
from app.domain.number import NumberBlock, check_digit, is_checked
from app.domain.person import Claim, ClaimKind, Source, best, best_value
from app.domain.staff import Right, Role
from app.domain.voucher import LONGEST_PLACE, Voucher, VoucherState, check_journey
from tests import makers
from tests.makers import NOON
from tests.tries import tries

TODAY = date(2026, 11, 24)


@tries(100)
@given(st.from_regex(r"[0-9]{1,20}", fullmatch=True), st.data())
def test_a_changed_digit_never_passes_the_check(digits: str, data: st.DataObject) -> None:
    whole = digits + check_digit(digits)
    assert is_checked(whole)
    place = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != whole[place]]))
    assert not is_checked(whole[:place] + other + whole[place + 1 :])


def test_the_check_digit_is_that_of_the_standard() -> None:
    assert check_digit("0794") == "5"  # the example of ISO 7064 MOD 11,10


def test_a_block_gives_each_number_once_and_then_no_more() -> None:
    block = NumberBlock(
        id=BlockId(new_id()), kind="case", station="440114-01", device="d",
        first=1, last=3, following=1, granted_at=NOON,
    )  # fmt: skip
    given_out = []
    while block.left:
        count, block = block.take()
        given_out.append(count)
    assert given_out == [1, 2, 3]
    with pytest.raises(Refused, match=r"number\.block_empty"):
        block.take()


@pytest.mark.parametrize(
    ("typed", "birth", "age"),
    [
        ("", "", None),
        ("1979-03-15", "1979-03-15", None),
        ("19790315", "1979-03-15", None),
        ("1979.3.5", "1979-03-05", None),
        ("1979年3月15日", "1979-03-15", None),
        ("1979年3月", "1979-03", None),
        ("1979", "1979", None),
        ("１９７９", "1979", None),
        ("47", "", 47),
        ("0", "", 0),
        ("2024-02-29", "2024-02-29", None),
    ],
)
def test_birth_as_it_is_typed(typed: str, birth: str, age: int | None) -> None:
    assert read_birth(typed, TODAY) == BirthRead(birth=birth, age=age)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("1900-02-30", "birth.no_such_day"),
        ("2023-02-29", "birth.no_such_day"),
        ("1979-13", "birth.no_such_day"),
        ("2027-01-01", "birth.not_possible"),
        ("1800-01-01", "birth.not_possible"),
        ("200", "birth.too_old"),
        ("明年", "birth.not_understood"),
        ("19-3-15", "birth.not_understood"),
    ],
)
def test_an_impossible_birth_is_said_with_what_to_do(typed: str, key: str) -> None:
    with pytest.raises(Refused) as said:
        read_birth(typed, TODAY)
    assert said.value.key == key


def test_age_counts_whole_years() -> None:
    assert age_on("1979-11-24", TODAY) == 47
    assert age_on("1979-11-25", TODAY) == 46
    assert age_on("1979", TODAY) == 47
    assert age_on("unknown", TODAY) is None


def test_a_resident_number_yields_birth_and_sex() -> None:
    read = document.read_number(" 110101 19900307 0134 ", TODAY)
    assert (read.kind, read.birth, read.sex) == ("resident", date(1990, 3, 7), "1")
    first17 = "11010119900307013"
    assert document.read_number(first17 + document.check_character(first17), TODAY).warnings == ()


@pytest.mark.parametrize(
    ("typed", "kind", "warnings"),
    [
        ("110101900307013", "resident", ()),
        ("110101190002300137", "resident", ("document.wrong_check_digit",)),
        ("1101011990030701345", "resident", ("document.wrong_length",)),
        ("CHN123456789012", "foreign", ()),
        ("E12345678", "passport", ()),
        ("没有", "other", ()),
    ],
)
def test_every_number_is_kept_and_what_is_odd_is_said(
    typed: str, kind: str, warnings: tuple[str, ...]
) -> None:
    read = document.read_number(typed, TODAY)
    assert read.kind == kind
    assert set(warnings) <= set(read.warnings)
    assert read.number


def test_a_day_that_never_was_inside_a_number_is_a_warning() -> None:
    read = document.read_number("110101190002300137", TODAY)
    assert "document.impossible_birth" in read.warnings
    assert read.birth is None


@given(st.text(max_size=40))
def test_any_text_can_be_a_number_or_a_name_or_is_refused_with_a_sentence(text: str) -> None:
    document.read_number(text, TODAY)
    document.masked(text)
    readings(tidy_name(text))
    with suppress(Refused):
        read_birth(text, TODAY)


def test_names_are_kept_as_they_are_written() -> None:
    assert tidy_name(" 王\u3000𬎆\n") == "王𬎆"
    assert tidy_name("阿依古丽•买买提") == "阿依古丽·买买提"
    assert tidy_name("Mary  O'Neil ") == "Mary O'Neil"
    assert tidy_name("龘") == "龘"


def test_surnames_are_read_as_surnames() -> None:
    assert readings("单雄信")[0][0] == "shan"
    assert readings("仇英")[0][0] == "qiu"
    assert initials(readings("欧阳明")[0]) == "oym"


def _claim(value: str, source: Source, *, verified: bool = False, minutes: int = 0) -> Claim:
    said = makers.claim(makers.person(), makers.officer(Role.INTAKE), value)
    at = NOON + timedelta(minutes=minutes)
    return replace(said, source=source, verified=verified, at=at)


def test_the_best_claim_is_the_verified_then_the_trusted_then_the_newest() -> None:
    said = _claim("王森", Source.SAID, minutes=9)
    card = _claim("王淼", Source.CARD)
    proved = _claim("王焱", Source.KIN, verified=True)
    assert best_value([said, card], ClaimKind.NAME) == "王淼"
    assert best_value([said, card, proved], ClaimKind.NAME) == "王焱"
    newer = _claim("王水", Source.SAID, minutes=10)
    assert best_value([said, newer], ClaimKind.NAME) == "王水"


def test_a_superseded_claim_is_no_longer_shown() -> None:
    wrong = _claim("王淼", Source.CARD)
    right = replace(_claim("王森", Source.SAID), supersedes=wrong.id)
    assert best([wrong, right], ClaimKind.NAME) == right
    assert best([], ClaimKind.NAME) is None


def test_nobody_may_more_than_the_role_says() -> None:
    may = {role: {r for r in Right if makers.officer(role).may(r)} for role in Role}
    assert may[Role.INTAKE] == {Right.REGISTER, Right.VIEW, Right.DECIDE, Right.VOUCHER}
    leads = {Right.VOID, Right.AUDIT, Right.DATE, Right.ERASE, Right.APPROVE, Right.SEALED}
    leads |= {Right.ANSWER, Right.ROOMS, Right.ARCHIVE}
    assert may[Role.LEADER] == may[Role.INTAKE] | leads
    assert may[Role.TRACING] == {Right.VIEW, Right.DECIDE}
    exports = {Right.EXPORT, Right.ARCHIVE}
    assert may[Role.ADMINISTRATOR] == {Right.STAFF, Right.APPROVE} | exports
    assert may[Role.AUDITOR] == {Right.VIEW, Right.AUDIT}
    gone = replace(makers.officer(Role.LEADER), active=False)
    assert not any(gone.may(right) for right in Right)


def voucher(**changed: object) -> Voucher:
    """An invented voucher."""
    made = Voucher(
        id=VoucherId(new_id()), serial="GT440114-01-2026-000001-0",
        station=StationId(new_id()), visit=VisitId(new_id()),
        person=PersonId(new_id()), name="王淼", from_place="广州南", to_place="南充北",
        depart_on=TODAY, valid_until=TODAY + timedelta(days=2),
        issued_at=NOON, officer=OfficerId(new_id()),
    )  # fmt: skip
    return replace(made, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"to_place": " "}, "voucher.no_places"),
        ({"from_place": "长" * (LONGEST_PLACE + 1)}, "voucher.place_too_long"),
        ({"direct": False, "transfer_place": "成都"}, "voucher.transfer_needs_relief_station"),
        ({"depart_on": TODAY - timedelta(days=1)}, "voucher.departs_in_the_past"),
        ({"valid_until": TODAY - timedelta(days=1)}, "voucher.validity_out_of_range"),
        ({"valid_until": TODAY + timedelta(days=4)}, "voucher.validity_out_of_range"),
        ({"fare": Decimal("-1")}, "voucher.fare_out_of_range"),
        ({"fare": Decimal(10000)}, "voucher.fare_out_of_range"),
        ({"fare": Decimal("NaN")}, "voucher.fare_out_of_range"),
        ({"to_place": " 广州南站"}, "voucher.same_place"),
        ({"to_place": "广州南", "note": "就近"}, "voucher.same_place"),
        ({"to_place": "广州北"}, "voucher.same_town"),
        # Yesterday without its year is the same day of the next one.
        (
            {"depart_on": date(2027, 11, 23), "valid_until": date(2027, 11, 24)},
            "voucher.departs_too_late",
        ),
    ],
)
def test_a_journey_that_cannot_be_is_refused(changed: dict[str, object], key: str) -> None:
    check_journey(voucher(), TODAY, 3)
    with pytest.raises(Refused) as said:
        check_journey(voucher(**changed), TODAY, 3)
    assert said.value.key == key


def test_within_the_town_a_voucher_says_why() -> None:
    check_journey(voucher(to_place="广州北", note="轮椅，无公交"), TODAY, 3)


def test_a_voucher_is_voided_once_and_with_a_reason() -> None:
    with pytest.raises(Refused, match=r"voucher\.void_needs_reason"):
        voucher().void(" ")
    gone = voucher().void("改签")
    assert (gone.state, gone.void_reason) == (VoucherState.VOID, "改签")
    with pytest.raises(Refused, match=r"voucher\.already_void"):
        gone.void("again")


def test_numbers_have_the_printed_shape() -> None:
    case = number.case_number("440114-01", TODAY, 7)
    assert case.startswith("440114-01-20261124-0007-")
    serial = number.voucher_serial("440114-01", TODAY, 123)
    assert serial.startswith("GT440114-01-2026-000123-")
    assert is_checked(case)
    assert is_checked(serial)
