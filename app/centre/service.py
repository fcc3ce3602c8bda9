"""What the centre answers over HTTP: letting devices in, taking entries, giving news."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from litestar import Litestar, Request, Response, get, post
from litestar.datastructures import State

from app import clock
from app.centre import gate, openapi, sorry
from app.centre.books import Books
from app.centre.comparing import Comparing
from app.centre.heads import Heads
from app.centre.keeper import keep
from app.centre.openapi import describes
from app.centre.rights import Rights
from app.domain.errors import Refused, Unavailable
from app.domain.permit import Online
from app.store import access, central, held_faces, lending, postgres, roots, snapshots, sums
from app.store.central import Behind, Proof
from app.store.depot import Depot
from app.store.devices import Device
from app.store.feed import RawPart
from app.store.snapshots import Pace
from app.wire import versions
from app.wire.audit import AskProof
from app.wire.audit import Proof as AuditProof
from app.wire.check import AskBucket, AskSums, Bucket, Sums
from app.wire.faces import FaceAnswers, FaceAsk, Faces, FacesTaken
from app.wire.lending import AskContact, AskFile, BreakGlass, Contacts, Lent
from app.wire.permit import AskPermits, Invite, Seek
from app.wire.snapshot import AskSnapshot, ChunkSent, Offered, WantChunk
from app.wire.talk import (
    CONTENT,
    DEVICE,
    FIRST_VERSION,
    SIGNATURE,
    SPEAKS,
    TIME,
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
Told = Response[bytes]
Lends = Callable[["Database", Device, Any, datetime], lending.Answer]
Message = TypeVar("Message")


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
        self.comparing = Comparing(engine)
        self.refused: dict[str, int] = {}

    async def enrol(self, asked: Enrol) -> Enrolled:
        """Let a device in."""
        answer = await asyncio.to_thread(access.enrol, self.engine, asked, clock.now())
        gate.log.info("enrolled device %s of %s", asked.device, answer.station)
        return answer

    async def push(self, device: Device, push: Push, proof: Proof) -> Pushed:
        """Take entries in."""
        async with self.room:
            try:
                taken = await asyncio.to_thread(
                    central.take_in,
                    self.engine,
                    device.device,
                    push,
                    proof,
                    clock.now(),
                    self.pictures,
                )
            except Behind as behind:
                if behind.key == "line.cloned":
                    await asyncio.to_thread(access.suspend, self.engine, device.device)
                raise
        self.heads.move(taken.moved)
        return taken.pushed

    async def feed(self, device: Device, ask: Ask) -> _RawFed:
        """Give news; where there is none, wait for some."""
        wanted = set(central.may_read(device, ask)) - set(ask.without)
        knows_all = ask.cursors.keys() >= wanted
        if ask.wait > 0 and knows_all:
            # A desk that only waits costs the database nothing.
            seconds = min(ask.wait, LONGEST_WAIT)
            if not await self.heads.wait(ask.cursors, seconds):
                return _RawFed(parts=(), at=clock.now())
        return _RawFed(parts=await self._read(device, ask), at=clock.now())

    async def have(self, device: Device, asked: Have) -> Here:
        """How much of each picture is here; what no record speaks of is not asked for."""
        store, names = self._depot(), asked.names[:_PICTURES]
        known = await asyncio.to_thread(central.named, self.engine, device, names)
        return Here(sizes={name: store.has(name) for name in names if name in known})

    async def put(self, device: Device, piece: Piece) -> Taken:
        """Keep a piece."""
        await self._must_be_named(device, piece.name)
        store = self._depot()
        size = await asyncio.to_thread(
            store.put, piece.name, piece.offset, piece.data, last=piece.last
        )
        if size == -1:
            # Somebody may have been erased while it came.
            try:
                await self._must_be_named(device, piece.name)
            except Refused:
                await asyncio.to_thread(store.drop, piece.name)
                raise
        return Taken(size=size)

    async def give(self, device: Device, wanted: Want) -> Piece:
        """Give a piece."""
        await self._must_be_fetchable(device, wanted.name)
        data, last = await asyncio.to_thread(self._depot().get, wanted.name, wanted.offset)
        return Piece(name=wanted.name, offset=wanted.offset, data=data, last=last)

    async def permit(
        self, device: Device, asked: AskFile | BreakGlass, right: Online, proof: Proof
    ) -> None:
        """The officer in whose name this is asked has a permit of this centre."""

        def work() -> None:
            lending.must_be_theirs(self.engine, device, asked.officer)
            at = clock.now()
            who = self.rights.officer_of(device, asked.token, right, proof.signature, at)
            if who.id != asked.officer:
                raise Refused("file.unknown_officer")

        await asyncio.to_thread(work)

    async def file(self, device: Device, asked: AskFile) -> Lent:
        """Lend a file for a case."""
        self.doors.pass_(str(device.device), time.monotonic())
        return await self._lend(lending.ask, device, asked)

    async def glass(self, device: Device, asked: BreakGlass) -> Lent:
        """Lend a file to two officers who break the glass."""
        self.doors.pass_(str(device.device), time.monotonic())
        gate.log.info("glass broken by device %s of %s", device.device, device.station)
        return await self._lend(lending.break_glass, device, asked)

    async def contacts(self, device: Device, asked: AskContact) -> Contacts:
        """Say whom to call."""
        self.doors.pass_(str(device.device), time.monotonic())
        return await asyncio.to_thread(lending.contacts, self.engine, device, asked, clock.now())

    async def _lend(self, how: "Lends", device: Device, asked: Any) -> Lent:
        async with self.room:
            answer = await asyncio.to_thread(how, self.engine, device, asked, clock.now())
        self.heads.move(answer.moved)
        return answer.lent

    async def _must_be_fetchable(self, device: Device, name: str) -> None:
        """Own, or of a file on loan at this very moment."""
        if not await asyncio.to_thread(lending.may_fetch, self.engine, device, name, clock.now()):
            await self._must_be_named(device, name)

    async def faces(self, device: Device, faces: Faces) -> FacesTaken:
        """Templates that may travel come, others go."""
        async with self.room:
            taken, moved = await asyncio.to_thread(
                held_faces.take_in, self.engine, device, faces, clock.now()
            )
        self.heads.move(moved)
        return taken

    async def face(self, device: Device, asked: FaceAsk) -> FaceAnswers:
        """Who is this?"""
        self.turnstile.pass_(f"face {device.device}", time.monotonic())
        async with self.room:
            return await asyncio.to_thread(self.comparing.ask, device, asked, clock.now())

    async def snapshot(self, device: Device, asked: AskSnapshot) -> Offered:
        """Say what snapshots there are."""
        return await asyncio.to_thread(
            snapshots.offered, self.engine, device, asked.streams, clock.now()
        )

    async def chunk(self, device: Device, wanted: WantChunk) -> ChunkSent:
        """Give a chunk of one."""
        async with self.room:
            data = await asyncio.to_thread(
                snapshots.chunk, self.engine, device, wanted.snapshot, wanted.number
            )
        return ChunkSent(data=data)

    async def sums(self, device: Device, asked: AskSums) -> Sums:
        """Say what the rows of a stream come to."""
        async with self.room:
            return await asyncio.to_thread(sums.sums, self.engine, device, asked.stream)

    async def bucket(self, device: Device, asked: AskBucket) -> Bucket:
        """Give the rows of a bucket."""
        async with self.room:
            return await asyncio.to_thread(
                sums.bucket, self.engine, device, asked.stream, asked.bucket
            )

    async def _must_be_named(self, device: Device, name: str) -> None:
        if not await asyncio.to_thread(central.named, self.engine, device, (name,)):
            raise Refused("picture.not_here")

    def _depot(self) -> Depot:
        if self.pictures is None:
            raise Refused("picture.not_here")
        return self.pictures

    async def prove(self, device: Device, asked: AskProof) -> AuditProof:
        """That a root covers this device."""
        if self._tree is None or self._tree.root != asked.root:
            self._tree = await asyncio.to_thread(roots.tree, self.engine, asked.root)
        return self._tree.proof(device)

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


async def _known(
    centre: Centre,
    request: Request,  # type: ignore[type-arg]
    oldest: int | None = None,
) -> tuple[Device, bytes, Proof]:
    """Who speaks, and what, after the gate; `oldest` where an older desk is heard all the same."""
    gate.speaks(request.headers.get(SPEAKS, ""), centre.newest, oldest)
    body = await request.body()
    who = gate.device_id(request.headers.get(DEVICE, ""))
    device = await asyncio.to_thread(access.device_of, centre.engine, who)
    said_at = request.headers.get(TIME, "")
    signed = gate.prove(device, request.url.path, said_at, request.headers.get(SIGNATURE, ""), body)
    proof = Proof(signature=signed, digest=gate.digest(body), said_at=said_at)
    return device, body, proof


def _said(request: Request, body: bytes, kind: type[Message]) -> Message:  # type: ignore[type-arg]
    """What somebody says, in their own version."""
    return versions.read(body, kind, gate.dialect(request.headers.get(SPEAKS, "")))


def _packed(request: Request, message: object, name: str = "") -> Told:  # type: ignore[type-arg]
    """An answer in the version of who asked."""
    version = gate.dialect(request.headers.get(SPEAKS, ""))
    return Response(versions.write(message, version, name), media_type=CONTENT)


@post(
    "/v1/enrol",
    summary="Let a device in with its one-time code",
    status_code=200,
    operation_class=describes("/v1/enrol", signed=False),
)
async def enrol(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: Enrol, Enrolled (zstd of msgpack)."""
    centre: Centre = state.centre
    address = request.client.host if request.client else ""
    centre.turnstile.pass_(address, time.monotonic())
    gate.speaks(request.headers.get(SPEAKS, ""), centre.newest)
    return _packed(request, await centre.enrol(_said(request, await request.body(), Enrol)))


@post(
    "/v1/push",
    summary="Send journal entries of this device",
    status_code=200,
    operation_class=describes("/v1/push"),
)
async def push(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: Push, Pushed (zstd of msgpack), signed by the device."""
    # However old a desk is, what waits there is taken: it may have waited for a year.
    device, body, proof = await _known(state.centre, request, FIRST_VERSION)
    return _packed(request, await state.centre.push(device, _said(request, body, Push), proof))


@post(
    "/v1/feed",
    summary="What follows the cursors of this device",
    status_code=200,
    operation_class=describes("/v1/feed"),
)
async def feed(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: Ask, Fed (zstd of msgpack), signed by the device; may be held open."""
    device, body, _ = await _known(state.centre, request)
    return _packed(request, await state.centre.feed(device, _said(request, body, Ask)), "Fed")


@post(
    "/v1/pictures",
    summary="How much of which picture is here",
    status_code=200,
    operation_class=describes("/v1/pictures"),
)
async def pictures(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: Have, Here (zstd of msgpack), signed by the device."""
    device, body, _ = await _known(state.centre, request)
    return _packed(request, await state.centre.have(device, _said(request, body, Have)))


@post(
    "/v1/pictures/put",
    summary="A piece of a picture comes",
    status_code=200,
    operation_class=describes("/v1/pictures/put"),
)
async def put_picture(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: Piece, Taken (zstd of msgpack), signed by the device."""
    device, body, _ = await _known(state.centre, request)
    return _packed(request, await state.centre.put(device, _said(request, body, Piece)))


@post(
    "/v1/pictures/get",
    summary="A piece of a picture goes",
    status_code=200,
    operation_class=describes("/v1/pictures/get"),
)
async def get_picture(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: Want, Piece (zstd of msgpack), signed by the device."""
    device, body, _ = await _known(state.centre, request)
    return _packed(request, await state.centre.give(device, _said(request, body, Want)))


@post(
    "/v1/snapshot",
    summary="Which snapshots there are for a new desk",
    status_code=200,
    operation_class=describes("/v1/snapshot"),
)
async def snapshot(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: AskSnapshot, Offered (zstd of msgpack), signed by the device."""
    device, body, _ = await _known(state.centre, request, sorry.SNAPSHOTS)
    return _packed(request, await state.centre.snapshot(device, _said(request, body, AskSnapshot)))


@post(
    "/v1/snapshot/chunk",
    summary="A chunk of a snapshot",
    status_code=200,
    operation_class=describes("/v1/snapshot/chunk"),
)
async def snapshot_chunk(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: WantChunk, ChunkSent (zstd of msgpack), signed by the device."""
    device, body, _ = await _known(state.centre, request, sorry.SNAPSHOTS)
    return _packed(request, await state.centre.chunk(device, _said(request, body, WantChunk)))


@post(
    "/v1/check",
    summary="What the rows of a stream come to",
    status_code=200,
    operation_class=describes("/v1/check"),
)
async def check(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: AskSums, Sums (zstd of msgpack), signed by the device."""
    device, body, _ = await _known(state.centre, request, sorry.SNAPSHOTS)
    return _packed(request, await state.centre.sums(device, _said(request, body, AskSums)))


@post(
    "/v1/check/bucket",
    summary="The rows of one bucket",
    status_code=200,
    operation_class=describes("/v1/check/bucket"),
)
async def check_bucket(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: AskBucket, Bucket (zstd of msgpack), signed by the device."""
    device, body, _ = await _known(state.centre, request, sorry.SNAPSHOTS)
    return _packed(request, await state.centre.bucket(device, _said(request, body, AskBucket)))


@post(
    "/v1/permits",
    summary="What officers of this station may ask of the centre",
    status_code=200,
    operation_class=describes("/v1/permits"),
)
async def permits(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: AskPermits, Permits (zstd of msgpack), signed by the device."""
    device, body, _ = await _known(state.centre, request)
    asked = _said(request, body, AskPermits)
    return _packed(request, await state.centre.rights.give(device, asked, clock.now()))


@post(
    "/v1/search",
    summary="Index cards of other stations",
    status_code=200,
    operation_class=describes("/v1/search"),
)
async def search(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: Seek, Sought (zstd of msgpack), signed by the device, with a permit."""
    device, body, proof = await _known(state.centre, request)
    asked, at = _said(request, body, Seek), clock.now()
    return _packed(request, await state.centre.rights.seek(device, asked, proof.signature, at))


@post(
    "/v1/invite",
    summary="A code for the next desk of the same station",
    status_code=200,
    operation_class=describes("/v1/invite"),
)
async def invite(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: Invite, Invited (zstd of msgpack), signed by the device, with a permit."""
    device, body, proof = await _known(state.centre, request)
    asked, at = _said(request, body, Invite), clock.now()
    return _packed(request, await state.centre.rights.invite(device, asked, proof.signature, at))


@post(
    "/v1/file",
    summary="Another station's file for an open case",
    status_code=200,
    operation_class=describes("/v1/file"),
)
async def file(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: AskFile, Lent (zstd of msgpack), signed by the device."""
    device, body, proof = await _known(state.centre, request)
    asked = _said(request, body, AskFile)
    await state.centre.permit(device, asked, Online.FILE, proof)
    return _packed(request, await state.centre.file(device, asked))


@post(
    "/v1/break-glass",
    summary="A file where the rules say no: two officers",
    status_code=200,
    operation_class=describes("/v1/break-glass"),
)
async def break_glass(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: BreakGlass, Lent (zstd of msgpack), signed by the device."""
    device, body, proof = await _known(state.centre, request)
    asked = _said(request, body, BreakGlass)
    await state.centre.permit(device, asked, Online.BREAK_GLASS, proof)
    return _packed(request, await state.centre.glass(device, asked))


@post(
    "/v1/contact",
    summary="Whom to call about exactly this document",
    status_code=200,
    operation_class=describes("/v1/contact"),
)
async def contact(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: AskContact, Contacts (zstd of msgpack), signed by the device."""
    device, body, _ = await _known(state.centre, request)
    return _packed(request, await state.centre.contacts(device, _said(request, body, AskContact)))


@post(
    "/v1/faces",
    summary="Templates that may travel, or no longer",
    status_code=200,
    operation_class=describes("/v1/faces"),
)
async def faces(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: Faces, FacesTaken (zstd of msgpack), signed by the device."""
    device, body, _ = await _known(state.centre, request)
    return _packed(request, await state.centre.faces(device, _said(request, body, Faces)))


@post(
    "/v1/faces/ask",
    summary="Who is this: index cards alike, no picture",
    status_code=200,
    operation_class=describes("/v1/faces/ask"),
)
async def ask_face(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: FaceAsk, FaceAnswers (zstd of msgpack), signed by the device."""
    device, body, _ = await _known(state.centre, request)
    return _packed(request, await state.centre.face(device, _said(request, body, FaceAsk)))


@post(
    "/v1/audit/proof",
    summary="That a root covers this device",
    status_code=200,
    operation_class=describes("/v1/audit/proof"),
)
async def audit_proof(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: AskProof, Proof (zstd of msgpack), signed by the device."""
    device, body, _ = await _known(state.centre, request)
    return _packed(request, await state.centre.prove(device, _said(request, body, AskProof)))


@get("/v1/authority", summary="Who signs this centre's certificate (PEM)", media_type="text/plain")
async def authority(state: State) -> bytes:
    """Compared with the fingerprint in the code before anything is said."""
    found: bytes = state.centre.authority
    return found


@get("/health", summary="Whether the centre and its database answer")
async def health(state: State) -> dict[str, object]:
    """For a load balancer; says nothing about anybody."""
    await asyncio.to_thread(central.heads, state.centre.engine, ())
    return {"ok": True, "version": state.centre.newest, "at": clock.now().isoformat()}


@get("/metrics", summary="Counts for Prometheus", media_type="text/plain")
async def metrics(state: State) -> str:
    """Numbers only."""
    centre: Centre = state.centre
    found = await asyncio.to_thread(central.counts, centre.engine)
    lines = [f"guitu_centre_{name} {count}" for name, count in found.items()]
    lines += [
        f'guitu_centre_refused_total{{reason="{key}"}} {count}'
        for key, count in sorted(centre.refused.items())
    ]
    return "\n".join(lines) + "\n"


_ROUTES = (
    *(enrol, push, feed, pictures, put_picture, get_picture, permits, search, invite),
    *(faces, ask_face, file, break_glass, contact, audit_proof, authority, health, metrics),
)
_SINCE_SNAPSHOTS = (snapshot, snapshot_chunk, check, check_bucket)


@asynccontextmanager
async def _publishing(app: Litestar) -> AsyncIterator[None]:
    """As long as the centre runs, roots are published."""
    centre: Centre = app.state.centre

    async def go_on() -> None:
        while centre.books:
            try:
                await centre.publish()
            except (Refused, Unavailable, OSError, *postgres.TROUBLE) as error:
                why = getattr(error, "key", type(error).__name__)
                gate.log.warning("no root published: %s", why)
            await asyncio.sleep(centre.books.every.total_seconds())

    task = asyncio.create_task(go_on())
    yield
    task.cancel()


def service(
    engine: "Database",
    authority_pem: bytes = b"",
    depot: Depot | None = None,
    rights: Rights | None = None,
    books: Books | None = None,
    *,
    newest: int = VERSION,
    pace: Pace | None = None,
) -> Litestar:
    """The application; OpenAPI under /schema. `newest`: the protocol that it speaks; snapshots are
    made at a `pace` while it is served, none without."""
    since = _SINCE_SNAPSHOTS if newest >= sorry.SNAPSHOTS else ()

    @asynccontextmanager
    async def kept(_: Litestar) -> AsyncIterator[None]:
        keeping = asyncio.create_task(keep(engine, pace)) if pace else None
        yield
        if keeping:
            keeping.cancel()

    centre = Centre(engine, authority_pem, depot, rights, books, newest=newest)
    made = Litestar(
        [*_ROUTES, *since],
        lifespan=[_publishing, kept],
        state=State({"centre": centre}),
        exception_handlers=sorry.HANDLERS,
        openapi_config=openapi.config(),
        request_max_body_size=gate.MOST_COMPRESSED,
        logging_config=None,
        pdb_on_exception=False,
    )
    openapi.publish(made.openapi_schema)
    return made
