"""The paths of the centre: each body goes through the gate, is unpacked, and is answered packed."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler

from app import clock
from app.centre import gate, openapi
from app.centre.deeds import Caller, Centre
from app.store import access, central
from app.store.central import Proof
from app.wire import versions
from app.wire.talk import CONTENT, DEVICE, SIGNATURE, SPEAKS, TIME, Enrol, Enrolled

Told = Response[bytes]
Deed = Callable[[Centre, Caller, Any], Awaitable[object]]
Message = TypeVar("Message")


async def _through(
    centre: Centre,
    request: Request,  # type: ignore[type-arg]
) -> tuple[Caller, bytes]:
    """Who speaks, and what, after the gate."""
    path = request.url.path
    gate.speaks(
        request.headers.get(SPEAKS, ""), centre.newest, versions.oldest(path, centre.newest)
    )
    body = await request.body()
    who = gate.device_id(request.headers.get(DEVICE, ""))
    device = await asyncio.to_thread(access.device_of, centre.engine, who)
    said_at = request.headers.get(TIME, "")
    signed = gate.prove(device, path, said_at, request.headers.get(SIGNATURE, ""), body)
    proof = Proof(signature=signed, digest=gate.digest(body), said_at=said_at)
    return Caller(device, proof), body


def _heard(request: Request, body: bytes, kind: type[Message]) -> Message:  # type: ignore[type-arg]
    """What somebody says, in their own version."""
    return versions.read(body, kind, gate.dialect(request.headers.get(SPEAKS, "")))


def _told(request: Request, message: object, kind: type) -> Told:  # type: ignore[type-arg]
    """An answer in the version of who asked."""
    version = gate.dialect(request.headers.get(SPEAKS, ""))
    return Response(versions.write(message, version, kind.__name__), media_type=CONTENT)


def _signed(path: str, summary: str, deed: Deed) -> HTTPRouteHandler:
    """A path for what a device has signed: openapi.MESSAGES names what comes and what goes."""
    comes, goes = openapi.MESSAGES[path]
    says = f"Body and answer: {comes.__name__}, {goes.__name__} ({CONTENT}), signed by the device."

    @post(
        path,
        summary=summary,
        description=says,
        status_code=200,
        operation_class=openapi.describes(path),
    )
    async def answer(request: Request, state: State) -> Told:  # type: ignore[type-arg]
        caller, body = await _through(state.centre, request)
        said: object = _heard(request, body, comes)
        return _told(request, await deed(state.centre, caller, said), goes)

    return answer


@post(
    "/v1/enrol",
    summary="Let a device in with its one-time code",
    status_code=200,
    operation_class=openapi.describes("/v1/enrol", signed=False),
)
async def enrol(request: Request, state: State) -> Told:  # type: ignore[type-arg]
    """Body and answer: Enrol, Enrolled (zstd of msgpack)."""
    centre: Centre = state.centre
    address = request.client.host if request.client else ""
    centre.turnstile.pass_(address, time.monotonic())
    gate.speaks(request.headers.get(SPEAKS, ""), centre.newest)
    said = _heard(request, await request.body(), Enrol)
    return _told(request, await centre.enrol(said), Enrolled)


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


ROUTES = (
    enrol,
    _signed("/v1/push", "Send journal entries of this device", Centre.push),
    _signed("/v1/feed", "What follows the cursors of this device", Centre.feed),
    _signed("/v1/pictures", "How much of which picture is here", Centre.have),
    _signed("/v1/pictures/put", "A piece of a picture comes", Centre.put),
    _signed("/v1/pictures/get", "A piece of a picture goes", Centre.give),
    _signed("/v1/snapshot", "Which snapshots there are for a new desk", Centre.snapshot),
    _signed("/v1/snapshot/chunk", "A chunk of a snapshot", Centre.chunk),
    _signed("/v1/check", "What the rows of a stream come to", Centre.sums),
    _signed("/v1/check/bucket", "The rows of one bucket", Centre.bucket),
    _signed("/v1/permits", "What officers of this station may ask of the centre", Centre.permits),
    _signed("/v1/search", "Index cards of other stations", Centre.seek),
    _signed("/v1/invite", "A code for the next desk of the same station", Centre.invite),
    _signed("/v1/file", "Another station's file for an open case", Centre.file),
    _signed("/v1/break-glass", "A file where the rules say no: two officers", Centre.glass),
    _signed("/v1/contact", "Whom to call about exactly this document", Centre.contacts),
    _signed("/v1/faces", "Templates that may travel, or no longer", Centre.faces),
    _signed("/v1/faces/ask", "Who is this: index cards alike, no picture", Centre.face),
    _signed("/v1/audit/proof", "That a root covers this device", Centre.prove),
    authority,
    health,
    metrics,
)
