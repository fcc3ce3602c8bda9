"""A PFIF record in the words of our inquiries."""

from datetime import UTC, date, datetime

import pytest

from app.domain.pfif import PfifNote, PfifPerson
from app.domain.pfif_inquiry import INQUIRER, as_inquiry
from app.domain.provinces import iso_of_province, province_of_iso
from app.domain.traits import read_traits

TODAY = date(2026, 5, 1)
THEN = datetime(2016, 5, 2, tzinfo=UTC)
WANG = PfifPerson(
    person_record_id="example.org/p1",
    source_date=THEN,
    source_name="寻亲网",
    author_name="王建国",
    author_phone="13800000001",
    full_name="王秀英\nWang Xiuying",
    alternate_names=("小英",),
    sex="female",
    age=(40, 42),
    home_country="CN",
    home_state="CN-SC",
    home_city="成都市",
    description="左手有疤",
)
NOTES = (
    PfifNote(note_record_id="e/2", source_date=THEN.replace(year=2020), status="believed_missing",
             last_known_location="重庆北站", text="有人在重庆见过"),
    PfifNote(note_record_id="e/1", source_date=THEN.replace(year=2018), status="believed_alive",
             last_known_location="绵阳", linked_person_record_id="e/7", text="在绵阳"),
)  # fmt: skip


def test_what_a_record_says_is_read_as_traits() -> None:
    row = as_inquiry(WANG, TODAY, NOTES)
    traits = read_traits(row, TODAY)
    assert traits.names == ("王秀英", "Wang Xiuying", "小英")
    assert (traits.sex, traits.homes) == ("2", ("四川省成都市",))
    assert traits.missing_place == "重庆北站"
    assert (row["status"], row["linked"]) == ("believed_missing", "e/7")
    assert row["notes"] == "2018-05-02 在绵阳\n2020-05-02 有人在重庆见过"
    assert (row["source"], row["source_id"]) == ("寻亲网", "example.org/p1")


@pytest.mark.parametrize(
    ("today", "ages"),
    [
        (date(2016, 5, 2), (40, 42)),
        (date(2016, 6, 1), (40, 43)),
        (date(2026, 5, 1), (49, 52)),
        (date(2026, 5, 2), (50, 52)),
    ],
)
def test_an_age_grows_since_it_was_said(today: date, ages: tuple[int, int]) -> None:
    assert read_traits(as_inquiry(WANG, today), today).ages == ages


def test_who_asks_is_kept_apart_from_what_is_known_of_the_person() -> None:
    row = as_inquiry(WANG, TODAY, NOTES)
    told = "".join(value for name, value in row.items() if name not in INQUIRER)
    assert "王建国" not in told
    assert "13800000001" not in told
    assert row["inquirer_phone"] == "13800000001"


def test_provinces_are_known_by_their_codes_of_today_and_before() -> None:
    codes = ("CN-SC", "cn-51", "51", "HA", "CN-15", "XX", "")
    found = ["四川省", "四川省", "四川省", "河南省", "内蒙古自治区", "", ""]
    assert [province_of_iso(code) for code in codes] == found
    assert iso_of_province("内蒙古") == "CN-NM"


def test_a_state_of_another_country_is_no_province() -> None:
    row = as_inquiry(PfifPerson(person_record_id="e/1", home_state="SC", home_country="US"), TODAY)
    assert row["home_place"] == "US SC"
