"""Permits over HTTP: who gets one, what it opens, and everything with which it does not open."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine, select, text

from app import clock
from app.centre.rights import Rights, lease_of, permit_key
from app.centre.service import service
from app.desk import door
from app.domain.errors import Refused, Unavailable
from app.domain.permit import Online, Permit
from app.domain.person import ClaimKind, Person
from app.domain.staff import Officer, Role
from app.store import access, held, line, permits, walls
from app.store.ask import all_of
from app.store.depot import depot
from app.store.tables import TABLES, change
from app.sync import permits as asking
from app.sync.joining import join, line_of, wish
from app.sync.line import Line, Trouble
from app.sync.round import go_round
from app.wire.permit import Invite, Invited, Seek, Sought, look, signed
from app.words.say import sentences
from tests import makers, two_desks
from tests.ui import station

pytest_plugins = ["tests.centre"]
URL = "http://127.0.0.1:1"
HERE, THERE = "440114-01", "110101-01"


@pytest.fixture
def key() -> Ed25519PrivateKey:
    """The centre's own."""
    return Ed25519PrivateKey.generate()


@pytest.fixture
def transport(engine: Engine, tmp_path: Path, key: Ed25519PrivateKey) -> httpx.ASGITransport:
    """A line without a network."""
    there = tmp_path / "centre"
    there.mkdir()
    rights = Rights(engine, key)
    return httpx.ASGITransport(service(engine, depot=depot(there), rights=rights))  # type: ignore[arg-type]


@pytest.fixture
def house(data: Path) -> Iterator[makers.Desk]:
    """A desk with its officers."""
    made = makers.desk(data)
    with closing(made.register):
        yield made


def _join(engine: Engine, house: makers.Desk, transport: Any, code: str = HERE) -> Line:
    wished = wish(house.register, URL, access.invite(engine, code, clock.now()), code)
    known = join(wished, transport).known
    house.register.within(lambda connection: line.keep(connection, known))
    return line_of(known, house.register.device, transport)


@pytest.fixture
def joined(engine: Engine, house: makers.Desk, transport: Any) -> Iterator[Line]:
    """Its line, after a first round."""
    made = _join(engine, house, transport)
    with closing(made):
        go_round(house.register, made, clock.now())
        yield made


@pytest.fixture
def far(engine: Engine, tmp_path: Path) -> Iterator[two_desks.Side]:
    """A station in another province, where 王淼 was registered."""
    (tmp_path / "far").mkdir()
    there = makers.desk(tmp_path / "far", THERE)
    side = two_desks.let_in(engine, there.register, THERE)
    station.arrive(there, "王淼", document="11010119900101001X")
    side.push(clock.now())
    with closing(there.register):
        yield side


def _token(house: makers.Desk, officer: Officer) -> bytes:
    found = held.token_of(house.register, officer.id)
    assert found
    return found


def _ask(house: makers.Desk, officer: Officer, **said: str) -> Seek:
    said = {"name": "王淼", "document": "", "purpose": "接待核对"} | said
    return asking.question(house.register, _token(house, officer), **said)


def test_every_officer_who_works_here_has_a_permit_after_a_round(
    engine: Engine, house: makers.Desk, joined: Line
) -> None:
    for officer in (house.intake, house.leader, house.administrator, house.auditor):
        permit = look(_token(house, officer))
        assert (permit.officer, permit.role, permit.station) == (officer.id, officer.role, HERE)
        assert permit.until - permit.issued == timedelta(days=14)
    may = set(look(_token(house, house.leader)).rights)
    assert may == {"search", "file", "erase", "break_glass"}
    assert look(_token(house, house.auditor)).rights == ()
    assert {k.officer.id for k in permits.every(engine) if k.until} >= {house.intake.id}


def test_permits_are_renewed_in_the_second_half_and_not_before(
    house: makers.Desk, joined: Line
) -> None:
    def asked(later: timedelta) -> bool:
        return house.register.within(lambda c: held.due(c, clock.now() + later)) is not None

    assert not asked(timedelta(days=6, hours=23))
    assert asked(timedelta(days=7, hours=1))
    with_code = replace(house.leader, role=Role.TRACING)
    house.register.write(with_code, by=house.administrator.id, at=clock.now())
    assert asked(timedelta(minutes=11))
    go_round(house.register, joined, clock.now())


def test_somebody_of_another_province_is_found_by_name_and_by_number(
    engine: Engine, house: makers.Desk, joined: Line, far: two_desks.Side
) -> None:
    found = asking.seek(joined, _ask(house, house.intake))
    assert [(c.card.name, c.card.station, c.station) for c in found.cards] == [
        ("王淼", THERE, "示例市救助管理站")
    ]
    number = _ask(house, house.intake, name="", document="11010119900101001x")
    assert "1101011990" not in str(number)
    assert [c.card.name for c in asking.seek(joined, number).cards] == ["王淼"]
    assert asking.seek(joined, _ask(house, house.intake, name="王")).cards == ()
    (person,) = all_of(far.register, Person)
    former = makers.claim(person, house.intake, "李小淼", ClaimKind.ALIAS)
    far.register.write(former, by=house.intake.id, at=clock.now())
    far.push(clock.now())
    by_alias = asking.seek(joined, _ask(house, house.intake, name="李小淼")).cards
    assert [c.card.name for c in by_alias] == ["王淼"]


def test_a_search_is_written_down_for_the_auditors_also_where_it_found_nobody(
    engine: Engine, house: makers.Desk, joined: Line, far: two_desks.Side
) -> None:
    asking.seek(joined, _ask(house, house.intake))
    asking.seek(joined, _ask(house, house.intake, name="无此人"))
    with walls.within(engine, HERE) as connection:
        table = TABLES["viewing"]
        rows = connection.execute(select(table).where(table.c.what == "national_search")).all()
        said = connection.execute(
            select(change.c.record).where(change.c.stream == f"audit:{HERE}")
        ).scalars()
        assert {row.id for row in rows} <= set(said)
    assert len(rows) == 2
    assert {row.officer for row in rows} == {house.intake.id}
    assert {row.purpose for row in rows} == {"接待核对"}
    assert [row.person is None for row in rows].count(True) == 1


def test_a_sealed_person_is_never_found(
    engine: Engine, owner: Engine, house: makers.Desk, joined: Line, far: two_desks.Side
) -> None:
    (person,) = all_of(far.register, Person)
    far.register.write(replace(person, sealed=True), by=house.leader.id, at=clock.now())
    far.push(clock.now())
    assert asking.seek(joined, _ask(house, house.intake)).cards == ()
    number = _ask(house, house.intake, name="", document="11010119900101001X")
    assert asking.seek(joined, number).cards == ()


def test_who_says_no_reason_or_no_name_hears_it(
    engine: Engine, house: makers.Desk, joined: Line
) -> None:
    for said, why in (({"purpose": " "}, "needs_purpose"), ({"name": ""}, "nothing_said")):
        with pytest.raises(Trouble, match=rf"seek\.{why}"):
            asking.seek(joined, _ask(house, house.intake, **said))


def _permit(house: makers.Desk, officer: Officer, **other: Any) -> Permit:
    return replace(look(_token(house, officer)), **other)


def test_what_does_not_open_anything(
    engine: Engine, house: makers.Desk, joined: Line, key: Ed25519PrivateKey,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    stranger = Ed25519PrivateKey.generate()
    good = _permit(house, house.intake)
    ended = clock.now() - timedelta(seconds=1)
    torn = bytearray(signed(good, key))
    torn[80] ^= 1
    cases = {
        b"": "none",
        b"x" * 100: "forged",
        bytes(torn): "forged",
        signed(replace(good, role=Role.LEADER), stranger): "forged",
        signed(replace(good, until=ended), key): "expired",
        signed(replace(good, station=THERE), key): "other_station",
        signed(replace(good, role=Role.LEADER), key): "withdrawn",
        signed(_permit(house, house.auditor), key): "not_allowed",
        signed(_permit(house, house.auditor, rights=("search",)), key): "not_allowed",
    }
    for token, why in cases.items():
        with caplog.at_level("INFO"), pytest.raises(Trouble, match=rf"permit\.{why}$"):
            joined.ask("/v1/search", Seek(token=token, purpose="x", name="王淼"), Sought)
        assert all(f"permit.{why}" in sentences(lang) for lang in ("zh", "en"))
    told = [r.getMessage() for r in caplog.records if r.name == "guitu.centre"]
    assert len(told) == len(cases)
    assert "王淼" not in " ".join(told)


def test_the_very_same_request_is_not_answered_twice(
    engine: Engine, house: makers.Desk, joined: Line, transport: Any
) -> None:
    import asyncio

    from app.wire.talk import Problem, pack, unpack
    from tests.app.centre.test_service import _post, _signed

    body = pack(Invite(token=_token(house, house.administrator)))
    headers = _signed(house, "/v1/invite", body, clock.now().isoformat())
    first = asyncio.run(_post(transport, "/v1/invite", body, headers))
    assert unpack(first.content, Invited).code
    again = asyncio.run(_post(transport, "/v1/invite", body, headers))
    assert unpack(again.content, Problem).key == "line.replayed"


def test_a_permit_of_somebody_taken_out_opens_nothing_and_is_not_renewed(
    engine: Engine, house: makers.Desk, joined: Line
) -> None:
    access.withhold(engine, house.intake.id, clock.now())
    with pytest.raises(Trouble, match=r"permit\.withdrawn"):
        asking.seek(joined, _ask(house, house.intake))
    go_round(house.register, joined, clock.now())
    known = {o.id: o for o in door.officers(house.register)}
    assert not known[house.intake.id].active
    assert known[house.leader.id].active
    access.restore(engine, house.intake.id, clock.now())
    go_round(house.register, joined, clock.now())
    assert {o.id: o for o in door.officers(house.register)}[house.intake.id].active
    assert asking.seek(joined, _ask(house, house.intake)).cards == ()


def test_a_desk_cannot_give_back_what_the_centre_withholds(
    engine: Engine, house: makers.Desk, joined: Line, key: Ed25519PrivateKey
) -> None:
    token = _token(house, house.intake)
    access.withhold(engine, house.intake.id, clock.now())
    go_round(house.register, joined, clock.now())
    later = clock.now() + timedelta(minutes=1)
    house.register.write(house.intake, by=house.administrator.id, at=later)  # bent: active again
    go_round(house.register, joined, clock.now())
    with pytest.raises(Trouble, match=r"permit\.withdrawn"):
        joined.ask("/v1/search", Seek(token=token, purpose="x", name="王淼"), Sought)


def test_a_right_given_or_taken_by_hand_counts_at_that_station(
    engine: Engine, house: makers.Desk, joined: Line, key: Ed25519PrivateKey
) -> None:
    at = clock.now()
    permits.change_right(engine, HERE, Role.INTAKE, Online.SEARCH, at, held=False)
    with pytest.raises(Trouble, match=r"permit\.not_allowed"):
        asking.seek(joined, _ask(house, house.intake))  # at once, whatever the token says
    permits.change_right(engine, HERE, Role.INTAKE, Online.SEARCH, at, held=True)
    permits.change_right(engine, HERE, Role.AUDITOR, Online.SEARCH, at, held=True)
    assert asking.seek(joined, _ask(house, house.intake)).cards == ()
    renewed = signed(_permit(house, house.auditor, rights=("search",)), key)
    asked = Seek(token=renewed, purpose="x", name="王淼")
    assert joined.ask("/v1/search", asked, Sought).cards == ()


def test_an_administrator_invites_the_next_desk_of_the_same_station_once(
    engine: Engine, house: makers.Desk, joined: Line, transport: Any, tmp_path: Path
) -> None:
    from app.store import keys
    from app.store.register import create

    with pytest.raises(Trouble, match=r"permit\.not_allowed"):
        asking.invite(joined, _token(house, house.intake))
    code, until = asking.invite(joined, _token(house, house.administrator))
    assert timedelta(hours=23) < until - clock.now() <= timedelta(hours=24)
    (tmp_path / "other").mkdir()
    other = create(tmp_path / "other", keys.new_key(), clock.now())
    with closing(other):
        wished = wish(other, URL, code, HERE)
        assert join(wished, transport).known.station == HERE
        with pytest.raises(Trouble, match=r"enrol\.used"):
            join(replace(wished, device=house.register.incarnation), transport)


def test_a_desk_without_a_centre_or_permit_says_so(house: makers.Desk) -> None:
    with pytest.raises(Unavailable, match=r"line\.alone"):
        asking.question(house.register, b"x", "王", "", "x")
    assert held.held(house.register, house.intake.id) is None


def test_a_centre_that_gives_no_permits_stops_no_round(
    engine: Engine, house: makers.Desk, transport: Any
) -> None:
    """An older one, say."""

    class Older(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            if request.url.path == "/v1/permits":
                return httpx.Response(404, stream=httpx.ByteStream(b"Not Found"))
            return await transport.handle_async_request(request)  # type: ignore[no-any-return]

    with closing(_join(engine, house, Older())) as made:
        station.arrive(house, "王淼")
        assert go_round(house.register, made, clock.now()).sent == house.register.last_entry
    assert held.token_of(house.register, house.intake.id) == b""


def test_the_key_that_signs_is_kept_and_a_damaged_one_is_said(tmp_path: Path) -> None:
    one = permit_key(tmp_path)
    assert permit_key(tmp_path).private_bytes_raw() == one.private_bytes_raw()
    assert (tmp_path / "permits.key").stat().st_mode & 0o077 == 0
    (tmp_path / "permits.key").write_bytes(b"short")
    with pytest.raises(Unavailable, match=r"centre\.no_permit_key"):
        permit_key(tmp_path)


@pytest.mark.parametrize("days", [6, 31, 0, -1])
def test_a_lease_is_seven_to_thirty_days(days: int) -> None:
    assert lease_of(30) == timedelta(days=30)
    with pytest.raises(Refused, match=r"permit\.lease_length"):
        lease_of(days)


def test_nobody_reads_officers_of_another_station(
    engine: Engine, house: makers.Desk, joined: Line, far: two_desks.Side
) -> None:
    from app.store import devices
    from app.wire.permit import AskPermits

    theirs = [o.id for o in door.officers(far.register)]
    with engine.begin() as connection:
        device = devices.must_know(connection, house.register.device)
    given = permits.give(
        engine, device, AskPermits(officers=tuple(theirs)), timedelta(days=7), clock.now()
    )
    assert given == []
    with engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM officer")).scalar_one() == 0
