"""Check a voucher anywhere: needs the public keys and the list of void ones, no register."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Meta, Struct

from app import clock
from app.domain.errors import Unavailable
from app.paper.code import PREFIX, Finding, KnownKey, Verdict, key_id
from app.paper.code import verify as judge
from app.paper.read_code import MOST_BYTES, read_code
from app.settings import Settings
from app.store.files import make_folder, replace_file
from app.words.say import say, sentence

KEYS, VOIDED = Path("public") / "voucher-keys.json", Path("public") / "voided.json"
EXIT = {
    Verdict.GENUINE: 0,
    Verdict.ALTERED: 3,
    Verdict.UNKNOWN_KEY: 4,
    Verdict.EXPIRED: 5,
    Verdict.VOID: 6,
    Verdict.NO_CODE: 7,
}
_FRESH = timedelta(days=7)
_SIGNED_AS = b"GTV1:"
_Hex = Annotated[str, Meta(pattern="^[0-9a-f]*$", max_length=128)]


class _Key(Struct, frozen=True):
    key_id: _Hex
    public_key: _Hex
    station: str


class _Voided(Struct, frozen=True):
    station: str
    serials: list[str]
    at: datetime
    key_id: _Hex
    signature: _Hex


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    finding: Finding
    note: str = ""
    about: Mapping[str, object] | None = None


def run(settings: Settings, asked: str, *, keys: str | None = None, as_json: bool = False) -> int:
    """The command: print the answer and return its exit code."""
    code, answer = verify(
        asked, settings.data, settings.lang, keys=Path(keys) if keys else None, as_json=as_json
    )
    print(answer)  # noqa: T201 - the terminal is the user
    return code


def verify(
    asked: str,
    data: Path,
    lang: str,
    *,
    now: datetime | None = None,
    keys: Path | None = None,
    as_json: bool = False,
) -> tuple[int, str]:
    """Exit code and answer for a picture, a PDF or the text of a code.

    0 genuine, 3 altered, 4 unknown key, 5 expired, 6 void, 7 no code or no way to judge.
    """
    moment = now or clock.now()
    try:
        text = asked if asked.startswith(PREFIX) else _text_of(asked)
        checked = _check(text, data, keys or data / KEYS, moment)
    except Unavailable as error:
        told = sentence(error, lang)
        return 7, _as_json("unreadable", told) if as_json else told
    return EXIT[checked.finding.verdict], _answer(checked, lang, as_json=as_json)


def write_public_keys(data: Path, keys: Iterable[tuple[bytes, str]]) -> None:
    """Write (public key, station) pairs for everybody who verifies."""
    listed = [{"key_id": key_id(k), "public_key": k.hex(), "station": s} for k, s in keys]
    _write(data / KEYS, listed)


def write_voided(
    data: Path, serials: Iterable[str], private_key: Ed25519PrivateKey, at: datetime, station: str
) -> None:
    """Write the signed list of a station's void serials."""
    listed = sorted(serials)
    public = private_key.public_key().public_bytes_raw()
    signature = private_key.sign(_signed(station, listed, at))
    _write(
        data / VOIDED,
        {
            "station": station,
            "serials": listed,
            "at": at.isoformat(),
            "key_id": key_id(public),
            "signature": signature.hex(),
        },
    )


def _check(text: str | None, data: Path, keys: Path, now: datetime) -> _Checked:
    if not text:
        return _Checked(finding=Finding(verdict=Verdict.NO_CODE))
    known = _known(keys)
    today = clock.local(now).date()
    listed, forged = _list(data / VOIDED, known)
    serials = frozenset(listed.serials) if listed else frozenset()
    finding = judge(text, known, today, serials.__contains__)
    return _noted(finding, listed, now, forged=forged)


def _noted(finding: Finding, listed: _Voided | None, now: datetime, *, forged: bool) -> _Checked:
    """Say where the list of void vouchers cannot be relied on."""
    if finding.ticket is None or finding.verdict is Verdict.VOID:
        return _Checked(finding=finding)
    if listed is None:
        return _Checked(finding=finding, note="voided.forged" if forged else "voided.missing")
    if listed.station != finding.ticket.station:
        about = {"station": listed.station}
        return _Checked(finding=finding, note="voided.other_station", about=about)
    if now - listed.at > _FRESH:
        return _Checked(finding=finding, note="voided.stale", about={"at": listed.at})
    return _Checked(finding=finding)


def _text_of(asked: str) -> str | None:
    path = Path(asked)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Unavailable("code.file_too_large", megabytes=MOST_BYTES // 1_000_000)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise Unavailable("code.no_file", file=asked[:200]) from error
    return read_code(data)


def _known(file: Path) -> dict[str, KnownKey]:
    try:
        keys = msgspec.json.decode(file.read_bytes(), type=list[_Key])
        return {
            key.key_id: KnownKey(public_key=bytes.fromhex(key.public_key), station=key.station)
            for key in keys
        }
    except OSError as error:
        raise Unavailable("code.keys_missing", file=file) from error
    except ValueError as error:
        raise Unavailable("code.keys_damaged", file=file) from error


def _list(file: Path, known: Mapping[str, KnownKey]) -> tuple[_Voided | None, bool]:
    """The list of void serials if its signature holds, and whether there is a forged one."""
    try:
        listed = msgspec.json.decode(file.read_bytes(), type=_Voided)
    except FileNotFoundError:
        return None, False
    except (OSError, ValueError):
        return None, True
    key = known.get(listed.key_id)
    if key is None or key.station != listed.station or listed.at.tzinfo is None:
        return None, True
    try:
        signed = _signed(listed.station, listed.serials, listed.at)
        public = Ed25519PublicKey.from_public_bytes(key.public_key)
        public.verify(bytes.fromhex(listed.signature), signed)
    except (InvalidSignature, ValueError):
        return None, True
    return listed, False


def _signed(station: str, serials: list[str], at: datetime) -> bytes:
    said = [station, serials, at.isoformat()]
    return _SIGNED_AS + json.dumps(said, ensure_ascii=True, separators=(",", ":")).encode()


def _answer(checked: _Checked, lang: str, *, as_json: bool) -> str:
    finding = checked.finding
    facts: dict[str, object] = {"key_id": finding.key_id}
    if finding.ticket:
        facts |= {name: _plain(value) for name, value in asdict(finding.ticket).items()}
    told = say(f"verdict.{finding.verdict}", lang, **facts)
    note = say(checked.note, lang, **checked.about or {}) if checked.note else ""
    if not as_json:
        return f"{told}\n{note}" if note else told
    return _as_json(finding.verdict, told, note=note, facts=facts)


def _as_json(verdict: str, told: str, **more: object) -> str:
    return json.dumps({"verdict": verdict, "sentence": told, **more}, ensure_ascii=False)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _write(file: Path, content: object) -> None:
    make_folder(file.parent)
    replace_file(file, json.dumps(content, ensure_ascii=False, indent=1).encode())
