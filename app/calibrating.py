"""`guitu calibrate`: what labelled photographs say of the face engine, as words, table and plot."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app import clock
from app.domain.errors import Refused
from app.faces.bands import write_calibration
from app.faces.calibrate import sees_with
from app.faces.engine import choose
from app.faces.groups import read_groups
from app.faces.labelled import few, find, look_at_all
from app.faces.survey import Survey, Wanted, survey
from app.faces.told import lines
from app.progress import Progress
from app.words.say import say

Draw = Callable[[Survey, str], bytes]
"""The plot as PNG: of what, in which language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for; an empty path: not that."""

    photos: Path
    engine: str
    groups: Path | None = None
    like: str = ""
    gallery: int = 0
    leave_out: bool = False
    out: Path | None = None
    report: Path | None = None
    plot: Path | None = None
    as_json: bool = False
    lang: str = "zh"


def run(asked: Asked, draw: Draw) -> int:
    """Measure, then write everything at once: Ctrl+C before that leaves nothing behind."""
    for file in (asked.out, asked.report, asked.plot):
        _must_have_room(file)
    there = find(asked.photos)
    files = few(there)
    people = {file.parent.name for file in there}
    groups = read_groups(asked.groups, people) if asked.groups else {}
    like = _like(asked.like)
    photos = look_at_all(
        files, sees_with(choose(asked.engine)), Progress("calibration.progress", asked.lang)
    )
    day = f"{clock.local(clock.now()):%Y-%m-%d}"
    made_from = say(
        "calibration.made_from_folder",
        asked.lang,
        people=len({photo.person for photo in photos}),
        photos=len(photos),
        day=day,
    )
    found = survey(
        photos,
        choose(asked.engine),
        Wanted(
            made_from=made_from,
            groups=groups,
            like=like,
            leave_out=asked.leave_out,
            gallery=asked.gallery,
            drawn_from=len(there),
        ),
    )
    _write_all(asked, found, draw)
    told = _as_json(found) if asked.as_json else "\n".join(lines(found, asked.lang))
    sys.stdout.write(f"{told}\n")
    return 0


def _like(said: str) -> tuple[str, str] | None:
    """COLUMN=LABEL; Refused "calibration.like_what"."""
    if not said:
        return None
    column, there, label = said.partition("=")
    if not (column and there and label):
        raise Refused("calibration.like_what", said=said)
    return column, label


def _as_json(found: Survey) -> str:
    return msgspec.json.format(msgspec.json.encode(found)).decode()


def _write_all(asked: Asked, found: Survey, draw: Draw) -> None:
    """Everything is made before the first is written."""
    made: list[tuple[Path, bytes]] = []
    if asked.out:
        made.append((asked.out, write_calibration(found.calibration).encode()))
    if asked.report:
        made.append((asked.report, _as_json(found).encode()))
    if asked.plot:
        made.append((asked.plot, draw(found, asked.lang)))
    for file, data in made:
        write_whole(file, data)


def _must_have_room(file: Path | None) -> None:
    if file is not None and (file.is_dir() or not file.absolute().parent.is_dir()):
        raise Refused("calibration.cannot_write", file=file.name)


def write_whole(file: Path, data: bytes) -> None:
    """All of it or nothing; Refused "calibration.cannot_write"."""
    half = file.with_name(f"{file.name}.{os.urandom(4).hex()}.new")
    try:
        with half.open("xb") as beside:
            beside.write(data)
        half.replace(file)
    except OSError as error:
        raise Refused("calibration.cannot_write", file=file.name) from error
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
