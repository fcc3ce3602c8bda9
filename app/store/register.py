"""The register: the one door through which everything is written."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from filelock import FileLock
from sqlalchemy import Connection, Engine, Executable, Row, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from app.domain.errors import Refused, Unavailable
from app.domain.ids import new_id
from app.store import (
    backup,
    comparing,
    draft_mark,
    erasures,
    find,
    hanging,
    heard,
    importing,
    inside,
    journal,
    keys,
    lent,
    line,
    loading,
    mark,
    owing,
    pictures,
    replay,
    saving,
    settling,
    tail,
    tidying,
    upgrade,
    wishes,
)
from app.store.ask import Reader
from app.store.blobs import FOLDER, Blobs
from app.store.changes import Changes
from app.store.cipher import (
    FILE,
    fold_back,
    is_worldly,
    prove_pages,
    reader_engine,
    said_by_database,
    writer_engine,
)
from app.store.inquiries import photos_taken_back
from app.store.making import begin_making, discard, hold, made
from app.store.named_pictures import NAMED
from app.store.tables import TABLES, device, draft
from app.store.tables import inside as inside_table
from app.store.unpacking import Rows
from app.wire import hlc
from app.wire.audit import Proof
from app.wire.check import Bucket
from app.wire.entry import FIRST, Entry
from app.wire.talk import Part

T = TypeVar("T")
_TIDY_AT_CLOSING = 20
SENT = "sent"
"""Among the kinds of Changes: the centre has heard more of what was written here."""


def create(folder: Path, key: bytes, at: datetime, *, finished: bool = True) -> "Register":
    """A new, empty register; refused where anything of one exists.

    Not `finished`: it becomes one only with `made`, when its key ring is written as well.
    """
    lock = begin_making(folder)
    register = begin_again(folder, key, at, lock, device_id=new_id())
    if finished:
        made(folder)
    lock.release()
    return register


def begin_again(
    folder: Path, key: bytes, at: datetime, lock: FileLock, device_id: UUID | None = None
) -> "Register":
    """A register being made: of the database that a backup brought, or an empty one with a new
    `device_id`. The lock is held once more, by the register."""
    engine = None
    try:
        # Only this account may read it, however the folder was made.
        (folder / FILE).touch(mode=0o600)
        engine = writer_engine(folder / FILE, key, create=device_id is not None)
        if device_id is None:
            upgrade.bring_up(engine, folder, key, at)
        else:
            _fill(engine, device_id, at)
        lock.acquire()
        return Register(folder, key, engine, lock)
    except DBAPIError as error:
        _let_go(engine, lock)
        discard(folder)
        raise _world(error, folder) from error
    except (Refused, Unavailable):
        _let_go(engine, lock)
        discard(folder)
        raise


def _fill(engine: Engine, device_id: UUID, at: datetime) -> None:
    upgrade.make(engine)
    with engine.begin() as connection:
        values = {"id": device_id, "incarnation": new_id(), "since": at}
        connection.execute(insert(device).values(values))


def open_register(folder: Path, key: bytes, at: datetime) -> "Register":
    """Open, upgrade if it is older, and prove that nothing acknowledged is missing."""
    lock = hold(folder)
    engine = None
    try:
        _prove_tail(folder, key)
        engine = writer_engine(folder / FILE, key)
        newer = upgrade.bring_up(engine, folder, key, at)
        register = Register(folder, key, engine, lock)
        register.check_mark()
        if newer:
            register.hear_again(at)
        register.keep_erased()
        register.keep_wishes(at)
        register.keep_photos(at)
        register.drop_left()
        register.sweep_lent(at)
    except DBAPIError as error:
        _let_go(engine, lock)
        raise _world(error, folder) from error
    except (Refused, Unavailable):
        _let_go(engine, lock)
        raise
    return register


def _prove_tail(folder: Path, key: bytes) -> None:
    """Look before writing: closing a writer folds the WAL back, and with it goes what could
    still be rescued of a damaged one."""
    engine = reader_engine(folder / FILE, key)
    try:
        with engine.connect() as connection:
            tail.prove(connection, mark.MarkFile(folder, keys.derive(key, "mark")))
    finally:
        engine.dispose()


def _let_go(engine: Engine | None, lock: FileLock) -> None:
    """Opening failed: nothing stays open, so that a backup can be put in its place."""
    if engine is not None:
        engine.dispose()
    lock.release()


def _world(error: DBAPIError, folder: Path) -> Exception:
    if is_worldly(error.orig):
        return said_by_database(error.orig or error, folder / FILE)
    return error


class Register:
    """An open register: one writer; `reader()` gives read-only views beside it."""

    def __init__(self, folder: Path, key: bytes, engine: Engine, lock: FileLock) -> None:
        self.folder = folder
        self.blobs = Blobs(folder, keys.derive(key, "blobs"))
        self.lent = lent.Loans(folder, keys.derive(key, "lent"))
        self._key = key
        self._engine = engine
        self._lock = lock
        self._readers: Engine | None = None
        self._mark = mark.MarkFile(folder, keys.derive(key, "mark"))
        self._changes = Changes()
        self._owed: mark.Mark | None = None
        self.unmarked: Unavailable | None = None
        """Why the last save has no mark; it is saved all the same, only less well guarded."""
        self._draft_mark = draft_mark.DraftMark(folder, keys.derive(key, "draft mark"))
        self.remarks: tuple[Unavailable, ...] = ()
        """What was found when this was opened and bars no door; the officer should read it."""
        with engine.begin() as connection:
            self._origin = journal.origin(connection)
            self._head = journal.head(connection)
            self._line = line.known(connection)
        self._tidying = tidying.Tidying(engine)

    @property
    def device(self) -> UUID:
        """The device this register lives on."""
        return self._origin.device

    @property
    def incarnation(self) -> UUID:
        """Which life of this disk it is."""
        return self._origin.incarnation

    @property
    def last_entry(self) -> int:
        """The number of the last entry."""
        return self._head.n

    @property
    def last_written(self) -> datetime | None:
        """When the last entry was written, by the clock of then; None where there is none."""
        return hlc.time_of(self._head.hlc) if self._head.n else None

    def key_for(self, use: str) -> bytes:
        """A key for one use, derived; the register's own key is never handed out by name."""
        return keys.derive(self._key, use)

    def source(self) -> backup.Source:
        """What a backup needs; it goes on even when this is closed meanwhile."""
        return backup.Source(folder=self.folder, key=self._key, register=str(self.device))

    def erase(self, people: Iterable[UUID], at: datetime) -> None:
        """Take people out of rows, index, drafts, journal and pictures; the id is kept for ever.

        The rule who may and why is the deed's; the list is written first, so that an erasure
        broken off goes on at the next opening.
        """
        gone = [erasures.Erasure(person=person, at=at) for person in people]
        self._note_erased(gone)
        self.keep_erased()
        self.drop_left()
        kinds = frozenset(TABLES.keys() - hanging.KEPT)
        self._changes |= Changes(kinds=kinds, ids=frozenset(one.person for one in gone))

    def note_withdrawn(self, people: Iterable[UUID], at: datetime) -> None:
        """These people withdraw their consent: noted in the list before it is written, so that no
        backup brings back what rested on it."""
        self._note_erased([erasures.Erasure(person=p, at=at, face=True) for p in people])

    def _note_withdrawn_in(self, records: Iterable[object]) -> None:
        if gone := erasures.of_withdrawn(records):
            self._note_erased(gone)

    def _note_erased(self, gone: Iterable[erasures.Erasure]) -> None:
        whole = list(gone)
        files = [row[0] for row in self.ask(erasures.references_of(whole))]
        marks = [erasures.mark_of(self._key, one) for one in files]
        whole += [erasures.Erasure(person=mark, at=whole[0].at) for mark in marks]
        erasures.note(self.folder, self._key, whole)
        self._draft_mark.goes()

    def drop_left(self) -> None:
        """Try again to delete the pictures of erased people; one that stays is a remark."""
        if not self.blobs.left():
            return
        # Taken again meanwhile, the same picture is somebody's.
        wanted = [row[0] for column in NAMED for row in self.ask(select(column))]
        if count := self.blobs.drop_left(wanted):
            folder = str(self.folder / FOLDER)
            stays = Unavailable("register.picture_stays", count=count, folder=folder)
            self.remarks = (*(r for r in self.remarks if r.key != stays.key), stays)

    def keep_erased(self, *, deep: bool = False) -> int:
        """Put the register in step with the list of erasures; answers how many had to go."""
        erased = erasures.read(self.folder, self._key)
        if not erased:
            return 0
        try:
            with self._engine.begin() as connection:
                return erasures.replay(connection, self.blobs, erased, deep=deep)
        except DBAPIError as error:
            raise _world(error, self.folder) from error

    def keep_wishes(self, at: datetime) -> None:
        """Ended between a wish and its erasure: where no centre decides, it is done now."""
        if self._line is None and (people := wishes.still_there(self)):
            self.erase(people, at)

    def keep_photos(self, at: datetime) -> None:
        """Ended between a family's withdrawal and what it takes along, or heard it from another
        desk: done now."""
        if gone := photos_taken_back(self):
            self.erase(gone, at)

    def begin_new_life(self, at: datetime) -> None:
        """A restored disk is another one: what the old one may have written after the backup
        and what this one writes must never be taken for each other."""
        with self._engine.begin() as connection:
            connection.execute(update(device).values(incarnation=new_id(), since=at))
            self._origin = journal.origin(connection)

    def join(self, known: line.Known, incarnation: UUID, at: datetime) -> None:
        """From now on this desk speaks to that centre, as this life of itself."""

        def work(connection: Connection) -> journal.Origin:
            if incarnation != self._origin.incarnation:
                connection.execute(update(device).values(incarnation=incarnation, since=at))
            before = self._line.seen_hlc if self._line else 0
            line.keep(connection, replace(known, seen_hlc=before))
            return journal.origin(connection)

        self._origin = self.within(work)

    def heard(self) -> tuple[int, bytes]:
        """The last entry that the centre is known to have; nothing where there is none."""
        n = self._line.sent if self._line else 0
        with self._engine.begin() as connection:
            return (n, journal.hash_of(connection, n) or FIRST) if n else (0, FIRST)

    def take_in(self, entries: Sequence[Entry]) -> "replay.TakenIn":
        """Entries rescued from a damaged register, on top of what a backup brought."""
        with self._engine.begin() as connection:
            done = replay.take_in(connection, self._head, self._origin, entries)
            self._head = done.head
        return done

    def wrap_key(self, wrap: Callable[[keys.Ring, bytes], keys.Ring]) -> None:
        """Change the ring (officers come and go); the key itself stays in here."""
        ring = keys.read_ring(self.folder)
        keys.write_ring(self.folder, wrap(ring, self._key))

    def reader(self) -> Reader:
        """A read-only view; close it when done."""
        if self._readers is None:
            self._readers = reader_engine(self.folder / FILE, self._key)
        return Reader(self._readers, self.blobs)

    def ask(self, question: Executable, facts: dict[str, Any] | None = None) -> Sequence[Row[Any]]:
        """The rows of a question, on the writer's connection."""
        with self._engine.begin() as connection:
            return connection.execute(question, facts or {}).all()

    def together(self) -> AbstractContextManager[object]:
        """Its own thread alone writes: between two questions nothing changes."""
        return nullcontext()

    def write(self, *records: object, by: UUID, at: datetime, reason: str = "") -> Changes:
        """Save the records of one deed, journal them and note what changed, all or nothing."""
        return self.write_many([records], by=by, at=at, reason=reason)

    def write_many(
        self, deeds: Iterable[Sequence[object]], *, by: UUID, at: datetime, reason: str = ""
    ) -> Changes:
        """Many deeds in one transaction, each a group of its own in the journal (imports)."""
        numbers: list[str] = []
        count = 0
        ended: set[UUID] = set()
        try:
            with self._engine.begin() as connection:
                last, changes = self._head, Changes()
                for count, records in enumerate(deeds, start=1):  # noqa: B007 - how many
                    last, more = self._write_deed(connection, last, records, by, at, reason)
                    changes |= more
                    numbers += tail.numbers_in(records)
                    ended |= lent.ended_by(records)
        except DBAPIError as error:
            raise _world(error, self.folder) from error
        # Committed: what is open reloads, even if the mark cannot be written.
        before, self._head = self._head, last
        self._changes |= changes
        self.lent.drop_cases(ended)
        if before != last:
            self._put_mark(before, at, count, numbers)
        return changes

    def take_over(self, deeds: Sequence[importing.Made], *, by: UUID, at: datetime) -> Changes:
        """Many deeds of new records in one transaction, each a group of its own, quicker than
        `write_many`: out of an old register. All or nothing."""
        seen, moment = self._stamped(self._head.hlc, at)
        writing = importing.Writing(
            head=self._head, origin=self._origin, by=by, at=moment, seen=seen
        )
        try:
            with self._engine.begin() as connection:
                last, changes = importing.take_over(connection, deeds, writing)
        except DBAPIError as error:
            raise _world(error, self.folder) from error
        before, self._head = self._head, last
        self._changes |= changes
        if before != last:
            self._put_mark(before, at, len(deeds), ())
        return changes

    def known_of(self, visits: Iterable[UUID]) -> set[UUID]:
        """Which of these visits are here already."""
        wanted = list(visits)
        return self.within(lambda connection: importing.here_already(connection, wanted))

    def erased(self) -> frozenset[UUID]:
        """Persons who are never to come back."""
        return importing.gone_for_good(erasures.read(self.folder, self._key))

    def erased_references(self) -> Callable[[str], bool]:
        """Whether an inquiry that came from such a record of a file was erased here."""
        gone, key = self.erased(), self._key
        return lambda reference: erasures.mark_of(key, reference) in gone

    def _stamped(self, last: int, at: datetime) -> tuple[int, datetime]:
        """After which stamp, and when by the centre's clock; the computer's own is not set."""
        if not self._line:
            return last, at
        behind = timedelta(milliseconds=self._line.behind_ms)
        return max(last, self._line.seen_hlc), at + behind

    def _write_deed(
        self,
        connection: Connection,
        last: journal.Head,
        records: Sequence[object],
        by: UUID,
        at: datetime,
        reason: str,
    ) -> tuple[journal.Head, Changes]:
        deed = journal.Deed(group=new_id(), officer=by, reason=reason)
        seen, moment = self._stamped(last.hlc, at)
        changes = saving.save(connection, records, seen, moment, self.device)
        find.renew(connection, find.touched(records))
        inside.renew(connection, inside.touched(records))
        owing.renew(connection, owing.touched(records))
        last = journal.append(connection, last, self._origin, deed, changes)
        kinds = frozenset(c.kind for c in changes)
        done = Changes(kinds=kinds, ids=frozenset(c.record for c in changes))
        return last, done | erasures.withdraw(connection, records)

    @property
    def line(self) -> line.Known | None:
        """The centre this desk speaks to; None where it stands alone."""
        return self._line

    def within(self, work: Callable[[Connection], T]) -> T:
        """A piece of the store's own work beside the records (line, letters), whole or not at
        all."""
        try:
            with self._engine.begin() as connection:
                done = work(connection)
                self._line = line.known(connection)
        except DBAPIError as error:
            raise _world(error, self.folder) from error
        return done

    def acknowledge(self, n: int, hash_: bytes, behind_ms: int) -> None:
        """The centre has the entries up to `n`. Unavailable "line.not_my_entries" where it has
        others under these numbers: this disk is a copy, or an older one of itself."""

        def work(connection: Connection) -> None:
            if n and journal.hash_of(connection, n) != hash_:
                raise Unavailable("line.not_my_entries", n=n)
            line.acknowledge(connection, n, behind_ms)

        self.within(work)
        self._changes |= Changes(kinds=frozenset({SENT}))

    def settle(self, parts: Iterable[Part], at: datetime) -> settling.Settled:
        """What the centre decided, applied to the rows; not journalled, for it is there."""

        whole = list(parts)
        gone = settling.erased_in(whole, at)
        if gone:
            # Outside the database first: a kill from here on cannot bring them back.
            self._note_erased(gone)

        def work(connection: Connection) -> settling.Settled:
            settled = settling.settle(connection, whole, at, self.blobs.drop)
            line.note_hlc(connection, settled.seen_hlc)
            return settled

        settled = self.within(work)
        if gone:
            self.drop_left()
        self._changes |= settled.changes
        self.lent.drop_cases(settled.ended)
        self.lent.drop_sealed(settled.withdrawn)
        self.lent.drop(one.person for one in gone if not one.face)
        return settled

    def load(self, rows: Rows, at: datetime) -> bool:
        """A piece of a snapshot; whether a stream is whole with it. Views reload once it is."""
        self._note_withdrawn_in(one.record for one in rows.records)
        whole = self.within(lambda connection: loading.take(connection, rows, at))
        if whole:
            # It may be older than what was erased since: a stick lies about.
            self.keep_erased(deep=True)
            self._changes |= Changes(kinds=frozenset(TABLES))
        return whole

    def mend(self, bucket: Bucket, at: datetime) -> int:
        """Rows that are otherwise here than at the centre; answers how many there were."""
        mended, changes = self.within(lambda connection: comparing.mend(connection, bucket, at))
        if mended:
            self.keep_erased(deep=True)
        self._changes |= changes
        return mended

    def hear_again(self, at: datetime) -> int:
        """What only this newer version understands of what came before; answers how much."""

        def work(connection: Connection) -> settling.Settled:
            return settling.hear_again(connection, at, self.blobs.drop)

        settled = self.within(work)
        self._changes |= settled.changes
        return len(settled.changes.ids)

    def index(self, most: int) -> bool:
        """Make so many people findable who came from the centre; whether more are left."""
        return self.within(lambda connection: find.catch_up(connection, most))

    def now(self, at: datetime) -> datetime:
        """What time it is by the centre's clock, never before what was written last: a clock that
        is set back makes nothing last longer."""
        moment = at + timedelta(milliseconds=self._line.behind_ms if self._line else 0)
        return max(moment, self.last_written or moment)

    def sweep_lent(self, at: datetime) -> int:
        """Files on loan whose time is over or whose case is closed go; answers how many."""
        if not self.lent.there:
            return 0
        open_cases = {row.visit for row in self.ask(select(inside_table.c.visit))}
        return self.lent.sweep(self.now(at), open_cases.__contains__)

    def look_into(self, root: int, proof: Proof | None, at: datetime) -> None:
        """Whether a root of the centre covers what this desk said; a letter where it does not."""
        kinds = self.within(lambda c: heard.look_into(c, root, proof, at))
        self._changes |= Changes(kinds=kinds)

    def keep_picture(self, data: bytes, at: datetime) -> str:
        """A picture that came from the centre; views that show it reload. Answers its SHA-256."""
        name = self.blobs.put(data)
        self.within(lambda connection: pictures.note(connection, [name], pictures.THERE, at))
        self._changes |= Changes(kinds=frozenset({"photograph"}))
        return name

    def take_changes(self) -> Changes:
        """What was written since this was last asked."""
        changes, self._changes = self._changes, Changes()
        return changes

    def keep_draft(
        self, id_: UUID, officer: UUID, at: datetime, content: bytes, form: str = "intake"
    ) -> None:
        """An unfinished form: no record, no journal, and gone when it is finished."""
        values = {"id": id_, "officer": officer, "saved_at": at, "content": content}
        values["form"] = form
        try:
            with self._engine.begin() as connection:
                connection.execute(delete(draft).where(draft.c.id == id_))
                connection.execute(insert(draft).values(values))
        except DBAPIError as error:
            raise _world(error, self.folder) from error
        self._draft_mark.kept(id_, at)

    def drop_draft(self, id_: UUID) -> None:
        """Finished or thrown away."""
        self._draft_mark.goes()
        try:
            with self._engine.begin() as connection:
                connection.execute(delete(draft).where(draft.c.id == id_))
        except DBAPIError as error:
            raise _world(error, self.folder) from error

    def drafts(self, form: str = "intake") -> list[tuple[UUID, UUID, datetime, bytes]]:
        """Id, officer, time and content of one kind of form, newest first."""
        mine = select(draft).where(draft.c.form == form)
        rows = self.ask(mine.order_by(draft.c.saved_at.desc()))
        return [(r.id, r.officer, r.saved_at, r.content) for r in rows]

    def _put_mark(
        self, before: journal.Head, at: datetime, deeds: int, numbers: Sequence[str]
    ) -> None:
        self._owed = mark.Mark(
            n=self._head.n,
            hash=self._head.hash,
            incarnation=str(self._origin.incarnation),
            before=before.n,
            deeds=deeds,
            at=at,
            numbers=tuple(numbers),
        )
        self._pay_mark()

    def _pay_mark(self) -> None:
        if self._owed is None:
            return
        try:
            self._mark.write(self._owed)
            self._owed = self.unmarked = None
        except Unavailable as error:
            # What was written is committed: calling it unsaved would make it be typed again.
            self.unmarked = error

    def check_mark(self) -> None:
        """Refuse to work on a register whose acknowledged tail is gone."""
        with self._engine.begin() as connection:
            seen = tail.prove(connection, self._mark)
        if seen and seen.last and seen.damaged:
            self._mark.begin_again(seen.last)
            self.remarks += (Unavailable("register.mark_mended", file=mark.FILE),)
        kept = self.ask(select(draft.c.id, draft.c.saved_at))
        if missing := self._draft_mark.missing((row.id, row.saved_at) for row in kept):
            self._draft_mark.goes()
            self.remarks += (Unavailable("register.draft_lost", at=missing),)
        marked = seen.last.n if seen and seen.last else 0
        if self._head.n > marked:
            # Ended between a commit and its mark: what is there is guarded from now on.
            before = journal.Head(n=marked)
            self._put_mark(before, hlc.moment(self._head.hlc), 1, ())

    def verify_journal(self) -> int:
        """Prove every page of the file and the whole chain; answers the number of entries."""
        fold_back(self._engine)
        with self._engine.begin() as connection:
            prove_pages(connection, self.folder / FILE)
            return journal.verify(connection)

    def journal_size(self) -> tuple[int, int]:
        """Entries and deeds so far."""
        with self._engine.begin() as connection:
            return journal.count(connection), journal.groups(connection)

    @property
    def tidied(self) -> bool:
        """Whether nothing is left for idle moments."""
        return self._tidying.done

    def tidy(self) -> bool:
        """A small piece of work for an idle moment, some 20 ms; whether there is more to do."""
        try:
            return self._tidying.once()
        except DBAPIError as error:
            if is_worldly(error.orig):
                return False  # a full disk is said by the next save
            raise

    def close(self) -> None:
        """Fold the WAL back and let go of the folder."""
        self._pay_mark()
        for _ in range(_TIDY_AT_CLOSING):
            # Once closed, looking would open it again.
            if not (self._lock.is_locked and self.tidy()):
                break
        if self._readers is not None:
            self._readers.dispose()
        self._engine.dispose()
        self._lock.release()
