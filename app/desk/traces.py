"""寻亲记录: a clue, an interview, a hypothesis and its verdict, a region, a contact.

What already is a claim is written as one, so that search and matching see it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from app.clock import local
from app.desk import claims
from app.desk.claims import Behind
from app.domain.errors import Refused, Unavailable
from app.domain.ids import new_id
from app.domain.person import Claim, Source
from app.domain.sound_file import must_be_short, read_sound
from app.domain.staff import Officer, Right
from app.domain.trace import AS_CLAIMS, REASON, SOUND, Step, Trace, TraceEntry, TraceStep
from app.domain.trace_rules import must_add
from app.domain.visit import Visit
from app.store import traces
from app.store.ask import Asks, get
from app.store.people import together
from app.store.protected import is_shut
from app.store.register import Register

_LONGEST_FILE = 80
"""Characters of a file's name that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A sound as it came from the microphone or a file."""

    data: bytes
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Most:
    """How long and how big an audio note may be (`settings`)."""

    minutes: int = 30
    megabytes: int = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An entry as it was filled in."""

    step: TraceStep
    about: str = ""
    value: str = ""
    words: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)
    note: Note | None = None
    source: Source | None = None
    whom: str = ""
    on: date | None = None
    refers: UUID | None = None


def add(
    register: Register, visit: UUID, said: Said, *, by: Officer, at: datetime, most: Most = Most()
) -> TraceEntry | Claim:  # fmt: skip
    """One entry, in one write. Refused "trace.…", "claims.…"."""
    seen, known = _known(register, visit, by)
    kind = AS_CLAIMS.get(said.about) if said.step is Step.CLUE else None
    entry = _entry(register, seen, said, by, at, most)
    if kind is None:
        must_add(entry, known, local(at).date())
        register.write(entry, by=by.id, at=at, reason=f"trace_{said.step}")
        return entry
    if said.source is None:
        raise Refused("trace.no_source")
    _must_have_come(said.on, at)
    claim = claims.new(
        register, seen.person, kind, said.value, said.source, by=by, at=at, visit=seen.id,
        behind=_behind(said),
    )  # fmt: skip
    beside = []
    if entry.sound:
        heard = replace(entry, about="words", value=said.value.strip(), refers=claim.id)
        must_add(heard, known, local(at).date())
        beside = [heard]
    register.write(claim, *beside, by=by.id, at=at, reason="trace_clue")
    return claim


def correct(
    register: Register, wrong: UUID, said: Said, why: str, *, by: Officer, at: datetime,
    most: Most = Most(),
) -> TraceEntry | Claim:  # fmt: skip
    """It was written down wrongly: what stood there stays on file. A sound stays with it unless
    another one is given."""
    if (claim := get(register, Claim, wrong)) is not None:
        _may_see(register, claim.person, by)
        _must_have_come(said.on, at)
        source = said.source or claim.source
        behind = replace(_behind(said), reason=why)
        return claims.correct(register, claim.id, said.value, source, by=by, at=at, behind=behind)
    old, seen, known = _standing(register, wrong, by)
    detail = {**said.detail, REASON: why.strip()}
    made = _entry(register, seen, replace(said, step=old.step, detail=detail), by, at, most)
    if not made.sound and old.sound:
        kept = {name: text for name, text in old.detail.items() if name in SOUND}
        made = replace(made, sound=old.sound, detail=kept | made.detail)
    made = replace(made, supersedes=old.id, refers=said.refers or old.refers)
    must_add(made, known, local(at).date())
    register.write(made, by=by.id, at=at, reason="trace_corrected")
    return made


def take_back(
    register: Register, wrong: UUID, why: str, *, by: Officer, at: datetime
) -> TraceEntry | Claim:
    """It is not so, or stands in the wrong file: it stays on file and counts no more."""
    if (claim := get(register, Claim, wrong)) is not None:
        _may_see(register, claim.person, by)
        return claims.withdraw(register, claim.id, Behind(reason=why), by=by, at=at)
    old, seen, known = _standing(register, wrong, by)
    made = TraceEntry(
        id=new_id(), person=seen.person, visit=seen.id, step=Step.MISTAKEN, words=why.strip(),
        supersedes=old.id, officer=by.id, at=at,
    )  # fmt: skip
    must_add(made, known, local(at).date())
    register.write(made, by=by.id, at=at, reason="trace_mistaken")
    return made


def judge(
    register: Register, hypothesis: UUID, words: str, *, held: bool, by: Officer, at: datetime
) -> TraceEntry:
    """A hypothesis was tried, and ruled out or held. A later verdict takes the place of this."""
    idea, _, known = _standing(register, hypothesis, by)
    made = TraceEntry(
        id=new_id(), person=idea.person, visit=idea.visit, words=words.strip(), refers=idea.id,
        step=Step.HELD if held else Step.RULED_OUT, officer=by.id, at=at,
    )  # fmt: skip
    must_add(made, known, local(at).date())
    register.write(made, by=by.id, at=at, reason=f"trace_{made.step}")
    return made


def from_file(name: str, most: Most) -> Note:
    """A sound out of a file; of one that is too big no more is read than tells so. Refused
    "trace.audio_big", Unavailable "trace.no_file"."""
    path = Path(name)
    try:
        size = path.stat().st_size
        if size > most.megabytes << 20:
            raise Refused("trace.audio_big", size=-(-size >> 20), most=most.megabytes)
        return Note(data=path.read_bytes(), file=path.name)
    except (OSError, ValueError):
        raise Unavailable("trace.no_file") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A sound that is kept already, though no entry names it yet."""

    name: str
    seconds: int
    file: str = ""


def keep_sound(register: Register, note: Note, *, by: Officer, most: Most) -> Kept:
    """While the form is still filled in: a recording cannot be made again after a crash. Refused
    "trace.not_audio", "trace.audio_long", "trace.audio_big"."""
    if not by.may(Right.DECIDE):
        by.must(Right.REGISTER)
    read = read_sound(note.data)
    must_be_short(read, len(note.data), most.minutes, most.megabytes)
    name = register.blobs.put(note.data)
    return Kept(name=name, seconds=round(read.seconds), file=note.file[-_LONGEST_FILE:])


def with_note(said: Said, note: Note) -> Said:
    """The same with a sound."""
    return replace(said, note=note)


def drop_sound(register: Register, name: str) -> None:
    """It was taken out of the form: it goes, unless an entry names it."""
    if not traces.names_sound(register, name):
        register.blobs.drop(name)


def _entry(
    register: Register, seen: Visit, said: Said, by: Officer, at: datetime, most: Most
) -> TraceEntry:
    """The sound is kept before the row that names it; without a row it is swept away."""
    detail = {name: text.strip() for name, text in said.detail.items() if text.strip()}
    sound = ""
    if said.note is not None:
        read = read_sound(said.note.data)
        must_be_short(read, len(said.note.data), most.minutes, most.megabytes)
        sound = register.blobs.put(said.note.data)
        size, long = str(len(said.note.data)), str(round(read.seconds))
        detail |= {"format": read.form, "seconds": long, "bytes": size}
        detail |= {"file": said.note.file[-_LONGEST_FILE:]} if said.note.file else {}
    return TraceEntry(
        id=new_id(), person=seen.person, visit=seen.id, step=said.step, about=said.about,
        value=said.value.strip(), words=said.words.strip(), detail=detail, sound=sound,
        source=said.source, whom=said.whom.strip(), on=said.on, refers=said.refers, officer=by.id,
        at=at,
    )  # fmt: skip


def _behind(said: Said) -> Behind:
    on = said.on.isoformat() if said.on else ""
    return Behind(said_by=said.whom, said_on=on, ground=said.words)


def _must_have_come(on: date | None, at: datetime) -> None:
    if on and on > local(at).date():
        raise Refused("trace.not_yet")


def _standing(register: Register, entry: UUID, by: Officer) -> tuple[TraceEntry, Visit, Trace]:
    old = get(register, TraceEntry, entry)
    if old is None:
        raise Refused("trace.unknown")
    seen, known = _known(register, old.visit, by)
    if known.find(old.id) is None:
        raise Refused("trace.not_to_take_back")
    return old, seen, known


def _known(register: Register, visit: UUID, by: Officer) -> tuple[Visit, Trace]:
    """Who receives people, and who traces."""
    if not by.may(Right.DECIDE):
        by.must(Right.REGISTER)
    seen = get(register, Visit, visit)
    if seen is None:
        raise Refused("trace.no_visit")
    _may_see(register, seen.person, by)
    return seen, traces.of_people(register, together(register, seen.person))


def _may_see(asks: Asks, person: UUID, by: Officer) -> None:
    if is_shut(asks, person, sealed=by.may(Right.SEALED)):
        raise Refused("trace.no_visit")
