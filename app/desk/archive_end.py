"""The end of an archive: an index of the year, the list of checksums, signed; and its check."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.clock import local
from app.desk.archive import Human, Plan
from app.desk.papers import Issuer
from app.domain.archive import (
    INDEX,
    PEOPLE,
    SCHEMA,
    SIGNATURE,
    SUMS,
    Verified,
    held_against,
    read_sums,
    sums_text,
)
from app.domain.errors import Refused, Unavailable
from app.paper.code import key_id
from app.paper.sheets import SheetTable, workbook
from app.store.ask import Asks
from app.store.files import replace_file, sentence_of, sync_folder
from app.store.papers import standing_leaving
from app.store.people import cards
from app.words.say import say

_AT_ONCE = 1 << 20
_WIDTHS = (28, 24, 8, 14, 18, 18, 14, 40)
_COLUMNS = ("case", "name", "sex", "birth", "arrived", "left", "left_as", "folder")


def finish(asks: Asks, made: Plan, out: Path, issuer: Issuer, *, at: datetime, lang: str) -> Path:
    """Index, checksums and signature; then it gets its name. Answers where it lies."""
    half, place = made.half(out), made.place(out)
    rows = list(_rows(asks, made, half, lang))
    replace_file(half / f"{INDEX}.json", _index(made, rows, issuer, at))
    replace_file(half / f"{INDEX}.xlsx", _sheet(made, rows, at, lang))
    try:
        text = sums_text(dict(_sums(half))).encode()
    except OSError as error:
        raise sentence_of(error, half) from error
    replace_file(half / SUMS, text)
    replace_file(half / SIGNATURE, _signature(text, issuer, at))
    try:
        half.rename(place)
        sync_folder(out)
    except OSError as error:
        raise sentence_of(error, out) from error
    return place


def _rows(asks: Asks, made: Plan, half: Path, lang: str) -> Iterator[dict[str, str]]:
    there = [one for one in made.humans if (half / PEOPLE / one.folder).is_dir()]
    known = cards(asks, {one.people[0] for one in there}, sealed=made.wanted.with_sealed)
    for one in there:
        card = known[one.people[0]]
        who = {"name": card.name, "sex": say(f"sex.{card.sex}", lang), "birth": card.birth}
        yield from (who | row for row in _visits(asks, one, lang))


def _visits(asks: Asks, one: Human, lang: str) -> Iterator[dict[str, str]]:
    for visit in one.visits:
        gone = standing_leaving(asks, visit.id)
        yield {
            "case": visit.case_number,
            "arrived": f"{local(visit.arrived_at):%Y-%m-%d %H:%M}",
            "left": f"{local(gone.at):%Y-%m-%d %H:%M}" if gone else "",
            "left_as": say(f"leaving_kind.{gone.kind}", lang) if gone else "",
            "folder": f"{PEOPLE}/{one.folder}",
        }


def _index(made: Plan, rows: list[dict[str, str]], issuer: Issuer, at: datetime) -> bytes:
    second = made.wanted.second
    whole: dict[str, Any] = {
        "schema": SCHEMA,
        "station": {"code": made.station.code, "name": made.station.name},
        "year": made.wanted.year,
        "purpose": made.wanted.purpose,
        "made_at": at,
        "officer": issuer.officer.name,
        "second": second.name if second else "",
        "with_sealed": made.wanted.with_sealed,
        "people": len({row["folder"] for row in rows}),
        "visits": rows,
    }
    return msgspec.json.format(msgspec.json.encode(whole))


def _sheet(made: Plan, rows: list[dict[str, str]], at: datetime, lang: str) -> bytes:
    heads = tuple(say(f"archive.{name}", lang) for name in _COLUMNS)
    body = [tuple(row.get(name, "") for name in _COLUMNS) for row in rows]
    title = f"{made.station.code} {made.wanted.year}"
    return workbook([SheetTable(name=title, rows=[heads, *body], widths=_WIDTHS)], at)


def _sums(half: Path) -> Iterator[tuple[str, str]]:
    """Every file but the list itself and its signature."""
    for file in sorted(half.rglob("*")):
        path = file.relative_to(half).as_posix()
        if file.is_file() and path not in (SUMS, SIGNATURE):
            yield path, _sum(file)


def _sum(file: Path) -> str:
    found = hashlib.sha256()
    with file.open("rb") as opened:
        while some := opened.read(_AT_ONCE):
            found.update(some)
    return found.hexdigest()


def _signature(text: bytes, issuer: Issuer, at: datetime) -> bytes:
    public = issuer.key.public_key().public_bytes_raw()
    said = {
        "schema": SCHEMA,
        "key_id": key_id(public),
        "public_key": public.hex(),
        "signature": issuer.key.sign(text).hex(),
        "signed_at": at,
        "officer": issuer.officer.name,
    }
    return msgspec.json.format(msgspec.json.encode(said))


def verify(folder: Path) -> Verified:
    """Hold every file against the signed list; needs no register and no login. That the key is the
    station's is told by its name, which stands on the station's vouchers as well."""
    try:
        text = (folder / SUMS).read_bytes()
        said = read_sums(text.decode())
        return held_against(said, dict(_sums(folder)), _signer(folder, text))
    except UnicodeDecodeError:
        raise Refused("archive.no_list") from None
    except OSError as error:
        raise Unavailable("archive.unreadable", folder=str(folder)) from error


def _signer(folder: Path, text: bytes) -> str:
    try:
        said = msgspec.json.decode((folder / SIGNATURE).read_bytes())
        public = bytes.fromhex(said["public_key"])
        Ed25519PublicKey.from_public_bytes(public).verify(bytes.fromhex(said["signature"]), text)
    except (OSError, msgspec.MsgspecError, KeyError, TypeError, ValueError, InvalidSignature):
        return ""
    return key_id(public)
