"""Which calibration makes the words: the shipped one, or the station's own once it was adopted.

One's own lies beside the register, in clear; so it is believed only if the register knows its hash.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import msgspec

from app.domain.errors import Refused, Unavailable
from app.domain.ids import new_id
from app.domain.staff import Officer, Right, Viewing
from app.faces.bands import (
    LIKELY,
    NO_TABLE,
    POSSIBLE,
    Calibration,
    Threshold,
    load_calibration,
    read_calibration,
    write_calibration,
)
from app.faces.models import MODELS
from app.faces.survey import Survey
from app.store import decided
from app.store.ask import Asks
from app.store.files import make_folder, read_plain, remove_file, replace_file
from app.store.register import Register

FOLDER = "calibration"
ADOPTED, PUT_ASIDE = "calibration_adopted", "calibration_put_aside"
"""What the log says of one table, by its hash: the last of these holds, so that a table of before
that somebody copies back is not believed."""
_STEPS = (ADOPTED, PUT_ASIDE)
_SOONER = 0.05
"""Of eight halves of the photographs behind the shipped table none was sooner by more than .038."""
_MOST_TABLE, _MOST_SURVEY = 100_000, 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An engine and its model, by name."""

    id: str
    model_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A table in the data folder, as it was written and read, with what was measured for it."""

    table: Calibration
    survey: Survey
    said: bytes
    hash: bytes
    """Of both files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InUse:
    """The table that makes the words now. `own`: the station's; `trouble` says why its own is not
    used although it is there; `survey` is what was measured for it."""

    table: Calibration
    own: bool = False
    survey: Survey | None = None
    trouble: Unavailable | None = None
    aside: bool = False
    """One's own was put aside and could be used again."""

    @property
    def model(self) -> Known:
        """What it is of."""
        return Known(id=self.table.engine, model_sha256=self.table.model_sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """How the words stand at today's size of the gallery."""

    in_use: InUse
    gallery: int
    likely: Threshold
    possible: Threshold

    @property
    def outgrown(self) -> bool:
        """Whether even 有可能 rests on a continued line, or on a size nobody reckoned with."""
        return self.possible.extrapolated or self.gallery > self.in_use.table.sizes[-1]


def outlook(asks: Asks, data: Path, engine: str, at: datetime) -> Outlook:
    """At this moment."""
    now = in_use(asks, data, engine)
    if not now.own:
        now = replace(now, survey=_shipped_survey(now.table))
    size = decided.gallery_size(asks, engine, now.table.model_sha256, at)
    likely, possible = (
        now.table.threshold(rate, max(size, now.table.sizes[0])) for rate in (LIKELY, POSSIBLE)
    )
    return Outlook(in_use=now, gallery=size, likely=likely, possible=possible)


def looser(fresh: Calibration, gallery: int) -> tuple[float, float] | None:
    """From which score a table says 很可能, and the shipped one, where the first says it clearly
    sooner: whoever put two people into one folder would get just that."""
    size = max(gallery, fresh.sizes[0])
    mine, shipped = (
        table.threshold(LIKELY, size).score for table in (fresh, load_calibration(fresh.engine))
    )
    return (mine, shipped) if shipped - mine > _SOONER else None


def _shipped_survey(table: Calibration) -> Survey | None:
    """What was measured for the table that came with the program, where that came along."""
    try:
        measured = read_plain(MODELS / FOLDER / f"{table.engine}.json", _MOST_SURVEY)
        survey = msgspec.json.decode(measured, type=Survey)
    except (OSError, msgspec.MsgspecError):
        return None
    return survey if survey.calibration == table else None


def in_use(asks: Asks, data: Path, engine: str) -> InUse:
    """The station's own table where one was adopted and can be believed, else the shipped one."""
    shipped, aside = load_calibration(engine), _place(data, engine, ".aside.toml").exists()
    try:
        own = read_own(data, engine)
        if own is None:
            return InUse(table=shipped, aside=aside)
        _must_be_believed(asks, own, shipped)
    except Unavailable as trouble:
        return InUse(table=shipped, trouble=trouble)
    return InUse(table=own.table, own=True, survey=own.survey)


def _must_be_believed(asks: Asks, own: Own, shipped: Calibration) -> None:
    if own.table.model_sha256 != shipped.model_sha256:
        raise Unavailable("calibration.other_model")
    if decided.newest_note(asks, _STEPS, _noted(own.hash)) != ADOPTED:
        raise Unavailable("calibration.not_adopted")


def read_own(data: Path, engine: str, ending: str = ".toml") -> Own | None:
    """The table in the data folder; None where there is none. Unavailable "calibration.own_damaged"
    for anything that is none."""
    file, beside = _place(data, engine, ending), _place(data, engine, ".json")
    if not file.exists():
        return None
    try:
        said, measured = read_plain(file, _MOST_TABLE), read_plain(beside, _MOST_SURVEY)
        table = read_calibration(said.decode("utf-8"))
        survey = msgspec.json.decode(measured, type=Survey)
    except (OSError, msgspec.MsgspecError, *NO_TABLE) as error:
        raise Unavailable("calibration.own_damaged", file=file.name) from error
    if table.engine != engine or survey.calibration != table:
        raise Unavailable("calibration.own_damaged", file=file.name)
    return Own(table=table, survey=survey, said=said, hash=_hash(said, measured))


def adopt(register: Register, data: Path, survey: Survey, *, by: Officer, at: datetime) -> InUse:
    """From now on, and after every start, the words come from this measurement; names of people
    and files are not kept. Refused "calibration.other_model" where it is of another model."""
    by.must(Right.APPROVE)
    kept = survey.nameless()
    engine = kept.calibration.engine
    if kept.calibration.model_sha256 != load_calibration(engine).model_sha256:
        raise Refused("calibration.other_model")
    said = write_calibration(kept.calibration).encode()
    measured = msgspec.json.encode(kept)
    _put_aside(register, data, engine, by=by, at=at)
    # First the register: a file that it does not know is not believed.
    _note(register, ADOPTED, _noted(_hash(said, measured)), by=by, at=at)
    make_folder(data / FOLDER)
    remove_file(_place(data, engine, ".aside.toml"))
    replace_file(_place(data, engine, ".json"), measured)
    replace_file(_place(data, engine, ".toml"), said)
    return in_use(register, data, engine)


def use_shipped(register: Register, data: Path, engine: str, *, by: Officer, at: datetime) -> InUse:
    """Back to the table that came with the program; one's own is put aside."""
    by.must(Right.APPROVE)
    file = _place(data, engine, ".toml")
    if file.exists():
        _put_aside(register, data, engine, by=by, at=at)
        with suppress(OSError):
            replace_file(_place(data, engine, ".aside.toml"), read_plain(file, _MOST_TABLE))
        remove_file(file)
    return in_use(register, data, engine)


def use_own_again(
    register: Register, data: Path, engine: str, *, by: Officer, at: datetime
) -> InUse:
    """The one that was put aside."""
    by.must(Right.APPROVE)
    try:
        own = read_own(data, engine, ".aside.toml")
    except Unavailable as damaged:
        raise Unavailable("calibration.none_aside") from damaged
    if own is None:
        raise Unavailable("calibration.none_aside")
    if decided.newest_note(register, _STEPS, _noted(own.hash)) is None:
        raise Unavailable("calibration.not_adopted")
    _note(register, ADOPTED, _noted(own.hash), by=by, at=at)
    replace_file(_place(data, engine, ".toml"), own.said)
    return in_use(register, data, engine)


def _put_aside(register: Register, data: Path, engine: str, *, by: Officer, at: datetime) -> None:
    """What is there now does not hold any more, wherever it is copied to."""
    with suppress(Unavailable):
        if own := read_own(data, engine):
            _note(register, PUT_ASIDE, _noted(own.hash), by=by, at=at)


def _note(register: Register, purpose: str, what: str, *, by: Officer, at: datetime) -> None:
    seen = Viewing(id=new_id(), person=None, officer=by.id, at=at, purpose=purpose, what=what)
    register.write(seen, by=by.id, at=at, reason=purpose)


def _hash(said: bytes, measured: bytes) -> bytes:
    return sha256(said + b"\0" + measured).digest()


def _noted(whole: bytes) -> str:
    return f"calibration:{whole.hex()}"


def _place(data: Path, engine: str, ending: str) -> Path:
    return data / FOLDER / f"{engine}{ending}"
