"""年度归档: a folder for each person who came in a year: papers, record, pictures, checksums.

Everything is made in a folder that is called half (`.part`) until it is whole and signed; broken
off, it goes on where it was. Each person's folder says in its manifest what lies in it.
"""

import hashlib
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from app.clock import CHINA, local
from app.desk import papers
from app.desk.papers import Issuer
from app.desk.visit_papers import papers_of, papers_of_list
from app.domain.archive import (
    HALF,
    MANIFEST,
    PEOPLE,
    RECORD,
    SCHEMA,
    must_be_meant,
    must_be_year,
)
from app.domain.belonging_photo import showing
from app.domain.errors import Refused, Unavailable
from app.domain.ids import PersonId, new_id
from app.domain.sound_file import read_sound
from app.domain.staff import Officer, Right, Viewing
from app.domain.station import Station
from app.domain.visit import Visit
from app.store.archiving import visits_between
from app.store.ask import Asks
from app.store.disclosure import Beside, beside
from app.store.files import make_folder, replace_file, sentence_of
from app.store.people import File, file_of, together_each
from app.store.protected import sealed_among
from app.store.register import Register

LOG = "archive"
TOLD_EACH = 10
"""Files of one person after which it is said how many there are."""
_LEFT_OUT = frozenset({"templates", "sent", "searches", "viewings"})
"""Of what hangs beside a file: measures of faces, and who looked whom up, are no part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which year, why, and who agreed that sealed people are in it."""

    year: int
    purpose: str
    second: Officer | None = None

    @property
    def with_sealed(self) -> bool:
        """Two officers said so."""
        return self.second is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Human:
    """One person of the year: every record that is this human, and the visits of the year."""

    people: tuple[UUID, ...]
    visits: tuple[Visit, ...]
    folder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Who is in it; `sealed`: how many were left out."""

    wanted: Wanted
    station: Station
    humans: tuple[Human, ...]
    sealed: int

    def place(self, out: Path) -> Path:
        """Where it lies once it is whole."""
        return out / f"{LOG}-{self.station.code}-{self.wanted.year}"

    def half(self, out: Path) -> Path:
        """Where it is made."""
        place = self.place(out)
        return place.with_name(place.name + HALF)


def plan(asks: Asks, wanted: Wanted, station: Station, *, by: Officer, at: datetime) -> Plan:
    """Everybody who came in the year. Refused "archive.…"; sealed people only where a leader and a
    second officer say so."""
    by.must(Right.ARCHIVE)
    must_be_year(wanted.year, local(at).year)
    must_be_meant(wanted.purpose)
    if wanted.second is not None:
        _must_agree(by, wanted.second)
    begins, ends = (datetime(y, 1, 1, tzinfo=CHINA) for y in (wanted.year, wanted.year + 1))
    visits = visits_between(asks, station.id, begins, ends)
    groups = together_each(asks, {one.person for one in visits})
    shut = frozenset() if wanted.with_sealed else sealed_among(asks, groups)
    by_human: dict[tuple[UUID, ...], list[Visit]] = {}
    for one in visits:
        by_human.setdefault(groups[one.person], []).append(one)
    humans = tuple(
        Human(people=people, visits=tuple(own), folder=_folder(own[0]))
        for people, own in by_human.items()
        if shut.isdisjoint(people)
    )
    if not humans:
        raise Refused("archive.nobody", year=wanted.year)
    sealed = len(by_human) - len(humans)
    return Plan(wanted=wanted, station=station, humans=humans, sealed=sealed)


def _must_agree(by: Officer, second: Officer) -> None:
    by.must(Right.SEALED)
    if second.id == by.id:
        raise Refused("archive.one_officer")
    second.must(Right.APPROVE)


def _folder(visit: Visit) -> str:
    """By the first visit of the year: a number and no name; two stays of one number stay apart."""
    plain = re.sub(r"[^0-9A-Za-z-]", "_", visit.case_number) or "visit"
    return f"{plain}-{visit.id.hex[-6:]}"


def begin(made: Plan, out: Path, data: Path) -> Path:
    """The folder in which it is made. What lies there of somebody who is in it no more (erased,
    sealed, taken for somebody else) goes. Refused "archive.there_already", "handed.…"."""
    if not str(out).strip() or not out.is_dir():
        raise Refused("handed.no_folder", folder=str(out))
    if out.resolve().is_relative_to(data.resolve()):
        raise Refused("handed.inside_data", folder=str(data))
    if made.place(out).exists():
        raise Refused("archive.there_already", folder=str(made.place(out)))
    half = made.half(out)
    make_folder(half / PEOPLE)
    wanted = {one.folder for one in made.humans}
    try:
        for one in (half / PEOPLE).iterdir():
            if one.name not in wanted:
                shutil.rmtree(one)
    except OSError as error:
        raise sentence_of(error, half) from error
    return half


def log(register: Register, one: Human, made: Plan, *, by: Officer, at: datetime) -> None:
    """A look at each record of this human, before anything of it is read."""
    by.must(Right.ARCHIVE)
    second = made.wanted.second
    purpose = made.wanted.purpose + (f" ({second.name})" if second else "")
    what = f"{LOG} {made.wanted.year}"
    seen = [
        Viewing(
            id=new_id(), person=PersonId(person), officer=by.id, at=at, purpose=purpose, what=what
        )
        for person in one.people
    ]
    register.write(*seen, by=by.id, at=at, reason=LOG)


def put(
    asks: Asks, one: Human, made: Plan, half: Path, issuer: Issuer, *, at: datetime, lang: str,
    written: Callable[[int], None] = lambda _files: None,
) -> bool:  # fmt: skip
    """One person's folder, whole or not there; False where it lay there already and says what the
    register says. Whoever was sealed meanwhile stays out. `written`: so many of its files are."""
    if not made.wanted.with_sealed and sealed_among(asks, one.people):
        shutil.rmtree(half / PEOPLE / one.folder, ignore_errors=True)
        return False
    file = file_of(asks, one.people[0])
    record = record_of(asks, file, made)
    place = half / PEOPLE / one.folder
    if _stands(place, record):
        return False
    building = place.with_name(place.name + HALF)
    try:
        for old in (building, place):
            if old.exists():
                shutil.rmtree(old)
        _fill(asks, one, file, record, building, issuer, at, lang, written)
        building.rename(place)
    except OSError as error:
        shutil.rmtree(building, ignore_errors=True)
        raise sentence_of(error, half) from error
    except (Refused, Unavailable):
        shutil.rmtree(building, ignore_errors=True)
        raise
    return True


def record_of(asks: Asks, file: File, made: Plan) -> bytes:
    """Everything that is kept of a human as JSON; no measures of faces."""
    more = beside(asks, file)
    kept = {f.name: getattr(more, f.name) for f in fields(more) if f.name not in _LEFT_OUT}
    whole: dict[str, Any] = {
        "schema": SCHEMA,
        "station": made.station.code,
        "year": made.wanted.year,
        "file": file,
        "beside": kept,
    }
    return msgspec.json.encode(whole, order="sorted")


def _stands(place: Path, record: bytes) -> bool:
    try:
        said = msgspec.json.decode((place / MANIFEST).read_bytes())
        sums = {one["path"]: one["sha256"] for one in said["files"]}
        whole = all((place / path).is_file() for path in sums)
    except (OSError, msgspec.MsgspecError, KeyError, TypeError):
        return False
    return whole and sums.get(RECORD) == _sum(record)


def _fill(
    asks: Asks, one: Human, file: File, record: bytes, place: Path, issuer: Issuer, at: datetime,
    lang: str, written: Callable[[int], None],
) -> None:  # fmt: skip
    said, lost = [], []
    make_folder(place)
    for path, content in _files(asks, one, file, issuer, at, lang):
        if content is None:
            lost.append(path)
            continue
        said.append(_write(place, path, content))
        written(len(said))
    said.append(_write(place, RECORD, record))
    manifest = {
        "schema": SCHEMA,
        "cases": [visit.case_number for visit in one.visits],
        "files": said,
        "missing": lost,
    }
    replace_file(place / MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))


def _write(place: Path, path: str, content: bytes) -> dict[str, Any]:
    file = place / path
    make_folder(file.parent)
    replace_file(file, content)
    return {"path": path, "sha256": _sum(content), "size": len(content)}


def _files(
    asks: Asks, one: Human, file: File, issuer: Issuer, at: datetime, lang: str
) -> Iterator[tuple[str, bytes | None]]:
    """Papers of the year's visits and of the list, then every picture and sound; None where a file
    is lost."""
    for n, visit in enumerate(one.visits, start=1):
        for m, (form, subject) in enumerate(papers_of(asks, visit, issuer.officer), start=1):
            made = papers.make(asks, form, subject, issuer, at=at, lang=lang)
            yield f"papers/{n:02d}-{m:02d}-{form}.pdf", made.pdf
    for m, (form, subject) in enumerate(papers_of_list(asks, file.people, at), start=1):
        made = papers.make(asks, form, subject, issuer, at=at, lang=lang)
        yield f"papers/list-{m:02d}-{form}.pdf", made.pdf
    more = beside(asks, file)
    for path, name in _pictures(file, more):
        yield path, _kept(asks, name)
    for n, entry in enumerate((x for x in more.trace if x.sound), start=1):
        sound = _kept(asks, entry.sound)
        yield f"sounds/{n:02d}-{local(entry.at):%Y%m%d}.{_form_of(sound)}", sound


def _pictures(file: File, more: Beside) -> Iterator[tuple[str, str]]:
    """Where each picture goes, and what it is kept as."""
    for n, photo in enumerate(file.photos, start=1):
        yield f"photos/{n:02d}-{local(photo.taken_at):%Y%m%d}.jpg", photo.sha256
    for n, thing in enumerate(showing(more.pictured), start=1):
        yield f"belongings/{n:02d}-{local(thing.at):%Y%m%d}.jpg", thing.picture
    for n, met in enumerate((x for x in more.met if x.photo), start=1):
        yield f"street/{n:02d}-{local(met.met_at):%Y%m%d}.jpg", met.photo
    for n, signature in enumerate(more.signatures, start=1):
        yield f"signatures/{n:02d}-{signature.form}.png", signature.picture


def _kept(asks: Asks, name: str) -> bytes | None:
    try:
        return asks.blobs.get(name)
    except Unavailable:
        return None  # said in the manifest; the rest is archived all the same


def _form_of(sound: bytes | None) -> str:
    try:
        return read_sound(sound or b"").form
    except Refused:
        return "bin"


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def many(humans: Iterable[Human]) -> int:
    """How many visits these are."""
    return sum(len(one.visits) for one in humans)
