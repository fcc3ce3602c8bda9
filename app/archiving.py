"""`guitu archive`: the people of a year into a folder, or the check of one that was made."""

import sys
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app import clock
from app.desk import archive, archive_end, door, papers
from app.desk.archive import Plan, Wanted
from app.desk.export import log_in
from app.domain.archive import Verified
from app.domain.errors import Refused, Unavailable
from app.domain.staff import Officer
from app.settings import Settings
from app.words.say import say, sentence

MOST_SAID = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line said; `second` is the login of who agrees to sealed people, and the
    password is asked for on the terminal."""

    settings: Settings
    year: int = 0
    out: Path | None = None
    purpose: str = ""
    second: str = ""
    verify: Path | None = None
    as_json: bool = False


def run(asked: Asked) -> int:
    """0 when it is whole; 1 when it could not be made, or when a check finds anything."""
    lang = asked.settings.lang
    try:
        if asked.verify is not None:
            return _told(archive_end.verify(asked.verify), asked, lang)
        return _make(asked, lang)
    except (Refused, Unavailable) as error:
        sys.stderr.write(sentence(error, lang) + "\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write(say("archive.stopped", lang) + "\n")
        return 1


def _told(found: Verified, asked: Asked, lang: str) -> int:
    if asked.as_json:
        said = msgspec.to_builtins(found) | {"whole": found.is_whole}
        sys.stdout.write(msgspec.json.encode(said).decode() + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in in_words(found, lang))
    return 0 if found.is_whole else 1


def in_words(found: Verified, lang: str) -> list[str]:
    """What a check found, a line each."""
    named = (("changed", found.changed), ("missing", found.missing), ("extra", found.extra))
    lines = [say(f"archive.{what}", lang, file=path) for what, paths in named for path in paths][
        :MOST_SAID
    ]
    if not found.signed_by:
        lines.insert(0, say("archive.not_signed", lang))
    key = "archive.whole" if found.is_whole else "archive.not_whole"
    return [*lines, say(key, lang, files=found.files, key=found.signed_by or "—")]


def _make(asked: Asked, lang: str) -> int:
    if asked.out is None or not asked.year:
        raise Refused("archive.needs_out")
    session = log_in(asked.settings)
    try:
        second = _second(session, asked.second)
        wanted = Wanted(year=asked.year, purpose=asked.purpose.strip(), second=second)
        at, officer = clock.now(), session.officer
        made = archive.plan(session.register, wanted, session.station, by=officer, at=at)
        place = _fill(session, made, asked.out, asked.settings, lang)
    finally:
        session.register.close()
    facts = {"people": len(made.humans), "visits": archive.many(made.humans)}
    if asked.as_json:
        said = {"folder": str(place), **facts, "sealed": made.sealed}
        sys.stdout.write(msgspec.json.encode(said).decode() + "\n")
    else:
        told = say("archive.done", lang, folder=place, sealed=made.sealed, **facts)
        sys.stdout.write(told + "\n")
    return 0


def _fill(session: door.Session, made: Plan, out: Path, settings: Settings, lang: str) -> Path:
    register, by = session.register, session.officer
    half = archive.begin(made, out.absolute(), settings.data)
    issuer = papers.Issuer(
        station=session.station, officer=by, key=door.signer(register),
        keep_years=settings.keep_file_years,
    )  # fmt: skip
    many = len(made.humans)
    for n, one in enumerate(made.humans):
        facts = {"done": n, "many": many}

        def written(files: int, facts: dict[str, int] = facts) -> None:
            if files % archive.TOLD_EACH == 0:
                _progress(say("archive.progress_within", lang, files=files, **facts))

        _progress(say("archive.progress", lang, **facts))
        archive.log(register, one, made, by=by, at=clock.now())
        archive.put(register, one, made, half, issuer, at=clock.now(), lang=lang, written=written)
    _progress(say("archive.progress", lang, done=many, many=many))
    return archive_end.finish(register, made, out.absolute(), issuer, at=clock.now(), lang=lang)


_OVER = 60
"""What was said before may be longer, and is to be gone."""


def _progress(words: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{words:<{_OVER}}")


def _second(session: door.Session, login: str) -> Officer | None:
    """Whoever agrees proves it with their own password, as `GUITU_SECOND_PASSWORD` or typed."""
    if not login:
        return None
    import getpass
    import os

    password = os.environ.get("GUITU_SECOND_PASSWORD") or getpass.getpass(f"{login}: ")
    return door.agrees(session.register, login, password)
