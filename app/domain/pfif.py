"""PFIF 1.4 (People Finder Interchange Format): the records of people who are missed or found.

Fields, their order and the rules of expiry: zesty.ca/pfif/1.4, sections 3 and 4.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime

NAMESPACE = "http://zesty.ca/pfif/1.4"
VERSIONS = ("1.1", "1.2", "1.3", "1.4")
RENAMED: Mapping[str, str] = {
    "home_zip": "home_postal_code",
    "first_name": "given_name",
    "last_name": "family_name",
    "found": "author_made_contact",
    "other": "description",
}
"""Names of fields before 1.4 (home_zip: before 1.2), and what they are called now."""
SEXES = ("female", "male", "other")
STATUSES = (
    "information_sought", "is_note_author", "believed_alive", "believed_missing", "believed_dead",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PfifNote:
    """What somebody has to say of a person at one time; the newest `source_date` counts.

    `linked_person_record_id`: another record that is of the same person. `text` says why.
    """

    note_record_id: str
    person_record_id: str = ""
    linked_person_record_id: str = ""
    entry_date: datetime | None = None
    author_name: str = ""
    author_email: str = ""
    author_phone: str = ""
    source_date: datetime | None = None
    author_made_contact: bool | None = None
    status: str = ""
    email_of_found_person: str = ""
    phone_of_found_person: str = ""
    last_known_location: str = ""
    text: str = ""
    photo_url: str = ""

    @property
    def record_id(self) -> str:
        """Its own."""
        return self.note_record_id


@dataclass(frozen=True, slots=True, kw_only=True)
class PfifPerson:
    """Somebody looked for or found. Times are UTC; empty text and None are "not said".

    `entry_date` is when the copy was stored, `source_date` when the original was last changed, and
    `age` counts in whole years on that day. Several full names stand on lines of their own.
    """

    person_record_id: str
    entry_date: datetime | None = None
    expiry_date: datetime | None = None
    author_name: str = ""
    author_email: str = ""
    author_phone: str = ""
    source_name: str = ""
    source_date: datetime | None = None
    source_url: str = ""
    full_name: str = ""
    given_name: str = ""
    family_name: str = ""
    alternate_names: tuple[str, ...] = ()
    description: str = ""
    sex: str = ""
    date_of_birth: str = ""
    age: tuple[int, int] | None = None
    home_street: str = ""
    home_neighborhood: str = ""
    home_city: str = ""
    home_state: str = ""
    home_postal_code: str = ""
    home_country: str = ""
    photo_url: str = ""
    profile_urls: tuple[str, ...] = ()
    notes: tuple[PfifNote, ...] = ()

    @property
    def record_id(self) -> str:
        """Its own."""
        return self.person_record_id

    def expired(self, now: datetime) -> bool:
        """Whether nothing of it may be shown or kept any more."""
        return self.expiry_date is not None and self.expiry_date <= now

    @property
    def says_nobody(self) -> bool:
        """Whether nothing in it tells one person from another."""
        told = (self.full_name, self.given_name, self.family_name, self.alternate_names)
        return not any((*told, self.description, self.photo_url))


PERSON_FIELDS = tuple(one.name for one in fields(PfifPerson) if one.name != "notes")
NOTE_FIELDS = tuple(one.name for one in fields(PfifNote))


def full_name(family: str, given: str) -> str:
    """In the order of the language: 王秀英, Anna Berg."""
    if any(c >= "㐀" for c in family + given):
        return family + given
    return f"{given} {family}".strip()


def placeholder(person: PfifPerson, at: datetime) -> PfifPerson:
    """What stays of an expired record: its number and when it expired (PFIF 1.4, 3.3).

    Whoever had a copy sees it by the new dates and removes theirs.
    """
    return PfifPerson(
        person_record_id=person.person_record_id,
        expiry_date=person.expiry_date,
        source_date=at,
        entry_date=at,
    )


def retracted(record_id: str, at: datetime) -> PfifPerson:
    """Our own record taken back: it expires at once, and nothing else of it is said."""
    return placeholder(PfifPerson(person_record_id=record_id, expiry_date=at), at)
