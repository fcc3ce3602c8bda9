"""Half-filled small forms: kept in the register like drafts, there again after a crash."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from app import clock
from app.desk import drafts
from app.domain.errors import Refused, Unavailable
from ui.page import Desk, Telling

Now = Callable[[], tuple[UUID, dict[str, str]] | None]
"""The visit whose form is open and what stands in it; None while none is open."""

ONE = UUID(int=0)
"""By which a form is kept that is about nobody: an officer has one of it."""


class HalfFilled(QObject):
    """What one officer has begun and not finished: one form a visit."""

    loaded = Signal()
    """What was left from before is known."""

    def __init__(self, desk: Desk, form: str, now: Now, page: QObject) -> None:
        super().__init__(page)
        self._desk, self._form, self._now = desk, form, now
        self._kept: dict[UUID, dict[str, str]] = {}
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.keep)

    def start(self) -> None:
        """Ask what was left, and keep what is typed from now on."""
        if self._clock.isActive():
            return
        self._clock.start(self._desk.settings.draft_seconds * 1000)
        officer, form = self._desk.officer, self._form

        def come(found: dict[UUID, bytes]) -> None:
            self._kept = {i: _read(content) for i, content in found.items()} | self._kept
            self.loaded.emit()

        self._desk.jobs.desk(self, lambda r: drafts.own(r, form, by=officer), come)

    def stop(self) -> None:
        """For the last time."""
        self.keep()
        self._clock.stop()

    def of(self, visit: UUID) -> dict[str, str]:
        """What was typed for a visit and not finished."""
        return self._kept.get(self._id(visit), {})

    def _id(self, visit: UUID) -> UUID:
        return drafts.id_for(visit, self._form, self._desk.officer.id)

    def keep(self) -> None:
        """Save what stands in the open form, if it has changed."""
        now = self._now()
        if now is None:
            return
        visit, raw = now
        id_ = self._id(visit)
        if self._kept.get(id_, {}) == raw:
            return
        if not raw:
            self.drop(visit)  # whoever empties a form throws it away
            return
        self._kept[id_] = raw
        kept = drafts.Draft(
            id=id_,
            officer=self._desk.officer.id,
            saved_at=clock.now(),
            content=msgspec.msgpack.encode(raw),
            form=self._form,
        )

        def not_kept(sorry: Refused | Unavailable) -> None:
            self._kept.pop(id_, None)  # tried again with the next tick
            self._desk.jobs.trouble.emit(sorry)

        self._desk.jobs.desk(self, lambda r: drafts.keep(r, kept), lambda _: None, not_kept)

    def drop(self, visit: UUID) -> None:
        """It was finished, or thrown away."""
        self._drop(self._id(visit))

    def put_away(self, visit: UUID, raw: Mapping[str, str], again: Callable[[], None]) -> None:
        """Esc: what was typed is not kept for the next time, but for as long as a slip is noticed;
        `again` opens it once more."""
        self.drop(visit)
        if raw:
            told = self.tr("没有保存的内容收起来了，要接着写按 F12。")
            self._desk.tell(Telling(words=told, undo=again))

    def only(self, there: Iterable[UUID]) -> None:
        """What was typed of anything else is not wanted any more."""
        for id_ in self._kept.keys() - {self._id(one) for one in there}:
            self._drop(id_)

    def _drop(self, id_: UUID) -> None:
        if self._kept.pop(id_, None) is not None:
            self._desk.jobs.desk(self, lambda r: drafts.drop(r, id_), lambda _: None)


def _read(content: bytes) -> dict[str, str]:
    """Nothing where an older version wrote something else."""
    try:
        return msgspec.msgpack.decode(content, type=dict[str, str])
    except (ValueError, msgspec.MsgspecError):  # ValueError: a text that is not UTF-8
        return {}
