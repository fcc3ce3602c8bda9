"""`guitu faces`: which engine has how many photographs, and measuring what another one left."""

import sys
from collections.abc import Callable

import msgspec

from app import clock
from app.desk import rebuilding
from app.desk.door import Session
from app.desk.export import log_in
from app.domain.errors import Refused, Unavailable
from app.domain.face import Measured
from app.faces.develop import measured
from app.faces.engine import Engine, choose
from app.settings import Settings
from app.words.say import say, sentence

Tell = Callable[[int, int], None]


def run(settings: Settings, what: str, *, as_json: bool) -> int:
    """0 where all that may be measured is, 1 where something is left or could not be done, 130
    where it was broken off; whatever was measured until then is kept."""
    session = None
    try:
        session = log_in(settings)
        rebuilding.may_rebuild(session.officer)
        return _do(settings, session, what, as_json=as_json)
    except (Refused, Unavailable) as error:
        sys.stderr.write(sentence(error, settings.lang) + "\n")
        return 1
    finally:
        if session:
            session.register.close()


def _do(settings: Settings, session: Session, what: str, *, as_json: bool) -> int:
    model, broken_off, absent = rebuilding.model_of(settings.engine), False, 0
    if what == "again":
        rebuilding.try_again(session.register, model, by=session.officer)
    if what != "status":
        try:
            absent = rebuild(session, choose(settings.engine), _told(settings))
            _clear(settings, session, absent)
        except KeyboardInterrupt:
            broken_off = True
        sys.stderr.write("\n")
    stands = rebuilding.stands(session.register, model, clock.now(), absent)
    _say(settings, stands, as_json=as_json)
    return 130 if broken_off else int(not stands.whole and what != "status")


def rebuild(session: Session, engine: Engine, tell: Tell) -> int:
    """Measure what is left, in small groups; answers of how many no picture is here."""
    register, model = session.register, (engine.id, engine.model_sha256)
    left = rebuilding.stands(register, model, clock.now()).to_do
    done, absent, after = 0, 0, None
    while some := rebuilding.next_few(register, model, clock.now(), after):
        seen: list[tuple[rebuilding.Kept, Measured]] = []
        try:
            for one in some:
                if one.jpeg is None:
                    absent += 1
                else:
                    seen.append((one, _look(one.jpeg, engine)))
                done += 1
                tell(done, max(left, done))
        finally:  # broken off: what was measured is not lost
            rebuilding.keep(register, model, seen, by=session.officer, at=clock.now())
        after = some[-1].due.old.id
    return absent


def _clear(settings: Settings, session: Session, absent: int) -> None:
    """What the engine before left, once it has no purpose any more."""
    register, days = session.register, settings.old_faces_days
    stands = rebuilding.stands(register, rebuilding.model_of(settings.engine), clock.now(), absent)
    while rebuilding.clear_some(register, stands, days, by=session.officer, at=clock.now()):
        pass


def _look(jpeg: bytes, engine: Engine) -> Measured:
    try:
        return measured(jpeg, engine)
    except Refused as sorry:
        return rebuilding.nothing((engine.id, engine.model_sha256), sorry)


def _told(settings: Settings) -> Tell:
    def tell(done: int, of: int) -> None:
        sys.stderr.write("\r" + say("faces.goes_on", settings.lang, done=done, of=of))
        sys.stderr.flush()

    return tell


def _say(settings: Settings, stands: rebuilding.Stands, *, as_json: bool) -> None:
    counted, (engine, sha256) = stands.counted, stands.model
    facts = {
        "engine": engine,
        "model_sha256": sha256,
        "measured": counted.measured,
        "to_do": stands.to_do,
        "refused": counted.refused,
        "lapsed": counted.lapsed,
        "unusable": sum(counted.unusable.values()),
        "absent": stands.absent,
    }
    if as_json:
        whole = {
            **facts,
            "why": dict(counted.unusable),
            "others": [one[0] for one in stands.others],
        }
        sys.stdout.write(msgspec.json.encode(whole).decode() + "\n")
        return
    del facts["model_sha256"]
    sys.stdout.write(say("faces.stands", settings.lang, **facts) + "\n")
    for why, count in counted.unusable.items():
        told = say(f"unmeasured.{why.partition('.')[2]}", settings.lang)
        sys.stdout.write(f"  {told} {count}\n")
