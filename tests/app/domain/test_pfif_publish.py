"""What of somebody at a station goes out as PFIF, and what never does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.errors import Refused
from app.domain.pfif_publish import LONGEST, Published, Publisher, as_person
from app.names import names
from tests.pfif_files import NOW

STATION = Publisher(domain="jiuzhu.example.cn", name="示例市救助管理机构", phone="028-88880001")
WANG = Published(
    id="7f3a",
    name="欧阳秀英",
    expires=NOW + timedelta(days=90),
    aliases=("小英",),
    sex="2",
    age=(40, 50),
    description="左手有疤，说四川话",
    text="四月在成都市区被发现",
    home=("四川省", "绵阳市"),
    found=("四川省", "成都市"),
)
NEVER = ("示例市幸福路12号", "示例市第一救助站", "510101197903150021")


def test_a_person_found_is_told_with_one_note_that_she_lives() -> None:
    person = as_person(WANG, STATION, names(), NOW, NEVER)
    assert (person.person_record_id, person.source_date) == ("jiuzhu.example.cn/7f3a", NOW)
    assert (person.family_name, person.given_name) == ("欧阳", "秀英")
    assert (person.sex, person.age, person.date_of_birth) == ("female", (40, 50), "")
    assert (person.home_country, person.home_state, person.home_city) == ("CN", "CN-SC", "绵阳市")
    (note,) = person.notes
    assert (note.status, note.last_known_location) == ("believed_alive", "四川省成都市")


def test_a_name_given_at_the_station_is_not_taken_apart() -> None:
    person = as_person(replace(WANG, name="王一号", temporary=True), STATION, names(), NOW)
    assert (person.full_name, person.family_name) == ("王一号", "")


def test_it_always_expires_and_within_a_year() -> None:
    long = replace(WANG, expires=NOW + timedelta(days=4000))
    assert as_person(long, STATION, names(), NOW).expiry_date == NOW + LONGEST
    with pytest.raises(Refused) as refused:
        as_person(replace(WANG, expires=NOW), STATION, names(), NOW)
    assert refused.value.key == "pfif.expires_before"


@pytest.mark.parametrize(
    "changed",
    [
        replace(WANG, description="现住示例市 幸福路 12 号"),
        replace(WANG, text="在示例市第一救助站"),
        replace(WANG, description="证号５１０１０１１９７９０３１５００２１"),
        replace(WANG, description="证号 510101 19800101 001X"),
        replace(WANG, description="家里电话 138-0000-0001"),
        replace(WANG, aliases=("示例市第一救助站",)),
        replace(WANG, home=("四川省", "成都市", "幸福路12号")),
        replace(WANG, found=("示例市第一救助站",)),
    ],
)
def test_nothing_that_finds_the_station_or_the_papers_goes_out(changed: Published) -> None:
    with pytest.raises(Refused) as refused:
        as_person(changed, STATION, names(), NOW, NEVER)
    assert refused.value.key == "pfif.tells_too_much"


def test_a_record_needs_the_domain_of_whoever_publishes_it() -> None:
    with pytest.raises(Refused) as refused:
        as_person(WANG, replace(STATION, domain="救助站"), names(), NOW)
    assert refused.value.key == "pfif.domain"
