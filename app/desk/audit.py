"""`./guitu audit …` at a desk: prove its own books, write out the roots it heard."""

import getpass
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.desk import door
from app.domain.errors import Refused, Unavailable
from app.settings import Settings
from app.store import proving_desk
from app.store.files import replace_file
from app.wire.audit import Root, line_of, roots_in
from app.words.say import say, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asked for."""

    what: str
    roots: str
    out: str
    as_json: bool


def run(settings: Settings, asked: Asked) -> int:
    """Do it; the login comes from the terminal or from GUITU_LOGIN and GUITU_PASSWORD. 0 when it
    was done and nothing is wrong."""
    shown = _listed(Path(asked.roots)) if asked.roots else []
    _, key = door.key_of(settings.data, *_credentials(settings.lang))
    if asked.what == "roots":
        return _roots(settings, key, asked)
    return _verify(settings, key, asked, shown)


def _verify(settings: Settings, key: bytes, asked: Asked, shown: list[Root]) -> int:
    try:
        done = proving_desk.prove(settings.data, key, shown)
    except (Refused, Unavailable) as wrong:
        if not asked.as_json:
            raise
        said = {"right": False, "key": wrong.key, "why": sentence(wrong, settings.lang)}
        _tell(msgspec.json.encode(said).decode())
        return 1
    if asked.as_json:
        _tell(msgspec.json.encode({"right": True, **msgspec.to_builtins(done)}).decode())
        return 0
    facts = {"entries": done.entries, "roots": done.roots, "covers": done.covers}
    _tell(say("audit.right_desk", settings.lang, **facts))
    return 0


def _roots(settings: Settings, key: bytes, asked: Asked) -> int:
    if not asked.out:
        raise Refused("audit.needs_out")
    found = proving_desk.roots_of(settings.data, key)
    text = "".join(line_of(one) + "\n" for one in found)
    replace_file(Path(asked.out).absolute(), text.encode())
    _tell(say("audit.written", settings.lang, count=len(found), file=asked.out))
    return 0


def _listed(file: Path) -> list[Root]:
    try:
        return roots_in(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise Refused("audit.no_list", file=file) from None


def _credentials(lang: str) -> tuple[str, str]:
    try:
        login = os.environ.get("GUITU_LOGIN") or input(say("keeping.login", lang))
        password = os.environ.get("GUITU_PASSWORD")
        return login, password or getpass.getpass(say("keeping.password", lang))
    except EOFError:
        raise Refused("export.no_login") from None


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
