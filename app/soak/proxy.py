"""A bad line: `python -m app.soak.proxy PORT CERTIFICATE KEY AUTHORITY SEED COUNTS`.

TLS on both sides. Half of the requests are cut at some byte, going or coming; of the others some
replies are lost, some requests are said twice, some replies are late.
"""

import asyncio
import re
import ssl
import sys
from asyncio import StreamReader, StreamWriter
from collections import Counter
from pathlib import Path
from random import Random

import msgspec

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_LATEST = 0.3
_ODD = (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError)
FATES = ("cut_going", "cut_coming", "lost", "twice", "late", "whole")
_WEIGHTS = (25, 25, 10, 10, 10, 20)


class Proxy:
    """What stands between a desk and its centre."""

    def __init__(self, port: int, authority: str, seed: int, counts: Path) -> None:
        self._port, self._counts = port, counts
        self._trusted = ssl.create_default_context(cafile=authority)
        self._chance = Random(seed)  # noqa: S311 - chosen by seed, so that it can be repeated
        self._seen: Counter[str] = Counter()

    async def serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        """One connection of a desk, until it is cut."""
        try:
            while await self._one(reader, writer):
                pass
        except _ODD:
            pass
        finally:
            writer.transport.abort()

    async def _one(self, reader: StreamReader, writer: StreamWriter) -> bool:
        asked = await _message(reader)
        fate = self._chance.choices(FATES, _WEIGHTS)[0]
        self._seen[fate] += 1
        self._counts.write_bytes(msgspec.json.encode(self._seen))
        if fate == "cut_going":
            await self._cut(asked)
            return False
        answer = await self._pass_on(asked)
        if fate == "twice":
            answer = await self._pass_on(asked)
        if fate == "late":
            await asyncio.sleep(self._chance.uniform(0, _LATEST))
        if fate == "lost":
            return False
        whole = fate != "cut_coming"
        writer.write(answer if whole else answer[: self._chance.randrange(len(answer))])
        await writer.drain()
        return whole

    async def _cut(self, asked: bytes) -> None:
        _, writer = await self._there()
        writer.write(asked[: self._chance.randrange(len(asked))])
        await writer.drain()
        writer.transport.abort()

    async def _pass_on(self, asked: bytes) -> bytes:
        reader, writer = await self._there()
        writer.write(asked)
        await writer.drain()
        try:
            return await _message(reader)
        finally:
            writer.transport.abort()

    async def _there(self) -> tuple[StreamReader, StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self._port, ssl=self._trusted)


async def _message(reader: StreamReader) -> bytes:
    """One HTTP message with its length in its head; desk and centre send no others."""
    head = await reader.readuntil(b"\r\n\r\n")
    found = _LENGTH.search(head)
    return head + await reader.readexactly(int(found[1]) if found else 0)


async def main(port: str, certificate: str, key: str, *rest: str) -> None:
    """Serve until this is killed; the port is told in a line."""
    authority, seed, counts = rest
    proxy = Proxy(int(port), authority, int(seed), Path(counts))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0, ssl=context)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
