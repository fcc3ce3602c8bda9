"""The commands `backup`, `restore` and `rescue`: keys are typed or piped in, never arguments."""

import getpass
import os
import sys
from pathlib import Path
from uuid import UUID

import msgspec

from app import clock
from app.desk import backups, door, taken
from app.domain.errors import Refused, Unavailable
from app.settings import Settings
from app.store import keys, rescue
from app.store.backup import Source
from app.store.officers import officer_of
from app.store.restore import Restored, restore
from app.words.say import say, sentence


def run_backup(settings: Settings, *, to: Path | None, as_json: bool) -> int:
    """`guitu backup`: works beside an open desk; login from the terminal or GUITU_LOGIN and
    GUITU_PASSWORD."""
    login = os.environ.get("GUITU_LOGIN") or _line(say("keeping.login", settings.lang))
    password = os.environ.get("GUITU_PASSWORD") or _secret(say("keeping.password", settings.lang))
    who, key = door.key_of(settings.data, login, password)
    taken.must_be_own(settings.data, login)
    source = _source(settings, key)
    officer = officer_of(source, who)
    if backups.is_elsewhere(settings, to):
        # Noted before it is done: a copy that left without a note must never exist.
        taken.must_take(officer)
        note = taken.Note(officer=who, at=clock.now(), purpose="backup_taken", what=str(to))
        taken.note(source, note)
    made = backups.back_up(source, settings, clock.now(), to=to)
    if made.missing:
        sorry = Unavailable("backup.photographs_missing", count=made.missing)
        sys.stderr.write(sentence(sorry, settings.lang) + "\n")
    return _answer(
        settings,
        "keeping.backed_up",
        as_json=as_json,
        folder=str(made.folder),
        entries=made.entries,
        photographs=made.photographs,
        bytes=made.size,
    )


def _source(settings: Settings, key: bytes) -> Source:
    register = keys.read_ring(settings.data).register
    return Source(folder=settings.data, key=key, register=register)


def run_restore(settings: Settings, source: Path, rescued: Path | None, *, as_json: bool) -> int:
    """`guitu restore`: on any machine, with the recovery sheet alone."""

    typed: list[str] = []

    def key_of(ring: keys.Ring) -> bytes:
        if not typed:
            typed.append(_secret(say("keeping.recovery", settings.lang)))
        return keys.open_with_recovery(ring, typed[0])

    done = restore(source, settings.data, key_of, clock.now(), rescued=rescued)
    facts = _facts_of(done)
    text = msgspec.json.encode(facts).decode() if as_json else told_of(done, settings.lang)
    sys.stdout.write(text + "\n")
    return 0


def is_whole(done: Restored) -> bool:
    """Whether all came back that there is known to have been."""
    lacking = [one for one in done.remarks if one.key != "restore.folder_left"]
    return not (done.lost or done.photographs_lost or lacking)


def told_of(done: Restored, lang: str) -> str:
    """How a restore went, in sentences."""
    partly = done.lost or done.photographs_lost
    key = "keeping.restored_partly" if partly else "keeping.restored"
    said = {name: "—" if fact in (None, "") else fact for name, fact in _facts_of(done).items()}
    return " ".join([say(key, lang, **said), *(sentence(one, lang) for one in done.remarks)])


def _facts_of(done: Restored) -> dict[str, object]:
    return {
        "backup": str(done.backup or ""),
        "made_at": done.made_at,
        "entries": done.entries,
        "photographs": done.photographs,
        "photographs_lost": done.photographs_lost,
        "came": done.came,
        "lost": len(done.lost),
        "lost_entries": _ranges(done.lost),
        "erased": done.erased,
        "passed_over": list(done.passed),
    }


def run_rescue(settings: Settings, out: Path, *, as_json: bool) -> int:
    """`guitu rescue`: what a damaged register still gives; exit code 1 where anything is lost."""
    who, key = _key(keys.read_ring(settings.data), settings)

    def may(found: rescue.Rescued) -> None:
        if who:
            taken.must_take(rescue.officer_in(found.entries, who))

    found = backups.write_rescued(settings.data, key, out, at=clock.now(), may=may)
    if not (found.lost or found.bad_pages):
        # It was whole after all; into a damaged one nothing is written, not even this.
        note = taken.Note(officer=who, at=clock.now(), purpose="rescued", what=str(out))
        taken.note(_source(settings, key), note)
    marks = found.lost_marks
    numbers = ", ".join(number for m in marks for number in m.numbers)
    key_said = "keeping.rescued_partly" if found.lost else "keeping.rescued"
    if found.left:
        sorry = Unavailable("rescue.left_out", count=len(found.left), files=", ".join(found.left))
        sys.stderr.write(sentence(sorry, settings.lang) + "\n")
    _answer(
        settings,
        key_said,
        as_json=as_json,
        file=str(out),
        entries=len(found.entries),
        lost=len(found.lost),
        lost_entries=_ranges(found.lost),
        since=marks[0].at if marks else None,
        until=marks[-1].at if marks else None,
        numbers=numbers,
        bad_pages=found.bad_pages,
    )
    return 1 if found.lost or found.left else 0


def _key(ring: keys.Ring, settings: Settings) -> tuple[UUID | None, bytes]:
    """By password where the surroundings say one, else by the printed sheet, which names nobody;
    both are counted."""
    login, password = os.environ.get("GUITU_LOGIN"), os.environ.get("GUITU_PASSWORD")
    if login and password:
        opened = door.key_of(settings.data, login, password)
        taken.must_be_own(settings.data, login)
        return opened
    recovery = _secret(say("keeping.recovery", settings.lang))
    return None, door.key_by_recovery(settings.data, ring, recovery)


def _ranges(numbers: tuple[int, ...]) -> str:
    """3–5, 9: the numbers of entries as one reads them."""
    runs: list[list[int]] = []
    for n in sorted(numbers):
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs)


def _secret(asked: str) -> str:
    """Typed unseen at a terminal, or one line of what is piped in."""
    try:
        if sys.stdin.isatty():
            return getpass.getpass(asked)
        return _piped()
    except EOFError:
        raise Refused("keeping.nothing_typed") from None


def _line(asked: str) -> str:
    try:
        return input(asked) if sys.stdin.isatty() else _piped()
    except EOFError:
        raise Refused("keeping.nothing_typed") from None


def _piped() -> str:
    line = sys.stdin.readline()
    if not line.strip():
        raise Refused("keeping.nothing_typed")
    return line.rstrip("\r\n")


def _answer(settings: Settings, key: str, *, as_json: bool, **facts: object) -> int:
    said = {name: "—" if fact in (None, "") else fact for name, fact in facts.items()}
    text = msgspec.json.encode(facts).decode() if as_json else say(key, settings.lang, **said)
    sys.stdout.write(text + "\n")
    return 0
