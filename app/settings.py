"""Every setting, its default and one line of meaning; read once when a command starts."""

import contextlib
import json
import os
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias, get_type_hints

import msgspec
from msgspec import Meta

from app.domain.errors import Unavailable
from app.domain.face_sharing import Mode

DEFAULT_ENGINE = "yunet2023mar+sface2021dec"
FILE = "settings.toml"
_Point = Annotated[str, Meta(min_length=1, max_length=40)]
_Days = Annotated[int, Meta(ge=1, le=3650)]
Lang: TypeAlias = Literal["zh", "en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a station may choose; what the law limits can only be made stricter here."""

    data: Path
    """The folder with this desk's register and everything that belongs to it."""
    reader: str = "none"
    """Serial port of the ID-card reader, or none."""
    wlt_library: str = ""
    """A vendor's library (full path) that unpacks the photograph on a card's chip; empty: none."""
    camera: str = "0"
    """Number of the camera, a video or picture file, a folder of pictures, or none."""
    printer: str = "none"
    """Name of a printer, file:FOLDER to save PDFs there, or none (preview only)."""
    label_printer: str = ""
    """Where labels of bags come out, named as a printer is; empty: the printer."""
    ofd_command: str = ""
    """Program (full path and arguments, with {pdf} and {ofd}) that makes an OFD of a paper that is
    saved as a file; empty: none is made."""
    lang: Lang = "zh"
    """Language of the window, the sentences and the papers."""
    engine: str = DEFAULT_ENGINE
    """Face engine; templates of different engines are never compared."""
    old_faces_days: Annotated[int, Meta(ge=1, le=90)] = 30
    """Days after which templates of the engine before go, once another has measured them all."""
    face_sharing: Mode = Mode.SHARE
    """How far this desk lets faces travel at most (local, ask, share); the centre decides first."""

    draft_seconds: Annotated[int, Meta(ge=1, le=60)] = 3
    """How long typed text may stay unsaved as a draft."""
    undo_seconds: Annotated[int, Meta(ge=3, le=120)] = 12
    """How long the undo bar stays."""
    idle_lock_minutes: Annotated[int, Meta(ge=1, le=60)] = 10
    """How long the desk may stand unused before it asks for the password again."""
    clipboard_seconds: Annotated[int, Meta(ge=5, le=300)] = 45
    """How long a copied field stays on the clipboard while it is keyed in elsewhere."""
    rekey_days: Annotated[int, Meta(ge=1, le=366)] = 60
    """A visit without a national number stands on the list of 补录 for so many days."""
    backup_folder: str = ""
    """Where backups go, best another disk; empty: the folder backups in the data folder."""
    backup_hours: Annotated[int, Meta(ge=1, le=168)] = 4
    """A backup is made every so many hours."""
    backup_keep: Annotated[int, Meta(ge=2, le=365)] = 14
    """How many backups are kept; older ones expire."""
    backup_at_leaving: bool = True
    """Whether a backup is made at logging out, when something was written since the last."""
    second_code: Literal["offered", "demanded"] = "offered"
    """Whether leaders and administrators may or must give a code from their telephone at login."""
    lock_out_after: Annotated[int, Meta(ge=3, le=10)] = 5
    """So many wrong passwords are free; then every further one costs a growing wait."""
    lock_out_longest_minutes: Annotated[int, Meta(ge=5, le=60)] = 15
    """The longest wait after wrong passwords."""
    keep_file_years: Annotated[int, Meta(ge=10, le=100)] = 10
    """Years a file is locked after the last visit (社会救助法 70); never fewer than ten."""
    keep_inquiry_days: Annotated[int, Meta(ge=30, le=3650)] = 730
    """Days for which a closed inquiry (寻人登记) is kept; no law names any (待核)."""
    answer_days: Annotated[int, Meta(ge=1, le=15)] = 15
    """Working days for answering who asks to see, correct or withdraw (PIPL 50: promptly)."""
    objection_days: Annotated[int, Meta(ge=1, le=15)] = 15
    """Working days for answering an objection."""
    complaint_days: Annotated[int, Meta(ge=1, le=30)] = 15
    """Working days for answering a complaint."""
    voucher_valid_days: Annotated[int, Meta(ge=1, le=30)] = 3
    """Days after the day of departure on which a return-travel voucher still holds."""
    lent_hours: Annotated[int, Meta(ge=1, le=72)] = 24
    """How long another station's file stays at this desk, at most; it goes when the case closes."""
    visit_windows: Annotated[tuple[_Days, ...], Meta(min_length=1, max_length=6)] = (30, 180, 365)
    """Over how many days arrivals are counted in somebody's file; facts, never a score."""
    fastest_kmh: Annotated[int, Meta(ge=200, le=1200)] = 800
    """How fast anybody can travel; what needs more between two stations is said in the file."""
    refund_hours: Annotated[int, Meta(ge=1, le=72)] = 6
    """A refund within so many hours of issue is shown to leaders as a possible lead."""
    refund_again_days: Annotated[int, Meta(ge=1, le=60)] = 15
    """The same of another voucher within so many days after a refund."""
    list_days: Annotated[int, Meta(ge=1, le=30)] = 7
    """So many days after the centre was heard of last 重点甄别名单 is said to be old."""
    more_conditions: Annotated[tuple[_Point, ...], Meta(max_length=6)] = ()
    """What this station checks besides the four conditions of the law, each in its own words."""
    cold_degrees: Annotated[int, Meta(ge=-20, le=20)] = 4
    """A night as cold as this (°C) is warned of, where an officer says how cold it will be."""
    look_again_hours: Annotated[int, Meta(ge=1, le=12)] = 4
    """Whoever refuses help in the street on a cold night is looked for again within so many."""
    reunited_days: Annotated[int, Meta(ge=0, le=366)] = 30
    """Days after leaving by which whoever came back to their kin is followed up; 0: not asked."""
    voucher_days: Annotated[int, Meta(ge=0, le=366)] = 0
    """The same of whoever left with a return-travel voucher."""
    wanders_times: Annotated[int, Meta(ge=0, le=20)] = 3
    """Whoever came so many times within a year is visited every half year; 0: who is named only."""
    transfer_hours: Annotated[int, Meta(ge=1, le=72)] = 6
    """So many hours after the planned arrival of a transfer somebody is said to be overdue."""
    publish_days: Annotated[int, Meta(ge=7, le=366)] = 180
    """So long after its approval a published notice expires by itself."""
    publisher_domain: Annotated[str, Meta(max_length=100)] = ""
    """The domain under which notices are published as PFIF; empty: no PFIF is written."""
    publisher_name: Annotated[str, Meta(max_length=100)] = ""
    """Who publishes them, as the public reads it: a county's line, never a station."""
    publisher_phone: Annotated[str, Meta(max_length=40)] = ""
    """The telephone that is published with them."""
    audio_minutes: Annotated[int, Meta(ge=1, le=60)] = 30
    """The longest audio note of a 寻亲 workbench; a longer file is cut by whoever brings it."""
    audio_megabytes: Annotated[int, Meta(ge=1, le=64)] = 24
    """The biggest audio note, as it lies encrypted beside the photographs."""
    glass_hours: Annotated[int, Meta(ge=1, le=12)] = 2
    """How long a file stays here that was opened by breaking glass."""


def read(data: Path, said: Mapping[str, str | None]) -> Settings:
    """Settings for a data folder: the command line first, then its file, then the defaults."""
    written = _written(data / FILE)
    chosen = written | {name: value for name, value in said.items() if value is not None}
    return Settings(**chosen | {"data": data})


def lang_of(data: Path) -> Lang:
    """The language of a data folder for telling what is wrong, perhaps with these very settings:
    Chinese where they cannot be read."""
    try:
        written = tomllib.loads((data / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "zh"
    return "en" if written.get("lang") == "en" else "zh"


def read_or_usual(
    data: Path, said: Mapping[str, str | None]
) -> tuple[Settings, Unavailable | None]:
    """The same for the desk, which opens whatever the file says: with the defaults, and why."""
    try:
        return read(data, said), None
    except Unavailable as sorry:
        chosen: dict[str, Any] = {name: value for name, value in said.items() if value is not None}
        return Settings(**chosen | {"data": data}), sorry


def keep(data: Path, name: str, value: str | int) -> None:
    """Remember a choice of this machine for the next start; what else stands there stays.

    Unavailable "settings.unwritable" where the file cannot be written.
    """
    file = data / FILE
    _checked(file, name, value)
    old = _text(file)  # once: another window may write meanwhile
    table = _table(file, old)  # a damaged file is said, not written over
    line = f"{name} = {json.dumps(value, ensure_ascii=False)}"
    there = re.compile(rf"^{name}\s*=.*$", re.MULTILINE)
    new = there.sub(lambda _: line, old) if there.search(old) else f"{old.rstrip()}\n{line}\n"
    if not _says(new, table | {name: value}):
        # Written over several lines, say: half of it would stay, and nothing start any more.
        raise Unavailable("settings.damaged", file=file, where=name)
    _replace(file, new.lstrip().encode())


def _says(text: str, table: dict[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == table
    except ValueError:
        return False


def _replace(file: Path, data: bytes) -> None:
    """Whole or not at all; under a name of its own first, for two windows may write at once."""
    half = file.with_name(f"settings.{os.urandom(4).hex()}.new")
    try:
        with half.open("xb") as beside:
            beside.write(data)
            beside.flush()
            os.fsync(beside.fileno())
        half.replace(file)
        _sync(file.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
        raise Unavailable("settings.unwritable", file=file) from error


def _sync(folder: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def changed(now: Settings, name: str, value: str) -> Settings:
    """The settings with one of them changed while the desk is open."""
    chosen: dict[str, Any] = {name: _checked(now.data / FILE, name, value)}
    return replace(now, **chosen)


def _written(file: Path) -> dict[str, Any]:
    return _table(file, _text(file))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise Unavailable("settings.unreadable", file=file) from error


def _table(file: Path, text: str) -> dict[str, Any]:
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also a number or a nesting without end
        raise Unavailable("settings.damaged", file=file, where=error) from error
    return {name: _checked(file, name, value) for name, value in table.items()}


def _checked(file: Path, name: str, value: object) -> object:
    kinds = get_type_hints(Settings, include_extras=True)
    if name not in kinds or name == "data":
        known = ", ".join(field.name for field in fields(Settings) if field.name != "data")
        raise Unavailable("settings.unknown", file=file, name=name, known=known)
    if isinstance(value, str) and (odd := _not_text(value)):
        raise Unavailable("settings.wrong", file=file, name=name, why=odd)
    try:
        return msgspec.convert(value, kinds[name])
    except msgspec.ValidationError as error:
        raise Unavailable("settings.wrong", file=file, name=name, why=error) from error


def _not_text(value: str) -> str:
    """The first character that no name, path or port holds, as U+0000; empty: there is none."""
    odd = (c for c in value if unicodedata.category(c) in {"Cc", "Cs"})
    return next((f"U+{ord(c):04X}" for c in odd), "")
