"""PFIF 1.4 as we write it: valid, whatever was typed; and read again it is the same."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.pfif import (
    NOTE_FIELDS,
    PERSON_FIELDS,
    PfifNote,
    PfifPerson,
    retracted,
)
from app.domain.pfif_report import Fate
from app.wire.pfif_read import survey, taken
from app.wire.pfif_write import fit, write_pfif
from tests.pfif_files import NOW
from tests.tries import tries

SPACE = "{http://zesty.ca/pfif/1.4}"
TIME = r"\d\d\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"
# What the schema of the specification wants of a field; any text elsewhere.
SCHEMA = {
    "person_record_id": ".+/.+",
    "note_record_id": ".+/.+",
    "linked_person_record_id": ".+/.+",
    "entry_date": TIME,
    "expiry_date": TIME,
    "source_date": TIME,
    "author_email": ".+@.+",
    "email_of_found_person": ".+@.+",
    "author_phone": r"[\-+()\d ]+",
    "phone_of_found_person": r"[\-+()\d ]+",
    "sex": "female|male|other",
    "date_of_birth": r"\d\d\d\d(-\d\d(-\d\d)?)?",
    "age": r"\d+(-\d+)?",
    "home_country": "[A-Z][A-Z]",
    "author_made_contact": "true|false",
    "status": "information_sought|is_note_author|believed_alive|believed_missing|believed_dead",
}
NOTE = PfifNote(
    note_record_id="example.org/n1",
    person_record_id="example.org/p1",
    linked_person_record_id="example.net/7",
    entry_date=NOW,
    author_name="李强",
    author_email="li@example.org",
    author_phone="+86 (28) 8888-0001",
    source_date=NOW,
    author_made_contact=False,
    status="believed_alive",
    email_of_found_person="wang@example.org",
    phone_of_found_person="13800000001",
    last_known_location="30.65,104.07",
    text="在车站见过\n穿蓝衣 <b> & ]]>",
    photo_url="https://example.org/n1.jpg?a=1&b=2",
)
WANG = PfifPerson(
    person_record_id="example.org/p1",
    entry_date=NOW,
    expiry_date=NOW + timedelta(days=30),
    author_name="王建国",
    author_email="wang@example.org",
    author_phone="13800000002",
    source_name="寻亲网",
    source_date=datetime(2026, 4, 1, 1, 2, 3, 450_000, tzinfo=UTC),
    source_url="https://example.org/p1",
    full_name="王𬎆\nWang Xi",
    given_name="𬎆",
    family_name="王",
    alternate_names=("小芳", "Xiao Fang"),
    description="左手有疤 <3cm> & 说四川话",
    sex="female",
    date_of_birth="1979-03",
    age=(40, 50),
    home_street="幸福路",
    home_neighborhood="青羊区",
    home_city="成都市",
    home_state="CN-SC",
    home_postal_code="610000",
    home_country="CN",
    photo_url="https://example.org/p1.jpg",
    profile_urls=("https://example.org/a", "https://example.net/b"),
    notes=(NOTE,),
)


def _written(*people: PfifPerson, now: datetime = NOW) -> bytes:
    out = BytesIO()
    write_pfif(out, people, now)
    return out.getvalue()


def _read(data: bytes) -> list[PfifPerson | PfifNote]:
    file = BytesIO(data)
    return list(taken(file, survey(file, NOW), NOW))


def _valid(data: bytes) -> None:
    root = ET.fromstring(data)  # noqa: S314 - our own
    assert root.tag == f"{SPACE}pfif"
    for record in root:
        _valid_record(record, PERSON_FIELDS, {"person_record_id", "source_date", "full_name"})
        for note in record.findall(f"{SPACE}note"):
            needed = {"note_record_id", "author_name", "source_date", "text"}
            _valid_record(note, NOTE_FIELDS, needed)


def _valid_record(record: ET.Element, order: tuple[str, ...], needed: set[str]) -> None:
    names = [one.tag.removeprefix(SPACE) for one in record if one.tag != f"{SPACE}note"]
    assert needed <= set(names)
    assert names == [name for name in order if name in names]
    for one in record:
        name = one.tag.removeprefix(SPACE)
        if name in SCHEMA:
            assert re.fullmatch(SCHEMA[name], one.text or ""), (name, one.text)


def test_what_is_written_is_valid_and_reads_the_same() -> None:
    data = _written(WANG)
    _valid(data)
    assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    assert "王𬎆" in data.decode()
    assert b"<pfif:age>40-50</pfif:age>" in data
    assert b"<pfif:source_date>2026-04-01T01:02:03.450000Z</pfif:source_date>" in data
    assert _read(data) == [WANG]


def test_every_person_expires() -> None:
    with pytest.raises(Refused) as refused:
        _written(replace(WANG, expiry_date=None))
    assert (refused.value.key, refused.value.facts["field"]) == ("pfif.unfit", "expiry_date")


def test_of_somebody_expired_only_the_number_is_written() -> None:
    later = NOW + timedelta(days=31)
    data = _written(WANG, now=later)
    _valid(data)
    root = ET.fromstring(data)  # noqa: S314 - our own
    told = {one.tag.removeprefix(SPACE): one.text for one in root[0]}
    assert told == {
        "person_record_id": "example.org/p1",
        "entry_date": "2026-06-01T08:00:00Z",
        "expiry_date": "2026-05-31T08:00:00Z",
        "source_date": "2026-06-01T08:00:00Z",
        "full_name": None,
    }


def test_a_record_taken_back_is_understood_by_whoever_reads_it() -> None:
    at = NOW + timedelta(hours=1)
    data = _written(WANG, retracted("example.org/p1", at), now=at)
    _valid(data)
    report = survey(BytesIO(data), at)
    assert [one.fate for one in report.lines] == [Fate.REFUSED, Fate.EXPIRED, Fate.EXPIRED]
    assert list(report.expired) == ["example.org/p1"]


def test_a_telephone_is_written_as_the_schema_wants_it() -> None:
    (found,) = _read(_written(replace(WANG, author_phone="028-8888 0001 转 12")))
    assert isinstance(found, PfifPerson)
    assert found.author_phone == "028-8888 0001 12"


_any = st.text(max_size=40) | st.sampled_from(
    ["𬎆", "\x00\x0b", "]]>", "a\r\nb", "&amp;", "\u202e"]
)


@tries(60)
@given(st.dictionaries(st.sampled_from(PERSON_FIELDS[3:6] + PERSON_FIELDS[9:12]), _any), _any, _any)
def test_whatever_was_typed_is_valid_and_reads_as_it_was_fitted(
    typed: dict[str, str], description: str, text: str
) -> None:
    note = replace(NOTE, text=text, last_known_location=description)
    person = replace(WANG, **typed, description=description, notes=(note,))  # type: ignore[arg-type]  # texts
    person = replace(person, alternate_names=(text, description), photo_url=text, home_country=text)
    data = _written(person)
    _valid(data)
    assert _read(data) == [fit(person, NOW)]
