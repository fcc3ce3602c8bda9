"""What must hold after any interruption: opened, whole, nothing told lost, no number twice."""

from collections import Counter
from collections.abc import Sequence
from random import Random
from uuid import UUID

from sqlalchemy import Executable, select, union, union_all

from app.domain.errors import Refused, Unavailable
from app.domain.face import Photograph
from app.domain.visit import Visit
from app.soak.station import Place, Told, arrive
from app.store import find, keys, mark, sealed
from app.store.ask import Asks, all_of
from app.store.inside import not_ended
from app.store.register import Register
from app.store.tables import TABLES, find_doc, inside, journal, owed, person, visit


def faults(place: Place, told: Sequence[Told], chance: Random) -> list[str]:
    """Everything that is not as it must be; empty when all is well."""
    try:
        return _guarded(place, told) + _opened(place, told, chance)
    except (Refused, Unavailable) as error:
        return [f"{error.key} {sorted(error.facts.items(), key=str)}"]


def _guarded(place: Place, told: Sequence[Told]) -> list[str]:
    """Every save that was told is covered by the mark."""
    seen = mark.MarkFile(place.folder, keys.derive(place.key, "mark")).read()
    covered = seen.n if seen else 0
    wanted = max((one.n for one in told), default=0)
    return [f"the mark covers {covered} of {wanted} entries"] if covered < wanted else []


def _opened(place: Place, told: Sequence[Told], chance: Random) -> list[str]:
    register = place.open()
    try:
        keys.read_ring(place.folder)
        register.verify_journal()
        found = [
            *_sealed(place, told),
            *_kept(register, told),
            *_together(register),
            *_found_again(register, told),
        ]
        found += _photographs(register)
        # A torn slot of the mark may be mended; a draft that was kept must be there.
        found += [r.key for r in register.remarks if r.key == "register.draft_lost"]
        return found + _goes_on(register, chance)
    finally:
        register.close()


def _sealed(place: Place, told: Sequence[Told]) -> list[str]:
    """Boxes wait until somebody logs in; nobody does here."""
    boxes = len(sealed.waiting(place.folder))
    wanted = sum(one.sealed for one in told)
    return [f"{boxes} of {wanted} sealed emergencies"] if boxes < wanted else []


def _kept(register: Register, told: Sequence[Told]) -> list[str]:
    numbers = Counter(v.case_number for v in all_of(register, Visit))
    photos = {p.sha256 for p in all_of(register, Photograph)}
    saved = [t for t in told if not t.sealed]
    lost = [f"lost {t.case}" for t in saved if t.case not in numbers or t.photo not in photos]
    return lost + [f"twice {number}" for number, times in numbers.items() if times > 1]


def _together(register: Asks) -> list[str]:
    """Rows and journal, index and persons, list and visits: always both or neither."""
    rows = union_all(*(select(table.c.id) for table in TABLES.values()))
    pairs = {
        "rows and journal": (_ids(register, rows), _ids(register, select(journal.c.record))),
        "persons and index": (
            _ids(register, select(person.c.id)),
            _ids(register, union(select(find_doc.c.person), select(owed.c.person))),
        ),
        "visits and list": (
            _ids(register, select(visit.c.id).where(*not_ended())),
            _ids(register, select(inside.c.visit)),
        ),
    }
    return [f"{name} differ" for name, (one, other) in pairs.items() if one != other]


def _ids(register: Asks, question: Executable) -> set[UUID]:
    return {row[0] for row in register.ask(question)}


def _found_again(register: Asks, told: Sequence[Told]) -> list[str]:
    last = [t for t in told if not t.sealed][-3:]
    return [f"not found {t.case}" for t in last if not find.find(register, t.case)]


def _photographs(register: Register) -> list[str]:
    """Every picture that a row names can be read and proves right."""
    missing = []
    for photo in all_of(register, Photograph):
        try:
            register.blobs.get(photo.sha256)
        except Unavailable as error:
            missing.append(f"{error.key} {photo.sha256[:8]}")
    return missing


def _goes_on(register: Register, chance: Random) -> list[str]:
    """The next arrival is saved, under a number that nobody has."""
    before = {v.case_number for v in all_of(register, Visit)}
    number = arrive(register, chance).case
    return [f"given again {number}"] if number in before else []
