"""What a centre does: lets devices in, takes entries, gives news, lends files, compares faces."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from app import clock
from app.centre import gate
from app.centre.books import Books
from app.centre.comparing import Comparing
from app.centre.heads import Heads
from app.centre.rights import Rights
from app.domain.errors import Refused
from app.domain.permit import Online
from app.store import access, central, held_faces, lending, roots, snapshots, sums
from app.store.central import Behind, Proof
from app.store.depot import Depot
from app.store.devices import Device
from app.store.feed import RawPart
from app.wire.audit import AskProof
from app.wire.audit import Proof as AuditProof
from app.wire.check import AskBucket, AskSums, Bucket, Sums
from app.wire.faces import FaceAnswers, FaceAsk, Faces, FacesTaken
from app.wire.lending import AskContact, AskFile, BreakGlass, Contacts, Lent
from app.wire.permit import AskPermits, Invite, Invited, Permits, Seek, Sought
from app.wire.snapshot import AskSnapshot, ChunkSent, Offered, WantChunk
from app.wire.talk import (
    VERSION,
    Ask,
    Enrol,
    Enrolled,
    Have,
    Here,
    Piece,
    Push,
    Pushed,
    Taken,
    Want,
)

if TYPE_CHECKING:
    from app.store.postgres import Database

LONGEST_WAIT = 25.0
"""Seconds a desk is held while there is nothing to tell; less than proxies wait."""
_BUSY = 12
_PICTURES = 64
Lends = Callable[["Database", Device, Any, datetime], lending.Answer]


@dataclass(frozen=True, slots=True)
class Caller:
    """Who speaks, after the gate, and what proves it was said."""

    device: Device
    proof: Proof


class _RawFed(msgspec.Struct, frozen=True):
    """News whose changes are bytes already."""

    parts: tuple[RawPart, ...]
    at: object


class Centre:
    """One centre: its database, and where its streams stand."""

    def __init__(
        self,
        engine: "Database",
        authority: bytes = b"",
        pictures: Depot | None = None,
        rights: Rights | None = None,
        books: Books | None = None,
        *,
        newest: int = VERSION,
    ) -> None:
        self.engine, self.authority, self.pictures = engine, authority, pictures
        self.rights = rights or Rights(engine)
        self.books, self.newest = books, newest
        self._tree: roots.Tree | None = None
        self.heads = Heads(lambda names: central.heads(engine, names))
        self.turnstile = gate.Turnstile()
        self.doors = gate.Turnstile()
        self.room = asyncio.Semaphore(_BUSY)
        self.counting = asyncio.Semaphore(1)
        self.comparing = Comparing(engine)
        self.refused: dict[str, int] = {}

    async def enrol(self, asked: Enrol) -> Enrolled:
        """Let a device in."""
        answer = await asyncio.to_thread(access.enrol, self.engine, asked, clock.now())
        gate.log.info("enrolled device %s of %s", asked.device, answer.station)
        return answer

    async def push(self, caller: Caller, asked: Push) -> Pushed:
        """Take entries in."""
        async with self.room:
            try:
                taken = await asyncio.to_thread(
                    central.take_in,
                    self.engine,
                    caller.device.device,
                    asked,
                    caller.proof,
                    clock.now(),
                    self.pictures,
                )
            except Behind as behind:
                if behind.key == "line.cloned":
                    await asyncio.to_thread(access.suspend, self.engine, caller.device.device)
                raise
        self.heads.move(taken.moved)
        return taken.pushed

    async def feed(self, caller: Caller, asked: Ask) -> _RawFed:
        """Give news; where there is none, wait for some."""
        wanted = set(central.may_read(caller.device, asked)) - set(asked.without)
        knows_all = asked.cursors.keys() >= wanted
        if asked.wait > 0 and knows_all:
            # A desk that only waits costs the database nothing.
            seconds = min(asked.wait, LONGEST_WAIT)
            if not await self.heads.wait(asked.cursors, seconds):
                return _RawFed(parts=(), at=clock.now())
        return _RawFed(parts=await self._read(caller.device, asked), at=clock.now())

    async def have(self, caller: Caller, asked: Have) -> Here:
        """How much of each picture is here; what no record speaks of is not asked for."""
        store, names = self._depot(), asked.names[:_PICTURES]
        known = await asyncio.to_thread(central.named, self.engine, caller.device, names)
        return Here(sizes={name: store.has(name) for name in names if name in known})

    async def put(self, caller: Caller, asked: Piece) -> Taken:
        """Keep a piece."""
        await self._must_be_named(caller.device, asked.name)
        store = self._depot()
        size = await asyncio.to_thread(
            store.put, asked.name, asked.offset, asked.data, last=asked.last
        )
        if size == -1:
            # Somebody may have been erased while it came.
            try:
                await self._must_be_named(caller.device, asked.name)
            except Refused:
                await asyncio.to_thread(store.drop, asked.name)
                raise
        return Taken(size=size)

    async def give(self, caller: Caller, asked: Want) -> Piece:
        """Give a piece."""
        await self._must_be_fetchable(caller.device, asked.name)
        data, last = await asyncio.to_thread(self._depot().get, asked.name, asked.offset)
        return Piece(name=asked.name, offset=asked.offset, data=data, last=last)

    async def snapshot(self, caller: Caller, asked: AskSnapshot) -> Offered:
        """Say what snapshots there are."""
        return await asyncio.to_thread(
            snapshots.offered, self.engine, caller.device, asked.streams, clock.now()
        )

    async def chunk(self, caller: Caller, asked: WantChunk) -> ChunkSent:
        """Give a chunk of one."""
        async with self.room:
            data = await asyncio.to_thread(
                snapshots.chunk, self.engine, caller.device, asked.snapshot, asked.number
            )
        return ChunkSent(data=data)

    async def sums(self, caller: Caller, asked: AskSums) -> Sums:
        """Say what the rows of a stream come to; one at a time, a province has many."""
        async with self.counting:
            return await asyncio.to_thread(sums.sums, self.engine, caller.device, asked.stream)

    async def bucket(self, caller: Caller, asked: AskBucket) -> Bucket:
        """Give the rows of a bucket."""
        async with self.room:
            return await asyncio.to_thread(
                sums.bucket, self.engine, caller.device, asked.stream, asked.bucket
            )

    async def permits(self, caller: Caller, asked: AskPermits) -> Permits:
        """What the officers of its station may ask of the centre."""
        return await self.rights.give(caller.device, asked, clock.now())

    async def seek(self, caller: Caller, asked: Seek) -> Sought:
        """Index cards of other stations."""
        return await self.rights.seek(caller.device, asked, caller.proof.signature, clock.now())

    async def invite(self, caller: Caller, asked: Invite) -> Invited:
        """A code for the next desk of the same station."""
        return await self.rights.invite(caller.device, asked, caller.proof.signature, clock.now())

    async def file(self, caller: Caller, asked: AskFile) -> Lent:
        """Lend a file for a case."""
        await self._must_hold(Online.FILE, caller, asked)
        self._at_the_door(caller)
        return await self._lend(lending.ask, caller.device, asked)

    async def glass(self, caller: Caller, asked: BreakGlass) -> Lent:
        """Lend a file to two officers who break the glass."""
        await self._must_hold(Online.BREAK_GLASS, caller, asked)
        self._at_the_door(caller)
        device = caller.device
        gate.log.info("glass broken by device %s of %s", device.device, device.station)
        return await self._lend(lending.break_glass, device, asked)

    async def contacts(self, caller: Caller, asked: AskContact) -> Contacts:
        """Say whom to call."""
        self._at_the_door(caller)
        return await asyncio.to_thread(
            lending.contacts, self.engine, caller.device, asked, clock.now()
        )

    async def _must_hold(self, right: Online, caller: Caller, asked: AskFile | BreakGlass) -> None:
        """The officer in whose name this is asked has a permit of this centre."""

        def work() -> None:
            device = caller.device
            lending.must_be_theirs(self.engine, device, asked.officer)
            at, signature = clock.now(), caller.proof.signature
            if (
                self.rights.officer_of(device, asked.token, right, signature, at).id
                != asked.officer
            ):
                raise Refused("file.unknown_officer")

        await asyncio.to_thread(work)

    def _at_the_door(self, caller: Caller) -> None:
        self.doors.pass_(str(caller.device.device), time.monotonic())

    async def _lend(self, how: Lends, device: Device, asked: Any) -> Lent:
        async with self.room:
            answer = await asyncio.to_thread(how, self.engine, device, asked, clock.now())
        self.heads.move(answer.moved)
        return answer.lent

    async def _must_be_fetchable(self, device: Device, name: str) -> None:
        """Own, or of a file on loan at this very moment."""
        if not await asyncio.to_thread(lending.may_fetch, self.engine, device, name, clock.now()):
            await self._must_be_named(device, name)

    async def faces(self, caller: Caller, asked: Faces) -> FacesTaken:
        """Templates that may travel come, others go."""
        async with self.room:
            taken, moved = await asyncio.to_thread(
                held_faces.take_in, self.engine, caller.device, asked, clock.now()
            )
        self.heads.move(moved)
        return taken

    async def face(self, caller: Caller, asked: FaceAsk) -> FaceAnswers:
        """Who is this? Of other provinces only in the name of an officer who may search there."""
        self.turnstile.pass_(f"face {caller.device.device}", time.monotonic())

        def work() -> FaceAnswers:
            permitted = self._may_search(caller, asked)
            return self.comparing.ask(caller.device, asked, clock.now(), permitted=permitted)

        async with self.room:
            return await asyncio.to_thread(work)

    def _may_search(self, caller: Caller, asked: FaceAsk) -> bool:
        """Without a permit that holds the question stays in the province, and is answered."""
        if not asked.token:
            return False
        signature, at = caller.proof.signature, clock.now()
        try:
            officer = self.rights.officer_of(
                caller.device, asked.token, Online.SEARCH, signature, at
            )
        except Refused:
            return False
        return officer.id == asked.officer

    async def _must_be_named(self, device: Device, name: str) -> None:
        if not await asyncio.to_thread(central.named, self.engine, device, (name,)):
            raise Refused("picture.not_here")

    def _depot(self) -> Depot:
        if self.pictures is None:
            raise Refused("picture.not_here")
        return self.pictures

    async def prove(self, caller: Caller, asked: AskProof) -> AuditProof:
        """That a root covers this device."""
        if self._tree is None or self._tree.root != asked.root:
            self._tree = await asyncio.to_thread(roots.tree, self.engine, asked.root)
        return self._tree.proof(caller.device)

    async def publish(self) -> None:
        """A new root, if there is anything new, and the desks hear of it."""
        if self.books is None:
            return
        made = await asyncio.to_thread(self.books.publish, self.engine, clock.now())
        if made:
            self.heads.move(made.moved)
            gate.log.info("root %s published over %s heads", made.root.n, made.root.leaves)

    async def _read(self, device: Device, ask: Ask) -> tuple[RawPart, ...]:
        async with self.room:
            return await asyncio.to_thread(central.read, self.engine, device, ask, clock.now())
