"""What a bad sender gets, over real HTTP and TLS: a sentence, one line in the log, and no more."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app import clock
from app.centre.rights import permit_key
from app.domain.errors import Unavailable
from app.domain.ids import new_id
from app.domain.permit import Permit
from app.domain.staff import Role
from app.store import held, line
from app.sync.joining import join, line_of, wish
from app.sync.line import Line, Trouble, client
from app.sync.round import go_round
from app.wire.permit import Seek, Sought, look, signed
from app.wire.talk import (
    DEVICE,
    SIGNATURE,
    SPEAKS,
    TIME,
    Ask,
    Problem,
    pack,
    to_sign,
    unpack,
)
from app.words.say import sentences
from tests import makers
from tests.programs import ROOT, code_for, guitu
from tests.ui import station

HERE = "440114-01"


@contextmanager
def _running(folder: Path) -> Iterator[tuple[str, Path]]:
    """A centre as a program of its own, with TLS; its address and its log."""
    log = folder.parent / "centre.log"
    words = [sys.executable, "-P", "-m", "app", "centre", "--data", str(folder), "--port", "0"]
    with log.open("w") as kept:
        running = subprocess.Popen(  # noqa: S603 - our own interpreter and program
            words, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE,
            stderr=kept, text=True,
        )  # fmt: skip
        try:
            assert running.stdout is not None
            said = re.search(r"https://[0-9.:]+", running.stdout.readline())
            assert said
            yield said[0], log
        finally:
            running.terminate()
            running.communicate()


def _posted(speaking: Line, path: str, body: bytes, headers: dict[str, str]) -> httpx.Response:
    async def post() -> httpx.Response:
        async with client(speaking._address) as there:
            return await there.post(path, content=body, headers=headers, timeout=60)

    import asyncio

    return asyncio.run(post())


def _headers(house: makers.Desk, path: str, body: bytes, key: bytes = b"") -> dict[str, str]:
    known = house.register.line
    assert known is not None
    at = clock.now().isoformat()
    signer = Ed25519PrivateKey.from_private_bytes(key or known.device_key)
    return {
        SPEAKS: "1",
        DEVICE: str(house.register.device),
        TIME: at,
        SIGNATURE: signer.sign(to_sign(path, at, body)).hex(),
    }


def test_everything_a_bad_sender_may_try(tmp_path: Path) -> None:
    there = tmp_path / "centre"
    house = makers.desk(tmp_path / "desk")
    name, document = "王淼", "11010119900101001X"
    told: dict[str, str] = {}
    with closing(house.register), _running(there) as (url, log):
        code = code_for(there)
        known = join(wish(house.register, url, code, HERE)).known
        house.register.within(lambda connection: line.keep(connection, known))
        station.arrive(house, name, document=document)
        with closing(line_of(known, house.register.device)) as speaking:
            go_round(house.register, speaking, clock.now())
            own = look(held.token_of(house.register, house.intake.id))

            def refused(what: str, path: str, body: bytes, **other: bytes) -> None:
                headers = _headers(house, path, body, **other)
                answer = _posted(speaking, path, body, headers)
                told[what] = unpack(answer.content, Problem).key

            def seek(permit: Permit, key: Ed25519PrivateKey) -> bytes:
                return pack(Seek(token=signed(permit, key), purpose="x", name=name))

            centre_key = permit_key(there)
            ended = replace(own, until=clock.now() - timedelta(days=1))
            refused("expired token", "/v1/search", seek(ended, centre_key))
            refused("forged token", "/v1/search", seek(own, Ed25519PrivateKey.generate()))
            leader = replace(own, role=Role.LEADER)
            refused("bent role", "/v1/search", seek(leader, centre_key))
            stolen = os.urandom(32)
            refused("forged signature", "/v1/feed", pack(Ask(cursors={})), key=stolen)
            bomb = zstandard.ZstdCompressor().compress(bytes(64 << 20))
            refused("zip bomb", "/v1/push", bomb)
            other = pack(Ask(cursors={"station:110101-01": 0}))
            refused("another station's stream", "/v1/feed", other)
            body = seek(own, centre_key)
            headers = _headers(house, "/v1/search", body)
            unpack(_posted(speaking, "/v1/search", body, headers).content, Sought)
            again = _posted(speaking, "/v1/search", body, headers)
            told["replay"] = unpack(again.content, Problem).key
            big = os.urandom(8 << 20)
            heavy = _posted(speaking, "/v1/push", big, _headers(house, "/v1/push", big))
            assert heavy.status_code == 413
            told["8 MiB that do not shrink"] = unpack(heavy.content, Problem).key
            endless = _posted_endless(speaking, house)
            assert endless in {413, 0}  # told, or cut off, long before a gigabyte
            endlessly = int(endless == 413)
            with pytest.raises((Trouble, Unavailable)) as used:
                join(replace(wish(house.register, url, code, HERE), device=new_id()))
            told["code used twice"] = used.value.key
            assert go_round(house.register, speaking, clock.now()).sent == 0  # it serves on
            done = guitu("centre", "suspend", "--device", str(house.register.device),
                         "--data", str(there))  # fmt: skip
            assert done.returncode == 0, done.stderr
            with pytest.raises(Trouble) as revoked:
                go_round(house.register, speaking, clock.now())
            told["revoked device"] = revoked.value.key
        lines = log.read_text(encoding="utf-8")
    assert told == {
        "expired token": "permit.expired",
        "forged token": "permit.forged",
        "bent role": "permit.withdrawn",
        "forged signature": "line.wrong_signature",
        "zip bomb": "line.too_large",
        "8 MiB that do not shrink": "line.too_large",
        "another station's stream": "line.not_your_stream",
        "replay": "line.replayed",
        "code used twice": "enrol.used",
        "revoked device": "line.suspended",
    }
    for key, count in Counter(told.values()).items():
        assert all(sentences(lang)[key] for lang in ("zh", "en"))
        more = endlessly if key == "line.too_large" else 0
        assert lines.count(f" {key} device ") in {count, count + more}, key
    for personal in (name, document, "测试intake", str(own.officer)):
        assert personal not in lines
    assert "Traceback" not in lines


def _posted_endless(speaking: Line, house: makers.Desk) -> int:
    """A gigabyte, a little at a time, until somebody says stop; 0 where the line is cut."""
    import asyncio

    async def pieces() -> "Iterator[bytes]":  # type: ignore[misc]
        for _ in range(1024):
            yield bytes(1 << 20)

    async def post() -> int:
        headers = _headers(house, "/v1/push", b"")
        async with client(speaking._address) as there:
            try:
                answer = await there.post("/v1/push", content=pieces(), headers=headers, timeout=60)
            except httpx.HTTPError:
                return 0
            return answer.status_code

    return asyncio.run(post())
