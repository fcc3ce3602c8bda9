"""Requests without end or measure at a centre that runs: refused at the limit, and it goes on."""

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import httpx
import pytest
import zstandard

from app.wire.talk import CONTENT, SPEAKS, Problem, unpack
from tests.programs import centre

_HEAD = f"POST /v1/feed HTTP/1.1\r\nhost: c\r\n{SPEAKS}: 1\r\n"
_PIECE = bytes(1 << 16)
_ENOUGH = 64 << 20
"""Whoever takes more than this has no limit."""

Say = Callable[[StreamWriter], Coroutine[Any, Any, int]]


async def _huge(writer: StreamWriter) -> int:
    """A gigabyte is announced."""
    writer.write(f"{_HEAD}content-length: {1 << 30}\r\n\r\n".encode())
    return await _until_refused(writer, _PIECE)


async def _endless(writer: StreamWriter) -> int:
    """Pieces without end."""
    writer.write(f"{_HEAD}transfer-encoding: chunked\r\n\r\n".encode())
    return await _until_refused(writer, f"{len(_PIECE):x}\r\n".encode() + _PIECE + b"\r\n")


async def _bomb(writer: StreamWriter) -> int:
    """A little that unpacks to much."""
    body = zstandard.ZstdCompressor(level=19).compress(bytes(1 << 30))
    enrol = f"POST /v1/enrol HTTP/1.1\r\nhost: c\r\n{SPEAKS}: 1\r\ncontent-length: {len(body)}\r\n"
    writer.write(enrol.encode() + b"\r\n" + body)
    await writer.drain()
    return len(body)


async def _until_refused(writer: StreamWriter, piece: bytes) -> int:
    sent = 0
    try:
        while sent < _ENOUGH:
            writer.write(piece)
            await asyncio.wait_for(writer.drain(), 5)
            sent += len(piece)
    except (OSError, TimeoutError):
        pass  # it takes no more
    return sent


async def _said(port: int, say: Say) -> tuple[int, str]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    sending = asyncio.create_task(say(writer))
    key = await _key(reader)
    sending.cancel()
    writer.transport.abort()
    sent = await asyncio.gather(sending, return_exceptions=True)
    return sent[0] if isinstance(sent[0], int) else 0, key


async def _key(reader: StreamReader) -> str:
    async with asyncio.timeout(30):
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        assert CONTENT in head
        length = int(head.partition("content-length: ")[2].partition("\r\n")[0])
        return unpack(await reader.readexactly(length), Problem).key


async def _broken_off(port: int) -> None:
    """Less than was announced, and then nothing."""
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{_HEAD}content-length: 100\r\n\r\nabc".encode())
    await writer.drain()
    writer.transport.abort()


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A centre without TLS, as behind a proxy."""
    folder: Path = tmp_path_factory.mktemp("there")
    with centre(folder / "centre", "--plain") as url:
        yield int(url.rpartition(":")[2])


@pytest.mark.parametrize("say", [_huge, _endless, _bomb], ids=["gigabyte", "endless", "bomb"])
def test_what_has_no_measure_is_refused_and_the_next_is_served(port: int, say: Say) -> None:
    sent, key = asyncio.run(_said(port, say))
    assert key == "line.too_large"
    assert sent < _ENOUGH
    asyncio.run(_broken_off(port))
    with httpx.Client(trust_env=False) as client:
        assert client.get(f"http://127.0.0.1:{port}/health").json()["ok"] is True
        # Broken off is not broken: no trace of ours in the log for every cable that is pulled.
        assert "line.broken" not in client.get(f"http://127.0.0.1:{port}/metrics").text


def test_a_centre_that_is_ended_ends_its_database(tmp_path: Path) -> None:
    with centre(tmp_path / "centre", "--plain"):
        lock = tmp_path / "centre" / "pg" / "postmaster.pid"
        assert lock.exists()
    assert not lock.exists()
