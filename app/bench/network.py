"""A centre as a program of its own on its own PostgreSQL, and desks that speak to it with TLS."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psutil
from sqlalchemy import Engine, create_engine, make_url, text

from app import clock
from app.bench import data
from app.domain.errors import Unavailable
from app.store import access, keys, line, postgres
from app.store.register import Register, create, open_register
from app.sync.joining import join, line_of, wish
from app.sync.line import Line
from app.wire.talk import fingerprint

ROOT = Path(__file__).parents[2]
_NEVER = str(10**9)
"""Nothing is made beside what is measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A centre that runs: its address, its process, and its database for who looks behind it."""

    url: str
    process: int
    engine: Engine
    authority: str

    def code(self, station: str) -> str:
        """A code for one more desk."""
        return access.invite(self.engine, station, clock.now()) + fingerprint(self.authority)


@contextmanager
def cluster(cache: Path) -> Iterator[str]:
    """PostgreSQL as the centre brings it, with what earlier runs have filled; its URL."""
    with postgres.embedded(cache / "centre") as url:
        yield url


@contextmanager
def empty(cluster_url: str, template: str = "template0") -> Iterator[str]:
    """A database of its own for one measurement, dropped at the end; its URL."""
    name = f"run_{uuid4().hex[:12]}"
    tell_server(cluster_url, f'CREATE DATABASE {name} TEMPLATE "{template}" STRATEGY FILE_COPY')
    try:
        yield url_of(cluster_url, name)
    finally:
        tell_server(cluster_url, f"DROP DATABASE {name} WITH (FORCE)")


def url_of(cluster_url: str, name: str) -> str:
    """The URL of one database of a cluster."""
    return make_url(cluster_url).set(database=name).render_as_string(hide_password=False)


def tell_server(cluster_url: str, words: str) -> None:
    """Something that no transaction may hold."""
    engine = create_engine(cluster_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(words))
    engine.dispose()


@contextmanager
def centre(folder: Path, database: str) -> Iterator[Network]:
    """The centre's own command on a database, as an administrator starts it."""
    words = [
        *(sys.executable, "-P", "-m", "app", "centre", "--data", str(folder)),
        *("--database", database, "--port", "0", "--snapshot-every", _NEVER),
    ]
    log = folder / "log.txt"
    folder.mkdir(parents=True, exist_ok=True)
    with log.open("w") as errors, postgres.database(folder, database) as engine:
        running = subprocess.Popen(  # noqa: S603 - our own interpreter and program
            words, env=_environment(), stdout=subprocess.PIPE, stderr=errors, text=True
        )
        try:
            first = running.stdout.readline() if running.stdout else ""
            said = re.search(r"https://[0-9.:]+", first)
            if said is None:
                data.tell(log.read_text(encoding="utf-8", errors="replace"))
                raise Unavailable("bench.no_centre")
            authority = (folder / "tls" / "authority.pem").read_text(encoding="ascii")
            yield Network(url=said[0], process=running.pid, engine=engine, authority=authority)
        finally:
            running.terminate()
            with suppress(subprocess.TimeoutExpired):
                running.wait(15)
            running.kill()
            running.communicate()


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}


def servers() -> list[psutil.Process]:
    """PostgreSQL's processes on this machine that belong to a bench's cluster."""
    found = [p for p in psutil.process_iter(["name", "cwd"]) if p.info["name"] == "postgres"]
    return [p for p in found if "centre/pg" in (p.info["cwd"] or "")]


def spent(processes: Iterable[psutil.Process]) -> float:
    """Their processor time so far, in seconds."""
    total = 0.0
    for one in processes:
        with suppress(psutil.NoSuchProcess):
            times = one.cpu_times()
            total += times.user + times.system
    return total


def copied(made: data.Made, folder: Path) -> Register:
    """A register out of the cache, on a copy of its own."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(made.folder, folder)
    return open_register(folder, data.key(), clock.now())


def blank(folder: Path) -> Register:
    """A new desk's register, without a record."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return create(folder, keys.new_key(), clock.now())


def joined(register: Register, network: Network, station: str) -> Line:
    """Let a desk in, as its officer would with the code; its line."""
    known = join(wish(register, network.url, network.code(station), station, "bench")).known
    register.within(lambda connection: line.keep(connection, known))
    return line_of(known, register.device)
