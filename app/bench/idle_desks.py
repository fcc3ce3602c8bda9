"""Two thousand desks that wait for news: what share of a core they cost the centre."""

import asyncio
import os
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from random import Random
from time import monotonic
from uuid import UUID

import msgspec
import psutil
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import insert

from app import clock
from app.bench import data, network
from app.bench.filled import filled
from app.bench.growth import FEW
from app.domain.errors import Unavailable
from app.store import central
from app.store.devices import ACTIVE, Device
from app.store.news import streams_of
from app.store.tables import enrolled
from app.wire.entry import FIRST
from app.wire.talk import (
    CONTENT,
    DEVICE,
    SIGNATURE,
    SPEAKS,
    TIME,
    VERSION,
    Ask,
    Fed,
    pack,
    to_sign,
    unpack,
)

DESKS, SECONDS, STATIONS = 2_000, 20.0, 40
HOLD, _CALM = 25.0, 5.0
_PATH, AUTHORITY = "/v1/feed", "GUITU_BENCH_AUTHORITY"


class Idler(msgspec.Struct, frozen=True):
    """A desk that only waits: its key, and how far it has heard each of its streams."""

    device: UUID
    key: bytes
    cursors: dict[str, int]


def run(cache: Path, desks: int = DESKS, times: float = SECONDS) -> dict[str, object]:
    """`idle_desks_core_share`, without a goal: processor time of the centre over the time that
    passed; PostgreSQL's own stands beside it."""
    work = cache / "idle-desks"
    shutil.rmtree(work, ignore_errors=True)
    with network.cluster(cache) as cluster:
        name = filled(cluster, {1: FEW})
        with network.empty(cluster, name) as url, network.centre(work / "centre", url) as centre:
            file = work / "idlers"
            file.write_bytes(msgspec.msgpack.encode(list(_enrolled(centre, desks))))
            share, database = _watched(centre, file, desks, times)
    shutil.rmtree(work, ignore_errors=True)
    return {
        "idle_desks_core_share": round(share, 3),
        "goal": None,
        "met": None,
        "desks": desks,
        "seconds_watched": times,
        "postgres_core_share": round(database, 3),
    }


def _enrolled(centre: network.Network, desks: int) -> Iterator[Idler]:
    rng, at = Random(data.SEED), clock.now()  # noqa: S311 - invented desks
    keys = [Ed25519PrivateKey.generate() for _ in range(desks)]
    made = [
        Device(
            device=UUID(int=rng.getrandbits(128)),
            incarnation=UUID(int=rng.getrandbits(128)),
            station=data.code_of(1 + number % STATIONS),
            name="bench",
            public_key=key.public_key().public_bytes_raw(),
            state=ACTIVE,
            last_n=0,
            last_hash=FIRST,
            last_stamp=0,
            since=at,
            seen_at=None,
        )
        for number, key in enumerate(keys)
    ]
    with centre.engine.begin() as connection:
        connection.execute(insert(enrolled), [asdict(one) for one in made])
    names = {name for one in made for name in streams_of(one)}
    heads = central.heads(centre.engine, names)
    for one, key in zip(made, keys, strict=True):
        yield Idler(one.device, key.private_bytes_raw(), {n: heads[n] for n in streams_of(one)})


def _watched(
    centre: network.Network, file: Path, desks: int, seconds: float
) -> tuple[float, float]:
    words = [sys.executable, "-P", "-m", "app.bench.idle_desks", centre.url, str(file)]
    environment = os.environ | {
        "PYTHONPATH": str(network.ROOT),
        AUTHORITY: centre.authority,
    }
    waiting = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        words, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        said = waiting.stdout.readline() if waiting.stdout else ""
        if said.strip() != str(desks):
            raise Unavailable("bench.peer_failed", code=waiting.poll() or "–")
        _goes_on(waiting, min(_CALM, seconds))
        server = psutil.Process(centre.process)
        databases = network.servers()
        begun, at = [network.spent([server]), network.spent(databases)], monotonic()
        _goes_on(waiting, seconds)
        passed = monotonic() - at
        ended = [network.spent([server]), network.spent(databases)]
    finally:
        waiting.kill()
        waiting.communicate()
    return (ended[0] - begun[0]) / passed, (ended[1] - begun[1]) / passed


def _goes_on(waiting: "subprocess.Popen[str]", seconds: float) -> None:
    """So long nothing may happen."""
    with suppress(subprocess.TimeoutExpired):
        raise Unavailable("bench.peer_failed", code=waiting.wait(seconds))


async def wait_for_news(url: str, authority: str, idlers: list[Idler]) -> None:
    """Every desk asks, is held, and asks again; says how many are held once all of them are."""
    host, port = url.removeprefix("https://").split(":")
    trusted = ssl.create_default_context(cadata=authority)
    held = asyncio.Semaphore(0)
    shaking = asyncio.Semaphore(16)
    desks = [_Desk(one, host, int(port), trusted, shaking, held) for one in idlers]
    tasks = [asyncio.create_task(desk.stay()) for desk in desks]
    for _ in tasks:
        await held.acquire()
    sys.stdout.write(f"{len(tasks)}\n")
    sys.stdout.flush()
    await asyncio.gather(*tasks)


class _Desk:
    """One connection with TLS, kept; every question is signed as a desk signs it."""

    def __init__(
        self,
        who: Idler,
        host: str,
        port: int,
        trusted: ssl.SSLContext,
        shaking: asyncio.Semaphore,
        held: asyncio.Semaphore,
    ) -> None:
        self._who, self._host, self._port, self._trusted = who, host, port, trusted
        self._shaking, self._held = shaking, held
        self._cursors = dict(who.cursors)
        self._key = Ed25519PrivateKey.from_private_bytes(who.key)

    async def stay(self) -> None:
        """Ask for ever."""
        async with self._shaking:
            reader, writer = await asyncio.open_connection(
                self._host, self._port, ssl=self._trusted
            )
            writer.write(self._question())
            await writer.drain()
        self._held.release()
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                raise Unavailable("line.not_a_centre")
            length = next(
                int(row.partition(b":")[2])
                for row in head.split(b"\r\n")
                if row.lower().startswith(b"content-length:")
            )
            self._hear(await reader.readexactly(length))
            writer.write(self._question())
            await writer.drain()

    def _hear(self, body: bytes) -> None:
        """Usually nothing; who had news and asked for them again would never wait."""
        for part in unpack(body, Fed).parts:
            if part.changes:
                self._cursors[part.stream] = part.changes[-1].seq

    def _question(self) -> bytes:
        body, at = pack(Ask(cursors=self._cursors, wait=HOLD)), clock.now().isoformat()
        lines = {
            "host": self._host,
            "content-type": CONTENT,
            "content-length": str(len(body)),
            SPEAKS: str(VERSION),
            DEVICE: str(self._who.device),
            TIME: at,
            SIGNATURE: self._key.sign(to_sign(_PATH, at, body)).hex(),
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        return f"POST {_PATH} HTTP/1.1\r\n{head}\r\n".encode() + body


if __name__ == "__main__":
    whom = msgspec.msgpack.decode(Path(sys.argv[2]).read_bytes(), type=list[Idler])
    asyncio.run(wait_for_news(sys.argv[1], os.environ[AUTHORITY], whom))
