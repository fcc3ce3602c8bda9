"""What the centre answers over HTTP: letting devices in, taking entries, giving news."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeVar

import msgspec
from litestar import Litestar, Request, Response, get, post
from litestar.datastructures import State
from litestar.openapi.config import OpenAPIConfig

from app import clock
from app.centre import gate
from app.centre.comparing import Comparing
from app.centre.heads import Heads
from app.centre.keeper import keep
from app.centre.rights import Rights
from app.domain.errors import Refused
from app.store import access, central, held_faces, snapshots, sums
from app.store.central import Behind, Proof
from app.store.depot import Depot
from app.store.devices import Device
from app.store.feed import RawPart
from app.store.snapshots import Pace
from app.wire import versions
from app.wire.check import AskBucket, AskSums, Bucket, Sums
from app.wire.faces import FaceAnswers, FaceAsk, Faces, FacesTaken
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
    Problem,
    Push,
    Pushed,
    Taken,
    Want,
    facts_of,
)

if TYPE_CHECKING:
    from app.store.postgres import Database

LONGEST_WAIT = 25.0
"""Seconds a desk is held while there is nothing to tell; less than proxies wait."""
_BUSY = 12
_PICTURES = 64
_STATUS = {
    "line.unknown_device": 401,
    "line.wrong_signature": 401,
    "line.too_old": 401,
    "line.suspended": 403,
    "line.not_your_stream": 403,
    "line.replayed": 409,
    "permit.none": 403,
    "permit.forged": 403,
    "permit.expired": 403,
    "permit.other_station": 403,
    "permit.withdrawn": 403,
    "permit.not_allowed": 403,
    "picture.not_here": 404,
    "line.gap": 409,
    "line.cloned": 409,
    "line.other_life": 409,
    "line.too_large": 413,
    "line.snapshot_again": 410,
    "snapshot.gone": 410,
    "line.other_version": 426,
    "line.too_many": 429,
    "enrol.wrong_code": 403,
    "enrol.used": 403,
    "enrol.expired": 403,
}

Told = Response[bytes]
Message = TypeVar("Message")
SNAPSHOTS = 2
"""The first version with snapshots."""


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
        *,
        newest: int = VERSION,
    ) -> None:
        self.engine, self.authority, self.pictures = engine, authority, pictures
        self.rights = rights or Rights(engine)
        self.newest = newest
        self.heads = Heads(lambda names: central.heads(engine, names))
        self.turnstile = gate.Turnstile()
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
        await self._must_be_named(device, wanted.name)
        data, last = await asyncio.to_thread(self._depot().get, wanted.name, wanted.offset)
        return Piece(name=wanted.name, offset=wanted.offset, data=data, last=last)

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
    return device, body, Proof(signature=signed, digest=gate.digest(body))


def _said(request: Request, body: bytes, kind: type[Message]) -> Message:  # type: ignore[type-arg]
    """What somebody says, in their own version."""
    return versions.read(body, kind, gate.dialect(request.headers.get(SPEAKS, "")))


def _packed(request: Request, message: object, name: str = "") -> Told:  # type: ignore[type-arg]
    """An answer in the version of who asked."""
    version = gate.dialect(request.headers.get(SPEAKS, ""))
    return Response(versions.write(message, version, name), media_type=CONTENT)


@post("/v1/enrol", summary="Let a device in with its one-time code", status_code=200)
async def enrol(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: Enrol, Enrolled (zstd of msgpack)."""
    centre: Centre = state.centre
    address = request.client.host if request.client else ""
    centre.turnstile.pass_(address, time.monotonic())
    gate.speaks(request.headers.get(SPEAKS, ""), centre.newest)
    return _packed(request, await centre.enrol(_said(request, await request.body(), Enrol)))


@post("/v1/push", summary="Send journal entries of this device", status_code=200)
async def push(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: Push, Pushed (zstd of msgpack), signed by the device."""
    # However old a desk is, what waits there is taken: it may have waited for a year.
    device, body, proof = await _known(state.centre, request, FIRST_VERSION)
    return _packed(request, await state.centre.push(device, _said(request, body, Push), proof))


@post("/v1/feed", summary="What follows the cursors of this device", status_code=200)
async def feed(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: Ask, Fed (zstd of msgpack), signed by the device; may be held open."""
    device, body, _ = await _known(state.centre, request)
    return _packed(request, await state.centre.feed(device, _said(request, body, Ask)), "Fed")


@post("/v1/pictures", summary="How much of which picture is here", status_code=200)
async def pictures(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: Have, Here (zstd of msgpack), signed by the device."""
    device, body, _ = await _known(state.centre, request)
    return _packed(request, await state.centre.have(device, _said(request, body, Have)))


@post("/v1/pictures/put", summary="A piece of a picture comes", status_code=200)
async def put_picture(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: Piece, Taken (zstd of msgpack), signed by the device."""
    device, body, _ = await _known(state.centre, request)
    return _packed(request, await state.centre.put(device, _said(request, body, Piece)))


@post("/v1/pictures/get", summary="A piece of a picture goes", status_code=200)
async def get_picture(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: Want, Piece (zstd of msgpack), signed by the device."""
    device, body, _ = await _known(state.centre, request)
    return _packed(request, await state.centre.give(device, _said(request, body, Want)))


@post("/v1/snapshot", summary="Which snapshots there are for a new desk", status_code=200)
async def snapshot(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: AskSnapshot, Offered (zstd of msgpack), signed by the device."""
    device, body, _ = await _known(state.centre, request, SNAPSHOTS)
    return _packed(request, await state.centre.snapshot(device, _said(request, body, AskSnapshot)))


@post("/v1/snapshot/chunk", summary="A chunk of a snapshot", status_code=200)
async def snapshot_chunk(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: WantChunk, ChunkSent (zstd of msgpack), signed by the device."""
    device, body, _ = await _known(state.centre, request, SNAPSHOTS)
    return _packed(request, await state.centre.chunk(device, _said(request, body, WantChunk)))


@post("/v1/check", summary="What the rows of a stream come to", status_code=200)
async def check(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: AskSums, Sums (zstd of msgpack), signed by the device."""
    device, body, _ = await _known(state.centre, request, SNAPSHOTS)
    return _packed(request, await state.centre.sums(device, _said(request, body, AskSums)))


@post("/v1/check/bucket", summary="The rows of one bucket", status_code=200)
async def check_bucket(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: AskBucket, Bucket (zstd of msgpack), signed by the device."""
    device, body, _ = await _known(state.centre, request, SNAPSHOTS)
    return _packed(request, await state.centre.bucket(device, _said(request, body, AskBucket)))


@post("/v1/permits", summary="What officers of this station may ask of the centre", status_code=200)
async def permits(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: AskPermits, Permits (zstd of msgpack), signed by the device."""
    device, body, _ = await _known(state.centre, request)
    asked = _said(request, body, AskPermits)
    return _packed(request, await state.centre.rights.give(device, asked, clock.now()))


@post("/v1/search", summary="Index cards of other stations", status_code=200)
async def search(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: Seek, Sought (zstd of msgpack), signed by the device, with a permit."""
    device, body, proof = await _known(state.centre, request)
    asked, at = _said(request, body, Seek), clock.now()
    return _packed(request, await state.centre.rights.seek(device, asked, proof.signature, at))


@post("/v1/invite", summary="A code for the next desk of the same station", status_code=200)
async def invite(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: Invite, Invited (zstd of msgpack), signed by the device, with a permit."""
    device, body, proof = await _known(state.centre, request)
    asked, at = _said(request, body, Invite), clock.now()
    return _packed(request, await state.centre.rights.invite(device, asked, proof.signature, at))


@post("/v1/faces", summary="Templates that may travel, or no longer", status_code=200)
async def faces(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: Faces, FacesTaken (zstd of msgpack), signed by the device."""
    device, body, _ = await _known(state.centre, request)
    return _packed(request, await state.centre.faces(device, _said(request, body, Faces)))


@post("/v1/faces/ask", summary="Who is this: index cards alike, no picture", status_code=200)
async def ask_face(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: FaceAsk, FaceAnswers (zstd of msgpack), signed by the device."""
    device, body, _ = await _known(state.centre, request)
    return _packed(request, await state.centre.face(device, _said(request, body, FaceAsk)))


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


def _refused(request: Request, error: Refused) -> Told:  # type: ignore[type-arg]
    """One line in the log, and the key of a sentence for the officer."""
    centre: Centre = request.app.state.centre
    centre.refused[error.key] = centre.refused.get(error.key, 0) + 1
    who = request.headers.get(DEVICE, "-")[:36]
    gate.log.info("refused %s %s device %s", request.url.path, error.key, who)
    problem = Problem(
        key=error.key,
        facts=dict(facts_of(error)),
        last_n=error.last_n if isinstance(error, Behind) else None,
        last_hash=error.last_hash if isinstance(error, Behind) else b"",
        at=clock.now(),
    )
    version = gate.dialect(request.headers.get(SPEAKS, ""), centre.newest)
    told = versions.write(problem, version)
    status = _STATUS.get(error.key, 422)
    if error.key == "line.snapshot_again" and version < SNAPSHOTS:
        status = _STATUS["line.other_version"]
    return Response(told, status_code=status, media_type=CONTENT)


_ROUTES = (
    *(enrol, push, feed, pictures, put_picture, get_picture, permits, search, invite),
    *(faces, ask_face, authority, health, metrics),
)
_SINCE_SNAPSHOTS = (snapshot, snapshot_chunk, check, check_bucket)


def _too_heavy(request: Request, _error: Exception) -> Told:  # type: ignore[type-arg]
    """More bytes than any message has; stopped before they are all here."""
    return _refused(request, Refused("line.too_large"))


def service(
    engine: "Database",
    authority_pem: bytes = b"",
    depot: Depot | None = None,
    rights: Rights | None = None,
    *,
    newest: int = VERSION,
    pace: Pace | None = None,
) -> Litestar:
    """The application; OpenAPI under /schema. `newest`: the protocol that it speaks; snapshots are
    made at a `pace` while it is served, none without."""
    since = _SINCE_SNAPSHOTS if newest >= SNAPSHOTS else ()

    @asynccontextmanager
    async def kept(_: Litestar) -> AsyncIterator[None]:
        keeping = asyncio.create_task(keep(engine, pace)) if pace else None
        yield
        if keeping:
            keeping.cancel()

    return Litestar(
        [*_ROUTES, *since],
        lifespan=[kept],
        state=State({"centre": Centre(engine, authority_pem, depot, rights, newest=newest)}),
        exception_handlers={Refused: _refused, 413: _too_heavy},
        openapi_config=OpenAPIConfig(title="Guitu centre", version=str(VERSION)),
        request_max_body_size=gate.MOST_COMPRESSED,
        logging_config=None,
        pdb_on_exception=False,
    )
