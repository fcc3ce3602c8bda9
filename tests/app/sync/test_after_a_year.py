"""A desk that was away for twelve months is heard: old stamps, officers, numbers and enrolment."""

from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine, select

from app import clock
from app.centre.authority import Papers, papers
from app.domain.visit import Visit
from app.store import access, line, postgres, walls
from app.store.register import Register
from app.store.tables import TABLES, change, enrolled, quarantine
from app.sync.joining import line_of
from app.sync.round import go_round
from app.wire import hlc
from app.wire.talk import Change, Enrol
from tests import makers
from tests.programs import centre
from tests.ui import station

YEAR = timedelta(days=365)
HOSTS = ("localhost", "127.0.0.1")


def _let_in(engine: Engine, register: Register, then: datetime, signed: Papers) -> line.Known:
    """As it was let in a year ago."""
    key = Ed25519PrivateKey.generate()
    asked = Enrol(
        code=access.invite(engine, "440114-01", then),
        device=register.device,
        incarnation=register.incarnation,
        public_key=key.public_key().public_bytes_raw(),
        station="440114-01",
        name="前台",
    )
    answer = access.enrol(engine, asked, then)
    return line.Known(
        url="",
        authority=signed.authority.decode(),
        device_key=key.private_bytes_raw(),
        network_key=answer.network_key,
        station="440114-01",
        enrolled_at=then,
    )


def test_the_outbox_of_a_desk_that_was_away_for_a_year_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, there, folder = clock.now(), tmp_path / "centre", tmp_path / "desk"
    then = now - YEAR
    folder.mkdir()
    monkeypatch.setattr(makers, "NOON", then)
    house = makers.desk(folder)
    old = papers(there / "tls", HOSTS, then)
    before = x509.load_pem_x509_certificate(old.certificate.read_bytes())
    with closing(house.register) as register:
        with postgres.database(there) as engine:
            known = _let_in(engine, register, then, old)
        visits = [station.arrive(house, name, then) for name in ("王淼", "欧阳𬎆")]
        with centre(there) as url:
            after = x509.load_pem_x509_certificate(old.certificate.read_bytes())
            assert before.serial_number != after.serial_number
            assert before.issuer == after.issuer
            register.within(lambda c: line.keep(c, replace(known, url=url)))
            with closing(line_of(replace(known, url=url), register.device)) as speaking:
                done = go_round(register, speaking, now)
            assert done.sent == register.last_entry
            assert line.how_many_wait(register) == 0
        _is_there(there, visits, then)


def _is_there(there: Path, visits: list[Visit], then: datetime) -> None:
    with postgres.database(there) as engine, walls.within(engine, walls.EVERYWHERE) as connection:
        assert connection.execute(select(quarantine)).all() == []
        numbers = set(connection.execute(select(TABLES["visit"].c.case_number)).scalars())
        assert numbers == {one.case_number for one in visits}
        bodies = connection.execute(select(change.c.body)).scalars()
        said = [msgspec.msgpack.decode(body, type=Change) for body in bodies]
        theirs = [one for one in said if one.n]
        assert {hlc.time_of(one.hlc).date() for one in theirs} == {then.date()}
        assert {one.claimed for one in theirs} == {None}
        assert connection.execute(select(enrolled.c.state)).scalar_one() == "active"
