"""The published OpenAPI against the centre: whatever is sent, a sentence at worst."""

import asyncio
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
import schemathesis
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode
from sqlalchemy import Engine

from app import clock
from app.centre import deeds
from app.centre.openapi import MESSAGES
from app.centre.service import service
from app.domain.ids import new_id
from app.store import access
from app.store.depot import depot
from app.wire.talk import (
    CONTENT,
    DEVICE,
    SIGNATURE,
    SPEAKS,
    TIME,
    VERSION,
    Enrol,
    Problem,
    to_sign,
    unpack,
)
from app.words.say import placeholders, sentences
from tests.tries import tries

pytest_plugins = ["tests.centre"]
STATION = "440114-01"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
DEVICE_ID = new_id()
PATHS = (*MESSAGES, "/v1/authority", "/health", "/metrics", "/schema/openapi.json", "/no/such")
_TRIES = tries(12)

Send = Callable[..., httpx.Response]


def _packed(value: object) -> bytes:
    try:
        plain = msgspec.msgpack.encode(value, enc_hook=str)
    except OverflowError:
        plain = b"\xc1"  # a number that msgpack cannot say
    return zstandard.ZstdCompressor(level=1).compress(plain)


schemathesis.serializer(CONTENT)(lambda _context, value: _packed(value))


@pytest.fixture
def app(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A centre that knows one device and holds nobody."""
    monkeypatch.setattr(deeds, "LONGEST_WAIT", 0.01)
    code = access.invite(engine, STATION, clock.now())
    asked = Enrol(
        code=code, device=DEVICE_ID, incarnation=new_id(), station=STATION, name="前台",
        public_key=KEY.public_key().public_bytes_raw(),
    )  # fmt: skip
    access.enrol(engine, asked, clock.now())
    return service(engine, b"pem", depot(tmp_path))


@pytest.fixture
def send(app: Any, caplog: pytest.LogCaptureFixture) -> Send:
    """One request, from an address that never asked before."""
    numbers = count()

    def sent(method: str, path: str, body: bytes, headers: dict[str, str]) -> httpx.Response:
        where = (f"10.0.{next(numbers) // 250}.{next(numbers) % 250}", 1)

        async def go() -> httpx.Response:
            transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=where)
            async with httpx.AsyncClient(base_url="http://c", transport=transport) as client:
                raw = {name: value.encode("latin-1") for name, value in headers.items()}
                return await client.request(method, path, content=body, headers=raw)  # type: ignore[arg-type]

        answer = asyncio.run(go())
        caplog.clear()  # what the database refused is in the log
        return answer

    return sent


def _signed(path: str, body: bytes) -> dict[str, str]:
    at = clock.now().isoformat()
    signature = KEY.sign(to_sign(path, at, body)).hex()
    return {SPEAKS: str(VERSION), DEVICE: str(DEVICE_ID), TIME: at, SIGNATURE: signature}


def _must_be_said(answer: httpx.Response) -> None:
    """A Problem whose key has a sentence with just these facts."""
    assert answer.status_code < 500, answer.content
    assert answer.headers["content-type"] == CONTENT
    problem = unpack(answer.content, Problem)
    for lang in ("zh", "en"):
        assert placeholders(sentences(lang)[problem.key]) <= problem.facts.keys()


def _as_told(path: str, answer: httpx.Response) -> None:
    if answer.status_code == 200:
        unpack(answer.content, MESSAGES[path][1])
    else:
        _must_be_said(answer)


def _plain(body: object, kind: type) -> object:
    """Bytes as bytes where it is one of these messages, else as it is."""
    try:
        whole: object = msgspec.convert(body, kind, builtin_types=())
    except (msgspec.MsgspecError, ValueError, TypeError):
        return body
    return whole


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("path", MESSAGES)
def test_whatever_the_schema_allows_or_forbids_is_answered(
    app: Any, send: Send, path: str, mode: GenerationMode
) -> None:
    schema = schemathesis.openapi.from_dict(app.openapi_schema.to_schema())
    cases = schema[path]["POST"].as_strategy(generation_mode=mode)
    seen = set[int]()

    @_TRIES
    @given(case=cases, signed=st.booleans())
    def tried(case: Any, signed: bool) -> None:
        body = _packed(_plain(case.body, MESSAGES[path][0]))
        said = {str(name): str(value) for name, value in (case.headers or {}).items()}
        headers = _signed(path, body) if signed else _latin(said)
        answer = send("POST", path, body, headers)
        _as_told(path, answer)
        seen.add(answer.status_code)

    tried()
    assert len(seen) > 1, "nothing came past the gate"


def _latin(headers: dict[str, str]) -> dict[str, str]:
    """What a client can put on the line at all."""
    return {n: "".join(c for c in v if 32 <= ord(c) < 256).strip() for n, v in headers.items()}


def test_any_bytes_headers_and_methods_are_answered(send: Send) -> None:
    methods = st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW"])
    words = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=60).map(str.strip)
    headers = st.dictionaries(st.sampled_from([SPEAKS, DEVICE, TIME, SIGNATURE]), words)

    @_TRIES
    @given(methods, st.sampled_from(PATHS), st.binary(max_size=300), headers, st.booleans())
    def tried(method: str, path: str, body: bytes, said: dict[str, str], signed: bool) -> None:
        answer = send(method, path, body, _signed(path, body) | said if signed else said)
        if answer.status_code != 200 and method != "HEAD":
            _must_be_said(answer)
        assert answer.status_code < 500

    tried()


def test_the_document_shows_every_message(send: Send) -> None:
    shown = send("GET", "/schema/openapi.json", b"", {}).json()
    schemas = shown["components"]["schemas"]
    for path, (asked, answered) in MESSAGES.items():
        post = shown["paths"][path]["post"]
        assert post["requestBody"]["content"][CONTENT]["schema"]["$ref"].endswith(asked.__name__)
        assert {asked.__name__, answered.__name__} <= schemas.keys()
    assert schemas["Entry"]["properties"]["n"]["maximum"] == 1 << 62
