"""Which backup a restore takes: the newest that this key opens, and what had to be passed over."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import Refused, Unavailable
from app.store import keys
from app.store.manifest import Manifest, open_manifest
from app.store.shelf import Seen, look, newest_first

KeyOf = Callable[[keys.Ring], bytes]
"""The register's key out of its ring: by the printed sheet, or by a password."""
_NOT_THIS_ONE = frozenset(
    {"login.wrong", "login.wrong_recovery"}
    | {"register.no_keys", "register.unreadable", "register.keys_damaged", "register.newer"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The backups of one register, the newest first; `passed` cannot be read or proved."""

    key: bytes
    register: str
    backups: tuple[Path, ...]
    passed: tuple[Path, ...]


def that_open(source: Path, key_of: KeyOf) -> Choice:
    """Where several registers share the disk, those of this key."""
    seen = look(source)
    homes: dict[Path, list[Path]] = {}
    for one in seen.whole:
        homes.setdefault(one.parent, []).append(one)
    wrong: Refused | Unavailable = Refused("backup.none_there", folder=source)
    for home, backups in homes.items():
        key, register, sorry = _opened_by(backups, key_of)
        if key:
            return _ranked(seen, home, key, register)
        # That the key is wrong is said first: it is what can be typed again.
        wrong = sorry if sorry and not wrong.key.startswith("login.") else wrong
    raise wrong


def _opened_by(
    backups: list[Path], key_of: KeyOf
) -> tuple[bytes, str, Refused | Unavailable | None]:
    """Any ring of a register will do, each tried once: the newest may be the damaged one, and
    the latest by its date need not be the newest."""
    tried: list[keys.Ring] = []
    wrong: Refused | Unavailable | None = None
    for one in backups:
        try:
            ring = keys.read_ring(one)
            if ring not in tried:
                tried.append(ring)
                return key_of(ring), ring.register, None
        except (Refused, Unavailable) as sorry:
            if sorry.key not in _NOT_THIS_ONE:
                raise
            wrong = wrong if wrong and wrong.key.startswith("login.") else sorry
    return b"", "", wrong


def _ranked(seen: Seen, home: Path, key: bytes, register: str) -> Choice:
    """By what the proved manifests say, not by the dates that stand on them."""
    proved: list[tuple[Path, Manifest]] = []
    passed = [one for one in seen.passed if one.parent in {home, home.parent}]
    wrong: Refused | Unavailable | None = None
    for one in (one for one in seen.whole if one.parent == home):
        try:
            proved.append((one, open_manifest(one, key)))
        except (Refused, Unavailable) as sorry:
            wrong = wrong or sorry
            passed.append(one)
    if wrong and not proved:
        raise wrong
    return Choice(
        key=key, register=register, backups=tuple(newest_first(proved)), passed=tuple(passed)
    )
