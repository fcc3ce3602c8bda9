"""Whatever answers in a centre's place: one sentence at the desk, and the desk goes on."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from app import clock
from app.centre import authority
from app.centre.authority import Papers
from app.domain.errors import Unavailable
from app.store import line
from app.store.line import Known
from app.sync import line as lines
from app.sync.joining import join, open_line, wish
from app.sync.round import go_round
from app.words.say import sentences
from tests import makers
from tests.makers import NOON
from tests.programs import ROOT, environment
from tests.ui import station


@contextmanager
def _answering(kind: str, papers: Papers | None = None) -> Iterator[str]:
    """Something that is no centre, as a process of its own; its URL."""
    files = [str(papers.certificate), str(papers.key)] if papers else []
    words = [sys.executable, "-P", str(ROOT / "tests/odd_servers.py"), kind, *files]
    with subprocess.Popen(  # noqa: S603 - our own interpreter and program
        words, env=environment(), stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        port = running.stdout.readline().strip()
        try:
            yield f"{'https' if papers else 'http'}://127.0.0.1:{port}"
        finally:
            running.kill()


@pytest.fixture
def house(data: Path) -> Iterator[makers.Desk]:
    """A desk with its officers."""
    made = makers.desk(data)
    with closing(made.register):
        yield made


def _joined(house: makers.Desk, url: str, pem: bytes = b"") -> None:
    known = Known(
        url=url,
        authority=pem.decode(),
        device_key=bytes(range(32)),
        network_key=bytes(32),
        station=house.station.code,
        enrolled_at=NOON,
    )
    house.register.within(lambda connection: line.keep(connection, known))


def _key_said(house: makers.Desk) -> str:
    """What a round says; everything that waited still waits, and the next arrival is saved."""
    speaking = open_line(house.register)
    assert speaking is not None
    waited = line.how_many_wait(house.register)
    with closing(speaking), pytest.raises(Unavailable) as said:
        go_round(house.register, speaking, clock.now())
    assert line.how_many_wait(house.register) == waited
    station.arrive(house, "王淼")
    assert line.how_many_wait(house.register) > waited
    key: str = said.value.key
    assert key in sentences("en")
    assert any(w in sentences("zh")[key] for w in ("登记照常进行", "自动再试"))
    return key


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("page", "line.not_a_centre"),
        ("login", "line.not_a_centre"),
        ("moved", "line.not_a_centre"),
        ("forbidden", "line.not_a_centre"),
        ("gateway", "line.busy"),
        ("nonsense", "line.not_a_centre"),
        ("packed", "line.not_a_centre"),
        ("bomb", "line.not_a_centre"),
        ("endless", "line.not_a_centre"),
        ("no_http", "line.not_a_centre"),
        ("short", "line.offline"),
        ("silent", "line.offline"),
    ],
)
def test_what_answers_instead_of_a_centre_is_said(house: makers.Desk, kind: str, key: str) -> None:
    with _answering(kind) as url:
        _joined(house, url)
        assert _key_said(house) == key


@pytest.mark.parametrize("kind", ["page", "login", "endless", "no_http"])
def test_nobody_joins_what_is_no_centre(house: makers.Desk, tmp_path: Path, kind: str) -> None:
    own = authority.papers(tmp_path / "tls", ("127.0.0.1",), clock.now())
    code = "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH"
    said = wish(house.register, "", code, "440114-01")
    with _answering(kind, own) as url, pytest.raises(Unavailable, match=r"line\.not_a_centre"):
        join(replace(said, url=url))
    # The address of something that speaks no TLS.
    with _answering(kind) as plain, pytest.raises(Unavailable, match=r"line\.not_a_centre"):
        join(replace(said, url=plain.replace("http:", "https:")))


def _papers(folder: Path, at: datetime, host: str = "127.0.0.1") -> Papers:
    return authority.papers(folder / "tls", (host,), at)


def test_an_expired_certificate_is_said(house: makers.Desk, tmp_path: Path) -> None:
    old = _papers(tmp_path, clock.now() - timedelta(days=398))
    with _answering("page", old) as url:
        _joined(house, url, old.authority)
        assert _key_said(house) == "line.certificate_expired"


def test_a_certificate_of_tomorrow_is_laid_at_the_clock_s_door(
    house: makers.Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authority, "_EVER", clock.now() + timedelta(days=2))
    early = _papers(tmp_path, clock.now() + timedelta(days=2))
    with _answering("page", early) as url:
        _joined(house, url, early.authority)
        assert _key_said(house) == "line.certificate_early"


def test_a_desk_whose_battery_is_dead_believes_its_centre(tmp_path: Path) -> None:
    made = _papers(tmp_path, clock.now())
    for file in (made.certificate, made.certificate.with_name("authority.pem")):
        begins = x509.load_pem_x509_certificate(file.read_bytes()).not_valid_before_utc
        assert begins < clock.now() - timedelta(days=20 * 365)


def test_another_host_s_certificate_is_said(house: makers.Desk, tmp_path: Path) -> None:
    other = _papers(tmp_path, clock.now(), "elsewhere.example")
    with _answering("page", other) as url:
        _joined(house, url, other.authority)
        assert _key_said(house) == "line.certificate"


def test_another_authority_s_certificate_is_said(house: makers.Desk, tmp_path: Path) -> None:
    own, other = _papers(tmp_path / "a", clock.now()), _papers(tmp_path / "b", clock.now())
    with _answering("page", other) as url:
        _joined(house, url, own.authority)
        assert _key_said(house) == "line.certificate"


def test_whoever_drips_for_ever_is_left(
    house: makers.Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "_LONGEST", -19.9)
    monkeypatch.setattr(lines, "LARGEST", 1 << 50)
    with _answering("endless") as url:
        _joined(house, url)
        assert _key_said(house) == "line.slow"
