"""A PFIF record of somebody missed, in the words of our inquiries."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from itertools import chain

from app.domain.pfif import PfifNote, PfifPerson
from app.domain.provinces import province_of_iso

INQUIRER = ("inquirer_name", "inquirer_phone", "inquirer_email")
"""Of whoever wrote the record: for our own calls, never published and never told."""
_SEX = {"male": "1", "female": "2"}
_OLDEST = 130
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def as_inquiry(person: PfifPerson, today: date, notes: Iterable[PfifNote] = ()) -> dict[str, str]:
    """The columns that `read_traits` reads, with `description`, `notes` and `status` (the newest);
    `source`, `source_id`, `source_url`, `photo_url`, `linked`, `expires`; and `INQUIRER`.

    Every column is there, empty where nothing was said. `notes` are those that came alone.
    """
    told = sorted(chain(person.notes, notes), key=lambda one: one.source_date or _LONG_AGO)
    name, *others = person.full_name.split("\n")
    low, high = _ages(person, today)
    return {
        "name": name,
        "aliases": "；".join(dict.fromkeys((*others, *person.alternate_names))),
        "sex": _SEX.get(person.sex, ""),
        "birth": person.date_of_birth,
        "age_low": low,
        "age_high": high,
        "home_place": _home(person),
        "accent": "",
        "phone": "；".join(_each(told, "phone_of_found_person")),
        "marks": "",
        "relatives": "",
        "missing_since": "",
        "missing_place": _newest(told, "last_known_location"),
        "description": person.description,
        "notes": "\n".join(_dated(one) for one in told if one.text),
        "status": _newest(told, "status"),
        "linked": " ".join(_each(told, "linked_person_record_id")),
        "expires": person.expiry_date.isoformat() if person.expiry_date else "",
        "photo_url": person.photo_url,
        **_source(person),
    }


def _source(person: PfifPerson) -> Mapping[str, str]:
    return {
        "source": person.source_name or person.person_record_id.partition("/")[0],
        "source_id": person.person_record_id,
        "source_url": person.source_url,
        "inquirer_name": person.author_name,
        "inquirer_phone": person.author_phone,
        "inquirer_email": person.author_email,
    }


def _ages(person: PfifPerson, today: date) -> tuple[str, str]:
    """The youngest and the oldest somebody may be today: an age was true on the source_date, and a
    birthday may have come since."""
    then = person.source_date or person.entry_date
    if person.age is None or then is None:
        return "", ""
    day = then.date()
    years = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
    whole = (today.month, today.day) == (day.month, day.day)
    low, high = person.age
    return str(min(low + years, _OLDEST)), str(min(high + years + (not whole), _OLDEST))


def _home(person: PfifPerson) -> str:
    """From the large to the small, as it is written in Chinese."""
    state = person.home_state
    if person.home_country == "CN" or state.startswith("CN-"):
        state = province_of_iso(state) or state
    country = "" if person.home_country == "CN" else person.home_country
    parts = (country, state, person.home_city, person.home_neighborhood, person.home_street)
    said = [part for part in dict.fromkeys(parts) if part]
    han = all(any(c >= "㐀" for c in part) for part in said)
    return ("" if han else " ").join(said)


def _each(notes: Iterable[PfifNote], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(said for one in notes if (said := getattr(one, name))))


def _newest(notes: Iterable[PfifNote], name: str) -> str:
    said = [getattr(one, name) for one in notes]
    return next((one for one in reversed(said) if one), "")


def _dated(note: PfifNote) -> str:
    day = f"{note.source_date:%Y-%m-%d} " if note.source_date else ""
    return f"{day}{note.text}"
