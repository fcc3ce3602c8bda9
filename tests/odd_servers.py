"""What may stand at a centre's address and is none: `odd_servers.py KIND [CERT KEY]`."""

import asyncio
import ssl
import sys
from asyncio import StreamReader, StreamWriter
from itertools import repeat

import zstandard

_HTML = b"<!doctype html><title>Wi-Fi</title>" + "请先登录上网".encode()


def _said(status: str, kind: str, body: bytes, *more: str) -> bytes:
    head = [f"HTTP/1.1 {status}", f"content-type: {kind}", f"content-length: {len(body)}", *more]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def _bomb() -> bytes:
    return zstandard.ZstdCompressor(level=19).compress(bytes(1 << 30))


_OURS = "application/x-guitu"
_PLAIN = {
    "page": _said("200 OK", "text/html", _HTML),
    "login": _said("302 Found", "text/html", b"", "location: http://login.example/"),
    "moved": _said("301 Moved", _OURS, b"", "location: https://other.example/"),
    "forbidden": _said("403 Forbidden", "text/html", _HTML),
    "gateway": _said("502 Bad Gateway", "text/html", _HTML),
    "nonsense": _said("200 OK", _OURS, b"nonsense"),
    "packed": _said("200 OK", _OURS, b"\x1f\x8b nonsense", "content-encoding: gzip"),
    "no_http": b"220 mail.example ESMTP\r\n\r\n",
    "short": _said("200 OK", _OURS, b"x" * 99)[:-50],
    "silent": b"",
}
KINDS = (*_PLAIN, "bomb", "endless")


async def _serve(kind: str, reader: StreamReader, writer: StreamWriter) -> None:
    try:
        if (await reader.readexactly(2)) == b"\x16\x03":
            kind = "forbidden"  # a greeting in TLS, which nobody here understands
        else:
            await reader.readuntil(b"\r\n\r\n")
        if kind == "endless":
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/x-guitu\r\n\r\n")
            for piece in repeat(bytes(1 << 16)):
                writer.write(piece)
                await writer.drain()
        writer.write(_said("200 OK", _OURS, _bomb()) if kind == "bomb" else _PLAIN[kind])
        await writer.drain()
    except (OSError, asyncio.IncompleteReadError):
        pass  # the desk had enough
    finally:
        writer.transport.abort() if kind == "short" else writer.close()


async def main(kind: str, *papers: str) -> None:
    """Serve until this is killed; the port is told in a line."""
    context = None
    if papers:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*papers)
    server = await asyncio.start_server(
        lambda r, w: _serve(kind, r, w), "127.0.0.1", 0, ssl=context
    )
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201 - for whoever started this
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
