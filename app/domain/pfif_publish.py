"""Somebody found at a station, as PFIF may tell it: no more than the publication allows."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from app.domain.errors import Refused
from app.domain.name_parts import NameKind, parse_name
from app.domain.name_tables import NameTables
from app.domain.pfif import PfifNote, PfifPerson
from app.domain.provinces import iso_of_province

LONGEST = timedelta(days=366)
"""No publication stands longer without being asked for again."""
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
_REGION = re.compile(r"[^\W\d_]{1,14}(?:省|市|自治区|特别行政区|自治州|地区|盟|县|区|旗)")
# A resident number, a mobile number, a number of a bank card or of a case.
_NUMBER = re.compile(r"[0-9]{15,}|(?<![0-9])1[3-9][0-9]{9}(?![0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who stands behind it. `domain` belongs to the publisher and begins every record's number;
    `name` and `phone` are those that are published, such as the county's line, not a room."""

    domain: str
    name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a publication allows to be told. `id` says nothing to others (no case number).

    `birth` only where it may be told; `age` are the youngest and the oldest. `home` and `found` are
    regions from the large to the small, 四川省 成都市, never a street, a village or a station.
    `temporary`: the name was given at the station and is not taken apart. `text` says how the
    person was found, in the words of the notice.
    """

    id: str
    name: str
    expires: datetime
    temporary: bool = False
    aliases: tuple[str, ...] = ()
    sex: str = ""
    birth: str = ""
    age: tuple[int, int] | None = None
    description: str = ""
    text: str = ""
    photo_url: str = ""
    home: tuple[str, ...] = ()
    found: tuple[str, ...] = ()


def as_person(
    published: Published,
    publisher: Publisher,
    tables: NameTables,
    at: datetime,
    never: tuple[str, ...] = (),
) -> PfifPerson:
    """The record, with one note that the person lives; `at` is when it is published or changed.

    `sex` of `published` is GB/T 2261.1. `never` are texts that may nowhere be told: the station's
    name and address, document and telephone numbers. Refused "pfif.tells_too_much" where one of
    them stands in it, or any long number, or a region that is no region; "pfif.expires_before",
    "pfif.domain".
    """
    _check(published, publisher, at, never)
    family, given = ("", "") if published.temporary else _parted(published.name, tables)
    province, *smaller = published.home or ("",)
    record_id = f"{publisher.domain}/{published.id}"
    return PfifPerson(
        person_record_id=record_id,
        entry_date=at,
        expiry_date=min(published.expires, at + LONGEST),
        author_name=publisher.name,
        author_email=publisher.email,
        author_phone=publisher.phone,
        source_name=publisher.name,
        source_date=at,
        full_name=published.name,
        given_name=given,
        family_name=family,
        alternate_names=published.aliases,
        description=published.description,
        sex={"1": "male", "2": "female"}.get(published.sex, ""),
        date_of_birth=published.birth,
        age=published.age,
        home_city="".join(smaller),
        home_state=iso_of_province(province) or province,
        home_country="CN" if province else "",
        photo_url=published.photo_url,
        notes=(_alive(published, publisher, record_id, at),),
    )


def _alive(published: Published, publisher: Publisher, record_id: str, at: datetime) -> PfifNote:
    return PfifNote(
        note_record_id=f"{record_id}.alive",
        person_record_id=record_id,
        entry_date=at,
        author_name=publisher.name,
        author_phone=publisher.phone,
        source_date=at,
        author_made_contact=True,
        status="believed_alive",
        last_known_location="".join(published.found),
        text=published.text or published.description,
    )


def _parted(name: str, tables: NameTables) -> tuple[str, str]:
    """Surname and given name, where it is surely both."""
    ways = parse_name(name, tables)
    if ways and ways[0].kind is NameKind.HAN and ways[0].surname + ways[0].given == name:
        return ways[0].surname, ways[0].given
    return "", ""


def _check(
    published: Published, publisher: Publisher, at: datetime, never: tuple[str, ...]
) -> None:
    if not _DOMAIN.fullmatch(publisher.domain):
        raise Refused("pfif.domain", domain=publisher.domain)
    if published.expires <= at:
        raise Refused("pfif.expires_before")
    for part in (*published.home, *published.found):
        if not _REGION.fullmatch(part):
            raise Refused("pfif.tells_too_much", field="home", text=part)
    for name, text in _texts(published):
        if told := _told(text, never, numbers=name not in ("id", "photo_url")):
            raise Refused("pfif.tells_too_much", field=name, text=told)


def _texts(published: Published) -> Iterator[tuple[str, str]]:
    for one in fields(Published):
        value = getattr(published, one.name)
        if isinstance(value, str):
            yield one.name, value
        elif isinstance(value, tuple):
            yield from ((one.name, part) for part in value if isinstance(part, str))


def must_not_tell(said: Mapping[str, str], never: tuple[str, ...]) -> None:
    """The same of what is published otherwise. Refused "pfif.tells_too_much"."""
    for name, text in said.items():
        if told := _told(text, never, numbers=False):
            raise Refused("pfif.tells_too_much", field=name, text=told)


def _told(text: str, never: tuple[str, ...], *, numbers: bool) -> str:
    """The first thing in a text that must not be told."""
    squeezed = _squeezed(text)
    if numbers and (found := _NUMBER.search(squeezed)):
        return found[0]
    return next((one for one in never if one.strip() and _squeezed(one) in squeezed), "")


def _squeezed(text: str) -> str:
    """So that 1380 000 0000 and 幸福路 12 号 are found as well."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\-—–·.,、]", "", plain).casefold()
