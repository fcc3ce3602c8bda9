"""`./guitu audit …` at a centre: prove the books, write out the roots, tell who looked at whom."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from app import clock
from app.centre.books import KEY, Books, open_books, read_list
from app.domain.errors import Refused, Unavailable
from app.store import looks, postgres, proving, roots
from app.store.files import replace_file
from app.wire.audit import line_of
from app.wire.talk import facts_of
from app.words.say import say, sentence

if TYPE_CHECKING:
    from app.store.postgres import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asked for."""

    what: str
    centre: Path | None
    database: str
    roots: str
    out: str
    person: str
    officer: str
    as_json: bool
    lang: str


def run(asked: Asked) -> int:
    """Do it; 0 when it was done and nothing is wrong."""
    return {"verify": _verify, "roots": _roots, "who": _who}[asked.what](asked)


@contextmanager
def _database(asked: Asked) -> "Iterator[Database]":
    if not asked.database and not (asked.centre and (asked.centre / "pg").exists()):
        # Opening it would make an empty one there, and call that right.
        raise Refused("audit.no_centre", folder=asked.centre)
    with postgres.database(asked.centre or Path(), asked.database) as engine:
        yield engine


def _books(asked: Asked) -> Books | None:
    """None where no root was ever signed here, or with a URL alone."""
    there = asked.centre is not None and (asked.centre / KEY).exists()
    return open_books(asked.centre) if asked.centre and there else None


def _verify(asked: Asked) -> int:
    own = _books(asked)
    shown = own.listed() if own else []
    shown += read_list(Path(asked.roots)) if asked.roots else []
    try:
        with _database(asked) as engine:
            if asked.centre and own is None and roots.all_roots(engine):
                raise Unavailable("audit.no_key", file=asked.centre / KEY)
            done = proving.prove(engine, own.public_key if own else b"", shown)
    except Refused as wrong:
        if not asked.as_json or not wrong.key.startswith("audit."):
            raise
        said = {"right": False, "key": wrong.key, "why": sentence(wrong, asked.lang)}
        tell(msgspec.json.encode(said | {"facts": facts_of(wrong)}).decode())
        return 1
    if asked.as_json:
        tell(msgspec.json.encode({"right": True, **msgspec.to_builtins(done)}).decode())
        return 0
    tell(
        say(
            "audit.right_centre", asked.lang, devices=done.devices, entries=done.entries,
            streams=done.streams, changes=done.changes, redacted=done.redacted, roots=done.roots,
        )
    )  # fmt: skip
    if done.unsealed:
        tell(say("audit.unsealed", asked.lang, count=done.unsealed))
    for name, seq in done.cut.items():
        tell(say("audit.cut_at", asked.lang, stream=name, seq=seq))
    return 0


def _roots(asked: Asked) -> int:
    if not asked.out:
        raise Refused("audit.needs_out")
    with _database(asked) as engine:
        made = roots.all_roots(engine)
    text = "".join(line_of(one) + "\n" for one in made)
    replace_file(Path(asked.out).absolute(), text.encode())
    tell(say("audit.written", asked.lang, count=len(made), file=asked.out))
    return 0


def _who(asked: Asked) -> int:
    person, officer = _id(asked.person), _id(asked.officer)
    with _database(asked) as engine:
        found = looks.looks(engine, person=person, officer=officer)
    for one in found:
        if asked.as_json:
            tell(msgspec.json.encode(one).decode())
            continue
        who = f"{one.login} {one.officer_name}".strip() or str(one.officer)
        at = f"{clock.local(one.at):%Y-%m-%d %H:%M:%S}"
        kind = say(f"kind.{one.kind}", asked.lang)
        about = " ".join(str(id_) for id_ in one.about)
        tell("  ".join(part or "–" for part in (at, one.station, who, kind, one.why, about)))
    if not found and not asked.as_json:
        tell(say("audit.nothing", asked.lang))
    return 0


def _id(said: str) -> UUID | None:
    try:
        return UUID(said) if said else None
    except ValueError:
        raise Refused("audit.wrong_id", id=said[:40]) from None


def tell(line: str) -> None:
    """One line for whoever asked."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
