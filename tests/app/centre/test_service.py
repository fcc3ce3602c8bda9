"""What the centre answers over HTTP, and what it refuses: real signatures, a real database."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine, delete, select

from app import clock
from app.centre.service import service
from app.domain.errors import Refused, Unavailable
from app.domain.ids import new_id
from app.store import access, central, line, pictures
from app.store.ask import all_of
from app.store.depot import depot
from app.store.tables import batch, enrolled, picture
from app.sync.joining import Wish, join, line_of, wish
from app.sync.line import Address, Line, Trouble
from app.sync.pictures import go_lane
from app.sync.round import exchange, gather, go_round
from app.wire.talk import (
    DEVICE,
    SIGNATURE,
    SPEAKS,
    TIME,
    Ask,
    Fed,
    Piece,
    Push,
    Pushed,
    Taken,
    Want,
    pack,
    to_sign,
)
from app.words.say import sentences
from tests import makers
from tests.ui import station

pytest_plugins = ["tests.centre"]
URL = "http://127.0.0.1:1"
CODE = "440114-01"


@pytest.fixture
def transport(engine: Engine, tmp_path: Path) -> httpx.ASGITransport:
    """A line without a network."""
    there = tmp_path / "centre"
    there.mkdir()
    return httpx.ASGITransport(service(engine, depot=depot(there)))  # type: ignore[arg-type]


@pytest.fixture
def house(data: Path) -> Iterator[makers.Desk]:
    """A desk with its officers."""
    made = makers.desk(data)
    with closing(made.register):
        yield made


@pytest.fixture
def joined(engine: Engine, house: makers.Desk, transport: Any) -> Iterator[Line]:
    """The line of that desk, let in."""
    known = join(_wish(house, access.invite(engine, CODE, clock.now())), transport).known
    house.register.within(lambda connection: line.keep(connection, known))
    made = line_of(known, house.register.device, transport)
    with closing(made):
        yield made


def _wish(house: makers.Desk, code: str, **other: Any) -> Wish:
    return replace(wish(house.register, URL, code, CODE), **other)


def test_what_was_saved_before_joining_is_sent_and_comes_no_more(
    engine: Engine, house: makers.Desk, joined: Line
) -> None:
    station.arrive(house, "王淼")
    done = go_round(house.register, joined, clock.now())
    assert done.sent == house.register.last_entry
    assert line.how_many_wait(house.register) == 0
    assert go_round(house.register, joined, clock.now()).sent == 0
    with engine.begin() as connection:
        kept = connection.execute(select(batch.c.signature, batch.c.count)).all()
    assert sum(count for _, count in kept) == done.sent
    assert {len(signature) for signature, _ in kept} == {64}


def test_an_answer_that_got_lost_is_made_up_for(house: makers.Desk, joined: Line) -> None:
    bundle = gather(house.register)
    exchange(joined, bundle)  # and the reply never came
    station.arrive(house, "王淼")
    done = go_round(house.register, joined, clock.now())
    assert done.sent >= house.register.last_entry - len(bundle.entries)
    assert line.how_many_wait(house.register) == 0


def test_who_is_not_let_in_hears_why(engine: Engine, house: makers.Desk, transport: Any) -> None:
    with pytest.raises(Trouble, match=r"enrol\.wrong_code"):
        join(_wish(house, "AAAA-BBBB-CCCC-DDDD"), transport)
    with pytest.raises(Refused, match=r"enrol\.wrong_length"):
        join(_wish(house, "AAAA-BBBB"), transport)
    code = access.invite(engine, CODE, clock.now())
    with pytest.raises(Trouble, match=r"enrol\.other_station"):
        join(_wish(house, code, station="110101-01"), transport)
    join(_wish(house, code), transport)
    with pytest.raises(Trouble, match=r"enrol\.used"):
        join(_wish(house, code, device=new_id()), transport)


def test_codes_cannot_be_guessed(house: makers.Desk, transport: Any) -> None:
    for _ in range(20):
        with pytest.raises(Trouble, match=r"enrol\.wrong_code"):
            join(_wish(house, "A" * 16), transport)
    with pytest.raises(Unavailable, match=r"line\.busy"):
        join(_wish(house, "A" * 16), transport)


def test_nobody_else_speaks_for_a_device(house: makers.Desk, joined: Line, transport: Any) -> None:
    stranger = Line(
        Address(url=URL), house.register.device, Ed25519PrivateKey.generate(), transport
    )
    with closing(stranger), pytest.raises(Trouble, match=r"line\.wrong_signature"):
        stranger.ask("/v1/feed", Ask(cursors={}), Fed)
    nobody = Line(Address(url=URL), new_id(), Ed25519PrivateKey.generate(), transport)
    with closing(nobody), pytest.raises(Trouble, match=r"line\.unknown_device"):
        nobody.ask("/v1/feed", Ask(cursors={}), Fed)


async def _post(transport: Any, path: str, body: bytes, headers: dict[str, str]) -> httpx.Response:
    async with httpx.AsyncClient(base_url=URL, transport=transport) as client:
        return await client.post(path, content=body, headers=headers)


def _signed(house: makers.Desk, path: str, body: bytes, at: str) -> dict[str, str]:
    known = house.register.line
    assert known is not None
    key = Ed25519PrivateKey.from_private_bytes(known.device_key)
    return {
        SPEAKS: "1",
        DEVICE: str(house.register.device),
        TIME: at,
        SIGNATURE: key.sign(to_sign(path, at, body)).hex(),
    }


def _told(answer: httpx.Response) -> str:
    from app.wire.talk import Problem, unpack

    return unpack(answer.content, Problem).key


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (b"", "line.not_understood"),
        (b"no zstd at all", "line.not_understood"),
        (zstandard.ZstdCompressor().compress(b"\xc1"), "line.not_understood"),
        (zstandard.ZstdCompressor().compress(bytes(64 << 20)), "line.too_large"),
        (zstandard.ZstdCompressor().compress(b"\x91" * 100_000), "line.not_understood"),
        (pack({"cursors": {"station:110101-01": 0}}), "line.not_your_stream"),
        (pack({"cursors": {"dev:somebody": 0}}), "line.not_your_stream"),
    ],
    ids=["empty", "text", "odd", "bomb", "deep", "other station", "other device"],
)
def test_nonsense_gets_a_sentence_and_the_next_is_served(
    house: makers.Desk, joined: Line, transport: Any, body: bytes, key: str,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    import asyncio

    headers = _signed(house, "/v1/feed", body, clock.now().isoformat())
    with caplog.at_level("INFO"):
        answer = asyncio.run(_post(transport, "/v1/feed", body, headers))
    assert _told(answer) == key
    assert all(key in sentences(lang) for lang in ("zh", "en"))
    assert [r.getMessage() for r in caplog.records if r.name == "guitu.centre"]


def test_what_was_kept_and_sent_again_later_is_refused(
    house: makers.Desk, joined: Line, transport: Any
) -> None:
    import asyncio

    body = pack(Ask(cursors={}))
    old = (clock.now() - timedelta(minutes=11)).isoformat()
    answer = asyncio.run(_post(transport, "/v1/feed", body, _signed(house, "/v1/feed", body, old)))
    assert _told(answer) == "line.too_old"
    now = clock.now().isoformat()
    moved = _signed(house, "/v1/feed", body, now)  # signed for another path
    assert _told(asyncio.run(_post(transport, "/v1/push", body, moved))) == "line.wrong_signature"
    other = moved | {SPEAKS: "99"}
    assert _told(asyncio.run(_post(transport, "/v1/feed", body, other))) == "line.other_version"


def test_a_copied_disk_is_suspended(engine: Engine, house: makers.Desk, joined: Line) -> None:
    from tests import two_desks

    go_round(house.register, joined, clock.now())
    station.arrive(house, "王淼")
    bundle = gather(house.register)
    copy = two_desks.forged(list(bundle.entries), officer=new_id())
    joined.ask("/v1/push", Push(incarnation=bundle.incarnation, entries=tuple(copy)), Pushed)
    with pytest.raises(Trouble, match=r"line\.cloned"):
        exchange(joined, bundle)
    with engine.begin() as connection:
        assert connection.execute(select(enrolled.c.state)).scalars().all() == ["suspended"]
    with pytest.raises(Trouble, match=r"line\.suspended"):
        exchange(joined, bundle)


def test_no_desk_is_told_of_anybody_in_a_log(
    house: makers.Desk, joined: Line, caplog: pytest.LogCaptureFixture
) -> None:
    station.arrive(house, "王淼", document="11010119900101001X")
    with caplog.at_level("DEBUG"):
        go_round(house.register, joined, clock.now())
    said = " ".join(record.getMessage() for record in caplog.records)
    assert "王淼" not in said
    assert "11010119900101001X" not in said


def test_whoever_waits_is_told_at_once(
    engine: Engine, house: makers.Desk, joined: Line, transport: Any, tmp_path: Path
) -> None:
    import asyncio

    from app.centre.deeds import Caller, Centre
    from app.store import devices

    go_round(house.register, joined, clock.now())
    heard = {name: seq for name, (seq, _) in line.cursors(house.register).items()}

    async def both() -> tuple[bool, Any]:
        centre = Centre(engine)
        with engine.begin() as connection:
            device = devices.must_know(connection, house.register.device)
        caller = Caller(device, central.Proof(signature=b"", digest=b""))
        waiting = asyncio.create_task(centre.feed(caller, Ask(cursors=heard, wait=20.0)))
        await asyncio.sleep(0)
        held = not waiting.done()
        station.arrive(house, "王淼")
        bundle = gather(house.register)
        push = Push(incarnation=bundle.incarnation, entries=bundle.entries)
        await centre.push(caller, push)
        return held, await waiting

    held, fed = asyncio.run(both())
    assert held
    assert [part.stream for part in fed.parts] == [f"station:{CODE}", "prov:44"]


def test_health_metrics_and_openapi(transport: Any, joined: Line) -> None:
    import asyncio

    async def look(path: str) -> httpx.Response:
        async with httpx.AsyncClient(base_url=URL, transport=transport) as client:
            return await client.get(path)

    assert asyncio.run(look("/health")).json()["ok"] is True
    assert "guitu_centre_devices 1" in asyncio.run(look("/metrics")).text
    schema = asyncio.run(look("/schema/openapi.json")).json()
    assert {"/v1/enrol", "/v1/push", "/v1/feed", "/health"} <= schema["paths"].keys()


def test_another_program_at_the_address_is_said(house: makers.Desk, joined: Line) -> None:
    async def page(_scope: Any, _receive: Any, send: Any) -> None:
        headers = [(b"content-type", b"text/html")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"<html>Log in to the network"})

    known = house.register.line
    assert known is not None
    portal = line_of(known, house.register.device, httpx.ASGITransport(page))
    with closing(portal), pytest.raises(Unavailable, match=r"line\.not_a_centre"):
        exchange(portal, gather(house.register))


def test_a_desk_alone_says_so(house: makers.Desk) -> None:
    with pytest.raises(Unavailable, match=r"line\.alone"):
        gather(house.register)


def test_what_the_register_has_is_what_was_sent(house: makers.Desk, joined: Line) -> None:
    with pytest.raises(Unavailable, match=r"line\.not_my_entries"):
        house.register.acknowledge(2, bytes(32), 0)
    assert all_of(house.register, type(house.station)) == [house.station]
    assert Refused("line.alone").key == "line.alone"


def _pictured(house: makers.Desk, at: Any, data: bytes) -> str:
    """Somebody with a photograph."""
    from app.desk import admission
    from app.domain.ids import PhotoId

    shot = admission.Taken(
        id=PhotoId(new_id()), jpeg=data, width=1, height=1, quality=1.0, reasons=(), taken_at=at
    )
    arrival = replace(makers.arrival("王淼"), arrived_at=at, photos=(shot,))
    done = admission.admit(house.register, arrival, house.station, by=house.intake, at=at)
    return done.photos[0].sha256


def test_photographs_follow_the_records_to_the_other_desk(
    engine: Engine, house: makers.Desk, joined: Line, transport: Any, tmp_path: Path
) -> None:
    from app.store import keys
    from app.store.register import create

    data = bytes(range(256)) * 3000
    name = _pictured(house, clock.now(), data)
    go_round(house.register, joined, clock.now())
    (tmp_path / "other").mkdir()
    other = create(tmp_path / "other", keys.new_key(), clock.now())
    with closing(other):
        wished = _wish(house, access.invite(engine, CODE, clock.now()))
        wished = replace(wished, device=other.device, incarnation=other.incarnation)
        known = join(wished, transport).known
        other.within(lambda connection: line.keep(connection, known))
        speaking = line_of(known, other.device, transport)
        with closing(speaking):
            go_round(other, speaking, clock.now())
            assert pictures.wanted(other, 9) == [name]
            assert go_lane(other, speaking, clock.now()) == (0, 0)  # has not come there yet
            assert go_lane(house.register, joined, clock.now()) == (1, 0)
            assert go_lane(house.register, joined, clock.now()) == (0, 0)
            assert go_lane(other, speaking, clock.now()) == (0, 1)
        assert other.blobs.get(name) == data
        assert pictures.wanted(other, 9) == []


def test_nobody_gets_a_picture_of_another_station(
    engine: Engine, house: makers.Desk, joined: Line, transport: Any
) -> None:
    name = _pictured(house, clock.now(), b"a picture")
    go_round(house.register, joined, clock.now())
    go_lane(house.register, joined, clock.now())
    code = access.invite(engine, "440305-02", clock.now())
    wished = _wish(house, code, device=new_id(), station="440305-02")
    known = join(wished, transport).known
    stranger = line_of(known, wished.device, transport)
    with closing(stranger):
        with pytest.raises(Trouble, match=r"picture\.not_here"):
            stranger.ask("/v1/pictures/get", Want(name=name, offset=0), Piece)
        piece = Piece(name="0" * 64, offset=0, data=b"junk", last=True)
        with pytest.raises(Trouble, match=r"picture\.not_here"):
            stranger.ask("/v1/pictures/put", piece, Taken)


def test_a_photograph_whose_file_is_gone_comes_back_from_the_centre(
    house: makers.Desk, joined: Line
) -> None:
    data = b"a picture" * 100
    name = _pictured(house, clock.now(), data)
    go_round(house.register, joined, clock.now())
    house.register.blobs.drop(name)
    assert go_lane(house.register, joined, clock.now()) == (0, 0)
    assert pictures.wanted(house.register, 9) == [name]  # not there either: nobody calls it so
    house.register.blobs.put(data)
    house.register.within(lambda c: c.execute(delete(picture)))
    assert go_lane(house.register, joined, clock.now()) == (1, 0)
    house.register.blobs.drop(name)  # and once more, out of a backup without it
    house.register.within(lambda c: c.execute(delete(picture)))
    assert go_lane(house.register, joined, clock.now()) == (0, 1)
    assert house.register.blobs.get(name) == data
