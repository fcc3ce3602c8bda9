"""Another face engine (重建人脸库): what may be measured is measured again, picture by picture.

Nothing is noted of how far it is: what is left is asked of the register, so that it goes on after
a restart by itself. Templates of two engines are never compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from app.domain.errors import Refused, Unavailable
from app.domain.face import Measured, Quality
from app.domain.ids import new_id
from app.domain.staff import Officer, Right, Viewing
from app.faces.bands import load_calibration
from app.faces.engine import ENGINES
from app.store import erasures
from app.store import rebuilding as rows
from app.store.ask import Asks
from app.store.rebuilding import Counted, Due, Model
from app.store.register import Register

AT_ONCE = 8
"""Photographs in one group: read together, saved together in well under 50 ms."""
CLEARED_AT_ONCE = 200
DAMAGED = "photo.damaged"
_DECIDING = ("quality.no_face", "quality.several_faces", "quality.too_small")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A photograph to be measured, with its picture; None where that is not here, no bytes where it
    was altered on the disk."""

    due: Due
    jpeg: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """How far the rebuilding is; `others` are the engines whose templates are still here."""

    model: Model
    counted: Counted
    others: tuple[Model, ...] = ()
    shared: int = 0
    """Templates of other stations by the first of these."""
    absent: int = 0
    """Pictures that are not here at the moment: tried again at the next start."""

    @property
    def to_do(self) -> int:
        """Photographs still to be measured."""
        return max(0, self.counted.due - self.absent)

    @property
    def whole(self) -> bool:
        """Whether everything that may be measured is."""
        return not self.to_do

    @property
    def beside(self) -> Model | None:
        """The engine that still answers as well, until all that it knows is known by the other."""
        return self.others[0] if self.others and (self.shared or not self.whole) else None


def model_of(engine: str) -> Model:
    """An engine of that name with the model its bands were made for, without loading either."""
    return engine, load_calibration(engine).model_sha256


def stands(asks: Asks, model: Model, at: datetime, absent: int = 0) -> Stands:
    """How far it is, by the rows; the engine with the most templates comes first."""
    found = rows.others_than(asks, model)
    if not found:
        return Stands(model=model, counted=rows.Counted(measured=rows.measured(asks, model)))
    known = sorted((one for one in found if _can_measure(one)), key=lambda one: -found[one])
    return Stands(
        model=model,
        counted=rows.counted(asks, model, at),
        others=tuple(known),
        shared=rows.shared_of(asks, known[0]) if known else 0,
        absent=absent,
    )


def _can_measure(model: Model) -> bool:
    """Weights of another day are gone: nothing can be compared with their templates."""
    return model[0] in ENGINES and model_of(model[0]) == model


def next_few(asks: Asks, model: Model, at: datetime, after: UUID | None = None) -> list[Kept]:
    """The next photographs that may be measured, with their pictures."""
    found: dict[UUID, Due] = {}
    for one in rows.due(asks, model, at, after=after, most=AT_ONCE):
        found.setdefault(one.old.photo, one)
    return [Kept(due=one, jpeg=_picture(asks, one.sha256)) for one in found.values()]


def _picture(asks: Asks, sha256: str) -> bytes | None:
    try:
        return asks.blobs.get(sha256)
    except Unavailable as sorry:
        # Altered on the disk it will not come by itself: no picture any more, and told as that.
        return b"" if sorry.key == "photo.file_damaged" else None


def nothing(model: Model, sorry: Refused) -> Measured:
    """What an engine makes of a file that is no picture any more."""
    poor = Quality(score=0.0, refused=True, reasons=(sorry.key,))
    return Measured(quality=poor, vector=None, engine=model[0], model_sha256=model[1], metric="")


def keep(
    register: Register,
    model: Model,
    seen: Sequence[tuple[Kept, Measured]],
    *,
    by: Officer,
    at: datetime,
) -> int:
    """Save a few; answers how many templates there are more. Whoever refused or was erased
    meanwhile gets none. Refused "staff.not_allowed"."""
    may_rebuild(by)
    olds = [one.due.old.id for one, _ in seen]
    found = rows.due(register, model, at, among=olds, most=len(olds))
    still = {one.old.id: one.old for one in found}
    here = [
        (one, still[one.due.old.id], measured)
        for one, measured in seen
        if one.due.old.id in still and _is_of(measured, model)
    ]
    made = [new for _, old, measured in here if (new := old.again(measured))]
    if made:
        register.write(*made, by=by.id, at=at, reason="rebuild")
    whys: dict[UUID, str] = {
        old.photo: _why(measured) if one.jpeg else DAMAGED
        for one, old, measured in here
        if measured.vector is None
    }
    if whys:
        register.within(lambda connection: rows.note(connection, model, whys, at))
    return len(made)


def _is_of(measured: Measured, model: Model) -> bool:
    """What another engine measured is not kept under this one's name."""
    return (measured.engine, measured.model_sha256) == model


def _why(measured: Measured) -> str:
    reasons = measured.quality.reasons
    return next((key for key in _DECIDING if key in reasons), reasons[0] if reasons else DAMAGED)


def is_over(asks: Asks, stands: Stands, keep_days: int, at: datetime) -> bool:
    """Whether the templates of the engine before have no purpose any more: everything is measured
    by the new one (pictures that are not here are not), and that has been in use for so long."""
    if stands.counted.due or not stands.others:
        return False
    since = rows.in_use_since(asks, stands.model[0])
    return since is not None and at - since >= timedelta(days=keep_days)


def clear_some(
    register: Register, stands: Stands, keep_days: int, *, by: Officer, at: datetime
) -> int:
    """Delete some templates of other engines (PIPL 6, 19: no more than is needed, no longer than
    is needed); answers how many. Written down before the first goes; photographs stay."""
    may_rebuild(by)
    # Asked again, of the engine that is in use now.
    if not is_over(register, replace(stands, counted=_due(register, stands, at)), keep_days, at):
        return 0
    gone = rows.of_others(register, stands.model, CLEARED_AT_ONCE)
    if gone:
        engines = ",".join(engine for engine, _ in stands.others)
        note = Viewing(
            id=new_id(), person=None, officer=by.id, at=at, purpose="old_templates",
            what=f"{len(gone)} {engines}",
        )  # fmt: skip
        register.write(note, by=by.id, at=at, reason="old_templates")
        register.within(lambda connection: erasures.drop_templates(connection, gone))
    return len(gone)


def _due(asks: Asks, stands: Stands, at: datetime) -> Counted:
    """One is enough to keep the old ones."""
    return Counted(due=len(rows.due(asks, stands.model, at, most=1)))


def may_rebuild(officer: Officer) -> None:
    """Whoever registers, or administers. Refused "staff.not_allowed"."""
    if not officer.may(Right.STAFF):
        officer.must(Right.REGISTER)


def try_again(register: Register, model: Model, *, by: Officer) -> None:
    """Photographs of which nothing could be made are tried once more."""
    may_rebuild(by)
    register.within(lambda connection: rows.forget(connection, model))
