"""紧急登记 while nobody can log in: sealed with the public key, merged at the next login."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, TypeAlias
from uuid import UUID

import msgspec

from app.clock import local
from app.desk import emergency
from app.desk.emergency import Emergency
from app.domain.emergency import MOST_WORDS, URGENT, counted, plain_line, temporary_number
from app.domain.errors import Refused, Unavailable
from app.domain.ids import PersonId, VisitId
from app.domain.staff import Officer, Right
from app.domain.station import Station
from app.store import sealed
from app.store.emergencies import numbers_of
from app.store.register import Register

_PRIVATE = "sealed emergencies"
_MOST_PICTURE = 4 << 20

Words: TypeAlias = Annotated[str, msgspec.Meta(max_length=4 * MOST_WORDS)]
Moment: TypeAlias = Annotated[datetime, msgspec.Meta(tz=True)]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What lies in a box. Anybody can write one, so nothing in it is believed without a look."""

    version: int
    visit: UUID
    person: UUID
    at: Moment
    number: Annotated[str, msgspec.Meta(max_length=60)]
    taken_by: Annotated[str, msgspec.Meta(max_length=200)]
    urgent: Annotated[tuple[Words, ...], msgspec.Meta(max_length=len(URGENT))]
    done: Words
    photo: Annotated[bytes, msgspec.Meta(max_length=_MOST_PICTURE)] = b""
    photo_at: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A box that was opened; `whole` is False where its photograph could not be read."""

    path: Path
    emergency: Emergency
    whole: bool = True


def prepare(register: Register, station: Station) -> bool:
    """Lay the public key beside the ring; False where another one lay there or it was damaged.

    Whoever swapped the key could read what was sealed since: the officer must hear of it.
    """
    own = sealed.public_key(str(register.device), station.code, register.key_for(_PRIVATE))
    try:
        found = sealed.read_public(register.folder)
    except Unavailable:
        found, known = None, False
    else:
        # A register that was restored has another device, and the same key.
        known = found is None or found.key == own.key
    if found != own:
        sealed.set_aside(register.folder, register.folder / sealed.PUBLIC)
        sealed.write_public(register.folder, own)
    _keep_numbers(register, station)
    return known


def _keep_numbers(register: Register, station: Station) -> None:
    """A register that was restored knows numbers that its folder has forgotten."""
    given: dict[str, int] = {}
    for number in numbers_of(register):
        if found := counted(number, station.code):
            day, count = found
            given[day] = max(count, given.get(day, 0))
    with suppress(Unavailable):
        sealed.never_again(register.folder, given)


def seal(folder: Path, seen: Emergency, taken_by: str) -> str:
    """Seal one emergency without any login; answers the temporary number to write down."""
    public = sealed.read_public(folder)
    if public is None:
        raise Unavailable("sealed.no_public_key")
    day = local(seen.at).date()

    def box(count: int) -> bytes:
        number = temporary_number(public.station, day, count)
        record = Record(
            version=1,
            visit=seen.visit,
            person=seen.person,
            at=seen.at,
            number=number,
            taken_by=plain_line(taken_by, 60),
            urgent=seen.urgent,
            done=plain_line(seen.done),
            photo=seen.photo.jpeg if seen.photo else b"",
            photo_at=seen.photo.taken_at if seen.photo else None,
        )
        return sealed.seal(msgspec.msgpack.encode(record), public.key)

    count = sealed.put(folder, emergency.day_of(seen.at), box)
    return temporary_number(public.station, day, count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxes:
    """What waits to be merged, and the key that opens it; never leaves the memory."""

    folder: Path
    paths: tuple[Path, ...]
    private: bytes


def boxes(register: Register, *, by: Officer) -> Boxes:
    """The boxes that wait, for somebody who may register people."""
    by.must(Right.REGISTER)
    paths = tuple(sealed.waiting(register.folder))
    return Boxes(folder=register.folder, paths=paths, private=register.key_for(_PRIVATE))


def open_box(path: Path, private: bytes) -> Opened:
    """Open one, away from the register; Refused "sealed.not_ours" where it is none of ours."""
    data = sealed.read_box(path)
    try:
        record = msgspec.msgpack.decode(sealed.unseal(data, private), type=Record)
    except (ValueError, msgspec.MsgspecError):  # ValueError: a text that is not UTF-8
        raise Refused("sealed.not_ours") from None
    if not all(map(_is_possible, (record.at, record.photo_at or record.at))):
        raise Refused("sealed.not_ours")
    from app.desk.snapshot import photograph  # not wanted on the login page

    photo, whole = None, True
    if record.photo:
        try:
            photo = photograph(record.photo, record.photo_at or record.at)
        except Refused:
            whole = False
    detail = {
        "number": plain_line(record.number, 60),
        "taken_by": plain_line(record.taken_by, 60),
        "seal": hashlib.sha256(data).hexdigest(),
    }
    seen = Emergency(
        visit=VisitId(record.visit),
        person=PersonId(record.person),
        at=record.at,
        urgent=record.urgent,
        done=record.done,
        photo=photo,
        detail=detail,
    )
    return Opened(path=path, emergency=seen, whole=whole)


def _is_possible(moment: datetime) -> bool:
    """A year that a list can show; the first and last of all have no time in UTC."""
    return 2000 <= moment.year < 2200


def merge(
    register: Register, opened: Opened, station: Station, *, by: Officer, at: datetime
) -> bool:
    """Make a visit of one box, once; False where its photograph cannot be read: it is kept."""
    try:
        emergency.save(register, opened.emergency, station, by=by, at=at)
    except Refused as sorry:
        # Not the same emergency, yet under the id of a visit: forged, or somebody's mistake.
        if sorry.key != "admission.saved_already":
            raise
        raise Refused("sealed.not_ours") from None
    # A box that came back with a backup must not bring back who was erased since.
    register.keep_erased()
    if opened.whole:
        sealed.drop(opened.path)
    else:
        sealed.set_aside(register.folder, opened.path)
    return opened.whole


def put_aside(folder: Path, path: Path) -> None:
    """A box that is none of ours: out of the way, never deleted."""
    sealed.set_aside(folder, path)
